"""Write the tables by which the search folds characters: Traditional to Simplified, and readings in pinyin.

From OpenCC and pypinyin, which a build does not load for this: python scripts/search_tables.py. A test holds
that the tables are what this makes.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path

from opencc import OpenCC
from pypinyin.constants import PINYIN_DICT

FOLDER = Path(__file__).parent.parent / "sitegen/i18n/tables"
READINGS = 3
"""Of one character, at most: the usual ones come first."""


def traditional() -> str:
    """Two lines: characters, and below each the one that it is folded to."""
    convert = OpenCC("t2s").convert
    pairs = {}
    for code in range(0x3400, 0xA000):
        char = chr(code)
        folded = convert(char)
        if folded != char and len(folded) == 1 and unicodedata.normalize("NFKC", folded) == folded:
            pairs[char] = folded
    for config in ("tw2s", "hk2s"):  # forms of one place only: 裡, 綫
        one_place = OpenCC(config).convert
        for code in range(0x3400, 0xA000):
            char = chr(code)
            folded = one_place(char)
            if char not in pairs and folded != char and len(folded) == 1:
                pairs[char] = folded
    settled = {char: pairs.get(folded, folded) for char, folded in pairs.items()}
    return f"{''.join(settled)}\n{''.join(settled.values())}\n"


def pinyin() -> str:
    """A line for each syllable, with the characters of GB 2312 that are read so."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, readings in PINYIN_DICT.items():
        char = chr(code)
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            continue
        plain = dict.fromkeys(_without_tone(reading) for reading in readings.split(","))
        for syllable in [one for one in plain if one.isascii() and one.isalpha()][:READINGS]:
            found[syllable].append(char)
    return "".join(f"{syllable} {''.join(sorted(found[syllable]))}\n" for syllable in sorted(found))


def _without_tone(reading: str) -> str:
    apart = unicodedata.normalize("NFD", reading.strip())
    return unicodedata.normalize(
        "NFC", "".join(mark for mark in apart if mark == "\u0308" or not unicodedata.combining(mark))
    ).replace("ü", "v")


if __name__ == "__main__":
    FOLDER.joinpath("traditional.txt").write_text(traditional(), "utf-8")
    FOLDER.joinpath("pinyin.txt").write_text(pinyin(), "utf-8")
