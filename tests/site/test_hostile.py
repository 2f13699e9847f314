"""Content that tries to break out: in every file that the site comes to it stays text, letter by letter.

That nothing of it runs in a browser is shown in tests/browser/.
"""

from __future__ import annotations

import json
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import pytest

from tests.support.cards import properties
from tests.support.hostile import ATTACKS, HOSTILE, INJECTED
from tests.support.html import Document
from tests.support.minisite import PROJECT_YML, SITE_YML, MiniSite
from tests.support.process import RunCli
from tests.support.site import Site

_NEVER = ("iframe", "object", "embed", "base", "style", "frame", "applet", "link:import")
_SCHEMES = ("http:", "https:", "mailto:", "tel:", "geo:")
_VCARD = "BEGIN VERSION KIND FN ORG TEL EMAIL URL ADR SOURCE END".split()
_CALENDAR = (
    "BEGIN VERSION PRODID BEGIN UID DTSTAMP DTSTART DTEND SUMMARY URL LOCATION DESCRIPTION END END".split()
)


def _plain(text: str) -> str:
    return " ".join(text.split())


def test_pages_have_no_element_or_attribute_that_content_wrote(hostile: Site) -> None:
    for path, page in [*hostile.pages(), ("", hostile.page("")), ("404.html", hostile.page("404.html"))]:
        scripts = [e.get("src") or e.get("type") for e in page.all("script")]
        assert sum(name.endswith("assets/site.js") for name in scripts) == 1, path
        files = ("early.js", "site.js", "maps.js", "search.js", "filters.js", "shortlist.js")
        ours = (*(f"assets/{name}" for name in files), "application/ld+json")
        assert all(name.endswith(ours) for name in scripts), path
        assert [e for e in page.elements if e.tag in _NEVER] == [], path
        assert [e for e in page.elements if any(name.startswith("on") for name in e.attributes)] == [], path
        assert len(page.all("html")) == len(page.all("head")) == len(page.all("body")) == 1, path
        for address in page.addresses():
            assert ":" not in address.partition("/")[0] or address.startswith(_SCHEMES), f"{path}: {address}"
            # As a value of a query (a map's link takes the title) it may stand there, as a host it may not.
            assert "evil" not in urlsplit(address).netloc, path


def test_pages_show_the_texts_letter_by_letter(hostile: Site) -> None:
    for kind in ("projects/sample", "policies/grant", "chains/metal", "regions/town", "events/fair", "about"):
        shown = _plain(hostile.page(f"zh/{kind}/").one("h1").text)
        assert shown.endswith(_plain(HOSTILE)), kind
    page = _plain(hostile.page("zh/projects/sample/").text)
    for name in ("owner", "coordinator", "partner", "funding", "tenure", "green", "milestone", "address"):
        assert f"{name} {_plain(HOSTILE)}" in page, name


def test_attributes_hold_the_texts_whole(hostile: Site) -> None:
    page = hostile.page("zh/projects/sample/")
    kept = [e["data-title"] for e in page.all("button") if "data-title" in e.attributes]
    assert kept
    assert all(_plain(title) == f"sample {_plain(HOSTILE)}" for title in kept)
    copied = [e["data-copy"] for e in page.all("button") if e.get("data-copy")]
    assert copied
    assert all(attack in copied[0] for attack in ATTACKS)
    assert _plain(page.meta("og:title") or "") == f"sample {_plain(HOSTILE)}"


def test_a_mail_has_one_subject_and_one_receiver(hostile: Site) -> None:
    found = _mail_addresses(hostile.page("zh/projects/sample/"))
    shared = [address for address in found if address.startswith("mailto:?")]
    mails = [address for address in found if address not in shared]
    assert mails
    # To whom the page is shared the reader says.
    for address in shared:
        assert [name for name, _ in parse_qsl(urlsplit(address).query)] == ["subject", "body"]
        assert address.count("?") == 1
        assert "%0A" not in address.upper()
    assert len(shared) == 1
    for address in mails:
        assert address.startswith("mailto:office@example.org")
        assert address.count("?") <= 1
        assert "&" not in address
        assert "%0A" not in address.upper(), "no header of its own"


def _mail_addresses(page: Document) -> list[str]:
    return [link["href"] for link in page.all("a") if link["href"].startswith("mailto:")]


def test_structured_data_stays_data(hostile: Site) -> None:
    for path, page in hostile.pages():
        for script in page.all("script", type="application/ld+json"):
            assert "<" not in script.text, path
            json.loads(script.text)
    data = json.dumps(hostile.page("zh/projects/sample/").json_ld(), ensure_ascii=False)
    assert all(json.dumps(attack, ensure_ascii=False)[1:-1] in data for attack in ATTACKS)


def test_feeds_and_sitemaps_stay_well_formed(hostile: Site) -> None:
    for path in ("sitemap.xml", "sitemaps/pages.xml", "sitemaps/projects-1.xml"):
        ElementTree.fromstring((hostile.tree / path).read_bytes())  # noqa: S314 - the build's own output
    for locale in hostile.locales:
        data = (hostile.tree / locale / "feed.xml").read_bytes()
        feed = ElementTree.fromstring(data)  # noqa: S314
        atom = "{http://www.w3.org/2005/Atom}"
        assert {element.tag.removeprefix(atom) for element in feed.iter()} <= set(
            "feed id title updated author name link entry category summary".split()
        )
        assert _plain(feed.findtext(f"{atom}title") or "").endswith(_plain(HOSTILE))
        assert _plain(feed.findtext(f"{atom}entry/{atom}title") or "").endswith(_plain(HOSTILE))


def test_vcards_and_calendars_get_no_lines_of_their_own(hostile: Site) -> None:
    for locale in hostile.locales:
        card = properties((hostile.tree / locale / "contacts/office/contact.vcf").read_bytes())
        assert [one.name for one in card] == _VCARD
        event = properties((hostile.tree / locale / "events/fair/event.ics").read_bytes())
        assert [one.name for one in event] == _CALENDAR
        for found, name in ((card, "FN"), (event, "SUMMARY"), (event, "LOCATION")):
            text = next(one.text for one in found if one.name == name)
            assert _plain(text).endswith(_plain(HOSTILE))
            assert INJECTED.strip() in text or _plain(INJECTED) in text


def _codes(run_cli: RunCli, mini_site: MiniSite, files: dict[str, str | bytes]) -> set[str]:
    done = run_cli("check", "--format", "json", cwd=mini_site(files))
    assert done.returncode == 1, done.stderr
    return {found["code"] for found in json.loads(done.stdout) if found["severity"] == "error"}


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ('"ab\u202egnp.exe"', "E_CONTROL_CHARACTER"),
        ('"ab\\u202egnp.exe"', "E_CONTROL_CHARACTER"),
        ('"\\e[31mred\\e[0m"', "E_CONTROL_CHARACTER"),
        ("a \x1b[31mred", "E_CONTROL_CHARACTER"),
        ('"\\0"', "E_CONTROL_CHARACTER"),
        ('"\\ue000zh/"', "E_CONTROL_CHARACTER"),
        ('"a\\u2028b"', "E_CONTROL_CHARACTER"),
    ],
)
def test_characters_that_only_deceive_are_refused(
    run_cli: RunCli, mini_site: MiniSite, title: str, code: str
) -> None:
    text = PROJECT_YML.replace("{zh: 示例项目, en: Sample project}", title)
    assert code in _codes(run_cli, mini_site, {"content/projects/sample/project.yml": text})


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,alert",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/",
        "https:/\\\\evil.example",
        "&#106;avascript:alert(1)",
    ],
)
def test_addresses_of_other_kinds_are_refused_in_texts(
    run_cli: RunCli, mini_site: MiniSite, address: str
) -> None:
    body = f"[here](<{address}>)\n"
    assert "E_LINK" in _codes(run_cli, mini_site, {"content/projects/sample/zh.md": body})


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://user@evil.example/", "https://a b/"])
def test_addresses_of_other_kinds_are_refused_in_fields(
    run_cli: RunCli, mini_site: MiniSite, address: str
) -> None:
    contact = f"organisation: {{zh: 局, en: Bureau}}\nphone: 0839-0000000\nwebsite: '{address}'\n"
    assert "E_URL" in _codes(run_cli, mini_site, {"content/contacts/office.yml": contact})
    form = SITE_YML + f"form: '{address}'\n"
    assert "E_URL" in _codes(run_cli, mini_site, {"site.yml": form})


def test_a_terminal_gets_no_escapes_from_content(run_cli: RunCli, mini_site: MiniSite) -> None:
    """A problem shows the line at fault: what would colour or move the cursor is made visible."""
    text = PROJECT_YML + "nonsense\x1b[2J\u202e: 1\n"
    done = run_cli("check", cwd=mini_site({"content/projects/sample/project.yml": text}))
    assert done.returncode == 1
    assert "\x1b" not in done.stdout + done.stderr
    assert "\u202e" not in done.stdout + done.stderr
