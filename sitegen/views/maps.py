"""What maps show: values for `sitegen.maps` made from the catalogue, and the finished drawings for pages.

A drawing on a page is always followed by the same facts as text, so the drawing's own words for screen readers are
short: what it is, and what each link leads to.
"""

from __future__ import annotations

from markupsafe import Markup

from sitegen.maps import chain as chain_map
from sitegen.maps.svg import escape, number
from sitegen.maps.types import Chain as ChainDrawing
from sitegen.maps.types import Segment as SegmentDrawing
from sitegen.maps.types import Stage as StageDrawing
from sitegen.maps.types import Words
from sitegen.model import queries
from sitegen.model.entities import Chain, Enterprise, Policy
from sitegen.model.reader import Reader
from sitegen.views import parts
from sitegen.views.types import Gap, Link, Said, SegmentBox, StageGroup
from sitegen.views.voice import Voice

GAPS = ("missing", "weak")
SHOWN_PROJECTS, SHOWN_POLICIES = 6, 3


def words(said: Said) -> Words:
    return Words(said.text, said.lang)


# Chains


def chain_drawing(
    reader: Reader, voice: Voice, chain_id: str, stages: tuple[StageGroup, ...], title: str, page: str = ""
) -> ChainDrawing:
    """A chain as it is drawn. Boxes link to the segments' sections of `page`, the chain's own when empty."""
    return ChainDrawing(
        stages=tuple(
            [
                StageDrawing(
                    stage.id,
                    words(stage.title),
                    tuple([_segment(reader, voice, chain_id, segment, page) for segment in stage.segments]),
                    stage.support,
                )
                for stage in stages
            ]
        ),
        label=title,
    )


def _segment(reader: Reader, voice: Voice, chain_id: str, segment: SegmentBox, page: str) -> SegmentDrawing:
    feeds = {s.id: s.feeds for s in reader.get(Chain, chain_id).segments}[segment.id]
    return SegmentDrawing(
        id=segment.id,
        title=words(segment.title),
        strength=segment.strength.id,
        strength_word=segment.strength.label,
        href=f"{page}#segment-{segment.id}",
        label=_label(voice, segment),
        enterprises=len(segment.enterprises),
        seeking=segment.seeking,
        leaders=tuple([words(leader) for leader in _leaders(reader, voice, chain_id, segment.id)]),
        feeds=feeds,
        sought=is_sought(segment),
    )


def _label(voice: Voice, segment: SegmentBox) -> str:
    """What a screen reader says of a box."""
    said = [segment.title.text, segment.strength.label]
    firms, open_ = len(segment.enterprises), segment.seeking
    if firms:
        said.append(voice.ngettext("%(num)d enterprise", "%(num)d enterprises", firms) % {"num": firms})
    if open_:
        text = voice.ngettext("%(num)d seeking investors", "%(num)d seeking investors", open_)
        said.append(text % {"num": open_})
    return voice.comma.join(said)


def _leaders(reader: Reader, voice: Voice, chain_id: str, segment_id: str) -> list[Said]:
    """Chain leaders of a segment, by name."""
    keys = reader.ask(queries.enterprise_list, "segment", f"{chain_id}/{segment_id}")
    leaders = [reader.get(Enterprise, key) for key in keys]
    return [voice.must_say(leader.title) for leader in leaders if leader.role == "leader"]


def is_sought(segment: SegmentBox) -> bool:
    """Whether the map of what to attract brings it out: a gap, or a segment with open projects."""
    return segment.strength.id in GAPS or segment.seeking > 0


def panorama(voice: Voice, drawing: ChainDrawing) -> Markup:
    """The whole chain, in the form for desks and in that for phones."""
    label = voice.gettext("Map of the chain: %s") % drawing.label
    return _both_forms(drawing, label, faded=False)


def attract_map(voice: Voice, drawing: ChainDrawing) -> Markup:
    """The same with what is sought brought out; empty when nothing is."""
    if not any(segment.sought for stage in drawing.stages for segment in stage.segments):
        return Markup("")
    label = voice.gettext("Map of what is sought: %s") % drawing.label
    return _both_forms(drawing, label, faded=True)


def _both_forms(drawing: ChainDrawing, label: str, faded: bool) -> Markup:
    if not any(stage.segments for stage in drawing.stages):
        return Markup("")
    wide, tall = chain_map.lay_out_wide(drawing), chain_map.lay_out_tall(drawing)
    return Markup(
        _outermost(wide.width, wide.height, "map-wide", label, chain_map.draw(wide, faded=faded))
        + _outermost(tall.width, tall.height, "map-tall", label, chain_map.draw(tall, faded=faded))
    )


def _outermost(width: float, height: float, form: str, label: str, inner: str) -> str:
    """A drawing's svg element for a page: a group of links with a name."""
    size = f'viewBox="0 0 {number(width)} {number(height)}" width="{number(width)}" height="{number(height)}"'
    return f'<svg class="drawing {form}" role="group" aria-label="{escape(label)}" {size}>{inner}</svg>'


def gaps(reader: Reader, voice: Voice, it: Chain, boxes: tuple[SegmentBox, ...]) -> tuple[Gap, ...]:
    """What is sought, gaps first, each with its open projects and the policies that support it."""
    order = {name: place for place, name in enumerate(GAPS)}
    chosen = sorted([box for box in boxes if is_sought(box)], key=lambda box: order.get(box.strength.id, len(GAPS)))
    general = _chain_policies(reader, it.id)
    return tuple([_gap(reader, voice, it, box, general) for box in chosen])


def _gap(reader: Reader, voice: Voice, it: Chain, box: SegmentBox, general: tuple[str, ...]) -> Gap:
    place = f"{it.id}/{box.id}"
    projects = reader.ask(queries.latest, "segment-seeking", place, str(SHOWN_PROJECTS))
    named = [policy for key in projects for policy in reader.project(key).policies]
    current = ("in-force", "open-ended")
    policies = [p for p in dict.fromkeys((*named, *general)) if reader.ask(queries.policy_state, p) in current]
    return Gap(
        box,
        tuple([parts.project_link(reader, voice, key) for key in projects]),
        tuple([_policy_link(reader, voice, key) for key in policies[:SHOWN_POLICIES]]),
    )


def _policy_link(reader: Reader, voice: Voice, policy_id: str) -> Link:
    return parts.entity_link(reader, voice, Policy, policy_id)


def _chain_policies(reader: Reader, chain_id: str) -> tuple[str, ...]:
    """Policies in force for the whole chain that grant something."""
    found = reader.ask(queries.policy_list, "chain", chain_id)
    return tuple([key for key in found if reader.get(Policy, key).grants])
