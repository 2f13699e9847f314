"""The wording is complete: every code that the program can raise, in both languages, with all its parts."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

import sitegen
from sitegen.cli.language import LANGUAGES
from sitegen.diagnostics.show import explain, wording

CODE = re.compile(r"[EW]_[A-Z][A-Z_]*")
PARTS = ("title", "message", "hint", "explain")


def used_codes() -> set[str]:
    """Every string in the program that is a code."""
    found = set()
    for path in Path(sitegen.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                found.add(node.value)
    return found


def test_every_code_that_is_used_is_worded_and_every_wording_used() -> None:
    assert used_codes() == wording().keys()


def test_what_outputs_say_of_an_option_ends_without_a_stop() -> None:
    """The wording of E_OPTION_VALUE has one."""
    said = [
        node.value
        for path in Path(sitegen.__file__).parent.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "ParameterError"
        for argument in call.args[2:]
        for node in ast.walk(argument)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert len(said) > 6
    assert [text for text in said if text.endswith((".", "。"))] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", sorted(wording()))
def test_wording_is_whole(code: str, lang: str) -> None:
    assert CODE.fullmatch(code)
    texts = wording()[code][lang]
    assert set(PARTS) <= texts.keys() <= {*PARTS, "hint_near"}
    for part, text in texts.items():
        assert text.strip(), part
        assert part == "explain" or "\n" not in text, part
    assert not texts["title"].endswith((".", "。"))
    assert not texts["message"].endswith((".", "。"))
    assert texts["hint"].endswith((".", "。", "?", "？", ")", "…", "{free}", "my-site"))


@pytest.mark.parametrize("code", sorted(wording()))
def test_the_two_languages_say_the_same_things(code: str) -> None:
    """Both name the same values, but for the sentences that come in each language."""
    english, chinese = wording()[code]["en"], wording()[code]["zh"]
    assert english.keys() == chinese.keys()
    for part in ("message", "hint_near"):
        assert placeholders(english.get(part, "")) - {"en"} == placeholders(chinese.get(part, "")) - {"zh"}
    assert re.search("[\u4e00-\u9fff]", chinese["title"])
    assert not re.search("[\u4e00-\u9fff]", english["title"])


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", sorted(wording()))
def test_chinese_has_full_width_punctuation(code: str) -> None:
    """A half-width comma or full stop after a Chinese character is a slip of the keyboard."""
    for part in ("title", "message", "hint"):
        text = re.sub(r"\[[^\]]*\]", "", wording()[code]["zh"][part])  # examples of lists
        assert not re.search(r"[\u4e00-\u9fff][,;!?.](?![a-z])", text), (part, text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_words_that_only_programmers_know(lang: str) -> None:
    jargon = re.compile(
        r"\b(mapping|sequence|scalar|node|token|parse|string|boolean|integer|null)\b|映射|节点|标量|布尔|解析"
    )
    for code, entry in wording().items():
        for part in ("title", "message", "hint", "explain"):
            assert not jargon.search(entry[lang][part]), (code, part)


def test_explain_says_all_there_is_to_say() -> None:
    text = explain("E_TAB", "en")
    assert text is not None
    assert text.startswith("E_TAB: A Tab character at the beginning of a line\n\nHow far a line is indented")
    assert "Wrong" in text
    assert "Right" in text
    assert explain("E_NOTHING", "en") is None
