"""Which Chromium the tests drive. `python -m tests.browser.chromium` prints it, or says what is missing.

The set-up script asks here too, so that what it takes for installed is what the tests will start.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.patience import PATIENCE_SECONDS

_NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")

# Nothing but the pages under test: no updates, no look-ups, no first-run pages. Without a sandbox, because
# tests run as root in containers and load nothing but this tree's pages.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)


class NoChromium(Exception):
    """No browser that can be driven was found."""


def find_chromium() -> Path:
    """The executable named by CHROMIUM, or the system's, or the one that Playwright installed.

    Raises:
        NoChromium: with a message that says how to get one.
    """
    named = os.environ.get("CHROMIUM")
    found = [named] if named else [path for name in _NAMES if (path := shutil.which(name))]
    for path in found:
        if named or not _is_snap(Path(path)):
            return Path(path)
    bundled = _playwrights_own()
    if bundled.exists():
        return bundled
    raise NoChromium("no Chromium for the tests: `make test` installs one, or name yours with CHROMIUM=/path")


def version(executable: Path) -> str:
    """What the browser says of itself; proves that it starts."""
    done = subprocess.run(
        [executable, "--version", "--no-sandbox"],
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        raise NoChromium(f"{executable} does not start: {done.stderr.strip()}")
    return done.stdout.strip()


def _is_snap(path: Path) -> bool:
    """Whether this is, or starts, Ubuntu's snap: that one does not see a driver's files in /tmp."""
    real = path.resolve()
    if "snap" in real.parts or real.name == "snap":
        return True
    with real.open("rb") as file:
        head = file.read(4096)
    return head.startswith(b"#!") and b"/snap/" in head


def _playwrights_own() -> Path:
    # Imported here: finding the system's Chromium must not take half a second.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def main() -> int:
    try:
        path = find_chromium()
        print(path, version(path))  # noqa: T201 - this is what the program is for
    except NoChromium as problem:
        print(problem, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
