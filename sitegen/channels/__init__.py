"""Files beside the pages: feeds, sitemaps, vCards, calendars, the files at the root.

Each channel is one function from the catalogue (through a reader) to text. Those of `LOCAL` are made in
every language, those of `GLOBAL` once. Of a map that is to be a picture, the text is the drawing, of which
`raster` makes the picture.
"""

from __future__ import annotations

from sitegen.views.late import Late

LOCAL = Late(
    __name__,
    {
        "feed": "feed.feed",
        "vcard": "cards.vcard",
        "calendar": "cards.calendar",
        "chain_map": "maps.chain_sheet",
        "region_map": "maps.region_sheet",
        "board_map": "board.board_sheet",
        "search_part": "search.search_part",
    },
)
"""(reader, voice, path, *words) -> text."""

GLOBAL = Late(
    __name__,
    {
        "robots": "root.robots",
        "sitemap_index": "sitemap.sitemap_index",
        "sitemap_pages": "sitemap.sitemap_pages",
        "sitemap_projects": "sitemap.sitemap_projects",
    },
)
"""(reader, locales, *words) -> text."""
