"""Pages as Markdown."""

from __future__ import annotations

import pytest

from sitegen.channels.page_text import page_text


def text(main: str) -> str:
    made = page_text(f'<nav>x</nav><main id="main">{main}</main><p>y</p>', "en", "https://x.example/")
    head, _, body = made.partition("---\n\n")
    assert head == "---\nlang: en\nurl: https://x.example/\n"
    return body.rstrip("\n")


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h1>A &amp; B</h1><p>One\n two</p>", "# A & B\n\nOne two"),
        ('<dl><dt>A</dt><dd><span class="q">9.5<span class="q-unit">%</span></span></dd></dl>', "- A: 9.5%"),
        ("<p><span>3号</span><time>2025年</time></p><p>至<time>2025年</time></p>", "3号 2025年\n\n至2025年"),
        ("<p>a<b>b</b> <a href=\"x/?a=1&amp;b=(2)\">c</a></p>", "a**b** [c](x/?a=1&b=%282%29)"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ("<ol><li>a</li></ol><p>b</p>", "1. a\n\nb"),
        ("<dl><div><dt>Land</dt><dd>5 mu</dd></div><dt>Use</dt><dd>x</dd></dl>", "- Land: 5 mu\n- Use: x"),
        (
            "<table><thead><tr><th>A</th><th>B</th></tr></thead>"
            "<tbody><tr><td>1</td><td>2|3</td></tr></tbody></table>",
            "| A | B |\n| --- | --- |\n| 1 | 2\\|3 |",
        ),
        ('<p><img src="a.png" alt="A [b]"></p>', "![A \\[b\\]](a.png)"),
        ("<p>*a* _b_ `c` &lt;script&gt; [d](e)</p>", "\\*a\\* \\_b\\_ \\`c\\` \\<script\\> \\[d\\](e)"),
        ("<p># no head</p><p>1. no list</p><p>- none</p>", "\\# no head\n\n\\1. no list\n\n\\- none"),
        ('<p class="js-only">x</p><script>y</script><button>z</button><p hidden>h</p><p>a</p>', "a"),
        ('<div class="toast"><p>x</p></div><svg><path d="1"/></svg><p>a<br>b</p>', "a b"),
        ("<ul><li><h3>Head</h3><p>text</p></li></ul>", "- **Head** text"),
        ('<h1>Hall (<span class="tied">3 ha</span>)<span class="x">open</span></h1>', "# Hall (3 ha) open"),
    ],
)  # fmt: skip
def test_what_is_read_of(html: str, markdown: str) -> None:
    assert text(html) == markdown


def test_a_page_without_a_main_part_has_no_text() -> None:
    assert page_text("<p>x</p>", "en", "a").endswith("---\n\n\n")
