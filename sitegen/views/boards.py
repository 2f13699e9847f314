"""The stage board: which projects stand at which step of the ladder, with their amounts."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from sitegen.i18n.quantities import Quantity
from sitegen.model import queries
from sitegen.model.entities import STATUSES, Chain, Region
from sitegen.model.standings import Standing, standings
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import BOARD_PATH, BOARD_STEM, list_path
from sitegen.views import entry_sections
from sitegen.views.basic_values import Amount, Counts, File, Link, LocalText, Term
from sitegen.views.drawings import map_files
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, PageView, page_head


class BoardCell(msgspec.Struct, frozen=True, cache_hash=True):
    """Projects of one status: how many, and what their investments come to in each currency."""

    status: Term
    url: str
    counts: Counts
    amounts: tuple[Amount, ...]


class BoardColumn(msgspec.Struct, frozen=True, cache_hash=True):
    cell: BoardCell
    projects: tuple[tuple[Link, Amount | None], ...]
    """The newest of them."""
    more: int
    """How many are not named."""


class BoardRow(msgspec.Struct, frozen=True, cache_hash=True):
    title: Link
    """With the number of projects."""
    cells: tuple[BoardCell | None, ...]
    """One for each status of the board."""


class BoardPage(PageView, frozen=True, kw_only=True):
    """All projects along the status ladder."""

    template: ClassVar[str] = "project-board.html"

    title: LocalText
    lead: str
    ladder: tuple[BoardCell, ...]
    groups: tuple[tuple[str, tuple[BoardRow, ...]], ...]
    """(heading, rows): by chain, by region"""
    files: tuple[File, ...]


SHOWN = 8


def columns(
    catalogue: TrackedCatalogue, localizer: Localizer, name: str, value: str
) -> tuple[BoardColumn, ...]:
    """The projects of a list by status, for the page of what they belong to."""
    return tuple(
        [_column(catalogue, localizer, standing) for standing in catalogue.ask(standings, name, value)]
    )


def _column(catalogue: TrackedCatalogue, localizer: Localizer, standing: Standing) -> BoardColumn:
    shown = standing.projects[:SHOWN]
    return BoardColumn(
        cell=_cell(localizer, standing),
        projects=tuple(
            [
                (entry_sections.project_link(catalogue, localizer, key), _amount(catalogue, localizer, key))
                for key in shown
            ]
        ),
        more=len(standing.projects) - len(shown),
    )


def _amount(catalogue: TrackedCatalogue, localizer: Localizer, project_id: str) -> Amount | None:
    return localizer.amount(catalogue.project(project_id).total)


def _cell(localizer: Localizer, standing: Standing) -> BoardCell:
    return BoardCell(
        status=localizer.term("status", standing.status),
        url=localizer.path(list_path("status", standing.status)),
        counts=Counts(len(standing.projects) - standing.opportunities, standing.opportunities, 0),
        amounts=amounts(localizer, standing.totals),
    )


def amounts(localizer: Localizer, totals: tuple[Quantity, ...]) -> tuple[Amount, ...]:
    return tuple([localizer.required_amount(total) for total in totals])


def board(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> BoardPage:
    """All projects: along the ladder, by chain and by region."""
    title = localizer.label("Projects by stage")
    return BoardPage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section="projects",
                title=title,
                parents=(Link(localizer.url("project"), localizer.section("projects")),),
            ),
        ),
        title=title,
        lead=lead(localizer),
        ladder=ladder(catalogue, localizer),
        groups=groups(catalogue, localizer),
        files=map_files(catalogue, localizer, BOARD_STEM) if has_board(catalogue) else (),
    )


def board_link(localizer: Localizer) -> Link:
    return Link(localizer.path(BOARD_PATH), localizer.label("Projects by stage"))


def lead(localizer: Localizer) -> str:
    """What the board shows, in a sentence."""
    return localizer.gettext(
        "How far projects have come, from what is public: counts, and the investments that are stated."
    )


def has_board(catalogue: TrackedCatalogue) -> bool:
    """Whether any project stands on it."""
    return bool(catalogue.ask(standings, "all", ""))


def ladder(catalogue: TrackedCatalogue, localizer: Localizer) -> tuple[BoardCell, ...]:
    """All projects by status."""
    return tuple([_cell(localizer, standing) for standing in catalogue.ask(standings, "all", "")])


def groups(catalogue: TrackedCatalogue, localizer: Localizer) -> tuple[tuple[str, tuple[BoardRow, ...]], ...]:
    """The same by chain and by region, as (heading, rows)."""
    known = {one.status for one in catalogue.ask(standings, "all", "")}
    present = [status for status in STATUSES if status in known]
    chains = [_row(catalogue, localizer, Chain, key, present) for key in catalogue.ask(queries.chain_list)]
    regions = [
        _row(catalogue, localizer, Region, key, present) for key in catalogue.ask(queries.region_order)
    ]
    return (
        (localizer.gettext("By industry chain"), tuple([row for row in chains if any(row.cells)])),
        (localizer.gettext("By region"), tuple([row for row in regions if any(row.cells)])),
    )


def _row(
    catalogue: TrackedCatalogue,
    localizer: Localizer,
    kind: type[Chain | Region],
    entity_id: str,
    present: list[str],
) -> BoardRow:
    found = {one.status: one for one in catalogue.ask(standings, kind.kind_name, entity_id)}
    title = entry_sections.entity_link(catalogue, localizer, kind, entity_id).title
    url = (
        localizer.path(list_path(kind.kind_name, entity_id))
        if found
        else localizer.url(kind.kind_name, entity_id)
    )
    cells = [_cell(localizer, found[status]) if status in found else None for status in present]
    known = [cell.counts for cell in cells if cell]
    counts = Counts(sum(each.projects for each in known), sum(each.opportunities for each in known), 0)
    return BoardRow(Link(url, title, counts=counts), tuple(cells))
