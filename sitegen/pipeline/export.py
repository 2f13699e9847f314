"""Outputs in a folder of their own, without a build of the site: `sitegen export NAME DIR`.

The stages are those of a build, with another folder and a selection of routes; nothing is remembered, and
links to the rest of the site are checked as in the site.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

import msgspec

from sitegen.channels.tools import find_tools
from sitegen.content.safe_files import read_in
from sitegen.diagnostics import MachineError, stop_on_errors
from sitegen.model.output_rows import ParameterError
from sitegen.model.outputs import exports
from sitegen.pipeline.assets import theme_assets
from sitegen.pipeline.build_options import Options
from sitegen.pipeline.content import read_content
from sitegen.pipeline.copies import copied_files
from sitegen.pipeline.page_plan import PagePlan, brief_for, make_pages, plan_pages, targets_of
from sitegen.pipeline.site_inputs import SiteInputs, collect_inputs
from sitegen.pipeline.stages import store_folder
from sitegen.pipeline.verify import verify
from sitegen.processors import processors
from sitegen.render.finished_store import FinishedStore
from sitegen.render.worker import RenderResult, RenderTask
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


def export(options: Options, asked: Export) -> list[str]:
    """Write an output to a folder; the paths written, from that folder.

    Files of the same names are replaced, others are left alone. Raises ContentError for problems in the
    content, MachineError for a folder of the site's own and for a tool that is missing.
    """
    _keep_out(options, asked.folder)
    inputs = collect_inputs(options)
    _check_locales(asked.locales, inputs.settings.locales)
    jobs = options.jobs or processors()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=asked.folder, prefix=".making-") as temporary,
        WorkerPool(str(options.root), inputs.settings.reading, 1, jobs) as crew,
    ):
        making = Path(temporary) / "trees" / "made"
        making.mkdir(parents=True)
        results = _made(crew, options, inputs, asked, making)
        written = sorted(path for result in results for path in result.written)
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


def _check_locales(asked: Sequence[str], known: Collection[str]) -> None:
    for locale in asked:
        if locale not in known:
            names = ", ".join(known)
            raise ParameterError("--locale", locale, f"Write one of: {names}", f"可以写：{names}")


def _made(
    crew: WorkerPool, options: Options, inputs: SiteInputs, asked: Export, making: Path
) -> list[RenderResult]:
    """The files, in the folder `making`. Raises ContentError."""
    settings = inputs.settings
    content = read_content(crew, inputs, None)
    stop_on_errors([*inputs.problems, *content.diagnostics], options.strict)
    outputs = exports()[asked.name]
    site = plan_pages(content, settings, options.base_url or "", find_tools(outputs), None)
    copies = copied_files(
        options.root, content, inputs.listing, theme_assets(site.theme, settings.site.brand)
    )
    targets = targets_of(site, settings, None).plus(copies)
    tasks = [
        RenderTask(route)
        for output in outputs
        for route in routes_of(output, content.catalogue, asked.parameters)
    ]
    plan = _only(site, tasks, asked.locales)
    store = FinishedStore(str(store_folder(options)), cache_key())
    brief = brief_for(content, plan, settings, targets, making, store)
    brief = msgspec.structs.replace(brief, parameters=asked.parameters)
    # What is not made has no anchors to look for.
    results = [msgspec.structs.replace(result, anchors=()) for result in make_pages(crew, brief, plan)]
    read = partial(read_in, str(options.root))
    found = verify(results, ([], []), making, asked.folder, content, plan, read, None)
    stop_on_errors([*found], options.strict)
    return results


def _only(plan: PagePlan, tasks: list[RenderTask], locales: tuple[str, ...]) -> PagePlan:
    """The same with these pages and files alone, in these languages."""
    languages = msgspec.structs.replace(plan.languages, chosen=locales)
    return msgspec.structs.replace(plan, orders=tasks, languages=languages)
