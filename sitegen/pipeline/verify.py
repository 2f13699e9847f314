"""The last look at what has been made, before it is put in place: links, anchors, hidden values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

import msgspec

from sitegen.content.listing import SITE_FILE
from sitegen.content.pictures import ACCEPTED
from sitegen.content.safe_files import read_in
from sitegen.diagnostics import Diagnostic, Place, problem
from sitegen.model.checks.pasted_checks import titles_of
from sitegen.model.entries import ReadFile
from sitegen.model.read_entry import public_text
from sitegen.pipeline.content import Content
from sitegen.pipeline.internal_words import is_common, kept_values, new_values, places
from sitegen.pipeline.page_plan import PagePlan, unshown_by
from sitegen.render.page_renderer import BrokenLink
from sitegen.render.theme import built_in_folder
from sitegen.render.worker import RenderResult
from sitegen.storage.memory import Memory
from sitegen.views.labels import FACTS, SECTIONS, TERMS

LARGEST_TEXT = 1_000_000
NAMED = 4
"""Characters that a message says."""

Shared = tuple[list[BrokenLink], list[tuple[str, str]]]


class Made(msgspec.Struct, frozen=True):
    """What has been made of pages."""

    results: list[RenderResult]
    shared: Shared
    """Broken links and leaks of what many pages share."""
    outbox: Path
    """Where the files are."""
    live: Path
    """Where those are that have not been made now."""


def verify(
    made: Made, content: Content, plan: PagePlan, root: Path, memory: Memory | None
) -> Iterator[Diagnostic]:
    """Links that lead nowhere, and values that must not be seen."""
    results, shared = made.results, made.shared
    read = partial(read_in, str(root))
    broken = [*shared[0], *[link for result in results for link in result.broken]]
    for page, target in sorted({(link.page, link.target) for link in broken}):
        yield problem("E_BROKEN_LINK", Place(page), target=target)
    yield from _check_anchors([*_anchors(results, memory)], made.outbox, made.live)
    yield from _check_glyphs(_unshown(results, plan, memory), content, read)
    yield from _check_pictures(results)
    leaks = [*shared[1], *[leak for result in results for leak in result.leaks]]
    fresh = new_values(content, memory)
    if leaks or fresh:
        yield from _check_leaks(leaks, fresh, results, content, plan, read)


def _anchors(results: Sequence[RenderResult], memory: Memory | None) -> Iterator[tuple[str, str, str]]:
    """Links into pages: of the pages made now, and of others into what has been written now."""
    for result in results:
        yield from result.anchors
    written = {path for result in results for path in result.written}
    made = {result.route.path for result in results}
    for path, anchors in memory.marks.anchors.items() if memory else ():
        if path not in made:
            yield from (anchor for anchor in anchors if anchor[1] in written)


def _check_anchors(anchors: Sequence[tuple[str, str, str]], outbox: Path, live: Path) -> Iterator[Diagnostic]:
    @cache
    def html(path: str) -> str:
        for folder in (outbox, live):
            if (folder / path).is_file():
                return (folder / path).read_text("utf-8")
        return ""

    for page, target, anchor in sorted(set(anchors)):
        if f'id="{anchor}"' not in html(target):
            yield problem("E_BROKEN_LINK", Place(page), target=f"{target}#{anchor}")


def _unshown(
    results: Sequence[RenderResult], plan: PagePlan, memory: Memory | None
) -> dict[str, tuple[str, ...]]:
    """By page: characters that its files do not show, and entries; of pages made before, too."""
    before = memory.marks.unshown if memory else {}
    there = before.keys() if plan.pages is None or not before else {page.path for page in plan.pages}
    now = {result.route.path: unshown_by(result) for result in results}
    return {
        path: marks for path, marks in {**before, **now}.items() if marks and (path in now or path in there)
    }


def _check_glyphs(
    unshown: Mapping[str, tuple[str, ...]], content: Content, read: ReadFile
) -> Iterator[Diagnostic]:
    """Characters that pictures and documents cannot show: for each file of the content one warning."""

    @cache
    def text_of(path: str) -> str:
        try:
            return (read(path, LARGEST_TEXT) or b"").decode("utf-8")
        except UnicodeDecodeError:
            return ""  # a picture holds any letter by chance

    found: dict[str, dict[str, Place]] = {}
    for page, (missing, *names) in sorted(unshown.items()):
        paths = [path for name in names if name in content.sources for path in content.sources[name].paths]
        for char in missing:
            place = _place_of(char, (*paths, SITE_FILE), text_of) or Place((*paths, page)[0])
            found.setdefault(place.path, {}).setdefault(char, place)
    for places_in in found.values():
        characters = sorted(places_in, key=lambda char: (places_in[char].line, places_in[char].column))
        yield problem("W_GLYPH", places_in[characters[0]], characters=_named(characters))


def _named(characters: Sequence[str]) -> str:
    """The first few, for a word of another script has many."""
    named = ", ".join([f"{char} (U+{ord(char):04X})" for char in characters[:NAMED]])
    return f"{named} …" if len(characters) > NAMED else named


def _check_pictures(results: Sequence[RenderResult]) -> Iterator[Diagnostic]:
    """Pictures whose headers are right, and which cannot be unpacked all the same."""
    for path in sorted({path for result in results for path in result.damaged}):
        kind = ACCEPTED[path.rpartition(".")[2].lower()]
        yield problem("E_PICTURE_BROKEN", Place(path), kind=kind)


def _place_of(char: str, paths: Sequence[str], text_of: Callable[[str], str]) -> Place | None:
    """The first place of a character in these files, as far as they are text."""
    for path in paths:
        before, there, _ = text_of(path).partition(char)
        if there:
            return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return None


def _check_leaks(
    leaks: Sequence[tuple[str, str]],
    fresh: set[str],
    results: Sequence[RenderResult],
    content: Content,
    plan: PagePlan,
    read: ReadFile,
) -> Iterator[Diagnostic]:
    """Hidden values that stand in no public value: the same words may be public elsewhere.

    What is distinctive in an `internal:` block may not, but for what is public by itself.
    """
    public = _public_text(content, plan)
    # Each value is looked for once: the same few stand on many pages.
    seen = {value for _, value in leaks}
    doubtful = {value for value in seen if value not in public}
    kept, titles = kept_values(content), titles_of(content.catalogue)
    copied = {value for value in (seen & kept.keys()) | fresh if not is_common(value, titles, public)}
    if copied:
        found = [*places(sorted(copied), kept, sorted(content.records), content, read)]
        yield from found
        if found:
            return
    owners = {
        " ".join(value.split()): record.path for record in content.records.values() for value in record.hidden
    }
    entries = {path: result.entries for result in results for path in result.written}

    @cache
    def public_in(name: str) -> str:
        return public_text(content.sources[name], read) if name in content.sources else ""

    for file, value in sorted({leak for leak in leaks if leak[1] in doubtful}):
        if not any(value in public_in(name) for name in entries.get(file, ())):
            yield problem("E_LEAK", Place(file), source=owners.get(value, "content"))


def _public_text(content: Content, plan: PagePlan) -> str:
    """Every text that many pages may show: of cards and public entities, the settings, the theme."""
    encode = msgspec.json.encode
    pieces = [encode(card) for card in content.catalogue.projects.values()]
    pieces += [encode(entity) for kind in content.catalogue.others.values() for entity in kind.values()]
    pieces += [
        encode(content.catalogue.site),
        encode(plan.languages.messages),
        encode((TERMS, FACTS, SECTIONS)),
    ]
    # Words of the built-in theme are no secret; what a site's own templates say may be.
    templates = map(Path, plan.theme.templates.values())
    pieces += [path.read_bytes() for path in templates if path.is_relative_to(built_in_folder())]
    return " ".join(piece.decode("utf-8", "replace") for piece in pieces)
