"""`sitegen inbox`, which the ready workflows run. Help stands in help.toml."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli import options
from sitegen.cli.click_commands import Command
from sitegen.cli.click_types import ANY_PATH
from sitegen.cli.output import Terminal


@click.command(cls=Command)
@click.option("--output", type=ANY_PATH)
@options.root
@options.lang
def inbox(output: Path | None, root: Path, lang: str | None) -> int:
    """Take in the sheets that were uploaded to inbox/."""
    from sitegen.sheets.inbox import others, report, take_in, waiting

    terminal = Terminal(lang or "", "text", root)
    root = root.resolve()
    sheets = [take_in(root, path, terminal.lang) for path in waiting(root)]
    if not sheets:
        terminal.say("There are no sheets in inbox/.", "inbox/ 里没有表格。")
        return 0
    text = report(sheets, others(root), terminal.lang)
    if output is None:
        print(text, end="")
    else:
        output.write_text(text, "utf-8")
    written = sum(taken.written for taken in sheets)
    terminal.say(
        f"{len(sheets)} sheets read, {written} files written, the sheets removed.",
        f"读取表格 {len(sheets)} 个，写入文件 {written} 个，表格已删除。",
    )
    return 0
