"""One browser for the browser tests of a worker process, and servers for the trees they look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import chromium
from tests.browser.server import serving
from tests.support.site import Site

ServeTree = Callable[..., str]
Address = Callable[[Site, str], str]


# Not for the session: Playwright's loop would still be running in this thread when a test elsewhere in the
# same process starts one of its own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def serve_tree() -> Iterator[ServeTree]:
    """`serve_tree(folder, prefix="/sub/path/")`: the address of a server that runs until the module ends."""
    with ExitStack() as servers:

        def serve(tree: Path, prefix: str = "/") -> str:
            return servers.enter_context(serving(tree, prefix))

        yield serve


@pytest.fixture(scope="module")
def site_url(built_site: Path, serve_tree: ServeTree) -> str:
    """The real site at a domain's root."""
    return serve_tree(built_site)


@pytest.fixture(scope="module")
def sub_path_url(built_site: Path, serve_tree: ServeTree) -> str:
    """The same site as GitHub Pages serves a repository's: below a folder."""
    return serve_tree(built_site, prefix="/bureau/invest/")


@pytest.fixture(scope="package")
def address() -> Iterator[Address]:
    """`address(site, "zh/projects/")`: where that page is served, at a domain's root."""
    with ExitStack() as servers:
        bases: dict[Path, str] = {}

        def found(site: Site, path: str) -> str:
            if site.tree not in bases:
                bases[site.tree] = servers.enter_context(serving(site.tree))
            return bases[site.tree] + path

        yield found
