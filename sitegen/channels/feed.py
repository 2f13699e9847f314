"""Feeds of the newest projects, of all, of a chain or of a place, of news and of events, for every language:
Atom (RFC 4287) and JSON Feed 1.1.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

import msgspec

from sitegen.i18n.dates import first_day
from sitegen.model import queries
from sitegen.model.cards import ProjectCard
from sitegen.model.entities import Event
from sitegen.routes import TRADE_PATH, Route, entity_path
from sitegen.views import project_cards
from sitegen.views.basic_values import LocalText, Term
from sitegen.views.context import Context
from sitegen.views.event_rows import event_rows
from sitegen.views.news_rows import news_rows
from sitegen.views.project_cards import ProjectCardView
from sitegen.views.trade_rows import trade_owner_path, trade_rows, trade_title

ENTRIES = "30"


class _Item(NamedTuple):
    """An entry of a feed."""

    page: str
    title: LocalText
    date: str
    """The day of its newest facts, empty where none is known."""
    category: Term
    summary: LocalText | None


class _Feed(NamedTuple):
    """What a feed is of."""

    page: str
    """The page that lists the same, by its path."""
    title: str
    items: list[_Item]


def feed(context: Context, route: Route) -> str:
    """The newest projects."""
    return _atom(context, route, _of_all(context))


def json_feed(context: Context, route: Route) -> str:
    return _json(context, route, _of_all(context))


def news_feed(context: Context, route: Route) -> str:
    """The newest news."""
    return _atom(context, route, _of_news(context))


def news_json_feed(context: Context, route: Route) -> str:
    return _json(context, route, _of_news(context))


def event_feed(context: Context, route: Route) -> str:
    """The events announced last."""
    return _atom(context, route, _of_events(context))


def event_json_feed(context: Context, route: Route) -> str:
    return _json(context, route, _of_events(context))


def trade_feed(context: Context, route: Route) -> str:
    """The newest products offered and needed."""
    return _atom(context, route, _of_trade(context))


def trade_json_feed(context: Context, route: Route) -> str:
    return _json(context, route, _of_trade(context))


def chain_feed(context: Context, route: Route) -> str:
    """The newest projects of a chain."""
    return _atom(context, route, _of_entry(context, "chain", route.args[0]))


def chain_json_feed(context: Context, route: Route) -> str:
    return _json(context, route, _of_entry(context, "chain", route.args[0]))


def region_feed(context: Context, route: Route) -> str:
    """The newest projects in a place."""
    return _atom(context, route, _of_entry(context, "region", route.args[0]))


def region_json_feed(context: Context, route: Route) -> str:
    return _json(context, route, _of_entry(context, "region", route.args[0]))


def _site_title(context: Context) -> str:
    return context.localizer.required_text(context.catalogue.site.title).text


def _of_all(context: Context) -> _Feed:
    return _Feed("", _site_title(context), _projects(context, "all", ""))


def _of_entry(context: Context, kind: str, key: str) -> _Feed:
    title = context.localizer.required_text(context.catalogue.card(kind, key).title).text
    return _Feed(entity_path(kind, key), f"{_site_title(context)} · {title}", _projects(context, kind, key))


def _of_news(context: Context) -> _Feed:
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
    title = f"{_site_title(context)} · {context.localizer.section('news').text}"
    return _Feed(entity_path("news"), title, items)


def _of_events(context: Context) -> _Feed:
    """When and where first, for that is what a reader of the feed decides by."""
    catalogue = context.catalogue
    dates = {key: _announced(context, key) for key in catalogue.ask(queries.event_list, "all", "")}
    newest = sorted(dates, key=lambda key: dates[key], reverse=True)[: int(ENTRIES)]
    items = [
        _Item(
            context.address(entity_path("event", row.id)),
            row.title,
            dates[row.id],
            row.kind,
            _said([row.dates, row.place, row.summary]),
        )
        for row in event_rows(catalogue, context.localizer, newest)
    ]
    title = f"{_site_title(context)} · {context.localizer.section('events').text}"
    return _Feed(entity_path("event"), title, items)


def _announced(context: Context, key: str) -> str:
    """The day on which an event was put here or confirmed; else its own, once it has come."""
    event = context.catalogue.get(Event, key)
    if told := event.confirmed or event.published:
        return first_day(told).isoformat()
    if not event.starts:
        return ""
    return min(first_day(event.starts).isoformat(), context.catalogue.ask(queries.today))


def _said(parts: list[str | LocalText | None]) -> LocalText | None:
    """What there is of these, in one line."""
    text = " · ".join([str(part) for part in parts if part])
    return LocalText(text) if text else None


def _of_trade(context: Context) -> _Feed:
    """Each is known by its place on the page of whose it is."""
    rows = trade_rows(
        context.catalogue, context.localizer, context.catalogue.ask(queries.trade_list, "all", "")
    )
    newest = sorted(rows, key=lambda row: row.published.iso if row.published else "", reverse=True)
    items = [
        _Item(
            f"{context.address(trade_owner_path(row.key))}#{row.anchor}",
            trade_title(context.localizer, row),
            first_day(row.published.iso).isoformat() if row.published else "",
            row.side,
            row.quality,
        )
        for row in newest[: int(ENTRIES)]
    ]
    title = f"{_site_title(context)} · {context.localizer.section('trade').text}"
    return _Feed(TRADE_PATH, title, items)


def _projects(context: Context, name: str, value: str) -> list[_Item]:
    return [
        _Item(context.address(f"projects/{card.id}/"), card.title, date, card.status, card.summary)
        for card, date in _newest(context, name, value)
    ]


def _atom(context: Context, route: Route, of: _Feed) -> str:
    localizer = context.localizer
    base = escape(context.address(of.page))
    dates = [item.date for item in of.items if item.date]
    undated = _undated(context, dates) if len(dates) < len(of.items) or not dates else ""
    updated = max(dates, default=undated)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{localizer.locale.html}">\n'
        f"<id>{base}</id>\n<title>{escape(of.title)}</title>\n<updated>{updated}T00:00:00Z</updated>\n"
        f"<author><name>{escape(_site_title(context))}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(context.address(route.path))}"/>\n'
        f'<link rel="alternate" type="text/html" href="{base}"/>\n'
        f"{''.join([_entry(item, undated) for item in of.items])}</feed>\n"
    )


def _undated(context: Context, dates: list[str]) -> str:
    """The day said of what has none, since Atom asks for one everywhere: the oldest of the feed, else the
    first of the build's year. Nothing old is then taken for new, and the feed stays as it is all the year."""
    return min(dates, default=f"{context.catalogue.ask(queries.today)[:4]}-01-01")


def _json(context: Context, route: Route, of: _Feed) -> str:
    localizer, site = context.localizer, context.catalogue.site
    description = localizer.text(site.description) or localizer.text(site.tagline)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": of.title,
        "home_page_url": context.address(of.page),
        "feed_url": context.address(route.path),
        "language": localizer.locale.html,
        "authors": [{"name": _site_title(context), "url": context.address("")}],
        "items": [_item(item) for item in of.items],
    }
    if description:
        feed["description"] = description.text
    return msgspec.json.encode(feed).decode()


def _item(item: _Item) -> dict[str, object]:
    """An item is known by its address, as an Atom entry is. One without a summary says its title again,
    for the format asks for content."""
    made: dict[str, object] = {
        "id": item.page,
        "url": item.page,
        "title": item.title.text,
        "content_text": item.summary.text if item.summary else item.title.text,
        "tags": [item.category.label],
    }
    if item.date:
        made["date_modified"] = f"{item.date}T00:00:00Z"
    if item.title.lang:
        made["language"] = item.title.lang
    return made


def _newest(context: Context, name: str, value: str) -> list[tuple[ProjectCardView, str]]:
    """The newest projects of a list, each with the day of its newest facts."""
    catalogue = context.catalogue
    ids = catalogue.ask(queries.latest, name, value, ENTRIES)
    dates = [_date(catalogue.project(project_id)) for project_id in ids]
    return list(zip(project_cards.cards(catalogue, context.localizer, ids), dates, strict=True))


def _date(card: ProjectCard) -> str:
    """The day of the newest facts, else of publication, as in sitemaps; empty where none is known."""
    date = card.as_of or card.published
    return first_day(date).isoformat() if date else ""


def _entry(item: _Item, undated: str) -> str:
    page = escape(item.page)
    summary = f"<summary>{escape(item.summary.text)}</summary>\n" if item.summary else ""
    return (
        f"<entry>\n<id>{page}</id>\n<title>{escape(item.title.text)}</title>\n"
        f'<updated>{item.date or undated}T00:00:00Z</updated>\n<link href="{page}"/>\n'
        f'<category term="{escape(item.category.id)}" label="{escape(item.category.label)}"/>\n'
        f"{summary}</entry>\n"
    )
