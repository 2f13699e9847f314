"""Words of `internal:` blocks in public texts of other entries: the place where each stands, never the words.

An entry's own texts are looked through as it is read (`model.pasted`); here, those of all others: for values
that have turned up on pages, and for those new since the last build, whose pages need not be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitegen.content.utf8 import decode_text
from sitegen.diagnostics import Diagnostic, Place, place_at, problem
from sitegen.model.entries import ReadFile
from sitegen.model.entry_files import EntryFiles
from sitegen.model.pasted import SHORTEST, is_figure, is_sentence
from sitegen.model.read_entry import WRITTEN, public_text
from sitegen.pipeline.content import Content
from sitegen.storage.memory import Memory

LARGEST_TEXT = 1_000_000


def kept_values(content: Content) -> dict[str, str]:
    """Distinctive values of `internal:` blocks, each with the line that it stands in: path:line."""
    return {
        one.text: f"{record.path}:{one.line}"
        for record in content.records.values()
        for one in record.kept
        if len(one.text) >= SHORTEST
    }


def new_values(content: Content, memory: Memory | None) -> set[str]:
    """Those that no entry had at the last build."""
    if memory is None:
        return set()
    before = {one.text for record in memory.records.values() for one in record.kept}
    changed = (content.records[name] for name in content.changed if name in content.records)
    return {one.text for record in changed for one in record.kept if len(one.text) >= SHORTEST} - before


def is_common(value: str, titles: frozenset[str], public: str) -> bool:
    """Whether a value is public by itself: a title, or all that some field says.

    `public` is JSON of what may be shown, in which a field's whole text stands between quotes.
    """
    return value in titles or (f'"{value}"' in public and not is_sentence(value))


def places(
    values: Iterable[str], owners: Mapping[str, str], names: Iterable[str], content: Content, read: ReadFile
) -> Iterator[Diagnostic]:
    """The first public place of each value, in the entries of these names. A figure that a field of an entry
    states is that entry's own, wherever else it stands in it."""
    left = dict.fromkeys(values)
    for name in names:
        record, source = content.records.get(name), content.sources.get(name)
        if not left or record is None or source is None or not record.public:
            continue
        text = public_text(source, read)
        said = text.split("\n")
        for value in [value for value in left if value in text and not (is_figure(value) and value in said)]:
            del left[value]
            yield problem("E_PASTED", _place(value, source, read), source=owners[value])


def _place(value: str, source: EntryFiles, read: ReadFile) -> Place:
    """Where it stands, as written; else the file in which it does, over several lines."""
    paths = [f"{source.folder}/{name}" for name in source.names if name.endswith(WRITTEN)]
    for path in (*paths, source.yaml):
        text = decode_text(read(path, LARGEST_TEXT) or b"", path)[0]
        start = text.find(value)
        if start >= 0 and not (path == source.yaml and _is_below_internal(text, start)):
            return place_at(path, text, start)
    return Place(source.yaml, 1, 1)


def _is_below_internal(text: str, start: int) -> bool:
    """Whether a place in a file stands in its top-level `internal:` block."""
    block = text.rfind("\ninternal:", 0, start)
    if block < 0:
        return text.startswith("internal:")
    return not any(line and line[0] not in " #\n-" for line in text[block + 1 : start].split("\n")[1:])
