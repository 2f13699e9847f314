"""What decoding one file needs to know, and what it finds: faults, references, values to be hidden."""

from __future__ import annotations

import typing
from typing import Any

import msgspec

from sitegen.content.yaml_nodes import Mapping, Node, Scalar, Sequence
from sitegen.diagnostics import Diagnostic, Place, nearest, problem
from sitegen.model.field_words import field_meant
from sitegen.model.pasted import Kept
from sitegen.patterns import pattern

BAD: Any = object()
"""Stands for a value that could not be decoded; its diagnostic has been noted."""

_COLON_BLANK = pattern(":[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_WIDE_BLANKS = frozenset("\u00a0\u202f\u3000")

GONE: Any = object()
"""Stands for a reference to an entry that is withdrawn: the field counts as not given."""

MAX_FAULTS = 100
"""More than these in one file are not worth listing."""


class Reference(msgspec.Struct, frozen=True, array_like=True):
    """An id that an entry names, and where it does."""

    kind: str
    id: str
    line: int
    column: int


class DecodeContext:
    """What decoding one file needs to know, and what it finds."""

    __slots__ = (
        "default",
        "found",
        "has_markup",
        "hidden",
        "kept",
        "locales",
        "path",
        "references",
        "remarks",
        "texts",
        "untranslated",
        "withdrawn",
    )

    def __init__(
        self,
        path: str,
        locales: tuple[str, ...],
        default: str,
        withdrawn: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self.withdrawn = withdrawn
        """Entries that are not to be referred to: a reference to one counts as absent."""
        self.path = path
        self.locales = locales
        self.default = default
        self.untranslated: list[tuple[Node, frozenset[str]]] = []
        """Texts that are not given in all locales, and the locales in which they are."""
        self.found: list[Diagnostic] = []
        self.references: list[Reference] = []
        self.hidden: list[str] = []
        self.kept: list[Kept] = []
        """The same with their lines."""
        self.texts: list[Scalar] = []
        """Words for readers."""
        self.remarks: dict[int, str] = {}
        """Lines, by number, that may have text after “ #”, which YAML passes over."""
        self.has_markup = False
        """Whether there may be marks of HTML or Markdown among the file's texts."""

    def report(self, code: str, node: Node, **params: object) -> Any:
        if not self.flooded:
            self.found.append(problem(code, Place(self.path, node.line, node.column), **params))
        return BAD

    def nearest(self, word: str, known: typing.Iterable[str]) -> dict[str, str]:
        """The known word that was probably meant; not looked for, as that takes time, when nobody is told."""
        return {} if self.flooded else nearest(word, known)

    @property
    def flooded(self) -> bool:
        return len(self.found) >= MAX_FAULTS


def place_of(path: str, node: Node | None, *keys: str | int) -> Place:
    """Where the value stands that these keys and list positions lead to, as far as they lead anywhere."""
    for key in keys:
        if isinstance(key, str) and isinstance(node, Mapping) and key in node.entries:
            node = node.entries[key][1]
        elif isinstance(key, int) and isinstance(node, Sequence) and key < len(node.items):
            node = node.items[key]
    return Place(path, node.line, node.column) if node else Place(path, 1, 1)


def unknown(
    code: str, node: Scalar, value: Node, scene: DecodeContext, known: typing.Mapping[str, str]
) -> Any:
    """A key that is not known; often it is one with its value, behind a full-width colon, or behind blanks
    that YAML takes for a part of it. `known` has the names that can stand here, by what they are called."""
    if _is_full_width(node, scene):
        return BAD
    if node.plain and node.text[:1] in _WIDE_BLANKS:
        return scene.report("E_WIDE_BLANK", node)
    if node.plain and (blank := _COLON_BLANK.search(node.text)):
        scene.found.append(
            problem("E_COLON_BLANK", Place(scene.path, node.line, node.column + blank.start() + 1))
        )
        return BAD
    if node.plain and isinstance(value, Scalar) and value.is_null and _follows(value, node):
        return scene.report("E_COMMA", node, found=node.text)
    near = {part: known[word] for part, word in scene.nearest(node.text, known).items()}
    if node.text not in known and (path := field_meant(node.text, known.values())):
        near = {"near": path}
    names = ", ".join(dict.fromkeys(name for name in known.values() if "." not in name))
    return scene.report(code, node, key=node.text, known=names, **near)


def _follows(value: Scalar, key: Scalar) -> bool:
    """Whether not even a colon stands between them: inside { } a comma has cut the key off from a text."""
    return (value.line, value.column) == (key.line, key.column + len(key.text))


def not_a_mapping(node: Node, scene: DecodeContext, example: str) -> Any:
    if _is_full_width(node, scene):
        return BAD
    first = example.partition(",")[0]
    near = (
        {"near": f"{{{first}: {node.text}}}"} if isinstance(node, Scalar) and node.text else _unlisted(node)
    )
    return scene.report("E_NOT_A_MAPPING", node, example=example, **near)


def _unlisted(node: Node) -> dict[str, str]:
    """A list of one mapping as that mapping: a hyphen too many."""
    only = node.items[0] if isinstance(node, Sequence) and len(node.items) == 1 else None
    values = only.entries.items() if isinstance(only, Mapping) else ()
    parts = [f"{key}: {value.text}" for key, (_, value) in values if isinstance(value, Scalar)]
    return {"near": f"{{{', '.join(parts)}}}"} if parts and len(parts) == len(values) <= 4 else {}


def _is_full_width(node: Node, scene: DecodeContext) -> bool:
    """Whether a colon of the Chinese keyboard stands where YAML wants its own; it is reported then."""
    found = isinstance(node, Scalar) and node.plain and 0 < node.text.find("：") <= 30
    if found:
        place = Place(scene.path, node.line, node.column + typing.cast(Scalar, node).text.index("："))
        scene.found.append(problem("E_FULL_WIDTH_COLON", place))
    return found
