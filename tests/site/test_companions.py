"""The files beside the pages: sitemaps, feeds, vCards, calendar entries, robots.txt."""

from __future__ import annotations

import re
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

from tests.site.test_completeness import HTML_LANG
from tests.support.cards import Property, properties
from tests.support.kinds import all_of
from tests.support.site import Site

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_ATOM = "{http://www.w3.org/2005/Atom}"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


def _xml(site: Site, path: str) -> ElementTree.Element:
    return ElementTree.fromstring((site.tree / path).read_bytes())  # noqa: S314 - the build's own output


def _sitemap_files(site: Site) -> list[str]:
    index = _xml(site, "sitemap.xml")
    assert index.tag == f"{_SITEMAP}sitemapindex"
    return [site.inside(row.findtext(f"{_SITEMAP}loc") or "") for row in index]


def test_the_sitemaps_list_exactly_the_pages(site: Site) -> None:
    files = _sitemap_files(site)
    assert sorted(files) == sorted(f"sitemaps/{path.name}" for path in (site.tree / "sitemaps").iterdir())
    listed = []
    for file in files:
        assert (site.tree / file).stat().st_size < 10_000_000
        rows = _xml(site, file)
        assert len(rows) <= 50_000
        listed += [site.inside(row.findtext(f"{_SITEMAP}loc") or "") for row in rows]
    assert len(listed) == len(set(listed))
    assert sorted(listed) == sorted(["", *[path for path, _ in site.pages()]])


def test_every_address_of_the_sitemaps_names_its_other_languages(site: Site) -> None:
    for file in _sitemap_files(site):
        for row in _xml(site, file):
            address = row.findtext(f"{_SITEMAP}loc") or ""
            assert len(address.encode()) <= 256
            inside = site.inside(address).partition("/")[2]
            alternates = {link.get("hreflang"): link.get("href") for link in row.iter(f"{_XHTML}link")}
            alternates.pop("x-default", None)
            assert alternates == {
                HTML_LANG[locale]: f"{site.base_url}{locale}/{inside}" for locale in site.locales
            }
            changed = row.findtext(f"{_SITEMAP}lastmod")
            assert changed is None or re.fullmatch(_DAY, changed), address
            if site.name == "demo":  # where every project has its day, and no other page has
                assert (changed is not None) == ("/projects-" in file), address


def test_feeds_are_atom(site: Site) -> None:
    """RFC 4287: what a feed and its entries must have."""
    for locale in site.locales:
        feed = _xml(site, f"{locale}/feed.xml")
        assert feed.tag == f"{_ATOM}feed"
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == HTML_LANG[locale]
        assert feed.findtext(f"{_ATOM}title")
        assert feed.findtext(f"{_ATOM}author/{_ATOM}name")
        assert feed.findtext(f"{_ATOM}id") == f"{site.base_url}{locale}/"
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{_ATOM}link")}
        assert links == {
            "self": f"{site.base_url}{locale}/feed.xml",
            "alternate": f"{site.base_url}{locale}/",
        }
        entries = feed.findall(f"{_ATOM}entry")
        assert 20 <= len(entries) <= 50
        ids = [entry.findtext(f"{_ATOM}id") or "" for entry in entries]
        assert len(set(ids)) == len(ids)
        for entry in entries:
            assert entry.findtext(f"{_ATOM}title")
            link = entry.find(f"{_ATOM}link")
            assert link is not None
            assert site.has(site.inside(link.get("href") or ""))
        stamps = [element.text or "" for element in feed.iter(f"{_ATOM}updated")]
        assert all(re.fullmatch(rf"{_DAY}T00:00:00Z", stamp) for stamp in stamps)
        assert stamps[0] == max(stamps)


def test_every_page_names_its_languages_feed(site: Site) -> None:
    for path, page in site.pages():
        feed, *own = page.all("link", type="application/atom+xml")
        assert site.target(path, feed["href"]) == f"{path.partition('/')[0]}/feed.xml"
        # A list may have a feed of its own beside it.
        for link in own:
            assert site.target(path, link["href"]) == f"{path}feed.xml"
            assert site.has(f"{path}feed.xml")
        assert len(own) <= 1, path


def _named(found: list[Property], name: str) -> list[Property]:
    return [one for one in found if one.name == name]


def test_every_contact_has_a_vcard_that_says_what_its_page_says(site: Site) -> None:
    for locale in site.locales:
        for page in all_of(site.tree, "contact", locale):
            found = properties((page.parent / "contact.vcf").read_bytes())
            assert [found[0].value, found[1]] == ["VCARD", Property("VERSION", "", "4.0")]
            assert len(_named(found, "FN")) == len(_named(found, "ORG")) == 1
            address = f"{locale}/contacts/{page.parent.name}/"
            document = site.page(address)
            shown = document.text
            assert _named(found, "ORG")[0].value.partition(";")[0].replace("\\", "") in shown
            if _named(found, "TEL"):
                assert document.all("section", class_="contact")
            assert len(_named(found, "KIND")) == 1
            dialled = {link["href"] for link in document.all("a")}
            for phone in _named(found, "TEL"):
                if "fax" not in phone.params:
                    assert phone.value in dialled
            for mail in _named(found, "EMAIL"):
                assert mail.text in shown
            assert _named(found, "SOURCE")[0].value == f"{site.base_url}{address}contact.vcf"
            # A card without a way to reach the office need not be offered.
            if any(_named(found, name) for name in ("TEL", "EMAIL", "ADR")):
                assert [link for link in document.all("a") if link["href"].endswith("contact.vcf")]


def test_every_dated_event_has_a_calendar_entry(site: Site) -> None:
    files = sorted(site.tree.glob("*/events/*/event.ics"))
    assert len(files) >= 3
    uids = set()
    for file in files:
        found = properties(file.read_bytes())
        assert [one.value for one in _named(found, "BEGIN")] == ["VCALENDAR", "VEVENT"]
        for name in ("VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL"):
            assert len(_named(found, name)) == 1, f"{file}: {name}"
        assert re.fullmatch(r"[0-9]{8}T[0-9]{6}Z", _named(found, "DTSTAMP")[0].value)
        starts, ends = _named(found, "DTSTART")[0], _named(found, "DTEND")[0]
        assert starts.params == ends.params
        # Times are in UTC: no calendar then needs a description of the zone.
        expected = r"[0-9]{8}" if starts.params == ";VALUE=DATE" else r"[0-9]{8}T[0-9]{6}Z"
        assert re.fullmatch(expected, starts.value)
        assert re.fullmatch(expected, ends.value)
        assert starts.value < ends.value, file
        address = site.inside(_named(found, "URL")[0].value)
        assert site.has(address)
        assert _named(found, "SUMMARY")[0].text in site.page(address).text
        uids.add((file.parent.name, _named(found, "UID")[0].value))
    assert len(uids) == len(files) / len(site.locales), "one event, whatever the language"


def test_robots_may_read_the_real_catalogue_and_leave_the_fictional_one_alone(site: Site) -> None:
    rules = RobotFileParser()
    rules.parse((site.tree / "robots.txt").read_text("utf-8").splitlines())
    assert rules.can_fetch("Baiduspider", f"{site.base_url}zh/") == (site.name == "real")
    assert rules.site_maps() == [f"{site.base_url}sitemap.xml"]
