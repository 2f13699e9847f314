"""What maps show: values for `sitegen.maps` made from the catalogue, and the finished drawings for pages.

A drawing on a page is always followed by the same facts as text, so the drawing's own words for screen
readers are short: what it is, and what each link leads to.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from markupsafe import Markup

from sitegen.i18n.dates import first_day, last_day
from sitegen.maps import chain as chain_map
from sitegen.maps import roadmap
from sitegen.maps.drawing_types import PHONE, WIDE, MapChain, MapSegment, MapStage, MapWords
from sitegen.model import queries
from sitegen.model.entities import Chain, Enterprise, Phase, Policy
from sitegen.model.map_inventory import GAPS
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views import entry_sections
from sitegen.views.basic_values import File, Link, LocalText
from sitegen.views.chain_tiles import SegmentBox, StageGroup
from sitegen.views.drawings import DrawingForm, both_forms, map_files
from sitegen.views.localizer import Localizer


class FigureView(msgspec.Struct, frozen=True, cache_hash=True):
    """A drawing, which may be empty, and the files of it, where the site makes them."""

    drawing: Markup
    files: tuple[File, ...]


class Gap(msgspec.Struct, frozen=True, cache_hash=True):
    """A segment that a chain seeks partners for: what is open there, and what supports it."""

    segment: SegmentBox
    projects: tuple[Link, ...]
    policies: tuple[Link, ...]


SHOWN_PROJECTS, SHOWN_POLICIES = 6, 3


def words(said: LocalText) -> MapWords:
    return MapWords(said.text, said.lang)


# Chains


def chain_drawing(
    catalogue: TrackedCatalogue,
    localizer: Localizer,
    chain_id: str,
    stages: tuple[StageGroup, ...],
    title: str,
) -> MapChain:
    """A chain as it is drawn. Boxes link to the segments' sections of its own page."""
    sought = sought_segments([segment for stage in stages for segment in stage.segments])
    return MapChain(
        stages=tuple(
            [
                MapStage(
                    stage.id,
                    words(stage.title),
                    tuple(
                        [_segment(catalogue, localizer, chain_id, s, s.id in sought) for s in stage.segments]
                    ),
                    stage.support,
                )
                for stage in stages
            ]
        ),
        label=title,
    )


def _segment(
    catalogue: TrackedCatalogue, localizer: Localizer, chain_id: str, segment: SegmentBox, sought: bool
) -> MapSegment:
    feeds = {s.id: s.feeds for s in catalogue.get(Chain, chain_id).segments}[segment.id]
    return MapSegment(
        id=segment.id,
        title=words(segment.title),
        strength=segment.strength.id,
        strength_word=segment.strength.label,
        href=f"#segment-{segment.id}",
        label=_label(localizer, segment),
        enterprises=len(segment.enterprises),
        seeking=segment.counts.seeking,
        trades=segment.offers + segment.needs,
        leaders=tuple([words(leader) for leader in _leaders(catalogue, localizer, chain_id, segment.id)]),
        feeds=feeds,
        sought=sought,
    )


def _label(localizer: Localizer, segment: SegmentBox) -> str:
    """What a screen reader says of a box."""
    said = [segment.title.text, segment.strength.label]
    firms, open_ = len(segment.enterprises), segment.counts.seeking
    if firms:
        said.append(localizer.ngettext("%(num)d enterprise", "%(num)d enterprises", firms) % {"num": firms})
    if open_:
        text = localizer.ngettext("%(num)d open to investors", "%(num)d open to investors", open_)
        said.append(text % {"num": open_})
    for number, text in (
        (segment.offers, localizer.ngettext("%(num)d offered", "%(num)d offered", segment.offers)),
        (segment.needs, localizer.ngettext("%(num)d needed", "%(num)d needed", segment.needs)),
    ):
        if number:
            said.append(text % {"num": number})
    return localizer.comma.join(said)


def _leaders(
    catalogue: TrackedCatalogue, localizer: Localizer, chain_id: str, segment_id: str
) -> list[LocalText]:
    """Chain leaders of a segment, by name."""
    keys = catalogue.ask(queries.enterprise_list, "segment", f"{chain_id}/{segment_id}")
    leaders = [catalogue.get(Enterprise, key) for key in keys]
    return [localizer.required_text(leader.title) for leader in leaders if leader.role == "leader"]


def sought_segments(segments: Sequence[SegmentBox]) -> dict[str, None]:
    """What the map of what to attract brings out, by id: gaps, the widest first; in a chain whose gaps
    nobody has stated, the segments with open projects.
    """
    found = [segment.id for strength in GAPS for segment in segments if segment.strength.id == strength]
    return dict.fromkeys(found or [segment.id for segment in segments if segment.counts.seeking])


class Forms(NamedTuple):
    """A chain's drawing laid out for desks and for phones."""

    title: str
    wide: chain_map.Layout
    tall: chain_map.Layout
    sought: bool
    tells: bool
    """Whether anything is known of any segment: its strength, enterprises, open projects."""


def forms(drawing: MapChain) -> Forms | None:
    """None for a chain without segments."""
    segments = [segment for stage in drawing.stages for segment in stage.segments]
    if not segments:
        return None
    sought = any(segment.sought for segment in segments)
    tells = any(one.strength != "unknown" or one.enterprises or one.seeking for one in segments)
    wide, tall = chain_map.lay_out_wide(drawing, WIDE), chain_map.lay_out_tall(drawing, PHONE)
    return Forms(drawing.label, wide, tall, sought, tells)


def panorama(
    catalogue: TrackedCatalogue, localizer: Localizer, path: str, found: Forms | None
) -> FigureView | None:
    """The whole chain, in the form for desks and in that for phones; without a drawing where nothing is known
    of any segment: a map of empty boxes tells less than their names.
    """
    if found is None:
        return None
    label = localizer.gettext("Map of the chain: %s") % found.title
    drawing = _both(found, label, faded=False) if found.tells else Markup("")
    files = map_files(catalogue, localizer, f"{path}panorama")
    return FigureView(drawing, files) if drawing or files else None


def attract_map(
    catalogue: TrackedCatalogue, localizer: Localizer, path: str, found: Forms | None
) -> FigureView | None:
    """The same with what is sought brought out; None when nothing is."""
    if found is None or not found.sought:
        return None
    label = localizer.gettext("Map of what is sought: %s") % found.title
    return FigureView(_both(found, label, faded=True), map_files(catalogue, localizer, f"{path}attract"))


def _both(found: Forms, label: str, faded: bool) -> Markup:
    wide, tall = found.wide, found.tall
    return both_forms(
        label,
        DrawingForm(wide.width, wide.height, chain_map.draw(wide, faded=faded)),
        DrawingForm(tall.width, tall.height, chain_map.draw(tall, faded=faded)),
    )


def gaps(
    catalogue: TrackedCatalogue, localizer: Localizer, it: Chain, boxes: tuple[SegmentBox, ...]
) -> tuple[Gap, ...]:
    """What is sought, gaps first, each with its open projects and the policies that support it."""
    by_id = {box.id: box for box in boxes}
    general = _chain_policies(catalogue, it.id)
    return tuple([_gap(catalogue, localizer, it, by_id[key], general) for key in sought_segments(boxes)])


def _gap(
    catalogue: TrackedCatalogue, localizer: Localizer, it: Chain, box: SegmentBox, general: tuple[str, ...]
) -> Gap:
    place = f"{it.id}/{box.id}"
    projects = catalogue.ask(queries.latest, "segment:seeking", place, str(SHOWN_PROJECTS))
    named = [policy for key in projects for policy in catalogue.project(key).policies]
    policies = [
        p
        for p in dict.fromkeys((*named, *general))
        if catalogue.ask(queries.policy_state, p) in queries.CURRENT
    ]
    return Gap(
        box,
        tuple([entry_sections.project_link(catalogue, localizer, key) for key in projects]),
        tuple([_policy_link(catalogue, localizer, key) for key in policies[:SHOWN_POLICIES]]),
    )


def _policy_link(catalogue: TrackedCatalogue, localizer: Localizer, policy_id: str) -> Link:
    return entry_sections.entity_link(catalogue, localizer, Policy, policy_id)


def _chain_policies(catalogue: TrackedCatalogue, chain_id: str) -> tuple[str, ...]:
    """Policies in force for the whole chain that grant something."""
    found = catalogue.ask(queries.policy_list, "chain", chain_id)
    return tuple([key for key in found if catalogue.get(Policy, key).grants])


# Roadmaps


def roadmap_axis(
    catalogue: TrackedCatalogue, localizer: Localizer, path: str, phases: tuple[Phase, ...], title: str
) -> FigureView | None:
    """When the phases of a chain's roadmap are, for two and more; the text follows on the page."""
    drawn = [roadmap_phase(localizer, phase) for phase in phases]
    if not drawn:
        return None
    files = map_files(catalogue, localizer, f"{path}roadmap")
    if len(drawn) == 1:
        return FigureView(Markup(""), files)
    label = localizer.gettext("Roadmap: %s") % title
    wide, tall = roadmap.lay_out(drawn, WIDE), roadmap.lay_out(drawn, PHONE)
    drawing = both_forms(
        label,
        DrawingForm(wide.width, wide.height, roadmap.draw(wide)),
        DrawingForm(tall.width, tall.height, roadmap.draw(tall)),
    )
    return FigureView(drawing, files)


def roadmap_phase(
    localizer: Localizer, phase: Phase, projects: tuple[LocalText, ...] = ()
) -> roadmap.RoadmapPhase:
    return roadmap.RoadmapPhase(
        start=_year(first_day(phase.period)),
        end=_year(last_day(phase.period) + datetime.timedelta(days=1)),
        period=localizer.period(phase.period),
        title=words(localizer.required_text(phase.title)),
        goals=tuple([words(localizer.required_text(goal)) for goal in phase.goals]),
        projects=tuple([words(project) for project in projects]),
    )


def _year(day: datetime.date) -> float:
    """A day as a year and the part of it that has gone by."""
    start = datetime.date(day.year, 1, 1)
    return day.year + (day - start).days / (datetime.date(day.year + 1, 1, 1) - start).days
