"""The stage board: which projects stand at which step of the ladder, with their amounts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar

import msgspec

from sitegen.i18n.quantities import Qualifier, Quantity, convert_money
from sitegen.i18n.text import N_
from sitegen.model import queries
from sitegen.model.entities import STATUSES, Chain, Region
from sitegen.model.site import Rate
from sitegen.model.standings import Standing, standings
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import BOARD_PATH, BOARD_STEM, list_path
from sitegen.views import entry_sections
from sitegen.views.basic_values import Amount, Counts, File, Link, LocalText, Term
from sitegen.views.drawings import map_files
from sitegen.views.exchange_rates import RateNote, rate_notes
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
    rates: tuple[RateNote, ...]
    """By which sums in other currencies are counted in yuan."""


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
        cell=_cell(catalogue, localizer, standing),
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


def _cell(catalogue: TrackedCatalogue, localizer: Localizer, standing: Standing) -> BoardCell:
    return BoardCell(
        status=localizer.term("status", standing.status),
        url=localizer.path(list_path("status", standing.status)),
        counts=Counts(len(standing.projects) - standing.opportunities, standing.opportunities, 0),
        amounts=amounts(catalogue, localizer, standing.totals),
    )


def amounts(
    catalogue: TrackedCatalogue, localizer: Localizer, totals: tuple[Quantity, ...]
) -> tuple[Amount, ...]:
    """Sums in yuan where the site's rates allow it, else in each currency."""
    return tuple([localizer.required_amount(total) for total in in_yuan(totals, catalogue.site.rates)])


def in_yuan(totals: Sequence[Quantity], rates: Sequence[Rate]) -> tuple[Quantity, ...]:
    """Sums in several currencies as one, rounded, where there is a rate for each; else as they are."""
    worth = {"CNY": Decimal(1), **{rate.currency: Decimal(rate.cny) for rate in rates}}
    if all(total.unit == "CNY" for total in totals) or any(
        total.unit not in worth or total.value is None for total in totals
    ):
        return tuple(totals)
    value = sum([total.value * worth[total.unit] for total in totals if total.value is not None], Decimal(0))
    whole = Quantity(Qualifier.ABOUT, value, None, 0, "CNY")
    return (convert_money(whole, Decimal(1), "CNY"),)


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
        rates=rate_notes(localizer, catalogue.site.rates),
    )


def board_link(localizer: Localizer) -> Link:
    return Link(localizer.path(BOARD_PATH), localizer.label("Projects by stage"))


def lead(localizer: Localizer) -> str:
    """What the board shows, in a sentence."""
    return localizer.gettext(
        "Progress of projects from public information: counts and stated investment at each stage."
    )


def has_board(catalogue: TrackedCatalogue) -> bool:
    """Whether any project stands on it."""
    return bool(catalogue.ask(standings, "all", ""))


def ladder(catalogue: TrackedCatalogue, localizer: Localizer) -> tuple[BoardCell, ...]:
    """All projects by status."""
    return tuple([_cell(catalogue, localizer, standing) for standing in catalogue.ask(standings, "all", "")])


def groups(catalogue: TrackedCatalogue, localizer: Localizer) -> tuple[tuple[str, tuple[BoardRow, ...]], ...]:
    """The same by chain and by region, as (heading, rows)."""
    known = {one.status for one in catalogue.ask(standings, "all", "")}
    present = [status for status in STATUSES if status in known]
    chains = [_row(catalogue, localizer, Chain, key, present) for key in catalogue.ask(queries.chain_list)]
    by_kind = [
        (
            localizer.gettext(heading),
            [_row(catalogue, localizer, Region, key, present) for key in _of_kinds(catalogue, kinds)],
        )
        for heading, kinds in PLACES
    ]
    made = [(localizer.gettext("By industry chain"), chains), *by_kind]
    shown = [(heading, tuple([row for row in rows if any(row.cells)])) for heading, rows in made]
    told = [(heading, rows) for heading, rows in shown if len(rows) > 1]
    return tuple(told or [(heading, rows) for heading, rows in shown if rows][:1])


PLACES = (
    (N_("By province"), ("province",)),
    (N_("By city"), ("city",)),
    (N_("By county or district"), ("county",)),
    (N_("By park and port"), ("park", "port")),
)
"""A place and one that it lies in are never rows of one table: both would count the same projects."""


def _of_kinds(catalogue: TrackedCatalogue, kinds: tuple[str, ...]) -> list[str]:
    return [key for key in catalogue.ask(queries.region_order) if catalogue.get(Region, key).kind in kinds]


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
    cells = [_cell(catalogue, localizer, found[status]) if status in found else None for status in present]
    known = [cell.counts for cell in cells if cell]
    counts = Counts(sum(each.projects for each in known), sum(each.opportunities for each in known), 0)
    return BoardRow(Link(url, title, counts=counts), tuple(cells))
