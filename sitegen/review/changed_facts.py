"""An entry's facts in plain words, in both languages, and how two states of an entry differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

import msgspec

from sitegen.describe.terms import terms_of
from sitegen.i18n.quantities import Quantity
from sitegen.i18n.quantity_text import format_quantity
from sitegen.i18n.text import Text
from sitegen.model.entities import Entity
from sitegen.model.fields import Doc, OneOf, hints_of, unwrapped


class TwoLanguages(msgspec.Struct, frozen=True):
    """The same in Chinese and in English."""

    zh: str = ""
    en: str = ""


class ChangedFact(msgspec.Struct, frozen=True):
    """A field that differs: what it is called, and its value before and after; empty where there is none."""

    label: TwoLanguages
    before: TwoLanguages
    after: TwoLanguages


Facts = dict[tuple[str, ...], tuple[TwoLanguages, TwoLanguages]]
"""Label and value by the way to a field: ("investment", "total")."""


def facts_of(entity: Entity | None) -> Facts:
    """Every fact of an entry that has a value; of its texts, each language is one."""
    return dict(_of_struct(entity, (), TwoLanguages())) if entity is not None else {}


def differences(before: Facts, after: Facts) -> list[ChangedFact]:
    """The facts that are not the same, in the order of the fields."""
    names = dict.fromkeys([*before, *after])
    none = TwoLanguages()
    found = []
    for name in names:
        label = (after.get(name) or before[name])[0]
        old, new = (facts[name][1] if name in facts else none for facts in (before, after))
        if old != new:
            found.append(ChangedFact(label, old, new))
    return found


def _of_struct(value: msgspec.Struct, way: tuple[str, ...], above: TwoLanguages) -> Iterator[Any]:
    hints = hints_of(type(value))
    for name in value.__struct_fields__:
        if name not in ("id", "visibility"):
            bare, marks = unwrapped(hints[name])
            doc = next((mark for mark in marks if isinstance(mark, Doc)), Doc(name, name))
            yield from _of_value(getattr(value, name), bare, marks, (*way, name), _below(above, doc))


def _below(above: TwoLanguages, doc: Doc) -> TwoLanguages:
    return TwoLanguages(
        f"{above.zh} · {doc.zh}" if above.zh else doc.zh, f"{above.en}: {doc.en}" if above.en else doc.en
    )


def _of_value(
    value: Any, bare: Any, marks: tuple[Any, ...], way: tuple[str, ...], label: TwoLanguages
) -> Iterator[Any]:
    if value is None or value == "" or value == () or value == {}:
        return
    if isinstance(value, Text):
        for locale, text in value.values.items():
            labelled = TwoLanguages(f"{label.zh}（{locale}）", f"{label.en} ({locale})")
            yield (*way, locale), (labelled, TwoLanguages(text, text))
    elif isinstance(value, msgspec.Struct) and not isinstance(value, Quantity):
        yield from _of_struct(value, way, label)
    elif isinstance(value, tuple) and not isinstance(value, Quantity):
        yield from _of_list(value, bare, way, label)
    elif isinstance(value, dict):
        for key, one in value.items():
            inner, own = unwrapped(get_args(bare)[1])
            labelled = TwoLanguages(f"{label.zh}（{key}）", f"{label.en} ({key})")
            yield from _of_value(one, inner, own, (*way, key), labelled)
    else:
        yield way, (label, _plain(value, marks))


def _of_list(values: tuple[Any, ...], bare: Any, way: tuple[str, ...], label: TwoLanguages) -> Iterator[Any]:
    """Single values in a row are one fact; parts have facts of their own."""
    inner, marks = unwrapped(get_args(bare)[0]) if get_origin(bare) is tuple else (bare, ())
    if all(isinstance(value, str | int | float) for value in values):
        plain = [_plain(value, marks) for value in values]
        yield (
            way,
            (label, TwoLanguages("、".join(one.zh for one in plain), ", ".join(one.en for one in plain))),
        )
        return
    for number, value in enumerate(values, 1):
        labelled = TwoLanguages(f"{label.zh} {number}", f"{label.en} {number}")
        yield from _of_value(value, inner, marks, (*way, str(number)), labelled)


def _plain(value: Any, marks: tuple[Any, ...]) -> TwoLanguages:
    if isinstance(value, Quantity):
        return TwoLanguages(format_quantity(value, "zh"), format_quantity(value, "en").replace("\u00a0", " "))
    if isinstance(value, bool):
        return TwoLanguages("是", "yes") if value else TwoLanguages("否", "no")
    choices = next((mark.values for mark in marks if isinstance(mark, OneOf)), ())
    for term in terms_of(choices) if value in choices else ():
        if term.value == value:
            return TwoLanguages(term.zh, term.en)
    return TwoLanguages(str(value), str(value))
