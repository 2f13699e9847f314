"""Parts of files (RFC 9110, section 14): what players of films ask for, to begin before all is there and to
go to another place."""

from __future__ import annotations

from sitegen.patterns import pattern

_RANGE = pattern(r"bytes=(\d{0,18})-(\d{0,18})")


def wanted_part(header: str | None, size: int) -> tuple[int, int] | None:
    """First byte and number of bytes of the part that a `Range` header asks for; None for all of the file.

    A header that says nothing of sense, or that asks for several parts, counts as none, as the standard has
    it. Raises ValueError for a part that the file does not have: that is answered with 416.
    """
    match = _RANGE.fullmatch((header or "").strip().replace(" ", ""))
    if match is None or match[0] == "bytes=-":
        return None
    first, last = match[1], match[2]
    if not first:  # so many at the end
        count = min(int(last), size)
        if not count:
            raise ValueError(header)
        return size - count, count
    start = int(first)
    end = min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return None
    if start >= size:
        raise ValueError(header)
    return start, end - start + 1
