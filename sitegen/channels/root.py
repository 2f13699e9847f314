"""robots.txt."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.i18n.locales import Locale
from sitegen.model.reader import Reader


def robots(reader: Reader, locales: Mapping[str, Locale]) -> str:
    """Everything may be read; a fictional catalogue asks not to be listed."""
    rule = "Disallow: /" if reader.site.fictional else "Allow: /"
    return f"User-agent: *\n{rule}\n\nSitemap: {reader.site.root_url}sitemap.xml\n"
