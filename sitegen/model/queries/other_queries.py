"""What pages ask about the other kinds of entries: their lists, and who names whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sitegen.i18n.dates import first_day, last_day
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import (
    SERVICE_STAGES,
    Chain,
    Collection,
    Contact,
    Enterprise,
    Event,
    Fund,
    News,
    Page,
    Region,
    Service,
    Tour,
)
from sitegen.model.fund_matches import is_there
from sitegen.model.kinds import KINDS
from sitegen.model.queries.register import group, query


@query("chain")
def chain_list(catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(sorted(catalogue.all(Chain), key=lambda key: (catalogue.all(Chain)[key].order or 999, key)))


@query("region")
def region_list(catalogue: Catalogue, parent: str) -> tuple[str, ...]:
    """Regions directly below another ("" for the top), by their order, then by code."""
    regions = catalogue.all(Region)
    below = [r for r in regions.values() if (r.parent if r.parent in regions else "") == parent]
    return tuple(r.id for r in sorted(below, key=lambda r: (r.order or 999, r.code or "9", r.id)))


@query("region")
def region_order(catalogue: Catalogue) -> tuple[str, ...]:
    """Every region, each before those below it."""

    def below(parent: str) -> tuple[str, ...]:
        return tuple(key for child in region_list(catalogue, parent) for key in (child, *below(child)))

    return below("")


@query("enterprise", "region")
def enterprise_list(catalogue: Catalogue, name: str, value: str) -> tuple[str, ...]:
    """Enterprises of a list, leaders first: all, chain, segment (chain/segment), region (with all below)."""
    ranks = {"leader": 0, "key": 1, "supporting": 2, "sought": 3}

    def fits(enterprise: Enterprise) -> bool:
        match name:
            case "segment":
                chain, _, segment = value.partition("/")
                return any(role.chain == chain and segment in role.segments for role in enterprise.chains)
            case "region":
                return value in catalogue.ancestors.get(enterprise.region, ())
        return True

    enterprises = catalogue.all(Enterprise)
    if name == "chain":
        chosen = [enterprises[key] for key in _about(catalogue, "enterprise", name, value)]
    else:
        chosen = [enterprise for enterprise in enterprises.values() if fits(enterprise)]
    return tuple(e.id for e in sorted(chosen, key=lambda e: (ranks[e.role], e.id)))


def _in_place_groups(catalogue: Catalogue, chain: str, segment: str) -> tuple[str, ...]:
    return group("segment:settled", f"{chain}/{segment}"), "enterprise"


@query(watch=_in_place_groups)
def is_in_place(catalogue: Catalogue, chain: str, segment: str) -> bool:
    """Whether a segment is occupied: by a project that is signed, landed, under construction or operating, or
    by an enterprise that is there. Neither talks nor plans nor an enterprise that is merely sought count.
    """
    place = f"{chain}/{segment}"
    enterprises = enterprise_list(catalogue, "segment", place)
    return ("segment:settled", place) in catalogue.index or any(
        catalogue.all(Enterprise)[key].role != "sought" for key in enterprises
    )


@query(watch=lambda catalogue, kind: ("all=" if kind == "project" else kind,))
def ids_of(catalogue: Catalogue, kind: str) -> tuple[str, ...]:
    """Every public entry of a kind, in the order of ids."""
    return tuple(sorted(catalogue.ids(kind)))


@query("contact")
def contact_list(catalogue: Catalogue) -> tuple[str, ...]:
    """Every contact, hotlines first."""
    contacts = catalogue.all(Contact)
    return tuple(sorted(contacts, key=lambda c: (not contacts[c].hotline, contacts[c].order or 999, c)))


@query("contact", "region")
def contacts_for(catalogue: Catalogue, chain: str, region: str) -> tuple[str, ...]:
    """Contacts in charge of a chain, then of a region or the nearest one above it, else the site's own or,
    without one, those of the region that the site is about.

    Of a region's contacts, those for other chains are named only where the region has no others.
    """
    contacts = catalogue.all(Contact)
    everybody = [key for key in contact_list(catalogue) if contacts[key].kind == "authority"]
    of_chain = _about(catalogue, "contact", "chain", chain)
    found = [key for key in everybody if key in of_chain] + _in_place(catalogue, everybody, region)
    if found:
        return tuple(dict.fromkeys(found))
    fallback = catalogue.site.fallback_contact
    home = catalogue.site.home_region
    return (fallback,) if fallback in contacts else tuple(_in_place(catalogue, everybody, home))


def _in_place(catalogue: Catalogue, everybody: Sequence[str], region: str) -> list[str]:
    """Those of a region, or of the nearest one above it that has any."""
    contacts = catalogue.all(Contact)
    for place in catalogue.ancestors.get(region, ()):
        of_place = _about(catalogue, "contact", "region", place)
        in_place = [key for key in everybody if key in of_place]
        if in_place:
            return [key for key in in_place if not contacts[key].chains] or in_place
    return []


@query("event", "today")
def event_list(catalogue: Catalogue, name: str, value: str) -> tuple[str, ...]:
    """Events of a list: upcoming (not over, soonest first), of these those that have begun ("running"), past
    (newest first), undated, or what an entry of a kind (chain, policy, project, region) is named in; of
    these, those without a date come last.
    """
    events = catalogue.all(Event)

    def dated(event: Event) -> str:
        return event.ends or event.starts

    def upcoming(event: Event) -> bool:
        return bool(dated(event)) and last_day(dated(event)) >= catalogue.today

    def fits(event: Event) -> bool:
        match name:
            case "upcoming":
                return upcoming(event)
            case "running":
                return bool(event.ends) and upcoming(event) and first_day(event.starts) < catalogue.today
            case "past":
                return bool(dated(event)) and not upcoming(event)
            case "undated":
                return not dated(event)
        return name == "all" or event.id in named

    named = _about(catalogue, "event", name, value)
    chosen = sorted((e for e in events.values() if fits(e)), key=lambda e: (e.starts, e.id))
    return tuple(e.id for e in (chosen if name in ("upcoming", "running") else chosen[::-1]))


def projects_at(event: Event) -> tuple[str, ...]:
    """Projects that an event names, shows or has signed, each once."""
    shown = [key for hall in event.halls for key in hall.projects]
    signed = [signing.project for signing in event.signings if signing.project]
    return tuple(dict.fromkeys((*event.projects, *shown, *signed)))


@query("event", "today")
def event_phase(catalogue: Catalogue, key: str) -> str:
    """Whether an event is before, during or after, on the day of the build; "" where its day is not known."""
    event = catalogue.all(Event)[key]
    if not event.starts:
        return ""
    if catalogue.today < first_day(event.starts):
        return "before"
    return "during" if catalogue.today <= last_day(event.ends or event.starts) else "after"


@query("news")
def news_list(catalogue: Catalogue, name: str, value: str) -> tuple[str, ...]:
    """News, the newest first: all, or what names an entry of a kind (project, policy, chain, region)."""
    news = catalogue.all(News)
    if name == "all":
        ids: Iterable[str] = news
    else:
        ids = {each.id for each in catalogue.naming(name, value, "news")}
    return tuple(sorted(ids, key=lambda key: (news[key].date, key), reverse=True))


@query("service")
def service_list(catalogue: Catalogue, name: str, value: str) -> tuple[str, ...]:
    """Services in the order in which an investor needs them: all, of a kind, or those that name an entry of a
    kind (policy, region, contact).
    """
    services = catalogue.all(Service)
    last = len(SERVICE_STAGES)

    def rank(key: str) -> tuple[int, int, str]:
        stage = services[key].stage
        return SERVICE_STAGES.index(stage) if stage else last, services[key].order or 999, key

    ids: Iterable[str] = services
    if name == "kind":
        ids = [key for key in services if services[key].kind == value]
    elif name != "all":
        ids = {each.id for each in catalogue.naming(name, value, "service")}
    return tuple(sorted(ids, key=rank))


@query(watch=lambda catalogue, kind: (kind,))
def in_order(catalogue: Catalogue, kind: str) -> tuple[str, ...]:
    """Every entry of a kind that has an `order`, in that order: tours, origins, funds."""
    found = catalogue.all(KINDS[kind])
    return tuple(sorted(found, key=lambda key: (getattr(found[key], "order", 0) or 999, key)))


@query("tour", "today")
def tour_dates(catalogue: Catalogue, key: str) -> tuple[str, ...]:
    """The days to come on which a tour is held, the next first."""
    return tuple([day for day in sorted(catalogue.all(Tour)[key].dates) if last_day(day) >= catalogue.today])


MENTIONING = ("tour", "origin", "fund")
"""Kinds whose entries are told of, in a line each, on the page of whatever they name."""


@query(*MENTIONING, "region")
def mentions(catalogue: Catalogue, kind: str, entity_id: str) -> tuple[tuple[str, str], ...]:
    """Entries of these kinds that name an entry, or a place in it: (kind, id), each once."""
    if not any(catalogue.ids(by) for by in MENTIONING):
        return ()
    ids = [entity_id]
    if kind == "region":
        ids += [key for key, above in catalogue.ancestors.items() if entity_id in above[1:]]
    found = [
        (by, key) for by in MENTIONING for one in ids for key in sorted(_about(catalogue, by, kind, one))
    ]
    return tuple(dict.fromkeys(found))


@query("fund")
def funds_for(catalogue: Catalogue, chain: str, stages: str, *places: str) -> tuple[str, ...]:
    """Funds that invest in a chain, in one of some stages ("new,acquisition") and at one of these places;
    what a fund leaves open it does not restrict. Those that name the chain come first."""
    found = catalogue.all(Fund)
    fitting = [
        key
        for key in in_order(catalogue, "fund")
        if (not found[key].chains or chain in found[key].chains)
        and (not found[key].stages or not stages or set(stages.split(",")) & set(found[key].stages))
        and is_there(found[key], places)
    ]
    return tuple(sorted(fitting, key=lambda key: chain not in found[key].chains))


@query("collection")
def collection_list(catalogue: Catalogue) -> tuple[str, ...]:
    collections = catalogue.all(Collection)
    return tuple(sorted(collections, key=lambda c: (collections[c].order or 999, c)))


@query("page")
def page_list(catalogue: Catalogue, where: str) -> tuple[str, ...]:
    """Free pages in order: all, or those in the menu."""
    pages = catalogue.all(Page)
    chosen = [page for page in pages.values() if where == "all" or page.in_menu]
    return tuple(page.id for page in sorted(chosen, key=lambda page: (page.order or 999, page.id)))


@query(watch=lambda catalogue, kind, entity_id, by, field: (by,))
def named_by(catalogue: Catalogue, kind: str, entity_id: str, by: str, field: str) -> tuple[str, ...]:
    """Entries of a kind other than project that name an entity in one of their fields ("related")."""
    return tuple([each.id for each in catalogue.naming(kind, entity_id, by) if each.field == field])


def _about(catalogue: Catalogue, by: str, kind: str, entity_id: str) -> frozenset[str]:
    """Entries of a kind other than project that name an entry, and not only as a source."""
    found = catalogue.naming(kind, entity_id, by)
    return frozenset([each.id for each in found if not each.field.endswith("source.policy")])
