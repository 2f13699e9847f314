"""Names of targets, a branch of git, compressed copies, and what the command says."""

from __future__ import annotations

import gzip
import subprocess
from pathlib import Path

import brotli
import pytest

from sitegen.diagnostics import MachineError, RequestError
from sitegen.publish.branch import Branch, publish_branch, roll_back_branch
from sitegen.publish.compress import with_compressed
from sitegen.publish.files import Published, Wish, site_files
from sitegen.publish.targets import (
    BranchTarget,
    BucketTarget,
    FolderTarget,
    SshTarget,
    Target,
    parse_target,
)
from tests.publish.conftest import States
from tests.publish.sites import Files
from tests.support.process import RunCli


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("/srv/www/invest", FolderTarget(Path("/srv/www/invest"))),
        ("../www", FolderTarget(Path("../www"))),
        ("web@www.example.org:/srv/www/invest/", SshTarget("web@www.example.org", "/srv/www/invest")),
        ("www:invest", SshTarget("www", "invest")),
        ("ssh://web@www.example.org:2222/srv/invest", SshTarget("web@www.example.org", "/srv/invest", 2222)),
        ("s3://bucket", BucketTarget("s3", "bucket", "")),
        ("oss://bucket/a/b/", BucketTarget("oss", "bucket", "a/b")),
        ("git:origin#gh-pages", BranchTarget("origin", "gh-pages")),
        ("git:https://example.org/a.git#pages", BranchTarget("https://example.org/a.git", "pages")),
    ],
)
def test_what_a_target_is_called(text: str, target: Target) -> None:
    assert parse_target(text) == target


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-oProxyCommand=x",
        "-oProxyCommand=x:/srv",
        "web@host:/srv/../etc",
        "web@host:/srv/a b",
        "web@host:/srv/$(x)",
        "host:",
        "ftp://host/x",
        "s3://Bucket_/x",
        "s3://bucket/../x",
        "git:origin",
        "git:--upload-pack=x#y",
    ],
)
def test_what_is_no_target(text: str) -> None:
    with pytest.raises(RequestError) as refused:
        parse_target(text)
    assert refused.value.diagnostic.code == "E_TARGET"


def git(*words: str | Path, cwd: Path) -> str:
    done = subprocess.run(["git", *words], cwd=cwd, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.strip()


def on_branch(repository: Path) -> Files:
    names = git("ls-tree", "-r", "-z", "--name-only", "pages", cwd=repository).split("\0")
    show = ["git", "show"]
    return {
        name: subprocess.run([*show, f"pages:{name}"], cwd=repository, check=True, capture_output=True).stdout
        for name in names
        if name and name != ".nojekyll"
    }


def test_a_branch_of_git(states: States, tmp_path: Path) -> None:
    old, new = states.contents
    git("init", "-q", "--bare", "forge.git", cwd=tmp_path)
    git("clone", "-q", "forge.git", "site", cwd=tmp_path)
    target = BranchTarget("origin", "pages")

    def publish(source: Path, **wish: bool) -> Published:
        with Branch(target, tmp_path / "site") as branch:
            return publish_branch(branch, site_files(source), Wish(**wish))

    def back() -> Published:
        with Branch(target, tmp_path / "site") as branch:
            return roll_back_branch(branch, Wish())

    first = publish(states.old)
    assert set(first.changes.added) == {*old, ".nojekyll"}
    assert on_branch(tmp_path / "forge.git") == old
    with pytest.raises(MachineError):
        back()
    assert not publish(states.old).done
    assert publish(states.new, dry_run=True).changes.changed
    publish(states.new)
    assert on_branch(tmp_path / "forge.git") == new
    back()
    assert on_branch(tmp_path / "forge.git") == old
    assert git("rev-list", "--count", "pages", cwd=tmp_path / "forge.git") == "3", "nothing is rewritten"


def test_compressed_copies(states: States, tmp_path: Path) -> None:
    files = site_files(states.old)
    made = with_compressed(files, tmp_path / "cache")
    assert files.items() <= made.items()
    page = states.old / "zh" / "index.html"
    assert gzip.decompress(made["zh/index.html.gz"].source.read_bytes()) == page.read_bytes()
    assert brotli.decompress(made["zh/index.html.br"].source.read_bytes()) == page.read_bytes()
    assert not [path for path in made if path.endswith((".png.gz", ".gz.gz", ".br.gz"))]
    again = with_compressed(files, tmp_path / "cache")
    assert again == made
    with_compressed({}, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == [], "nothing is kept that is of no use"


def test_the_command(states: States, run_cli: RunCli, tmp_path: Path) -> None:
    def publish(*words: str | Path) -> subprocess.CompletedProcess[str]:
        return run_cli("publish", tmp_path / "www", *words, "--lang", "en", cwd=tmp_path)

    site = ("--output", states.old)
    told = publish(*site, "--dry-run")
    assert "Would be published as 0001-" in told.stdout
    assert not (tmp_path / "www").exists()
    done = publish(*site, "--compress")
    assert done.returncode == 0, done.stderr
    assert "Published to" in done.stdout
    assert (tmp_path / "www" / "zh" / "index.html.br").is_file()
    assert "is up to date" in publish(*site, "--compress").stdout
    publish("--output", states.new)
    assert "is back at 0001-" in publish("--rollback").stdout
    assert publish("--rollback").returncode == 3

    empty = run_cli("publish", "www", "--output", "nothing", cwd=tmp_path)
    assert empty.returncode == 1
    assert "E_NOTHING_TO_PUBLISH" in empty.stderr
    wrong = run_cli("publish", "ftp://x/y", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "E_TARGET" in wrong.stderr
