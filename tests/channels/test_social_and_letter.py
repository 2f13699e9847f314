"""Posts within each network's limit, their schedule, and the letter of what is new."""

from __future__ import annotations

import csv
import datetime
import email
import io
from email import policy
from pathlib import Path

import pytest

from sitegen.channels.letter import eml
from sitegen.channels.social_posts import NETWORKS, SocialChoice, text_for
from sitegen.channels.tools import Tool
from sitegen.model.output_rows import ParameterError
from sitegen.pipeline.build import Options
from sitegen.pipeline.export import Export, export
from sitegen.views.basic_values import Amount, LocalText
from sitegen.views.channel_types import Brief
from sitegen.views.letters import LetterChoice
from tests.support.minisite import PROJECT_YML, MiniSite

ADDRESS = "https://invest.example.org/zh/projects/sample/"
FILES: dict[str, str | bytes] = {
    "content/projects/sample/project.yml": PROJECT_YML + "published: 2026-01-05\ntags: [绿色 制造]\n",
    "content/news/opening/news.yml": "title: {zh: 开工, en: 'Work, at last, begins'}\ndate: 2026-01-08\n"
    "kind: report\n"
    "summary: {zh: '=1+1 不是公式', en: 'Not <b>markup</b> & no formula'}\n",
    "content/news/old/news.yml": "title: {zh: 旧闻, en: Old news}\ndate: 2025-01-08\nkind: report\n",
}


def brief(title: str, summary: str, amount: str = "20亿元") -> Brief:
    return Brief(
        kind="project", id="sample", path="projects/sample/", above="", title=LocalText(title.strip()),
        summary=LocalText(summary.strip()), figure_label="总投资", figure=Amount(amount, "", amount, "", ""),
    )  # fmt: skip


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.name)
@pytest.mark.parametrize("words", ["产业链招商项目", "An integrated industrial park "])
@pytest.mark.parametrize("times", [1, 4, 30])
def test_a_post_is_within_the_limit_and_has_the_address(network, words: str, times: int) -> None:  # type: ignore[no-untyped-def]
    text = text_for(network, brief(words * times, words * times), ADDRESS, ["#甲#", "#乙#"], "：")
    assert network.count(text) <= network.most
    assert text.count(ADDRESS) == 1
    if times < 30:
        assert words[:6] in text
    assert "  " not in text


def test_a_word_is_not_cut_and_a_plain_message_stays_plain() -> None:
    sms = next(network for network in NETWORKS if network.name == "sms")
    text = text_for(sms, brief("Industrial park for battery materials " * 9, ""), ADDRESS, [], ": ")
    assert text.isascii()
    assert len(text) <= 160
    head = text.partition("...")[0]
    assert head.split()[-1] in ("Industrial", "park", "for", "battery", "materials")


def test_a_text_is_not_cut_within_brackets() -> None:
    x = next(network for network in NETWORKS if network.name == "x")
    inside = "（18万吨高性能铝箔、铝板带和汽车轻量化部件，" + "二期、三期另行安排，" * 20 + "）"
    text = text_for(x, brief("岳池铝基新材料产业园", "建设年产铝材的生产线" + inside), ADDRESS, [], "：")
    assert f"建设年产铝材的生产线… {ADDRESS}" in text
    whole = text_for(x, brief("岳池铝基新材料产业园", "（一期）" + "建设生产线，" * 40), ADDRESS, [], "：")
    assert "（一期）建设生产线，" in whole


def test_addresses_and_wide_characters_count_on_x_as_it_counts_them() -> None:
    x = next(network for network in NETWORKS if network.name == "x")
    assert x.count("ab 铝") == 5
    assert x.count(ADDRESS + "?" + "a" * 100) == 23


def exported(root: Path, folder: Path, name: str, parameters: object) -> Path:
    options = Options(root=root, output=root / "build", now="2026-01-15", jobs=1)
    export(options, Export(name=name, folder=folder, parameters=parameters))
    return folder


def test_the_schedule_says_what_goes_out_when(mini_site: MiniSite, tmp_path: Path) -> None:
    choice = SocialChoice(since=datetime.date(2026, 1, 1), start=datetime.date(2026, 2, 1), per_day=2)
    out = exported(mini_site(FILES), tmp_path / "out", "social", choice)
    rows = list(csv.DictReader(io.StringIO((out / "zh/social/posts.csv").read_text("utf-8-sig"))))
    assert [(row["Network"], row["Posting Time"]) for row in rows] == [
        ("weibo", "2026-02-01 10:00"),
        ("sms", "2026-02-01 10:00"),
        ("weibo", "2026-02-01 15:00"),
        ("sms", "2026-02-01 15:00"),
    ]
    assert "#绿色制造#" in rows[0]["Text"]
    assert rows[0]["Link"] == ADDRESS
    english = list(csv.DictReader(io.StringIO((out / "en/social/posts.csv").read_text("utf-8-sig"))))
    assert {row["Network"] for row in english} == {"x", "facebook", "linkedin", "sms"}
    calendar = (out / "zh/social/schedule.ics").read_bytes()
    assert calendar.count(b"BEGIN:VEVENT") == 4
    assert b"DTSTART:20260201T020000Z" in calendar
    assert max(map(len, calendar.split(b"\r\n"))) <= 75


@pytest.mark.parametrize("per_day", [0, -1, 4])
def test_so_many_posts_a_day_are_refused(mini_site: MiniSite, tmp_path: Path, per_day: int) -> None:
    with pytest.raises(ParameterError) as refused:
        exported(mini_site(FILES), tmp_path / "out", "social", SocialChoice(per_day=per_day))
    assert refused.value.diagnostic.code == "E_OPTION_VALUE"
    assert refused.value.diagnostic.params["option"] == "--per-day"


def test_a_letter_says_what_is_new_in_html_and_in_words(mini_site: MiniSite, tmp_path: Path) -> None:
    out = exported(
        mini_site(FILES), tmp_path / "out", "letter", LetterChoice(since=datetime.date(2026, 1, 1))
    )
    letter = email.message_from_bytes((out / "en/letter.eml").read_bytes(), policy=policy.default)
    assert letter["Subject"] == "Invest in Smalltown: New since 1 January 2026"
    assert letter["X-Unsent"] == "1"
    assert letter["Date"] is None
    text, html = (letter.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    words, page = text.get_content(), html.get_content()
    for said in (words, page):
        assert "Sample project" in said
        assert "Old news" not in said
        assert "https://invest.example.org/en/news/opening/" in said
    assert "Not <b>markup</b> & no formula" in words
    assert "&lt;b&gt;" in page
    assert "<style" not in page
    assert 'style="' in page
    chinese = email.message_from_bytes((out / "zh/letter.eml").read_bytes(), policy=policy.default)
    assert chinese["Subject"] == "小城投资：2026年1月1日以来新增"


def test_the_same_letter_has_the_same_bytes() -> None:
    source = (
        "<html><head><title>甲\n乙</title><style>p{color:red}</style></head><body><p>丙</p></body></html>"
    )
    made = eml(source, {"css-inline": Tool()})
    assert made == eml(source, {"css-inline": Tool()})
    assert email.message_from_bytes(made, policy=policy.default)["Subject"] == "甲 乙"
