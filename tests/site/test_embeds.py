"""Pieces for other sites: pages to be framed, without scripts, and the same as JSON."""

from __future__ import annotations

import json

from tests.channels.test_share_pictures import FILES
from tests.support.minisite import SITE_YML, MiniSite
from tests.support.process import RunCli, must
from tests.support.site import Site


def test_a_map_and_a_list_can_be_framed(mini_site: MiniSite, run_cli: RunCli) -> None:
    root = mini_site(FILES | {"site.yml": SITE_YML + "files: [embeds]\n"})
    must(run_cli("build", "--now", "2026-01-15", cwd=root))
    site = Site("embeds", root)
    for path in ("zh/embed/chains/aluminium.html", "en/embed/projects.html"):
        page, folder = site.page(path), path.rpartition("/")[0] + "/"
        assert not page.all("script")
        if page.all("h3"):
            assert page.all("h2")  # no level is left out
        assert page.all("base")[0]["target"] == "_top"
        for link in page.all("a"):
            assert not link["href"].startswith("#")
            assert site.has(site.target(folder, link["href"])), link["href"]
        (style,) = [link["href"] for link in page.all("link")]
        assert site.has(site.target(folder, style))
    listed = json.loads((site.tree / "en/embed/projects.json").read_bytes())
    addresses = {one["title"]: one["url"] for one in listed["projects"]}
    assert addresses["Sample project"] == "https://invest.example.org/en/projects/sample/"
    assert len(addresses) == 2  # an opportunity seeks investors, too
    chain = json.loads((site.tree / "zh/embed/chains/aluminium.json").read_bytes())
    assert [box["strength"] for stage in chain["stages"] for box in stage["segments"]] == [
        "strong",
        "missing",
    ]
