"""Captions of films (WebVTT, .vtt): what is wrong with them and where, and the words that they show.

Browsers leave out what they cannot read of such a file, without a word. So it is read here as strictly as it
has to be written for all of them, and every fault has its line and column. What is read: the header, notes,
and cues with their times, settings and text; style sheets and regions are refused, for a page's looks are its
own.
"""

from __future__ import annotations

import msgspec

from sitegen.diagnostics import Diagnostic, Place, problem
from sitegen.patterns import pattern

_STAMP = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = pattern(rf"[ \t]*{_STAMP}[ \t]+-->[ \t]+{_STAMP}(?:[ \t]+\S.*)?[ \t]*")
_ARROW = "-->"
_TAG = pattern(
    r"</?(?:[cibuv]|ruby|rt|lang)(?:\.[^\s<>&.]+)*(?:[ \t][^<>]*)?>|<(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}>"
)
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&lrm;": "", "&rlm;": ""}
CAPTIONS_ENDING = ".vtt"
MOST_CUES = 5000
"""Some five hours of talk."""


def converted_name(name: str, locale: str) -> str:
    """What captions are called that are converted into a locale: film.vtt, film.zh-hant.vtt."""
    return f"{name.removesuffix(CAPTIONS_ENDING)}.{locale}{CAPTIONS_ENDING}"


class Cue(msgspec.Struct, frozen=True, array_like=True):
    """A line of captions: when it comes and goes, in milliseconds, and its words without marks."""

    start: int
    end: int
    text: str


class CaptionFault(msgspec.Struct, frozen=True):
    """What is wrong, in words that fit behind a colon."""

    en: str
    zh: str


_NO_HEADER = CaptionFault("the first line is not WEBVTT", "第一行不是 WEBVTT")
_SUBRIP = CaptionFault("this is the format SubRip (.srt)", "这是 SubRip（.srt）格式")
_COMMA = CaptionFault("a comma before the milliseconds", "毫秒前面是逗号")
_TIMES = CaptionFault("times that cannot be read", "时间格式不对")
_NO_TIMES = CaptionFault("words without times above them", "文字上面没有时间")
_BACKWARDS = CaptionFault("it ends before it begins", "结束时间不晚于开始时间")
_ORDER = CaptionFault("it begins before the one above it", "开始时间早于上一条")
_EMPTY = CaptionFault("no words below the times", "时间下面没有文字")
_STYLED = CaptionFault("style sheets and regions are not taken", "不接受样式和区域设置")
_MARK = CaptionFault("a mark that captions do not have", "字幕里不能用的标记")
_NONE = CaptionFault("there are no captions in it", "里面没有字幕")
_MANY = CaptionFault(f"more than {MOST_CUES} captions", f"字幕超过 {MOST_CUES} 条")


def read_captions(text: str, path: str) -> tuple[tuple[Cue, ...], list[Diagnostic]]:
    """The captions of a file, and what is wrong with it: at most one fault of each block."""
    reader = _CueReader(
        text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"), path
    )
    reader.read()
    return tuple(reader.cues), reader.found


class _CueReader:
    def __init__(self, lines: list[str], path: str) -> None:
        self.lines = lines
        self.path = path
        self.cues: list[Cue] = []
        self.found: list[Diagnostic] = []

    def read(self) -> None:
        first = self.lines[0]
        if first != "WEBVTT" and not first.startswith(("WEBVTT ", "WEBVTT\t")):
            is_subrip = first.strip().isdigit() and len(self.lines) > 1 and _ARROW in self.lines[1]
            self._tell(_SUBRIP if is_subrip else _NO_HEADER, 1, 1)
            return
        line = 1
        while line < len(self.lines):  # what may stand below the header
            if not self.lines[line].strip():
                break
            line += 1
        while line < len(self.lines) and len(self.cues) <= MOST_CUES:
            end = line
            while end < len(self.lines) and self.lines[end].strip():
                end += 1
            if end > line:
                self._block(line, end)
            line = end + 1
        if len(self.cues) > MOST_CUES:
            self._tell(_MANY, 1, 1)
        elif not self.cues and not self.found:
            self._tell(_NONE, 1, 1)

    def _tell(self, fault: CaptionFault, line: int, column: int) -> None:
        self.found.append(problem("E_CAPTIONS", Place(self.path, line, column), en=fault.en, zh=fault.zh))

    def _block(self, start: int, end: int) -> None:
        """Lines from `start` up to `end`, both from 0."""
        first = self.lines[start].strip()
        if first == "NOTE" or first.startswith(("NOTE ", "NOTE\t")):
            return
        if first in ("STYLE", "REGION"):
            self._tell(_STYLED, start + 1, 1)
            return
        timing = start if _ARROW in self.lines[start] else start + 1
        if timing >= end or _ARROW not in self.lines[timing]:
            self._tell(_NO_TIMES, start + 1, 1)
            return
        self._cue(timing, end)

    def _cue(self, timing: int, end: int) -> None:
        line = self.lines[timing]
        column = len(line) - len(line.lstrip()) + 1
        match = _TIMING.fullmatch(line)
        if match is None:
            comma = line.find(",")
            is_comma = _TIMING.fullmatch(line.replace(",", ".")) is not None
            self._tell(_COMMA if is_comma else _TIMES, timing + 1, comma + 1 if is_comma else column)
            return
        begin, until = _milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:])
        if until <= begin:
            self._tell(_BACKWARDS, timing + 1, line.index(_ARROW) + len(_ARROW) + 2)
        elif self.cues and begin < self.cues[-1].start:
            self._tell(_ORDER, timing + 1, column)
        elif timing + 1 == end:
            self._tell(_EMPTY, timing + 1, column)
        else:
            self._words(timing + 1, end, begin, until)

    def _words(self, start: int, end: int, begin: int, until: int) -> None:
        words = []
        for number in range(start, end):
            line = self.lines[number]
            plain = _TAG.sub(lambda match: " " * len(match[0]), line)  # so that columns stay
            if (at := plain.find("<")) >= 0:
                self._tell(_MARK, number + 1, at + 1)
                return
            words.append(_plain(_TAG.sub("", line)))
        self.cues.append(Cue(begin, until, " ".join(" ".join(words).split())))


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _plain(text: str) -> str:
    for written, meant in reversed(_ENTITIES.items()):  # the ampersand last
        text = text.replace(written, meant)
    return text
