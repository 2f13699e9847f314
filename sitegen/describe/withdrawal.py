"""Takes an entry off by a line in site.yml, whose other lines stay as they are."""

from __future__ import annotations

import re
from pathlib import Path

from sitegen.content.listing import SITE_FILE
from sitegen.diagnostics import ContentError, RequestError
from sitegen.model.kinds import FOLDERS
from sitegen.model.site import withdrawn_of
from sitegen.pipeline.settings import load_settings

_LIST = re.compile(r"(?m)^withdrawn:[ \t]*(?P<rest>\[\s*)?(?:#.*)?$|^withdrawn:[ \t]*\[")


def withdraw_entry(root: Path, kind: str, entity_id: str) -> bool:
    """Whether a line was added; False where the entry is withdrawn already.

    Raises RequestError where there is no such entry, ContentError where site.yml is of no use before or
    after, OSError.
    """
    path = f"content/{FOLDERS.get(kind, kind)}/{entity_id}"
    if kind not in FOLDERS or not ((root / path).is_dir() or (root / f"{path}.yml").is_file()):
        raise RequestError("E_NO_PATH", path=path)
    if (kind, entity_id) in withdrawn_of(load_settings(root).site):
        return False
    file = root / SITE_FILE
    before = file.read_bytes()
    file.write_bytes(_with_entry(before.decode(), f"{{kind: {kind}, id: {entity_id}}}").encode())
    try:
        load_settings(root)
    except ContentError:
        file.write_bytes(before)
        raise
    return True


def _with_entry(text: str, entry: str) -> str:
    """site.yml with the entry in its list, as a line of a block or as the first between brackets."""
    match = _LIST.search(text)
    if match is None:
        return f"{text.rstrip()}\n\nwithdrawn:\n  - {entry}\n"
    if match[0].rstrip().endswith("["):
        return f"{text[: match.end()]}{entry}, {text[match.end() :]}"
    return f"{text[: match.end()]}\n  - {entry}{text[match.end() :]}"
