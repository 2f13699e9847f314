"""The page of a region or park and the list of them."""

from __future__ import annotations

from sitegen.model import queries
from sitegen.model.entities import Chain, Plot, Region, Resource
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import list_path
from sitegen.views import components, contacts, entry_sections
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, page_head
from sitegen.views.region_maps import region_map
from sitegen.views.types import Link, LocalText, PlotRow, RegionListPage, RegionPage, ResourceRow

SHOWN_PROJECTS = 12


def region(catalogue: TrackedCatalogue, localizer: Localizer, path: str, region_id: str) -> RegionPage:
    entry = catalogue.entry("region", region_id)
    it = entry.entity
    assert isinstance(it, Region)
    tile = components.region_tile(catalogue, localizer, region_id)
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
                image=entry_sections.image_of(entry),
                article=True,
            ),
        ),
        **entry_sections.entry_fields(catalogue, localizer, entry),
        tile=tile,
        rank=localizer.term("rank", it.rank) if it.rank else None,
        planned_area=localizer.amount(it.planned_area),
        leading=tuple([entry_sections.entity_link(catalogue, localizer, Chain, key) for key in it.leading]),
        connected=localizer.listed("connected", it.connected),
        advantages=tuple([localizer.required_text(advantage) for advantage in it.advantages]),
        costs=tuple([entry_sections.cost_row(catalogue, localizer, cost) for cost in it.costs]),
        resources=tuple([_resource(catalogue, localizer, resource) for resource in it.resources]),
        plots=tuple([_plot(localizer, plot) for plot in it.plots]),
        parents=parents,
        map=region_map(catalogue, localizer, it.id, tile.title.text),
        chains=tuple([components.chain_tile(catalogue, localizer, key) for key in chains]),
        enterprises=components.enterprise_rows(
            catalogue, localizer, catalogue.ask(queries.enterprise_list, "region", it.id)
        ),
        projects=components.open_first(
            catalogue, localizer, catalogue.ask(queries.latest, "region", it.id, str(SHOWN_PROJECTS))
        ),
        projects_link=projects_link,
        policies=components.policy_rows(
            catalogue, localizer, catalogue.ask(queries.policy_list, "region", it.id)
        ),
        events=components.event_rows(
            catalogue, localizer, catalogue.ask(queries.event_list, "region", it.id)
        ),
        contacts=contacts.contact_blocks(
            catalogue, localizer, it.contacts or catalogue.ask(queries.contacts_for, "", it.id)
        ),
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
        localizer.date(plot.delivery),
        localizer.term("plot", plot.status),
        localizer.amount(plot.price),
    )


def region_list(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> RegionListPage:
    title = localizer.section("regions")
    return RegionListPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="regions", title=title)),
        title=title,
        map=region_map(catalogue, localizer, "", title.text),
        regions=tuple(
            [
                components.region_tile(catalogue, localizer, key)
                for key in catalogue.ask(queries.region_list, "")
            ]
        ),
    )
