"""From every page a person can be reached: beside what an office is in charge of, and at the foot of all."""

from __future__ import annotations

import pytest

from tests.support.html import Document
from tests.support.minisite import write_mini_site
from tests.support.process import RunCli, must
from tests.support.site import Site

FILES: dict[str, str | bytes] = {
    "content/chains/batteries.yml": "title: {zh: 锂电池, en: Batteries}\n",
    "content/regions/oldtown.yml": "title: {zh: 老城, en: Oldtown}\nkind: county\n",
    "content/contacts/oldtown.yml": """\
organisation: {zh: 老城招商局, en: Oldtown Office}
phone: 0839-0000001
email: oldtown@example.org
regions: [oldtown]
""",
    "content/contacts/batteries.yml": """\
organisation: {zh: 电池专班, en: Battery Team}
email: batteries@example.org
chains: [batteries]
""",
    "content/enterprises/maker.yml": """\
title: {zh: 电池厂, en: Cell Maker}
region: oldtown
""",
    "content/policies/named/policy.yml": """\
title: {zh: 有窗口的政策, en: A policy with a counter}
level: county
issuer: {zh: 老城人民政府, en: Oldtown Government}
contacts: [oldtown]
""",
    "content/policies/unnamed/policy.yml": """\
title: {zh: 没写窗口的政策, en: A policy without one}
level: county
issuer: {zh: 老城人民政府, en: Oldtown Government}
applies: {regions: [oldtown]}
""",
    "content/projects/two/project.yml": """\
kind: project
title: {zh: 两处联系, en: Two contacts}
status: open
contacts: [oldtown, batteries]
investment: {total: 20亿元}
""",
    "content/projects/bare/project.yml": "title: {zh: 只有名称, en: A name only}\nstatus: open\n",
}


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory, run_cli: RunCli) -> Site:
    root = write_mini_site(tmp_path_factory.mktemp("people"), FILES)
    must(run_cli("build", cwd=root))
    return Site("people", root)


def _offices(page: Document) -> list[str]:
    return [found.text.split("\n")[2].strip() for found in page.all("section", class_="contact")]


def test_every_page_leads_to_the_contacts(site: Site) -> None:
    """At the foot too: on a phone the menu shows only its beginning."""
    for path, page in site.pages():
        [home] = [link["href"] for link in page.all("a", class_="brand")]
        links = [link["href"] for link in page.all("a")]
        assert links.count(f"{home}contacts/") >= 2 or path.endswith("/contacts/"), path


def test_an_enterprise_names_who_is_in_charge_of_its_place(people: Site) -> None:
    assert _offices(people.page("en/enterprises/maker/")) == ["Oldtown Office"]


def test_a_policy_says_where_to_apply_only_if_it_is_known(people: Site) -> None:
    """Who is in charge of the place can still be asked."""
    named, unnamed = (people.page(f"en/policies/{name}/") for name in ("named", "unnamed"))
    assert "Oldtown Office" in named.one("dl", class_="answers").text
    assert "Oldtown Office" not in unnamed.one("dl", class_="answers").text
    assert "Oldtown Government" in unnamed.one("dl", class_="answers").text
    assert _offices(named) == _offices(unnamed) == ["Oldtown Office"]


def test_the_second_contact_of_a_project_is_brief(people: Site) -> None:
    page = people.page("en/projects/two/")
    assert _offices(page) == ["Oldtown Office", "Battery Team"]
    first, second = page.all("section", class_="contact")
    assert "Save contact" in first.text
    assert "Save contact" not in second.text
    assert "batteries@example.org" in second.text, "without a telephone: the address"


def test_a_project_with_a_name_alone_has_no_empty_block(people: Site) -> None:
    page = people.page("en/projects/bare/")
    assert page.all("dl", class_="facts") == page.all("dl", class_="headline") == []


def test_projects_that_seek_an_investor_stand_first(demo: Site) -> None:
    """On pages of chains, places, enterprises, offices, policies; those that stand still are last."""
    seen: set[tuple[int, ...]] = set()
    for path, page in demo.pages("en"):
        if path.split("/")[1] in ("chains", "regions", "enterprises", "contacts", "policies"):
            cards = [
                card.text for card in page.all("article", class_="card") if "data-card" in card.attributes
            ]
            order = tuple(_hope(card) for card in cards)
            if "Plans and projects that name it" not in page.text:  # a second list begins anew
                assert list(order) == sorted(order), path
            seen.add(tuple(dict.fromkeys(order)))
    assert (0, 1, 2) in seen


def _hope(card: str) -> int:
    status = card.split("\n")[1].strip()
    if "Not confirmed since" in card or "Expired" in card:
        return 2
    if status.startswith("Open to investors") or (
        status.startswith("Planned") and ("Opportunity" in status or "Technology" in status)
    ):
        return 0
    return 2 if status in ("Paused", "Ended") else 1
