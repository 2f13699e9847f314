"""Text in pictures: wrapped by the metrics of the font that it is drawn in, set in columns, made to fit."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sitegen.channels import raster
from sitegen.channels.font_metrics import metrics_of
from sitegen.channels.picture_layout import laid_out
from sitegen.maps.svg import escape

FONTS = raster.chinese_fonts()
TEXT = "{http://www.w3.org/2000/svg}text"
SPAN = "{http://www.w3.org/2000/svg}tspan"


def picture(inner: str, lang: str = "zh-Hans", more: str = "") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 600" width="1000" height="600" '
        f'data-pixels="1000" xml:lang="{lang}" {more}>{inner}</svg>'
    )


def lines(inner: str, lang: str = "zh-Hans") -> list[tuple[float, list[str]]]:
    """Of each text, its size and its lines."""
    root = ET.fromstring(laid_out(picture(inner, lang), FONTS))  # noqa: S314
    return [
        (float(text.get("font-size", "0")), [span.text or "" for span in text]) for text in root.iter(TEXT)
    ]


@pytest.mark.parametrize("words", ["年产10万吨高端铝箔项目", "Capacity of 1,400 wind towers, WAVE ijl"])
@pytest.mark.parametrize("bold", [False, True])
def test_the_metrics_are_those_of_the_drawn_text(words: str, bold: bool) -> None:
    weight = ' font-weight="700"' if bold else ""
    svg = picture(f'<text x="10" y="300" font-size="40"{weight}>{escape(words)}</text>')
    image = Image.open(io.BytesIO(raster.render(svg, raster.find_raster()))).convert("L")
    box = image.point(lambda value: 255 - value).getbbox()
    assert box is not None
    said = metrics_of(FONTS[-1] if bold else FONTS[0]).width(words, 40)
    assert said - 12 < box[2] - box[0] <= said + 1  # letters have a little room on both sides


@given(st.text(alphabet="铝箔项目年产能（）、。20亿ab c", min_size=1, max_size=60))
def test_lines_are_no_wider_than_their_box_and_do_not_end_in_one_character(words: str) -> None:
    if not words.strip():
        return
    room = 400.0
    ((size, found),) = lines(f'<text data-width="{room}" data-sizes="50 40 30" data-lines="3">{words}</text>')
    metrics = metrics_of(FONTS[0])
    assert len(found) <= 3
    assert all(metrics.width(line, size) <= room + 0.01 for line in found)
    if len(found) > 1 and all(char in "铝箔项目年产能" for char in words):
        assert len(found[-1]) > 1


def test_a_figure_keeps_its_unit() -> None:
    for room in range(220, 400, 20):
        text = (
            f'<text data-width="{room}" data-sizes="40" data-lines="9">总投资约168.02亿元、用地300亩</text>'
        )
        ((_, found),) = lines(text)
        assert not any(line[0] in "亿元亩" for line in found), found


def test_the_largest_size_that_fits_is_taken_and_what_never_fits_is_cut() -> None:
    box = '<text data-width="300" data-sizes="60 30" data-lines="2">{}</text>'
    assert lines(box.format("招商项目"))[0] == (60, ["招商项目"])
    assert lines(box.format("产业链" * 5))[0][0] == 30
    size, found = lines(box.format("产业链招商项目" * 9))[0]
    assert (size, len(found)) == (30, 2)
    assert found[-1].endswith("…")
    assert lines(box.format("word " * 40))[0][1][-1].endswith("word...")


def test_an_amount_is_made_smaller_until_it_fits() -> None:
    amount = '<text data-width="200" data-sizes="90"><tspan>{}</tspan><tspan data-em="0.5">{}</tspan></text>'
    root = ET.fromstring(laid_out(picture(amount.format("1300000–1500000", "亿元")), FONTS))  # noqa: S314
    figure, unit = (float(span.get("font-size", "0")) for span in root.iter(SPAN))
    assert figure < 40
    assert unit == pytest.approx(figure / 2, abs=0.1)


def tops(inner: str) -> list[float]:
    root = ET.fromstring(laid_out(picture(inner), FONTS))  # noqa: S314
    moved = [g.get("transform", "") for g in root.iter("{http://www.w3.org/2000/svg}g")]
    return [float(one.split()[1].rstrip(")")) for one in moved if one.startswith("translate(0 ")]


def test_a_column_is_set_at_its_top_middle_or_bottom_and_never_overflows() -> None:
    two = '<rect data-height="50"/><rect data-height="50" data-gap="20"/>'
    assert tops(f'<g data-column="100 300">{two}</g>') == [100, 170]
    assert tops(f'<g data-column="100 300" data-align="middle">{two}</g>') == [140, 210]
    assert tops(f'<g data-column="100 300" data-align="bottom">{two}</g>') == [180, 250]
    text = f'<text data-width="500" data-sizes="60 50 40 30" data-lines="3">{"长标题" * 9}</text>'
    full = f'<g data-column="0 200">{text}<rect data-height="50"/></g>'
    assert tops(full)[1] + 50 <= 200


def test_quotation_marks_are_narrow_in_languages_that_write_them_so() -> None:
    box = '<text data-width="900" data-sizes="30">Qinghe’s “one-stop” desk</text>'
    assert lines(box, "en")[0][1] == ['Qinghe\'s "one-stop" desk']
    assert lines(box, "zh-Hans")[0][1] == ["Qinghe’s “one-stop” desk"]


def test_a_picture_is_as_high_as_its_column_when_it_says_so() -> None:
    inner = '<rect data-to-bottom="10"/><g data-column="40"><rect data-height="200"/></g>'
    svg = laid_out(picture(inner, more='data-height="column" data-margin="60"'), FONTS)
    root = ET.fromstring(svg)  # noqa: S314
    assert root.get("viewBox") == "0 0 1000 300"
    assert root[0].get("height") == "290"
