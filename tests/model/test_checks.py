"""The table of checks: each function is in it, under what it is given."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any, get_type_hints

import pytest

from sitegen.diagnostics import Place
from sitegen.i18n.text import Text
from sitegen.model import checks
from sitegen.model.checks import registry
from sitegen.model.checks.catalogue_checks import same_tiles
from sitegen.model.checks.subjects import EntityCheck, EntryCheck, RecordCheck, Whole
from sitegen.model.entities import Region
from sitegen.model.entries import Claim
from tests.support.catalogues import catalogue_of, record

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


def whole(*regions: Region) -> Whole:
    records = {
        f"region/{region.id}": record(region, claims=(Claim("tile", "", Place(f"{region.id}.yml")),))
        for region in regions
    }
    return Whole(catalogue_of(*regions), {}, frozenset(), records)


def test_a_place_of_the_map_is_taken_among_the_regions_of_one_parent() -> None:
    def region(key: str, parent: str, *tile: int) -> Region:
        return Region(id=key, title=Text({"zh": key}), kind="county", parent=parent, tile=tile)

    apart = [region("a", "x", 1, 1), region("b", "y", 1, 1), region("c", "x", 1, 2)]
    assert list(same_tiles(whole(*apart))) == []
    (found,) = same_tiles(whole(*apart, region("d", "x", 1, 1)))
    assert (found.code, found.place.path, found.params) == ("E_TILE_TAKEN", "d.yml", {"other": "a"})


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
