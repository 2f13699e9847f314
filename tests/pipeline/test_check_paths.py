"""`sitegen check PATH…`: problems there and nowhere else."""

from __future__ import annotations

import pytest

from tests.support.minisite import MiniSite
from tests.support.process import RunCli

BAD = "title: {zh: 示例, en: Sample}\nstatus: opne\n"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("content/projects/bad", 1),
        ("content/projects/bad/", 1),
        ("content/projects/bad/project.yml", 1),
        ("content/contacts", 0),
        ("content/projects/bda", 2),
        ("projects/bad", 2),
    ],
)
def test_only_what_is_asked_for_counts(run_cli: RunCli, mini_site: MiniSite, path: str, status: int) -> None:
    done = run_cli("check", "--lang", "en", path, cwd=mini_site({"content/projects/bad/project.yml": BAD}))
    assert done.returncode == status, done.stderr
    if status == 2:  # nobody is told that all is well because of a slip in the name
        assert f"there is no {path}" in done.stderr


def test_paths_may_be_given_from_the_root(run_cli: RunCli, mini_site: MiniSite) -> None:
    site = mini_site({"content/projects/bad/project.yml": BAD})
    done = run_cli("check", "--root", site.name, "content/projects/bad", cwd=site.parent)
    assert done.returncode == 1
