"""What a plot or park is connected with, as offices write it: 七通一平, 水电路气讯, 道路、供电已通."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sitegen.model.entities import CONNECTIONS
from sitegen.model.synonyms import called, meant

_PACKAGES = {
    "三": ("road", "power", "water", "levelled"),
    "七": ("road", "power", "water", "drainage", "gas", "heat", "telecom", "levelled"),
    "九": CONNECTIONS,
}
"""What is agreed upon; of 五通一平 (with gas, or with drainage) there are several readings."""
CALLED = tuple([called(one, CONNECTIONS) for one in CONNECTIONS])
"""What each connection is called in Chinese."""
_PACKAGE = re.compile(r"([二三四五六七八九十])通一平")
_WORDS = {
    "road": "路 道路 公路 通道路 进场道路 市政道路 路网",
    "power": "电 供电 通电 电力 用电 供电线路",
    "water": "水 供水 给水 通水 自来水 上水 用水 供水管网",
    "drainage": "排水 下水 雨水 雨水管网 排水管网 雨水管道",
    "sewage": "污水 排污 污水管网 污水处理 污水管道",
    "gas": "气 供气 通气 燃气 天然气 煤气 燃气管道 天然气管道",
    "heat": "热 暖 供热 供暖 热力 暖气",
    "telecom": "讯 网 通讯 通信 电信 网络 宽带 光纤 通网",
    "broadcast": "有线电视 广电 电视",
    "levelled": "平 平整 场平 场地平整 土地平整 地块平整 场地已平整 土地已平整",
}
_TERMS = {word: (term,) for term, words in _WORDS.items() for word in words.split()} | {
    word: terms
    for words, terms in (
        ("雨污水 雨污管网 雨污水管网 雨污分流", ("drainage", "sewage")),
        ("给排水 供排水 给排水管网", ("water", "drainage")),
    )
    for word in words.split()
}
_BEFORE = re.compile(r"^(?:园区|地块|厂区|宗地|红线外|均|都|已经|已|全部|实现|具备|达到|完成|通|接通|接入)+")
_AFTER = re.compile(
    r"(?:均|都|已经|已|全部|等|配套|设施|条件|基础|接|通达|通|接通|接入|到位|齐全|齐备|完善|完备|具备|完成)+$"
)
YES = re.compile(r"(?:是|有|√|✓|已?具备|已?完成|已?达到|已?实现|到位|齐全)")


def read_connections(text: str) -> list[str] | None:
    """The terms of a text, in its order; None where it says anything else."""
    plain = unicodedata.normalize("NFKC", text).strip(" 。.;；")
    package = _PACKAGE.search(plain)
    if package is None:
        return _listed(plain)
    before, after = plain[: package.start()], plain[package.end() :]
    inside = re.fullmatch(r"\s*[(:：]\s*(?:即|指)?([^()]+?)\)?", after)
    if before and not _BEFORE.fullmatch(before):
        return None
    if inside:
        listed = _listed(inside[1])
        return None if listed is None else _once([*listed, "levelled"])
    found = _PACKAGES.get(package[1])
    return list(found) if found and (not after or _AFTER.fullmatch(after)) else None


def is_unclear(text: str) -> bool:
    """Whether a text names a package that may be several things: 五通一平."""
    package = _PACKAGE.search(text)
    return package is not None and package[1] not in _PACKAGES


def package_in(heading: str) -> str:
    """The package that a heading names: 是否七通一平."""
    found = _PACKAGE.search(heading)
    return found[0] if found else ""


def _listed(text: str) -> list[str] | None:
    found: list[str] = []
    for part in re.split(r"[、，,；;/\s和及与+]+", text):
        terms = _terms(part)
        if part and not terms:
            return None
        found += terms
    return _once(found) or None


def _terms(word: str) -> list[str]:
    """The terms of one word; of 水电路气 one for each character."""
    for one in (word, _BEFORE.sub("", word), _AFTER.sub("", word), _AFTER.sub("", _BEFORE.sub("", word))):
        if one in CONNECTIONS:
            return [one]
        if one in _TERMS:
            return list(_TERMS[one])
        if term := meant(one, CONNECTIONS):
            return [it.strip() for it in term.strip("[]").split(",")]
        if 1 < len(one) <= 8 and all(char in _TERMS for char in one):
            return [term for char in one for term in _TERMS[char]]
    return []


def _once(terms: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(terms))
