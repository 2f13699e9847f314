"""Sheets as LibreOffice writes them, and catalogues that go through a workbook and back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from sitegen.demo import write_demo
from sitegen.sheets.book_export import export_xlsx
from sitegen.sheets.importing import Asked, look
from sitegen.sheets.writing import write
from tests.sheets.books import HEAD, book, fields, imported, site


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


def test_what_libreoffice_has_saved_is_read(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.merge_cells("A1:E1")
        sheet["D4"].number_format = '0.0"亿元"'
        sheet.row_dimensions[5].hidden = True

    rows: list[list[Any]] = [["项目表"], [*HEAD[:3], "总投资", HEAD[4]],
            ["甲项目", "利州区", "铝产业链", "3亿元", "在谈"],
            ["乙项目", "同上", "铝产业链", 20, "推介中"], ["隐藏项目", "利州区", "铝产业链", 1, "在谈"],
            ["丙项目", "旺苍县", "铝产业链", "=D3", "在谈"]]  # fmt: skip
    saved = through_libreoffice(book(tmp_path / "sheet.xlsx", rows, change), tmp_path / "office", "xlsx")
    it = imported(tmp_path / "site", saved)
    assert [row["investment.total"] for row in fields(it)] == ["3亿元", "20亿元", "3亿元"]
    assert [row["region"] for row in fields(it)] == ["lizhou", "lizhou", "wangcang"]
    assert it.undecided == []


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
