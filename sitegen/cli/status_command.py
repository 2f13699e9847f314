"""`sitegen status`. What `--help` says of it stands in help.toml."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli import options
from sitegen.cli.click_commands import Command
from sitegen.cli.click_types import ANY_PATH
from sitegen.cli.output import Terminal
from sitegen.cli.output_place import outside_of_the_site


@click.command(cls=Command)
@click.option("--batch")
@click.option("--xlsx", type=ANY_PATH)
@click.option("--record", is_flag=True)
@options.now
@options.root
@options.speech
def status(
    root: Path, style: str, lang: str | None, now: str | None, **asked: str | Path | bool | None
) -> int:
    """Say what needs a person."""
    from sitegen.pipeline.settings import load_settings
    from sitegen.pipeline.stamps import build_date
    from sitegen.sheets.status import status as status_of
    from sitegen.sheets.status_telling import as_json, lines, write_book

    terminal = Terminal(lang or "", style, root)
    root = root.resolve()
    settings = load_settings(root)
    if asked["record"]:
        _record(root, settings.reading.default_locale, settings.reading.written)
        terminal.say_aside(
            "translations.json says which translations fit; commit it.",
            "已记下各译文对应的原文（translations.json），请一并提交。",
        )
    found = status_of(root, build_date(now, settings.site.time_zone), str(asked["batch"] or ""))
    if isinstance(asked["xlsx"], Path):
        outside_of_the_site(root, asked["xlsx"])
        write_book(found, asked["xlsx"], terminal.lang)
    if style == "text":
        print(
            "\n".join(lines(found, terminal.lang)) or terminal.pick("Nothing to see to.", "没有需要处理的。")
        )
    else:
        print(as_json(found))
    return 0


def _record(root: Path, default: str, locales: tuple[str, ...]) -> None:
    from sitegen.sheets.entries_there import There
    from sitegen.sheets.entry_texts import RECORDED, record_all, recorded_text
    from sitegen.sheets.transaction import apply_changes, editing

    with editing(root):
        text = recorded_text(record_all(There(root, default), locales))
        apply_changes(root, {root / RECORDED: text.encode()})
