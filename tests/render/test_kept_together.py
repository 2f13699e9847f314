"""What is kept on one line, and that only what is shown is touched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from sitegen.render.kept_together import kept_together


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>建筑面积12.3万平方米，占地180亩</p>", ["12.3万平方米", "180亩"]),
        ("<p>总投资1,234.5亿元，2026年6月建成</p>", ["1,234.5亿元", "2026年", "6月"]),
        ('<p><img alt="占地180亩" src="5亩.svg"></p>', []),
        ("<p>第3期 a &lt; 5 &gt; 4亩</p>", ["4亩"]),
        ("<p>12 new jobs, 3.5%</p>", []),
        ("<p>at least CNY 420 million, USD 5,000</p>", ["CNY 420 million", "USD 5,000"]),
        ("<p>Foil, 10,000 t a year on 80 mu, 25 m² each</p>", ["10,000 t", "80 mu", "25 m²"]),
        ('<p><img alt="80 mu" src="5 t.svg">3 towns</p>', []),
    ],
)
def test_a_figure_and_its_unit_are_kept_together(html: str, kept: list[str]) -> None:
    shown = kept_together(Markup(html))  # noqa: S704 - no reader sees it
    assert re.findall(r'<span class="(?:name|tied)">(.*?)</span>', shown) == kept
    assert re.sub(r'<span class="(?:name|tied)">(.*?)</span>', r"\1", shown) == html


def test_plain_text_is_escaped() -> None:
    assert kept_together("<b>5 t & more</b>") == '&lt;b&gt;<span class="tied">5 t</span> &amp; more&lt;/b&gt;'


def test_only_pages_are_marked(golden_site: Path) -> None:
    """Nothing of it is in what is said of a page, in feeds or in what the search is given."""
    page = (golden_site / "build/zh/projects/furniture-works/index.html").read_text("utf-8")
    assert 'class="name"' in page
    assert not re.search(r'<(?:meta|title|script)[^>]*class="name"', page)
    for file in [*golden_site.glob("build/zh/*.xml"), *golden_site.glob("build/search/**/*.json")]:
        assert 'class="name"' not in file.read_text("utf-8")
