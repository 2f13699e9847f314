"""Random chains, and what is true of any drawing of one."""

from __future__ import annotations

from itertools import combinations
from random import Random

from hypothesis import strategies as st

from sitegen.maps.boxes import PAD_X
from sitegen.maps.chain import Layout
from sitegen.maps.drawing_types import MapChain, MapSegment, MapStage, MapWords

HAN = "产业链铝箔新材料电池光伏玻璃纤维深加工物流配套园区（）、·工业硅"
LATIN = "Wafer mining, iM/deep-processing & battery foil WWW products of rail (30%)"
STRENGTHS = ("strong", "present", "weak", "missing", "unknown")

names = st.one_of(
    st.text(HAN, min_size=2, max_size=20),
    st.text(LATIN, min_size=1, max_size=60).filter(lambda text: text.strip() != ""),
    st.text(HAN + LATIN, min_size=2, max_size=40).filter(lambda text: text.strip() != ""),
)


def chains(most: int = 60) -> st.SearchStrategy[MapChain]:
    """Chains of up to `most` segments in up to five stages, linked in any way at all."""
    return st.builds(random_chain, st.integers(0, 10**9), st.integers(1, most))


def random_chain(seed: int, count: int) -> MapChain:
    """The same chain for the same seed. Not drawn piece by piece: that would take longer than the drawing."""
    random = Random(seed)
    stages = random.randint(1, 5)
    support = random.randint(0, min(2, stages - 1))
    keys = [f"s{number}" for number in range(count)]
    density = random.choice([0.0, 0.5, 1.5, 3.0])
    members: list[list[MapSegment]] = [[] for _ in range(stages)]
    for key in keys:
        segment = MapSegment(
            id=key,
            title=MapWords(random_name(random)),
            strength=random.choice(STRENGTHS),
            strength_word=random.choice(["强", "未评估", "Not assessed"]),
            href=f"#segment-{key}",
            enterprises=random.choice([0, 1, 12, 345]),
            seeking=random.choice([0, 3, 67]),
            leaders=tuple([MapWords(random_name(random)) for _ in range(random.choice([0, 0, 1, 3]))]),
            feeds=tuple(random.sample(keys, min(len(keys), round(random.random() * 2 * density)))),
            sought=random.random() < 0.3,
        )
        members[random.randrange(stages)].append(segment)
    groups = [
        MapStage(f"g{number}", MapWords(random_name(random)), tuple(segments), number >= stages - support)
        for number, segments in enumerate(members)
    ]
    return MapChain(tuple(groups), "map")


def random_name(random: Random) -> str:
    """2 to 20 Chinese characters, or up to 60 Latin ones."""
    if random.random() < 0.5:
        return "".join(random.choices(HAN, k=random.randint(2, 20)))
    return "".join(random.choices(LATIN, k=random.randint(1, 60))).strip() or "W"


def faults(layout: Layout) -> list[str]:
    """Everything that must not be in a drawing: overlaps, text outside its box, lines across boxes."""
    return [*_overlaps(layout), *_overflowing(layout), *_crossed(layout), *_outside(layout)]


def _overlaps(layout: Layout) -> list[str]:
    return [
        f"{one.box.segment.id} overlaps {other.box.segment.id}"
        for one, other in combinations(layout.boxes, 2)
        if one.x < other.x + other.box.width
        and other.x < one.x + one.box.width
        and one.y < other.y + other.box.height
        and other.y < one.y + one.box.height
    ]


def _overflowing(layout: Layout) -> list[str]:
    found = []
    for placed in layout.boxes:
        box = placed.box
        for line in box.lines:
            end, foot = line.x + line.width, line.y + 0.3 * line.size
            inside = end <= box.width - PAD_X + 0.01 and foot <= box.height
            if not inside or line.y - line.size < 0:
                found.append(f"{line.text!r} leaves {box.segment.id}")
        ends = [badge.x for badge in box.badges]
        if any(end < PAD_X - 0.01 or end > box.width - PAD_X for end in ends):
            found.append(f"a badge leaves {box.segment.id}")
    return found


def _crossed(layout: Layout) -> list[str]:
    found = []
    for wire in layout.wires:
        for (x1, y1), (x2, y2) in zip(wire.points, wire.points[1:], strict=False):
            west, east, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
            if west != east and top != bottom:
                found.append(f"{wire.net} is slanted")
            for placed in layout.boxes:
                box = placed.box
                if (
                    west < placed.x + box.width - 0.01
                    and east > placed.x + 0.01
                    and top < placed.y + box.height - 0.01
                    and bottom > placed.y + 0.01
                ):
                    found.append(f"{wire.net} crosses {box.segment.id}")
    return found


def _outside(layout: Layout) -> list[str]:
    found = []
    for placed in layout.boxes:
        box = placed.box
        if not (placed.x >= 0 and placed.x + box.width <= layout.width + 0.01):
            found.append(f"{box.segment.id} is beside the drawing")
        if not (placed.y >= 0 and placed.y + box.height <= layout.height + 0.01):
            found.append(f"{box.segment.id} is below or above the drawing")
    return found + [
        f"{wire.net} leaves the drawing"
        for wire in layout.wires
        if any(not (0 <= x <= layout.width and 0 <= y <= layout.height) for x, y in wire.points)
    ]
