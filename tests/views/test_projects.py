"""What a project's page says of its amounts."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sitegen.i18n.quantities import parse_quantity
from sitegen.model.site import Rate
from sitegen.views.localizer import Localizer
from sitegen.views.project_cards import rate_for
from sitegen.views.project_facts import equivalent
from tests.support.catalogues import SITE
from tests.views.test_localizer import LOCALES, Echo

RATE = Rate(currency="USD", cny="7.10", date="2026-01-15")


@pytest.mark.parametrize(
    ("amount", "note"),
    [
        ("20亿元", "about USD 282 million at CNY 7.10, 15 January 2026"),
        ("近20亿元", "nearly USD 282 million at CNY 7.10, 15 January 2026"),
        ("5000万-1亿元", "about USD 7.04–14.1 million at CNY 7.10, 15 January 2026"),
        ("3000万美元", ""),
        ("面议", ""),
    ],
)
def test_an_amount_in_another_currency(amount: str, note: str) -> None:
    localizer = Localizer(LOCALES["en"], LOCALES, Echo(), None)
    made = equivalent(localizer, parse_quantity(amount), RATE)  # in brackets, as Echo has all theme text
    assert made.replace("\u00a0", " ") == (f"[{note}]" if note else "")


def test_readers_of_chinese_get_no_equivalents() -> None:
    site = replace(SITE, rates=(RATE, replace(RATE, currency="EUR")))
    assert rate_for(site, Localizer(LOCALES["en"], LOCALES, Echo(), None)) == RATE
    assert rate_for(site, Localizer(LOCALES["zh"], LOCALES, Echo(), None)) is None
    assert rate_for(SITE, Localizer(LOCALES["en"], LOCALES, Echo(), None)) is None
