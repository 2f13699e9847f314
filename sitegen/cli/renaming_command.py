"""`sitegen rename`. What `--help` says of it stands in help.toml."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli import options
from sitegen.cli.click_commands import Command
from sitegen.cli.output import Terminal
from sitegen.cli.usage_errors import Misuse


@click.command(cls=Command)
@click.argument("kind")
@click.argument("old")
@click.argument("new")
@click.option("--no-alias", is_flag=True)
@options.root
@options.lang
def rename(kind: str, old: str, new: str, no_alias: bool, root: Path, lang: str | None) -> int:
    """Give an entry another id, and change every reference to it."""
    from sitegen.describe.field_outline import unknown_kind
    from sitegen.editing.renaming import rename as rename_entry
    from sitegen.model.kinds import KINDS

    terminal = Terminal(lang or "", "text", root)
    if kind not in KINDS:
        raise Misuse(unknown_kind(kind, tuple(KINDS)))
    done = rename_entry(root.resolve(), kind, old, new, keep_address=not no_alias)
    path = done.path.relative_to(root.resolve())
    terminal.say(f"{kind} {old} is {new} now: {path}", f"{kind} {old} 已改名为 {new}：{path}")
    for name in done.files:
        terminal.say(f"  reference changed: {name}", f"  已更新引用：{name}")
    if done.alias:
        terminal.say(
            "The old address leads on to the new one (aliases).", "旧网址会自动转到新网址（aliases）。"
        )
    return 0
