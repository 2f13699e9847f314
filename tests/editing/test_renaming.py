"""`sitegen rename`: the folder, every reference, and the old address; and what `aliases` may say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.minisite import PROJECT_YML, SITE_YML, MiniSite
from tests.support.process import RunCli, must

NOW = ("--now", "2026-11-20")
OTHERS: dict[str, str | bytes] = {
    "site.yml": SITE_YML + "withdrawn:\n  - {kind: policy, id: sample}\n",
    "content/policies/sample/policy.yml": "title: {zh: 办法, en: Measures}\nlevel: city\nkind: [incentive]\n",
    "content/projects/other/project.yml": "# by hand\n"
    + PROJECT_YML.replace("示例项目", "另一项目").replace("Sample project", "Another project")
    + "related:   [ 'sample' ]   # our sample\ncontacts: [office]\n",
    "content/projects/other/zh.md": "见[示例](project:sample)，不是 project:sample-two。\n",
    "content/projects/other/en.md": "See [the sample][s] and <b>.\n\n[s]: project:sample\n".replace(
        " and <b>", ""
    ),
    "content/collections/best.yml": "title: {zh: 精选, en: Best}\nprojects:\n- sample\n- other\n",
    "content/regions/town.yml": "title: {zh: 小城, en: Town}\nkind: county\ninternal:\n"
    "  activities:\n    - {date: 2026-03-02, kind: talks, projects: sample}\n",
    "sheets.json": json.dumps(
        {
            "ids": {"project": {"示例项目": "sample"}},
            "written": {"project": {"sample": {"code": "sample"}, "other": {"related": ["sample"]}}},
        }
    ),
}


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not {".sitegen", "build"} & set(path.relative_to(root).parts)
    }


def test_an_entry_and_all_that_names_it(mini_site: MiniSite, run_cli: RunCli) -> None:
    site = mini_site(OTHERS)
    before = files(site)
    done = must(run_cli("rename", "project", "sample", "foil-works", "--lang", "en", cwd=site))
    assert "project sample is foil-works now: content/projects/foil-works/project.yml" in done.stdout
    after = files(site)

    moved = {name.replace("projects/sample/", "projects/foil-works/") for name in before}
    assert set(after) == moved
    assert after["content/projects/foil-works/project.yml"].decode() == PROJECT_YML + "aliases: [sample]\n"
    other = after["content/projects/other/project.yml"].decode()
    assert other.endswith("related:   [ 'foil-works' ]   # our sample\ncontacts: [office]\n")
    assert other.startswith("# by hand\n")
    zh = after["content/projects/other/zh.md"].decode()
    assert zh == "见[示例](project:foil-works)，不是 project:sample-two。\n"
    assert "[s]: project:foil-works" in after["content/projects/other/en.md"].decode()
    assert after["content/collections/best.yml"].decode().endswith("projects:\n- foil-works\n- other\n")
    assert b"projects: foil-works}" in after["content/regions/town.yml"]
    assert after["site.yml"] == before["site.yml"], "a policy of the same name is another entry"
    memory = json.loads(after["sheets.json"])
    assert memory["ids"] == {"project": {"示例项目": "foil-works"}}
    assert memory["written"]["project"] == {
        "foil-works": {"code": "sample"},
        "other": {"related": ["foil-works"]},
    }
    must(run_cli("check", *NOW, cwd=site))

    must(run_cli("rename", "project", "foil-works", "sample", "--no-alias", cwd=site))
    again = files(site)
    assert again.pop("content/projects/sample/project.yml") != before.pop(
        "content/projects/sample/project.yml"
    )
    assert json.loads(again.pop("sheets.json")) == json.loads(before.pop("sheets.json"))
    assert again == before, "all back, letter for letter; only the list of former ids, now empty, is new"


def test_a_contact_and_what_site_yml_names(mini_site: MiniSite, run_cli: RunCli) -> None:
    site = mini_site(OTHERS)
    must(run_cli("rename", "contact", "office", "bureau", cwd=site))
    assert "fallback_contact: bureau\n" in (site / "site.yml").read_text("utf-8")
    assert "contacts: [bureau]" in (site / "content/projects/other/project.yml").read_text("utf-8")
    assert (site / "content/contacts/bureau.yml").is_file()
    must(run_cli("rename", "policy", "sample", "measures", cwd=site))
    assert "{kind: policy, id: measures}" in (site / "site.yml").read_text("utf-8")
    must(run_cli("check", *NOW, cwd=site))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("project", "nothing", "new"), "E_NO_PATH"),
        (("project", "sample", "other"), "E_EXISTS"),
        (("project", "sample", "Sample"), "E_ID"),
        (("project", "sample", "status"), "E_RESERVED_ID"),
        (("project", "sample", "earlier"), "E_ALIAS_TAKEN"),
        (("plan", "sample", "other"), "E_UNKNOWN_KIND"),
    ],
)
def test_what_cannot_be(mini_site: MiniSite, run_cli: RunCli, words: tuple[str, ...], code: str) -> None:
    site = mini_site(OTHERS)
    with (site / "content/projects/other/project.yml").open("a", encoding="utf-8") as file:
        file.write("aliases: earlier\n")
    before = files(site)
    done = run_cli("rename", *words, cwd=site)
    assert (done.returncode, code in done.stderr) == (2, True), done.stderr
    assert files(site) == before


def test_the_old_address_leads_on(mini_site: MiniSite, run_cli: RunCli) -> None:
    site = mini_site(OTHERS)
    must(run_cli("build", *NOW, cwd=site))
    must(run_cli("rename", "project", "sample", "foil-works", cwd=site))
    text = site / "content/projects/other/zh.md"
    text.write_text("见[示例](project:sample)。\n", "utf-8")
    done = must(run_cli("build", *NOW, "--lang", "en", cwd=site))
    assert "content/projects/other/zh.md:1:" in done.stdout + done.stderr
    assert "W_OLD_ID" in done.stdout + done.stderr
    page = (site / "build/zh/projects/sample/index.html").read_text("utf-8")
    assert '<html lang="zh-Hans">' in page
    assert '<meta http-equiv="refresh" content="0; url=../../../zh/projects/foil-works/">' in page
    assert '<link rel="canonical" href="https://invest.example.org/zh/projects/foil-works/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "示例项目" in page
    assert "Sample project" in (site / "build/en/projects/sample/index.html").read_text("utf-8")
    assert "projects/sample/" not in (site / "build/sitemaps/projects-1.xml").read_text("utf-8")
    assert 'href="../../../zh/projects/sample/"' in (site / "build/zh/projects/other/index.html").read_text(
        "utf-8"
    )

    project = site / "content/projects/foil-works/project.yml"
    project.write_text(PROJECT_YML, "utf-8")
    done = run_cli("build", *NOW, cwd=site)
    assert (done.returncode, "E_REFERENCE" in done.stdout + done.stderr) == (1, True)
    text.write_text("见[示例](project:foil-works)。\n", "utf-8")
    must(run_cli("build", *NOW, cwd=site))
    assert not (site / "build/zh/projects/sample").exists()


def test_a_field_with_a_former_id_is_told_the_new_one(mini_site: MiniSite, run_cli: RunCli) -> None:
    site = mini_site(
        {
            "content/contacts/office.yml": "organisation: {zh: 局, en: Bureau}\naliases: [old]\n"
            "phone: 0839-0000000\n",
            "content/projects/sample/project.yml": PROJECT_YML + "contacts: [old]\n",
        }
    )
    done = run_cli("check", *NOW, "--format", "json", cwd=site)
    [found] = [one for one in json.loads(done.stdout) if one["severity"] == "error"]
    assert (found["code"], found["line"], "office" in found["hint"]) == ("E_REFERENCE", 7, True)
