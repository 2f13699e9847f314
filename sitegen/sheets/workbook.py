"""Office files and CSV to grids, each by the reader of its form.

What cannot be read safely or whole is refused with a sentence that says so.
"""

from __future__ import annotations

import re
from pathlib import Path

from sitegen.sheets.archives import opened
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
        _refuse_other_documents(data)
        return read_xlsx(data)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in data[:4000]:
        raise SheetRefused(
            "this is “XML Spreadsheet 2003”; open it and save it as .xlsx",
            "这是“XML 表格 2003”格式，请打开后另存为 .xlsx",
        )
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise SheetRefused(
            "this is a web page that is only named like a sheet; open it and save it as .xlsx",
            "这其实是网页，只是用了表格的扩展名；请打开后另存为 .xlsx",
        )
    if _is_plain_text(data):  # what many systems export as .xls
        return [read_csv(data, path.stem, "")]
    raise SheetRefused(
        "this is neither .xlsx, .xls, .et, .ods nor CSV; open it and save it as .xlsx",
        "这不是 .xlsx、.xls、.et、.ods 或 CSV 文件，请打开后另存为 .xlsx",
    )


def _is_plain_text(data: bytes) -> bool:
    """Whether a file is text with the marks that part columns, whatever it is called."""
    head = data[:4000]
    return (
        not re.search(rb"[\x00-\x08\x0e-\x1f]", head)
        and not head.startswith(b"%PDF")
        and bool(re.search(rb"[,;\t][^\n]*\n", head))
    )


_OTHERS = {
    "word/": ("Word", "Word 文件"),
    "ppt/": ("PowerPoint", "PPT 文件"),
}


def _refuse_other_documents(data: bytes) -> None:
    """Raises SheetRefused for a text or slides."""
    with opened(data) as archive:
        names = archive.namelist()
    for folder, (en, zh) in _OTHERS.items():
        if any(name.startswith(folder) for name in names):
            raise SheetRefused(
                f"this is a file of {en}; copy its table into a sheet of Excel or WPS and save it as .xlsx",
                f"这是 {zh}；请把里面的表格复制到 Excel 或 WPS 表格里，另存为 .xlsx",
            )
