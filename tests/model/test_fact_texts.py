"""Texts of facts: blanks, lines, remarks and marks in them."""

from __future__ import annotations

import time

import pytest

from sitegen.content.yaml_file import parse_yaml
from sitegen.model.checks.text_checks import markup_in
from sitegen.model.decode import decode_entity
from sitegen.model.decode_context import DecodeContext
from sitegen.model.entities import Collection
from sitegen.model.fact_texts import lines_with_remarks
from sitegen.model.scalars import scalars_of


def decoded(text: str) -> tuple[Collection, list[tuple[str, int, int]]]:
    node, found = parse_yaml(text.encode(), "a.yml")
    scene = DecodeContext("a.yml", ("zh", "en"), "zh")
    scene.remarks = lines_with_remarks(text.encode())
    entity = decode_entity(Collection, "a", node, scene)
    assert isinstance(entity, Collection)
    found += [*scene.found, *markup_in(scalars_of(node), "a.yml")]
    return entity, [(d.code, d.place.line, d.place.column) for d in found]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("甲　乙", "甲 乙"),
        ("甲\u00a0乙", "甲 乙"),
        ('"甲  乙"', "甲 乙"),
        ("甲\u2003乙", "甲 乙"),
        ('"　甲　"', "甲"),
        ("|\n  甲，\n  乙", "甲，乙"),
        ("|\n  one\n  two", "one two"),
        ("甲，\n  乙", "甲，乙"),
    ],
)
def test_blanks_and_lines_are_read_alike(written: str, read: str) -> None:
    entity, found = decoded(f"title: {written}\n")
    assert entity.title.values == {"zh": read}
    assert found == []


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("title: 示例园区 #3厂房改造", 13),
        ("title: {zh: 甲, en: A}  #备注", 0),
        ('title: "示例 #3厂房"', 0),
        ("title: 甲 # 备注", 0),
        ("title: 甲#3", 0),
        ("order: 3 #排序", 0),
        ("title: 甲 ## 备注", 0),
        ("title: 甲 #3 #4", 10),
    ],
)
def test_a_text_that_ends_at_a_remark(line: str, column: int) -> None:
    text = f"{line}\n" if line.startswith("title") else f"title: 甲\n{line}\n"
    assert decoded(text)[1] == ([("W_CUT_TEXT", 1, column)] if column else [])


@pytest.mark.parametrize(
    "text",
    [
        "甲<br>乙",
        "甲<br/>乙",
        "A&nbsp;B",
        "&ldquo;甲&rdquo;",
        "&#8220;",
        "**重点**",
        "见[链接](https://a.cn)",
        "<b>甲</b>",
        '<font color=\\"red\\">甲',
        "~~删~~",
    ],
)
def test_marks_that_facts_do_not_know(text: str) -> None:
    assert decoded(f'title: "{text}"\n')[1] == [("W_MARKUP", 1, 8)]


@pytest.mark.parametrize(
    "text", ["R&D; A", "A & B", "<30%", "5*6", "3<5>2", "甲 [乙] (丙)", "a~b", "《办法》", "x < y > z"]
)
def test_marks_that_are_text(text: str) -> None:
    assert decoded(f'title: "{text}"\n')[1] == []


@pytest.mark.parametrize("piece", ["<a ", "&a", "**", "](", " #a", "<", "~~ "])
def test_much_of_it_takes_no_longer(piece: str) -> None:
    started = time.process_time()
    decoded(f'title: "{piece * (900_000 // len(piece))}"\n')
    assert time.process_time() - started < 5
