"""What each public entry lacks, for the office: a CSV with a row for each entry that lacks anything.

Fields count that most entries of a kind have use for, which is all but `SELDOM`. A translation counts for
each text, and for the body, in every language that is written and not converted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from sitegen.channels.csv_text import csv_text
from sitegen.i18n.text import Text
from sitegen.model import queries
from sitegen.model.entities import Contact, Entity, is_reachable
from sitegen.model.entries import Entry
from sitegen.model.fields import Doc, hints_of, unwrapped
from sitegen.model.kinds import FOLDERS, KINDS
from sitegen.routes import Route
from sitegen.views.context import Context

_SELDOM = """
    attachments collections consent expires figures person referral related repealed tags translation unlisted
"""
SELDOM = frozenset(_SELDOM.split())
"""Fields that a good entry may well be without."""

_HEAD = (
    ("类别", "Kind"),
    ("代号", "ID"),
    ("名称", "Title"),
    ("文件", "File"),
    ("未填的字段", "Empty fields"),
    ("缺少的译文", "Not translated"),
    ("联系方式", "Contact"),
)
_NO_CONTACT = "没有联系单位", "no contact"
_NOT_REACHABLE = "没有电话、邮箱、微信和地址：", "no phone, mail, WeChat or address: "
_BODY = "正文", "body"


def missing_facts(context: Context, route: Route) -> str:
    """The whole table, in the order of kinds and ids."""
    rows = [[_pick(context, *words) for words in _HEAD]]
    for kind in KINDS:
        for key in context.catalogue.ask(queries.ids_of, kind):
            entry = context.catalogue.entry(kind, key)
            if entry.entity is not None and (row := _row(context, entry, entry.entity)):
                rows.append(row)
    return csv_text(rows)


def _row(context: Context, entry: Entry, entity: Entity) -> list[str]:
    """An entry's, empty where it lacks nothing."""
    localizer = context.localizer
    lacks = [
        localizer.comma.join(_empty_fields(context, entity)),
        localizer.semicolon.join(_untranslated(context, entry, entity)),
        _contact(context, entity),
    ]
    if not any(lacks):
        return []
    title = entity.title or (entity.organisation if isinstance(entity, Contact) else None)
    said = localizer.text(title)
    section = "pages" if entry.kind == "page" else FOLDERS[entry.kind]
    return [localizer.section(section).text, entry.id, said.text if said else "", entry.path, *lacks]


def _empty_fields(context: Context, entity: Entity) -> Iterator[str]:
    """Fields without a value: what people call each, and its name in the file."""
    hints = hints_of(type(entity))
    for field in msgspec.structs.fields(type(entity)):
        doc = _doc(hints[field.name])
        if doc and field.name not in SELDOM and getattr(entity, field.name) in (None, "", (), {}):
            yield f"{_pick(context, doc.zh, doc.en)} ({field.name})"


def _untranslated(context: Context, entry: Entry, entity: Entity) -> Iterator[str]:
    """For each language that is written, the fields whose texts lack it: "en: title, scope"."""
    written = [key for key, one in context.localizers.items() if not one.locale.derived_from]
    hints = hints_of(type(entity))
    for locale in written:
        names = [
            _pick(context, doc.zh, doc.en)
            for field in msgspec.structs.fields(type(entity))
            if (doc := _doc(hints[field.name])) and _lacks(getattr(entity, field.name), locale)
        ]
        if entry.bodies and locale not in entry.bodies:
            names.append(_pick(context, *_BODY))
        if names:
            yield f"{locale}{context.localizer.colon}{context.localizer.comma.join(names)}"


def _lacks(value: Any, locale: str) -> bool:
    """Whether a text in a value, however deep, lacks a language. Figures alone need no translation."""
    if isinstance(value, Text):
        words = any(char.isalpha() for text in value.values.values() for char in text)
        return words and value.get(locale) is None
    if isinstance(value, msgspec.Struct):
        return any(_lacks(getattr(value, name), locale) for name in value.__struct_fields__)
    if isinstance(value, tuple):
        return any(_lacks(one, locale) for one in value)
    return False


def _contact(context: Context, entity: Entity) -> str:
    """What keeps an investor from reaching anybody about an entry; empty where nothing does."""
    if isinstance(entity, Contact):
        keys: tuple[str, ...] = (entity.id,)
    elif hasattr(entity, "contacts"):
        keys = entity.contacts or _contacts_for(context, entity)
    else:
        return ""
    if any(is_reachable(context.catalogue.get(Contact, key)) for key in keys):
        return ""
    if not keys:
        return _pick(context, *_NO_CONTACT)
    return _pick(context, *_NOT_REACHABLE) + context.localizer.comma.join(keys)


def _contacts_for(context: Context, entity: Any) -> tuple[str, ...]:
    """The contacts that its page shows where it names none."""
    chain = entity.id if entity.kind_name == "chain" else getattr(entity, "chain", "")
    region = entity.id if entity.kind_name == "region" else getattr(entity, "region", "")
    return context.catalogue.ask(queries.contacts_for, chain, getattr(entity, "park", "") or region)


def _doc(hint: Any) -> Doc | None:
    return next((mark for mark in unwrapped(hint)[1] if isinstance(mark, Doc)), None)


def _pick(context: Context, zh: str, en: str) -> str:
    return zh if context.localizer.locale.is_cjk else en
