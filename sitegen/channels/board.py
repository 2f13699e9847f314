"""The stage board as a file: SVG with title, legend, date and source, like the maps."""

from __future__ import annotations

from decimal import Decimal

from sitegen.channels.maps import paint_of, small_print, source_note
from sitegen.maps import board as drawing
from sitegen.maps.classes import Class, classes, shade_of
from sitegen.maps.paint import Paint
from sitegen.maps.sheet import Key, Sheet, finished
from sitegen.maps.types import PHONE, WIDE, Words
from sitegen.model.reader import Reader
from sitegen.model.stages import newest
from sitegen.views import boards
from sitegen.views.types import BoardCell, BoardRow
from sitegen.views.voice import Voice


def board_sheet(reader: Reader, voice: Voice, path: str, form: str) -> str:
    """All projects by status, by chain and by region."""
    ladder, groups = boards.ladder(reader, voice), boards.groups(reader, voice)
    found = classes(
        [Decimal(cell.projects) for _, rows in groups for row in rows for cell in row.cells if cell]
    )
    paint, site = paint_of(reader), voice.must_say(reader.site.title)
    drawn = _drawn(voice, ladder, groups, found, paint, narrow=form == "phone")
    sheet = Sheet(
        title=voice.label("Projects by stage").text,
        site=site.text,
        inner=drawn.markup,
        width=drawn.width,
        height=drawn.height,
        keys=()
        if form == "phone"
        else tuple([Key("shade", str(one.shade), _step(voice, one)) for one in found]),
        notes=(
            boards.lead(voice),
            source_note(voice, site.text),
            *small_print(reader, voice, path, (), reader.ask(newest, "all", "")),
        ),
        lang=voice.locale.html,
    )
    return finished(sheet, paint, form)


def _step(voice: Voice, one: Class) -> str:
    count = int(one.high)
    said = voice.ngettext("%(num)d project", "%(num)d projects", count) % {"num": count}
    return said if one.low == one.high else f"{one.low} – {said}"


def _drawn(
    voice: Voice,
    ladder: tuple[BoardCell, ...],
    groups: tuple[tuple[str, tuple[BoardRow, ...]], ...],
    found: list[Class],
    paint: Paint,
    narrow: bool,
) -> drawing.Drawn:
    board = drawing.Board(
        tuple([_status(voice, cell) for cell in ladder]),
        tuple([(title, tuple([_row(row, found) for row in rows])) for title, rows in groups if rows]),
    )
    return drawing.draw_narrow(board, PHONE, paint) if narrow else drawing.draw_wide(board, WIDE, paint)


def _status(voice: Voice, cell: BoardCell) -> drawing.Status:
    count = voice.ngettext("%(num)d project", "%(num)d projects", cell.projects) % {"num": cell.projects}
    return drawing.Status(cell.status.label, count, _amount(cell))


def _row(row: BoardRow, found: list[Class]) -> drawing.Row:
    cells = [
        drawing.Cell(cell.projects, _amount(cell), shade_of(Decimal(cell.projects), found)) if cell else None
        for cell in row.cells
    ]
    title = row.title.title
    return drawing.Row(Words(title.text, title.lang), tuple(cells))


def _amount(cell: BoardCell) -> str:
    return " + ".join([amount.text for amount in cell.amounts])
