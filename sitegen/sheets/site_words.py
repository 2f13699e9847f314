"""What a site says about its sheets: sheets.yml, written by people, and sheets.json, kept by the program.

sheets.yml names columns and readings of words; sheets.json has the ids that titles got and what the last
import wrote, so that a later one knows what a person has changed since.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.content.yaml_file import parse_yaml
from sitegen.content.yaml_nodes import Mapping
from sitegen.diagnostics import ContentError, Place, problem
from sitegen.model.kinds import KINDS
from sitegen.sheets.cell_values import data_of
from sitegen.sheets.columns import PLOT, Columns

WORDS = "sheets.yml"
MEMORY = "sheets.json"


class SiteWords(NamedTuple):
    columns: dict[str, dict[str, str]]
    """Kind -> heading -> name of a column, "" for one to pass over."""
    readings: dict[str, str]
    """Word -> its pinyin."""


class Memory(NamedTuple):
    ids: dict[str, dict[str, str]]
    """Kind -> title -> id."""
    written: dict[str, dict[str, dict[str, Any]]]
    """Kind -> id -> name of a column -> what the last import found there."""


def load_words(root: Path) -> SiteWords:
    """Raises ContentError with the place of what is wrong."""
    path = root / WORDS
    if not path.is_file():
        return SiteWords({}, {})
    node, found = parse_yaml(path.read_bytes(), WORDS)
    if node is None or found:
        raise ContentError(found or [problem("E_EMPTY_FILE", Place(WORDS, 1, 1))])
    data = data_of(node) if isinstance(node, Mapping) else {}
    columns = {
        kind: {str(heading): str(name) for heading, name in names.items()}
        for kind, names in dict(data.get("columns") or {}).items()
        if (kind in KINDS or kind == PLOT) and isinstance(names, dict)
    }
    for kind, names in columns.items():
        table = Columns(kind)
        for name in filter(None, names.values()):
            try:
                table.named(name)
            except KeyError:
                place = Place(WORDS, 1, 1)
                raise ContentError([problem("E_SHEET_FIELD", place, field=name, kind=kind)]) from None
    readings = {str(word): str(sound) for word, sound in dict(data.get("pinyin") or {}).items()}
    return SiteWords(columns, readings)


def load_memory(root: Path) -> Memory:
    """Empty where there is none, or what is there is not what this program wrote."""
    try:
        data = json.loads((root / MEMORY).read_text("utf-8"))
        return Memory(dict(data["ids"]), dict(data["written"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Memory({}, {})


def memory_text(memory: Memory) -> str:
    data = {"ids": memory.ids, "written": memory.written}
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
