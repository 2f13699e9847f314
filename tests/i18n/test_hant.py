"""Traditional Chinese from Simplified: the site's phrases first, addresses and code never."""

from __future__ import annotations

import pickle
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.i18n.hant import Converter, HantError
from sitegen.i18n.markdown_spans import prose


@pytest.fixture(scope="module")
def convert() -> Converter:
    return Converter("s2tw", {"范局长": "范局長", "于家湾": "于家灣", "于家湾村": "于家灣村（舊）"})


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("广元市铝基新材料产业链", "廣元市鋁基新材料產業鏈"),
        ("项目", "項目"),  # the word stays, only its characters change
        ("范局长说明范围", "范局長說明範圍"),
        ("位于于家湾", "位於于家灣"),
        ("位于于家湾村", "位於于家灣村（舊）"),
        ("日产30万只", "日產30萬隻"),
        ("投入100万只需三天", "投入100萬只需三天"),
        ("集中签约项目9个，标签", "集中簽約項目9個，標籤"),
        ("50余个", "50餘個"),
        ("污水处理与水污染防治", "污水處理與水污染防治"),
        ("“双拼双提”方案：‘拼’与“提‘质’”", "「雙拼雙提」方案：『拼』與「提『質』」"),
        ("Guangyuan’s 广元", "Guangyuan’s 廣元"),
        ("https://example.com/a", "https://example.com/a"),
        ("", ""),
    ],
)
def test_converts(convert: Converter, simplified: str, traditional: str) -> None:
    assert convert(simplified) == traditional
    assert convert(simplified) == traditional


def test_hong_kong_differs_from_taiwan() -> None:
    assert (Converter("s2tw")("为什么里面"), Converter("s2hk")("为什么里面")) == ("為什麼裡面", "為什麼裏面")


MARKDOWN = [
    ("[范围](附件/范围.pdf)", "[範圍](附件/范围.pdf)"),
    ('[范围](附件/范围.pdf "范围")', '[範圍](附件/范围.pdf "範圍")'),
    ("[范围](<附件/范 围.pdf>)", "[範圍](<附件/范 围.pdf>)"),
    ("![范围](图/园区(1).png)", "![範圍](图/园区(1).png)"),
    ("[范围](project:some-id) 范围", "[範圍](project:some-id) 範圍"),
    ("[范围][范]\n\n[范]: 附件/范围.pdf '范围'\n", "[範圍][範]\n\n[範]: 附件/范围.pdf '範圍'\n"),
    ("见<https://例子.中国/范围>范围", "見<https://例子.中国/范围>範圍"),
    ("见https://例子.中国/范围，范围", "見https://例子.中国/范围，範圍"),
    ("`范围` ``范`围`` 范围", "`范围` ``范`围`` 範圍"),
    (r"\`范围\` 范围", r"\`範圍\` 範圍"),
    ("`范围\n\n范围` 范围", "`範圍\n\n範圍` 範圍"),
    ("范围\n```\n范围\n```\n范围", "範圍\n```\n范围\n```\n範圍"),
    ("~~~范围\n范围\n```\n范围\n~~~\n范围", "~~~范围\n范围\n```\n范围\n~~~\n範圍"),
    ("- 范围\n  ```\n  范围\n  ```\n", "- 範圍\n  ```\n  范围\n  ```\n"),
    ("```\n范围", "```\n范围"),
    ("范围&nbsp;&#33539;", "範圍&nbsp;&#33539;"),
    ("# 范围\n\n| 范围 | 亩 |\n|---|---|\n", "# 範圍\n\n| 範圍 | 畝 |\n|---|---|\n"),
]


@pytest.mark.parametrize(("source", "converted"), MARKDOWN, ids=[source for source, _ in MARKDOWN])
def test_markdown_keeps_addresses_and_code(convert: Converter, source: str, converted: str) -> None:
    assert convert.convert_markdown(source) == converted


@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from([*"`~[]()<>:\\&;!\n -", "范", "```", "](", "http:"])).map("".join)
    )
)
def test_pieces_join_to_the_source(text: str) -> None:
    assert "".join(piece for piece, _ in prose(text)) == text


@pytest.mark.parametrize(
    "unit", ["`", "[(", "](", "](<a", "<a:", r"\`", "![[", " [a", "```\n", ">", "&", "\n", " \n", "- "]
)
def test_hostile_markdown_costs_nothing(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    begun = time.process_time()
    assert "".join(piece for piece, _ in prose(text)) == text
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("config", "phrases", "reason"),
    [("s2twp", {}, "config"), ("", {}, "config"), ("s2tw", {"": "x"}, "phrase")],
)
def test_refuses(config: str, phrases: dict[str, str], reason: str) -> None:
    with pytest.raises(HantError) as caught:
        Converter(config, phrases)
    assert caught.value.reason == reason


def test_goes_to_a_worker(convert: Converter) -> None:
    again = pickle.loads(pickle.dumps(convert))  # noqa: S301 - our own bytes
    assert again("范局长") == "范局長"


@pytest.mark.parametrize("config", ["s2tw", "s2hk"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("岳池县和里水镇、新干县", "岳池縣和里水鎮、新干縣"),
        ("余干县", "餘干縣"),
        ("于主任、范建国局长与余女士", "于主任、范建國局長與余女士"),
        ("由于主任出差，20余名局长", "由於主任出差，20餘名局長"),
        ("见 https://例子.cn/于后/简介 和 www.例子.cn/里", "見 https://例子.cn/于后/简介 和 www.例子.cn/里"),
        ("写信到 info@例子.cn。", "寫信到 info@例子.cn。"),
    ],
)
def test_names_and_addresses_keep_their_characters(config: str, text: str, expected: str) -> None:
    assert Converter(config)(text) == expected
