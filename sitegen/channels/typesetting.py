"""Documents as PDF, set by typst from the theme's templates in `print/`.

A template gets its data as JSON in a file beside it, never as markup put together from text, so that content
cannot become code. typst prints a box, or within a drawing nothing at all, for what no font has, and
PDF/UA-1, the standard for documents that can be read aloud, forbids it; so such characters are set otherwise
(`glyphs`).
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable
from functools import cache
from typing import Any, ClassVar, Protocol

import msgspec

from sitegen.channels import fonts
from sitegen.channels.glyphs import drawable
from sitegen.channels.photographs import PictureSource, for_print
from sitegen.channels.raster import chinese_fonts
from sitegen.channels.tools import Tool, Tools
from sitegen.content.safe_files import read_real
from sitegen.diagnostics import ContentError, MachineError, Place, problem
from sitegen.processors import stay_one_process
from sitegen.views.context import Bytes

PDF = "channels.typesetting.pdf"
"""The recipe of every document."""
LARGEST = 20_000_000
"""Bytes of a theme's file."""
STANDARD = "ua-1"
PHOTO = 520, 380
"""Proportions of a photograph on a slide."""

BOOK = 200_000
"""Characters of data from which on a document is a book."""
REMEMBERED = 10
"""So many documents later typst lets go of what none of them needed."""

_CALL = '#typeset(json("data.json"), json("setting.json"), json("codes.json"))'
"""How every template is begun."""


class PrintData(Protocol):
    """What a template gets as `data`."""

    template: ClassVar[str]
    """One of the theme's in `print/`."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What a PDF is made from."""

    template: str
    """One of the theme's in `print/`."""
    lang: str
    """HTML lang of most of its text."""
    data: Any
    codes: tuple[str, ...] = ()
    """Addresses that it shows as QR codes."""
    photos: tuple[PictureSource, ...] = ()
    """Photographs that it shows: by their digests in `photos.json`, beside the template."""

    @classmethod
    def of(
        cls, data: PrintData, lang: str, codes: Iterable[str] = (), photos: tuple[PictureSource, ...] = ()
    ) -> Document:
        return cls(template=data.template, lang=lang, data=data, codes=tuple(sorted(codes)), photos=photos)


def find_typst() -> Tool:
    """typst, and a font with Chinese. Raises MachineError where either is missing."""
    from importlib.metadata import PackageNotFoundError, version  # slow to load

    try:
        typst = version("typst")
    except PackageNotFoundError:
        raise MachineError("E_NO_TYPST") from None
    files = chinese_fonts()
    state = [(path, os.stat(path).st_size, os.stat(path).st_mtime_ns) for path in files]
    return Tool(f"{typst} {state}", files, fonts.family(files[0]))


def bytes_of(document: Document) -> Bytes:
    return Bytes(msgspec.json.encode(document).decode(), PDF)


def pdf(source: str, tools: Tools) -> bytes:
    """A tagged PDF of a `Document`.

    Raises ContentError where the template is at fault.
    """
    import typst

    tool = tools["typst"]
    document = msgspec.json.decode(source, type=Document)
    paths = dict(tool.files)
    entry = f'#import "{document.template}": typeset\n{_CALL}\n'
    setting = {"lang": document.lang, "fonts": _families(document.lang, tool)}
    files = {name: _read(path) for name, path in paths.items()}
    files |= {
        "main": entry.encode(),
        "data.json": drawable(_text_of(document), tool.fonts).encode(),
        "setting.json": msgspec.json.encode(setting),
        "photos.json": msgspec.json.encode({one.digest: _drawn(one, tools) for one in document.photos}),
        "codes.json": msgspec.json.encode({drawable(code, tool.fonts): _qr(code) for code in document.codes}),
    }
    stay_one_process()
    compiled: Any = typst.compile  # its types do not know of several files, which it takes
    try:
        made = compiled(
            files,
            font_paths=_loaded(tool.fonts),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=[STANDARD],
            timestamp=0,  # a date of its own would make other bytes of the same input
        )
    except typst.TypstError as error:
        place = Place(_shown(paths.get(document.template, document.template)))
        raise ContentError([problem("E_PRINT_TEMPLATE", place, said=_said(error))]) from None
    assert isinstance(made, bytes)
    if len(source) > BOOK:
        _forget(tool)
    return made


def text_of(source: str) -> str:
    """What a `Document` says."""
    return _text_of(msgspec.json.decode(source, type=Document))


def _text_of(document: Document) -> str:
    return msgspec.json.encode(document.data).decode()


def _forget(tool: Tool) -> None:
    """Let typst go of what it remembers of a book: it keeps what one of the last documents needed, which for
    books of 100 projects in three languages was 1 GB instead of 560 MB.
    """
    import typst

    compiled: Any = typst.compile
    for _ in range(REMEMBERED + 1):
        compiled({"main": b""}, font_paths=_loaded(tool.fonts), ignore_system_fonts=True, format="pdf")


def _qr(address: str) -> str:
    from sitegen.channels import qr_code

    return qr_code.svg(address, {}).decode()


def _drawn(photo: PictureSource, tools: Tools) -> str:
    """A photograph within a drawing that shows as much of its middle as there is room for: typst takes files
    of text alone."""
    data = base64.b64encode(for_print(photo, tools)).decode()
    fit = f'width="{PHOTO[0]}" height="{PHOTO[1]}" preserveAspectRatio="xMidYMid slice"'
    size = f'viewBox="0 0 {PHOTO[0]} {PHOTO[1]}"'
    shown = f'<image {fit} href="data:image/jpeg;base64,{data}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{shown}</svg>'


def _shown(path: str) -> str:
    """A theme's path as its owner knows it, from the site's root."""
    return path[max(path.rfind("/theme/"), path.rfind("/themes/")) + 1 :]


def _said(error: Any) -> str:
    """typst's own words, on one line."""
    return " ".join([error.message, *error.hints]).strip()


def _read(path: str) -> bytes:
    """A theme's file, through no link."""
    return read_real(path, LARGEST) or b""


@cache
def _loaded(paths: tuple[str, ...]) -> Any:
    """The folders of the fonts, looked through once in each process. Templates name the families they take,
    so that what else is there does not matter.
    """
    import typst

    folders = dict.fromkeys(os.path.dirname(path) for path in paths)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


def _families(lang: str, tool: Tool) -> list[str]:
    """Fonts by name, the one made for the language first. Names that are not there are passed over."""
    script = "TC" if lang.startswith("zh-Hant") else "SC"
    return list(dict.fromkeys([f"Noto Sans CJK {script}", tool.family]))
