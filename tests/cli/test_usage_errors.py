"""A wrong command line: what is wrong and what to write instead, in either language; exit status 2."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from sitegen.cli import run
from sitegen.cli.commands import sitegen
from sitegen.cli.language import LANGUAGES
from sitegen.diagnostics import Place, problem
from sitegen.diagnostics.show import hint, message
from tests.support.minisite import MiniSite

OPTIONS = [
    (name, option)
    for name, command in sitegen.commands.items()
    for option in command.params
    if isinstance(option, click.Option)
]
LONG = [(name, option) for name, option in OPTIONS if len(option.opts[0]) > 5]


def told(capfd: pytest.CaptureFixture[str], lang: str, *words: str) -> str:
    """What is said of a wrong command line."""
    assert run(["--lang", lang, *words]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    return err


def code_of(text: str) -> str:
    return str(re.findall(r"[EW]_[A-Z_]+", text)[0])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a-folder").mkdir()
    (tmp_path / "a-file").write_text("x", "utf-8")
    return tmp_path


WRONG = [
    ("bild", "E_UNKNOWN_COMMAND", "sitegen build"),
    ("Build", "E_UNKNOWN_COMMAND", "sitegen build"),
    ("help", "E_UNKNOWN_COMMAND", "sitegen --help"),
    ("新建", "E_UNKNOWN_COMMAND", "sitegen new"),
    ("——help", "E_UNKNOWN_COMMAND", "sitegen --help"),
    ("xyzzy", "E_UNKNOWN_COMMAND", "sitegen --help"),
    ("--nope", "E_UNKNOWN_OPTION", "sitegen --help"),
    ("--root x build", "E_UNKNOWN_OPTION", " sitegen … --root"),
    ("export --root x qr out", "E_UNKNOWN_OPTION", " sitegen export … --root"),
    ("export --nope qr out", "E_UNKNOWN_OPTION", "sitegen export --help"),
    ("build --strct", "E_UNKNOWN_OPTION", " --strict"),
    ("build -strict", "E_UNKNOWN_OPTION", " --strict"),
    ("build -x", "E_UNKNOWN_OPTION", "sitegen build --help"),
    ("serve --strict", "E_UNKNOWN_OPTION", "sitegen serve --help"),
    ("build —strict", "E_EXTRA_WORD", "--strict"),
    ("build extra", "E_EXTRA_WORD", "extra"),
    ("build help", "E_EXTRA_WORD", "--help"),
    ("build strict", "E_EXTRA_WORD", "--strict"),
    ("serve a-folder", "E_EXTRA_WORD", "--root a-folder"),
    ("explain E_TAB a-folder", "E_EXTRA_WORD", "sitegen explain"),
    ("new project a b", "E_EXTRA_WORD", "“b”"),
    ("check nosuch", "E_NO_PATH", "nosuch"),
    ("check ——strict", "E_NO_PATH", "--strict"),
    ("build --strict=1", "E_OPTION_ALONE", "--strict"),
    ("build --root nosuch", "E_OPTION_VALUE", "nosuch"),
    ("build --root a-file", "E_OPTION_VALUE", "a-file"),
    ("build --jobs 0", "E_OPTION_VALUE", "256"),
    ("build --jobs x", "E_OPTION_VALUE", "256"),
    ("demo new --seed x", "E_OPTION_VALUE", "x"),
    ("demo new --projects 2", "E_OPTION_VALUE", "100000"),
    ("serve --port 70000", "E_OPTION_VALUE", "65535"),
    ("build --now tomorrow", "E_OPTION_VALUE", "2026-03-31"),
    ("build --base-url x", "E_OPTION_VALUE", "https://"),
    ("build --executor x", "E_OPTION_VALUE", "dask://"),
    ("build --format xml", "E_OPTION_VALUE", "json"),
    ("build --lang de", "E_OPTION_VALUE", "zh"),
    ("export", "E_MISSING_WORD", "sitegen export maps"),
    ("export maps", "E_MISSING_WORD", "sitegen export maps"),
    ("export pack folder", "E_MISSING_WORD", "--projects"),
    ("export pack folder --for A", "E_MISSING_WORD", "--projects"),
    ("export pack folder --projects a", "E_MISSING_WORD", "--for"),
    ("export maps out --since x", "E_UNKNOWN_OPTION", "sitegen export maps --help"),
    ("export maps out more", "E_EXTRA_WORD", "more"),
    ("export maps a-file", "E_OPTION_VALUE", "a-file"),
    ("export mpas out", "E_UNKNOWN_KIND", "maps"),
    ("new projct x", "E_UNKNOWN_KIND", "project"),
    ("new 政策 x", "E_UNKNOWN_KIND", "policy"),
    ("schema 项目", "E_UNKNOWN_KIND", "project"),
    ("schema", "E_MISSING_WORD", "sitegen schema"),
    ("new", "E_MISSING_WORD", "sitegen new project battery-foil"),
    ("new project", "E_MISSING_WORD", "sitegen new --help"),
    ("demo", "E_MISSING_WORD", "sitegen demo"),
    ("explain", "E_MISSING_WORD", "E_QUANTITY"),
    ("explain E_TABB", "E_UNKNOWN_CODE", "E_TAB"),
    ("build --output /", "E_OUTPUT_PLACE", "--output"),
    ("demo .", "E_NOT_EMPTY", "."),
    ("new project 电池", "E_ID", "电池"),
    ("new project Big_Foil", "E_ID", "big-foil"),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("words", "code", "named"), WRONG, ids=[words for words, _, _ in WRONG])
def test_it_says_what_is_wrong_and_what_to_do(
    here: Path, capfd: pytest.CaptureFixture[str], words: str, code: str, named: str, lang: str
) -> None:
    before = sorted(here.rglob("*"))
    text = told(capfd, lang, *words.split())
    assert code_of(text) == code
    assert named in text
    what, how = text.rstrip("\n").split("\n")
    assert what.startswith("错误 " if lang == "zh" else "error ")
    assert how.startswith("    = ")
    if lang == "zh":
        assert re.search("[\u4e00-\u9fff]", what.partition(": ")[2].replace("电池", "").replace("政策", ""))
        assert re.search("[\u4e00-\u9fff]", how)
    else:
        assert not re.search("[\u4e00-\u9fff]", re.sub("|".join(words.split()), "", text))
    assert sorted(here.rglob("*")) == before


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=lambda one: getattr(one, "name", one))
def test_a_value_that_is_missing_or_too_much(
    capfd: pytest.CaptureFixture[str], name: str, option: click.Option
) -> None:
    long = option.opts[0]
    for lang in LANGUAGES:
        assert run(["--lang", lang, name, f"{long}=1" if option.is_flag else long]) == 2
        text = capfd.readouterr().err
        expected = problem(
            "E_OPTION_ALONE" if option.is_flag else "E_OPTION_WITHOUT_VALUE", Place(""), option=long
        )
        assert f"{expected.code}: {message(expected, lang)}" in text
        assert option.is_flag or f"{long} " in text


@pytest.mark.parametrize(("name", "option"), LONG, ids=lambda one: getattr(one, "name", one))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_option_that_was_meant(
    capfd: pytest.CaptureFixture[str], name: str, option: click.Option, lang: str
) -> None:
    right = option.opts[0]
    for wrong in (right[:4] + right[5:], right[1:], right.upper()):
        text = told(capfd, lang, name, wrong)
        expected = problem("E_UNKNOWN_OPTION", Place(""), near=right, command=f"sitegen {name}", name=wrong)
        assert message(expected, lang) in text, wrong
        assert hint(expected, lang) in text, wrong


@pytest.mark.parametrize("name", sitegen.commands)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_that_was_meant(capfd: pytest.CaptureFixture[str], name: str, lang: str) -> None:
    for wrong in (name[0] + name[2:], name + "s", name.upper()):
        if wrong not in sitegen.commands:
            expected = problem("E_UNKNOWN_COMMAND", Place(""), near=name, name=wrong)
            text = told(capfd, lang, wrong)
            assert message(expected, lang) in text
            assert f"sitegen {name}" in text


def test_what_is_typed_cannot_steer_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    text = told(capfd, "en", "bu\x1b[31mild")
    assert "\x1b" not in text
    assert "E_UNKNOWN_COMMAND" in text


@pytest.mark.parametrize(("lang", "said"), [("en", "not updated"), ("zh", "没有更新")])
def test_a_build_that_failed_says_that_the_site_is_as_it_was(
    mini_site: MiniSite, capfd: pytest.CaptureFixture[str], lang: str, said: str
) -> None:
    root = str(mini_site({"content/projects/bad/project.yml": "title: 示例\nstatus: opne\n"}))
    assert run(["build", "--root", root, "--lang", lang, "--jobs", "1"]) == 1
    err = capfd.readouterr().err
    assert said in err
    assert "sitegen explain E_CHOICE" in err
    assert run(["build", "--root", root, "--format", "json"]) == 1
    assert said not in capfd.readouterr().err


def test_what_a_command_has_done_and_what_comes_next(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", "site", "my site", "--lang", "en"]) == 0
    assert "cd 'my site'\n  sitegen serve\n" in capfd.readouterr().out
    monkeypatch.chdir(here / "my site")
    assert run(["new", "contact", "desk", "--lang", "zh"]) == 0
    assert "content/contacts/desk.yml" in (out := capfd.readouterr().out)
    assert "sitegen check" in out
    assert run(["build", "--lang", "zh", "--jobs", "1"]) == 0
    assert capfd.readouterr().out.startswith("网站在 build：共 ")
    assert run(["build", "--lang", "en", "--jobs", "1"]) == 0
    assert capfd.readouterr().out.startswith("The site is up to date: ")
    assert run(["schema", "--output", "here", "--lang", "zh"]) == 0
    assert "here" in capfd.readouterr().out
