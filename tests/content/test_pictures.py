"""Sizes are read from the picture's own bytes, and what is no picture, or more than one, is refused."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.file_kinds import PictureError, kind_of
from sitegen.content.pictures import PictureInfo, picture_info
from sitegen.content.svg_pictures import MAX_DEPTH, MAX_ELEMENTS

LIMIT = 30_000_000


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int = 2, height: int = 3, depth: int = 8, colour: int = 2) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def exif(orientation: int, order: str = "<") -> bytes:
    mark = b"II" if order == "<" else b"MM"
    entry = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"Exif\0\0" + mark + struct.pack(f"{order}HIH", 42, 8, 1) + entry + bytes(4)


def jpeg(width: int = 2, height: int = 3, *, frame: int = 0xC0, before: bytes = b"") -> bytes:
    shape = struct.pack(">BHHB", 8, height, width, 3) + bytes((1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0))
    start = b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + before
    return start + segment(frame, shape) + segment(0xDA, b"\3\1\0\2\x11\3\x11\0\x3f\0") + b"\x7f\xff\xd9"


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP"
    for kind, content in chunks:
        body += kind + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def lossy(width: int = 2, height: int = 3) -> tuple[bytes, bytes]:
    return b"VP8 ", b"\x10\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height) + bytes(4)


def lossless(width: int = 2, height: int = 3) -> tuple[bytes, bytes]:
    return b"VP8L", b"\x2f" + struct.pack("<I", width - 1 | (height - 1) << 14) + bytes(4)


def extended(width: int = 2, height: int = 3) -> tuple[bytes, bytes]:
    return b"VP8X", bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")


def gif(width: int = 2, height: int = 3) -> bytes:
    screen = b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0" + bytes(6)
    comment = b"\x21\xfe\3abc\0"
    return screen + comment + b"\x2c" + struct.pack("<HHHH", 0, 0, width, height) + b"\0\2\2\x4c\1\0\x3b"


def svg(inside: str = "<path d='M0 0h9'/>", attributes: str = 'width="2" height="3"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.png", png(640, 480), PictureInfo("png", 640, 480)),
        ("a.png", png(1, 1, depth=1, colour=3), PictureInfo("png", 1, 1)),
        ("A.PNG", png(640, 480) + b"more", PictureInfo("png", 640, 480)),
        ("a.jpg", jpeg(640, 480), PictureInfo("jpeg", 640, 480)),
        ("a.jpeg", jpeg(640, 480, frame=0xC2), PictureInfo("jpeg", 640, 480)),
        ("held-upright.jpg", jpeg(640, 480, before=segment(0xE1, exif(6))), PictureInfo("jpeg", 480, 640)),
        (
            "held-upright.jpg",
            jpeg(640, 480, before=segment(0xE1, exif(8, ">"))),
            PictureInfo("jpeg", 480, 640),
        ),
        ("upside-down.jpg", jpeg(640, 480, before=segment(0xE1, exif(3))), PictureInfo("jpeg", 640, 480)),
        ("cut-exif.jpg", jpeg(640, 480, before=segment(0xE1, exif(6)[:16])), PictureInfo("jpeg", 640, 480)),
        ("padded.jpg", jpeg(640, 480, before=b"\xff\xff\xff"), PictureInfo("jpeg", 640, 480)),
        ("a.webp", riff(lossy(640, 480)), PictureInfo("webp", 640, 480)),
        ("a.webp", riff(lossless(640, 480)), PictureInfo("webp", 640, 480)),
        ("a.webp", riff(extended(640, 480), (b"ICCP", b"odd"), lossy()), PictureInfo("webp", 640, 480)),
        (
            "a.webp",
            riff(extended(640, 480), (b"ANIM", bytes(6)), (b"ANMF", bytes(16))),
            PictureInfo("webp", 640, 480),
        ),
        ("a.gif", gif(640, 480), PictureInfo("gif", 640, 480, moving=True)),
        ("a.svg", svg(attributes='width="640" height="480px"'), PictureInfo("svg", 640, 480)),
    ],
)
def test_kind_and_size(name: str, data: bytes, expected: PictureInfo) -> None:
    assert picture_info(data, name, max_pixels=LIMIT) == expected


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 640 480"', (640, 480)),
        ('viewBox="-1,-1, 64.4,1e2"', (64, 100)),
        ('width="100%" height="100%" viewBox="0 0 640 480"', (640, 480)),
        ('width="320" viewBox="0 0 640 480"', (320, 240)),
        ('height="1in" viewBox="0 0 640 480"', (128, 96)),
        ('width="25.4mm" height="72pt"', (96, 96)),
        ('width="0.4" height=".4"', (1, 1)),
    ],
)
def test_the_size_of_a_drawing(attributes: str, size: tuple[int, int]) -> None:
    info = picture_info(svg(attributes=attributes), "a.svg", max_pixels=LIMIT)
    assert (info.width, info.height) == size


def refusal(data: bytes, name: str, limit: int = LIMIT) -> tuple[str, dict[str, str]]:
    with pytest.raises(PictureError) as caught:
        picture_info(data, name, max_pixels=limit)
    return caught.value.code, caught.value.params


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.png", jpeg(), "jpeg"),
        ("a.jpg", png(), "png"),
        ("a.jpg", b"\0\0\0\x18ftypheic", "heic"),
        ("a.png", riff(lossy()), "webp"),
        ("a.webp", b"\0\0\0\x18ftypavif", "avif"),
        ("a.gif", b"<!DOCTYPE html><html>", "html"),
        ("a.png", svg(), "svg"),
        ("a.png", b"MZ\x90", "exe"),
        ("a.png", b"what is this", "?"),
        ("a.svg", png(), "png"),
        ("a.svg", b"<html><svg/></html>", "html"),
        ("a.svg", b"<?xml version='1.0'?><rss/>", "<rss>"),
        ("a.svg", b"shapes", "?"),
    ],
)
def test_content_of_another_kind(name: str, data: bytes, found: str) -> None:
    code, params = refusal(data, name)
    assert (code, params["found"]) == ("E_PICTURE_KIND", found)


@pytest.mark.parametrize(
    ("name", "found"), [("a.bmp", "bmp"), ("a.tiff", "tiff"), ("a", "-"), ("a.svgz", "svgz")]
)
def test_extensions_that_are_not_accepted(name: str, found: str) -> None:
    assert refusal(png(), name) == (
        "E_PICTURE_KIND",
        {"found": found, "expected": "png, jpg, jpeg, webp, gif, svg"},
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.png", b""),
        ("empty.svg", b""),
        ("no-width.png", png(0, 3)),
        ("no-height.png", png(2, 0)),
        ("cut-in-header.png", png()[:20]),
        ("cut-in-pixels.png", png()[:50]),
        ("cut-at-end.png", png()[:-13]),
        ("changed.png", png()[:18] + b"\1" + png()[19:]),
        ("depth.png", png(depth=3)),
        ("colour.png", png(colour=5)),
        ("no-pixels.png", png().replace(b"IDAT", b"teXt")),
        ("no-frame.jpg", jpeg().replace(b"\xff\xc0", b"\xff\xe2")),
        ("lossless.jpg", jpeg(frame=0xC3)),
        ("no-height.jpg", jpeg(2, 0)),
        ("no-scan.jpg", jpeg().partition(b"\xff\xda")[0]),
        ("no-end.jpg", jpeg()[:-2]),
        ("cut-in-segment.jpg", jpeg()[:10]),
        ("zero-length.jpg", b"\xff\xd8\xff\xe0\0\0" + bytes(20)),
        ("junk.jpg", b"\xff\xd8\xff\xe0\0\2junk"),
        ("cut.webp", riff(lossy())[:-1]),
        ("no-frame.webp", riff(extended())),
        ("delta.webp", riff((b"VP8 ", b"\x11\0\0\x9d\x01\x2a\2\0\3\0"))),
        ("no-height.webp", riff(lossy(2, 0))),
        ("unknown.webp", riff((b"JUNK", bytes(20)))),
        ("wave.webp", b"RIFX" + riff(lossy())[4:]),
        ("no-width.gif", gif(0, 3)),
        ("header.gif", gif()[:12]),
        ("no-image.gif", gif()[:19] + b"\x3b"),
        ("cut.gif", gif()[:-3]),
        ("unclosed.svg", svg()[:-3]),
        ("entity.svg", svg("<text>&nbsp;</text>")),
        ("no-size.svg", svg(attributes="")),
        ("percent.svg", svg(attributes='width="100%" height="100%"')),
        ("flat.svg", svg(attributes='viewBox="0 0 640 0"')),
        ("nan.svg", svg(attributes='viewBox="0 0 nan 1"')),
        ("endless.svg", svg(attributes='viewBox="0 0 inf inf"')),
        ("few.svg", svg(attributes='viewBox="0 0 640"')),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_broken_files(name: str, data: bytes) -> None:
    code, params = refusal(data, name)
    assert code == "E_PICTURE_BROKEN"
    assert params == {"kind": name.rpartition(".")[2].replace("jpg", "jpeg")}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", png(40_000, 40_000)),
        ("a.jpg", jpeg(40_000, 40_000)),
        ("a.gif", gif(40_000, 40_000)),
        ("a.webp", riff(extended(40_000, 40_000), lossy())),
        ("a.svg", svg(attributes='width="40000" height="40000"')),
    ],
)
def test_enormous_pictures(name: str, data: bytes) -> None:
    params = {"width": "40000", "height": "40000", "limit": str(LIMIT)}
    assert refusal(data, name) == ("E_PICTURE_PIXELS", params)


def test_the_limit_itself_is_allowed() -> None:
    assert picture_info(png(10, 10), "a.png", max_pixels=100).width == 10
    assert refusal(png(10, 11), "a.png", 100)[0] == "E_PICTURE_PIXELS"


DRAWINGS = {
    "shapes": "<g id='a' class='b'><rect width='1' height='1' rx='.2'/><circle r='1'/></g>",
    "text": "<text x='1' font-size='12' xml:space='preserve'>广元<tspan dy='1'>市</tspan></text>",
    "gradient": "<linearGradient id='g'><stop offset='0' stop-color='#fff'/></linearGradient>"
    "<path fill='url(#g)' d='M0 0'/><path style='fill: url( \"#g\" )' d='M0 0'/>",
    "inherited gradient": "<linearGradient id='g'/><radialGradient id='h' href='#g'/>",
    "symbol": "<symbol id='s'><path d='M0 0'/></symbol><use href='#s' transform='scale(1, 2) rotate(9)'/>",
    "old symbol": "<g id='s'/><use xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='#s'/>",
    "style": "<style type='text/css'>.a:not(.b) { fill: rgb(1, 2, 3) } .c { clip-path: url(#c) }</style>",
    "dark scheme": "<style>@media (prefers-color-scheme: dark) { path { fill: #fff } }</style>",
    "style in CDATA": "<style><![CDATA[.a > .b { fill: #fff }]]></style>",
    "filter": "<filter id='f'><feGaussianBlur stdDeviation='2'/></filter><g filter='url(#f)'/>",
    "words": "<title>A (small) @ sign</title><desc>javascript: a word</desc><g aria-label='(a)' data-b=''/>",
    "comment": "<!-- made by hand -->",
}


@pytest.mark.parametrize("inside", DRAWINGS.values(), ids=DRAWINGS)
def test_drawings_that_are_welcome(inside: str) -> None:
    prologue = "\ufeff<?xml version='1.0' encoding='UTF-8' standalone='no'?>\n<!-- a drawing -->\n".encode()
    assert picture_info(prologue + svg(inside), "a.svg", max_pixels=LIMIT) == PictureInfo("svg", 2, 3)


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<SCRIPT/>", "<SCRIPT>"),
        ("<s:script xmlns:s='http://www.w3.org/2000/svg'/>", "<s:script>"),
        ("<h:script xmlns:h='http://www.w3.org/1999/xhtml'/>", "<h:script>"),
        ("<path xmlns='http://www.w3.org/1999/xhtml'/>", "<path>"),
        ("<foreignObject/>", "<foreignObject>"),
        ("<image href='data:image/png;base64,AAAA'/>", "<image>"),
        ("<a href='#x'/>", "<a>"),
        ("<animate attributeName='href' to='javascript:alert(1)'/>", "<animate>"),
        ("<set attributeName='onclick'/>", "<set>"),
        ("<feImage href='#x'/>", "<feImage>"),
        ("<metadata/>", "<metadata>"),
        ("<style><g/></style>", "<g>"),
        ("<path onload='alert(1)'/>", "onload"),
        ("<path ONLOAD='alert(1)'/>", "ONLOAD"),
        ("<path xml:base='http://example.org'/>", "xml:base"),
        ("<g xmlns:i='urn:i' i:label='x'/>", "i:label"),
        ("<use href='http://example.org/a.svg#b'/>", 'href="http://example.org/a.svg#b"'),
        ("<use href='other.svg#b'/>", 'href="other.svg#b"'),
        ("<use href=' #b'/>", 'href=" #b"'),
        ("<use href='javascript:alert(1)'/>", 'href="javascript:alert(1)"'),
        ("<use href='data:image/svg+xml,x'/>", 'href="data:image/svg+xml,x"'),
        ("<use xmlns:x='http://www.w3.org/1999/xlink' x:href='//example.org'/>", 'x:href="//example.org"'),
        ("<path fill='url(http://example.org)'/>", "fill: url("),
        ("<path fill='URL(//example.org#a)'/>", "fill: URL("),
        ("<path style='fill: url(&quot;x.svg#a&quot;)'/>", "style: url("),
        ("<path style='fill: u\\72l(//example.org)'/>", "style: \\"),
        ("<path style='background: image-set(&quot;//example.org&quot; 1x)'/>", "style: image-set("),
        ("<path style='width: expression(alert(1))'/>", "style: expression("),
        ("<path fill='javascript:alert(1)'/>", "fill: javascript:"),
        ("<style>@import 'x.css';</style>", "<style>: @import"),
        ("<style>@import<!-- -->'x.css';</style>", "<style>: @import"),
        ("<style>@font-face { src: url(x) }</style>", "<style>: @font-face"),
        ("<style>a { fill: ur<![CDATA[l(//example.org)]]> }</style>", "<style>: url("),
        ("<?xml-stylesheet href='x.css'?>", "<?xml-stylesheet?>"),
        ("<?php?>", "<?php?>"),
        ("<g>" * MAX_DEPTH + "</g>" * MAX_DEPTH, f"<g> × {MAX_DEPTH}"),
        ("<g/>" * MAX_ELEMENTS, f"> {MAX_ELEMENTS} <…>"),
        ("<g id='a'><use href='#a'/></g>", 'href="#…" × …'),
        ("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>", 'href="#…" × …'),
        (f"<{'x' * 99}/>", f"<{'x' * 58}…"),
    ],
    ids=lambda value: value[:30],
)
def test_drawings_that_do_more_than_draw(inside: str, reason: str) -> None:
    assert refusal(svg(inside), "a.svg") == ("E_SVG", {"reason": reason})


def test_references_may_not_multiply_into_millions() -> None:
    levels = [f"<g id='l{n}'>{f'''<use href='#l{n + 1}'/>''' * 30}</g>" for n in range(5)]
    assert refusal(svg("".join(levels) + "<g id='l5'/>"), "a.svg")[0] == "E_SVG"


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ("<!DOCTYPE svg>", "<!DOCTYPE>"),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]>", "<!DOCTYPE>"),
        ("<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/x.dtd'>", "<!DOCTYPE>"),
        ("<?xml version='1.0' encoding='utf-7'?>", 'encoding="utf-7"'),
        ("<?xml version='1.0' encoding='gbk'?>", 'encoding="gbk"'),
        ("<?xml-stylesheet href='x.css'?>", "<?xml-stylesheet?>"),
    ],
)
def test_what_may_not_stand_before_a_drawing(before: str, reason: str) -> None:
    assert refusal(before.encode() + svg(), "a.svg") == ("E_SVG", {"reason": reason})


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_drawing_is_written_in_utf_8(encoding: str) -> None:
    assert refusal(svg().decode().encode(encoding), "a.svg") == ("E_SVG", {"reason": 'encoding="UTF-16"'})


def test_a_drawing_without_its_namespace_is_none_to_a_browser() -> None:
    assert refusal(b"<svg width='1' height='1'/>", "a.svg") == ("E_SVG", {"reason": "<svg>"})


SAMPLES = {
    "a.png": png(),
    "a.jpg": jpeg(before=segment(0xE1, exif(6))),
    "a.webp": riff(extended(), lossy()),
    "b.webp": riff(lossless()),
    "a.gif": gif(),
    "a.svg": svg("".join(DRAWINGS.values())),
}


@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_changed_bytes_give_a_size_or_the_declared_error(name: str, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        content[start : start + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    check(bytes(content), name)


@given(st.sampled_from(sorted(SAMPLES)), st.integers(0, 30), st.binary(max_size=200))
def test_any_bytes_give_a_size_or_the_declared_error(name: str, kept: int, junk: bytes) -> None:
    check(SAMPLES[name][:kept] + junk, name)


def check(content: bytes, name: str) -> None:
    assert kind_of(content)
    try:
        info = picture_info(content, name, max_pixels=LIMIT)
    except PictureError as error:
        refused = error
    else:
        assert info.width > 0
        assert 0 < info.width * info.height <= LIMIT
        return
    assert refused.code in ("E_PICTURE_KIND", "E_PICTURE_BROKEN", "E_PICTURE_PIXELS", "E_SVG")
    assert all(len(value) <= 80 for value in refused.params.values())
