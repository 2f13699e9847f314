"""The fast way with templates is fenced: without it the same comes out, and its cache may be damaged."""

from __future__ import annotations

import functools
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
import jinja2.compiler
import pytest

from sitegen.channels import raster
from sitegen.channels.tools import Tool
from sitegen.pipeline.build import Options, build
from sitegen.render import environment
from sitegen.render.environment import Environment, SharedLoader
from sitegen.render.fast_jinja import code_cache
from sitegen.render.fast_jinja.code_cache import template_code
from sitegen.render.fast_jinja.generator import Generator
from sitegen.render.fast_jinja.private_names import METHODS, missing_names
from tests.build.edits import tree_bytes
from tests.conftest import BUILD_DATE
from tests.support.blank_pictures import SVG


def test_this_jinja_has_every_name() -> None:
    assert missing_names() == []
    assert Environment(jinja2.DictLoader({})).is_fast


@pytest.mark.parametrize(("owner", "name"), [(owner, name) for owner, names in METHODS for name in names])
def test_a_name_that_is_gone_is_noticed(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> None:
    monkeypatch.delattr(owner, name)
    assert missing_names() == [f"{owner.__name__}.{name}"]


def test_a_macro_without_its_function_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def init(self: object, environment: object, func: object) -> None:
        self.func = func  # type: ignore[attr-defined]

    monkeypatch.setattr(jinja2.runtime.Macro, "__init__", init)
    assert missing_names() == ["Macro._func"]


def test_jinjas_own_generator_makes_the_same_site(
    golden_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page of every kind, by the whole theme."""
    used: list[object] = []

    def code(*arguments: Any) -> CodeType:
        used.append(arguments[0].code_generator_class)
        return template_code(*arguments)

    blank = raster.render(SVG, Tool())
    monkeypatch.setattr(raster, "render", lambda *_: blank)
    monkeypatch.setattr(environment, "missing_names", lambda: ["CodeGenerator.visit_Call"])
    monkeypatch.setattr(environment, "template_code", code)
    options = Options(root=golden_site, output=tmp_path / "build", jobs=1, now=BUILD_DATE)
    assert build(options).rendered > 30
    assert {*used} == {jinja2.compiler.CodeGenerator}
    made, expected = tree_bytes(tmp_path / "build"), tree_bytes(golden_site / "build")
    assert [path for path in expected if made.get(path) != expected[path]] == []
    assert made.keys() == expected.keys()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of templates."""
    folder = tmp_path / "cache"
    folder.mkdir()
    monkeypatch.setattr(code_cache, "cache_folder", lambda: folder)
    monkeypatch.setattr(code_cache, "_key", functools.partial(bytes, 32))
    return folder


def text_of(path: Path) -> str:
    """What a template comes to, its code taken from the cache or put there."""
    environment.compiled.cache_clear()
    return Environment(SharedLoader({"t": str(path)})).get_template("t").render(x="<")


def test_damaged_code_of_a_template_is_made_anew(cache: Path, tmp_path: Path) -> None:
    """Cut short anywhere, a byte changed, another account's, something else altogether."""
    template = tmp_path / "t.html"
    template.write_text("{% for i in range(3) %}{{ i }}{{ x }}\n{% endfor %}")
    expected = text_of(template)
    assert expected == "0&lt;\n1&lt;\n2&lt;\n"
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    damaged = [whole[:length] for length in range(0, len(whole), 7)]
    damaged += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), 7)]
    for data in [*damaged, b"", b"import os\n", whole + b"x"]:
        kept.write_bytes(data)
        assert text_of(template) == expected
        assert kept.read_bytes() == whole, "written anew"


def test_code_of_templates_is_taken_from_the_cache(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "t.html"
    template.write_text("{{ x }}")
    text_of(template)
    monkeypatch.setattr(Environment, "compile", lambda *_: pytest.fail("compiled again"))
    assert text_of(template) == "&lt;"


def test_a_cache_that_cannot_be_written_to(cache: Path, tmp_path: Path) -> None:
    template = tmp_path / "t.html"
    template.write_text("{{ x }}")
    cache.rmdir()
    assert text_of(template) == "&lt;"
    assert Environment(jinja2.DictLoader({})).code_generator_class is Generator
