"""Handbooks as EPUB, for reading apps and screen readers: the same as on paper, in type of any size.

The theme's template `epub/book.xml` writes every file of the book, one after the other, each under a line
that names it. No content can begin such a line, for it is escaped. The recipe parts them again and packs
them; a file whose name ends in .png comes as an SVG to be drawn (`picture_layout`).
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator
from typing import ClassVar

import msgspec
from markupsafe import Markup

from sitegen.channels import glyphs
from sitegen.channels.handbook import Edition, HandbookOptions, handbook_data
from sitegen.channels.handbook import routes as handbook_routes
from sitegen.channels.handbook_parts import Chapter
from sitegen.channels.project_sheets import ProjectSheet
from sitegen.channels.tools import Tools
from sitegen.model.catalogue import Catalogue
from sitegen.model.output_rows import Output
from sitegen.model.standings import newest
from sitegen.patterns import pattern
from sitegen.routes import Route
from sitegen.views.channel_types import Look
from sitegen.views.context import Context
from sitegen.views.share_pictures import look_of

MIMETYPE = "application/epub+zip"
EARLIEST = "2000-01-01"
"""What a book says that it is of, where no entry has a date."""

_FILE = pattern(r'(?m)^<file name="([A-Za-z0-9/._-]+)">\n')
_BLANK_LINES = pattern(r"\n\s*\n+")


class BookMap(msgspec.Struct, frozen=True, kw_only=True):
    """A map, which is a file of its own."""

    name: str
    title: str
    lang: str
    svg: Markup


class BookProject(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    """Of its file, without the ending."""
    sheets: tuple[ProjectSheet, ...]
    """The same project in each language of the book."""


class BookChapter(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    chapters: tuple[Chapter, ...]
    """The same chapter in each language of the book."""
    maps: tuple[BookMap, ...]
    projects: tuple[BookProject, ...]


class EpubBook(msgspec.Struct, frozen=True, kw_only=True):
    """A handbook as EPUB: what its files say."""

    template: ClassVar[str] = "epub/book.xml"
    recipe: ClassVar[str] = "channels.epub.packed"

    look: Look
    identifier: str
    modified: str
    """The newest date in the catalogue: the same content is the same book."""
    editions: tuple[Edition, ...]
    """One for each language."""
    chapters: tuple[BookChapter, ...]


def routes(catalogue: Catalogue, output: Output, options: HandbookOptions | None) -> Iterator[Route]:
    """The same as of the handbook."""
    for route in handbook_routes(catalogue, output, options):
        yield Route(output.name, route.args, route.path.removesuffix("pdf") + "epub")


def epub(context: Context, route: Route) -> EpubBook:
    """A book of the same selection as the handbook's."""
    editions = handbook_data(context, *route.args).editions
    address = f"{context.catalogue.site.root_url}{context.localizer.locale.id}/{route.path}"
    return EpubBook(
        look=look_of(context.catalogue, context.localizer),
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, address).urn,
        modified=_whole_day(context.catalogue.ask(newest, "all", "")),
        editions=editions,
        chapters=tuple([_chapter(number, editions) for number in range(len(editions[0].chapters))]),
    )


def _whole_day(date: str) -> str:
    """A date to the day, of one that may name only its year or month."""
    return date + EARLIEST[len(date) :]


def _chapter(number: int, editions: tuple[Edition, ...]) -> BookChapter:
    chapters = [edition.chapters[number] for edition in editions]
    maps = [
        BookMap(name=f"map-{number}-{e}-{m}", title=one.title, lang=edition.lang, svg=Markup(one.svg))  # noqa: S704
        for e, edition in enumerate(editions)
        for m, one in enumerate(edition.chapters[number].maps)
    ]
    sheets = zip(*[chapter.sheets for chapter in chapters], strict=True)
    return BookChapter(
        name=f"chapter-{number}",
        chapters=tuple(chapters),
        maps=tuple(maps),
        projects=tuple([BookProject(name=f"project-{one[0].id}", sheets=one) for one in sheets]),
    )


def packed(source: str, tools: Tools) -> bytes:
    """The book's files in one, in the order that readers of it ask for."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        _add(book, "mimetype", MIMETYPE.encode(), zipfile.ZIP_STORED)
        for name, text in files_of(source):
            _add(book, name, _bytes_of(name, text, tools), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def files_of(source: str) -> Iterator[tuple[str, str]]:
    """Name and text of each file."""
    parts = _FILE.split(source)
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        yield name, _BLANK_LINES.sub("\n", text).strip() + "\n"


def text_of(source: str) -> str:
    """What is drawn in a book; the rest of it is read in the fonts of its readers."""
    return "".join([glyphs.text_of(text) for name, text in files_of(source) if name.endswith(".png")])


def _bytes_of(name: str, text: str, tools: Tools) -> bytes:
    if not name.endswith(".png"):
        return text.encode()
    from sitegen.channels import picture_layout

    return picture_layout.png(text, tools)


def _add(book: zipfile.ZipFile, name: str, data: bytes, how: int) -> None:
    """Without anything of this machine or this moment."""
    info = zipfile.ZipInfo(name)  # of 1980
    info.create_system = 3
    info.external_attr = 0o644 << 16
    info.compress_type = how
    book.writestr(info, data)
