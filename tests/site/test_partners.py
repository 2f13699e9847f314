"""Chambers, agents and ambassadors stand apart; papers to be filled in say what, and in which version."""

from __future__ import annotations

from sitegen.i18n.text import Text
from sitegen.model.entities import Contact
from sitegen.model.queries import contacts_for
from tests.support.catalogues import catalogue_of
from tests.support.site import Site

T = Text({"zh": "单位"})


def test_nobody_but_an_authority_is_in_charge() -> None:
    agent = Contact(id="agent", organisation=T, kind="agent", chains=("c",))
    office = Contact(id="office", organisation=T, chains=("c",))
    assert contacts_for(catalogue_of(agent, office), "c", "") == ("office",)


def test_the_list_of_contacts_has_them_apart_with_their_rules(demo: Site) -> None:
    offices, _, partners = demo.page("zh/contacts/").source.partition('id="partners"')
    for key in ("partner-chamber", "partner-agent", "partner-ambassador"):
        assert f'contacts/{key}/"' in partners
        assert f'contacts/{key}/"' not in offices
    assert partners.count("<dt>引荐办法</dt>") == 3
    assert "招商大使" in demo.page("zh/contacts/partner-ambassador/").text


def test_what_they_serve_names_them_below_its_offices(demo: Site) -> None:
    title = "商会、中介机构和招商大使"
    for path, key in (("regions/yunlan", "partner-chamber"), ("chains/energy-storage", "partner-agent")):
        offices, _, partners = demo.page(f"zh/{path}/").source.partition(f">{title}<")
        assert f'contacts/{key}/"' in partners
        assert f'contacts/{key}/"' not in offices
    assert "contacts/partner-" not in demo.page("zh/chains/marine-economy/").source
    assert title not in demo.page("zh/chains/marine-economy/").text
    assert "Agent" in demo.page("en/chains/energy-storage/").text


def test_contract_papers_say_what_to_fill_in(demo: Site) -> None:
    page = demo.page("zh/services/remote-signing/")
    assert 'agreement-zh.docx"' in page.source
    for words in ("版本2026-01", "双方名称、投资内容、用地需求、期限", "视频签署"):
        assert words in page.text, words
    assert "Chinese" in demo.page("en/services/remote-signing/").text
