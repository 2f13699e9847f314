"""Office files that are archives: opened within limits, read as a stream, without entities or macros."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sitegen.sheets.libraries import library
from sitegen.sheets.refusal import SheetRefused

LARGEST_UNPACKED = 400_000_000
MOST_PARTS = 3000
MOST_RATIO = 400
"""How much smaller than its contents an archive of more than a few megabytes may be."""


_DAMAGES = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, KeyError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip
"""What zipfile raises for archives that are cut or changed."""


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive. Raises SheetRefused for one that is not to be opened, or is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, len(data))
            yield archive
    except SheetRefused:
        raise
    except _DAMAGES as error:
        raise damaged(error) from None


def damaged(error: object) -> SheetRefused:
    return SheetRefused(f"the file is damaged ({error})", "文件已损坏，请重新保存一份")


def with_macros() -> SheetRefused:
    return SheetRefused(
        "the file has macros; save it without them, as .xlsx or .docx",
        "文件带有宏，请另存为不带宏的 .xlsx 或 .docx",
    )


def with_password() -> SheetRefused:
    return SheetRefused("the file is protected by a password", "文件有密码保护，请先去掉密码")


def _check(archive: zipfile.ZipFile, size: int) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if (
        len(parts) > MOST_PARTS
        or unpacked > LARGEST_UNPACKED
        or unpacked > max(size * MOST_RATIO, 50_000_000)
    ):
        raise SheetRefused(
            "the file unpacks to far more than a table could hold", "文件解压后大得不像一张表格，不予打开"
        )
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in names):
        raise with_macros()
    if any(part.flag_bits & 1 for part in parts) or "encryptedpackage" in names:
        raise with_password()


def events(
    archive: zipfile.ZipFile, part: str, *, starts: bool = False, forget: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, Any]]:
    """("start" or "end", local name, element) of a part; elements to forget are emptied at their end."""
    etree = library("defusedxml.ElementTree")
    forbidden = library("defusedxml").DefusedXmlException
    wanted = ("start", "end") if starts else ("end",)
    with archive.open(part) as stream:
        try:
            for event, element in etree.iterparse(stream, events=wanted, forbid_dtd=True):
                name = local_name(element.tag)
                yield event, name, element
                if event == "end" and name in forget:
                    element.clear()
        except forbidden:
            raise SheetRefused(
                "the file defines entities, which no office program writes",
                "文件里有实体定义，不是正常的表格文件",
            ) from None
        except etree.ParseError as error:
            raise damaged(error) from None


def local_name(tag: str) -> str:
    return tag.rpartition("}")[2]
