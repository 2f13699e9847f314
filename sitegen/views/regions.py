"""The page of a region or park and the list of them."""

from __future__ import annotations

from sitegen.model import queries
from sitegen.model.entities import Chain, Plot, Region, Resource
from sitegen.model.reader import Reader
from sitegen.routes import list_path
from sitegen.views import contacts, details, parts
from sitegen.views.frame import frame
from sitegen.views.region_maps import region_map
from sitegen.views.types import Link, PlotRow, RegionListPage, RegionPage, ResourceRow, Said
from sitegen.views.voice import Voice

SHOWN_PROJECTS = 12


def region(reader: Reader, voice: Voice, path: str, region_id: str) -> RegionPage:
    entry = reader.entry("region", region_id)
    it = entry.entity
    assert isinstance(it, Region)
    tile = parts.region_tile(reader, voice, region_id)
    parents = tuple(
        [
            details.entity_link(reader, voice, Region, key)
            for key in reader.ask(queries.places_of, "", region_id)[1:]
        ]
    )
    projects_link = None
    if tile.projects:
        title = voice.label("All projects of this region")
        projects_link = Link(voice.path(list_path("region", region_id)), title, tile.projects)
    chains = [key for key in reader.ask(queries.chain_list) if reader.get(Chain, key).region == region_id]
    return RegionPage(
        **frame(
            reader,
            voice,
            path=path,
            section="regions",
            title=tile.title,
            description=tile.summary,
            parents=(Link(voice.url("region"), voice.section("regions")), *parents[::-1]),
            image=details.image_of(entry),
            article=True,
        ),
        **details.told(reader, voice, entry),
        tile=tile,
        advantages=tuple([voice.must_say(advantage) for advantage in it.advantages]),
        costs=tuple([details.cost_row(reader, voice, cost) for cost in it.costs]),
        resources=tuple([_resource(reader, voice, resource) for resource in it.resources]),
        plots=tuple([_plot(voice, plot) for plot in it.plots]),
        parents=parents,
        map=region_map(reader, voice, it.id, tile.title.text),
        chains=tuple([parts.chain_tile(reader, voice, key) for key in chains]),
        enterprises=parts.enterprise_rows(
            reader, voice, reader.ask(queries.enterprise_list, "region", it.id)
        ),
        projects=parts.chances(
            reader, voice, reader.ask(queries.latest, "region", it.id, str(SHOWN_PROJECTS))
        ),
        projects_link=projects_link,
        policies=parts.policy_rows(reader, voice, reader.ask(queries.policy_list, "region", it.id)),
        events=parts.event_rows(reader, voice, reader.ask(queries.event_list, "region", it.id)),
        contacts=contacts.contact_blocks(
            reader, voice, it.contacts or reader.ask(queries.contacts_for, "", it.id)
        ),
    )


def _resource(reader: Reader, voice: Voice, resource: Resource) -> ResourceRow:
    return ResourceRow(
        voice.term("resource", resource.kind),
        voice.must_say(resource.title),
        voice.amount(resource.amount),
        voice.say(resource.note),
        details.source_notes(reader, voice, resource.source),
    )


def _plot(voice: Voice, plot: Plot) -> PlotRow:
    return PlotRow(
        plot.id,
        voice.say(plot.title) or Said(plot.id.upper()),
        voice.must_amount(plot.area),
        voice.say(plot.use),
        voice.term("plot", plot.status),
        voice.amount(plot.price),
    )


def region_list(reader: Reader, voice: Voice, path: str) -> RegionListPage:
    title = voice.section("regions")
    return RegionListPage(
        **frame(reader, voice, path=path, section="regions", title=title),
        title=title,
        map=region_map(reader, voice, "", title.text),
        regions=tuple([parts.region_tile(reader, voice, key) for key in reader.ask(queries.region_list, "")]),
    )
