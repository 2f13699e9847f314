"""What a project costs, uses and returns, how far it is prepared, and what has happened to it so far."""

from __future__ import annotations

from datetime import date

from sitegen.demo.dice import Dice
from sitegen.demo.emit import Fields, Value
from sitegen.demo.extras import source
from sitegen.demo.project_outline import Outline
from sitegen.demo.sizes import Sizes
from sitegen.demo.vocabulary import Vocabulary
from sitegen.model.kinds import Both

EPOCH = date(2026, 6, 30).toordinal()
"""The day on which the demo city's facts stand. No clock is ever read."""

LADDER = ("planned", "open", "in-talks", "intent", "signed", "landed", "under-construction", "operating")
_STATES = ("not-begun", "under-way", "done")


def numbers(dice: Dice, words: Vocabulary, it: Outline, sizes: Sizes) -> Fields:
    investment: Fields = {"total": sizes.stated.field}
    if it.status in ("planned", "open", "in-talks", "intent"):
        part = sizes.total.times(dice.within(0.3, 0.9))
        investment["sought"] = dice.pick(("面议", part.zh, f"约{part.zh}", f"不超过{part.zh}", part.en))
    elif it.status in ("landed", "under-construction", "operating"):
        investment["paid_in"] = sizes.total.times(dice.within(0.15, 0.8)).zh
    if it.number % 5 == 3:
        investment["fixed"] = sizes.total.times(0.8).zh
    if dice.chance(0.6):
        investment["funding"] = dice.pick(words.project["funding"])
    area, floor = str(sizes.land), f"{sizes.floor:g}万平方米"
    areas = (f"{area}亩", f"约{area}亩", f"近{area}亩", f"{round(sizes.land / 15, 1):g}公顷", f"{area}亩左右")
    land: Fields = {
        "area": dice.pick(areas),
        "floor_area": dice.pick((floor, f"约{floor}", f"{floor}以上")),
        "tenure": dice.pick(words.project["tenure"][: 5 if it.chain.id == "marine-economy" else 4]),
    }
    made: Fields = {"investment": investment, "land": land, "capacity": sizes.capacity.zh}
    if dice.chance(0.9):
        made["returns"] = _returns(dice, sizes)
    if dice.chance(0.75):
        made["readiness"] = _readiness(dice, it)
    made["case_by_case"] = True if sizes.total.amount > 100_000 and dice.chance(0.6) else None
    if dice.chance(0.7):
        made["green"] = dice.pick(it.chain.green)
    if dice.chance(0.1):
        aim = dice.between(2, 40) * 1000
        saved: Fields = {"date": "2025", "amount": _tonnes(aim * 3 // 5), "source": [source(dice, 2026)]}
        made["figures"] = [
            {
                "title": Both("年减碳量", "Annual carbon reduction"),
                "amount": f"约{_tonnes(aim)}",
                "date": "2028",
                "goal": True,
                "reached": [saved] if it.status in ("under-construction", "operating") else None,
                "source": [source(dice, 2026)],
                "note": Both("与行业平均水平相比", "Compared with the industry average"),
            }
        ]
    return made


def _tonnes(figure: int) -> str:
    return f"{figure / 10_000:g}万吨" if figure >= 10_000 else f"{figure}吨"


def _returns(dice: Dice, sizes: Sizes) -> Fields:
    output, tax = sizes.output.zh, sizes.tax.zh
    returns: Fields = {
        "output": dice.pick((f"{output}/年", output, f"约{output}/年", f"{output}以上", f"每年{output}")),
        "profit": f"{sizes.profit.zh}/年",
        "tax": dice.pick((f"{tax}/年", f"近{tax}/年", tax)),
        "jobs": dice.pick(
            (f"{sizes.jobs}人", f"约{sizes.jobs}人", f"{sizes.jobs // 10 * 10}余人", str(sizes.jobs))
        ),
        "payback": _years(dice, sizes.payback),
        "payback_tax": dice.pick(("before-tax", "after-tax", "after-tax")),
        "payback_construction": sizes.construction,
        "roi": f"{max(4.0, round(sizes.irr - dice.within(0.5, 3), 1)):g}%",
        "irr": f"{'约' if dice.chance(0.2) else ''}{sizes.irr:g}%",
        "npv": sizes.total.times(dice.within(0.08, 0.45)).zh,
    }
    for name in ("profit", "roi", "npv", "payback_construction"):
        if dice.chance(0.25):
            del returns[name]
    return returns


def _years(dice: Dice, years: float) -> str:
    whole = int(years)
    if years != whole:
        return dice.pick((f"{years:g}年", f"{whole}年半", f"约{years:g}年"))
    return dice.pick((f"{whole}年", f"约{whole}年", f"{whole}-{whole + 1}年", f"{whole}年左右"))


def _readiness(dice: Dice, it: Outline) -> Fields:
    """The further a project has come, the more is done."""
    stage = LADDER.index(it.status) if it.status in LADDER else 3
    done = 2 if stage >= 6 else 1 if stage >= 4 else 0
    steps = ("filing", "environment", "energy", "land", "planning")
    return {step: _STATES[min(2, max(done, dice.between(0, 2)))] for step in steps}


def progress(dice: Dice, words: Vocabulary, it: Outline, sizes: Sizes, published: Value) -> Fields:
    """Dated steps up to the status; some rungs have no date, as in real files.

    What is open has been so since it was published.
    """
    if it.opportunity or (it.status == "planned" and dice.chance(0.4)):
        return {}
    if it.status in LADDER:
        reached = [rung for rung in LADDER[: LADDER.index(it.status)] if dice.chance(0.65)] + [it.status]
    else:
        reached = [rung for rung in LADDER[: dice.between(2, 6)] if dice.chance(0.7)] + [it.status]
    day = EPOCH - dice.between(10, 400)
    if it.status == "open":
        day = date.fromisoformat(str(published)).toordinal()
    steps: list[Fields] = []
    for rung in reversed(reached):
        when = date.fromordinal(day).isoformat()
        step: Fields = {"date": when if rung == it.status or dice.chance(0.7) else when[:7], "status": rung}
        if rung in ("intent", "signed"):
            step["amount"] = sizes.stated.field
        if rung in ("signed", "under-construction") or dice.chance(0.5):
            step["note"] = dice.pick(words.project[f"notes-{rung}"])
        steps.append(step)
        day -= dice.between(50, 210)
    return {"milestones": steps[::-1]}
