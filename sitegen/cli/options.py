"""Options that several commands have. What they are for is told in help.toml."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sitegen.cli.click_types import ChoiceType, FolderType, NumberType, day
from sitegen.cli.language import LANGUAGES
from sitegen.cli.output import FORMATS

Command = Callable[..., Any]


def root(command: Command) -> Command:
    return click.option("--root", type=FolderType(), default=Path())(command)


def lang(command: Command) -> Command:
    return click.option("--lang", type=ChoiceType(LANGUAGES), callback=_asked)(command)


def _asked(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Also where it stands before the command's name."""
    return value or context.find_object(str)


def speech(command: Command) -> Command:
    """Language and form of messages."""
    return click.option("--format", "style", type=ChoiceType(FORMATS), default="text")(lang(command))


def jobs(command: Command) -> Command:
    return click.option("--jobs", type=NumberType(1, 256))(command)


def now(command: Command) -> Command:
    return click.option("--now", callback=day)(command)
