"""The inbox of a site: sheets uploaded to the forge, taken in as drafts, with a report for a proposal.

Sheets are removed once they are told of, also those that cannot be read: what was wrong is in the report, and
the file stays in the history. Names and cells are untrusted and only words in the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sitegen.diagnostics import ContentError
from sitegen.diagnostics.escaped import in_markdown
from sitegen.diagnostics.show import message
from sitegen.sheets.import_report import lines
from sitegen.sheets.importing import Asked, Import, look
from sitegen.sheets.refusal import SheetRefused
from sitegen.sheets.writing import write

FOLDER = "inbox"
SUFFIXES = (".xlsx", ".xls", ".et", ".ods", ".csv", ".docx", ".doc", ".wps")
"""Old texts of Word are taken, too, so that the report says what to do with them."""
_HEAD = (
    "The sheets in the inbox have been read as drafts. These have no pages: set `visibility: public` once\n"
    "they are checked. To correct something, mend the sheet and upload it to `inbox/` on this branch: only\n"
    "what differs is changed.",
    "收件夹里的表格已读成草稿。草稿没有页面：核对后把 `visibility` 改为 `public`。\n"
    "要更正：改好表格，上传到本提议分支的 `inbox/`，会再导入一次，只改动不同的地方。",
)
LARGEST_REPORT = 50_000
"""Bytes: forges cut longer texts, or refuse them."""


class Taken(NamedTuple):
    """What became of one sheet: the import, or why there is none."""

    name: str
    it: Import | None
    written: int = 0
    refused: str = ""


def waiting(root: Path) -> list[Path]:
    """Sheets of the inbox by name; what an office program leaves beside an open file is none."""
    folder = root / FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in SUFFIXES
        and not path.name.startswith(("~", "."))
        and path.is_file()
        and not path.is_symlink()
    )


def others(root: Path) -> list[str]:
    """Names of what else is there and is not taken in."""
    folder, sheets = root / FOLDER, waiting(root)
    known = {"readme.md", ".gitkeep"}
    if folder.is_symlink() or not folder.is_dir():
        return []
    return sorted(
        path.name for path in folder.iterdir() if path not in sheets and path.name.lower() not in known
    )


def take_in(root: Path, path: Path, lang: str) -> Taken:
    """One sheet: what is decided is written as drafts, the rest is told. The sheet is then removed."""
    name = path.name
    try:
        it = look(root, path, Asked(create=True, leave_out=True))
        taken = Taken(name, it, len(write(it)))
    except SheetRefused as refused:
        taken = Taken(name, None, refused=refused.zh if lang == "zh" else refused.en)
    except ContentError as wrong:
        taken = Taken(name, None, refused="; ".join(message(one, lang) for one in wrong.diagnostics[:3]))
    path.unlink()
    return taken


def report(sheets: list[Taken], left: list[str], lang: str) -> str:
    """For the text of a proposal, in Markdown, as long as a forge takes it."""
    made: list[str] = []
    size = 0
    for line in _report(sheets, left, zh=lang == "zh"):
        size += len(line.encode()) + 1
        if size > LARGEST_REPORT:
            made.append("\n……" if lang == "zh" else "\n…")
            break
        made.append(line)
    return "\n".join(made) + "\n"


def _report(sheets: list[Taken], left: list[str], *, zh: bool) -> Iterator[str]:
    yield _HEAD[zh]
    for taken in sheets:
        yield f"\n## {in_markdown(taken.name)}\n"
        if taken.it is None:
            yield f"{'不能导入：' if zh else 'Cannot be imported: '}{in_markdown(taken.refused)}"
            continue
        yield f"{'写入文件' if zh else 'Files written'}: {taken.written}\n"
        for line in lines(taken.it, "zh" if zh else "en"):
            depth = (len(line) - len(line.lstrip())) // 2
            if line.strip():
                yield f"{'  ' * min(depth, 2)}- {in_markdown(line)}"
    if left:
        words = "没有读取（不是表格）" if zh else "Not read (no sheets)"
        yield f"\n{words}: {'; '.join(in_markdown(name) for name in left)}"
