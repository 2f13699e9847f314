"""The Nu HTML checker over files or whole trees."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.support.patience import PATIENCE_SECONDS
from tests.support.process import REPOSITORY

_JAR = REPOSITORY / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# A file read from a folder is of no site, and the language of a few words in a table is guessed wrong.
_NOT_MEANT = ".*(Content Security Policy|appears to be written in).*"
_OPTIONS = ("--format", "json", "--filterpattern", _NOT_MEANT, "--skip-non-html")


def vnu_errors(paths: Iterable[Path]) -> list[str]:
    """Every error and warning in the HTML files named, and in those below the folders named; all at once."""
    assert _JAR.exists(), "vnu-jar is not installed: make test"
    targets = list(paths)
    assert any(_has_html(path) for path in targets), f"no HTML to check in {targets}"
    done = subprocess.run(
        # A larger stack: the checker's regular expressions recurse over long attribute values.
        ["java", "-Xss4m", "-jar", _JAR, *_OPTIONS, *targets],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    try:
        messages = json.loads(done.stderr)["messages"]
    except ValueError:
        raise AssertionError(f"the checker did not run:\n{done.stderr[:2000]}") from None
    is_wrong = any(message["type"] != "info" for message in messages)
    assert is_wrong == (done.returncode != 0), f"exit {done.returncode}: {messages[:5]}"
    return [_line(one) for one in messages if one["type"] != "info" or one.get("subType") == "warning"]


def _has_html(path: Path) -> bool:
    return path.suffix == ".html" or (path.is_dir() and any(path.rglob("*.html")))


def _line(message: dict[str, object]) -> str:
    where = str(message.get("url", "")).removeprefix("file:")
    position = f"{message.get('lastLine', 0)}:{message.get('firstColumn', 0)}"
    return f"{where}:{position}: {message.get('type')}: {message.get('message')}"
