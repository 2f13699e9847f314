"""What stands in an entry's texts, whatever it means: numbers of persons, words that lack a translation, and
what must stay hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape

from sitegen.content.yaml_nodes import Mapping, Node, Scalar, Sequence
from sitegen.diagnostics import Diagnostic, Place, place_at, problem
from sitegen.model.decode_context import DecodeContext, place_of
from sitegen.model.entities import Entity
from sitegen.model.personal import any_personal, find_personal
from sitegen.model.placeholders import ENDINGS, is_placeholder
from sitegen.patterns import pattern

NOT_PUBLIC = ("draft", "internal")
"""Words that keep an entry from being shown."""


def scalars_of(node: Node | None) -> list[Scalar]:
    """The values of a file in its order, without `internal:` ones."""
    found: list[Scalar] = []
    if node is not None:
        _collect(node, found)
    return found


def _collect(node: Node, found: list[Scalar]) -> None:
    # Most values are scalars, and every entry passes through here: no call for each of them.
    if type(node) is Mapping:
        for key, (_, value) in node.entries.items():
            if key != "internal":
                if type(value) is Scalar:
                    found.append(value)
                else:
                    _collect(value, found)
    elif type(node) is Sequence:
        for value in node.items:
            if type(value) is Scalar:
                found.append(value)
            else:
                _collect(value, found)
    elif type(node) is Scalar:
        found.append(node)


def is_marked_hidden(node: Node | None) -> bool:
    """Whether an entry is not meant to be seen, as far as one with errors says so."""
    mark = node.entries.get("visibility") if isinstance(node, Mapping) else None
    return mark is not None and isinstance(mark[1], Scalar) and mark[1].text.strip() in NOT_PUBLIC


def hidden_in(scene: DecodeContext, node: Node | None, public: bool) -> list[str]:
    """Values of `internal:` blocks; of an entry that is not public, all but the word that says so."""
    if public:
        return scene.hidden
    return scene.hidden + [s.text for s in scalars_of(node) if s.text not in NOT_PUBLIC]


def personal_in_yaml(scalars: list[Scalar], path: str, *, consent: bool = False) -> Iterator[Diagnostic]:
    """Numbers of persons; a contact's own may stand there with the person's consent."""
    for scalar in scalars if any_personal([scalar.text for scalar in scalars]) else ():
        place = Place(path, scalar.line, scalar.column)
        for finding in find_personal(scalar.text):
            if finding.code == "E_IDENTITY_NUMBER" or not consent:
                yield problem(finding.code, place, found=finding.found)


def untranslated(scene: DecodeContext, written: Iterable[str]) -> Iterator[Diagnostic]:
    """One warning for each language that texts have to be written in, at the first text that lacks it.

    Figures alone need no translation.
    """
    for locale in written:
        missing = [node for node, given in scene.untranslated if locale not in given and _has_words(node)]
        if missing:
            first = min(missing, key=lambda node: (node.line, node.column))
            place = Place(scene.path, first.line, first.column)
            yield problem("W_UNTRANSLATED", place, count=len(missing), locale=locale)


def _has_words(node: Node) -> bool:
    return any(char.isalpha() for scalar in scalars_of(node) for char in scalar.text)


def stale(entity: Entity | None, node: Node, scene: DecodeContext) -> Iterator[Diagnostic]:
    """Translations that are marked as older than their original."""
    for locale, state in entity.translation.items() if entity else ():
        if state == "stale":
            place = place_of(scene.path, node, "translation", locale)
            yield problem("W_TRANSLATION_STALE", place, locale=locale)


def placeholders(scalars: Iterable[Scalar], path: str) -> Iterator[Diagnostic]:
    """One warning for a file, at its first value that `sitegen new` has put there."""
    left = [scalar for scalar in scalars if scalar.text.endswith(ENDINGS) and is_placeholder(scalar.text)]
    if left:
        first = min(left, key=lambda scalar: (scalar.line, scalar.column))
        yield problem("W_PLACEHOLDER", Place(path, first.line, first.column), count=len(left))


_MARK = pattern(r"[0-9０-９](?:[\\*_`\[\](){}<;~](?:[^\w|]|_){0,12}[0-9０-９]|\]\(|&)")
"""Two digits with a mark between them, or the end of a link's text: stands in few texts, is quickly found."""
_SEAM = r"(?:[^\w|]|_|\]\([^)\n]{0,300}\)|&[A-Za-z]{2,8};){0,12}"
_MARKED = pattern(rf"[0-9０-９](?:{_SEAM}[0-9０-９]){{10}}")
"""As many digits as a number of a person has, with nothing between them that is read."""
_BLOCK = pattern(r"</?(?:p|li|td|th|tr|h[1-6]|ul|ol|table|blockquote|pre|div|figure)\b[^>]*>")
_TAG = pattern(r"<[^>]*>")


def personal_in(text: str, path: str, html: str = "") -> list[Diagnostic]:
    """Numbers as they are written; and those that are only there to be seen, without the marks that Markdown
    takes for its own (138\\-0013\\-8000, as converters from Word write it)."""
    findings = find_personal(text)
    found = [
        problem(finding.code, place_at(path, text, finding.start), found=finding.found)
        for finding in findings
    ]
    if html and ("&#" in text or (_MARK.search(text) and _MARKED.search(text))):
        seen = unescape(_TAG.sub("", _BLOCK.sub("\n", html.replace("\n", " "))))
        known = {(finding.code, finding.found) for finding in findings}
        for finding in find_personal(seen):
            if (finding.code, finding.found) not in known:
                begins = max(0, text.find(seen[finding.start : finding.start + 3]))
                found.append(problem(finding.code, place_at(path, text, begins), found=finding.found))
    return found
