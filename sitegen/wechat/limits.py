"""What WeChat takes: the limits of an article, held against the files of one.

Written from WeChat's documents and not from the code that makes articles, so that each checks the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

import msgspec

TITLE, AUTHOR, DIGEST = 32, 16, 128
"""Characters at most."""
CONTENT_CHARACTERS, CONTENT_BYTES = 20_000, 1_000_000
"""Fewer than so many."""
ADDRESS_BYTES = 1024
PICTURE_BYTES = 1_000_000
"""Fewer than so many."""
FORBIDDEN_ELEMENTS = frozenset(
    "script style link iframe frame form input button select textarea object embed applet meta base html "
    "head body video audio canvas".split()
)
FORBIDDEN_ATTRIBUTES = frozenset(("id", "class", "srcset", "contenteditable", "formaction"))
FORBIDDEN_PROPERTIES = frozenset(("position", "filter", "animation", "transition", "content", "behavior"))
FORBIDDEN_WORDS = ("@keyframes", "@import", "var(", "expression(", "url(", "javascript:")
KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


class ArticleFiles(msgspec.Struct, frozen=True, kw_only=True):
    """An article as `sitegen export wechat` has written it."""

    folder: Path
    entry: str
    locale: str
    title: str
    author: str
    digest: str
    content_source_url: str
    html: str
    cover: str
    pictures: tuple[str, ...]

    @property
    def key(self) -> str:
        """Which article it is: of an entry, in a language."""
        return f"{self.locale}/{self.entry}"


def read_articles(folder: Path) -> list[ArticleFiles]:
    """All articles below a folder, in a fixed order."""
    return [_read(path) for path in sorted(folder.rglob("article.json"))]


def _read(path: Path) -> ArticleFiles:
    facts = json.loads(path.read_bytes())
    return ArticleFiles(
        folder=path.parent,
        html=(path.parent / facts.pop("content")).read_text("utf-8").rstrip("\n"),
        pictures=tuple(facts.pop("pictures")),
        **facts,
    )


def problems_of(article: ArticleFiles) -> list[str]:
    """What WeChat would refuse or strip, in words."""
    checker = _Checker(article.pictures)
    checker.feed(article.html)
    return [*_form(article), *checker.found, *_pictures(article)]


def _form(article: ArticleFiles) -> Iterator[str]:
    if not article.title:
        yield "there is no title"
    for name, most in (("title", TITLE), ("author", AUTHOR), ("digest", DIGEST)):
        length = len(getattr(article, name))
        if length > most:
            yield f"{name}: {length} characters, at most {most}"
    if len(article.html) >= CONTENT_CHARACTERS:
        yield f"content: {len(article.html)} characters, fewer than {CONTENT_CHARACTERS}"
    if len(article.html.encode()) >= CONTENT_BYTES:
        yield f"content: {len(article.html.encode())} bytes, fewer than {CONTENT_BYTES}"
    if not article.html.strip():
        yield "content: empty"
    if len(article.content_source_url.encode()) > ADDRESS_BYTES:
        yield "content_source_url: longer than 1 KB"
    if not article.content_source_url.startswith(("https://", "http://")):
        yield "content_source_url: not an address"


def _pictures(article: ArticleFiles) -> Iterator[str]:
    for name in (article.cover, *article.pictures):
        path = article.folder / name
        if not path.is_file():
            yield f"{name}: missing"
            continue
        data = path.read_bytes()
        if not data.startswith(tuple(KINDS)):
            yield f"{name}: neither PNG nor JPEG"
        if len(data) >= PICTURE_BYTES:
            yield f"{name}: {len(data)} bytes, fewer than {PICTURE_BYTES}"


class _Checker(HTMLParser):
    def __init__(self, pictures: Sequence[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._pictures = pictures

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in FORBIDDEN_ELEMENTS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name in FORBIDDEN_ATTRIBUTES or name.startswith("on"):
            self.found.append(f"<{tag} {name}>")
        elif name == "style":
            self.found += [f"<{tag}> style: {bad}" for bad in _bad_declarations(value)]
        elif name == "src" and value not in self._pictures:
            self.found.append(f"<{tag}> picture from elsewhere: {value}")
        elif name == "href":
            self.found.append(f"<{tag}> dead link: {value}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"<!{decl}>")


def _bad_declarations(style: str) -> Iterator[str]:
    for word in FORBIDDEN_WORDS:
        if word in style.lower():
            yield word
    for declaration in style.split(";"):
        name, _, value = (part.strip().lower() for part in declaration.partition(":"))
        if name in FORBIDDEN_PROPERTIES or name.startswith(("grid", "animation", "--")):
            yield name
        if name == "display" and "grid" in value:
            yield "display: grid"
