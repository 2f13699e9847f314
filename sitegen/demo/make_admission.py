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
            "Projects more energy-efficient than the industry’s best that fill a gap in a local chain",
        ),
    ),
    (
        "limited",
        Both(
            "年综合能耗1万吨标准煤以上的项目，须先取得能耗指标",
            "Projects using 10,000 tce a year or more must first obtain an energy quota",
        ),
    ),
    (
        "not-admitted",
        Both(
            "国家产业结构调整指导目录中的淘汰类工艺和装备",
            "Processes and equipment listed for elimination in the national industrial catalogue",
        ),
    ),
)
_OF_CHAIN = (
    (
        "welcome",
        Both(
            "承诺使用绿色电力、开放供应链给本地企业的项目",
            "Projects that commit to green power and open their supply chains to local companies",
        ),
    ),
    (
        "limited",
        Both(
            "单纯扩大产能而不提升技术的项目", "Projects that only add capacity without upgrading technology"
        ),
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
        f"Owing to a water source downstream, no {barred.title.en.lower()} segments"
        " that discharge process wastewater",
    )
    return [_rule(dice, "not-admitted", text) | {"chains": [barred.id]}]


def chain_admission(seed: int, chain: ChainWords) -> list[Fields]:
    dice = Dice(seed, "chain-admission", chain.id)
    return [_rule(dice, *dice.pick(_OF_CHAIN))] if dice.chance(0.5) else []


def _rule(dice: Dice, level: str, text: Both) -> Fields:
    return {"level": level, "text": text, "source": [source(dice, 2026, "promotion-plan")]}
