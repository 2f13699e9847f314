"""Offices that answer investors. Their numbers are such as no exchange can have.

No city has the area code 0360, and no subscriber's number begins with 0; names of hosts end in .example,
which belongs to nobody (RFC 2606).
"""

from __future__ import annotations

from sitegen.demo.dice import Dice
from sitegen.demo.doings import former_id
from sitegen.demo.emit import DemoFolder, Fields, to_yaml
from sitegen.demo.extras import dressing, sample_code
from sitegen.demo.vocabulary import Vocabulary
from sitegen.model.kinds import Both


def write_contacts(folder: DemoFolder, words: Vocabulary, seed: int) -> None:
    number = 0
    for row in words.other["departments"]:
        fields: Fields = {
            "organisation": Both(row[1], row[2]),
            "department": Both(row[3], row[4]),
            "role": Both(row[5], row[6]),
            "chains": row[7].split(),
            "regions": ["yunlan"],
        }
        _write(folder, words, seed, row[0], number, fields)
        number += 1
    for place in words.places:
        if place.kind in ("county", "park", "port"):
            office: Fields = {
                "organisation": place.office,
                "role": Both(f"{place.short.zh}项目对接与服务", f"Projects and services in {place.short.en}"),
                "regions": [place.id],
            }
            _write(folder, words, seed, f"{place.id}-office", number, office)
            number += 1
    for contact_id, organisation, origins in _AWAY:
        away: Fields = {
            "organisation": organisation,
            "role": Both(
                "上门对接、陪同考察、落地协调", "Company visits, site-visit escort and project follow-up"
            ),
            "serves": origins,
        }
        _write(folder, words, seed, contact_id, number, away)
        number += 1
    for contact_id, partner in _PARTNERS.items():
        _write(folder, words, seed, contact_id, number, partner)
        number += 1


_PARTNERS: dict[str, Fields] = {
    "partner-chamber": {
        "organisation": Both(
            "云澜异地商会联合会（虚构）", "Federation of Non-local Chambers in Yunlan (fictional)"
        ),
        "kind": "chamber",
        "role": Both("会员企业与园区对接", "Matches member companies with parks"),
        "regions": ["yunlan"],
        "referral": Both(
            "会员企业书面登记意向后三个工作日内引荐；不向企业收费。",
            "Introduction within three working days of a member’s written request; free of charge.",
        ),
    },
    "partner-agent": {
        "organisation": Both("澜桥投资咨询有限公司（虚构）", "Lanqiao Investment Consulting (fictional)"),
        "kind": "agent",
        "role": Both("受托招商、选址咨询", "Commissioned investment promotion; site-selection advice"),
        "chains": ["energy-storage", "smart-equipment"],
        "referral": Both(
            "委托协议公开；佣金由投促局按到位资金支付，企业不付费。",
            "The contract is public; the bureau pays the commission on capital paid in, companies nothing.",
        ),
    },
    "partner-ambassador": {
        "organisation": Both(
            "云澜招商大使联络处（虚构）", "Yunlan Investment Ambassadors’ Office (fictional)"
        ),
        "kind": "ambassador",
        "role": Both("推介与引荐", "City presentations and introductions"),
        "referral": Both(
            "义务引荐，不代表政府承诺条件；条件以投促局书面答复为准。",
            "Unpaid. Ambassadors cannot promise terms for the government; only the bureau’s written"
            " replies count.",
        ),
    },
}
"""Chambers, agents and ambassadors, with their rules of referral."""

_AWAY: tuple[tuple[str, Both, list[str]], ...] = (
    (
        "away-shanghai",
        Both("云澜市投资促进局驻上海分局", "Yunlan Investment Promotion Bureau, Shanghai Office"),
        ["yangtze-river-delta"],
    ),
    (
        "away-shenzhen",
        Both("云澜市招商小分队（深圳）", "Yunlan Investment Team in Shenzhen"),
        ["greater-bay-area"],
    ),
)
"""Offices away from home, by where the investors come from whom they serve."""


_WAYS = frozenset(("phone", "phones", "email", "website", "address", "postcode"))
"""How an office is reached; one of them is not, to show what its page says then."""


def _write(
    folder: DemoFolder, words: Vocabulary, seed: int, contact_id: str, number: int, fields: Fields
) -> None:
    dice = Dice(seed, "contact", contact_id)
    hotline = contact_id in ("yunlan-hotline", "yunlan-international")
    files: dict[str, str | bytes] = {}
    if hotline:
        department, organisation = fields["department"], fields["organisation"]
        assert isinstance(department, Both)
        assert isinstance(organisation, Both)
        name = Both(f"云澜{department.zh}", f"Yunlan {department.en[:1].lower()}{department.en[1:]}")
        fields = {"title": name, **fields} | dressing(dice, organisation, files)
        fields["summary"] = Both("首次联系从这里开始。", "Your first point of contact.")
    fields |= {
        "order": number,
        "phone": f"0360-000{number + 1:02}00" + ("-8001" if number % 9 == 5 else ""),
        "phones": _further(number) if hotline or number % 4 == 0 else [],
        "postcode": "360100",
        "hotline": hotline,
        "email": f"{contact_id}@yunlan.example",
        "website": f"https://{contact_id}.yunlan.example/",
        "address": _ADDRESSES.get(
            contact_id,
            Both(f"云澜市澜岸大道{number * 4 + 8}号", f"{number * 4 + 8} Lan’an Avenue, Yunlan"),
        ),
        "hours": _pair(dice.pick(words.other["hours"])),
        "languages": _languages(dice, contact_id),
        "response_time": _pair(dice.pick(words.other["response"])),
    }
    if contact_id == "archive":
        unlisted = Both(
            "档案查询请到窗口办理，不设电话", "Records can be consulted at the counter; no telephone service"
        )
        fields = {key: value for key, value in fields.items() if key not in _WAYS} | {"unlisted": unlisted}
    if hotline or number % 6 == 3:
        files["wechat.png"] = sample_code(dice)
        fields["wechat"] = {"name": "云澜投资服务（示例）", "qr": "wechat.png"}
    if contact_id == "yunlan-international":
        fields["serves"] = ["japan"]
    if contact_id == "one-stop":
        # A made-up name, to show that a person is named with consent only.
        fields["person"] = Both("岳澄溪（虚构人物）", "Yue Chengxi (a fictional person)")
        fields["consent"] = "2026-01-12 书面同意（示例）"
    if number % 4 == 2:
        fields["internal"] = {"duty": f"值守安排备忘{number:03}：每月第{dice.between(1, 3)}周轮换主持"}
    fields |= former_id(contact_id, had=number == 1)
    folder.write(f"content/contacts/{contact_id}.yml", to_yaml(fields))
    for file, content in files.items():
        folder.write(f"content/contacts/{contact_id}/{file}", content)


_ADDRESSES = {
    "away-shanghai": Both("上海市（虚构地址）东岸路18号", "18 Dong’an Road, Shanghai (fictional address)"),
    "away-shenzhen": Both("深圳市（虚构地址）南湾路6号", "6 Nanwan Road, Shenzhen (fictional address)"),
}


def _further(number: int) -> list[Fields]:
    """A second number, and a fax."""
    return [
        {"label": Both("夜间值班", "Out of hours"), "number": f"0360-000{number + 1:02}01"},
        {"label": Both("传真", "Fax"), "number": f"0360-000{number + 1:02}09"},
    ]


def _languages(dice: Dice, contact_id: str) -> list[str]:
    if contact_id == "yunlan-international":
        return ["zh", "en", "ja", "ko", "de"]
    return ["zh", "en"] if dice.chance(0.5) else ["zh"]


def _pair(row: tuple[str, ...]) -> Both:
    return Both(row[0], row[1])
