"""An entry in brief: what a picture, a post, an article or a letter says of it in a few lines.

The same for every kind, so that a channel needs one template and not ten. Made from cards alone: everything
in it is what other pages, too, may show of the entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sitegen.i18n.phones import shown_phone
from sitegen.model import queries
from sitegen.model.entities import (
    Chain,
    Collection,
    Contact,
    Enterprise,
    Event,
    Fund,
    News,
    Origin,
    Page,
    Policy,
    Region,
    Service,
    Tour,
)
from sitegen.model.standings import list_totals
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import entity_path
from sitegen.views import (
    chain_tiles,
    contacts,
    enterprise_rows,
    event_rows,
    policy_rows,
    project_cards,
    region_tiles,
)
from sitegen.views.basic_values import Amount
from sitegen.views.channel_types import Brief, Line
from sitegen.views.counting import counts_of, said_counts
from sitegen.views.entry_sections import tag_title
from sitegen.views.localizer import Localizer
from sitegen.views.mentions import tour_line
from sitegen.views.news_rows import news_row


def brief_of(catalogue: TrackedCatalogue, localizer: Localizer, kind: str, key: str) -> Brief:
    return catalogue.part(
        "brief", (localizer.locale.id, kind, key), lambda inner: _MAKERS[kind](inner, localizer, key)
    )


def _dot(*words: str | None) -> str:
    return " · ".join([word for word in words if word])


def _text(localizer: Localizer, text: object) -> str:
    said = localizer.text(text)  # type: ignore[arg-type]
    return said.text if said else ""


def _number(value: int) -> Amount | None:
    return Amount(str(value), "", str(value), "", "") if value else None


def _place(catalogue: TrackedCatalogue, localizer: Localizer, park: str, region: str) -> str:
    """The nearest place, with the city that it lies in."""
    near = catalogue.ask(queries.places_of, park, region)
    names = [_text(localizer, catalogue.get(Region, key).title) for key in near[:2]]
    return names[0] if names else ""


def _project(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> Brief:
    card = project_cards.card(catalogue, localizer, key)
    project = catalogue.project(key)
    lines = [
        Line(fact.label, fact.amount.text if fact.amount else fact.said.text if fact.said else "")
        for fact in card.facts
    ]
    if card.chain:
        lines.insert(0, Line(localizer.gettext("Industry chain"), card.chain.text))
    return Brief(
        kind="project",
        id=key,
        path=entity_path("project", key),
        above=_dot(card.kind.label, card.status.label),
        title=card.title,
        summary=card.summary or card.scope,
        place=_place(catalogue, localizer, project.park, project.region),
        figure_label=card.amount_label,
        figure=card.amount,
        lines=tuple([line for line in lines if line.text]),
        tags=_tags(
            card.chain.text if card.chain else "",
            card.place.text if card.place else "",
            *_said(catalogue, localizer, project.tags),
        ),
        date=project.published or project.as_of,
    )


def _policy(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> Brief:
    row, policy = policy_rows.policy_row(catalogue, localizer, key), catalogue.get(Policy, key)
    lines = [
        Line(localizer.gettext("Document number"), row.number),
        Line(localizer.gettext("Date of issue"), row.issued.text if row.issued else ""),
        Line(localizer.gettext("Valid until"), row.expires.text if row.expires else ""),
    ]
    grant = policy.grants[0] if policy.grants else None
    figure = (grant.rate or policy_rows.grant_amount(grant) or grant.cap) if grant else None
    return Brief(
        kind="policy",
        id=key,
        path=entity_path("policy", key),
        above=_dot(localizer.gettext("Policy"), row.level.label, row.state.label),
        title=row.title,
        summary=localizer.text(policy.summary),
        place=row.issuer.text if row.issuer else "",
        figure_label=_text(localizer, grant.title) if grant else "",
        figure=localizer.amount(figure),
        lines=tuple([line for line in lines if line.text]),
        tags=_tags(*[kind.label for kind in row.kinds], *_said(catalogue, localizer, policy.tags)),
        date=policy.published or policy.issued,
    )


def _chain(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> Brief:
    tile, chain = chain_tiles.chain_tile(catalogue, localizer, key), catalogue.get(Chain, key)
    return Brief(
        kind="chain",
        id=key,
        path=entity_path("chain", key),
        above=localizer.gettext("Industry chain"),
        title=tile.title,
        summary=tile.summary,
        place=tile.region.title.text if tile.region else "",
        figure_label=localizer.gettext("Now open to investors") if tile.counts.seeking else "",
        figure=_number(tile.counts.seeking),
        lines=_counted(localizer, said_counts(localizer, tile.counts)),
        tags=_tags(
            tile.title.text,
            tile.region.title.text if tile.region else "",
            *_said(catalogue, localizer, chain.tags),
        ),
        date=chain.published,
    )


def _counted(localizer: Localizer, said: str) -> tuple[Line, ...]:
    return (Line(localizer.gettext("Projects"), said),) if said else ()


def _region(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> Brief:
    tile, region = region_tiles.region_tile(catalogue, localizer, key), catalogue.get(Region, key)
    above = catalogue.ask(queries.places_of, "", key)[1:2]
    lines = _counted(localizer, said_counts(localizer, tile.counts))
    if region.planned_area:
        area = Line(localizer.gettext("Planned area"), localizer.required_amount(region.planned_area).text)
        lines = (*lines, area)
    return Brief(
        kind="region",
        id=key,
        path=entity_path("region", key),
        above=tile.kind.label,
        title=tile.title,
        summary=tile.summary,
        place=_text(localizer, catalogue.get(Region, above[0]).title) if above else "",
        figure_label=localizer.gettext("Now open to investors") if tile.counts.seeking else "",
        figure=_number(tile.counts.seeking),
        lines=lines,
        tags=_tags(tile.title.text, *_said(catalogue, localizer, region.tags)),
        date=region.published,
    )


def _enterprise(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> Brief:
    row, firm = enterprise_rows.enterprise_row(catalogue, localizer, key), catalogue.get(Enterprise, key)
    figure, label = (firm.capacity, "capacity") if firm.capacity else (firm.output, "output")
    lines = [
        Line(
            localizer.gettext("Industry chain"), localizer.comma.join([one.title.text for one in row.chains])
        ),
        Line(localizer.gettext("Products"), row.products.text if row.products else ""),
    ]
    return Brief(
        kind="enterprise",
        id=key,
        path=entity_path("enterprise", key),
        above=_dot(localizer.gettext("Enterprise"), row.role.label),
        title=row.title,
        summary=row.summary,
        place=row.place.title.text if row.place else "",
        figure_label=localizer.fact_label(label) if figure else "",
        figure=localizer.amount(figure),
        lines=tuple([line for line in lines if line.text]),
        tags=_tags(*[one.title.text for one in row.chains], *_said(catalogue, localizer, firm.tags)),
        date=firm.published,
    )


def _contact(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> Brief:
    contact = catalogue.get(Contact, key)
    phone = contacts.main_phone(contact)
    lines = [
        Line(localizer.gettext("Phone"), shown_phone(phone, localizer.locale.id) if phone else ""),
        Line(localizer.gettext("E-mail"), contact.email),
        Line(localizer.gettext("Address"), _text(localizer, contact.address)),
    ]
    return Brief(
        kind="contact",
        id=key,
        path=entity_path("contact", key),
        above=localizer.gettext("Contact"),
        title=localizer.required_text(contact.title or contact.organisation),
        summary=localizer.text(contact.summary) or localizer.text(contact.role),
        place=_text(localizer, contact.department),
        lines=tuple([line for line in lines if line.text]),
        tags=_tags(*_said(catalogue, localizer, contact.tags)),
        date=contact.published,
    )


def _event(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> Brief:
    row, event = event_rows.event_row(catalogue, localizer, key), catalogue.get(Event, key)
    lines = [
        Line(localizer.gettext("When"), row.dates),
        Line(localizer.gettext("Organiser"), _text(localizer, event.organiser)),
        Line(localizer.gettext("Projects signed"), row.projects.text if row.projects else ""),
    ]
    return Brief(
        kind="event",
        id=key,
        path=entity_path("event", key),
        above=_dot(row.kind.label, row.dates),
        title=row.title,
        summary=row.summary,
        place=row.place.text if row.place else "",
        figure_label=localizer.gettext("Amount signed") if row.amount else "",
        figure=row.amount,
        lines=tuple([line for line in lines if line.text]),
        tags=_tags(row.kind.label, *_said(catalogue, localizer, event.tags)),
        date=event.published or event.starts[:10],
    )


def _news(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> Brief:
    row, news = news_row(catalogue, localizer, key), catalogue.get(News, key)
    places = [_text(localizer, catalogue.get(Region, place).title) for place in news.regions]
    chains = [_text(localizer, catalogue.get(Chain, chain).title) for chain in news.chains]
    return Brief(
        kind="news",
        id=key,
        path=entity_path("news", key),
        above=_dot(row.kind.label, row.date.text),
        title=row.title,
        summary=row.summary,
        place=localizer.comma.join(places),
        tags=_tags(*chains, *places, *_said(catalogue, localizer, news.tags)),
        date=news.published or news.date,
    )


def _collection(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> Brief:
    collection, counts = catalogue.get(Collection, key), counts_of(catalogue, "collection", key)
    amounts = catalogue.ask(list_totals, "collection", key)
    return Brief(
        kind="collection",
        id=key,
        path=entity_path("collection", key),
        above=_dot(localizer.gettext("Collection"), said_counts(localizer, counts)),
        title=localizer.required_text(collection.title),
        summary=localizer.text(collection.summary),
        figure_label=localizer.fact_label("total") if amounts else "",
        figure=localizer.amount(amounts[0]) if amounts else None,
        lines=_counted(localizer, said_counts(localizer, counts)),
        tags=_tags(*_said(catalogue, localizer, collection.tags)),
        date=collection.published,
    )


def _service(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> Brief:
    service = catalogue.get(Service, key)
    return Brief(
        kind="service",
        id=key,
        path=entity_path("service", key),
        above=localizer.section("services").text,
        title=localizer.required_text(service.title),
        summary=localizer.text(service.summary),
        tags=_tags(*_said(catalogue, localizer, service.tags)),
        date=service.published,
    )


def _tour(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> Brief:
    tour = catalogue.get(Tour, key)
    return Brief(
        kind="tour",
        id=key,
        path=entity_path("tour", key),
        above=_dot(localizer.section("tours").text, tour_line(localizer, tour)),
        title=localizer.required_text(tour.title),
        summary=localizer.text(tour.summary),
        tags=_tags(*_said(catalogue, localizer, tour.tags)),
        date=tour.published,
    )


def _origin(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> Brief:
    origin = catalogue.get(Origin, key)
    return Brief(
        kind="origin",
        id=key,
        path=entity_path("origin", key),
        above=localizer.section("origins").text,
        title=localizer.required_text(origin.title),
        summary=localizer.text(origin.summary),
        tags=_tags(*_said(catalogue, localizer, origin.tags)),
        date=origin.published,
    )


def _fund(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> Brief:
    fund = catalogue.get(Fund, key)
    ticket, fields = localizer.amount(fund.ticket), _text(localizer, fund.fields)
    lines = [
        Line(localizer.gettext("Invests in"), fields),
        Line(localizer.gettext("In one project"), ticket.text if ticket else ""),
    ]
    return Brief(
        kind="fund",
        id=key,
        path=entity_path("fund", key),
        above=localizer.section("funds").text,
        title=localizer.required_text(fund.title),
        summary=localizer.text(fund.summary),
        place=_place(catalogue, localizer, "", "".join(fund.regions[:1])),
        figure_label=localizer.gettext("Fund size"),
        figure=localizer.amount(fund.size),
        lines=tuple([line for line in lines if line.text]),
        tags=_tags(*_said(catalogue, localizer, fund.tags)),
        date=fund.published,
    )


def _page(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> Brief:
    page = catalogue.get(Page, key)
    return Brief(
        kind="page",
        id=key,
        path=entity_path("page", key),
        above="",
        title=localizer.required_text(page.title),
        summary=localizer.text(page.summary),
        tags=_tags(*_said(catalogue, localizer, page.tags)),
        date=page.published,
    )


def _said(catalogue: TrackedCatalogue, localizer: Localizer, tags: Iterable[str]) -> Iterator[str]:
    for tag in tags:
        yield tag_title(catalogue, localizer, tag).text


def _tags(*words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([word for word in words if word]))


_MAKERS: dict[str, Callable[[TrackedCatalogue, Localizer, str], Brief]] = {
    "project": _project,
    "policy": _policy,
    "chain": _chain,
    "region": _region,
    "enterprise": _enterprise,
    "contact": _contact,
    "event": _event,
    "news": _news,
    "collection": _collection,
    "page": _page,
    "service": _service,
    "tour": _tour,
    "origin": _origin,
    "fund": _fund,
}
"""One for each kind; tests/views/test_briefs.py holds that there is."""
