"""Outputs in a folder of their own, without a build of the site: `sitegen export NAME DIR`.

The stages are those of a build, with another folder and a selection of routes; nothing is remembered, and
links to the rest of the site are checked as in the site.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import msgspec

from sitegen.channels.tools import find_tools
from sitegen.diagnostics import Diagnostic, MachineError
from sitegen.model.output_rows import ParameterError
from sitegen.model.outputs import exports
from sitegen.pipeline.build_options import Options
from sitegen.pipeline.page_plan import PagePlan
from sitegen.pipeline.stages import Build
from sitegen.pipeline.verify import Made
from sitegen.render.worker import RenderTask
from sitegen.routes import routes_of
from sitegen.seal import cache_key
from sitegen.workers.pool import WorkerPool


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """What to export, and where to."""

    name: str
    """One of `model.outputs.exports`."""
    folder: Path
    locales: tuple[str, ...] = ()
    """Languages; empty for all of the site's."""
    parameters: object = None
    """What the output's own options say: the struct that its row names."""


Tell = Callable[[Sequence[Diagnostic]], object]


def export(options: Options, asked: Export, tell: Tell = len) -> list[str]:
    """Write an output to a folder; the paths written, from that folder.

    Files of the same names are replaced, others are left alone. Raises ContentError for problems in the
    content, MachineError for a folder of the site's own and for a tool that is missing.

    Args:
        tell: told what the files could not be made with as it is written.
    """
    _keep_out(options, asked.folder)
    build = Build(options, cache_key())
    _turn_on(build, asked.name)
    _check_locales(asked.locales, build.settings.locales)
    asked.folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=asked.folder, prefix=".making-") as temporary,
        build.workers() as workers,
    ):
        making = Path(temporary) / "trees" / "made"
        making.mkdir(parents=True)
        written = sorted(_made(build, workers, asked, making, tell))
        for path in written:
            (asked.folder / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(making / path, asked.folder / path)
    return written


def _keep_out(options: Options, folder: Path) -> None:
    """Nothing goes into the site: not what is for the office, and not what a build would clear away."""
    place = folder.resolve()
    for taken in (options.output.resolve(), options.work.resolve()):
        if place == taken or taken in place.parents:
            raise MachineError("E_EXPORT_PLACE", folder=folder, site=taken)


def _turn_on(build: Build, name: str) -> None:
    """Take what is exported as if the site had it: such files name each other, as data do their schemas."""
    site = build.settings.site
    words = {output.file_word for output in exports()[name] if output.file_word}
    files = (*site.files, *sorted(words.difference(site.files)))
    site = msgspec.structs.replace(site, files=files)
    build.settings = msgspec.structs.replace(build.settings, site=site)
    build.inputs = msgspec.structs.replace(build.inputs, settings=build.settings)


def _check_locales(asked: Sequence[str], known: Collection[str]) -> None:
    for locale in asked:
        if locale not in known:
            names = ", ".join(known)
            raise ParameterError("--locale", locale, f"Write one of: {names}", f"可以写：{names}")


def _made(build: Build, workers: WorkerPool, asked: Export, making: Path, tell: Tell) -> list[str]:
    """The paths of the files, which are in the folder `making` then. Raises ContentError."""
    content = build.link(build.read(workers))
    build.stop_on_errors()
    outputs = exports()[asked.name]
    site = build.plan(content, find_tools(outputs))
    tasks = [
        RenderTask(route)
        for output in outputs
        for route in routes_of(output, content.catalogue, asked.parameters)
    ]
    plan = msgspec.structs.replace(site, pages=_only(site.pages, tasks, asked.locales))
    made = build.render(workers, content, plan, making, asked.parameters)
    # What is not made has no anchors to look for, and nothing has a page's frame.
    results = [msgspec.structs.replace(result, anchors=()) for result in made.results]
    known = len(build.found)
    build.verify(Made(results, ([], []), making, asked.folder), content, plan)
    if build.found[known:]:
        tell(build.found[known:])
    return [path for result in results for path in result.written]


def _only(plan: PagePlan, tasks: list[RenderTask], locales: tuple[str, ...]) -> PagePlan:
    """The same with these pages and files alone, in these languages."""
    languages = msgspec.structs.replace(plan.languages, chosen=locales)
    return msgspec.structs.replace(plan, orders=tasks, languages=languages)
