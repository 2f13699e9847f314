"""The theme's own words in the reader's language, read from gettext .po files.

msgids are English, so English needs no file but for plurals. The files are read as text by Babel, which is
loaded only then; the table that results is plain data, which a cache may keep. Extraction and coverage are
other tools'.

A table's keys are those of gettext's compiled files: the msgid, with its context in front ("ctx\\x04msgid");
plural forms are "msgid\\x00" and their number; the key "" holds the rule that chooses among them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.i18n.errors import ParseError
from sitegen.patterns import pattern

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

_CONTEXT, _PLURAL = "\x04", "\x00"
_PLACEHOLDER = pattern(r"%\(([^()]*)\)")
_LINE = pattern(r"\bon (\d+)$")


class MessagesError(ParseError):
    """A .po file that cannot be used. `path` and `line` say where; line 0 is the file as a whole."""

    def __init__(self, path: Path, line: int, reason: str, zh: str = "", en: str = "") -> None:
        super().__init__(reason, "", zh, en)
        self.args = (path, line, reason, zh, en)
        self.path = path
        self.line = line

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.en}"


def load_messages(
    paths: Sequence[Path], read: Callable[[Path], bytes] = Path.read_bytes
) -> Mapping[str, str]:
    """One table from several .po files of one language; the earlier path wins, message by message.

    Fuzzy and empty translations are left out, a message without all its plural forms too. Raises
    MessagesError for a malformed file and for a translation that names a value its msgid does not have;
    OSError if a file cannot be read.
    """
    table: dict[str, str] = {}
    for path in paths:
        for key, text in _entries(path, _catalogue(path, read(path))):
            if key == "" and table.get("", text) != text:
                raise MessagesError(
                    path,
                    1,
                    "plural-forms",
                    "复数规则与前面的文件不同",
                    "Plural-Forms differ from an earlier file's",
                )
            table.setdefault(key, text)
    return table


def derive_messages(table: Mapping[str, str], convert: Callable[[str], str]) -> Mapping[str, str]:
    """The table of a locale that is derived from another, as zh-hant from zh."""
    return {key: convert(text) if key else text for key, text in table.items()}


class Messages:
    """Looks messages up; what the table does not have is answered with the English msgid itself."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self.table = table
        self._rule: Callable[[int], int] | None = None

    def gettext(self, msgid: str) -> str:
        return (self.table.get(msgid) if msgid else None) or msgid

    def pgettext(self, context: str, msgid: str) -> str:
        return self.table.get(context + _CONTEXT + msgid) or msgid

    def ngettext(self, msgid: str, plural: str, n: int) -> str:
        if f"{msgid}{_PLURAL}0" in self.table:
            found = self.table.get(f"{msgid}{_PLURAL}{self._plural_rule()(n)}")
            if found:
                return found
        return msgid if n == 1 else plural

    def _plural_rule(self) -> Callable[[int], int]:
        if self._rule is None:
            from gettext import c2py

            self._rule = c2py(self.table.get("", "n != 1"))
        return self._rule


def _catalogue(path: Path, raw: bytes) -> Catalog:
    from babel.core import UnknownLocaleError
    from babel.messages.pofile import PoFileError, read_po

    try:
        lines = raw.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise MessagesError(path, line, "encoding", "文件不是 UTF-8 编码", "the file is not UTF-8") from None
    _check_lines(path, lines)
    try:
        return read_po(lines, abort_invalid=True)
    except PoFileError as error:
        raise _malformed(path, error.lineno + 1, str(error)) from None
    except (ValueError, IndexError, AttributeError, TypeError, AssertionError, UnknownLocaleError) as error:
        # The parser leaves these bare, without a place.
        raise _malformed(path, 0, str(error)) from None


_LINE_FORM = pattern(
    r'#.*|(?:(?P<word>msgctxt|msgid|msgid_plural|msgstr|msgstr\[[0-9]\])\s+|(?P<more>))"(?:[^"\\]|\\.)*"'
)
_AFTER = {
    "msgctxt": ("", "msgstr", "msgstr[]"),
    "msgid": ("", "msgstr", "msgstr[]", "msgctxt"),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid",),
    "msgstr[]": ("msgid_plural", "msgstr[]"),
}
"""What each keyword may follow."""


def _check_lines(path: Path, lines: Iterable[str]) -> None:
    """What the parser accepts in silence: an unclosed quote, a keyword out of place or with no text."""
    before = ""
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if not line:
            continue
        found = _LINE_FORM.fullmatch(line)
        word = re.sub(r"[0-9]", "", found["word"] or "") if found else ""
        if not found or (word and before not in _AFTER[word]) or (found["more"] is not None and not before):
            raise _malformed(path, number, f"cannot be read: {line[:60]}")
        before = word or before


def _malformed(path: Path, line: int, detail: str) -> MessagesError:
    detail = _LINE.sub("", detail).strip() or "malformed"
    return MessagesError(path, line, "malformed", f"格式错误：{detail}", f"malformed: {detail}")


def _entries(path: Path, catalogue: Catalog) -> Iterable[tuple[str, str]]:
    rule, forms = catalogue.plural_expr, catalogue.num_plurals
    _check_rule(path, rule, forms)
    plurals = False
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        prefix = message.context + _CONTEXT if message.context else ""
        if isinstance(message.id, str):
            if message.string:
                _check_placeholders(path, message, [message.id], [message.string])
                yield prefix + message.id, str(message.string)
            continue
        strings = list(message.string or ())
        if len(strings) == forms and all(strings):
            _check_placeholders(path, message, message.id, strings)
            plurals = True
            for number, text in enumerate(strings):
                yield f"{prefix}{message.id[0]}{_PLURAL}{number}", text
    if plurals:
        yield "", rule


def _check_rule(path: Path, rule: str, forms: int) -> None:
    from gettext import c2py

    try:
        choose = c2py(rule)
        good = all(0 <= choose(n) < forms for n in (*range(101), 1000, 1_000_000))
    except (ValueError, ZeroDivisionError, OverflowError, RecursionError):
        good = False
    if not good:
        raise MessagesError(path, 1, "plural-forms", "Plural-Forms 写错了", "Plural-Forms cannot be used")


def _check_placeholders(path: Path, message: Message, msgids: Sequence[str], texts: Sequence[Any]) -> None:
    """A translation may leave a value out, but one that it invents would stop the page."""
    offered = {name for msgid in msgids for name in _PLACEHOLDER.findall(msgid)}
    wanted = {name for text in texts for name in _PLACEHOLDER.findall(text)}
    strange = sorted(wanted - offered)
    if strange:
        detail = f"%({strange[0]})"
        raise MessagesError(
            path,
            message.lineno or 0,
            "placeholder",
            f"译文中的 {detail} 在原文中没有",
            f"the translation names {detail}, which the original does not have",
        )
