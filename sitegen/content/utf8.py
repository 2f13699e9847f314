"""Bytes of a content file to text: UTF-8 without tricks, or a diagnostic that names what it is instead.

What gets into a text by accident and can be read all the same is `characters`' to put right.
"""

from __future__ import annotations

import codecs
import re
from codecs import BOM_UTF8

from sitegen.diagnostics import Diagnostic, Place, place_at, problem
from sitegen.patterns import pattern

REFUSED = pattern(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufeff\\ue000-\\ue003"
    "\\u2028-\\u202e\\u2066-\\u2069\\ufff9-\\ufffb\\ufffe\\uffff]|\\r(?!\\n)"
)
"""Control characters, and those that reorder or hide text: they only ever serve to deceive or to break.

U+E000 to U+E003 are our own marks in pages. Line ends other than LF and CR LF are refused too, because YAML,
editors and we would count different lines.
"""

_HARMLESS = bytes([byte for byte in range(256) if (byte >= 0x20 and byte != 0x7F) or byte in b"\n\t"])
_ODD = pattern("[\u00c2-\u00f4\u115f\u1160\u3164\uffa0\u2e80-\u2fd5\uf900-\ufb06\ufffd]")


def refused_character(text: str) -> re.Match[str] | None:
    """The first refused character of a text. Compiling the pattern takes longer than most builds need."""
    usual = text.replace("\n", "")
    if usual.isprintable():
        return None
    # What else ordinary text has besides printable characters:
    usual = usual.replace("\t", "").replace("\u3000", "").replace("\xa0", "")
    return None if usual.isprintable() else REFUSED.search(text)


def decode_text(data: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    """Text of a content file, without its byte order mark, and what is wrong with its characters.

    What is no UTF-8, or cannot be read as one text, gives "" and the error that says why.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [problem("E_ENCODING", Place(path, 1, 1), en="UTF-16", zh="UTF-16")]
    try:
        text = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        en, zh = _guess(data)
        return "", [problem("E_ENCODING", place_at(path, before, len(before)), en=en, zh=zh)]
    if _is_usual(text, data):
        return text, []
    if match := refused_character(text):
        place = place_at(path, text, match.start())
        return "", [problem("E_CONTROL_CHARACTER", place, found=f"U+{ord(match[0]):04X}")]
    from sitegen.content.characters import tidy  # few texts need it

    return tidy(text, path)


def _is_usual(text: str, data: bytes) -> bool:
    """Whether a text has no refused characters and none of those that `characters` looks for.

    GBK has neither invisible marks nor radicals, so only what it lacks is looked at by itself: to encode
    a text takes less time than to look for each. Of the words that it has, each is looked for in turn.
    """
    try:
        text.encode("gbk", "sitegen-usual")
    except UnicodeEncodeError:
        return False
    if "<<<<<<<" in text or ">>>>>>>" in text or "\n=======" in text or "???" in text:
        return False
    if "锛" in text or "銆" in text or "鈥" in text or "锟" in text or "烫烫" in text or "屯屯" in text:
        return False
    return not data.translate(None, _HARMLESS)


def _pass_usual(error: UnicodeError) -> tuple[str, int]:
    """Let characters pass that are not in GBK and have nothing odd about them, such as ²."""
    assert isinstance(error, UnicodeEncodeError)
    found = error.object[error.start : error.end]
    if not found.isprintable() or _ODD.search(found):
        raise error
    return "?", error.end


codecs.register_error("sitegen-usual", _pass_usual)


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
