"""Markdown of the simplest blocks, parted and rendered without a parser.

A text is of blocks when blank lines part it into headings, paragraphs, quotes, flat lists, tidy tables and
rules, each of one shape from its first line to its last. What is within a line is for `plain_markdown` to
check; a text of another shape goes to the reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from sitegen.patterns import pattern

WORD = "[0-9A-Za-z一-鿿]"
EMPHASIS_END = "[:：.。!！?？]"
"""May end what is emphasised where a blank follows; where a word does, nothing would end there."""
EMPHASIS = pattern(
    rf"\*(?<!\*\*)(\*?)({WORD}(?:[^*|\[\]\n]*(?:{WORD}|{EMPHASIS_END}(?=\*\*?(?:[ \n]|\Z))))?)\*\1(?!\*)"
)
"""All emphasis that is plain: words between stars."""

_LINE = rf"(?![0-9]{{1,9}}[.)](?:[ \n]|\Z))(?:[^ #\-+*>=|:\n]|\*\*?(?={WORD})).*"
"""Text that begins nothing but a line of text."""
_HEADING = pattern(r"#{1,6} [^ #\n][^#\n]*")
_PARAGRAPH = pattern(rf"{_LINE}(?:\n{_LINE})*")
_QUOTE = pattern(rf"> {_LINE}(?:\n> {_LINE})*")
_BULLETS = pattern(rf"- {_LINE}(?:\n- {_LINE})*")
_NUMBERS = pattern(rf"1\. {_LINE}(?:\n[0-9]{{1,9}}\. {_LINE})*")
_NUMBER = pattern(r"\n[0-9]+\. ")
_RULE = pattern(r"\|(?: ?:?-+:? ?\|)+")

_TAG = pattern(r"<[^>]*>")
_LINK = pattern(r"\[([^\[\]]*)\]\(([^()]*)\)")

Heading = Callable[[int, str], tuple[int, str]]
"""From a heading's level and words to its level on the page and its id."""


def blocks_of(text: str) -> list[str] | None:
    """The blocks of a text, none of them empty; None when there are others than stand above."""
    if " \n" in text or text.endswith(" "):
        return None
    blocks = []
    before = ""
    for part in text.split("\n\n"):
        block = part.strip("\n")
        if block:
            mark = _mark(block)
            if not mark or (mark == before and mark in "-1"):  # two lists that would be one
                return None
            blocks.append(block)
            before = mark
    return blocks


def _mark(block: str) -> str:
    """The first character of a block's kind, "p" for a paragraph; "" when it is of no kind."""
    mark = block[0]
    if "|" in block:
        return "|" if is_tidy_table(block.split("\n")) else ""
    if mark.isalpha() and "\n" not in block and "#" not in block:
        return "p"
    if mark != "#" and (
        "#" in block or ("\n" in block and not block.startswith(("-", "1. ")) and not block.isascii())
    ):
        return ""  # a line's end comes to nothing between Chinese characters
    if mark == "#":
        return "#" if _HEADING.fullmatch(block) else ""
    if mark == "-":
        return "-" if _BULLETS.fullmatch(block) or (not block.strip("-") and len(block) > 2) else ""
    if mark == ">":
        return ">" if _QUOTE.fullmatch(block) else ""
    if _PARAGRAPH.fullmatch(block):
        return "p"
    return "1" if mark == "1" and _NUMBERS.fullmatch(block) else ""


def is_tidy_table(rows: list[str]) -> bool:
    """Whether rows have bars at both ends and as many cells each, with a rule below the first."""
    width = rows[0].count("|")
    return (
        len(rows) > 2
        and _RULE.fullmatch(rows[1]) is not None
        and all(row.count("|") == width > 1 and row[0] == row[-1] == "|" for row in rows)
    )


def render_blocks(blocks: list[str], heading: Heading, link: Callable[[str], str]) -> str:
    """The HTML of a plain text's blocks. `link` says the attributes for a written address."""
    return "".join([_render(block, heading, link) for block in blocks])


def _render(block: str, heading: Heading, link: Callable[[str], str]) -> str:
    mark = block[0]
    if mark == "#":
        marks, _, words = block.partition(" ")
        html = _inline(words, link)
        level, anchor = heading(len(marks), words if html == words else unescape(_TAG.sub("", html)))
        return f'<h{level} id="{anchor}">{html}</h{level}>\n'
    if mark == "|":
        return _table(_inline(block, link).split("\n"))
    if mark == ">":
        words = _inline(block[2:].replace("\n> ", "\n"), link)
        return f"<blockquote>\n<p>{words}</p>\n</blockquote>\n"
    if mark == "-":
        if block[1] == "-":
            return "<hr>\n"
        items = _inline(block[2:], link).replace("\n- ", "</li>\n<li>")
        return f"<ul>\n<li>{items}</li>\n</ul>\n"
    if mark == "1" and block.startswith("1. "):
        items = _NUMBER.sub("</li>\n<li>", _inline(block[3:], link))
        return f"<ol>\n<li>{items}</li>\n</ol>\n"
    return f"<p>{_inline(block, link)}</p>\n"


def _inline(text: str, link: Callable[[str], str]) -> str:
    """The text within blocks."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "*" in text:
        text = EMPHASIS.sub(_emphasis, text)
    if "[" in text:
        text = _LINK.sub(lambda match: f"<a {link(match[2])}>{match[1]}</a>", text)
    return text


def _emphasis(match: re.Match[str]) -> str:
    return f"<strong>{match[2]}</strong>" if match[1] else f"<em>{match[2]}</em>"


def _table(rows: list[str]) -> str:
    inner = [row[1:-1] for row in rows]
    sides = [_side(cell.strip(" ")) for cell in inner[1].split("|")]
    head = "".join([f"<th{side}>%s</th>\n" for side in sides]) % _cells(inner[0])
    row = "".join(["<tr>\n", *[f"<td{side}>%s</td>\n" for side in sides], "</tr>\n"])
    body = row * (len(rows) - 2) % _cells("|".join(inner[2:]))
    return f'<table tabindex="0">\n<thead>\n<tr>\n{head}</tr>\n</thead>\n<tbody>\n{body}</tbody>\n</table>\n'


def _cells(rows: str) -> tuple[str, ...]:
    return tuple([cell.strip(" ") for cell in rows.split("|")])


def _side(rule: str) -> str:
    if rule[-1] == ":":
        return ' class="align-center"' if rule[0] == ":" else ' class="align-right"'
    return ' class="align-left"' if rule[0] == ":" else ""
