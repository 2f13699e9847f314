"""One cell to what the entry's file would say, or to the reason why that is not clear.

The decoder of entries has the last word on every value. What is done here is what typing it in would do:
the unit from the heading goes behind the figure, a word of the office becomes the term, a date of Excel a
date. Where a cell can be read in two ways it is a question, never a guess.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from sitegen.content.yaml_file import parse_yaml
from sitegen.content.yaml_nodes import Mapping, Node, Scalar, Sequence
from sitegen.diagnostics import Diagnostic
from sitegen.i18n.quantities import QuantityError, parse_quantity
from sitegen.i18n.text import Text
from sitegen.model.decode import value_decoder
from sitegen.model.decode_context import BAD, DecodeContext
from sitegen.model.entities import CONNECTIONS
from sitegen.model.fields import Dimensions, Format, OneOf, Ref
from sitegen.model.personal import find_personal
from sitegen.model.synonyms import meant
from sitegen.sheets.cell_texts import closed_up
from sitegen.sheets.columns import Column, unwrapped
from sitegen.sheets.connections import CALLED, is_unclear, package_in, read_connections
from sitegen.sheets.grid import Cell

Data = Any
"""Text, or lists and mappings of texts: what stands in a YAML file."""

NOTHING = frozenset(
    (
        "",
        "/",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "－",
        "无",
        "暂无",
        "待定",
        "未定",
        "不详",
        "没有",
        "n/a",
        "none",
        "nil",
        "tbd",
        "空",
        "//",
        "———",
        "待测算",
        "测算中",
        "待核",
        "待核实",
        "待核定",
        "待确定",
        "待明确",
        "待补充",
        "待报",
        "未知",
        "未填",
        "见附件",
        "详见附件",
        "见附表",
        "附后",
        "另附",
        "略",
    )
)
AT_ONCE = frozenset(
    ("现房", "净地", "现状", "即时", "即可", "随时", "即可交付", "随时交付", "已建成", "已交付", "已具备")
)
"""What stands for the day of delivery of a plot that is to be had now."""
_YEARS = re.compile(
    r"(?:19|20)[0-9]{2}[年.]?(?:[0-9]{1,2}月?)?\s*[-~—－至到]+\s*"
    r"(?:19|20)[0-9]{2}[年.]?(?:[0-9]{1,2}月?)?年?(?:底|末)?"
)
"""From a year to another, under 建设周期."""
GOING_ON = frozenset(("续建", "在建", "结转", "收尾", "竣工", "前期", "储备", "拟建", "续建项目"))
"""What stands under 建设性质 and says how far a project is."""
FOREVER = frozenset(("长期", "长期有效", "永久", "无期限"))
_DITTO = frozenset(
    ("同上", "上同", "同前", "同上行", "同上一行", "同上项", "〃", '"', "″", "“", "”", "ditto")
)


def is_ditto(text: str) -> bool:
    """Whether a cell says that it is as the one above: 同上, 同 上。, 〃."""
    return re.sub(r"[\s。.]+", "", text) in _DITTO


PICTURE = (
    "a picture in the cell, not read; put its file into the entry's folder",
    "单元格里是图片，未读取；请另存图片，放进条目的文件夹",
)


def is_picture(text: str) -> bool:
    """Whether a cell holds a picture, as WPS keeps it there."""
    return re.match(r"=(?:_xlfn\.)?DISPIMG\(", text) is not None


class Read(NamedTuple):
    """What a cell comes to. `state` is value, empty, question or refused; the sentence says why, or what was
    done to it."""

    state: str
    data: Data = None
    en: str = ""
    zh: str = ""
    problem: Diagnostic | None = None


def read_cell(column: Column, cell: Cell, unit: str, locales: tuple[str, ...], default: str) -> Read:
    """A cell under a column whose heading, or the line below it, says this unit."""
    text = unicodedata.normalize("NFKC", cell.text).strip() if column.dimensions else cell.text.strip()
    unreadable = _unreadable(cell)
    if unreadable is not None:
        return unreadable
    if text.casefold() in NOTHING:
        return Read("empty", None, f"left out: {text}", f"未填写：{text}") if text else Read("empty")
    if text in FOREVER:
        return Read("empty", None, "left out: no end is stated", f"未填写截止日期：{text}")
    if column.name == "period" and _YEARS.fullmatch(text):
        return Read("empty", None, f"left out, no length: {text}", f"未填写：{text}是起止时间，不是时长")
    if column.name == "nature" and text in GOING_ON:
        return Read(
            "empty", None, f"left out, no sort of construction: {text}", f"未填写：{text}不是项目性质"
        )
    if column.name == "delivery" and text in AT_ONCE:
        return Read("empty", None, f"left out, to be had at once: {text}", f"随时可交付，未填写时间：{text}")
    if _TICKED.search(text) and any(isinstance(mark, OneOf) for mark in _marks_of(column)):
        text = _ticked(text)
        if not text:
            return Read("empty", None, "left out: nothing is ticked", "未填写：没有勾选")
    made = _made(column, cell, text, unit)
    return made if made.state != "value" else _checked(column, made, locales, default)


_TICKED = re.compile("[□☐○◯]|[☑☒✓✔√■●]\\s*[\u4e00-\u9fff]")
_BOXES = re.compile("([□☐○◯☑☒✓✔√■●])")


def _marks_of(column: Column) -> tuple[Any, ...]:
    bare, marks = unwrapped(column.hint)
    return unwrapped(get_args(bare)[0])[1] if get_origin(bare) is tuple else marks


def _ticked(text: str) -> str:
    """Of a form's choices those that are ticked: ☑新建 □扩建."""
    parts = _BOXES.split(text)
    return "、".join(
        word.strip(" 、,，;；")
        for box, word in zip(parts[1::2], parts[2::2], strict=True)
        if box in "☑☒✓✔√■●" and word.strip()
    )


def _unreadable(cell: Cell) -> Read | None:
    if cell.kind == "error":
        return Read("refused", None, f"the cell shows the error {cell.text}", f"单元格显示错误 {cell.text}")
    if cell.kind == "formula":
        return Read(
            "refused", None,
            f"the formula {cell.text[:60]} has no stored value; open the file in Excel or WPS and save it",
            f"公式 {cell.text[:60]} 没有保存计算结果，请用 Excel 或 WPS 打开后保存一次",
        )  # fmt: skip
    if cell.struck:
        return Read(
            "question", None,
            f"“{cell.text[:40]}” is struck out, in part or whole", f"“{cell.text[:40]}”有划掉的内容",
        )  # fmt: skip
    return None


def _made(column: Column, cell: Cell, text: str, unit: str) -> Read:
    if column.name == "connected":
        return _connections(text)
    bare, marks = unwrapped(column.hint)
    if get_origin(bare) is tuple:
        return _list(column, text, unwrapped(get_args(bare)[0]))
    for mark in marks:
        if isinstance(mark, Dimensions):
            return read_quantity(cell, text, unit, mark)
        if isinstance(mark, OneOf):
            return Read("value", meant(text, mark.values) or meant(closed_up(text), mark.values) or text)
        if isinstance(mark, Format):
            return _format(mark.name, cell, text)
        if isinstance(mark, Ref):
            return Read("value", text)
    if bare is bool:
        return Read("value", _boolean(text))
    if bare is Text:
        return _text(text)
    return Read("value", text)


def _connections(text: str) -> Read:
    """What is connected; of a package of several readings, which is a question."""
    found = read_connections(text)
    known, known_zh = ", ".join(CONNECTIONS), "、".join(CALLED)
    if found is None and is_unclear(text):
        return Read(
            "question", None,
            f"“{text[:40]}” has several readings; name what is connected: {known}",
            f"“{text[:40]}”说法不一，请逐项写明：{known_zh}",
        )  # fmt: skip
    if found is None:
        return Read(
            "empty", None,
            f"not read: “{text[:40]}”; it takes {known}", f"未读取：“{text[:40]}”；可填：{known_zh}",
        )  # fmt: skip
    words = "、".join(CALLED[CONNECTIONS.index(one)] for one in found)
    said = package_in(text) and (f"{text} is read as {', '.join(found)}", f"{text[:40]}读作：{words}")
    return Read("value", found, *(said or ("", "")))


def _text(text: str) -> Read:
    found = find_personal(text)
    if found:
        return Read(
            "refused", None,
            f"a number of a person is in this text ({found[0].found}); it belongs in the column of contacts",
            f"文字里有个人号码（{found[0].found}），请移到联系人一栏",
        )  # fmt: skip
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    joined = ""
    for line in lines:
        gap = " " if joined and joined[-1].isascii() and line[0].isascii() else ""
        joined = f"{joined}{gap}{line}"
    return Read("value", joined)


def _boolean(text: str) -> str:
    if text in ("是", "有", "√", "✓", "y", "Y", "yes", "true", "1"):
        return "true"
    return "false" if text in ("否", "×", "✗", "n", "N", "no", "false", "0") else text


_BETWEEN = re.compile(r"[、,，;；\n]+")


def _list(column: Column, text: str, item: tuple[Any, tuple[Any, ...]]) -> Read:
    bare, marks = item
    if column.is_parts or text[:1] == "[":
        return Read("value", text)  # spelled out: read as YAML when it is checked
    if bare is Text:
        parts = [part.strip() for part in re.split(r"[;；\n]+", text) if part.strip()]
        return Read("value", parts)
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    for mark in marks:
        if isinstance(mark, OneOf):
            parts = [term for part in parts for term in _terms(part, mark.values)]
    return Read("value", parts if bare in (int, float) else list(dict.fromkeys(parts)))


def _terms(word: str, values: tuple[str, ...]) -> list[str]:
    """The term of a word; of 合资或合作 both."""
    word = re.sub(r"(?:均可|皆可|都可|等方式|等)$", "", closed_up(word)) or word
    term = meant(word, values)
    if term and not term.startswith("["):
        return [term]
    several = [meant(part, values) for part in re.split(r"[/或和及+ ]+", word) if part]
    if len(several) > 1 and all(several):
        return several
    return _run_together(word, values) or [term or word]


def _run_together(word: str, values: tuple[str, ...]) -> list[str]:
    """The terms of 合资合作, which nothing parts."""
    for cut in range(2, min(len(word), 12) - 1):
        first = meant(word[:cut], values)
        if first and not first.startswith("["):
            rest = meant(word[cut:], values)
            others = [rest] if rest else _run_together(word[cut:], values)
            if others:
                return [first, *others]
    return []


# Quantities

_FIGURE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_BARE = re.compile(
    r"(?P<before>[约近超过逾达不少于低多高至最]{0,3}|[≥≤><~≈])(?P<figure>[0-9.]+(?:\s*[-~—–至到]\s*[0-9.]+)?)"
    r"(?P<after>余|多|以上|以下|左右|以内|\+)?"
)
_IN_ENGLISH = (
    (re.compile(r"^(?:about|approx\.?|approximately|around|circa|ca\.)\s*(?=[0-9])", re.IGNORECASE), "约"),
    (re.compile(r"^(?:nearly|almost)\s*(?=[0-9])", re.IGNORECASE), "近"),
    (re.compile(r"^(?:over|more than)\s*(?=[0-9])", re.IGNORECASE), "超过"),
)
_SIGNS = {"≥": "不低于", "≤": "不超过", ">": "超过", "<": "不超过", "~": "约", "≈": "约"}


def read_quantity(cell: Cell, text: str, unit: str, dimension: Dimensions) -> Read:
    """A figure with its unit, from the cell, its format, or the heading."""
    for words, sign in _IN_ENGLISH:
        text = words.sub(sign, text)
    text = re.sub(r"(?<=[0-9])[,， ](?=[0-9]{3}(?![0-9]))", "", text)
    text = re.sub(r"(?<![0-9]) +| +(?![0-9])", "", text)  # 3 5 is not 35
    text = re.sub(r"(?<=[0-9一二两三四五六七八九十])个(?=[万亿])", "", text)
    if "duration" in dimension.names:
        text = re.sub(r"(?<![0-9年])(1[3-9]|[2-9][0-9])月$", r"\1个月", text)  # 6月 may be June
    if text[:1] in _SIGNS:
        text = _SIGNS[text[:1]] + text[1:].removeprefix("=")
    if cell.unit == "?":
        return Read(
            "question", None,
            f"the cell shows another size than it stores ({text}); write figure and unit",
            f"单元格显示的与存储的数不同（存储 {text}），请写明数字和单位",
        )  # fmt: skip
    unit = cell.unit or unit
    bare = _BARE.fullmatch(text)
    if bare is None:
        return Read("value", _with_currency(text, unit, dimension))
    if text.startswith("-"):
        return Read("refused", None, f"{text} is less than nothing", f"{text} 是负数")
    if unit == "月" and "duration" in dimension.names:
        unit = "个月"
    if unit:
        return Read("value", f"{bare['before']}{bare['figure']}{unit}{bare['after'] or ''}")
    if _reads(text, dimension):
        return Read("value", text)
    return Read(
        "question", None,
        f"{text} of what? Write the unit, as in {dimension.example}, or put it into the heading",
        f"{text} 的单位是什么？请写上单位（如 {dimension.example}），或写在表头里",
    )  # fmt: skip


def _with_currency(text: str, unit: str, dimension: Dimensions) -> str:
    """25000万 is 25000万元 where money is meant, or in the currency that the heading names."""
    match = re.fullmatch(r"([约近超过逾达不少于低多高至]*[0-9.~-]+)([万亿])(余|多|以上|左右|以内)?", text)
    if match is None or "money" not in dimension.names:
        return text
    currency = unit.lstrip("百千万亿").partition("/")[0] or "元"
    return f"{match[1]}{match[2]}{currency}{match[3] or ''}"


def _reads(text: str, dimension: Dimensions) -> bool:
    try:
        parse_quantity(text, dimension.names)
    except QuantityError:
        return False
    return True


# Dates, phones and other texts with a form

EPOCH = datetime.date(1899, 12, 30)
"""Day 0 of Excel's calendar, for days after February 1900."""


def _format(name: str, cell: Cell, text: str) -> Read:
    if name in ("date", "moment", "period"):
        return _span(text) or _date(cell, text, name)
    if name == "phone" and cell.kind == "number":
        return _phone(text)
    return Read("value", unicodedata.normalize("NFKC", text) if name != "tag" else text)


_SPAN = re.compile(r"(?:有效期?)?[0-9一二两三四五六七八九十]{1,3}(?:年|个月)(?:有效)?")


def _span(text: str) -> Read | None:
    """A time that something lasts, where a day is to be written: 有效期 5年."""
    if not _SPAN.fullmatch(re.sub(r"\s", "", text)):
        return None
    return Read(
        "question", None,
        f"“{text}” is a length of time; write the day itself, as 2029-05-06",
        f"“{text}”是一段时间，请写到哪一天，例如 2029-05-06",
    )  # fmt: skip


def _date(cell: Cell, text: str, name: str) -> Read:
    if cell.kind == "date":
        return Read("value", text if name == "moment" else text[:10])
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    until = re.fullmatch(r"至?((?:19|20)[0-9]{2})年底|至((?:19|20)[0-9]{2}年.+)", plain)
    if until and name == "date":
        day = f"{until[1]}-12-31" if until[1] else until[2]
        return Read("value", day, f"{plain} is read as {day}", f"{plain} 读作 {day}")
    if cell.kind == "number" and re.fullmatch(r"[3-5][0-9]{4}", plain):
        day = EPOCH + datetime.timedelta(int(plain))
        return Read(
            "value",
            day.isoformat(),
            f"{plain} is Excel's number of {day}",
            f"{plain} 是 Excel 存储的日期 {day}",
        )
    if cell.kind == "number" and re.fullmatch(r"(19|20)[0-9]{2}\.1", plain):
        year = plain[:4]
        return Read(
            "question", None, f"{plain}: {year}-01 or {year}-10?", f"{plain} 是 {year}年1月还是10月？"
        )
    digits = re.fullmatch(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])?", plain)
    if digits:
        return Read("value", "-".join(part for part in digits.groups() if part))
    dotted = re.fullmatch(r"((?:19|20)[0-9]{2})[./]([0-9]{1,2})(?:[./]([0-9]{1,2}))?", plain)
    if dotted:
        return Read("value", "-".join(f"{int(part):02}" for part in dotted.groups() if part))
    return Read("value", text)


def _phone(text: str) -> Read:
    """A number from which Excel has taken the leading zero."""
    if re.fullmatch(r"1[3-9][0-9]{9}", text):
        return Read("refused", None, "a mobile number of a person", "这是个人手机号码")
    if re.fullmatch(r"[2-9][0-9]{9,10}|10[0-9]{8}", text):
        code = 3 if text[0] == "2" or text.startswith("10") else 4
        number = f"0{text}"
        said = f"{number[:code]}-{number[code:]}"
        return Read("value", said, f"the leading zero is back: {said}", f"补上了 Excel 丢掉的 0：{said}")
    return Read("value", text)


# The decoder's word


def _checked(column: Column, read: Read, locales: tuple[str, ...], default: str) -> Read:
    """The value as the decoder takes it, or its problem."""
    if _is_reference(column):
        return read
    if column.is_parts and not re.search(r"[:\[{]", str(read.data)):
        return Read(
            "refused", None,
            "a cell cannot hold this list of parts; fill it in in the entry, and pass the column over (=-)",
            "这一栏要分项填写，一个单元格写不下；请在条目文件或编辑器里填写，这一列用 --column …=- 略过",
        )  # fmt: skip
    node = as_node(read.data)
    if column.is_parts or (column.is_list and isinstance(read.data, str)):
        spelled, problems = parse_yaml(str(read.data).encode(), "cell")
        if spelled is None or problems:
            return Read(
                "refused", None, "this list cannot be read", "这里的清单读不出来", next(iter(problems), None)
            )
        node, read = spelled, read._replace(data=data_of(spelled))
    if column.is_text and isinstance(read.data, str):
        return read
    context = DecodeContext("", locales, default)
    if decoder(column)(node, context) is not BAD:
        return read
    problem = context.found[0]
    return Read("refused", None, problem=problem)


@cache
def decoder(column: Column) -> Any:
    """What decodes a column's values."""
    return value_decoder(column.hint)


def _is_reference(column: Column) -> bool:
    bare, marks = unwrapped(column.hint)
    inner = unwrapped(get_args(bare)[0])[1] if get_origin(bare) is tuple else marks
    return any(isinstance(mark, Ref) for mark in inner)


def as_node(data: Data) -> Node:
    """Data as the decoder takes it."""
    if isinstance(data, dict):
        return Mapping(1, 1, {key: (Scalar(key, True, 1, 1), as_node(value)) for key, value in data.items()})
    if isinstance(data, list):
        return Sequence(1, 1, [as_node(value) for value in data])
    return Scalar(str(data), False, 1, 1)


def data_of(node: Node) -> Data:
    """A node as plain data, without its places."""
    if isinstance(node, Mapping):
        return {key: data_of(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Sequence):
        return [data_of(value) for value in node.items]
    assert isinstance(node, Scalar)
    return node.text
