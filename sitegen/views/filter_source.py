"""How a list is filtered: where the script finds what it needs, and the way there from a shorter list."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import quote

import msgspec

from sitegen.content.markdown_body import ROOT
from sitegen.i18n.text import N_
from sitegen.model import queries
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import filter_values_path, filter_words_path, has_section
from sitegen.views.basic_values import Term
from sitegen.views.localizer import Localizer
from sitegen.views.project_cards import ProjectCardView


class FilterSource(msgspec.Struct, frozen=True, cache_hash=True):
    """Where the script of filters finds the words and values of a list."""

    words: str
    values: str
    """The first of its files."""
    blocks: int
    """How many files of values there are."""
    orders: tuple[Term, ...]


class RowFile(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of the list of projects by themselves, for what a filter finds."""

    template: ClassVar[str] = "rows.html"

    cards: tuple[ProjectCardView, ...]


ORDERS: dict[str, tuple[tuple[str, str], ...]] = {
    "project": (
        ("newest", N_("Newest first")),
        ("amount", N_("Largest investment first")),
        ("irr", N_("Highest return first")),
        ("payback", N_("Shortest payback first")),
        ("title", N_("By title")),
    ),
    "plot": (
        ("newest", N_("By place")),
        ("area", N_("Largest area first")),
        ("electricity", N_("Cheapest electricity first")),
    ),
}
"""Orders of a list by its kind, the usual one first; others keep the order of their page."""

_FILTER_OF_LIST = {
    "chain": "chain",
    "region": "place",
    "status": "status",
    "cooperation": "cooperation",
    "kind": "kind",
    "year": "year",
}


def filter_source(catalogue: TrackedCatalogue, localizer: Localizer, kind: str) -> FilterSource | None:
    """Of a list of all entries of a kind; None where the site has no filters or the list has nothing."""
    if not has_section(catalogue.site, "filters") or not catalogue.ask(queries.filter_total, kind):
        return None
    return FilterSource(
        words=localizer.path(filter_words_path(kind)),
        values=f"{ROOT}{filter_values_path(kind, 1)}",
        blocks=catalogue.ask(queries.filter_blocks, kind),
        orders=tuple([Term(name, localizer.gettext(label)) for name, label in ORDERS.get(kind, ())]),
    )


def filtered_list(catalogue: TrackedCatalogue, localizer: Localizer, name: str, value: str) -> str:
    """Address of the list of all projects, filtered as a shorter list is; "" where that cannot be said."""
    if not has_section(catalogue.site, "filters"):
        return ""
    if name == "seeking":
        said = "seeking=yes"
    elif name == "segment":
        said = f"chain={quote(value.partition('/')[0])}&segment={quote(value, safe='')}"
    elif name in _FILTER_OF_LIST:
        said = f"{_FILTER_OF_LIST[name]}={quote(value)}"
    else:
        return ""
    return f"{localizer.url('project')}?{said}"
