"""The ready workflows: a proposal's job has no secrets, no rights, and no way into what main builds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import pytest
import yaml

from tests.support.process import REPOSITORY

GITHUB = REPOSITORY / ".github" / "workflows"


def _load(text: str) -> dict[str, Any]:
    # YAML 1.1 reads the key `on` as true.
    loaded = yaml.safe_load(re.sub(r"(?m)^on:", '"on":', text))
    assert isinstance(loaded, dict)
    return loaded


def _workflow(name: str) -> dict[str, Any]:
    return _load((GITHUB / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(path.name for path in GITHUB.glob("*.yml")))
def test_every_workflow_reads_only_unless_a_job_says_more(name: str) -> None:
    workflow = _workflow(name)
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 30
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
            assert re.fullmatch(r"actions/[a-z/-]+@v\d+", step.get("uses", "actions/x@v1"))
            assert "${{" not in step.get("run", ""), (
                "an expression in a script is a way in for whoever fills it"
            )


def test_a_proposals_job_has_no_secrets_no_rights_and_no_cache() -> None:
    text = (GITHUB / "proposal.yml").read_text(encoding="utf-8")
    workflow = _load(text)
    assert set(workflow["on"]) == {"pull_request"}
    assert "secrets." not in text
    [job] = workflow["jobs"].values()
    assert "permissions" not in job
    uses = [step["uses"] for step in job["steps"] if "uses" in step]
    assert not any(action.startswith("actions/cache") for action in uses)


def test_a_proposal_is_built_with_the_base_branchs_tool() -> None:
    [job] = _workflow("proposal.yml")["jobs"].values()
    base, proposal = (step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@"))
    assert "pull_request.base.sha" in base["with"]["ref"]
    assert "path" not in base["with"]
    assert proposal["with"]["sparse-checkout"] == "content"
    script = "\n".join(step.get("run", "") for step in job["steps"])
    assert script.index("rm -rf proposal") < script.index("make font")


def test_only_the_deploying_job_may_publish_and_it_runs_no_script() -> None:
    jobs = _workflow("publish.yml")["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert not any("run" in step for step in jobs["deploy"]["steps"])


def test_on_gitlab_only_the_main_branch_is_published_and_no_job_inherits_anothers_files() -> None:
    text = (REPOSITORY / ".gitlab-ci.yml").read_text(encoding="utf-8")
    jobs = _load(text)
    assert "cache:" not in text
    assert jobs["pages"]["dependencies"] == []
    assert jobs["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


def test_gitlab_gets_a_finding_for_each_problem() -> None:
    problem = {
        "code": "E_UNKNOWN_KEY",
        "severity": "error",
        "path": "content/contacts/office.yml",
        "line": 3,
        "column": 1,
        "message": "没有这个字段",
        "hint": "",
    }
    warning = {**problem, "severity": "warning", "line": None}
    done = subprocess.run(
        [sys.executable, REPOSITORY / "scripts" / "gitlab-codequality.py"],
        input=json.dumps([problem, warning]),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    first, second = json.loads(done.stdout)
    assert first["location"] == {"path": "content/contacts/office.yml", "lines": {"begin": 3}}
    assert (first["check_name"], first["severity"]) == ("E_UNKNOWN_KEY", "critical")
    assert second["location"]["lines"]["begin"] == 1
    assert first["fingerprint"] == second["fingerprint"], "a finding that moved is the same finding"
