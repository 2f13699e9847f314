"""`sitegen report`. What `--help` says of it stands in help.toml."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli import options
from sitegen.cli.click_commands import Command
from sitegen.cli.click_types import ANY_PATH
from sitegen.cli.output import Terminal
from sitegen.cli.output_place import outside_of_the_site
from sitegen.cli.usage_errors import misuse


@click.command(cls=Command)
@click.option("--period")
@click.option("--under")
@click.option("--xlsx", type=ANY_PATH)
@click.option("--docx", type=ANY_PATH)
@click.option("--title")
@click.option("--unit")
@click.option("--person")
@options.now
@options.root
@options.speech
def report(root: Path, style: str, lang: str | None, now: str | None, **asked: str | Path | None) -> int:
    """Figures of promotion by place and period."""
    from sitegen.i18n.dates import DateError
    from sitegen.model.kinds import FOLDERS
    from sitegen.pipeline.settings import load_settings
    from sitegen.pipeline.stamps import build_date
    from sitegen.sheets.report import make_report, period_of
    from sitegen.sheets.report_telling import Head, as_json, lines, write_book
    from sitegen.sheets.report_word import write_word

    terminal = Terminal(lang or "", style, root)
    root = root.resolve()
    for name in ("xlsx", "docx"):
        outside_of_the_site(root, asked[name])
    today = build_date(now, load_settings(root).site.time_zone)
    try:
        period = period_of(str(asked["period"] or ""), today)
    except DateError:
        raise misuse(
            "E_OPTION_VALUE",
            option="--period",
            value=asked["period"],
            en="Write a year, a month or two dates: 2026, 2026-03, 2026-01/2026-06",
            zh="请写年、月或起止日期：2026、2026-03、2026-01/2026-06",
        ) from None
    under = str(asked["under"] or "")
    if under and not (root / "content" / FOLDERS["region"] / f"{under}.yml").is_file():
        raise misuse("E_NO_PATH", path=f"content/{FOLDERS['region']}/{under}")
    found = make_report(root, period, under, terminal.lang)
    title, unit, person = (str(asked[name] or "") for name in ("title", "unit", "person"))
    head = Head(title, unit, person, today)
    if isinstance(asked["xlsx"], Path):
        write_book(found, asked["xlsx"], head, terminal.lang)
    if isinstance(asked["docx"], Path):
        write_word(found, asked["docx"], head, terminal.lang)
    print("\n".join(lines(found, terminal.lang)) if style == "text" else as_json(found))
    return terminal.problems(found.problems) if style == "text" else 0
