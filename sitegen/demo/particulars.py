"""What fuller project cards, policies, parks, plots, companies and events say beside the main figures.

All of it is drawn from dice of its own, so that adding a field here leaves every other figure of the demo
city as it was.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import hypot

from sitegen.demo.dice import Dice
from sitegen.demo.emit import Fields
from sitegen.demo.figures import Money
from sitegen.demo.project_outline import Outline
from sitegen.demo.sentence_words import Telling
from sitegen.demo.sizes import Sizes
from sitegen.demo.vocabulary import PlaceWords, Vocabulary, capital
from sitegen.model.kinds import Both
from sitegen.patterns import pattern

_INDUSTRY = Both("工业用地", "Industrial land")
_NEW_INDUSTRY = Both("新型产业用地（M0）", "Land for new industry (M0)")
_STORAGE = Both("仓储用地", "Warehousing land")
_COMMERCE = Both("商服用地", "Commercial land")
_LAND_USES = {
    "port-logistics": (_STORAGE, _STORAGE, _COMMERCE),
    "culture-tourism": (_COMMERCE,),
    "digital-economy": (_NEW_INDUSTRY, _COMMERCE),
}
"""By chain, where it is not a plant that is built."""
_PHASE_NAMES = (Both("一期", "Phase I"), Both("二期", "Phase II"), Both("三期", "Phase III"))
_TAGS = ("绿色低碳", "专精特新", "数字化转型", "循环经济", "5G 应用")
_CONNECTIONS = (
    "road",
    "power",
    "water",
    "drainage",
    "sewage",
    "telecom",
    "gas",
    "heat",
    "broadcast",
    "levelled",
)
_PAPERS = (
    Both("申请表（加盖公章）", "Application form, stamped"),
    Both("营业执照复印件", "Copy of the business licence"),
    Both("设备发票与付款凭证", "Equipment invoices and proof of payment"),
    Both("项目备案证明", "Proof of project filing"),
    Both("上年度审计报告", "Audit report for the previous year"),
)

_PLANNED = pattern("规划面积([0-9.]+平方公里)")


def extra_tags(seed: int, number: int) -> list[str]:
    dice = Dice(seed, "project-tags", number)
    return [dice.pick(_TAGS)] if dice.chance(0.2) else []


def particulars(seed: int, words: Vocabulary, it: Outline, sizes: Sizes, told: Telling) -> Fields:
    """Fields of a project with settled figures, to be added to those that it has."""
    dice = Dice(seed, "particulars", it.number)
    made: Fields = {}
    if dice.chance(0.3):
        made["scope"] = Both(
            f"建设{told.zh['work1']}、{told.zh['work2']}及配套设施，{told.zh['capacity']}。",
            f"{capital(told.en['work1'])}, {told.en['work2']} and ancillary buildings,"
            f" {told.en['capacity']}.",
        )
    if dice.chance(0.3):
        made["nature"] = dice.weighted((("new", 70), ("expansion", 15), ("upgrade", 15)))
    if dice.chance(0.3):
        months = dice.between(10, 40)
        made["period"] = dice.pick((f"{months}个月", f"约{months}个月", f"{max(1, months // 12)}年"))
    if sizes.phases > 1 and dice.chance(0.4):
        made["phases"] = _phases(it, sizes)
    if dice.chance(0.2):
        made["products"] = Both(told.zh["product"], capital(it.product.stem))
    if dice.chance(0.25):
        made["utilities"] = _utilities(dice, sizes)
    return made


_GREEN = {
    "energy-storage": (Both("4 清洁能源产业", "4 Clean energy industries"), ["7", "9", "13"]),
    "marine-economy": (Both("4 清洁能源产业", "4 Clean energy industries"), ["7", "14"]),
    "light-alloys": (Both("3 资源循环利用产业", "3 Resource recycling industries"), ["12"]),
    "smart-equipment": (Both("1 节能降碳产业", "1 Energy saving and carbon reduction"), ["9", "13"]),
    "bamboo-home": (Both("3 资源循环利用产业", "3 Resource recycling industries"), ["12", "15"]),
}
"""By chain: the class of the catalogue of green industries (2024), and goals that its projects serve."""


def green_tags(seed: int, it: Outline) -> Fields:
    dice = Dice(seed, "green-tags", it.number)
    if it.chain.id not in _GREEN or not dice.chance(0.6):
        return {}
    entry, goals = _GREEN[it.chain.id]
    return {"green_catalogue": entry, "sdg": goals}


def land_particulars(seed: int, it: Outline) -> Fields:
    dice = Dice(seed, "land", it.number)
    if not dice.chance(0.3):
        return {}
    return {
        "use": dice.pick(_LAND_USES.get(it.chain.id, (_INDUSTRY, _INDUSTRY, _NEW_INDUSTRY))),
        "ratio": dice.pick(("1.2", "1.5", "2.0", "1.0-1.8", "不低于1.2", "1.5以上")),
    }


def _phases(it: Outline, sizes: Sizes) -> list[Fields]:
    share, start = sizes.total.times(1 / sizes.phases), it.first_year
    return [
        {"title": name, "amount": f"约{share.zh}", "period": f"{start + 2 * step}/{start + 2 * step + 1}"}
        for step, name in enumerate(_PHASE_NAMES[: sizes.phases])
    ]


def _utilities(dice: Dice, sizes: Sizes) -> Fields:
    scale = max(1, round(sizes.land / 20))
    return {
        "electricity": f"约{scale * dice.between(80, 240)}万千瓦时/年",
        "load": f"{scale * dice.between(2, 9) * 100}kVA",
        "gas": f"{scale * dice.between(3, 30)}万立方米/年" if dice.chance(0.6) else None,
        "water": f"{scale * dice.between(1, 12)}万吨/年",
        "steam": f"{scale * dice.between(1, 6)}万吨/年" if dice.chance(0.4) else None,
        "energy": f"{scale * dice.between(2, 30) * 100}吨标准煤/年" if dice.chance(0.5) else None,
    }


def application(dice: Dice) -> Fields:
    """When, with what and where a policy is applied for."""
    return {
        "opens": f"2026-0{dice.between(1, 4)}-01",
        "closes": f"2026-{dice.between(9, 12):02}-30",
        "papers": dice.some(_PAPERS, 3),
        "office": "policy-desk",
    }


def tiers(dice: Dice) -> list[Fields]:
    """The first years in full, later ones in part."""
    first, cap = dice.between(2, 3), dice.between(2, 9) * 10
    return [
        {"years": f"1-{first}", "rate": "100%", "amount": f"{cap}万元"},
        {"years": f"{first + 1}-{first + 2}", "rate": "50%"},
    ]


def park(seed: int, words: Vocabulary, place: PlaceWords) -> Fields:
    """What a park or port is by its plan."""
    if place.kind not in ("park", "port"):
        return {}
    dice = Dice(seed, "park", place.id)
    stated = _PLANNED.search(place.about.zh)
    chains = [chain.id for chain in words.chains if place.id in chain.parks]
    return {
        "rank": dice.pick(("national", "provincial", "city")),
        "planned_area": stated[1] if stated else f"约{dice.between(6, 60)}00亩",
        "leading": chains[:3],
        "connected": [one for one in _CONNECTIONS if one in ("road", "power", "water") or dice.chance(0.75)],
        **_surroundings(Dice(seed, "surroundings", place.id), _to_port(words, place)),
        **_people(Dice(seed, "people", place.id)),
    }


_CAPACITY = (
    Both("大气、水环境容量充足，可接纳中型项目", "Ample air and water capacity for medium-sized projects"),
    Both(
        "园区已完成规划环评，排污指标可调剂",
        "Planning EIA completed; discharge quotas can be reallocated",
    ),
    Both(
        "水环境容量有限，宜发展低耗水产业",
        "Limited water capacity; suited to low-water industries",
    ),
)
_WAYS = (
    ("airport", Both("云澜机场", "Yunlan Airport"), 12, 90),
    ("rail", Both("云澜货运站", "Yunlan freight station"), 4, 60),
    ("port", Both("云澜港", "Yunlan Port"), 3, 110),
    ("motorway", Both("最近的高速公路出入口", "Nearest motorway junction"), 1, 18),
)


_APPRENTICESHIPS = (
    Both(
        "职业学院为落户企业开设订单班，学生第三年到厂实习",
        "Vocational colleges run classes to order for new companies, with third-year placements in the plant",
    ),
    Both(
        "推行企业新型学徒制，培训费由市里补贴一半",
        "Company-based apprenticeships; the city covers half of the training cost",
    ),
)


def _people(dice: Dice) -> Fields:
    return {
        "talent": f"约{dice.between(4, 40) / 10:g}万人",
        "vocational": f"{dice.between(1, 4)}所",
        "graduates": f"{dice.between(8, 60)}00余人",
        "apprenticeships": dice.pick(_APPRENTICESHIPS),
    }


_KM_OF_DEGREE = 105
"""Where the city lies, about the same in both directions."""


def _to_port(words: Vocabulary, place: PlaceWords) -> int:
    """Kilometres by road; none at the port itself."""
    port = words.place("yunlan-port")
    return round(hypot(port.lon - place.lon, port.lat - place.lat) * _KM_OF_DEGREE * 1.2)


def _surroundings(dice: Dice, to_port: int) -> Fields:
    """What is around a park: energy and environment, ways, people."""
    made: Fields = {
        "quota": {
            "energy": f"{dice.between(2, 30)}万吨标准煤/年",
            "environment": dice.pick(_CAPACITY) if dice.chance(0.7) else None,
        },
        "labour": f"约{dice.between(3, 40)}万人",
        "universities": f"{dice.between(1, 9)}所",
        "market": [
            {"time": "1小时", "people": f"{dice.between(1, 6)}00万人"},
            {"time": "3小时", "people": f"{dice.between(2, 9)}000万人"},
        ],
    }
    ways: list[Fields] = []
    for kind, name, near, far in _WAYS:
        distance = to_port if kind == "port" else dice.between(near, far)
        if not distance:
            continue
        ways.append(
            {"kind": kind, "name": name, "distance": f"{distance}公里", "time": f"{distance + 5}分钟"}
        )
    made["transport"] = ways
    return made


def plot(dice: Dice, number: int) -> Fields:
    if number % 2:
        ratio = dice.pick(("1.2", "1.5", "2.0"))
        ready = {"connected": ["road", "power", "water", "levelled"]} if number == 3 else {}
        return {"ratio": ratio, **ready}
    return {"delivery": f"2026-{dice.between(8, 12):02}"}


def company(seed: int, number: int, place: PlaceWords, capacity: str, output: Money) -> Fields:
    """Where a company is and how much it makes; its number is such as no exchange can have."""
    dice = Dice(seed, "company", number)
    if not dice.chance(0.4):
        return {}
    door = dice.between(1, 90)
    return {
        "capacity": capacity,
        "output": f"约{output.zh}/年",
        "address": Both(f"{place.name.zh}产业路{door}号", f"{door} Industry Road, {place.name.en}"),
        "phone": f"0360-000{dice.between(10, 99)}{dice.between(10, 99)}",
    }


def event(seed: int, event_id: str, starts: str) -> Fields:
    dice = Dice(seed, "event-extra", event_id)
    made: Fields = {"organiser": Both("云澜市投资促进局", "Yunlan Investment Promotion Bureau")}
    day = date.fromisoformat(starts[:10])
    if dice.chance(0.6):
        made["sign_up"] = {
            "url": f"https://signup.yunlan.example/{event_id}",
            "until": (day - timedelta(days=dice.between(7, 20))).isoformat(),
            "places": f"{dice.between(5, 40) * 10}人",
        }
    return made


_SOUGHT: Fields = {
    "side": "demand",
    "readiness": "trl-7",
    "transfer": ["licence", "development"],
}
_OFFERED: Fields = {
    "side": "supply",
    "readiness": "trl-6",
    "transfer": ["sale", "contribution", "technical-service"],
    "rights": Both("发明专利3项，权属清晰（示例）", "Three invention patents with clear title (example)"),
}


def technology(number: int) -> Fields:
    """Of two directions in three: what is sought, or what is offered."""
    return {"technology": (_SOUGHT, _OFFERED)[number % 3]} if number % 3 < 2 else {}
