"""Why a quantity was refused, in Chinese and English. The codes are permanent; the words may get better."""

from __future__ import annotations

from sitegen.i18n.amounts import QuantityError
from sitegen.i18n.units import DIMENSIONS

REASONS: dict[str, tuple[str, str]] = {
    "empty": ("没有内容", "there is nothing here"),
    "too-long": ("太长，不像一个数量；说明请写到备注里", "too long for a quantity; explain in a note"),
    "undecided": (
        "尚未确定的内容请先不填（可以商谈的写“面议”）",
        "leave out what is not known yet (what is open to negotiation is 面议)",
    ),
    "figure": ("看不出数字", "no figure can be made out"),
    "digits": ("数字位数过多，或以多余的 0 开头", "the figure has too many digits, or begins with 0"),
    "gap": ("数字中间有空格", "there is a blank inside the figure"),
    "unit-unknown": ("不认识数字后面的单位或文字", "the unit or text after the figure is not known"),
    "unit-missing": ("缺少单位", "the unit is missing"),
    "unit-wrong": ("单位不对", "wrong unit"),
    "two-units": ("单位前后不一致", "two units that do not agree"),
    "two-qualifiers": ("约、近、以上、余等词只能用一个", "only one of about, nearly, over, or more …"),
    "negative": ("这里不能是负数", "a negative figure makes no sense here"),
    "range-order": ("范围应从小到大", "a range goes from the smaller to the larger figure"),
    "range-units": ("范围两端的单位不一致", "the two ends of the range have different units"),
    "hectares": ("亩与公顷换算不符", "the hectares do not match the mu"),
    "date": ("这像是年份，不是时间长度", "this looks like a calendar year, not a length of time"),
}  # fmt: skip


def refuse(reason: str, suggestion: str = "") -> QuantityError:
    """The error for a reason of REASONS."""
    zh, en = REASONS[reason]
    return QuantityError(reason, suggestion, zh, en)


def wrong_dimension(reason: str, dimensions: frozenset[str]) -> QuantityError:
    """The error for a unit that is missing or measures something else, naming what is expected."""
    zh, en = REASONS[reason]
    named = [names for code, names in DIMENSIONS.items() if code in dimensions][:3]
    if named:
        zh += "，应为" + "或".join(f"{names.zh}（如 {names.example}）" for names in named)
        en += ": expected " + " or ".join(f"{names.en} such as {names.example}" for names in named)
    return QuantityError(reason, "", zh, en)
