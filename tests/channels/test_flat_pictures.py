"""The short way for pictures: what it takes looks as resvg draws it, and the rest is left to resvg."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops, ImageStat

from sitegen.channels import raster
from sitegen.channels.flat_pictures import drawn
from sitegen.channels.tools import Tool

GROUND = (
    '<rect width="600" height="300" fill="#ffffff"/><rect y="240" width="600" height="60" fill="#0d5257"/>'
)
TEXT = '<text x="40" y="90" font-size="48" font-weight="700" fill="#15201f">铝产业 · Wave 20%</text>'
ENDS = (
    '<text x="560" y="280" font-size="24" text-anchor="end" fill="#cad9da">'
    '<tspan x="560">a.example</tspan></text>'
)
AMOUNT = (
    '<g><g transform="translate(0 120)"><text x="40" y="65" fill="#0d5257" xml:space="preserve">'
    '<tspan font-size="60">20</tspan><tspan font-size="30">亿元</tspan></text></g></g>'
)
MAP = (
    '<svg x="350.5" y="20" width="200" height="200" viewBox="0 0 20 20">'
    '<path d="M0 0h20L10 20z" fill="#c04020"/></svg>'
)


def picture(*inner: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 300" width="600" height="300" '
        f'data-pixels="600" font-family="Noto Sans CJK SC, sans-serif" xml:lang="zh-Hans">'
        f"{GROUND}{''.join(inner)}</svg>"
    )


@pytest.fixture(scope="module")
def tool() -> Tool:
    return raster.find_raster()


@pytest.mark.parametrize(
    "inner",
    [(TEXT,), (ENDS,), (AMOUNT,), (MAP,), (MAP, AMOUNT, ENDS)],
    ids=["text", "end", "amount", "map", "all"],
)
def test_what_it_takes_looks_as_resvg_draws_it(tool: Tool, inner: tuple[str, ...]) -> None:
    svg = picture(*inner)
    short = drawn(svg, tool, raster.render)
    assert short is not None
    mine = Image.open(io.BytesIO(short))
    assert (mine.format, mine.mode, mine.size) == ("PNG", "P", (600, 300))
    reference = Image.open(io.BytesIO(raster.render(svg, tool))).convert("RGB")
    plain = Image.open(io.BytesIO(raster.render(picture(), tool))).convert("RGB")
    away = ImageStat.Stat(ImageChops.difference(mine.convert("RGB"), reference)).sum
    all_of_it = ImageStat.Stat(ImageChops.difference(plain, reference)).sum
    assert sum(away) < 0.4 * sum(all_of_it)  # by two pixels to the side it is 0.9
    assert drawn(svg, tool, raster.render) == short


@pytest.mark.parametrize(
    "inner",
    [
        '<text x="40" y="90" font-size="48" fill="#15201f">مشروع</text>',
        '<text x="40" y="90" font-size="48" fill="#15201f">e\u0301</text>',
        '<text x="40" y="90" font-size="48" fill="#15201f" opacity="0.5">铝</text>',
        '<text x="40" y="90" font-size="48" fill="red">铝</text>',
        '<text x="40" y="260" font-size="48" fill="#15201f">铝铝</text>',
        '<rect x="10" y="10" width="40" height="40" rx="8" fill="#ff0000"/>',
        '<rect x="10.5" y="10" width="40" height="40" fill="#ff0000"/>',
        '<circle cx="50" cy="50" r="20" fill="#ff0000"/>',
        '<g transform="rotate(3)"><rect width="9" height="9" fill="#ff0000"/></g>',
        MAP + '<text x="360" y="90" font-size="48" fill="#15201f">铝</text>',
        MAP.replace('"350.5"', '"450"'),
    ],
    ids=[
        "rtl",
        "mark",
        "opacity",
        "name",
        "edge",
        "round",
        "half",
        "circle",
        "turned",
        "over-map",
        "outside",
    ],
)
def test_what_it_does_not_know_is_left_to_resvg(tool: Tool, inner: str) -> None:
    assert drawn(picture(inner), tool, raster.render) is None


def test_fonts_that_the_files_lack_are_left_to_resvg(tool: Tool) -> None:
    other = Tool(tool.stamp, tool.fonts, "No Such Family")
    svg = picture(TEXT).replace("Noto Sans CJK SC", "Another")
    assert drawn(svg, other, raster.render) is None
