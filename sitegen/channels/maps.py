"""Maps as files: SVG sheets with title, legend, date and source, in every language.

A path that ends in .png is made from the same sheet by `raster`; what stands here is text only.
"""

from __future__ import annotations

from sitegen.maps import chain as chain_map
from sitegen.maps import roadmap
from sitegen.maps.paint import ACCENT, BRAND, Paint
from sitegen.maps.sheet import Key, Sheet, finished
from sitegen.maps.types import PHONE, WIDE
from sitegen.model.entities import STRENGTHS, Chain, Region, Source
from sitegen.model.reader import Reader
from sitegen.model.stages import newest
from sitegen.views import details, maps, region_layers, region_maps
from sitegen.views.chains import stage_groups
from sitegen.views.frame import address
from sitegen.views.labels import N_
from sitegen.views.types import Said
from sitegen.views.voice import Voice


def chain_sheet(reader: Reader, voice: Voice, path: str, chain_id: str, kind: str, form: str) -> str:
    """One map of a chain: panorama, attract or roadmap."""
    it = reader.get(Chain, chain_id)
    title = voice.gettext(TITLES[kind]) % voice.must_say(it.title).text
    paint = paint_of(reader)
    inner, width, height = _chain_drawing(reader, voice, it, kind, form, paint)
    sheet = Sheet(
        title=title,
        site=voice.must_say(reader.site.title).text,
        inner=inner,
        width=width,
        height=height,
        keys=() if kind == "roadmap" else _chain_keys(voice),
        notes=small_print(reader, voice, path, it.source, it.confirmed or it.published),
        lang=voice.locale.html,
    )
    return finished(sheet, paint, form)


TITLES = {
    "panorama": N_("Map of the chain: %s"),
    "attract": N_("Map of what is sought: %s"),
    "roadmap": N_("Roadmap: %s"),
}


def _chain_drawing(
    reader: Reader, voice: Voice, it: Chain, kind: str, form: str, paint: Paint
) -> tuple[str, float, float]:
    """Markup, width and height."""
    if kind == "roadmap":
        phases = [
            maps.roadmap_phase(voice, phase, tuple([_project(reader, voice, key) for key in phase.projects]))
            for phase in it.roadmap
        ]
        plan = roadmap.lay_out(phases, PHONE if form == "phone" else WIDE, whole=True)
        return roadmap.draw(plan, paint), plan.width, plan.height
    stages = stage_groups(reader, voice, it)
    drawing = maps.chain_drawing(reader, voice, it.id, stages, voice.must_say(it.title).text)
    layout = chain_map.lay_out_tall(drawing) if form == "phone" else chain_map.lay_out_wide(drawing)
    return chain_map.draw(layout, paint, faded=kind == "attract"), layout.width, layout.height


def _project(reader: Reader, voice: Voice, project_id: str) -> Said:
    project = reader.project(project_id)
    title, status = voice.must_say(project.title), voice.term("status", project.status).label
    between = "（{}）" if voice.locale.is_cjk else " ({})"
    return Said(title.text + between.format(status), title.lang)


def _chain_keys(voice: Voice) -> tuple[Key, ...]:
    strengths = [Key("box", strength, voice.term("strength", strength).label) for strength in STRENGTHS]
    return (
        *strengths,
        Key("firm", "", voice.gettext("Enterprises")),
        Key("open", "", voice.gettext("Projects that seek investors")),
        Key("star", "", voice.gettext("Chain leader")),
    )


def paint_of(reader: Reader) -> Paint:
    brand = reader.site.brand
    return Paint(
        alone=True,
        brand=(brand.color if brand else "") or BRAND,
        accent=(brand.accent if brand else "") or ACCENT,
    )


def small_print(
    reader: Reader,
    voice: Voice,
    path: str,
    sources: tuple[Source, ...],
    confirmed: str,
    approvals: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """Small print: sources, the date of the newest of them, approval numbers, the site's notice and
    address.
    """
    notes = []
    said = [_source(reader, voice, source) for source in sources]
    if said:
        notes.append(source_note(voice, voice.semicolon.join(dict.fromkeys(said))))
    date = voice.date(max([confirmed, *[source.date for source in sources]], default=""))
    if date:
        notes.append(voice.gettext("As of") + voice.colon + date.text)
    if approvals:
        notes.append(voice.gettext("Map approval number") + voice.colon + voice.comma.join(approvals))
    notice = voice.say(reader.site.notice)
    if notice:
        notes.append(notice.text)
    notes.append(address(reader, voice, f"{path.rpartition('/')[0]}/"))
    return tuple(notes)


def source_note(voice: Voice, said: str) -> str:
    """Where figures come from; of what is counted in the catalogue, the site itself."""
    return voice.gettext("Source") + voice.colon + said


def _source(reader: Reader, voice: Voice, source: Source) -> str:
    note = details.source_note(reader, voice, source)
    return " ".join([words for words in (note.title.text if note.title else "", note.document) if words])


def region_sheet(reader: Reader, voice: Voice, path: str, layer_id: str, form: str) -> str:
    """One layer of the map of all regions."""
    paint = paint_of(reader)
    layer, regions, rows = region_maps.single_layer(reader, voice, layer_id)
    drawing = region_maps.draw_regions(reader, voice, "", regions, [layer_id], paint, form == "phone")
    note = voice.gettext("A schematic map: where regions lie to each other, not their boundaries.")
    schematic: tuple[str, ...] = (note,) if region_maps.is_schematic(reader, regions) else ()
    approvals = tuple(dict.fromkeys(a for key in rows if (a := reader.get(Region, key).approval)))
    sources, dates = region_layers.sources_of_layer(reader, rows, layer_id)
    site = voice.must_say(reader.site.title).text
    if layer_id == "projects":
        dates = reader.ask(newest, "all", "")
        schematic += (source_note(voice, site),)
    sheet = Sheet(
        title=f"{voice.gettext('Map of the regions: %s') % layer.title}",
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
            *small_print(reader, voice, path, sources, dates, approvals),
        ),
        lang=voice.locale.html,
    )
    return finished(sheet, paint, form)
