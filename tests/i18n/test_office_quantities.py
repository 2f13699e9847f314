"""Quantities as offices and investors write them; and every qualifier back and forth in every language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.i18n import qualifiers
from sitegen.i18n.amounts import Qualifier
from sitegen.i18n.quantities import QuantityError, format_quantity, parse_quantity

MONEY = frozenset(("money",))
PRICE = frozenset(("price", "money"))
OUTPUT = frozenset(("rate", "mass", "count", "volume", "power", "energy", "area"))
DIMENSIONS = {
    "money": MONEY,
    "price": PRICE,
    "output": OUTPUT,
    "area": frozenset(("area",)),
    "percent": frozenset(("percent",)),
    "duration": frozenset(("duration",)),
}


@pytest.mark.parametrize(
    ("field", "written", "zh", "en"),
    [
        ("price", "0.45元/kW·h", "0.45元/kWh", "CNY 0.45/kWh"),
        ("price", "0.45元/千瓦·时", "0.45元/kWh", "CNY 0.45/kWh"),
        ("price", "0.45元/(kW·h)", "0.45元/kWh", "CNY 0.45/kWh"),
        ("price", "0.45元/kW.h", "0.45元/kWh", "CNY 0.45/kWh"),
        ("output", "3亿kW·h", "3亿千瓦时", "300 million kWh"),
        ("output", "10,000 tpa", "1万吨/年", "10,000 t/year"),
        ("output", "1.5 Mtpa", "150万吨/年", "1.5 million t/year"),
        ("money", "< EUR 1 million", "不超过100万欧元", "up to EUR 1 million"),
        ("money", "≥5亿元", "不低于5亿元", "at least CNY 500 million"),
        ("money", ">=5亿元", "不低于5亿元", "at least CNY 500 million"),
        ("money", ">5亿元", "超过5亿元", "more than CNY 500 million"),
        ("money", "不足5亿元", "不足5亿元", "less than CNY 500 million"),
        ("money", "低于5亿元", "低于5亿元", "less than CNY 500 million"),
        ("area", "≤100亩", "不超过100亩", "up to 100 mu (6.67 ha)"),
        ("percent", "≥12%", "不低于12%", "at least 12%"),
        ("money", "US$25m", "2500万美元", "USD 25 million"),
        ("money", "USD 500K", "50万美元", "USD 500,000"),
        ("money", "$2.5M - $3.2M", "250-320万美元", "USD 2.5–3.2 million"),
        ("area", "50 acres", "50英亩", "50 acres"),
        ("area", "1 mu (0.07 ha) or more", "1亩以上", "1 mu (0.07 ha) or more"),
        ("money", "5000万-1亿元", "5000万-1亿元", "CNY 50–100 million"),
        ("money", "约800亿-1.2万亿元", "约800亿-1.2万亿元", "about CNY 80 billion–1.2 trillion"),
        ("money", "5000-8000万元", "5000-8000万元", "CNY 50–80 million"),
    ],
)
def test_what_is_read(field: str, written: str, zh: str, en: str) -> None:
    quantity = parse_quantity(written, DIMENSIONS[field])
    assert format_quantity(quantity, "zh") == zh
    assert format_quantity(quantity, "en").replace("\u00a0", " ") == en


@pytest.mark.parametrize(
    ("field", "written", "suggestion"),
    [
        ("money", "THB 500 million", ""),
        ("money", "SEK 100 million", ""),
        ("money", "5亿泰铢", ""),
        ("money", "一期3亿元，二期5亿元", ""),
        ("money", "总投资20亿元（其中设备5亿元）", ""),
        ("money", "不以5亿元", ""),
        ("money", "-5亿元", ""),
        ("money", "总投资20亿元", "20亿元"),
        ("output", "2×350MW", "700兆瓦"),
        ("duration", "6年3个月", "75个月"),
        ("duration", "1年零6个月", "18个月"),
    ],
)
def test_advice_changes_no_currency_no_limit_and_picks_no_figure(
    field: str, written: str, suggestion: str
) -> None:
    with pytest.raises(QuantityError) as refused:
        parse_quantity(written, DIMENSIONS[field])
    assert refused.value.suggestion == suggestion


FIGURES = st.one_of(
    st.integers(1, 9999).map(str), st.decimals("0.01", "999", places=2).map(lambda d: f"{d.normalize():f}")
)
UNITS = st.sampled_from(
    ["元", "亿元", "万元", "亩", "万亩", "万吨/年", "%", "人", "年", "美元", "公顷", "英亩", "亿千瓦时"]
)


@given(FIGURES, UNITS, st.sampled_from(sorted(qualifiers.QUALIFIER_OF)))
def test_every_qualifier_is_read_back_in_every_language(figure: str, unit: str, pattern: str) -> None:
    scale = next((power for power in ("亿", "万") if unit.startswith(power)), "")
    written = pattern.replace("N", figure).replace("S", scale).replace("U", unit.removeprefix(scale))
    try:
        quantity = parse_quantity(written)
    except QuantityError:
        return  # 1900年左右 is a date, 1.2余 is not said
    for locale in ("zh", "zh-hant", "en"):
        shown = format_quantity(quantity, locale)
        again = parse_quantity(shown)
        assert format_quantity(again, locale) == shown
        assert again.qualifier == quantity.qualifier
        assert (again.value, again.limit, again.unit) == (quantity.value, quantity.limit, quantity.unit)


@given(st.integers(1, 9000), st.integers(1, 900), st.booleans())
def test_ranges_over_two_powers_are_kept(low: int, high: int, about: bool) -> None:
    written = f"{'约' if about else ''}{low}万-{high}亿元"
    if low >= high * 10_000:
        return
    quantity = parse_quantity(written)
    assert quantity.qualifier is Qualifier.RANGE
    assert format_quantity(quantity, "zh") == written
    assert parse_quantity(format_quantity(quantity, "en")).limit == quantity.limit
