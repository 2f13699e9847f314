"""Sitemaps with language alternates: an index, a file for each slice of projects, one for other pages."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from sitegen.i18n.dates import first_day
from sitegen.routes import Route, sitemap_count, sitemap_paths
from sitegen.routes import sitemap_projects as project_slice
from sitegen.views.context import Context

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemap_index(context: Context, route: Route) -> str:
    numbers = range(1, context.catalogue.ask(sitemap_count) + 1)
    paths = ["sitemaps/pages.xml", *[f"sitemaps/projects-{number}.xml" for number in numbers]]
    rows = "".join([f"<sitemap><loc>{escape(context.address(path, ''))}</loc></sitemap>\n" for path in paths])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</sitemapindex>\n'
    )


def sitemap_pages(context: Context, route: Route) -> str:
    return _urlset(context, ((path, "") for path in context.catalogue.ask(sitemap_paths)))


def sitemap_projects(context: Context, route: Route) -> str:
    catalogue = context.catalogue
    cards = [catalogue.project(project_id) for project_id in catalogue.ask(project_slice, *route.args)]
    return _urlset(context, ((f"projects/{card.id}/", card.as_of or card.published) for card in cards))


def _urlset(context: Context, pages: Iterable[tuple[str, str]]) -> str:
    return _HEAD + "".join(_urls(context, path, date) for path, date in pages) + "</urlset>\n"


def _urls(context: Context, path: str, date: str) -> str:
    """A page in every language, each with all of them as its alternates."""
    addresses = {
        localizer.locale.html: escape(context.address(path, key))
        for key, localizer in context.localizers.items()
    }
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{lang}" href="{address}"/>'
        for lang, address in addresses.items()
    )
    modified = f"<lastmod>{first_day(date).isoformat()}</lastmod>" if date else ""
    return "".join(
        f"<url><loc>{address}</loc>{modified}{alternates}</url>\n" for address in addresses.values()
    )
