"""Bodies come from people we don't know: what they turn into is safe, and what they refer to is known."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.content.markdown import render_markdown
from sitegen.content.markdown_body import LOCALE, ROOT, Body, BodyReference, MarkdownContext, in_locale
from sitegen.content.markdown_reference import MAX_FAULTS
from sitegen.content.pictures import PictureInfo
from sitegen.content.utf8 import REFUSED
from sitegen.diagnostics import Diagnostic

AROUND = MarkdownContext(
    path="content/projects/x/zh.md",
    files_url="files/projects/x/",
    pictures={"a.png": PictureInfo("png", 40, 30), "图 1.jpg": PictureInfo("jpg", 4, 3), "b.pdf": None},
    folders={"project": "projects", "policy": "policies", "page": ""},
)
FILES = f"{ROOT}files/projects/x/"


def render(text: str) -> tuple[Body, list[Diagnostic]]:
    return render_markdown(text, AROUND)


def html(text: str) -> str:
    """Of a text that has nothing wrong with it."""
    body, found = render(text)
    assert found == []
    return body.html


def faults(text: str) -> list[tuple[str, int, int]]:
    return [(d.code, d.place.line, d.place.column) for d in render(text)[1]]


class Tags(HTMLParser):
    """Every tag with its attributes, as a browser would see them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.other: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), "an attribute stands twice"
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.other.append(data)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)


def hrefs(text: str) -> list[str]:
    return [attrs["href"] for tag, attrs in Tags(text).found if tag == "a" and "href" in attrs]


# Links


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://example.org/", "https://example.org/"),
        ("HTTP://example.org:8080/a?b=1&c=2#d", "HTTP://example.org:8080/a?b=1&c=2#d"),
        ("https://投资.example/路", "https://xn--oru136g.example/%E8%B7%AF"),
        ("mailto:a@example.org?subject=%E9%93%9D", "mailto:a@example.org?subject=%E9%93%9D"),
        ("tel:+86-839-3266000", "tel:+86-839-3266000"),
        ("b.pdf", f"{FILES}b.pdf"),
        ("<图 1.jpg>", f"{FILES}%E5%9B%BE%201.jpg"),
        ("project:foil-mill", f"{ROOT}{LOCALE}/projects/foil-mill/"),
        ("project:foil-mill#s-概况", f"{ROOT}{LOCALE}/projects/foil-mill/#s-%E6%A6%82%E5%86%B5"),
        ("project:foil-mill#100%25", f"{ROOT}{LOCALE}/projects/foil-mill/#100%25"),
        ("page:about", f"{ROOT}{LOCALE}/about/"),
    ],
)
def test_links_that_lead_somewhere(target: str, href: str) -> None:
    text = html(f"[x]({target})")
    assert hrefs(text) == [href]
    assert ('rel="noopener nofollow"' in text) == target.lower().startswith("http")


SCRIPT = "javascript:alert(1)"
NO_LINKS = [
    SCRIPT, "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "javascript&#58;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)",
    "java%0ascript:alert(1)",
    "javascript%3Aalert(1)", "%6aavascript:alert(1)", "&#1;javascript:alert(1)", "<java script:alert(1)>",
    "javascript\\:alert(1)", "vbscript:msgbox(1)", "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=", "data:image/svg+xml,x", "data:image/png;base64,iVBOR",
    "view-source:https://a.b",
    "blob:https://a.b/1", "filesystem:https://a.b/1", "intent://a.b#Intent;end", "feed:javascript:alert(1)",
    "file:///etc/passwd", "ftp://a.b/", "sms:123", "about:blank", "ms-word:ofe|u|https://a.b",
    "weixin://dl", "jar:https://a.b!/",
    "//example.org/", "\\\\example.org\\x", "/\\example.org", "http:example.org", "https:/example.org",
    "https:\\\\example.org",
    "http://", "https:///a", "https://a@example.org/", "https://example.org:1:2/", "https://user:pass@a.b",
    "https://?a",
    "../b.pdf", "../../policies/y/policy.yml", "..%2Fb.pdf", "..%5Cb.pdf", "./b.pdf", "/zh/projects/", "/",
    "", ".", "..",
    "sub/b.pdf", "b.pdf#x", "b.pdf?x", "project:", "project:Foil", "project:a/b", "project:a#b c",
    "unknown:foil",
    "internal:foil", "mailto:", "mailto:x", "mailto:a@b@c", "tel:", "tel:110;call", "tel:javascript",
    "?x=1", " ",
]  # fmt: skip


@pytest.mark.parametrize("target", NO_LINKS)
def test_links_that_are_refused_leave_no_address(target: str) -> None:
    for text in (f"[x]({target})", f"[x](<{target}>)", f"[x][y]\n\n[y]: {target}", f"[x]({target} 'title')"):
        body, found = render(text)
        assert hrefs(body.html) == []
        if "<a" in body.html:
            assert [d.code for d in found] in (["E_LINK"], ["E_MISSING_FILE"]), text


@pytest.mark.parametrize("target", [SCRIPT, "https://example.org/", "a@example.org", "ftp://a.b"])
def test_addresses_in_angle_brackets_are_judged_alike(target: str) -> None:
    body, found = render(f"<{target}>")
    good = target.startswith("https") or "@" in target
    assert bool(found) is not good
    assert bool(hrefs(body.html)) is good


def test_bare_addresses_stay_text_and_are_told() -> None:
    assert html("www.example.org") == "<p>www.example.org</p>\n"
    assert faults("甲 https://example.org/a，乙") == [("W_BARE_ADDRESS", 1, 3)]
    assert html("[甲](https://example.org/) `https://example.org/`")


def test_every_fault_stands_at_its_own_place() -> None:
    text = "甲[a](x:1)、[b](x:1)\n又[c](x:2)\n\n- [d](none.pdf)\n- ![e](../e.png)\n\n# 头 [f](x:3)\n"
    text += "\n<b>[g](x:1)"
    assert faults(text) == [
        ("E_LINK", 1, 6), ("E_LINK", 1, 15), ("E_LINK", 2, 6), ("E_MISSING_FILE", 4, 7), ("E_PICTURE_PATH",
        5, 8),
        ("E_LINK", 7, 9), ("W_RAW_HTML", 9, 1), ("E_LINK", 9, 8),
    ]  # fmt: skip


def test_a_near_file_is_offered() -> None:
    _, [found] = render("[x](b.pdff)")
    assert found.params == {"file": "b.pdff", "near": "b.pdf"}


def test_references_are_noted_with_their_places() -> None:
    body, found = render(
        "见[政策](policy:grant)\n和[乙](project:b#x)。\n\n![图](a.png)[附](b.pdf)[附](b.pdf)\n"
    )
    assert found == []
    assert body.references == (BodyReference("policy", "grant", 1, 7), BodyReference("project", "b", 2, 6))


def test_links_to_headings_of_the_same_text() -> None:
    text = html("# 用地 条件\n\n# Terms\n\n[a](#用地-条件) [b](#s-terms) [c](#terms) [d](#s-用地-条件)")
    chinese = "#s-%E7%94%A8%E5%9C%B0-%E6%9D%A1%E4%BB%B6"
    assert [unquote(href) for href in hrefs(text)] == [
        unquote(href) for href in (chinese, "#s-terms", "#s-terms", chinese)
    ]
    _, [found] = render("# Terms\n\n[x](#term)")
    assert (found.code, found.place.line, found.place.column) == ("E_ANCHOR", 3, 5)
    assert found.params == {"anchor": "term", "known": "s-terms"}


# Our own marks


def test_marks_of_ours_are_refused_in_content() -> None:
    """By entity; typed as they are, they are refused with the file (tests/content/test_yaml.py)."""
    for text in ("a &#xE000; b", "a &#57345; b", "![&#xE001;](a.png)", "# &#xe002;", '![x](a.png "&#xE003;")',
                 '[x](b.pdf "&#xE000;")', "| &#xE001; |\n|---|"):  # fmt: skip
        body, found = render(text)
        assert [d.code for d in found] == ["E_CONTROL_CHARACTER"], text
        assert not re.search("[\ue000-\ue003]", body.html.replace(FILES, ""))


@pytest.mark.parametrize("entity", ["&#x202e;", "&#8238;", "&#xFEFF;", "&#x2028;", "&#13;", "&#x2067;"])
def test_entities_make_nothing_that_could_not_be_typed(entity: str) -> None:
    assert faults(f"甲\n\n乙 {entity} 丙") == [("E_CONTROL_CHARACTER", 3, 3)]


def test_addresses_are_mapped_to_the_language_that_is_shown() -> None:
    body, _ = render("[x](project:y) en")
    assert in_locale(body.html, "zh-hant") == f'<p><a href="{ROOT}zh-hant/projects/y/">x</a> en</p>\n'


# Pictures


def test_pictures_of_the_folder_come_with_their_size() -> None:
    assert html('![说明 "x"](<图 1.jpg> "题 <b>")') == (
        f'<p><img src="{FILES}%E5%9B%BE%201.jpg" alt="说明 &quot;x&quot;" title="题 &lt;b&gt;"'
        ' width="4" height="3" loading="lazy"></p>\n'
    )


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("https://example.org/a.png", "E_PICTURE_PATH"),
        ("//example.org/a.png", "E_PICTURE_PATH"),
        ("../y/a.png", "E_PICTURE_PATH"),
        ("%2e%2e%2fa.png", "E_PICTURE_PATH"),
        ("..\\a.png", "E_PICTURE_PATH"),
        ("data:image/png;base64,iVBOR", "E_PICTURE_PATH"),
        (SCRIPT, "E_PICTURE_PATH"),
        ("A.png", "E_MISSING_FILE"),
        ("", "E_MISSING_FILE"),
        ("b.pdf", "E_NOT_A_PICTURE"),
    ],
)
def test_other_pictures_are_refused_and_not_fetched(target: str, code: str) -> None:
    body, found = render(f"![x]({target})")
    assert [d.code for d in found] == [code]
    assert "src" not in body.html


def test_a_picture_without_words_is_warned_of() -> None:
    assert faults("![](a.png)") == [("W_NO_ALT", 1, 5)]


def test_a_picture_within_a_link_and_within_a_picture() -> None:
    assert hrefs(html("[![x](a.png)](https://example.org/)")) == ["https://example.org/"]
    assert html("![a ![b](javascript:1) [c](x:1)](a.png)").count("<img") == 1


# Markup typed by hand


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("<script>alert(1)</script>", (1, 1)),
        ("甲 <b>粗</b>", (1, 3)),
        ("\n<div onclick='x'>\n\n文\n\n</div>\n", (2, 1)),
        ("<!-- comment -->", (1, 1)),
        ("甲\n<br/>", (2, 1)),
        ("<iframe src=x>", (1, 1)),
        ("# 题 <svg/onload=alert(1)>", None),
        ("&lt;img src=x onerror=alert(1)&gt;", None),
    ],
)
def test_raw_html_is_shown_as_text_and_warned_of(text: str, place: tuple[int, int] | None) -> None:
    body, found = render(text)
    assert {tag for tag, _ in Tags(body.html).found} <= {"p", "h2"}
    assert "&lt;" in body.html
    if place:
        assert (found[0].code, found[0].place.line, found[0].place.column) == ("W_RAW_HTML", *place)


@pytest.mark.parametrize("text", ["1 < 2 > 0", "a <- b", "<3", "`<b>`", "```\n<b>\n```", "    <b>"])
def test_what_only_looks_like_html_is_left_alone(text: str) -> None:
    html(text)


HOSTILE = '"\'><img src=x onerror=alert(1)> `javascript:` &quot; \\" onload='


def test_hostile_attributes_stay_within_theirs() -> None:
    title = HOSTILE.replace('"', '\\"')
    for text in (f'[x](b.pdf "{title}")', f'![x](a.png "{title}")', f"![{HOSTILE}](a.png)",
    f"~~~{HOSTILE}\nx\n~~~",
                 f"~~~html\" onclick=x {HOSTILE}\nx\n~~~", f"# {HOSTILE}",
                 f"| {HOSTILE} |\n|:-:|\n| {HOSTILE} |"):  # fmt: skip
        assert_safe(render(text)[0].html)


@pytest.mark.parametrize(
    ("info", "attribute"),
    [("python", ' class="language-python"'), ("C++ x", ' class="language-c"'), ('"><b>', ""), ("&quot;x", ""),
     ("js onclick=x", ' class="language-js"'), ("", "")],
)  # fmt: skip
def test_a_fence_says_its_language_in_plain_letters(info: str, attribute: str) -> None:
    assert html(f"```{info}\n<x>\n```") == f"<pre><code{attribute}>&lt;x&gt;\n</code></pre>\n"


# Headings and tables


def test_headings_stand_below_the_page_s_own() -> None:
    text = "\n\n".join(f"{'#' * level} T{level}" for level in range(1, 7)) + "\n\nS\n===\n\nU\n---\n"
    assert re.findall("<h([0-9])", html(text)) == ["2", "3", "4", "5", "6", "6", "2", "3"]


def test_headings_leave_no_level_out() -> None:
    """People begin with ## as often as with #; readers by ear miss a level that is not there."""
    text = "## A\n\n#### B\n\n### C\n\n## D\n\n# E"
    assert re.findall("<h([0-9])", html(text)) == ["2", "3", "3", "2", "2"]


def test_anchors_are_unique_and_say_what_the_heading_says() -> None:
    body, _ = render(
        "# 用地 与 环评\n\n# `a_b` [c](b.pdf)!\n\n# 🙂\n\n# \n\n# Section\n\n# section 2\n\n# " + "长" * 90
    )
    assert body.anchors == (
        "s-用地-与-环评", "s-a_b-c", "s-section", "s-section-2", "s-section-3", "s-section-2-2",
        "s-" + "长" * 40,
    )  # fmt: skip
    assert tuple(re.findall('id="([^"]*)"', body.html)) == body.anchors


@given(st.lists(st.sampled_from(["a", "a 2", "a 2 2", "A", "", "节", "2", "a-2-2"]), max_size=30))
def test_anchors_stay_unique_whatever_the_headings(titles: list[str]) -> None:
    body, _ = render("\n\n".join(f"# {title}" for title in titles))
    assert len(body.anchors) == len(set(body.anchors)) == len(titles)


def test_columns_are_aligned_by_class() -> None:
    text = html("| a | b | c | d |\n|:--|--:|:-:|---|\n| 1 | 2 | 3 | 4 |\n")
    assert re.findall(r"<t[hd]( [^>]*)?>", text) == [
        ' class="align-left"', ' class="align-right"', ' class="align-center"', "",
    ] * 2  # fmt: skip
    assert "style" not in text
    assert '<table tabindex="0">' in text


# Anything at all

TAGS = {
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "s",
    "a",
    "img", "br", "hr", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "ol": {"start"}, "code": {"class"}, "th": {"class"}, "td": {"class"}, "table": {"tabindex"},
    "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"},
}  # fmt: skip
GOOD_HREF = re.compile(
    rf"https?://[a-z0-9][a-z0-9.-]*(:[0-9]+)?([/?#]\S*)?|mailto:[^\s@]+@[^\s@]+|tel:\+?[0-9-]+|#\S+"
    rf"|{ROOT}files/projects/x/[^/]+|{ROOT}{LOCALE}/(projects/|policies/)?[a-z0-9-]+/(#\S*)?",
    re.IGNORECASE,
)


def assert_safe(text: str) -> None:
    tags = Tags(text)
    assert tags.other == []
    for tag, attrs in tags.found:
        assert tag in TAGS
        assert attrs.keys() <= ATTRIBUTES.get(tag, set()), (tag, attrs)
        for name, pattern in (
            ("href", GOOD_HREF),
            ("src", re.compile(rf"{ROOT}files/projects/x/(a\.png|%E5%9B%BE%201\.jpg)")),
            ("class", re.compile("language-[a-z0-9-]*|align-(left|right|center)")),
            ("id", re.compile(r"s-[\w-]+")),
        ):
            assert name not in attrs or pattern.fullmatch(attrs[name]), (tag, attrs)


PIECES = st.sampled_from(
    ["[", "](", ")", "![", "]", "][", "<", ">", "`", "```", "~~~", "*", "**", "_", "~~", "# ", "\n", "\n\n",
     "> ", "- ",
     "1. ", "    ", "|", "|---|", "|:-:|", "\\", "&#", "&#x", ";", "&quot;", "&Tab;", "&colon;",
     "javascript:", "alert(1)",
     "https://", "a.b", "//", "a.png", "b.pdf", "project:y", "#s-a", "<script>", "</p>", "<!--", "-->",
     "<![CDATA[", "<?",
     "onclick=", '"', "'", "%0a", "%3A", "data:text/html,", "[x]: ", "mailto:a@b", "tel:123", "[x]", "\t",
     "甲", " "],
)  # fmt: skip
MARKDOWN_LIKE = st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join)


@given(MARKDOWN_LIKE | st.text())
@example("[x](javascript:alert(1))")
@example('![x](a.png "\\" onerror=alert(1) ")')
def test_any_text_gives_safe_markup_and_faults_within_the_file(text: str) -> None:
    text = REFUSED.sub("", text).replace("\r\n", "\n")  # as content comes here
    body, found = render(text)
    assert_safe(body.html)
    lines = text.split("\n")
    for diagnostic in found:
        assert 1 <= diagnostic.place.line <= len(lines)
        assert 1 <= diagnostic.place.column <= len(lines[diagnostic.place.line - 1]) + 1
    assert len(set(body.anchors)) == len(body.anchors)


SCHEMES = st.text(st.characters(max_codepoint=0x7F) | st.sampled_from("：／．ｊ"), max_size=12)


@given(SCHEMES, st.sampled_from([":", "&colon;", "%3a", ":/", "://", "\\:"]), st.text(max_size=8))
def test_no_scheme_gets_through_that_is_not_allowed(scheme: str, colon: str, rest: str) -> None:
    assert_safe(render(f"[x](<{scheme}{colon}{rest}>)")[0].html)
    assert_safe(render(f"<{scheme}{colon}{rest}>")[0].html)


# Texts made to take long, after markdown-it's own list

SLOW = {
    "nested brackets": "[" * 12_000 + "a" + "]" * 12_000,
    "nested links": "[a](" * 10_000 + "b",
    "open links": "[a](<b" * 20_000,
    "nested emphasis": "*a **a " * 5_000 + "b" + " a** a*" * 5_000,
    "closers": "a_ " * 25_000,
    "openers": "_a " * 25_000,
    "openers and closers": "a**b" + "c* " * 25_000,
    "mismatched": "*a_ " * 20_000,
    "strikethrough": "~~a" * 30_000,
    "backticks": "".join(f"e{'`' * number}" for number in range(900)),
    "open backticks": "`a``" * 30_000,
    "quotes": "> " * 50_000 + "a",
    "lists": "- " * 20_000 + "a",
    "list items": "".join(f"{' ' * number}- a\n" for number in range(300)),
    "pictures": "![" * 4_000 + "a" + "](b.pdf)" * 4_000,
    "definitions": "".join(f"[{number}]: b.pdf\n" for number in range(8_000)),
    "one definition": "[a]: b.pdf\n" * 10_000,
    "entities": "&" * 100_000,
    "numbers": "&#x" + "1" * 100_000,
    "angle brackets": "<" * 100_000,
    "comments": "<!--" * 30_000,
    "declarations": "<!A " * 30_000,
    "instructions": "<?" * 50_000,
    "tags": "<a b " * 20_000,
    "autolinks": "<https:" * 20_000,
    "addresses": "https://" * 20_000,
    "backslashes": "\\" * 100_000,
    "pipes": "|" * 50_000 + "\n" + "|-" * 20_000,
    "tables": "|a|\n|-|\n" + "|b|\n" * 8_000,
    "wide table": "|" + "a|" * 1_000 + "\n|" + "-|" * 1_000 + "\n" + "|b|\n" * 100,
    "headings": "# a\n" * 15_000,
    "headings that collide": "".join(f"# a {number}\n" for number in range(6_000)) + "# a\n" * 6_000,
    "setext": "a\n=\n" * 10_000,
    "one line": "甲" * 300_000,
    "breaks": "a  \n" * 20_000,
    "bad links": "[a](x:1)" * 15_000,
    "bad entity links": "[a](project&#58;b)" * 10_000,
    "bad pictures": "![a](c.png)" * 10_000,
    "bad anchors": "# t\n\n" * 2_000 + "[a](#x)" * 10_000,
    "html": "<b>" * 20_000,
    "nothing": "\n" * 300_000,
    "blanks": " " * 300_000,
    "tabs": "\t" * 100_000,
}


@pytest.mark.parametrize("name", SLOW)
def test_no_text_takes_long(name: str) -> None:
    started = time.process_time()
    _, found = render(SLOW[name])
    assert time.process_time() - started < 15
    assert len(found) <= MAX_FAULTS
