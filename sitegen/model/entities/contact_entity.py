"""An office, chamber, agent or ambassador to get in touch with (联系单位)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from sitegen.i18n.text import Text
from sitegen.model.entities.common_parts import Entity, Part
from sitegen.model.fields import Doc, Email, FileName, OneOf, Phone, Postcode, Ref, Url, Usual


class WeChat(Part, frozen=True, kw_only=True):
    name: Annotated[str, Doc("公众号或微信名", "account name")]
    qr: Annotated[FileName, Doc("二维码图片", "QR code picture")] = ""


PHONE_LABELS = (
    ("电话", "Telephone"), ("办公电话", "Office"), ("热线", "Hotline"), ("招商热线", "Investor hotline"),
    ("传真", "Fax"), ("值班电话", "Duty office"), ("监督电话", "Complaints"),
)  # fmt: skip


class Telephone(Part, frozen=True, kw_only=True):
    label: Annotated[
        Text,
        Usual(PHONE_LABELS),
        Doc("名称", "what it is", "电话、热线、传真……", "电话 (telephone), 热线 (hotline), 传真 (fax) …"),
    ]
    number: Annotated[Phone, Doc("号码", "number")]

    @property
    def is_fax(self) -> bool:
        return any("传真" in word or "fax" in word.casefold() for word in self.label.values.values())


CONTACT_KINDS = ("authority", "chamber", "agent", "ambassador")


class Contact(Entity, frozen=True, kw_only=True):
    """An office that answers investors (联系单位). A person is named only together with a consent."""

    kind_name: ClassVar[str] = "contact"

    # A contact is called by its organisation unless it has a title of its own.
    title: Annotated[Text | None, Doc("名称", "title; the organisation if left out")] = None  # type: ignore[assignment]
    organisation: Annotated[Text, Doc("单位", "organisation")]
    department: Annotated[Text | None, Doc("科室", "department")] = None
    role: Annotated[Text | None, Doc("职责", "role")] = None
    kind: Annotated[
        str,
        OneOf(CONTACT_KINDS),
        Doc(
            "类别",
            "what it is",
            "商会、中介、招商大使单列，不作为项目的主管单位",
            "chambers, agents and ambassadors are listed apart and never stand for an office in charge",
        ),
    ] = "authority"
    referral: Annotated[
        Text | None,
        Doc(
            "引荐办法",
            "rules of referral",
            "怎样引荐项目、是否收费、由谁支付",
            "how it brings both sides together, what it costs, and who pays",
        ),
    ] = None
    order: Annotated[int, Doc("排序", "order")] = 0
    phone: Annotated[Phone, Doc("办公电话", "office phone")] = ""
    phones: Annotated[tuple[Telephone, ...], Doc("其他电话", "further numbers")] = ()
    hotline: Annotated[bool, Doc("招商热线", "this is an investor hotline")] = False
    email: Annotated[Email, Doc("电子邮箱", "e-mail")] = ""
    wechat: Annotated[WeChat | None, Doc("微信", "WeChat")] = None
    website: Annotated[Url, Doc("网站", "website")] = ""
    address: Annotated[Text | None, Doc("地址", "address")] = None
    postcode: Annotated[Postcode, Doc("邮政编码", "postcode")] = ""
    hours: Annotated[Text | None, Doc("办公时间", "office hours")] = None
    languages: Annotated[tuple[str, ...], Doc("语言", "languages spoken, as zh, en ...")] = ()
    regions: Annotated[tuple[Annotated[str, Ref("region")], ...], Doc("负责地区", "regions")] = ()
    chains: Annotated[tuple[Annotated[str, Ref("chain")], ...], Doc("负责产业链", "chains")] = ()
    serves: Annotated[
        tuple[Annotated[str, Ref("origin")], ...],
        Doc(
            "服务来源地",
            "where the investors come from whom it serves",
            "驻外机构、小分队写这里：选了来源地的读者先看到它",
            "for offices away from home: readers who have chosen an origin see them first",
        ),
    ] = ()
    response_time: Annotated[Text | None, Doc("答复时限", "response time")] = None
    unlisted: Annotated[
        Text | None,
        Doc(
            "不公布联系方式的说明",
            "why no way to reach it is given",
            "没有电话、邮箱、微信和地址时，页面显示这句话；写了它，check 不再提醒",
            "shown where there is neither phone, mail, WeChat nor address; with it, check says nothing",
        ),
    ] = None
    person: Annotated[Text | None, Doc("联系人", "person; only with consent")] = None
    consent: Annotated[str, Doc("本人同意", "date or document of the person's consent")] = ""


def is_reachable(contact: Contact) -> bool:
    """Whether a contact says how to reach it: by phone, mail, WeChat or at an address."""
    return bool(contact.phone or contact.phones or contact.email or contact.wechat or contact.address)
