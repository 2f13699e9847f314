"""Where investors come from, and who serves them there (客源地)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from sitegen.i18n.text import Text
from sitegen.model.entities.common_parts import Entity, Part
from sitegen.model.fields import Doc, Duration, OneOf, Ref


class Connection(Part, frozen=True, kw_only=True):
    """How to come from an origin: a flight, a train."""

    kind: Annotated[str, OneOf(("flight", "train", "ship", "car")), Doc("方式", "flight, train, ship or car")]
    title: Annotated[Text, Doc("线路", "from where to where")]
    time: Annotated[Duration | None, Doc("用时", "time it takes")] = None
    often: Annotated[Text | None, Doc("班次", "how often")] = None


class Origin(Entity, frozen=True, kw_only=True):
    """Where investors come from (来源地): a region of China, or a country."""

    kind_name: ClassVar[str] = "origin"

    order: Annotated[int, Doc("排序", "order")] = 0
    connections: Annotated[tuple[Connection, ...], Doc("来访交通", "how to come here")] = ()
    policies: Annotated[
        tuple[Annotated[str, Ref("policy")], ...], Doc("适用政策", "policies for investors from there")
    ] = ()
