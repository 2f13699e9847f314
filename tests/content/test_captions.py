"""Captions of films: what they say, and each fault at its line and column."""

from __future__ import annotations

import pytest

from sitegen.content.captions import MOST_CUES, Cue, read_captions

HEAD = "WEBVTT\n\n"


def test_what_captions_say() -> None:
    text = (
        "\ufeffWEBVTT - a film\r\nKind: captions\r\n\r\nNOTE nobody sees this\r\n\r\n"
        "1\r\n00:01.000 --> 00:02.500 align:start\r\n<v Guide>Steel &amp; <i>light</i>\r\nmetals\r\n\r\n"
        "01:00:00.000 --> 01:00:01.000\r\n云澜\r\n"
    )
    cues, found = read_captions(text, "a.vtt")
    assert found == []
    assert cues == (Cue(1000, 2500, "Steel & light metals"), Cue(3_600_000, 3_601_000, "云澜"))


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("", 1, 1, "the first line is not WEBVTT"),
        ("1\n00:00:01,000 --> 00:00:02,000\na\n", 1, 1, "SubRip"),
        (HEAD, 1, 1, "no captions"),
        (HEAD + "00:01,000 --> 00:02,000\na\n", 3, 6, "comma"),
        (HEAD + "00:01.000 -->00:02.000\na\n", 3, 1, "times"),
        (HEAD + "00:02.000 --> 00:01.000\na\n", 3, 15, "ends before"),
        (HEAD + "00:02.000 --> 00:03.000\na\n\n00:01.000 --> 00:03.000\nb\n", 6, 1, "begins before"),
        (HEAD + "00:01.000 --> 00:02.000\n\n", 3, 1, "no words"),
        (HEAD + "words alone\n", 3, 1, "without times"),
        (HEAD + "STYLE\n::cue{}\n", 3, 1, "style sheets"),
        (HEAD + "00:01.000 --> 00:02.000\n好<script>\n", 4, 2, "a mark"),
        (HEAD + "00:01.000 --> 00:02.000\na\n\n" * (MOST_CUES + 1), 1, 1, "more than"),
    ],
)
def test_faults_of_captions(text: str, line: int, column: int, said: str) -> None:
    _, found = read_captions(text, "a.vtt")
    assert [(one.code, one.place.line, one.place.column) for one in found] == [("E_CAPTIONS", line, column)]
    assert said in str(found[0].params["en"])
