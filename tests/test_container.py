"""The Containerfile, linted. There is no builder where the tests run, so that it builds is not shown here."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.support.process import REPOSITORY

FILE = REPOSITORY / "Containerfile"


def test_the_linter_finds_nothing(tmp_path: Path) -> None:
    hadolint = str(Path(sys.executable).parent / "hadolint")
    done = subprocess.run([hadolint, str(FILE)], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, "")
    bad = tmp_path / "Containerfile"
    bad.write_text(FILE.read_text("utf-8").replace("--no-install-recommends ", ""))
    assert subprocess.run([hadolint, str(bad)], capture_output=True, check=False).returncode != 0


def test_it_runs_as_nobody_in_particular_and_installs_what_is_locked() -> None:
    text = FILE.read_text("utf-8")
    users = re.findall(r"(?m)^USER (\S+)", text)
    assert users == ["1000"]
    assert text.index("USER 1000") > text.rindex("\nRUN ")
    assert "--require-hashes -r /tmp/sitegen/requirements.lock" in text
    for source in re.findall(r"(?m)^COPY (\S+\.lock)", text):
        assert (REPOSITORY / source).is_file()
    assert 'ENTRYPOINT ["sitegen"]' in text
