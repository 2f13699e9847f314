"""What a public entry says stands on some page: no field is accepted, checked and then lost."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

import msgspec
import pytest
import yaml

from sitegen.app.build import Options, build
from sitegen.i18n.text import Text
from sitegen.model.entities import FOLDERS, KINDS
from sitegen.model.fields import Form, OneOf, unwrapped
from tests.support.entities import FORMS, Maker, fields_of, hints_of, written
from tests.support.minisite import SITE_YML

S = TypeVar("S", bound=msgspec.Struct)

IDS = {kind: (f"a-{kind}",) for kind in KINDS} | {"stage": ("stage",), "segment": ("segment",)}
IN_FOLDERS = {"project", "policy", "event", "page"}
DOTS = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="4" height="4"/></svg>'

NOT_TEXT_OF_A_PAGE = {
    "region.approval": "stands below maps with boundaries",
    "contact.consent": "is what allows the rest to be shown",
    "collection.where.batch": "picks projects",
}


class Marker(Maker):
    """Fills in every field once, each text with a mark of its own, and notes which field has which mark."""

    def __init__(self) -> None:
        super().__init__(random.Random(1), IDS, 1.0)
        self.path: list[str] = []
        self.marks: dict[str, str] = {}

    def words(self) -> str:
        mark = f"标记{len(self.marks):04d}号"
        self.marks[mark] = ".".join(self.path)
        return mark

    def struct(self, cls: type[S], **fixed: Any) -> S:
        values = dict(fixed)
        for name in fields_of(cls):
            if name not in values:
                self.path.append(name)
                value = self.field(cls, name)
                self.path.pop()
                if value is not None:
                    values[name] = value
        return cls(**values)

    def field(self, cls: type[msgspec.Struct], name: str) -> Any:
        match cls.__name__, name:
            case (("Stage" | "Segment"), "id"):
                return cls.__name__.lower()
            case "Region", "tile":
                return (3, 2)
            case "Region", "parent":
                return None
            case "Source", ("document" | "policy"):  # a number would stand for the title
                return None
        return self.value(hints_of(cls)[name])

    def value(self, hint: Any) -> Any:
        bare, marks = unwrapped(hint)
        if get_origin(bare) is tuple:
            value = self.value(get_args(bare)[0])
            return () if value is None else (value,)
        if get_origin(bare) is dict:
            return {}
        if bare is Text:
            return Text({"zh": self.words()})
        for mark in marks:
            if isinstance(mark, OneOf):
                return mark.values[0]
            if isinstance(mark, Form) and mark.name == "file":
                return "plan.pdf" if "attachments" in self.path else "dots.svg"
            if isinstance(mark, Form):
                return {"date": "2026-01-15"}.get(mark.name, FORMS[mark.name][0])
        return 30.0 if bare is float else super().value(hint)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], str]:
    """Fields by their marks, and the text of all pages."""
    root = tmp_path_factory.mktemp("shown")
    (root / "site.yml").write_text(SITE_YML.replace("office", "a-contact"), "utf-8")
    marker = Marker()
    for kind, cls in KINDS.items():
        marker.path = [kind]
        _write(root, kind, written(marker.struct(cls, id=f"a-{kind}", visibility="public")))
        marker.path.append("body")
        (root / f"content/{FOLDERS[kind]}/a-{kind}/zh.md").write_text(marker.words(), "utf-8")
    build(Options(root=root, output=root / "build", now="2026-06-30", jobs=1))
    pages = [page.read_text("utf-8") for page in sorted((root / "build/zh").rglob("*.html"))]
    return marker.marks, "".join(pages)


def _write(root: Path, kind: str, values: Any) -> None:
    folder = root / f"content/{FOLDERS[kind]}/a-{kind}"
    folder.mkdir(parents=True)
    (folder / "dots.svg").write_text(DOTS, "utf-8")
    (folder / "plan.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    values.pop("internal", None)
    path = folder / f"{kind}.yml" if kind in IN_FOLDERS else folder.with_suffix(".yml")
    path.write_text(yaml.safe_dump(values, allow_unicode=True), "utf-8")


def test_every_field_is_filled_in(shown: tuple[dict[str, str], str]) -> None:
    fields = set(shown[0].values())
    assert len(fields) > 140
    assert (
        fields
        >= {"project.title", "region.costs.source.title", "collection.body"} | NOT_TEXT_OF_A_PAGE.keys()
    )


def test_what_an_entry_says_stands_on_a_page(shown: tuple[dict[str, str], str]) -> None:
    marks, pages = shown
    assert {field for mark, field in marks.items() if mark not in pages} == NOT_TEXT_OF_A_PAGE.keys()
