"""Sites with next to nothing in them, and every optional file chosen: whatever is asked for can be made."""

from __future__ import annotations

import shutil

import pytest

from sitegen.model.outputs import OUTPUTS
from tests.support.minisite import SITE_YML, MiniSite
from tests.support.process import must
from tests.support.process import run_cli as run_sitegen

LICENCE = "licence: {title: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}\n"
WORDS = sorted({output.file_word for output in OUTPUTS.values() if output.file_word})


@pytest.mark.parametrize("has_project", [True, False], ids=["one project", "no project"])
def test_every_optional_file_of_a_nearly_empty_site(mini_site: MiniSite, has_project: bool) -> None:
    """With several processors a document is made in the first process, before others take part."""
    root = mini_site({"site.yml": f"{SITE_YML}files: [{', '.join(WORDS)}]\n{LICENCE}"})
    if not has_project:
        shutil.rmtree(root / "content/projects")
    must(run_sitegen("build", cwd=root))
    assert (root / "build/llms.txt").is_file()
    assert (root / "build/zh/projects/sample/sample.pdf").is_file() == has_project
