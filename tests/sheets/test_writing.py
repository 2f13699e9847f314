"""What an import writes: drafts, all or nothing, the same sheet nothing twice, one cell one field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sitegen.sheets.book_export import export_template, export_xlsx
from sitegen.sheets.import_report import lines, write_report
from sitegen.sheets.importing import Import
from sitegen.sheets.refusal import SheetRefused
from sitegen.sheets.workbook import read_workbook
from sitegen.sheets.writing import write
from tests.sheets.books import HEAD, book, fields, imported, site, told
from tests.support.process import RunCli, must

ROWS: list[list[Any]] = [
    ["旧铝厂项目", "利州区", "铝产业链", "近20", "推介中"],
    ["新铝箔项目", "旺苍县", "铝产业链", 5, "在谈"],
]


def run(root: Path, rows: list[list[Any]], **asked: Any) -> Import:
    return imported(root, book(root.parent / "sheet.xlsx", [HEAD, *rows]), **asked)


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".sitegen" not in path.parts
    }


OLD = "content/projects/old-mill/project.yml"


def test_new_rows_become_drafts_and_old_entries_get_what_they_lack(tmp_path: Path, run_cli: RunCli) -> None:
    root = tmp_path / "site"
    it = run(root, ROWS)
    before = (root / OLD).read_text("utf-8")
    write(it)
    made = (root / "content/projects/xin-lv-bo/project.yml").read_text("utf-8")
    assert made == (
        "visibility: draft\ntitle:\n  zh: 新铝箔项目\nchain: aluminium\nregion: wangcang\nstatus: in-talks\n"
        "investment:\n  total: 5亿元\n"
    )
    after = (root / OLD).read_text("utf-8")
    assert set(before.splitlines()) <= set(after.splitlines())  # comments, order, indentation stay
    assert set(after.splitlines()) - set(before.splitlines()) == {"chain: aluminium", "region: lizhou"}
    must(run_cli("check", cwd=root))


def test_a_look_writes_nothing_and_the_same_sheet_changes_nothing_again(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    before = tree(root)
    it = run(root, ROWS)
    assert tree(root) == before
    write(it)
    after = tree(root)
    again = run(root, ROWS)
    assert again.counts() == {"new": 0, "changed": 0, "unchanged": 2, "question": 0, "refused": 0}
    assert write(again) == []
    assert tree(root) == after


def test_a_column_makes_drafts_of_an_import_public_but_not_those_of_people(tmp_path: Path) -> None:
    root = tmp_path / "site"
    write(run(root, ROWS))
    rows = [[*HEAD, "公开范围"], *[[*row, "公开"] for row in ROWS]]
    write(imported(root, book(tmp_path / "public.xlsx", rows)))
    made = root / "content/projects/xin-lv-bo/project.yml"
    assert "visibility: public\n" in made.read_text("utf-8")
    made.write_text(made.read_text("utf-8").replace("visibility: public", "visibility: internal"), "utf-8")
    assert write(imported(root, book(tmp_path / "again.xlsx", rows))) == []


def test_one_changed_cell_changes_one_field(tmp_path: Path) -> None:
    root = tmp_path / "site"
    write(run(root, ROWS))
    before = (root / OLD).read_text("utf-8")
    it = run(root, [["旧铝厂项目", "利州区", "铝产业链", "近30", "推介中"], ROWS[1]])
    assert [(change.path, change.old, change.new) for plan in it.plans for change in plan.changes] == [
        (("investment", "total"), "近20亿元", "近30亿元")
    ]
    write(it)
    assert (root / OLD).read_text("utf-8") == before.replace("近20亿元", "近30亿元")


def test_what_a_person_has_edited_since_stays_and_is_told(tmp_path: Path) -> None:
    root = tmp_path / "site"
    write(run(root, ROWS))
    path = root / "content/projects/xin-lv-bo/project.yml"
    path.write_text(path.read_text("utf-8").replace("5亿元", "6亿元"), "utf-8")
    assert run(root, ROWS).counts()["unchanged"] == 2  # the sheet says what it said
    changed = [ROWS[0], [*ROWS[1][:3], 7, "在谈"]]
    it = run(root, changed)
    assert told(it, "question") == ["D3"]
    assert all(not plan.changes for plan in it.plans)
    write(run(root, changed, overwrite=True))
    assert "7亿元" in path.read_text("utf-8")


def test_ids_stay_when_a_title_is_seen_again(tmp_path: Path) -> None:
    root = tmp_path / "site"
    (site(root) / "sheets.yml").write_text("pinyin: {铝箔: foil}\n", "utf-8")
    write(run(root, ROWS))
    assert (root / "content/projects/xin-foil").is_dir()
    assert json.loads((root / "sheets.json").read_text("utf-8"))["ids"]["project"] == {
        "新铝箔项目": "xin-foil"
    }
    (root / "sheets.yml").unlink()
    (root / "content/projects/xin-foil/project.yml").unlink()
    assert run(root, ROWS).plans[1].id == "xin-foil"


def test_columns_that_a_site_names_itself(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    (root / "sheets.yml").write_text("columns: {project: {盘子: investment.total, 代号: ''}}\n", "utf-8")
    path = book(
        tmp_path / "own.xlsx", [["项目名称", "项目状态", "盘子（亿元）", "代号"], ["甲", "在谈", 3, "x"]]
    )
    it = imported(root, path)
    assert it.undecided == []
    assert fields(it)[0]["investment.total"] == "3亿元"


def test_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path / "site")
    before = tree(root)
    it = run(root, ROWS)
    done: list[Path] = []

    def fail(source: Any, target: Any) -> None:
        if done and str(target).endswith(".yml"):
            raise OSError("disk full")
        done.append(Path(source).rename(target))

    monkeypatch.setattr("sitegen.sheets.transaction.os.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write(it)
    monkeypatch.undo()
    left = tree(root)
    assert set(left) - set(before) == set()


def test_the_command_writes_only_what_is_decided(tmp_path: Path, run_cli: RunCli) -> None:
    root = site(tmp_path / "site")
    path = book(tmp_path / "sheet.xlsx", [HEAD, [*ROWS[1][:3], "18.6%", "在谈"]])
    look = run_cli("import", str(path), cwd=root)
    assert look.returncode == 1
    refused = run_cli("import", str(path), "--write", cwd=root)
    assert refused.returncode == 1
    assert not (root / "content/projects/xin-lv-bo").exists()
    must(run_cli("import", str(path), "--write", "--leave-out", "--report", "report.xlsx", cwd=root))
    assert (root / "content/projects/xin-lv-bo/project.yml").is_file()
    assert (root / "report.xlsx").is_file()
    data = json.loads(run_cli("import", str(path), "--format", "json", cwd=root).stdout)
    assert data["counts"]["unchanged"] == 1


def test_the_report_has_the_remarks_in_their_cells(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    it = run(root, [[*ROWS[1][:3], "18.6%", "在谈"]])
    write_report(it, tmp_path / "report.xlsx", "zh")
    first, second = read_workbook(tmp_path / "report.xlsx")
    assert first.name == "核对结果"
    assert "18.6%" in second.at(2, 4).text
    assert "总投资" in second.at(2, 4).note
    assert any("拒绝" in line for line in lines(it, "zh"))


def test_an_export_comes_back_without_a_change(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    before = tree(root)
    assert export_xlsx(root, tmp_path / "all.xlsx") == 7
    it = imported(root, tmp_path / "all.xlsx")
    assert it.counts() == {"new": 0, "changed": 0, "unchanged": 7, "question": 0, "refused": 0}
    assert write(it) == []
    assert {path: data for path, data in tree(root).items() if path != "sheets.json"} == before


def test_a_template_is_empty_and_offers_lists(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    root = site(tmp_path / "site")
    export_template(root, tmp_path / "empty.xlsx")
    it = imported(root, tmp_path / "empty.xlsx")
    assert it.rows == []
    assert it.undecided == []
    sheet = load_workbook(tmp_path / "empty.xlsx")["项目"]
    assert len(sheet.data_validations.dataValidation) > 8
    assert sheet["B3"].value


def test_a_filled_in_template_is_read(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    root = site(tmp_path / "site")
    export_template(root, tmp_path / "empty.xlsx")
    workbook = load_workbook(tmp_path / "empty.xlsx")
    sheet = workbook["项目"]
    names = {str(cell.value): cell.column for cell in sheet[2]}
    for name, value in {
        "title.zh": "丁项目",
        "status": "推介中",
        "investment.total": "3亿元",
        "region": "利州区",
    }.items():
        sheet.cell(4, names[name], value)
    workbook.save(tmp_path / "full.xlsx")
    it = imported(root, tmp_path / "full.xlsx")
    assert it.undecided == []
    assert fields(it) == [
        {"title.zh": "丁项目", "status": "open", "investment.total": "3亿元", "region": "lizhou"}
    ]


@pytest.mark.parametrize("text", ["=1+1", "+8613800", "-5", "@sum", '=HYPERLINK("http://x")'])
def test_nothing_exported_is_a_formula(text: str, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    root = site(tmp_path / "site")
    path = root / "content/chains/aluminium.yml"
    path.write_text(path.read_text("utf-8") + f"summary: {{zh: '{text}', en: x}}\n", "utf-8")
    export_xlsx(root, tmp_path / "all.xlsx")
    cells = [cell for row in load_workbook(tmp_path / "all.xlsx")["产业链"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == text] == ["s"]


# Files that are not to be trusted


def test_files_that_are_no_sheets(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    for name, data in {"a.xls": b"\xd0\xcf\x11\xe0", "b.xlsx": b"PK\x03\x04broken", "c.xlsx": b""}.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(SheetRefused):
            imported(root, tmp_path / name)
    (tmp_path / "d.csv").write_bytes(b"\xff\xfe\xfa\x80\x81\x00\x01")
    with pytest.raises(SheetRefused):
        imported(root, tmp_path / "d.csv")


def _changed(path: Path, part: str, change: Any) -> Path:
    import zipfile

    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return path


def test_bombs_macros_and_entities_are_refused(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    sheet = "xl/worksheets/sheet1.xml"
    cases = {
        "macro": ("xl/vbaProject.bin", lambda data: b"x"),
        "bomb": (sheet, lambda data: b" " * 450_000_000),
        "entities": (sheet, lambda data: data.replace(
            b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet', 1)),
    }  # fmt: skip
    for name, (part, change) in cases.items():
        path = _changed(book(tmp_path / f"{name}.xlsx", [HEAD, *ROWS]), part, change)
        with pytest.raises(SheetRefused):
            imported(root, path)


def test_a_cell_at_the_far_corner_is_bounded(tmp_path: Path) -> None:
    def far(sheet: Any) -> None:
        sheet["A1048576"] = "x"

    with pytest.raises(SheetRefused) as refused:
        imported(site(tmp_path / "site"), book(tmp_path / "far.xlsx", [HEAD, *ROWS], far))
    assert "A1048576" in refused.value.zh


def test_drafts_made_for_names_are_told_until_they_are_public(tmp_path: Path, run_cli: RunCli) -> None:
    """The import says which drafts belong to its entries, and `check` which of them is still one."""
    root = site(tmp_path / "site")
    sheet = book(tmp_path / "sheet.xlsx", [HEAD, ["新电池项目", "利州区", "锂电池产业链", 5, "在谈"]])
    done = must(run_cli("import", str(sheet), "--create", "--write", "--lang", "zh", cwd=root))
    [chain] = (root / "content/chains").glob("li-*.yml")
    named = chain.relative_to(root).as_posix()
    assert f"visibility 也一并改为 public：\n  {named}\n" in done.stdout
    assert "content/projects" not in done.stdout.partition("一并改为")[2]
    project = root / "content/projects/xin-dian-chi/project.yml"
    for path in (project, chain):
        path.write_text(path.read_text("utf-8").replace("visibility: draft", "visibility: public"), "utf-8")
        told = run_cli("check", "--lang", "zh", cwd=root)
        assert (f"把 {named} 里的 visibility 改为 public" in told.stdout) == (path == project)
        assert told.returncode == (path == project)
