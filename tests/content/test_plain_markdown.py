"""Plain Markdown comes out as the reference renders it, or is left to the reference."""

from __future__ import annotations

import re
import time
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.content.markdown import plain_body
from sitegen.content.markdown_body import MarkdownContext
from sitegen.content.markdown_reference import render
from sitegen.content.plain_markdown import MAX_PLAIN, read_plain_text
from sitegen.demo import write_demo
from sitegen.model.kinds import FOLDERS
from tests.support.process import REPOSITORY

AROUND = MarkdownContext("content/projects/x/zh.md", "files/projects/x/", {}, FOLDERS)

PIECES = [
    "# ", "## ", "###### ", "- ", "+ ", "* ", "1. ", "2) ", "10. ", "> ", "  ", " ", "\n", "\n\n", "\n\n\n",
    "---", "===", "***", "___", "*", "**", "_", "__", "#", "|", "| a | b |\n| --- | ---: |\n| 1 | 2 |\n",
    "|-|", ":--:", "| 甲 |\n|:-:|\n| 乙 |", "[智能](chain:smart)", "[x y](project:a-1)",
    "[w](https://example.org/a/b)",
    "[", "]", "(", ")", "!", "&", "&amp;", "R&D", "\"", "'", "：", "“引”", "（注）", "℃", "é", "产业", "word",
    "3.5%", "a.b", "，", "。", "*强*", "**强**调", "**Read:** ", "*看：*\n", "**a.**", "!** ",
    "a_b_c", "\\", "`", "<b>", "\t", "    ",
    "~", "http://x.org", "\u3000", "**《办法》**", "**“引”**", "1、", "一、", "（一）", "(1) ", "①",
    "甲\t乙\n", "【网】(https://a.cn)",
    "[网]（https://a.cn）", "＃", "｜", "-甲", "1.甲", "[^1]", "[^1]: 甲\n\n", "• ", "~~删~~", "- [ ] ",
    "https://a.cn/x", "——", "#甲",
    "甲，\n乙", "甲\nb", "\u3000\u3000", "第一章 ",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text("ab *_#->1.|甲，\n", max_size=6), max_size=30).map("".join)


def assert_alike(text: str) -> bool:
    """Whether the text is plain; if it is, the reference says the same of it."""
    body = plain_body(text, AROUND, ())
    if body is None:
        return False
    expected, found = render(text, AROUND, ())
    assert body == expected
    assert found == []
    return True


@settings(max_examples=1500)
@given(texts)
@example("1、*看：*\n(")
def test_random_texts(text: str) -> None:
    assert_alike(text)


def test_commonmark_examples() -> None:
    spec = (REPOSITORY / "node_modules/commonmark-spec/spec.txt").read_text("utf-8")
    fenced = re.findall(r"^`{32} example\n(.*?)^\.\n", spec, re.DOTALL | re.MULTILINE)
    examples = [example.replace("→", "\t") for example in fenced]
    assert len(examples) > 600
    assert sum(map(assert_alike, examples)) > 20  # most of them are about what is not plain


def test_shipped_texts() -> None:
    texts = [path.read_text("utf-8") for path in (REPOSITORY / "content").rglob("*.md")]
    assert sum(map(assert_alike, texts)) > 0.9 * len(texts)


def test_demo_texts(tmp_path: Path) -> None:
    write_demo(tmp_path / "demo", 30, 7, lambda done, total: None)
    texts = [path.read_text("utf-8") for path in (tmp_path / "demo/content").rglob("*.md")]
    assert sum(map(assert_alike, texts)) > 0.9 * len(texts)


@pytest.mark.parametrize(
    "text", ["**Further reading:** [a](chain:b) c", "*看：* 乙", "a **b.**\n**c?** d", "- **甲：** 乙\n"]
)
def test_plain_emphasis(text: str) -> None:
    assert assert_alike(text)


@pytest.mark.parametrize(
    "text",
    [
        "a\n===", "a\n---", "a\n# b", "# a #", "# a#", "#  a", "## ", "- a\n\n- b", "- a\n\n1. b",
        "1. a\n3. b", "- a\nb", "> a\nb", "> a\n\n> b", "> - a", "- > a", "- # a", "> # a", "2. a",
        "2024. a", "1) a", "- 2. a", "- - a", "* a", "*a* b", "**a**", "-- a", "---", "----", "--",
        "a \nb", "a  \nb", "a", "a\n b", "| a |\n|---|\n| b |", "| a | b |\n|:-|:-:|\n| c | d |\na",
        "a\n| b |\n|---|\n| c |", "a|b", "| a\n|-\n| b", "| a | b\n|---|---\n| c | d",
        "| a | b |\n|-|-|\n| c | d | e", "a > b \"c\" & d", "# a > *b* & c", "\n\n\na\n\n\n\nb\n",
        "=", "+ a", ": a", "[a](chain:b)", "- [a](chain:b) *c*", "- a | b", "> a\n>b", ">a", "-a",
        "#a", "1. a\n2. b\n\n3. c",
    ],
)  # fmt: skip
def test_shapes_of_blocks(text: str) -> None:
    """Text that is of blocks, that looks like it, and that follows one."""
    for whole in (text, f"甲\n\n{text}\n\n乙", f"{text}\n\n{text}"):
        assert_alike(whole)


LINES = (
    "", "a", "甲", "# a", "- a", "1. a", "2. a", "> a", "| a |", "|---|", "|:-:|", "---", "**a**", "a | b",
)  # fmt: skip


@pytest.mark.parametrize("first", LINES)
def test_every_way_to_put_three_lines_together(first: str) -> None:
    for second, third in product(LINES, repeat=2):
        for text in (f"{first}\n{second}\n{third}", f"{first}\n{second}\n\n{third}"):
            assert_alike(text)


@pytest.mark.parametrize(
    "text",
    [
        "**看：**乙",
        "**Read:**next",
        "** a:** b",
        "a <b>c</b>",
        "[x](javascript:alert)",
        "[x](data:text)",
        "[x](https://example.org/?a=b)",
        "![x](chain:a)",
        "[x][y]\n\n[y]: chain:a",
        "[x](chain:a 'title')",
        "a&#x202e;b",
        "a\u202eb",
        "    [x](chain:a)",
        "| a |\n|---|\n| b | c |",
        "a | b\n---|---\nc | d",
        "[x](nothing:a)",
    ],
)
def test_left_to_the_reference(text: str) -> None:
    assert plain_body(text, AROUND, ()) is None


def test_given_anchors() -> None:
    body = plain_body("## 甲\n\n## 乙\n", AROUND, ("s-a",))
    assert body is not None
    assert body.anchors == ("s-a", "s-乙")


@pytest.mark.parametrize("piece", ["[a", "*a", "- ", "1. ", "> ", "|a|\n", "(", "[a](chain:", "**a ", "    "])
def test_hostile_texts_take_no_longer(piece: str) -> None:
    """Nothing here backtracks: a hundred thousand characters are looked through in a moment."""
    started = time.process_time()
    read_plain_text(piece * (MAX_PLAIN // len(piece)))
    assert time.process_time() - started < 5
