"""Sixty disguises of numbers of persons that are found, and sixty harmless look-alikes that are not."""

from __future__ import annotations

import io
import zipfile

import pytest

from sitegen.content.attachment_text import words_of
from sitegen.content.markdown import render_markdown
from sitegen.content.markdown_body import MarkdownContext
from sitegen.content.pdf_words import pdf_words
from sitegen.model.checks.personal_checks import personal_in
from sitegen.model.personal import find_personal

DISGUISES = (
    "1-3-8-0-0-1-3-8-0-0-0",
    "1 3 8 0 0 1 3 8 0 0 0",
    "1.3.8.0.0.1.3.8.0.0.0",
    "1·3·8·0·0·1·3·8·0·0·0",
    "1、3、8、0、0、1、3、8、0、0、0",
    "1/3/8/0/0/1/3/8/0/0/0",
    "1_3_8_0_0_1_3_8_0_0_0",
    "(138)1234-5678",
    "（138）1234-5678",
    "(138) 1234 5678",
    "[138]12345678",
    "138(1234)5678",
    "138（1234）5678",
    "138/1234/5678",
    "138_1234_5678",
    "138~1234~5678",
    "١٣٨٠٠١٣٨٠٠٠",
    "۱۳۸۰۰۱۳۸۰۰۰",
    "१३८००१३८०००",
    "l38OOl38OOO",
    "138OO138OOO",
    "I3800I38000",
    "l3800138000",
    "138oo138ooo",
    "138\xad0013\xad8000",
    "1\xad3\xad8\xad0\xad0\xad1\xad3\xad8\xad0\xad0\xad0",
    "138\u200b0013\u200b8000",
    "138\u20600013\u20608000",
    "138\u180e0013\u180e8000",
    "138\n0013\n8000",
    "138  \n0013  \n8000",
    "138\\\n0013\\\n8000",
    "| 138 | 0013 | 8000 |",
    "138<br>0013<br>8000",
    "138\t0013\t8000",
    "138 00 13 80 00",
    "138-00-13-80-00",
    "1380 0138 000",
    "1380-0138-000",
    "+86 138-0013-8000",
    "0086-138-0013-8000",
    "+86(138)00138000",
    "(+86) 138 0013 8000",
    "86 138 0013 8000",
    "＋８６１３８００１３８０００",
    "一三八零零一三八零零零",
    "幺三八洞洞幺三八洞洞洞",
    "壹叁捌零零壹叁捌零零零",
    "①③⑧⓪⓪①③⑧⓪⓪⓪",
    "𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎",
    "¹³⁸⁰⁰¹³⁸⁰⁰⁰",
    "138零零138零零零",
    "１３８-００１３-８０００",
    "138*0013*8000",
    "138#0013#8000",
    "138:0013:8000",
    "一三八-零零一三-八零零零",
    "138—0013—8000",
    "138…0013…8000",
    "138\u30000013\u30008000",
    "138 - 0013 - 8000",
    "1 380 013 8000",
    "1-380-013-8000",
    "138 001 38000",
    "微信：lisi_2020",
    "V信：abc12345",
    "wx：zhangsan_01",
    "86138 0013 8000",
    "微信号 wxid_ab12cd34ef",
    "WeChat: zhang-san88",
    "微信同号 13800138000",
    "加微信 abc12345",
    "邮箱 zhangsan1988@163.com（个人）",
    "个人邮箱：lisi@gmail.com",
    "私人邮箱 wang@126.com",
    "WeChat ID lisi2020",
    "护照 E12345678",
    "护照号：EA1234567",
    "Passport No. G12345678",
    "银行卡 6222021234567890128",
    "卡号6222 0212 3456 7890 128",
    "账号 6217 0012 1002 4455 220",
    "P<CHNZHANG<<SAN<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\nE000000008CHN9001011M3001019<<<<<<<<<<<<<<<2",
)
LOOK_ALIKES = (
    "138.12345678",
    "120 138 1234 5678",
    "13812345678人次",
    "13812345678吨",
    "13812345678元",
    "13812345678平方米",
    "年客流13812345678人",
    "138 1234 5678万元",
    "13800138000.50",
    "¥13800138000",
    "GB 13800-138000",
    "DOI 10.13800/138000",
    "ISBN 978-7-5381-2345-6",
    "网址 https://example.cn/13800138000",
    "编号13800138000号",
    "统一社会信用代码91510800138001380A",
    "坐标 138.00138000, 35.12345",
    "105.13800138000",
    "138,001,380,00",
    "0.13800138000",
    "13800138000字节",
    "13800138000 kWh",
    "13800138000千瓦时",
    "13800138000次",
    "13800138000件",
    "共13800138000人",
    "13800138000余元",
    "0839-3800138",
    "138-0013-80001",
    "138 0013 80001",
    "第13800138000期",
    "13800138000kg",
    "13800138000 t/a",
    "经度138.0013 8000",
    "1380013800万元",
    "13 800 138 000",
    "13,800,138,000",
    "1,380,013,8000",
    "15000-20000-30000",
    "1500 1800 2000",
    "1949-1978-2008",
    "1-3-8号楼",
    "1、3、8、0",
    "第1 3 8 0条",
    "1.3.8.0.0.1",
    "1 3 5 7 9 11 13 15 17",
    "1.3米 8.0米",
    "1-3月，8-10月",
    "(138) 个",
    "2020年1月3日8时0分",
    "1/3 8/00 1/3",
    "3.1415926535897",
    "0.1380013800012",
    "1500.0000.0000",
    "A1380013800012",
    "1-3 8-0 0-1 3-8 0-0",
    "138:00:13:80:00",
    "192.168.138.001",
    "微信公众号：云岭招商",
    "NewWX: abc12345",
    "8613800138000",
    "微信扫码关注",
    "微信小程序",
    "office@example.gov.cn",
    "邮箱 zs@yunling.gov.cn",
    "护照办理窗口",
    "passport to the west",
    "银行卡办理",
    "6222开头的卡",
    "账号云岭招商",
    "车牌川A12345",
    "E12345678",
)


def test_there_are_as_many_as_promised() -> None:
    assert len(set(DISGUISES)) >= 60
    assert len(set(LOOK_ALIKES)) >= 60


@pytest.mark.parametrize("text", DISGUISES)
def test_a_disguise_is_found(text: str) -> None:
    assert find_personal(text)
    assert find_personal(f"请联系 {text} 。")
    assert personal_in(f"第一段。\n\n{text}\n", "zh.md")


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_a_look_alike_is_not(text: str) -> None:
    assert find_personal(text) == []
    html = render_markdown(text, MarkdownContext("zh.md", "files/", {}, {}))[0].html
    assert personal_in(text, "zh.md", html) == []


def office(part: str, xml: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, xml)
    return made.getvalue()


def pdf(text: str) -> bytes:
    """One page that shows a line."""
    stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(made))
    )


FILES = {
    "a.xlsx": office("xl/worksheets/sheet1.xml", "<sheetData><c><v>13800138000</v></c></sheetData>"),
    "strings.xlsx": office(
        "xl/sharedStrings.xml", "<sst><si><r><t>138</t></r><r><t>00138000</t></r></si></sst>"
    ),
    "a.docx": office(
        "word/document.xml", "<w:p><w:r><w:t>手机138</w:t></w:r><w:r><w:t>00138000</w:t></w:r></w:p>"
    ),
    "a.pptx": office("ppt/slides/slide1.xml", "<a:p><a:t>13800138000</a:t></a:p>"),
    "a.ics": b"BEGIN:VCALENDAR\r\nCONTACT:13800138000\r\nEND:VCALENDAR\r\n",
    "a.geojson": b'{"type":"FeatureCollection","features":[],"phone":"13800138000"}',
    "a.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><text>138<tspan>00138000</tspan></text></svg>',
    "a.pdf": pdf("Tel 13800138000"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_number_in_an_attachment_is_found(name: str) -> None:
    assert [each.code for each in personal_in(words_of(FILES[name], name), name)] == ["E_MOBILE"]


def test_cells_of_a_sheet_are_not_one_number() -> None:
    rows = "".join(f"<c><v>{figure}</v></c>" for figure in ("138", "0013", "8000"))
    words = words_of(office("xl/worksheets/sheet1.xml", f"<sheetData>{rows}</sheetData>"), "a.xlsx")
    assert find_personal(words) == []


@pytest.mark.parametrize(("limit", "value"), [("MOST_PAGES", 0), ("MOST_OPERATORS", 1), ("MOST_BYTES", 9)])
def test_a_pdf_is_read_as_far_as_it_may_be(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says when that is not all."""
    assert pdf_words(FILES["a.pdf"]).is_whole
    monkeypatch.setattr(f"sitegen.content.pdf_words.{limit}", value)
    assert pdf_words(FILES["a.pdf"]) == ("", False)


def test_a_pdf_says_nothing_of_its_own_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    pdf_words(FILES["a.pdf"].replace(b"startxref", b"startxxxx"))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.xlsx", "a.svg"])
def test_what_cannot_be_read_has_no_words(name: str) -> None:
    for data in (b"", b"%PDF-1.4 broken %%EOF", b"PK\x03\x04broken", FILES["a.docx"][:80]):
        assert find_personal(words_of(data, name)) == []
