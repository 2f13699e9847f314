"""The stage board as a drawing for files: how many projects of each chain and region stand at which step.

On pages the board is a table of HTML; only files need it drawn. Wide, a column for each status and shades by
number; narrow, a list under each status with bars.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sitegen.maps.drawing_types import MapWords
from sitegen.maps.paint import Paint
from sitegen.maps.svg import BOLD, END, frame, number, text
from sitegen.maps.text_layout import clip, width

NAMES, HEAD, ROW, GAP = 250.0, 62.0, 44.0, 5.0
LINE, BAR = 24.0, 60.0


class BoardBox(NamedTuple):
    text: str
    """How many projects, and how many opportunities."""
    number: int
    """Of both together."""
    amount: str
    shade: int
    """0 to 4"""


class BoardLine(NamedTuple):
    title: MapWords
    cells: tuple[BoardBox | None, ...]
    """One for each status."""


class BoardStatus(NamedTuple):
    label: str
    projects: str
    amount: str


class Board(NamedTuple):
    statuses: tuple[BoardStatus, ...]
    groups: tuple[tuple[str, tuple[BoardLine, ...]], ...]


class Drawn(NamedTuple):
    markup: str
    width: float
    height: float


def _rect(x: float, y: float, wide: float, high: float, look: str) -> str:
    return f'<rect {frame(x, y, wide, high)} rx="3" {look}/>'


def draw_wide(board: Board, room: float, paint: Paint) -> Drawn:
    """A table: statuses across, a row for each chain and region."""
    column = (room - NAMES) / max(len(board.statuses), 1)
    parts = []
    for place, status in enumerate(board.statuses):
        x = NAMES + place * column
        inner = column - GAP - 8
        parts.append(text(clip(status.label, 15, inner, bold=True), x + 4, 17, 15, paint("text"), BOLD))
        parts.append(text(clip(status.projects, 13, inner), x + 4, 36, 13, paint("text")))
        parts.append(text(_fitted(status.amount, 12, inner), x + 4, 53, 12, paint("quiet")))
    y = HEAD
    for title, rows in board.groups:
        y += 22
        parts.append(text(title, 0, y, 14, paint("brand"), BOLD))
        y += 10
        for row in rows:
            parts.append(f'<path {paint("rule")} fill="none" d="M0 {number(y)}H{number(room)}"/>')
            parts.append(_row(row, y, column, paint))
            y += ROW
        y += 8
    return Drawn("".join(parts), room, y)


def _row(row: BoardLine, y: float, column: float, paint: Paint) -> str:
    title = clip(row.title.text, 14, NAMES - 12)
    drawn = text(title, 0, y + 27, 14, paint("text"), paint.lang_of(row.title.lang))
    for place, cell in enumerate(row.cells):
        if cell is None:
            continue
        x, inner = NAMES + place * column, column - GAP
        drawn += _rect(x, y + 3, inner, ROW - 6, paint(f"class-{cell.shade}"))
        drawn += text(cell.text, x + 7, y + 20, 14, paint("text"), BOLD)
        drawn += text(_fitted(cell.amount, 11.5, inner - 12), x + 7, y + 36, 11.5, paint("quiet-ink"))
    return drawn


def _fitted(amount: str, size: float, room: float) -> str:
    """Whole sums only: of several currencies as many as there is room for, and a sign that there are more."""
    sums = amount.split(" + ")
    while len(sums) > 1 and width(" + ".join(sums) + " + …", size) > room:
        sums.pop()
    said = " + ".join(sums) + (" + …" if len(sums) < len(amount.split(" + ")) else "")
    return said if width(said, size) <= room else ""


def draw_narrow(board: Board, room: float, paint: Paint) -> Drawn:
    """The steps below each other, each with the chains and regions that have projects there, as bars."""
    counts = [cell.number for _, rows in board.groups for row in rows for cell in row.cells if cell]
    most = max(counts, default=1)
    parts = []
    y = 0.0
    for place, status in enumerate(board.statuses):
        parts.append(_rect(0, y, room, 34, paint("group")))
        label = clip(status.label, 15, room - 32 - width(status.projects, 12.5), bold=True)
        left = room - 32 - width(label, 15, bold=True)
        whole = " · ".join(filter(None, (status.projects, status.amount)))
        beside = width(whole, 12.5) <= left
        parts.append(text(label, 10, y + 22, 15, paint("text"), BOLD))
        parts.append(text(whole if beside else status.projects, room - 10, y + 22, 12.5, paint("text"), END))
        y += 40
        if status.amount and not beside:
            amount = _fitted(status.amount, 12.5, room - 20)
            parts.append(text(amount, room - 10, y + 13, 12.5, paint("text"), END))
        for title, rows in board.groups:
            found = [(row.title, cell) for row in rows if (cell := row.cells[place])]
            if found:
                parts.append(text(title, 10, y + 13, 12, paint("quiet")))
                parts += _bars(found, y + 18, room, most, paint)
                y += 18 + LINE * len(found) + 6
        y += 8
    return Drawn("".join(parts), room, y)


def _bars(
    found: Sequence[tuple[MapWords, BoardBox]], y: float, room: float, most: int, paint: Paint
) -> list[str]:
    parts = []
    for title, cell in found:
        name = clip(title.text, 13, room - BAR - 50)
        parts.append(text(name, 10, y + 16, 13, paint("text"), paint.lang_of(title.lang)))
        left = room - BAR - 10
        parts.append(text(cell.text, left - 8, y + 16, 13, paint("text"), BOLD + END))
        parts.append(_rect(left, y + 6, max(BAR * cell.number / most, 3), 11, paint("bar")))
        y += LINE
    return parts
