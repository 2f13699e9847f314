"""News: its page and its list."""

from __future__ import annotations

from typing import ClassVar

from sitegen.model import queries
from sitegen.model.entities import Chain, News, Origin, Region
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views import entry_sections, project_cards
from sitegen.views.basic_values import Link, LocalText
from sitegen.views.entry_sections import EntryPage, MadeFrom
from sitegen.views.localizer import Localizer
from sitegen.views.news_rows import NewsRow, news_row, news_rows
from sitegen.views.page_head import PageSubject, PageView, address, page_head
from sitegen.views.policy_rows import PolicyRow, policy_rows
from sitegen.views.project_cards import ProjectCardView


class NewsListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "news-list.html"

    title: LocalText
    feed: str
    """Address of its Atom feed."""
    news: tuple[NewsRow, ...]


class NewsPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "news.html"

    row: NewsRow
    regions: tuple[Link, ...]
    chains: tuple[Link, ...]
    origins: tuple[Link, ...]
    projects: tuple[ProjectCardView, ...]
    policies: tuple[PolicyRow, ...]


def news(catalogue: TrackedCatalogue, localizer: Localizer, path: str, news_id: str) -> NewsPage:
    entry = catalogue.entry("news", news_id)
    it = entry.entity
    assert isinstance(it, News)
    row = news_row(catalogue, localizer, news_id)
    return NewsPage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section="news",
                title=row.title,
                description=row.summary,
                parents=(Link(localizer.url("news"), localizer.section("news")),),
                json_ld=_json_ld(row, address(catalogue, localizer, path)),
                image=entry_sections.image_of(catalogue, localizer, entry),
                published=it.published or it.date,
                entry=("news", it.id),
            ),
        ),
        _made_from=MadeFrom(catalogue, localizer, entry),
        row=row,
        regions=tuple([entry_sections.entity_link(catalogue, localizer, Region, key) for key in it.regions]),
        chains=tuple([entry_sections.entity_link(catalogue, localizer, Chain, key) for key in it.chains]),
        origins=tuple([entry_sections.entity_link(catalogue, localizer, Origin, key) for key in it.origins]),
        projects=project_cards.cards(catalogue, localizer, it.projects),
        policies=policy_rows(catalogue, localizer, it.policies),
    )


def _json_ld(row: NewsRow, url: str) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": row.title.text, "datePublished": row.date.iso, "url": url}


def news_list(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> NewsListPage:
    title = localizer.section("news")
    return NewsListPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="news", title=title)),
        title=title,
        feed=localizer.path("news/feed.xml"),
        news=news_rows(catalogue, localizer, catalogue.ask(queries.news_list, "all", "")),
    )
