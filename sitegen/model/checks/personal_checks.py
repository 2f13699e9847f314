"""Numbers of persons in what is about to be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape

from sitegen.content.yaml_nodes import Scalar
from sitegen.diagnostics import Diagnostic, Place, place_at, problem
from sitegen.model.checks.subjects import EntryCheck
from sitegen.model.entities import Contact
from sitegen.model.personal import any_personal, find_personal
from sitegen.patterns import pattern

ALWAYS = frozenset(("E_IDENTITY_NUMBER", "E_PASSPORT", "E_BANK_CARD"))
"""What no consent makes fit for a page."""
AS_WRITTEN = (".csv", ".txt", ".vcf", ".ics", ".geojson")
"""Attachments whose lines are those that an editor shows."""
MAX_FINDINGS = 100
"""More than these in one file are not worth listing; finding the place of each takes time."""
_MARK = pattern(r"[0-9０-９](?:[\\*_`\[\](){}<;~](?:[^\w|]|_){0,12}[0-9０-９]|\]\(|&)")
"""Two digits with a mark between them, or the end of a link's text: stands in few texts, is quickly found."""
_SEAM = r"(?:[^\w|]|_|\]\([^)\n]{0,300}\)|&[A-Za-z]{2,8};){0,12}"
_MARKED = pattern(rf"[0-9０-９](?:{_SEAM}[0-9０-９]){{10}}")
"""As many digits as a number of a person has, with nothing between them that is read."""
_BLOCK = pattern(r"</?(?:p|li|td|th|tr|h[1-6]|ul|ol|table|blockquote|pre|div|figure)\b[^>]*>")
_TAG = pattern(r"<[^>]*>")


def personal_numbers(check: EntryCheck) -> Iterator[Diagnostic]:
    """In the facts, the texts, and the words of attachments. A contact's own may be there with consent."""
    consent = isinstance(check.entity, Contact) and bool(check.entity.consent)
    folder = check.folder
    yield from personal_in_yaml(check.scalars, check.scene.path, consent=consent)
    for locale, text in folder.by_locale.items():
        yield from personal_in(text, folder.path_of(f"{locale}.md"), folder.bodies[locale].html)
    tables = sorted(folder.tables.keys() & folder.named_files(check.entity)) if check.node is not None else ()
    for name in tables:
        for found in personal_in(folder.tables[name], folder.path_of(name)):
            if found.code in ALWAYS or not consent:
                yield found if name.endswith(AS_WRITTEN) else in_file(found)


def in_file(found: Diagnostic) -> Diagnostic:
    """The same without a line, which in the words taken out of a document is nobody's."""
    return problem(found.code, Place(found.place.path), **found.params)


def personal_in_yaml(scalars: Iterable[Scalar], path: str, *, consent: bool = False) -> Iterator[Diagnostic]:
    """Numbers of persons; a contact's own may stand there with the person's consent."""
    count = 0
    for scalar in scalars if any_personal([scalar.text for scalar in scalars]) else ():
        place = Place(path, scalar.line, scalar.column)
        for finding in find_personal(scalar.text)[: MAX_FINDINGS - count]:
            if finding.code in ALWAYS or not consent:
                count += 1
                yield problem(finding.code, place, found=finding.found)


def personal_in(text: str, path: str, html: str = "") -> list[Diagnostic]:
    """Numbers as they are written; and those that are only there to be seen, without the marks that Markdown
    takes for its own (138\\-0013\\-8000, as converters from Word write it)."""
    findings = find_personal(text)[:MAX_FINDINGS]
    found = [
        problem(finding.code, place_at(path, text, finding.start), found=finding.found)
        for finding in findings
    ]
    if html and ("&#" in text or (_MARK.search(text) and _MARKED.search(text))):
        seen = unescape(_TAG.sub("", _BLOCK.sub("\n", html.replace("\n", " "))))
        known = {(finding.code, finding.found) for finding in findings}
        for finding in find_personal(seen)[:MAX_FINDINGS]:
            if (finding.code, finding.found) not in known:
                begins = max(0, text.find(seen[finding.start : finding.start + 3]))
                found.append(problem(finding.code, place_at(path, text, begins), found=finding.found))
    return found
