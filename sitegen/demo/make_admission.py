"""What the demo city welcomes and what it does not: of the whole city, of some parks, of some chains."""

from __future__ import annotations

from sitegen.demo.dice import Dice
from sitegen.demo.emit import Fields
from sitegen.demo.extras import source
from sitegen.demo.vocabulary import ChainWords, PlaceWords, Vocabulary
from sitegen.model.kinds import Both

_OF_CITY = (
    (
        "welcome",
        Both(
            "能耗低于行业先进值、产品填补本地产业链空白的项目",
            "Projects that use less energy than the best of the trade and fill a gap in a chain here",
        ),
    ),
    (
        "limited",
        Both(
            "年综合能耗1万吨标准煤以上的项目，须先取得能耗指标",
            "Projects that use 10,000 tonnes of standard coal a year or more need an energy quota first",
        ),
    ),
    (
        "not-admitted",
        Both(
            "国家产业结构调整指导目录中的淘汰类工艺和装备",
            "Processes and equipment that the national catalogue of industries lists for elimination",
        ),
    ),
)
_OF_CHAIN = (
    (
        "welcome",
        Both(
            "承诺使用绿色电力、开放供应链给本地企业的项目",
            "Projects that commit to green power and open their supply chain to local firms",
        ),
    ),
    (
        "limited",
        Both("单纯扩大产能而不提升技术的项目", "Projects that only add capacity without better technology"),
    ),
)


def place_admission(seed: int, words: Vocabulary, place: PlaceWords) -> list[Fields]:
    dice = Dice(seed, "admission", place.id)
    if place.kind == "city":
        return [_rule(dice, level, text) for level, text in _OF_CITY]
    if place.kind != "park" or not dice.chance(0.6):
        return []
    others = [chain for chain in words.chains if place.id not in chain.parks]
    barred = dice.pick(others)
    text = Both(
        f"园区水源地在下游，不引进{barred.title.zh}中有生产废水的环节",
        f"With a water source downstream, no segments of {barred.title.en.lower()} with process effluent",
    )
    return [_rule(dice, "not-admitted", text) | {"chains": [barred.id]}]


def chain_admission(seed: int, chain: ChainWords) -> list[Fields]:
    dice = Dice(seed, "chain-admission", chain.id)
    return [_rule(dice, *dice.pick(_OF_CHAIN))] if dice.chance(0.5) else []


def _rule(dice: Dice, level: str, text: Both) -> Fields:
    return {"level": level, "text": text, "source": [source(dice, 2026, "promotion-plan")]}
