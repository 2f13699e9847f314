"""The region tree: province, city, counties, parks, port, with what each costs and has."""

from __future__ import annotations

from sitegen.demo.dice import Dice
from sitegen.demo.doings import activities_of_place, former_id
from sitegen.demo.emit import DemoFolder, Fields, to_yaml
from sitegen.demo.extras import dressing, source
from sitegen.demo.make_admission import place_admission
from sitegen.demo.particulars import park, plot
from sitegen.demo.vocabulary import PlaceWords, Vocabulary
from sitegen.model.kinds import Both

_COSTS = (
    # item, cheapest, dearest, decimals, unit, note
    (
        "electricity",
        0.48,
        0.66,
        3,
        "元/kWh",
        Both("35千伏大工业平段电价", "35 kV industrial tariff, standard period"),
    ),
    ("gas", 2.85, 3.70, 2, "元/立方米", Both("非居民管道气", "Piped gas for industry")),
    ("water", 2.2, 3.9, 2, "元/立方米", Both("不含污水处理费", "Excluding sewage charge")),
    ("steam", 185, 245, 0, "元/吨", Both("园区集中供汽协议价", "Negotiated price of piped steam")),
    ("sewage", 1.1, 2.4, 2, "元/立方米", Both("达到纳管标准", "For wastewater meeting sewer standards")),
    (
        "wage",
        4300,
        6200,
        -2,
        "元/月",
        Both("制造业普工平均月薪", "Average monthly pay of a production worker"),
    ),
    ("land", 12, 34, 0, "万元/亩", Both("工业用地出让均价", "Average price of industrial land")),
    ("workshop", 8, 19, 0, "元/m2·月", Both("标准厂房租金", "Rent of standard factories")),
)


def write_regions(folder: DemoFolder, words: Vocabulary, seed: int) -> None:
    for order, place in enumerate(words.places):
        dice = Dice(seed, "region", place.id)
        files: dict[str, str | bytes] = {}
        extra = (
            dressing(dice, place.name, files) if place.kind in ("city", "port") or dice.chance(0.3) else {}
        )
        fields = _region(dice, words, place, order, seed) | extra | former_id(place.id, had=order == 3)
        if place.kind == "county":
            fields |= activities_of_place(seed, place.id)
        folder.write(f"content/regions/{place.id}.yml", to_yaml(fields))
        for name, content in files.items():
            folder.write(f"content/regions/{place.id}/{name}", content)


def _region(dice: Dice, words: Vocabulary, place: PlaceWords, order: int, seed: int) -> Fields:
    children = [other for other in words.places if other.parent == place.id]
    wide = place.kind in ("province", "city")
    return {
        "title": place.name,
        "kind": place.kind,
        "code": place.code,
        **park(seed, words, place),
        "order": order,
        "parent": place.parent,
        "position": {"lon": place.lon, "lat": place.lat, "crs": "CGCS2000" if order % 5 == 4 else "WGS84"},
        "tile": list(place.tile),
        "approval": "示审字〔2026〕0001号（虚构）" if children and wide else "",
        "summary": place.about,
        "confirmed": "2026-05-20",
        "advantages": dice.some(words.advantages, 5 if wide else 4) if place.kind != "province" else [],
        "resources": _resources(dice, words, place),
        "costs": [] if place.kind == "province" else _costs(dice, place),
        "plots": _plots(dice, words, place) if place.kind in ("park", "port") else [],
        "admission": place_admission(seed, words, place),
        "contacts": _contacts(place),
    }


def _contacts(place: PlaceWords) -> list[str]:
    if place.kind in ("province", "city"):
        return ["yunlan-hotline", "yunlan-international"]
    return [f"{place.id}-office"]


def _resources(dice: Dice, words: Vocabulary, place: PlaceWords) -> list[Fields]:
    if place.kind in ("province", "park"):
        return []
    rows = words.resources if place.kind == "city" else dice.some(words.resources, 3)
    made: list[Fields] = []
    for kind, zh, en, amount in rows:
        resource: Fields = {"kind": kind, "title": Both(zh, en)}
        if place.kind == "city":
            resource["amount"] = amount
            resource["note"] = Both("全市口径，2025年末", "City-wide, end of 2025")
            resource["source"] = [source(dice, 2026)]
        else:
            resource["note"] = dice.pick(
                (
                    Both("开发条件较好，可供项目利用", "Good conditions for development"),
                    Both("具体数量以勘查和协议为准", "Quantities subject to survey and agreement"),
                    Both("居全市前列", "Among the largest in the city"),
                )
            )
        made.append(resource)
    return made


def _costs(dice: Dice, place: PlaceWords) -> list[Fields]:
    discount = 1.0 if place.kind in ("city", "port") else dice.within(0.86, 1.04)
    costs: list[Fields] = []
    for item, low, high, decimals, unit, note in _COSTS:
        price = round(dice.within(low, high) * discount, decimals)
        shown = f"{price:.{max(decimals, 0)}f}"
        if item in ("wage", "land") and dice.chance(0.5):
            shown = f"{shown}-{round(price * 1.3, decimals):.{max(decimals, 0)}f}"
        cost: Fields = {
            "item": item,
            "price": f"{shown}{unit}",
            "note": note,
            "date": f"2026-0{dice.between(1, 6)}",
        }
        if dice.chance(0.4) or place.kind == "city":
            cost["source"] = [source(dice, 2026)]
        costs.append(cost)
    return costs


def _plots(dice: Dice, words: Vocabulary, place: PlaceWords) -> list[Fields]:
    plots: list[Fields] = []
    for number in range(1, dice.between(3, 6)):
        letter = "abcde"[number - 1]
        area = dice.pick(("60亩", "120亩", "约200亩", "320亩", "15公顷", "500余亩", "86亩", "2.4公顷"))
        if number == 2:
            plots.append(_premises(dice, words, place, letter))
            continue
        plots.append(
            {
                "id": f"{letter}-{number:02}",
                "title": Both(
                    f"{place.short.zh}{letter.upper()}{number:02}地块", f"Plot {letter.upper()}{number:02}"
                ),
                "area": area,
                "use": dice.pick(words.uses),
                **plot(Dice(number, "plot", place.id), number),
                "status": dice.weighted((("available", 60), ("reserved", 25), ("taken", 15))),
                "price": dice.pick(
                    ("面议", f"{dice.between(12, 34)}万元/亩", f"约{dice.between(12, 34)}万元/亩", "")
                ),
            }
        )
    return plots


def _premises(dice: Dice, words: Vocabulary, place: PlaceWords, letter: str) -> Fields:
    """A workshop, or an office building, to rent."""
    office, size = dice.chance(0.3), dice.between(2, 30)
    kind, zh, en = ("office", "办公楼", "Office") if office else ("workshop", "标准厂房", "Standard factory")
    return {
        "id": f"{letter}-02",
        "title": Both(f"{place.short.zh}{letter.upper()}02{zh}", f"{en} {letter.upper()}02"),
        "kind": kind,
        "area": f"{size / 10:g}万平方米" if size >= 10 else f"{size * 1000}平方米",
        "use": Both("研发办公", "R&D and offices") if office else dice.pick(words.uses),
        "status": dice.weighted((("available", 60), ("reserved", 25), ("taken", 15))),
        "price": f"{dice.between(20, 45) if office else dice.between(8, 19)}元/m2·月",
        "delivery": f"2026-{dice.between(8, 12):02}",
    }
