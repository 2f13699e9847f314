"""Markdown bodies to safe HTML, with what they refer to.

markdown-it-py without raw HTML is the reference; `plain` does the usual texts faster, and alike. Links must
be on the allow-list that stands here: web addresses, mail, telephone, anchors, files of the entry's own
folder, and entries by id (`[…](project:some-id)`). Headings move below the page's own. Site addresses are
written from the root mark, so that one body serves any page: ROOT stands for the way to the site's root,
LOCALE for the folder of the language that is being shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import msgspec

from sitegen.content.pictures import PictureInfo
from sitegen.content.plain import read_plain_text, render_plain
from sitegen.content.text import REFUSED, refused_character
from sitegen.diagnostics import Diagnostic, Place, nearest, problem
from sitegen.patterns import pattern

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

ROOT = "\ue000"
LOCALE = "\ue001"

MAX_FAULTS = 100
"""More than these in one text are not worth listing."""

_EXTERNAL = pattern(r"https?://[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?([/?#]\S*)?", re.IGNORECASE)
_ENTITY = pattern(r"([a-z]+):([a-z0-9-]+)(#[^\s]*)?")
_RAW_HTML = pattern(r"</?[a-zA-Z][a-zA-Z0-9-]*(\s[^<>]*)?/?>|<!--")
_MAIL = pattern(r"mailto:[^\s@?]+@[^\s@?]+(\?[^\s]*)?", re.IGNORECASE)
_TEL = pattern(r"tel:\+?[0-9-]{3,20}", re.IGNORECASE)
_NO_WORD = pattern(r"\W+")
_ALIGN = pattern(r"text-align:(left|right|center)")


class BodyReference(msgspec.Struct, frozen=True, array_like=True):
    """An entry that a body links to, and where."""

    kind: str
    id: str
    line: int
    column: int


class Body(msgspec.Struct, frozen=True, array_like=True):
    """A rendered text. `anchors` are the ids of its headings, `files` the names it uses from its folder."""

    html: str
    anchors: tuple[str, ...] = ()
    references: tuple[BodyReference, ...] = ()
    files: tuple[str, ...] = ()


class Surroundings(msgspec.Struct, frozen=True):
    """What a body may refer to."""

    path: str
    files_url: str
    """Where the folder's files stand on the site, from ROOT, with a final slash."""
    pictures: Mapping[str, PictureInfo | None]
    """Files of the entry's folder; None for one that is no picture."""
    folders: Mapping[str, str]
    """URL folder of each kind that can be linked to."""


def render_markdown(
    text: str, around: Surroundings, anchors: tuple[str, ...] = ()
) -> tuple[Body, list[Diagnostic]]:
    """The body's HTML and everything wrong with it.

    `anchors` are those of the text that this one was converted from: links lead to the same in both.
    """
    plain = _render_plain(text, around, anchors)
    return (plain, []) if plain else _render(text, around, anchors)


def _render_plain(text: str, around: Surroundings, anchors: tuple[str, ...]) -> Body | None:
    """The body by the fast engine, if nothing in it needs the reference."""
    plain = read_plain_text(text)
    if plain is None:
        return None
    work = _Work([], around, anchors)
    addresses = {}
    for address, line, column in plain.links:
        if _EXTERNAL.fullmatch(address):
            addresses[address] = f'href="{address}" rel="noopener nofollow"'
            continue
        match = _ENTITY.fullmatch(address)
        if match is None or match[1] not in around.folders:
            return None
        work.references.append(BodyReference(match[1], match[2], line, column))
        addresses[address] = f'href="{_entity_address(around, match)}"'
    html = render_plain(plain, work.heading, addresses)
    return None if html is None else Body(html, tuple(work.anchors), tuple(work.references))


def _render(text: str, around: Surroundings, anchors: tuple[str, ...]) -> tuple[Body, list[Diagnostic]]:
    """The body by markdown-it-py: the reference for what Markdown means here."""
    tokens = parser().parse(text)
    work = _Work(text.split("\n"), around, anchors)
    work.blocks(tokens)
    html = str(parser().renderer.render(tokens, parser().options, {}))
    body = Body(html, tuple(work.anchors), tuple(work.references), tuple(dict.fromkeys(work.files)))
    return body, work.found


@cache
def parser() -> MarkdownIt:
    """The one configuration of Markdown that content is written in."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    markdown.disable("html_inline").disable("html_block")
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # judged in _Work, with its place
    return markdown


class _Work:
    """One pass over the tokens of a body: rewrites links, headings and tables, notes what is wrong."""

    def __init__(self, lines: list[str], around: Surroundings, given: tuple[str, ...] = ()) -> None:
        self.given = given
        self.lines = lines
        self.around = around
        self.found: list[Diagnostic] = []
        self.headings: list[int] = []
        """Levels, as typed, of the headings that the text stands below."""
        self.anchors: list[str] = []
        self.references: list[BodyReference] = []
        self.files: list[str] = []
        self.links: list[tuple[Token, int, int]] = []
        self.slugs: dict[str, int] = {}
        self.taken: set[str] = set()
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
                self._inline(token, line)
        _make_tables_reachable(tokens)
        for link, line, column in self.links:
            self._check_anchor(link, line, column)

    def _heading(self, opening: Token, inline: Token, closing: Token) -> None:
        level, anchor = self.heading(int(opening.tag[1]), _words(inline))
        opening.tag = closing.tag = f"h{level}"
        opening.attrSet("id", anchor)

    def heading(self, typed: int, text: str) -> tuple[int, str]:
        """The level and the id of a heading; `typed` is its level as written."""
        while self.headings and self.headings[-1] >= typed:
            self.headings.pop()
        self.headings.append(typed)
        words = _slug(text)
        anchor = f"s-{words}"
        if len(self.anchors) < len(self.given):
            anchor = self.given[len(self.anchors)]
        while anchor in self.taken:
            number = self.slugs[words] = self.slugs.get(words, 1) + 1
            anchor = f"s-{words}-{number}"
        self.taken.add(anchor)
        self.anchors.append(anchor)
        # One below the page's own heading, and no level left out, whichever one the text begins with.
        return min(len(self.headings) + 1, 6), anchor

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
        if _EXTERNAL.fullmatch(href):
            token.attrSet("rel", "noopener nofollow")
        elif _MAIL.fullmatch(href) or _TEL.fullmatch(href):
            pass
        elif href.startswith("#"):
            self.links.append((token, *self._place(raw, line)))
        elif (match := _ENTITY.fullmatch(raw)) and match[1] in self.around.folders:
            self._entity(token, match, line)
        elif raw in self.around.pictures:
            self.files.append(raw)
            token.attrSet("href", ROOT + self.around.files_url + quote(raw))
        else:
            del token.attrs["href"]
            if re.fullmatch(r"[^/\\:]+\.[A-Za-z0-9]{1,8}", raw):
                self._missing(raw, line)
            else:
                self._report("E_LINK", raw, line, link=raw)

    def _entity(self, token: Token, match: re.Match[str], line: int) -> None:
        line, column = self._place(match[0], line)
        self.references.append(BodyReference(match[1], match[2], line, column))
        token.attrSet("href", _entity_address(self.around, match))

    def _check_anchor(self, token: Token, line: int, column: int) -> None:
        name = unquote(str(token.attrGet("href")))[1:]
        if name not in self.taken and f"s-{name}" in self.taken:
            token.attrSet("href", "#" + quote(f"s-{name}"))
        elif name not in self.taken:
            known = ", ".join(self.anchors[:20]) or "-"
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
        self.files.append(name)
        token.attrSet("src", ROOT + self.around.files_url + quote(name))
        for attribute, value in (("width", picture.width), ("height", picture.height)):
            token.attrSet(attribute, str(value))
        token.attrSet("loading", "lazy")

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


@lru_cache(4096)
def _slug(heading: str) -> str:
    """A heading as an id. Many texts have the same ones."""
    return _NO_WORD.sub("-", heading).strip("-").lower()[:40].strip("-") or "section"


def _entity_address(around: Surroundings, match: re.Match[str]) -> str:
    kind, entity_id, anchor = match[1], match[2], match[3] or ""
    folder = around.folders[kind]
    path = f"{folder}/{entity_id}/" if folder else f"{entity_id}/"
    return f"{ROOT}{LOCALE}/{path}{quote(anchor, safe='#')}"


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


def in_locale(html: str, locale: str) -> str:
    """The body's addresses for the language in which it is shown."""
    return html.replace(LOCALE, locale)
