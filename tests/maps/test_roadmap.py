"""Roadmaps, and sheets that stand alone."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.maps.drawing_types import MapWords
from sitegen.maps.paint import Paint
from sitegen.maps.roadmap import RoadmapPhase, draw, lay_out
from sitegen.maps.sheet import Key, Sheet, paper, strip
from sitegen.maps.text_layout import width
from tests.maps.chains import names

phases = st.lists(
    st.builds(
        lambda start, years, title, goals: RoadmapPhase(
            2020 + start / 4,
            2020 + (start + years) / 4,
            "2023–2025",
            MapWords(title),
            tuple(map(MapWords, goals)),
        ),
        st.integers(0, 40),
        st.integers(1, 20),
        names,
        st.lists(names, max_size=3),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(phases, st.sampled_from([358.0, 1200.0]))
def test_phases_stand_in_time_and_apart(found: list[RoadmapPhase], room: float) -> None:
    plan = lay_out(found, room, whole=True)
    assert len(plan.blocks) == len(found)
    for block in plan.blocks:
        assert 0 <= block.x1 < block.x2 <= room + 6
        assert all(
            block.x + line.indent + width(line.text, line.size, line.bold) <= room + 0.01
            for line in block.lines
        )
    for one, other in combinations(plan.blocks, 2):
        if one.y == other.y:
            assert one.x + one.width <= other.x or other.x + other.width <= one.x
        else:
            first, second = sorted((one, other), key=lambda block: block.y)
            assert first.y + first.height <= second.y


def test_each_year_is_named_once() -> None:
    plan = lay_out([RoadmapPhase(2023.0, 2026.0, "2023–2025", MapWords("A"))], 1200)
    assert [name for _, name in plan.years] == ["2023", "2024", "2025"]
    assert len(plan.ticks) == 4


def test_many_years_share_a_name() -> None:
    plan = lay_out([RoadmapPhase(2020.0, 2050.0, "", MapWords("A"))], 358)
    assert plan.years[0][1] == "2020–24" or len(plan.years) <= 6


def sheet(**changes: object) -> Sheet:
    plan = lay_out([RoadmapPhase(2023.0, 2026.0, "2023", MapWords("A & B"))], 358)
    made = Sheet(
        title="产业链全景图：铝基新材料 <1>",
        site="目录",
        inner=draw(plan, Paint(alone=True)),
        width=plan.width,
        height=plan.height,
        keys=(
            Key("box", "weak", "弱"),
            Key("open", "", "招商"),
            Key("star", "", "链主"),
            Key("shade", "2", "1 – 4"),
        ),
        notes=("来源：广经合〔2020〕3号", "https://x.example/"),
        lang="zh-Hans",
    )
    return made._replace(**changes)  # type: ignore[arg-type]


def test_sheets_are_well_formed_and_say_what_they_are() -> None:
    for form in (paper, strip):
        root = ElementTree.fromstring(form(sheet(), Paint(alone=True)))  # noqa: S314  # our own
        title = root.find("{http://www.w3.org/2000/svg}title")
        assert title is not None
        assert title.text == "产业链全景图：铝基新材料 <1>"


def test_paper_lies_the_way_that_shows_more() -> None:
    assert 'data-pixels="3508"' in paper(sheet(width=1200.0, height=500.0), Paint(alone=True))
    assert 'data-pixels="2480"' in paper(sheet(width=600.0, height=1400.0), Paint(alone=True))


def test_files_name_no_class_and_no_style() -> None:
    text = paper(sheet(), Paint(alone=True))
    assert "class=" not in text
    assert "style=" not in text
