"""CSV as Excel and WPS save it: UTF-8, UTF-16 or GBK."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from sitegen.sheets.cell_texts import plain_text
from sitegen.sheets.grid import MAX_COLUMNS, MAX_ROWS, Cell, Grid
from sitegen.sheets.refusal import SheetRefused

_ENCODINGS = ("utf-8-sig", "gb18030")


def read_csv(data: bytes, name: str, delimiter: str) -> Grid:
    """The one sheet of a file; no delimiter means that which is there most. Raises SheetRefused."""
    text = _decoded(data)
    delimiter = delimiter or max(",;\t", key=text[:4000].count)
    try:
        rows = list(_rows(text, delimiter))
    except csv.Error as error:
        raise SheetRefused(f"this CSV cannot be read: {error}", "这个 CSV 文件读不出来") from None
    if len(rows) > MAX_ROWS:
        raise SheetRefused(f"more than {MAX_ROWS} rows", f"超过 {MAX_ROWS} 行")
    cells = {
        (row, column): Cell(plain_text(value))
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values[:MAX_COLUMNS], 1)
        if value.strip()
    }
    return Grid(name, cells, len(rows), max((column for _, column in cells), default=0))


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 as Excel's “Unicode text”, or GBK as its plain CSV."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").lstrip("\ufeff")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetRefused(
        "this CSV is neither UTF-8 nor GBK; save it from Excel as “CSV UTF-8”",
        "这个 CSV 既不是 UTF-8 也不是 GBK 编码，请在 Excel 里另存为“CSV UTF-8”",
    )
