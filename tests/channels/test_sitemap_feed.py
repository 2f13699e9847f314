"""What search engines and feed readers are given."""

from __future__ import annotations

import json
import re

import pytest
from msgspec.structs import replace

from sitegen import routes
from sitegen.i18n.text import Text
from sitegen.model.entities import Event, Milestone, Policy, Project
from tests.support.catalogues import DAYS, project
from tests.support.views import LOCALES, made, tracked

TODAY = DAYS[1].isoformat()
DATED = (
    project("a", confirmed="2026-03-04"),
    project("b", published="2025-02"),
    project("c", published="2024", confirmed="2026"),
    project("d", milestones=(Milestone(date="2025-07", status="open"),)),
    project("e"),
)


def test_a_project_s_address_has_the_day_of_its_newest_facts_where_one_is_known() -> None:
    both = Text({"zh": "示例", "en": "Sample"})
    text = made("sitemap_projects", tracked(*[replace(each, title=both) for each in DATED]), "", "1")
    found = re.findall(r"<url><loc>\S+/(zh|en)/projects/(\w)/</loc>(?:<lastmod>(.*?)</lastmod>)?<xhtml", text)
    days = {"a": "2026-03-04", "b": "2025-02-01", "c": "2026-01-01", "d": "2025-07-01", "e": ""}
    assert sorted(found) == sorted((locale, key, day) for key, day in days.items() for locale in LOCALES)


def test_other_pages_have_no_day() -> None:
    assert "lastmod" not in made("sitemap_pages", tracked(*DATED), "")


def test_a_page_is_listed_in_the_languages_in_which_it_says_anything() -> None:
    """With the other one as its alternate where there is another; `/` and lists are there in all."""
    entries = (
        Policy(id="only-zh", level="city", title=Text({"zh": "办法"})),
        Policy(id="summed-up", level="city", title=Text({"zh": "办法"}), summary=Text({"en": "Measures"})),
    )
    text = made("sitemap_pages", tracked(*entries), "")
    base = "https://invest.example.org/"
    rows = dict(re.findall(r"<url><loc>(.*?)</loc>(.*?)</url>", text))
    offered = {address: re.findall(r'hreflang="(.*?)"', links) for address, links in rows.items()}
    assert offered[base] == offered[f"{base}zh/policies/"] == ["zh-Hans", "en"]
    assert offered[f"{base}zh/policies/only-zh/"] == ["zh-Hans"]
    assert f"{base}en/policies/only-zh/" not in offered
    assert offered[f"{base}en/policies/summed-up/"] == ["zh-Hans", "en"]


def test_the_index_names_every_sitemap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "SITEMAP_SIZE", 2)
    found = re.findall(r"<loc>(.*?)</loc>", made("sitemap_index", tracked(*DATED), ""))
    assert found == [
        f"https://invest.example.org/sitemaps/{name}.xml"
        for name in ("pages", "projects-1", "projects-2", "projects-3")
    ]


def test_a_feed_has_the_newest_first_each_with_the_day_of_its_newest_facts() -> None:
    text = made("feed", tracked(*DATED), "feed.xml")
    entries = re.findall(r"<id>\S+/projects/(\w)/</id>.*?<updated>(.*?)T00:00:00Z</updated>", text, re.DOTALL)
    assert dict(entries) == {
        "a": "2026-03-04",
        "b": "2025-02-01",
        "c": "2026-01-01",
        "d": "2025-07-01",
        "e": "2025-02-01",  # no day of its own: the oldest of the feed
    }
    assert [key for key, _ in entries] == ["b", "c", "e", "d", "a"]
    assert re.findall(r"<updated>(.*?)T", text)[0] == "2026-03-04"


@pytest.mark.parametrize("projects", [(), (project("a"), project("b"))], ids=["empty", "undated"])
def test_a_feed_without_any_day_says_the_first_of_the_year(projects: tuple[Project, ...]) -> None:
    text = made("feed", tracked(*projects), "feed.xml")
    assert set(re.findall(r"<updated>(.*?)</updated>", text)) == {"2026-01-01T00:00:00Z"}
    assert text.count("<updated>") == len(projects) + 1


def test_an_item_of_the_json_feed_has_no_day_where_none_is_known() -> None:
    feed = json.loads(made("json_feed", tracked(*DATED), "feed.json"))
    days = {item["url"].split("/")[-2]: item.get("date_modified") for item in feed["items"]}
    assert days["e"] is None
    assert days["a"] == "2026-03-04T00:00:00Z"


def test_a_feed_has_thirty_entries_at_most() -> None:
    many = [project(f"p{number:02}", published=f"2025-01-{number:02}") for number in range(1, 32)]
    text = made("feed", tracked(*many), "feed.xml")
    assert text.count("<entry>") == 30
    assert "projects/p31/" in text
    assert "projects/p01/" not in text


def test_a_feed_of_events_has_what_was_announced_last_first_and_says_when_and_where() -> None:
    title = Text({"en": "Open day"})
    events = (
        Event(id="told", kind="fair", title=title, published="2025-03-01", starts="2027-01-01"),
        Event(id="soon", kind="fair", title=title, starts="2027-02-03", place=Text({"en": "Hall <3>"})),
        Event(id="gone", kind="fair", title=title, starts="2024-05-06"),
        Event(id="some-day", kind="fair", title=title),
    )
    text = made("event_feed", tracked(*events), "events/feed.xml")
    entries = re.findall(r"<id>\S+/events/([\w-]+)/</id>.*?<updated>(.*?)T00:00:00Z", text, re.DOTALL)
    assert entries == [
        ("soon", TODAY),
        ("told", "2025-03-01"),
        ("gone", "2024-05-06"),
        ("some-day", "2024-05-06"),
    ]
    assert "<summary>3 February 2027 · Hall &lt;3&gt;</summary>" in text
    feed = json.loads(made("event_json_feed", tracked(*events), "events/feed.json"))
    assert [item["url"].split("/")[-2] for item in feed["items"]] == [key for key, _ in entries]
    assert feed["feed_url"].endswith("/en/events/feed.json")
