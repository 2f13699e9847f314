"""Pages in a real browser: opened as a given reader would, watched, photographed, checked with axe-core."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.support.patience import PATIENCE_SECONDS
from tests.support.process import REPOSITORY

PHONE = 390
DESK = 1280
Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who looks: how wide the window is, which scheme the system prefers, whether scripts run."""

    width: int = DESK
    scheme: Scheme = "light"
    javascript: bool = True
    locale: str = "zh-CN"
    zone: str = "Asia/Shanghai"
    motion: bool = False
    """Whether things may move; few tests need to see it."""


@dataclass  # without slots: Playwright keeps its own marks on the object whose methods it calls
class Watch:
    """What a page did that it should not: filled while the page is used, empty at the end of a good test."""

    origin: str
    console: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def problems(self) -> list[str]:
        return [*self.console, *self.foreign, *self.failed]

    def attach(self, page: Page) -> None:
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.console.append(f"uncaught: {error}"))
        page.on("request", self._on_request)
        page.on("requestfailed", self._on_failure)
        page.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.console.append(f"console {message.type}: {message.text} ({message.location['url']})")

    def _on_request(self, request: Request) -> None:
        within_page = request.url.startswith(("data:", "blob:", "about:"))
        if not within_page and _origin(request.url) != self.origin:
            self.foreign.append(f"leaves the site: {request.url}")

    def _on_failure(self, request: Request) -> None:
        # Given up by the browser itself, because the reader went on or a file is saved rather than shown.
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(f"failed: {request.url} ({request.failure})")

    def _on_response(self, response: Response) -> None:
        # The page itself may be a 404 on purpose; its parts may not.
        if response.status >= 400 and not response.request.is_navigation_request():
            self.failed.append(f"{response.status}: {response.url}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A real Chromium, started for as long as it is used."""
    executable = find_chromium()  # may ask Playwright itself, which cannot run twice at once
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield started
        started.close()


@contextmanager
def opened(browser: Browser, url: str, reader: Reader | None = None) -> Iterator[tuple[Page, Watch]]:
    """`url` loaded in a fresh context, and the watch over it. The page's own security policy is in force."""
    with _page(browser, reader or Reader(), bypass_csp=False) as page:
        watch = Watch(_origin(url))
        watch.attach(page)
        page.goto(url)
        yield page, watch


def screenshot(browser: Browser, url: str, path: Path, reader: Reader | None = None) -> Path:
    """A picture of the whole page, scripts and fonts settled."""
    with opened(browser, url, reader) as (page, _):
        page.wait_for_load_state("networkidle")
        page.screenshot(path=path, full_page=True, animations="disabled")
    return path


def axe_violations(browser: Browser, url: str, reader: Reader | None = None) -> list[str]:
    """Open `url` and run axe-core over it."""
    # A page of ours refuses scripts that are not its own files, so this context sets its policy aside.
    with _page(browser, reader or Reader(), bypass_csp=True) as page:
        page.goto(url)
        return axe(page)


@contextmanager
def opened_for_axe(browser: Browser, reader: Reader | None = None) -> Iterator[Page]:
    """An empty page for a series of runs; loading, width and scheme are the caller's."""
    with _page(browser, reader or Reader(), bypass_csp=True) as page:
        yield page


def axe(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """The violations that axe-core finds on an open page, one line for each element at fault.

    The page's context must have been made with bypass_csp.

    Args:
        rules: the rules to run; all of them where none is named.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe_source())
    # The policy is also axe's: fetching style sheets again (preload) would be a request of its own.
    options = {"resultTypes": ["violations"], "preload": False} | ({"runOnly": list(rules)} if rules else {})
    result = page.evaluate("options => axe.run(document, options)", options)
    # A run over nothing finds nothing: the rules that passed show that it looked.
    assert result["passes"] or rules, f"axe-core examined nothing on {page.url}"
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['html'][:200]}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


@contextmanager
def _page(browser: Browser, reader: Reader, *, bypass_csp: bool) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": reader.width, "height": 844 if reader.width == PHONE else 900},
        color_scheme=reader.scheme,
        java_script_enabled=reader.javascript,
        locale=reader.locale,
        timezone_id=reader.zone,
        reduced_motion="no-preference" if reader.motion else "reduce",
        bypass_csp=bypass_csp,
    )
    try:
        context.set_default_timeout(1000 * PATIENCE_SECONDS / 4)
        yield context.new_page()
    finally:
        context.close()


def _origin(url: str) -> str:
    address = urlsplit(url)
    return f"{address.scheme}://{address.netloc}"


@cache
def _axe_source() -> str:
    path = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
    assert path.exists(), "axe-core is not installed: make test"
    return path.read_text(encoding="utf-8")
