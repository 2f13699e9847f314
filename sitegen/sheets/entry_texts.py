"""The texts of an entry in each language, and whether a translation is older than what it translates.

translations.json keeps, for each text and language, digests of the original and of its translation as they
were when they last fitted: when somebody said so (`sitegen status --record`), or when the editor or an import
changed the translation (`after_changes`). Where the original has changed since
and the translation has not, the translation is outdated. That works without git; where a site is kept in git
and nothing is recorded, the texts beside an entry (zh.md, en.md) are compared by their last commits.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.model.kinds import FOLDERS
from sitegen.sheets.entries_there import There
from sitegen.sheets.history import History

RECORDED = "translations.json"
BODY = "*.md"
"""Stands for the texts beside an entry, among the paths of its texts."""

Texts = dict[str, dict[str, str]]
"""Path of a text -> language -> what it says."""
Recorded = dict[str, dict[str, dict[str, str]]]
"""Entry ("kind/id") -> language -> path of a text -> digests of original and translation."""


def texts_of(there: There, kind: str, key: str, locales: Iterable[str]) -> Texts:
    """Every text that may be in several languages; a plain string is in the default one."""
    locales = tuple(locales)
    return texts_in(there.data[kind].get(key, {}), bodies_of(there, kind, key, locales), locales)


def bodies_of(there: There, kind: str, key: str, locales: Iterable[str]) -> dict[str, str]:
    """The texts beside an entry, by language."""
    folder = there.root / "content" / FOLDERS[kind] / key
    paths = {locale: folder / f"{locale}.md" for locale in locales}
    return {
        locale: path.read_text("utf-8", "replace")
        for locale, path in paths.items()
        if path.is_file() and not path.is_symlink()
    }


def texts_in(data: Mapping[str, Any], bodies: Mapping[str, str], locales: Iterable[str]) -> Texts:
    """Those of an entry's fields, and of what is beside it."""
    found = dict(_texts(data, (), frozenset(locales)))
    if bodies:
        found[BODY] = dict(bodies)
    return found


def _texts(
    value: Any, path: tuple[str, ...], locales: frozenset[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(value, dict):
        if value and locales.issuperset(value) and all(isinstance(one, str) for one in value.values()):
            if path and path[0] != "translation":
                yield ".".join(path), {locale: text for locale, text in value.items() if text}
            return
        for key, inner in value.items():
            if key != "internal":
                yield from _texts(inner, (*path, key), locales)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*path, str(number)), locales)


def digests(texts: Texts, default: str, locale: str) -> dict[str, str]:
    """Of the original and the translation of each text that has both."""
    return {
        path: f"{_digest(text[default])}-{_digest(text[locale])}"
        for path, text in texts.items()
        if default in text and locale in text
    }


def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]


def outdated(now: Mapping[str, str], recorded: Mapping[str, str]) -> list[str]:
    """Paths of texts whose original has changed since, and whose translation has not."""
    found = []
    for path, digest in now.items():
        source, _, own = digest.partition("-")
        source_then, _, own_then = recorded.get(path, digest).partition("-")
        if source != source_then and own == own_then:
            found.append(path)
    return found


def load_recorded(root: Path) -> Recorded:
    """Empty where there is none, or what is there is not what this program wrote."""
    try:
        return recorded_in((root / RECORDED).read_bytes())
    except OSError:
        return {}


def recorded_in(data: bytes) -> Recorded:
    """What a translations.json of these bytes records."""
    try:
        return {
            str(entry): {
                str(locale): {str(path): str(digest) for path, digest in texts.items()}
                for locale, texts in locales.items()
            }
            for entry, locales in json.loads(data).items()
        }
    except (ValueError, AttributeError):
        return {}


def recorded_text(recorded: Recorded) -> str:
    return json.dumps(recorded, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def record_all(there: There, locales: tuple[str, ...]) -> Recorded:
    """All translations as they are now, but for those that are outdated: they stay as they were recorded."""
    before, made = load_recorded(there.root), Recorded()
    for kind, entries in there.data.items():
        for key in entries:
            texts = texts_of(there, kind, key, locales)
            for locale in locales:
                now = digests(texts, there.default, locale) if locale != there.default else {}
                then = before.get(f"{kind}/{key}", {}).get(locale, {})
                kept = {path: then[path] for path in outdated(now, then)}
                if now:
                    made.setdefault(f"{kind}/{key}", {})[locale] = now | kept
    return made


class TextsChange(NamedTuple):
    """What the texts of an entry said and say."""

    kind: str
    id: str
    before: Texts
    after: Texts


def after_changes(root: Path, changes: Iterable[TextsChange], default: str) -> dict[Path, bytes | None]:
    """translations.json as it is after these changes; nothing where they concern no translation.

    What was there before is taken to have fitted, unless something else is recorded: an original that alone
    has changed then leaves its translation outdated, and a translation that has changed fits again.
    """
    recorded = load_recorded(root)
    before = recorded_text(recorded)
    for change in changes:
        entry = recorded.get(f"{change.kind}/{change.id}", {})
        for locale in {locale for text in change.after.values() for locale in text} - {default}:
            was, now = (digests(texts, default, locale) for texts in (change.before, change.after))
            if was == now:
                continue
            then = {**was, **entry.get(locale, {})}
            kept = {path: then[path] for path in outdated(now, then)}
            recorded.setdefault(f"{change.kind}/{change.id}", {})[locale] = now | kept
    text = recorded_text(recorded)
    return {root / RECORDED: text.encode()} if text != before else {}


def outdated_bodies(there: There, history: History, kind: str, key: str, locale: str) -> bool:
    """Whether git says that the original was changed after its translation."""
    folder = f"content/{FOLDERS[kind]}/{key}"
    source, own = (history.changed.get(f"{folder}/{one}.md") for one in (there.default, locale))
    return source is not None and own is not None and source > own
