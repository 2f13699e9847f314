"""What was typed, into an entry's files: only lines that it changes, and never over what others have saved.

A form is filled in from a revision of the entry. Where the files are no longer of that revision, what was
typed is laid over what is there now, field by field. A field that both have changed is a conflict; then
nothing is saved, and both values are handed back for the person to choose.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.describe.field_outline import fields_of
from sitegen.diagnostics import RequestError
from sitegen.editing.checking import Typed
from sitegen.editing.entry_state import EntryState, check_key, folder_of, state_of, yaml_of
from sitegen.model.entries import Reading
from sitegen.model.kinds import KINDS, RESERVED
from sitegen.sheets.entry_texts import TextsChange, after_changes, texts_in
from sitegen.sheets.transaction import apply_changes, editing
from sitegen.sheets.yaml_edit import fresh, rewritten

ABSENT = None
"""What stands for a field that is not there."""


class Conflict(NamedTuple):
    """A field that two people have changed differently."""

    path: str
    base: Any
    mine: Any
    theirs: Any


class Saved(NamedTuple):
    state: EntryState
    conflicts: tuple[Conflict, ...] = ()
    """Where there are any, nothing was saved, and the state is what is there."""
    files: tuple[str, ...] = ()
    """What was written, from the site's root."""


def save(root: Path, state: tuple[str, str], base: Typed, mine: Typed, reading: Reading) -> Saved:
    """`state` is kind and id; `base` what the form was filled in with. Raises RequestError, OSError."""
    kind, key = state
    with editing(root):
        there = state_of(root, kind, key, reading.written)
        theirs = Typed(there.data or {}, there.bodies)
        if there.data is None:
            raise RequestError("E_SAVE", path=yaml_of(root, kind, key).name)
        data, conflicts = merged(base.data, mine.data, theirs.data)
        bodies, others = merged(dict(base.bodies), dict(mine.bodies), dict(theirs.bodies))
        conflicts += [one._replace(path=f"*.{one.path}") for one in others]
        if conflicts:
            return Saved(there, tuple(conflicts))
        files = dict(_files(root, there, data, bodies))
        texts = [
            texts_in(one, beside, reading.written)
            for one, beside in ((there.data, there.bodies), (data, bodies))
        ]
        change = TextsChange(kind, key, *texts)
        apply_changes(root, {**files, **after_changes(root, [change], reading.default_locale)})
        names = tuple(path.relative_to(root).as_posix() for path in files)
        return Saved(state_of(root, kind, key, reading.written), (), names)


def _files(
    root: Path, there: EntryState, data: dict[str, Any], bodies: dict[str, str]
) -> Iterator[tuple[Path, bytes | None]]:
    order = tuple(field.name for field in fields_of(KINDS[there.kind]))
    try:
        text = rewritten(there.yaml, data, order)
    except ValueError:
        raise RequestError("E_SAVE", path=yaml_of(root, there.kind, there.id).name) from None
    if text != there.yaml:
        yield yaml_of(root, there.kind, there.id), text.encode("utf-8", "surrogateescape")
    folder = folder_of(root, there.kind, there.id)
    for locale, body in bodies.items():
        if body != there.bodies.get(locale, ""):
            yield folder / f"{locale}.md", _with_end(body, there.bodies.get(locale, "")).encode()
    for locale in there.bodies:
        if locale not in bodies:
            yield folder / f"{locale}.md", None


def _with_end(body: str, before: str) -> str:
    """With the line ends that the file has, and one at its end."""
    text = body.replace("\r\n", "\n")
    text = text if text.endswith("\n") or not text else f"{text}\n"
    return text.replace("\n", "\r\n") if "\r\n" in before else text


def merged(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any], path: tuple[str, ...] = ()
) -> tuple[dict[str, Any], list[Conflict]]:
    """Theirs with what I have changed, and what both have changed differently."""
    made: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for key in dict.fromkeys([*theirs, *mine, *base]):
        was, own, other = (one.get(key, ABSENT) for one in (base, mine, theirs))
        if own in (was, other):
            value = other
        elif other == was:
            value = own
        elif isinstance(own, dict) and isinstance(other, dict):
            value, found = merged(was if isinstance(was, dict) else {}, own, other, (*path, key))
            conflicts += found
        else:
            conflicts.append(Conflict(".".join((*path, key)), was, own, other))
            value = other
        if value is not ABSENT:
            made[key] = value
    return made, conflicts


def create(root: Path, entry: tuple[str, str], title: dict[str, str], reading: Reading) -> EntryState:
    """A new entry, as a draft with a title. Raises RequestError, OSError."""
    kind, key = entry
    check_key(kind, key)
    path = yaml_of(root, kind, key)
    if key in RESERVED.get(kind, ()):
        raise RequestError("E_RESERVED_ID", id=key)
    if path.exists() or folder_of(root, kind, key).exists():
        raise RequestError("E_EXISTS", path=path.relative_to(root).as_posix())
    name = "organisation" if kind == "contact" else "title"
    given = {locale: text for locale, text in title.items() if locale in reading.written and text}
    with editing(root):
        apply_changes(root, {path: fresh({"visibility": "draft", name: given}).encode()})
    return state_of(root, kind, key, reading.written)
