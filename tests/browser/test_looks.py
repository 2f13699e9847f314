"""How each part of the theme looks, in the browser's own words: a rule that is lost shows in a diff.

For every class of a small site's pages, and every kind of element without one by what it stands in: how the
first one of them is laid out and painted. `make goldens` writes tests/goldens/looks anew; look at the pages
before you commit the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Address
from tests.browser.pages import DESK, PHONE, Reader, opened
from tests.conftest import GOLDENS
from tests.support import kinds
from tests.support.goldens import compare
from tests.support.site import Site

WITH_SCRIPTS = ("home", "projects", "project", "policies", "region", "chain", "search")
"""Kinds of pages that scripts add to."""

_LOOKS = """() => {
  const usual = {
    position: "static", flexDirection: "row", flexWrap: "nowrap", gap: "normal", alignItems: "normal",
    justifyContent: "normal", backgroundColor: "rgba(0, 0, 0, 0)", borderTopWidth: "0px",
    borderBottomWidth: "0px", borderLeftWidth: "0px", borderRadius: "0px", padding: "0px", marginTop: "0px",
    marginBottom: "0px", fontWeight: "400", fontVariantNumeric: "normal", textAlign: "start",
    textTransform: "none", textDecorationLine: "none", whiteSpace: "normal", overflowX: "visible",
    overflowY: "visible", zIndex: "auto", opacity: "1", visibility: "visible", listStyleType: "disc",
    fill: "rgb(0, 0, 0)", stroke: "none", float: "none", cursor: "auto",
  };
  const ink = getComputedStyle(document.body).color;
  const found = {};
  for (const element of document.body.querySelectorAll("*")) {
    const tag = element.localName;
    if (element.ownerSVGElement && element.classList.length === 0) continue;
    const around = element.parentElement.closest("body [class]");
    const names = [...element.classList].map(name => `.${name}`);
    if (names.length === 0) names.push(around ? `.${around.classList[0]} ${tag}` : tag);
    const wanted = names.filter(name => !(name in found));
    if (wanted.length === 0) continue;
    const style = getComputedStyle(element);
    const said = [`<${tag}> ${style.display}`, style.fontSize];
    if (style.color !== ink) said.push(`color ${style.color}`);
    if (style.display.includes("grid")) {
      said.push(`columns ${style.gridTemplateColumns.split(" ").length}`);
    }
    for (const [name, value] of Object.entries(usual)) {
      const has = style[name];
      if (has !== value) said.push(`${name} ${has}`);
    }
    for (const name of wanted) found[name] = said.join("; ");
  }
  return found;
}"""


@pytest.fixture(scope="module")
def site(golden_site: Path) -> Site:
    return Site("golden", golden_site)


def pages(site: Site, wanted: Iterable[str]) -> Iterator[str]:
    for kind in wanted:
        yield from kinds.samples(site.tree, kind, "zh")[:1]


@pytest.mark.golden
def test_everything_looks_as_it_did(
    browser: Browser, address: Address, site: Site, request: pytest.FixtureRequest
) -> None:
    readers = {
        "desk.txt": (Reader(width=DESK, javascript=False), kinds.PAGE_KINDS),
        "desk-scripts.txt": (Reader(width=DESK), WITH_SCRIPTS),
        "phone.txt": (Reader(width=PHONE), WITH_SCRIPTS),
        "phone-dark.txt": (Reader(width=PHONE, scheme="dark"), ("home", "project")),
    }
    texts = {}
    for name, (reader, wanted) in readers.items():
        looks: dict[str, str] = {}
        with opened(browser, address(site, "zh/"), reader) as (page, _):
            for path in pages(site, wanted):
                page.goto(address(site, path))
                if reader.javascript and page.locator("#filters").count():
                    expect(page.locator("html")).to_have_attribute("data-filters", re.compile(r"\d+"))
                looks = page.evaluate(_LOOKS) | looks
        texts[name] = "".join(f"{part}: {said}\n" for part, said in sorted(looks.items()))
    compare(texts, GOLDENS / "looks", update=bool(request.config.getoption("--update-goldens")))
