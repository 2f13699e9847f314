"""An enterprise with its place in chains, and what it offers and needs (企业)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from sitegen.i18n.text import Text
from sitegen.model.entities.common_parts import Entity, Part, SegmentId, Trade
from sitegen.model.fields import Doc, MoneyRate, OneOf, Output, Phone, Ref, Url

ENTERPRISE_ROLES = ("leader", "key", "supporting", "sought")


class FirmTrade(Trade, frozen=True, kw_only=True):
    """What an enterprise offers or needs."""

    chain: Annotated[
        str, Ref("chain"), Doc("产业链", "chain", "默认为企业所在的产业链", "else the firm's own")
    ] = ""
    segment: Annotated[
        SegmentId,
        Doc(
            "所属环节",
            "segment that makes the product",
            "供需按环节和产品对接",
            "what matches is found by it",
        ),
    ] = ""


class ChainRole(Part, frozen=True, kw_only=True):
    chain: Annotated[str, Ref("chain"), Doc("产业链", "chain")]
    segments: Annotated[tuple[SegmentId, ...], Doc("环节", "segments")] = ()


class Enterprise(Entity, frozen=True, kw_only=True):
    """An enterprise of a chain (企业)."""

    kind_name: ClassVar[str] = "enterprise"

    role: Annotated[
        str,
        OneOf(ENTERPRISE_ROLES),
        Doc(
            "角色",
            "chain leader, key or supporting enterprise",
            "sought：拟引进、尚未落户的企业，不计入已有环节",
            "sought: to be won, not here yet; a segment is not in place because of it",
        ),
    ] = "supporting"
    chains: Annotated[tuple[ChainRole, ...], Doc("产业链", "chains")] = ()
    region: Annotated[str, Ref("region"), Doc("所在地区", "region")] = ""
    origin: Annotated[str, Ref("origin"), Doc("来源地", "where it comes from")] = ""
    products: Annotated[Text | None, Doc("产品", "products")] = None
    capacity: Annotated[Output | None, Doc("产能", "capacity")] = None
    output: Annotated[MoneyRate | None, Doc("年产值", "annual output")] = None
    offers: Annotated[tuple[FirmTrade, ...], Doc("可供产品", "products offered")] = ()
    needs: Annotated[tuple[FirmTrade, ...], Doc("求购产品", "products needed")] = ()
    address: Annotated[Text | None, Doc("地址", "address")] = None
    phone: Annotated[Phone, Doc("办公电话", "office phone")] = ""
    website: Annotated[Url, Doc("网站", "website")] = ""
