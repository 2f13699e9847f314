"""What styles of an .ods file say: struck-out text, hidden sheets, and units that number formats add."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sitegen.sheets.archives import events, local_name

_UNIT = re.compile(r"[\u4e00-\u9fff％%²³㎡]+")


class OdsStyle(NamedTuple):
    struck: bool = False
    unit: str = ""
    shown: bool = True
    """Of a sheet."""


@dataclass
class OdsStyles:
    """Styles by family and name; those of a family that is not asked for are not kept."""

    found: dict[tuple[str, str], OdsStyle] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    """Units of number formats, by name."""

    def read(self, archive: zipfile.ZipFile, part: str) -> None:
        """Take in the styles of a part."""
        for _, name, element in events(archive, part, forget=("table-row",)):
            if name in ("number-style", "percentage-style", "currency-style"):
                self.units[attribute(element, "name")] = _unit(element, name)
            elif name in ("style", "default-style"):
                self._take(element)
            elif name in ("automatic-styles", "styles") and name != "office":
                element.clear()

    def of(self, family: str, name: str) -> OdsStyle:
        return self.found.get((family, name), OdsStyle())

    def _take(self, element: Any) -> None:
        family = attribute(element, "family")
        above = self.of(family, attribute(element, "parent-style-name"))
        struck, shown = above.struck, above.shown
        for properties in element:
            line = attribute(properties, "text-line-through-style") or attribute(
                properties, "text-line-through-type"
            )
            struck = line != "none" if line else struck
            shown = attribute(properties, "display") != "false" if attribute(properties, "display") else shown
        unit = self.units.get(attribute(element, "data-style-name"), above.unit)
        self.found[family, attribute(element, "name")] = OdsStyle(struck, unit, shown)


def attribute(element: Any, name: str) -> str:
    """By its local name, whatever the namespace: ODF has no two of one name on an element that matters here,
    but for table:style-name and the like, whose local names differ."""
    for key, value in element.attrib.items():
        if local_name(key) == name:
            return str(value)
    return ""


def _unit(element: Any, kind: str) -> str:
    """What stands behind the figure; "?" where the format shows another size than is stored."""
    if kind == "percentage-style":
        return "%"
    behind, figure = "", False
    for part in element:
        name = local_name(part.tag)
        if name == "number":
            figure, behind = True, ""
            if attribute(part, "display-factor") not in ("", "1"):
                return "?"
        elif name == "text" and figure:
            behind += part.text or ""
    return "".join(_UNIT.findall(behind))
