"""What the preview adds to pages."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from sitegen.diagnostics import Diagnostic, Place, problem
from sitegen.diagnostics.show import hint, message
from sitegen.serve.panel import MOST_SHOWN, dressed, problem_page

HOST = "127.0.0.1:8000"
PAGE = b"""<!DOCTYPE html>
<html lang="zh-Hans">
<head>
<meta http-equiv="Content-Security-Policy" content="default-src &#39;self&#39;; form-action &#39;self&#39;">
<title>t</title>
</head>
<body class="home">
<main>text</main>
</body>
</html>
"""
WRONG = problem("E_UNKNOWN_KEY", Place("content/projects/a/project.yml", 3, 5), key="statsu", near="status")


class _Reading(HTMLParser):
    """Tags with their attributes, and the text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_a_good_page_gets_the_script_and_nothing_to_see() -> None:
    page = dressed(PAGE, HOST, (), "en")
    reading = _Reading(page)
    assert [script["src"] for script in reading.all("script")] == [
        "/livereload.js?host=127.0.0.1&port=8000&mindelay=300&maxdelay=3000"
    ]
    assert reading.all("aside") == []
    assert page.index(b"<script") < page.index(b"</head>")


def test_the_policy_lets_the_socket_through_and_nothing_else() -> None:
    policy = _Reading(dressed(PAGE, HOST, (), "en")).all("meta")[0]["content"]
    assert policy == "default-src 'self'; form-action 'self'; connect-src 'self' ws://127.0.0.1:8000"
    given = PAGE.replace(b"default-src &#39;self&#39;", b"connect-src https://x.example")
    policy = _Reading(dressed(given, HOST, (), "en")).all("meta")[0]["content"]
    assert policy == "connect-src ws://127.0.0.1:8000 https://x.example; form-action 'self'"


def test_an_ipv6_address_reaches_the_script_in_brackets() -> None:
    assert "host=[::1]&port=8000&" in str(
        _Reading(dressed(PAGE, "[::1]:8000", (), "en")).all("script")[0]["src"]
    )


@pytest.mark.parametrize(
    ("page_lang", "fallback", "lang"),
    [
        ("zh-Hans", "en", "zh"),
        ("zh-Hant", "en", "zh"),
        ("en", "zh", "en"),
        ("ja", "zh", "zh"),
        ("ja", "en", "en"),
    ],
)
def test_the_panel_speaks_the_pages_language(page_lang: str, fallback: str, lang: str) -> None:
    page = dressed(PAGE.replace(b"zh-Hans", page_lang.encode()), HOST, (WRONG,), fallback)
    reading = _Reading(page)
    assert reading.all("aside")[0]["lang"] == {"zh": "zh-Hans", "en": "en"}[lang]
    for part in (
        "content/projects/a/project.yml:3:5",
        "E_UNKNOWN_KEY",
        message(WRONG, lang),
        hint(WRONG, lang),
    ):
        assert part in reading.words
    assert "text" in reading.words, "the page itself is still there"


def test_the_panel_is_the_first_thing_in_the_page() -> None:
    page = dressed(PAGE, HOST, (WRONG,), "en")
    assert page.index(b'<body class="home">') < page.index(b"<aside") < page.index(b"<main>")


def test_content_that_is_quoted_is_escaped() -> None:
    evil = "<script>alert(1)</script>\"'&"
    problems = [
        Diagnostic("E_UNKNOWN_KEY", Place(f"content/{evil}/x.yml", 1, 1), {"key": evil, "known": evil}),
        Diagnostic("E_<b>", Place("site.yml"), {}),
    ]
    for page in (dressed(PAGE, HOST, problems, "en"), problem_page(HOST, problems, "en")):
        reading = _Reading(page)
        assert len(reading.all("script")) == 1
        assert evil in reading.words
        assert "E_<b>" in reading.words


def test_a_page_without_the_usual_tags_is_dressed_all_the_same() -> None:
    reading = _Reading(dressed(b"only text", HOST, (WRONG,), "en"))
    assert "only text" in reading.words
    assert reading.all("aside")
    assert reading.all("script")


def test_many_problems_are_counted_not_listed() -> None:
    problems = [
        problem("E_UNKNOWN_KEY", Place("x.yml", line, 1), key="k") for line in range(1, MOST_SHOWN + 8)
    ]
    reading = _Reading(problem_page(HOST, problems, "zh"))
    assert len(reading.all("li")) == MOST_SHOWN
    assert "还有 7 个错误" in reading.words
