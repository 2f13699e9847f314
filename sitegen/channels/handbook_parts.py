"""Chapters of a handbook: places, chains with their maps, policies, contacts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from sitegen.channels.map_files import MapPage, chain_map_sheet, paint_of
from sitegen.channels.print_parts import (
    Labelled,
    Line,
    PrintPart,
    Run,
    body_part,
    cost_part,
    figure_part,
    linked,
    run,
    source_line,
    wide,
)
from sitegen.channels.project_sheets import ProjectSheet, sheet_of
from sitegen.maps.sheet import finished, is_across
from sitegen.model.entities import Chain, Collection
from sitegen.model.map_inventory import GAPS
from sitegen.views.basic_values import LocalText
from sitegen.views.chains import stage_groups
from sitegen.views.context import Context
from sitegen.views.localizer import Localizer
from sitegen.views.policies import GrantView, PolicyPage, policy
from sitegen.views.regions import RegionPage, region

IN_A_ROW = 3
"""So many grants of a policy stand in one paragraph; more are a list."""


class Chapter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A heading, what is said under it, maps, and projects."""

    title: Run
    summary: Run | None = None
    parts: tuple[PrintPart, ...] = ()
    maps: tuple[MapPage, ...] = ()
    sheets: tuple[ProjectSheet, ...] = ()


def place_chapter(context: Context, localizer: Localizer, region_id: str) -> Chapter:
    """The profile of a region: what it offers and what things cost there."""
    page = region(context.catalogue, localizer, f"regions/{region_id}/", region_id)
    return Chapter(
        title=run(page.tile.title, page.tile.url),
        summary=run(page.tile.summary) if page.tile.summary else None,
        parts=tuple(_place_parts(localizer, page)),
    )


def _place_parts(localizer: Localizer, page: RegionPage) -> Iterator[PrintPart]:
    say = localizer.gettext
    facts = [Labelled(say("Rank"), (run(page.rank.label),))] if page.rank else []
    facts += [Labelled(say("Planned area"), (run(page.planned_area.text),))] if page.planned_area else []
    if page.leading:
        facts.append(Labelled(say("Leading industries"), linked(page.leading, localizer)))
    facts += wide(say("Connected"), page.connected)
    if facts:
        yield PrintPart(facts=tuple(facts))
    yield from figure_part(localizer, page.figures, say("Key figures"))
    if page.advantages:
        yield PrintPart(say("Advantages"), lines=tuple([(run(text),) for text in page.advantages]))
    if page.resources:
        rows = [
            Labelled(
                row.title.text, (run(row.amount.text if row.amount else row.kind.label),), _note(row.note)
            )
            for row in page.resources
        ]
        yield PrintPart(say("Resources"), facts=tuple(rows))
    yield from cost_part(localizer, page.costs, None)
    yield from _plots(localizer, page)
    yield from body_part(page.body)


def _note(text: LocalText | None) -> str:
    return text.text if text else ""


def _plots(localizer: Localizer, page: RegionPage) -> Iterator[PrintPart]:
    if not page.plots:
        return
    say = localizer.gettext
    connected = any(plot.connected for plot in page.plots)
    columns = (
        say("Plot"), say("Use"), say("Area"), *([say("Connected")] if connected else ()), say("Price"),
        say("Status"),
    )  # fmt: skip
    rows = [
        tuple(
            [
                (run(cell),)
                for cell in (
                    plot.title,
                    plot.use or "",
                    plot.area.text,
                    *([plot.connected or ""] if connected else ()),
                    plot.price.text if plot.price else "",
                    plot.status.label,
                )
            ]
        )
        for plot in page.plots
    ]
    yield PrintPart(say("Plots"), columns=columns, rows=tuple(rows))


def chain_chapter(context: Context, localizer: Localizer, chain_id: str, projects: Iterable[str]) -> Chapter:
    """A chain: its gaps, its maps, and its projects among those that are asked for."""
    catalogue = context.catalogue
    chain = catalogue.get(Chain, chain_id)
    summary = localizer.text(chain.summary)
    return Chapter(
        title=run(localizer.required_text(chain.title), localizer.url("chain", chain_id)),
        summary=run(summary) if summary else None,
        parts=tuple(_gaps(context, localizer, chain)),
        maps=tuple(_chain_maps(context, localizer, chain)),
        sheets=sheets(context, localizer, projects),
    )


def _gaps(context: Context, localizer: Localizer, chain: Chain) -> Iterator[PrintPart]:
    boxes = [box for stage in stage_groups(context.catalogue, localizer, chain) for box in stage.segments]
    lines = []
    for box in boxes:
        if box.strength.id in GAPS or box.counts.seeking:
            said = [run(box.title, box.url, strong=True), run(f" · {box.strength.label}")]
            said += [run(" · "), run(box.products)] if box.products else []
            lines.append(tuple(said))
    if lines:
        yield PrintPart(localizer.gettext("Gaps open to investors"), lines=tuple(lines))


def _chain_maps(context: Context, localizer: Localizer, chain: Chain) -> Iterator[MapPage]:
    kinds = [kind for kind, there in (("panorama", chain.segments), ("roadmap", chain.roadmap)) if there]
    paint = paint_of(context.catalogue)
    for kind in kinds:
        sheet = chain_map_sheet(context, localizer, chain, kind, "a4", f"chains/{chain.id}/")
        yield MapPage(sheet.title, finished(sheet, paint, "a4"), is_across(sheet))


def collection_chapter(context: Context, localizer: Localizer, key: str, projects: Iterable[str]) -> Chapter:
    catalogue = context.catalogue
    it = catalogue.get(Collection, key)
    entry = catalogue.entry("collection", key)
    summary = localizer.text(it.summary)
    return Chapter(
        title=run(localizer.required_text(it.title), localizer.url("collection", key)),
        summary=run(summary) if summary else None,
        parts=body_part(localizer.body(entry.bodies)),
        sheets=sheets(context, localizer, projects),
    )


def sheets(context: Context, localizer: Localizer, projects: Iterable[str]) -> tuple[ProjectSheet, ...]:
    return tuple([sheet_of(context, localizer, key) for key in projects])


def policy_part(context: Context, localizer: Localizer, policy_id: str) -> PrintPart:
    """A policy: who, what, until when, where."""
    page = policy(context.catalogue, localizer, f"policies/{policy_id}/", policy_id)
    row, say = page.row, localizer.gettext
    facts = [Labelled(say("Who qualifies"), _who(localizer, page), wide=True)]
    facts += _support(localizer, page)
    facts.append(Labelled(say("Valid until"), (run(_until(localizer, page)),)))
    if row.number:
        facts.append(Labelled(say("Document number"), (Run(row.number, "zh-Hans"),)))
    if row.issuer:
        facts.append(Labelled(say("Issued by"), (run(row.issuer),)))
    if page.offices:
        line = [run(office.name, office.url) for office in page.offices[:1]]
        line += [run(f" {office.phone}", office.tel) for office in page.offices[:1] if office.phone]
        facts.append(Labelled(say("Where to apply"), tuple(line)))
    facts += wide(say("How to apply"), page.procedure)
    sources = [source_line(localizer, source) for source in page.sources[:1]]
    note: Line = (run(say("Source") + localizer.colon), *sources[0]) if sources else ()
    return PrintPart(row.title.text, facts=tuple(facts), note=note, lang=row.title.lang)


def _who(localizer: Localizer, page: PolicyPage) -> Line:
    say = localizer.gettext
    said: list[Line] = [(run(page.conditions),)] if page.conditions else []
    if page.investors:
        said.append((run(localizer.comma.join([kind.label for kind in page.investors])),))
    if page.chains:
        said.append((run(say("Industry chains") + localizer.colon), *linked(page.chains, localizer)))
    if page.regions:
        said.append((run(say("Regions") + localizer.colon), *linked(page.regions, localizer)))
    if page.min_investment:
        said.append((run(f"{say('Investment of at least')} {page.min_investment.text}"),))
    if not said:
        return (run(say("The document sets no limits here.")),)
    line: list[Run] = []
    for number, one in enumerate(said):
        line += [run(localizer.semicolon)] if number else []
        line += one
    return tuple(line)


def _support(localizer: Localizer, page: PolicyPage) -> list[Labelled]:
    title = localizer.gettext("Support offered")
    if page.grants:
        lines = [_grant(localizer, grant) for grant in page.grants]
        if len(lines) > IN_A_ROW:
            return [Labelled(title, lines[0], wide=True, more=tuple(lines[1:]))]
        said: list[Run] = []
        for number, line in enumerate(lines):
            said += [run(localizer.semicolon)] if number else []
            said += line
        return [Labelled(title, tuple(said), wide=True)]
    return list(wide(title, page.row.gist))


def _grant(localizer: Localizer, grant: GrantView) -> Line:
    said = [run(grant.title, strong=True)]
    words = [amount.text for amount in (grant.rate, grant.amount) if amount]
    words += [grant.of] if grant.of else []
    words += [f"{localizer.gettext('at most')} {grant.cap.text}"] if grant.cap else []
    words += [grant.per] if grant.per else []
    for tier in grant.tiers:
        value = " ".join([amount.text for amount in (tier.rate, tier.amount) if amount])
        words.append(f"{tier.years} {value}".strip())
    if words:
        said.append(run(" " + localizer.comma.join(words)))
    if grant.note:
        said += [run(" · "), run(grant.note)]
    return tuple(said)


def _until(localizer: Localizer, page: PolicyPage) -> str:
    if page.row.expires:
        return page.row.expires.text
    say = localizer.gettext
    return say("In force until repealed") if page.indefinite else say("No end date given")
