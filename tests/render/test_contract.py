"""Templates and views fit each other: no template asks for a name that its view lacks, no view has a field
that no template shows, and every message is translated."""

from __future__ import annotations

import contextlib
import importlib
import io
import pkgutil
import re
from functools import cached_property

import msgspec
import pytest
from babel.messages import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po
from jinja2 import DictLoader, nodes

import sitegen.views
from sitegen.describe.templates_reference import templates_reference
from sitegen.render.environment import Environment
from sitegen.render.theme import built_in_folder
from sitegen.views import views_of_templates
from sitegen.views.page_head import PageView
from tests.support.process import REPOSITORY

TEMPLATE_FOLDER = built_in_folder() / "templates"
ROOT_NAMES = {"header.html": "menu", "footer.html": "foot"}
"""What the view is called in the templates of header and footer; `page` in all others."""

SOURCES = {
    path.relative_to(TEMPLATE_FOLDER).as_posix(): path.read_text("utf-8")
    for path in sorted(TEMPLATE_FOLDER.rglob("*.*"))
}
INLINED = ("wechat/", "letters/")
"""Templates of articles and letters, which have no page's policy: their style sheets are written into the
elements."""
INCLUDED = re.compile(r"""{%-?\s*(?:extends|include)\s+['"]([^'"]+)['"]""")


def attributes(template: str, root: str) -> set[str]:
    """Fields of `root` that a template uses, with those of the templates that share its context."""
    found: set[str] = set()
    pending, seen = [template], set()
    while pending:
        name = pending.pop()
        if name in seen:
            continue
        seen.add(name)
        tree = Environment(DictLoader({})).parse(SOURCES[name])
        found |= {
            node.attr
            for node in tree.find_all(nodes.Getattr)
            if isinstance(node.node, nodes.Name) and node.node.name == root
        }
        pending += INCLUDED.findall(SOURCES[name])
    return found


def names_of(view: type[msgspec.Struct]) -> set[str]:
    """What a template gets of a view: its fields, and the parts that are made when they are asked for."""
    properties = [
        name
        for cls in view.__mro__
        for name, value in vars(cls).items()
        if isinstance(value, property | cached_property)
    ]
    return {name for name in (*view.__struct_fields__, *properties) if not name.startswith("_")}


def view_types() -> list[tuple[str, type[msgspec.Struct]]]:
    return [(cls.template, cls) for cls in views_of_templates()]


def test_views_have_their_fields_by_name_only() -> None:
    """As docs/theming.md says: what can be unpacked cannot be added to without breaking somebody's theme."""
    described = set(re.findall(r"(?m)^### (\w+)$", templates_reference()))
    made = {name: cls for name, cls in types_of_views().items() if name in described}
    assert len(made) > 40
    assert [name for name, cls in made.items() if not issubclass(cls, msgspec.Struct)] == []


def types_of_views() -> dict[str, type]:
    names = [module.name for module in pkgutil.iter_modules(sitegen.views.__path__, "sitegen.views.")]
    modules = [vars(importlib.import_module(name)) for name in names]
    return {name: value for found in modules for name, value in found.items() if isinstance(value, type)}


@pytest.mark.parametrize(("template", "view"), view_types())
def test_template_uses_only_what_its_view_has(template: str, view: type[msgspec.Struct]) -> None:
    used = attributes(template, ROOT_NAMES.get(template, "page"))
    assert used - {"template"} <= names_of(view)


@pytest.mark.parametrize(("template", "view"), view_types())
def test_every_field_of_a_view_is_used(template: str, view: type[msgspec.Struct]) -> None:
    used = attributes(template, ROOT_NAMES.get(template, "page"))
    assert names_of(view) - used == set()


def test_every_view_has_its_template() -> None:
    assert {template for template, _ in view_types()} <= set(SOURCES)
    others = {cls.__name__ for _, cls in view_types() if not issubclass(cls, PageView)}
    pictures = {"SharePicture", "Poster", "SquarePicture", "PolicyCard", "ArticleCover"}
    articles = {"CardArticle", "Letter", "EpubBook", "ChainEmbed", "ListEmbed"}
    assert others == {
        "Menu",
        "Foot",
        "LanguagePage",
        "MissingPage",
        "MovedPage",
        "RowFile",
        *pictures,
        *articles,
    }


def test_no_inline_script_or_style() -> None:
    """The pages' security policy forbids both; data blocks are no scripts."""
    for name, source in SOURCES.items():
        if name.startswith(INLINED):
            continue
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style", source), name
        for tag in re.findall(r"<script[^>]*>", source):
            assert "src=" in tag or "application/ld+json" in tag, name


def test_no_address_of_another_site() -> None:
    """Nothing is loaded from elsewhere: no font, script, style or picture."""
    paths = [
        path for path in built_in_folder().rglob("*.*") if path.suffix in (".html", ".css", ".js", ".svg")
    ]
    assert len({path.suffix for path in paths}) == 4
    for path in paths:
        text = path.read_text("utf-8")
        loads = re.findall(r"""(?:src=|url\(|@import|fetch\()\s*["']?(?:https?:)?//[^"')\s]+""", text)
        assert loads == [], path.name


def test_templates_escape_everything() -> None:
    """`safe` stands only where a template writes its own drawings."""
    allowed = {"parts/basic.html": 1}
    for name, source in SOURCES.items():
        assert len(re.findall(r"\|\s*safe\b", source)) == allowed.get(name, 0), name
        assert "autoescape" not in source, name


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """All that templates and program say, as `make messages` gathers it."""
    found = tmp_path_factory.mktemp("messages") / "said.po"
    options = ["-q", "extract", "-F", "pyproject.toml", "-k", "label", "-o", str(found), "."]
    with contextlib.chdir(REPOSITORY):
        CommandLineInterface().run(["pybabel", *options])  # type: ignore[no-untyped-call]
    return read_po(io.BytesIO(found.read_bytes()))


@pytest.mark.parametrize("language", ["zh", "zh_Hant"])
def test_every_message_is_translated(language: str, said: Catalog) -> None:
    path = built_in_folder() / "locale" / language / "LC_MESSAGES/messages.po"
    words = read_po(io.BytesIO(path.read_bytes()))
    used = {(message.id, message.context) for message in said if message.id}
    there = {(message.id, message.context): message.string for message in words if message.id}
    assert len(used) > 500
    assert sorted(map(str, used - there.keys())) == [], f"`make messages` writes them into {path}"
    assert sorted(map(str, there.keys() - used)) == [], f"`make messages` takes them out of {path}"
    empty = [key for key, text in there.items() if not (text if isinstance(text, str) else all(text or [""]))]
    assert empty == [], f"write them in Chinese in {path}"
