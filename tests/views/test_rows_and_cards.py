"""Pieces that many pages show, each from what an entry says and with nothing where it says nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.markdown_body import ROOT
from sitegen.content.pictures import PictureInfo
from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model.entities import (
    Attachment,
    Chain,
    ChainRole,
    Contact,
    Cost,
    Enterprise,
    Event,
    Grant,
    Investment,
    Land,
    Policy,
    Project,
    Region,
    Results,
    Returns,
    Segment,
    Source,
    Stage,
    WeChat,
)
from sitegen.model.entries import Entry
from sitegen.model.site import Rate
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views import contacts, entry_sections, project_cards
from sitegen.views.basic_values import LocalText
from sitegen.views.chain_tiles import segment_box, strength_of
from sitegen.views.event_rows import event_row
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import script_json, shorten
from sitegen.views.policy_rows import policy_row
from tests.support.catalogues import catalogue_of
from tests.views.test_localizer import localizer

T = Text({"zh": "题", "en": "Title"})


def text(zh: str) -> Text:
    return Text({"zh": zh})


def reader_of(*entities: Any, files: dict[str, PictureInfo | None] | None = None) -> TrackedCatalogue:
    def load(kind: str, key: str) -> Entry:
        return Entry(kind=kind, id=key, path="", entity=None, files=files or {})

    return TrackedCatalogue(catalogue_of(*entities), load)


# Cards


def test_a_bare_project_has_a_card_without_gaps() -> None:
    made = project_cards.card(reader_of(Project(id="p", title=T, status="open")), localizer("zh"), "p")
    assert (made.url, made.title, made.facts, made.segments) == (
        f"{ROOT}zh/projects/p/",
        LocalText("题"),
        (),
        (),
    )
    assert (made.summary, made.place, made.chain, made.amount, made.as_of) == (None,) * 5
    assert (made.amount_label, made.sort_amount, made.sort_area) == ("", "", "")


def test_a_full_project_s_card() -> None:
    project = Project(
        id="p", title=T, status="signed", chain="c", segments=("foil", "gone"), region="city", park="park",
        investment=Investment(total=parse_quantity("近20亿元"), sought=parse_quantity("5亿元")),
        land=Land(area=parse_quantity("300亩")), capacity=parse_quantity("10万吨/年"),
        returns=Returns(payback=parse_quantity("6.5年"), irr=parse_quantity("18.5%")), cooperation=("sole",
        "ppp"),
    )  # fmt: skip
    chain = Chain(
        id="c",
        title=text("链"),
        stages=(Stage(id="up", title=T),),
        segments=(Segment(id="foil", stage="up", title=text("箔")),),
    )
    catalogue = reader_of(
        project,
        chain,
        Region(id="city", title=text("市"), kind="city"),
        Region(id="park", title=text("园"), kind="park"),
    )
    made = project_cards.card(catalogue, localizer("en"), "p")
    assert made.place == LocalText("园", "zh-Hans")
    assert made.chain == LocalText("链", "zh-Hans")
    assert made.segments == (LocalText("箔", "zh-Hans"),)
    assert made.amount_label == "[Total investment]"
    assert [fact.name for fact in made.facts] == ["capacity", "area", "payback"]
    assert made.sort_amount == "0000002000000000.000"


def test_capital_sought_stands_in_for_a_total() -> None:
    project = Project(id="p", title=T, status="open", investment=Investment(sought=parse_quantity("5亿元")))
    made = project_cards.card(reader_of(project), localizer("zh"), "p")
    assert made.amount_label == "[Capital sought]"
    assert made.amount is not None
    assert made.amount.figure.startswith("5")


def test_modes_of_cooperation_are_listed_as_the_language_does() -> None:
    project = Project(id="p", title=T, status="open", cooperation=("sole", "ppp"))
    said = [
        project_cards.card(reader_of(project), localizer(locale), "p").facts[0].said
        for locale in ("zh", "en")
    ]
    assert said == [
        LocalText("[Wholly owned]、[Public-private partnership]"),
        LocalText("[Wholly owned], [Public-private partnership]"),
    ]


@given(st.lists(st.decimals(0, 10**12, places=2, allow_nan=False), min_size=2))
def test_sort_keys_sort_as_amounts_do(amounts: list[Any]) -> None:
    quantities = [parse_quantity(f"{amount:.2f}元") for amount in amounts]
    assert sorted(quantities, key=project_cards.sort_key) == sorted(
        quantities, key=lambda quantity: quantity.value or 0
    )


@pytest.mark.parametrize(
    "written",
    [
        ["1900万美元", "近20亿元", "3亿美元"],  # 1.349, 20 and 21.3 in 100 million CNY
        ["20公顷", "600亩", "1平方公里"],
        ["3亿元", "1欧元", "2欧元"],  # there is no rate for euros: nothing is known of their worth
    ],
)
def test_sort_keys_bring_units_and_currencies_to_one_size(written: list[str]) -> None:
    rates = (Rate(currency="USD", cny="7.10", date="2026-06-30"),)
    keys = [project_cards.sort_key(parse_quantity(one), rates) for one in written]
    assert keys == sorted(keys)
    assert len(set(keys)) == 3


def test_what_is_negotiable_does_not_sort() -> None:
    assert project_cards.sort_key(parse_quantity("面议")) == project_cards.sort_key(None) == ""


# Policies, contacts


@pytest.mark.parametrize(
    ("fields", "gist"),
    [
        ({}, None),
        ({"summary": text("摘要")}, "摘要"),
        ({"summary": text("摘要"), "grants": (Grant(title=text("补助")),)}, "补助"),
        (
            {
                "grants": (
                    Grant(title=text("补助"), rate=parse_quantity("10%"), cap=parse_quantity("500万元")),
                )
            },
            "补助：10%",
        ),
        ({"grants": (Grant(title=text("奖励"), amount=parse_quantity("500万元")),)}, "奖励：500万元"),
    ],
)
def test_what_a_policy_gives_in_one_line(fields: dict[str, Any], gist: str | None) -> None:
    row = policy_row(reader_of(Policy(id="a", title=T, level="city", **fields)), localizer("zh"), "a")
    assert (row.gist.text if row.gist else None) == gist
    assert row.state.id == "open-ended"


def block(locale: str = "zh", **fields: Any) -> Any:
    contact = Contact(**{"id": "office", "organisation": text("投促局"), **fields})
    return contacts.contact_block(
        reader_of(contact, files={"qr.png": PictureInfo("png", 20, 20)}), localizer(locale), "office"
    )


def test_a_contact_is_called_by_its_organisation_unless_it_has_a_title() -> None:
    assert block().name == LocalText("投促局")
    assert block(title=text("热线")).name == LocalText("热线")


def test_a_person_is_shown_only_with_consent() -> None:
    assert block(person=text("某人")).person is None
    assert block(person=text("某人"), consent="2026-01-15").person == LocalText("某人")


def test_ways_to_reach_a_contact() -> None:
    made = block(phone="0839-3266000", email="a@example.org", wechat=WeChat(name="号", qr="qr.png"))
    assert (made.tel, made.mailto, made.wechat) == ("tel:+86-839-3266000", "mailto:a@example.org", "号")
    assert made.wechat_qr.url == f"{ROOT}files/contacts/office/qr.png"
    assert made.vcard == f"{ROOT}zh/contacts/office/contact.vcf"
    assert made.as_text == "投促局\n0839-3266000\na@example.org"
    bare = block()
    assert (bare.tel, bare.mailto, bare.wechat, bare.wechat_qr) == ("", "", "", None)


# Rows


@pytest.mark.parametrize(
    ("starts", "ends", "upcoming", "dash"),
    [("2026-05-18", "2026-05-20", False, True), ("2027-05", "2027-05", True, False), ("2027-01-01", "",
     True, False),
     ("", "", False, False)],
)  # fmt: skip
def test_events_say_when(starts: str, ends: str, upcoming: bool, dash: bool) -> None:
    event = Event(
        id="e",
        title=T,
        kind="fair",
        starts=starts,
        ends=ends,
        results=Results(projects=parse_quantity("9个")),
    )
    row = event_row(reader_of(event), localizer("zh"), "e")
    assert (row.upcoming, "—" in row.dates) == (upcoming, dash)
    assert bool(row.dates) is bool(starts)


@pytest.mark.parametrize(
    ("starts", "ends", "zh", "en"),
    [
        ("2026-05-18T09:30", "2026-05-18T12:00", "2026年5月18日 09:30—12:00", "18 May 2026, 09:30–12:00"),
        ("2026-05-18T09:30", "2026-05-19T09:00", "2026年5月18日 09:30—5月19日 09:00", ""),
        ("2026-06-01", "2026-09-08", "2026年6月1日—9月8日", "1 June – 8 September 2026"),
        ("2026-05-18", "2026-05-18T12:00", "2026年5月18日—5月18日 12:00", ""),
    ],
)
def test_a_day_that_both_ends_share_is_said_once(starts: str, ends: str, zh: str, en: str) -> None:
    event = Event(id="e", title=T, kind="fair", starts=starts, ends=ends)
    for locale, dates in (("zh", zh), ("en", en)):
        if dates:
            assert event_row(reader_of(event), localizer(locale), "e").dates == dates


@pytest.mark.parametrize(
    ("stated", "others", "shown"),
    [
        ("missing", ("project", "enterprise"), "missing"),
        ("unknown", (), "unknown"),
        ("unknown", ("project",), "present"),
        ("unknown", ("seeking",), "unknown"),
        ("unknown", ("enterprise",), "present"),
        ("unknown", ("talks",), "unknown"),
        ("unknown", ("direction",), "unknown"),
        ("unknown", ("prospect",), "unknown"),
    ],
)
def test_a_segment_is_as_strong_as_stated_or_seen(stated: str, others: tuple[str, ...], shown: str) -> None:
    segment = Segment(id="foil", stage="up", title=T, strength=stated)
    chain = Chain(id="c", title=T, stages=(Stage(id="up", title=T),), segments=(segment,))
    known: dict[str, Any] = {
        "project": Project(id="a", title=T, status="signed", chain="c", segments=("foil",)),
        "seeking": Project(id="b", title=T, status="open", chain="c", segments=("foil",)),
        "talks": Project(id="t", title=T, status="in-talks", chain="c", segments=("foil",)),
        "direction": Project(
            id="d", title=T, kind="opportunity", status="signed", chain="c", segments=("foil",)
        ),
        "prospect": Enterprise(
            id="s", title=T, role="sought", chains=(ChainRole(chain="c", segments=("foil",)),)
        ),
        "enterprise": Enterprise(id="m", title=T, chains=(ChainRole(chain="c", segments=("foil",)),)),
    }
    catalogue = reader_of(chain, *[known[name] for name in others])
    assert strength_of(catalogue, chain, segment) == shown
    box = segment_box(catalogue, localizer("zh"), chain, segment)
    assert bool(box.url) is bool({*others} - {"enterprise", "prospect"}), (
        "only a page that is there is linked to"
    )


def test_sources_name_the_document_or_lead_to_it() -> None:
    policy = Policy(id="a", title=text("通知"), level="city", number="广经合〔2020〕3号")
    catalogue, speaking = reader_of(policy), localizer("zh")
    own = entry_sections.source_note(
        catalogue, speaking, Source(title=text("报告"), url="https://example.org/", paragraph="一")
    )
    assert (own.title, own.url, own.external) == (LocalText("报告"), "https://example.org/", True)
    linked = entry_sections.source_note(catalogue, speaking, Source(policy="a"))
    assert (linked.title, linked.document) == (LocalText("通知"), "广经合〔2020〕3号")
    assert (linked.url, linked.external) == (f"{ROOT}zh/policies/a/", False)


def test_costs_come_from_the_nearest_region_that_states_any() -> None:
    cost = Cost(item="electricity", price=parse_quantity("0.52元/kWh"))
    catalogue = reader_of(
        Region(id="city", title=T, kind="city", costs=(cost,)),
        Region(id="county", title=T, kind="county", parent="city"),
    )
    rows, place = entry_sections.costs_near(catalogue, localizer("zh"), ("county", "city"))
    assert len(rows) == 1
    assert place is not None
    assert place.url == f"{ROOT}zh/regions/city/"
    assert entry_sections.costs_near(catalogue, localizer("zh"), ("county",)) == ((), None)


def test_attachments_say_what_they_are() -> None:
    [file] = entry_sections.files(
        localizer("zh"), "project", "p", [Attachment(file="总平 图.pdf", title=T)], {}
    )
    assert file.url == f"{ROOT}files/projects/p/%E6%80%BB%E5%B9%B3%20%E5%9B%BE.pdf"
    assert file.kind == "PDF"


def test_mail_subjects_are_escaped_whole() -> None:
    assert (
        entry_sections.mail_subject("A&B=C？ 项目\n#1/2")
        == "A%26B%3DC%EF%BC%9F%20%E9%A1%B9%E7%9B%AE%20%231%2F2"
    )


def test_a_part_is_the_same_for_every_page_that_shows_it() -> None:
    entities = [Project(id=key, title=T, status="open") for key in "ab"]
    catalogue = catalogue_of(*entities)
    speaking: Localizer = localizer("zh")
    first, second = (TrackedCatalogue(catalogue, lambda kind, key: None) for _ in range(2))  # type: ignore[arg-type, return-value]
    assert project_cards.cards(first, speaking, "ab") == project_cards.cards(second, speaking, "ab")
    assert project_cards.card(first, speaking, "a") is project_cards.card(second, speaking, "a")
    assert first.read() == second.read()


# The head


@given(st.text(max_size=400), st.integers(10, 200))
def test_a_description_is_one_line_of_bounded_length(words: str, limit: int) -> None:
    short = shorten(words, limit)
    line = " ".join(words.split())
    assert len(short) <= limit
    assert "\n" not in short
    assert short == line or (short.endswith("…") and line.startswith(short[:-1]))


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("one two three", "one two…"),
        ("一二三四五六七八九十甲", "一二三四五六七八九…"),
        ("short", "short"),
        ("a b c d, e f g", "a b c d…"),
    ],
)
def test_a_description_is_cut_between_words(words: str, short: str) -> None:
    assert shorten(words, 10) == short


@given(
    st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5)
)
def test_json_cannot_end_its_element(value: object) -> None:
    written = str(script_json(value))
    assert not {*written} & {*"<>&"}
    assert json.loads(written) == value
