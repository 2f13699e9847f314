"""Texts made to take long: refused at once, and the worst that are let in take seconds and little memory."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from sitegen.content.markdown import render_markdown
from sitegen.content.markdown_body import MarkdownContext
from sitegen.content.markdown_bounds import MAX_BRACKETS, MAX_MARKS, too_much_markup
from sitegen.model.checks.personal_checks import MAX_FINDINGS, personal_in
from tests.support.process import REPOSITORY

AROUND = MarkdownContext("zh.md", "files/", {}, {"project": "projects"})
BOMBS = (
    *(
        "[a",
        "![",
        "[^a",
        "[ a_",
        "![[]()",
        "<![CDATA[",
        "[a][",
        "**a**",
        "*a _b ",
        "a\tb\n",
        "1、a\n",
        "`",
        "~~a~",
    ),
    *("<a", "|", "# a\n", "[^1]\n\n[^1]: a\n\n", "> ", "\\["),
)
BYTES = 950_000


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_refused_before_they_are_parsed(bomb: str) -> None:
    text = bomb * (BYTES // len(bomb.encode()))
    started = time.process_time()
    body, found = render_markdown(text, AROUND)
    assert time.process_time() - started < 5  # hundredths of a second
    assert [each.code for each in found] == ["E_TOO_MUCH_MARKUP"]
    assert body.html == ""


WORST = """
import re, sys, time
from tests.content.test_markdown_bounds import AROUND, BYTES, render_markdown, too_much_markup
bomb = sys.argv[1]
low, high = 0, BYTES // len(bomb)
while high - low > 50:
    middle = (low + high) // 2
    low, high = (low, middle) if too_much_markup(bomb * middle) else (middle, high)
started = time.process_time()
_, found = render_markdown(bomb * low, AROUND)
with open("/proc/self/status") as status:  # getrusage counts the process before it too
    peak = int(re.search("VmHWM:\\s+([0-9]+)", status.read())[1]) * 1024
print(time.process_time() - started, peak, len(found))
"""


@pytest.mark.parametrize("bomb", ["![", "a\tb\n"])
def test_the_worst_that_is_let_in(bomb: str) -> None:
    """On the machine that this was written on: a second for brackets, three for tables, below 200 MB."""
    done = subprocess.run(
        [sys.executable, "-c", WORST, bomb], cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=True
    )
    seconds, memory, found = map(float, done.stdout.split())
    assert found == 0
    assert seconds < 60
    assert memory < 300_000_000


@pytest.mark.parametrize(
    "text",
    [
        "[办法](policy:plan)的第三条。" * 3_000,
        "- [企业](https://www.example.org/a) 电话、地址、**负责人**\n" * 2_000,
        "|一|二|三|四|\n|---|---|---|---|\n" + "|甲|乙|丙|丁|\n" * 8_000,
        "项目占地300亩，年产5万吨。" * 20_000,
    ],
)
def test_long_texts_of_people_are_let_in(text: str) -> None:
    assert too_much_markup(text) is None


def test_the_place_is_where_it_becomes_too_much() -> None:
    much = too_much_markup("好\n" * MAX_MARKS + "*")
    assert much is not None
    assert much.at == 2 * MAX_MARKS
    brackets = int(MAX_BRACKETS**0.5) + 1
    many = too_much_markup("一段。\n\n" + "[a" * brackets)
    assert many is not None
    assert many.at == 5
    assert f"{brackets:,}" in many.en


def test_no_more_personal_numbers_are_told_than_are_worth_it() -> None:
    text = "a@qq.com\n" * 100_000
    started = time.process_time()
    found = personal_in(text, "zh.md")
    assert time.process_time() - started < 10  # half a second
    assert len(found) == MAX_FINDINGS
    assert (found[-1].place.line, found[-1].place.column) == (MAX_FINDINGS, 1)
