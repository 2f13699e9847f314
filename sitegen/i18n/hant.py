"""Traditional Chinese, derived from Simplified text by OpenCC and a site's own list of phrases.

Data is converted (titles, Markdown sources), never HTML: a converted href leads nowhere. The configurations
are s2tw and s2hk, which change characters only; s2twp would change vocabulary too (项目 to 專案). Quotation
marks become those of Traditional text: “” 「」, ‘’ 『』.

A site lists what OpenCC cannot know as `phrases`: names whose characters stay ({"岳家坪": "岳家坪"}),
terms the bureau writes its own way. The longest phrase that begins at a place wins, over OpenCC and over the
general ones: PHRASES, and places whose names keep a character (PLACES). A surname keeps its character where a
title follows (于主任, 余建国局长), unless what stands before makes a word with it (由于, 其余, 20余名).
Web and mail addresses in plain text are left alone: converted, they lead nowhere.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from sitegen.i18n.errors import ParseError
from sitegen.i18n.markdown_spans import prose

if TYPE_CHECKING:
    from opencc import OpenCC

CONFIGS = ("s2tw", "s2hk")

PHRASES: dict[str, str] = {
    "万只": "萬隻", "亿只": "億隻", "千只": "千隻", "百只": "百隻", "只/日": "隻/日", "只/年": "隻/年",
    **{f"{power}只{word}": f"{traditional}只{word}"
       for power, traditional in zip("万亿千百", "萬億千百", strict=True) for word in "有能要需是"},
    "签约": "簽約", "签订": "簽訂", "签署": "簽署", "签字": "簽字", "签下": "簽下", "已签": "已簽",
    "新签": "新簽", "家具": "家具", "平台": "平台", "出台": "出台", "扎实": "扎實",
    "污水": "污水", "排污": "排污", "污染": "污染",
    "并为": "並為", "合并为": "合併為", "兼并为": "兼併為", "归并为": "歸併為",
}  # fmt: skip
"""What OpenCC gets wrong in this field: 只 as a classifier (though not in 只能, 只需 …), 集中签约 as a
drawing of lots (籤), a few everyday words that it writes one way here and another there."""

PLACES: dict[str, str] = {
    **{name: name for name in ("岳池", "岳西", "岳麓", "岳塘", "岱岳", "里水", "里耶", "里下河", "新干")},
    "于洪": "于洪", "岳普湖": "岳普湖", "余干": "餘干", "干窑": "干窯",
}  # fmt: skip
"""Counties, districts and towns in whose names OpenCC would change a character that stays."""

_SURNAME = (
    "(?<![由关对处其多业规示模师之最今基属位至终等在过勇敢高低大小富0-9十百千万几])[于余范岳郁后]"
    "(?=[一-鿿]{0,2}(?:局长|主任|处长|科长|书记|经理|先生|女士|市长|县长|区长|院长|董事长))"
)
_ADDRESS = r"(?:[a-z][a-z0-9+.-]{1,9}://|www\.)[^\s，。；、）】》”]+|[A-Za-z0-9._+-]+@[^\s，。；、）】》”]+"

_REMEMBERED = 20_000

_MARKS = {"“": "「", "”": "」", "‘": "『", "’": "』"}
_MARK = re.compile("[“”‘]|(?<![A-Za-z])’|’(?![A-Za-z])")
"""Quotation marks; not the apostrophe of a Latin word."""


class HantError(ParseError):
    """A configuration that is not offered ("config"), or a phrase list that cannot be used ("phrase")."""


@functools.cache
def _tables(config: str) -> OpenCC:
    """OpenCC's tables, opened once in a process: that takes longer than converting a page."""
    from opencc import OpenCC

    return OpenCC(config)


class Converter:
    """Converts Simplified text; calling it twice with the same text converts once."""

    def __init__(self, config: str = "s2tw", phrases: Mapping[str, str] | None = None) -> None:
        if config not in CONFIGS:
            raise HantError("config", CONFIGS[0], "繁体转换方案只能是 s2tw 或 s2hk", "config is s2tw or s2hk")
        own = dict(phrases or {})
        if not all(own):
            raise HantError("phrase", "", "词表中有空的词", "the phrase list has an empty phrase")
        self.config = config
        self._own = own
        self._phrases = {**PHRASES, **PLACES, **own}
        longest_first = sorted(self._phrases, key=lambda phrase: (-len(phrase), phrase))
        self._pattern = re.compile("|".join([_ADDRESS, *map(re.escape, longest_first), _SURNAME]))
        self._opencc: OpenCC | None = None
        self._remember: Callable[[str], str] = functools.lru_cache(_REMEMBERED)(self._convert)

    def __call__(self, text: str) -> str:
        """The text in Traditional characters."""
        return text if text.isascii() else self._remember(text)

    def convert_markdown(self, text: str, schemes: tuple[str, ...] = ()) -> str:
        """A Markdown source in Traditional characters.

        Left as they are: link and image destinations, autolinks and bare addresses, reference definitions'
        destinations, code spans and fenced code, character references. `schemes` are further words that begin
        a bare address. Not remembered: texts are long, and
        whoever renders them keeps the result.
        """
        pieces = prose(text, schemes)
        return "".join(self._convert(piece) if is_prose else piece for piece, is_prose in pieces)

    def __reduce__(self) -> tuple[type[Converter], tuple[str, dict[str, str]]]:
        """Goes to a worker process as its settings; OpenCC's tables are opened there."""
        return Converter, (self.config, self._own)

    def _convert(self, text: str) -> str:
        return "".join(self._pieces(text))

    def _pieces(self, text: str) -> Iterator[str]:
        opencc = self._opencc_converter()

        def convert(piece: str) -> str:
            return _MARK.sub(lambda mark: _MARKS[mark[0]], opencc.convert(piece))

        end = 0
        for found in self._pattern.finditer(text):
            if found.start() > end:
                yield convert(text[end : found.start()])
            yield self._phrases.get(found.group(), found.group())
            end = found.end()
        if end < len(text):
            yield convert(text[end:])

    def _opencc_converter(self) -> OpenCC:
        if self._opencc is None:
            self._opencc = _tables(self.config)
        return self._opencc
