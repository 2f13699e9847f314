"""What the documentation names is there: files, commands, options, codes, make targets, paths in the code."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from sitegen.cli.commands import sitegen
from sitegen.diagnostics.show import wording
from tests.support.process import REPOSITORY

SHIPPED = REPOSITORY / "sitegen" / "describe" / "skeletons" / "site" / "README.md"
PAGES = [*sorted(REPOSITORY.glob("*.md")), *sorted((REPOSITORY / "docs").glob("*.md")), SHIPPED]
PARTNERS = [path for path in PAGES if path.name.endswith(".zh.md")]


def _text(path: Path) -> str:
    return path.read_text("utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_to_files_of_the_repository(path: Path) -> None:
    text = re.sub(r"(?ms)^```.*?^```|`[^`\n]*`", "", _text(path))
    for target in re.findall(r'\]\(([^)\s]+)\)|src="([^"]+)"', text):
        link = target[0] or target[1]
        if not link.startswith(("#", "http")):
            assert (path.parent / link.partition("#")[0]).exists(), link


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_and_their_options_exist(path: Path) -> None:
    for line in re.findall(r"(?m)(?:^|`|bin/)sitegen ([a-z]+\b[^`\n]*)", _text(path)):
        name, _, rest = line.partition(" ")
        assert name in sitegen.commands, line
        rest = rest.partition("  ")[0]
        command = sitegen.commands[name]
        if isinstance(command, click.Group) and re.match(r"[a-z]", rest):
            inner = rest.split()[0]
            found = command.get_command(click.Context(command), inner)
            if f'name="{inner}"' in _text(path):  # a recipe that shows how to add one
                continue
            assert found is not None, line
            command = found
        options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        for option in re.findall(r"(?<!\S)--[a-z-]+", rest):
            assert option in options, line
        for kind in re.findall(r"^([a-z]+) ", rest) if name == "new" else ():
            assert kind in _kinds(), line


def _kinds() -> set[str]:
    help_text = sitegen.commands["new"].get_help(click.Context(sitegen.commands["new"]))
    return set(re.findall(r"[a-z]+", help_text))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_codes_and_make_targets_exist(path: Path) -> None:
    text = _text(path)
    added = re.findall(r"(?m)^ *\[([EW]_[A-Z_]+)\.en\]$", text)  # by a recipe that shows how to word one
    added += re.findall(r'(?m)^ +raise FormError\("(E_[A-Z_]+)"\)$', text)  # or how to refuse
    assert set(re.findall(r"\b[EW]_[A-Z_]+\b", text)) <= {*wording(), *added}
    targets = set(re.findall(r"(?m)^([a-z-]+):", _text(REPOSITORY / "Makefile")))
    assert set(re.findall(r"(?m)(?:^|`)make ([a-z]+)", text)) <= targets


def test_modules_that_the_architecture_names_exist() -> None:
    text = _text(REPOSITORY / "docs" / "architecture.md")
    for name in re.findall(r"`((?:[a-z0-9_]+/)+[a-z0-9_]+\.(?:py|toml)|[a-z0-9_]+\.py)`", text):
        assert any((folder / name).is_file() for folder in (REPOSITORY, REPOSITORY / "sitegen")), name


@pytest.mark.parametrize("path", PARTNERS, ids=lambda path: path.name)
def test_a_chinese_page_has_the_english_ones_sections(path: Path) -> None:
    english = path.with_name(path.name.replace(".zh.md", ".md"))
    pattern = r"(?m)^(#{1,3}) "
    assert re.findall(pattern, _plain(path)) == re.findall(pattern, _plain(english))
    assert f"({english.name})" in _text(path)
    assert f"({path.name})" in _text(english)


def _plain(path: Path) -> str:
    return re.sub(r"(?ms)^```.*?^```", "", _text(path))


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "docs" / "images").glob("*")), ids=lambda path: path.name
)
def test_pictures_are_small_and_used(path: Path) -> None:
    assert path.stat().st_size < 200_000
    assert any(path.name in _text(page) for page in PAGES)
