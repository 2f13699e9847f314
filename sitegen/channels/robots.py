"""robots.txt."""

from __future__ import annotations

from sitegen.routes import Route
from sitegen.views.context import Context


def robots(context: Context, route: Route) -> str:
    """Everything may be read; a fictional catalogue asks not to be listed."""
    rule = "Disallow: /" if context.catalogue.site.fictional else "Allow: /"
    return f"User-agent: *\n{rule}\n\nSitemap: {context.address('sitemap.xml', '')}\n"
