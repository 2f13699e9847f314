"""News: the newest first, five at most beside what it is about, and its day as machines read it."""

from __future__ import annotations

import json

from sitegen.i18n.text import Text
from sitegen.model import queries
from sitegen.model.entities import News
from sitegen.views.news import news
from sitegen.views.news_rows import news_about
from tests.support.catalogues import project
from tests.support.views import localizer, tracked

T = Text({"zh": "题", "en": "Title"})


def piece(number: int) -> News:
    return News(id=f"n{number}", title=T, kind="notice", date=f"2026-0{number}", projects=("p",))


def test_the_newest_comes_first_and_five_are_shown() -> None:
    catalogue = tracked(project("p"), *[piece(number) for number in range(1, 8)])
    order = [f"n{number}" for number in range(7, 0, -1)]
    assert list(catalogue.ask(queries.news_list, "all", "")) == order
    assert [row.id for row in news_about(catalogue, localizer(), "project", "p")] == order[:5]
    assert news_about(catalogue, localizer(), "contact", "p") == ()


def test_a_day_is_in_words_for_people_and_in_figures_for_machines() -> None:
    page = news(tracked(project("p"), piece(3)), localizer(), "news/n3/", "n3")
    (about,) = [part for part in json.loads(page.head.json_ld)["@graph"] if part["@type"] == "NewsArticle"]
    assert (page.row.date.text, about["datePublished"]) == ("March 2026", "2026-03")
