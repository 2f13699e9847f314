"""Feeds of the newest projects and of news, one for every language: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

import msgspec

from sitegen.i18n.dates import first_day
from sitegen.model import queries
from sitegen.model.cards import ProjectCard
from sitegen.routes import Route, entity_path
from sitegen.views import project_cards
from sitegen.views.basic_values import LocalText, Term
from sitegen.views.context import Context
from sitegen.views.news_rows import news_rows
from sitegen.views.project_cards import ProjectCardView

ENTRIES = "30"
EPOCH = "1970-01-01"


class _Item(NamedTuple):
    """An entry of an Atom feed."""

    page: str
    title: LocalText
    date: str
    category: Term
    summary: LocalText | None


def feed(context: Context, route: Route) -> str:
    """The newest projects."""
    items = [
        _Item(context.address(f"projects/{card.id}/"), card.title, date, card.status, card.summary)
        for card, date in _newest(context)
    ]
    return _atom(context, route, "", items)


def news_feed(context: Context, route: Route) -> str:
    """The newest news."""
    ids = context.catalogue.ask(queries.news_list, "all", "")[: int(ENTRIES)]
    items = [
        _Item(
            context.address(entity_path("news", row.id)),
            row.title,
            first_day(row.date.iso).isoformat(),
            row.kind,
            row.summary,
        )
        for row in news_rows(context.catalogue, context.localizer, ids)
    ]
    return _atom(context, route, entity_path("news"), items)


def _atom(context: Context, route: Route, page: str, items: list[_Item]) -> str:
    """A feed of what the page at this path lists."""
    localizer = context.localizer
    base = escape(context.address(page))
    author = escape(localizer.required_text(context.catalogue.site.title).text)
    title = f"{author} · {escape(localizer.section('news').text)}" if page else author
    updated = max([item.date for item in items], default=EPOCH)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{localizer.locale.html}">\n'
        f"<id>{base}</id>\n<title>{title}</title>\n<updated>{updated}T00:00:00Z</updated>\n"
        f"<author><name>{author}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(context.address(route.path))}"/>\n'
        f'<link rel="alternate" type="text/html" href="{base}"/>\n'
        f"{''.join([_entry(item) for item in items])}</feed>\n"
    )


def json_feed(context: Context, route: Route) -> str:
    localizer, site = context.localizer, context.catalogue.site
    description = localizer.text(site.description) or localizer.text(site.tagline)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": localizer.required_text(site.title).text,
        "home_page_url": context.address(""),
        "feed_url": context.address(route.path),
        "language": localizer.locale.html,
        "authors": [{"name": localizer.required_text(site.title).text, "url": context.address("")}],
        "items": [_item(context, card, date) for card, date in _newest(context)],
    }
    if description:
        feed["description"] = description.text
    return msgspec.json.encode(feed).decode()


def _item(context: Context, card: ProjectCardView, date: str) -> dict[str, object]:
    """An item is known by its address, as an Atom entry is. One without a summary says its title again,
    for the format asks for content."""
    page = context.address(f"projects/{card.id}/")
    item: dict[str, object] = {
        "id": page,
        "url": page,
        "title": card.title.text,
        "content_text": card.summary.text if card.summary else card.title.text,
        "tags": [card.status.label],
    }
    if date != EPOCH:
        item["date_modified"] = f"{date}T00:00:00Z"
    if card.title.lang:
        item["language"] = card.title.lang
    return item


def _newest(context: Context) -> list[tuple[ProjectCardView, str]]:
    """The newest projects, each with the day of its newest facts."""
    catalogue = context.catalogue
    ids = catalogue.ask(queries.latest, "all", "", ENTRIES)
    dates = [_date(catalogue.project(project_id)) for project_id in ids]
    return list(zip(project_cards.cards(catalogue, context.localizer, ids), dates, strict=True))


def _date(card: ProjectCard) -> str:
    """The day of the newest facts, else of publication, as in sitemaps; the epoch where none is known."""
    date = card.as_of or card.published
    return first_day(date).isoformat() if date else EPOCH


def _entry(item: _Item) -> str:
    page = escape(item.page)
    summary = f"<summary>{escape(item.summary.text)}</summary>\n" if item.summary else ""
    return (
        f"<entry>\n<id>{page}</id>\n<title>{escape(item.title.text)}</title>\n"
        f'<updated>{item.date}T00:00:00Z</updated>\n<link href="{page}"/>\n'
        f'<category term="{escape(item.category.id)}" label="{escape(item.category.label)}"/>\n'
        f"{summary}</entry>\n"
    )
