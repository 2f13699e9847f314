"""Reading plain YAML without a parser gives what the parser gives, or leaves the text to it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.content.plain_yaml import MAX_BRACKETS, MAX_LEVELS, MAX_PLAIN, read_plain
from sitegen.content.utf8 import decode_text
from sitegen.content.yaml_nodes import Mapping, Node, Scalar
from sitegen.content.yaml_reference import MAX_DEPTH, parse
from sitegen.demo import write_demo
from tests.support.process import REPOSITORY

Told: TypeAlias = "tuple[str, bool, int, int] | tuple[type, int, int, list[Told]]"


def told(node: Node) -> Told:
    """All that a node says."""
    if isinstance(node, Scalar):
        return node.text, node.plain, node.line, node.column
    if isinstance(node, Mapping):
        assert all(key.text == text for text, (key, _) in node.entries.items())
        parts = [part for _, pair in node.entries.items() for part in pair]
    else:
        parts = node.items
    return type(node), node.line, node.column, [told(part) for part in parts]


def assert_alike(text: str) -> bool:
    """Whether the text is plain; if it is, the reference says the same of it."""
    text, found = decode_text(text.encode("utf-8", "replace"), "a.yml")
    node = None if found else read_plain(text)
    if node is None:
        return False
    expected, found = parse(text, "a.yml")
    assert found == []
    assert expected is not None
    assert told(node) == told(expected)
    return True


INDENTS = [
    "", "", "", "  ", "  ", "    ", "    ", "   ", "\t", "      ", "- ", "- ", "-  ", "  - ", "  - ",
    "- - ", "-",
]  # fmt: skip
NAMES = [
    "a", "b", "c", "标题", "zh-hant", "a.b", "_", "9", "a b", '"a"', "<<", "null", "-a", "a:b", "",
    "x" * 100,
]  # fmt: skip
COLONS = [": ", ": ", ": ", ":", ":", ":  ", "：", " : ", "", ": # c", ":\t"]
VALUES = [
    "1", "word", "two words", "甲：乙", "2020-02-10", "https://example.org/a#b", "a, b", "R&D", "it's",
    "~", "null", "-5", "- a", "-", "--", "---", "...", "a: b", "a :b", "a:", ":a", "a #b", "a# b", "#",
    "# c", "x  # c", "x ", " ", '"quoted"', "'quoted'", '"a: b # c"', "''", '""', "'it''s'", '"a\\nb"',
    '"a" b', '"a"#', '"a" # c', '"a', "'a", "[]", "{}", "[a]", "[a, b]", "[ a , b ]", "[a, b", "[a], b",
    "[a] # c", "[a,]", "[,]", "[a b, c]", "[[a], {b: c}]", "[a: b]", "{a: b}", "{a: b, c: d}",
    "{a: b, a: c}", "{a}", "{a: }", "{a: [b, c], d: 'e'}", "{a:b}", "{ a: b }", "{a: http://x.org/y}",
    '{a: "b, c"}', '{a: "b"c}', "[a#b]", "[a #b]", "[甲：乙]", "[-5]", "[- a]", "[a]b", "{a: b}}", "[a?]",
    "[a:]", "{标题: 甲（乙）, b: 10%}", "{a: b} ", "[a]: b", "{a: b}: c", "[it's]", '[a"b]', "[<<]",
    "{<<: a}", "[" * 6 + "]" * 6, "|", ">", ">-", "| # c", "*a", "&a b", "!t b", "@a", "`a`", "%a", "?",
    "? a", "?a", "!", "=", "<", "<<", "\u00a0a", "a\u00a0", "\u3000", "\u200b", "x" * 1030,
    '"' + "x" * 1030 + '"', "\U0001f600",
]  # fmt: skip
LINES = st.tuples(
    st.sampled_from(INDENTS), st.sampled_from(INDENTS), st.sampled_from(NAMES), st.sampled_from(COLONS),
    st.just("") | st.sampled_from(VALUES),
    st.sampled_from(["\n", "\n", "\n", "\n\n", "\n#\n", "\r\n", ""]),
).map("".join)  # fmt: skip
PIECES = st.sampled_from([*INDENTS, *NAMES, *COLONS, *VALUES, "\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - "])


@settings(max_examples=1500)
@given(
    st.lists(LINES, max_size=8).map("".join)
    | st.lists(PIECES, max_size=20).map("".join)
    | st.lists(st.sampled_from(" \n:-#[]{},'\"ab") | st.characters(), max_size=20).map("".join)
)
@example("a:\n- b:\n  - c\n- d: e\nf:\n")
@example("a:\n\n  # c\n  b:\n c:\n")
@example("- a: 1\n  b:\n- c:\n")
@example("  a: 1\n  b: 2\n c: 3\n")
def test_random_texts(text: str) -> None:
    assert_alike(text)


def test_shipped_files_are_plain() -> None:
    paths = [*(REPOSITORY / "content").rglob("*.yml"), REPOSITORY / "site.yml"]
    assert sum(assert_alike(path.read_text("utf-8")) for path in paths) > 0.95 * len(paths) > 100


def test_demo_files_are_plain(tmp_path: Path) -> None:
    write_demo(tmp_path / "demo", 30, 7, lambda done, total: None)
    paths = list((tmp_path / "demo/content").rglob("*.yml"))
    assert all(assert_alike(path.read_text("utf-8")) for path in paths)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n",
        "a: 1\r\nb: 2",
        "# comment\na:  two words  # comment\n\nb:\n  c: 'd'\n  # comment\n  e: \"f: # g\"\n",
        "a:\n- b\n- c: d\n  e: f\ng: h\n",
        "a:\n- b\nc:\n  d: e\n  f: [g, h]\ni: j\n",
        "a: b #c\nd: [e, f] # g\nh:  [i]\nj: [k]  \nl: m  \n",
        "d-e: f:g\n",
        "a:\n  - {b: c, d: [e, 'f, g']}\n  - [{h: i}]\n",
        "a:\nb: ~\nc:\n  d:\n",
        "- a\n- https://example.org/b#c\n",
    ],
)
def test_plain(text: str) -> None:
    assert assert_alike(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# comment\n",
        "a\n",
        "a: b\n c\n",
        "a: b\n  c: d\n",
        "a: b: c\n",
        "a:: b\n",
        "a: b:\n",
        "a b: c\n",
        "a\nb: c\n",
        "a: 1\na: 2\n",
        "a: {b: 1, b: 2}\n",
        "a:\n   b: 1\n  c: 2\n",
        "a:\n\tb: 1\n",
        "a: &b c\n",
        "a: *b\n",
        "a: !t b\n",
        "a: |\n  b\n",
        "a: >\n  b\n",
        'a: "b\\n"\n',
        "a: 'it''s'\n",
        'a: "b\n  c"\n',
        "a: [b,\n  c]\n",
        "a: [b: c]\n",
        "---\na: b\n",
        "a: b\n---\nc: d\n",
        "? a\n: b\n",
        "<<: a\n",
        "- - a\n",
        "-\n",
        "甲：乙\n",
        "a: " + "[" * (MAX_BRACKETS + 2) + "]" * (MAX_BRACKETS + 2) + "\n",
        "".join("  " * depth + "a:\n" for depth in range(MAX_LEVELS + 1)),
        "a: " + "b" * MAX_PLAIN + "\n",
    ],
)
def test_left_to_the_reference(text: str) -> None:
    assert read_plain(text) is None


def test_depth_of_plain_texts_is_within_the_bounds() -> None:
    assert MAX_LEVELS + MAX_BRACKETS + 1 < MAX_DEPTH


@pytest.mark.parametrize(
    "piece",
    ["a: b\n", "- ", " ", "a", ":", "#", " #", "[a, ", "{a: ", "[", '"', "'", "a:\n", "\n", "中", "- a\n"],
)
def test_hostile_texts_take_no_longer(piece: str) -> None:
    """Nothing here backtracks for long."""
    for before in ("", "a: ", "a: [", '- "'):
        started = time.process_time()
        read_plain(before + piece * (MAX_PLAIN // len(piece) - 5))
        assert time.process_time() - started < 5
