"""A fund that invests in projects (产业投资基金)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from sitegen.i18n.text import Text
from sitegen.model.entities.common_parts import Entity
from sitegen.model.fields import Doc, Money, OneOf, Ref, Url

FUND_STAGES = ("new", "expansion", "upgrade", "acquisition")
"""What a fund's money goes into: the kinds of construction of a project, and takeovers."""


class Fund(Entity, frozen=True, kw_only=True):
    """A fund that invests beside the investor (产业投资基金)."""

    kind_name: ClassVar[str] = "fund"

    order: Annotated[int, Doc("排序", "order")] = 0
    manager: Annotated[Text | None, Doc("管理机构", "manager")] = None
    size: Annotated[Money | None, Doc("基金规模", "size")] = None
    ticket: Annotated[
        Money | None, Doc("单个项目投资", "investment in one project", "写成区间最好", "a range is best")
    ] = None
    fields: Annotated[Text | None, Doc("投资方向", "what it invests in, in words")] = None
    stages: Annotated[
        tuple[Annotated[str, OneOf(FUND_STAGES)], ...],
        Doc(
            "投资阶段",
            "stages",
            "与项目性质相对应；不填不限",
            "as projects say what is built; without any it invests in all",
        ),
    ] = ()
    chains: Annotated[
        tuple[Annotated[str, Ref("chain")], ...],
        Doc("投资产业链", "chains that it invests in", "不填不限", "without any it invests in all"),
    ] = ()
    regions: Annotated[
        tuple[Annotated[str, Ref("region")], ...],
        Doc("投资地区", "where it invests", "不填不限", "without any it invests everywhere"),
    ] = ()
    website: Annotated[Url, Doc("网站", "website")] = ""
    contacts: Annotated[tuple[Annotated[str, Ref("contact")], ...], Doc("联系单位", "contacts")] = ()
