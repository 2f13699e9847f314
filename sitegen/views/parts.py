"""Pieces that many pages show: cards, rows, tiles.

Each is made once for each language (`Reader.part`) and used wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sitegen.i18n.quantities import Quantity
from sitegen.i18n.units import UNITS
from sitegen.model import queries
from sitegen.model.cards import ProjectCard as Card
from sitegen.model.entities import (
    STRENGTHS,
    Chain,
    ChainRole,
    Enterprise,
    Event,
    Policy,
    Region,
    Segment,
    is_seeking,
)
from sitegen.model.reader import Reader
from sitegen.model.site import Rate
from sitegen.views.details import entity_link, source_notes
from sitegen.views.types import (
    ChainTile,
    EnterpriseRow,
    EventRow,
    Fact,
    Link,
    PolicyRow,
    ProjectCard,
    RegionTile,
    Said,
    SegmentBox,
    When,
)
from sitegen.views.voice import Voice

# Projects


def card(reader: Reader, voice: Voice, project_id: str) -> ProjectCard:
    return reader.part("card", (voice.locale.id, project_id), lambda inner: _card(inner, voice, project_id))


def cards(reader: Reader, voice: Voice, project_ids: Iterable[str]) -> tuple[ProjectCard, ...]:
    return tuple([card(reader, voice, project_id) for project_id in project_ids])


def chances(reader: Reader, voice: Voice, project_ids: Iterable[str]) -> tuple[ProjectCard, ...]:
    """Cards for who looks for one to join: those that seek an investor first, those that stand still last."""
    return tuple(sorted(cards(reader, voice, project_ids), key=_hope))


def _hope(card: ProjectCard) -> int:
    if is_seeking(card.kind.id, card.status.id):
        return 0
    return 2 if card.status.id in ("paused", "ended") else 1


def _card(reader: Reader, voice: Voice, project_id: str) -> ProjectCard:
    project = reader.project(project_id)
    chain = reader.get(Chain, project.chain) if project.chain else None
    place = project.park or project.region
    amount = project.total or project.sought
    return ProjectCard(
        id=project.id,
        url=voice.url("project", project.id),
        title=voice.must_say(project.title),
        summary=voice.say(project.summary),
        kind=voice.term("kind", project.kind),
        status=voice.term("status", project.status),
        place=voice.say(reader.get(Region, place).title) if place else None,
        chain=voice.say(chain.title) if chain else None,
        segments=segment_titles(voice, chain, project.segments),
        amount=voice.amount(amount),
        amount_label=amount_label(voice, project.total, project.sought),
        facts=_card_facts(voice, project),
        as_of=voice.date(project.as_of),
        sort_amount=sort_key(amount, reader.site.rates),
        sort_area=sort_key(project.area),
    )


def amount_label(voice: Voice, total: Quantity | None, sought: Quantity | None) -> str:
    if total:
        return voice.fact_label("total")
    return voice.fact_label("sought") if sought else ""


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


def segment_titles(voice: Voice, chain: Chain | None, segments: tuple[str, ...]) -> tuple[Said, ...]:
    if chain is None:
        return ()
    titles = {segment.id: segment.title for segment in chain.segments}
    return tuple([voice.must_say(titles[segment]) for segment in segments if segment in titles])


def _card_facts(voice: Voice, project: Card) -> tuple[Fact, ...]:
    """The first three that are known, in the order in which an investor asks."""
    quantities = (
        ("capacity", project.capacity),
        ("area", project.area),
        ("payback", project.payback),
        ("irr", project.irr),
    )
    facts = [voice.fact(name, value) for name, value in quantities if value is not None]
    if len(facts) < 3 and (modes := voice.listed("cooperation", project.cooperation)):
        facts.append(Fact("cooperation", voice.fact_label("cooperation"), said=modes))
    return tuple(facts[:3])


# Policies


def policy_row(reader: Reader, voice: Voice, policy_id: str) -> PolicyRow:
    return reader.part(
        "policy", (voice.locale.id, policy_id), lambda inner: _policy_row(inner, voice, policy_id)
    )


def policy_rows(reader: Reader, voice: Voice, policy_ids: Iterable[str]) -> tuple[PolicyRow, ...]:
    return tuple([policy_row(reader, voice, policy_id) for policy_id in policy_ids])


def _policy_row(reader: Reader, voice: Voice, policy_id: str) -> PolicyRow:
    policy = reader.get(Policy, policy_id)
    return PolicyRow(
        id=policy.id,
        url=voice.url("policy", policy.id),
        title=voice.must_say(policy.title),
        number=policy.number,
        issuer=voice.say(policy.issuer),
        level=voice.term("level", policy.level),
        kinds=tuple([voice.term("policy", kind) for kind in policy.kind]),
        state=voice.term("state", reader.ask(queries.policy_state, policy.id)),
        gist=_gist(voice, policy),
        issued=voice.date(policy.issued),
        expires=voice.date(policy.expires),
    )


def _gist(voice: Voice, policy: Policy) -> Said | None:
    """What you get, in one line: the first grant with its figure, else the summary."""
    if not policy.grants:
        return voice.say(policy.summary)
    grant = policy.grants[0]
    title = voice.must_say(grant.title)
    figure = voice.amount(grant.rate or grant.amount or grant.cap)
    if figure is None:
        return title
    return Said(f"{title.text}{voice.colon}{figure.text}", title.lang)


# Other rows


def event_row(reader: Reader, voice: Voice, event_id: str) -> EventRow:
    return reader.part("event", (voice.locale.id, event_id), lambda inner: _event_row(inner, voice, event_id))


def event_rows(reader: Reader, voice: Voice, event_ids: Iterable[str]) -> tuple[EventRow, ...]:
    return tuple([event_row(reader, voice, event_id) for event_id in event_ids])


def _event_row(reader: Reader, voice: Voice, event_id: str) -> EventRow:
    event = reader.get(Event, event_id)
    starts, ends = voice.date(event.starts), voice.date(event.ends)
    results = event.results
    return EventRow(
        id=event_id,
        url=voice.url("event", event_id),
        title=voice.must_say(event.title),
        kind=voice.term("event", event.kind),
        starts=starts,
        dates=_span_of(event, starts, ends),
        place=voice.say(event.place),
        summary=voice.say(event.summary),
        projects=voice.amount(results.projects) if results else None,
        amount=voice.amount(results.amount) if results else None,
        upcoming=event_id in reader.ask(queries.event_list, "upcoming", ""),
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


def enterprise_row(reader: Reader, voice: Voice, enterprise_id: str) -> EnterpriseRow:
    words = (voice.locale.id, enterprise_id)
    return reader.part("enterprise", words, lambda inner: _enterprise_row(inner, voice, enterprise_id))


def enterprise_rows(reader: Reader, voice: Voice, enterprise_ids: Iterable[str]) -> tuple[EnterpriseRow, ...]:
    return tuple([enterprise_row(reader, voice, enterprise_id) for enterprise_id in enterprise_ids])


def _enterprise_row(reader: Reader, voice: Voice, enterprise_id: str) -> EnterpriseRow:
    enterprise = reader.get(Enterprise, enterprise_id)
    return EnterpriseRow(
        id=enterprise_id,
        url=voice.url("enterprise", enterprise_id),
        title=voice.must_say(enterprise.title),
        role=voice.term("role", enterprise.role),
        place=entity_link(reader, voice, Region, enterprise.region) if enterprise.region else None,
        chains=tuple([entity_link(reader, voice, Chain, role.chain) for role in enterprise.chains]),
        segments=tuple(
            [title for role in enterprise.chains for title in _role_segments(reader, voice, role)]
        ),
        products=voice.say(enterprise.products),
        summary=voice.say(enterprise.summary),
        projects=reader.ask(queries.count, "enterprise", enterprise_id),
    )


def _role_segments(reader: Reader, voice: Voice, role: ChainRole) -> tuple[Said, ...]:
    return segment_titles(voice, reader.get(Chain, role.chain), role.segments)


def chain_tile(reader: Reader, voice: Voice, chain_id: str) -> ChainTile:
    return reader.part(
        "chain", (voice.locale.id, chain_id), lambda inner: _chain_tile(inner, voice, chain_id)
    )


def _chain_tile(reader: Reader, voice: Voice, chain_id: str) -> ChainTile:
    chain = reader.get(Chain, chain_id)
    counts = dict.fromkeys(STRENGTHS, 0)
    for segment in chain.segments:
        counts[strength_of(reader, chain, segment)] += 1
    return ChainTile(
        id=chain_id,
        url=voice.url("chain", chain_id),
        title=voice.must_say(chain.title),
        summary=voice.say(chain.summary),
        region=entity_link(reader, voice, Region, chain.region) if chain.region else None,
        projects=reader.ask(queries.count, "chain", chain_id),
        seeking=reader.ask(queries.count, "chain-seeking", chain_id),
        strengths=tuple(
            [(name, number, voice.term("strength", name).label) for name, number in counts.items() if number]
        ),
    )


def strength_of(reader: Reader, chain: Chain, segment: Segment) -> str:
    """As the entry says; where it says nothing, an enterprise or a project there shows it as present."""
    if segment.strength != "unknown":
        return segment.strength
    place = f"{chain.id}/{segment.id}"
    settled = reader.ask(queries.count, "segment", place) - reader.ask(
        queries.count, "segment-seeking", place
    )
    occupied = settled > 0 or reader.ask(queries.enterprise_list, "segment", place)
    return "present" if occupied else "unknown"


def segment_box(reader: Reader, voice: Voice, chain: Chain, segment: Segment) -> SegmentBox:
    place = f"{chain.id}/{segment.id}"
    projects = reader.ask(queries.count, "segment", place)
    names = {other.id: other.title for other in chain.segments}
    return SegmentBox(
        id=segment.id,
        url=voice.path(f"chains/{chain.id}/{segment.id}/") if projects else "",
        title=voice.must_say(segment.title),
        strength=voice.term("strength", strength_of(reader, chain, segment)),
        sources=source_notes(reader, voice, segment.source),
        products=voice.say(segment.products),
        enterprises=tuple(
            [
                Link(voice.url("enterprise", key), voice.must_say(reader.get(Enterprise, key).title))
                for key in reader.ask(queries.enterprise_list, "segment", place)
            ]
        ),
        projects=projects,
        seeking=reader.ask(queries.count, "segment-seeking", place),
        feeds=tuple([voice.must_say(names[other]) for other in segment.feeds if other in names]),
    )


def region_tile(reader: Reader, voice: Voice, region_id: str) -> RegionTile:
    return reader.part(
        "region", (voice.locale.id, region_id), lambda inner: _region_tile(inner, voice, region_id)
    )


def _region_tile(reader: Reader, voice: Voice, region_id: str) -> RegionTile:
    region = reader.get(Region, region_id)
    children = reader.ask(queries.region_list, region_id)
    return RegionTile(
        id=region_id,
        url=voice.url("region", region_id),
        title=voice.must_say(region.title),
        kind=voice.term("region", region.kind),
        summary=voice.say(region.summary),
        code=region.code,
        projects=reader.ask(queries.count, "region", region_id),
        plots=len(region.plots),
        children=tuple([region_tile(reader, voice, child) for child in children]),
    )
