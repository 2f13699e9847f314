"""Where in a document something is said, in English: 一（二） is section 1(2), 附件1 is Annex 1."""

from __future__ import annotations

from sitegen.patterns import pattern

_WORDS = {
    "全文": "full text",
    "正文": "main text",
    "导语": "introduction",
    "标题": "title",
    "落款": "closing",
    "主送": "addressees",
    "附件": "annex",
}
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_SECTION = pattern(f"({_NUMERAL})(?:（({_NUMERAL})）)?(?:([0-9]{{1,2}})[.．]?)?")
_ARTICLE = pattern(f"第({_NUMERAL}|[0-9]{{1,3}})(条|章|部分|节)")
_ANNEX = pattern(f"附件([0-9]{{1,2}}|{_NUMERAL})")
_UNITS = {"条": "Article", "章": "Chapter", "部分": "Part", "节": "Section"}
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}


def english_paragraph(text: str) -> str:
    """In English; as it is written where its form is not known."""
    plain = text.strip()
    if plain in _WORDS:
        return _WORDS[plain]
    if found := _SECTION.fullmatch(plain):
        inner = "".join(f"({part})" for part in (_number(found[2]), found[3]) if part)
        return f"Section {_number(found[1])}{inner}"
    if found := _ARTICLE.fullmatch(plain):
        return f"{_UNITS[found[2]]} {_number(found[1])}"
    if found := _ANNEX.fullmatch(plain):
        return f"Annex {_number(found[1])}"
    return text if not text.isascii() else f"Section {text}"


def _number(numeral: str | None) -> str:
    """一, 十二, 二十三 in digits; digits as they are."""
    if not numeral or numeral.isascii():
        return numeral or ""
    tens, ten, ones = numeral.rpartition("十")
    value = (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
    return str(value)
