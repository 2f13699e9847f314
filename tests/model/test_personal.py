"""Numbers of persons are found however people write them, and nothing else is taken for one."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.content.markdown import render_markdown
from sitegen.content.markdown_body import MarkdownContext
from sitegen.model.checks.personal_checks import personal_in
from sitegen.model.personal import Finding, any_personal, find_personal

MOBILES = {
    "plain": ("请联系13800138000咨询", "13800138000"),
    "alone": ("13800138000", "13800138000"),
    "hyphens": ("电话：138-0013-8000。", "138-0013-8000"),
    "blanks": ("电话 138 0013 8000", "138 0013 8000"),
    "hyphens with blanks": ("138 - 0013 - 8000", "138 - 0013 - 8000"),
    "dots": ("Tel. 138.0013.8000", "138.0013.8000"),
    "Chinese dash": ("手机138－0013－8000", "138－0013－8000"),
    "middle dot": ("手机138·0013·8000", "138·0013·8000"),
    "ideographic blanks": ("手机138\u30000013\u30008000", "138\u30000013\u30008000"),
    "two groups": ("138-00138000", "138-00138000"),
    "four first": ("1380-013-8000", "1380-013-8000"),
    "full width": ("手机１３８００１３８０００。", "１３８００１３８０００"),
    "mixed width": ("手机1３8００１３８０００。", "1３8００１３８０００"),
    "Chinese digits": ("手机一三八零零一三八〇〇〇。", "一三八零零一三八〇〇〇"),
    "unseen characters": ("138\u200b0013\u200b8000", "138\u200b0013\u200b8000"),
    "country code": ("+8613800138000", "+8613800138000"),
    "country code and blank": ("Call +86 138 0013 8000 now", "+86 138 0013 8000"),
    "country code and hyphen": ("+86-138-0013-8000", "+86-138-0013-8000"),
    "country code in brackets": ("(+86)13800138000", "+86)13800138000"),
    "dialled country code": ("0086 13800138000", "0086 13800138000"),
    "country code without plus": ("86-13800138000", "86-13800138000"),
    "WhatsApp link": ("https://wa.me/8613800138000", "wa.me/8613800138000"),
    "phone link": ("[电话](tel:13800138000)", "13800138000"),
    "after a landline": ("028-86265844 13800138000", "13800138000"),
    "after a landline, grouped": ("028-86265844 138 0013 8000", "138 0013 8000"),
    "after a slash": ("0592-5550123/13800138000", "13800138000"),
    "after a comma": ("028-86265844,13800138000", "13800138000"),
    "after a year": ("2023 13800138000", "13800138000"),
    "glued to a word": ("Tel13800138000（王先生）", "13800138000"),
    "before a surname that is a unit": ("13800138000万经理", "13800138000"),
    "before a count word": ("13800138000一次办好", "13800138000"),
}


@pytest.mark.parametrize(("text", "number"), MOBILES.values(), ids=MOBILES)
def test_mobile_numbers(text: str, number: str) -> None:
    start = text.index(number)
    assert find_personal(text) == [Finding("E_MOBILE", start, start + len(number), "138****8000")]


LABELLED = {
    "pairs": ("手机：138 00 13 80 00", "138 00 13 80 00"),
    "one by one": ("电话：1 3 8 0 0 1 3 8 0 0 0。", "1 3 8 0 0 1 3 8 0 0 0"),
    "brackets": ("联系电话138（0013）8000", "138（0013）8000"),
    "slashes": ("Tel: 138/0013/8000", "138/0013/8000"),
    "low lines": ("phone 138_0013_8000", "138_0013_8000"),
    "commas": ("手机号138、0013、8000", "138、0013、8000"),
    "asterisks of Markdown": ("手机 138**0013**8000", "138**0013**8000"),
    "capital numerals": ("联系人手机壹叁捌零零壹叁捌零零零", "壹叁捌零零壹叁捌零零零"),
    "circled": ("微信：①③⑧⓪⓪①③⑧⓪⓪⓪", "①③⑧⓪⓪①③⑧⓪⓪⓪"),
    "mixed": ("电话 138零零138000", "138零零138000"),
    "letters for noughts": ("手机138OO138OOO", "138OO138OOO"),
    "mathematical": ("手机𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎", "𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎"),
    "country code": ("Mobile (+86) 138 00 13 80 00", "+86) 138 00 13 80 00"),
}


@pytest.mark.parametrize(("text", "number"), LABELLED.values(), ids=LABELLED)
def test_mobile_numbers_beside_the_word_for_them(text: str, number: str) -> None:
    start = text.index(number)
    assert find_personal(text) == [Finding("E_MOBILE", start, start + len(number), "138****8000")]


@pytest.mark.parametrize(
    "text",
    [
        "联系电话：0839-3266000",
        "电话 028-86265844转138",
        "联系企业13家，投资80亿元，用地1380亩",
        "电话号码：400-138-0013",
        "联系项目投资13800138000元",
        "手机产量1500万部，2023年1800万部，2024年2000万部",
        "电话 12345 1380013",
        "号码第138001380001号",
    ],
)
def test_what_stands_behind_the_word_may_be_something_else(text: str) -> None:
    assert find_personal(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "028-86265844",
        "0592-5550123",
        "0839－3266000转8013",
        "(0839) 326 6000",
        "+86 839 326 6000",
        "400-138-0013",
        "4001380013",
        "800-830-1380",
        "12345热线、12328",
        "+1 380 013 8000",
        "+13800138000",
        "+49 15112345678",
        "+44 13800138000",
        "广经合〔2020〕3号",
        "川发改〔2020〕13800138000号",
        "第13800138000号公告",
        "2020-510802-32-03-465123",
        "【2101-510802-04-01-123456】FGQB-0123号",
        "统一社会信用代码91510802MA62514X5T",
        "项目编号2013800138000",
        "138001380001",
        "6222021380013800000",
        "6222 0213 8001 3800 138",
        "6222 0000 1380 0138 000",
        "总投资13800138000元",
        "13800138000.50",
        "CNY 13800138000",
        "¥13800138000",
        "13,800,138,000",
        "13 800 138 000",
        "经度105.13800138000",
        "1949-1978 123",
        "15000-200000元",
        "1500 1800 200",
        "12345678901",
        "23800138000",
        "138****8000",
        "138-0013-80001",
        "0138-0013-8000",
        "138-0013-8000-1234",
        "https://example.cn/art/13800138000.html",
        "一三五七九",
        "2020年2月10日至13日，总投资20亿元",
        "",
    ],
)
def test_numbers_that_are_nobodys(text: str) -> None:
    assert find_personal(text) == []


# The check digits are right, but there is no district of this number, so nobody has them.
IDENTITY, IDENTITY_X = "519999199001011239", "51999920000229108X"


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        (f"身份证号{IDENTITY}", IDENTITY, "519***********1239"),
        (f"身份证号{IDENTITY_X}。", IDENTITY_X, "519***********108X"),
        (IDENTITY_X.lower(), IDENTITY_X.lower(), "519***********108X"),
        ("519999 19900101 1239", "519999 19900101 1239", "519***********1239"),
        ("519999-19900101-1239", "519999-19900101-1239", "519***********1239"),
        (
            "５１９９９９１９９００１０１１２３９",
            "５１９９９９１９９００１０１１２３９",
            "519***********1239",
        ),
        ("身份证：519999900101123", "519999900101123", "519*********123"),
        ("ID card no. 519999900101123", "519999900101123", "519*********123"),
        ("Identity number: 519999900101123", "519999900101123", "519*********123"),
    ],
)
def test_identity_numbers(text: str, number: str, shown: str) -> None:
    start = text.index(number)
    assert find_personal(text) == [Finding("E_IDENTITY_NUMBER", start, start + len(number), shown)]


@pytest.mark.parametrize(
    "text",
    [
        "519999199001011230",  # the check digit
        "519999199002301238",  # 30 February
        "51999918900101123X",  # a century ago
        f"1{IDENTITY}",
        f"{IDENTITY}0",
        f"{IDENTITY}A",
        "文件编号519999900101123",  # 15 digits, and no word
        "身份证：510802901301123",  # a 13th month
        "身份证办理窗口电话0839-3266000",
    ],
)
def test_numbers_that_are_no_identity_numbers(text: str) -> None:
    assert find_personal(text) == []


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("QQ：12345678", "12345678", "12****78"),
        ("qq 12345", "12345", "1***5"),
        ("加QQ群号: 987654321", "987654321", "98*****21"),
        ("ＱＱ１２３４５６", "１２３４５６", "1****6"),
        ("12345678（QQ）", "12345678", "12****78"),
        ("QQ number 12345678", "12345678", "12****78"),
        ("| QQ | 12345678 |", "12345678", "12****78"),
        ("[咨询](https://wpa.qq.com/msgrd?v=3&uin=12345678&site=qq)", "12345678", "12****78"),
        ("邮箱12345678@qq.com", "12345678@qq.com", "12****78@qq.com"),
        ("邮箱wang.xm@QQ.com或来电", "wang.xm@QQ.com", "w*****m@qq.com"),
        ("mailto:12345678@vip.qq.com", "12345678@vip.qq.com", "12****78@qq.com"),
        ("ab＠qq.com", "ab＠qq.com", "**@qq.com"),
    ],
)
def test_qq_numbers_and_mailboxes(text: str, number: str, shown: str) -> None:
    start = text.index(number)
    assert find_personal(text) == [Finding("E_QQ", start, start + len(number), shown)]


@pytest.mark.parametrize(
    "text",
    [
        "https://mp.weixin.qq.com/s/abc",
        "QQ音乐用户20000万",
        "QQ 2023年上线",
        "QQ：20000元",
        "office@example.gov.cn",
        "12345@qq.com.cn",
        "@qq.com",
        "a quick request, quite equal",
    ],
)
def test_qq_that_names_nobody(text: str) -> None:
    assert find_personal(text) == []


def test_several_findings_stand_in_order_and_apart() -> None:
    text = f"QQ 13800138000，{IDENTITY}，邮箱 13900139000@qq.com，手机139 0013 9000"
    assert [(f.code, text[f.start : f.end]) for f in find_personal(text)] == [
        ("E_MOBILE", "13800138000"),
        ("E_IDENTITY_NUMBER", IDENTITY),
        ("E_MOBILE", "13900139000"),
        ("E_MOBILE", "139 0013 9000"),
    ]


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("手机13800138000", "13800138000", "138****8000"),
        ("+86 139 0013 9000", "+86 139 0013 9000", "139****9000"),
        (f"身份证{IDENTITY}", IDENTITY, f"{IDENTITY[:3]}***********{IDENTITY[-4:]}"),
        ("QQ 123456789", "123456789", "12*****89"),
        ("微信号：yunlan_88", "yunlan_88", "yu*****88"),
        ("护照号E12345678", "E12345678", "E1*****78"),
        ("E000000008CHN9001011M3001019<<<<<<<<<<<<<<04", "E000000008CHN9001011M3001019", "E0*****00"),
        ("银行卡6222020000000000000", "6222020000000000000", "6222***********0000"),
    ],
)
def test_of_a_number_its_ends_are_shown_and_no_more(text: str, number: str, shown: str) -> None:
    (found,) = find_personal(text)
    assert (text[found.start : found.end], found.found) == (number, shown)


CODES = (
    "E_MOBILE",
    "E_IDENTITY_NUMBER",
    "E_QQ",
    "E_WECHAT_ID",
    "E_PRIVATE_MAILBOX",
    "E_PASSPORT",
    "E_BANK_CARD",
)
digits = st.text("0123456789", min_size=9, max_size=9)
pieces = st.text(
    st.sampled_from(list("0123456789１３８一三八零 -.·+（QqＱ@身份证手机vip.com年元/")), max_size=60
)


@given(pieces | st.text(max_size=60))
def test_any_text_gives_findings_inside_it_that_hide_their_number(text: str) -> None:
    last = 0
    for code, start, end, shown in find_personal(text):
        assert code in CODES
        assert last <= start < end <= len(text)
        assert shown not in text
        assert "*" in shown
        last = end


@given(
    pieces.filter(lambda text: not re.search(r"[\d.·+@/一三八零-]", text[-4:])),
    st.sampled_from("3456789"),
    digits,
)
def test_a_mobile_number_is_found_after_any_words_and_never_shown(
    before: str, second: str, rest: str
) -> None:
    number = f"1{second}{rest}"
    findings = find_personal(f"{before}，{number}；")
    assert any(f.start <= len(before) + 1 and f.end >= len(before) + 12 for f in findings)
    assert all(number not in f.found for f in findings)


@given(st.integers(1, 8), st.dates(), st.integers(0, 999))
def test_every_identity_number_is_found(province: int, born: object, sequence: int) -> None:
    body = f"{province}10802{str(born).replace('-', '')}{sequence:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    number = body + "10X98765432"[total % 11]
    found = [f for f in find_personal(f"号码：{number}。") if f.code == "E_IDENTITY_NUMBER"]
    assert bool(found) == (body[6:8] in ("19", "20"))


WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""As the standard prints them."""


@pytest.mark.parametrize(
    "hostile",
    [
        "1",
        "13",
        "138-",
        "1 3",
        "19",
        "20-",
        "qq",
        "QQ(",
        "a@qq.com",
        "a",
        "身份证a",
        "://13800138000",
        "一三",
        "＋86 ",
    ],
)
def test_hostile_text_takes_no_longer_than_its_length(hostile: str) -> None:
    def seconds(length: int) -> float:
        text = hostile * (length // len(hostile))
        started = time.process_time()
        find_personal(text)
        return time.process_time() - started

    assert seconds(100_000) < 5


def test_text_without_such_numbers_costs_next_to_nothing() -> None:
    text = "广元市位于四川北部，铝产业基础雄厚，水电资源丰富，诚邀各界投资者前来考察洽谈。" * 9
    rounds = 2000
    started = time.process_time()
    for _ in range(rounds):
        find_personal(text)
    # Two microseconds are the goal; a busy machine may take its time.
    assert (time.process_time() - started) / rounds < 100e-6


NEAR = [
    *"0123456789Xx１８一三+-.· \n@a/:¥第号码元万(（、是",
    *"138 00138000 13800138000 86 00 QQ qq QQ： 1234567 @qq .com tel: :// uin= .com/a?".split(),
    *"人民币 RMB 万元 先生 身份证 No wa.me/ 扣扣 企鹅号 Identity 519999900101123".split(),
    "ID card ", IDENTITY, IDENTITY[:6], IDENTITY[6:], IDENTITY_X,
]  # fmt: skip
FOUND = [
    "13800138000", "一三八零零一三八〇〇〇", "+86 138-0013-8000", IDENTITY, IDENTITY_X,
    "身份证：519999900101123", "ID card no. 519999900101123", "QQ：12345678", "12345678（QQ）",
    "12345678@qq.com", "https://wpa.qq.com/msgrd?v=3&uin=12345678",
]  # fmt: skip
near = st.lists(st.sampled_from(NEAR), max_size=8).map("".join) | st.sampled_from(FOUND)
others = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=3)


@settings(max_examples=2000)
@given(st.lists(near | others, max_size=6))
def test_texts_searched_together_hide_nothing_of_each_other(texts: list[str]) -> None:
    assert any_personal(texts) == any(find_personal(text) for text in texts)


@pytest.mark.parametrize("text", FOUND)
@pytest.mark.parametrize(
    "other", ["1", "人民币", "第", "+86", "QQ", "://a", "元", "号", "a", "0", "X", "先生", "."]
)
def test_neighbours_hide_nothing(text: str, other: str) -> None:
    assert any_personal([text])
    assert any_personal([other, text, other])


@pytest.mark.parametrize(
    "text",
    [
        "138\\-0013\\-8000",
        "**138**0013**8000**",
        "138&nbsp;0013&nbsp;8000",
        "138&#48;&#48;138000",
        "138[0013](https://www.example.org/a)8000",
        "[138](https://www.example.org/)00138000",
        "138`0013`8000",
        "1*3*800138000",
    ],
)
def test_marks_of_markdown_hide_no_number(text: str) -> None:
    around = MarkdownContext("a.md", "files/", {}, {})
    html = render_markdown(text, around)[0].html
    assert [found.code for found in personal_in(text, "a.md", html)] == ["E_MOBILE"]


@pytest.mark.parametrize("title", ["先生", "女士", "小姐", "经理", "主任", "总"])
@pytest.mark.parametrize("name", ["元", "亩", "平方", "人民币"])
def test_a_number_before_a_person_is_no_amount(name: str, title: str) -> None:
    """元 is a family name, too."""
    assert [one.code for one in find_personal(f"请打13800138000{name}{title}")] == ["E_MOBILE"]
    assert find_personal(f"合计13800138000{name}，") == []


@pytest.mark.parametrize("unit", ["元", "人", "万", "亿", "个", "名"])
def test_a_figure_behind_qq_is_no_number_of_anybody(unit: str) -> None:
    assert find_personal(f"QQ群 12345{unit}") == []
    assert [one.code for one in find_personal("QQ群 12345，")] == ["E_QQ"]
