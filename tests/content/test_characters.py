"""Characters that got into a text by accident: what is read all the same, what is refused, and where."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content import characters
from sitegen.content.utf8 import decode_text

CONFLICT = "<<<<<<< HEAD\n面积300亩。\n=======\n面积500亩。\n>>>>>>> branch\n"


def read(text: str, path: str = "zh.md") -> tuple[str, list[tuple[str, int, int]]]:
    made, found = decode_text(text.encode(), path)
    return made, [(d.code, d.place.line, d.place.column) for d in found]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (CONFLICT, 1),
        (f"甲。\n\n{CONFLICT}", 3),
        (CONFLICT.replace("\n", "\r\n"), 1),
        (CONFLICT.replace(" HEAD", ""), 1),
        ("甲\n>>>>>>> work\n", 2),
        ("甲\n\n=======\n乙\n", 3),
        ("<<<<<<< HEAD", 1),
        ("<<<<<<< 我的\n甲\n||||||| base\n乙\n=======\n丙\n>>>>>>> 他的\n", 1),
    ],
)
def test_conflicts_of_git_are_no_text(text: str, line: int) -> None:
    assert read(text) == ("", [("E_CONFLICT", line, 1)])


def test_each_conflict_is_told() -> None:
    assert read(f"甲\n{CONFLICT}乙\n{CONFLICT}")[1] == [("E_CONFLICT", 2, 1), ("E_CONFLICT", 8, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "标题\n=======\n",
        "<<<<<< 六个\n",
        "<<<<<<<< 八个\n",
        "见 <<<<<<< HEAD\n",
        "|||||||\n|-|-|-|-|-|-|\n",
        "<<<<<<<HEAD\n",
    ],
)
def test_what_only_looks_like_a_conflict(text: str) -> None:
    assert read(text) == (text, [])


def test_a_conflict_in_facts_is_named_as_one() -> None:
    yaml = "organisation: {zh: 甲局, en: A}\n<<<<<<< HEAD\nphone: 1\n=======\nphone: 2\n>>>>>>> work\n"
    assert read(yaml, "a.yml") == ("", [("E_CONFLICT", 2, 1)])
    assert read("a: 1\n=======\nb: 2\n", "a.yml") == ("", [("E_CONFLICT", 2, 1)])


@pytest.mark.parametrize("text", ["电池\ufffd箔", "见锟斤拷文件", "\ufffd", "a\ufffd\ufffdb"])
def test_lost_letters_are_an_error(text: str) -> None:
    found = read(text)[1]
    assert [code for code, _, _ in found] == ["E_LOST_CHARACTER"]


def test_several_kinds_in_one_text() -> None:
    found = read("标题\n电池\ufffd箔，⽔⼒\u200b发电 â€œx\n")[1]
    assert found == [
        ("E_LOST_CHARACTER", 2, 3),
        ("W_GARBLED", 2, 12),
        ("W_INVISIBLE_CHARACTER", 2, 8),
        ("W_LOOK_ALIKE", 2, 6),
    ]


@pytest.mark.parametrize(
    "right", ["电池箔，年产5万吨。", "“电池箔”项目", "café in the park – naïve", "25°C、10 m²"]
)
@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "gbk"])
def test_text_in_the_wrong_encoding_is_told(right: str, wrong: str) -> None:
    garbled = right.encode().decode(wrong, "ignore")
    garbled = "".join(char for char in garbled if not 0x80 <= ord(char) < 0xA0)  # refused by themselves
    if right.startswith(("电", "“")):
        assert "W_GARBLED" in [code for code, _, _ in read(garbled)[1]], garbled


@pytest.mark.parametrize(
    "text",
    [
        "café, naïve, Ångström, São Paulo, Müller & Söhne, “élite”",
        "25°C、10 m²、±5%、µm、№ 3",
        "为什么？？？真的??",
        "Größe – 5 × 3",
        "锡、锰、镍；铜；锂",
        "👩‍👩‍👧 ☀️ 𠮷",
        "￥5亿，Ａ类；①②③ ㎡ ℃ ‰",
        "é”",
        "屯溪区烫金工艺",
    ],
)
def test_rare_letters_are_no_garble(text: str) -> None:
    assert read(text) == (text, [])


@pytest.mark.parametrize("char", "\u200b\u200c\u200d\u2060\u00ad\u200e\u200f\u180e\u2063\u3164")
def test_invisible_marks_go_and_are_told(char: str) -> None:
    made, found = read(f"一行\n电池{char}箔{char}项目\n")
    assert made == "一行\n电池箔项目\n"
    assert found == [("W_INVISIBLE_CHARACTER", 2, 3)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("⽔⼒发电", "水力发电"),
        ("⻓江⻋间", "长江车间"),
        ("⻜机", "飞机"),
        ("\uf90a属", "金属"),
        ("proﬁt, oﬃce", "profit, office"),
        ("⺠⽣", "民生"),
        ("⻔⼾", "门户"),
        ("⻰⻢", "龙马"),
    ],
)
def test_radicals_are_read_as_their_character(text: str, right: str) -> None:
    made, found = read(text)
    assert made == right
    assert [code for code, _, _ in found] == ["W_LOOK_ALIKE"]


def test_every_radical_is_told_and_most_have_a_character() -> None:
    for number in (*range(0x2E80, 0x2E9A), *range(0x2E9B, 0x2EF4), *range(0x2F00, 0x2FD6)):
        made, found = read(chr(number))
        assert found == [("W_LOOK_ALIKE", 1, 1)]
        assert (made == chr(number)) == ("RADICAL" in unicodedata.name(made, "RADICAL")), made


@given(st.text())
def test_what_is_tidied_is_tidy(text: str) -> None:
    made, found = characters.tidy(text, "zh.md")
    again, left = characters.tidy(made, "zh.md")
    assert again == made
    assert {d.code for d in left} <= {d.code for d in found} - {"W_INVISIBLE_CHARACTER", "E_CONFLICT"}


@pytest.mark.parametrize(
    "piece",
    ["\ufffd", "⽔", "\u200b", "<<<<<<< x\n", "=======\n", "â€", "???", "锛", "<<<<<<<", "ﬁ", "\n======="],
)
def test_much_of_it_takes_no_longer(piece: str) -> None:
    started = time.process_time()
    decode_text((piece * (1_000_000 // len(piece.encode()))).encode(), "zh.md")
    assert time.process_time() - started < 5
