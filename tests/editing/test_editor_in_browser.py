"""The editor in a real Chromium: what is saved, what is told where, two people at once, keyboard, axe."""

from __future__ import annotations

import difflib
import shutil
import subprocess
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from sitegen.content.yaml_file import parse_yaml
from sitegen.content.yaml_nodes import Mapping
from sitegen.model.kinds import FOLDERS, PACKAGED
from sitegen.sheets.cell_values import data_of
from tests.browser.pages import DESK, PHONE, Reader, Watch, axe, chromium, opened, opened_for_axe
from tests.editing.test_checking import OF_KIND, SITE, WRONG
from tests.serve.client import Preview, previewing

SEEN = ("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable")
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d49444154789c63606060f80f"
    "00010401005fe5c34b0000000049454e44ae426082".replace(" ", "")
)


expect.set_options(timeout=20_000)
EDITOR: list[str] = []
"""Its address."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("editor") / "site"
    shutil.copytree(SITE, root, ignore=shutil.ignore_patterns("build", ".sitegen"))
    return root


@pytest.fixture(scope="module")
def served(root: Path) -> Iterator[Preview]:
    with previewing(root, "--edit", lang="zh") as preview:
        yield preview


@pytest.fixture(scope="module")
def seat(browser: Browser, served: Preview) -> Iterator[tuple[Page, Watch]]:
    EDITOR[:] = [f"{served.url}_edit/"]
    with opened(browser, EDITOR[0], Reader(locale="en-GB")) as (page, watch):
        page.set_default_timeout(60_000)
        yield page, watch
        assert watch.problems() == []


@pytest.fixture
def page(seat: tuple[Page, Watch], root: Path) -> Page:
    """The editor, over the site as it was at first."""
    for path in SITE.rglob("*"):
        if path.is_file() and "build" not in path.parts and ".sitegen" not in path.parts:
            place = root / path.relative_to(SITE)
            if place.read_bytes() != path.read_bytes():
                place.write_bytes(path.read_bytes())
    for path in (root / "content").rglob("*"):
        if path.is_file() and not (SITE / path.relative_to(root)).exists():
            path.unlink()
    return seat[0]


def entries() -> list[tuple[str, str]]:
    found = []
    for kind, folder in FOLDERS.items():
        paths = sorted(
            (SITE / "content" / folder).glob(f"*/{PACKAGED[kind]}" if kind in PACKAGED else "*.yml")
        )
        found += [(kind, path.parent.name if kind in PACKAGED else path.stem) for path in paths]
    return found


def show(page: Page, kind: str, key: str) -> None:
    """Open an entry afresh, and wait until it has been checked."""
    page.goto("about:blank")
    page.goto(f"{EDITOR[0]}#{kind}/{key}")
    page.locator("html[data-checked]").wait_for()
    expect(page.locator("#form .hint").first).to_contain_text(key)


def field(page: Page, path: str) -> Locator:
    place = page.locator(f'[data-path="{path}"]')
    for details in place.locator("xpath=ancestor::details[not(@open)]").all():
        details.evaluate("element => { element.open = true }")
    return place


def box(page: Page, path: str, locale: str = "") -> Locator:
    wanted = f'textarea[lang="{locale}"]' if locale else ":is(input, select, textarea)"
    return field(page, path).locator(wanted).first


def save(page: Page, said: str = "") -> None:
    page.locator("#save").click()
    expect(page.locator("#status")).to_contain_text(said or "content/")


def changes(root: Path) -> dict[str, list[str]]:
    """Lines that are gone or new, by file."""
    found = {}
    for path in sorted((root / "content").rglob("*")):
        if path.is_file():
            name = path.relative_to(root).as_posix()
            before = (SITE / name).read_bytes() if (SITE / name).is_file() else b""
            if before != path.read_bytes():
                old, new = [
                    data.decode("utf-8", "replace").splitlines() for data in (before, path.read_bytes())
                ]
                lines = difflib.unified_diff(old, new, n=0, lineterm="")
                found[name] = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return found


@pytest.mark.parametrize("kind", FOLDERS)
def test_opened_and_saved_without_a_change_nothing_differs(page: Page, root: Path, kind: str) -> None:
    for one, key in entries():
        if one == kind:
            show(page, kind, key)
            save(page, "没有改动。")
    assert changes(root) == {}


YML = "content/projects/furniture-works/project.yml"


def test_each_change_is_a_change_of_its_lines_only(page: Page, root: Path) -> None:
    show(page, "project", "furniture-works")
    box(page, "investment.total").fill("近30亿元")
    expect(page.locator('[data-reading="investment.total"]')).to_have_text("→ nearly CNY 3 billion")
    save(page, YML)
    [lines] = changes(root).values()
    assert ["+" in line[:1] for line in lines if "30亿元" in line] == [True]
    assert len(lines) == 2, lines

    box(page, "title", "zh").fill("家具厂（改）")
    box(page, "title", "en").fill("Furniture works, renamed")
    save(page, YML)
    [lines] = changes(root).values()
    assert [line for line in lines if "renamed" in line]
    assert len(lines) <= 6, lines


def test_what_is_internal_is_changed_and_stays_internal(page: Page, root: Path) -> None:
    show(page, "project", "furniture-works")
    part = page.locator("details.internal")
    expect(part.locator("summary").first).to_have_text("内部信息（不公开）")
    expect(box(page, "internal.note")).to_have_value("只有同事看得到的底价")
    box(page, "internal.note").fill("另有底价")
    part.get_by_label("另记一项", exact=False).fill("received")
    page.keyboard.press("Enter")
    box(page, "internal.received").fill("2026-02-27")
    save(page, YML)
    [lines] = changes(root).values()
    assert all(
        "internal" in line or "floor" in line or "note" in line or "received" in line for line in lines
    )
    text = (root / YML).read_text("utf-8")
    data, _ = parse_yaml(text.encode(), YML)
    assert isinstance(data, Mapping)
    kept = data_of(data.entries["internal"][1])
    assert kept == {"note": "另有底价", "floor": "绝密金额88888元", "received": "2026-02-27"}

    show(page, "contact", "office")
    page.locator("details.internal > summary").click()
    page.locator("details.internal").get_by_label("另记一项", exact=False).fill("guests")
    page.keyboard.press("Enter")
    box(page, "internal.guests").fill("甲乙丙")
    save(page, "content/contacts/office.yml")
    assert changes(root)["content/contacts/office.yml"] == ["+internal:", "+  guests: 甲乙丙"]
    field(page, "internal.guests").get_by_role("button").click()
    save(page, "content/contacts/office.yml")
    assert "content/contacts/office.yml" not in changes(root)


def test_a_reference_a_list_and_a_picture(page: Page, root: Path) -> None:
    show(page, "project", "furniture-works")
    place = field(page, "related")
    place.get_by_role("button", name="添加").click()
    place.locator("input").last.fill("tea-house")
    save(page, YML)
    assert changes(root)[YML] == ["-related: [pulp-line]", "+related: [pulp-line, tea-house]"]

    page.locator('[data-path="pictures"] input[type=file]').set_input_files(
        {"name": "厂区 1.png", "mimeType": "image/png", "buffer": PIXEL}
    )
    row = page.locator('[data-path="pictures.1"]')
    row.locator('textarea[lang="zh"]').fill("厂区")
    row.locator('textarea[lang="en"]').fill("The works")
    save(page, YML)
    assert (root / "content/projects/furniture-works/1.png").read_bytes() == PIXEL
    assert changes(root)[YML][2:] == [
        "-pictures: [{file: plan.svg, alt: {zh: 布局示意, en: Sketch of the site}}]",
        "+pictures: [{file: plan.svg, alt: {zh: 布局示意, en: Sketch of the site}}, "
        "{file: 1.png, alt: {zh: 厂区, en: The works}}]",
    ]


def test_a_film_with_its_captions(page: Page, root: Path) -> None:
    film = resources.files("sitegen.demo").joinpath("pictures", "harbour.mp4").read_bytes()
    show(page, "project", "furniture-works")
    page.locator(".more > summary").first.click()
    page.locator('[data-path="films"] .drop input').set_input_files(
        {"name": "tour.mp4", "mimeType": "video/mp4", "buffer": film}
    )
    row = page.locator('[data-path="films.0"]')
    row.locator('textarea[lang="zh"]').first.fill("导览")
    row.locator('textarea[lang="en"]').first.fill("A tour")
    vtt = "WEBVTT\n\n00:00.000 --> 00:02.000\n你好\n".encode()
    captions = row.locator('[data-path="films.0.captions"] input[type=file]')
    captions.first.set_input_files({"name": "tour.zh.vtt", "mimeType": "text/vtt", "buffer": vtt})
    expect(row.locator('[data-path="films.0.captions"] .file input').first).to_have_value("tour.zh.vtt")
    save(page, YML)
    folder = root / "content/projects/furniture-works"
    assert (folder / "tour.mp4").read_bytes() == film
    assert (folder / "tour.zh.vtt").read_bytes() == vtt
    added = "".join(line[1:].strip() for line in changes(root)[YML] if line.startswith("+"))
    assert "tour.mp4" in added
    assert "zh: tour.zh.vtt" in added


def test_a_text_is_looked_at_while_it_is_written(page: Page, root: Path) -> None:
    show(page, "project", "furniture-works")
    text = page.locator('[data-path="*.zh"] textarea')
    text.fill("# 背景\n\n一段**要紧**的话。\n\n见[政策](policy:nowhere)。\n")
    look = page.locator('[data-look="zh"]')
    expect(look.locator("strong")).to_have_text("要紧")
    told = page.locator('[data-problems="*.zh"] [data-code="E_REFERENCE"]')
    expect(told).to_contain_text("第 5 行")
    text.fill("# 背景\n\n一段**要紧**的话。\n")
    expect(told).to_have_count(0)
    save(page, "zh.md")
    assert list(changes(root)) == ["content/projects/furniture-works/zh.md"]


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_told_at_its_field(page: Page, root: Path, kind: str) -> None:
    """Each field of `test_checking` has a place for its messages; one is tried from the keys to the words."""
    show(page, kind, OF_KIND[kind])
    for path, _, _ in WRONG[kind]:
        expect(page.locator(f'[data-problems="{path}"]')).to_have_count(1)
    path, text, code = WRONG[kind][0]
    control = box(page, path)
    before = control.input_value()
    control.fill(text)
    told = page.locator(f'[data-problems="{path}"] .error')
    expect(told).to_have_attribute("data-code", code)
    expect(control).to_have_attribute("aria-invalid", "true")
    control.fill(before)
    expect(told).to_have_count(0)
    assert changes(root) == {}


def test_two_at_once_lose_nothing(page: Page, root: Path, browser: Browser, served: Preview) -> None:
    show(page, "project", "furniture-works")
    with opened(browser, f"{served.url}_edit/#project/furniture-works") as (other, _):
        other.locator("html[data-checked]").wait_for()
        box(other, "investment.total").fill("31亿元")
        box(other, "title", "en").fill("Theirs")
        save(other, YML)
        box(page, "title", "zh").fill("我的名称")
        box(page, "investment.total").fill("32亿元")
        page.locator("#save").click()
        conflict = page.locator("[data-conflict]")
        expect(conflict).to_have_count(1)
        expect(conflict).to_contain_text("31亿元")
        expect(conflict).to_contain_text("32亿元")
        text = (root / YML).read_text("utf-8")
        assert "31亿元" in text
        assert "我的名称" not in text
        conflict.locator('[data-take="theirs"]').click()
        expect(page.locator("#status")).to_contain_text(YML)
        text = (root / YML).read_text("utf-8")
        assert "31亿元" in text
        assert "我的名称" in text
        assert "Theirs" in text
        box(other, "title", "en").fill("Theirs again")
        save(other, YML)
        assert "我的名称" in (root / YML).read_text("utf-8"), (
            "a stale form does not take back what it never showed"
        )


def test_the_keyboard_alone(page: Page, root: Path) -> None:
    show(page, "page", "about")
    page.locator("body").press("Tab")
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-path=title] textarea[lang=zh]')"):
            break
    page.keyboard.press("Control+A")
    page.keyboard.type("只用键盘")
    page.keyboard.press("Control+S")
    expect(page.locator("#status")).to_contain_text("content/pages/about")
    assert "只用键盘" in (root / "content/pages/about/page.yml").read_text("utf-8")
    assert page.evaluate("document.activeElement.matches('[data-path=title] textarea')"), (
        "it goes on where it was"
    )


def test_a_new_entry_and_the_page_beside(page: Page, root: Path) -> None:
    show(page, "news", "open-days")
    page.locator("nav details summary").click()
    page.locator("#new-id").fill("made-here")
    page.locator("#new-title").fill("新动态")
    page.locator("#new").get_by_role("button").click()
    expect(page.locator("#form h2").first).to_have_text("新动态")
    text = (root / "content/news/made-here/news.yml").read_text("utf-8")
    assert text == "visibility: draft\ntitle:\n  zh: 新动态\n"
    expect(page.locator('[data-problems="date"] [data-code="E_MISSING_KEY"]')).to_be_visible()
    shutil.rmtree(root / "content/news/made-here")

    show(page, "page", "about")
    page.locator("#show").click()
    expect(page.frame_locator("#frame").locator("main h1")).to_be_visible()


def test_submitting_hands_out_a_zip_and_with_git_commits_on_a_branch(page: Page, root: Path) -> None:
    show(page, "page", "about")
    with page.expect_download() as waited:
        page.locator("#submit").click()
    assert waited.value.suggested_filename == "page-about.zip"
    who = ("-c", "user.name=Clerk", "-c", "user.email=clerk@example.org")

    def git(*words: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(root), *who, *words], check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    try:
        git("init", "-q", "-b", "main")
        git("add", "content", "site.yml")
        git("commit", "-qm", "all")
        show(page, "page", "about")
        box(page, "title", "en").fill("About, proposed")
        page.locator("#submit").click()
        expect(page.locator("#status")).to_contain_text("edit/page-about")
        changed = git("diff", "--name-only", "main", "edit/page-about").split()
        assert changed == ["content/pages/about/page.yml", "translations.json"]
        assert git("branch", "--show-current") == "main"
        page.locator("#submit").click()
        expect(page.locator("#status")).to_contain_text("没有可提交的")
    finally:
        shutil.rmtree(root / ".git")


def test_axe_finds_nothing(browser: Browser, served: Preview, page: Page) -> None:
    with opened_for_axe(browser) as examined:
        examined.goto(f"{served.url}_edit/#project/furniture-works")
        examined.locator("html[data-checked]").wait_for()
        examined.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found = []
        for width in (DESK, PHONE):
            examined.set_viewport_size({"width": width, "height": 900})
            examined.emulate_media(color_scheme="light")
            found += axe(examined)
            examined.emulate_media(color_scheme="dark")
            found += axe(examined, SEEN)
        assert found == []
