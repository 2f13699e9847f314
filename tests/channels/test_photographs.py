"""Photographs in sizes: which there are, what is in them, and when they are made."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import msgspec
import pytest
from PIL import Image, ImageCms

from sitegen.channels.photographs import (
    ARTICLE_BYTES,
    PictureSource,
    find_pillow,
    in_article,
    sized,
)
from sitegen.channels.tools import DamagedPictureError, with_site
from sitegen.content.picture_sizes import widths_of
from sitegen.content.pictures import PictureInfo
from sitegen.wechat.limits import problems_of, read_articles
from tests.conftest import Share
from tests.support.html import read
from tests.support.minisite import PROJECT_YML, SITE_YML, write_mini_site
from tests.support.process import must, run_cli

NOW = ("--now", "2026-01-15")
RED, GREY = (210, 30, 40), (120, 130, 140)
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
FOLDER = "content/projects/sample"


def saved(picture: Image.Image, form: str, **how: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


def photograph(width: int, height: int, orientation: int = 1) -> bytes:
    """A JPEG as a telephone makes it: with a profile, an orientation and the telephone's name. Red at its
    left upper corner as it is stored."""
    picture = Image.new("RGB", (width, height), GREY)
    picture.paste(RED, (0, 0, width // 4, height // 4))
    exif = Image.Exif()
    exif[0x0112], exif[0x0110] = orientation, "Fictional Phone 9"
    return saved(picture, "JPEG", quality=90, exif=exif, icc_profile=PROFILE)


def is_red(picture: Image.Image, x: float, y: float) -> bool:
    colour = picture.convert("RGB").getpixel((int(x * picture.width), int(y * picture.height)))
    return isinstance(colour, tuple) and colour[0] > 180 and colour[1] < 90


FILES: dict[str, str | bytes] = {
    "site.yml": SITE_YML + "limits: {picture_bytes: 30000}\nfiles: [photographs]\n",
    f"{FOLDER}/project.yml": PROJECT_YML
    + "pictures:\n"
    + "  - {file: upright.jpg, alt: {zh: 厂区, en: The works}}\n"
    + "  - {file: small.png, alt: {zh: 小图, en: Small}}\n",
    f"{FOLDER}/upright.jpg": photograph(2400, 1800, orientation=6),
    f"{FOLDER}/small.png": saved(Image.new("RGB", (300, 200), GREY), "PNG"),
    f"{FOLDER}/in 图.jpg": photograph(700, 500),
    f"{FOLDER}/zh.md": "正文。\n\n![现场](<in 图.jpg>)\n",
    f"{FOLDER}/en.md": "Text.\n\n![The site](<in 图.jpg>)\n",
}


@pytest.fixture(scope="module")
def site(share: Share) -> Path:
    def make(folder: Path) -> None:
        root = write_mini_site(folder / "site", FILES)
        must(run_cli("build", *NOW, cwd=root))

    return share("photographs", make) / "site"


def files_of(root: Path) -> dict[str, bytes]:
    folder = root / "build" / "files" / "projects" / "sample"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


def test_pages_offer_sizes_and_the_original_is_not_published(site: Path) -> None:
    assert (site / FOLDER / "upright.jpg").stat().st_size > 30_000, "larger than pictures may be"
    files = files_of(site)
    assert sorted(files) == sorted(
        [f"w{width}/upright.jpg.webp" for width in (480, 960, 1600)]
        + [f"w{width}/in 图.jpg.webp" for width in (480, 700)]
        + ["w1600/upright.jpg", "w700/in 图.jpg", "small.png"]
    )
    for name, data in files.items():
        with Image.open(io.BytesIO(data)) as picture:
            width = int(name[1:].partition("/")[0]) if "/" in name else 300
            assert picture.format == (
                "WEBP" if name.endswith("webp") else name[-3:].upper().replace("JPG", "JPEG")
            )
            assert picture.width == width
            assert b"Fictional" not in data
            if "jpg" in name:
                assert picture.info["icc_profile"] == PROFILE
            if "upright" in name:
                assert picture.height == round(width * 2400 / 1800)
                assert picture.getexif().get(0x0112, 1) == 1
                assert is_red(picture, 0.9, 0.1), "turned as the telephone was held"
                assert not is_red(picture, 0.1, 0.1)


def test_the_page_names_every_size_and_keeps_its_place(site: Path) -> None:
    page = read(site / "build" / "en" / "projects" / "sample" / "index.html")
    shown = {image["alt"]: image for image in page.all("img") if image.get("loading") == "lazy"}
    up = "../../../files/projects/sample/"
    assert shown["The works"]["src"] == f"{up}w1600/upright.jpg"
    assert (shown["The works"]["width"], shown["The works"]["height"]) == ("1600", "2133")
    assert shown["Small"]["src"] == f"{up}small.png"
    assert shown["The site"]["src"] == f"{up}w700/in%20%E5%9B%BE.jpg"
    offered = [source["srcset"] for source in page.all("source")]
    assert sorted(offered) == [
        f"{up}w480/in%20%E5%9B%BE.jpg.webp 480w, {up}w700/in%20%E5%9B%BE.jpg.webp 700w",
        ", ".join(f"{up}w{width}/upright.jpg.webp {width}w" for width in (480, 960, 1600)),
    ]


def test_an_edit_makes_no_size_anew_and_a_new_picture_only_its_own(site: Path, tmp_path: Path) -> None:
    root = shutil.copytree(site, tmp_path / "site", symlinks=True)
    before = files_of(root)
    kept = {path.name: path.stat().st_mtime_ns for path in (root / ".sitegen").rglob("finished/*")}
    assert len(kept) == 7
    (root / FOLDER / "new.png").write_bytes(saved(Image.new("RGB", (600, 400), RED), "PNG"))
    (root / FOLDER / "en.md").write_text("![The site](<in 图.jpg>)\n\n![New](new.png)\n", "utf-8")
    must(run_cli("build", *NOW, cwd=root))
    after = files_of(root)
    assert after.keys() - before.keys() == {"w480/new.png.webp", "w600/new.png.webp", "w600/new.png"}
    assert {name: after[name] for name in before} == before
    now = {path.name: path.stat().st_mtime_ns for path in (root / ".sitegen").rglob("finished/*")}
    assert {name: now[name] for name in kept} == kept
    data = bytearray((root / FOLDER / "new.png").read_bytes())
    data[data.index(b"IDAT") + 20] ^= 0xFF
    (root / FOLDER / "new.png").write_bytes(data)
    done = run_cli("build", *NOW, "--format", "json", cwd=root)
    assert [(one["code"], one["path"]) for one in json.loads(done.stdout)] == [
        ("E_PICTURE_BROKEN", f"{FOLDER}/new.png")
    ]
    assert files_of(root) == after


def test_articles_for_wechat_have_photographs_that_it_takes(site: Path, tmp_path: Path) -> None:
    must(
        run_cli(
            "export", "wechat", str(tmp_path), "--entries", "project/sample", "--locale", "en", *NOW, cwd=site
        )
    )
    (article,) = read_articles(tmp_path)
    assert problems_of(article) == []
    assert article.pictures == ("photo-1.jpg", "photo-2.jpg", "qr.png")
    assert '<img src="photo-1.jpg" alt="The works"' in article.html
    assert '<img src="photo-2.jpg" alt="The site"' in article.html
    with Image.open(article.folder / "photo-1.jpg") as picture:
        assert (picture.format, picture.size) == ("JPEG", (1080, 1440))


@pytest.mark.parametrize(
    ("info", "widths"),
    [
        (PictureInfo("jpeg", 480, 3000), ()),
        (PictureInfo("jpeg", 481, 300), (481,)),
        (PictureInfo("png", 577, 300), (480, 577)),
        (PictureInfo("webp", 1152, 300), (480, 1152)),
        (PictureInfo("jpeg", 1153, 300), (480, 960, 1153)),
        (PictureInfo("jpeg", 9000, 6000), (480, 960, 1600)),
        (PictureInfo("jpeg", 900, 9000), (480, 900)),
        (PictureInfo("jpeg", 900, 9001), ()),
        (PictureInfo("png", 900, 900, moving=True), ()),
        (PictureInfo("gif", 900, 900, moving=True), ()),
        (PictureInfo("svg", 900, 900), ()),
    ],
)
def test_widths(info: PictureInfo, widths: tuple[int, ...]) -> None:
    assert widths_of(info) == widths


def made(
    tmp_path: Path, name: str, data: bytes, recipe: Callable[..., bytes], width: int, form: str
) -> Image.Image:
    (tmp_path / name).write_bytes(data)
    digest = blake2b(data, digest_size=16).hexdigest()
    source = PictureSource(path=name, digest=digest, width=width, form="webp" if form == "webp" else "own")
    tools = with_site({"pillow": find_pillow()}, str(tmp_path))
    return Image.open(io.BytesIO(recipe(msgspec.json.encode(source).decode(), tools)))


def _print_colours() -> bytes:
    return saved(Image.new("CMYK", (800, 600), (0, 255, 255, 0)), "JPEG")


def _palette() -> bytes:
    picture = Image.new("RGB", (800, 600), RED).quantize(4)
    return saved(picture, "PNG", transparency=0)


@pytest.mark.parametrize(
    ("name", "data", "mode", "colour"),
    [
        ("print.jpg", _print_colours(), "RGB", (254, 0, 0)),
        ("grey16.png", saved(Image.new("I;16", (800, 600), 0x8000), "PNG"), "RGB", (128, 128, 128)),
        ("clear.png", saved(Image.new("RGBA", (800, 600), (*RED, 0)), "PNG"), "RGBA", None),
        ("grey-clear.png", saved(Image.new("LA", (800, 600), (90, 128)), "PNG"), "RGBA", None),
        ("palette.png", _palette(), "RGBA", None),
        ("bits.png", saved(Image.new("1", (800, 600), 1), "PNG"), "RGB", (255, 255, 255)),
        ("photo.webp", saved(Image.new("RGB", (800, 600), RED), "WEBP"), "RGB", RED),
    ],
)
def test_every_kind_of_picture_is_made_smaller(
    tmp_path: Path, name: str, data: bytes, mode: str, colour: tuple[int, ...] | None
) -> None:
    small = made(tmp_path, name, data, sized, 480, "webp")
    assert (small.format, small.size, small.mode) == ("WEBP", (480, 360), mode)
    if colour:
        shown = small.getpixel((200, 200))
        assert isinstance(shown, tuple)
        assert all(abs(one - other) <= 12 for one, other in zip(shown, colour, strict=True))
    article = made(tmp_path, name, data, in_article, 1080, "own")
    assert (article.format, article.size, article.mode) == ("JPEG", (800, 600), article.mode)


def test_a_picture_of_noise_is_still_one_that_wechat_takes(tmp_path: Path) -> None:
    noise = Image.merge("RGB", [Image.effect_noise((1080, 1600), 120) for _ in range(3)])
    data = saved(noise, "PNG", compress_level=1)
    (tmp_path / "n.png").write_bytes(data)
    source = PictureSource(
        path="n.png", digest=blake2b(data, digest_size=16).hexdigest(), width=1080, form="own"
    )
    tools = with_site({}, str(tmp_path))
    assert len(in_article(msgspec.json.encode(source).decode(), tools)) < ARTICLE_BYTES
    own = sized(msgspec.json.encode(source).decode(), tools)
    assert len(own) < len(data) / 2, "a photograph kept as PNG is made of few colours"


def test_a_damaged_picture_is_named_and_a_changed_one_not_taken(tmp_path: Path) -> None:
    data = bytearray(saved(Image.new("RGB", (600, 400), RED), "PNG"))
    data[data.index(b"IDAT") + 20] ^= 0xFF
    with pytest.raises(DamagedPictureError, match=r"broken\.png"):
        made(tmp_path, "broken.png", bytes(data), sized, 480, "webp")
    tools = with_site({}, str(tmp_path))
    stale = PictureSource(path="broken.png", digest="00", width=480, form="webp")
    with pytest.raises(OSError, match="changed"):
        sized(msgspec.json.encode(stale).decode(), tools)
