"""Every export of a catalogue with every field filled in: made in Chinese without a fault of the program.

The catalogue is read once for all of them, and of each output a few files are made.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from sitegen.channels.deck import DeckOptions
from sitegen.channels.handbook import HandbookOptions
from sitegen.channels.opportunity_list import ListOptions
from sitegen.channels.pack import PackOptions
from sitegen.channels.social_posts import SocialChoice
from sitegen.channels.tools import find_tools
from sitegen.model.catalogue import Catalogue
from sitegen.model.output_rows import Output, load
from sitegen.model.outputs import OUTPUTS, exports
from sitegen.pipeline.build import Options
from sitegen.pipeline.content import Content
from sitegen.pipeline.stages import Build, SitePlan
from sitegen.pipeline.verify import Made
from sitegen.render.worker import RenderTask
from sitegen.routes import Route, routes_of
from sitegen.seal import cache_key
from sitegen.views.articles import WRITTEN, ArticleChoice
from sitegen.views.letters import LetterChoice
from sitegen.workers.pool import WorkerPool

FEW = 3
"""Files of an output that are made: the first, the last and one from the middle."""
LATELY = datetime.date(2026, 9, 1)


class ReadDemo(NamedTuple):
    build: Build
    workers: WorkerPool
    content: Content
    plan: SitePlan

    @property
    def catalogue(self) -> Catalogue:
        return self.content.catalogue

    def asked(self, output: Output) -> object:
        """What an output's options say: a few entries, of each kind one where it takes any."""
        projects = tuple(list(self.catalogue.projects)[:2])
        entries = tuple([f"{kind}/{ids[0]}" for kind in WRITTEN if (ids := [*self.catalogue.ids(kind)])])
        choices: tuple[object, ...] = (
            HandbookOptions(projects=projects, bilingual=True),
            DeckOptions(projects=projects),
            PackOptions(projects=projects, for_="示例企业"),
            ListOptions(),
            ArticleChoice(entries=entries),
            SocialChoice(entries=entries),
            LetterChoice(since=LATELY),
        )
        if not output.parameters:
            return None
        return next(one for one in choices if type(one) is load(output.parameters))


@pytest.fixture(scope="module")
def read_demo(demo_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadDemo]:
    output = tmp_path_factory.mktemp("nowhere")
    build = Build(Options(root=demo_site, output=output / "build", jobs=1, now="2026-11-20"), cache_key())
    with build.workers() as workers:
        content = build.link(build.read(workers))
        yield ReadDemo(build, workers, content, build.plan(content, find_tools(OUTPUTS.values())))


@pytest.mark.parametrize("name", exports())
def test_the_export_is_made(read_demo: ReadDemo, tmp_path: Path, name: str) -> None:
    outputs = exports()[name]
    parameters = read_demo.asked(outputs[0])
    routes = [
        route
        for output in outputs
        for route in few(list(routes_of(output, read_demo.catalogue, parameters)), parameters)
    ]
    pages = read_demo.plan.pages
    languages = msgspec.structs.replace(pages.languages, chosen=("zh",))
    orders = [RenderTask(route) for route in routes]
    plan = msgspec.structs.replace(pages, orders=orders, languages=languages)
    site = SitePlan(plan, {}, {}, read_demo.plan.targets)
    made = read_demo.build.render(read_demo.workers, read_demo.content, site, tmp_path, parameters)
    results = [msgspec.structs.replace(result, anchors=()) for result in made.results]
    read_demo.build.verify(Made(results, ([], []), tmp_path, tmp_path), read_demo.content, site)
    files = [path for result in results for path in result.written]
    assert bool(files) == bool(routes)
    assert routes or parameters is None, "it is asked for nothing that the demo has"
    assert all((tmp_path / path).stat().st_size for path in files)


def few(routes: list[Route], parameters: object) -> list[Route]:
    if parameters is not None or len(routes) <= FEW:
        return routes
    return [routes[0], routes[len(routes) // 2], routes[-1]]
