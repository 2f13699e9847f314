"""News as other pages show it: one line each, newest first."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sitegen.model import queries
from sitegen.model.entities import News
from sitegen.model.references import ref_fields
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.basic_values import LocalText, Term, When
from sitegen.views.localizer import Localizer


class NewsRow(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    title: LocalText
    kind: Term
    date: When
    summary: LocalText | None


SHOWN = 5
"""On the page of what the news is about; the list has all of them."""

SUBJECTS = frozenset(field.kind for field in ref_fields(News) if len(field.path) == 1)
"""Kinds of entries that news is about."""


def news_row(catalogue: TrackedCatalogue, localizer: Localizer, news_id: str) -> NewsRow:
    return catalogue.part(
        "news", (localizer.locale.id, news_id), lambda inner: _row(inner, localizer, news_id)
    )


def news_rows(
    catalogue: TrackedCatalogue, localizer: Localizer, news_ids: Iterable[str]
) -> tuple[NewsRow, ...]:
    return tuple([news_row(catalogue, localizer, news_id) for news_id in news_ids])


def news_about(
    catalogue: TrackedCatalogue, localizer: Localizer, kind: str, entity_id: str
) -> tuple[NewsRow, ...]:
    """The newest news that names an entry."""
    if kind not in SUBJECTS:
        return ()
    return news_rows(catalogue, localizer, catalogue.ask(queries.news_list, kind, entity_id)[:SHOWN])


def _row(catalogue: TrackedCatalogue, localizer: Localizer, news_id: str) -> NewsRow:
    news = catalogue.get(News, news_id)
    return NewsRow(
        id=news_id,
        url=localizer.url("news", news_id),
        title=localizer.required_text(news.title),
        kind=localizer.term("news", news.kind),
        date=localizer.required_date(news.date),
        summary=localizer.text(news.summary),
    )
