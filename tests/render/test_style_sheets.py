"""Style sheets put together out of parts."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics import ContentError, Place
from sitegen.render.style_sheets import StylePart, StyleSheet, join_sheet


def joined(parts: Mapping[str, str], own: tuple[str, ...] = ()) -> StyleSheet:
    return join_sheet(
        lambda name: StylePart(f"theme/styles/{name}", parts[name]) if name in parts else None, own
    )


def faults(parts: Mapping[str, str]) -> list[tuple[str, Place, dict[str, str]]]:
    with pytest.raises(ContentError) as caught:
        joined(parts)
    return [(found.code, found.place, found.params) for found in caught.value.diagnostics]


def test_parts_stand_in_the_order_of_their_imports() -> None:
    sheet = joined(
        {
            "index.css": '@charset "utf-8";\n/* first */ @import "a.css";'
            "\n@import url(./b.css);\np { top: 0 }\n",
            "a.css": "@import 'c.css'; a { top: 1px }",
            "b.css": '@import "c.css";\nb { top: 2px }',
            "c.css": "c { top: 3px }",
            "d.css": "d { top: 4px }",
        }
    )
    assert sheet.text == "c { top: 3px }\na { top: 1px }\nb { top: 2px }\np { top: 0 }\n"
    assert sheet.parts == {"index.css", "a.css", "b.css", "c.css", "custom.css"}


def test_parts_of_a_sites_own_come_last_but_for_custom() -> None:
    parts = {
        "index.css": '@import "a.css";\n@import "custom.css";\n',
        "a.css": "a { top: 0 }",
        "custom.css": "p { top: 0 }",
        "mine.css": '@import "a.css"; @import "more.css"; b { top: 0 }',
        "more.css": "c { top: 0 }",
    }
    own = ("a.css", "mine.css", "more.css")
    assert joined(parts, own).text == "a { top: 0 }\nc { top: 0 }\nb { top: 0 }\np { top: 0 }\n"


def test_comments_stay_behind_and_what_looks_like_one_does_not() -> None:
    text = (
        "/* a */p::before { content: '/* \\' kept */'; /* b\n * c */ top: 0 }\n\n\n"
        'a { background: url(/*/x.png); content: "}{" } /**/\n'
        "b/* d */.c { margin: 1px/**/2px }"
    )
    assert joined({"index.css": text}).text == (
        "p::before { content: '/* \\' kept */';  top: 0 }\n"
        'a { background: url(/*/x.png); content: "}{" } \n'
        "b/**/.c { margin: 1px/**/2px }\n"
    )


def test_imports_in_a_circle_go_in_once() -> None:
    parts = {"index.css": '@import "a.css"; p {}', "a.css": '@import "index.css"; a {}'}
    assert joined(parts).text == "a {}\np {}\n"


@pytest.mark.parametrize(
    ("text", "line", "column", "found"),
    [
        ("a {\n  top: 0;\n\nb { top: 0 }", 1, 3, "{"),
        ("a { top: 0 }\n}\nb { top: 0 }", 2, 1, "}"),
        ("a { top: 0 }\n  /* never closed\nb { top: 0 }", 2, 3, "/*"),
        ("@media print {\n  a { top: 0 }\n", 1, 14, "{"),
    ],
)
def test_what_would_swallow_the_next_part_is_named(text: str, line: int, column: int, found: str) -> None:
    parts = {"index.css": '@import "a.css";', "a.css": text}
    assert faults(parts) == [("E_STYLE_SHEET", Place("theme/styles/a.css", line, column), {"found": found})]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('/* x */\n@import "none.css";', 2, "the theme has no none.css"),
        ("@import url(https://example.org/x.css);", 1, "the theme has no https://example.org/x.css"),
        ('@import "../templates/base.html";', 1, "the theme has no ../templates/base.html"),
        ('@import "a.css" print;', 1, "an import with a condition"),
        ('p { top: 0 }\n@import "a.css";', 2, "an import after the first rule"),
    ],
)
def test_imports_that_cannot_be_followed_are_named(text: str, line: int, words: str) -> None:
    [(code, place, params)] = faults({"index.css": text, "a.css": ""})
    assert (code, place) == ("E_IMPORT", Place("theme/styles/index.css", line, 1))
    assert params["en"].startswith(words)
    assert params["zh"]


_RULE = st.sampled_from(
    ["a { top: 0 }", "/* b { */", "@media print { c { top: 0 } }", '.d::after { content: "}" }']
)


@given(st.lists(st.lists(_RULE, max_size=4), min_size=1, max_size=5))
def test_every_rule_is_kept_in_its_place(sheets: list[list[str]]) -> None:
    parts = {f"{number}.css": "\n".join(rules) for number, rules in enumerate(sheets)}
    parts["index.css"] = "\n".join(f'@import "{name}";' for name in parts)
    rules = [rule for rules in sheets for rule in rules if not rule.startswith("/*")]
    assert joined(parts).text.split("\n") == [*rules, ""] or not rules
