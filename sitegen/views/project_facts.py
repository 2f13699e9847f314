"""The facts of a project, labelled: what, where, how much, on what terms, and what it brings."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from sitegen.i18n.quantities import Quantity, convert_money
from sitegen.model.entities import Chain, Investment, Project, Region
from sitegen.model.reader import Reader
from sitegen.model.site import Rate, SiteSettings
from sitegen.routes import list_path
from sitegen.views import details
from sitegen.views.types import Fact, Link, ProjectCard, Said, Term
from sitegen.views.voice import Voice

TELLING = frozenset({"area", "capacity", "payback", "irr", "jobs", "output"})
"""Facts that may stand at the top of a project's page."""


def facts_of(reader: Reader, voice: Voice, it: Project) -> Iterable[Fact]:
    """What, where, how much, on what terms: the facts that are known, in that order."""
    investment, land = it.investment, it.land
    if investment:
        yield from _money(voice, investment, rate_for(reader.site, voice))
        yield from _texts(voice, [("funding", voice.say(investment.funding))])
    yield from _quantities(voice, [("capacity", it.capacity)])
    if land:
        yield from _quantities(voice, [("area", land.area), ("floor_area", land.floor_area)])
        yield from _texts(voice, [("tenure", voice.say(land.tenure))])
    words = (voice.locale.id, it.chain, it.region, it.park, *it.segments)
    yield from reader.part("classification", words, lambda inner: tuple(_classification(inner, voice, it)))
    if it.industry:
        edition = f"{it.industry.code} (GB/T 4754—{it.industry.edition})"
        yield Fact("industry", voice.fact_label("industry"), said=Said(edition))
    yield from _texts(
        voice,
        [
            ("owner", voice.say(it.owner)),
            ("coordinator", voice.say(it.coordinator)),
            ("cooperation", voice.listed("cooperation", it.cooperation)),
            ("investors", voice.listed("investor", it.investors)),
            ("batch", Said(it.batch) if it.batch else None),
            ("code", Said(it.code) if it.code else None),
        ],
    )


def rate_for(site: SiteSettings, voice: Voice) -> Rate | None:
    """The exchange rate for readers of a language; those of Chinese know what the amounts are worth."""
    return site.rates[0] if site.rates and not voice.locale.id.startswith("zh") else None


def equivalent(voice: Voice, amount: Quantity, rate: Rate) -> str:
    """An amount in CNY in another currency, rounded, with the rate and its date; "" for any other amount."""
    if amount.unit != "CNY" or amount.value is None:
        return ""
    other = voice.must_amount(convert_money(amount, Decimal(rate.cny), rate.currency))
    words = voice.gettext("%(amount)s at CNY %(rate)s, %(date)s")
    return words % {"amount": other.text, "rate": rate.cny, "date": voice.must_date(rate.date).text}


def _money(voice: Voice, investment: Investment, rate: Rate | None) -> Iterable[Fact]:
    for name in ("total", "sought", "paid_in"):
        amount = getattr(investment, name)
        if amount is not None:
            fact = voice.fact(name, amount)
            yield replace(fact, note=equivalent(voice, amount, rate)) if rate else fact


def _classification(reader: Reader, voice: Voice, it: Project) -> Iterable[Fact]:
    """Where it belongs: what nothing but its chain, segments, region and park decide."""
    if it.chain:
        chain = reader.get(Chain, it.chain)
        url = voice.url("chain", it.chain)
        yield Fact("chain", voice.fact_label("chain"), links=(Link(url, voice.must_say(chain.title)),))
        titles = {segment.id: voice.must_say(segment.title) for segment in chain.segments}
        links = [
            Link(voice.path(list_path("segment", f"{chain.id}/{s}")), titles[s])
            for s in it.segments
            if s in titles
        ]
        if links:
            yield Fact("segments", voice.fact_label("segments"), links=tuple(links))
    for name, place in (("region", it.region), ("park", it.park)):
        if place:
            yield Fact(
                name, voice.fact_label(name), links=(details.entity_link(reader, voice, Region, place),)
            )


def returns_of(voice: Voice, it: Project) -> Iterable[Fact]:
    returns = it.returns
    if returns is None:
        return
    names = ("output", "profit", "tax", "jobs", "payback", "roi", "irr", "npv")
    for fact in _quantities(voice, [(name, getattr(returns, name)) for name in names]):
        yield replace(fact, note=_payback_note(voice, it)) if fact.name == "payback" else fact


def headline_of(facts: tuple[Fact, ...], card: ProjectCard) -> tuple[Fact, ...]:
    telling = [
        fact for fact in facts if fact.amount and fact.name in TELLING and fact.label != card.amount_label
    ]
    return tuple(telling[:3] if card.amount else telling[:4])


def _payback_note(voice: Voice, it: Project) -> str:
    assert it.returns is not None
    notes = {"before-tax": voice.gettext("before tax"), "after-tax": voice.gettext("after tax")}
    words = [notes[it.returns.payback_tax]] if it.returns.payback_tax else []
    if it.returns.payback_construction is not None:
        words.append(
            voice.gettext("construction period included")
            if it.returns.payback_construction
            else voice.gettext("construction period not included")
        )
    return voice.comma.join(words)


def _quantities(voice: Voice, rows: Iterable[tuple[str, Quantity | None]]) -> Iterable[Fact]:
    for name, value in rows:
        if value is not None:
            yield voice.fact(name, value)


def _texts(voice: Voice, rows: Iterable[tuple[str, Said | None]]) -> Iterable[Fact]:
    for name, said in rows:
        if said:
            yield Fact(name, voice.fact_label(name), said=said)


def readiness_of(voice: Voice, it: Project) -> Iterable[tuple[str, Term]]:
    if it.readiness is None:
        return
    for name in ("filing", "environment", "energy", "land", "planning"):
        state = getattr(it.readiness, name)
        if state:
            yield voice.fact_label(name), voice.term("readiness", state)
