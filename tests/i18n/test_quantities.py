"""How quantities are read and written: tables to read, then properties that hold for all of them."""

from __future__ import annotations

import pickle
import re
import time
from decimal import Decimal

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sitegen.i18n.numerals import SCALE_WORDS
from sitegen.i18n.qualifiers import QUALIFIER_OF, USUAL, pattern_of
from sitegen.i18n.quantities import (
    DIMENSIONS,
    UNITS,
    Qualifier,
    Quantity,
    QuantityError,
    QuantityParts,
    convert_money,
    format_quantity,
    parse_quantity,
)
from sitegen.i18n.units import NAMES, TRADITIONAL

# written                 Simplified          Traditional         English
WRITTEN = """
20亿元                   | 20亿元            | 20億元            | CNY 2 billion
近20亿元                 | 近20亿元          | 近20億元          | nearly CNY 2 billion
3000亿元以上             | 3000亿元以上      | 3000億元以上      | CNY 300 billion or more
50余个                   | 50余个            | 50餘個            | more than 50
100余家                  | 100余家           | 100餘家           | more than 100
10余万吨                 | 10余万吨          | 10餘萬噸          | more than 100,000 t
3万余人                  | 3万余人           | 3萬餘人           | more than 30,000 people
2亿多元                  | 2亿多元           | 2億多元           | more than CNY 200 million
6年多                    | 6年多             | 6年多             | more than 6 years
超过100亿元              | 超过100亿元       | 超過100億元       | more than CNY 10 billion
逾1.2亿元                | 逾1.2亿元         | 逾1.2億元         | more than CNY 120 million
约1.2亿元人民币          | 约1.2亿元         | 約1.2億元         | about CNY 120 million
500万元左右              | 500万元左右       | 500萬元左右       | about CNY 5 million
不超过500万元            | 不超过500万元     | 不超過500萬元     | up to CNY 5 million
500万元以内              | 500万元以内       | 500萬元以內       | up to CNY 5 million
不少于8次                | 不少于8次         | 不少於8次         | at least 8 times
不低于10%                | 不低于10%         | 不低於10%         | at least 10%
10-20亿元                | 10-20亿元         | 10-20億元         | CNY 1–2 billion
10—20亿元                | 10-20亿元         | 10-20億元         | CNY 1–2 billion
10至20亿元               | 10-20亿元         | 10-20億元         | CNY 1–2 billion
10亿元-20亿元            | 10-20亿元         | 10-20億元         | CNY 1–2 billion
10～20亿元               | 10-20亿元         | 10-20億元         | CNY 1–2 billion
约10-20亿元              | 约10-20亿元       | 約10-20億元       | about CNY 1–2 billion
5000万-1亿元             | 5000万-1亿元    | 5000萬-1億元    | CNY 50–100 million
8-20亿元                 | 8-20亿元          | 8-20億元          | CNY 0.8–2 billion
5000-200000万元          | 5000-200000万元   | 5000-200000萬元   | CNY 50 million–2 billion
10%-20%                  | 10%-20%           | 10%-20%           | 10–20%
3-5年                    | 3-5年             | 3-5年             | 3–5 years
1900万美元               | 1900万美元        | 1900萬美元        | USD 19 million
300亩                    | 300亩             | 300畝             | 300 mu (20 ha)
50亩                     | 50亩              | 50畝              | 50 mu (3.33 ha)
1.5万亩                  | 1.5万亩           | 1.5萬畝           | 15,000 mu (1,000 ha)
近700万亩                | 近700万亩         | 近700萬畝         | nearly 7 million mu (466,667 ha)
7 million mu (466,666.67 ha) | 700万亩       | 700萬畝           | 7 million mu (466,667 ha)
20公顷                   | 20公顷            | 20公頃            | 20 ha
5万平方米                | 5万平方米         | 5萬平方米         | 50,000 m²
5万㎡                    | 5万平方米         | 5萬平方米         | 50,000 m²
6.5年                    | 6.5年             | 6.5年             | 6.5 years
六年半                   | 6.5年             | 6.5年             | 6.5 years
1年                      | 1年               | 1年               | 1 year
14个月                   | 14个月            | 14個月            | 14 months
三个半月                 | 3.5个月           | 3.5個月           | 3.5 months
3个工作日                | 3个工作日         | 3個工作日         | 3 working days
0.52元/kWh               | 0.52元/kWh        | 0.52元/kWh        | CNY 0.52/kWh
0.52元/千瓦时            | 0.52元/kWh        | 0.52元/kWh        | CNY 0.52/kWh
0.50元/度                | 0.50元/kWh        | 0.50元/kWh        | CNY 0.50/kWh
2.8元/m3                 | 2.8元/m³          | 2.8元/m³          | CNY 2.8/m³
12万元/亩                | 12万元/亩         | 12萬元/畝         | CNY 120,000/mu
每亩12万元               | 12万元/亩         | 12萬元/畝         | CNY 120,000/mu
15元/m2·月               | 15元/m²·月        | 15元/m²·月        | CNY 15/m²/month
15元/平方米·月           | 15元/m²·月        | 15元/m²·月        | CNY 15/m²/month
15元/平方米/月           | 15元/m²·月        | 15元/m²·月        | CNY 15/m²/month
5000元/月                | 5000元/月         | 5000元/月         | CNY 5,000/month
5元/个                   | 5元/个            | 5元/個            | CNY 5/item
10万吨/年                | 10万吨/年         | 10萬噸/年         | 100,000 t/year
年产10万吨               | 10万吨/年         | 10萬噸/年         | 100,000 t/year
30万只/日                | 30万只/日         | 30萬隻/日         | 300,000 pieces/day
30萬隻                   | 30万只            | 30萬隻            | 300,000 pieces
3亿千瓦时                | 3亿千瓦时         | 3億千瓦時         | 300 million kWh
50万千瓦                 | 50万千瓦          | 50萬千瓦          | 500,000 kW
500万元                  | 500万元           | 500萬元           | CNY 5 million
715万元                  | 715万元           | 715萬元           | CNY 7.15 million
25000万元                | 25000万元         | 25000萬元         | CNY 250 million
2137.42亿元              | 2137.42亿元       | 2137.42億元       | CNY 213.742 billion
1,923億元                | 1923亿元          | 1923億元          | CNY 192.3 billion
1.2万亿元                | 1.2万亿元         | 1.2萬億元         | CNY 1.2 trillion
1234567元                | 1234567元         | 1234567元         | CNY 1,234,567
1亿2000万元              | 1.2亿元           | 1.2億元           | CNY 120 million
1亿2千万元               | 1.2亿元           | 1.2億元           | CNY 120 million
2亿5百万元               | 2.05亿元          | 2.05億元          | CNY 205 million
一亿二千万元             | 1.2亿元           | 1.2億元           | CNY 120 million
３　亿元                 | 3亿元             | 3億元             | CNY 300 million
亿元以上                 | 1亿元以上         | 1億元以上         | CNY 100 million or more
近千人                   | 近1000人          | 近1000人          | nearly 1,000 people
18.5%                    | 18.5%             | 18.5%             | 18.5%
百分之十八               | 18%               | 18%               | 18%
-5%                      | -5%               | -5%               | −5%
300                      | 300               | 300               | 300
300人                    | 300人             | 300人             | 300 people
1人                      | 1人               | 1人               | 1 person
1个                      | 1个               | 1個               | 1
860个                    | 860个             | 860個             | 860
8次                      | 8次               | 8次               | 8 times
200万人次                | 200万人次         | 200萬人次         | 2 million visits
面议                     | 面议              | 面議              | negotiable
CNY 2 billion            | 20亿元            | 20億元            | CNY 2 billion
US$19 million            | 1900万美元        | 1900萬美元        | USD 19 million
2 billion yuan           | 20亿元            | 20億元            | CNY 2 billion
CNY 213.742 billion      | 2137.42亿元       | 2137.42億元       | CNY 213.742 billion
at least CNY 5 million   | 至少500万元       | 至少500萬元       | at least CNY 5 million
CNY 800 million to CNY 2 billion | 8-20亿元  | 8-20億元          | CNY 0.8–2 billion
100,000 t/year           | 10万吨/年         | 10萬噸/年         | 100,000 t/year
300 mu                   | 300亩             | 300畝             | 300 mu (20 ha)
300 mu (20 ha)           | 300亩             | 300畝             | 300 mu (20 ha)
20 ha                    | 20公顷            | 20公頃            | 20 ha
6.5 years                | 6.5年             | 6.5年             | 6.5 years
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in WRITTEN.strip().splitlines()]


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("written", "zh", "hant", "en"), ROWS, ids=[row[0] for row in ROWS])
def test_reads_and_writes(written: str, zh: str, hant: str, en: str) -> None:
    quantity = parse_quantity(written)
    assert format_quantity(quantity, "zh") == zh
    assert format_quantity(quantity, "zh-hant") == hant
    assert _plain(format_quantity(quantity, "en")) == en


@pytest.mark.parametrize(
    ("written", "quantity"),
    [
        ("近20亿元", Quantity(Qualifier.NEARLY, Decimal(20), None, 8, "CNY")),
        ("3000亿元以上", Quantity(Qualifier.AT_LEAST, Decimal(3000), None, 8, "CNY")),
        ("50余个", Quantity(Qualifier.OVER, Decimal(50), None, 0, "ge")),
        ("超过50个", Quantity(Qualifier.OVER, Decimal(50), None, 0, "ge", "", "超过NSU")),
        ("不超过500万元", Quantity(Qualifier.AT_MOST, None, Decimal(500), 4, "CNY")),
        ("10-20亿元", Quantity(Qualifier.RANGE, Decimal(10), Decimal(20), 8, "CNY")),
        ("15元/m2·月", Quantity(Qualifier.EXACT, Decimal(15), None, 0, "CNY", "m2·month")),
        ("面议", Quantity(Qualifier.NEGOTIABLE, None, None, 0, "")),
    ],
)
def test_what_is_held(written: str, quantity: Quantity) -> None:
    assert parse_quantity(written) == quantity


@pytest.mark.parametrize(
    ("written", "dimensions", "zh"),
    [
        ("25000万", "money", "25000万元"),
        ("2.5亿", "money rate", "2.5亿元"),
        ("300", "people count number", "300人"),
        ("3万", "people", "3万人"),
        ("300", "count", "300个"),
        ("300", "number", "300"),
        ("2.5亿元/年", "money rate", "2.5亿元/年"),
        ("0.52元/kWh", "price money", "0.52元/kWh"),
        ("12万元", "price money", "12万元"),
        ("面议", "price money", "面议"),
        ("300", " ".join(DIMENSIONS), "300"),
    ],
)
def test_a_dimension_supplies_the_unit(written: str, dimensions: str, zh: str) -> None:
    assert format_quantity(parse_quantity(written, frozenset(dimensions.split())), "zh") == zh


@pytest.mark.parametrize(
    ("written", "dimension", "reason", "suggestion"),
    [
        ("", "", "empty", ""),
        ("\u200b　", "", "empty", ""),
        ("待定", "money", "undecided", ""),
        ("N/A", "", "undecided", ""),
        ("NaN", "", "undecided", ""),
        ("20亿吨", "money", "unit-wrong", ""),
        ("300亩", "money", "unit-wrong", ""),
        ("面议", "people", "unit-wrong", ""),
        ("300", "money", "unit-missing", ""),  # 300万元 or 300亿元: only the writer knows
        ("300", "duration", "unit-missing", ""),
        ("20亿园", "money", "unit-unknown", ""),
        ("总投资20亿元", "money", "figure", "20亿元"),
        ("20亿元（含流动资金）", "money", "unit-unknown", "20亿元"),
        ("3个多月", "", "unit-unknown", "超过3个月"),
        ("36月", "duration", "unit-unknown", "36个月"),
        ("1年6月", "duration", "unit-unknown", "18个月"),
        ("2026年6月", "duration", "unit-unknown", ""),
        ("1亿2千元", "money", "figure", ""),
        ("上千人", "", "figure", "1000人以上"),
        ("数百家", "", "figure", ""),
        ("十几亿元", "", "unit-unknown", ""),
        ("万元", "money", "figure", ""),
        ("1 923亿元", "", "gap", "1923亿元"),
        ("1,23亿元", "", "figure", ""),
        ("1.2.3亿元", "", "figure", ""),
        (".5年", "", "figure", "0.5年"),
        ("5.年", "", "figure", ""),
        ("1e5元", "", "unit-unknown", ""),
        ("0x10元", "", "unit-unknown", ""),
        ("007", "", "digits", ""),
        ("9" * 50, "", "digits", ""),
        ("9" * 5000, "", "too-long", ""),
        ("一百五人", "", "figure", ""),
        ("二〇二〇元", "", "figure", ""),
        ("20-10亿元", "", "range-order", ""),
        ("10-20-30亿元", "", "figure", ""),
        ("10亿元-20亿美元", "", "range-units", ""),
        ("CNY 1-USD 2 billion", "", "range-units", ""),
        ("约20亿元以上", "", "two-qualifiers", "20亿元以上"),
        ("10-20亿元以上", "", "two-qualifiers", ""),
        ("年产10万吨/月", "", "two-units", "10万吨/月"),
        ("-300亩", "", "negative", ""),
        ("约-5%", "", "negative", ""),
        ("2020年", "duration", "date", ""),
        ("2023-2025年", "duration", "date", ""),
        ("300 mu (30 ha)", "", "hectares", "300 mu (20 ha)"),
        ("<script>", "", "figure", ""),
    ],
)
def test_refuses(written: str, dimension: str, reason: str, suggestion: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity(written, frozenset(dimension.split()) or None)
    error = caught.value
    assert (error.reason, _plain(error.suggestion)) == (reason, suggestion)
    assert error.zh
    assert error.en


def test_says_what_is_expected() -> None:
    with pytest.raises(QuantityError, match="expected an amount of money such as 20亿元") as caught:
        parse_quantity("20亿吨", frozenset(("money",)))
    assert caught.value.zh == "单位不对，应为金额（如 20亿元）"


def test_errors_pass_through_a_process_pool() -> None:
    error = QuantityError("figure", "20亿元", "甲", "a")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (again.reason, again.suggestion, str(again)) == ("figure", "20亿元", "a (try 20亿元)")


@pytest.mark.parametrize(
    ("written", "locale", "parts"),
    [
        ("近20亿元", "en", QuantityParts("nearly CNY\u00a0", "2", "\u00a0billion", "")),
        ("近20亿元", "zh", QuantityParts("近", "20", "亿元", "")),
        ("3000亿元以上", "zh", QuantityParts("", "3000", "亿元", "以上")),
        ("3000亿元以上", "en", QuantityParts("CNY\u00a0", "300", "\u00a0billion", " or more")),
        ("50余个", "zh", QuantityParts("", "50", "余个", "")),
        ("0.52元/kWh", "en", QuantityParts("CNY\u00a0", "0.52", "/kWh", "")),
        ("300亩", "en", QuantityParts("", "300", "\u00a0mu (20\u00a0ha)", "")),
        ("面议", "en", QuantityParts("", "negotiable", "", "")),
        ("10%-20%", "zh", QuantityParts("", "10%-20%", "", "")),  # no half of it is set smaller
        ("10%", "zh", QuantityParts("", "10", "%", "")),
    ],
)
def test_parts(written: str, locale: str, parts: QuantityParts) -> None:
    assert format_quantity(parse_quantity(written), locale, parts=True) == parts


@pytest.mark.parametrize(
    ("written", "locale", "text"),
    [
        ("1234.5亩", "de", "1.234,5 mu (82,3 ha)"),
        ("2.14亿元", "fr", "CNY 214 million"),
        ("6.5年", "ja", "6.5年"),
        ("近20亿元", "ja", "20億元近く"),
        ("约25000万元", "ja", "約2.5億元"),
        ("1900万美元", "ja", "1,900万米ドル"),
        ("10-20亿元", "ja", "10～20億元"),
        ("5000万-1亿元", "ja", "0.5～1億元"),
        ("3000亩", "ja", "3,000ムー（200ha）"),
        ("50余个", "ja", "50件超"),
        ("不超过500万元", "ja", "500万元以下"),
        ("不足500万元", "ja", "500万元未満"),
        ("10万吨/年", "ja", "10万トン/年"),
        ("0.52元/kWh", "ja", "0.52元/kWh"),
        ("18个月", "ja", "18か月"),
        ("12元/平方米·月", "ja", "12元/m²/月"),
        ("面议", "ja", "応相談"),
        ("1234.5吨", "xx", "1,234.5 t"),
        ("面议", "de", "negotiable"),
        ("300亩", "zh-hk", "300畝"),
        ("300亩", "zh-cn", "300亩"),
        ("300亩", "en-gb", "300 mu (20 ha)"),
    ],
)
def test_other_locales(written: str, locale: str, text: str) -> None:
    assert _plain(format_quantity(parse_quantity(written), locale)) == text


@pytest.mark.parametrize(
    ("written", "rate", "en"),
    [
        ("20亿元", "7.1", "about USD 282 million"),
        ("近20亿元", "7.1", "nearly USD 282 million"),
        ("10-20亿元", "7.1", "about USD 141–282 million"),
        ("不超过500万元", "7.1", "up to USD 704,000"),
        ("0.52元/kWh", "7.1", "about USD 0.0732/kWh"),
        ("0元", "7.1", "about USD 0"),
    ],
)
def test_money_converts(written: str, rate: str, en: str) -> None:
    assert _plain(format_quantity(convert_money(parse_quantity(written), Decimal(rate)), "en")) == en


@pytest.mark.parametrize(("written", "rate"), [("300亩", "7"), ("面议", "7"), ("1元", "0"), ("1元", "NaN")])
def test_what_cannot_be_converted(written: str, rate: str) -> None:
    with pytest.raises(QuantityError):
        convert_money(parse_quantity(written), Decimal(rate))


def test_sorts_by_size() -> None:
    written = ["20公顷", "面议", "近2亿平方米", "10亩", "299亩", "301亩", "10-20亩"]
    ordered = sorted(map(parse_quantity, written), key=lambda quantity: quantity.sort_key)
    assert [format_quantity(quantity, "zh") for quantity in ordered] == [
        "面议", "10亩", "10-20亩", "299亩", "20公顷", "301亩", "近2亿平方米",
    ]  # fmt: skip


def test_values() -> None:
    assert parse_quantity("2137.42亿元").value == 213_742_000_000
    assert parse_quantity("不超过500万元").value == 5_000_000
    assert parse_quantity("10-20亿元").value == 10**9
    assert parse_quantity("10-20亿元").limit == 2 * 10**9
    assert parse_quantity("面议").value is None


def test_every_unit_is_in_both_scripts_as_opencc_has_it() -> None:
    from opencc import OpenCC

    convert = OpenCC("s2tw").convert
    customary = {"只": "隻", "台": "台", "新台币": "新台幣"}  # where character by character is not enough
    words = {word for unit in UNITS.values() for word in (unit.zh, unit.zh_per) if word}
    words |= {pattern for patterns in (QUALIFIER_OF, SCALE_WORDS.values()) for pattern in patterns}
    for word in words:
        assert word.translate(TRADITIONAL) == customary.get(word, convert(word))


# ---- properties


def _figures() -> st.SearchStrategy[Decimal]:
    return st.builds(
        lambda digits, places: Decimal(digits).scaleb(-places), st.integers(0, 10**9), st.integers(0, 4)
    )


_PER = [code for code, unit in UNITS.items() if unit.dimension not in ("money", "percent", "number")]
_WORDS = {
    qualifier: [pattern for pattern, of in QUALIFIER_OF.items() if of is qualifier] for qualifier in Qualifier
}


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    qualifier = draw(st.sampled_from(Qualifier))
    if qualifier is Qualifier.NEGOTIABLE:
        return Quantity(qualifier, None, None, 0, "")
    unit = draw(st.sampled_from(sorted(UNITS)))
    per = draw(st.sampled_from(["", "", *_PER])) if unit else ""
    if per and draw(st.booleans()):
        per += "·" + draw(st.sampled_from(_PER))
    scale = draw(st.sampled_from([0, 0, 3, 4, 6, 7, 8, 8, 12]))
    figures = sorted({draw(_figures()), draw(_figures())})
    assume(qualifier is not Qualifier.RANGE or len(figures) == 2)
    assume(unit != "a" or figures[0] < 1900)  # a year of the calendar
    assume(not scale or SCALE_WORDS[scale] + UNITS[unit].zh not in NAMES)  # 千 and 瓦 are one unit
    assume(figures[-1].scaleb(scale) < 10**16)
    low = None if qualifier is Qualifier.AT_MOST else figures[0]
    high = figures[-1] if qualifier in (Qualifier.AT_MOST, Qualifier.RANGE) else None
    usual = Quantity(qualifier, low, high, scale, unit, per)
    word = draw(st.sampled_from(["", *_WORDS[qualifier]]))
    if "S余U" in word or "S多U" in word:
        assume(scale)
    if word in ("NSU余", "NSU多"):
        assume(unit)
    return usual if word == pattern_of(usual) else Quantity(qualifier, low, high, scale, unit, per, word)


@given(quantities())
def test_what_chinese_writes_is_read_back(quantity: Quantity) -> None:
    for locale in ("zh", "zh-hant"):
        assert parse_quantity(format_quantity(quantity, locale)) == quantity


@given(quantities())
def test_what_english_writes_is_read_back(quantity: Quantity) -> None:
    """Not in the same powers, nor with classifiers that English lacks, but with the same value."""
    again = parse_quantity(format_quantity(quantity, "en"))
    assert (again.qualifier, again.value, again.limit) == (quantity.qualifier, quantity.value, quantity.limit)
    if UNITS[quantity.unit].one and UNITS[quantity.unit].dimension not in ("count", "people"):
        assert again.unit == quantity.unit


@given(quantities(), st.sampled_from(["zh", "zh-hant", "en", "de", "ja", "xx-yy"]))
def test_parts_join_to_the_whole(quantity: Quantity, locale: str) -> None:
    whole = format_quantity(quantity, locale)
    parts = format_quantity(quantity, locale, parts=True)
    assert "".join(parts) == whole
    assert parts.figure
    assert "\n" not in whole


@given(quantities())
def test_japanese_has_no_english_word(quantity: Quantity) -> None:
    text = format_quantity(quantity, "ja")
    assert not re.search("about|nearly|more|less|up to|least|billion|million|trillion", text)
    assert not re.search("[a-z]{4,}", text), text


@given(quantities())
def test_survives_the_cache(quantity: Quantity) -> None:
    encoded = msgspec.json.encode(quantity)
    again = msgspec.json.decode(encoded, type=Quantity)
    assert again == quantity
    assert format_quantity(again, "zh") == format_quantity(quantity, "zh")


_PIECES = st.lists(
    st.sampled_from([*"0123456789.,-—~/·%()一二十百千万亿半点余多约近元亩年月人个", "以上", "不超过", "CNY",
                     " billion", "to", "per", "每", "m2", "kWh", "年产", "ha)", "mu(", "百分之",
                     "\u200b", "　"])
).map("".join)  # fmt: skip


@given(st.one_of(st.text(), _PIECES), st.sampled_from([None, *DIMENSIONS]))
@settings(max_examples=500)
def test_nothing_but_quantity_errors(text: str, dimension: str | None) -> None:
    try:
        quantity = parse_quantity(text, frozenset((dimension,)) if dimension else None)
    except QuantityError as error:
        assert error.reason  # noqa: PT017 - most texts are refused, some are not
        return
    assert parse_quantity(format_quantity(quantity, "zh")) == quantity


@pytest.mark.parametrize(
    "unit", ["9", "9,", "一", "百", "约", "-", "/", "(", "·", "近CNY", "1-", "万", "1亿2", " ", "ﷺ"]
)
def test_hostile_text_costs_nothing(unit: str) -> None:
    begun = time.process_time()
    for length in (70, 150, 100_000):
        with pytest.raises(QuantityError):
            parse_quantity((unit * length)[:length] + "!")
    assert time.process_time() - begun < 2


def test_every_qualifier_has_its_usual_word() -> None:
    assert set(USUAL) == set(Qualifier) - {Qualifier.NEGOTIABLE}
