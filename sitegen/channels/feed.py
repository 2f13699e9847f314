"""An Atom feed of the newest projects, one for each language (RFC 4287)."""

from __future__ import annotations

from html import escape

from sitegen.model import queries
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views import components
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import address
from sitegen.views.types import ProjectCardView

ENTRIES = "30"
EPOCH = "1970-01-01"


def feed(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> str:
    site = catalogue.site
    base = address(catalogue, localizer, "")
    ids = catalogue.ask(queries.latest, "all", "", ENTRIES)
    cards = components.cards(catalogue, localizer, ids)
    updated = max((_date(card) for card in cards), default=EPOCH)
    title = localizer.required_text(site.title).text
    entries = "".join(_entry(card, base) for card in cards)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{localizer.locale.html}">\n'
        f"<id>{escape(base)}</id>\n<title>{escape(title)}</title>\n<updated>{updated}T00:00:00Z</updated>\n"
        f"<author><name>{escape(title)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(base + path)}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(base)}"/>\n'
        f"{entries}</feed>\n"
    )


def _date(card: ProjectCardView) -> str:
    """A full date; a month or a year counts from its first day."""
    iso = card.as_of.iso if card.as_of else EPOCH
    return (iso + "-01-01")[:10] if len(iso) == 4 else (iso + "-01")[:10]


def _entry(card: ProjectCardView, base: str) -> str:
    page = f"{base}projects/{card.id}/"
    summary = f"<summary>{escape(card.summary.text)}</summary>\n" if card.summary else ""
    return (
        f"<entry>\n<id>{escape(page)}</id>\n<title>{escape(card.title.text)}</title>\n"
        f'<updated>{_date(card)}T00:00:00Z</updated>\n<link href="{escape(page)}"/>\n'
        f'<category term="{escape(card.status.id)}" label="{escape(card.status.label)}"/>\n'
        f"{summary}</entry>\n"
    )
