"""What in a text looks like Markdown, or is meant as such, and will be shown letter by letter.

Each finding says what it is in Chinese and English, and where that is certain what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from sitegen.i18n.line_ends import HAN
from sitegen.patterns import pattern


class Leftover(NamedTuple):
    """`found` is text of the source, on or after the block's first line; `near` what to write instead."""

    code: str
    found: str
    en: str = ""
    zh: str = ""
    near: str = ""


def _meant(found: str, en: str, zh: str, near: str = "") -> Leftover:
    return Leftover("W_MARKDOWN", found, en, zh, near)


_ADDRESS = r"(?:https?://|www\.|mailto:|#|[a-z]{3,12}:[a-z0-9-]+)[^\s()（）\]】]{0,300}|[^\s()（）/\]】]{1,80}\.[A-Za-z0-9]{2,4}"
_WIDE_LINK = pattern(rf"([\[【])([^\[\]【】\n]{{1,100}})([\]】]) ?([(（])({_ADDRESS})([)）])")
_BLANK_IN_LINK = pattern(r"\[([^\[\]\n]{1,100})\]\(([^()<>\n\"]{1,200}?\s[^()<>\n\"]{1,200})\)")
_BARE = pattern(r"https?://[^\s<>\u2e80-\uffff“”‘’]{1,300}", re.IGNORECASE)
_STARS = pattern(r"\*\*|＊＊|~~|～～")
_HEADING = pattern(rf"(#{{2,6}}|＃{{1,6}}|#(?=[{HAN}]))[ 　]*(?=[^\s#＃])")
_BULLET = pattern(rf"-(?=[{HAN}])")
_NUMBER = pattern(rf"([0-9]{{1,3}})\.(?=[{HAN}])")
_QUOTE = pattern("＞")
_FOOTNOTE = pattern(r"\[\^[^\]\s]{1,60}\]")
_ROW = pattern(r"[|｜].*[|｜]")
_MARKED = pattern(r"(?<![A-Za-z0-9+=])(==|\+\+)([^\s=+][^=+\n]{0,80}?)\1")
_CONTENTS = pattern(r"[\[【](?:toc|目录)[\]】]", re.IGNORECASE)
_PLACEHOLDER = pattern(r"\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|\$\{[^{}\n]{1,80}\}")
_FORMULA = pattern(r"\$[^$\n]{0,60}[\\^_][^$\n]{1,60}\$")
_UNDERLINE = pattern(r" {0,3}(?:-+|=+)[ \t]*")
_LONGEST_HEADING = 40
"""Characters; a longer text with a line of hyphens right below it is hardly meant as a heading."""
_RULE = pattern(r"[|\s:-]+")


def in_block(token: Token, lines: list[str]) -> Iterator[Leftover]:
    """Leftovers of one block's text, line by line, then within the lines.

    What the source, `lines`, has otherwise (as `\\*\\*`) is meant to be shown.
    """
    shown = _shown(token)
    rows = [row.strip() for row in shown.split("\n")]
    found = [left for row in rows for left in _at_the_beginning(row)]
    first, last = token.map or (0, 0)
    source = "\n".join(lines[first:last])
    others = (*_of_other_programs(shown), *_underlined(lines, first, last))
    for left in (*found, *_tables(rows), *_within(shown), *others):
        if left.found and left.found in source:
            yield left


def _shown(token: Token) -> str:
    """The text of a block outside links and code, with its line ends."""
    pieces, depth = [], 0
    for child in token.children or ():
        if child.type in ("link_open", "link_close"):
            depth += child.nesting
            pieces.append("\0" if depth else "")
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        else:
            pieces.append(child.content if child.type == "text" and not depth else "\0")
    return "".join(pieces)


def _at_the_beginning(row: str) -> Iterator[Leftover]:
    """A line that begins like a heading, a list or a quotation."""
    if match := _HEADING.match(row):
        if not (match[1] == "#" and row.endswith("#")):  # a topic: #招商#
            near = f"{'#' * len(match[1])} {row[match.end() : match.end() + 30]}"
            yield Leftover(
                "W_MARKDOWN", row[:30], "a heading has “#” and a blank before it", "标题应为“#”加空格", near
            )
    elif match := _BULLET.match(row):
        near = f"- {row[1:30]}"
        yield Leftover(
            "W_MARKDOWN",
            row[:30],
            "a list has “-” and a blank before each item",
            "列表每项应为“-”加空格",
            near,
        )
    elif match := _NUMBER.match(row):
        near = f"{match[0]} {row[match.end() : 30]}"
        yield _meant(
            row[:30],
            "a list has a number, a full stop and a blank before each item",
            "编号列表应为数字、英文句点加空格",
            near,
        )
    elif _QUOTE.match(row):
        near = f"> {row[1:30]}"
        yield Leftover(
            "W_MARKDOWN", row[:30], "a quotation has “>” and a blank before it", "引用应为半角“>”加空格", near
        )


def _tables(rows: list[str]) -> Iterator[Leftover]:
    """Rows with bars that are no table: without the line of hyphens, or with full-width bars."""
    barred = [row for row in rows if _ROW.fullmatch(row)]
    if barred and "｜" in "".join(barred):
        near = barred[0].replace("｜", "|")
        yield _meant(
            barred[0][:30],
            "a table has the “|” of the English keyboard between its cells",
            "表格的分隔线应为半角“|”",
            near,
        )
    elif len(barred) > 1 or (barred and len(rows) > 1):
        width = max(1, len(cells_of(barred[0])))
        yield _meant(
            barred[0][:30],
            "a table needs a line of hyphens below its first row, with as many cells",
            "表格第一行下面要有一行连字符，列数与第一行相同",
            "|" + "---|" * width,
        )


def _within(shown: str) -> Iterator[Leftover]:
    seen: set[str] = set()
    for match in _WIDE_LINK.finditer(shown):
        if match[1] + match[3] + match[4] + match[6] != "[]()":
            near = f"[{match[2]}]({match[5]})"
            yield _meant(
                match[0],
                "a link has the brackets of the English keyboard",
                "链接的括号应为半角的 [ ] 和 ( )",
                near,
            )
            seen.add(match[5])
    for match in _BLANK_IN_LINK.finditer(shown):
        web = match[2].startswith(("http://", "https://"))
        address = "%20".join(match[2].split()) if web else f"<{match[2].strip()}>"
        yield _meant(
            match[0],
            "an address with a blank in it is no link",
            "地址里有空格，成不了链接",
            f"[{match[1]}]({address})",
        )
        seen.add(match[2].split()[0])
    for match in _FOOTNOTE.finditer(shown):
        yield _meant(match[0], "there is no footnote of this name", "没有对应的脚注", f"{match[0]}: …")
    for match in _BARE.finditer(shown):
        address = match[0].rstrip(".,;:!?*'\")]")
        if address not in seen:
            yield Leftover("W_BARE_ADDRESS", address)
    if stars := _STARS.search(shown):
        yield _meant(
            shown[stars.start() : stars.start() + 20].split("\n")[0].split("\0")[0],
            "for bold put two stars right before and right behind the words, without blanks",
            "加粗要在文字前后紧挨着各写两个星号，中间不加空格",
        )


def _of_other_programs(shown: str) -> Iterator[Leftover]:
    """Marks that other editors know: highlights, contents, formulas, places to be filled in."""
    for match in _MARKED.finditer(shown):
        yield _meant(
            match[0],
            "there is no mark for highlighted or underlined words",
            "没有高亮、下划线这种标记，可以改用加粗",
            f"**{match[2]}**",
        )
    if contents := _CONTENTS.search(shown):
        yield _meant(contents[0], "no table of contents is put here; delete it", "这里不会生成目录，请删去")
    if place := _PLACEHOLDER.search(shown):
        yield _meant(
            place[0],
            "this place of a form has not been filled in",
            "这是模板里待填的位置，还没有换成内容",
        )
    if formula := _FORMULA.search(shown):
        yield _meant(formula[0], "formulas are not set; write it in words", "公式不会排版，请用文字写")


def _underlined(lines: list[str], first: int, last: int) -> Iterator[Leftover]:
    """A paragraph that a line of hyphens right below has made a heading."""
    if last >= len(lines) or not _UNDERLINE.fullmatch(lines[last]):
        return
    text = " ".join(line.strip() for line in lines[first:last])
    if len(text) > _LONGEST_HEADING or text[-1:] in "。；，":
        yield _meant(
            lines[first].strip()[:30],
            "the line below makes it a heading; put an empty line between them",
            "下一行的横线把这一段变成了标题，请在两行之间空一行",
        )


def cells_of(row: str) -> list[str]:
    """The cells of a table's row, as Markdown counts them."""
    cells: list[str] = [cell.strip() for cell in escapedSplit(row.strip())]
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return cells


def wide_rows(token: Token, lines: list[str]) -> Iterator[tuple[int, str, int, int]]:
    """Rows of a table that have more cells than its head: line, the first cell too many, both counts."""
    first, last = token.map or (0, 0)
    if first + 1 >= len(lines) or not _RULE.fullmatch(lines[first + 1].lstrip(" >")):
        return  # of another kind, whose rows are all as wide
    width = len(cells_of(lines[first].lstrip(" >")))
    for line in range(first + 2, min(last, len(lines))):
        cells = cells_of(lines[line].lstrip(" >"))
        if len(cells) > width:
            yield line + 1, cells[width], len(cells), width
