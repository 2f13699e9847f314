"""Texts of Word files as they are seen once all tracked changes are accepted, with what is left out of them.

Deleted and hidden text, placeholders, notes, text boxes and pictures are not read; what there was is counted.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sitegen.sheets.archives import events, local_name
from sitegen.sheets.cell_texts import plain_text

_DELETED = ("del", "moveFrom")
_NO_TEXT = frozenset(
    ("pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "fldChar", "fldData", "rt", "Fallback", "tbl", "ffData")
)
_DRAWN = ("drawing", "pict", "object")
_MARKS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOLS = {
    ("wingdings", "fe"): "☑", ("wingdings", "fd"): "☒", ("wingdings", "fc"): "√", ("wingdings", "fb"): "×",
    ("wingdings", "a8"): "□", ("wingdings", "6f"): "□", ("wingdings 2", "52"): "☑",
    ("wingdings 2", "54"): "☒", ("wingdings 2", "50"): "√", ("wingdings 2", "a3"): "□",
    ("wingdings 2", "2a"): "□",
}  # fmt: skip
"""Boxes and ticks, by the font and the last two digits of the character."""


class Look(NamedTuple):
    """How text looks; None where it is as what is around it."""

    struck: bool | None = None
    hidden: bool | None = None

    def over(self, other: Look) -> Look:
        return Look(
            other.struck if self.struck is None else self.struck,
            other.hidden if self.hidden is None else self.hidden,
        )


class Passage(NamedTuple):
    """A text, and whether some of it is struck out."""

    text: str
    struck: bool = False


@dataclass
class DocxTexts:
    """Reads paragraphs. `unread` counts what is left out: deleted and hidden characters, and so on."""

    styles: Mapping[str, Look] = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)

    def passage(self, element: Any) -> Passage:
        """The text of a paragraph, or of several, a line each."""
        around = self.styles.get(_value(element, "pPr", "pStyle"), Look())
        parts = [part for part in self._parts(element, around) if part.text]
        struck = any(part.struck for part in parts if part.text.strip())
        return Passage(plain_text("".join(part.text for part in parts)), struck)

    def _parts(self, element: Any, look: Look) -> Iterator[Passage]:
        for child in element:
            name = local_name(child.tag)
            if name in _DELETED:
                self.unread["deleted"] += sum(len(it.text or "") for it in child.iter() if _is_text(it))
            elif name == "r":
                yield from self._run(child, self._look(child, look))
            elif name == "t":  # of a formula
                yield Passage(child.text or "")
            elif name == "sdt" and is_placeholder(child):
                continue
            elif name not in _NO_TEXT:
                yield from self._parts(child, look)

    def _look(self, run: Any, around: Look) -> Look:
        named = self.styles.get(_value(run, "rPr", "rStyle"), Look())
        return look_of(_child(run, "rPr")).over(named).over(around)

    def _run(self, run: Any, look: Look) -> Iterator[Passage]:
        for child in run:
            name = local_name(child.tag)
            text = _MARKS.get(name, "")
            if name in _DRAWN:
                self._drawn(child)
            elif name == "AlternateContent":
                chosen = next((it for it in child if local_name(it.tag) == "Choice"), None)
                if chosen is not None:
                    yield from self._run(chosen, look)
            elif name == "ruby":
                base = _child(child, "rubyBase")
                yield from self._parts(base, look) if base is not None else ()
            elif name == "t":
                text = child.text or ""
            elif name == "sym":
                text = _symbol(child)
            if text and look.hidden:
                self.unread["hidden"] += len(text.strip())
            elif text:
                yield Passage(text, bool(look.struck))

    def _drawn(self, element: Any) -> None:
        boxed = [it for it in element.iter() if local_name(it.tag) == "txbxContent"]
        written = sum(len(it.text or "") for box in boxed for it in box.iter() if _is_text(it))
        self.unread["boxed" if written else "pictures"] += written or 1


def is_placeholder(element: Any) -> bool:
    """Whether a field to fill in (w:sdt) shows what is to be filled in."""
    properties = _child(element, "sdtPr")
    return properties is not None and is_on(properties, "showingPlcHdr") is True


def read_styles(archive: zipfile.ZipFile, part: str) -> dict[str, Look]:
    """How the styles of a file make text look, by their ids."""
    own: dict[str, tuple[str, Look]] = {}
    for _, name, element in events(archive, part):
        if name == "style":
            below = _value(element, "basedOn")
            own[attribute(element, "styleId")] = below, look_of(_child(element, "rPr"))
            element.clear()
    return {key: _resolved(own, key) for key in own}


def _resolved(own: Mapping[str, tuple[str, Look]], key: str) -> Look:
    look, seen = Look(), set[str]()
    while key in own and key not in seen:
        seen.add(key)
        key, below = own[key]
        look = look.over(below)
    return look


def look_of(properties: Any) -> Look:
    """What properties of a run (w:rPr) say."""
    if properties is None:
        return Look()
    lines = [is_on(properties, name) for name in ("strike", "dstrike")]
    struck = True if True in lines else False if False in lines else None
    return Look(struck, is_on(properties, "vanish"))


def is_on(properties: Any, name: str) -> bool | None:
    """Whether properties turn something on or off; None where they do not name it."""
    found = _child(properties, name)
    return None if found is None else attribute(found, "val") not in ("0", "false", "off")


def attribute(element: Any, name: str) -> str:
    """By its local name: documents of the strict form have another namespace."""
    return next((str(value) for key, value in element.attrib.items() if local_name(key) == name), "")


def _child(element: Any, name: str) -> Any:
    return next((it for it in element if local_name(it.tag) == name), None)


def _value(element: Any, *path: str) -> str:
    """The value of a property below an element: pPr, pStyle."""
    for name in path:
        element = _child(element, name) if element is not None else None
    return attribute(element, "val") if element is not None else ""


def _is_text(element: Any) -> bool:
    return local_name(element.tag) in ("t", "delText")


def _symbol(element: Any) -> str:
    font, char = attribute(element, "font").lower(), attribute(element, "char").lower()[-2:]
    return _SYMBOLS.get((font, char), "")
