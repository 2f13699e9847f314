"""Where the projects, firms and sites of a chain are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sitegen.i18n.text import Text
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import Enterprise, Region
from sitegen.model.queries.admission_queries import admitted_chains
from sitegen.model.queries.other_queries import enterprise_list, region_order
from sitegen.model.queries.project_queries import places_of
from sitegen.model.queries.register import query


@query("places", "region")
def chain_project_places(catalogue: Catalogue, chain: str) -> tuple[tuple[str, int, int], ...]:
    """What each place has of a chain, with all below it: (place, projects, opportunities)."""
    opportunities = set(catalogue.index.get(("chain:opportunity", chain), ()))
    both: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for key in catalogue.index.get(("chain", chain), ()):
        card = catalogue.projects[key]
        both[key in opportunities].update(places_of(catalogue, card.park, card.region))
    return tuple(
        [(place, both[0][place], both[1][place]) for place in _in_order(catalogue, both[0] | both[1])]
    )


@query("enterprise", "region")
def chain_firm_places(catalogue: Catalogue, chain: str) -> tuple[tuple[str, int], ...]:
    """How many firms of a chain each place has, with all below it; those merely sought are nowhere."""
    firms = [catalogue.all(Enterprise)[key] for key in enterprise_list(catalogue, "chain", chain)]
    found = Counter(
        place for firm in firms if firm.role != "sought" for place in places_of(catalogue, "", firm.region)
    )
    return tuple([(place, found[place]) for place in _in_order(catalogue, found)])


@query("places", "region", "chain")
def chain_sites(catalogue: Catalogue, chain: str) -> tuple[str, ...]:
    """Places for a chain: those that name it among their leading industries or as welcome, and parks that
    have projects of it; none that keeps it out."""
    regions = catalogue.all(Region)
    parks = {catalogue.projects[key].park for key in catalogue.index.get(("chain", chain), ())}
    return tuple(
        [
            key
            for key in region_order(catalogue)
            if (key in parks or _is_for(regions[key], chain)) and chain in admitted_chains(catalogue, key)
        ]
    )


def _is_for(region: Region, chain: str) -> bool:
    return chain in region.leading or any(
        rule.level == "welcome" and chain in rule.chains for rule in region.admission
    )


@query("places")
def chain_located(catalogue: Catalogue, chain: str) -> tuple[tuple[str, float, float, Text], ...]:
    """Projects of a chain with coordinates, as (id, longitude, latitude, title)."""
    cards = [catalogue.projects[key] for key in catalogue.index.get(("chain", chain), ())]
    return tuple([(c.id, c.lon, c.lat, c.title) for c in cards if c.lon is not None and c.lat is not None])


def _in_order(catalogue: Catalogue, found: Iterable[str]) -> list[str]:
    wanted = set(found)
    return [key for key in region_order(catalogue) if key in wanted]
