"""Options that several commands have. What they are for is told in help.toml."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sitegen.cli.output import FORMATS
from sitegen.cli.speech import LANGUAGES
from sitegen.cli.values import Folder, Number, OneOf, day

Command = Callable[..., Any]


def root(command: Command) -> Command:
    return click.option("--root", type=Folder(), default=Path())(command)


def lang(command: Command) -> Command:
    return click.option("--lang", type=OneOf(LANGUAGES), callback=_asked)(command)


def _asked(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Also where it stands before the command's name."""
    return value or context.find_object(str)


def speech(command: Command) -> Command:
    """Language and form of messages."""
    return click.option("--format", "style", type=OneOf(FORMATS), default="text")(lang(command))


def jobs(command: Command) -> Command:
    return click.option("--jobs", type=Number(1, 256))(command)


def now(command: Command) -> Command:
    return click.option("--now", callback=day)(command)
