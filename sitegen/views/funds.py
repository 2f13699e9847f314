"""Funds that invest beside the investor: their page with the projects that seek capital, and their list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sitegen.model import queries
from sitegen.model.cards import ProjectCard
from sitegen.model.entities import FUND_STAGES, Chain, Fund, Region
from sitegen.model.fund_matches import is_enough, is_there
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views import contacts, entry_sections, project_cards
from sitegen.views.basic_values import Amount, Link, LocalText
from sitegen.views.contacts import ContactBlock
from sitegen.views.entry_sections import EntryPage, MadeFrom
from sitegen.views.localizer import Localizer
from sitegen.views.mentions import MentionRow, mention_rows
from sitegen.views.page_head import PageSubject, PageView, page_head
from sitegen.views.project_cards import ProjectCardView

SHOWN_PROJECTS = 12
LOOKED_AT = 24
"""Of a chain's projects that seek capital, the newest."""


class FundListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "fund-list.html"

    title: LocalText
    funds: tuple[MentionRow, ...]


class FundPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "fund.html"

    title: LocalText
    summary: LocalText | None
    manager: LocalText | None
    size: Amount | None
    ticket: Amount | None
    fields: LocalText | None
    stages: str
    chains: tuple[Link, ...]
    regions: tuple[Link, ...]
    website: str
    projects: tuple[ProjectCardView, ...]
    """Those that seek capital and fit."""
    contacts: tuple[ContactBlock, ...]
    mail_subject: str


def fund(catalogue: TrackedCatalogue, localizer: Localizer, path: str, fund_id: str) -> FundPage:
    entry = catalogue.entry("fund", fund_id)
    it = entry.entity
    assert isinstance(it, Fund)
    title = localizer.required_text(it.title)
    asked = it.contacts or catalogue.ask(queries.contacts_for, it.chains[0] if it.chains else "", "")
    return FundPage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section="funds",
                title=title,
                description=localizer.text(it.summary),
                parents=(Link(localizer.url("fund"), localizer.section("funds")),),
                image=entry_sections.image_of(catalogue, localizer, entry),
                published=it.published,
                entry=("fund", it.id),
            ),
        ),
        _made_from=MadeFrom(catalogue, localizer, entry),
        title=title,
        summary=localizer.text(it.summary),
        manager=localizer.text(it.manager),
        size=localizer.amount(it.size),
        ticket=localizer.amount(it.ticket),
        fields=localizer.text(it.fields),
        stages=localizer.comma.join([localizer.term("fund_stage", stage).label for stage in it.stages]),
        chains=tuple([entry_sections.entity_link(catalogue, localizer, Chain, key) for key in it.chains]),
        regions=tuple([entry_sections.entity_link(catalogue, localizer, Region, key) for key in it.regions]),
        website=it.website,
        projects=project_cards.cards(catalogue, localizer, _projects(catalogue, it)),
        contacts=contacts.contact_blocks(catalogue, localizer, asked),
        mail_subject=entry_sections.mail_subject(title.text),
    )


def _projects(catalogue: TrackedCatalogue, it: Fund) -> tuple[str, ...]:
    """The newest first."""
    cards = {card.id: card for card in _seeking(catalogue, it) if _fits(catalogue, it, card)}
    newest = sorted(cards.values(), key=lambda card: (card.published, card.id), reverse=True)
    return tuple([card.id for card in newest[:SHOWN_PROJECTS]])


def _seeking(catalogue: TrackedCatalogue, it: Fund) -> Iterator[ProjectCard]:
    chains = it.chains or ("", *catalogue.ask(queries.chain_list))
    for chain in chains:
        for stage in ("", *(it.stages or FUND_STAGES)):
            for key in catalogue.ask(queries.latest, "capital", f"{chain}/{stage}", str(LOOKED_AT)):
                yield catalogue.project(key)


def _fits(catalogue: TrackedCatalogue, it: Fund, card: ProjectCard) -> bool:
    places = catalogue.ask(queries.places_of, card.park, card.region)
    return is_there(it, places) and is_enough(it, card.sought)


def fund_list(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> FundListPage:
    title = localizer.section("funds")
    return FundListPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="funds", title=title)),
        title=title,
        funds=mention_rows(catalogue, localizer, "fund", catalogue.ask(queries.in_order, "fund")),
    )
