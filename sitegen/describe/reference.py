"""The field reference, docs/fields.md and docs/fields.zh.md, made from the model.

`python -m sitegen.describe.reference [FOLDER]` writes them anew, and docs/templates.md with them; a test
holds that they are what this makes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from sitegen.describe.examples import example_of
from sitegen.describe.field_outline import (
    COMMON,
    FILES,
    NAMED,
    SITE,
    ByLocale,
    Field,
    FileKind,
    Inner,
    Many,
    Named,
    PlainShape,
    Shape,
    Translated,
    fields_of,
    inner_of,
    own_fields,
)
from sitegen.describe.outputs_reference import outputs_reference
from sitegen.describe.reference_words import CHINESE, ENGLISH, ReferenceWords
from sitegen.describe.templates_reference import templates_reference
from sitegen.describe.terms import terms_of
from sitegen.i18n.units import DIMENSIONS
from sitegen.model.entities import Entity
from sitegen.model.fields import Dimensions, Format, OneOf, Ref
from sitegen.model.formats import FORMS
from sitegen.model.kinds import FOLDERS, PACKAGED, PART_OF, PARTS
from sitegen.routes import entity_path

COMMON_ID = "common"
MANY_DIMENSIONS = 8
"""A field that may measure this many things takes any quantity."""


LANGUAGES: dict[str, ReferenceWords] = {"fields.md": ENGLISH, "fields.zh.md": CHINESE}
"""The files of the field reference."""

TEMPLATES_FILE = "templates.md"
OUTPUTS_FILES = {"outputs.md": "en", "outputs.zh.md": "zh"}


def reference(words: ReferenceWords) -> str:
    """The whole reference in one language."""
    parts = [words.intro, _contents(words), *[_kind(kind, words) for kind in NAMED.values()]]
    common = [f'## <a id="{COMMON_ID}"></a>{words.common}', words.common_intro, _table(Entity, COMMON, words)]
    return "\n".join([*parts[:-1], "\n\n".join(common) + "\n", parts[-1]])


def _contents(words: ReferenceWords) -> str:
    titles = [(kind.name, _title(kind, words)) for kind in NAMED.values()]
    titles.insert(-1, (COMMON_ID, words.common))
    return "".join(f"- [{title}](#{anchor})\n" for anchor, title in titles)


def _title(kind: FileKind, words: ReferenceWords) -> str:
    return f"{kind.called.zh} {kind.name}" if words.zh else kind.called.en


def _kind(kind: FileKind, words: ReferenceWords) -> str:
    about = kind.about.zh if words.zh else kind.about.en
    lines = [f'## <a id="{kind.name}"></a>{_title(kind, words)}', about, _where(kind, words)]
    if kind.name == SITE:
        lines.append(_table(kind.cls, fields_of(kind.cls), words))
    else:
        lines.append(_table(kind.cls, own_fields(kind.cls), words))
    return "\n\n".join(lines) + "\n"


def _where(kind: FileKind, words: ReferenceWords) -> str:
    yaml = FILES[kind.name]
    if kind.name == SITE:
        return f"- {words.files}: `{yaml}`"
    folder = FOLDERS[kind.name]
    pattern = words.body if kind.name in PACKAGED else words.folder
    address = f"/<locale>/{entity_path(kind.name, '<id>')}"
    files = pattern.format(yaml=yaml, folder=f"content/{folder}/<id>/")
    return f"- {words.files}: {files}\n- {words.address}: `{address}`"


def _table(cls: type[msgspec.Struct], fields: tuple[Field, ...], words: ReferenceWords) -> str:
    rows = [f"| {' | '.join(words.columns)} |", f"|{'---|' * len(words.columns)}"]
    rows += [f"| {' | '.join(row)} |" for row in _rows(cls, fields, "", words)]
    return "\n".join(rows)


def _rows(
    cls: type[msgspec.Struct], fields: tuple[Field, ...], prefix: str, words: ReferenceWords
) -> Iterator[tuple[str, ...]]:
    for field in fields:
        name = f"{prefix}{field.name}"
        anchor = f'<a id="{COMMON_ID}-{name}"></a>' if fields is COMMON else ""
        shared = None if fields is COMMON else _shared_name(field)
        kind = words.see.format(shared, f"{COMMON_ID}-{shared}") if shared else _type(cls, field, words)
        yield (
            f"{anchor}`{name}`",
            _cell(field.doc.zh if words.zh else field.doc.en),
            kind,
            words.required if field.required else "",
            _notes(field, words),
        )
        inner = inner_of(field.shape)
        if inner is not None and not shared:
            dot = "[]." if isinstance(field.shape, Many) else "."
            yield from _rows(inner, fields_of(inner), f"{name}{dot}", words)


def _shared_name(field: Field) -> str | None:
    """The common field that holds the same mapping, described once for all kinds."""
    inner = inner_of(field.shape)
    if inner is None:
        return None
    return next((common.name for common in COMMON if inner_of(common.shape) is inner), None)


def _type(cls: type[msgspec.Struct], field: Field, words: ReferenceWords) -> str:
    example = example_of(cls, field)
    if isinstance(field.shape, Many) and isinstance(field.shape.item, OneOf):
        text = words.any_of.format(_choice(field.shape.item.values, words))
    elif isinstance(field.shape, Many):
        text = words.list_of.format(_shape(field.shape.item, "", words))
    else:
        text = _shape(field.shape, example, words)
    shown = isinstance(field.shape, Many | Format) or field.shape == PlainShape("text")
    return f"{text}{'，如' if words.zh else ', as'} `{example}`" if shown and example else text


def _shape(shape: Shape, example: str, words: ReferenceWords) -> str:
    match shape:
        case Translated():
            return words.text
        case Inner():
            return words.mapping
        case Many(item):
            return words.list_of.format(_shape(item, "", words))
        case ByLocale(item):
            return words.by_locale.format(_shape(item, "", words))
        case Named(form, item):
            named = FORMS[form.name]
            return words.by_word.format(named.zh if words.zh else named.en, _shape(item, "", words))
        case Ref(kind) if kind in NAMED:
            called = NAMED[kind].called
            return words.id_of.format(called.zh if words.zh else called.en.lower(), kind)
        case Ref(kind):
            owner = PART_OF[kind].zh if words.zh else PART_OF[kind].en
            return words.own_id.format(PARTS[kind].zh if words.zh else kind, owner)
        case OneOf(values):
            return words.one_of.format(_choice(values, words))
        case Dimensions(names, example_of_shape):
            return _quantity(names, example or example_of_shape, words)
        case Format(name):
            return FORMS[name].zh if words.zh else FORMS[name].en
        case PlainShape(name):
            return words.plain[name]


def _choice(values: tuple[str, ...], words: ReferenceWords) -> str:
    meanings = ((term.value, term.zh if words.zh else term.en) for term in terms_of(values))
    if words.zh:
        return "、".join(f"`{value}`（{_cell(meaning)}）" for value, meaning in meanings)
    return ", ".join(f"`{value}` ({_cell(meaning)})" for value, meaning in meanings)


def _quantity(names: frozenset[str], example: str, words: ReferenceWords) -> str:
    if len(names) >= MANY_DIMENSIONS:
        return words.any_quantity.format(example)
    known = [dimension for name, dimension in DIMENSIONS.items() if name in names]
    return words.quantity.format(words.joint.join(d.zh if words.zh else d.en for d in known), example)


def _notes(field: Field, words: ReferenceWords) -> str:
    notes = [field.doc.note_zh if words.zh else field.doc.note_en]
    if isinstance(field.default, str | int | float) and not isinstance(field.shape, Inner):
        default = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
        notes.append(words.by_default.format(f"`{default}`"))
    return _cell(("；" if words.zh else "; ").join(note for note in notes if note))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def write_reference(folder: Path) -> None:
    """Write all files of the reference."""
    for name, words in LANGUAGES.items():
        (folder / name).write_text(reference(words), "utf-8")
    (folder / TEMPLATES_FILE).write_text(templates_reference(), "utf-8")
    for name, lang in OUTPUTS_FILES.items():
        (folder / name).write_text(outputs_reference(lang), "utf-8")


if __name__ == "__main__":
    write_reference(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
