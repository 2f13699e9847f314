"""The table of outputs is complete: whatever it names is there, and whatever is there is in it."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args, get_type_hints

import msgspec
import pytest

import sitegen
from sitegen.channels.tools import FINDERS
from sitegen.model.fields import Doc, unwrapped
from sitegen.model.kinds import FOLDERS, KINDS
from sitegen.model.output_rows import Addresses, Audience, Output, Scope, load
from sitegen.model.outputs import FILE_WORDS, OUTPUTS, PROJECT_LISTS, SECTIONS, exports
from sitegen.routes import entity_path, routes_of
from sitegen.views.context import Bytes, Parts
from tests.support.catalogues import make_state
from tests.support.process import REPOSITORY, environment

ROWS = list(OUTPUTS.values())
BY_NAME = pytest.mark.parametrize("output", ROWS, ids=lambda output: output.name)
CHINESE = re.compile("[\u4e00-\u9fff]")
ARGUMENTS = {"page": ["catalogue", "localizer", "path"], "locale": ["context", "route"]}


@BY_NAME
def test_a_row_is_whole(output: Output) -> None:
    assert re.fullmatch("[a-z]+(_[a-z]+)*", output.name)
    assert output.scope in get_args(Scope)
    assert output.audience in get_args(Audience)
    assert output.addresses in get_args(Addresses)
    assert output.of in ("", *KINDS)
    assert output.path or output.routes or output.name == "home"
    assert output.scope != "page" or output.path == "" or output.path.endswith("/")
    assert CHINESE.search(output.about.zh) or output.about.zh == output.about.en
    assert output.about.en
    assert not CHINESE.search(output.about.en)


@BY_NAME
def test_a_file_beside_an_entrys_page_goes_with_the_page(output: Output) -> None:
    """A site may leave out every section but the projects; what is beside the pages of one goes with it."""
    if output.of not in ("", "project") and output.scope != "site":
        section = OUTPUTS[output.of].section
        assert output.section == section, f'write section="{section}" in the row of {output.name}'


@BY_NAME
def test_its_maker_takes_what_it_is_given_and_gives_what_can_be_finished(output: Output) -> None:
    make = load(output.make)
    names = list(inspect.signature(make).parameters)
    assert names[: 3 if output.scope == "page" else 2] == ARGUMENTS.get(output.scope, ARGUMENTS["locale"])
    returned = get_type_hints(make)["return"]
    for one in get_args(returned) or (returned,):
        assert one in (str, Bytes, Parts) or (issubclass(one, msgspec.Struct) and hasattr(one, "template"))
        assert output.scope != "page" or hasattr(one, "template")


@BY_NAME
def test_its_routes_are_its_own(output: Output) -> None:
    if output.parameters:
        return
    for seed in range(3):
        catalogue = make_state(seed).catalogue()
        for route in routes_of(output, catalogue):
            assert route.output == output.name
            assert not output.of or route.args[0] in catalogue.ids(output.of)
            assert route.entry == (f"{output.of}/{route.args[0]}" if output.of else "")


@BY_NAME
def test_what_it_is_made_with_can_be_installed(output: Output) -> None:
    """A finder finds it, or it is a package that an extra of this one brings."""
    text = (REPOSITORY / "pyproject.toml").read_text("utf-8")
    extras = text.partition("[project.optional-dependencies]")[2].partition("\n[")[0]
    for name in output.needs:
        assert (name in FINDERS and callable(load(FINDERS[name]))) or f'"{name}>=' in extras


@BY_NAME
def test_its_options_say_what_they_are_for(output: Output) -> None:
    if not output.parameters:
        return
    assert output.routes
    options = load(output.parameters)
    assert isinstance(options, type)
    hints = get_type_hints(options, include_extras=True)
    for hint in [hints[field.name] for field in msgspec.structs.fields(options)]:
        (doc,) = [mark for mark in unwrapped(hint)[1] if isinstance(mark, Doc)]
        assert CHINESE.search(doc.zh)
        assert doc.en


def test_an_office_output_is_never_part_of_a_site() -> None:
    office = [output for output in ROWS if output.audience == "office"]
    assert "missing" in {output.name for output in office}
    assert not any(output.is_on((), FILE_WORDS) for output in office)
    assert all(output.is_on((), FILE_WORDS) for output in ROWS if output not in office)


def test_what_is_derived_names_every_row() -> None:
    assert len(OUTPUTS) == len(ROWS)
    assert {output.section for output in ROWS} == {"", *SECTIONS}
    assert {output.file_word for output in ROWS} == {"", *FILE_WORDS}
    assert {output.listed for output in ROWS} == {"", *PROJECT_LISTS}
    assert [output for outputs in exports().values() for output in outputs if output.exported_as == ""] == [
        output for output in ROWS if output.exported_as == ""
    ]
    assert len(exports()["maps"]) == 3


def test_a_section_or_a_word_that_is_not_asked_for_turns_its_outputs_off() -> None:
    assert not OUTPUTS["policy"].is_on(("policies",), ())
    assert OUTPUTS["policy"].is_on(("chains",), ())
    assert not OUTPUTS["qr"].is_on((), ("maps",))
    assert OUTPUTS["qr"].is_on((), ("qr", "maps"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_page_for_each_entry_and_a_list(kind: str) -> None:
    own = OUTPUTS[kind]
    assert (own.scope, own.path.replace("{}", "x")) == ("page", entity_path(kind, "x"))
    lists = {output.path for output in ROWS if output.scope == "page"}
    assert kind == "page" or f"{FOLDERS[kind]}/" in lists


def test_every_view_function_of_a_page_is_in_the_table() -> None:
    """A page that nobody makes would be dead code: views that return a page's view are named by a row."""
    named = {output.make for output in ROWS}
    for path in (Path(sitegen.__file__).parent / "views").glob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            returned = node.returns if isinstance(node, ast.FunctionDef) else None
            if isinstance(returned, ast.Name) and returned.id.endswith("Page"):
                assert f"views.{path.stem}.{node.name}" in named  # type: ignore[attr-defined]


def test_every_output_is_documented() -> None:
    text = (REPOSITORY / "docs/outputs.md").read_text("utf-8")
    chinese = (REPOSITORY / "docs/outputs.zh.md").read_text("utf-8")
    for name in exports():
        assert f"`{name}`" in text, name
        assert f"`{name}`" in chinese, name


def test_the_table_loads_no_maker() -> None:
    code = (
        "import sys, sitegen.routes;"
        "late = {m for m in sys.modules if m.startswith(('sitegen.channels', 'sitegen.views'))};"
        "assert not late, late"
    )
    subprocess.run([sys.executable, "-c", code], env=environment(), cwd=REPOSITORY, check=True)
