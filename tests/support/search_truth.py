"""What a search must find: read from the files of the entries, without the program that makes the index."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from sitegen.i18n.folding import fold
from sitegen.i18n.hant import Converter
from sitegen.model.kinds import FOLDERS, PACKAGED
from sitegen.routes import entity_path
from tests.support.search import searched

HIDDEN = re.compile("^visibility: *(draft|internal)", re.MULTILINE)


class Truth:
    """Every public entry of a catalogue with its texts, read from its files and folded."""

    def __init__(self, root: Path) -> None:
        self.texts: dict[str, str] = {}
        self.titles: dict[str, dict[str, str]] = {}
        for kind, folder in FOLDERS.items():
            pattern = (
                f"content/{folder}/*/{PACKAGED[kind]}" if kind in PACKAGED else f"content/{folder}/*.yml"
            )
            for file in sorted(root.glob(pattern)):
                source = file.read_text("utf-8")
                if HIDDEN.search(source):
                    continue
                key = file.parent.name if kind in PACKAGED else file.stem
                entry: dict[str, Any] = yaml.safe_load(source)
                bodies = file.parent if kind in PACKAGED else file.with_suffix("")
                said = [entry.get("title"), entry.get("summary"), entry.get("organisation")]
                texts = [
                    text for one in said if one for text in (one.values() if isinstance(one, dict) else [one])
                ]
                texts += [self._plain(body.read_text("utf-8")) for body in sorted(bodies.glob("*.md"))]
                path = entity_path(kind, key)
                self.texts[path] = "\n".join(fold(text) for text in texts)
                title = entry.get("title") or entry.get("organisation")
                self.titles[path] = title if isinstance(title, dict) else {"zh": str(title)}

    @staticmethod
    def _plain(text: str) -> str:
        text = re.sub(r"\]\([^)]*\)", "]", text)
        return re.sub(r"[*_`\[\]]", "", text)

    def holding(self, word: str) -> set[str]:
        return {path for path, text in self.texts.items() if word in text}


def queries_of(truth: Truth, rng: random.Random, count: int) -> dict[str, set[str]]:
    """Texts to look for, each with the pages that must be found: words in Simplified and Traditional, several
    words, English ones, titles in pinyin with and without blanks and by initials."""
    from pypinyin import lazy_pinyin

    hant = Converter("s2tw")
    asked: dict[str, set[str]] = defaultdict(set)
    paths = sorted(truth.texts)
    kinds = 8
    for number in range(count):
        path = rng.choice(paths)
        text = truth.texts[path]
        chinese = re.findall("[\u4e00-\u9fff]{4,}", text)
        english = re.findall(r"(?<![a-z])[a-z]{4,}(?![a-z])", text)
        if not chinese or not english:
            continue
        run, word = rng.choice(chinese), rng.choice(english)
        start = rng.randrange(len(run) - 3)
        pair, four = run[start : start + 2], run[start : start + 4]
        title = re.findall("[\u4e00-\u9fff]{3,}", fold(str(truth.titles[path].get("zh", ""))))
        match number % kinds:
            case 0:
                asked[pair] |= truth.holding(pair)
            case 1:
                asked[hant(pair)] |= truth.holding(fold(hant(pair)))
            case 2:
                asked[four] |= truth.holding(four)
            case 3:
                asked[f"{pair} {word}"] |= truth.holding(pair) & english_holding(truth, word)
            case 4:
                asked[word] |= english_holding(truth, word)
            case 5 | 6 | 7 if title:
                said = lazy_pinyin(title[0], v_to_u=False)
                spelt = ("".join(said), " ".join(said[:3]), "".join(one[0] for one in said[:4]))
                asked[spelt[number % kinds - 5]] |= {path}
    return asked


def english_holding(truth: Truth, word: str) -> set[str]:
    at_start = re.compile(f"(?<![a-z0-9]){word}")
    return {path for path, text in truth.texts.items() if at_start.search(text)}


def missed(tree: Path, asked: dict[str, set[str]]) -> dict[str, set[str]]:
    """What should have been found and was not."""
    answers = searched(tree, list(asked))
    return {
        text: left
        for (text, wanted), answer in zip(asked.items(), answers, strict=True)
        if (left := wanted - set(answer.paths))
    }
