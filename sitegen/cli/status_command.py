"""`sitegen status`. What `--help` says of it stands in help.toml."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli import options
from sitegen.cli.click_commands import Command
from sitegen.cli.click_types import ANY_PATH
from sitegen.cli.output import Terminal


@click.command(cls=Command)
@click.option("--batch")
@click.option("--xlsx", type=ANY_PATH)
@options.now
@options.root
@options.speech
def status(
    batch: str | None, xlsx: Path | None, now: str | None, root: Path, style: str, lang: str | None
) -> int:
    """Say what needs a person."""
    from sitegen.pipeline.settings import load_settings
    from sitegen.pipeline.stamps import build_date
    from sitegen.sheets.status import as_json, lines, write_book
    from sitegen.sheets.status import status as status_of

    terminal = Terminal(lang or "", style, root)
    site = load_settings(root.resolve()).site
    today = build_date(now, site.time_zone)
    found = status_of(root.resolve(), today, batch or "")
    if xlsx is not None:
        write_book(found, xlsx, terminal.lang)
    if style == "text":
        print(
            "\n".join(lines(found, terminal.lang)) or terminal.pick("Nothing to see to.", "没有需要处理的。")
        )
    else:
        print(as_json(found))
    return 0
