"""The search as the page makes it: its own modules, run by Node over a built site's files."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.support.patience import PATIENCE_SECONDS
from tests.support.process import REPOSITORY

RUNNER = REPOSITORY / "tests/support/search_runner.js"


class Answer(NamedTuple):
    """What came back for one text."""

    paths: list[str]
    """Of pages within a language, the best first."""
    dropped: list[str]
    """Words that had to be left out."""
    files: list[str]
    """What was loaded for it."""


def searched(tree: Path, texts: Sequence[str], locale: str = "zh") -> list[Answer]:
    """Every text looked for in a built site, each as if it were the first."""
    asked = json.dumps({"tree": str(tree), "locale": locale, "texts": list(texts)})
    done = subprocess.run(
        ["node", str(RUNNER)],
        input=asked,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Answer(**one) for one in json.loads(done.stdout)]
