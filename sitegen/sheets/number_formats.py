"""What a number format adds to the figure that people see."""

from __future__ import annotations

import re

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|([\u4e00-\u9fff％%²³㎡]+)')


def unit_of_format(code: str) -> str:
    """The unit that a number format shows behind the figure; "?" where it scales the figure as well."""
    first = re.sub(r"\[[^\]]*\]", "", code.partition(";")[0])
    if not re.search(r"[0#?]", first) or re.search(r"[ymdhs]", re.sub(r'"[^"]*"', "", first), re.IGNORECASE):
        return ""
    behind = re.split(r"[0#?](?!.*[0#?])", first)[-1]
    if "%" in re.sub(r'"[^"]*"', "", first):
        return "%"
    unit = "".join(a or b or c for a, b, c in _LITERAL.findall(behind)).strip()
    scaled = behind.lstrip(".").startswith(",") or "!." in first
    return "?" if scaled else unit
