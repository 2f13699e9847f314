"""`build` and `check`, however they were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from sitegen.cli.fast_args import FastArguments, no_problems, nothing_to_do
from sitegen.cli.output import STAGES_ZH, Progress, Terminal
from sitegen.diagnostics import ContentError
from sitegen.pipeline.build import Options, Outcome, check_content
from sitegen.pipeline.build import build as run_build
from sitegen.pipeline.source_status import SourceStatus, work_folder


def build(asked: FastArguments, seen: SourceStatus | None) -> int:
    """Build, as a plain command line asks for it."""
    options = Options(
        root=Path(asked.root),
        output=Path(asked.output),
        strict=asked.strict,
        jobs=asked.jobs,
        base_url=asked.base_url,
        now=asked.now,
    )
    return build_site(Terminal(asked.lang, "text", Path(asked.root)), options, seen, timings=asked.timings)


def check(asked: FastArguments, seen: SourceStatus | None) -> int:
    options = Options(root=Path(asked.root), output=Path(asked.output), now=asked.now)
    return check_site(Terminal(asked.lang, "text", Path(asked.root)), options, seen, strict=asked.strict)


def build_site(
    terminal: Terminal, options: Options, seen: SourceStatus | None = None, *, timings: bool
) -> int:
    """Build and tell what came of it; the exit status."""
    progress = Progress(terminal)
    try:
        outcome = run_build(options, progress, seen=seen)
    except ContentError as error:
        progress.done()
        terminal.problems(error.diagnostics)
        terminal.say_aside("The site was not updated.", "网站没有更新。")
        return 1
    finally:
        progress.done()
    terminal.problems(outcome.diagnostics)
    if outcome.kept:
        terminal.say(
            f"A folder that sitegen did not make stood at the output; it is now {outcome.kept}.",
            f"输出位置上原有的文件夹不是 sitegen 生成的，已移到 {outcome.kept}。",
        )
    if outcome.damaged:
        terminal.say(
            f"{outcome.damaged} was not as it had been written (a loss of power, a change by hand): "
            "the whole site has been made anew.",
            f"{outcome.damaged} 与当初写入的不一致（断电或手工改动），已重新生成整个网站。",
        )
    if timings:
        _say_timings(terminal, outcome)
    if outcome.films:
        _say_films(terminal, outcome.films)
    terminal.say(*_result(outcome, _short(options.output)))
    return 0


MOST_FILMS = 5
"""That are named."""


def _say_films(terminal: Terminal, films: tuple[str, ...]) -> None:
    """What pictures and sound say, no search finds out: a person has to have seen them."""
    more = len(films) - MOST_FILMS
    named = films[:MOST_FILMS]
    terminal.say(
        "Films are published as they are; nothing in them was searched for internal or personal data: "
        + ", ".join([*named, *([f"{more} more"] if more > 0 else [])]),
        "影片原样发布，其中的画面和声音未检查是否含有内部或个人信息："
        + "、".join([*named, *([f"另 {more} 部"] if more > 0 else [])]),
    )


def build_for_files(terminal: Terminal, options: Options, target: Path) -> int:
    """Build a copy of the site that works when it is opened from a folder; the exit status."""
    from sitegen.publish.for_files import copy_for_files

    site = Path(work_folder(str(target))) / "site"
    site.parent.mkdir(parents=True, exist_ok=True)
    progress = Progress(terminal)
    try:
        outcome = run_build(msgspec.structs.replace(options, output=site), progress)
        files = copy_for_files(site, target)
    except ContentError as error:
        progress.done()
        terminal.problems(error.diagnostics)
        return 1
    finally:
        progress.done()
    terminal.problems(outcome.diagnostics)
    place = _short(target)
    terminal.say(
        f"A copy to be opened from a folder is in {place}: {files} files; begin with index.html.",
        f"可以直接从文件夹打开的副本在 {place}，共 {files} 个文件；请打开其中的 index.html。",
    )
    return 0


def _say_timings(terminal: Terminal, outcome: Outcome) -> None:
    from sitegen.cli.wrapping import width

    for stage, seconds in outcome.timings:
        name = STAGES_ZH.get(stage, stage)
        figure = f"{seconds * 1000:9.1f}"
        terminal.say(f"{stage:8} {figure} ms", f"{name}{' ' * (8 - width(name))} {figure} 毫秒")


def _result(outcome: Outcome, place: str) -> tuple[str, str]:
    if not outcome.swapped:
        return nothing_to_do(outcome.pages)
    return (
        f"The site is in {place}: {outcome.pages} pages, {outcome.rendered} of them made now; "
        f"{outcome.written} file{'' if outcome.written == 1 else 's'} written, {outcome.removed} removed.",
        f"网站在 {place}：共 {outcome.pages} 个页面，这次生成 {outcome.rendered} 个；"
        f"写入 {outcome.written} 个文件，删除 {outcome.removed} 个。",
    )


def _short(path: Path) -> str:
    """From the folder that one is in, where it is below that."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def check_site(
    terminal: Terminal,
    options: Options,
    seen: SourceStatus | None = None,
    *,
    wanted: Sequence[str] = (),
    strict: bool,
) -> int:
    """Check and show what is wrong, below the paths that are wanted or anywhere; the exit status."""
    terminal.asked_for_problems = True
    found = check_content(options, seen)
    if wanted:
        found = [
            d for d in found if any(d.place.path == w or d.place.path.startswith(f"{w}/") for w in wanted)
        ]
    status = terminal.problems(found)
    if not found:
        terminal.say(*no_problems())
    return 1 if strict and found else status
