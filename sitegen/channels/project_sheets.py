"""A sheet for each project, as PDF: what an investor takes along, on a page or two.

It says what the project's page says, in the same words; the contact and a QR code of the page's address are
on its first page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import msgspec

from sitegen.channels.map_files import paint_of
from sitegen.channels.print_parts import (
    BigFigure,
    Labelled,
    Line,
    Office,
    PrintPart,
    Run,
    big,
    body_part,
    cost_part,
    figure_part,
    labelled,
    linked,
    office,
    policy_line,
    run,
    source_line,
    wide,
)
from sitegen.channels.typesetting import Document, bytes_of
from sitegen.content.markdown_body import ROOT
from sitegen.model.catalogue import Catalogue
from sitegen.model.output_rows import Output
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import Route, sheet_path
from sitegen.views.context import Bytes, Context
from sitegen.views.localizer import Localizer
from sitegen.views.projects import ProjectPage, project

SHOWN_POLICIES = 6
"""The rest is a link away."""


class ProjectSheet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One project in one language."""

    id: str
    lang: str
    title: Run
    above: tuple[str, ...]
    """Status, kind, date, number."""
    status: str
    summary: Run | None
    warnings: tuple[str, ...]
    headline: tuple[BigFigure, ...]
    facts: tuple[Labelled, ...]
    parts: tuple[PrintPart, ...]
    contact_title: str
    offices: tuple[Office, ...]
    small: tuple[Line, ...]
    url: str
    scan: str
    """What the QR code is for."""
    more: str
    """Said where the text has to be cut."""


class SheetData(msgspec.Struct, frozen=True, kw_only=True):
    """What a project’s sheet is made from."""

    template: ClassVar[str] = "sheet.typ"

    site: str
    brand: str
    accent: str
    notice: str
    sheet: ProjectSheet


def routes(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """One for each project, named after it: on a phone all saved files lie in one folder."""
    for key in sorted(catalogue.projects):
        yield Route(output.name, (key,), sheet_path(key))


def project_sheet(context: Context, route: Route) -> Bytes:
    (key,) = route.args
    catalogue, localizer = context.catalogue, context.localizer
    sheet = sheet_of(context, localizer, key)
    paint = paint_of(catalogue)
    data = SheetData(
        site=localizer.required_text(catalogue.site.title).text,
        brand=paint.brand,
        accent=paint.accent,
        notice=notice_of(catalogue, localizer),
        sheet=sheet,
    )
    return bytes_of(Document.of(data, localizer.locale.html, (sheet.url,)))


def notice_of(catalogue: TrackedCatalogue, localizer: Localizer) -> str:
    """What every page says of the catalogue."""
    site = catalogue.site
    said = []
    if site.fictional:
        invented = "Everything here is invented: places, companies, figures and telephone numbers."
        said.append(localizer.gettext(invented))
    if notice := localizer.text(site.notice):
        said.append(notice.text)
    return ("" if localizer.locale.is_cjk else " ").join(said)


def sheet_of(context: Context, localizer: Localizer, key: str) -> ProjectSheet:
    """A project's sheet in one language."""
    catalogue = context.catalogue
    path = f"projects/{key}/"
    page = project(catalogue, localizer, path, key)
    say = localizer.gettext
    return ProjectSheet(
        id=key,
        lang=localizer.locale.html,
        title=run(page.title),
        above=_above(localizer, page),
        status=page.status.id,
        summary=run(page.summary) if page.summary else None,
        warnings=_warnings(localizer, page),
        headline=_headline(page),
        facts=_facts(localizer, page),
        parts=_parts(catalogue, localizer, page),
        contact_title=say("Contact"),
        offices=tuple([office(localizer, block) for block in page.contacts]),
        small=_small(localizer, page),
        url=context.address(path, localizer.locale.id),
        scan=say("QR code of this page"),
        more=localizer.gettext("The full text is on this project’s page."),
    )


def _above(localizer: Localizer, page: ProjectPage) -> tuple[str, ...]:
    said = [page.status.label]
    if page.kind.id == "opportunity":
        said.append(page.kind.label)
    if page.as_of and not page.unconfirmed:
        said.append(localizer.gettext("as of %(date)s") % {"date": page.as_of.text})
    if page.code:
        said.append(f"{localizer.gettext('No.')} {page.code}")
    return tuple(said)


def _warnings(localizer: Localizer, page: ProjectPage) -> tuple[str, ...]:
    say = localizer.gettext
    said = []
    if page.expired:
        said.append(say("This listing has expired. Please ask the office below whether it is still open."))
    if page.unconfirmed and page.as_of:
        words = say("Not confirmed since %(date)s. Please ask the office below whether it is still open.")
        said.append(words % {"date": page.as_of.text})
    if page.translation:
        end = "。" if localizer.locale.is_cjk else ". "
        said.append(f"{page.translation.label}{end}{say('The Chinese text prevails.')}")
    return tuple(said)


def _headline(page: ProjectPage) -> tuple[BigFigure, ...]:
    first = [big(page.amount_label, page.amount, page.amount_note)] if page.amount else []
    rest = [big(fact.label, fact.amount, fact.note) for fact in page.headline if fact.amount]
    return (*first, *rest)


def _facts(localizer: Localizer, page: ProjectPage) -> tuple[Labelled, ...]:
    say = localizer.gettext
    facts = [
        labelled(fact, localizer)
        for fact in (*page.facts, *page.returns)
        if fact not in page.headline and not (page.amount and fact.label == page.amount_label)
    ]
    if page.case_by_case:
        facts.append(Labelled(say("Terms"), (run(say("Negotiated case by case")),)))
    if page.place:
        facts.append(Labelled(say("Place"), (run(page.place),), page.coordinates))
    facts += wide(say("Scope"), page.scope)
    facts += wide(say("Partner sought"), page.partner)
    facts += wide(say("Environmental commitments"), page.green)
    if page.readiness:
        states = localizer.comma.join([f"{what} {state.label}" for what, state in page.readiness])
        facts.append(Labelled(say("Readiness"), (run(states),), wide=True))
    return tuple(facts)


def _parts(catalogue: TrackedCatalogue, localizer: Localizer, page: ProjectPage) -> tuple[PrintPart, ...]:
    say = localizer.gettext
    return (
        *_phases(localizer, page),
        *_progress(localizer, page),
        *figure_part(localizer, page.figures, say("Goals and results")),
        *_policies(localizer, page),
        *cost_part(localizer, page.costs, page.costs_of),
        *_enterprises(page),
        *_documents(localizer, page),
        *body_part(page.body),
    )


def _phases(localizer: Localizer, page: ProjectPage) -> tuple[PrintPart, ...]:
    if not page.phases:
        return ()
    say = localizer.gettext
    rows = [
        ((run(phase.title),), (run(phase.amount.text if phase.amount else ""),), (run(phase.period),))
        for phase in page.phases
    ]
    return (
        PrintPart(say("Phases"), columns=(say("Phase"), say("Investment"), say("When")), rows=tuple(rows)),
    )


def _progress(localizer: Localizer, page: ProjectPage) -> tuple[PrintPart, ...]:
    lines = []
    for step in page.steps:
        for one in step.milestones:
            said = [run(f"{one.date.text} "), run(one.status.label, strong=True)]
            said += [run(f" {one.amount.text}")] if one.amount else []
            said += [run(localizer.colon), run(one.note)] if one.note else []
            lines.append(tuple(said))
    return (PrintPart(localizer.gettext("Progress"), lines=tuple(lines)),) if lines else ()


def _policies(localizer: Localizer, page: ProjectPage) -> tuple[PrintPart, ...]:
    if not page.policies:
        return ()
    why = localizer.gettext("applies by industry, place or size")
    order = sorted(page.policies, key=lambda applied: not applied.named)
    lines = [
        policy_line(localizer, applied.row, "" if applied.named else why)
        for applied in order[:SHOWN_POLICIES]
    ]
    left = len(order) - SHOWN_POLICIES
    if left > 0:
        more = localizer.gettext("%(count)s more on the page")
        lines.append((run(more % {"count": left}, page.head.canonical),))
    return (PrintPart(localizer.gettext("Policies that apply"), lines=tuple(lines)),)


def _enterprises(page: ProjectPage) -> tuple[PrintPart, ...]:
    parts = []
    for title, rows in page.enterprises:
        lines = []
        for row in rows:
            said = [run(row.title, row.url, strong=True), run(f" · {row.role.label}")]
            said += [run(" · "), run(row.products)] if row.products else []
            lines.append(tuple(said))
        parts.append(PrintPart(title, lines=tuple(lines)))
    return tuple(parts)


def _documents(localizer: Localizer, page: ProjectPage) -> tuple[PrintPart, ...]:
    """What the entry has, without posters: nobody wants those from paper."""
    own = [file for file in page.attachments if file.url.startswith(f"{ROOT}files/")]
    lines = [(run(file.title, file.url), run(f" ({file.kind})")) for file in own]
    return (PrintPart(localizer.gettext("Documents"), lines=tuple(lines)),) if lines else ()


def _small(localizer: Localizer, page: ProjectPage) -> tuple[Line, ...]:
    """Sources, dates, tags."""
    say = localizer.gettext
    lines: list[Line] = []
    if page.sources:
        said: list[Run] = [run(say("Source") + localizer.colon)]
        for number, source in enumerate(page.sources):
            said += [run(localizer.semicolon)] if number else []
            said += source_line(localizer, source)
        lines.append(tuple(said))
    dates = (("Published", page.published), ("Confirmed", page.confirmed), ("Valid until", page.expires))
    told = [f"{say(label)} {date.text}" for label, date in dates if date]
    if told:
        lines.append((run(" · ".join(told)),))
    if page.tags:
        lines.append((run(say("Tags") + localizer.colon), *linked(page.tags, localizer)))
    return tuple(lines)
