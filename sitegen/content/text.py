"""Bytes of a content file to text: UTF-8 without tricks, or a diagnostic that names what it is instead."""

from __future__ import annotations

import re
from codecs import BOM_UTF8

from sitegen.diagnostics import Diagnostic, Place, problem
from sitegen.patterns import pattern

REFUSED = pattern(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufeff\\ue000-\\ue003"
    "\\u2028-\\u202e\\u2066-\\u2069\\ufff9-\\ufffb\\ufffe\\uffff]|\\r(?!\\n)"
)
"""Control characters, and those that reorder or hide text: they only ever serve to deceive or to break.

U+E000 to U+E003 are our own marks in pages. Line ends other than LF and CR LF are refused too, because YAML,
editors and we would count different lines.
"""


def refused_character(text: str) -> re.Match[str] | None:
    """The first refused character of a text. Compiling the pattern takes longer than most builds need."""
    usual = text.replace("\n", "")
    if usual.isprintable():
        return None
    # What else ordinary text has besides printable characters:
    usual = usual.replace("\t", "").replace("\u3000", "").replace("\xa0", "")
    return None if usual.isprintable() else REFUSED.search(text)


def decode_text(data: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    """UTF-8 text of a content file, without its byte order mark; anything else is refused by name."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [problem("E_ENCODING", Place(path, 1, 1), en="UTF-16", zh="UTF-16")]
    try:
        text = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        en, zh = _guess(data)
        return "", [problem("E_ENCODING", place_at(path, before, len(before)), en=en, zh=zh)]
    if match := refused_character(text):
        place = place_at(path, text, match.start())
        return "", [problem("E_CONTROL_CHARACTER", place, found=f"U+{ord(match[0]):04X}")]
    return text, []


def place_at(path: str, text: str, index: int) -> Place:
    """The place of a character in a file's text."""
    return Place(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _guess(data: bytes) -> tuple[str, str]:
    """What the encoding probably is, in English and Chinese."""
    if data.startswith((b"\xd0\xcf\x11\xe0", b"PK\3\4")):
        return "an Office document, not text", "Office 文档，不是文本"
    if b"\0" in data:
        return "UTF-16", "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "an unknown encoding", "未知编码"
    return "GBK", "GBK"
