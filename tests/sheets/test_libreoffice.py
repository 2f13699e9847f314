"""Sheets as LibreOffice writes them, and catalogues that go through a workbook and back."""

from __future__ import annotations

import contextlib
import datetime
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from sitegen.demo import write_demo
from sitegen.sheets.book_export import export_xlsx
from sitegen.sheets.importing import Asked, look
from sitegen.sheets.refusal import SheetRefused
from sitegen.sheets.writing import write
from sitegen.sheets.xls_sheets import read_xls
from tests.sheets.books import HEAD, book, fields, imported, site, told


def through_libreoffice(path: Path, folder: Path, form: str) -> Path:
    """The same workbook, opened and saved again."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is missing: scripts/test-tools.sh installs it"
    folder.mkdir()
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=150,
    )  # fmt: skip
    return folder / f"{path.stem}.{form.partition(':')[0]}"


def _everything(sheet: Any) -> None:
    """What a list of rows cannot say: units by format and by comment, what is hidden or struck out."""
    sheet.merge_cells("A1:E1")
    sheet["D4"].number_format = '0.0"亿元"'
    sheet["F2"].comment = Comment("单位：亩", "x")
    sheet["G4"].number_format = "0.0%"
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["H"].hidden = True
    for cell in sheet[7]:
        cell.font = Font(strike=True)
    sheet["A8"] = CellRichText("丁项目", TextBlock(InlineFont(strike=True), "（暂缓）"))
    other = sheet.parent.create_sheet("内部")
    other.append(["项目名称", "地区"])
    other.append(["秘密项目", "利州区"])
    other.sheet_state = "hidden"


@pytest.mark.parametrize("form", ["xlsx", "ods", "xls"])
def test_what_libreoffice_has_saved_is_read(form: str, tmp_path: Path) -> None:
    head = [*HEAD[:3], "总投资", HEAD[4], "用地面积", "内部收益率", "建设内容", "发布日期"]
    day = datetime.date(2026, 1, 15)
    rows: list[list[Any]] = [["项目表"], head, [],
            ["甲项目", "利州区", "铝产业链", "3亿元", "在谈", 300, 0.186, "秘密", day],
            ["隐藏项目", "利州区", "铝产业链", 1, "在谈"],
            ["丙项目", "旺苍县", "铝产业链", "=D4", "在谈"],
            ["作废项目", "旺苍县", "铝产业链", "1亿元", "在谈"],
            ["丁项目", "同上", "铝产业链", "=1/0", "推介中"]]  # fmt: skip
    original = book(tmp_path / "sheet.xlsx", rows, _everything)
    saved = through_libreoffice(original, tmp_path / "office", form)
    it = imported(tmp_path / "site", saved)
    first = {"title.zh": "甲项目", "region": "lizhou", "chain": "aluminium", "investment.total": "3亿元",
             "status": "in-talks", "land.area": "300亩", "returns.irr": "18.6%",
             "published": "2026-01-15"}  # fmt: skip
    assert fields(it) == [
        first,
        {"title.zh": "丙项目", "region": "wangcang", "chain": "aluminium", "investment.total": "3亿元",
         "status": "in-talks"},
        {"region": "wangcang", "chain": "aluminium", "status": "open"},
    ]  # fmt: skip
    assert told(it, "note")[0] == ""
    assert sorted(told(it, "note")[1:]) == ["5", "7", "B8", "H2"]
    assert sorted(told(it, "question") + told(it, "refused")) == ["8", "A8", "D8"]
    if form == "xls":
        data = saved.read_bytes()
        chance = random.Random(20260115)
        for _ in range(60):  # nothing but a refusal, whatever is wrong
            damaged = bytearray(data[: chance.choice((len(data), chance.randrange(600, len(data))))])
            for _ in range(chance.choice((1, 3, 20))):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            with contextlib.suppress(SheetRefused):
                read_xls(bytes(damaged))


def test_an_exported_workbook_that_libreoffice_has_saved_changes_nothing(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    export_xlsx(root, tmp_path / "all.xlsx")
    it = look(root, through_libreoffice(tmp_path / "all.xlsx", tmp_path / "office", "xlsx"), Asked())
    assert it.counts() == {"new": 0, "changed": 0, "unchanged": 7, "question": 0, "refused": 0}


@pytest.mark.timeout(300)
def test_the_demo_goes_through_a_workbook_without_a_change(tmp_path: Path) -> None:
    root = tmp_path / "demo"
    write_demo(root, 100, 1, lambda done, total: None)
    before = {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}
    entries = export_xlsx(root, tmp_path / "all.xlsx")
    it = look(root, tmp_path / "all.xlsx", Asked())
    assert it.counts() == {"new": 0, "changed": 0, "unchanged": entries, "question": 0, "refused": 0}
    assert write(it) == []
    assert {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("form", ["ods", "xlsx"])
def test_cells_that_are_changed_in_an_exported_workbook_change_their_fields(
    form: str, tmp_path: Path
) -> None:
    root = site(tmp_path / "site")
    export_xlsx(root, tmp_path / "all.xlsx")
    workbook = load_workbook(tmp_path / "all.xlsx")
    sheet = workbook["项目"]
    names = {str(cell.value): cell.column for cell in sheet[2]}
    sheet.cell(3, names["investment.total"]).value = "21亿元"
    sheet.cell(3, names["land.area"]).value = None
    workbook.save(tmp_path / "edited.xlsx")
    project = root / "content/projects/old-mill/project.yml"
    before = project.read_text("utf-8")
    it = look(root, through_libreoffice(tmp_path / "edited.xlsx", tmp_path / "office", form), Asked())
    assert it.undecided == []
    assert [one.zh for one in it.remarks] == ["表里清空了，条目里的内容没有改动；要删除，请在条目里删"]
    assert write(it) == [project]
    assert project.read_text("utf-8") == before.replace("近20亿元", "21亿元")
