"""A copy of a site that works when it is opened from a folder, without a server.

A browser that opens a folder from a disk shows a listing, so links to folders are made to lead to their
index.html. What needs a server all the same, the search, says so on its page.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

_LINK = re.compile(r'(?P<before>\s(?:href|action)=")(?P<address>[^"]*)(?=")')
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|#")


def copy_for_files(site: Path, target: Path) -> int:
    """Write the copy, in the place of an earlier one; how many files. Raises OSError."""
    target = target.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as folder:
        new, count = Path(folder, "new"), 0
        for place, _, names in os.walk(os.path.realpath(site)):
            for name in names:
                path = Path(place, name)
                copy = new / path.relative_to(os.path.realpath(site))
                copy.parent.mkdir(parents=True, exist_ok=True)
                count += 1
                if path.suffix in (".html", ".svg"):
                    copy.write_text(for_files(path.read_text("utf-8")), "utf-8")
                else:
                    shutil.copyfile(path, copy)
        if target.exists():
            target.rename(Path(folder, "old"))
        new.rename(target)
    return count


def for_files(html: str) -> str:
    """A page whose relative links to folders lead to their index.html."""
    return _LINK.sub(lambda match: match["before"] + _to_file(match["address"]), html)


def _to_file(address: str) -> str:
    if not address or _ELSEWHERE.match(address):
        return address
    end = next((place for place, char in enumerate(address) if char in "?#"), len(address))
    path, rest = address[:end], address[end:]
    if path.endswith("/"):
        return f"{path}index.html{rest}"
    if path.rpartition("/")[2] in (".", ".."):
        return f"{path}/index.html{rest}"
    return address
