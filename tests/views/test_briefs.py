"""Every kind has a brief: what pictures, posts and letters say of an entry; whom and what they name."""

from __future__ import annotations

from sitegen.i18n.text import Text
from sitegen.model.entities import Contact, Grant, Policy
from sitegen.model.kinds import KINDS
from sitegen.views.briefs import _MAKERS
from sitegen.views.policies import policy
from sitegen.views.share_pictures import MOST_GRANTS, contact_for, policy_answers
from tests.support.catalogues import project
from tests.support.views import localizer, tracked


def test_every_kind_has_one() -> None:
    assert _MAKERS.keys() == KINDS.keys()


def test_a_card_says_how_many_grants_it_has_no_room_for() -> None:
    def support(number: int) -> tuple[str, ...]:
        grants = tuple([Grant(title=Text({"en": f"Grant {one}"})) for one in range(number)])
        it = Policy(id="p", title=Text({"en": "P"}), level="city", grants=grants)
        answers = policy_answers(localizer(), policy(tracked(it), localizer(), "policies/p/", "p"))
        return next(one.lines for one in answers if one.question == "Support offered")

    assert support(MOST_GRANTS) == tuple(f"Grant {one}" for one in range(MOST_GRANTS))
    assert support(MOST_GRANTS + 3) == (*support(MOST_GRANTS), "3 more on the page")


def test_an_office_that_cannot_be_rung_up_is_named_where_there_is_no_other() -> None:
    silent = Contact(id="silent", organisation=Text({"en": "Silent"}))
    called = Contact(id="called", organisation=Text({"en": "Called"}), phone="0839-0000000")
    for named, chosen in ((("silent",), "silent"), (("silent", "called"), "called")):
        catalogue = tracked(silent, called, project("one", contacts=named))
        assert contact_for(catalogue, "project", "one") == chosen
