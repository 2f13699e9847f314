"""The facts of a project, labelled: what, where, how much, on what terms, and what it brings."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from sitegen.i18n.quantities import Quantity, convert_money
from sitegen.model.entities import Chain, Investment, Project, Region, Technology
from sitegen.model.site import Rate
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import list_path
from sitegen.views import entry_sections
from sitegen.views.basic_values import Fact, Link, LocalText, Term
from sitegen.views.localizer import Localizer
from sitegen.views.project_cards import ProjectCardView, rate_for

HEADLINE = (
    ("sought",),
    ("irr", "payback", "roi"),
    ("area", "floor_area"),
    ("capacity",),
    ("output",),
    ("jobs",),
)
"""Facts that may stand at the top of a project's page, in the order in which an investor asks; of several
that say the same, the first that is known.
"""

MONEY = ("total", "fixed", "sought", "paid_in")

UTILITIES = (
    ("electricity", "electricity"),
    ("load", "load"),
    ("gas", "gas"),
    ("water", "water"),
    ("steam", "steam"),
    ("energy", "energy_use"),
)
"""(field, fact): `energy` by itself is the energy review."""


def facts_of(catalogue: TrackedCatalogue, localizer: Localizer, it: Project) -> Iterable[Fact]:
    """What, where, how much, on what terms: the facts that are known, in that order."""
    investment, land = it.investment, it.land
    if investment:
        yield from _money(localizer, investment, rate_for(catalogue.site, localizer))
        yield from _texts(localizer, [("funding", localizer.text(investment.funding))])
    yield from _texts(localizer, [("products", localizer.text(it.products))])
    yield from _quantities(localizer, [("capacity", it.capacity)])
    if land:
        yield from _quantities(localizer, [("area", land.area), ("floor_area", land.floor_area)])
        yield from _texts(localizer, [("land_use", localizer.text(land.use))])
        yield from _quantities(localizer, [("ratio", land.ratio)])
        yield from _texts(localizer, [("tenure", localizer.text(land.tenure))])
    yield from _texts(localizer, [("nature", localizer.listed("nature", (it.nature,) if it.nature else ()))])
    yield from _quantities(localizer, [("period", it.period)])
    if it.utilities:
        yield from _quantities(localizer, [(fact, getattr(it.utilities, name)) for name, fact in UTILITIES])
    words = (localizer.locale.id, it.chain, it.region, it.park, *it.segments)
    yield from catalogue.part(
        "classification", words, lambda inner: tuple(_classification(inner, localizer, it))
    )
    if it.industry:
        edition = f"{it.industry.code} (GB/T 4754—{it.industry.edition})"
        yield Fact("industry", localizer.fact_label("industry"), said=LocalText(edition))
    yield from _texts(
        localizer,
        [
            ("owner", localizer.text(it.owner)),
            ("coordinator", localizer.text(it.coordinator)),
            ("cooperation", localizer.listed("cooperation", it.cooperation)),
            ("investors", localizer.listed("investor", it.investors)),
            ("seeks", localizer.listed("seeks", it.seeks)),
            *_technology(localizer, it.technology),
            ("sdg", _goals(localizer, it)),
            ("green_catalogue", localizer.text(it.green_catalogue)),
        ],
    )


def equivalent(localizer: Localizer, amount: Quantity, rate: Rate) -> str:
    """An amount in CNY in another currency, rounded, with the rate and its date; "" for any other amount."""
    if amount.unit != "CNY" or amount.value is None:
        return ""
    other = localizer.required_amount(convert_money(amount, Decimal(rate.cny), rate.currency))
    words = localizer.gettext("%(amount)s at CNY %(rate)s, %(date)s")
    return words % {"amount": other.text, "rate": rate.cny, "date": localizer.required_date(rate.date).text}


def _money(localizer: Localizer, investment: Investment, rate: Rate | None) -> Iterable[Fact]:
    for name in MONEY:
        amount = getattr(investment, name)
        if amount is not None:
            fact = localizer.fact(name, amount)
            yield replace(fact, note=equivalent(localizer, amount, rate)) if rate else fact


def _classification(catalogue: TrackedCatalogue, localizer: Localizer, it: Project) -> Iterable[Fact]:
    """Where it belongs: what nothing but its chain, segments, region and park decide."""
    if it.chain:
        chain = catalogue.get(Chain, it.chain)
        url = localizer.url("chain", it.chain)
        yield Fact(
            "chain", localizer.fact_label("chain"), links=(Link(url, localizer.required_text(chain.title)),)
        )
        titles = {segment.id: localizer.required_text(segment.title) for segment in chain.segments}
        links = [
            Link(localizer.path(list_path("segment", f"{chain.id}/{s}")), titles[s])
            for s in it.segments
            if s in titles
        ]
        if links:
            yield Fact("segments", localizer.fact_label("segments"), links=tuple(links))
    for name, place in (("region", it.region), ("park", it.park)):
        if place:
            yield Fact(
                name,
                localizer.fact_label(name),
                links=(entry_sections.entity_link(catalogue, localizer, Region, place),),
            )


def returns_of(localizer: Localizer, it: Project) -> Iterable[Fact]:
    returns = it.returns
    if returns is None:
        return
    names = ("output", "profit", "tax", "jobs", "payback", "roi", "irr", "npv")
    for fact in _quantities(localizer, [(name, getattr(returns, name)) for name in names]):
        yield replace(fact, note=_payback_note(localizer, it)) if fact.name == "payback" else fact


def headline_of(facts: tuple[Fact, ...], card: ProjectCardView) -> tuple[Fact, ...]:
    """What stands beside the amount: three figures, or four without one."""
    known = {fact.name: fact for fact in facts if fact.amount and fact.label != card.amount_label}
    telling = [next((known[name] for name in names if name in known), None) for names in HEADLINE]
    return tuple([fact for fact in telling if fact][: 3 if card.amount else 4])


def _payback_note(localizer: Localizer, it: Project) -> str:
    assert it.returns is not None
    notes = {"before-tax": localizer.gettext("before tax"), "after-tax": localizer.gettext("after tax")}
    words = [notes[it.returns.payback_tax]] if it.returns.payback_tax else []
    if it.returns.payback_construction is not None:
        words.append(
            localizer.gettext("construction period included")
            if it.returns.payback_construction
            else localizer.gettext("construction period not included")
        )
    return localizer.comma.join(words)


def _quantities(localizer: Localizer, rows: Iterable[tuple[str, Quantity | None]]) -> Iterable[Fact]:
    for name, value in rows:
        if value is not None:
            yield localizer.fact(name, value)


def _technology(localizer: Localizer, it: Technology | None) -> Iterable[tuple[str, LocalText | None]]:
    if it is None:
        return
    yield "technology", localizer.listed("technology", (it.side,))
    yield "technology_level", localizer.listed("technology_level", (it.readiness,) if it.readiness else ())
    yield "transfer", localizer.listed("transfer", it.transfer)
    yield "rights", localizer.text(it.rights)


def _goals(localizer: Localizer, it: Project) -> LocalText | None:
    """The goals of the United Nations that it serves, whose names have commas in them."""
    names = [localizer.term("sdg", goal).label for goal in it.sdg]
    return LocalText(localizer.semicolon.join(names)) if names else None


def _texts(localizer: Localizer, rows: Iterable[tuple[str, LocalText | None]]) -> Iterable[Fact]:
    for name, said in rows:
        if said:
            yield Fact(name, localizer.fact_label(name), said=said)


def readiness_of(localizer: Localizer, it: Project) -> Iterable[tuple[str, Term]]:
    if it.readiness is None:
        return
    for name in ("filing", "environment", "energy", "land", "planning"):
        state = getattr(it.readiness, name)
        if state:
            yield localizer.fact_label(name), localizer.term("readiness", state)
