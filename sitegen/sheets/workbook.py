"""Office files and CSV to grids, each by the reader of its form: sheets, and the tables of texts.

What cannot be read safely or whole is refused with a sentence that says so.
"""

from __future__ import annotations

import re
from pathlib import Path

from sitegen.sheets.archives import opened
from sitegen.sheets.csv_sheets import read_csv
from sitegen.sheets.docx_sheets import read_docx
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
        return read_docx(data) if _is_word(data) else read_xlsx(data)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in data[:4000]:
        raise SheetRefused(
            "this is “XML Spreadsheet 2003”; open it and save it as .xlsx",
            "这是“XML 表格 2003”格式，请打开后另存为 .xlsx",
        )
    if data.startswith(b"{\\rtf") or any(mark in data[:4000] for mark in _WORD_AS_TEXT):
        raise SheetRefused(
            "this is a text of Word in another form (.rtf, .xml); open it and save it as .docx",
            "这是 Word 的其他格式（.rtf、.xml），请用 Word 或 WPS 打开，另存为 .docx 再导入",
        )
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" or b"MIME-Version:" in data[:2000]:
        raise SheetRefused(
            "this is a web page that is only named like a sheet or a text; save it as .xlsx or .docx",
            "这其实是网页，只是用了表格或 Word 的扩展名；请打开后另存为 .xlsx 或 .docx",
        )
    if _is_plain_text(data):  # what many systems export as .xls
        return [read_csv(data, path.stem, "")]
    raise SheetRefused(
        "this is neither .xlsx, .xls, .et, .ods, .docx nor CSV; open it and save it as .xlsx or .docx",
        "这不是 .xlsx、.xls、.et、.ods、.docx 或 CSV 文件，请打开后另存为 .xlsx 或 .docx",
    )


def _is_plain_text(data: bytes) -> bool:
    """Whether a file is text with the marks that part columns, whatever it is called."""
    head = data[:4000]
    return (
        not re.search(rb"[\x00-\x08\x0e-\x1f]", head)
        and not head.startswith(b"%PDF")
        and bool(re.search(rb"[,;\t][^\n]*\n", head))
    )


_WORD_AS_TEXT = (b"schemas.microsoft.com/office/word/2003", b"schemas.microsoft.com/office/2006/xmlPackage")


def _is_word(data: bytes) -> bool:
    """Whether an archive is a text of Word. Raises SheetRefused for slides and for texts of LibreOffice."""
    with opened(data) as archive:
        names = archive.namelist()
    if any(name.startswith("word/") for name in names):
        return True
    if any(name.startswith("ppt/") for name in names):
        raise SheetRefused(
            "this is a file of PowerPoint; copy its table into a sheet of Excel or WPS and save it as .xlsx",
            "这是 PPT 文件；请把里面的表格复制到 Excel 或 WPS 表格里，另存为 .xlsx",
        )
    if b"application/vnd.oasis.opendocument.text" in data[:200]:
        raise SheetRefused(
            "this is a text of LibreOffice (.odt); save it as .docx", "这是 .odt 文档，请另存为 .docx 再导入"
        )
    return False
