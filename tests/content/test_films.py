"""What film files are read as, and that nothing in them is believed: cut and hostile ones are refused."""

from __future__ import annotations

import io
import random
import struct
from importlib import resources

import pytest

from sitegen.content.films import MOST_HEADER, FilmError, FilmInfo, film_info

PICTURES = resources.files("sitegen.demo").joinpath("pictures")
MP4 = PICTURES.joinpath("harbour.mp4").read_bytes()
WEBM = PICTURES.joinpath("harbour.webm").read_bytes()


def box(name: bytes, *inner: bytes) -> bytes:
    content = b"".join(inner)
    return struct.pack(">I4s", 8 + len(content), name) + content


def mp4(
    *, brand: bytes = b"isom", codec: bytes = b"avc1", index_last: bool = False, more: bytes = b""
) -> bytes:
    """The least that is taken for a film: three seconds of 64 by 36 points, without a picture in it."""
    head = box(b"mvhd", bytes(12), struct.pack(">II", 1000, 3000), bytes(80))
    size = box(b"tkhd", bytes(76), struct.pack(">II", 64 << 16, 36 << 16))
    kind = box(b"hdlr", bytes(8), b"vide", bytes(13))
    table = box(b"stsd", bytes(8), struct.pack(">I4s", 16, codec), bytes(8))
    track = box(b"trak", size, box(b"mdia", kind, box(b"minf", box(b"stbl", table))))
    index = box(b"moov", head, track, more)
    data = box(b"mdat", bytes(20))
    parts = (data, index) if index_last else (index, data)
    return box(b"ftyp", brand, bytes(4), b"isom") + b"".join(parts)


def info(data: bytes, name: str = "a.mp4") -> FilmInfo:
    return film_info(io.BytesIO(data), name)


def refused(data: bytes, name: str = "a.mp4") -> tuple[str, object]:
    with pytest.raises(FilmError) as raised:
        info(data, name)
    return raised.value.code, raised.value.params.get("found")


def test_facts_of_films_as_programs_make_them() -> None:
    assert info(MP4) == FilmInfo("mp4", len(MP4), 6.0, 480, 270, "avc1")
    assert info(WEBM, "A.WEBM") == FilmInfo("webm", len(WEBM), 6.0, 480, 270, "V_VP8")


def test_what_an_mp4_says_of_itself() -> None:
    assert info(mp4()) == FilmInfo("mp4", len(mp4()), 3.0, 64, 36, "avc1")
    assert info(mp4(index_last=True)).index_last
    assert info(mp4(codec=b"hvc1")).codec == "hvc1"
    assert info(mp4(more=box(b"udta", box(b"\xa9xyz", b"+32-105/")))).has_place


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (mp4(brand=b"qt  "), "a.mp4", "mov"),
        (WEBM, "a.mp4", "webm"),
        (WEBM.replace(b"webm", b"matr", 1), "a.webm", "mkv"),
        (b"<html>", "a.webm", "html"),
    ],
)
def test_a_film_is_what_its_name_says(data: bytes, name: str, found: str) -> None:
    assert refused(data, name) == ("E_FILM_CONTENT", found)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no film at all",
        mp4()[:-1],
        box(b"ftyp", b"isom", bytes(8)) + box(b"mdat", bytes(9)),
        box(b"ftyp", b"isom", bytes(8)) + struct.pack(">I4sQ", 1, b"mdat", 1 << 63),
        box(b"ftyp", b"isom", bytes(8)) + struct.pack(">I4s", 3, b"mdat"),
        box(b"ftyp", b"isom", bytes(8)) + box(b"free") * 20_000,
        mp4(more=struct.pack(">I4s", 0xFFFFFFF0, b"udta")),
        mp4().replace(b"vide", b"soun"),
    ],
    ids=[
        "empty",
        "nothing-known",
        "cut",
        "no-index",
        "beyond-the-end",
        "too-short",
        "many-boxes",
        "inner-beyond",
        "sound-alone",
    ],
)
def test_what_makes_no_sense_is_refused(data: bytes) -> None:
    assert refused(data)[0] == "E_FILM_BROKEN"


def test_an_index_that_would_fill_memory_is_not_read() -> None:
    class Holes(io.BytesIO):
        """A file of which most is empty, and which notes the most that was asked for at once."""

        most = 0

        def read(self, size: int | None = -1, /) -> bytes:
            self.most = max(self.most, size or 0)
            return super().read(size)

    length = MOST_HEADER + 1
    file = Holes(box(b"ftyp", b"isom", bytes(8)) + struct.pack(">I4s", length, b"moov") + bytes(length - 8))
    with pytest.raises(FilmError):
        film_info(file, "a.mp4")
    assert file.most <= 4096


@pytest.mark.parametrize(("whole", "name"), [(MP4, "a.mp4"), (WEBM, "a.webm")])
def test_whatever_the_bytes_are_there_is_an_answer(whole: bytes, name: str) -> None:
    dice = random.Random(1)
    for _ in range(600):
        data = bytearray(whole[: dice.choice((len(whole), dice.randrange(2000)))])
        for _ in range(dice.randrange(12)):
            if data:
                data[dice.randrange(min(len(data), 1500))] = dice.choice((0, 1, 0x7F, 0x80, 0xFF))
        try:
            found = info(bytes(data), name)
        except FilmError:
            continue
        assert 0 <= found.seconds < 1e6
        assert found.size == len(data)
