"""An entry as a zip file: the same on the other side, nothing written over, nothing unpacked elsewhere."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from sitegen.editing.packing import LIST, digest, is_pack, look_at_pack, packed, write_pack
from sitegen.editing.submitting import proposal_address, submit
from sitegen.pipeline.settings import load_settings
from sitegen.sheets.entry_texts import recorded_text
from sitegen.sheets.refusal import SheetRefused
from tests.support.minisite import PROJECT_YML, MiniSite
from tests.support.process import RunCli, must

YML = "content/projects/sample/project.yml"


def git(root: Path, *words: str) -> str:
    who = ("-c", "user.name=Clerk", "-c", "user.email=clerk@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_there_and_back(mini_site: MiniSite, run_cli: RunCli) -> None:
    ours, theirs = mini_site(name="ours"), mini_site(name="theirs")
    git(ours, "init", "-q")
    git(ours, "add", ".")
    git(ours, "commit", "-qm", "all")
    (ours / YML).write_text(PROJECT_YML.replace("20亿元", "21亿元"), "utf-8")
    (ours / "content/projects/sample/zh.md").write_text("新正文。\n", "utf-8")
    must(run_cli("pack", "sample", "--to", "sample.zip", cwd=ours))
    reading = load_settings(ours).reading
    assert packed(ours, "project", "sample", reading) == (ours / "sample.zip").read_bytes()
    looked = must(run_cli("import", str(ours / "sample.zip"), "--lang", "en", cwd=theirs))
    assert f"changed  {YML}" in looked.stdout
    assert "21亿元" not in (theirs / YML).read_text("utf-8")
    must(run_cli("import", str(ours / "sample.zip"), "--write", cwd=theirs))
    for name in (YML, "content/projects/sample/zh.md", "content/projects/sample/en.md"):
        assert (theirs / name).read_bytes() == (ours / name).read_bytes()
    again = must(run_cli("import", str(ours / "sample.zip"), "--write", "--lang", "en", cwd=theirs))
    assert "Nothing has changed." in again.stdout


def test_what_was_changed_on_the_other_side_stays(mini_site: MiniSite, run_cli: RunCli) -> None:
    ours, theirs = mini_site(name="ours"), mini_site(name="theirs")
    git(ours, "init", "-q")
    git(ours, "add", ".")
    git(ours, "commit", "-qm", "all")
    (ours / YML).write_text(PROJECT_YML.replace("20亿元", "21亿元"), "utf-8")
    (theirs / YML).write_text(PROJECT_YML.replace("20亿元", "22亿元"), "utf-8")
    must(run_cli("pack", "project/sample", "--to", "sample.zip", cwd=ours))
    done = run_cli("import", str(ours / "sample.zip"), "--write", "--lang", "en", cwd=theirs)
    assert (done.returncode, YML in done.stdout + done.stderr) == (1, True)
    assert "22亿元" in (theirs / YML).read_text("utf-8")
    must(run_cli("import", str(ours / "sample.zip"), "--write", "--overwrite", cwd=theirs))
    assert "21亿元" in (theirs / YML).read_text("utf-8")


def test_an_entry_that_is_wrong_is_not_taken(mini_site: MiniSite, run_cli: RunCli) -> None:
    ours, theirs = mini_site(name="ours"), mini_site(name="theirs")
    (ours / YML).write_text(PROJECT_YML.replace("20亿元", "很多"), "utf-8")
    must(run_cli("pack", "sample", "--to", "sample.zip", cwd=ours))
    done = run_cli("import", str(ours / "sample.zip"), "--write", cwd=theirs)
    assert (done.returncode, "E_QUANTITY" in done.stderr) == (1, True)
    assert (theirs / YML).read_text("utf-8") == PROJECT_YML


def zipped(files: dict[str, bytes], listed: object = None) -> bytes:
    stream = io.BytesIO()
    told = {"kind": "project", "id": "sample", "base": {}} if listed is None else listed
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(LIST, json.dumps(told))
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


GOOD = {YML: PROJECT_YML.encode()}


@pytest.mark.parametrize(
    "data",
    [
        zipped({**GOOD, "content/projects/sample/../../../evil.md": b"x"}),
        zipped({**GOOD, "/etc/passwd": b"x"}),
        zipped({**GOOD, "content/projects/other/project.yml": b"x"}),
        zipped({**GOOD, "content/projects/sample/a/b.md": b"x"}),
        zipped({**GOOD, "content/projects/sample/C:evil.md": b"x"}),
        zipped({**GOOD, "site.yml": b"x"}),
        zipped({}),
        zipped(GOOD, {"kind": "project"}),
        zipped(GOOD, ["x"]),
        zipped({**GOOD, **{f"content/projects/sample/{number}.md": b"" for number in range(300)}}),
        zipped({**GOOD, "content/projects/sample/big.md": bytes(61_000_000)}),
        zipped(GOOD)[:-40],
    ],
    ids=[
        "up",
        "root",
        "other",
        "deep",
        "drive",
        "settings",
        "empty",
        "list",
        "no-list",
        "many",
        "large",
        "cut",
    ],
)
def test_packs_that_are_refused(mini_site: MiniSite, tmp_path: Path, data: bytes) -> None:
    site = mini_site()
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(SheetRefused):
        look_at_pack(site, tmp_path / "x.zip", load_settings(site).reading)


def test_workbooks_are_no_packs(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert not is_pack(tmp_path / "book.xlsx")
    assert not is_pack(tmp_path / "nothing.zip")


def test_a_pack_without_git_needs_a_word_for_what_is_there(mini_site: MiniSite, tmp_path: Path) -> None:
    site = mini_site()
    data = PROJECT_YML.replace("20亿元", "21亿元").encode()
    (tmp_path / "x.zip").write_bytes(zipped({YML: data}))
    reading = load_settings(site).reading
    assert look_at_pack(site, tmp_path / "x.zip", reading).conflicts == (YML,)
    listed = {"kind": "project", "id": "sample", "base": {YML: digest((site / YML).read_bytes())}}
    (tmp_path / "x.zip").write_bytes(zipped({YML: data}, listed))
    found = look_at_pack(site, tmp_path / "x.zip", reading)
    assert found.conflicts == ()
    write_pack(site, found, reading)
    assert (site / YML).read_bytes() == data


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/bureau/site.git", "https://github.com/bureau/site/compare/edit/a-b?expand=1"),
        ("git@github.com:bureau/site.git", "https://github.com/bureau/site/compare/edit/a-b?expand=1"),
        (
            "ssh://git@gitlab.example.org:2222/bureau/site.git",
            "https://gitlab.example.org/bureau/site/-/merge_requests/new?merge_request%5Bsource_branch%5D=edit%2Fa-b",
        ),
        ("https://user:secret@git.example.org/x/y", "https://git.example.org/x/y/compare/main...edit/a-b"),
        ("/srv/site.git", ""),
    ],
)
def test_where_a_proposal_is_opened(remote: str, address: str) -> None:
    assert proposal_address(remote, "edit/a-b", "main") == address


def test_a_commit_beside_what_is_checked_out(mini_site: MiniSite, tmp_path: Path) -> None:
    site = mini_site()
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    git(site, "init", "-q")
    git(site, "add", ".")
    git(site, "commit", "-qm", "all")
    git(site, "remote", "add", "origin", str(tmp_path / "remote.git"))
    (site / YML).write_text(PROJECT_YML.replace("20亿元", "21亿元"), "utf-8")
    (site / "content/contacts/office.yml").write_text("organisation: 局\n", "utf-8")
    done = submit(site, "project", "sample", "An amount")
    assert (done.branch, done.remote, done.pushed) == ("edit/project-sample", "origin", True)
    assert git(site, "diff", "--name-only", "main", done.branch) == YML
    assert git(tmp_path / "remote.git", "log", "-1", "--format=%s", done.branch) == "An amount"
    assert git(site, "branch", "--show-current") == "main"
    assert git(site, "diff", "--name-only") == f"content/contacts/office.yml\n{YML}"
    assert submit(site, "project", "sample", "Again").branch == ""
    (site / "content/projects/sample/zh.md").unlink()
    submit(site, "project", "sample", "Without a text")
    assert "zh.md" in git(site, "diff", "--name-only", "main", done.branch)


def test_a_commit_has_what_is_recorded_of_the_entry_s_translations_alone(
    mini_site: MiniSite, tmp_path: Path
) -> None:
    top = tmp_path / "top"
    site = mini_site(name="top/site")
    git(top, "init", "-q")
    git(top, "add", ".")
    git(top, "commit", "-qm", "all")
    recorded = site / "translations.json"
    ours, theirs = {"en": {"title": "a"}}, {"en": {"organisation": "b"}}
    recorded.write_text(recorded_text({"project/sample": ours, "contact/office": theirs}), "utf-8")
    (site / YML).write_text(PROJECT_YML.replace("20亿元", "21亿元"), "utf-8")
    branch = submit(site, "project", "sample", "An amount").branch
    assert json.loads(git(top, "show", f"{branch}:site/translations.json")) == {"project/sample": ours}
    assert sorted(git(top, "diff", "--name-only", "main", branch).split()) == [
        f"site/{YML}", "site/translations.json",
    ]  # fmt: skip
    branch = submit(site, "contact", "office", "Recorded alone").branch
    assert json.loads(git(top, "show", f"{branch}:site/translations.json")) == {"contact/office": theirs}
    recorded.unlink()
    submit(site, "project", "sample", "No longer recorded")
    assert json.loads(git(top, "show", "edit/project-sample:site/translations.json")) == {}
