"""Projects in a list: their cards, each made once for each language and used wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import msgspec

from sitegen.i18n.quantities import Quantity, convert_money
from sitegen.i18n.units import UNITS
from sitegen.model.cards import ProjectCard
from sitegen.model.entities import Chain, Region
from sitegen.model.offers import SUNK
from sitegen.model.site import Rate, SiteSettings
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.basic_values import Amount, Fact, LocalText, Term, When
from sitegen.views.localizer import Localizer

DAY = len("2026-06-30")


class ProjectCardView(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """A project in a list. Rendered once for each language and used on every page that shows it."""

    id: str
    url: str
    title: LocalText
    summary: LocalText | None
    kind: Term
    technology: Term | None
    """Whether it offers or seeks technology."""
    """project or opportunity"""
    status: Term
    place: LocalText | None
    chain: LocalText | None
    segments: tuple[LocalText, ...]
    scope: LocalText | None
    """What is built."""
    amount: Amount | None
    """Total investment, else the capital sought."""
    amount_label: str
    beside: str
    """The amount in the currency of the site's first rate, for readers of other languages than Chinese."""
    facts: tuple[Fact, ...]
    """At most three further facts."""
    as_of: When | None
    seeking: bool
    """An investor is sought on the day of the build."""
    unconfirmed: bool
    """It says that it seeks an investor, but nobody has confirmed that since `as_of`."""
    expired: bool
    """Its date has passed."""
    sort_amount: str
    """For sorting a table: base units, zero-padded; empty when unknown."""
    sort_area: str
    published: str
    """The day, where it is known, for what is new since a reader's last visit; else empty."""


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
        kind=localizer.term("project_kind", project.kind),
        technology=localizer.term("technology", project.technology) if project.technology else None,
        status=localizer.term("status", project.status),
        place=localizer.text(catalogue.get(Region, place).title) if place else None,
        chain=localizer.text(chain.title) if chain else None,
        segments=segment_titles(localizer, chain, project.segments),
        scope=localizer.text(project.scope),
        amount=localizer.amount(amount),
        amount_label=amount_label(localizer, project.total, project.sought),
        beside=_beside(catalogue, localizer, amount),
        facts=_card_facts(localizer, project),
        as_of=localizer.date(project.as_of or project.published)
        if unconfirmed
        else localizer.date(project.as_of),
        seeking=catalogue.is_seeking(project_id),
        unconfirmed=unconfirmed,
        expired=catalogue.is_past(project_id),
        sort_amount=sort_key(amount, catalogue.site.rates),
        sort_area=sort_key(project.area),
        published=project.published if len(project.published) == DAY else "",
    )


def _beside(catalogue: TrackedCatalogue, localizer: Localizer, amount: Quantity | None) -> str:
    rate = rate_for(catalogue.site, localizer)
    if rate is None or amount is None or amount.unit != "CNY" or amount.value is None:
        return ""
    return localizer.required_amount(convert_money(amount, Decimal(rate.cny), rate.currency)).text


def rate_for(site: SiteSettings, localizer: Localizer) -> Rate | None:
    """The exchange rate for readers of a language; those of Chinese know what the amounts are worth."""
    return site.rates[0] if site.rates and not localizer.locale.id.startswith("zh") else None


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
