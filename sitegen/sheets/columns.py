"""Fields as columns: found by what an office calls them, derived from the declarations of entity types."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_args, get_origin

import msgspec

from sitegen.i18n.quantities import QuantityError, parse_quantity
from sitegen.i18n.text import Text
from sitegen.model.entities import Part, Plot
from sitegen.model.fields import Dimensions, Doc, Price, Ref, hints_of
from sitegen.model.fields import unwrapped as unwrapped_anew
from sitegen.model.kinds import KINDS

_UNWRAPPED: dict[int, tuple[Any, tuple[Any, tuple[Any, ...]]]] = {}


def unwrapped(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """As `model.fields.unwrapped`; each type once, since sheets have hundreds of thousands of cells."""
    found = _UNWRAPPED.get(id(hint))
    if found is None:
        found = _UNWRAPPED[id(hint)] = hint, unwrapped_anew(hint)  # the type is kept, so its id stays its own
    return found[1]


class Column(NamedTuple):
    """A field that a cell can hold. `path` is its place in the entry's file; `hint` its declared type."""

    path: tuple[str, ...]
    hint: Any
    zh: str
    en: str
    locale: str = ""
    """Of a text, where the column is for one language."""
    unit: str = ""
    special: str = ""
    """serial, contact, internal or body for what is no field; the heading is then the last of the path."""

    @property
    def name(self) -> str:
        """As sheets.yml and the second line of an exported sheet have it: investment.total, title.en."""
        return ".".join((*self.path, self.locale) if self.locale else self.path)

    @property
    def is_text(self) -> bool:
        return not self.special and unwrapped(self.hint)[0] is Text

    @property
    def is_list(self) -> bool:
        return not self.special and get_origin(unwrapped(self.hint)[0]) is tuple

    @property
    def is_parts(self) -> bool:
        """Whether it holds mappings or lists of them, which a cell can only spell out."""
        bare = unwrapped(self.hint)[0]
        inner = unwrapped(get_args(bare)[0])[0] if get_origin(bare) is tuple else bare
        return get_origin(bare) is dict or (isinstance(inner, type) and issubclass(inner, Part))

    @property
    def dimensions(self) -> Dimensions | None:
        return next((mark for mark in unwrapped(self.hint)[1] if isinstance(mark, Dimensions)), None)


class Heading(NamedTuple):
    """What a column's heading says once its unit and language are taken out of it."""

    words: str
    unit: str
    locale: str


class Found(NamedTuple):
    """A heading's columns: one is clear, several are a question, none is unknown."""

    columns: tuple[Column, ...]

    @property
    def column(self) -> Column | None:
        return self.columns[0] if len(self.columns) == 1 else None


PLOT = "plot"
"""What rows of a list of plots are: no entries, but parts of a region's file."""
PLOTS_SHEET = "地块"
"""The sheet of plots in a workbook that is exported."""
_BESIDE_PLOTS = (
    Column(("region",), Annotated[str, Ref("region")], "所在地区", "place"),
    Column(("position",), str, "位置", "position"),
    Column(("number",), str, "地块编号", "number of a plot"),
    Column(("rent",), Price, "租金", "rent"),
)
"""Columns of such lists that are no fields of a plot by themselves."""


@cache
def columns_of(kind: str) -> tuple[Column, ...]:
    """Every field of a kind that a cell can hold, in the model's order; parts of mappings each by itself."""
    if kind == PLOT:
        return (*_columns(Plot, ()), *_BESIDE_PLOTS)
    return tuple(_columns(KINDS[kind], ()))


def _columns(cls: type[msgspec.Struct], above: tuple[str, ...]) -> Iterator[Column]:
    hints = hints_of(cls)
    for info in msgspec.structs.fields(cls):
        if info.name == "id" and not above:
            continue
        hint = hints[info.name]
        bare, marks = unwrapped(hint)
        doc = next((mark for mark in marks if isinstance(mark, Doc)), Doc(info.name, info.name))
        path = (*above, info.name)
        if isinstance(bare, type) and issubclass(bare, Part):
            yield from _columns(bare, path)
        else:
            yield Column(path, hint, doc.zh, doc.en)


@cache
def _aliases() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("aliases.toml").read_text("utf-8"))


def words_of(kind: str) -> dict[str, list[str]]:
    """What offices call the columns of a kind, by the columns' names."""
    return {
        path: [word.replace("_", " ") for word in words.split()]
        for path, words in _aliases().get(kind, {}).items()
    }


class Columns:
    """The columns of a kind by their headings, with those that a site has named itself."""

    def __init__(self, kind: str, own: Mapping[str, str] | None = None) -> None:
        """`own` is heading -> name of a column, or "" for a column that is to be passed over."""
        self.kind = kind
        self.by_name = {column.name: column for column in columns_of(kind)}
        self._words: dict[str, list[Column]] = {}
        self._loose: dict[str, list[Column]] = {}
        self._known: dict[str, Found] = {}
        for path, words in words_of(kind).items():
            for word in words:
                self._add(self._words, word, self.by_name[path])
        for special, words in words_of("special").items():
            for word in words:
                if plain(word) not in self._words:
                    self._add(self._words, word, _special(special, word))
        for column in columns_of(kind):
            exact = self._words if len(column.path) == 1 else self._loose
            for word in (column.zh, column.en):
                if plain(word) not in self._words or exact is self._loose:
                    self._add(exact, word, column)
        for heading, name in (own or {}).items():
            try:
                column = self.named(name, heading) if name else _special("serial", heading)
            except KeyError:
                continue  # a field of another kind
            self._words[plain(heading)] = [column]

    @staticmethod
    def _add(table: dict[str, list[Column]], word: str, column: Column) -> None:
        known = table.setdefault(plain(word), [])
        if column not in known:
            known.append(column)

    def named(self, name: str, heading: str = "") -> Column:
        """By its name, title.en and internal.note too; or by what offices call it. Raises KeyError."""
        if name in self.by_name:
            return self.by_name[name]
        path, _, locale = name.rpartition(".")
        if path in self.by_name and self.by_name[path].is_text:
            return self.by_name[path]._replace(locale=locale)
        if name.startswith("internal."):
            return _special("internal", name.removeprefix("internal."))
        if name in ("body", "contact", "internal", "serial", "id"):
            return _special(name, heading or name)
        if not name.isascii() and "." not in name and (column := self.find(name).column):
            return column
        raise KeyError(name)

    def find(self, heading: str) -> Found:
        """The columns that a heading may mean."""
        found = self._known.get(heading)
        if found is None:
            found = self._known[heading] = self._find(heading)
        return found

    def _find(self, heading: str) -> Found:
        if heading.strip() in self.by_name or "." in heading or heading in ("id", "serial"):
            try:
                return Found((self.named(heading.strip()),))
            except KeyError:
                pass
        said = read_heading(heading)
        tries = [plain(heading), plain(said.words), plain(said.words).removeprefix("其中")]
        tries.append(_NUMBER.sub("", plain(said.words)))
        if self.kind == "project":
            tries.append(plain(said.words).removeprefix("项目"))
        if self.kind == "enterprise":  # 2025年产值; of a project, a year's share would be taken for the whole
            tries.append(re.sub(r"^(?:19|20)[0-9]{2}年度?", "", plain(said.words)))
        for words in tries:
            for table in (self._words, self._loose):
                if words in table:
                    return Found(tuple([self._with(column, said) for column in table[words]]))
        if _FOR_THE_OFFICE.search(plain(said.words)) or (self.kind == "project" and is_by_year(said.words)):
            return Found((_special("internal", plain(heading)),))
        return Found(())

    @staticmethod
    def _with(column: Column, said: Heading) -> Column:
        locale = said.locale if column.is_text else ""
        return column._replace(unit=said.unit, locale=locale)


def _special(special: str, heading: str) -> Column:
    return Column((special, heading), str, heading, heading, special=special)


_FOR_THE_OFFICE = re.compile(
    r"领导(?:及电话|电话)?$|专班$|责任人$|专班长$|(?:存在|主要)?(?:问题|困难)(?:及建议)?$|下一?步"
    r"|(?:洽谈|推进|工作|项目|招商|前期|包装|履约|落地|谈判|对接)(?:工作)?(?:进展|情况|进度)(?:情况)?$|^(?:招商|工作|本周|本月|最新|近期|目前|当前)进展(?:情况)?$"
)
"""Headings of what an office keeps for itself, however it is put."""
_YEAR = r"(?:19|20)[0-9]{2}年?(?:度|底|末|上半年|下半年|[0-9]{1,2}月)?"
_BY_YEAR = re.compile(
    rf"(?:其中)?(?:(?:截至|截止|至|到)?(?:{_YEAR}|上年|去年|本年|当年|今年|年内)(?:底|末|度|前)?|分年度?|年度|各年度?"
    r"|[0-9]{1,2}[-~—至][0-9]{1,2}月|1-?[0-9]{1,2}月份?|本月|累计|已|实际)"
    r"(?:已|预计|拟|累计|计划|实际|目标|新增)*(?:完成|下达|安排|落实)?(?:固定资产|中央|省级|地方|财政)?"
    r"(?:投资|资金|建设|投资计划|计划投资|投资额|建设内容|主要建设内容|建设目标|资金计划|资金需求|工作目标|目标任务)"
    r"(?:计划|情况|额|安排|目标|完成情况|完成额|进度|需求)?"
)


def is_by_year(words: str) -> bool:
    """Whether a heading is of what is done in a year, or so far, which is not the whole: 2026年计划投资."""
    return bool(_BY_YEAR.fullmatch(plain(read_heading(words).words))) and "总投资" not in words


def begins_with_year(words: str) -> bool:
    """Whether a heading above others says that these are of one year: 2026年计划, 截至2025年底完成."""
    return re.match(r"(?:截至|截止|至|到)?(?:19|20)[0-9]{2}年|分年度|年度", plain(words)) is not None


_NUMBER = re.compile(r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.]+|[(（]?[0-9]{1,2}[)）、.]+)")
"""The number before a label of a form: 一、项目名称."""
_LANGUAGES = {
    "英文": "en",
    "英语": "en",
    "english": "en",
    "en": "en",
    "中文": "zh",
    "zh": "zh",
    "繁体": "zh-hant",
}
_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_TAIL = re.compile(r"(.+?)[:：/_／\-—]\s*([^:：/_／\-—]+)$")


def plain(text: str) -> str:
    """A heading for comparison: full-width characters, blanks, stars and case do not count."""
    return re.sub(r"[\s*＊:：]+", "", unicodedata.normalize("NFKC", text)).casefold()


@cache
def read_heading(text: str) -> Heading:
    """总投资（亿元） -> words 总投资, unit 亿元; 项目名称（英文） -> locale en."""
    text = unicodedata.normalize("NFKC", text).replace("\n", " ").strip()
    words, unit, locale = text, "", ""
    for inside in _BRACKETS.findall(text):
        said = re.sub(r"^单位[:：]?\s*", "", inside.strip())
        said = re.sub(r"^([A-Za-z$¥]{1,3}) ?(million|billion)$", r"\2 \1", said)
        if plain(said) in _LANGUAGES:
            locale = _LANGUAGES[plain(said)]
        elif is_unit(said):
            unit = said
    words = _BRACKETS.sub("", words).strip()
    tail = _TAIL.fullmatch(words)
    if tail and not unit and is_unit(tail[2].strip()):
        words, unit = tail[1].strip(), tail[2].strip()
    first, _, last = words.rpartition(" ")
    if first and plain(last) in _LANGUAGES:
        words, locale = first, _LANGUAGES[plain(last)]
    elif first and not unit and is_unit(last):
        words, unit = first, last
    return Heading(words, unit, locale)


@cache
def is_unit(text: str) -> bool:
    """Whether a figure may stand before this: 亿元, 亩, %, 万元/年, 人."""
    text = text.strip()
    if not text or len(text) > 12 or any(char.isdigit() for char in text if char not in "²³0123456789m"):
        return False
    try:
        return text == "月" or parse_quantity(f"1{text}", None).unit != ""
    except QuantityError:
        return False
