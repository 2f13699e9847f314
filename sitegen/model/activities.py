"""What an office did, as it notes it below `internal:` of an entry: promotions, calls, payments.

```yaml
internal:
  activities:
    - {date: 2026-03-12, kind: call, count: 3, led: true}
```

It counts in reports and in nothing else: no entity has it, so no page can show it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from sitegen.content.yaml_nodes import Mapping, Node, Sequence
from sitegen.model.decode import decode_part
from sitegen.model.decode_context import BAD, DecodeContext
from sitegen.model.entities import Part
from sitegen.model.fields import Date, Doc, Money, OneOf, Ref

ACTIVITIES = ("promotion", "call", "reception", "talks", "payment")
"""推介会, 拜访企业, 接待考察, 洽谈, 资金到位."""


class Activity(Part, frozen=True, kw_only=True):
    """One thing that was done. Its place is `region`, else that of the entry in whose file it is."""

    date: Annotated[Date, Doc("日期", "date")]
    kind: Annotated[str, OneOf(ACTIVITIES), Doc("类别", "kind")]
    count: Annotated[int, Doc("数量", "how many: enterprises called on, promotions held")] = 0
    enterprises: Annotated[tuple[Annotated[str, Ref("enterprise")], ...], Doc("企业", "enterprises")] = ()
    projects: Annotated[tuple[Annotated[str, Ref("project")], ...], Doc("项目", "projects")] = ()
    region: Annotated[str, Ref("region"), Doc("地区", "region")] = ""
    amount: Annotated[Money | None, Doc("金额", "amount")] = None
    led: Annotated[bool, Doc("党政负责同志带队", "led by a head of the party or the government")] = False
    note: Annotated[str, Doc("备注", "note")] = ""


def activities_in(node: Node | None, context: DecodeContext) -> Iterator[Activity]:
    """The activities that an entry's file notes; what is wrong with others is noted in the context."""
    for item in _items(_value(_value(node, "internal"), "activities")):
        made = decode_part(Activity, item, context)
        if made is not BAD and isinstance(made, Activity):
            yield made


def _value(node: Node | None, key: str) -> Node | None:
    return node.entries[key][1] if isinstance(node, Mapping) and key in node.entries else None


def _items(node: Node | None) -> list[Node]:
    return node.items if isinstance(node, Sequence) else [] if node is None else [node]
