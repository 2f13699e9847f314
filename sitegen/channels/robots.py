"""robots.txt."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.i18n.locales import Locale
from sitegen.model.tracked_catalogue import TrackedCatalogue


def robots(catalogue: TrackedCatalogue, locales: Mapping[str, Locale]) -> str:
    """Everything may be read; a fictional catalogue asks not to be listed."""
    rule = "Disallow: /" if catalogue.site.fictional else "Allow: /"
    return f"User-agent: *\n{rule}\n\nSitemap: {catalogue.site.root_url}sitemap.xml\n"
