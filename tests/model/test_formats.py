"""Texts with a form of their own: how people may write them, and the one way in which they are kept."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.model.formats import DECIMAL, FORMS, FormError, is_slug, tag_key
from tests.support.entities import FORMS as KEPT


@pytest.mark.parametrize(
    ("form", "text", "kept"),
    [
        ("date", "2020-2-10", "2020-02-10"),
        ("date", "2020年2月10日", "2020-02-10"),
        ("date", "2020年", "2020"),
        ("moment", "2026-05-18 09:30", "2026-05-18T09:30"),
        ("period", "2023—2025年", "2023/2025"),
        ("phone", "0839-3266000", "0839-3266000"),
        ("phone", "(0839) 3266000", "0839-3266000"),
        ("phone", "（0839）3266000", "0839-3266000"),
        ("phone", "0839 3266000 转 8001", "0839-3266000转8001"),
        ("phone", "０８３９－３２６６０００", "0839-3266000"),
        ("phone", "0839—3266000", "0839-3266000"),
        ("phone", "400-888-0000", "400-888-0000"),
        ("phone", "+86 839 3266000", "+86-839-3266000"),
        ("phone", "+1-212-555-0100", "+1-212-555-0100"),
        ("phone", "+868393266000", "+868393266000"),
        ("phone", "12345", "12345"),
        ("phone", "110", "110"),
        ("postcode", "628000", "628000"),
        ("postcode", "６２８０００", "628000"),
        ("color", "#AABBCC", "#aabbcc"),
        ("document-number", "广经合[2020] 3号", "广经合〔2020〕3号"),
        ("document-number", "广经合（2020）03号", "广经合〔2020〕3号"),
        ("document-number", "国发【2021】12 号", "国发〔2021〕12号"),
        ("document-number", "主席令第二十六号", "主席令第二十六号"),
        ("url", "https://a.example.org/路".replace("路", "%E8%B7%AF"), "https://a.example.org/%E8%B7%AF"),
        ("tag", "  新能源 ", "新能源"),
        ("tag", "５Ｇ　应用", "5G 应用"),
        ("tag", "new-energy", "new-energy"),
        ("tag", "R&D", "R&D"),
        ("time", "9:05", "09:05"),
        ("time", "下午2点半", "14:30"),
        ("years", "1", "1"),
        ("years", "第1年至第3年", "1-3"),
        ("years", "４—５年", "4-5"),
        ("years", "3-3", "3"),
        ("url", "HTTPS://Example.org", "HTTPS://Example.org"),
        ("file", "规划图（终稿） 2.png", "规划图（终稿） 2.png"),
    ],
)
def test_accepted(form: str, text: str, kept: str) -> None:
    assert FORMS[form].read(text) == kept


@pytest.mark.parametrize(
    ("form", "text"),
    [
        *[("slug", text) for text in ("", "A", "a_b", "-a", "a-", "a--b", "a b", "é", "a\n", "a" * 81,
        "../a", "a.b")],
        *[("tag", text) for text in ("", "新能源、储能", "a/b", "<b>", "-a", "..", "长" * 31, "a\x00b")],
        *[("time", text) for text in ("", "25:00", "9", "9:75", "2026-05-18T09:00", "上午")],
        *[("years", text) for text in ("", "0", "3-1", "前三年", "2026", "1-3-5")],
        *[("url", text) for text in (
            "", "example.org", "//example.org", "javascript:alert(1)", "data:text/html,x",
            "ftp://a.example.org",
            "https://", "https://localhost/", "https://user@example.org/", "https://u:p@example.org/",
            "https://example.org:99999/", "https://example.org:x/", "https://exam ple.org/",
            "https://example.org/\n",
            "https://example.org/\"><script>", "https://example.org/'", "https://[::1]/", "https://[x/",
            "https://例子.org/", "https://example.org/\\x", "https://-a.org/", "https://example..org/",
            "https:/example.org", "http:example.org", "\x01https://example.org",
            "https://example.org/" + "a" * 2000,
        )],
        *[("email", text) for text in (
            "", "a", "a@b", "a@b@c.org", "a b@c.org", "a@b.org\n", "<a@b.org>", "a@b.org?cc=c@d.org",
            "@b.org",
            "é@b.org", "a@-", "a" * 300 + "@b.org",
        )],
        *[("postcode", text) for text in ("62800", "6280001", "SW1A 2AA", "")],
        *[("phone", text) for text in (
            "", "1", "12", "+", "+1", "call me", "0839-3266000;ext=1", "tel:110", "1" * 30,
            "0839/3266000",
            "+86+839", "-110-x", "1-1", "0839-326600000000",
        )],
        *[("file", text) for text in (
            "", "a", ".htaccess", "../a.pdf", "a/b.pdf", "a\\b.pdf", "a.pdf\n", "a\0.pdf", "a.",
            "e\u0301.pdf",
            "a" * 130 + ".pdf", "<b>.pdf", "a?.pdf", "a.pdf#x", "%2e.pdf", "-a.pdf", "a:b.pdf",
        )],
        *[("region-code", text) for text in ("", "5108", "5108021", "510802-", "510802-Park",
        "５１０８０２")],
        *[("color", text) for text in ("", "red", "#fff", "#gggggg", "0d5257", "#0d5257;")],
        *[("document-number", text) for text in ("广经合[2020]", "[2020]3号", "某某（2020）第三号")],
        *[("date", text) for text in ("", "2023-02-31", "2023-13", "10/2/2020", "2026-05-18T09:30", "soon")],
        *[("period", text) for text in ("", "2025/2023", "x/y")],
    ],
)  # fmt: skip
def test_refused(form: str, text: str) -> None:
    with pytest.raises(FormError):
        FORMS[form].read(text)


@pytest.mark.parametrize(("form", "text"), [(form, text) for form, texts in KEPT.items() for text in texts])
def test_what_is_kept_stays_as_it_is(form: str, text: str) -> None:
    assert FORMS[form].read(text) == text


PIECES = st.sampled_from(
    ["0839", "-", "+86", "(", ")", " ", "转", "a", "A", "@", ".", "org", "https://", "://", "/", "\\",
     "2020", "〔",
     "〕", "号", "#", "é", "\n", "\0", "１", "年", "月", "T09:30"],
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_any_text_is_kept_in_one_way_or_refused(form: str) -> None:
    @given(st.text() | st.lists(PIECES, max_size=12).map("".join))
    @example("9" * 5000)
    def check(text: str) -> None:
        try:
            kept = FORMS[form].read(text)
        except FormError:
            return
        assert FORMS[form].read(kept) == kept

    check()


@given(st.text(alphabet="htps:/.@\\#?[]%aA1 \t\n\r<>\"'é。", max_size=30).map(lambda text: f"https://{text}"))
def test_an_address_leads_where_it_seems_to(text: str) -> None:
    try:
        url = FORMS["url"].read(text)
    except FormError:
        return
    parts = urlsplit(url)
    assert parts.scheme in ("http", "https")
    assert parts.hostname
    assert "." in parts.hostname
    assert parts.username is None
    assert not set(url) & set(" \"'<>\\^`{|}\n\t")


def test_a_tag_has_one_key_however_it_is_spelt() -> None:
    assert tag_key("new-energy") == tag_key("New Energy") == "new-energy"
    assert tag_key("R&D") == "r-and-d"
    assert tag_key("5G+工业互联网") == tag_key("5g + 工业互联网") != tag_key("工业互联网")
    keys = {tag_key(tag) for tag in ("新能源", "储能", "新能源 储能", "é", "e")}
    assert {tag_key(key) for key in keys} == keys
    assert len(keys) == 5
    assert all(is_slug(key) or key.startswith("xn--") for key in keys)
    assert all(re.fullmatch("[a-z0-9-]+", key) for key in keys)


def test_ids() -> None:
    assert all(is_slug(text) for text in ("a", "0", "foil-mill-2", "a" * 80))
    assert not any(is_slug(text) for text in ("", "a" * 81, "a--b", "ａ"))


def test_decimals_are_plain_and_bounded() -> None:
    assert all(DECIMAL.fullmatch(text) for text in ("0", "-3.25", "123456789.123456789"))
    assert not any(DECIMAL.fullmatch(text) for text in ("", ".5", "5.", "1e3", "nan", "١", "1" * 10, "+1"))
