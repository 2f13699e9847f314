"""`build` and `check`: first a glance at whether there is anything to do, then the stages.

A build that finds nothing changed is the most frequent one, so it loads nothing that it does not need: the
stages, and with them most of the program, are imported only when something has changed. See also
`pipeline.source_status`, which the command line asks before it loads even this.
"""

from __future__ import annotations

import contextlib
from typing import Any

import msgspec

from sitegen.content.listing import STARTS
from sitegen.diagnostics import Diagnostic, MachineError, sort_key, stop_on_errors
from sitegen.pipeline.build_options import Options, Outcome, Report, silent
from sitegen.pipeline.clock import Clock
from sitegen.pipeline.source_status import SourceStatus, look
from sitegen.pipeline.stamps import program_stamp
from sitegen.seal import cache_key
from sitegen.storage.build_stamp import BuildStamp, load_glance
from sitegen.storage.ledger import Tree
from sitegen.storage.live_sizes import damaged_file
from sitegen.storage.lock import locked
from sitegen.storage.trees import Trees

__all__ = ["STARTS", "Options", "Outcome", "build", "check_content", "prepare_next_build"]


def build(
    options: Options, report: Report = silent, memory: Any = None, seen: SourceStatus | None = None
) -> Outcome:
    """Build the site. Raises ContentError for problems in the content, OSError for the machine's.

    Args:
        memory: that of the last build of this process, from its outcome: it need not be read again.
        seen: what a look at the site has shown just now.
    """
    clock = Clock(report)
    clock.stage("read")
    key = cache_key()
    with (
        locked(options.work / "lock"),
        Trees(options.output, options.work, key, exclusive=options.exclusive) as trees,
    ):
        status = _status(options, trees.live, key, memory, seen)
        damaged = _damage(options, status, key) if status and status is not seen else None
        if damaged is not None:
            status = None
        if status and status.nothing_changed:
            return _outcome(status.glance, options, clock)
        from sitegen.pipeline.stages import Build, build_site
        from sitegen.storage.segments import DamagedError

        try:
            outcome = build_site(Build(options, key, status, memory, clock), trees)
        except DamagedError:  # a piece of what is remembered: then nothing is
            outcome = build_site(Build(options, key, clock=clock), trees)
        return msgspec.structs.replace(outcome, damaged=damaged or "")


def prepare_next_build(options: Options) -> None:
    """Work that spares the next small build time. Nothing comes of it where that is not possible."""
    with (
        contextlib.suppress(OSError, MachineError),
        locked(options.work / "lock"),
        Trees(options.output, options.work, cache_key(), exclusive=options.exclusive) as trees,
    ):
        trees.prepare_spare()


def check_content(options: Options, seen: SourceStatus | None = None) -> list[Diagnostic]:
    """Everything up to the check stage, without a build: all that is wrong, or nothing."""
    key = cache_key()
    live = Trees(options.output, options.work, key).live
    status = _status(options, live, key, None, seen)
    if status and status.nothing_changed:
        return sorted(warnings_of(status.glance), key=sort_key)
    from sitegen.pipeline.stages import Build, check_site
    from sitegen.storage.segments import DamagedError

    try:
        return check_site(Build(options, key, status))
    except DamagedError:
        return check_site(Build(options, key))


def _status(
    options: Options, live: Tree | None, key: bytes, memory: Any, seen: SourceStatus | None
) -> SourceStatus | None:
    """What is remembered of the tree in place, and how the site looks against it."""
    if options.fresh or live is None:
        return None
    if seen is not None and seen.glance.tree == live.key:
        return seen
    program = program_stamp()
    glance: BuildStamp | None = memory.glance if memory else None
    if glance is None or (glance.tree, glance.program) != (live.key, program):
        glance = load_glance(options.work, live.key, program, key)
    return None if glance is None else look(glance, options.root, options.base_url, options.now)


def _damage(options: Options, status: SourceStatus, key: bytes) -> str | None:
    """A file in place that is not as it was written; None where all seems well. See `damaged_file`."""
    return damaged_file(options.work, options.output, status.glance.tree, key)


def warnings_of(glance: BuildStamp) -> list[Diagnostic]:
    """To be shown again as long as they hold."""
    return msgspec.msgpack.decode(glance.warnings, type=list[Diagnostic]) if glance.warnings else []


def _outcome(glance: BuildStamp, options: Options, clock: Clock) -> Outcome:
    clock.stage("")
    found = sorted(warnings_of(glance), key=sort_key)
    stop_on_errors(found, options.strict)
    return Outcome(diagnostics=found, pages=glance.pages, timings=clock.timings)
