"""Photographs lose where, when, with what and by whom they were taken, and nothing that is seen."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageOps
from PIL.PngImagePlugin import PngInfo

from sitegen.cli import run
from sitegen.content.file_kinds import PictureError
from sitegen.content.pictures import ACCEPTED, picture_info
from sitegen.content.stripped_pictures import stripped
from tests.support.minisite import PROJECT_YML, MiniSite

GPS, ARTIST, ORIENTATION, CAMERA = 0x8825, 0x013B, 0x0112, 0x0110
SECRETS = (b"SECRET", b"Camera", b"xpacket", b"Exif\0\0II", b"lat")
KINDS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
XMP = b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/">SECRET</x:xmpmeta>'


def photo(kind: str, turned: int, *, progressive: bool = False) -> bytes:
    """A picture with all that cameras and programs put into one."""
    picture = Image.effect_noise((60, 40), 80).convert("RGB")
    exif = Image.Exif()
    exif[ORIENTATION], exif[ARTIST], exif[CAMERA] = turned, "SECRET NAME", "Camera 5"
    exif.get_ifd(GPS)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    more: dict[str, object] = {"exif": exif, "icc_profile": profile}
    if kind == "png":
        words = PngInfo()
        words.add_text("Comment", "SECRET 13800138000")
        words.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=False)
        more["pnginfo"] = words
    else:
        more["xmp"] = XMP
    if kind == "jpg":
        more |= {"comment": b"SECRET", "progressive": progressive, "dpi": (300, 300)}
    made = io.BytesIO()
    picture.save(made, KINDS[kind], **more)
    return made.getvalue() + (b"" if kind == "webp" else b"SECRET film behind the end")


@pytest.mark.parametrize("turned", [1, 6, 8])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_but_what_is_seen(kind: str, turned: int) -> None:
    data = photo(kind, turned)
    assert b"SECRET" in data
    made = stripped(data, f"view.{kind}")
    assert not [secret for secret in SECRETS if secret in made]
    before, after = (Image.open(io.BytesIO(each)) for each in (data, made))
    assert after.info["icc_profile"] == before.info["icc_profile"]
    assert after.getexif().get(ORIENTATION, 1) == turned
    assert dict(after.getexif()).keys() <= {ORIENTATION}
    assert ImageOps.exif_transpose(after).tobytes() == ImageOps.exif_transpose(before).tobytes()
    assert picture_info(made, f"view.{kind}", max_pixels=9999) == picture_info(
        data, f"view.{kind}", max_pixels=9999
    )
    assert stripped(made, f"view.{kind}") == made


def test_an_animation_keeps_its_pictures_and_how_often_they_come() -> None:
    frames = [Image.effect_noise((40, 30), level).convert("P") for level in (20, 60, 100)]
    made = io.BytesIO()
    frames[0].save(
        made, "GIF", save_all=True, append_images=frames[1:], loop=3, duration=80, comment=b"SECRET NAME"
    )
    xmp = b"\x21\xff\x0bXMP DataXMP\x06SECRET\x00"
    data = made.getvalue()[:-1] + xmp + b"\x3b" + b"SECRET behind the end"
    clean = stripped(data, "view.gif")
    assert b"SECRET" not in clean
    before, after = Image.open(io.BytesIO(data)), Image.open(io.BytesIO(clean))
    assert (getattr(after, "n_frames", 1), after.info["loop"]) == (3, 3)
    for number in range(3):
        before.seek(number)
        after.seek(number)
        assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()
        assert after.info["duration"] == before.info["duration"]
    assert stripped(clean, "view.gif") == clean
    for end in range(13, len(data)):
        assert b"SECRET" not in stripped(data[:end], "view.gif")


def test_a_progressive_jpeg_keeps_all_its_scans() -> None:
    data = photo("jpg", 6, progressive=True)
    made = stripped(data, "a.JPEG")
    assert b"SECRET" not in made
    assert Image.open(io.BytesIO(made)).info["dpi"] == (300, 300)
    assert Image.open(io.BytesIO(made)).tobytes() == Image.open(io.BytesIO(data)).tobytes()


@pytest.mark.parametrize("kind", KINDS)
def test_a_cut_picture_is_refused_or_tells_nothing(kind: str) -> None:
    data = photo(kind, 6)
    refused = []
    for end in range(0, len(data), 37):
        try:
            made = stripped(data[:end], f"a.{kind}")
        except PictureError as error:
            refused.append((error.code, error.params["kind"]))
        else:
            assert not [secret for secret in SECRETS if secret in made]
    assert set(refused) == {("E_PICTURE_BROKEN", ACCEPTED[kind])}


def test_other_files_stay_as_they_are() -> None:
    assert stripped(b"words", "a.pdf") == b"words"


def test_a_broken_picture_among_the_sites_own_files_stops_the_build(
    mini_site: MiniSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = mini_site({"files/cover.jpg": photo("jpg", 1)[:-600]})
    assert run(["build", "--root", str(root), "--lang", "en", "--jobs", "1"]) == 1
    assert "files/cover.jpg: error E_PICTURE_BROKEN" in capsys.readouterr().err
    assert not (root / "build").exists()


def test_a_published_photo_tells_nothing(mini_site: MiniSite) -> None:
    root = mini_site(
        {
            "content/projects/sample/project.yml": PROJECT_YML
            + "pictures: [{file: view.jpg, alt: {zh: 图, en: View}}]\n",
            "content/projects/sample/view.jpg": photo("jpg", 6),
            "files/favicon.png": photo("png", 1),
        }
    )
    assert run(["build", "--root", str(root), "--lang", "en", "--jobs", "1"]) == 0
    published = [path for path in Path(root / "build").rglob("*") if path.suffix in (".jpg", ".png")]
    assert len(published) >= 2
    assert not [path for path in published if b"SECRET" in path.read_bytes()]
