"""Every figure in the shipped catalogue stands in its source document.

The documents themselves are not part of the repository. `sources/quotes.yml` keeps, for each entry, the
figures that it carries: how the document writes them, in which paragraph, and the few words around them.
A figure without a quote, or unlike its quote, fails here. What GB/T 2260 says (region codes) and what only
places or orders things on a page is no figure of a document and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.sources.figures import Token, canonical, chinese_tokens, english_tokens, parts_of_date

ROOT = Path(__file__).parent.parent
QUANTITIES = frozenset((
    "total", "sought", "paid_in", "area", "floor_area", "capacity", "amount", "price", "cap", "rate",
    "min_investment", "output", "profit", "tax", "jobs", "payback", "roi", "irr", "npv", "phone", "cny",
    "number", "results.projects",
))  # fmt: skip
DATES = frozenset((
    "date", "starts", "ends", "issued", "effective", "expires", "published", "confirmed", "at", "period",
))  # fmt: skip
NOT_FIGURES = frozenset(("code", "order", "tile", "base_url"))
TEXTS = {"zh": chinese_tokens, "en": english_tokens}
ABOUT_ITSELF = frozenset((
    "site", "contacts/about-this-catalogue", "pages/about", "pages/sources", "collections/opportunities",
))  # fmt: skip
"""What the site says of itself, and a list made by rule: nothing that a document could be named for."""


class Leaf(NamedTuple):
    """A scalar of an entry's files: its path in the entry, and the key that says what it is."""

    path: str
    key: str
    text: str

    @property
    def in_source(self) -> bool:
        return re.search(r"(^|\.)source\.[0-9]+\.", self.path) is not None


@cache
def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


QUOTES: dict[str, Any] = read_yaml(ROOT / "tests/sources/quotes.yml")
DOCUMENTS: dict[str, dict[str, Any]] = QUOTES["documents"]
ENTRIES: dict[str, list[dict[str, str]]] = QUOTES["entries"]


def leaves(value: Any, path: str = "", key: str = "") -> Iterator[Leaf]:
    """Every scalar outside `internal:`, which no page shows."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name != "internal":
                yield from leaves(item, f"{path}.{name}" if path else name, name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, f"{path}.{index}", key)
    else:
        yield Leaf(path, path if path == "results.projects" else key, value)


def find_files() -> dict[str, list[Path]]:
    """The files of each entry, by folder and id; `site` is site.yml."""
    found: dict[str, list[Path]] = {"site": [ROOT / "site.yml"]}
    for path in sorted((ROOT / "content").rglob("*")):
        if path.suffix in (".yml", ".md"):
            parts = path.relative_to(ROOT / "content").with_suffix("").parts
            found.setdefault("/".join(parts[:2]), []).append(path)
    return found


FILES = find_files()


@cache
def entry_leaves(name: str) -> list[Leaf]:
    found: list[Leaf] = []
    for path in FILES[name]:
        if path.suffix == ".md":
            without_links = re.sub(r"\]\([^)]*\)", "]", path.read_text("utf-8"))
            found.append(Leaf(path.name, path.stem, without_links))
        else:
            found += leaves(read_yaml(path))
    return found


def year_of(quote: dict[str, str]) -> str:
    return str(DOCUMENTS[quote["document"]]["date"])[:4]


def quoted(quote: dict[str, str]) -> list[Token]:
    return list(chinese_tokens(quote["figure"], year_of(quote)))


# --- the quotes themselves


def test_quotes_are_sound() -> None:
    """A quote is short, contains its figure, and belongs to an entry and a document that exist."""
    faults = [
        f"{name}: {quote}"
        for name, quotes in ENTRIES.items()
        for quote in quotes
        if name not in FILES
        or quote["document"] not in DOCUMENTS
        or not quote["paragraph"]
        or quote["figure"] not in quote["quote"]
        or len(quote["quote"]) > 30
    ]
    assert not faults, "\n".join(faults)


def test_documents_are_dated_as_they_say() -> None:
    for name, document in DOCUMENTS.items():
        dated = document["dated"]
        assert dated["figure"] in dated["quote"]
        assert document["date"] in [token.value for token in chinese_tokens(dated["figure"])], name


# --- figures in fields


def unlike(leaf: Leaf, quote: dict[str, str]) -> bool:
    if leaf.key == "batch":
        return leaf.text not in [token.value[:4] for token in quoted(quote)]
    if leaf.key in DATES:
        return leaf.text != "/".join(token.value for token in quoted(quote))
    return canonical(leaf.text) != canonical(quote["figure"])


def fault_of_field(leaf: Leaf, quote: dict[str, str] | None) -> str:
    if quote is None:
        return f"{leaf.path}: {leaf.text} has no quote"
    return (
        f"{leaf.path}: {leaf.text} is not what the source says: {quote['quote']}"
        if unlike(leaf, quote)
        else ""
    )


@pytest.mark.parametrize("name", FILES)
def test_fields_equal_their_quotes(name: str) -> None:
    """Quantities, dates and document numbers; and no figure hides in a field of another kind."""
    quotes = {quote["field"]: quote for quote in ENTRIES.get(name, []) if quote["field"] != "text"}
    faults = []
    for leaf in entry_leaves(name):
        if leaf.in_source or leaf.key in TEXTS or leaf.key in NOT_FIGURES:
            continue
        if leaf.key in QUANTITIES or leaf.key in DATES or leaf.key == "batch":
            faults.append(fault_of_field(leaf, quotes.pop(leaf.path, None)))
        elif re.search("[0-9]", leaf.text) and not re.fullmatch(r"[a-z0-9-]+", leaf.text):
            faults.append(f"{leaf.path}: {leaf.text} is in no field that figures are looked for in")
    faults += [f"{path}: a quote for a field that is not there" for path in quotes]
    assert not any(faults), f"{name}\n" + "\n".join(filter(None, faults))


# --- figures in texts


@pytest.mark.parametrize("name", FILES)
def test_figures_in_texts_are_quoted(name: str) -> None:
    """Figures in titles, summaries, notes and bodies, in both languages, each with its qualifier."""
    found = entry_leaves(name)
    known = {(token.value, token.qualifier) for quote in ENTRIES.get(name, []) for token in quoted(quote)}
    known |= {(part, "") for value, _ in known for part in parts_of_date(value)}
    known |= {(leaf.text[:4], "") for leaf in found if leaf.in_source and leaf.key == "date"}
    faults = [
        f"{leaf.path} ({leaf.key}): {token.text} [{token.value} {token.qualifier}] in: {leaf.text[:60]}"
        for leaf in found
        if leaf.key in TEXTS and not leaf.in_source
        for token in TEXTS[leaf.key](leaf.text)
        if (token.value, token.qualifier) not in known
    ]
    assert not faults, f"{name}\n" + "\n".join(faults)


@pytest.mark.parametrize("name", ENTRIES)
def test_quotes_of_texts_are_needed(name: str) -> None:
    """A quote whose figure no text gives any more is to be deleted."""
    given = {
        (token.value, token.qualifier)
        for leaf in entry_leaves(name)
        if leaf.key in TEXTS and not leaf.in_source
        for token in TEXTS[leaf.key](leaf.text)
    }
    idle = [
        quote["quote"]
        for quote in ENTRIES[name]
        if quote["field"] == "text"
        and not any(
            (value, token.qualifier) in given
            for token in quoted(quote)
            for value in (token.value, *parts_of_date(token.value))
        )
    ]
    assert not idle, f"{name}: {idle}"


# --- sources


def all_sources(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "source":
                yield from item
            elif key != "internal":
                yield from all_sources(item)
    elif isinstance(value, list):
        for item in value:
            yield from all_sources(item)


@pytest.mark.parametrize("name", FILES)
def test_sources_name_known_documents(name: str) -> None:
    """Each `source` gives a document that the catalogue was made from, with its date and a paragraph."""
    known = {(document["number"] or document["title"], document["date"]) for document in DOCUMENTS.values()}
    for path in FILES[name]:
        for source in all_sources(read_yaml(path)) if path.suffix == ".yml" else ():
            assert (source.get("document") or source["title"]["zh"], source["date"]) in known
            assert source["paragraph"]


def test_every_entry_names_its_source() -> None:
    """Only regions that come from GB/T 2260 alone may lack one."""
    lacking = [
        name
        for name, paths in FILES.items()
        if name not in ABOUT_ITSELF
        and not any("\nsource:" in path.read_text("utf-8") for path in paths if path.suffix == ".yml")
    ]
    assert all(name.startswith("regions/") for name in lacking), lacking
