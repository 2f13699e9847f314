"""Values put into files that people keep by hand: nothing else in them changes."""

from __future__ import annotations

from difflib import unified_diff
from typing import Any

import pytest

from sitegen.content.yaml_file import parse_yaml
from sitegen.sheets.cell_values import data_of
from sitegen.sheets.comparing import Change
from sitegen.sheets.yaml_edit import edited

FILE = """\
# 由园区核对
title: {zh: 旧铝厂, en: Old mill}   # 名称以备案为准
status: "open"
batch: 2026
investment:
    total: 近20亿元      # 含流动资金

    sought: 面议
summary: >-
  两行的
  摘要。
tags:
- 铝
- '010'
returns: {irr: 18.50%, jobs: 1_000}
milestones:
  -   {date: 2020-02, status: signed}
  - date: 2021-03
    status: landed
"""


def diff(old: str, new: str) -> list[str]:
    lines = unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]


def change(path: str, new: Any) -> Change:
    return Change(tuple(path.split(".")), None, new)


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (
            "investment.total",
            "30亿元",
            ["-    total: 近20亿元      # 含流动资金", "+    total: 30亿元       # 含流动资金"],
        ),
        ("investment.sought", "5亿元", ["-    sought: 面议", "+    sought: 5亿元"]),
        ("status", "signed", ['-status: "open"', '+status: "signed"']),
        ("investment.fixed", "15亿元", ["+    fixed: 15亿元"]),
        ("region", "lizhou", ["+region: lizhou"]),
        ("batch", "2027", ["-batch: 2026", '+batch: "2027"']),
    ],
)
def test_only_the_line_of_the_value_changes(path: str, value: str, expected: list[str]) -> None:
    made = diff(FILE, edited(FILE, [change(path, value)], "zh"))
    assert [line.replace(" ", "").replace('"', "").replace("'", "") for line in made] == [
        line.replace(" ", "").replace('"', "").replace("'", "") for line in expected
    ]


def test_the_data_are_what_was_wanted() -> None:
    node, found = parse_yaml(
        edited(FILE, [change("title.en", "Mill: old"), change("tags", ["铝", "no"])], "zh").encode(), "x"
    )
    assert node is not None
    assert not found
    data = data_of(node)
    assert data["title"] == {"zh": "旧铝厂", "en": "Mill: old"}
    assert data["tags"] == ["铝", "no"]
    assert data["returns"] == {"irr": "18.50%", "jobs": "1_000"}
    assert data["batch"] == "2026"


def test_a_plain_text_becomes_a_mapping_when_a_language_comes_to_it() -> None:
    made = edited("title: 旧铝厂\nstatus: open\n", [change("title.en", "Old mill")], "zh")
    assert made == "title:\n  zh: 旧铝厂\n  en: Old mill\nstatus: open\n"
    assert edited("title: 旧铝厂\n", [change("title.zh", "新铝厂")], "zh") == "title: 新铝厂\n"


@pytest.mark.parametrize(
    "value",
    [
        "no",
        "010",
        "1:30",
        "- a",
        "a: b",
        "#x",
        "'",
        '"',
        "[x",
        "*a",
        "&b",
        "%",
        "@",
        "`",
        "a #b",
        "{",
        "多\n行",
    ],
)
def test_any_text_is_written_so_that_it_is_read_again(value: str) -> None:
    node, found = parse_yaml(edited("a: b\n", [change("text", value)], "zh").encode(), "x")
    assert node is not None
    assert not found
    assert data_of(node)["text"] == value
