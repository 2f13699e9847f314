"""Ids of new entries: the title in pinyin, with the site's own readings; a title keeps the id it once got."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from sitegen.model.formats import is_slug
from sitegen.model.kinds import RESERVED
from sitegen.sheets.libraries import library

LONGEST = 40


class Ids:
    def __init__(self, given: Mapping[str, Mapping[str, str]], readings: Mapping[str, str]) -> None:
        """`given` is kind -> title -> id; `readings` are words with their pinyin: 朝阳 -> chaoyang."""
        self.given = {kind: dict(titles) for kind, titles in given.items()}
        self.readings = readings
        self.used = {kind: set(titles.values()) for kind, titles in self.given.items()}
        self.new: dict[str, dict[str, str]] = {}

    def id_of(self, kind: str, title: str, taken: set[str], english: str = "") -> str:
        known = self.given.get(kind, {}).get(title)
        if known:
            return known
        stem = slug(title, self.readings)
        if not stem:
            stem = slug(english, {}) or kind
        key, number = stem, 2
        while key in taken or key in RESERVED.get(kind, ()) or key in self.used.get(kind, ()):
            key, number = f"{stem}-{number}", number + 1
        self.keep(kind, title, key)
        return key

    def keep(self, kind: str, title: str, key: str) -> None:
        """Remember an id for a title."""
        self.given.setdefault(kind, {})[title] = key
        self.used.setdefault(kind, set()).add(key)
        self.new.setdefault(kind, {})[title] = key


def slug(title: str, readings: Mapping[str, str]) -> str:
    """年产10万吨铝箔项目 -> nianchan-10-wandun-lubo, word by word, as long as an address should be."""
    text = unicodedata.normalize("NFKC", title)
    text = re.sub(r"(建设)?项目$", "", text) or text
    for word in sorted(readings, key=len, reverse=True):
        text = text.replace(word, f" {readings[word]} ")
    syllables = library("pypinyin").lazy_pinyin(text, errors=lambda other: f" {other} ")
    joined = " ".join(syllables).casefold().replace("ü", "v")
    parts = re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKD", joined))
    made = ""
    for part in parts:
        longer = f"{made}-{part}" if made else part
        if len(longer) > LONGEST:
            break
        made = longer
    made = made or (parts[0][:LONGEST] if parts else "")
    return made if is_slug(made) else ""
