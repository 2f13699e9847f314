"""What pages ask of the catalogue as a whole.

Each query is a plain function of the catalogue and some words; `watch` names the groups of entries that its
answer hangs on, so that after an edit only the queries that could answer otherwise are asked again. A group
is a kind ("policy"), a list of projects ("chain=aluminium"), "figures" for status, amount and date of any
project, "places" for where any project is, "memberships" for what lists there are, or "today".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from sitegen.i18n.dates import first_day, last_day
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import (
    LEVELS,
    Applies,
    Chain,
    Collection,
    Contact,
    Enterprise,
    Event,
    Page,
    Policy,
    Region,
)

Answer = TypeVar("Answer")
Watch = Callable[..., tuple[str, ...]]


class Query(NamedTuple):
    """A question by its name: what answers it, and which groups the answer hangs on."""

    name: str
    answer: Callable[..., Any]
    watch: Watch


QUERIES: dict[str, Query] = {}


def query(
    *groups: str, watch: Watch | None = None
) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Register a query; its groups are always these, or for each question what `watch` says."""

    def register(function: Callable[..., Answer]) -> Callable[..., Answer]:
        name = function.__name__
        QUERIES[name] = Query(name, function, watch or (lambda catalogue, *words: groups))
        return function

    return register


def group(name: str, value: str = "") -> str:
    """The name of a list of projects as a group."""
    return f"{name}={value}"


def _list_group(catalogue: Catalogue, name: str, value: str, *rest: str) -> tuple[str, ...]:
    return (group(name, value),)


# Lists of projects


def page_bounds(total: int, size: int) -> tuple[int, int]:
    """How many numbered pages a list has, and how many of its oldest entries stand on them.

    The front page shows the newest full page and what has come since, so a new entry changes the front
    page only; a numbered page never changes once it is full.
    """
    closed = max(total // size - 1, 0)
    return closed, closed * size


@query(watch=_list_group)
def front_page(catalogue: Catalogue, name: str, value: str) -> tuple[str, ...]:
    """The newest projects of a list, newest first."""
    ids = catalogue.index.get((name, value), ())
    _, numbered = page_bounds(len(ids), catalogue.site.limits.page_size)
    return ids[numbered:][::-1]


@query(watch=_list_group)
def numbered_page(catalogue: Catalogue, name: str, value: str, number: str) -> tuple[str, ...]:
    """Projects on a numbered page (1 holds the oldest), newest first."""
    size = catalogue.site.limits.page_size
    ids = catalogue.index.get((name, value), ())
    return ids[(int(number) - 1) * size : int(number) * size][::-1]


@query(watch=_list_group)
def numbered_pages(catalogue: Catalogue, name: str, value: str) -> int:
    return page_bounds(len(catalogue.index.get((name, value), ())), catalogue.site.limits.page_size)[0]


@query(watch=_list_group)
def count(catalogue: Catalogue, name: str, value: str) -> int:
    """How many projects stand in a list."""
    return len(catalogue.index.get((name, value), ()))


@query(watch=_list_group)
def latest(catalogue: Catalogue, name: str, value: str, limit: str) -> tuple[str, ...]:
    """The newest projects of a list, newest first."""
    return catalogue.index.get((name, value), ())[::-1][: int(limit)]


@query("memberships")
def list_values(catalogue: Catalogue, name: str) -> tuple[tuple[str, int], ...]:
    """The values that a list exists for, with their counts, by value."""
    return tuple(sorted((value, len(ids)) for (kind, value), ids in catalogue.index.items() if kind == name))


def _related_groups(catalogue: Catalogue, project_id: str) -> tuple[str, ...]:
    card = catalogue.projects.get(project_id)
    if card is None:
        return ()
    segments = tuple(group("segment", f"{card.chain}/{segment}") for segment in card.segments)
    return segments or (group("chain", card.chain),)


@query(watch=_related_groups)
def neighbours(catalogue: Catalogue, project_id: str) -> tuple[str, ...]:
    """Up to four projects of the same segments, else of the same chain: next to it in their lists, on either
    side, the nearest first."""
    card = catalogue.projects[project_id]
    lists = [catalogue.index.get(("segment", f"{card.chain}/{segment}"), ()) for segment in card.segments]
    if not lists and card.chain:
        lists = [catalogue.index.get(("chain", card.chain), ())]
    found: dict[str, None] = {}
    placed = [(ids, _position(catalogue, ids, project_id)) for ids in lists if ids]
    for step in (-1, 1, -2, 2):
        if len(found) > 4:  # four, should the project itself be among them
            break
        for ids, place in placed:
            found[ids[(place + step) % len(ids)]] = None
    found.pop(project_id, None)
    return tuple(found)[:4]


def _position(catalogue: Catalogue, ids: tuple[str, ...], project_id: str) -> int:
    """Where an id stands in a list, from a map made once for each list."""
    key = ("position", (str(id(ids)),))
    places = catalogue.answers.get(key)
    if places is None:
        places = catalogue.answers[key] = {entity_id: place for place, entity_id in enumerate(ids)}
    return places[project_id]  # type: ignore[index,no-any-return]


# A page reads the card of a project whose id it asks with, so that card need not be watched.


@query("today")
def today(catalogue: Catalogue) -> str:
    """The day of the build, in the site's time zone."""
    return catalogue.today.isoformat()


@query("today")
def project_expired(catalogue: Catalogue, project_id: str) -> bool:
    ends = catalogue.projects[project_id].expires
    return bool(ends) and last_day(ends) < catalogue.today


@query("collection", "region")
def collections_of(catalogue: Catalogue, project_id: str) -> tuple[str, ...]:
    """Collections that a project stands in."""
    return catalogue.collections_of(catalogue.projects[project_id])


@query("region")
def places_of(catalogue: Catalogue, park: str, region: str) -> tuple[str, ...]:
    """A park and a region with all above them, nearest first."""
    return tuple(dict.fromkeys((*catalogue.ancestors.get(park, ()), *catalogue.ancestors.get(region, ()))))


# Policies

CURRENT = ("in-force", "open-ended")


@query("policy", "today")
def policy_state(catalogue: Catalogue, policy_id: str) -> str:
    """On the day of the build: in-force, open-ended (no end is stated), upcoming or expired."""
    policy = catalogue.all(Policy)[policy_id]
    starts = policy.effective or policy.issued
    if policy.expires and last_day(policy.expires) < catalogue.today:
        return "expired"
    if starts and first_day(starts) > catalogue.today:
        return "upcoming"
    return "in-force" if policy.expires else "open-ended"


@query("policy", "today", "region")
def policy_list(catalogue: Catalogue, name: str, value: str) -> tuple[str, ...]:
    """Policies of a list, the expired last, then the newest first: all, level, chain, region, kind, state.

    The state "current" is what is neither expired nor still to come.
    """
    chosen = [
        policy.id
        for policy in catalogue.all(Policy).values()
        if _in_policy_list(catalogue, policy, name, value)
    ]
    return tuple(sorted(chosen, key=lambda policy_id: _policy_order(catalogue, policy_id)))


def _policy_order(catalogue: Catalogue, policy_id: str) -> tuple[bool, tuple[int, ...], str]:
    policy = catalogue.all(Policy)[policy_id]
    newest_first = tuple(-ord(char) for char in policy.issued.ljust(10, "0"))
    return policy_state(catalogue, policy_id) == "expired", newest_first, policy_id


def _in_policy_list(catalogue: Catalogue, policy: Policy, name: str, value: str) -> bool:
    applies = policy.applies or Applies()
    match name:
        case "all":
            return True
        case "level":
            return policy.level == value
        case "chain":
            return value in applies.chains
        case "region":
            return any(value in catalogue.ancestors.get(region, ()) for region in applies.regions)
        case "kind":
            return value in policy.kind
        case "state":
            state = policy_state(catalogue, policy.id)
            return state in CURRENT if value == "current" else state == value
    raise ValueError(f"no such list of policies: {name}")


@query("policy", "today", "region", "chain")
def policy_list_values(catalogue: Catalogue, name: str) -> tuple[tuple[str, int], ...]:
    values: tuple[str, ...] = {
        "level": LEVELS,
        "chain": tuple(catalogue.all(Chain)),
        "region": tuple(catalogue.all(Region)),
        "state": ("current", "upcoming", "expired"),
    }[name]
    counted = ((value, len(policy_list(catalogue, name, value))) for value in values)
    return tuple((value, number) for value, number in counted if number)


@query("policy", "today", "region")
def policies_of(catalogue: Catalogue, project_id: str) -> tuple[tuple[str, bool], ...]:
    """Policies of a project: those it names (True), then those in force that apply by what it is (False)."""
    card = catalogue.projects[project_id]
    named = tuple(dict.fromkeys(card.policies))
    fits = _policies_by_place(catalogue, card.chain, catalogue.places(card))
    implied = [
        policy_id
        for policy_id, applies in fits
        if policy_id not in named
        and (not applies.investors or not card.investors or set(applies.investors) & set(card.investors))
        and _over_threshold(applies, card.total)
    ]
    return (*[(policy_id, True) for policy_id in named], *[(policy_id, False) for policy_id in implied])


def _policies_by_place(
    catalogue: Catalogue, chain: str, places: tuple[str, ...]
) -> list[tuple[str, Applies]]:
    key = ("by-place", (chain, *places))
    if key not in catalogue.answers:
        catalogue.answers[key] = [
            (policy_id, applies)
            for policy_id, applies in _offers(catalogue)
            if (not applies.chains or chain in applies.chains)
            and (not applies.regions or not set(places).isdisjoint(applies.regions))
        ]
    return catalogue.answers[key]  # type: ignore[return-value]


def _offers(catalogue: Catalogue) -> list[tuple[str, Applies]]:
    """Policies in force that offer investors something by the chain or the place that they choose."""
    key = ("offers", ())
    if key not in catalogue.answers:
        catalogue.answers[key] = [
            (policy_id, applies)
            for policy_id in policy_list(catalogue, "state", "current")
            if (applies := catalogue.all(Policy)[policy_id].applies) is not None
            and _is_for_investors(catalogue.all(Policy)[policy_id])
            and (applies.chains or applies.regions)
        ]
    return catalogue.answers[key]  # type: ignore[return-value]


def _is_for_investors(policy: Policy) -> bool:
    """Whether it offers investors something; a plan or a notice to offices does not by itself."""
    return bool(policy.grants or {"incentive", "access", "service"} & set(policy.kind))


def _over_threshold(applies: Applies, total: Any) -> bool:
    """Whether an investment reaches a policy's threshold; unknown amounts and other currencies don't."""
    floor = applies.min_investment
    if floor is None or floor.value is None:
        return True
    return (
        total is not None
        and total.value is not None
        and total.unit == floor.unit
        and total.value >= floor.value
    )


# Other kinds


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
    ranks = {"leader": 0, "key": 1, "supporting": 2}

    def fits(enterprise: Enterprise) -> bool:
        match name:
            case "chain":
                return any(role.chain == value for role in enterprise.chains)
            case "segment":
                chain, _, segment = value.partition("/")
                return any(role.chain == chain and segment in role.segments for role in enterprise.chains)
            case "region":
                return value in catalogue.ancestors.get(enterprise.region, ())
        return True

    chosen = [enterprise for enterprise in catalogue.all(Enterprise).values() if fits(enterprise)]
    return tuple(e.id for e in sorted(chosen, key=lambda e: (ranks[e.role], e.id)))


@query("contact")
def contact_list(catalogue: Catalogue) -> tuple[str, ...]:
    """Every contact, hotlines first."""
    contacts = catalogue.all(Contact)
    return tuple(sorted(contacts, key=lambda c: (not contacts[c].hotline, contacts[c].order or 999, c)))


@query("contact", "region")
def contacts_for(catalogue: Catalogue, chain: str, region: str) -> tuple[str, ...]:
    """Contacts in charge of a chain, then of a region or the nearest one above it, else the site's own."""
    contacts = catalogue.all(Contact)
    found = [c for c in contact_list(catalogue) if chain and chain in contacts[c].chains]
    for place in catalogue.ancestors.get(region, ()):
        in_place = [c for c in contact_list(catalogue) if place in contacts[c].regions]
        if in_place:
            found += in_place
            break
    fallback = catalogue.site.fallback_contact
    return tuple(dict.fromkeys(found)) or ((fallback,) if fallback in contacts else ())


@query("event", "today")
def event_list(catalogue: Catalogue, name: str, value: str) -> tuple[str, ...]:
    """Events of a list: upcoming (soonest first), past (newest first), chain, policy, project, region."""
    events = catalogue.all(Event)

    def upcoming(event: Event) -> bool:
        end = event.ends or event.starts
        return not end or last_day(end) >= catalogue.today

    def fits(event: Event) -> bool:
        match name:
            case "upcoming":
                return upcoming(event)
            case "past":
                return not upcoming(event)
            case "chain":
                return value in event.chains
            case "policy":
                return value in event.policies
            case "project":
                return value in event.projects
            case "region":
                return value == event.region
        return True

    chosen = sorted((e for e in events.values() if fits(e)), key=lambda e: (e.starts, e.id))
    return tuple(e.id for e in (chosen if name == "upcoming" else chosen[::-1]))


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


@query("policy", "chain", "event", "region")
def users_of(catalogue: Catalogue, kind: str, entity_id: str) -> tuple[tuple[str, str], ...]:
    """Entries other than projects that name an entity, as (kind, id)."""
    return _users(catalogue).get((kind, entity_id), ())


def _users(catalogue: Catalogue) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    key = ("users", ())
    if key not in catalogue.answers:
        made: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
        for user, kind, entity_id in _named(catalogue):
            made.setdefault((kind, entity_id), {})[user] = None
        catalogue.answers[key] = {target: tuple(users) for target, users in made.items()}
    return catalogue.answers[key]  # type: ignore[return-value]


def _named(catalogue: Catalogue) -> list[tuple[tuple[str, str], str, str]]:
    """(user, kind, id) for what chains, policies, events and regions name."""
    named: list[tuple[tuple[str, str], str, str]] = []
    for chain in catalogue.all(Chain).values():
        named += [(("chain", chain.id), "policy", p) for p in chain.policies]
        named += [(("chain", chain.id), "contact", c) for c in (chain.lead, *chain.contacts) if c]
    for policy in catalogue.all(Policy).values():
        named += [(("policy", policy.id), "policy", p) for p in policy.related]
        named += [(("policy", policy.id), "contact", c) for c in policy.contacts]
    for event in catalogue.all(Event).values():
        named += [(("event", event.id), "policy", p) for p in event.policies]
        named += [(("event", event.id), "contact", c) for c in event.contacts]
    for region in catalogue.all(Region).values():
        named += [(("region", region.id), "contact", c) for c in region.contacts]
    return named
