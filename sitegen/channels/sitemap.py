"""Sitemaps with language alternates: an index, a file for each slice of projects, one for other pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from sitegen.i18n.dates import first_day
from sitegen.i18n.locales import Locale
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import sitemap_count, sitemap_paths
from sitegen.routes import sitemap_projects as project_slice

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemap_index(catalogue: TrackedCatalogue, locales: Mapping[str, Locale]) -> str:
    base = escape(catalogue.site.root_url)
    names = ["pages", *[f"projects-{number}" for number in range(1, catalogue.ask(sitemap_count) + 1)]]
    rows = "".join(f"<sitemap><loc>{base}sitemaps/{name}.xml</loc></sitemap>\n" for name in names)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</sitemapindex>\n'
    )


def sitemap_pages(catalogue: TrackedCatalogue, locales: Mapping[str, Locale]) -> str:
    return _urlset(catalogue, locales, ((path, "") for path in catalogue.ask(sitemap_paths)))


def sitemap_projects(catalogue: TrackedCatalogue, locales: Mapping[str, Locale], number: str) -> str:
    cards = [catalogue.project(project_id) for project_id in catalogue.ask(project_slice, number)]
    return _urlset(
        catalogue, locales, ((f"projects/{card.id}/", card.as_of or card.published) for card in cards)
    )


def _urlset(
    catalogue: TrackedCatalogue, locales: Mapping[str, Locale], pages: Iterable[tuple[str, str]]
) -> str:
    base = escape(catalogue.site.root_url)
    return _HEAD + "".join(_urls(base, locales, path, date) for path, date in pages) + "</urlset>\n"


def _urls(base: str, locales: Mapping[str, Locale], path: str, date: str) -> str:
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{locale.html}" href="{base}{locale.id}/{path}"/>'
        for locale in locales.values()
    )
    modified = f"<lastmod>{first_day(date).isoformat()}</lastmod>" if date else ""
    return "".join(
        f"<url><loc>{base}{locale}/{path}</loc>{modified}{alternates}</url>\n" for locale in locales
    )
