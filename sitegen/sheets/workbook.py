"""Office files and CSV to grids, each by the reader of its form.

What cannot be read safely or whole is refused with a sentence that says so.
"""

from __future__ import annotations

from pathlib import Path

from sitegen.sheets.csv_sheets import read_csv
from sitegen.sheets.grid import Grid
from sitegen.sheets.ods_sheets import is_ods, read_ods
from sitegen.sheets.refusal import SheetRefused
from sitegen.sheets.xls_sheets import is_xls, read_xls
from sitegen.sheets.xlsx_sheets import read_xlsx

LARGEST = 60_000_000
"""Bytes of a file."""
_PLAIN = {".csv": "", ".txt": "", ".tsv": "\t"}
"""Delimiters of plain files; nothing where the file shows it."""


def read_workbook(path: Path) -> list[Grid]:
    """The sheets of a file in their order. Raises SheetRefused, OSError."""
    if path.stat().st_size > LARGEST:
        raise SheetRefused("the file is larger than 60 MB", "文件超过 60 MB")
    data = path.read_bytes()
    plain = _PLAIN.get(path.suffix.lower())
    if plain is not None:
        return [read_csv(data, path.stem, plain)]
    if is_xls(data):
        return read_xls(data)
    if is_ods(data):
        return read_ods(data)
    if data[:4] == b"PK\x03\x04":
        return read_xlsx(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise SheetRefused(
            "this is a web page that is only named like a sheet; open it and save it as .xlsx",
            "这其实是网页，只是用了表格的扩展名；请打开后另存为 .xlsx",
        )
    raise SheetRefused(
        "this is neither .xlsx, .xls, .et, .ods nor CSV; open it and save it as .xlsx",
        "这不是 .xlsx、.xls、.et、.ods 或 CSV 文件，请打开后另存为 .xlsx",
    )
