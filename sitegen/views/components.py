"""Pieces that many pages show: cards, rows, tiles.

Each is made once for each language (`TrackedCatalogue.part`) and used wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from sitegen.i18n.quantities import Quantity
from sitegen.i18n.units import UNITS
from sitegen.model import queries
from sitegen.model.cards import ProjectCard
from sitegen.model.entities import (
    STRENGTHS,
    Chain,
    ChainRole,
    Enterprise,
    Event,
    Grant,
    Policy,
    Region,
    Segment,
)
from sitegen.model.offers import SUNK
from sitegen.model.site import Rate
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.counting import counts_of
from sitegen.views.entry_sections import entity_link, source_notes
from sitegen.views.localizer import Localizer
from sitegen.views.types import (
    ChainTile,
    EnterpriseRow,
    EventRow,
    Fact,
    Link,
    LocalText,
    PolicyRow,
    ProjectCardView,
    RegionTile,
    SegmentBox,
    When,
)

# Projects


def card(catalogue: TrackedCatalogue, localizer: Localizer, project_id: str) -> ProjectCardView:
    return catalogue.part(
        "card", (localizer.locale.id, project_id), lambda inner: _card(inner, localizer, project_id)
    )


def cards(
    catalogue: TrackedCatalogue, localizer: Localizer, project_ids: Iterable[str]
) -> tuple[ProjectCardView, ...]:
    return tuple([card(catalogue, localizer, project_id) for project_id in project_ids])


def open_first(
    catalogue: TrackedCatalogue, localizer: Localizer, project_ids: Iterable[str]
) -> tuple[ProjectCardView, ...]:
    """Cards for who looks for one to join: those that seek an investor first, those that stand still last."""
    return tuple(sorted(cards(catalogue, localizer, project_ids), key=_hope))


def _hope(card: ProjectCardView) -> int:
    if card.seeking:
        return 0
    return 2 if card.status.id in SUNK or card.unconfirmed or card.expired else 1


def _card(catalogue: TrackedCatalogue, localizer: Localizer, project_id: str) -> ProjectCardView:
    project = catalogue.project(project_id)
    chain = catalogue.get(Chain, project.chain) if project.chain else None
    place = project.park or project.region
    amount = project.total or project.sought
    unconfirmed = bool(catalogue.unconfirmed_since(project_id))
    return ProjectCardView(
        id=project.id,
        url=localizer.url("project", project.id),
        title=localizer.required_text(project.title),
        summary=localizer.text(project.summary),
        kind=localizer.term("kind", project.kind),
        status=localizer.term("status", project.status),
        place=localizer.text(catalogue.get(Region, place).title) if place else None,
        chain=localizer.text(chain.title) if chain else None,
        segments=segment_titles(localizer, chain, project.segments),
        scope=localizer.text(project.scope),
        amount=localizer.amount(amount),
        amount_label=amount_label(localizer, project.total, project.sought),
        facts=_card_facts(localizer, project),
        as_of=localizer.date(project.as_of or project.published)
        if unconfirmed
        else localizer.date(project.as_of),
        seeking=catalogue.is_seeking(project_id),
        unconfirmed=unconfirmed,
        expired=catalogue.is_past(project_id),
        sort_amount=sort_key(amount, catalogue.site.rates),
        sort_area=sort_key(project.area),
    )


def amount_label(localizer: Localizer, total: Quantity | None, sought: Quantity | None) -> str:
    if total:
        return localizer.fact_label("total")
    return localizer.fact_label("sought") if sought else ""


def sort_key(quantity: Quantity | None, rates: Iterable[Rate] = ()) -> str:
    """Digits that sort as text like the amount does, whatever its unit; empty when there is none.

    Amounts in a currency of which no rate tells the worth come after all others, currency by currency.
    """
    if quantity is None or quantity.value is None:
        return ""
    unit, size = UNITS[quantity.unit], quantity.sort_key[1]
    if unit.dimension != "money" or unit.code == "CNY":
        return f"{size:020.3f}"
    for rate in rates:
        if rate.currency == unit.code:
            return f"{size * Decimal(rate.cny):020.3f}"
    return f"{unit.code} {size:020.3f}"


def segment_titles(
    localizer: Localizer, chain: Chain | None, segments: tuple[str, ...]
) -> tuple[LocalText, ...]:
    if chain is None:
        return ()
    titles = {segment.id: segment.title for segment in chain.segments}
    return tuple([localizer.required_text(titles[segment]) for segment in segments if segment in titles])


def _card_facts(localizer: Localizer, project: ProjectCard) -> tuple[Fact, ...]:
    """The first three that are known, in the order in which an investor asks."""
    quantities = (
        ("capacity", project.capacity),
        ("area", project.area),
        ("payback", project.payback),
        ("irr", project.irr),
    )
    facts = [localizer.fact(name, value) for name, value in quantities if value is not None]
    if len(facts) < 3 and (modes := localizer.listed("cooperation", project.cooperation)):
        facts.append(Fact("cooperation", localizer.fact_label("cooperation"), said=modes))
    return tuple(facts[:3])


# Policies


def policy_row(catalogue: TrackedCatalogue, localizer: Localizer, policy_id: str) -> PolicyRow:
    return catalogue.part(
        "policy", (localizer.locale.id, policy_id), lambda inner: _policy_row(inner, localizer, policy_id)
    )


def policy_rows(
    catalogue: TrackedCatalogue, localizer: Localizer, policy_ids: Iterable[str]
) -> tuple[PolicyRow, ...]:
    return tuple([policy_row(catalogue, localizer, policy_id) for policy_id in policy_ids])


def _policy_row(catalogue: TrackedCatalogue, localizer: Localizer, policy_id: str) -> PolicyRow:
    policy = catalogue.get(Policy, policy_id)
    return PolicyRow(
        id=policy.id,
        url=localizer.url("policy", policy.id),
        title=localizer.required_text(policy.title),
        number=policy.number,
        issuer=localizer.text(policy.issuer),
        level=localizer.term("level", policy.level),
        kinds=tuple([localizer.term("policy", kind) for kind in policy.kind]),
        state=localizer.term("state", catalogue.ask(queries.policy_state, policy.id)),
        gist=_gist(localizer, policy),
        issued=localizer.date(policy.issued),
        expires=localizer.date(policy.expires),
    )


def _gist(localizer: Localizer, policy: Policy) -> LocalText | None:
    """What you get, in one line: the first grant with its figure, else the summary."""
    if not policy.grants:
        return localizer.text(policy.summary)
    grant = policy.grants[0]
    title = localizer.required_text(grant.title)
    figure = localizer.amount(grant.rate or grant_amount(grant) or grant.cap)
    if figure is None:
        return title
    return LocalText(f"{title.text}{localizer.colon}{figure.text}", title.lang)


def grant_amount(grant: Grant) -> Quantity | None:
    """The amount of a grant for each of its unit: 20元 by the kg is 20元/公斤."""
    amount = grant.amount
    if amount is None or amount.per or not grant.per:
        return amount
    return replace(amount, per=grant.per.replace("year", "a"))


# Other rows


def event_row(catalogue: TrackedCatalogue, localizer: Localizer, event_id: str) -> EventRow:
    return catalogue.part(
        "event", (localizer.locale.id, event_id), lambda inner: _event_row(inner, localizer, event_id)
    )


def event_rows(
    catalogue: TrackedCatalogue, localizer: Localizer, event_ids: Iterable[str]
) -> tuple[EventRow, ...]:
    return tuple([event_row(catalogue, localizer, event_id) for event_id in event_ids])


def _event_row(catalogue: TrackedCatalogue, localizer: Localizer, event_id: str) -> EventRow:
    event = catalogue.get(Event, event_id)
    starts, ends = localizer.date(event.starts), localizer.date(event.ends)
    results = event.results
    return EventRow(
        id=event_id,
        url=localizer.url("event", event_id),
        title=localizer.required_text(event.title),
        kind=localizer.term("event", event.kind),
        starts=starts,
        dates=_span_of(event, starts, ends),
        place=localizer.text(event.place),
        summary=localizer.text(event.summary),
        projects=localizer.amount(results.projects) if results else None,
        amount=localizer.amount(results.amount) if results else None,
        upcoming=event_id in catalogue.ask(queries.event_list, "upcoming", ""),
    )


def _span_of(event: Event, starts: When | None, ends: When | None) -> str:
    """From when to when; a day that both share is said once."""
    if starts is None or ends is None or ends.text == starts.text:
        return starts.text if starts else ""
    first, _, begins = event.starts.partition("T")
    last, _, ends_at = event.ends.partition("T")
    if first == last and begins and ends_at and starts.text.endswith(begins):
        return f"{starts.text}–{ends_at}"
    return f"{starts.text} – {ends.text}"


def enterprise_row(catalogue: TrackedCatalogue, localizer: Localizer, enterprise_id: str) -> EnterpriseRow:
    words = (localizer.locale.id, enterprise_id)
    return catalogue.part("enterprise", words, lambda inner: _enterprise_row(inner, localizer, enterprise_id))


def enterprise_rows(
    catalogue: TrackedCatalogue, localizer: Localizer, enterprise_ids: Iterable[str]
) -> tuple[EnterpriseRow, ...]:
    return tuple([enterprise_row(catalogue, localizer, enterprise_id) for enterprise_id in enterprise_ids])


def _enterprise_row(catalogue: TrackedCatalogue, localizer: Localizer, enterprise_id: str) -> EnterpriseRow:
    enterprise = catalogue.get(Enterprise, enterprise_id)
    return EnterpriseRow(
        id=enterprise_id,
        url=localizer.url("enterprise", enterprise_id),
        title=localizer.required_text(enterprise.title),
        role=localizer.term("role", enterprise.role),
        place=entity_link(catalogue, localizer, Region, enterprise.region) if enterprise.region else None,
        chains=tuple([entity_link(catalogue, localizer, Chain, role.chain) for role in enterprise.chains]),
        segments=tuple(
            [title for role in enterprise.chains for title in _role_segments(catalogue, localizer, role)]
        ),
        products=localizer.text(enterprise.products),
        summary=localizer.text(enterprise.summary),
        counts=counts_of(catalogue, "enterprise", enterprise_id),
    )


def _role_segments(
    catalogue: TrackedCatalogue, localizer: Localizer, role: ChainRole
) -> tuple[LocalText, ...]:
    return segment_titles(localizer, catalogue.get(Chain, role.chain), role.segments)


def chain_tile(catalogue: TrackedCatalogue, localizer: Localizer, chain_id: str) -> ChainTile:
    return catalogue.part(
        "chain", (localizer.locale.id, chain_id), lambda inner: _chain_tile(inner, localizer, chain_id)
    )


def _chain_tile(catalogue: TrackedCatalogue, localizer: Localizer, chain_id: str) -> ChainTile:
    chain = catalogue.get(Chain, chain_id)
    strengths = dict.fromkeys(STRENGTHS, 0)
    for segment in chain.segments:
        strengths[strength_of(catalogue, chain, segment)] += 1
    return ChainTile(
        id=chain_id,
        url=localizer.url("chain", chain_id),
        title=localizer.required_text(chain.title),
        summary=localizer.text(chain.summary),
        region=entity_link(catalogue, localizer, Region, chain.region) if chain.region else None,
        counts=counts_of(catalogue, "chain", chain_id),
        strengths=tuple(
            [
                (name, number, localizer.term("strength", name).label)
                for name, number in strengths.items()
                if number
            ]
        ),
    )


def strength_of(catalogue: TrackedCatalogue, chain: Chain, segment: Segment) -> str:
    """How strong a segment is: as the entry says, else present where it is in place, else unknown."""
    if segment.strength != "unknown":
        return segment.strength
    return "present" if catalogue.ask(queries.is_in_place, chain.id, segment.id) else "unknown"


def segment_box(
    catalogue: TrackedCatalogue, localizer: Localizer, chain: Chain, segment: Segment
) -> SegmentBox:
    place = f"{chain.id}/{segment.id}"
    held = counts_of(catalogue, "segment", place)
    names = {other.id: other.title for other in chain.segments}
    return SegmentBox(
        id=segment.id,
        url=localizer.path(f"chains/{chain.id}/{segment.id}/") if held else "",
        title=localizer.required_text(segment.title),
        strength=localizer.term("strength", strength_of(catalogue, chain, segment)),
        sources=source_notes(catalogue, localizer, segment.source),
        products=localizer.text(segment.products),
        enterprises=tuple(
            [
                Link(
                    localizer.url("enterprise", key),
                    localizer.required_text(catalogue.get(Enterprise, key).title),
                )
                for key in catalogue.ask(queries.enterprise_list, "segment", place)
            ]
        ),
        counts=held,
        feeds=tuple([localizer.required_text(names[other]) for other in segment.feeds if other in names]),
    )


def region_tile(catalogue: TrackedCatalogue, localizer: Localizer, region_id: str) -> RegionTile:
    return catalogue.part(
        "region", (localizer.locale.id, region_id), lambda inner: _region_tile(inner, localizer, region_id)
    )


def _region_tile(catalogue: TrackedCatalogue, localizer: Localizer, region_id: str) -> RegionTile:
    region = catalogue.get(Region, region_id)
    children = catalogue.ask(queries.region_list, region_id)
    return RegionTile(
        id=region_id,
        url=localizer.url("region", region_id),
        title=localizer.required_text(region.title),
        kind=localizer.term("region", region.kind),
        summary=localizer.text(region.summary),
        code=region.code,
        counts=counts_of(catalogue, "region", region_id),
        plots=len(region.plots),
        children=tuple([region_tile(catalogue, localizer, child) for child in children]),
    )
