"""Texts of facts that would not be shown as they were meant: cut off by a remark, or with marks of HTML and
Markdown, which only the entry's own texts know.

Most files have nothing of the kind, and are asked by their bytes first.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.content.yaml_nodes import Scalar
from sitegen.diagnostics import Diagnostic, Place, problem
from sitegen.patterns import pattern

REMARK = pattern(r"[ \t]+#(?=[^\s#])")
"""A remark without a blank behind its sign, which may be meant as text (#3厂房)."""
_REMARKS = pattern(rb"\S[ \t]+#[^\s#]")

_MARKS = (b"<", b"&", b"**", b"](", b"~~")


def lines_with_remarks(data: bytes) -> dict[int, str]:
    """Lines of a YAML file in UTF-8, by number, that have something behind “ #” without a blank."""
    if b" #" not in data or not _REMARKS.search(data):
        return {}
    lines = data.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    return {number: line for number, line in enumerate(lines, 1) if REMARK.search(line)}


def cut_off(node: Scalar, line: str, path: str) -> Iterator[Diagnostic]:
    """A text that ends where a remark begins, though it may have been meant to go on."""
    end = node.column - 1 + len(node.text)
    if node.plain and line.startswith(node.text, node.column - 1) and (cut := REMARK.match(line, end)):
        place = Place(path, node.line, cut.end())
        yield problem("W_CUT_TEXT", place, text=node.text[-30:], cut=line[cut.end() - 1 :].strip())


def may_have_markup(data: bytes) -> bool:
    return any(mark in data for mark in _MARKS)
