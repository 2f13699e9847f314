"""An online fair before, during and after, by the reader's clock; its programme in the reader's zone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import ServeTree
from tests.browser.pages import Reader, opened
from tests.conftest import Share
from tests.support.minisite import write_mini_site
from tests.support.process import must, run_cli

EVENT = """\
title: {zh: 云上展会, en: Online fair}
kind: fair
starts: 2026-03-02T09:00
ends: 2026-03-03T17:00
online: {url: "https://live.example.org/fair", title: {zh: 直播, en: Live}}
programme:
  - {at: 2026-03-02T09:30, title: {zh: 开幕, en: Opening}, url: "https://live.example.org/opening"}
halls:
  - {title: {zh: 项目馆, en: Project hall}, projects: [sample]}
signings:
  - {title: {zh: 甲, en: First}, amount: 12亿元, project: sample, at: 2026-03-03T15:00}
  - {title: {zh: 乙, en: Second}, amount: 30亿元}
recordings:
  - {url: "https://live.example.org/recording", title: {zh: 回放, en: The whole of it}}
"""


@pytest.fixture(scope="module")
def fair_site(share: Share) -> Path:
    def make(folder: Path) -> None:
        root = write_mini_site(folder, {"content/events/fair/event.yml": EVENT})
        must(run_cli("build", "--now", "2026-03-02", cwd=root))

    return share("fair", make)


def test_a_fair_says_where_it_is_in_time(browser: Browser, fair_site: Path, serve_tree: ServeTree) -> None:
    address = serve_tree(fair_site / "build", "/") + "en/events/fair/"
    for now, zone, said in (
        ("2026-03-02T00:59:00Z", "UTC", "Yet to come"),
        ("2026-03-02T01:01:00Z", "UTC", "Now on"),
        ("2026-03-03T09:01:00Z", "Asia/Shanghai", "This event is over."),
    ):
        with opened(browser, address, Reader(locale="en-GB", zone=zone)) as (page, watch):
            page.clock.install(time=now)
            page.reload()
            note = page.locator("[data-event]")
            expect(note).to_have_text(said, use_inner_text=True)
            line = page.locator("[data-moment]").first
            if zone == "UTC":
                expect(line).to_contain_text("01:30")
            else:
                expect(line).not_to_contain_text("your time")
            total = page.locator("tfoot")
            expect(total).to_contain_text("4.2 billion")
            expect(page.get_by_role("heading", name="Project hall")).to_be_visible()
            expect(page.get_by_role("link", name="The whole of it")).to_be_visible()
            assert watch.problems() == []


@pytest.mark.parametrize(
    ("now", "phase"), [("2026-03-01", "before"), ("2026-03-03", "during"), ("2026-03-04", "after")]
)
def test_without_scripts_the_day_of_the_build_decides(tmp_path: Path, now: str, phase: str) -> None:
    from tests.support.site import Site

    root = write_mini_site(tmp_path / "site", {"content/events/fair/event.yml": EVENT})
    must(run_cli("build", "--now", now, cwd=root))
    page = Site("fair", root).page("zh/events/fair/")
    shown = [
        one["data-phase"]
        for one in page.elements
        if "data-phase" in one.attributes and "hidden" not in one.attributes
    ]
    assert shown == [phase]
