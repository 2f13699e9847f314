"""The stage board: which projects stand at which step of the ladder, with their amounts."""

from __future__ import annotations

from sitegen.i18n.quantities import Quantity
from sitegen.model import queries
from sitegen.model.entities import STATUSES, Chain, Region
from sitegen.model.reader import Reader
from sitegen.model.stages import Standing, standings
from sitegen.routes import BOARD_PATH, BOARD_STEM, list_path
from sitegen.views import details
from sitegen.views.drawings import map_files
from sitegen.views.frame import frame
from sitegen.views.types import Amount, BoardCell, BoardColumn, BoardPage, BoardRow, Link
from sitegen.views.voice import Voice

SHOWN = 8


def columns(reader: Reader, voice: Voice, name: str, value: str) -> tuple[BoardColumn, ...]:
    """The projects of a list by status, for the page of what they belong to."""
    return tuple([_column(reader, voice, standing) for standing in reader.ask(standings, name, value)])


def _column(reader: Reader, voice: Voice, standing: Standing) -> BoardColumn:
    shown = standing.projects[:SHOWN]
    return BoardColumn(
        cell=_cell(voice, standing),
        projects=tuple(
            [(details.project_link(reader, voice, key), _amount(reader, voice, key)) for key in shown]
        ),
        more=len(standing.projects) - len(shown),
    )


def _amount(reader: Reader, voice: Voice, project_id: str) -> Amount | None:
    return voice.amount(reader.project(project_id).total)


def _cell(voice: Voice, standing: Standing) -> BoardCell:
    return BoardCell(
        status=voice.term("status", standing.status),
        url=voice.path(list_path("status", standing.status)),
        projects=len(standing.projects),
        amounts=amounts(voice, standing.totals),
    )


def amounts(voice: Voice, totals: tuple[Quantity, ...]) -> tuple[Amount, ...]:
    return tuple([voice.must_amount(total) for total in totals])


def board(reader: Reader, voice: Voice, path: str) -> BoardPage:
    """All projects: along the ladder, by chain and by region."""
    title = voice.label("Projects by stage")
    return BoardPage(
        **frame(
            reader,
            voice,
            path=path,
            section="projects",
            title=title,
            parents=(Link(voice.url("project"), voice.section("projects")),),
        ),
        title=title,
        lead=lead(voice),
        ladder=ladder(reader, voice),
        groups=groups(reader, voice),
        files=map_files(reader, voice, BOARD_STEM) if has_board(reader) else (),
    )


def board_link(voice: Voice) -> Link:
    return Link(voice.path(BOARD_PATH), voice.label("Projects by stage"))


def lead(voice: Voice) -> str:
    """What the board shows, in a sentence."""
    return voice.gettext(
        "How far projects have come, from what is public: counts, and the investments that are stated."
    )


def has_board(reader: Reader) -> bool:
    """Whether any project stands on it."""
    return bool(reader.ask(standings, "all", ""))


def ladder(reader: Reader, voice: Voice) -> tuple[BoardCell, ...]:
    """All projects by status."""
    return tuple([_cell(voice, standing) for standing in reader.ask(standings, "all", "")])


def groups(reader: Reader, voice: Voice) -> tuple[tuple[str, tuple[BoardRow, ...]], ...]:
    """The same by chain and by region, as (heading, rows)."""
    known = {one.status for one in reader.ask(standings, "all", "")}
    present = [status for status in STATUSES if status in known]
    chains = [_row(reader, voice, Chain, key, present) for key in reader.ask(queries.chain_list)]
    regions = [_row(reader, voice, Region, key, present) for key in reader.ask(queries.region_order)]
    return (
        (voice.gettext("By industry chain"), tuple([row for row in chains if any(row.cells)])),
        (voice.gettext("By region"), tuple([row for row in regions if any(row.cells)])),
    )


def _row(
    reader: Reader, voice: Voice, kind: type[Chain | Region], entity_id: str, present: list[str]
) -> BoardRow:
    found = {one.status: one for one in reader.ask(standings, kind.kind_name, entity_id)}
    title = details.entity_link(reader, voice, kind, entity_id).title
    url = voice.path(list_path(kind.kind_name, entity_id)) if found else voice.url(kind.kind_name, entity_id)
    cells = [_cell(voice, found[status]) if status in found else None for status in present]
    return BoardRow(Link(url, title, sum(cell.projects for cell in cells if cell)), tuple(cells))
