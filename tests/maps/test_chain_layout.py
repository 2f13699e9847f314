"""What holds for the map of any chain."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.maps.chain import NARROWEST, draw, lay_out_tall, lay_out_wide
from sitegen.maps.drawing_types import PHONE, MapChain, MapSegment, MapStage, MapWords
from sitegen.maps.layers import layer, links_of, seats_wide
from sitegen.maps.text_layout import clip, clip_lines, width, wrap
from tests.maps.chains import chains, faults, names

slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slow
@given(chains())
def test_wide_form_keeps_boxes_text_and_lines_apart(chain: MapChain) -> None:
    assert faults(lay_out_wide(chain)) == []


@slow
@given(chains())
def test_tall_form_does_so_within_the_width_of_a_phone(chain: MapChain) -> None:
    layout = lay_out_tall(chain)
    assert faults(layout) == []
    assert layout.width <= PHONE + 0.01


@settings(max_examples=20, deadline=None)
@given(chains(30))
def test_same_chain_gives_the_same_bytes(chain: MapChain) -> None:
    assert draw(lay_out_wide(chain)) == draw(lay_out_wide(chain))


@slow
@given(chains())
def test_every_link_is_drawn_and_ends_in_an_arrow(chain: MapChain) -> None:
    arrows = sum(wire.arrow for wire in lay_out_wide(chain).wires)
    assert arrows == len(links_of(chain))


@given(names, st.floats(80, 300), st.booleans())
def test_wrapped_lines_fit_and_keep_every_letter(text: str, room: float, bold: bool) -> None:
    lines = wrap(text, 14.5, room, bold)
    assert all(width(line, 14.5, bold) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.split())


@given(names, st.floats(80, 300), st.integers(1, 3))
def test_clipped_lines_fit(text: str, room: float, most: int) -> None:
    lines = clip_lines(text, 12, room, most)
    assert len(lines) <= most
    assert all(width(line, 12) <= room for line in lines)
    assert width(clip(text, 12, room), 12) <= room


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("电池铝箔", 200, ["电池铝箔"]),
        ("新能源汽车轻量化零部件", 100, ["新能源汽车轻", "量化零部件"]),
        ("工业硅（高纯）", 100, ["工业硅", "（高纯）"]),
        ("Alumina and primary aluminium", 120, ["Alumina", "and primary", "aluminium"]),
    ],
)
def test_lines_are_few_and_even(text: str, room: float, lines: list[str]) -> None:
    assert wrap(text, 16, room) == lines


def test_links_that_go_straight_on_do_not_cross() -> None:
    """Two links given crosswise are untangled by the order of the boxes."""
    up = (_segment("a", "d"), _segment("b", "c"))
    chain = MapChain(
        (MapStage("u", MapWords("上"), up), MapStage("d", MapWords("下"), (_segment("c"), _segment("d")))), ""
    )
    seats, _ = seats_wide(chain)
    columns = layer(seats, links_of(chain)).columns
    first = {"a": "d", "b": "c"}
    assert [first[str(item)] for item in columns[0]] == list(columns[1])


def test_links_within_a_stage_go_from_column_to_column() -> None:
    chain = MapChain((MapStage("m", MapWords("中"), (_segment("foil"), _segment("rolling", "foil"))),), "")
    seats, ranges = seats_wide(chain)
    assert (seats["rolling"].column, seats["foil"].column) == (0, 1)
    assert ranges == (range(2),)


def test_links_in_a_circle_are_drawn_too() -> None:
    chain = MapChain((MapStage("m", MapWords("中"), (_segment("a", "b"), _segment("b", "a"))),), "")
    layout = lay_out_wide(chain)
    assert sum(wire.arrow for wire in layout.wires) == 2
    assert faults(layout) == []


@pytest.mark.parametrize("title", ["强" * 20, "W" * 60, "Wide words " * 5 + "here", "链主企业" * 5])
def test_names_of_the_longest_kind_stay_in_the_narrowest_box(title: str) -> None:
    segments = tuple(
        MapSegment(f"s{n}", MapWords(title), "missing", "缺", feeds=(f"s{n + 1}",)) for n in range(59)
    )
    chain = MapChain(
        (MapStage("a", MapWords(title), segments[:30]), MapStage("b", MapWords(title), segments[30:])), ""
    )
    layout = lay_out_wide(chain)
    assert faults(layout) == []
    assert all(placed.box.width >= NARROWEST for placed in layout.boxes)


def _segment(key: str, *feeds: str) -> MapSegment:
    return MapSegment(key, MapWords(key), "unknown", "未评估", feeds=feeds)


@pytest.mark.parametrize(
    ("text", "room", "cut"),
    [
        ("Yunlan Lantuo System Integration", 150, "Yunlan Lantuo..."),
        ("Open to investors", 90, "Open to inv..."),
        ("Precision", 40, "Pre..."),
        ("云澜岚拓储能系统集成", 60, "云澜岚拓…"),
    ],
)
def test_what_is_cut_ends_in_marks_of_its_own_script_and_mostly_after_a_word(
    text: str, room: float, cut: str
) -> None:
    assert clip(text, 12, room) == cut
