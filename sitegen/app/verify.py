"""The last look at what has been made, before it is put in place: links, anchors, hidden values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec

from sitegen.app.content import Content
from sitegen.app.pages import PagePlan
from sitegen.diagnostics import Diagnostic, Place, problem
from sitegen.render.worker import PageResult
from sitegen.render.workshop import BrokenLink

Shared = tuple[list[BrokenLink], list[tuple[str, str]]]


def verify(
    results: Sequence[PageResult],
    shared: Shared,
    outbox: Path,
    live: Path,
    content: Content,
    plan: PagePlan,
) -> Iterator[Diagnostic]:
    """Links that lead nowhere, and values that must not be seen."""
    broken = [*shared[0], *[link for result in results for link in result.broken]]
    for page, target in sorted({(link.page, link.target) for link in broken}):
        yield problem("E_BROKEN_LINK", Place(page), target=target)
    yield from _check_anchors(results, outbox, live)
    leaks = [*shared[1], *[leak for result in results for leak in result.leaks]]
    if leaks:
        yield from _check_leaks(leaks, content, plan)


def _check_anchors(results: Sequence[PageResult], outbox: Path, live: Path) -> Iterator[Diagnostic]:
    @cache
    def html(path: str) -> str:
        for folder in (outbox, live):
            if (folder / path).is_file():
                return (folder / path).read_text("utf-8")
        return ""

    for page, target, anchor in sorted({anchor for result in results for anchor in result.anchors}):
        if f'id="{anchor}"' not in html(target):
            yield problem("E_BROKEN_LINK", Place(page), target=f"{target}#{anchor}")


def _check_leaks(
    leaks: Sequence[tuple[str, str]], content: Content, plan: PagePlan
) -> Iterator[Diagnostic]:
    """Hidden values that stand in no public value: the same words may be public elsewhere."""
    public = _public_text(content, plan)
    owners = {value: record.path for record in content.records.values() for value in record.hidden}
    for file, value in sorted(set(leaks)):
        if value not in public:
            yield problem("E_LEAK", Place(file), source=owners.get(value, "content"))


def _public_text(content: Content, plan: PagePlan) -> str:
    """Every text that may be seen: of public entries, the settings, the theme."""
    encode = msgspec.json.encode
    pieces = [encode(card) for card in content.catalogue.projects.values()]
    pieces += [encode(entity) for kind in content.catalogue.others.values() for entity in kind.values()]
    pieces += [encode(content.catalogue.site), encode(plan.languages.messages)]
    pieces += [Path(path).read_bytes() for path in plan.theme.templates.values()]
    return " ".join(piece.decode("utf-8", "replace") for piece in pieces)
