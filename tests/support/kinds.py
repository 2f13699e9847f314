"""The kinds of page that a built site has, told by their paths, and the pages to look at of each kind."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

LOCALES = ("zh", "en", "zh-hant")

_PATHS = {
    "home": r"",
    "numbered-list": r".+/page/[0-9]+/",
    "projects": r"projects/",
    "project-filter": r"projects/(?:open|(?:kind|status|cooperation|year|tag)/[^/]+)/",
    "board": r"projects/board/",
    "project": r"projects/[^/]+/",
    "policies": r"policies/",
    "policies-expired": r"policies/expired/",
    "policy-filter": r"policies/(?:level|chain|region)/[^/]+/",
    "policy": r"policies/[^/]+/",
    "chains": r"chains/",
    "chain": r"chains/[^/]+/",
    "chain-projects": r"chains/[^/]+/projects/",
    "segment": r"chains/[^/]+/[^/]+/",
    "regions": r"regions/",
    "region": r"regions/[^/]+/",
    "region-projects": r"regions/[^/]+/projects/",
    "enterprises": r"enterprises/",
    "enterprise": r"enterprises/[^/]+/",
    "contacts": r"contacts/",
    "contact": r"contacts/[^/]+/",
    "events": r"events/",
    "event": r"events/[^/]+/",
    "news-list": r"news/",
    "news": r"news/[^/]+/",
    "services": r"services/",
    "service": r"services/[^/]+/",
    "tours": r"tours/",
    "tour": r"tours/[^/]+/",
    "origins": r"origins/",
    "origin": r"origins/[^/]+/",
    "funds": r"funds/",
    "fund": r"funds/[^/]+/",
    "collections": r"collections/",
    "collection": r"collections/[^/]+/",
    "trade": r"trade/",
    "sitemap": r"sitemap/",
    "search": r"search/",
    "free-page": r"[^/]+/",
}
"""Kind -> its path below the language's folder; the first that matches counts."""

PAGE_KINDS = tuple(_PATHS)
_LEADS_ON = 'http-equiv="refresh"'
"""In a page at a former address: it is of no kind of its own."""
SPARSE_TOO = frozenset(
    {
        "project",
        "policy",
        "chain",
        "region",
        "enterprise",
        "contact",
        "event",
        "service",
        "tour",
        "origin",
        "fund",
    }
)
"""Kinds whose entries may have few fields or many: both ends are looked at."""

# The shipped catalogue has none: its projects fit on a page; no document names offers, tours, offices away.
ONLY_IN_LARGE = frozenset({"numbered-list", "trade", "tours", "tour", "origins", "origin", "funds", "fund"})


def kind_of(path: str) -> str | None:
    """The kind of a page by its path below the language's folder ("projects/x/")."""
    return next((kind for kind, pattern in _PATHS.items() if re.fullmatch(pattern, path)), None)


@lru_cache
def _by_kind(tree: Path, locale: str) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    folder = tree / locale
    for page in sorted(folder.rglob("index.html")):
        inside = page.parent.relative_to(folder).as_posix()
        kind = kind_of("" if inside == "." else f"{inside}/")
        assert kind is not None, f"{page} is of no known kind: name it in tests/support/kinds.py"
        if _LEADS_ON not in page.read_text("utf-8"):
            found.setdefault(kind, []).append(page)
    return found


def all_of(tree: Path, kind: str, locale: str = "zh") -> list[Path]:
    """Every page of a kind."""
    return _by_kind(tree, locale).get(kind, [])


def samples(tree: Path, kind: str, locale: str = "zh") -> list[str]:
    """Paths below the tree ("zh/projects/x/") of the pages to look at: the fullest, and the sparest too.

    Which they are is told by the default language, so that all languages show the same pages.
    """
    pages = sorted(all_of(tree, kind), key=lambda page: (page.stat().st_size, page))
    if not pages:
        return []
    chosen = [pages[-1], pages[0]] if kind in SPARSE_TOO and len(pages) > 1 else [pages[-1]]
    return [_path(page.relative_to(tree / "zh").parent, locale) for page in chosen]


def _path(inside: Path, locale: str) -> str:
    return f"{locale}/" if inside == Path() else f"{locale}/{inside.as_posix()}/"
