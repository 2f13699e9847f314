"""A command line that is wrong, as a diagnostic: what is wrong with it, and what to write instead.

The library for command lines finds out what is wrong and says so in English; here that becomes a code, whose
words are codes.toml's. What commands find out themselves they raise as `Misuse`. Ends with exit status 2.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence

import click

from sitegen.diagnostics import Diagnostic, Place, nearest, problem

DASHES = "-‐‑‒–—―−－"
"""What word processors and Chinese keyboards make of two hyphens, too."""


class Misuse(click.UsageError):
    """Wrong usage, with its code and the words to fill in."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


def misuse(code: str, **params: object) -> Misuse:
    return Misuse(problem(code, Place(""), **params))


def bad_value(parameter: click.Parameter | None, value: object, en: str, zh: str) -> Misuse:
    """A value that an option or argument cannot have; the sentences say what to write."""
    return misuse("E_OPTION_VALUE", option=_name_of(parameter), value=value, en=en, zh=zh)


def _name_of(parameter: click.Parameter | None) -> str:
    if not isinstance(parameter, click.Argument):
        return parameter.opts[0] if parameter else ""
    from sitegen.cli.help import language, value_of

    context = click.get_current_context()
    return value_of(context.command, parameter, language(context))


def diagnostic_of(wrong: click.ClickException, arguments: Sequence[str], lang: str) -> Diagnostic:
    """What to tell about a command line that was refused."""
    context = wrong.ctx if isinstance(wrong, click.UsageError) else None
    match wrong:
        case Misuse():
            return wrong.diagnostic
        case click.NoSuchOption() if context:
            return _unknown_option(_as_typed(wrong.option_name, arguments), context)
        case click.BadOptionUsage() if context:
            return _value_or_none(wrong.option_name, context, lang)
        case click.MissingParameter() if context and wrong.param:
            return _missing(wrong.param, context, lang)
    return problem("E_USAGE", Place(""), reason=wrong.format_message())


def _as_typed(option: str, arguments: Sequence[str]) -> str:
    """The whole word: of `-strict`, the library names `-s` alone."""
    if len(option) > 2:
        return option
    return next((word for word in arguments if word[:1] == "-" != word[1:2] and option[1] in word), option)


def _unknown_option(name: str, context: click.Context) -> Diagnostic:
    near = near_option(name, context)
    if not near and isinstance(context.command, click.Group) and _is_below(context.command, name, context):
        near = {"near": f"{context.command_path} … {name}"}
    return problem("E_UNKNOWN_OPTION", Place(""), name=name, command=context.command_path, **near)


def _is_below(group: click.Group, option: str, context: click.Context) -> bool:
    """Whether a command of the group has this option, which belongs behind the command's name."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            if _is_below(command, option, context):
                return True
        elif command and any(option in one.opts for one in command.params):
            return True
    return False


def near_option(word: str, context: click.Context) -> dict[str, str]:
    """`{"near": …}` when a word is an option without its hyphens, or much like one with them."""
    options = _long_options(context)
    bare = word.lstrip(DASHES).partition("=")[0].lower()
    if bare == word.lower():
        return {"near": f"--{word}"} if f"--{word}" in options else {}
    return nearest(f"--{bare}", options)


def _long_options(context: click.Context) -> list[str]:
    return [name for one in context.command.get_params(context) for name in one.opts if name[:2] == "--"]


def unknown_command(name: str, context: click.Context) -> Misuse:
    """A word where a command's name belongs."""
    from sitegen.cli.help import words

    commands = list(words()["command"])[1:]
    meant = words()["meant"].get(name.lower())
    near = {"near": meant} if meant else near_option(name, context) or nearest(name.lower(), commands)
    return misuse("E_UNKNOWN_COMMAND", name=name, **near)


def extra_word(word: str, context: click.Context) -> Misuse:
    """A word more than a command has use for; a folder is probably the site's."""
    if os.path.isdir(word) and "--root" in _long_options(context):
        near = {"near": f"--root {shlex.quote(word)}"}
    else:
        near = near_option(word, context)
    return misuse("E_EXTRA_WORD", word=word, command=context.command_path, **near)


def _value_or_none(name: str, context: click.Context, lang: str) -> Diagnostic:
    from sitegen.cli.help import option_form

    command = context.command
    option = next(one for one in command.get_params(context) if name in one.opts)
    if isinstance(option, click.Option) and option.is_flag:
        return problem("E_OPTION_ALONE", Place(""), option=name)
    form = option_form(command, option, lang)
    return problem("E_OPTION_WITHOUT_VALUE", Place(""), option=name, form=form, command=context.command_path)


def _written(command: click.Command, parameter: click.Parameter, lang: str) -> str:
    """What is to be written on the command line: `--for TEXT`, or for an argument its word alone."""
    from sitegen.cli.help import value_of

    value = value_of(command, parameter, lang)
    return f"{parameter.opts[0]} {value}" if isinstance(parameter, click.Option) else value


def _missing(parameter: click.Parameter, context: click.Context, lang: str) -> Diagnostic:
    from sitegen.cli.help import examples_of

    command = context.command
    return problem(
        "E_MISSING_WORD",
        Place(""),
        word=_written(command, parameter, lang),
        command=context.command_path,
        example=examples_of(command)[0]["run"],
    )
