"""`sitegen theme`."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli import options
from sitegen.cli.click_commands import Command
from sitegen.cli.click_types import ChoiceType
from sitegen.cli.output import Terminal


@click.command(cls=Command)
@click.argument("action", type=ChoiceType(("list", "copy")))
@click.argument("file", required=False, default="")
@options.root
@options.lang
def theme(action: str, file: str, root: Path, lang: str | None) -> int:
    """List the theme's files, or copy one to change it."""
    from sitegen.describe.theme_files import copy_theme_file, theme_files

    terminal = Terminal(lang or "", "text", root)
    if action == "list":
        for each in theme_files(root):
            print(f"{'*' if each.own else ' '} {each.path}")
        terminal.say("* the site has its own, in theme/", "* 网站在 theme/ 里有自己的")
        return 0
    if not file:
        context = click.get_current_context()
        raise click.MissingParameter(ctx=context, param=context.command.params[1])
    place = copy_theme_file(root, file)
    terminal.say(f"Copied to {place}: change it there.", f"已复制到 {place}，请在那里修改。")
    return 0
