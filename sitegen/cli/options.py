"""Options that several commands have, and what is said of values that cannot be."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sitegen.cli.output import FORMATS
from sitegen.cli.speech import LANGUAGES

Command = Callable[..., Any]


def root(command: Command) -> Command:
    return click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        show_default="this folder",
        help="Folder of the site (where site.yml is).",
    )(command)


def lang(command: Command) -> Command:
    return click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")(command)


def speech(command: Command) -> Command:
    """Language and form of messages."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help="Form of messages.",
    )(lang(command))


def jobs(command: Command) -> Command:
    return click.option(
        "--jobs", type=click.IntRange(1, 256), help="Processes.  [default: one for each processor]"
    )(command)


def now(command: Command) -> Command:
    return click.option(
        "--now",
        callback=_day,
        metavar="DATE",
        help="The day that deadlines are reckoned by.  [default: today]",
    )(command)


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            return datetime.date.fromisoformat(value).isoformat()
        except ValueError:
            raise click.BadParameter(f"{value!r} is no date; write it as 2026-03-31") from None
    return value


def address(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from sitegen.model.forms import FormError, url

        try:
            return url(value)
        except FormError:
            if value.startswith(("http://localhost", "http://127.0.0.1")):
                return value
            raise click.BadParameter(
                f"{value!r} is no address; write it as https://invest.example.org/"
            ) from None
    return value


def scheduler(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from sitegen.app.executors import parse_address

        try:
            parse_address(value)
        except ValueError:
            raise click.BadParameter(
                f"{value!r} is no scheduler's address; write it as dask://192.0.2.7:8786"
            ) from None
    return value
