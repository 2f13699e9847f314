"""What the fictional offices note of their work below `internal:`, and ids that entries had before."""

from __future__ import annotations

from sitegen.demo.dice import Dice
from sitegen.demo.emit import Fields, Value

YEARS = (2025, 2026)
_PAID_AFTER = ("landed", "under-construction", "operating")


def activities_of_place(seed: int, place: str) -> Fields:
    """Promotions, calls, receptions and talks of a county in two years."""
    dice = Dice(seed, "activities", place)
    noted: list[Fields] = []
    for year in YEARS:
        for month in range(1, 7):
            day = dice.between(1, 28)
            date = f"{year}-{month:02}-{day:02}"
            if dice.chance(0.5):
                noted.append(
                    {
                        "date": date,
                        "kind": "call",
                        "count": dice.between(1, 4),
                        "led": dice.chance(0.3) or None,
                    }
                )
            if dice.chance(0.15):
                noted.append({"date": date, "kind": "promotion"})
            if dice.chance(0.2):
                noted.append({"date": date, "kind": "reception", "count": 1})
    return {"internal": {"activities": noted}} if noted else {}


def payments_of_project(seed: int, number: int, milestones: Value) -> Fields:
    """Capital paid in for a project that has come so far."""
    dice = Dice(seed, "payments", number)
    steps = milestones if isinstance(milestones, list) else []
    dates = [str(step["date"]) for step in steps if step["status"] in _PAID_AFTER]
    noted: list[Fields] = [
        {"date": date, "kind": "payment", "amount": f"{dice.between(5, 90) * 100}万元"}
        for date in sorted(dates)
        if len(date) == 10
    ]
    return {"internal": {"activities": noted}} if noted else {}


def former_id(key: str, *, had: bool) -> Fields:
    """The id that an entry had before, where it had another one."""
    return {"aliases": [f"{key}-2025"]} if had else {}
