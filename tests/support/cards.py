"""Reads vCards and calendars line by line, strictly: what a telephone's address book would be given."""

from __future__ import annotations

import re
from typing import NamedTuple

_PROPERTY = re.compile(r"(?P<name>[A-Z-]+)(?P<params>(?:;[A-Z-]+=(?:[^;:\"]+|\"[^\"]*\"))*):(?P<value>.*)")


class Property(NamedTuple):
    name: str
    params: str
    value: str

    @property
    def text(self) -> str:
        """The value without its escapes."""
        return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], self.value)


def properties(data: bytes) -> list[Property]:
    """The properties of a vCard or calendar, in order.

    Raises AssertionError for a bare line feed, an overlong line, a split character, a line that is no
    property, and for a BEGIN without its END.
    """
    assert data.endswith(b"\r\n")
    lines = data[:-2].split(b"\r\n")
    for line in lines:
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line), f"a control character in {line!r}"
        assert len(line) <= 75, f"{len(line)} bytes: {line!r}"
        line.decode("utf-8")  # folded between characters
    found = [_property(line) for line in data.decode("utf-8")[:-2].replace("\r\n ", "").split("\r\n")]
    _check_nesting(found)
    return found


def _property(line: str) -> Property:
    match = _PROPERTY.fullmatch(line)
    assert match, f"no property: {line!r}"
    return Property(match["name"], match["params"], match["value"])


def _check_nesting(found: list[Property]) -> None:
    open_now: list[str] = []
    for number, (name, _, value) in enumerate(found):
        if name == "BEGIN":
            assert number == 0 or open_now, "more than one object"
            open_now.append(value)
        elif name == "END":
            assert open_now.pop() == value
        assert open_now or number == len(found) - 1, f"{name} stands outside"
    assert not open_now
