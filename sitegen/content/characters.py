"""Characters that got into a text by accident: git's marks of a conflict, letters lost in a conversion, marks
that cannot be seen, radicals that look like the character they are drawn from.

They come with pasting from PDF files and chats, with the wrong encoding and with merges. What has one right
reading is read that way and reported (radicals become their character, invisible marks go); what has none is
an error. Only texts that `text.is_usual` does not pass come here, which few do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, place_at, problem
from sitegen.patterns import pattern

_CONFLICT = pattern(r"^(?:<{7}|>{7})(?: .*)?\r?$|^={7}\r?$", re.MULTILINE)
_LOST = pattern("\ufffd|锟斤拷")
_GARBLED = pattern(
    r"[â-ô][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}|[ÂÃ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
    "|[锛銆鈥]|烫烫烫|屯屯屯|[?]{3,}"
)
"""UTF-8 read as Windows' Latin letters (â€œ, Ã©, ç”µ), or as GBK, where every Chinese comma, full stop and
quotation mark begins with one of three rare characters; memory that was never filled; Chinese saved without
its letters.
"""
_INVISIBLE = pattern(
    "[\u00ad\u034f\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u2060-\u2064\u3164\uffa0]"
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
)
"""Without the joiners that make one picture of several."""
_LOOK_ALIKE = pattern("[\u2e80-\u2fd5\uf900-\ufad9\ufb00-\ufb06]")

_RADICALS = str.maketrans(
    "⺁⺇⺋⺌⺍⺎⺐⺒⺓⺔⺕⺙⺛⺜⺝⺟⺠⺩⺪⺫⺬⺮⺰⺱⺳⺴⺵⺶⺷⺸⺹⺻⺼⺽⻁⻃⻄⻅⻆⻉⻋⻌⻍⻎⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳⼾⾭",
    "厂几巳小小兀尢巳幺彑彐攵旡日月母民王疋目示竹纟网网网网羊羊羊耂聿肉臼虎西西见角贝车辶辶辶長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟户青",
)
"""CJK radicals that have a character of the same look (Unicode's EquivalentUnifiedIdeograph) but no
compatibility decomposition; and two whose decomposition is not the form that is written today."""

MAX_CONFLICTS = 20
"""More than these in one file are not worth listing."""


def tidy(text: str, path: str) -> tuple[str, list[Diagnostic]]:
    """The text as it is read, and what was found in it. Columns are those of the text as written."""
    conflicts = list(_conflicts(text, path))
    if conflicts:
        return "", conflicts
    found = [
        *_first(_LOST, "E_LOST_CHARACTER", text, path),
        *_first(_GARBLED, "W_GARBLED", text, path),
        *_first(_INVISIBLE, "W_INVISIBLE_CHARACTER", text, path),
        *_look_alikes(text, path),
    ]
    return _LOOK_ALIKE.sub(_plain, _INVISIBLE.sub("", text)) if found else text, found


def _conflicts(text: str, path: str) -> Iterator[Diagnostic]:
    """Each place where git left two versions; or the first mark that is left of one."""
    marks = [
        match for match in _CONFLICT.finditer(text) if match[0][0] != "=" or _is_no_heading(text, match, path)
    ]
    begins = [match for match in marks if match[0][0] == "<"] or marks[:1]
    for match in begins[:MAX_CONFLICTS]:
        yield problem("E_CONFLICT", place_at(path, text, match.start()), mark=match[0].rstrip())


def _is_no_heading(text: str, match: re.Match[str], path: str) -> bool:
    """Seven signs below a line of Markdown make a heading of it; below none they are git's."""
    if not path.endswith(".md"):
        return True
    end = max(0, match.start() - 1)
    return not text[text.rfind("\n", 0, end) + 1 : end].strip()


def _first(kind: re.Pattern[str], code: str, text: str, path: str) -> Iterator[Diagnostic]:
    """One problem for all of a kind, at the first."""
    found = list(kind.finditer(text))
    if found:
        place = place_at(path, text, found[0].start())
        yield problem(code, place, found=_named(found[0][0]), count=len(found))


def _named(found: str) -> str:
    """What was found, by its number where it cannot be seen."""
    return found if found.isprintable() else f"U+{ord(found[0]):04X}"


def _look_alikes(text: str, path: str) -> Iterator[Diagnostic]:
    found = list(_LOOK_ALIKE.finditer(text))
    if found:
        first, plain = found[0][0], _plain(found[0])
        near = {"near": plain} if plain != first else {}
        place = place_at(path, text, found[0].start())
        yield problem("W_LOOK_ALIKE", place, found=first, count=len(found), **near)


def _plain(match: re.Match[str]) -> str:
    """The character that is meant: by Unicode's own table where that has it."""
    return unicodedata.normalize("NFKC", match[0].translate(_RADICALS))
