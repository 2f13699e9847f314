"""What a public entry says is on some page: no field of any type is accepted, checked and then lost.

Every field of every kind, and of site.yml, is filled in with a value of its own: a text, a date, an amount,
a number, an address or the id of an entry that nothing else names. Words of the model, true and false, and
numbers that only put things in their order are changed one by one, and some file has to change, too.
"""

from __future__ import annotations

import datetime
import random
import re
import shutil
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args, get_origin

import msgspec
import pytest
import yaml

from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model.entities import Part
from sitegen.model.fields import Dimensions, Format, OneOf, Ref, unwrapped
from sitegen.model.kinds import FOLDERS, KINDS, PACKAGED
from sitegen.model.site import LocaleSetting, SiteSettings
from sitegen.pipeline.build import Options, build
from tests.support.entities import FORMS, TEXT_OF, Maker, fields_of, hints_of, written
from tests.support.html import VOID

S = TypeVar("S", bound=msgspec.Struct)

TODAY = "2026-06-30"
FIRST_DAY = datetime.date(2025, 1, 1)
DOTS = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="4" height="4"/></svg>'
FILM = resources.files("sitegen.demo").joinpath("pictures/harbour.mp4").read_bytes()
INNER = {"stage": "stage", "segment": "segment", "plot": "plot"}
"""What only its own entry can name."""

NOT_SHOWN: dict[str, str] = {
    "site.withdrawn.id": "the page at its address says so: tests/site/test_withdrawn.py",
    "contact.unlisted": "is shown where there is no other way: tests/site/test_people.py",
    "site.batches.name": "is for the office: tests/sheets/test_status.py",
    "site.batches.due": "is for the office: tests/sheets/test_status.py",
    "tour.stops.day": "is shown where there are several: tests/site/test_tours.py",
    "site.licence.title": "is shown with the site's data: tests/site/test_open_data.py",
    "site.licence.url": "is shown with the site's data: tests/site/test_open_data.py",
    "site.stale_after": "decides what still counts: tests/model/test_offers.py",
    "contact.consent": "is what allows the rest to be shown",
    "collection.where.batch": "picks projects",
    "collection.where.tag": "picks projects",
    **{
        f"{kind}.order": "is a place in lists"
        for kind in ("chain", "region", "contact", "service", "tour", "origin", "fund", "collection", "page")
    },
    **{
        f"{kind}.aliases": "is the address of a page that leads on: tests/editing/test_renaming.py"
        for kind in KINDS
    },
    **{
        f"{kind}.published": "matters for what is news: projects, policies, free pages"
        for kind in ("chain", "enterprise", "region", "contact", "event", "collection")
    },
}
"""Fields whose value is on no page, each with the reason."""
CHANGES_NOTHING: dict[str, str] = {
    "contact.order": "is a place among offices of one region: tests/model/test_queries.py",
    "tour.stops.day": "one day is not counted: tests/site/test_tours.py",
    "fund.order": "there is one fund only: tests/model/test_queries.py",
    "tour.order": "there is one tour only: tests/site/test_tours.py",
    "service.order": "there is one service only: tests/model/test_queries.py",
    "site.translations": "says what is warned of",
    "policy.indefinite": "matters where no end is given: tests/model/test_queries.py",
    "policy.text": "full and summary are for the office; title-only: tests/model/test_queries.py",
    "region.position.crs": "the two systems differ by less than a map shows",
    **{
        f"{kind}.attachments.paper": "which paper of a project's preparation it is"
        for kind in KINDS
        if kind != "project"
    },
}
"""Words and numbers on which nothing hangs in this site, each with the reason."""
NOT_LINKED: dict[str, str] = {
    "collection.where.chain": "picks projects",
    "collection.where.region": "picks projects",
    "site.fallback_contact": "is for entries without a contact",
}
"""References that the entry's own page does not lead to, each with the reason."""
NOT_LINKED_BACK: dict[str, str] = {
    "project.related": "the other project may name those that are close to it",
    "policy.contacts": "the page of a contact has the projects, regions and chains that it answers for",
    "policy.apply.office": "the page of a contact has the projects, regions and chains that it answers for",
    "event.halls.enterprises": "the page of an enterprise has its projects, not where it is shown",
    "event.contacts": "the page of a contact has the projects, regions and chains that it answers for",
    **{
        f"{owner}.{side}.contact": "the page of a contact has what it answers for"
        for owner in ("enterprise", "chain.segments")
        for side in ("offers", "needs")
    },
    "region.contacts": "a contact names its regions itself",
    "chain.lead": "a contact names its chains itself",
    "chain.contacts": "a contact names its chains itself",
    "chain.policies": "a policy names the chains that it applies to itself",
    "chain.roadmap.projects": "the project's page leads to its chain by the field chain",
    "collection.where.chain": "picks projects",
    "collection.where.region": "picks projects",
}
"""References that are not told of on the page of the entry that is named, each with the reason."""
NOT_TRIED = ("site.limits", "site.leave_out", "site.files", "region.tile", "collection.where")
"""What has tests of its own."""


class Mark(NamedTuple):
    """A value that stands for one field: where it is, and how a page may show it."""

    field: str
    pattern: str


class Marker(Maker):
    """Fills in every field once, each with a value of its own, and notes which field has which."""

    def __init__(self) -> None:
        super().__init__(random.Random(1), None, 1.0)
        self.path: list[str] = []
        self.marks: list[Mark] = []
        self.texts: set[str] = set()
        """Marks that are text in a language; other texts are names and codes."""
        self.targets: dict[str, tuple[str, str]] = {}
        """Field -> kind and id of the entry that it names."""

    def mark(self, value: str, pattern: str = "") -> str:
        self.marks.append(Mark(".".join(self.path), pattern or re.escape(value)))
        return value

    @property
    def number(self) -> int:
        return len(self.marks)

    def words(self) -> str:
        return self.mark(f"标记{self.number:04d}号")

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
            case (("Trade" | "FirmTrade"), "until"):  # lists leave out what has run out
                return self.day(datetime.date(2027, 1, 1))
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
            self.texts.add(words := self.words())
            return Text({"zh": words})
        for mark in marks:
            match mark:
                case OneOf():
                    return mark.values[0]
                case Format():
                    return self.form(mark.name)
                case Dimensions():
                    return self.quantity(mark)
                case Ref():
                    return self.reference(mark.kind)
        return super().value(hint)

    def plain(self, cls: type) -> Any:
        if cls is bool:
            return True
        if cls is int:
            return int(self.mark(str(60_000 + self.number)))
        if cls is float:
            value = 30 + self.number / 1000
            return float(self.mark(f"{value:.3f}", re.escape(f"{value:g}")))
        return self.words()

    def day(self, first: datetime.date) -> str:
        day = first + datetime.timedelta(self.number)
        chinese, english = f"{day.year}年{day.month}月{day.day}日", f"{day:%-d %B %Y}"
        return self.mark(day.isoformat(), rf"{chinese}|\b{english}|{day.isoformat()}")

    def form(self, name: str) -> str:
        number = self.number
        match name:
            case "date" | "moment" | "period":
                return self.day(FIRST_DAY)
            case "url":
                return self.mark(f"https://mark-{number}.example.org/")
            case "email":
                return self.mark(f"mark-{number}@example.org")
            case "phone":
                return self.mark(f"0839-{3_000_000 + number}")
            case "slug":
                return self.mark(f"mark-{number}", rf"\bmark-{number}\b")
            case "tag":
                return self.mark(f"标签{number}")
            case "years":
                return self.mark("3-7", "第3至7年|Years 3 to 7")
            case "file":
                return self.mark(f"mark-{number}{self.ending}")
            case "region-code":
                return self.mark(f"{510_000 + number}")
            case "postcode":
                return self.mark(f"{628_000 + number}")
            case "document-number":
                return self.mark(f"青政〔2020〕{number}号")
            case "color":
                return self.mark(f"#{number:06x}")
            case "rate":
                return self.mark(f"{number / 100:.2f}")
            case "time":
                return self.mark(FORMS["time"][0])
        raise AssertionError(f'say in Marker.form how a value of its own is made for the form "{name}"')

    @property
    def ending(self) -> str:
        """Of a file in this place."""
        if "attachments" in self.path:
            return ".pdf"
        return ".mp4" if "films" in self.path and self.path[-1] != "poster" else ".svg"

    def quantity(self, dimension: Dimensions) -> Any:
        number = str(4_000 + self.number)
        text = re.sub(r"[0-9.]+", number, dimension.example, count=1)
        quantity = parse_quantity(text, dimension.names)
        TEXT_OF[quantity] = text
        self.mark(number, f"{number[0]},?{number[1:]}|{int(number) / 10}".replace(".", r"\."))
        return quantity

    def reference(self, kind: str) -> str:
        if kind in INNER:
            return INNER[kind]
        key = f"to-{len(self.targets)}"
        self.targets[".".join(self.path)] = kind, key
        return key


def choices(cls: type[msgspec.Struct], path: str) -> Iterator[tuple[str, str]]:
    """Fields below `path` that take one of a few values, each with another value than `Marker` gives it."""
    for name in fields_of(cls):
        yield from _choices(hints_of(cls)[name], f"{path}.{name}")


def _choices(hint: Any, path: str) -> Iterator[tuple[str, str]]:
    bare, marks = unwrapped(hint)
    words = [mark.values for mark in marks if isinstance(mark, OneOf)]
    if words and len(words[0]) > 1:
        yield path, words[0][1]
    elif bare in (bool, int, float):
        yield path, {bool: "false", int: "-1", float: "31.5"}[bare]
    elif get_origin(bare) is tuple:
        yield from _choices(get_args(bare)[0], path)
    elif isinstance(bare, type) and issubclass(bare, Part):
        yield from choices(bare, path)


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Marker]:
    """A built site of one full entry of each kind and of whatever these name, and what was filled in."""
    root = tmp_path_factory.mktemp("shown")
    marker = Marker()
    marker.path = ["site"]
    settings = written(marker.struct(SiteSettings, **_fixed_settings()))
    _write(root / "site.yml", settings)
    for kind, cls in KINDS.items():
        marker.path = [kind]
        _write_entry(
            root, kind, f"a-{kind}", written(marker.struct(cls, id=f"a-{kind}", visibility="public"))
        )
        marker.path.append("body")
        _body_of(root, kind, f"a-{kind}").write_text(marker.words(), "utf-8")
    for kind, key in [*marker.targets.values(), ("page", "other")]:
        _write_entry(root, kind, key, _target(kind, key))
    _build(root)
    return root, marker


def _fixed_settings() -> dict[str, Any]:
    """What a site needs in order to be built, or has other tests: tests/app/test_schema.py, tests/browser,
    tests/site/test_card_fields.py."""
    names = (
        "base_url",
        "time_zone",
        "default_locale",
        "locales",
        "theme",
        "brand",
        "leave_out",
        "limits",
        "files",
    )
    fixed = {
        field.name: field.default for field in msgspec.structs.fields(SiteSettings) if field.name in names
    }
    return fixed | {
        "base_url": "https://invest.example.org/",
        "tags": {},
        "locales": (LocaleSetting(id="zh"), LocaleSetting(id="en")),
    }


def _target(kind: str, key: str) -> Any:
    """The least that an entry says, so that others may name it."""
    required = Marker()
    required.path = [key]
    fields = {name: None for name, needed in fields_of(KINDS[kind]).items() if not needed}
    values = written(
        required.struct(KINDS[kind], **fields | {"id": key, "title": Text({"zh": f"目标{key}"})})
    )
    assert isinstance(values, dict)
    if kind == "page":
        values["in_menu"] = "true"
    if kind == "region":
        values["plots"] = [{"id": "plot", "area": "1亩"}]
    if kind == "chain":
        values["stages"] = [{"id": "stage", "title": "阶段"}]
        values["segments"] = [{"id": "segment", "stage": "stage", "title": "环节"}]
    return values


def _file_of(root: Path, kind: str, key: str) -> Path:
    folder = root / "content" / FOLDERS[kind] / key
    return folder / PACKAGED[kind] if kind in PACKAGED else folder.with_suffix(".yml")


def _body_of(root: Path, kind: str, key: str) -> Path:
    return root / "content" / FOLDERS[kind] / key / "zh.md"


def _write(path: Path, values: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(values, allow_unicode=True), "utf-8")


def _write_entry(root: Path, kind: str, key: str, values: Any) -> None:
    folder = root / "content" / FOLDERS[kind] / key
    folder.mkdir(parents=True)
    text = yaml.safe_dump(values, allow_unicode=True)
    for name in re.findall(r"mark-\d+\.svg", text):
        (folder / name).write_text(DOTS, "utf-8")
    for name in re.findall(r"mark-\d+\.pdf", text):
        (folder / name).write_bytes(b"%PDF-1.4\n%%EOF\n")
    for name in re.findall(r"mark-\d+\.mp4", text):
        (folder / name).write_bytes(FILM)
    _write(_file_of(root, kind, key), values)


def _build(root: Path) -> Any:
    return build(Options(root=root, output=root / "build", now=TODAY, jobs=1))


@pytest.fixture(scope="module")
def pages(marked: tuple[Path, Marker]) -> dict[str, str]:
    """The pages by their path, and what the search looks through."""
    tree = marked[0] / "build"
    found = sorted([*tree.rglob("*.html"), *tree.rglob("*.json")])
    return {path.relative_to(tree).as_posix(): unescape(path.read_text("utf-8")) for path in found}


def _excused(found: set[str], table: str, reasons: dict[str, str], fault: str) -> None:
    """Fields with a fault are those that the table gives a reason for, and no others."""
    new, gone = sorted(found - reasons.keys()), sorted(reasons.keys() - found)
    assert new == [], f"{fault}: mend it in view and template, or give the reason in {table}"
    assert gone == [], f"no longer {fault}: take it out of {table}"


def test_every_field_is_filled_in(marked: tuple[Path, Marker]) -> None:
    fields = {mark.field for mark in marked[1].marks} | marked[1].targets.keys()
    assert len(fields) > 300
    assert fields >= {
        "project.title",
        "region.costs.source.title",
        "collection.body",
        "project.investment.total",
    }


def test_what_an_entry_says_is_on_a_page(marked: tuple[Path, Marker], pages: dict[str, str]) -> None:
    text = "".join(pages.values())
    lost = {mark.field for mark in marked[1].marks if not re.search(mark.pattern, text)}
    _excused(lost, "NOT_SHOWN", NOT_SHOWN, "on no page")


def _address(kind: str, key: str) -> str:
    return f"/zh/{key}/" if kind == "page" else f"/zh/{FOLDERS[kind]}/{key}/"


def _leads_to(page: str, address: str) -> bool:
    return f'{address}"' in page or f"{address}#" in page


class _Languages(HTMLParser):
    """The languages that the texts of a page are marked with."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = [("", "")]
        self.found: list[tuple[str, str]] = []
        """Text and the language that it is in, as far as the page says."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang") or self.open[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1 and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open[-1][0] not in ("title", "script", "option"):
            self.found.append((data, self.open[-1][1]))


def test_a_text_in_another_language_is_marked_with_it(marked: tuple[Path, Marker]) -> None:
    """Nothing of this site is translated: on a page in English every text of it is marked as Chinese."""
    root, marker = marked
    unmarked = set()
    for path in sorted((root / "build/en").rglob("*.html")):
        parser = _Languages()
        parser.feed(path.read_text("utf-8"))
        unmarked |= {
            (path.parent.name, mark)
            for text, lang in parser.found
            for mark in re.findall("标记[0-9]+号", text)
            if mark in marker.texts and not lang.startswith("zh")
        }
    assert sorted(unmarked) == []


def test_what_an_entry_names_is_linked_on_its_page(
    marked: tuple[Path, Marker], pages: dict[str, str]
) -> None:
    lost = set()
    for field, (kind, key) in marked[1].targets.items():
        own = field.partition(".")[0]
        page = pages["zh/index.html" if own == "site" else f"{_address(own, f'a-{own}')}index.html"[1:]]
        if not _leads_to(page, _address(kind, key)):
            lost.add(field)
    _excused(lost, "NOT_LINKED", NOT_LINKED, "not linked on the entry's own page")


def test_what_an_entry_names_links_back_to_it(marked: tuple[Path, Marker], pages: dict[str, str]) -> None:
    lost = set()
    for field, (kind, key) in marked[1].targets.items():
        own = field.partition(".")[0]
        page = pages[f"{_address(kind, key)}index.html"[1:]]
        if own != "site" and not _leads_to(page.partition("<main")[2], _address(own, f"a-{own}")):
            lost.add(field)
    _excused(lost, "NOT_LINKED_BACK", NOT_LINKED_BACK, "no link back from the entry that is named")


@pytest.mark.slow
def test_another_choice_changes_a_page(marked: tuple[Path, Marker], tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(marked[0], root, ignore=shutil.ignore_patterns("build", ".sitegen"))
    _build(root)
    same = set()
    for own, cls in ({"site": SiteSettings} | KINDS).items():
        # A hotline is first in lists, whatever its order.
        for field, value in sorted(choices(cls, own), key=lambda choice: "hotline" not in choice[0]):
            if field.endswith(".visibility") or field.startswith(NOT_TRIED):
                continue
            path = root / "site.yml" if own == "site" else _file_of(root, own, f"a-{own}")
            values = yaml.safe_load(path.read_text("utf-8"))
            _put(values, field.split(".")[1:], value)
            _write(path, values)
            if not _build(root).written:
                same.add(field)
    _excused(same, "CHANGES_NOTHING", CHANGES_NOTHING, "another choice changes no file")


def _put(values: Any, path: list[str], value: str) -> None:
    """Change a field, in the first member of each list on the way to it."""
    *way, last = path
    for name in way:
        values = values[name]
        values = values[0] if isinstance(values, list) else values
    values[last] = [value] if isinstance(values[last], list) else value
