"""Technology cooperation: what offers or seeks some has a list, a tag and facts of its own."""

from __future__ import annotations

from pathlib import Path

from sitegen.pipeline.build import Options, build
from tests.support.minisite import MiniSite

OPEN = "kind: opportunity\nstatus: open\nconfirmed: 2026-06-01\n"
FILES: dict[str, str | bytes] = {
    "content/projects/coating/project.yml": "title: {zh: 涂层技术, en: Coating}\n"
    + OPEN
    + "partner: {zh: 科研院所, en: An institute}\n"
    + "technology: {side: demand, readiness: trl-7, transfer: [licence, development], "
    + "rights: {zh: 不限, en: Any}}\n",
    "content/projects/plain/project.yml": "title: {zh: 其他方向, en: Plain}\n" + OPEN,
}
LIST = "projects/kind/technology/"


def _built(root: Path) -> Path:
    build(Options(root=root, output=root / "build", now="2026-06-30", jobs=1))
    return root / "build"


def test_it_has_a_list_a_tag_and_facts(mini_site: MiniSite) -> None:
    tree = _built(mini_site(FILES))
    listed = (tree / f"en/{LIST}index.html").read_text("utf-8")
    assert 'projects/coating/"' in listed
    assert 'projects/plain/"' not in listed
    assert "Technology sought" in listed
    assert f'{LIST}"' in (tree / "en/projects/index.html").read_text("utf-8")
    page = (tree / "zh/projects/coating/index.html").read_text("utf-8")
    for words in ("技术需求", "7级", "技术许可", "合作开发", "不限", "科研院所"):
        assert words in page, words


def test_without_any_there_is_no_such_list(mini_site: MiniSite) -> None:
    tree = _built(mini_site())
    assert not (tree / "en/projects/kind/technology").exists()
    assert "kind/technology" not in (tree / "en/projects/index.html").read_text("utf-8")
