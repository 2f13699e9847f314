"""CSV as spreadsheet programs should open it: no cell is a formula, and Chinese comes out right."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a cell must not begin with: Excel, WPS and LibreOffice would work it out, full-width signs too."""


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells as RFC 4180 has them, after a byte order mark, without which Excel reads no UTF-8.

    A cell that would be a formula gets an apostrophe before it, which spreadsheets take for "this is text".
    """
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([[_inert(cell) for cell in row] for row in rows])
    return out.getvalue()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" \n\u3000").startswith(FORMULA) or cell.startswith("\n") else cell
