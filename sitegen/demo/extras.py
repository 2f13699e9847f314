"""Files beside the texts: drawings, pictures, tables and documents, made byte by byte; and sources.

A drawing is a site plan that shows how a plot might be used, so that a catalogue without photographs still
has something to look at.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from importlib import resources

from sitegen.demo.dice import Dice
from sitegen.demo.emit import Fields
from sitegen.model.kinds import Both

_GROUNDS = (("#e8efe9", "#cfddd3"), ("#eaeef2", "#d3dce5"), ("#f1ece3", "#e2d8c6"))
_ROOFS = (
    ("#0f5c6e", "#2f8091", "#7fb3bf"),
    ("#37526d", "#5f7d9a", "#a3b8cb"),
    ("#6b5a3a", "#94815b", "#c4b693"),
)


def site_plan(dice: Dice, water: bool) -> str:
    """An SVG drawing, 1200 by 675: roads, halls, trees and, at the coast, a quay."""
    ground, grass = dice.pick(_GROUNDS)
    roofs = dice.pick(_ROOFS)
    road = dice.between(270, 400)
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="675" viewBox="0 0 1200 675">',
        f'<rect width="1200" height="675" fill="{grass}"/>',
        f'<rect x="60" y="50" width="1080" height="560" rx="6" fill="{ground}" stroke="#8a958f"/>',
        f'<path d="M0 {road}H1200M{dice.between(380, 800)} 50V610" stroke="#fff" stroke-width="26"/>',
    ]
    for top, bottom in ((80, road - 40), (road + 40, 580)):
        parts += _halls(dice, top, bottom, roofs)
    trees = ((dice.between(70, 1130), dice.between(560, 600), dice.between(9, 16)) for _ in range(9))
    parts += [f'<circle cx="{x}" cy="{y}" r="{r}" fill="#7d9f7f"/>' for x, y, r in trees]
    if water:
        parts.append('<path d="M0 628Q150 612 300 628T600 628T900 628T1200 628V675H0Z" fill="#8fb7c9"/>')
    parts.append('<path d="M1100 120l14-40 14 40-14-9z" fill="#333"/></svg>\n')
    return "\n".join(parts)


def _halls(dice: Dice, top: int, bottom: int, roofs: tuple[str, ...]) -> list[str]:
    halls = []
    left = 90
    while left < 1000:
        width, height = dice.between(110, 300), dice.between((bottom - top) // 2, bottom - top)
        width = min(width, 1110 - left)
        where = f'x="{left}" y="{top}" width="{width}" height="{height}"'
        halls.append(f'<rect {where} rx="3" fill="{dice.pick(roofs)}"/>')
        if dice.chance(0.6):
            rows = range(top + 16, top + height - 8, 18)
            lines = "".join(f"M{left + 8} {y}H{left + width - 8}" for y in rows)
            halls.append(f'<path d="{lines}" stroke="#fff" stroke-opacity=".25" stroke-width="5"/>')
        left += width + dice.between(24, 60)
    return halls


def sample_code(dice: Dice) -> bytes:
    """A PNG that looks like a QR code and cannot be scanned: the demo has no account to follow."""
    size, scale = 29, 8
    dark = [[dice.chance(0.48) for _ in range(size)] for _ in range(size)]
    for top, left in ((2, 2), (2, 20), (20, 2)):
        for y in range(-1, 8):
            for x in range(-1, 8):
                edge = max(abs(y - 3), abs(x - 3))
                dark[min(top + y, size - 1)][min(left + x, size - 1)] = edge in (0, 1, 3)
    for y in range(size):
        for x in range(size):
            if (10 < y < 18 and 10 < x < 18) or not (2 <= y < 27 and 2 <= x < 27):
                dark[y][x] = False
    rows = b"".join(
        (b"\0" + bytes(0 if cell else 255 for cell in row for _ in range(scale))) * scale for row in dark
    )
    return png(size * scale, size * scale, rows)


def png(width: int, height: int, rows: bytes) -> bytes:
    """A grey picture from its rows, each with a filter byte before it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    # Stored, not compressed: compressors differ in their bytes from version to version.
    blocks = [rows[at : at + 65_000] for at in range(0, len(rows), 65_000)]
    stored = b"".join(
        struct.pack("<BHH", number == len(blocks) - 1, len(block), len(block) ^ 0xFFFF) + block
        for number, block in enumerate(blocks)
    )
    packed = b"\x78\x01" + stored + struct.pack(">I", zlib.adler32(rows))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def photograph() -> bytes:
    """A JPEG of a harbour that is nowhere, drawn once by a program: too large for a page as it is."""
    return resources.files(__package__).joinpath("pictures/harbour.jpg").read_bytes()


FILM_CAPTIONS = {
    "zh": ("云澜港区，隔水远望。", "画面为演示而绘，并非实景。"),
    "en": ("The port of Yunlan, seen across the water.", "Drawn for a demonstration; no real place."),
}


def film(subject: Both, files: dict[str, str | bytes]) -> Fields:
    """A film of six seconds that a program drew, in both forms, with its poster and captions."""
    folder = resources.files(__package__).joinpath("pictures")
    for name in ("harbour.mp4", "harbour.webm", "harbour-film.jpg"):
        files[name] = folder.joinpath(name).read_bytes()
    for locale, (first, second) in FILM_CAPTIONS.items():
        times = ("00:00.500 --> 00:03.000", "00:03.200 --> 00:05.800")
        files[f"harbour.{locale}.vtt"] = f"WEBVTT\n\n{times[0]}\n{first}\n\n{times[1]}\n{second}\n"
    return {
        "file": "harbour.mp4",
        "title": Both(f"{subject.zh}宣传片", f"{subject.en}: the film"),
        "other": "harbour.webm",
        "poster": "harbour-film.jpg",
        "captions": {locale: f"harbour.{locale}.vtt" for locale in FILM_CAPTIONS},
    }


def document(*lines: str) -> bytes:
    """A PDF of one page with lines of Latin text."""
    shown = "".join(f"({line}) Tj 0 -28 Td " for line in lines)
    stream = f"BT /F1 18 Tf 72 760 Td {shown}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    ]
    text, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{text}xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
    ).encode()


def template_file(*lines: str) -> bytes:
    """A Word document with a paragraph for each line, to be filled in."""
    text = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    schemas = "http://schemas.openxmlformats.org"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{schemas}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{schemas}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{schemas}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{schemas}/wordprocessingml/2006/main">'
        f"<w:body>{text}</w:body></w:document>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name), head + content)
    return packed.getvalue()


def table_file(*rows: tuple[str, ...]) -> str:
    """A CSV that a Chinese desktop's Excel opens with the right characters."""
    return "\ufeff" + "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)


def source(dice: Dice, year: int, policy: str = "") -> Fields:
    """Where a fact is from: an invented document."""
    number = dice.between(1, 90)
    return {
        "title": dice.pick(_DOCUMENTS),
        "document": f"云澜投促〔{year}〕{number}号",
        "url": f"https://documents.example.org/{year}/{number:03}",
        "date": f"{year}-{dice.between(1, 6):02}-{dice.between(1, 28):02}",
        "paragraph": dice.pick(("一（二）", "二（三）", "三（一）", "附件1", "第五条")),
        "policy": policy,
    }


_DOCUMENTS = (
    Both("云澜市产业链投资年报", "Yunlan industry-chain investment yearbook"),
    Both("云澜市投资环境白皮书", "Yunlan investment environment white paper"),
    Both("云澜市重点项目调度通报", "Yunlan key project progress bulletin"),
)


def dressing(dice: Dice, subject: Both, files: dict[str, str | bytes]) -> Fields:
    """What any kind of entry may have besides its facts; the files that go with it are put into `files`."""
    files["overview.svg"] = site_plan(dice, water=dice.chance(0.4))
    files["overview.pdf"] = document(
        "Yunlan - fictional document", "Made for a demonstration; nothing in it is real."
    )
    growth = f"{dice.between(60, 190) / 10:g}%"
    return {
        "published": f"{dice.between(2023, 2025)}-{dice.between(1, 12):02}-{dice.between(1, 28):02}",
        "confirmed": f"2026-0{dice.between(1, 6)}-{dice.between(1, 28):02}",
        "translation": {"en": dice.pick(("reviewed", "reviewed", "draft", "machine"))},
        "figures": [
            {
                "title": Both("上年增长", "Growth, previous year"),
                "amount": growth,
                "date": "2025",
                "note": Both("可比口径", "On a comparable basis"),
                "source": [source(dice, 2026)],
            },
            {
                "title": Both("规划目标", "Plan target"),
                "amount": dice.pick(("10%以上", "约12%", "8%-10%", "近15%")),
                "date": "2026/2028",
                "goal": True,
                "reached": [{"date": "2026-06", "amount": "4.1%", "source": [source(dice, 2026)]}],
            },
            {
                "title": Both("上轮规划目标", "Target of the previous plan"),
                "amount": "6%以上",
                "date": "2023/2025",
                "goal": True,
                "reached": [
                    {"date": "2023", "amount": "4.8%"},
                    {"date": "2024", "amount": "5.9%"},
                    {"date": "2025", "amount": "6.7%"},
                ],
            },
        ],
        "attachments": [
            {"file": "overview.pdf", "title": Both(f"{subject.zh}简介", f"{subject.en}: overview")}
        ],
        "pictures": [
            {"file": "overview.svg", "alt": Both(f"{subject.zh}示意图", f"{subject.en}: a schematic plan")}
        ],
        "films": [film(subject, files)],
        "tags": dice.some(("export", "research", "coastal", "carbon-neutral", "quick-start"), 2),
        "source": [source(dice, 2026, "promotion-plan")],
    }
