"""Workbooks made as people make them, by a library that the program does not use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from sitegen.sheets.importing import Asked, Import, look
from tests.support.minisite import SITE_YML, write_mini_site

Rows = Sequence[Sequence[Any]]

SITE: dict[str, str | bytes] = {
    "site.yml": SITE_YML,
    "content/regions/city.yml": "title: {zh: 小城, en: Smalltown}\nkind: city\n",
    "content/regions/lizhou.yml": "title: {zh: 利州区, en: Lizhou}\nkind: county\nparent: city\n",
    "content/regions/wangcang.yml": "title: {zh: 旺苍县, en: Wangcang}\nkind: county\nparent: city\n",
    "content/chains/aluminium.yml": (
        "title: {zh: 铝产业链, en: Aluminium}\n"
        "stages: [{id: up, title: {zh: 上游, en: Up}}]\n"
        "segments: [{id: foil, stage: up, title: {zh: 铝箔, en: Foil}}]\n"
    ),
    "content/projects/old-mill/project.yml": (
        "# 由园区核对\n"
        "title: {zh: 旧铝厂项目, en: Old mill}   # 名称以备案为准\n"
        "code: LZ-001\n"
        "status: open\n"
        "investment:\n"
        "    total: 近20亿元\n"
        "    sought: 面议\n"
        "land: {area: 300亩}\n"
        "tags:\n"
        "- 铝\n"
        "- 出口\n"
    ),
}

HEAD = ("项目名称", "地区", "产业链", "总投资（亿元）", "项目状态")


def site(root: Path) -> Path:
    return write_mini_site(root, SITE)


def book(
    path: Path, rows: Rows, change: Callable[[Any], None] = lambda sheet: None, title: str = "项目"
) -> Path:
    """One sheet with these rows; `change` does what a list of rows cannot say."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    change(sheet)
    workbook.save(path)
    return path


def imported(root: Path, path: Path, **asked: Any) -> Import:
    return look(site(root) if not (root / "site.yml").exists() else root, path, Asked(**asked))


def fields(it: Import) -> list[dict[str, Any]]:
    """What each row says, by the names of its columns."""
    return [{".".join(path): value for path, value in row.fields.items()} for row in it.rows]


def told(it: Import, sort: str) -> list[str]:
    """Places of the remarks of a sort, as D5, 7 for a row."""
    from sitegen.sheets.grid import letters

    return [f"{letters(one.column)}{one.row or ''}" for one in it.remarks if one.sort == sort]
