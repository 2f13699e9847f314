"""Figures in two languages: as Chinese and English texts say them, and as people type them into a field."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.demo.dice import Dice
from sitegen.model.kinds import Both

_UNITS = {
    "吨": "t", "台": "units", "套": "sets", "件": "pieces", "只": "pieces", "片": "pieces",
    "支": "vials", "盒": "boxes", "瓶": "bottles", "份": "meals", "平方米": "m²", "立方米": "m³",
    "艘": "ships", "座": "units", "公里": "km",
    "标箱": "TEU", "辆": "vehicles", "人次": "visits", "间": "rooms",
    "张床位": "beds",
    "个车位": "parking spaces", "个泊位": "berths", "MW": "MW", "MWh": "MWh", "GW": "GW", "GWh": "GWh",
}  # fmt: skip
_SIZES = {"万": 10_000, "亿": 100_000_000}


class Money(NamedTuple):
    """An amount in units of ten thousand (万) of a currency."""

    amount: int
    currency: str = "CNY"

    @property
    def zh(self) -> str:
        unit = "美元" if self.currency == "USD" else "元"
        if self.amount >= 10_000:
            return f"{self.amount / 10_000:g}亿{unit}"
        return f"{self.amount}万{unit}"

    @property
    def en(self) -> str:
        if self.amount >= 100_000:
            return f"{self.currency} {self.amount / 100_000:g} billion"
        if self.amount >= 100:
            return f"{self.currency} {self.amount / 100:g} million"
        return f"{self.currency} {self.amount * 10_000:,}"

    @property
    def both(self) -> Both:
        return Both(self.zh, self.en)

    def times(self, share: float) -> Money:
        return Money(max(10, rounded(self.amount * share)), self.currency)


class Stated(NamedTuple):
    """A figure as a field has it, and as the texts around it say it."""

    field: str
    both: Both


def rounded(figure: float) -> int:
    """To two significant digits."""
    size = 1
    while figure >= 100 * size:
        size *= 10
    return int(figure / size + 0.5) * size


def stated(dice: Dice, money: Money) -> Stated:
    """Exact mostly, otherwise with one of the words by which offices qualify a figure."""
    zh, en = money.both
    if dice.chance(0.62):
        return Stated(_typed(dice, money), money.both)
    whole = money.amount % 10_000 == 0 and money.currency == "CNY"
    forms = [
        Both(f"约{zh}", f"about {en}"),
        Both(f"近{zh}", f"nearly {en}"),
        Both(f"{zh}以上", f"{en} or more"),
        Both(f"不低于{zh}", f"at least {en}"),
        Both(f"超过{zh}", f"over {en}"),
        Both(f"{zh}左右", f"about {en}"),
        Both(f"不超过{zh}", f"up to {en}"),
    ]
    if whole:
        forms.append(Both(zh.replace("亿元", "余亿元"), f"over {en}"))
        forms.append(_range(money))
    form = dice.pick(forms)
    return Stated(form.zh, form)


def _range(money: Money) -> Both:
    """From a whole number of 亿元 to a fifth more."""
    higher = Money(money.amount + money.amount // 5)
    number, unit = money.en.split(" ")[1:]
    if not higher.en.endswith(unit):
        return Both(f"约{money.zh}", f"about {money.en}")
    zh, top = money.zh.removesuffix("亿元"), higher.zh.removesuffix("亿元")
    return Both(f"{zh}-{top}亿元", f"CNY {number}–{higher.en.split(' ')[1]} {unit}")


def _typed(dice: Dice, money: Money) -> str:
    """The ways to type one exact amount."""
    if dice.chance(0.8):
        return money.zh
    if money.currency == "USD":
        return dice.pick([money.en, f"{money.amount}万美元"])
    ways = [money.en, f"人民币{money.zh}", f"{money.amount}万元"]
    if money.amount > 10_000 and money.amount % 10_000 >= 1000:
        ways.append(f"{money.amount // 10_000}亿{money.amount % 10_000}万元")
    return dice.pick(ways)


def quantity(figure: float, unit: str) -> Both:
    """5 and 万吨/年: "5万吨/年", "50,000 t a year"."""
    base, _, per = unit.partition("/")
    size = _SIZES.get(base[0], 1)
    name = _UNITS[base.lstrip("万亿")]
    tail = {"年": " a year", "日": " a day"}.get(per, "")
    return Both(f"{figure:g}{unit}", f"{_number(figure * size)} {name}{tail}")


def _number(figure: float) -> str:
    if figure >= 1_000_000_000:
        return f"{figure / 1_000_000_000:g} billion"
    if figure >= 1_000_000:
        return f"{figure / 1_000_000:g} million"
    return f"{figure:,.0f}" if figure == int(figure) else f"{figure:g}"
