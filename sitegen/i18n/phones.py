"""Telephone numbers: as people write them, as pages show them, and as a `tel:` address dials them (RFC 3966).

A number is kept as groups of digits with hyphens, and 转 before an extension: 0839-3266000转8001. Chinese
numbers have an area code of three digits (010, 02x) or four, and seven or eight digits of their own.
"""

from __future__ import annotations

import re
import unicodedata

from sitegen.i18n.errors import ParseError
from sitegen.i18n.locales import is_traditional
from sitegen.patterns import pattern

MAX_LENGTH = 80

_REASONS = {
    "phone": ("不是电话号码", "not a telephone number"),
    "several": ("一栏里写了不止一个号码", "more than one number"),
}

_EXTENSION = pattern(
    r"(.*[0-9)])[\s-]*(?:转|轉|extension|ext\.?|分机号?|#|x)[\s:-]*([0-9]{1,6})", re.IGNORECASE
)
_SEVERAL = pattern(r"[/、,;|]|或|和|及| or | and ")
_LABEL = pattern(r"[^0-9+(]*[:\s](?=[0-9+(])|[^\x00-\x7f]+(?=[0-9+(])|(?:tel|phone|fax)\.?(?=[0-9+(])")
_GROUPS = pattern(r"\+?[0-9]+(?:-[0-9]+){0,5}")
_AREA = pattern(r"0(?:10|2[0-9]|[3-9][0-9]{2})")
_CHINESE = pattern(r"\+86|0[1-9]|[48]00")
"""Numbers that may have an extension behind a hyphen; abroad that is a part of the number."""
_ABROAD = pattern("00(?=[1-9])")
_DIGITS = pattern("[0-9]+")


class PhoneError(ParseError):
    """A text that is no number, or more than one. `numbers` are those that it seems to hold."""

    def __init__(self, reason: str, suggestion: str = "", numbers: tuple[str, ...] = ()) -> None:
        super().__init__(reason, suggestion, *_REASONS[reason])
        self.numbers = numbers


def read_phone(text: str) -> str:
    """The number in the form that is kept. Raises PhoneError."""
    normal = _normal(text)
    try:
        return _read(normal)
    except PhoneError as error:
        if error.reason != "phone":
            raise
        label = _LABEL.match(normal)
        bare = normal[label.end() :] if label else normal
        raise PhoneError("phone", _or_nothing(bare) or _or_nothing(_mistyped(bare))) from None


def _mistyped(text: str) -> str:
    """Without a remark in brackets and marks behind it; letters for the digits that they look like."""
    bare = re.sub(r"\([^0-9()]*\)$", "", text).strip(" ,.;、，。；")
    return re.sub(r"(?<=[0-9OoIl])[OoIl](?=[0-9OoIl]|$)", _digit, re.sub(r"(?<=[0-9])\.(?=[0-9])", "-", bare))


def _digit(match: re.Match[str]) -> str:
    return "0" if match[0] in "Oo" else "1"


def _normal(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text[: MAX_LENGTH + 1]).strip()
    if len(normal) > MAX_LENGTH:
        raise PhoneError("phone")
    return re.sub("[‐-―\u2212ー—]+", "-", normal)


def _or_nothing(text: str) -> str:
    try:
        return _read(text)
    except PhoneError:
        return ""


def _read(text: str) -> str:
    pieces = [piece for piece in _SEVERAL.split(text) if piece.strip()]
    if len(pieces) > 1 and all(_DIGITS.search(piece) for piece in pieces):
        raise _several(pieces)
    match = _EXTENSION.fullmatch(text)
    number, extension = (match[1], match[2]) if match else (text, "")
    number = number.replace("(0)", "").replace("(", " ").replace(")", " ")
    number = re.sub(r"[\s-]+", "-", re.sub(r"\+\s+", "+", number.strip())).strip("-")
    if not _GROUPS.fullmatch(number):
        raise PhoneError("phone")
    groups = _with_country(number.split("-"))
    if not extension and len(groups) > 1 and _CHINESE.match(groups[0]):
        groups, extension = _extension_of(groups)
    _check(groups)
    return "-".join(groups) + (f"转{extension}" if extension else "")


def _with_country(groups: list[str]) -> list[str]:
    """The groups, with + before a country's code; no trunk 0 stands behind that of China."""
    first = groups[0]
    if _ABROAD.match(first):
        first = f"+{first[2:]}"
    elif first == "86" and len(groups) > 1:
        first = "+86"
    if first.startswith("+860"):
        first = "+86" + first[4:]
    rest = groups[1:]
    if first == "+86" and rest and rest[0].startswith("0"):
        rest = [rest[0].lstrip("0"), *rest[1:]] if rest[0].strip("0") else rest[1:]
    return [first, *rest]


def _extension_of(groups: list[str]) -> tuple[list[str], str]:
    """A last group of a few digits behind a whole number is its extension."""
    *number, last = groups
    before = "".join(number)
    area = _AREA.match(before)
    whole = (7 <= len(before) - area.end() <= 8 if area else len(number[-1]) >= 7) or (
        number[0][:3] in ("400", "800") and len("".join(number)) == 10
    )
    return (number, last) if whole and len(last) <= 6 else (groups, "")


def _check(groups: list[str]) -> None:
    """Raise PhoneError for too many digits, which often are two numbers, or too few."""
    digits = "".join(groups).lstrip("+")
    area = _AREA.match(digits)
    if groups[0].startswith("+"):
        fits = 7 <= len(digits) <= 15 and (groups[0] != "+86" or len(digits) <= 14)
    elif area:
        own = digits[area.end() :]
        fits = len(own) in (7, 8) or (len(own) in (5, 6) and own[0] in "19")  # 0839-12345, 021-962288
    else:
        fits = 3 <= len(digits) <= 11 and (digits[0] != "0" or len(digits) in (7, 8))
    if not fits:
        long = [number for number, group in enumerate(groups) if len(group) >= 7]
        if len(long) > 1:
            cut = long[1] - (1 if _AREA.fullmatch(groups[long[1] - 1]) and long[1] > 1 else 0)
            raise _several(["-".join(groups[:cut]), "-".join(groups[cut:])])
        raise PhoneError("phone")


def _several(pieces: list[str]) -> PhoneError:
    """What the pieces seem to be: a later one often says only how it ends (0839-3266000/01)."""
    numbers: list[str] = []
    for piece in pieces[:6]:
        number = _or_nothing(piece)
        digits = "".join(_DIGITS.findall(piece))
        if numbers and len(digits) <= 8:
            before = numbers[0].partition("转")[0]
            whole = len(digits) >= 7
            head = re.sub("[0-9]{7,8}$", "", before) if whole else before[: max(0, len(before) - len(digits))]
            number = f"{head}{digits}"
        if number:
            numbers.append(number)
    return PhoneError("several", "", tuple(numbers))


def lacks_area_code(phone: str) -> bool:
    """Whether a number can be dialled only by those who are in the same town."""
    digits = phone.partition("转")[0].replace("-", "")
    return len(digits) in (7, 8) and digits[0] != "+"


def dialled(phone: str) -> str:
    """The `tel:` address of a kept number, in its international form; "" for none.

    Service numbers (400, 12345) have no such form and stay as they are.
    """
    if not phone:
        return ""
    number, _, extension = phone.partition("转")
    digits = number.replace("-", "")
    if (number.startswith("0") and len(digits) >= 10) or (len(digits) == 11 and digits.startswith("1")):
        number = f"+86-{number.removeprefix('0')}"
    return f"tel:{number}" + (f";ext={extension}" if extension else "")


def shown_phone(phone: str, locale: str) -> str:
    """The number as pages of a language show it."""
    if locale == "zh" or locale.startswith(("zh-", "zh_")):
        return phone.replace("转", "轉") if is_traditional(locale) else phone
    return phone.replace("转", " ext. ")
