"""The chart of a goal: bars and line to one scale, within its room."""

from __future__ import annotations

from xml.etree import ElementTree

from sitegen.maps.goal_chart import MOST_BARS, ROOM, ResultBar, draw
from sitegen.maps.paint import Paint

SVG = "{http://www.w3.org/2000/svg}"


def drawn(aim: float, *sizes: float) -> tuple[float, list[tuple[float, float]], str]:
    """Where the line is, left and right ends of the bars, and the whole text."""
    results = [ResultBar(f"20{20 + place}年", f"{size:g}亿元", size) for place, size in enumerate(sizes)]
    text = draw("完成情况 <1>", ("目标", aim), results)
    root = ElementTree.fromstring(text.replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))  # noqa: S314  # our own
    line = root.find(f"{SVG}path[@class='m-goal']")
    assert line is not None
    bars = [(float(bar.attrib["x"]), float(bar.attrib["width"])) for bar in root.iter(f"{SVG}rect")]
    return float(line.attrib["d"][1:].split()[0]), [(x, x + wide) for x, wide in bars], text


def test_bars_and_line_are_to_one_scale() -> None:
    line, ((start, half), (_, more)), _ = drawn(200, 100, 250)
    assert abs((half - start) / (line - start) - 0.5) < 0.01
    assert abs((more - start) / (line - start) - 1.25) < 0.01
    assert line < more <= ROOM
    line, ((start, end),), _ = drawn(200, 20)
    assert end < line <= ROOM


def test_nothing_and_less_than_nothing_are_drawn_within() -> None:
    for aim, size in ((0, 0), (0, -3), (-2, 5), (200, -50)):
        line, ((start, end),), _ = drawn(aim, size)
        assert 0 <= start < end <= ROOM + 1
        assert start <= line <= ROOM


def test_words_are_escaped_and_each_bar_says_its_amount() -> None:
    _, _, text = drawn(200, 100)
    assert "<title>完成情况 &lt;1&gt;</title>" in text
    assert "<title>100亿元</title>" in text
    assert 'role="img"' in text


def test_the_newest_are_drawn_and_it_stays_small() -> None:
    _, bars, text = drawn(200, *range(10, 20 + MOST_BARS))
    assert len(bars) == MOST_BARS
    assert "2020年" not in text
    assert len(drawn(200, 10, 20, 30)[2].encode()) <= 1024


def test_a_file_names_no_class_for_its_parts() -> None:
    text = draw("x", ("goal", 2.0), [ResultBar("2025", "1", 1.0)], Paint(alone=True))
    assert "m-" not in text
