"""Markdown as offices write it: rules that markdown-it-py has besides CommonMark's.

- Stars beside Chinese characters and marks begin and end emphasis (`**《办法》**规定`), as the CJK-friendly
  amendment to CommonMark has it (github.com/tats-u/markdown-cjk-friendly). Its plugin for markdown-it-py asks
  for an older markdown-it-py and changes that for everybody, so the one rule is written out here.
- A line that begins with a number of Chinese documents (一、 （一） 1、 ①, in bold as well), with a pasted
  bullet or with two wide blanks is a paragraph of its own.
- Chinese text that is set in by four blanks is text, not code.
- Rows with tabs between their cells, as Excel and Word copy them, are a table; the first is its head.
- Footnotes are those of mdit-py-plugins, with a bound on the length of their names.

A text without Chinese characters and tabs means what it does in CommonMark.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.code import code
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from sitegen.i18n.line_ends import HAN, MARKS
from sitegen.patterns import pattern

MAX_FOOTNOTE_NAME = 60

_CHINESE = pattern(f"[{HAN}{MARKS}]")
_CHINESE_MARK = pattern(f"[{MARKS}]")
_NUMBER = "[一二三四五六七八九十百]{1,5}"
_HEADS = (
    rf"{_NUMBER}[、．.]|[（(](?:{_NUMBER}|[0-9]{{1,3}})[）)]|第(?:{_NUMBER}|[0-9]{{1,3}})[章节条款项部分]+[\s：:]"
    rf"|[0-9]{{1,3}}[、．]|[0-9]{{1,3}}[.)）](?=[{HAN}{MARKS}“])"
)
NUMBERED = pattern(rf" *(?:\u3000{{2}}|\*{{0,3}}(?:{_HEADS}|[①-⑳])|[•●■◆▪◇□☆★※➢▶√✓✔]|-(?=[{HAN}]))")
"""The beginning of a line that is a paragraph of its own."""
_HEAD = pattern(rf" *\*{{0,3}}(?:{_HEADS})")
_SHORT = 30
"""Characters; a numbered line that is no longer, and does not end in a comma, is a heading."""


def use_office_rules(markdown: MarkdownIt) -> None:
    """Add the rules to a parser."""
    rules, options = markdown.inline, markdown.block.ruler
    inline = _Inline()
    inline.ruler, inline.ruler2, inline.terminator_re = rules.ruler, rules.ruler2, rules.terminator_re
    markdown.inline = inline
    footnote_plugin(markdown, inline=False)
    markdown.inline.ruler.at("footnote_ref", _footnote_ref)
    options.before("code", "pasted_table", _pasted_table, {"alt": ["paragraph", "reference", "blockquote"]})
    options.at("code", _code)
    options.before("paragraph", "numbered", _numbered, {"alt": ["paragraph", "reference", "blockquote"]})


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _Line(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _Line(StateInline):
    """Text within a block, where Chinese neighbours do not hinder stars from being emphasis."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N803 - the library's name
        scanned = super().scanDelims(start, canSplitWord)
        end = start + scanned.length
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        if not (_CHINESE.match(before) or _CHINESE.match(after)):
            return scanned
        opens = not _is_blank(after) and (not _is_western_mark(after) or _parts(before))
        closes = not _is_blank(before) and (not _is_western_mark(before) or _parts(after))
        if canSplitWord:
            return Scanned(opens, closes, scanned.length)
        return Scanned(
            opens and (not closes or _is_mark(before)),
            closes and (not opens or _is_mark(after)),
            scanned.length,
        )


def _is_blank(char: str) -> bool:
    return isWhiteSpace(ord(char))


def _is_mark(char: str) -> bool:
    return isMdAsciiPunct(ord(char)) or isPunctChar(char)


def _is_western_mark(char: str) -> bool:
    """Punctuation that is not Chinese: only this hinders emphasis."""
    return _is_mark(char) and not _CHINESE_MARK.match(char)


def _parts(char: str) -> bool:
    """Whether emphasis may begin behind this character, or end before it, with punctuation inside."""
    return _is_blank(char) or _is_mark(char) or _CHINESE.match(char) is not None


def _line_of(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]]


def _numbered(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Ends the paragraph above a numbered line, and above what follows a short one."""
    if not silent:
        return False
    if NUMBERED.match(_line_of(state, start)):
        return True
    above = _line_of(state, start - 1).strip()
    return len(above) <= _SHORT and above[-1:] not in "，、,-" and _HEAD.match(above) is not None


def _code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Indented code, but for Chinese: that is a paragraph whose first line is set in."""
    if _CHINESE.search(_line_of(state, start)):
        return False
    return code(state, start, end, silent)


def _footnote_ref(state: StateInline, silent: bool) -> bool:
    if state.src.find("]", state.pos, state.pos + MAX_FOOTNOTE_NAME) < 0:
        return False
    return footnote_ref(state, silent)


def _pasted_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Two or more rows whose cells are parted by tabs."""
    if state.blkIndent or start + 1 >= end or not (_has_cells(state, start) and _has_cells(state, start + 1)):
        return False
    if silent:
        return True
    last = start + 2
    while last < end and _has_cells(state, last):
        last += 1
    rows = [[cell.strip() for cell in _line_of(state, line).split("\t")] for line in range(start, last)]
    width = max(map(len, rows))
    while width > 1 and not any(row[width - 1 : width] > [""] for row in rows):
        width -= 1
    _push(state, "table_open", [start, last])
    for number, row in enumerate(rows):
        part = "thead" if not number else "tbody"
        if number < 2:
            _push(state, f"{part}_open", [start + number, start + 1 if not number else last])
        _row(state, start + number, [*row, *[""] * width][:width], "td" if number else "th")
        if number in (0, len(rows) - 1):
            _push(state, f"{part}_close")
    _push(state, "table_close")
    state.line = last
    return True


def _has_cells(state: StateBlock, line: int) -> bool:
    text = _line_of(state, line)
    return "\t" in text.rstrip() and bool(text.strip("\t ")) and re.search(r"\S\t", text) is not None


def _row(state: StateBlock, line: int, cells: list[str], tag: str) -> None:
    _push(state, "tr_open", [line, line + 1])
    for cell in cells:
        _push(state, f"{tag}_open", [line, line + 1])
        token = _push(state, "inline", [line, line + 1])
        token.content, token.children = cell, []
        _push(state, f"{tag}_close")
    _push(state, "tr_close")


def _push(state: StateBlock, kind: str, lines: list[int] | None = None) -> Token:
    tag, _, side = kind.partition("_")
    nesting = {"open": 1, "close": -1}.get(side, 0)
    token = state.push(kind, tag if nesting else "", 1 if nesting > 0 else -1 if nesting < 0 else 0)
    token.map = lines
    return token
