"""The page of an industry chain and the list of chains."""

from __future__ import annotations

from sitegen.model import queries
from sitegen.model.entities import Chain, Region
from sitegen.model.entities import Phase as PhaseField
from sitegen.model.reader import Reader
from sitegen.routes import list_path
from sitegen.views import boards, contacts, details, maps, parts
from sitegen.views.frame import frame
from sitegen.views.types import ChainListPage, ChainPage, ChainTile, Link, Phase, StageGroup
from sitegen.views.voice import Voice

SHOWN_PROJECTS = 12


def chain(reader: Reader, voice: Voice, path: str, chain_id: str) -> ChainPage:
    entry = reader.entry("chain", chain_id)
    it = entry.entity
    assert isinstance(it, Chain)
    tile = parts.chain_tile(reader, voice, chain_id)
    stages = stage_groups(reader, voice, it)
    boxes = tuple([box for stage in stages for box in stage.segments])
    forms = maps.forms(maps.chain_drawing(reader, voice, chain_id, stages, tile.title.text))
    others = [
        key for key in (it.contacts or reader.ask(queries.contacts_for, it.id, it.region)) if key != it.lead
    ]
    return ChainPage(
        **frame(
            reader,
            voice,
            path=path,
            section="chains",
            title=tile.title,
            description=tile.summary,
            parents=(Link(voice.url("chain"), voice.section("chains")),),
            image=details.image_of(entry),
            article=True,
        ),
        **details.told(reader, voice, entry),
        tile=tile,
        stages=stages,
        panorama=maps.panorama(reader, voice, path, forms),
        gaps=maps.gaps(reader, voice, it, boxes),
        attract=maps.attract_map(reader, voice, path, forms),
        roadmap=tuple([_phase(reader, voice, phase) for phase in it.roadmap]),
        roadmap_axis=maps.roadmap_axis(reader, voice, path, it.roadmap, tile.title.text),
        board=boards.columns(reader, voice, "chain", it.id),
        board_link=boards.board_link(voice),
        enterprises=parts.enterprise_rows(reader, voice, reader.ask(queries.enterprise_list, "chain", it.id)),
        projects=parts.chances(
            reader, voice, reader.ask(queries.latest, "chain", it.id, str(SHOWN_PROJECTS))
        ),
        projects_link=_projects_link(voice, it.id, tile),
        policies=parts.policy_rows(reader, voice, _policies(reader, it)),
        events=parts.event_rows(reader, voice, reader.ask(queries.event_list, "chain", it.id)),
        lead=contacts.contact_block(reader, voice, it.lead) if it.lead else None,
        contacts=contacts.contact_blocks(reader, voice, others),
    )


def stage_groups(reader: Reader, voice: Voice, it: Chain) -> tuple[StageGroup, ...]:
    """The segments of a chain by stage."""
    boxes = {segment.id: parts.segment_box(reader, voice, it, segment) for segment in it.segments}
    return tuple(
        [
            StageGroup(
                stage.id,
                voice.must_say(stage.title),
                stage.role == "support",
                tuple([boxes[segment.id] for segment in it.segments if segment.stage == stage.id]),
            )
            for stage in it.stages
        ]
    )


def _phase(reader: Reader, voice: Voice, phase: PhaseField) -> Phase:
    return Phase(
        voice.period(phase.period),
        voice.must_say(phase.title),
        tuple([voice.must_say(goal) for goal in phase.goals]),
        tuple([details.project_link(reader, voice, key) for key in phase.projects]),
    )


def _policies(reader: Reader, it: Chain) -> tuple[str, ...]:
    """Policies that it names, then those that apply to it."""
    return tuple(dict.fromkeys((*it.policies, *reader.ask(queries.policy_list, "chain", it.id))))


def _projects_link(voice: Voice, chain_id: str, tile: ChainTile) -> Link | None:
    if not tile.projects:
        return None
    title = voice.label("All projects of this chain")
    return Link(voice.path(list_path("chain", chain_id)), title, tile.projects)


def chain_list(reader: Reader, voice: Voice, path: str) -> ChainListPage:
    groups: dict[str, list[ChainTile]] = {}
    for chain_id in reader.ask(queries.chain_list):
        region = reader.get(Chain, chain_id).region
        groups.setdefault(region, []).append(parts.chain_tile(reader, voice, chain_id))
    title = voice.section("chains")
    return ChainListPage(
        **frame(reader, voice, path=path, section="chains", title=title),
        title=title,
        groups=tuple(
            [
                (details.entity_link(reader, voice, Region, region) if region else None, tuple(tiles))
                for region, tiles in groups.items()
            ]
        ),
    )
