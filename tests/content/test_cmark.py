"""The fast engine gives what its package's own functions give, and keeps nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from cmarkgfm import markdown_to_html, markdown_to_html_with_extensions

from sitegen.content.cmark import cmark_html

TABLE = "| a | b |\n|---|:-:|\n" + "| 一 | *two* |\n" * 40


@pytest.mark.parametrize(
    "text", ["", "# 标题\n\n- a\n- **b** [c](https://example.org/)\n", "<b>raw</b>\n\0x"]
)
def test_text(text: str) -> None:
    assert cmark_html(text) == markdown_to_html(text)


def test_table() -> None:
    html = cmark_html(TABLE)
    assert html == markdown_to_html_with_extensions(TABLE, 0, ["table"])
    assert html.count("<tr>") == 41


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read where Linux tells it")
def test_nothing_is_kept() -> None:
    """The package's own functions keep 60 KB each time; of that, not even the HTML may stay."""

    def pages() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1])

    for _ in range(50):
        cmark_html(TABLE)
    before = pages()
    for _ in range(2000):
        cmark_html(TABLE)
    assert pages() - before < 300
