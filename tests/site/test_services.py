"""Services: a site without any shows nothing of them."""

from __future__ import annotations

import shutil
from pathlib import Path

from sitegen.pipeline.build import Options, build
from tests.build.edits import tree_bytes
from tests.support.minisite import MiniSite

SERVICE = "content/services/permits/service.yml"
FILES: dict[str, str | bytes] = {
    SERVICE: "title: {zh: 许可代办, en: Permits}\nkind: inquiry\ntime: 3个工作日\n"
}


def built(root: Path, output: str = "build", *, fresh: bool = False) -> Path:
    build(Options(root=root, output=root / output, now="2026-06-30", jobs=1, fresh=fresh))
    return root / output


def test_without_services_there_is_no_list_of_them_and_nothing_leads_there(mini_site: MiniSite) -> None:
    root = mini_site(FILES)
    assert "services/" in (built(root) / "en/index.html").read_text("utf-8")
    assert (root / "build/en/services/index.html").is_file()
    shutil.rmtree(root / "content/services")
    tree = built(root)
    assert not (tree / "en/services").exists()
    assert not [path for path in tree.rglob("*.html") if "services/" in path.read_text("utf-8")]
    assert tree_bytes(tree) == tree_bytes(built(root, "clean", fresh=True))


def test_the_first_service_brings_the_list(mini_site: MiniSite) -> None:
    root = mini_site()
    tree = built(root)
    path = root / SERVICE
    path.parent.mkdir(parents=True)
    path.write_text(str(FILES[SERVICE]), "utf-8")
    assert "services/#help" in (built(root) / "en/index.html").read_text("utf-8")
    assert tree_bytes(tree) == tree_bytes(built(root, "clean", fresh=True))
