"""Letters: what is new since a day, as an e-mail for a person to send (`sitegen export letter`)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, ClassVar

import msgspec

from sitegen.model.catalogue import Catalogue
from sitegen.model.fields import Doc
from sitegen.model.kinds import BY_ID
from sitegen.model.output_rows import Output
from sitegen.routes import Route
from sitegen.views.articles import WRITTEN, ArticleChoice, chosen
from sitegen.views.briefs import brief_of
from sitegen.views.channel_types import Letter, LetterItem, LetterPart
from sitegen.views.context import Context
from sitegen.views.share_pictures import look_of, notice_of, site_title

MOST = 15
"""Entries of a kind in a letter."""


class LetterChoice(msgspec.Struct, frozen=True, kw_only=True):
    """The options of `sitegen export letter`."""

    example: ClassVar[str] = "--since 2026-01-01"

    since: Annotated[
        datetime.date, Doc("起始日期", "since when", "这一天以来的新条目", "what is new since that day")
    ]


def routes(catalogue: Catalogue, output: Output, choice: LetterChoice) -> Iterator[Route]:
    entries = chosen(catalogue, ArticleChoice(since=choice.since))
    if entries:
        yield Route(output.name, tuple([f"{kind}/{key}" for kind, key in entries]), output.path)


def letter(context: Context, route: Route) -> Letter:
    catalogue, localizer = context.catalogue, context.localizer
    day = localizer.required_date(context.parameters.since.isoformat()).text
    site = catalogue.site
    organiser = localizer.text(site.footer.organiser) if site.footer else None
    return Letter(
        look=look_of(catalogue, localizer),
        title=f"{site_title(catalogue, localizer)}{localizer.colon}{localizer.gettext('New since %s') % day}",
        site=site_title(catalogue, localizer),
        home=localizer.path(""),
        parts=tuple(_parts(context, route.args)),
        organiser=organiser.text if organiser else "",
        notice=notice_of(catalogue, localizer),
    )


def _parts(context: Context, entries: tuple[str, ...]) -> Iterator[LetterPart]:
    localizer = context.localizer
    for kind in WRITTEN:
        keys = [entry.partition("/")[2] for entry in entries if entry.startswith(f"{kind}/")]
        items = []
        for key in keys[:MOST]:
            brief = brief_of(context.catalogue, localizer, kind, key)
            figure = f"{brief.figure_label} {brief.figure.text}" if brief.figure else ""
            above = " · ".join([one for one in (brief.above, brief.place, figure) if one])
            summary = brief.summary.text if brief.summary else ""
            items.append(LetterItem(localizer.path(brief.path), brief.title.text, above, summary))
        if items:
            yield LetterPart(localizer.gettext(BY_ID[kind].section), tuple(items), len(keys) - len(items))
