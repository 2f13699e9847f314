"""YAML as content is written in: text with a place for every value, and nothing that content never needs."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sitegen.content.utf8 import decode_text, refused_character
from sitegen.content.yaml_file import parse_yaml
from sitegen.content.yaml_nodes import Mapping, Node, Scalar, Sequence
from sitegen.content.yaml_reference import MAX_DEPTH, MAX_DUPLICATES, MAX_NODES
from sitegen.diagnostics import Diagnostic, Place, place_at
from tests.support.yaml_text import Plain, Writer

MEGABYTE = 1_000_000


def parse(text: str) -> Node:
    node, found = parse_yaml(text.encode(), "a.yml")
    assert found == []
    assert node is not None
    return node


def plain(node: Node) -> Plain:
    """The values without their places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    assert isinstance(node, Mapping)
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def faults(text: str | bytes) -> list[tuple[str, int, int]]:
    data = text if isinstance(text, bytes) else text.encode()
    _, found = parse_yaml(data, "a.yml")
    return [(diagnostic.code, diagnostic.place.line, diagnostic.place.column) for diagnostic in found]


def test_scalars_stay_text() -> None:
    """Nothing is a number, a date or a truth before the model asks for one."""
    text = (
        "a: no\nb: on\nc: 010\nd: 1:30\ne: 2023-02-31\nf: 1e3\ng: ~\nh:\ni: '1'\nj: 0x1F\n"
        f"k: {'9' * 5000}\nl: .inf\nm: =\n"
    )
    assert plain(parse(text)) == {
        "a": "no", "b": "on", "c": "010", "d": "1:30", "e": "2023-02-31", "f": "1e3", "g": "~", "h": "",
        "i": "1", "j": "0x1F", "k": "9" * 5000, "l": ".inf", "m": "=",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "is_null"),
    [("a:\n", True), ("a: ~\n", True), ("a: null\n", True), ("a: Null\n", False), ("a: ''\n", False),
     ('a: "~"\n', False), ("a: 'null'\n", False), ("a: |\n  null\n", False)],
)  # fmt: skip
def test_null_is_only_what_was_not_quoted(text: str, is_null: bool) -> None:
    node = parse(text)
    assert isinstance(node, Mapping)
    value = node.entries["a"][1]
    assert isinstance(value, Scalar)
    assert value.is_null is is_null


def test_keys_and_values_know_where_they_stand() -> None:
    node = parse("甲: 乙\nlist:\n  - one\n  - {k: v}\n  # a comment\n\nlast: >\n  folded\n")
    assert isinstance(node, Mapping)
    places = {key: (k.line, k.column, v.line, v.column) for key, (k, v) in node.entries.items()}
    assert places == {"甲": (1, 1, 1, 4), "list": (2, 1, 3, 3), "last": (7, 1, 7, 7)}
    items = node.entries["list"][1]
    assert isinstance(items, Sequence)
    assert [(item.line, item.column) for item in items.items] == [(3, 5), (4, 5)]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "\ufeff"])
def test_a_file_without_a_value_is_no_node_and_no_fault(text: str) -> None:
    """What that means is the caller's to say."""
    assert parse_yaml(text.encode(), "a.yml") == (None, [])


@pytest.mark.parametrize("text", ["a: 1\r\nb: 2\r\n", "\ufeffa: 1\nb: 2\n", "---\na: 1\nb: 2\n...\n"])
def test_windows_line_ends_byte_order_mark_and_document_marks_are_read(text: str) -> None:
    assert plain(parse(text)) == {"a": "1", "b": "2"}


def test_a_scalar_may_be_used_again() -> None:
    assert plain(parse("a: &x one\nb: *x\nc: [*x, *x]\n")) == {"a": "one", "b": "one", "c": ["one", "one"]}


# What content never needs


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("[" * 100_000, "E_DEPTH", 1, MAX_DEPTH + 1),
        ("".join(" " * depth + "a:\n" for depth in range(50)), "E_DEPTH", MAX_DEPTH + 1, MAX_DEPTH + 1),
        ("a: &a [x, x]\nb: &b [*a, *a]\n", "E_ALIAS", 2, 8),
        ("a: &a {b: *a}\n", "E_ALIAS", 1, 11),
        ("a: *nothing\n", "E_ALIAS", 1, 4),
        ("a: !!python/object:os.system x\n", "E_YAML_TAG", 1, 4),
        ("a: !!str 1\n", "E_YAML_TAG", 1, 4),
        ("- !local {a: 1}\n", "E_YAML_TAG", 1, 3),
        ("a: {<<: {b: 1}}\n", "E_MERGE_KEY", 1, 5),
        ("a: 1\n---\nb: 2\n", "E_SECOND_DOCUMENT", 2, 1),
        ("a: 1\n...\nb: 2\n", "E_YAML", 3, 1),
        ("[a]\nb: 1\n", "E_YAML", 2, 1),
        ("a: 1\nb: 2\na: 3\n", "E_DUPLICATE_KEY", 3, 1),
        ("{a: 1, b: {c: 1, c: [2]}}\n", "E_DUPLICATE_KEY", 1, 18),
        ("[a]: 1\n", "E_KEY", 1, 1),
        ("? {a: 1}\n: 2\n", "E_KEY", 1, 3),
        ("%YAML 1.1\n---\na: 1\n", "E_YAML", 1, 1),
        ("a: 1\n...\n%TAG ! !\n---\nb: 1\n", "E_YAML", 3, 1),
        ("a: @x\n", "E_YAML", 1, 4),
        ("a: b: c\n", "E_YAML", 1, 5),
        ("a:\n\tb: 1\n", "E_TAB", 2, 1),
        ("甲： 乙\nb: 1\n", "E_FULL_WIDTH_COLON", 1, 2),
    ],
)
def test_refused(text: str, code: str, line: int, column: int) -> None:
    assert faults(text) == [(code, line, column)]


def test_all_duplicate_keys_are_told_at_once_and_the_first_value_holds() -> None:
    node, found = parse_yaml(b"a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n", "a.yml")
    assert [(d.code, d.place.line, d.params["line"]) for d in found] == [
        ("E_DUPLICATE_KEY", 2, "1"), ("E_DUPLICATE_KEY", 3, "3"), ("E_DUPLICATE_KEY", 4, "1"),
    ]  # fmt: skip
    assert node is not None
    assert plain(node) == {"a": "1", "b": {"c": "1"}}


def test_a_flood_of_duplicates_is_cut() -> None:
    assert len(faults("k: 1\n" * 40_000)) == MAX_DUPLICATES


def test_too_many_values() -> None:
    [(code, _, _)] = faults("- \n" * (MAX_NODES + 1))
    assert code == "E_TOO_LARGE"


# Bytes


@pytest.mark.parametrize(
    ("data", "place", "guess"),
    [
        ("标题: 铝".encode("utf-16"), (1, 1), "UTF-16"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), (1, 1), "an Office document, not text"),
        ("标题: 铝".encode("utf-16-be"), (1, 3), "UTF-16"),
        (b"\xfe\xff" + "标题: 铝".encode("utf-16-be"), (1, 1), "UTF-16"),
        (b"a: 1\ntitle: " + "铝产业园".encode("gbk"), (2, 8), "GBK"),
        ("a: 1\n标题: ".encode() + b"\xff\xff", (2, 5), "unknown"),
        (b"a: \xed\xa0\x80\n", (1, 4), ""),
        (b"a: \xc0\xaf\n", (1, 4), ""),
    ],
)
def test_other_encodings_are_named_at_their_first_byte(
    data: bytes, place: tuple[int, int], guess: str
) -> None:
    text, [found] = decode_text(data, "a.yml")
    assert text == ""
    assert found.code == "E_ENCODING"
    assert (found.place.line, found.place.column) == place
    assert guess in found.params["en"]


REFUSED = [
    *"\0\x01\x08\x0b\x0c\x1b\x7f\x80\x85\x9f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ufff9\ufffe\uffff",
    *"\ue000\ue001\ue002\ue003",
]


@pytest.mark.parametrize("char", REFUSED, ids=lambda char: f"U+{ord(char):04X}")
def test_characters_that_hide_or_break_are_refused_however_written(char: str) -> None:
    code = ord(char)
    assert faults(f"a: 1\nb: 甲{char}乙\n") == [("E_CONTROL_CHARACTER", 2, 5)]
    assert faults(f'a: 1\nb: "\\u{code:04x}"\n') == [("E_CONTROL_CHARACTER", 2, 4)]
    _, [found] = decode_text(f"甲{char}".encode(), "zh.md")
    assert found.params == {"found": f"U+{code:04X}"}


@pytest.mark.parametrize("escape", [r"\ud800", r"\udfff", r"\0", r"\e", r"\N", r"\L", r"\P", r"\U00110000"])
def test_escapes_make_nothing_that_could_not_be_typed(escape: str) -> None:
    [(code, line, column)] = faults(f'a: "x{escape}"\n')
    assert code in ("E_CONTROL_CHARACTER", "E_YAML")
    assert (line, column) >= (1, 4)


def test_lone_carriage_returns_are_refused_as_nobody_counts_their_lines_alike() -> None:
    assert faults("a: 1\rb: 2\r") == [("E_CONTROL_CHARACTER", 1, 5)]


def test_what_is_rare_but_harmless_is_read() -> None:
    text = "𠮷 👩‍👩‍👧 é ﹁﹂　全角 \U0001fffe \t."
    assert plain(parse(f"a: {text}\n")) == {"a": text}


# A megabyte of anything


def filled(piece: str, before: str = "", after: str = "") -> Callable[[], str]:
    room = MEGABYTE - len((before + after).encode())
    return lambda: before + piece * (room // len(piece.encode())) + after


def numbered(pattern: str) -> Callable[[], str]:
    return lambda: "".join(pattern.format(number) for number in range(MEGABYTE // (len(pattern) + 4)))


HEAVY: dict[str, Callable[[], str]] = {
    "brackets": filled("["), "braces": filled("{"), "dashes": filled("- "), "list": filled("- \n"),
    "question marks": filled("? "), "aliases": filled("*a ", "a: &a x\nb: "), "tags": filled("! "),
    "directives": numbered("%TAG !a{}! b\n"),
    "late directives": lambda: "a: 1\n...\n" + numbered("%TAG !a{}! b\n")(),
    "one line": filled("x", "a: "), "one quoted line": filled("x", 'a: "', '"'),
    "open quotes": filled("x ", 'a: "'),
    "escapes": filled("\\u4e2d", '"', '"'), "comments": filled("#\n"), "empty lines": filled("\n"),
    "keys": numbered("k{}: 1\n"), "the same key": filled("k: 1\n"), "flow": filled("a,", "["),
    "flow keys": filled("a: b,", "{"), "anchors": filled("- &a x\n"), "one anchor": filled("a", "&"),
    "one tag": filled("a", "!"), "literal": filled("  x\n", "a: |\n"), "folded": filled("  x\n\n", "a: >\n"),
    "plain over lines": filled("x\n ", "a: "), "colons": filled(":"), "nested keys": filled("a:\n "),
    "tabs": filled("\t"), "single quotes": filled("'"), "documents": filled("---\n"), "ends": filled("...\n"),
    "unclosed keys": filled('"a" ', "{"), "complex keys": filled("? a\n"), "commas": filled(",", "["),
    "Chinese": filled("中", "a: "), "emoji": filled("👩‍👩‍👧", "a: "), "carriage returns": filled("\r"),
    "broken keys": filled("a\n"), "blanks": filled(" "), "percent": filled("%"),
}  # fmt: skip


@pytest.mark.parametrize("name", HEAVY)
def test_a_megabyte_of_anything_is_judged_within_two_seconds(name: str) -> None:
    data = HEAVY[name]().encode()
    assert len(data) > 0.7 * MEGABYTE
    started = time.process_time()
    _, found = parse_yaml(data, "a.yml")
    assert time.process_time() - started < 10
    assert len(found) <= MAX_DUPLICATES + 1


# Arbitrary input

PIECES = st.sampled_from(
    [": ", ":", "- ", "\n", "\n  ", "? ", "[", "]", "{", "}", ",", "&a", "*a", "!", "!!str ", "|", ">", "'",
     '"', "%", "@", "`", "#", " #", "---\n", "...\n", "<<", "~", "\t", "\\", "\\ud800", "\\x00", "：", "\r\n",
     "a", "b: 1", "null", "\ufeff", "\ufffe", "甲"],
)  # fmt: skip
YAML_LIKE = st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join)


def assert_inside(found: list[Diagnostic], text: str) -> None:
    lines = text.split("\n")
    for diagnostic in found:
        place = diagnostic.place
        assert 1 <= place.line <= len(lines), diagnostic
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, diagnostic


def assert_worded(found: list[Diagnostic]) -> None:
    """None of the parser's own words are left."""
    for diagnostic in found:
        if diagnostic.code == "E_YAML":
            assert diagnostic.params["en"] != diagnostic.params["zh"], diagnostic


def places(node: Node) -> list[tuple[int, int]]:
    found = [(node.line, node.column)]
    for item in node.items if isinstance(node, Sequence) else ():
        found += places(item)
    for _, (key, value) in node.entries.items() if isinstance(node, Mapping) else ():
        found += [*places(key), *places(value)]
    return found


@given(YAML_LIKE | st.text())
@example("a: \ufffe")
@example("? ")
@example('"\\')
@example("a: [1,\n\n")
@example("- |\n\n\n")
def test_any_text_gives_a_value_or_a_fault_with_its_place_in_the_file(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    node, found = parse_yaml(text.encode(), "a.yml")
    text = text.removeprefix("\ufeff")
    assert_inside(found, text)
    assert_worded(found)
    lines = text.split("\n")
    if node is None:
        assert found or not any(line.partition("#")[0].strip(" \t\r-.") for line in lines)
    else:
        for line, column in places(node):
            assert 1 <= line <= len(lines)
            assert 1 <= column <= len(lines[line - 1]) + 1


@given(st.binary() | YAML_LIKE.map(lambda text: text.encode("gb18030", "replace")))
def test_any_bytes_give_a_value_or_a_fault(data: bytes) -> None:
    _, found = parse_yaml(data, "a.yml")
    assert all(diagnostic.place.line >= 1 <= diagnostic.place.column for diagnostic in found)


@given(st.text(), st.data())
def test_a_place_counts_lines_and_characters_from_one(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text)))
    place = place_at("a.yml", text, index)
    lines = text.split("\n")
    assert sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1 == index
    assert place.path == "a.yml"


# What is written is what is read

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
    lambda text: not refused_character(text)
)
VALUES: st.SearchStrategy[Plain] = st.recursive(
    WORDS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(WORDS, inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


def noted(node: Node) -> list[tuple[str, int, int]]:
    if isinstance(node, Scalar):
        return [(node.text, node.line, node.column)]
    if isinstance(node, Sequence):
        return [place for item in node.items for place in noted(item)]
    assert isinstance(node, Mapping)
    return [
        place for _, (key, value) in node.entries.items() for part in (key, value) for place in noted(part)
    ]


@given(st.lists(VALUES, min_size=1) | st.dictionaries(WORDS, VALUES, min_size=1), st.integers(0, 2**32))
def test_values_and_places_survive_any_way_of_writing(
    value: list[Plain] | dict[str, Plain], seed: int
) -> None:
    writer = Writer(seed)
    writer.block(value, 0)
    assume(not decode_text(writer.text.encode(), "a.yml")[1])  # what it puts right is another test's
    node = parse(writer.text)
    assert plain(node) == value
    assert noted(node) == writer.noted


def test_places_are_of_the_file_that_was_named() -> None:
    _, [found] = parse_yaml(b"a: @", "content/x.yml")
    assert found.place == Place("content/x.yml", 1, 4)


def test_lines_that_are_folded_leave_no_blank_between_chinese_characters() -> None:
    text = (
        "a: 利用本地合金和板带，\n  建设年产5万吨的\n  生产线。\nb: A works\n  for foil.\n"
        'c: "一\n  二 三\n  four"\nd: >\n  甲\n  乙\n\n  丙\n'
        "e: {zh: 甲\n  乙, en: a\n  b}\nf: |\n  甲\n  乙\n"
    )
    assert plain(parse(text)) == {
        "a": "利用本地合金和板带，建设年产5万吨的生产线。",
        "b": "A works for foil.",
        "c": "一二 三 four",
        "d": "甲乙\n丙\n",
        "e": {"zh": "甲乙", "en": "a b"},
        "f": "甲\n乙\n",
    }


def test_a_mark_that_nothing_repeats_is_a_text_lost() -> None:
    assert faults("a: {zh: &b, en: A}\n") == [("E_AMPERSAND", 1, 9)]
    assert faults("a: &b 甲\nc: *b\n") == []
