"""The page of an industry chain and the list of chains."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from sitegen.model import queries
from sitegen.model.entities import Chain, Phase, Region
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import list_path
from sitegen.views import boards, contacts, entry_sections, maps, project_cards
from sitegen.views.admission import AdmissionRow, admission_rows
from sitegen.views.basic_values import File, Link, LocalText
from sitegen.views.boards import BoardColumn
from sitegen.views.chain_places import ChainPlaces, chain_places
from sitegen.views.chain_tiles import ChainTile, StageGroup, chain_tile, segment_box
from sitegen.views.contacts import ContactBlock
from sitegen.views.enterprise_rows import EnterpriseRow, enterprise_rows
from sitegen.views.entry_sections import EntryPage, MadeFrom
from sitegen.views.event_rows import EventRow, event_rows
from sitegen.views.localizer import Localizer
from sitegen.views.maps import FigureView, Gap
from sitegen.views.mentions import MentionRow
from sitegen.views.page_head import PageSubject, PageView, page_head
from sitegen.views.policy_rows import PolicyRow, policy_rows
from sitegen.views.print_files import handbook_file
from sitegen.views.project_cards import ProjectCardView
from sitegen.views.trade_rows import TradeSection, trade_link, trade_section


class PhaseView(msgspec.Struct, frozen=True, cache_hash=True):
    period: str
    title: LocalText
    goals: tuple[LocalText, ...]
    projects: tuple[Link, ...]


class ChainListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "chain-list.html"

    title: LocalText
    groups: tuple[tuple[Link | None, tuple[ChainTile, ...]], ...]
    """Chains by the region whose chains they are."""
    trade: Link | None
    """The list of what is offered and needed along them."""


class ChainPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "chain.html"

    tile: ChainTile
    stages: tuple[StageGroup, ...]
    panorama: FigureView | None
    """The whole chain as a drawing; None without segments."""
    gaps: tuple[Gap, ...]
    """Segments that are missing or weak; where none is known to be, those with open projects."""
    trade_marks: bool
    """Whether its boxes say how much is offered and needed there."""
    attract: FigureView | None
    """The same drawing with these brought out; None where there are none."""
    places: ChainPlaces | None
    """Its industrial map: where its projects, parks, plots and firms are; None where none has a place."""
    roadmap: tuple[PhaseView, ...]
    roadmap_axis: FigureView | None
    """When the phases are, as a drawing; None without phases."""
    board: tuple[BoardColumn, ...]
    board_link: Link
    """The stage board of all projects."""
    enterprises: tuple[EnterpriseRow, ...]
    projects: tuple[ProjectCardView, ...]
    projects_link: Link | None
    handbook: File | None
    """Its projects on paper."""
    admission: tuple[AdmissionRow, ...]
    trade: TradeSection
    """What is offered and needed in it."""
    policies: tuple[PolicyRow, ...]
    events: tuple[EventRow, ...]
    lead: ContactBlock | None
    contacts: tuple[ContactBlock, ...]
    partners: tuple[MentionRow, ...]
    """Chambers, agents and ambassadors for it."""


SHOWN_PROJECTS = 12


def chain(catalogue: TrackedCatalogue, localizer: Localizer, path: str, chain_id: str) -> ChainPage:
    entry = catalogue.entry("chain", chain_id)
    it = entry.entity
    assert isinstance(it, Chain)
    tile = chain_tile(catalogue, localizer, chain_id)
    stages = stage_groups(catalogue, localizer, it)
    boxes = tuple([box for stage in stages for box in stage.segments])
    forms = maps.forms(maps.chain_drawing(catalogue, localizer, chain_id, stages, tile.title.text))
    others = [
        key
        for key in (it.contacts or catalogue.ask(queries.contacts_for, it.id, it.region))
        if key != it.lead
    ]
    return ChainPage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section="chains",
                title=tile.title,
                description=tile.summary,
                parents=(Link(localizer.url("chain"), localizer.section("chains")),),
                image=entry_sections.image_of(catalogue, localizer, entry),
                entry=("chain", it.id),
            ),
        ),
        _made_from=MadeFrom(catalogue, localizer, entry),
        tile=tile,
        stages=stages,
        panorama=maps.panorama(catalogue, localizer, path, forms),
        gaps=maps.gaps(catalogue, localizer, it, boxes),
        trade_marks=any(box.offers or box.needs for box in boxes),
        attract=maps.attract_map(catalogue, localizer, path, forms),
        places=chain_places(catalogue, localizer, it, tile.title.text),
        roadmap=tuple([_phase(catalogue, localizer, phase) for phase in it.roadmap]),
        roadmap_axis=maps.roadmap_axis(catalogue, localizer, path, it.roadmap, tile.title.text),
        board=boards.columns(catalogue, localizer, "chain", it.id),
        board_link=boards.board_link(localizer),
        enterprises=enterprise_rows(
            catalogue, localizer, catalogue.ask(queries.enterprise_list, "chain", it.id)
        ),
        projects=project_cards.open_first(
            catalogue, localizer, catalogue.ask(queries.latest, "chain", it.id, str(SHOWN_PROJECTS))
        ),
        admission=_admission(catalogue, localizer, it),
        trade=trade_section(catalogue, localizer, it),
        handbook=handbook_file(catalogue, localizer, "chain", chain_id),
        projects_link=_projects_link(localizer, it.id, tile),
        policies=policy_rows(catalogue, localizer, _policies(catalogue, it)),
        events=event_rows(catalogue, localizer, catalogue.ask(queries.event_list, "chain", it.id)),
        lead=contacts.contact_block(catalogue, localizer, it.lead) if it.lead else None,
        contacts=contacts.contact_blocks(catalogue, localizer, others),
        partners=contacts.partner_rows(catalogue, localizer, "chain", it.id, "chains", (it.lead, *others)),
    )


def stage_groups(catalogue: TrackedCatalogue, localizer: Localizer, it: Chain) -> tuple[StageGroup, ...]:
    """The segments of a chain by stage."""
    boxes = {segment.id: segment_box(catalogue, localizer, it, segment) for segment in it.segments}
    return tuple(
        [
            StageGroup(
                stage.id,
                localizer.required_text(stage.title),
                stage.role == "support",
                tuple([boxes[segment.id] for segment in it.segments if segment.stage == stage.id]),
            )
            for stage in it.stages
        ]
    )


def _phase(catalogue: TrackedCatalogue, localizer: Localizer, phase: Phase) -> PhaseView:
    return PhaseView(
        localizer.period(phase.period),
        localizer.required_text(phase.title),
        tuple([localizer.required_text(goal) for goal in phase.goals]),
        tuple([entry_sections.project_link(catalogue, localizer, key) for key in phase.projects]),
    )


def _admission(catalogue: TrackedCatalogue, localizer: Localizer, it: Chain) -> tuple[AdmissionRow, ...]:
    """What its own place says, then what others say of it."""
    own = admission_rows(catalogue, localizer, it.id, it.region) if it.region else ()
    return tuple(dict.fromkeys((*own, *admission_rows(catalogue, localizer, it.id, ""))))


def _policies(catalogue: TrackedCatalogue, it: Chain) -> tuple[str, ...]:
    """Policies that it names, then those that apply to it."""
    return tuple(dict.fromkeys((*it.policies, *catalogue.ask(queries.policy_list, "chain", it.id))))


def _projects_link(localizer: Localizer, chain_id: str, tile: ChainTile) -> Link | None:
    if not tile.counts:
        return None
    title = localizer.label("All projects of this chain")
    return Link(localizer.path(list_path("chain", chain_id)), title, counts=tile.counts)


def chain_list(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> ChainListPage:
    groups: dict[str, list[ChainTile]] = {}
    for chain_id in catalogue.ask(queries.chain_list):
        region = catalogue.get(Chain, chain_id).region
        groups.setdefault(region, []).append(chain_tile(catalogue, localizer, chain_id))
    title = localizer.section("chains")
    return ChainListPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="chains", title=title)),
        title=title,
        trade=trade_link(catalogue, localizer),
        groups=tuple(
            [
                (
                    entry_sections.entity_link(catalogue, localizer, Region, region) if region else None,
                    tuple(tiles),
                )
                for region, tiles in groups.items()
            ]
        ),
    )
