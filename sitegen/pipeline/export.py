"""Maps as files in a folder of their own, without a build of the site."""

from __future__ import annotations

import os
import tempfile
from functools import partial
from pathlib import Path

import msgspec

from sitegen.channels.raster import RasterPictures, find_tools
from sitegen.content.safe_files import read_in
from sitegen.pipeline.build import stop_on_errors
from sitegen.pipeline.build_options import Options
from sitegen.pipeline.content import read_content
from sitegen.pipeline.page_plan import brief_for, make_pages, plan_pages, targets_of
from sitegen.pipeline.site_inputs import collect_inputs
from sitegen.pipeline.stages import pictures_folder
from sitegen.pipeline.verify import verify
from sitegen.processors import processors
from sitegen.render.worker import RenderTask
from sitegen.routes import map_files
from sitegen.storage.seal import cache_key
from sitegen.workers.pool import WorkerPool


def export_maps(options: Options, folder: Path) -> list[str]:
    """Write every map in every language to a folder; the paths written, from that folder.

    Files of the same names are replaced, others are left alone. Raises ContentError for problems in the
    content.
    """
    intake = collect_inputs(options)
    settings = intake.settings
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as temporary,
        WorkerPool(str(options.root), settings.reading, 1, options.jobs or processors()) as crew,
    ):
        content = read_content(crew, intake, None)
        stop_on_errors([*intake.problems, *content.diagnostics], options.strict)
        tools = find_tools()
        pictures = RasterPictures(str(pictures_folder(options)), cache_key(), tools)
        plan = plan_pages(content, settings, options.base_url or "", tools, None)
        plan = msgspec.structs.replace(
            plan, orders=[RenderTask(spec) for spec in map_files(content.catalogue)]
        )
        making = Path(temporary) / "trees" / "maps"
        making.mkdir(parents=True)
        targets = targets_of(plan, settings, None)
        results = make_pages(crew, brief_for(content, plan, settings, targets, making, pictures), plan)
        read = partial(read_in, str(options.root))
        stop_on_errors(verify(results, ([], []), making, folder, content, plan, read, None), options.strict)
        written = sorted(path for result in results for path in result.written)
        for path in written:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(making / path, folder / path)
    return written
