"""Files beside the pages: feeds, sitemaps, vCards, calendars, the files at the root.

Each channel is one function from the catalogue (through a `TrackedCatalogue`) to text. Those of `LOCAL` are
made in every language, those of `GLOBAL` once. Of a map that is to be a picture, the text is the drawing, of
which `raster` makes the picture.
"""

from __future__ import annotations

from sitegen.views.lazy_registry import LazyRegistry

LOCAL = LazyRegistry(
    __name__,
    {
        "feed": "feed.feed",
        "vcard": "vcard_ical.vcard",
        "calendar": "vcard_ical.calendar",
        "chain_map": "map_files.chain_sheet",
        "region_map": "map_files.region_sheet",
        "board_map": "board_files.board_sheet",
        "search_part": "search.search_part",
    },
)
"""(catalogue, localizer, path, *words) -> text."""

GLOBAL = LazyRegistry(
    __name__,
    {
        "robots": "robots.robots",
        "sitemap_index": "sitemap.sitemap_index",
        "sitemap_pages": "sitemap.sitemap_pages",
        "sitemap_projects": "sitemap.sitemap_projects",
    },
)
"""(catalogue, locales, *words) -> text."""
