"""`build` and `check`, however they were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sitegen.app.build import Options, Outcome, check_content
from sitegen.app.build import build as run_build
from sitegen.app.glimpse import Glimpse
from sitegen.cli.output import Progress, Terminal
from sitegen.cli.plain import Asked, no_problems, nothing_to_do


def build(asked: Asked, seen: Glimpse | None) -> int:
    """Build, as a plain command line asks for it."""
    options = Options(
        root=Path(asked.root),
        output=Path(asked.output),
        strict=asked.strict,
        jobs=asked.jobs,
        base_url=asked.base_url,
        now=asked.now,
        later=not asked.foreground,
    )
    return build_site(Terminal(asked.lang, "text", Path(asked.root)), options, seen, timings=asked.timings)


def check(asked: Asked, seen: Glimpse | None) -> int:
    options = Options(root=Path(asked.root), output=Path(asked.output), now=asked.now)
    return check_site(Terminal(asked.lang, "text", Path(asked.root)), options, seen, strict=asked.strict)


def build_site(terminal: Terminal, options: Options, seen: Glimpse | None = None, *, timings: bool) -> int:
    """Build and tell what came of it; the exit status."""
    progress = Progress(terminal)
    try:
        outcome = run_build(options, progress, seen=seen)
    finally:
        progress.done()
    terminal.problems(outcome.diagnostics)
    if outcome.kept:
        terminal.say(
            f"A folder that sitegen did not make stood at the output; it is now {outcome.kept}.",
            f"输出位置上原有的文件夹不是 sitegen 生成的，已移到 {outcome.kept}。",
        )
    if timings:
        for stage, seconds in outcome.timings:
            terminal.say(f"{stage:8} {seconds * 1000:9.1f} ms", f"{stage:8} {seconds * 1000:9.1f} 毫秒")
    terminal.say(*_result(outcome))
    if outcome.later:
        from sitegen.output.housekeeping import start_housekeeping

        start_housekeeping(options.output, options.work)
    return 0


def _result(outcome: Outcome) -> tuple[str, str]:
    if not outcome.swapped:
        return nothing_to_do(outcome.pages)
    return (
        f"{outcome.pages} pages; made {outcome.rendered}, wrote {outcome.written} files, "
        f"removed {outcome.removed}.",
        f"共 {outcome.pages} 个页面；生成 {outcome.rendered} 个，写入 {outcome.written} 个文件，"
        f"删除 {outcome.removed} 个。",
    )


def check_site(
    terminal: Terminal,
    options: Options,
    seen: Glimpse | None = None,
    *,
    wanted: Sequence[str] = (),
    strict: bool,
) -> int:
    """Check and show what is wrong, below the paths that are wanted or anywhere; the exit status."""
    found = check_content(options, seen)
    if wanted:
        found = [
            d for d in found if any(d.place.path == w or d.place.path.startswith(f"{w}/") for w in wanted)
        ]
    status = terminal.problems(found)
    if not found:
        terminal.say(*no_problems())
    return 1 if strict and found else status
