"""An entry's texts: translations that are missing or outdated, words that were never filled in, marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.content.yaml_nodes import Node, Scalar
from sitegen.diagnostics import Diagnostic, Place, place_at, problem
from sitegen.i18n.text import Text
from sitegen.model.checks.subjects import EntryCheck
from sitegen.model.decode_context import place_of
from sitegen.model.placeholders import ENDINGS, is_placeholder, placeholders_in
from sitegen.model.scalars import scalars_of
from sitegen.model.text_figures import differing_figures
from sitegen.patterns import pattern

MAX_FAULTS = 20
"""More than these in one file are not worth listing."""

_MARKUP = pattern(
    r"</?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<>]{0,200})?/?>|&(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#x[0-9a-fA-F]{1,6});"
    r"|\*\*(?=\S)|\]\(|~~(?=\S)"
)


def untranslated(check: EntryCheck) -> Iterator[Diagnostic]:
    """One warning for each language that texts have to be written in, at the first text that lacks it.

    Figures alone need no translation.
    """
    scene = check.scene
    for locale in check.folder.reading.required:
        missing = [node for node, given in scene.untranslated if locale not in given and _has_words(node)]
        if missing:
            first = min(missing, key=lambda node: (node.line, node.column))
            place = Place(scene.path, first.line, first.column)
            yield problem("W_UNTRANSLATED", place, count=len(missing), locale=locale)


def _has_words(node: Node) -> bool:
    return any(char.isalpha() for scalar in scalars_of(node) for char in scalar.text)


def untranslated_bodies(check: EntryCheck) -> Iterator[Diagnostic]:
    """Texts of the folder that are there in one language and not in another."""
    folder, reading = check.folder, check.folder.reading
    given = [locale for locale in reading.written if f"{locale}.md" in folder.source.names]
    for locale in reading.required if given and check.node is not None else ():
        if locale not in given:
            place = Place(folder.path_of(f"{given[0]}.md"))
            yield problem("W_UNTRANSLATED_BODY", place, name=f"{locale}.md", locale=locale)


def outdated_translations(check: EntryCheck) -> Iterator[Diagnostic]:
    """Translations that are marked as older than their original."""
    for locale, state in check.entity.translation.items() if check.entity else ():
        if state == "stale":
            place = place_of(check.scene.path, check.node, "translation", locale)
            yield problem("W_TRANSLATION_STALE", place, locale=locale)


def differing_areas(check: EntryCheck) -> Iterator[Diagnostic]:
    """Areas that the two languages give differently: mu are often called acres."""
    texts = check.folder.by_locale if check.node is not None else {}
    if "acre" in texts.get("en", "") and (differ := differing_figures(Text(texts))):
        text = texts["en"]
        place = place_at(check.folder.path_of("en.md"), text, max(0, text.find(differ[1])))
        yield problem("W_FIGURES_DIFFER", place, zh_figure=differ[0], en_figure=differ[1])


def placeholders(check: EntryCheck) -> Iterator[Diagnostic]:
    """One warning for a file, at its first value or line that `sitegen new` has put there."""
    left = [s for s in check.scalars if s.text.endswith(ENDINGS) and is_placeholder(s.text)]
    if left:
        first = min(left, key=lambda scalar: (scalar.line, scalar.column))
        yield problem("W_PLACEHOLDER", Place(check.scene.path, first.line, first.column), count=len(left))
    for locale, text in check.folder.by_locale.items():
        if lines := sorted(placeholders_in(check.folder.source.kind, text)):
            place = place_at(check.folder.path_of(f"{locale}.md"), text, lines[0])
            yield problem("W_PLACEHOLDER", place, count=len(lines))


def markup(check: EntryCheck) -> Iterator[Diagnostic]:
    """Tags, entities and stars among the facts, which pages show letter by letter."""
    if check.scene.has_markup:
        yield from markup_in(check.scalars, check.scene.path)


def markup_in(scalars: Iterable[Scalar], path: str) -> Iterator[Diagnostic]:
    count = 0
    for scalar in scalars:
        match = None if scalar.text.startswith(("http://", "https://")) else _MARKUP.search(scalar.text)
        if match and count < MAX_FAULTS:
            count += 1
            yield problem("W_MARKUP", Place(path, scalar.line, scalar.column), found=match[0])
