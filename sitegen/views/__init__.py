"""For each page one frozen value with exactly what its template needs.

Views read the catalogue through a `TrackedCatalogue`, which records what they were made from, and speak
through a `Localizer`, which knows the language. They know nothing of templates or files.
"""

from __future__ import annotations

import functools
from typing import get_type_hints

from sitegen.views.lazy_registry import LazyRegistry

VIEWS = LazyRegistry(
    __name__,
    {
        "home": "site_pages.home",
        "project": "projects.project",
        "project_list": "project_lists.project_list",
        "board": "boards.board",
        "policy": "policies.policy",
        "policy_list": "policies.policy_list",
        "chain": "chains.chain",
        "chain_list": "chains.chain_list",
        "region": "regions.region",
        "region_list": "regions.region_list",
        "enterprise": "directories.enterprise",
        "enterprise_list": "directories.enterprise_list",
        "contact": "directories.contact",
        "contact_list": "directories.contact_list",
        "event": "events.event",
        "event_list": "events.event_list",
        "collection_list": "site_pages.collection_list",
        "page": "site_pages.page",
        "site_map": "site_pages.site_map",
        "search": "site_pages.search",
    },
)
"""View of a page by the name in its `PageSpec`: (catalogue, localizer, path, *words)."""


@functools.cache
def templates_of_views() -> dict[str, str]:
    """Template of a page by the name in its `PageSpec`; files that are no pages have none."""
    from sitegen.views.types import LanguagePage, MissingPage

    made: dict[str, str] = {
        name: get_type_hints(function)["return"].template for name, function in VIEWS.items()
    }
    return made | {"language_choice": LanguagePage.template, "missing": MissingPage.template}
