"""Why YAML could not be read, where the parser knows only that: the slips of those who write it by hand.

The parser stops where nothing fits any more; the cause is on that line, on the one above, or where a
quotation mark was opened. Everything here is tried only for files that cannot be read.
"""

from __future__ import annotations

from sitegen.diagnostics import Diagnostic, Place, problem
from sitegen.patterns import pattern

_NAME = r"[\w.-]{1,40}"
_WIDE = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_WIDE_BLANK = pattern(rf"(?:^ *(?:- +)*|[{{,] *){_NAME}:(?=[{_WIDE}])")
_WIDE_COMMA = pattern(rf"[，、；](?=[ {_WIDE}]?{_NAME} ?[:：])")
_CUT = pattern(r"(?<=[ \t])#")
_BEGINS = pattern(
    rf"(?:^ *(?:- +)*|[{{,] *){_NAME}: *(?P<value>\[[^\[\]\"]*\]|\"[^\"]*\"|'[^']*')(?= *[^\s#,\]}}\"'])"
)
_OPEN = pattern(rf" *(?:- +)*{_NAME}: +(?P<quote>[\"'])")
_LINE = pattern(rf" *(?:- +)*{_NAME}:(?: |$)")
_REMARK = pattern(rf" *# ?({_NAME}):\s*(?:#.*)?$")


def likely_cause(path: str, lines: list[str], number: int) -> Diagnostic | None:
    """What is probably wrong in a file that cannot be read at this line (from 1), or None."""
    if found := open_quotation(path, lines, number):
        return found
    for each in (number, number - 1):
        if 1 <= each <= len(lines) and (found := _in_line(path, lines[each - 1], each)):
            return found
    return _below_a_remark(path, lines, number) or _indentation(path, lines, number)


def _in_line(path: str, line: str, number: int) -> Diagnostic | None:
    if match := _WIDE_BLANK.search(line):
        return problem("E_COLON_BLANK", Place(path, number, match.end() + 1))
    opened = min((at for at in (line.find("{"), line.find("[")) if at >= 0), default=-1)
    if opened >= 0 and (match := _WIDE_COMMA.search(line, opened)):
        return problem("E_FULL_WIDTH_COMMA", Place(path, number, match.start() + 1), found=match[0])
    if match := _BEGINS.search(line):
        place = Place(path, number, match.start("value") + 1)
        first = match["value"][0]
        other = {"'": '"', '"': "'"}.get(first, '"')
        return _yaml(
            place,
            f"a text that begins with {first} needs {other} around all of it",
            f"以 {first} 开头的文字，要在整段文字的前后各加一个 {other}",
        )
    if (
        opened >= 0
        and (match := _CUT.search(line, opened))
        and not line[opened : match.start()].rstrip().endswith(("}", "]"))
    ):
        cut = line[match.start() : match.start() + 20]
        return _yaml(
            Place(path, number, match.start() + 1),
            f"“{cut}” is a remark, so the bracket before it never closes; put the text in quotation marks",
            f"“{cut}”之后都成了备注，前面的括号就没有闭合；请给文字加引号",
        )
    return None


def open_quotation(path: str, lines: list[str], number: int) -> Diagnostic | None:
    """A value whose quotation mark is not closed on its line, with another field on the next one."""
    for each, line in enumerate(lines[:number], 1):
        match = _OPEN.match(line)
        if match and match["quote"] not in line[match.end() :].replace("\\\\", "").replace('\\"', ""):
            below = next((text for text in lines[each:] if text.strip()), "")
            if _LINE.match(below):
                return _yaml(
                    Place(path, each, match.start("quote") + 1),
                    "the quotation mark that opens here is not closed on this line",
                    "这里的引号在本行没有闭合",
                )
    return None


def _below_a_remark(path: str, lines: list[str], number: int) -> Diagnostic | None:
    """A field that was made active while the name above it is still a remark."""
    line = lines[number - 1] if 1 <= number <= len(lines) else ""
    above = lines[number - 2] if number >= 2 else ""
    match = _REMARK.match(above)
    if match and _LINE.match(line) and line.startswith(" "):
        return _yaml(
            Place(path, number - 1, above.index("#") + 1),
            f"“# {match[1]}:” is still a remark; take its “# ” away, too",
            f"“# {match[1]}:”还是备注，请把它前面的“# ”也去掉",
        )
    return None


def _indentation(path: str, lines: list[str], number: int) -> Diagnostic | None:
    """A line that begins with a blank more or less than its neighbours."""
    line = lines[number - 1] if 1 <= number <= len(lines) else ""
    above = next(
        (
            text
            for text in reversed(lines[: number - 1])
            if text.strip() and not text.lstrip().startswith("#")
        ),
        "",
    )
    here, there = (len(text) - len(text.lstrip(" ")) for text in (line, above))
    if _LINE.match(line) and _LINE.match(above) and abs(here - there) == 1:
        return _yaml(
            Place(path, number, here + 1),
            f"this line begins with {here} blanks, the one above with {there}; a group is aligned",
            f"这一行开头有 {here} 个空格，上一行有 {there} 个；同一组的各行要对齐",
        )
    return None


def _yaml(place: Place, en: str, zh: str) -> Diagnostic:
    return problem("E_YAML", place, en=en, zh=zh)
