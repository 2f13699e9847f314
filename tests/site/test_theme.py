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


def test_one_style_sheet_of_a_sites_own(build: Build, plain: dict[str, bytes]) -> None:
    """A token changes one file: no page names it or holds a digest of it."""
    tokens = (REPOSITORY / "themes/default/static/tokens.css").read_bytes()
    mine = tokens + b"\n:root { --radius: 0; }\n"
    site = build("token", {"theme/static/tokens.css": mine})
    assert _changed(plain, site) == {"assets/tokens.css"}
    assert (site.tree / "assets/tokens.css").read_bytes() == mine


def test_a_brand_colour_of_site_yml_changes_one_style_sheet(build: Build, plain: dict[str, bytes]) -> None:
    site = build("brand", {"site.yml": SITE_YML + "brand: {accent: '#8a1c00'}\n"})
    assert _changed(plain, site) == {"assets/brand.css"}
    assert "#8a1c00" in (site.tree / "assets/brand.css").read_text(encoding="utf-8")


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
            "themes/harbour/static/harbour.css": named,
        },
    )
    assert (site.tree / "assets/tokens.css").read_text() == own
    assert (site.tree / "assets/harbour.css").read_text() == named
    assert (site.tree / "assets/site.css").read_bytes() == (
        REPOSITORY / "themes/default/static/site.css"
    ).read_bytes()


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
