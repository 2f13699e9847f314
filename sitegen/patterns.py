"""Regular expressions that are compiled when they are first used.

A build of one changed entry uses a few of the hundred that there are, and compiling all of them takes longer
than making its page.
"""

from __future__ import annotations

import re
from typing import Any, cast, overload


class _Pattern:
    """Has the methods of a compiled pattern, from its first use on as attributes of its own."""

    __slots__ = (
        "_flags",
        "_source",
        "findall",
        "finditer",
        "flags",
        "fullmatch",
        "groupindex",
        "groups",
        "match",
        "pattern",
        "scanner",
        "search",
        "split",
        "sub",
        "subn",
    )

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in self.__slots__:
            raise AttributeError(name)
        made: re.Pattern[Any] = re.compile(self._source, self._flags)
        for each in self.__slots__[2:]:
            setattr(self, each, getattr(made, each))
        return getattr(made, name)


@overload
def pattern(source: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def pattern(source: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def pattern(source: Any, flags: int = 0) -> re.Pattern[Any]:
    """What `re.compile` gives. A fault in the expression shows when it is first used."""
    return cast("re.Pattern[Any]", _Pattern(source, flags))
