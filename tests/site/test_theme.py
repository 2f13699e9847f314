"""A site's theme/ folder: one template, one style sheet, one string, and nothing else of the site changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.diagnostics import ContentError, Place
from sitegen.render.theme import read_template
from tests.support.minisite import SITE_YML, write_mini_site
from tests.support.process import REPOSITORY, RunCli, must
from tests.support.site import Site

Build = Callable[[str, dict[str, str | bytes]], Site]

LOCALES_YML = """\
  - {id: zh-hant, name: 繁體中文, derived_from: zh, config: s2tw, fallbacks: [zh]}
fallback_contact"""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory, run_cli: RunCli) -> Build:
    """`build("name", files)`: the smallest site in three languages with these files in it, built."""

    def made(name: str, files: dict[str, str | bytes]) -> Site:
        root = write_mini_site(tmp_path_factory.mktemp(name), files)
        settings = root / "site.yml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace("fallback_contact", LOCALES_YML), encoding="utf-8")
        must(run_cli("build", cwd=root))
        return Site(name, root)

    return made


def test_a_logo_in_the_head_of_every_page(build: Build) -> None:
    def drawing(width: int) -> str:
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 40"><path d="M0 0h9"/></svg>'

    def head(site: Site, path: str) -> str:
        page = (site.tree / path / "index.html").read_text("utf-8")
        return page.partition('<a class="brand"')[2].partition("</a>")[0]

    brand = "brand: {logo: a-b.svg, logo_dark: dark.svg}\n"
    files = {"files/a-b.svg": drawing(99), "files/dark.svg": drawing(98)}
    mark = head(build("mark", {"site.yml": SITE_YML + brand, **files}), "en")
    assert '<img class="logo on-light" src="../a-b.svg" width="99" height="40" alt="">' in mark
    assert '<img class="logo on-dark" src="../dark.svg" width="98" height="40" alt="">' in mark
    assert "<span>Invest in Smalltown</span>" in mark
    wide = build("wide", {"site.yml": SITE_YML + "brand: {logo: a.svg}\n", "files/a.svg": drawing(100)})
    name = head(wide, "zh/projects/sample")
    assert name.endswith('<img class="logo" src="../../../a.svg" width="100" height="40" alt="小城投资">')


@pytest.fixture(scope="module")
def plain(build: Build) -> dict[str, bytes]:
    """Every file of the site without a theme of its own."""
    return _files(build("plain", {}).tree)


def _files(tree: Path) -> dict[str, bytes]:
    return {p.relative_to(tree).as_posix(): p.read_bytes() for p in tree.rglob("*") if p.is_file()}


def _changed(plain: dict[str, bytes], site: Site) -> set[str]:
    now = _files(site.tree)
    assert now.keys() == plain.keys()
    return {path for path in now if now[path] != plain[path]}


def test_one_template_of_a_sites_own(build: Build, plain: dict[str, bytes]) -> None:
    template = (
        "{% extends 'base.html' %}\n{% block main %}"
        "<div class=\"wrap\"><h1>{{ page.title.text }}</h1><p>{{ _('Offices') }} &amp; ours</p></div>"
        "{% endblock %}\n"
    )
    site = build("template", {"theme/templates/contact-list.html": template})
    assert _changed(plain, site) == {f"{locale}/contacts/index.html" for locale in site.locales}
    assert "& ours" in site.page("zh/contacts/").text
    assert site.page("zh/contacts/").one("footer").text.strip(), "what it extends is the built-in theme's"


def _sheet(site: Site) -> str:
    return (site.tree / "assets/site.css").read_text(encoding="utf-8")


def _with_rule(name: str, rule: str) -> str:
    """A part of the built-in theme with one more rule."""
    return (REPOSITORY / "themes/default/styles" / name).read_text(encoding="utf-8") + f"\n{rule}\n"


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("theme/styles/tokens.css", "tokens.css"),
        ("theme/static/tokens.css", "tokens.css"),
        ("theme/styles/card.css", "card.css"),
        ("theme/static/custom.css", "custom.css"),
    ],
)
def test_one_style_sheet_of_a_sites_own(build: Build, plain: dict[str, bytes], path: str, part: str) -> None:
    """It changes one file: no page names it or holds a digest of it."""
    site = build("part", {path: _with_rule(part, ":root { --mine: 0; }")})
    assert _changed(plain, site) == {"assets/site.css"}
    before = plain["assets/site.css"].decode()
    assert _sheet(site).replace(":root { --mine: 0; }\n", "", 1) == before


def test_parts_of_a_sites_own_in_the_order_that_counts(build: Build) -> None:
    """Whole groups of the sheet as they were files once; parts with names of their own; custom.css last."""
    site = build(
        "groups",
        {
            "theme/static/site.css": ".mine-site { top: 0 }",
            "theme/static/maps.css": ".mine-maps { top: 0 }",
            "theme/static/custom.css": '@import "fonts.css";\n.mine-custom { top: 0 }',
            "theme/static/fonts.css": "@font-face { font-family: Mine; src: url(mine.woff2) }",
            "theme/static/mine.woff2": b"wOF2",
            "theme/styles/banner.css": ".mine-banner { top: 0 }",
            "site.yml": SITE_YML + "brand: {accent: '#8a1c00'}\n",
        },
    )
    sheet = _sheet(site)
    marks = [
        "--line-strong:",
        "#8a1c00",
        ".mine-site",
        ".mine-maps",
        "@font-face",
        ".mine-banner",
        ".mine-custom",
    ]
    assert [sheet.count(mark) for mark in marks] == [3, *[1] * 6]
    assert sorted(marks, key=sheet.rindex) == marks
    assert ".card" not in sheet
    assert (site.tree / "assets/mine.woff2").read_bytes() == b"wOF2"
    assert {path.name for path in (site.tree / "assets").glob("*.css")} == {"site.css"}


def test_scripts_of_a_sites_own(build: Build, plain: dict[str, bytes]) -> None:
    """A whole script by its old place, a new one out of modules; the others are the built-in theme's."""
    site = build(
        "scripts",
        {
            "theme/static/site.js": "mine();\n",
            "theme/scripts/extra.js": 'import { one } from "./extra/one.js";\none();\n',
            "theme/scripts/extra/one.js": "export function one() {}\n",
        },
    )
    assets = {path.name: path.read_text(encoding="utf-8") for path in (site.tree / "assets").glob("*.js")}
    assert assets["site.js"] == "mine();\n"
    assert "function one()" in assets["extra.js"]
    assert "import" not in assets["extra.js"]
    assert assets["search.js"].encode() == plain["assets/search.js"]


def test_a_changed_part_writes_the_sheet_alone(build: Build, run_cli: RunCli) -> None:
    """Also when it comes, changes and goes again; an edit of content leaves the sheet as it is."""
    site = build("again", {})
    before, pages = _sheet(site), _files(site.tree).keys()
    for text in (_with_rule("card.css", ".mine { top: 0 }"), ".mine { top: 1px }", ""):
        path = site.root / "theme/styles/card.css"
        path.parent.mkdir(parents=True, exist_ok=True)
        if text:
            path.write_text(text, encoding="utf-8")
        else:
            path.unlink()
        done = must(run_cli("build", cwd=site.root))
        assert "0 of them made now; 1 file written" in done.stdout
        assert _files(site.tree).keys() == pages
        assert text.strip().endswith("}") == (".mine" in _sheet(site))
    assert _sheet(site) == before
    contact = site.root / "content/contacts/office.yml"
    contact.write_text(contact.read_text(encoding="utf-8") + "department: {zh: 处, en: Office}\n", "utf-8")
    must(run_cli("build", cwd=site.root))
    assert _sheet(site) == before


def test_a_brand_colour_of_site_yml_changes_one_style_sheet(build: Build, plain: dict[str, bytes]) -> None:
    site = build("brand", {"site.yml": SITE_YML + "brand: {accent: '#8a1c00'}\n"})
    assert _changed(plain, site) == {"assets/site.css"}
    assert "#8a1c00" in _sheet(site)


def test_one_string_of_a_sites_own(build: Build, plain: dict[str, bytes]) -> None:
    """In Chinese only: English keeps its words, and the derived language takes the new ones over."""
    po = 'msgid "Save contact"\nmsgstr "存入通讯录测试"\n'
    site = build("string", {"theme/locale/zh/LC_MESSAGES/messages.po": po})
    changed = _changed(plain, site)
    assert changed
    assert not [path for path in changed if path.startswith("en/")]
    before = "保存".encode()
    for path in changed:
        new = (site.tree / path).read_bytes()
        assert "存入通讯录测试".encode() in new or "存入通訊錄測試".encode() in new, path
        assert before not in plain[path] or new.count(before) < plain[path].count(before)
    page = site.page("zh/contacts/office/").text
    assert "存入通讯录测试" in page
    assert "项目" in page, "all other strings are the built-in theme's"


def test_a_named_theme_stands_between_the_site_and_the_built_in_one(build: Build) -> None:
    """site -> theme -> built-in: each file is the most specific one's."""
    own = ":root { --radius: 1px; }\n"
    named = ":root { --radius: 2px; }\n"
    site = build(
        "named",
        {
            "site.yml": SITE_YML + "theme: harbour\n",
            "theme/static/tokens.css": own,
            "themes/harbour/static/tokens.css": named,
            "themes/harbour/styles/harbour.css": "/* harbour */ .mine { top: 2px }",
        },
    )
    sheet = _sheet(site)
    assert own.strip() in sheet
    assert named.strip() not in sheet
    assert "/* harbour */" not in sheet
    assert ".mine { top: 2px }" in sheet
    assert ".card" in sheet


def test_a_template_as_notepad_saves_it(tmp_path: Path) -> None:
    """A byte order mark and CR LF change nothing; GBK is told, and not as a fault of ours."""
    folder = tmp_path / "theme" / "templates"
    folder.mkdir(parents=True)
    path = folder / "footer.html"
    path.write_bytes("\ufeff<p>\r\n版权</p>".encode())
    assert read_template(str(path)) == "<p>\n版权</p>"
    path.write_bytes("<p>\n版权</p>".encode("gbk"))
    with pytest.raises(ContentError) as caught:
        read_template(str(path))
    [found] = caught.value.diagnostics
    assert (found.code, found.place) == ("E_ENCODING", Place("theme/templates/footer.html", 2, 1))


def test_a_theme_that_is_not_text_stops_the_build(tmp_path: Path, run_cli: RunCli) -> None:
    done = run_cli(
        "build", cwd=write_mini_site(tmp_path / "site", {"theme/templates/footer.html": b"\xd6\xd0"})
    )
    assert done.returncode == 1
    assert "theme/templates/footer.html:1:1: error E_ENCODING" in done.stderr
