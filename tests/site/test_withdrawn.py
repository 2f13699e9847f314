"""`sitegen withdraw`: the page says so in its language, and nothing else of the site knows of the entry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.minisite import PROJECT_YML, SITE_YML, MiniSite
from tests.support.process import RunCli, must

NOW = ("--now", "2026-11-20")
POLICY = "title: {zh: 铝业奖励办法, en: Aluminium reward measures}\nlevel: city\nkind: [incentive]\n"
OTHERS: dict[str, str | bytes] = {
    "content/projects/other/project.yml": PROJECT_YML.replace("示例项目", "另一项目")
    + "related: [sample]\npolicies: [reward]\n",
    "content/projects/other/zh.md": "见[示例](project:sample)。\n",
    "content/projects/other/en.md": "See [the sample](project:sample).\n",
    "content/policies/reward/policy.yml": POLICY,
    "content/projects/sample/project.yml": PROJECT_YML.replace("示例项目", "将撤下的铝箔项目").replace(
        "Sample project", "Foil works to be withdrawn"
    ),
}


def texts(site: Path) -> dict[str, str]:
    built = (site / "build").resolve()
    kinds = (".html", ".json", ".xml", ".txt")
    found = (path for path in built.rglob("*") if path.suffix in kinds)
    return {path.relative_to(built).as_posix(): path.read_text("utf-8") for path in found}


def test_an_entry_is_taken_off_and_comes_back(mini_site: MiniSite, run_cli: RunCli) -> None:
    site = mini_site(OTHERS)
    must(run_cli("build", *NOW, cwd=site))
    before = texts(site)
    assert "将撤下的铝箔项目" in before["zh/projects/index.html"]

    done = run_cli("withdraw", "project", "sample", "--lang", "en", cwd=site)
    assert done.returncode == 0, done.stderr
    assert "W_WITHDRAWN_REFERENCE" in done.stdout + done.stderr
    assert (site / "site.yml").read_text(
        "utf-8"
    ) == f"{SITE_YML}\nwithdrawn:\n  - {{kind: project, id: sample}}\n"
    after = texts(site)
    page = after["zh/projects/sample/index.html"]
    assert "这个页面已经撤下" in page
    assert 'name="robots" content="noindex"' in page
    assert "This page has been withdrawn" in after["en/projects/sample/index.html"]
    for path, text in after.items():
        assert "将撤下的铝箔项目" not in text, path
        assert "Foil works to be withdrawn" not in text, path
        assert (
            path.startswith(("zh/projects/other/", "en/projects/other/")) or "projects/sample" not in text
        ), path
    [link] = re.findall(r'<a href="([^"]*)"[^>]*>示例</a>', after["zh/projects/other/index.html"])
    assert link.endswith("/projects/sample/"), "a link in a text leads to what is said"

    assert "already" in run_cli("withdraw", "project", "sample", "--lang", "en", cwd=site).stdout
    (site / "site.yml").write_text(SITE_YML, "utf-8")
    must(run_cli("build", *NOW, cwd=site))
    assert texts(site) == before


def test_entries_of_other_kinds_and_a_list_that_is_there(mini_site: MiniSite, run_cli: RunCli) -> None:
    site = mini_site(OTHERS)
    assert run_cli("withdraw", "project", "sample", cwd=site).returncode == 0
    assert run_cli("withdraw", "policy", "reward", cwd=site).returncode == 0
    assert (
        (site / "site.yml")
        .read_text("utf-8")
        .endswith("withdrawn:\n  - {kind: policy, id: reward}\n  - {kind: project, id: sample}\n")
    )
    assert "铝业奖励办法" not in texts(site)["zh/projects/other/index.html"]


@pytest.mark.parametrize(("kind", "name", "status"), [("project", "nothing", 2), ("plan", "x", 2)])
def test_what_is_not_there(mini_site: MiniSite, run_cli: RunCli, kind: str, name: str, status: int) -> None:
    site = mini_site()
    done = run_cli("withdraw", kind, name, cwd=site)
    assert done.returncode == status
    assert (site / "site.yml").read_text("utf-8") == SITE_YML


def test_the_contact_that_all_fall_back_to_stays(mini_site: MiniSite, run_cli: RunCli) -> None:
    """What site.yml itself refers to cannot be gone: that is an error, and the last site stays up."""
    site = mini_site()
    must(run_cli("build", *NOW, cwd=site))
    before = texts(site)
    done = run_cli("withdraw", "contact", "office", cwd=site)
    assert done.returncode == 1
    assert "E_HIDDEN_REFERENCE" in done.stdout + done.stderr
    assert texts(site) == before
