"""Which builds follow which saves, and where each of them looks."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from sitegen.diagnostics import Place, problem
from sitegen.serve import rebuilding
from sitegen.serve.rebuilding import Attempt, Rebuilding, keep_building
from sitegen.serve.saves import Saves

ROOT = Path("/site")
WRONG = Attempt(errors=(problem("E_IO", Place(""), path="x", reason="y"),))


class Builds:
    """Builds that only say where they looked; those of the numbers in `wrong` fail."""

    def __init__(self, wrong: Iterable[int] = ()) -> None:
        self.looked: list[list[str] | None] = []
        self.told: list[Attempt] = []
        self._wrong = {*wrong}

    def make(self, stage: Callable[[str], None], paths: frozenset[str] | None) -> Attempt:
        self.looked.append(None if paths is None else sorted(paths))
        return WRONG if len(self.looked) in self._wrong else Attempt()

    async def until(self, number: int) -> None:
        """Wait for so many builds, and a little longer for one too many."""
        async with asyncio.timeout(10):
            while len(self.told) < number:
                await asyncio.sleep(0.005)
        await asyncio.sleep(0.1)
        assert len(self.looked) == number


@contextlib.asynccontextmanager
async def following(builds: Builds):  # type: ignore[no-untyped-def]
    saved = Saves(ROOT)
    task = asyncio.create_task(keep_building(Rebuilding(make=builds.make, done=builds.told.append), saved))
    yield saved
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "QUIET_SECONDS", 0.03)


def test_a_save_is_looked_for_where_it_was_and_soon_everywhere() -> None:
    async def scene() -> None:
        builds = Builds()
        async with following(builds) as saved:
            saved.add(["/site/content/a.md", "/site/site.yml"])
            await builds.until(2)
            assert builds.looked == [["content/a.md", "site.yml"], None]
            assert [attempt.asked for attempt in builds.told] == [True, False]

    asyncio.run(scene())


def test_what_may_be_anywhere_is_looked_for_everywhere() -> None:
    async def scene() -> None:
        builds = Builds()
        async with following(builds) as saved:
            saved.add_unknown()
            await builds.until(1)
            saved.add(["/site/content/a.md", "/elsewhere/theme/page.html"])
            await builds.until(2)
            assert builds.looked == [None, None]

    asyncio.run(scene())


def test_what_a_failed_build_has_not_taken_in_is_looked_for_again() -> None:
    """The next save may be of another file: the first is still to be found."""

    async def scene() -> None:
        builds = Builds(wrong=[1])
        async with following(builds) as saved:
            saved.add(["/site/content/a.md"])
            while not builds.told:
                await asyncio.sleep(0)
            saved.add(["/site/content/b.md"])
            await builds.until(2)
            assert builds.looked == [["content/a.md"], None]

    asyncio.run(scene())
