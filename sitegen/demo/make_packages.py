"""Entries that are kept as a bureau would keep them, in words/<folder>: services, tours, origins, funds.

One of each kind has, besides its own, whatever any entry may have (`_DRESSED`).
"""

from __future__ import annotations

from pathlib import Path

from sitegen.demo.dice import Dice
from sitegen.demo.doings import former_id
from sitegen.demo.emit import DemoFolder, to_yaml
from sitegen.demo.extras import dressing, template_file
from sitegen.demo.make_enterprises import enterprise_id
from sitegen.demo.project_outline import first_public
from sitegen.demo.vocabulary import Vocabulary
from sitegen.model.kinds import Both

_TEXTS = Path(__file__).with_name("words")
_DRESSED = {
    "services/company-registration": Both("企业开办", "Setting up a company"),
    "tours/storage-in-a-day": Both("储能产业一日考察", "One-day energy storage tour"),
    "funds/manufacturing-fund": Both("云澜先进制造产业基金", "Yunlan Advanced Manufacturing Fund"),
    "origins/yangtze-river-delta": Both("长三角", "Yangtze River Delta"),
}
_FILES = {"services": "service.yml", "tours": "tour.yml"}
_TEMPLATES: dict[str, str | bytes] = {
    "agreement-zh.docx": template_file(
        "投资意向协议（示范文本，虚构）",
        "甲方：________",
        "乙方：________",
        "投资内容：________",
        "期限：________",
    ),
    "agreement-en.docx": template_file(
        "Letter of intent (model, fictional)",
        "Party A: ____",
        "Party B: ____",
        "Investment: ____",
        "Term: ____",
    ),
}
"""Contract papers to be filled in."""
_FLAT = ("origins", "funds")
"""Folders of kinds whose entries are one file each."""


def write_packages(folder: DemoFolder, words: Vocabulary, seed: int, projects: int) -> None:
    named = {
        "{enterprise}": enterprise_id(words, 0),
        "{project}": first_public(words, seed, projects, [], 1)[0],
    }
    for kind in _FILES:
        for place in sorted((_TEXTS / kind).iterdir()):
            texts = {file.name: file.read_text("utf-8") for file in sorted(place.iterdir())}
            for name, key in named.items():
                texts = {file: text.replace(name, key) for file, text in texts.items()}
            files: dict[str, str | bytes] = {**texts}
            if place.name == "remote-signing":
                files |= _TEMPLATES
            if f"{kind}/{place.name}" in _DRESSED:
                file = _FILES[kind]
                files[file] = texts[file] + _dressing(seed, kind, place.name, texts[file], files)
            folder.package(f"content/{kind}/{place.name}", files)
    for kind in _FLAT:
        for source in sorted((_TEXTS / kind).iterdir()):
            _write_flat(folder, seed, kind, source)


def _write_flat(folder: DemoFolder, seed: int, kind: str, file: Path) -> None:
    text, key, beside = file.read_text("utf-8"), file.stem, dict[str, str | bytes]()
    if f"{kind}/{key}" in _DRESSED:
        text += _dressing(seed, kind, key, text, beside)
    folder.write(f"content/{kind}/{file.name}", text)
    for name, content in beside.items():
        folder.write(f"content/{kind}/{key}/{name}", content)


def _dressing(seed: int, kind: str, key: str, given: str, files: dict[str, str | bytes]) -> str:
    extra = dressing(Dice(seed, kind.removesuffix("s"), key), _DRESSED[f"{kind}/{key}"], files)
    if "\nfigures:" in given:  # it has its own
        del extra["figures"]
    return to_yaml(extra | former_id(key, had=True))
