"""What `--help` prints, in the language that is asked for. The words are help.toml's.

Loaded only when help is asked for, or a command line is wrong.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import click

from sitegen.cli.language import terminal_language
from sitegen.cli.wrapping import room, second_column, table, wrap


@cache
def words() -> dict[str, Any]:
    """help.toml, as it stands."""
    return tomllib.loads(resources.files(__package__).joinpath("help.toml").read_text("utf-8"))


def language(context: click.Context) -> str:
    """The language in which the running command is asked to speak."""
    return context.find_object(str) or terminal_language()


def help_text(context: click.Context) -> str:
    """The help of a command: how it is written, what it does, its options, examples."""
    return "\n".join(_lines(context.command, context.command_path, language(context), room()))


def _lines(command: click.Command, path: str, lang: str, columns: int) -> Iterator[str]:
    heading = words()["heading"][lang]
    colon = "：" if lang == "zh" else ":"
    told = _told(command, lang)
    yield f"{heading['usage']}{colon}{'' if lang == 'zh' else ' '}{form(command, path, lang)}"
    for text in (told["about"], told.get("more", "")):
        if text:
            yield ""
            yield from (f"  {line}" for line in wrap(text, columns - 2))
    sections = {
        "arguments": [row(command, one, lang) for one in command.params if isinstance(one, click.Argument)],
        "commands": [(one.name or "", _told(one, lang)["about"]) for one in _commands(command)],
        "options": [row(command, one, lang) for one in _options(command)],
    }
    left = second_column(name for rows in sections.values() for name, _ in rows)
    for section, rows in sections.items():
        if rows:
            yield from ("", f"{heading[section]}{colon}", *table(rows, left, columns))
    examples = [(line["run"], line.get(lang, "")) for line in examples_of(command)]
    yield from ("", f"{heading['examples']}{colon}")
    yield from table(examples, second_column(run for run, _ in examples), columns)


def _told(command: click.Command, lang: str) -> dict[str, str]:
    """Its own words, of a command that brings them, else those of help.toml."""
    own: dict[str, dict[str, str]] | None = getattr(command, "told", None)
    told: dict[str, str] = (own or words()["command"][command.name])[lang]
    return told


def examples_of(command: click.Command) -> list[dict[str, str]]:
    """Command lines that can be typed, each with a note by language where it needs one."""
    own: list[dict[str, str]] | None = getattr(command, "example", None)
    examples: list[dict[str, str]] = own or words()["command"][command.name]["example"]
    return examples


def _commands(command: click.Command) -> list[click.Command]:
    """In the order in which they are mostly needed: that of help.toml, or their own."""
    if not isinstance(command, click.Group):
        return []
    context = click.Context(command)
    if not command.commands:
        return [one for name in command.list_commands(context) if (one := command.get_command(context, name))]
    return [command.commands[name] for name in words()["command"] if name in command.commands]


def _options(command: click.Command) -> list[click.Parameter]:
    options = command.get_params(click.Context(command))
    return [option for option in options if isinstance(option, click.Option)]


def form(command: click.Command, path: str, lang: str) -> str:
    """How a command is written: `sitegen new KIND NAME [OPTIONS]`."""
    heading = words()["heading"][lang]
    arguments = [_slot(command, one, lang) for one in command.params if isinstance(one, click.Argument)]
    if isinstance(command, click.Group):
        arguments = [heading["any_command"]]
    return " ".join([path, *arguments, heading["any_options"]])


def _slot(command: click.Command, argument: click.Argument, lang: str) -> str:
    value = value_of(command, argument, lang) + (" …" if argument.nargs < 0 else "")
    return value if argument.required else f"[{value}]"


def row(command: click.Command, parameter: click.Parameter, lang: str) -> tuple[str, str]:
    """A line of the table: what is written, and what it does."""
    told = _told_of(command, parameter, lang)
    filled = told["help"].format_map(
        {
            "default": parameter.default,
            "least": getattr(parameter.type, "min", None),
            "most": getattr(parameter.type, "max", None),
            "kinds": _kinds(lang) if "{kinds}" in told["help"] else "",
        }
    )
    return option_form(command, parameter, lang), filled


def _kinds(lang: str) -> str:
    """Every kind of entry; in Chinese with what it is called."""
    from sitegen.model.kinds import RECORDS

    if lang == "zh":
        return "、".join([f"{kind.id} {kind.usual_name.zh}" for kind in RECORDS])
    return ", ".join([kind.id for kind in RECORDS])


def option_form(command: click.Command, parameter: click.Parameter, lang: str) -> str:
    """How an option is written, with what stands after it: `--root FOLDER`; an argument by its name."""
    value = value_of(command, parameter, lang)
    if isinstance(parameter, click.Argument):
        return value
    return f"{', '.join(parameter.opts)} {value}".rstrip()


def value_of(command: click.Command, parameter: click.Parameter, lang: str) -> str:
    return _told_of(command, parameter, lang).get("value", "")


def _told_of(command: click.Command, parameter: click.Parameter, lang: str) -> dict[str, str]:
    own = getattr(command, "told_of", None)
    if own and (brought := own(parameter)):
        found: dict[str, str] = brought[lang]
        return found
    name = "help" if "--help" in parameter.opts else parameter.name
    known = words()["option"]
    told: dict[str, str] = known.get(f"{command.name}-{name}", known.get(name))[lang]
    return told
