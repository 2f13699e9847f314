"""Downloads are what their names say and do nothing by themselves; names of persons in them come to light."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.attachments import (
    ALLOWED,
    MAX_PART,
    MAX_ZIP,
    AttachmentError,
    check_attachment,
)
from sitegen.content.authors import personal_metadata

MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def archive(*names: str, method: int = zipfile.ZIP_DEFLATED, types: str = "", core: str = "") -> bytes:
    """A ZIP of these names and, where given, the two parts of an office document that are looked into."""
    file = io.BytesIO()
    contents = {"[Content_Types].xml": types, "docProps/core.xml": core}
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", method) as writer:
        warnings.simplefilter("ignore")  # of names that occur twice
        for name, content in contents.items():
            if content:
                writer.writestr(zipfile.ZipInfo(name), content, method)
        for name in names:
            writer.writestr(zipfile.ZipInfo(name), "content", method)
    return file.getvalue()


def office(kind: str, *more: str, types: str = TYPES, core: str = "") -> bytes:
    return archive("_rels/.rels", MAIN[kind], *more, types=types, core=core)


def names(creator: str = "", editor: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties'
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>手册</dc:title>'
        f"<dc:creator>{creator}</dc:creator><cp:lastModifiedBy>{editor}</cp:lastModifiedBy></cp:coreProperties>"
    )


def pdf(*objects: bytes) -> bytes:
    return (
        b"%PDF-1.7\n%\xe5\xb9\xbf\n"
        + b"\n".join(objects)
        + b"\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    )


def stream(dictionary: bytes, content: bytes) -> bytes:
    return b"9 0 obj\n<<" + dictionary + b">>\nstream\n" + content + b"\nendstream\nendobj"


def packed(content: bytes, dictionary: bytes = b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode") -> bytes:
    return stream(dictionary, zlib.compress(content))


PAGE = b"1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj"
PICTURE = stream(b"/Type /XObject /Subtype /Image /Filter /DCTDecode", bytes(range(256)))
GEO = '{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null, "properties": {}}]}'

SOUND = {
    "handbook.pdf": pdf(PAGE, PICTURE),
    "PACKED.PDF": pdf(packed(b"1 0 <</Type /Catalog>>"), PAGE),
    "filter-in-brackets.pdf": pdf(packed(b"1 0 <<>>", b"/Filter[/FlateDecode]/Type/ObjStm")),
    "unpacked.pdf": pdf(stream(b"/Type /ObjStm /N 1 /First 4", b"1 0 <</Type /Catalog>>")),
    "similar-names.pdf": pdf(b"1 0 obj <</LaunchPad /JavaScripts /S /Launcher>> endobj"),
    "form.docx": office("docx", "word/media/image1.png", core=names("王某")),
    "second-main-part.docx": archive("word/document2.xml", types=TYPES),
    "figures.xlsx": office("xlsx", "xl/worksheets/sheet1.xml"),
    "slides.pptx": office("pptx", "ppt/slides/slide1.xml"),
    "stored.docx": archive("word/document.xml", types=TYPES, method=zipfile.ZIP_STORED),
    "plans.zip": archive("规划/plots.shp", "plans/plots.dbf", "a.b..c.txt"),
    "empty.zip": archive(),
    "list.csv": "名称,金额\r\n铝箔,20亿元\r\n".encode("utf-8-sig"),
    "notes.txt": "第一行\n\tsecond line\n".encode(),
    "empty.txt": b"",
    "plots.geojson": GEO.encode(),
    "fair.ics": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
    "bureau.vcf": b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n",
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_files(name: str) -> None:
    check_attachment(SOUND[name], name)


def refusal(data: bytes, name: str) -> tuple[str, dict[str, str]]:
    with pytest.raises(AttachmentError) as caught:
        check_attachment(data, name)
    return caught.value.code, caught.value.params


@pytest.mark.parametrize(
    "extension",
    "doc xls ppt docm xlsm pptm dotm xlsb wps et html htm svg js exe lnk rar 7z png md rtf PDFX".split(),
)
def test_extensions_that_are_not_allowed(extension: str) -> None:
    params = {"extension": extension.lower(), "allowed": ", ".join(ALLOWED)}
    assert refusal(pdf(PAGE), f"a.{extension}") == ("E_ATTACHMENT_KIND", params)


def test_a_name_without_extension() -> None:
    assert refusal(pdf(PAGE), "pdf")[1]["extension"] == "-"


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("page.pdf", b"<!doctype html><p>%PDF-1.7 %%EOF", "html"),
        ("program.pdf", b"MZ\x90\0", "exe"),
        ("empty.pdf", b"", "?"),
        ("cut.pdf", pdf(PAGE)[:-7], "pdf"),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "ole"),
        ("really.docx", office("xlsx"), "xlsx"),
        ("really.xlsx", office("pptx"), "pptx"),
        ("any.pptx", archive("slides.txt", types=TYPES), "zip"),
        ("untyped.docx", archive("word/document.xml"), "zip"),
        ("huge-types.docx", office("docx", types=" " * (MAX_PART + 1)), "zip"),
        ("bzip2.docx", archive("word/document.xml", types=TYPES, method=zipfile.ZIP_BZIP2), "zip"),
        ("twice.docx", office("docx", "word/document.xml"), "zip"),
        ("twice.docx", office("docx", "Word/Document.xml"), "zip"),
        ("cut.docx", office("docx")[:-30], "zip"),
        ("cut-front.zip", archive("a.txt")[40:], "?"),
        ("rar.zip", b"Rar!\x1a\x07", "rar"),
        ("empty.zip", b"", "?"),
        ("up.zip", archive("../../etc/passwd"), "../../etc/passwd"),
        ("up.zip", archive("a\\..\\..\\b.txt"), "a\\..\\..\\b.txt"),
        ("root.zip", archive("/etc/passwd"), "/etc/passwd"),
        ("drive.zip", archive("C:/windows.txt"), "C:/windows.txt"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\x0d", "png"),
        ("zeros.txt", bytes(9), "?"),
        ("page.txt", b" <html><script>", "html"),
        ("list.geojson", b"[]", "?"),
        ("other.geojson", b'{"type": "Topology"}', "?"),
        ("deep.geojson", b'{"type": "Feature", "a": ' + b"[" * 100_000, "?"),
        ("cut.geojson", GEO[:-1].encode(), "?"),
        ("text.ics", b"Monday, ten o'clock", "?"),
        ("card.ics", b"BEGIN:VCARD\r\nEND:VCARD", "?"),
        ("cut.vcf", b"BEGIN:VCARD\r\n", "?"),
    ],
)
def test_content_that_is_not_what_the_name_says(name: str, data: bytes, found: str) -> None:
    code, params = refusal(data, name)
    assert (code, params["found"]) == ("E_ATTACHMENT_CONTENT", found)
    assert params["expected"]


@pytest.mark.parametrize(("encoding", "said"), [("gbk", "GBK"), ("utf-16", "UTF-16")])
def test_a_table_in_the_encoding_of_a_chinese_desktop(encoding: str, said: str) -> None:
    assert refusal("名称,金额".encode(encoding), "a.csv") == ("E_ENCODING", {"en": said, "zh": said})


@pytest.mark.parametrize("name", ["photo.heic", "PHOTO.HEIC", "scan.tif", "old.bmp"])
def test_pictures_that_browsers_do_not_show(name: str) -> None:
    extension = name.rpartition(".")[2].lower()
    assert refusal(b"x", name) == ("E_PICTURE_FORMAT", {"extension": extension})


@pytest.mark.parametrize("name", ["bomb.zip", "bomb.xlsx"])
def test_a_bomb(name: str) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.writestr("xl/workbook.xml", bytes(MAX_ZIP + 1))
    code, params = refusal(bomb.getvalue(), name)
    assert (code, params["found"]) == ("E_ATTACHMENT_CONTENT", "zip, 100 MB")


def test_a_list_of_contents_out_of_all_proportion() -> None:
    data = archive(*(f"{number}{'x' * 200}" for number in range(9000)), method=zipfile.ZIP_STORED)
    assert refusal(data, "many.zip")[0] == "E_ATTACHMENT_CONTENT"


def test_a_second_larger_list_of_contents_may_not_hide_behind_the_first() -> None:
    data = archive("a.txt")
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, 0, 1)
    assert refusal(data[:-22] + locator + data[-22:], "a.zip")[0] == "E_ATTACHMENT_CONTENT"


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("macro.docx", office("docx", "word/vbaProject.bin"), "word/vbaProject.bin"),
        ("macro.xlsx", office("xlsx", "xl/VBAPROJECT.BIN"), "xl/VBAPROJECT.BIN"),
        ("old-macro.xlsx", office("xlsx", "xl/macrosheets/sheet1.xml"), "xl/macrosheets/sheet1.xml"),
        ("control.docx", office("docx", "word/activeX/activeX1.xml"), "word/activeX/activeX1.xml"),
        ("inner.docx", office("docx", "word/embeddings/a.docm"), "word/embeddings/a.docm"),
        (
            "renamed.docx",
            office(
                "docx",
                types="<Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/>",
            ),
            "macroEnabled",
        ),
        ("tools.zip", archive("readme.txt", "bin/setup.EXE"), "bin/setup.EXE"),
        ("tools.zip", archive("open-me.lnk"), "open-me.lnk"),
        ("tools.zip", archive("figures.xlsm"), "figures.xlsm"),
        ("script.pdf", pdf(b"1 0 obj <</S /JavaScript /JS (app.alert\\(1\\))>> endobj"), "/JavaScript"),
        ("script.pdf", pdf(b"1 0 obj <</S/J#61v#61Script/JS(1)>> endobj"), "/JavaScript"),
        ("script.pdf", pdf(b"1 0 obj <</S/#4a#61vaScript/JS(1)>> endobj"), "/JavaScript"),
        ("launch.pdf", pdf(b"1 0 obj <</S/Launch/F(calc.exe)>> endobj"), "/Launch"),
        ("file.pdf", pdf(b"1 0 obj <</Type /EmbeddedFile>> endobj"), "/EmbeddedFile"),
        ("file.pdf", pdf(b"1 0 obj <</Names <</EmbeddedFiles 2 0 R>>>> endobj"), "/EmbeddedFiles"),
        ("packed.pdf", pdf(PICTURE, packed(b"1 0 <</S /JavaScript /JS (1)>>")), "/JavaScript"),
        ("packed.pdf", pdf(packed(b"1 0 <</S /Launch>>", b"/Type/Obj#53tm/Filter/FlateDecode")), "/Launch"),
        ("lzw.pdf", pdf(packed(b"", b"/Type /ObjStm /Filter /LZWDecode")), "/ObjStm"),
        ("twice.pdf", pdf(packed(b"", b"/Type /ObjStm /Filter [/FlateDecode /ASCIIHexDecode]")), "/ObjStm"),
        ("twice.pdf", pdf(packed(b"", b"/Type /ObjStm /Filter /FlateDecode /Filter 3 0 R")), "/ObjStm"),
        ("predicted.pdf", pdf(packed(b"", b"/Type/ObjStm/Filter/FlateDecode/DecodeParms 3 0 R")), "/ObjStm"),
        ("hidden.pdf", pdf(packed(b"", b"/Type /ObjStm %endobj\n/Filter /FlateDecode")), "/ObjStm"),
        ("hidden.pdf", pdf(packed(b"", b"/Filter /FlateDecode %endobj\n/Type /ObjStm")), "/ObjStm"),
        ("encrypted.pdf", pdf(stream(b"/Type /ObjStm /Filter /FlateDecode", b"\x8f\x01secret")), "/ObjStm"),
        (
            "more.pdf",
            pdf(stream(b"/Type/ObjStm/Filter/FlateDecode", zlib.compress(b"") + b"1 0 obj")),
            "/ObjStm",
        ),
        (
            "cut.pdf",
            pdf(stream(b"/Type/ObjStm/Filter/FlateDecode", zlib.compress(b"1 0 <<>>")[:-2])),
            "/ObjStm",
        ),
        ("endless.pdf", pdf(packed(b"1 0 <<>>").replace(b"endstream", b"")), "/ObjStm"),
        ("bomb.pdf", pdf(packed(bytes(65_000_000))), "/ObjStm"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_that_act(name: str, data: bytes, found: str) -> None:
    assert refusal(data, name) == ("E_ATTACHMENT_ACTIVE", {"found": found})


@pytest.mark.parametrize(
    ("name", "data", "persons"),
    [
        ("a.docx", office("docx", core=names("王小明", "Li Hua")), ["王小明", "Li Hua"]),
        ("a.xlsx", office("xlsx", core=names("王小明", "王小明")), ["王小明"]),
        ("a.pptx", office("pptx", core=names("", "王\n  小明")), ["王 小明"]),
        ("a.docx", office("docx", core=names("Administrator", "Microsoft Office User")), []),
        ("a.docx", office("docx", core=names("微软用户", "user1")), []),
        ("a.docx", office("docx"), []),
        ("a.docx", office("docx", core="<!DOCTYPE a [<!ENTITY e '王'>]><a><creator>&e;</creator></a>"), []),
        ("a.docx", office("docx", core="<a><creator>王"), []),
        ("a.docx", office("docx", core=names("王" * MAX_PART)), []),
        ("a.docx", b"PK\x03\x04", []),
        ("a.pdf", pdf(b"1 0 obj <</Author (Wang Xiaoming) /Title (a)>> endobj"), ["Wang Xiaoming"]),
        ("a.pdf", pdf(b"1 0 obj <</Author(Wang \\(Ming\\)\\040\\\n\\101\\8)>> endobj"), ["Wang (Ming) A8"]),
        ("a.pdf", pdf(b"1 0 obj <</Author<FEFF738B 5C0F660E>>> endobj"), ["王小明"]),
        ("a.pdf", pdf(b"1 0 obj <</Author<4C692>>> endobj"), ["Li"]),
        ("a.pdf", pdf(b"1 0 obj <</Author (" + "王小明".encode("gbk") + b")>> endobj"), ["王小明"]),
        ("a.pdf", pdf(b"1 0 obj <</Author (\xef\xbb\xbf" + "王小明".encode() + b")>> endobj"), ["王小明"]),
        ("a.pdf", pdf(b"1 0 obj <</Author (Andr\xe9)>> endobj"), ["André"]),
        ("a.pdf", pdf(packed(b"1 0 <</Author (Wang Xiaoming)>>")), ["Wang Xiaoming"]),
        ("a.pdf", pdf(b"1 0 obj <</Author ()>> endobj"), []),
        ("a.pdf", pdf(b"1 0 obj <</Author (\x8f\x01)>> endobj trailer <</Encrypt 5 0 R>>"), []),
        ("a.pdf", pdf(packed(b"", b"/Type /ObjStm /Filter /LZWDecode")), []),
        ("a.txt", b"Author: Wang Xiaoming", []),
    ],
)
def test_names_of_persons(name: str, data: bytes, persons: list[str]) -> None:
    assert personal_metadata(data, name) == persons


@given(st.sampled_from(sorted(SOUND)), st.data())
def test_changed_bytes_give_nothing_but_the_declared_error(name: str, data: st.DataObject) -> None:
    content = bytearray(SOUND[name])
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        content[start : start + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    check(bytes(content), name)


@given(st.sampled_from(sorted(SOUND)), st.integers(0, 60), st.binary(max_size=200), st.integers(0, 60))
def test_any_bytes_give_nothing_but_the_declared_error(name: str, head: int, junk: bytes, tail: int) -> None:
    content = SOUND[name]
    check(content[:head] + junk + content[len(content) - tail :], name)


def check(content: bytes, name: str) -> None:
    persons = personal_metadata(content, name)
    assert all(person and len(person) <= 80 and person.isprintable() for person in persons)
    try:
        check_attachment(content, name)
    except AttachmentError as error:
        refused = error
    else:
        return
    assert refused.code in ("E_ATTACHMENT_CONTENT", "E_ATTACHMENT_ACTIVE", "E_ENCODING")
    assert all(len(value) <= 100 for value in refused.params.values())
