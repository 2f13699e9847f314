"""Turns the JSON of `sitegen check` (standard input) into GitLab's code quality report (standard output).

A merge request then shows each problem with its file and line.
"""

from __future__ import annotations

import hashlib
import json
import sys

SEVERITY = {"error": "critical", "warning": "minor"}


def main() -> None:
    findings = []
    for problem in json.load(sys.stdin):
        # GitLab tells old findings from new by this; without the line, one that moved stays the same.
        identity = "\0".join((problem["code"], problem["path"], problem["message"]))
        findings.append(
            {
                "check_name": problem["code"],
                "description": problem["message"],
                "severity": SEVERITY.get(problem["severity"], "info"),
                "fingerprint": hashlib.sha256(identity.encode()).hexdigest(),
                "location": {"path": problem["path"], "lines": {"begin": problem["line"] or 1}},
            }
        )
    json.dump(findings, sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
