"""`sitegen diff`: what a reviewer is told of a change, and that nothing of it becomes markup."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sitegen.review.changed_pages import visible_text
from sitegen.review.comparison import Days, compare
from sitegen.review.comparison_text import as_markdown, as_page, as_text
from tests.support.minisite import PROJECT_YML, MiniSite
from tests.support.process import RunCli

NOW = "2026-11-20"
DAYS = Days(NOW, NOW)
DRAFT = "visibility: draft\ntitle: {zh: 秘密, en: Secret}\nstatus: open\n"


def changed(mini_site: MiniSite) -> tuple[Path, Path]:
    more: dict[str, str | bytes] = {
        "content/projects/gone/project.yml": PROJECT_YML,
        "content/projects/kept-back/project.yml": DRAFT,
        "files/note.txt": "1\n",
    }
    before = mini_site(more, name="before")
    after = mini_site(
        {
            "content/projects/sample/project.yml": PROJECT_YML.replace("20亿元", "近30亿元").replace(
                "status: open", "status: signed"
            ),
            "content/projects/sample/zh.md": "新的正文。\n",
            "content/projects/fresh/project.yml": PROJECT_YML.replace("示例项目", "新项目 @office <b>"),
            "content/projects/kept-back/project.yml": DRAFT.replace("秘密", "还是秘密"),
            "files/note.txt": "2\n",
        },
        name="after",
    )
    return before, after


def test_facts_before_and_after_and_pages_as_they_are_read(mini_site: MiniSite) -> None:
    found = compare(*changed(mini_site), "main", DAYS)
    told = {(change.kind, change.id): change for change in found.entries}
    assert {key[1]: change.state for key, change in told.items()} == {
        "fresh": "added",
        "gone": "removed",
        "kept-back": "hidden",
        "sample": "changed",
    }
    assert not told["project", "kept-back"].facts
    facts = {fact.label.en: fact for fact in told["project", "sample"].facts}
    assert set(facts) == {"investment: total investment", "status"}
    total = facts["investment: total investment"]
    assert (total.before.zh, total.after.zh) == ("20亿元", "近30亿元")
    assert (total.before.en, total.after.en) == ("CNY 2 billion", "nearly CNY 3 billion")
    assert facts["status"].after.zh == "签约"
    assert told["project", "sample"].texts == ("zh",)
    assert found.others == ("files/note.txt",)
    assert found.pages is not None
    assert "zh/projects/fresh/index.html" in found.pages.added
    assert "en/projects/gone/index.html" in found.pages.removed
    page = next(page for page in found.pages.changed if page.path == "zh/projects/sample/index.html")
    assert any("近30亿元" in line for line in page.after)
    assert any("20亿元" in line for line in page.before)
    assert not found.pages.frame


def test_the_three_forms(mini_site: MiniSite) -> None:
    found = compare(*changed(mini_site), "main", DAYS)
    text, markdown, page = as_text(found), as_markdown(found), as_page(found)
    assert "投资 · 总投资 · investment: total investment: 20亿元 · CNY 2 billion → 近30亿元" in text
    for told in (text, markdown, page):
        assert "秘密" not in told
        assert "Secret" not in told
        assert "<b>" not in told or told is text
    assert "@office" not in markdown, "nobody is to be called by a title"
    assert "&#64;office &#60;b&#62;" in markdown
    assert "&lt;b&gt;" in page
    assert "default-src 'none'" in page


def test_no_change(mini_site: MiniSite) -> None:
    site = mini_site()
    assert "没有改动 · Nothing has changed" in as_text(compare(site, site, "main", DAYS))


def test_what_a_date_alone_changes(mini_site: MiniSite) -> None:
    event = "title: {zh: 推介会, en: Roadshow}\nkind: roadshow\nstarts: 2026-11-20\n"
    site = mini_site({"content/events/roadshow/event.yml": event})
    found = compare(site, site, "main", Days("2026-11-21", "2026-11-20"))
    assert not found.entries
    assert found.pages is not None
    assert found.pages.changed
    assert "没有改动" not in as_text(found)


def test_a_state_that_cannot_be_built_is_said(mini_site: MiniSite) -> None:
    broken = mini_site(
        {"content/projects/sample/project.yml": PROJECT_YML.replace("status: open", "status: opne")},
        name="broken",
    )
    found = compare(mini_site(), broken, "main", DAYS)
    assert found.pages is None
    assert "the content has errors" in as_text(found)
    assert "content/projects/sample/project.yml:4 E_CHOICE" in as_text(found)


@pytest.mark.parametrize(
    ("html", "main", "frame"),
    [
        ("<header><p>h</p></header><main><p>a<br>b</p><script>x</script></main>", ["a", "b"], ["h"]),
        ("<title>t</title><main><p>a  <b>b</b>c</p><img alt=picture></main>", ["a bc", "picture"], []),
        ("<main><td>1</td><td>2</td></main><footer>f</footer>", ["1", "2"], ["f"]),
    ],
)
def test_what_is_seen(html: str, main: list[str], frame: list[str]) -> None:
    seen = visible_text(html)
    assert (list(seen.main), list(seen.frame)) == (main, frame)


def test_the_command(mini_site: MiniSite, run_cli: RunCli, tmp_path: Path) -> None:
    mini_site(name="repository/site")
    site = tmp_path / "repository" / "site"

    def git(*words: str) -> None:
        who = ("-c", "user.name=test", "-c", "user.email=test@localhost")
        subprocess.run(["git", *who, *words], cwd=site.parent, check=True, capture_output=True)

    (site / "content/projects/sample/elsewhere").symlink_to("/etc/passwd")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    (site / "content/projects/sample/elsewhere").unlink()
    (site / "content/projects/sample/project.yml").write_text(
        PROJECT_YML.replace("20亿元", "30亿元"), "utf-8"
    )
    done = run_cli("diff", "main", "--now", NOW, cwd=site)
    assert done.returncode == 0, done.stderr
    assert "→ 30亿元" in done.stdout
    run_cli("diff", "HEAD", "--format", "html", "--output", "changes.html", cwd=site)
    assert "30亿元" in (site / "changes.html").read_text("utf-8")
    for revision in ("nothing", "--output=x"):
        wrong = run_cli("diff", "--", revision, cwd=site)
        assert wrong.returncode == 3
        assert "E_REVISION" in wrong.stderr
