"""Every entry has its page in every language, and every page knows itself and its other languages."""

from __future__ import annotations

import re
from itertools import pairwise

from tests.support.site import Site

HTML_LANG = {"zh": "zh-Hans", "en": "en", "zh-hant": "zh-Hant"}


def test_every_entry_has_its_page_in_every_language(site: Site) -> None:
    entries = list(site.entries())
    assert len(entries) > 100
    expected = [
        f"{locale}/{entry}/" if folder == "pages" else f"{locale}/{folder}/{entry}/"
        for locale in site.locales
        for folder, entry in entries
    ]
    assert [path for path in expected if not site.has(path)] == []


def test_the_shipped_site_speaks_simplified_and_traditional_chinese_and_english(real: Site) -> None:
    assert real.locales == ("zh", "en", "zh-hant")


def test_all_languages_have_the_same_pages(site: Site) -> None:
    first, *others = (
        {path.removeprefix(f"{locale}/") for path, _ in site.pages(locale)} for locale in site.locales
    )
    assert all(pages == first for pages in others)


def test_every_page_says_its_language(site: Site) -> None:
    wrong = [path for path, page in site.pages() if page.lang != HTML_LANG[path.partition("/")[0]]]
    assert wrong == []


def test_every_page_names_itself_and_its_other_languages(site: Site) -> None:
    """canonical is the page's own address; the alternates are the same on all of them, and exist."""
    for path, page in site.pages():
        inside = path.partition("/")[2]
        expected = {HTML_LANG[locale]: f"{site.base_url}{locale}/{inside}" for locale in site.locales}
        expected["x-default"] = f"{site.base_url}zh/{inside}" if inside else site.base_url
        assert page.canonical() == f"{site.base_url}{path}"
        assert page.alternates() == expected, path
        assert all(site.has(site.inside(address)) for address in expected.values()), path


def test_the_choice_of_language_names_its_languages(site: Site) -> None:
    page = site.page("")
    assert page.canonical() == site.base_url
    expected = {HTML_LANG[locale]: f"{site.base_url}{locale}/" for locale in site.locales}
    assert page.alternates() == expected | {"x-default": site.base_url}
    offered = [link["href"] for link in page.all("a") if "hreflang" in link.attributes]
    assert offered == [f"./{locale}/" for locale in site.locales]


def test_the_language_switch_stays_on_the_same_page(site: Site) -> None:
    for path, page in site.pages():
        own, _, inside = path.partition("/")
        up = "../" * path.count("/")
        switch = [link for link in page.all("a") if "hreflang" in link.attributes]
        assert [link["href"] for link in switch] == [f"{up}{locale}/{inside}" for locale in site.locales], (
            path
        )
        assert [link["hreflang"] for link in switch] == [HTML_LANG[locale] for locale in site.locales]
        current = [link["hreflang"] for link in switch if link.get("aria-current")]
        assert current == [HTML_LANG[own]], path


def test_every_page_has_what_search_engines_and_chats_read(site: Site) -> None:
    for path, page in site.pages():
        assert page.title, path
        assert page.meta("description"), path
        assert page.meta("og:title"), path
        assert page.meta("og:url") == page.canonical()
        assert page.meta("og:type") in ("website", "article"), path
        assert page.meta("twitter:card") in ("summary", "summary_large_image"), path
        assert page.meta("twitter:title") == page.meta("og:title")
        assert page.meta("applicable-device") == "pc,mobile"
        image = page.meta("og:image")
        assert image is None or site.has(site.inside(image)), f"{path}: {image}"


def test_titles_tell_the_pages_of_a_language_apart(site: Site) -> None:
    for locale in site.locales:
        seen: dict[str, str] = {}
        for path, page in site.pages(locale):
            title = page.title
            assert title not in seen, f"{path} and {seen[title]} are both called {title}"
            seen[title] = path


def test_every_page_has_one_heading_and_no_level_is_left_out(site: Site) -> None:
    for path, page in site.pages():
        levels = [int(e.tag[1]) for e in page.elements if re.fullmatch(r"h[1-6]", e.tag)]
        assert levels.count(1) == 1, path
        jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        assert jumps == [], path


def test_structured_data_is_json_with_addresses_of_the_site(site: Site) -> None:
    for path, page in site.pages():
        for data in page.json_ld():
            assert data["@context"] == "https://schema.org"
            trail = [part for part in data["@graph"] if part["@type"] == "BreadcrumbList"]
            assert trail, path
            for item in trail[0]["itemListElement"]:
                assert site.has(site.inside(item["item"])), f"{path}: {item}"
    assert all(page.json_ld() for path, page in site.pages() if "/projects/" in path)


def test_every_page_carries_the_security_policy(site: Site) -> None:
    """No inline script, no style attributes, nothing from elsewhere: and nothing that would need it."""
    for path, page in [*site.pages(), ("", site.page("")), ("404.html", site.page("404.html"))]:
        policy = page.one("meta", http_equiv="Content-Security-Policy")["content"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        # Before anything that it should hold for.
        head = page.source.partition("Content-Security-Policy")[0]
        assert "<script" not in head, path
        assert "<link" not in head, path
        assert not [e for e in page.elements if "style" in e.attributes or e.tag == "style"], path
        inline = [e for e in page.all("script") if "src" not in e.attributes]
        assert all(e.get("type") == "application/ld+json" for e in inline), path
        handlers = [e for e in page.elements if any(name.startswith("on") for name in e.attributes)]
        assert handlers == [], path


def test_the_directory_has_enterprises_by_chain_and_segment_with_leaders_first(demo: Site) -> None:
    page = demo.page("zh/enterprises/")
    heads = [e.get("href") for e in page.all("a") if "#segment-" in e.get("href")]
    chains = [href.partition("#")[0] for href in heads]
    assert len(heads) > 5
    assert chains == sorted(chains, key=chains.index)  # each chain's segments stand together
    html = (demo.tree / "zh/enterprises/index.html").read_text("utf-8")
    ranks = {"链主企业": 0, "骨干企业": 1, "配套企业": 2}
    roles = re.compile("<td>(" + "|".join(ranks) + ")")
    bodies = html.split("<tbody>")[1:]
    for body in bodies:
        found = [ranks[role] for role in roles.findall(body)]
        assert found
        assert found == sorted(found)
