"""A content file's bytes to nodes: by `plain_yaml` where it is plain, else by `yaml_reference`."""

from __future__ import annotations

from sitegen.content.plain_yaml import read_plain
from sitegen.content.utf8 import decode_text
from sitegen.content.yaml_nodes import Node
from sitegen.diagnostics import Diagnostic


def parse_yaml(data: bytes, path: str) -> tuple[Node | None, list[Diagnostic]]:
    """The file's one value, or None with the diagnostics that say why there is none.

    Duplicate keys are reported and parsing goes on; other faults end the file.
    """
    text, found = decode_text(data, path)
    if found and not text:
        return None, found
    node = read_plain(text)
    if node is not None:
        return node, found
    from sitegen.content.yaml_reference import parse  # most builds need none of it

    node, faults = parse(text, path)
    return node, found + faults
