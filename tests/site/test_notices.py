"""What every page must say: that the shipped catalogue is no official site, that the demo's is invented; and
the tags and marks of government sites, for those who have them and for no one else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.html import Document
from tests.support.minisite import SITE_YML, write_mini_site
from tests.support.process import RunCli, must
from tests.support.site import Site

NOT_OFFICIAL = {
    "zh": ("非官方网站", "以各自日期为准", "以中文文本为准"),
    "en": ("Not an official site", "as of their date", "the Chinese text prevails"),
    "zh-hant": ("非官方網站", "以各自日期為準", "以中文文本為準"),
}
INVENTED = {"zh": "虚构", "en": "Everything here is invented", "zh-hant": "虛構"}

GOVERNMENT_YML = """\
government:
  site_name: 小城市人民政府
  site_domain: www.example.gov.cn
  site_id_code: "5108000001"
  conac_id: 0123456789ABCDEF
  report_errors: true
footer:
  icp: 蜀ICP备00000000号-1
  police: {number: 川公网安备 51080200000001号, code: "51080200000001"}
"""


def _root_pages(site: Site) -> Iterator[tuple[str, Document]]:
    yield from ((path, site.page(path)) for path in ("", "404.html"))


def test_every_page_of_the_shipped_site_says_that_it_is_not_official(real: Site) -> None:
    for path, page in real.pages():
        words = NOT_OFFICIAL[path.partition("/")[0]]
        assert [word for word in words if word not in page.text] == [], path
    for path, page in _root_pages(real):
        assert [w for words in NOT_OFFICIAL.values() for w in words if w not in page.text] == [], path


def test_no_page_of_the_shipped_site_says_that_it_is_invented(real: Site) -> None:
    """What stands there is true."""
    assert [path for path, page in real.pages() if INVENTED[path.partition("/")[0]] in page.text] == []


def test_every_page_of_the_demo_says_that_it_is_invented(demo: Site) -> None:
    for path, page in demo.pages():
        # Above everything else, not in small print at the end.
        notice = page.one("aside", class_="is-fictional")
        assert INVENTED[path.partition("/")[0]] in notice.text, path
    for path, page in _root_pages(demo):
        assert [w for key, w in INVENTED.items() if key in demo.locales and w not in page.text] == [], path


def test_government_tags_and_marks_are_off_unless_a_site_has_them(site: Site) -> None:
    tags = ("SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ArticleTitle", "PubDate", "ContentSource")
    marks = ("beian.miit.gov.cn", "beian.mps.gov.cn", "bszs.conac.cn", "zfwzgl.www.gov.cn")
    for path, page in site.pages():
        assert [tag for tag in tags if page.meta(tag) is not None] == [], path
        assert [mark for mark in marks if mark in page.source] == [], path


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory, run_cli: RunCli) -> Site:
    """A public agency's site, with every tag and mark."""
    files: dict[str, str | bytes] = {
        "site.yml": SITE_YML + GOVERNMENT_YML,
        "content/projects/dated/project.yml": """\
title: {zh: 带日期的项目, en: Project with a date}
summary: {zh: 摘要。, en: Summary.}
status: open
published: 2026-07-19
tags: [foil]
source: {title: {zh: 小城日报, en: Smalltown Daily}, date: 2026-07}
""",
    }
    root = write_mini_site(tmp_path_factory.mktemp("agency"), files)
    must(run_cli("build", cwd=root))
    return Site("agency", root)


def test_a_government_site_has_the_site_tags_on_every_page(agency: Site) -> None:
    for path, page in agency.pages():
        assert page.meta("SiteName") == "小城市人民政府", path
        assert page.meta("SiteDomain") == "www.example.gov.cn"
        assert page.meta("SiteIDCode") == "5108000001"


def test_entries_have_the_tags_of_articles_and_lists_those_of_columns(agency: Site) -> None:
    article = agency.page("zh/projects/dated/")
    assert article.meta("ArticleTitle") == "带日期的项目"
    assert (article.meta("PubDate") or "").startswith("2026-07-19")
    assert article.meta("ContentSource") == "小城日报"
    assert article.meta("ColumnName") is None
    column = agency.page("zh/projects/")
    assert column.meta("ArticleTitle") is None
    for tag in ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"):
        assert column.meta(tag) is not None, tag
    assert column.meta("ColumnName")


def test_a_government_sites_footer_has_its_marks(agency: Site) -> None:
    for path, page in agency.pages():
        footer = page.one("footer")
        links = {link.text.strip(): link["href"] for link in page.all("a", rel="nofollow")}
        assert links["蜀ICP备00000000号-1"] == "https://beian.miit.gov.cn/", path
        assert links["川公网安备 51080200000001号"].startswith("https://beian.mps.gov.cn/")
        assert "51080200000001" in links["川公网安备 51080200000001号"]
        addresses = list(links.values())
        assert "https://bszs.conac.cn/sitename?method=show&id=0123456789ABCDEF" in addresses
        errors = [a for a in addresses if a.startswith("https://zfwzgl.www.gov.cn/exposure/jiucuo.html?")]
        assert len(errors) == 1
        assert "site_code=5108000001" in errors[0]
        assert "蜀ICP备00000000号-1" in footer.text
