"""Pictures of pages from the other engines: Firefox by its own screenshots, WebKit through its driver.

WebKit is GTK's, in its small browser under a virtual screen: what Safari draws, but for its fonts.
Neither is driven through a journey; that is Chromium's part.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FIREFOXES = ("firefox-esr", "firefox")
MINI_BROWSERS = "/usr/lib/*/webkit2gtk-4.1/MiniBrowser"
STARTUP_SECONDS = 120
ANSWER_SECONDS = 240


class NoEngine(Exception):
    """A browser that is to be looked at is missing."""


def find_firefox() -> str:
    """The executable. Raises NoEngine with what to install."""
    for name in FIREFOXES:
        if path := shutil.which(name):
            return path
    raise NoEngine("no Firefox: make test installs one")


def find_webkit() -> Path:
    """WebKit's small browser, where its driver and what both need is there too. Raises NoEngine."""
    missing = [
        name for name in ("WebKitWebDriver", "Xvfb", "xvfb-run", "dbus-run-session") if not shutil.which(name)
    ]
    found = sorted(Path("/").glob(MINI_BROWSERS.lstrip("/")))
    if missing or not found:
        raise NoEngine(f"no WebKit to drive ({', '.join(missing) or 'MiniBrowser'}): make test installs one")
    return found[0]


def firefox_picture(address: str, folder: Path, width: int, height: int) -> bytes:
    """A PNG of the top of a page."""
    picture = folder / "firefox.png"
    command = [find_firefox(), "--headless", "--no-remote", "--profile", str(folder / "profile")]
    (folder / "profile").mkdir(exist_ok=True)
    command += [f"--screenshot={picture}", f"--window-size={width},{height}", address]
    environment = os.environ | {"HOME": str(folder), "MOZ_HEADLESS": "1"}
    subprocess.run(command, env=environment, capture_output=True, timeout=STARTUP_SECONDS, check=True)
    return picture.read_bytes()


class WebKit:
    """A window of WebKit's, through its driver (W3C WebDriver)."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._session = ""

    def start(self, browser: Path) -> None:
        """Open the window; the driver may still be starting."""
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        end = time.monotonic() + STARTUP_SECONDS
        while True:
            try:
                self._session = "/session/" + self._ask("POST", "/session", wanted)["sessionId"]
                return
            except (urllib.error.URLError, ConnectionError):
                if time.monotonic() > end:
                    raise
                time.sleep(0.2)

    def open(self, address: str, width: int = 1280, height: int = 900) -> None:
        self._ask("POST", f"{self._session}/window/rect", {"x": 0, "y": 0, "width": width, "height": height})
        self._ask("POST", f"{self._session}/url", {"url": address})

    def run(self, script: str) -> Any:
        """What a script in the page returns."""
        return self._ask("POST", f"{self._session}/execute/sync", {"script": script, "args": []})

    def picture(self) -> bytes:
        """A PNG of what is in the window."""
        return base64.b64decode(self._ask("GET", f"{self._session}/screenshot"))

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._base + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:
            return json.load(answer)["value"]


@contextmanager
def webkit() -> Iterator[WebKit]:
    """A window of WebKit's, until the block ends."""
    browser = find_webkit()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        "xvfb-run",
        "--auto-servernum",
        "--server-args=-screen 0 1400x1000x24",
        "dbus-run-session",
        "--",
    ]
    command += ["WebKitWebDriver", "--host=127.0.0.1", f"--port={port}"]
    # No compositor and no sandbox: neither works in a container, and only this tree's pages are loaded.
    environment = os.environ | {
        "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
    }
    quiet = subprocess.DEVNULL
    driver = subprocess.Popen(command, env=environment, start_new_session=True, stdout=quiet, stderr=quiet)
    try:
        window = WebKit(f"http://127.0.0.1:{port}")
        window.start(browser)
        yield window
    finally:
        os.killpg(driver.pid, signal.SIGTERM)
        driver.wait(30)


def main() -> int:
    """Whether both are there: for the script that sets up the tests."""
    try:
        print(find_firefox(), find_webkit())  # noqa: T201 - this is what the program is for
    except NoEngine as problem:
        print(problem, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
