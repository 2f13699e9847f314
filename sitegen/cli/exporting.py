"""`sitegen export NAME FOLDER`: a command for each output of `model.outputs`, with the output's own options.

The commands are made when they are asked for. An output's options are the fields of the struct that its row
names as its parameters.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args, get_type_hints

import click
import msgspec

from sitegen.cli import options
from sitegen.cli.click_commands import Command, Group
from sitegen.cli.click_types import ChoiceType, FolderType, NumberType, day
from sitegen.cli.output import Terminal
from sitegen.cli.output_place import place_of_output
from sitegen.cli.sheet_commands import SHEETS, SheetCommand
from sitegen.cli.usage_errors import bad_value, misuse
from sitegen.diagnostics import nearest
from sitegen.model.fields import Doc, OneOf, unwrapped
from sitegen.model.output_rows import Output, load
from sitegen.model.outputs import exports


class ExportGroup(Group):
    """`sitegen export`: its commands are the outputs. Its help leaves out pages, which few want alone."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        named = [name for name, outputs in exports().items() if any(one.scope != "page" for one in outputs)]
        return [*named, *SHEETS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in SHEETS:
            return SheetCommand(cmd_name)
        outputs = exports().get(cmd_name)
        return ExportCommand(cmd_name, outputs) if outputs else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args:
            from sitegen.cli.help import examples_of, language, words

            raise misuse(
                "E_MISSING_WORD",
                word=words()["heading"][language(ctx)]["any_command"],
                command=ctx.command_path,
                example=examples_of(self)[0]["run"],
            )
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = [*exports(), *SHEETS]
        if args[0][:2] != "--" and args[0] not in known:
            raise misuse("E_UNKNOWN_KIND", kind=args[0], known=", ".join(known), **nearest(args[0], known))
        return super().resolve_command(ctx, args)


class ExportCommand(Command):
    """The export of one output."""

    def __init__(self, name: str, outputs: tuple[Output, ...]) -> None:
        self.outputs = outputs
        self.parameters: Any = next((load(one.parameters) for one in outputs if one.parameters), None)
        own = [_option(field, hint) for field, hint in _fields(self.parameters)]
        super().__init__(name, callback=self.run, params=[*_shared_parameters(), *own])

    @property
    def told(self) -> dict[str, dict[str, str]]:
        """What `--help` says of it."""
        about = [output.about for output in self.outputs]
        return {
            "en": {"about": "; ".join([one.note_en or one.en for one in about])},
            "zh": {"about": "；".join([one.note_zh or one.zh for one in about])},
        }

    @property
    def example(self) -> list[dict[str, str]]:
        needed = getattr(self.parameters, "example", "")
        return [{"run": " ".join(filter(None, ("sitegen export", self.name, needed, f"my-{self.name}")))}]

    def told_of(self, parameter: click.Parameter) -> dict[str, dict[str, str]] | None:
        """What `--help` says of one of the output's own options."""
        for field, hint in _fields(self.parameters):
            if field.name == parameter.name:
                doc = next(mark for mark in unwrapped(hint)[1] if isinstance(mark, Doc))
                return {
                    "en": {"value": _placeholder(hint, "en"), "help": doc.note_en or doc.en},
                    "zh": {"value": _placeholder(hint, "zh"), "help": doc.note_zh or doc.zh},
                }
        return None

    def run(
        self,
        folder: Path,
        root: Path,
        locale: tuple[str, ...],
        **given: Any,
    ) -> int:
        """Write the output and say where it is. `given` are other options of every export, and its own."""
        from sitegen.pipeline.build import Options
        from sitegen.pipeline.export import Export, export

        jobs, now, style, lang = (given.pop(name) for name in ("jobs", "now", "style", "lang"))
        terminal = Terminal(lang or "", style, root)
        place = Path(place_of_output(str(root.resolve()), None))
        asked = Options(root=root.resolve(), output=place, jobs=jobs or 0, now=now)
        parameters = self.parameters(**given) if self.parameters else None
        wanted = Export(name=self.name or "", folder=folder, locales=locale, parameters=parameters)
        written = export(asked, wanted, terminal.problems)
        if not written:
            terminal.say(
                f"Nothing was saved: the catalogue has nothing for sitegen export {self.name}.",
                f"没有存下任何文件：目录中没有可供 sitegen export {self.name} 输出的内容。",
            )
            return 0
        count = f"{len(written)} file{'' if len(written) == 1 else 's'}"
        terminal.say(f"Saved in {folder}: {count}.", f"已存到 {folder}，共 {len(written)} 个文件。")
        return 0


def _shared_parameters() -> list[click.Parameter]:
    """Those of every export."""

    def nothing() -> None:
        pass

    command: Callable[..., Any] = nothing
    for decorate in (options.speech, options.now, options.jobs, options.root):
        command = decorate(command)
    shared: list[click.Parameter] = list(reversed(command.__click_params__))  # type: ignore[attr-defined]
    folder = click.Argument(["folder"], type=FolderType(there=False))
    return [folder, *shared, click.Option(["--locale"], multiple=True)]


def _fields(parameters: Any) -> list[tuple[msgspec.structs.FieldInfo, Any]]:
    """The fields of an output's parameters, with their annotations."""
    if parameters is None:
        return []
    hints = get_type_hints(parameters, include_extras=True)
    return [(field, hints[field.name]) for field in msgspec.structs.fields(parameters)]


def _option(field: msgspec.structs.FieldInfo, hint: Any) -> click.Option:
    """An option for a field: `since` is `--since`, and a word of Python's own, `for_`, is `--for`."""
    bare, marks = unwrapped(hint)
    names = [f"--{field.name.rstrip('_').replace('_', '-')}", field.name]
    given: dict[str, Any] = {"required": field.required}
    if not field.required:
        given["default"] = field.default
    choice = next((mark for mark in marks if isinstance(mark, OneOf)), None)
    if bare is bool:
        return click.Option(names, is_flag=True)
    if bare is int:
        return click.Option(names, type=NumberType(), **given)
    if bare is datetime.date:
        return click.Option(names, callback=_date, **given)
    if choice:
        return click.Option(names, type=ChoiceType(choice.values), **given)
    if get_args(bare):
        if "default" in given:
            given["default"] = ",".join(given["default"]) or None
        return click.Option(names, callback=several, **given)
    return click.Option(names, type=str, **given)


def _date(context: click.Context, parameter: click.Parameter, value: str | None) -> datetime.date | None:
    iso = day(context, parameter, value)
    return datetime.date.fromisoformat(iso) if iso else None


def several(
    context: click.Context, parameter: click.Parameter, value: str | tuple[str, ...] | None
) -> tuple[str, ...]:
    """Words between commas, Chinese ones too."""
    if not isinstance(value, str):
        return value or ()
    words = tuple([word.strip() for word in value.replace("，", ",").split(",")])
    if not all(words):
        raise bad_value(parameter, value, "Write words with commas between them", "请写以逗号分隔的几个代号")
    return words


def _placeholder(hint: Any, lang: str) -> str:
    """What stands after an option."""
    bare, marks = unwrapped(hint)
    choice = next((mark for mark in marks if isinstance(mark, OneOf)), None)
    if choice:
        return "|".join(choice.values)
    words = {bool: ("", ""), int: ("NUMBER", "数"), datetime.date: ("YYYY-MM-DD", "年-月-日")}
    en, zh = words.get(bare, ("A,B,C", "代号,代号") if get_args(bare) else ("TEXT", "文字"))
    return zh if lang == "zh" else en
