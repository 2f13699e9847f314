"""News: its page and its list."""

from __future__ import annotations

from sitegen.model import queries
from sitegen.model.entities import Chain, News, Region
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views import components, entry_sections
from sitegen.views.localizer import Localizer
from sitegen.views.news_rows import news_row, news_rows
from sitegen.views.page_head import PageSubject, address, page_head
from sitegen.views.types import Link, NewsListPage, NewsPage, NewsRow


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
                image=entry_sections.image_of(entry),
                published=it.published or it.date,
                article=True,
            ),
        ),
        **entry_sections.entry_fields(catalogue, localizer, entry),
        row=row,
        regions=tuple([entry_sections.entity_link(catalogue, localizer, Region, key) for key in it.regions]),
        chains=tuple([entry_sections.entity_link(catalogue, localizer, Chain, key) for key in it.chains]),
        projects=components.cards(catalogue, localizer, it.projects),
        policies=components.policy_rows(catalogue, localizer, it.policies),
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
