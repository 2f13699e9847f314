"""Sitemaps with language alternates: an index, a file for each slice of projects, one for other pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from sitegen.i18n.dates import first_day
from sitegen.routes import Route, sitemap_count, sitemap_paths
from sitegen.routes import sitemap_projects as project_slice
from sitegen.views.context import Context
from sitegen.views.written_in import written_in

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
    """All but projects; first `/`, the choice of language."""
    homes = {localizer.locale.html: context.address("", key) for key, localizer in context.localizers.items()}
    found = context.catalogue.ask(sitemap_paths)
    return _urlset(
        (
            _url(context.catalogue.site.root_url, "", homes),
            *[_urls(context, path, "", entry) for path, entry in found],
        )
    )


def sitemap_projects(context: Context, route: Route) -> str:
    catalogue = context.catalogue
    cards = [catalogue.project(project_id) for project_id in catalogue.ask(project_slice, *route.args)]
    return _urlset(
        [
            _urls(context, f"projects/{card.id}/", card.as_of or card.published, f"project/{card.id}")
            for card in cards
        ]
    )


def _urlset(pages: Iterable[str]) -> str:
    return _HEAD + "".join(pages) + "</urlset>\n"


def _urls(context: Context, path: str, date: str, entry: str) -> str:
    """A page in every language in which it says anything, each with all of them as its alternates."""
    locales = {key: localizer.locale for key, localizer in context.localizers.items()}
    kind, _, key = entry.partition("/")
    written = written_in(context.catalogue, locales, kind, key) if entry else tuple(locales)
    addresses = {locales[key].html: context.address(path, key) for key in written}
    return "".join([_url(address, date, addresses) for address in addresses.values()])


def _url(address: str, date: str, alternates: Mapping[str, str]) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{lang}" href="{escape(other)}"/>'
        for lang, other in alternates.items()
    )
    modified = f"<lastmod>{first_day(date).isoformat()}</lastmod>" if date else ""
    return f"<url><loc>{escape(address)}</loc>{modified}{links}</url>\n"
