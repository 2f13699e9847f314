"""Kinds that are mostly text: news, collections and pages of a site (动态、专题、页面)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from sitegen.model.entities.common_parts import Entity, Part
from sitegen.model.entities.project_entity import Status
from sitegen.model.fields import Date, Doc, OneOf, Ref, Tag


class News(Entity, frozen=True, kw_only=True):
    """A piece of news (招商动态): a notice, a report, a case to learn from, an open letter."""

    kind_name: ClassVar[str] = "news"

    date: Annotated[Date, Doc("日期", "date")]
    kind: Annotated[str, OneOf(("notice", "report", "case", "letter")), Doc("类别", "kind")]
    regions: Annotated[tuple[Annotated[str, Ref("region")], ...], Doc("地区", "regions")] = ()
    chains: Annotated[tuple[Annotated[str, Ref("chain")], ...], Doc("产业链", "chains")] = ()
    projects: Annotated[tuple[Annotated[str, Ref("project")], ...], Doc("项目", "projects")] = ()
    policies: Annotated[tuple[Annotated[str, Ref("policy")], ...], Doc("政策", "policies")] = ()
    origins: Annotated[
        tuple[Annotated[str, Ref("origin")], ...], Doc("来源地", "where the investors come from")
    ] = ()


class Where(Part, frozen=True, kw_only=True):
    """Picks projects by what they are. All conditions must hold."""

    chain: Annotated[str, Ref("chain"), Doc("产业链", "chain")] = ""
    region: Annotated[str, Ref("region"), Doc("地区", "region, with all below it")] = ""
    status: Annotated[tuple[Status, ...], Doc("状态", "status")] = ()
    batch: Annotated[str, Doc("批次", "batch")] = ""
    tag: Annotated[Tag, Doc("标签", "tag")] = ""
    kind: Annotated[str, OneOf(("project", "opportunity")), Doc("类别", "project or opportunity")] = ""


class Collection(Entity, frozen=True, kw_only=True):
    """Projects shown together under a title (专题)."""

    kind_name: ClassVar[str] = "collection"

    order: Annotated[int, Doc("排序", "order")] = 0
    projects: Annotated[tuple[Annotated[str, Ref("project")], ...], Doc("项目", "projects")] = ()
    where: Annotated[Where | None, Doc("条件", "or: every project that meets this")] = None


class Page(Entity, frozen=True, kw_only=True):
    """A free page (关于, 办事指南 ...)."""

    kind_name: ClassVar[str] = "page"

    order: Annotated[int, Doc("排序", "order")] = 0
    in_menu: Annotated[bool, Doc("进入菜单", "shown in the menu")] = False
    contacts: Annotated[tuple[Annotated[str, Ref("contact")], ...], Doc("联系单位", "contacts")] = ()
