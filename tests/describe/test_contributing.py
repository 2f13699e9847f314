"""CONTRIBUTING.md followed to the letter: what it names is there, and its recipes work in a copy of sitegen.

A recipe's step names a file, and a line below which the block after it goes, "in" a class or function where
that line is there more than once; or the file's end, or a new file.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.minisite import SITE_YML, write_mini_site
from tests.support.process import REPOSITORY

TEXT = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"(?ms)^## (.+?)\n(.*?)(?=^## |\Z)", TEXT))
STEP = re.compile(r"(?ms)^\d+\. `(?P<file>[^`]+)`,(?P<where>.*?)\n\n   ```\w*\n(?P<block>.*?)\n   ```$")
POLICY = "content/policies/plan/policy.yml"
POLICY_YML = "title: {zh: 政策, en: Policy}\nlevel: city\n"


class Step(NamedTuple):
    """Lines, and where they go."""

    file: str
    within: str
    below: str
    """Empty for the end of the file."""
    new: bool
    block: str


def steps(recipe: str) -> list[Step]:
    return [step_of(match) for match in STEP.finditer(SECTIONS[recipe])]


def step_of(match: re.Match[str]) -> Step:
    within, below = (re.search(rf"{word} `([^`]+)`", match["where"]) for word in ("in", "below"))
    block = textwrap.dedent("   x\n" + match["block"]).partition("\n")[2] + "\n"
    found = Step(
        match["file"],
        within[1] if within else "",
        below[1] if below else "",
        "new file" in match["where"],
        block,
    )
    assert found.new or found.below or "at its end" in match["where"], match["where"]
    return found


def follow(step: Step, root: Path) -> None:
    path = root / step.file
    if step.new:
        assert not path.exists(), step.file
        path.write_text(step.block, "utf-8")
        return
    lines = path.read_text("utf-8").splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if step.within in line)
    found = [n for n, line in enumerate(lines[start:], start + 1) if step.below and step.below in line]
    assert found or not step.below, f"{step.file} has no line with {step.below}"
    lines.insert(found[0] if found else len(lines), step.block)
    path.write_text("".join(lines), "utf-8")


class Copy:
    """A copy of the program in which recipes are followed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for folder in ("sitegen", "themes"):
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(REPOSITORY / folder, root / folder, ignore=ignore)

    def follow(self, recipe: str) -> list[Step]:
        done = [step for step in steps(recipe) if step.file.startswith(("sitegen/", "themes/"))]
        assert done, recipe
        for step in done:
            follow(step, self.root)
        return done

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        here = "import sitegen, sys; assert sitegen.__file__.startswith(sys.argv.pop(1)); "
        entry = f"{here}from sitegen.__main__ import main; sys.exit(main())"
        return subprocess.run(
            [sys.executable, "-c", entry, self.root, *words],
            cwd=self.root, env=os.environ | {"PYTHONPATH": str(self.root)}, capture_output=True,
            encoding="utf-8", check=False, timeout=300,
        )  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path / "program")


def site(tmp_path: Path, *policy: str, more: str = "") -> Path:
    policy_yml = POLICY_YML + "".join(f"{line}\n" for line in policy)
    return write_mini_site(tmp_path / "site", {POLICY: policy_yml, "site.yml": SITE_YML + more})


def test_a_field_is_added_and_shown(copy: Copy, tmp_path: Path) -> None:
    done = copy.follow("How to add a field")
    assert {step.file.split("/")[1] for step in done} == {"model", "views", "demo", "default"}
    root = site(tmp_path, "replaces: 广府发〔2019〕7号")
    told = copy.run("build", "--root", root)
    assert told.returncode == 0, told.stderr
    page = (root / "build/zh/policies/plan/index.html").read_text("utf-8")
    assert '<dd lang="zh-Hans">广府发〔2019〕7号</dd>' in page
    wrong = site(tmp_path, "replaces: 广府发[2019]")
    told = copy.run("check", "--root", wrong)
    assert "E_DOCUMENT_NUMBER" in told.stdout + told.stderr
    demo = tmp_path / "demo"
    assert copy.run("demo", demo, "--projects", "10").returncode == 0
    assert any("replaces:" in path.read_text("utf-8") for path in demo.rglob("policy.yml"))


def test_a_form_is_added_and_refused(copy: Copy, tmp_path: Path) -> None:
    copy.follow("How to add a form")
    (case,) = [step for step in steps("How to add a form") if step.file.startswith("tests/")]
    assert case.below in (REPOSITORY / case.file).read_text("utf-8")
    copy.follow("How to add a field")
    entities = copy.root / "sitegen/model/entities/policy_entity.py"
    text = entities.read_text("utf-8").replace(
        "replaces: Annotated[DocumentNumber", "replaces: Annotated[Year"
    )
    entities.write_text(text.replace("    Years,\n", "    Year,\n    Years,\n", 1), "utf-8")
    codes = copy.root / "sitegen/diagnostics/codes.toml"
    text = codes.read_text("utf-8")
    like = re.findall(r"(?ms)^\[E_YEARS\.\w+\]\n.*?(?=^\[|\Z)", text)
    codes.write_text(text + "\n" + "".join(like).replace("[E_YEARS.", "[E_YEAR."), "utf-8")
    told = copy.run("build", "--root", site(tmp_path, "replaces: 2026年度"))
    assert told.returncode == 0, told.stderr
    page = (tmp_path / "site/build/zh/policies/plan/index.html").read_text("utf-8")
    assert '<dd lang="zh-Hans">2026</dd>' in page
    told = copy.run("check", "--root", site(tmp_path, "replaces: 2026-03"), "--format", "json")
    assert [(one["code"], one["line"]) for one in json.loads(told.stdout)] == [("E_YEAR", 3)]
    told = copy.run("schema", "policy")
    assert '"pattern": "[0-9０-９]{4}"' in told.stdout, told.stderr


def test_an_output_is_added_and_exported(copy: Copy, tmp_path: Path) -> None:
    copy.follow("How to add an output")
    told = copy.run("export", "short_notice", tmp_path / "notices", "--root", site(tmp_path))
    assert told.returncode == 0, told.stderr
    text = (tmp_path / "notices/en/projects/sample/notice.txt").read_text("utf-8")
    assert text == "Sample project\nhttps://invest.example.org/en/projects/sample/\n"
    copy.follow("How to add an output with bytes")
    channel = copy.root / "sitegen/channels/short_notice.py"
    imports = "from sitegen.channels.tools import Tools\nfrom sitegen.views.context import Bytes, Context"
    text = channel.read_text("utf-8").replace("from sitegen.views.context import Context", imports)
    channel.write_text(text, "utf-8")
    root = site(tmp_path, more="files: [notices]\n")
    told = copy.run("build", "--root", root)
    assert told.returncode == 0, told.stderr
    packed = (root / "build/zh/projects/sample/notice.txt.gz").read_bytes()
    assert "示例项目" in gzip.decompress(packed).decode()
    assert (root / "build/zh/projects/sample/notice.txt").is_file()


def test_a_check_with_its_diagnostic_is_added_and_told(copy: Copy, tmp_path: Path) -> None:
    copy.follow("How to add a check")
    copy.follow("How to add a diagnostic")
    (case,) = [step for step in steps("How to add a diagnostic") if step.file.startswith("tests/")]
    assert case.below in (REPOSITORY / case.file).read_text("utf-8").splitlines()
    grants = re.search(r'"(grants: .*)"', case.block)
    assert grants is not None
    column = grants[1].index("▶") + 1
    root = site(tmp_path, grants[1].replace("▶", ""))
    told = json.loads(copy.run("check", "--root", root, "--format", "json").stdout)
    found = [one for one in told if one["code"] == "W_GRANT_WITHOUT_OFFICE"]
    assert [(one["path"], one["line"], one["column"]) for one in found] == [(POLICY, 3, column)]
    explained = copy.run("explain", "W_GRANT_WITHOUT_OFFICE", "--lang", "zh")
    assert "有支持内容，没有咨询单位" in explained.stdout


def named() -> Iterator[str]:
    """Files and folders that the text names."""
    for text in re.findall(r"`([^`\n]+)`", TEXT):
        path = re.match(r"(?:sitegen|tests|themes|docs|scripts|bench)/[\w./-]*[\w/]", text)
        if path:
            yield path[0]
    yield from re.findall(r"\]\((docs/[^)#]+)\)", TEXT)


def test_what_it_names_is_there() -> None:
    new = {step.file for recipe in SECTIONS for step in steps(recipe) if step.new}
    assert [path for path in named() if path not in new and not (REPOSITORY / path).exists()] == []
    targets = set(re.findall(r"(?m)^([a-z-]+):", (REPOSITORY / "Makefile").read_text("utf-8")))
    assert set(re.findall(r"`make ([a-z]+)", TEXT)) <= targets
    anchors = {f"#{title.lower().replace(' ', '-')}" for title in SECTIONS}
    assert set(re.findall(r"\]\((#[^)]+)\)", TEXT)) == anchors


@pytest.mark.parametrize(
    ("word", "file"),
    [
        ("RECORDS", "sitegen/model/kinds.py"),
        ("ASKED", "tests/model/test_queries.py"),
        ("CASES", "tests/model/test_watched_groups.py"),
        ("DIGEST_OF_TEN", "tests/demo/test_demo.py"),
        ("PageSubject", "sitegen/views/page_head.py"),
        ("_ROWS", "sitegen/model/outputs.py"),
        ("RequestError", "sitegen/diagnostics/__init__.py"),
        ("made", "tests/support/views.py"),
    ],
)
def test_the_tables_that_it_names_are_where_it_says(word: str, file: str) -> None:
    assert word in TEXT or word.startswith("_")
    assert file in TEXT
    assert re.search(rf"(?m)^(?:class |def )?{word}\b", (REPOSITORY / file).read_text("utf-8"))
