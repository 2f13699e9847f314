"""Texts with a special form: what is accepted, and how it is normalised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from sitegen.diagnostics import InputError
from sitegen.i18n.dates import EXAMPLE, EXAMPLE_MOMENT, DateError, parse_date, parse_period
from sitegen.i18n.phones import PhoneError, read_phone
from sitegen.patterns import pattern

DECIMAL = pattern(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
MAX_URL = 2000

_RATE = pattern(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_SLUG = pattern(r"[a-z0-9]+(-[a-z0-9]+)*")
_EMAIL = pattern(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_POSTCODE = pattern("[0-9]{6}")
_FILE = pattern(r"\w[\w .()（）·-]{0,120}\.[A-Za-z0-9]{1,8}")
_CLOCK = pattern(
    r"(?:(?P<half>上午|下午) ?)?(?P<hour>[0-9]{1,2})"
    r"(?::(?P<minute>[0-9]{2})|[点时](?:(?P<more>[0-9]{1,2})分?|(?P<middle>半))?)"
)
_REGION_CODE = pattern(r"[0-9]{6}(-[a-z0-9]{1,12})?")
_NUMBER = pattern(
    r"(?P<office>[^\s〔\[(（【0-9]{1,30})\s*[〔\[(（【](?P<year>[0-9]{4})[〕\])）】]\s*(?P<no>[0-9]{1,5})\s*号"
)
_TAG = pattern(r"[^\W_]+(?:[ ·.&+-]{1,3}[^\W_]+)*\+{0,2}")
_YEARS = pattern(r"第?([0-9]{1,2})年?(?:-第?([0-9]{1,2}))?年?")
_DASHES = str.maketrans(dict.fromkeys("‐‑–—―－~～至到", "-"))
_HOST = pattern(r"(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+", re.ASCII)


class FormError(InputError):
    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def is_slug(text: str) -> bool:
    """An id: lower-case letters, digits and single hyphens, at most 80 long."""
    return len(text) <= 80 and _SLUG.fullmatch(text) is not None


def slug(text: str) -> str:
    if not is_slug(text):
        raise FormError("E_ID", id=text, **near_slugs(text))
    return text


def near_slugs(text: str) -> dict[str, str]:
    """`{"near": …}` with the id that was meant by one with capitals, blanks or quotation marks, or the ids
    of a list without brackets; nothing for what has no Latin letters to go by."""
    pieces = re.split("[,，、;；]+", unicodedata.normalize("NFKC", text[:400]))
    ids = [re.sub("[^a-z0-9]+", "-", piece.casefold()).strip("-") for piece in pieces]
    whole = text.isascii() or re.fullmatch(r"[\x00-\x7f\uff00-\uffef\u3000-\u303f“”‘’]+", text)
    near = ids[0] if len(ids) == 1 else f"[{', '.join(ids)}]"
    return {"near": near} if whole and all(map(is_slug, ids)) else {}


def date(text: str) -> str:
    try:
        return parse_date(text)
    except DateError as error:
        raise _no_date(error) from None


def _no_date(error: DateError) -> FormError:
    """What was probably meant is named, where that is certain."""
    near = {} if error.suggestion in ("", EXAMPLE, EXAMPLE_MOMENT) else {"near": error.suggestion}
    return FormError("E_DATE", example=error.suggestion or EXAMPLE, en=error.en, zh=error.zh, **near)


def day(text: str) -> str:
    """A date without a time of day."""
    try:
        parsed = date(text)
    except FormError as error:
        if error.params.get("near", "").startswith("starts:"):  # there is no place for two here
            del error.params["near"]
        raise
    if "T" in parsed:
        plain = parsed[:10]
        raise FormError(
            "E_DATE", example=plain, near=plain, en="a date without a time of day", zh="应为不带时刻的日期"
        )
    return parsed


def clock(text: str) -> str:
    """A time of day as 09:30; 9:30, 9点半 and 下午2点 are read, too."""
    found = _CLOCK.fullmatch(unicodedata.normalize("NFKC", text).strip())
    hour = int(found["hour"]) if found else 24
    if found and found["half"] == "下午" and hour < 12:
        hour += 12
    minute = 30 if found and found["middle"] else int((found and (found["minute"] or found["more"])) or 0)
    if hour > 23 or minute > 59:
        raise FormError("E_TIME")
    return f"{hour:02}:{minute:02}"


def period(text: str) -> str:
    try:
        return parse_period(text)
    except DateError as error:
        raise _no_date(error) from None


def url(text: str) -> str:
    """An http or https address with a real host name; nothing a browser would run."""
    plain = text.isascii() and text.isprintable() and not set(text) & set(" \"'<>\\^`{|}")
    parts = _split(text)
    if not plain or len(text) > MAX_URL or parts is None:
        bare = plain and "://" not in text and ":" not in text.partition("/")[0]
        near = {"near": f"https://{text}"} if bare and _split(f"https://{text}") else {}
        raise FormError("E_URL", **near)
    return text


def _split(text: str) -> object | None:
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").lower()
        good = parts.scheme in ("http", "https") and _HOST.fullmatch(host) and "@" not in parts.netloc
        _ = parts.port
    except ValueError:
        return None
    return parts if good else None


def email(text: str) -> str:
    if not _EMAIL.fullmatch(text) or len(text) > 254:
        raise FormError("E_EMAIL")
    return text


def phone(text: str) -> str:
    """One number as `phones` keeps it: 0839-3266000, 400-888-0000, +86-839-3266000, 0839-3266000转8001."""
    try:
        return read_phone(text)
    except PhoneError as error:
        if error.reason == "several":
            lines = ", ".join(f"{{label: 电话, number: {number}}}" for number in error.numbers)
            raise FormError("E_SEVERAL_PHONES", near=f"phones: [{lines}]") from None
        raise FormError("E_PHONE", **({"near": error.suggestion} if error.suggestion else {})) from None


def postcode(text: str) -> str:
    """Six digits, as in China."""
    tidy = unicodedata.normalize("NFKC", text)
    if not _POSTCODE.fullmatch(tidy):
        raise FormError("E_POSTCODE")
    return tidy


def file(text: str) -> str:
    """A plain file name: no folder, no leading dot, nothing outside the entry's folder."""
    if not _FILE.fullmatch(text) or unicodedata.normalize("NFC", text) != text:
        raise FormError("E_FILE_NAME")
    return text


def tag(text: str) -> str:
    """A keyword of at most 30 characters: letters and digits of any script, single blanks, hyphens, dots."""
    tidy = " ".join(unicodedata.normalize("NFKC", text).split())
    if len(tidy) > 30 or not _TAG.fullmatch(tidy):
        parts = [part.strip() for part in re.split("[、,，;；]", tidy[:200]) if part.strip()]
        several = len(parts) > 1 and all(len(part) <= 30 and _TAG.fullmatch(part) for part in parts)
        raise FormError("E_KEYWORD", **({"near": ", ".join(parts)} if several else {}))
    return tidy


@lru_cache(4_096)
def tag_key(tag: str) -> str:
    """The tag in an address and in lists: itself where it is an id, else in Punycode (RFC 3492).

    Spellings that differ in capitals, blanks or dots are one tag. The key of a key is itself.
    """
    if tag.startswith("xn--"):
        return tag
    plain = tag.casefold().replace("&", " and ").replace("+", " plus ")
    plain = "-".join(part for part in re.split(r"[\s·.-]+", plain) if part)
    return plain if is_slug(plain) else f"xn--{plain.encode('punycode').decode('ascii').strip('-')}"


def years(text: str) -> str:
    """A year or a span of years from a beginning, as 1 or 1-3; also written 第1-3年."""
    tidy = unicodedata.normalize("NFKC", text).translate(_DASHES).replace(" ", "")
    match = _YEARS.fullmatch(tidy)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 0 < first <= last:
        raise FormError("E_YEARS")
    return f"{first}-{last}" if last > first else str(first)


def region_code(text: str) -> str:
    if not _REGION_CODE.fullmatch(text):
        raise FormError("E_REGION_CODE")
    return text


def document_number(text: str) -> str:
    """文号 with hexagonal brackets, whichever brackets were typed; other numbers as they are."""
    match = _NUMBER.fullmatch(text)
    if match:
        return f"{match['office']}〔{match['year']}〕{int(match['no'])}号"
    if re.search(r"[\[(（【][0-9]{4}[\])）】]", text):
        raise FormError("E_DOCUMENT_NUMBER")
    return text


def color(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise FormError("E_COLOR")
    return text.lower()


def rate(text: str) -> str:
    if not _RATE.fullmatch(text) or not text.strip("0."):
        raise FormError("E_RATE")
    return text


class Form(NamedTuple):
    """One form: how it is read, and what people and editors are told of it."""

    read: Callable[[str], str]
    """The text as it is kept. Raises FormError."""
    example: str
    zh: str
    en: str
    pattern: str
    """For the JSON Schema, by which editors help while somebody types; it may take more than `read` does."""


_DATED = r"[0-9０-９]{4}|[零〇○一二三四五六七八九]{4}"

FORMS: dict[str, Form] = {
    "date": Form(day, "2026-01-15", "日期", "date", _DATED),
    "moment": Form(
        date,
        "2026-05-18T09:30",
        "日期，或日期加时刻（网站所在时区）",
        "date, or date and time of day in the site's time zone",
        _DATED,
    ),
    "period": Form(
        period,
        "2026/2028",
        "两个年份或月份，中间用 `/`；或一个日期",
        "years or months with `/` between, or one date",
        _DATED,
    ),
    "time": Form(
        clock, "09:00", "时刻（网站所在时区）", "time of day, in the site's time zone", r"[0-9０-９]"
    ),
    "slug": Form(slug, "new-energy", "代号", "id", r"^[a-z0-9]+(-[a-z0-9]+)*$"),
    "url": Form(
        url, "https://www.example.org/", "http 或 https 网址", "http or https address", r"^https?://[^\s/]+"
    ),
    "email": Form(email, "invest@example.org", "电子邮箱", "e-mail address", r"^[^@\s]+@[^@\s]+\.[^@\s]+$"),
    "phone": Form(
        phone, "0839-0000000", "办公电话，带区号", "office telephone, with area code", r"^[+(（]?[0-9０-９]"
    ),
    "postcode": Form(postcode, "628000", "邮政编码", "postcode", r"^[0-9A-Za-z０-９]"),
    "file": Form(
        file,
        "map.pdf",
        "条目文件夹里的文件名",
        "name of a file in the entry's folder",
        r"^[^/\\]+\.[A-Za-z0-9]{1,8}$",
    ),
    "tag": Form(tag, "新能源", "任何语言的一个词", "one keyword in any language", r"^[^,，、;；]{1,30}$"),
    "years": Form(years, "1-3", "第几年，从第一年数起", "years counted from the first", r"[0-9０-９]"),
    "region-code": Form(
        region_code,
        "510802",
        "GB/T 2260 六位代码；园区在后面加连字符和字母或数字",
        "six digits of GB/T 2260; parks add a hyphen and letters or digits",
        r"^[0-9]{6}(-[a-z0-9]{1,12})?$",
    ),
    "document-number": Form(
        document_number,
        "示例发〔2026〕1号",
        "文号，各种括号都会统一为〔〕",
        "文号; any brackets become 〔〕",
        r".",
    ),
    "color": Form(color, "#0d5257", "颜色", "colour", r"^#[0-9a-fA-F]{6}$"),
    "rate": Form(rate, "7.10", "数", "number", r"^[0-9]{1,6}(\.[0-9]{1,6})?$"),
}
"""By the names that `Format` has in the model. How to add one: CONTRIBUTING.md."""
