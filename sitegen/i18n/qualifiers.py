"""The words by which a figure is qualified: 近, 以上, 余, about, or more … and where they stand.

A word is kept as a pattern of N (the figure), S (the power of ten) and U (the unit): "近NSU", "NS余U". The
pattern is both how a Chinese page writes it and what `Quantity.word` holds when the word is not its
qualifier's usual one.
"""

from __future__ import annotations

from sitegen.i18n.amounts import Qualifier, Quantity

USUAL: dict[Qualifier, str] = {
    Qualifier.EXACT: "NSU",
    Qualifier.ABOUT: "约NSU",
    Qualifier.NEARLY: "近NSU",
    Qualifier.AT_LEAST: "NSU以上",
    Qualifier.OVER: "N余SU",
    Qualifier.AT_MOST: "不超过NSU",
    Qualifier.RANGE: "NSU",
}
OVER_A_FRACTION = "超过NSU"
"""The usual word where 余 would follow a fraction (1.2余亿元 is not said)."""

_CHINESE: dict[Qualifier, tuple[str, ...]] = {
    Qualifier.ABOUT: ("约NSU", "大约NSU", "大概NSU", "约为NSU", "NSU左右", "NSU上下"),
    Qualifier.NEARLY: ("近NSU", "将近NSU", "接近NSU"),
    Qualifier.AT_LEAST: (
        "NSU以上", "NSU及以上", "NSU或以上", "不少于NSU", "不低于NSU", "至少NSU", "最低NSU", "最少NSU",
        "不小于NSU", "大于等于NSU",
    ),
    Qualifier.OVER: (
        "N余SU", "NS余U", "N多SU", "NS多U", "NSU余", "NSU多", "超过NSU", "超NSU", "逾NSU",
        "高于NSU", "多于NSU", "大于NSU",
    ),
    Qualifier.AT_MOST: (
        "不超过NSU", "不高于NSU", "不多于NSU", "至多NSU", "最多NSU", "最高NSU", "NSU以下",
        "NSU及以下", "NSU以内", "不大于NSU", "小于等于NSU", "低于NSU",
        "少于NSU", "小于NSU", "不足NSU", "不到NSU",
    ),
}  # fmt: skip

_ENGLISH: dict[str, tuple[str, ...]] = {
    "约NSU": ("about", "approximately", "approx.", "approx", "around", "circa", "roughly", "~"),
    "近NSU": ("nearly", "almost", "closeto"),
    "不低于NSU": ("≥", ">="),
    "低于NSU": ("lessthan", "fewerthan", "below", "under"),
    "至少NSU": ("atleast", "notlessthan", "nolessthan", "nofewerthan", "minimum"),
    "超过NSU": ("morethan", "over", "above", "exceeding", "inexcessof", ">"),
    "不超过NSU": ("≤", "<=", "<", "upto", "atmost", "nomorethan", "notmorethan", "notexceeding", "maximum"),
}
_ENGLISH_AFTER: dict[str, tuple[str, ...]] = {"NSU以上": ("ormore", "orabove", "+")}

QUALIFIER_OF: dict[str, Qualifier] = {
    pattern: qualifier for qualifier, patterns in _CHINESE.items() for pattern in patterns
}

BEFORE: dict[str, str] = {
    **{pattern[:-3]: pattern for pattern in QUALIFIER_OF if pattern.endswith("NSU")},
    **{word: pattern for pattern, words in _ENGLISH.items() for word in words},
}
"""Words that stand before the figure -> pattern."""

AFTER: dict[str, str] = {
    **{pattern[3:]: pattern for pattern in QUALIFIER_OF if pattern.startswith("NSU")},
    **{word: pattern for pattern, words in _ENGLISH_AFTER.items() for word in words},
}
"""Words that stand after the unit -> pattern."""

BELOW = frozenset(("低于NSU", "少于NSU", "小于NSU", "不足NSU", "不到NSU"))
"""Patterns of AT_MOST that leave the figure itself out."""

INFIX: dict[str, tuple[str, str]] = {
    "余": ("N余SU", "NS余U"),
    "多": ("N多SU", "NS多U"),
    "+": ("NSU以上", "NSU以上"),
}
"""Characters that stand inside -> pattern right after the figure, pattern after the power of ten."""

AFTER_LONGEST: tuple[str, ...] = tuple(sorted(AFTER, key=len, reverse=True))

NEGOTIABLE = frozenset(
    (
        "面议",
        "面谈",
        "可面议",
        "价格面议",
        "另行商议",
        "negotiable",
        "tobenegotiated",
        "bynegotiation",
        "tobeagreed",
    )
)
UNDECIDED = frozenset(
    ("待定", "未定", "暂定", "暂无", "无", "不详", "未知", "待补充", "tbd", "tbc", "tba",
     "n/a", "na", "none", "null",
     "unknown", "tobedetermined", "tobeconfirmed", "-", "--", "—", "——", "/", "?", "nan")
)  # fmt: skip


def pattern_of(q: Quantity) -> str:
    """The pattern by which Chinese writes the quantity."""
    if q.word:
        return q.word
    if q.qualifier is Qualifier.OVER and q.low is not None and q.low != q.low.to_integral_value():
        return OVER_A_FRACTION
    return USUAL[q.qualifier]


def is_about(q: Quantity) -> bool:
    """Whether "about" is to be said: of a plain figure, or of a range that is itself approximate."""
    return q.qualifier is Qualifier.ABOUT or (q.qualifier is Qualifier.RANGE and q.word.startswith("约"))
