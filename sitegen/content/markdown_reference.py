"""Markdown by markdown-it-py: the reference for what it means here, and all that has to be told about a text.

One pass over the tokens puts every link on the allow-list or takes it away, moves headings below the page's
own, and notes what is wrong with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitegen.content.markdown_body import (
    ENTITY,
    EXTERNAL,
    ROOT,
    Body,
    BodyReference,
    Headings,
    MarkdownContext,
    entity_address,
)
from sitegen.content.markdown_bounds import too_much_markup
from sitegen.content.markdown_leftovers import in_block, wide_rows
from sitegen.content.office_markdown import use_office_rules
from sitegen.content.picture_sizes import IN_TEXT, ShownSize, shown_size, source_set
from sitegen.content.utf8 import REFUSED, refused_character
from sitegen.diagnostics import Diagnostic, Place, nearest, place_at, problem
from sitegen.i18n.line_ends import is_seam
from sitegen.patterns import pattern

MAX_FAULTS = 100
"""More than these in one text are not worth listing."""

_RAW_HTML = pattern(r"</?[a-zA-Z][a-zA-Z0-9-]*(\s[^<>]*)?/?>|<!--")
_WWW = pattern(r"www\.[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+(?:/[!-~]{0,500})?")
_PAGE = pattern(r"/?(?:[a-z-]{2,12}/)?([a-z]{4,12})/([a-z0-9-]{1,80})/?(?:index\.html)?")
_MAIL = pattern(r"mailto:[^\s@?]+@[^\s@?]+(\?[^\s]*)?", re.IGNORECASE)
_TEL = pattern(r"tel:\+?[0-9-]{3,20}", re.IGNORECASE)
_TASK = pattern(r"\[([ xX])\] +")
_ALIGN = pattern(r"text-align:(left|right|center)")


def render(text: str, around: MarkdownContext, anchors: tuple[str, ...]) -> tuple[Body, list[Diagnostic]]:
    """The body and what is wrong with it, see `markdown.render_markdown`."""
    if much := too_much_markup(text):
        place = place_at(around.path, text, much.at)
        return Body(""), [problem("E_TOO_MUCH_MARKUP", place, en=much.en, zh=much.zh)]
    env: dict[str, Any] = {}
    tokens = parser().parse(text, env)
    work = _Rendering(text.split("\n"), around, anchors)
    work.blocks(tokens)
    work.footnotes(env.get("footnotes", {}).get("refs", {}))
    html = str(parser().renderer.render(tokens, parser().options, env))
    files, pictures = tuple(dict.fromkeys(work.files)), tuple(dict.fromkeys(work.pictures))
    body = Body(html, tuple(work.headings.anchors), tuple(work.references), files, pictures)
    return body, work.found


@cache
def parser() -> MarkdownIt:
    """The one configuration of Markdown that content is written in."""
    markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    markdown.disable("html_inline").disable("html_block")
    use_office_rules(markdown)
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # judged in _Rendering, with its place
    return markdown


class _Rendering:
    """One pass over the tokens of a body: rewrites links, headings and tables, notes what is wrong."""

    def __init__(self, lines: list[str], around: MarkdownContext, given: tuple[str, ...]) -> None:
        self.lines = lines
        self.around = around
        self.found: list[Diagnostic] = []
        self.headings = Headings(given)
        self.references: list[BodyReference] = []
        self.files: list[str] = []
        self.pictures: list[str] = []
        self.links: list[tuple[Token, int, int]] = []
        self.cursor = (1, 0)
        self.misses = 0

    def blocks(self, tokens: list[Token]) -> None:
        line = 1
        for index, token in enumerate(tokens):
            if token.map:
                line = token.map[0] + 1
            if token.type == "heading_open":
                self._heading(token, tokens[index + 1], tokens[index + 2])
            elif token.type in ("th_open", "td_open"):
                _align(token)
            elif token.type == "fence":
                token.info = re.sub(r"[^a-z0-9-].*", "", token.info.strip().lower(), flags=re.DOTALL)
            elif token.type == "inline":
                if index > 1 and tokens[index - 2].type == "list_item_open":
                    _show_task(token)
                self._inline(token, line)
            elif token.type == "table_open":
                self._wide_rows(token)
        _make_tables_reachable(tokens)
        for link, line, column in self.links:
            self._check_anchor(link, line, column)

    def _heading(self, opening: Token, inline: Token, closing: Token) -> None:
        level, anchor = self.headings.add(int(opening.tag[1]), _words(inline))
        opening.tag = closing.tag = f"h{level}"
        opening.attrSet("id", anchor)

    def _inline(self, token: Token, line: int) -> None:
        for child in token.children or ():
            self._refuse_characters(child, line)
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "link_open":
                self._link(child, line)
            elif child.type == "image":
                self._picture(child, line)
            elif child.type == "text" and (match := _RAW_HTML.search(child.content)):
                self._report("W_RAW_HTML", match[0], line, tag=match[0])
        self._tell_leftovers(token, line)
        _join_lines(token.children or [])
        token.children = [one for child in token.children or () for one in _in_sizes(child)]

    def _tell_leftovers(self, token: Token, line: int) -> None:

        for left in in_block(token, self.lines):
            near = {"near": left.near} if left.near else {}
            params = {"en": left.en, "zh": left.zh} if left.en else {}
            first = token.map[0] + 1 if token.map else line
            self._report(left.code, left.found, first, found=left.found, **params, **near)

    def _wide_rows(self, token: Token) -> None:
        for line, cell, cells, width in wide_rows(token, self.lines):
            column = self.lines[line - 1].rfind(cell) + 1
            self._report_at("W_TABLE_ROW", (line, column), cell=cell, cells=cells, width=width)

    def footnotes(self, references: dict[str, int]) -> None:
        """Footnotes that nothing refers to are not shown."""
        for name in [name for name, number in references.items() if number < 0]:
            self._report("W_FOOTNOTE", f"[^{name[1:]}]:", 1, name=name[1:])

    def _refuse_characters(self, token: Token, line: int) -> None:
        """`&#x202e;` makes characters that may not stand in the file itself."""
        for child in token.children or ():  # what stands for a picture
            self._refuse_characters(child, line)
        for text in (token.content, str(token.attrs.get("title", ""))):
            if match := refused_character(text):
                self._report("E_CONTROL_CHARACTER", "&", line, found=f"U+{ord(match[0]):04X}")
                token.content = REFUSED.sub("", token.content)
                token.attrs.pop("title", None)

    def _report(self, code: str, needle: str, line: int, **params: object) -> None:
        self._report_at(code, self._place(needle, line), **params)

    def _report_at(self, code: str, place: tuple[int, int], **params: object) -> None:
        if len(self.found) < MAX_FAULTS:
            self.found.append(problem(code, Place(self.around.path, *place), **params))

    def _place(self, needle: str, line: int) -> tuple[int, int]:
        """Where the text stands, plain or with escapes; inline tokens know only the line of their block.

        It is looked for behind the last one that was found, for they come in order, then from the line's
        beginning; and no more once it was often not to be found.
        """
        if self.misses < MAX_FAULTS:
            for start in (self.cursor, (line, 0)) if self.cursor > (line, 0) else ((line, 0),):
                if found := self._find(needle, *start):
                    self.cursor = found
                    return found
        self.misses += 1
        return line, 1

    def _find(self, needle: str, line: int, column: int) -> tuple[int, int] | None:
        written = dict.fromkeys((needle, quote(needle, safe="/:#?&=%@+,;")))
        for number in range(line, min(line + 40, len(self.lines) + 1)):
            for text in written:
                found = self.lines[number - 1].find(text, column)
                if found >= 0:
                    return number, found + 1
            column = 0
        return None

    def _link(self, token: Token, line: int) -> None:
        href = str(token.attrGet("href") or "")
        raw = unquote(href)
        if EXTERNAL.fullmatch(href):
            token.attrSet("rel", "noopener nofollow")
        elif _MAIL.fullmatch(href) or _TEL.fullmatch(href):
            pass
        elif href.startswith("#"):
            self.links.append((token, *self._place(raw, line)))
        elif (match := ENTITY.fullmatch(raw)) and match[1] in self.around.folders:
            self._entity(token, match, line)
        elif raw in self.around.pictures:
            self.files.append(raw)
            token.attrSet("href", ROOT + self.around.files_url + quote(raw))
        else:
            del token.attrs["href"]
            near = self._meant(raw)
            if not near and re.fullmatch(r"[^/\\:]+\.[A-Za-z0-9]{1,8}", raw):
                self._missing(raw, line)
            else:
                self._report("E_LINK", raw, line, link=raw, **near)

    def _meant(self, raw: str) -> dict[str, str]:
        """`{"near": …}` for an address without https://, a full-width colon, or the page of an entry."""
        if _WWW.fullmatch(raw):
            return {"near": f"https://{raw}"}
        plain = raw.replace("：", ":")
        if plain != raw and (match := ENTITY.fullmatch(plain)) and match[1] in self.around.folders:
            return {"near": plain}
        kinds = {folder: kind for kind, folder in self.around.folders.items() if folder}
        page = _PAGE.fullmatch(raw)
        return {"near": f"{kinds[page[1]]}:{page[2]}"} if page and page[1] in kinds else {}

    def _entity(self, token: Token, match: re.Match[str], line: int) -> None:
        line, column = self._place(match[0], line)
        self.references.append(BodyReference(match[1], match[2], line, column))
        token.attrSet("href", entity_address(self.around, match))

    def _check_anchor(self, token: Token, line: int, column: int) -> None:
        name = unquote(str(token.attrGet("href")))[1:]
        if name not in self.headings.taken and f"s-{name}" in self.headings.taken:
            token.attrSet("href", "#" + quote(f"s-{name}"))
        elif name not in self.headings.taken:
            known = ", ".join(self.headings.anchors[:20]) or "-"
            self._report_at("E_ANCHOR", (line, column), anchor=name, known=known)

    def _picture(self, token: Token, line: int) -> None:
        """Only of the folder; a picture from elsewhere would tell others who reads the page."""
        name = unquote(str(token.attrs["src"]))
        picture = self.around.pictures.get(name)
        if picture is None:
            del token.attrs["src"]
            self._no_picture(name, line)
            return
        if not token.content.strip():
            self._report("W_NO_ALT", name, line, file=name)
        self.pictures.append(name)
        sized = shown_size(name, picture)
        shown = sized or ShownSize(name, picture.width, picture.height, ())
        token.attrSet("src", ROOT + self.around.files_url + quote(shown.file))
        for attribute, value in (("width", shown.width), ("height", shown.height)):
            token.attrSet(attribute, str(value))
        token.attrSet("loading", "lazy")
        if sized:
            token.meta["sizes"] = source_set(ROOT + self.around.files_url, sized)

    def _no_picture(self, name: str, line: int) -> None:
        if "/" in name or "\\" in name or ":" in name:
            self._report("E_PICTURE_PATH", name, line, file=name)
        elif name in self.around.pictures:
            self._report("E_NOT_A_PICTURE", name, line, file=name)
        else:
            self._missing(name, line)

    def _missing(self, name: str, line: int) -> None:
        if len(self.found) < MAX_FAULTS:  # looking for a similar name takes time
            self._report("E_MISSING_FILE", name, line, file=name, **nearest(name, self.around.pictures))


def _in_sizes(child: Token) -> Iterator[Token]:
    """A picture that there is in sizes, between what offers them."""
    offered = child.meta.get("sizes") if child.type == "image" else None
    if offered:
        source = f'<source type="image/webp" srcset="{offered}" sizes="{IN_TEXT}">'
        yield Token("html_inline", "", 0, content=f"<picture>{source}")
        yield child
        yield Token("html_inline", "", 0, content="</picture>")
    else:
        yield child


def _join_lines(children: list[Token]) -> None:
    """Nothing stands for a line's end between Chinese characters."""
    for index, child in enumerate(children):
        if child.type == "softbreak":
            before = next((c.content for c in reversed(children[max(0, index - 4) : index]) if c.content), "")
            after = next((c.content for c in children[index + 1 : index + 5] if c.content), "")
            if is_seam(before[-1:], after[:1]):
                child.type = "text"


def _show_task(inline: Token) -> None:
    """`[ ]` and `[x]` at the beginning of a list's item as boxes."""
    first = inline.children[0] if inline.children else None
    if first is not None and first.type == "text" and (match := _TASK.match(first.content)):
        first.content = ("☐ " if match[1] == " " else "☑ ") + first.content[match.end() :]


def _words(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline"))


def _align(token: Token) -> None:
    """Column alignment as a class: the pages' security policy allows no style attributes."""
    style = str(token.attrs.pop("style", ""))
    if match := _ALIGN.search(style):
        token.attrSet("class", f"align-{match[1]}")


def _make_tables_reachable(tokens: list[Token]) -> None:
    """A wide table scrolls by itself, and the keyboard has to reach it for that."""
    for token in tokens:
        if token.type == "table_open":
            token.attrSet("tabindex", "0")
