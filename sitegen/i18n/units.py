"""The units that quantities are written in: their Chinese and English words, and how large they are.

One table, from which reading and writing both draw, so that the two cannot drift apart. Adding a unit is
adding a row. Chinese words are in Simplified characters; the Traditional ones follow from TRADITIONAL, a
table of just the characters that occur here, so that neither reading nor writing a figure has to load OpenCC.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Unit(NamedTuple):
    """A unit of measure.

    `zh` follows a figure ("14个月"), `zh_per` a slash ("元/月"); `one` and `many` are the English words (""
    for Chinese classifiers that English does not say). `size` is how many of the dimension's base units it
    is; it serves sorting only, figures are never converted on their way to the reader. `names` are further
    spellings, in lower case without blanks.
    """

    code: str
    dimension: str
    zh: str
    one: str = ""
    many: str = ""
    size: Decimal = Decimal(1)
    names: tuple[str, ...] = ()
    zh_per: str = ""


class Dimension(NamedTuple):
    """What a field may measure: its name in both languages, and how to write one."""

    zh: str
    en: str
    example: str


DIMENSIONS = {
    "money": Dimension("金额", "an amount of money", "20亿元"),
    "price": Dimension("单价", "a price", "0.52元/kWh"),
    "rate": Dimension("每年（或每单位）的数量", "a quantity per year or other unit", "10万吨/年"),
    "area": Dimension("面积", "an area", "300亩"),
    "duration": Dimension("时间长度", "a length of time", "6.5年"),
    "people": Dimension("人数", "a number of people", "300人"),
    "percent": Dimension("百分比", "a percentage", "18.5%"),
    "count": Dimension("数量", "a count", "50个"),
    "mass": Dimension("重量", "a mass", "10万吨"),
    "energy": Dimension("能量", "an amount of energy", "3亿千瓦时"),
    "power": Dimension("功率", "an amount of power", "50万千瓦"),
    "volume": Dimension("体积", "a volume", "2亿立方米"),
    "length": Dimension("长度", "a length", "120公里"),
    "number": Dimension("数字", "a plain number", "300"),
}


def _size(numerator: int, denominator: int = 1) -> Decimal:
    return Decimal(numerator) / Decimal(denominator)


def _money(code: str, zh: str, *names: str) -> Unit:
    return Unit(code, "money", zh, code, code, names=names)


def _count(code: str, zh: str, one: str = "", many: str = "", *names: str) -> Unit:
    return Unit(code, "count", zh, one, many, names=names)


_MONEY = (
    _money(
        "CNY",
        "元",
        "人民币",
        "元人民币",
        "元(人民币)",
        "人民币元",
        "圆",
        "yuan",
        "rmb",
        "yuanrmb",
        "¥",
        "cn¥",
    ),
    _money("USD", "美元", "美金", "usdollar", "usdollars", "dollars", "us$", "$"),
    _money("EUR", "欧元", "euro", "euros", "€"),
    _money("HKD", "港元", "港币", "港纸", "hk$"),
    _money("JPY", "日元", "日圆", "yen"),
    _money("GBP", "英镑", "£"),
    _money("TWD", "新台币", "台币", "nt$"),
    _money("MOP", "澳门元", "澳门币"),
    _money("KRW", "韩元", "₩"),
    _money("SGD", "新加坡元", "新币", "s$"),
    _money("AUD", "澳元", "a$"),
    _money("CAD", "加元", "c$"),
    _money("CHF", "瑞士法郎"),
)

_MEASURES = (
    Unit("mu", "area", "亩", "mu", "mu", _size(2000, 3), ("chinesemu",)),
    Unit("m2", "area", "平方米", "m²", "m²", _size(1),
         ("m2", "平米", "㎡", "sqm", "squaremetre", "squaremetres", "squaremeter", "squaremeters"), "m²"),
    Unit("ha", "area", "公顷", "ha", "ha", _size(10_000), ("hectare", "hectares")),
    Unit("acre", "area", "英亩", "acre", "acres", Decimal("4046.8564224"), ("ac",)),
    Unit("km2", "area", "平方公里", "km²", "km²", _size(1_000_000),
         ("km2", "平方千米", "sqkm", "squarekilometres", "squarekilometers"), "km²"),
    Unit("m", "length", "米", "m", "m", _size(1), ("metre", "metres", "meter", "meters")),
    Unit("km", "length", "公里", "km", "km", _size(1000), ("千米", "kilometres", "kilometers")),
    Unit("mm", "length", "毫米", "mm", "mm", _size(1, 1000)),
    Unit("cm", "length", "厘米", "cm", "cm", _size(1, 100)),
    Unit("um", "length", "微米", "µm", "µm", _size(1, 1_000_000), ("um", "μm")),
    Unit("t", "mass", "吨", "t", "t", _size(1000), ("ton", "tons", "tonne", "tonnes", "metrictons")),
    Unit("kg", "mass", "公斤", "kg", "kg", _size(1), ("千克", "kilogram", "kilograms")),
    Unit("g", "mass", "克", "g", "g", _size(1, 1000), ("gram", "grams")),
    Unit("tce", "energy", "吨标准煤", "tce", "tce", _size(8141), ("吨标煤",)),
    Unit("kWh", "energy", "千瓦时", "kWh", "kWh", _size(1), ("度", "度电", "千瓦小时"), "kWh"),
    Unit("MWh", "energy", "兆瓦时", "MWh", "MWh", _size(1000), ("兆瓦小时",), "MWh"),
    Unit("GWh", "energy", "吉瓦时", "GWh", "GWh", _size(1_000_000), (), "GWh"),
    Unit("GJ", "energy", "吉焦", "GJ", "GJ", _size(2500, 9), (), "GJ"),
    Unit("W", "power", "瓦", "W", "W", _size(1, 1000)),
    Unit("kW", "power", "千瓦", "kW", "kW", _size(1), (), "kW"),
    Unit("MW", "power", "兆瓦", "MW", "MW", _size(1000), (), "MW"),
    Unit("GW", "power", "吉瓦", "GW", "GW", _size(1_000_000), (), "GW"),
    Unit("kVA", "power", "千伏安", "kVA", "kVA", _size(1), (), "kVA"),
    Unit("MVA", "power", "兆伏安", "MVA", "MVA", _size(1000), (), "MVA"),
    Unit("m3", "volume", "立方米", "m³", "m³", _size(1),
         ("m3", "方", "立方", "标方", "标准立方米", "nm3", "cubicmetre", "cubicmetres", "cubicmeters"), "m³"),
    Unit("L", "volume", "升", "L", "L", _size(1, 1000), ("公升", "litre", "litres", "liter", "liters"), "升"),
    Unit("kL", "volume", "千升", "kL", "kL", _size(1), (), "千升"),
    Unit("a", "duration", "年", "year", "years", _size(365), ("yr", "yrs", "annum")),
    Unit("month", "duration", "个月", "month", "months", _size(365, 12), ("月份",), "月"),
    Unit("week", "duration", "周", "week", "weeks", _size(7), ("星期", "个星期")),
    Unit("d", "duration", "天", "day", "days", _size(1), ("日",), "日"),
    Unit("workday", "duration", "个工作日", "working day", "working days", _size(7, 5),
         ("工作日", "workdays", "businessday", "businessdays"), "工作日"),
    Unit("h", "duration", "小时", "hour", "hours", _size(1, 24), ("个小时", "hr", "hrs")),
    Unit("min", "duration", "分钟", "minute", "minutes", _size(1, 1440)),
    Unit("%", "percent", "%", "%", "%", _size(1), ("percent", "percentage")),
    Unit("‰", "percent", "‰", "‰", "‰", _size(1, 10)),
    Unit("pp", "percent", "个百分点", "percentage point", "percentage points", _size(1), ("百分点",)),
    Unit("person", "people", "人", "person", "people", _size(1),
         ("名", "位", "persons", "jobs", "job", "employees")),
    Unit("", "number", ""),
)  # fmt: skip

_COUNTS = (
    _count("ge", "个", "", "", "item", "items"), _count("xiang", "项"), _count("jia", "家"),
    _count("tiao", "条"), _count("zuo", "座"),
    _count("chang", "场"), _count("jie", "届"), _count("zhong", "种"), _count("lei", "类"),
    _count("chu", "处"),
    _count("suo", "所"), _count("fen", "份"), _count("zong", "宗"), _count("zhang", "张"),
    _count("dao", "道"),
    _count("ci", "次", "time", "times", "回"),
    _count("jian", "件", "piece", "pieces", "pcs", "pc"),
    _count("zhi", "只", "piece", "pieces"),
    _count("pian", "片", "piece", "pieces"),
    _count("kuai", "块", "piece", "pieces"),
    _count("zhi-rod", "支", "piece", "pieces"),
    _count("tai", "台", "unit", "units", "台套", "台(套)"),
    _count("tao", "套", "set", "sets"),
    _count("liang", "辆", "vehicle", "vehicles"),
    _count("sou", "艘", "ship", "ships"),
    _count("jia-aircraft", "架", "aircraft", "aircraft"),
    _count("dong", "栋", "building", "buildings", "幢"),
    _count("hu", "户", "household", "households"),
    _count("jian-room", "间", "room", "rooms"),
    _count("bed", "张床位", "bed", "beds", "床", "床位", "个床位"),
    _count("berth", "个泊位", "berth", "berths", "泊位"),
    _count("parking", "个车位", "parking space", "parking spaces", "车位", "个停车位"),
    _count("job-post", "个岗位", "job", "jobs", "个就业岗位", "就业岗位", "岗位"),
    _count("zhu", "株", "plant", "plants", "棵"),
    _count("tou", "头", "head", "head"),
    _count("yu", "羽", "bird", "birds"),
    _count("xiang-case", "箱", "case", "cases"),
    _count("ping", "瓶", "bottle", "bottles"),
    _count("he", "盒", "box", "boxes"),
    _count("dai", "袋", "bag", "bags"),
    _count("shuang", "双", "pair", "pairs", "副"),
    _count("pi", "批", "batch", "batches"),
    _count("TEU", "标箱", "TEU", "TEU", "teus", "国际标准箱"),
    _count("visit", "人次", "visit", "visits", "visitors"),
)  # fmt: skip

UNITS: dict[str, Unit] = {unit.code: unit for unit in (*_MONEY, *_MEASURES, *_COUNTS)}
"""Every unit by its code, which is what a quantity holds."""


def _spellings() -> dict[str, str]:
    """Spelling in lower case without blanks -> code. Where two units share one, the first in the table has
    it.
    """
    names: dict[str, str] = {}
    for unit in UNITS.values():
        symbol = unit.code if unit.dimension != "count" or unit.code == "TEU" else ""
        words = (unit.zh, symbol, unit.one, unit.many)
        for word in (*(word.replace(" ", "").lower() for word in words), *unit.names):
            if word:
                names.setdefault(word, unit.code)
    return names


NAMES: dict[str, str] = _spellings()

PER_NAMES: dict[str, str] = {"月": "month", "时": "h", "天": "d", "人均": "person"}
"""Spellings that mean a unit after a slash only: "3月" by itself would be March."""

CURRENCIES: tuple[str, ...] = tuple(name for name, code in NAMES.items() if UNITS[code].dimension == "money")
"""Spellings of currencies: each may stand before the figure (CNY 2 billion, ¥20亿)."""

TRADITIONAL: dict[int, int] = str.maketrans(
    "亿万亩顷吨个余约将过议时辆艘栋户间项条场届种类处双标准张块韩欧镑币门只厘钟岗车点头于内产为",
    "億萬畝頃噸個餘約將過議時輛艘棟戶間項條場屆種類處雙標準張塊韓歐鎊幣門隻釐鐘崗車點頭於內產為",
)
"""Simplified characters of this table and of the qualifiers' words -> Traditional."""

SIMPLIFIED: dict[int, int | None] = {
    **{new: old for old, new in TRADITIONAL.items()},
    **str.maketrans("臺箇牀産圓鍾", "台个床产圆钟"),
}
