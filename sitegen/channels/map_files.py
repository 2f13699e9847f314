"""Maps as files: SVG sheets with title, legend, date and source, in every language.

Pictures for phones are made from the same sheets by `raster`, pages of A4 by `typesetting`.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec

from sitegen.channels.typesetting import Document, bytes_of
from sitegen.i18n.text import N_
from sitegen.maps import chain as chain_map
from sitegen.maps import roadmap
from sitegen.maps.drawing_types import PHONE, WIDE
from sitegen.maps.paint import ACCENT, BRAND, Paint
from sitegen.maps.sheet import Key, Sheet, finished, is_across
from sitegen.model import queries
from sitegen.model.entities import STRENGTHS, Chain, Region, Source
from sitegen.model.standings import newest
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import Route
from sitegen.views import entry_sections, maps, region_layers, region_maps
from sitegen.views.basic_values import LocalText
from sitegen.views.chains import stage_groups
from sitegen.views.context import Bytes, Context
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import address

PNG = "channels.raster.png"


class MapPage(msgspec.Struct, frozen=True):
    """A map that takes a page by itself."""

    template: ClassVar[str] = "map.typ"

    title: str
    svg: str
    across: bool


def chain_sheet(context: Context, route: Route) -> str | Bytes:
    """One map of a chain: panorama, attract or roadmap."""
    catalogue, localizer = context.catalogue, context.localizer
    chain_id, kind, form = route.args
    it = catalogue.get(Chain, chain_id)
    return drawn(chain_map_sheet(context, localizer, it, kind, form, route.path), paint_of(catalogue), form)


def chain_map_sheet(
    context: Context, localizer: Localizer, it: Chain, kind: str, form: str, path: str
) -> Sheet:
    """A map of a chain in a language; `path` is that of the file, or of the chain's page."""
    catalogue = context.catalogue
    inner, width, height = _chain_drawing(catalogue, localizer, it, kind, form, paint_of(catalogue))
    return Sheet(
        title=localizer.gettext(TITLES[kind]) % localizer.required_text(it.title).text,
        site=localizer.required_text(catalogue.site.title).text,
        inner=inner,
        width=width,
        height=height,
        keys=() if kind == "roadmap" else _chain_keys(localizer, _has_trades(catalogue, it)),
        notes=small_print(catalogue, localizer, path, it.source, it.confirmed or it.published),
        lang=localizer.locale.html,
    )


def drawn(sheet: Sheet, paint: Paint, form: str) -> str | Bytes:
    """A sheet as SVG, or as the picture or the page that is made of it."""
    svg = finished(sheet, paint, form)
    if form == "a4":
        return bytes_of(Document.of(MapPage(sheet.title, svg, is_across(sheet)), sheet.lang))
    return svg if form == "svg" else Bytes(svg, PNG)


TITLES = {
    "panorama": N_("Map of the chain: %s"),
    "attract": N_("Map of what is sought: %s"),
    "roadmap": N_("Roadmap: %s"),
}


def _chain_drawing(
    catalogue: TrackedCatalogue, localizer: Localizer, it: Chain, kind: str, form: str, paint: Paint
) -> tuple[str, float, float]:
    """Markup, width and height."""
    if kind == "roadmap":
        phases = [
            maps.roadmap_phase(
                localizer, phase, tuple([_project(catalogue, localizer, key) for key in phase.projects])
            )
            for phase in it.roadmap
        ]
        plan = roadmap.lay_out(phases, PHONE if form == "phone" else WIDE, whole=True)
        return roadmap.draw(plan, paint), plan.width, plan.height
    stages = stage_groups(catalogue, localizer, it)
    drawing = maps.chain_drawing(catalogue, localizer, it.id, stages, localizer.required_text(it.title).text)
    layout = chain_map.lay_out_tall(drawing) if form == "phone" else chain_map.lay_out_wide(drawing)
    return chain_map.draw(layout, paint, faded=kind == "attract"), layout.width, layout.height


def _project(catalogue: TrackedCatalogue, localizer: Localizer, project_id: str) -> LocalText:
    project = catalogue.project(project_id)
    title, status = localizer.required_text(project.title), localizer.term("status", project.status).label
    between = "（{}）" if localizer.locale.is_cjk else " ({})"
    return LocalText(title.text + between.format(status), title.lang)


def _has_trades(catalogue: TrackedCatalogue, it: Chain) -> bool:
    places = [f"{it.id}/{segment.id}" for segment in it.segments]
    return any(catalogue.ask(queries.trade_list, "segment", place) for place in places)


def _chain_keys(localizer: Localizer, trades: bool) -> tuple[Key, ...]:
    strengths = [Key("box", strength, localizer.term("strength", strength).label) for strength in STRENGTHS]
    return (
        *strengths,
        Key("firm", "", localizer.gettext("Enterprises")),
        Key("open", "", localizer.gettext("Now open to investors")),
        *([Key("trade", "", localizer.gettext("Offered or needed"))] if trades else []),
        Key("star", "", localizer.gettext("Chain leader")),
    )


def paint_of(catalogue: TrackedCatalogue) -> Paint:
    brand = catalogue.site.brand
    return Paint(
        alone=True,
        brand=(brand.color if brand else "") or BRAND,
        accent=(brand.accent if brand else "") or ACCENT,
    )


def small_print(
    catalogue: TrackedCatalogue,
    localizer: Localizer,
    path: str,
    sources: tuple[Source, ...],
    confirmed: str,
    approvals: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """Small print: sources, the date of the newest of them, approval numbers, the site's notice and
    address.
    """
    notes = []
    said = [_source(catalogue, localizer, source) for source in sources]
    if said:
        notes.append(source_note(localizer, localizer.semicolon.join(dict.fromkeys(said))))
    date = localizer.date(max([confirmed, *[source.date for source in sources]], default=""))
    if date:
        notes.append(localizer.gettext("As of") + localizer.colon + date.text)
    if approvals:
        notes.append(
            localizer.gettext("Map approval number") + localizer.colon + localizer.comma.join(approvals)
        )
    notice = localizer.text(catalogue.site.notice)
    if notice:
        notes.append(notice.text)
    notes.append(address(catalogue, localizer, f"{path.rpartition('/')[0]}/"))
    return tuple(notes)


def source_note(localizer: Localizer, said: str) -> str:
    """Where figures come from; of what is counted in the catalogue, the site itself."""
    return localizer.gettext("Source") + localizer.colon + said


def _source(catalogue: TrackedCatalogue, localizer: Localizer, source: Source) -> str:
    note = entry_sections.source_note(catalogue, localizer, source)
    return " ".join([words for words in (note.title.text if note.title else "", note.document) if words])


def region_sheet(context: Context, route: Route) -> str | Bytes:
    """One layer of the map of all regions."""
    catalogue, localizer = context.catalogue, context.localizer
    layer_id, form = route.args
    paint = paint_of(catalogue)
    layer, regions, rows = region_maps.single_layer(catalogue, localizer, layer_id)
    drawing = region_maps.draw_regions(
        catalogue, localizer, region_maps.DrawnRegions("", regions, [layer_id]), paint, form == "phone"
    )
    note = localizer.gettext("Schematic map: relative positions of regions, not their boundaries.")
    schematic: tuple[str, ...] = (note,) if region_maps.is_schematic(catalogue, regions) else ()
    approvals = tuple(dict.fromkeys(a for key in rows if (a := catalogue.get(Region, key).approval)))
    sources, dates = region_layers.sources_of_layer(catalogue, rows, layer_id)
    site = localizer.required_text(catalogue.site.title).text
    if layer_id == "projects":
        dates = catalogue.ask(newest, "all", "")
        schematic += (source_note(localizer, site),)
    sheet = Sheet(
        title=f"{localizer.gettext('Map of the regions: %s') % layer.title}",
        site=site,
        inner=drawing.inner,
        width=drawing.width,
        height=drawing.height,
        keys=(
            *[Key("shade", str(step.shade), step.text) for step in layer.steps],
            *[Key(mark.shape, "", mark.text) for mark in layer.marks],
        ),
        notes=(
            *schematic,
            *small_print(catalogue, localizer, route.path, sources, dates, approvals),
        ),
        lang=localizer.locale.html,
    )
    return drawn(sheet, paint, form)
