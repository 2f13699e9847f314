"""`build` and `check`: first a glance at whether there is anything to do, then the stages.

A build that finds nothing changed is the most frequent one, so it loads nothing that it does not need: the
stages, and with them most of the program, are imported only when something has changed.
"""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.app.clock import Clock
from sitegen.app.options import Kept, Options, Outcome, Report, silent
from sitegen.app.stamps import build_date, font_stamps, program_stamp, theme_stamp
from sitegen.content.files import unchanged
from sitegen.diagnostics import ContentError, Diagnostic, has_errors, sort_key
from sitegen.output.glance import Glance, load_glance
from sitegen.output.ledger import Tree
from sitegen.output.lock import locked
from sitegen.output.seal import cache_key
from sitegen.output.trees import Trees
from sitegen.render.theme import theme_folders

__all__ = ["Kept", "Options", "Outcome", "build", "check_content"]

STARTS = ("site.yml", "content", "files")
"""Files and folders of a site that hold content."""


def build(options: Options, report: Report = silent, kept: Kept | None = None) -> Outcome:
    """Build the site. Raises ContentError for problems in the content, OSError for the machine's."""
    kept = kept or Kept()
    clock = Clock(report)
    clock.stage("read")
    key, program = cache_key(), program_stamp()
    with (
        locked(options.work / "lock"),
        Trees(options.output, options.work, key, alone=options.alone) as trees,
    ):
        glance = None if options.fresh else _recall(options, trees.live, program, key, kept)
        if glance and _nothing_changed(glance, options):
            return _outcome(glance, options, clock)
        from sitegen.app.stages import run_stages

        return run_stages(options, trees, key, program, glance, clock, kept)


def check_content(options: Options) -> list[Diagnostic]:
    """Everything up to the check stage, without a build: all that is wrong, or nothing."""
    key, program = cache_key(), program_stamp()
    live = Trees(options.output, options.work, key).live
    glance = load_glance(options.work, live, program, key)
    if glance and _nothing_changed(glance, options):
        return sorted(glance.diagnostics, key=sort_key)
    from sitegen.app.stages import run_checks

    return run_checks(options, key, glance)


def _recall(options: Options, live: Tree | None, program: str, key: bytes, kept: Kept) -> Glance | None:
    glance: Glance | None = kept.glance
    if glance is not None and live is not None and (glance.tree, glance.program) == (live.key, program):
        return glance
    return load_glance(options.work, live, program, key)


def _nothing_changed(glance: Glance, options: Options) -> bool:
    return (
        glance.base_url == (options.base_url or "")
        and glance.today == build_date(options.now, glance.time_zone).isoformat()
        and glance.theme_folders == tuple(map(str, theme_folders(options.root, glance.theme)))
        and glance.theme_stamp == theme_stamp(glance.theme_folders)
        and glance.fonts == font_stamps([path for path, _, _ in glance.fonts])
        and unchanged(str(options.root), STARTS, glance.listing)
    )


def _outcome(glance: Glance, options: Options, clock: Clock) -> Outcome:
    clock.stage("")
    stop_on_errors(glance.diagnostics, options.strict)
    found = sorted(glance.diagnostics, key=sort_key)
    return Outcome(diagnostics=found, pages=glance.pages, timings=clock.timings)


def stop_on_errors(found: Iterable[Diagnostic], strict: bool) -> None:
    found = list(found)
    if has_errors(found, strict=strict):
        raise ContentError(found)
