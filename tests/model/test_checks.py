"""The table of checks: each function is in it, under what it is given."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any, get_type_hints

import pytest

from sitegen.model import checks
from sitegen.model.checks import registry
from sitegen.model.checks.subjects import EntityCheck, EntryCheck, RecordCheck, Whole

TABLES: dict[type, tuple[Callable[..., Any], ...]] = {
    EntityCheck: registry.OF_ENTITIES,
    EntryCheck: registry.OF_ENTRIES,
    RecordCheck: registry.OF_RECORDS,
    Whole: registry.OF_THE_WHOLE,
}


def checks_written() -> list[Callable[..., Any]]:
    """Public functions of the modules that take one of the subjects and nothing else."""
    names = [f"sitegen.model.checks.{module.name}" for module in pkgutil.iter_modules(checks.__path__)]
    modules = [importlib.import_module(name) for name in names if name != registry.__name__]
    return [
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_") and subject_of(function)
    ]


def subject_of(function: Callable[..., Any]) -> type | None:
    hints = get_type_hints(function)
    hints.pop("return", None)
    (given,) = hints.values() if len(hints) == 1 else (None,)
    return given if given in TABLES else None


def test_every_check_is_in_the_table_once() -> None:
    listed = [check for table in TABLES.values() for check in table]
    assert len(listed) == len(set(listed)) > 20
    assert set(checks_written()) == set(listed)


@pytest.mark.parametrize("subject", TABLES, ids=lambda subject: str(subject.__name__))
def test_every_check_is_given_what_its_table_says(subject: type) -> None:
    assert {subject_of(check) for check in TABLES[subject]} == {subject}


@pytest.mark.parametrize("check", checks_written(), ids=lambda check: str(check.__name__))
def test_every_check_says_what_it_finds(check: Callable[..., Any]) -> None:
    assert check.__doc__
