"""Markdown as offices write it: what is shown as it is meant, and what is told because it is not."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sitegen.content.markdown_body import MarkdownContext
from sitegen.content.markdown_reference import parser, render
from sitegen.model.kinds import FOLDERS

AROUND = MarkdownContext("zh.md", "files/projects/x/", {"b c.pdf": None}, FOLDERS)


def html(text: str) -> str:
    body, found = render(text, AROUND, ())
    assert found == [], found
    return body.html


def told(text: str) -> list[tuple[str, int, int, str]]:
    _, found = render(text, AROUND, ())
    return [(d.code, d.place.line, d.place.column, d.params.get("near", "")) for d in found]


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("依据**《办法》**办理。", "《办法》"),
        ("这是**“引用”**后面的字。", "“引用”"),
        ("**重点：**先说明。", "重点："),
        ("按照**30%**以上奖励。", "30%"),
        ("见**（一）**条。", "（一）"),
        ("**注意！**请看", "注意！"),
        ("甲__乙__", ""),
        ("a**b**c", "b"),
        ("达到**+5%**以上", "+5%"),
        ("（**甲**）", "甲"),
        ("**甲**、**乙**", "甲"),
        ("说“**甲**”。", "甲"),
    ],
)
def test_bold_beside_chinese_marks(text: str, bold: str) -> None:
    made = html(text)
    assert ("**" in made) is False
    assert f"<strong>{bold}</strong>" in made or not bold


CHINESE = st.text("办法规定的三字", min_size=1, max_size=3)
MARKS = st.sampled_from([*"《》（）“”「」，。：；！？、%+-3a", ""])


@given(CHINESE, MARKS, CHINESE, MARKS, CHINESE)
def test_whatever_stars_stand_between_chinese_characters_is_bold(
    before: str, first: str, inner: str, last: str, after: str
) -> None:
    assert html(f"{before}**{first}{inner}{last}**{after}") == (
        f"<p>{before}<strong>{first}{inner}{last}</strong>{after}</p>\n"
    )


WESTERN = st.lists(
    st.sampled_from(
        [
            "*",
            "**",
            "_",
            "a",
            "b c",
            " ",
            "\n",
            "(",
            ")",
            "“",
            "”",
            "1. ",
            "- ",
            "# ",
            "> ",
            "!",
            "`",
            "~~",
            "[",
            "]",
            "    ",
            "|",
        ]
    ),
    max_size=20,
).map("".join)


@settings(max_examples=400)
@given(WESTERN)
def test_text_without_chinese_means_what_it_does_in_commonmark(text: str) -> None:
    plain = MarkdownIt("js-default", {"html": False})
    plain.disable("html_inline").disable("html_block")
    assert parser().render(text) == plain.render(text)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("本项目位于示例市，\n占地三百亩。", "<p>本项目位于示例市，占地三百亩。</p>\n"),
        ("line one\nline two", "<p>line one\nline two</p>\n"),
        ("甲**乙**\n丙", "<p>甲<strong>乙</strong>丙</p>\n"),
        ("甲“乙”\n丙", "<p>甲“乙”丙</p>\n"),
        ("占地\n300亩", "<p>占地\n300亩</p>\n"),
        ("> 甲，\n> 乙", "<blockquote>\n<p>甲，乙</p>\n</blockquote>\n"),
        ("- 甲，\n  乙", "<ul>\n<li>甲，乙</li>\n</ul>\n"),
        ("甲，  \n乙", "<p>甲，<br>\n乙</p>\n"),
        ("1、甲\n2、乙\n3、丙", "<p>1、甲</p>\n<p>2、乙</p>\n<p>3、丙</p>\n"),
        ("一、条件\n本地有铝。\n二、规模", "<p>一、条件</p>\n<p>本地有铝。</p>\n<p>二、规模</p>\n"),
        ("（一）甲，\n续行\n（二）乙", "<p>（一）甲，续行</p>\n<p>（二）乙</p>\n"),
        ("\u3000\u3000甲。\n\u3000\u3000乙。", "<p>甲。</p>\n<p>乙。</p>\n"),
        ("①甲\n②乙", "<p>①甲</p>\n<p>②乙</p>\n"),
        (
            "**一、概况：**在利州，\n**二、市场。**广阔。",
            "<p><strong>一、概况：</strong>在利州，</p>\n<p><strong>二、市场。</strong>广阔。</p>\n",
        ),
        ("• 甲\n• 乙", "<p>• 甲</p>\n<p>• 乙</p>\n"),
        ("    本项目占地。", "<p>本项目占地。</p>\n"),
        ("    code here", "<pre><code>code here\n</code></pre>\n"),
        ("~~删去~~的字", "<p><s>删去</s>的字</p>\n"),
        ("- [ ] 待办\n- [x] 已办", "<ul>\n<li>☐ 待办</li>\n<li>☑ 已办</li>\n</ul>\n"),
    ],
)
def test_lines_of_chinese(text: str, made: str) -> None:
    assert html(text) == made


def test_rows_pasted_from_excel_are_a_table() -> None:
    made = html("上文。\n\n名称\t电话\t备注\n甲\t1\t\n乙\t\t**好**\n\n下文。")
    cells = [
        piece.split("<")[0] for piece in made.replace("<strong>", "").split("<t") if piece[:2] in ("h>", "d>")
    ]
    assert [cell[2:] for cell in cells] == ["名称", "电话", "备注", "甲", "1", "", "乙", "", "好"]
    assert made.startswith("<p>上文。</p>\n<table")
    assert "<strong>好</strong>" in made


def test_footnotes() -> None:
    made = html("税率[^1]。\n\n[^1]: 见办法。")
    assert 'href="#fn1" id="fnref1"' in made
    assert '<li id="fn1"' in made
    assert told("税率[^1]。") == [("W_MARKDOWN", 1, 3, "[^1]: …")]
    assert [found[:3] for found in told("税率。\n\n[^a]: 见办法。")] == [("W_FOOTNOTE", 3, 1)]


@pytest.mark.parametrize(
    ("text", "column", "near"),
    [
        ("##标题", 1, "## 标题"),
        ("＃标题", 1, "# 标题"),
        ("＃＃ 标题", 1, "## 标题"),
        ("#标题", 1, "# 标题"),
        ("-甲", 1, "- 甲"),
        ("1.甲", 1, "1. 甲"),
        ("＞引用", 1, "> 引用"),
        ("见[方案]（plan.pdf）", 2, "[方案](plan.pdf)"),
        ("见【网址】(https://a.cn)", 2, "[网址](https://a.cn)"),
        ("[甲](b c.pdf)", 1, "[甲](<b c.pdf>)"),
        ("[甲](https://a.cn/b c)", 1, "[甲](https://a.cn/b%20c)"),
        ("甲** 乙 **", 2, ""),
        ("＊＊甲＊＊", 1, ""),
        ("|名称|电话|\n|甲|乙|", 1, "|---|---|"),
        ("｜名称｜电话｜", 1, "|名称|电话|"),
        ("| 名称 | 电话 |\n| 甲 | 乙 |", 1, "|---|---|"),
        ("甲==高亮==乙", 2, "**高亮**"),
        ("++下划线++", 1, "**下划线**"),
        ("[TOC]", 1, ""),
        ("{{ 项目名称 }}位于利州", 1, ""),
        ("能量$E=mc^2$", 3, ""),
        ("项目位于利州区，交通便利。\n---", 1, ""),
    ],
)
def test_marks_that_would_be_shown_are_told(text: str, column: int, near: str) -> None:
    assert told(text) == [("W_MARKDOWN", 1, column, near)]


@pytest.mark.parametrize(
    "text",
    [
        "#招商引资#",
        "标题\n---\n\n甲==乙，C++和C++",
        "造价$5 million到$8 million",
        "-5℃以下",
        "1.5亿元",
        r"\*\*甲\*\*",
        "`**`",
        "（一）甲（乙）",
        "【甲】乙（丙）",
        "2026.5",
        "甲|乙",
        "[甲](<b c.pdf>)",
        "A-甲",
        "<https://a.cn>",
        "[https://a.cn](https://a.cn)",
        "3#楼",
        "C#",
        "见[1]（注）",
    ],
)
def test_what_is_no_mark(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "piece",
    [
        "[^a",
        "**甲",
        "【甲】(",
        "[甲](b ",
        "1、甲\n",
        "a\tb\n",
        "|甲|\n",
        "https://a",
        "- [ ] 甲\n",
        "[^1]: 甲\n",
        "　　甲\n",
        "甲\n",
        "##甲\n",
        "一、\n",
        "-甲\n",
        "[甲]（",
    ],
)
def test_much_of_it_takes_no_longer(piece: str) -> None:
    short, long = (_seconds(piece * (size // len(piece))) for size in (4_000, 16_000))
    assert long < 10 * short + 1, "linear, not quadratic"


def _seconds(text: str) -> float:
    """Of the processor. Looking through all that the tests before have left takes seconds by itself."""
    gc.disable()
    try:
        started = time.process_time()
        render(f"{text}\n\n[^b]: 甲", AROUND, ())
        return time.process_time() - started
    finally:
        gc.enable()
