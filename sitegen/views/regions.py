"""The page of a region or park and the list of them."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from sitegen.model import queries
from sitegen.model.entities import Chain, Plot, Quota, Region, Resource
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import PLOTS_PATH, has_plots, list_path
from sitegen.views import contacts, entry_sections, project_cards
from sitegen.views.admission import AdmissionRow, admission_rows
from sitegen.views.basic_values import Amount, File, Link, LocalText, Term, When
from sitegen.views.chain_tiles import ChainTile, chain_tile
from sitegen.views.contacts import ContactBlock
from sitegen.views.enterprise_rows import EnterpriseRow, enterprise_rows
from sitegen.views.entry_sections import CostRow, EntryPage, MadeFrom, SourceNote
from sitegen.views.event_rows import EventRow, event_rows
from sitegen.views.localizer import Localizer
from sitegen.views.mentions import MentionRow
from sitegen.views.page_head import PageSubject, PageView, page_head
from sitegen.views.plots import TransportRow, transport_rows
from sitegen.views.policy_rows import PolicyRow, policy_rows
from sitegen.views.print_files import handbook_file
from sitegen.views.project_cards import ProjectCardView
from sitegen.views.region_maps import RegionMap, region_map
from sitegen.views.region_tiles import RegionTile, region_tile
from sitegen.views.service_rows import ServiceRow, services_about


class ResourceRow(msgspec.Struct, frozen=True, cache_hash=True):
    kind: Term
    title: LocalText
    amount: Amount | None
    note: LocalText | None
    sources: tuple[SourceNote, ...]


class PlotRow(msgspec.Struct, frozen=True, cache_hash=True):
    id: str
    title: LocalText
    area: Amount
    use: LocalText | None
    ratio: Amount | None
    connected: LocalText | None
    """What is connected, where the plot itself says so."""
    delivery: When | None
    status: Term
    price: Amount | None
    kind: Term


class RegionListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "region-list.html"

    plots: Link | None
    """The list of all plots."""
    title: LocalText
    map: RegionMap | None
    regions: tuple[RegionTile, ...]


class RegionPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "region.html"

    tile: RegionTile
    rank: Term | None
    planned_area: Amount | None
    leading: tuple[Link, ...]
    connected: LocalText | None
    energy: Amount | None
    """What is left of the energy quota."""
    environment: LocalText | None
    transport: tuple[TransportRow, ...]
    market: tuple[tuple[Amount, Amount], ...]
    """Within what time how many people."""
    labour: Amount | None
    talent: Amount | None
    universities: Amount | None
    vocational: Amount | None
    graduates: Amount | None
    apprenticeships: LocalText | None
    advantages: tuple[LocalText, ...]
    costs: tuple[CostRow, ...]
    resources: tuple[ResourceRow, ...]
    admission: tuple[AdmissionRow, ...]
    plots: tuple[PlotRow, ...]
    parents: tuple[Link, ...]
    map: RegionMap | None
    """Of the regions below it."""
    chains: tuple[ChainTile, ...]
    enterprises: tuple[EnterpriseRow, ...]
    projects: tuple[ProjectCardView, ...]
    projects_link: Link | None
    handbook: File | None
    """Its projects on paper."""
    policies: tuple[PolicyRow, ...]
    events: tuple[EventRow, ...]
    contacts: tuple[ContactBlock, ...]
    partners: tuple[MentionRow, ...]
    """Chambers, agents and ambassadors for it."""
    services: tuple[ServiceRow, ...]
    """Those that name it."""


SHOWN_PROJECTS = 12


def region(catalogue: TrackedCatalogue, localizer: Localizer, path: str, region_id: str) -> RegionPage:
    entry = catalogue.entry("region", region_id)
    it = entry.entity
    assert isinstance(it, Region)
    tile = region_tile(catalogue, localizer, region_id)
    quota = it.quota or Quota()
    parents = tuple(
        [
            entry_sections.entity_link(catalogue, localizer, Region, key)
            for key in catalogue.ask(queries.places_of, "", region_id)[1:]
        ]
    )
    projects_link = None
    if tile.counts:
        title = localizer.label("All projects of this region")
        projects_link = Link(localizer.path(list_path("region", region_id)), title, counts=tile.counts)
    chains = [
        key for key in catalogue.ask(queries.chain_list) if catalogue.get(Chain, key).region == region_id
    ]
    return RegionPage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section="regions",
                title=tile.title,
                description=tile.summary,
                parents=(Link(localizer.url("region"), localizer.section("regions")), *parents[::-1]),
                image=entry_sections.image_of(catalogue, localizer, entry),
                entry=("region", it.id),
            ),
        ),
        _made_from=MadeFrom(catalogue, localizer, entry),
        services=services_about(catalogue, localizer, "region", it.id),
        tile=tile,
        rank=localizer.term("rank", it.rank) if it.rank else None,
        planned_area=localizer.amount(it.planned_area),
        leading=tuple([entry_sections.entity_link(catalogue, localizer, Chain, key) for key in it.leading]),
        connected=localizer.listed("connected", it.connected),
        energy=localizer.amount(quota.energy),
        environment=localizer.text(quota.environment),
        transport=transport_rows(localizer, it.transport),
        market=tuple(
            [
                (localizer.required_amount(one.time), localizer.required_amount(one.people))
                for one in it.market
            ]
        ),
        labour=localizer.amount(it.labour),
        talent=localizer.amount(it.talent),
        universities=localizer.amount(it.universities),
        vocational=localizer.amount(it.vocational),
        graduates=localizer.amount(it.graduates),
        apprenticeships=localizer.text(it.apprenticeships),
        advantages=tuple([localizer.required_text(advantage) for advantage in it.advantages]),
        costs=tuple([entry_sections.cost_row(catalogue, localizer, cost) for cost in it.costs]),
        resources=tuple([_resource(catalogue, localizer, resource) for resource in it.resources]),
        plots=tuple([_plot(localizer, plot) for plot in it.plots]),
        admission=admission_rows(catalogue, localizer, "", it.id),
        parents=parents,
        map=region_map(catalogue, localizer, it.id, tile.title.text),
        chains=tuple([chain_tile(catalogue, localizer, key) for key in chains]),
        enterprises=enterprise_rows(
            catalogue, localizer, catalogue.ask(queries.enterprise_list, "region", it.id)
        ),
        projects=project_cards.open_first(
            catalogue, localizer, catalogue.ask(queries.latest, "region", it.id, str(SHOWN_PROJECTS))
        ),
        handbook=handbook_file(catalogue, localizer, "region", region_id),
        projects_link=projects_link,
        policies=policy_rows(catalogue, localizer, catalogue.ask(queries.policy_list, "region", it.id)),
        events=event_rows(catalogue, localizer, catalogue.ask(queries.event_list, "region", it.id)),
        contacts=contacts.contact_blocks(
            catalogue, localizer, it.contacts or catalogue.ask(queries.contacts_for, "", it.id)
        ),
        partners=contacts.partner_rows(catalogue, localizer, "region", it.id, "regions", it.contacts),
    )


def _resource(catalogue: TrackedCatalogue, localizer: Localizer, resource: Resource) -> ResourceRow:
    return ResourceRow(
        localizer.term("resource", resource.kind),
        localizer.required_text(resource.title),
        localizer.amount(resource.amount),
        localizer.text(resource.note),
        entry_sections.source_notes(catalogue, localizer, resource.source),
    )


def _plot(localizer: Localizer, plot: Plot) -> PlotRow:
    return PlotRow(
        plot.id,
        localizer.text(plot.title) or LocalText(plot.id.upper()),
        localizer.required_amount(plot.area),
        localizer.text(plot.use),
        localizer.amount(plot.ratio),
        localizer.listed("connected", plot.connected),
        localizer.date(plot.delivery),
        localizer.term("plot", plot.status),
        localizer.amount(plot.price),
        localizer.term("plot-kind", plot.kind),
    )


def region_list(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> RegionListPage:
    title = localizer.section("regions")
    return RegionListPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="regions", title=title)),
        title=title,
        plots=Link(localizer.path(PLOTS_PATH), localizer.section("plots"))
        if catalogue.ask(has_plots)
        else None,
        map=region_map(catalogue, localizer, "", title.text),
        regions=tuple(
            [region_tile(catalogue, localizer, key) for key in catalogue.ask(queries.region_list, "")]
        ),
    )
