"""The text of a new entry: every field that it may have, named in Chinese and English, with an example.

Required fields are filled in; the others stand there switched off, behind a "#". Lines that only explain
begin with "##". All of it is made from the model, so a new field appears here by itself. Writing files is
`new`'s.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from sitegen.describe.examples import example_of
from sitegen.describe.field_outline import (
    COMMON,
    NAMED,
    ByLocale,
    Field,
    Inner,
    Many,
    Shape,
    Translated,
    fields_of,
    own_fields,
)
from sitegen.describe.schema import schema_line
from sitegen.describe.terms import terms_of
from sitegen.model.fields import OneOf, Ref
from sitegen.model.placeholders import BODIES, placeholder
from sitegen.patterns import pattern

Known = Mapping[str, Sequence[str]]
"""Ids that the site has, by kind: to choose from when one entry names another."""

SHOWN_IDS = 12
NOTE_COLUMN = 30

_INTRODUCTION = """\
##
## {zh}“{id}”。{about_zh}
## 以“##”开头的行是说明；以“#”开头的字段尚未启用，删去行首的“# ”并改好内容即可启用。
## 没有的内容不要填，不要编造。写完后把 visibility 改为 public，再运行 sitegen check。
##
## {en} "{id}". {about_en}
## Lines that begin with "##" explain. Fields that begin with "#" are off: delete the "# " and write your own.
## Leave out what you do not know. When it is ready, set visibility to public and run: sitegen check
"""

_PLAIN_SCALAR = pattern(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^:#,\[\]{}]*[^\s:#,\[\]{}]|[\w一-鿿]")
_DEMANDED = "必填 · required"


def skeleton(kind: str, entity_id: str, locales: Sequence[str], known: Known) -> str:
    """The YAML file of a new entry, a draft."""
    named = NAMED[kind]
    lines = [schema_line(kind)]
    lines += _INTRODUCTION.format(
        id=entity_id,
        zh=named.called.zh,
        en=named.called.en,
        about_zh=named.about.zh,
        about_en=named.about.en.replace("`", ""),
    ).splitlines()
    writer = _SkeletonWriter(locales, known)
    for field in _in_order(named.cls):
        lines += ["", *writer.top(named.cls, field)]
    lines += ["", "## 内部信息，绝不公开 · for the office alone, never published"]
    lines += ["# internal:", "#   note: 仅供内部参考 · internal note"]
    return "\n".join(lines) + "\n"


def _in_order(cls: type[msgspec.Struct]) -> Iterator[Field]:
    """Who may see it first, then what it is, then what every kind has."""
    first = ("visibility", "title", "summary")
    fields = {field.name: field for field in fields_of(cls)}
    yield from (fields[name] for name in first)
    yield from (field for field in own_fields(cls) if field.name not in first)
    yield from (field for field in COMMON if field.name not in first)


class _SkeletonWriter:
    def __init__(self, locales: Sequence[str], known: Known) -> None:
        self.locales = locales
        self.known = known

    def top(self, cls: type[msgspec.Struct], field: Field) -> Iterator[str]:
        """A field of the entry itself: what it is on lines of its own, then the field."""
        needed = f"（{_DEMANDED}）" if field.required else ""
        yield f"## {field.doc.zh} · {field.doc.en}{needed}"
        if field.doc.note_zh or field.doc.note_en:
            yield f"##   {field.doc.note_zh} · {field.doc.note_en}".replace("  · ", " ").rstrip(" ·")
        yield from (f"##   {line}" for line in self._choice(field.shape))
        on = field.required or field.name == "visibility"
        yield from (line if on else f"# {line}" for line in self._lines(cls, field, top=True))

    def _choice(self, shape: Shape) -> Iterator[str]:
        """What one may choose from."""
        item = shape.item if isinstance(shape, Many | ByLocale) else shape
        if isinstance(item, OneOf):
            for term in terms_of(item.values):
                yield f"{term.value}: {term.zh} · {term.en}"
        elif isinstance(item, Ref):
            ids = list(self.known.get(item.kind, ()))
            if ids:
                more = " …" if len(ids) > SHOWN_IDS else ""
                yield "已有 · here already: " + ", ".join(ids[:SHOWN_IDS]) + more

    def _lines(self, cls: type[msgspec.Struct], field: Field, *, top: bool = False) -> Iterator[str]:
        """A field with its example, without indentation."""
        many = isinstance(field.shape, Many)
        item = field.shape.item if isinstance(field.shape, Many) else field.shape
        note = "" if top else self._note(field)
        match item:
            case Inner(inner):
                yield _noted(f"{field.name}:", note)
                yield from _indented(self._inside(inner), many=many)
            case Translated() if many or not top:
                text = self._flow(field)
                yield _noted(f"{field.name}:" if many else f"{field.name}: {text}", note)
                if many:
                    yield f"  - {text}"
            case Translated():
                yield f"{field.name}:"
                yield from (f"  {locale}: {_quoted(self._text(field, locale))}" for locale in self.locales)
            case ByLocale(inner_shape):
                one_of = inner_shape.values[0] if isinstance(inner_shape, OneOf) else ""
                value = one_of or example_of(cls, field) or "…"
                yield _noted(f"{field.name}: {{{self.locales[-1]}: {value}}}", note)
            case _:
                yield _noted(f"{field.name}: {_literal(example_of(cls, field))}", note)

    def _inside(self, cls: type[msgspec.Struct]) -> Iterator[str]:
        for field in fields_of(cls):
            yield from self._lines(cls, field)

    def _note(self, field: Field) -> str:
        needed = f"（{_DEMANDED}）" if field.required else ""
        item = field.shape.item if isinstance(field.shape, Many) else field.shape
        choice = f": {' | '.join(item.values)}" if isinstance(item, OneOf) else ""
        return f"{field.doc.zh} · {field.doc.en}{choice}{needed}"

    def _flow(self, field: Field) -> str:
        pairs = (f"{locale}: {_quoted(self._text(field, locale))}" for locale in self.locales)
        return f"{{{', '.join(pairs)}}}"

    @staticmethod
    def _text(field: Field, locale: str) -> str:
        """A placeholder that says what belongs there."""
        return placeholder(field.doc, locale)


def _indented(lines: Iterator[str], *, many: bool) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"{'  - ' if many and not number else '    ' if many else '  '}{line}"


def _noted(line: str, note: str) -> str:
    return f"{line}{' ' * max(2, NOTE_COLUMN - _width(line))}# {note}" if note else line


def _width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _quoted(text: str) -> str:
    """Text as a YAML value."""
    if _PLAIN_SCALAR.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _literal(example: str) -> str:
    """An example as a YAML value; lists are written as they are."""
    return example if example.startswith("[") or ":" not in example else _unsplit(example)


def _unsplit(example: str) -> str:
    """Addresses and times have colons that YAML does not mind."""
    return f'"{example}"' if ": " in example or example.endswith(":") else example


# Texts beside the YAML file


def body(kind: str, locale: str) -> str:
    """The first text of a new entry in a language."""
    zh, en = BODIES[kind]
    return zh if locale.startswith("zh") else en
