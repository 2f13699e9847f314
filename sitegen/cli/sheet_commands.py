"""The commands for spreadsheets. What `--help` says of them stands in help.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sitegen.cli import options
from sitegen.cli.click_commands import Command
from sitegen.cli.click_types import ANY_PATH
from sitegen.cli.output import Terminal
from sitegen.cli.usage_errors import Misuse, misuse
from sitegen.diagnostics import ContentError, Place, problem


@click.command("import", cls=Command)
@click.argument("file", type=ANY_PATH)
@click.option("--write", is_flag=True)
@click.option("--report", type=ANY_PATH)
@click.option("--kind")
@click.option("--column", "columns", multiple=True)
@click.option("--set", "fixed", multiple=True)
@click.option("--create", is_flag=True)
@click.option("--overwrite", is_flag=True)
@click.option("--leave-out", is_flag=True)
@options.root
@options.speech
def import_(
    file: Path,
    write: bool,
    report: Path | None,
    kind: str | None,
    columns: tuple[str, ...],
    fixed: tuple[str, ...],
    create: bool,
    overwrite: bool,
    leave_out: bool,
    root: Path,
    style: str,
    lang: str | None,
) -> int:
    """Read a spreadsheet: look, or write drafts."""
    from sitegen.editing.packing import is_pack
    from sitegen.sheets.import_report import as_json, lines, write_report
    from sitegen.sheets.importing import Asked
    from sitegen.sheets.importing import look as look_at
    from sitegen.sheets.refusal import SheetRefused
    from sitegen.sheets.writing import write as write_files

    terminal = Terminal(lang or "", style, root)
    if is_pack(file):
        return _import_pack(terminal, root.resolve(), file, write=write, overwrite=overwrite)
    _check_kind(kind)
    asked = Asked(kind or "", _pairs(columns), _pairs(fixed), create, overwrite, leave_out)
    written: list[Path] = []
    try:
        it = look_at(root.resolve(), file, asked)
        if write and (leave_out or not it.undecided):
            written = write_files(it)
    except SheetRefused as refused:
        params = {"en": refused.en, "zh": refused.zh}
        raise ContentError([problem("E_SHEET_FILE", Place(str(file)), **params)]) from None
    if report is not None:
        write_report(it, report, terminal.lang)
    if style == "text":
        print("\n".join(lines(it, terminal.lang)))
    else:
        print(as_json(it, written))
    _say_end(terminal, len(written) if write else None, bool(it.undecided), leave_out=leave_out)
    if written and (made := [plan for plan in it.plans if plan.new and plan.row is None]):
        _say_named(terminal, [it.there.path_of(plan.kind, plan.id).relative_to(it.root) for plan in made])
    if written and it.plots:
        terminal.say(
            "Plots belong to the entry of their place: those of a public place are public.",
            "地块属于所在地区的条目：地区已公开的，地块随之公开。",
        )
    return 1 if it.undecided and not (write and leave_out) else 0


def _import_pack(terminal: Terminal, root: Path, file: Path, *, write: bool, overwrite: bool) -> int:
    from sitegen.cli.packing_command import import_pack
    from sitegen.sheets.refusal import SheetRefused

    try:
        return import_pack(terminal, root, file, write=write, overwrite=overwrite)
    except SheetRefused as refused:
        params = {"en": refused.en, "zh": refused.zh}
        raise ContentError([problem("E_SHEET_FILE", Place(str(file)), **params)]) from None


def _check_kind(kind: str | None) -> None:
    from sitegen.describe.field_outline import unknown_kind
    from sitegen.model.kinds import KINDS

    if kind is not None and kind not in KINDS:
        raise Misuse(unknown_kind(kind, tuple(KINDS)))


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    """NAME=VALUE options; a dash stands for nothing."""
    found = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name or not value:
            raise misuse(
                "E_OPTION_VALUE",
                option="--column / --set",
                value=pair,
                en="Write NAME=VALUE",
                zh="请写成 名称=值",
            )
        found[name] = "" if value == "-" else value
    return found


def _say_end(terminal: Terminal, written: int | None, undecided: bool, *, leave_out: bool) -> None:
    """How many files were written; None where it was a look only."""
    if written is None:
        terminal.say("This was a look; with --write it is written.", "以上只是查看；加 --write 才会写入。")
    elif written:
        terminal.say(
            f"{written} files written; new entries are drafts.", f"已写入 {written} 个文件；新条目都是草稿。"
        )
    elif undecided and leave_out:
        terminal.say(
            "Nothing was written: but for what is left out, nothing has changed.",
            "什么都没有写入：除略过的以外，没有变化。",
        )
    elif undecided:
        terminal.say_aside(
            "Nothing was written: answer what is to be decided, or add --leave-out to write the rest.",
            "什么都没有写入：请先处理上面的待定和拒绝，或加 --leave-out 只写其余部分。",
        )
    else:
        terminal.say("Nothing has changed.", "没有变化。")


def _say_named(terminal: Terminal, files: list[Path]) -> None:
    """Drafts that were made because rows name them: an entry becomes public together with those."""
    names = "\n".join(f"  {file.as_posix()}" for file in files)
    terminal.say(
        "The entries above name these drafts; write “visibility: public” in them, too, when those are to be "
        f"public:\n{names}",
        f"上面的条目用到以下新建的草稿；公开时请把它们的 visibility 也一并改为 public：\n{names}",
    )


class SheetCommand(Command):
    """`sitegen export xlsx FILE` and `sitegen export template FILE`: workbooks for an office's own use."""

    def __init__(self, name: str) -> None:
        params: list[click.Parameter] = [click.Argument(["book"], type=ANY_PATH)]
        params += _root_and_language()
        super().__init__(name, callback=self.run, params=params)

    @property
    def told(self) -> dict[str, dict[str, str]]:
        return SHEETS[self.name or ""]

    @property
    def example(self) -> list[dict[str, str]]:
        return [{"run": f"sitegen export {self.name} {self.name}.xlsx"}]

    def told_of(self, parameter: click.Parameter) -> dict[str, dict[str, str]] | None:
        if parameter.name != "book":
            return None
        return {
            "en": {"value": "FILE", "help": "The workbook to write; one of the same name is replaced."},
            "zh": {"value": "文件", "help": "写到哪个文件；同名的文件会被替换。"},
        }

    def run(self, book: Path, root: Path, lang: str | None) -> int:
        """Write the workbook and say where it is."""
        from sitegen.sheets.book_export import export_template, export_xlsx

        if book.suffix.lower() != ".xlsx":
            raise misuse(
                "E_OPTION_VALUE", option="FILE", value=book,
                en="Give the file a name that ends in .xlsx", zh="文件名请以 .xlsx 结尾",
            )  # fmt: skip
        terminal = Terminal(lang or "", "text", root)
        if self.name == "template":
            export_template(root.resolve(), book)
            terminal.say(
                f"The sheet to fill in is {book}.", f"空表已写到 {book}，填好后用 sitegen import 导入。"
            )
        else:
            entries = export_xlsx(root.resolve(), book)
            terminal.say(
                f"The workbook is {book}: {entries} entries.", f"表格已写到 {book}，共 {entries} 个条目。"
            )
        return 0


def _root_and_language() -> list[click.Parameter]:
    def nothing() -> None:
        pass

    command: Any = options.root(options.lang(nothing))
    return list(reversed(command.__click_params__))


SHEETS = {
    "xlsx": {
        "en": {"about": "all entries as a workbook, which import takes back"},
        "zh": {"about": "全部条目的表格，可以再导入"},
    },
    "template": {
        "en": {"about": "an empty workbook to fill in, with lists to choose from"},
        "zh": {"about": "待填的空表，带下拉选项"},
    },
}
"""What `export` writes beside the outputs of the site."""
