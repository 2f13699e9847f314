"""The stage board as a file: SVG with title, legend, date and source, like the maps."""

from __future__ import annotations

from decimal import Decimal

from sitegen.channels.map_files import drawn, paint_of, small_print, source_note
from sitegen.maps import board as drawing
from sitegen.maps.classes import Class, classes, shade_of
from sitegen.maps.drawing_types import PHONE, WIDE, MapWords
from sitegen.maps.paint import Paint
from sitegen.maps.sheet import Key, Sheet
from sitegen.model.standings import newest
from sitegen.routes import Route
from sitegen.views import boards
from sitegen.views.boards import BoardCell, BoardRow
from sitegen.views.context import Bytes, Context
from sitegen.views.counting import brief_counts, said_counts
from sitegen.views.localizer import Localizer


def board_sheet(context: Context, route: Route) -> str | Bytes:
    """All projects by status, by chain and by region."""
    catalogue, localizer = context.catalogue, context.localizer
    (form,) = route.args
    ladder, groups = boards.ladder(catalogue, localizer), boards.groups(catalogue, localizer)
    found = classes(
        [Decimal(_number(cell)) for _, rows in groups for row in rows for cell in row.cells if cell]
    )
    paint, site = paint_of(catalogue), localizer.required_text(catalogue.site.title)
    board = _drawn(localizer, ladder, groups, found, paint, narrow=form == "phone")
    sheet = Sheet(
        title=localizer.label("Projects by stage").text,
        site=site.text,
        inner=board.markup,
        width=board.width,
        height=board.height,
        keys=()
        if form == "phone"
        else tuple([Key("shade", str(one.shade), _step(localizer, one)) for one in found]),
        notes=(
            boards.lead(localizer),
            source_note(localizer, site.text),
            *small_print(catalogue, localizer, route.path, (), catalogue.ask(newest, "all", "")),
        ),
        lang=localizer.locale.html,
    )
    return drawn(sheet, paint, form)


def _step(localizer: Localizer, one: Class) -> str:
    count = int(one.high)
    said = localizer.ngettext("%(num)d project", "%(num)d projects", count) % {"num": count}
    return said if one.low == one.high else f"{one.low} – {said}"


def _drawn(
    localizer: Localizer,
    ladder: tuple[BoardCell, ...],
    groups: tuple[tuple[str, tuple[BoardRow, ...]], ...],
    found: list[Class],
    paint: Paint,
    narrow: bool,
) -> drawing.Drawn:
    board = drawing.Board(
        tuple([_status(localizer, cell) for cell in ladder]),
        tuple([(title, tuple([_row(row, found) for row in rows])) for title, rows in groups if rows]),
    )
    return drawing.draw_narrow(board, PHONE, paint) if narrow else drawing.draw_wide(board, WIDE, paint)


def _status(localizer: Localizer, cell: BoardCell) -> drawing.BoardStatus:
    return drawing.BoardStatus(cell.status.label, said_counts(localizer, cell.counts), _amount(cell))


def _row(row: BoardRow, found: list[Class]) -> drawing.BoardLine:
    cells = [
        drawing.BoardBox(
            brief_counts(cell.counts), _number(cell), _amount(cell), shade_of(Decimal(_number(cell)), found)
        )
        if cell
        else None
        for cell in row.cells
    ]
    title = row.title.title
    return drawing.BoardLine(MapWords(title.text, title.lang), tuple(cells))


def _number(cell: BoardCell) -> int:
    """Projects and opportunities together: how dark a cell is, how long a bar."""
    return cell.counts.projects + cell.counts.opportunities


def _amount(cell: BoardCell) -> str:
    return " + ".join([amount.text for amount in cell.amounts])
