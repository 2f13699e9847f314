"""Enterprises: their page and their directory."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from sitegen.i18n.phones import dialled, shown_phone
from sitegen.model import queries
from sitegen.model.entities import Chain, Enterprise, Origin
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views import contacts, entry_sections, project_cards
from sitegen.views.basic_values import Amount, File, Link, LocalText
from sitegen.views.contacts import ContactBlock
from sitegen.views.enterprise_rows import EnterpriseRow, enterprise_row, enterprise_rows
from sitegen.views.entry_sections import EntryPage, MadeFrom
from sitegen.views.filter_source import FilterSource, filter_source
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, PageView, page_head
from sitegen.views.project_cards import ProjectCardView
from sitegen.views.trade_rows import TradeSection, trade_link, trade_section


class EnterpriseGroup(msgspec.Struct, frozen=True, cache_hash=True):
    """The enterprises of a chain, by segment."""

    chain: Link | None
    """With how many they are; None for those without a chain."""
    number: int
    segments: tuple[tuple[Link | None, tuple[EnterpriseRow, ...]], ...]
    """Chain leaders first in each; those whose segment nobody has stated come last, without a link."""


class EnterpriseListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "enterprise-list.html"

    title: LocalText
    groups: tuple[EnterpriseGroup, ...]
    filters: FilterSource | None
    trade: Link | None
    """The list of what they and others offer and need."""
    file: File | None
    """The directory as a table, where the site gives its data."""
    with_products: bool
    with_places: bool
    """Whether any enterprise says what it makes, and where it is: else there is no such column."""


class EnterprisePage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "enterprise.html"

    row: EnterpriseRow
    capacity: Amount | None
    output: Amount | None
    address: LocalText | None
    phone: str
    tel: str
    """`tel:` address, or empty."""
    origin: Link | None
    website: str
    projects: tuple[ProjectCardView, ...]
    """Those that it invests in, or is a partner of."""
    beside: tuple[ProjectCardView, ...]
    """Those that only name it: as one to be won, or as a supplier."""
    trade: TradeSection
    """What it offers and needs."""
    contacts: tuple[ContactBlock, ...]
    """Who is in charge of its chain and place."""


SHOWN_PROJECTS = 12


def enterprise(
    catalogue: TrackedCatalogue, localizer: Localizer, path: str, enterprise_id: str
) -> EnterprisePage:
    entry = catalogue.entry("enterprise", enterprise_id)
    it = entry.entity
    assert isinstance(it, Enterprise)
    row = enterprise_row(catalogue, localizer, enterprise_id)
    return EnterprisePage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section="enterprises",
                title=row.title,
                description=row.summary,
                parents=(Link(localizer.url("enterprise"), localizer.section("enterprises")),),
                image=entry_sections.image_of(catalogue, localizer, entry),
                entry=("enterprise", it.id),
            ),
        ),
        _made_from=MadeFrom(catalogue, localizer, entry),
        row=row,
        capacity=localizer.amount(it.capacity),
        output=localizer.amount(it.output),
        trade=trade_section(catalogue, localizer, it),
        address=localizer.text(it.address),
        phone=shown_phone(it.phone, localizer.locale.id),
        tel=dialled(it.phone) if it.phone else "",
        website=it.website,
        origin=entry_sections.entity_link(catalogue, localizer, Origin, it.origin) if it.origin else None,
        projects=project_cards.open_first(
            catalogue, localizer, catalogue.ask(queries.latest, "enterprise", it.id, str(SHOWN_PROJECTS))
        ),
        beside=project_cards.open_first(
            catalogue, localizer, catalogue.ask(queries.latest, "beside", it.id, str(SHOWN_PROJECTS))
        ),
        contacts=contacts.contact_blocks(
            catalogue,
            localizer,
            catalogue.ask(queries.contacts_for, it.chains[0].chain if it.chains else "", it.region),
        ),
    )


def enterprise_list(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> EnterpriseListPage:
    """Enterprises under each chain that they belong to, chains in their order; those without one last."""
    groups: dict[str, list[str]] = {key: [] for key in (*catalogue.ask(queries.chain_list), "")}
    found = catalogue.ask(queries.enterprise_list, "all", "")
    for key in found:
        for chain in {role.chain: None for role in catalogue.get(Enterprise, key).chains} or ("",):
            groups[chain].append(key)
    title = localizer.section("enterprises")
    return EnterpriseListPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="enterprises", title=title)),
        title=title,
        groups=tuple([_group(catalogue, localizer, chain, keys) for chain, keys in groups.items() if keys]),
        filters=filter_source(catalogue, localizer, "enterprise"),
        trade=trade_link(catalogue, localizer),
        file=_table(catalogue, localizer),
        with_products=any(catalogue.get(Enterprise, key).products for key in found),
        with_places=any(catalogue.get(Enterprise, key).region for key in found),
    )


def _table(catalogue: TrackedCatalogue, localizer: Localizer) -> File | None:
    if "data" not in catalogue.site.files:
        return None
    return File(localizer.path("data/enterprises.xlsx"), localizer.label("The directory as a table"), "XLSX")


def _group(
    catalogue: TrackedCatalogue, localizer: Localizer, chain_id: str, keys: list[str]
) -> EnterpriseGroup:
    """Enterprises of a chain under the first of their segments, segments in their order."""
    if not chain_id:
        return EnterpriseGroup(None, len(keys), ((None, enterprise_rows(catalogue, localizer, keys)),))
    segments = {segment.id: segment for segment in catalogue.get(Chain, chain_id).segments}
    by_segment: dict[str, list[str]] = {key: [] for key in (*segments, "")}
    for key in keys:
        roles = [role for role in catalogue.get(Enterprise, key).chains if role.chain == chain_id]
        held = {name for role in roles for name in role.segments}
        by_segment[next((name for name in segments if name in held), "")].append(key)
    return EnterpriseGroup(
        entry_sections.entity_link(catalogue, localizer, Chain, chain_id),
        len(keys),
        tuple(
            [
                (
                    Link(
                        localizer.url("chain", chain_id) + f"#segment-{name}",
                        localizer.required_text(segments[name].title),
                    )
                    if name
                    else None,
                    enterprise_rows(catalogue, localizer, found),
                )
                for name, found in by_segment.items()
                if found
            ]
        ),
    )
