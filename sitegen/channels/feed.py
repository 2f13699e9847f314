"""An Atom feed of the newest projects, one for each language (RFC 4287)."""

from __future__ import annotations

from html import escape

from sitegen.i18n.dates import first_day
from sitegen.model import queries
from sitegen.model.cards import ProjectCard
from sitegen.routes import Route
from sitegen.views import components
from sitegen.views.context import Context
from sitegen.views.types import ProjectCardView

ENTRIES = "30"
EPOCH = "1970-01-01"


def feed(context: Context, route: Route) -> str:
    catalogue, localizer = context.catalogue, context.localizer
    site = catalogue.site
    base = context.address("")
    ids = catalogue.ask(queries.latest, "all", "", ENTRIES)
    cards = components.cards(catalogue, localizer, ids)
    dates = [_date(catalogue.project(project_id)) for project_id in ids]
    updated = max(dates, default=EPOCH)
    title = localizer.required_text(site.title).text
    entries = "".join(
        [
            _entry(card, date, context.address(f"projects/{card.id}/"))
            for card, date in zip(cards, dates, strict=True)
        ]
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{localizer.locale.html}">\n'
        f"<id>{escape(base)}</id>\n<title>{escape(title)}</title>\n<updated>{updated}T00:00:00Z</updated>\n"
        f"<author><name>{escape(title)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(context.address(route.path))}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(base)}"/>\n'
        f"{entries}</feed>\n"
    )


def _date(card: ProjectCard) -> str:
    """The day of the newest facts, else of publication, as in sitemaps; the epoch where none is known."""
    date = card.as_of or card.published
    return first_day(date).isoformat() if date else EPOCH


def _entry(card: ProjectCardView, date: str, page: str) -> str:
    summary = f"<summary>{escape(card.summary.text)}</summary>\n" if card.summary else ""
    return (
        f"<entry>\n<id>{escape(page)}</id>\n<title>{escape(card.title.text)}</title>\n"
        f'<updated>{date}T00:00:00Z</updated>\n<link href="{escape(page)}"/>\n'
        f'<category term="{escape(card.status.id)}" label="{escape(card.status.label)}"/>\n'
        f"{summary}</entry>\n"
    )
