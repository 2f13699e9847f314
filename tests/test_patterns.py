"""Regular expressions that are compiled when they are first used do what compiled ones do."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

import sitegen
from sitegen.patterns import pattern


def test_it_is_a_pattern() -> None:
    lazy, eager = (
        pattern(r"(?P<word>[a-z]+)-(\d+)", re.IGNORECASE),
        re.compile(r"(?P<word>[a-z]+)-(\d+)", re.I),
    )
    text = "a-1 B-22, c"
    for name in ("match", "fullmatch", "search"):
        for one in (text, text[:3], "-"):
            found, expected = getattr(lazy, name)(one), getattr(eager, name)(one)
            assert (found and found.groups()) == (expected and expected.groups())
    assert lazy.sub("x", text) == eager.sub("x", text)
    assert lazy.subn("x", text) == eager.subn("x", text)
    assert lazy.split(text) == eager.split(text)
    assert lazy.findall(text) == eager.findall(text)
    assert [found.span() for found in lazy.finditer(text)] == [found.span() for found in eager.finditer(text)]
    assert (lazy.pattern, lazy.flags, lazy.groups) == (eager.pattern, eager.flags, eager.groups)
    assert lazy.groupindex == eager.groupindex
    assert pattern(rb"\d+").findall(b"1 22") == [b"1", b"22"]


def test_it_has_nothing_else() -> None:
    with pytest.raises(AttributeError):
        getattr(pattern("a"), "nothing")  # noqa: B009  # mypy knows that there is none


def patterns_in(value: object) -> list[re.Pattern[str]]:
    if isinstance(value, dict):
        return [found for each in value.values() for found in patterns_in(each)]
    if isinstance(value, tuple | list):
        return [found for each in value for found in patterns_in(each)]
    return [value] if type(value) is type(pattern("")) else []


def test_all_that_there_are_compile() -> None:
    """A fault in one would show only when it is used."""
    found: set[str | bytes] = set()
    for path in Path(sitegen.__file__).parent.rglob("*.py"):
        name = ".".join(path.relative_to(Path(sitegen.__file__).parent.parent).with_suffix("").parts)
        if "pattern(" in path.read_text("utf-8"):
            module = importlib.import_module(name)
            found |= {each.pattern for each in patterns_in(list(vars(module).values()))}
    assert len(found) > 90
