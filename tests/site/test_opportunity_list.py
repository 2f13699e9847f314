"""The list of opportunities: what is open, by release, the same as a workbook and as PDF."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.support.minisite import PROJECT_YML, SITE_YML, MiniSite
from tests.support.pdf import is_tagged, links_of, reader, squeezed, text_of
from tests.support.process import RunCli, must

FILES: dict[str, str | bytes] = {
    "site.yml": SITE_YML + "files: [opportunity-list]\n",
    "content/regions/county.yml": "kind: county\ntitle: {zh: 示例县, en: Sample County}\n",
    "content/regions/park.yml": "kind: park\ntitle: {zh: 示例园区, en: Sample Park}\nparent: county\n",
    "content/projects/sample/project.yml": PROJECT_YML + "batch: 2026\ncooperation: [sole]\nregion: county\n",
    "content/projects/formula/project.yml": PROJECT_YML.replace("示例项目", "'=1+1'").replace(
        "20亿元", "3250.5万元"
    )
    + "batch: 2025\npark: park\n",
    "content/projects/taken/project.yml": PROJECT_YML.replace("open", "signed").replace(
        "示例项目", "已签项目"
    ),
}


def test_both_forms_hold_what_is_open_and_are_linked(mini_site: MiniSite, run_cli: RunCli) -> None:
    site = mini_site(FILES)
    must(run_cli("build", "--now", "2026-03-01", cwd=site))
    folder = site / "build/zh/projects/open"
    sheet = load_workbook(folder / "opportunities.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0][1:3] == ["项目", "产业链"]
    assert [row[1] for row in rows[1:]] == ["示例项目", "=1+1"]
    assert sheet.cell(5, 2).data_type == "s"
    assert rows[1][4:7] == ["20亿元", 200000, "独资"]
    assert rows[2][5] == 3250.5
    # "#,##0.##" would show "200,000." with a point behind it.
    assert [sheet.cell(line, 6).number_format for line in (4, 5)] == ["#,##0", "#,##0.00##"]
    assert [row[7] for row in rows[1:]] == ["示例县", "示例园区"]
    assert rows[1][9] == "0839-0000000"
    assert [row[-1] for row in rows[1:]] == ["批次 2026", "批次 2025"]
    printed = reader(folder / "opportunities.pdf")
    text = text_of(printed)
    assert is_tagged(printed)
    for words in ("投资机会清单", "示例项目", "=1+1", "20亿元", "0839-0000000", "批次 2026", "批次 2025"):
        assert squeezed(words) in text, words
    assert "已签项目" not in text
    assert "https://invest.example.org/zh/projects/sample/" in links_of(printed)
    page = (folder / "index.html").read_text("utf-8")
    assert "opportunities.xlsx" in page
    assert f"XLSX {round((folder / 'opportunities.xlsx').stat().st_size / 1000)} KB" in page


def test_a_year_can_be_asked_for(mini_site: MiniSite, run_cli: RunCli, tmp_path: Path) -> None:
    site = mini_site(FILES)
    must(run_cli("export", "opportunities", str(tmp_path), "--year", "2025", "--locale", "zh", cwd=site))
    text = text_of(reader(tmp_path / "zh/projects/open/opportunities-2025.pdf"))
    assert "=1+1" in text
    assert "示例项目" not in text
    refused = run_cli("export", "opportunities", str(tmp_path), "--year", "1999", cwd=site)
    assert refused.returncode == 2
    assert "2025, 2026" in refused.stderr
