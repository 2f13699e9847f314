"""The smallest valid site, for a test to change in one place."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

SITE_YML = """\
title: {zh: 小城投资, en: Invest in Smalltown}
base_url: https://invest.example.org/
time_zone: Asia/Shanghai
default_locale: zh
locales:
  - {id: zh, name: 简体中文}
  - {id: en, name: English}
fallback_contact: office
"""

CONTACT_YML = """\
organisation: {zh: 小城投资促进局, en: Smalltown Investment Bureau}
phone: 0839-0000000
"""

PROJECT_YML = """\
kind: project
title: {zh: 示例项目, en: Sample project}
summary: {zh: 一个用于测试的项目。, en: A project to test with.}
status: open
investment: {total: 20亿元}
source: {title: {zh: 测试, en: Test}, date: 2026-01}
"""

FILES: dict[str, str | bytes] = {
    "site.yml": SITE_YML,
    "content/contacts/office.yml": CONTACT_YML,
    "content/projects/sample/project.yml": PROJECT_YML,
    "content/projects/sample/zh.md": "项目正文。\n",
    "content/projects/sample/en.md": "The project's text.\n",
}


class MiniSite(Protocol):
    """What the fixture `mini_site` is."""

    def __call__(self, files: dict[str, str | bytes] | None = None, *, name: str = "site") -> Path: ...


def write_mini_site(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write the smallest site with `files` added or put in place of its own; gives back `root`."""
    for name, content in (FILES | files).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # As bytes: a test of line ends or encodings gets exactly what it wrote.
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root
