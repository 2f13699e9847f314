"""Funds: which projects they fit, on the pages of both; nothing of them on a site without any."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model.entities import Fund, Investment
from sitegen.model.fund_matches import is_enough, stages_of
from sitegen.model.queries import funds_for, latest
from sitegen.pipeline.build import Options, build
from tests.support.catalogues import catalogue_of, project
from tests.support.minisite import MiniSite

T = Text({"zh": "题"})


def fund(key: str = "f", **fields: object) -> Fund:
    return Fund(**{"id": key, "title": T, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ticket", "sought", "fits"),
    [
        ("3000万元-2亿元", "5000万元", True),
        ("3000万元-2亿元", "2000万元", False),
        ("3000万元-2亿元", "1000-4000万元", True),
        ("3000万元-2亿元", "面议", True),
        ("3000万元-2亿元", "500万美元", True),
        ("3000万元", "3000万元", True),
        ("2亿元以内", "100万元", True),
        ("1亿元以上", "9999万元", False),
        ("", "1元", True),
        ("1亿元以上", "", True),
    ],
)
def test_a_project_that_seeks_less_than_the_least_does_not_fit(ticket: str, sought: str, fits: bool) -> None:
    it = fund(ticket=parse_quantity(ticket) if ticket else None)
    assert is_enough(it, parse_quantity(sought) if sought else None) is fits


def test_stages_are_what_is_built_and_takeovers() -> None:
    assert stages_of("upgrade", ("sole", "acquisition")) == ("upgrade", "acquisition")
    assert stages_of("", ("sole",)) == ()


def test_what_a_fund_leaves_open_it_does_not_restrict() -> None:
    catalogue = catalogue_of(
        fund("any"), fund("c", chains=("c",)), fund("new", stages=("new",)), fund("far", regions=("far",))
    )
    assert funds_for(catalogue, "c", "", "city") == ("c", "any", "new")
    assert funds_for(catalogue, "d", "upgrade,acquisition", "city") == ("any",)
    assert funds_for(catalogue, "", "new", "far") == ("any", "far", "new")


def test_projects_that_seek_capital_are_listed_by_chain_and_stage() -> None:
    money = Investment(sought=parse_quantity("1亿元"))
    catalogue = catalogue_of(
        project("says", seeks=("capital", "buyer"), chain="c", nature="new"),
        project("sum", investment=money, chain="c", nature="new"),
        project("other", seeks=("technology",), investment=money, chain="c", nature="new"),
        project("signed", seeks=("capital",), chain="c", nature="new", status="signed"),
        project("bare", seeks=("capital",), chain="c", cooperation=("acquisition",)),
    )
    assert set(latest(catalogue, "capital", "c/new", "9")) == {"says", "sum"}
    assert latest(catalogue, "capital", "c/acquisition", "9") == ("bare",)


OPEN = "status: open\nconfirmed: 2026-06-01\ninvestment: {sought: 1亿元}\n"
FILES: dict[str, str | bytes] = {
    "content/projects/mill/project.yml": "title: {zh: 厂房, en: Mill}\n" + OPEN,
    "content/projects/done/project.yml": "title: {zh: 已签, en: Signed}\n" + OPEN.replace("open", "signed"),
    "content/funds/first.yml": "title: {zh: 基金甲, en: First Fund}\nsize: 9亿元\nticket: 1000万元以上\n",
    "content/funds/large.yml": "title: {zh: 基金乙, en: Large Fund}\nticket: 5亿元以上\n",
}


def test_a_project_and_a_fund_lead_to_each_other(mini_site: MiniSite) -> None:
    tree = _built(mini_site(FILES))
    mill, done, first, large = (
        (tree / f"en/{path}/index.html").read_text("utf-8").replace("\u00a0", " ")
        for path in ("projects/mill", "projects/done", "funds/first", "funds/large")
    )
    assert 'funds/first/"' in mill
    assert "CNY 900 million" in mill, "its line says how large it is"
    assert 'funds/large/"' not in mill
    assert 'funds/first/"' not in done
    assert 'projects/mill/"' in first
    assert 'projects/done/"' not in first
    assert 'projects/mill/"' not in large


def test_without_funds_nothing_leads_to_any(mini_site: MiniSite) -> None:
    tree = _built(mini_site())
    assert not (tree / "en/funds").exists()
    assert not [page for page in tree.rglob("*.html") if "funds/" in page.read_text("utf-8")]


def _built(root: Path) -> Path:
    build(Options(root=root, output=root / "build", now="2026-06-30", jobs=1))
    return root / "build"
