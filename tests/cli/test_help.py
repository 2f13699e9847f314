"""Help is there in both languages for every command and option, true, and fit to be read in 80 columns."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from sitegen.cli.commands import sitegen
from sitegen.cli.exporting import ExportCommand
from sitegen.cli.help import words
from sitegen.cli.language import LANGUAGES
from sitegen.cli.wrapping import width
from sitegen.describe.schema import schema_kinds
from sitegen.model.kinds import KINDS
from sitegen.model.outputs import exports
from tests.support.process import REPOSITORY, RunCli, environment

COMMANDS: dict[str, click.Command] = {"sitegen": sitegen, **sitegen.commands}
EXPORTS = {name: ExportCommand(name, outputs) for name, outputs in exports().items()}
CHINESE = re.compile("[\u4e00-\u9fff]")
ENGLISH_ONLY = re.compile(r"\b(Usage|Options|Commands|Examples|default|Default|Show|the|this|OPTIONS|KIND)\b")


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def help_of(name: str, lang: str) -> str:
    above = click.Context(sitegen, info_name="sitegen", obj=lang)
    command = COMMANDS[name]
    return command.get_help(above if command is sitegen else click.Context(command, above, info_name=name))


def parameters() -> Iterator[tuple[str, click.Parameter]]:
    for name, command in [*COMMANDS.items(), *EXPORTS.items()]:
        for parameter in command.get_params(click.Context(command)):
            if not isinstance(command, ExportCommand) or command.told_of(parameter) is None:
                yield name, parameter


def key_of(command: str, parameter: click.Parameter) -> str:
    name = "help" if "--help" in parameter.opts else str(parameter.name)
    own = f"{command}-{name}"
    return own if own in words()["option"] else name


# The words


def test_every_command_has_its_words_and_every_word_its_command() -> None:
    assert set(words()["command"]) == set(COMMANDS)
    assert set(words()["option"]) == {key_of(name, parameter) for name, parameter in parameters()}


def test_both_languages_say_all() -> None:
    entries = [*words()["command"].items(), *words()["option"].items(), ("heading", words()["heading"])]
    for name, entry in entries:
        english, chinese = (entry[lang] for lang in ("en", "zh"))
        assert english.keys() == chinese.keys(), name
        for part, text in english.items():
            assert not CHINESE.search(text), (name, part)
            if part != "value":
                assert CHINESE.search(chinese[part]), (name, part)
                assert filled_in(text) == filled_in(chinese[part]), (name, part)
        if "about" in english or "help" in english:
            for text in (english, chinese):
                assert text.get("about", text.get("help", "")).endswith((".", "。")), name


def filled_in(text: str) -> set[str]:
    return set(re.findall(r"{\w+}", text))


def test_notes_on_examples_are_in_both_languages_or_in_none() -> None:
    for entry in words()["command"].values():
        assert entry["example"]
        for line in entry["example"]:
            assert line.keys() in ({"run"}, {"run", "en", "zh"})


@pytest.mark.parametrize("name", COMMANDS)
def test_no_punctuation_of_the_other_language(name: str) -> None:
    assert not re.search(r"[\u4e00-\u9fff][,;:!?.]", help_of(name, "zh").replace("主机:端口", ""))
    assert not re.search(r"[，。；：？（）、“”]", help_of(name, "en"))


def test_words_that_lead_to_a_command_lead_to_one() -> None:
    for target in words()["meant"].values():
        first = target.split()[0]
        assert first in sitegen.commands or first in ("--help", "--version"), target


# What is shown


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_all_is_shown_in_80_columns(name: str, lang: str) -> None:
    text = help_of(name, lang)
    for line in text.split("\n"):
        assert width(line) < 80, line
        assert line == line.rstrip()
    for parameter in COMMANDS[name].get_params(click.Context(COMMANDS[name])):
        told = words()["option"][key_of(name, parameter)][lang]
        left = f"{', '.join(parameter.opts)} {told.get('value', '')}".rstrip()
        assert f"\n  {told['value'] if isinstance(parameter, click.Argument) else left}" in text
    assert words()["command"][name][lang]["about"][:20] in text
    for example in words()["command"][name]["example"]:
        assert f"\n  {example['run']}" in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_what_options_do_begins_in_one_column(name: str, lang: str) -> None:
    headings = words()["heading"][lang]
    _, _, rest = help_of(name, lang).partition(f"\n{headings['options']}")
    table = rest.partition("\n\n")[0].split("\n")[1:]
    starts = set()
    for line in table:
        if found := re.match(r"  -.*?  +(?=\S)|   +(?=\S)", line):
            starts.add(width(found[0]))
    assert len(starts) == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_the_languages_differ_and_do_not_mix(name: str) -> None:
    english, chinese = help_of(name, "en"), help_of(name, "zh")
    assert not CHINESE.search(english)
    assert not ENGLISH_ONLY.search(chinese)
    assert chinese.startswith(f"用法：sitegen{'' if name == 'sitegen' else ' ' + name}")
    assert english.startswith(f"Usage: sitegen{'' if name == 'sitegen' else ' ' + name}")


def test_examples_are_commands_that_exist() -> None:
    for entry in words()["command"].values():
        for line in entry["example"]:
            program, name, *rest = shlex.split(line["run"])
            if program == "sitegen":
                known = {option for one in sitegen.commands[name].params for option in one.opts} | {"--help"}
                assert {word for word in rest if word.startswith("--")} <= known, line


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_kinds_are_named(lang: str) -> None:
    assert {*KINDS, "site"} <= set(re.findall("[a-z]+", help_of("new", lang)))
    assert set(schema_kinds()) <= set(re.findall("[a-z]+", help_of("schema", lang)))
    assert set(KINDS) <= set(re.findall("[a-z]+", help_of("rename", lang)))


def test_figures_are_those_of_the_program() -> None:
    for lang in LANGUAGES:
        assert "100000" in help_of("demo", lang)
        assert "200" in help_of("demo", lang)
        assert "8000" in help_of("serve", lang)
        assert "127.0.0.1" in help_of("serve", lang)
        assert "256" in help_of("build", lang)


@pytest.mark.parametrize("columns", [40, 60, 200])
def test_other_terminals(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for lang in LANGUAGES:
        for name in COMMANDS:
            assert max(width(line) for line in help_of(name, lang).split("\n")) < min(max(columns, 60), 101)


# Which language


@pytest.mark.parametrize(
    ("words_given", "locale", "expected"),
    [
        (["build", "--help"], "zh_CN.UTF-8", "用法"),
        (["build", "--help"], "C.UTF-8", "Usage"),
        (["--help"], "zh_CN.UTF-8", "用法"),
        (["--help", "--lang", "zh"], "C.UTF-8", "用法"),
        (["--lang=zh", "--help"], "C.UTF-8", "用法"),
        (["--lang", "zh", "build", "--help"], "C.UTF-8", "用法"),
        (["build", "--help", "--lang", "zh"], "C.UTF-8", "用法"),
        (["build", "--lang=en", "-h"], "zh_CN.UTF-8", "Usage"),
        (["schema", "--help", "--lang", "zh"], "C.UTF-8", "用法"),
        (["build", "--help", "--lang", "de"], "C.UTF-8", "Usage"),
        (["build", "--help", "--", "--lang", "zh"], "C.UTF-8", "Usage"),
    ],
)
def test_help_speaks_the_language_that_is_asked_for(
    run_cli: RunCli, tmp_path: Path, words_given: list[str], locale: str, expected: str
) -> None:
    done = run_cli(*words_given, cwd=tmp_path, env={"LC_ALL": locale})
    assert done.returncode == 0
    assert done.stdout.startswith(expected)


@pytest.mark.parametrize("words_given", [[], ["--lang", "zh"]])
def test_without_a_command_there_is_help(run_cli: RunCli, tmp_path: Path, words_given: list[str]) -> None:
    done = run_cli(*words_given, cwd=tmp_path, env={"LC_ALL": "zh_CN.UTF-8"})
    assert done.returncode == 2
    assert done.stderr.startswith("用法：sitegen 命令")


def test_a_language_before_the_command_is_the_commands_too(run_cli: RunCli, tmp_path: Path) -> None:
    words_given = ["--lang", "zh", "explain", "E_TAB"]
    assert CHINESE.search(run_cli(*words_given, cwd=tmp_path).stdout.partition("\n")[0])
    assert run_cli(*words_given, "--lang", "en", cwd=tmp_path).stdout.startswith("E_TAB: A Tab")


def test_the_words_of_help_are_loaded_for_help_alone() -> None:
    """A command that does its work must not wait for words that nobody asked for."""
    code = (
        "import sys; from sitegen.cli import run; run(sys.argv[1:]);"
        "print(sorted({'sitegen.cli.help', 'sitegen.cli.wrapping', 'tomllib'} & sys.modules.keys()))"
    )
    for arguments, loaded in (
        (["schema", "page"], []),
        (["schema", "--help"], ["sitegen.cli.help", "sitegen.cli.wrapping", "tomllib"]),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env=environment(),
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.rstrip().endswith(str(loaded))
