"""A preview from start to end, as one sequence: take the port, build, serve and follow saves.

It builds into a folder of its own, so that it never disturbs `sitegen build`.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import msgspec
from tornado.httpserver import HTTPServer

from sitegen.diagnostics import ContentError, Diagnostic, MachineError, Place, RequestError
from sitegen.diagnostics.machine import refused
from sitegen.pipeline.build import Options, build, prepare_next_build
from sitegen.pipeline.build_options import Report, silent
from sitegen.pipeline.source_status import look
from sitegen.render.theme import built_in_folder
from sitegen.serve.handlers import Preview, server_for
from sitegen.serve.listening import Listening, PortError, listen
from sitegen.serve.rebuilding import Attempt, Rebuilding, keep_building
from sitegen.serve.saves import Saves, follow_saves
from sitegen.serve.wechat_pages import PATH as WECHAT_PATH
from sitegen.serve.wechat_pages import Desk, WeChatPage
from sitegen.storage.lock import locked

ENDINGS = {signal.SIGINT: 130, signal.SIGTERM: 143}
"""What ends a preview, and the exit status that goes with it."""


class PreviewConsole(Protocol):
    """Where results and problems are shown."""

    lang: str

    def say(self, en: str, zh: str) -> None: ...

    def pick(self, en: str, zh: str) -> str: ...

    def problems(self, diagnostics: Sequence[Diagnostic]) -> int: ...


class PreviewOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What to serve, and where."""

    root: Path
    host: str
    port: int
    now: str | None = None
    drafts: bool = False
    """Drafts too, marked as such."""
    edit: bool = False
    """With forms to change entries: for this machine alone, and with drafts."""


def serve_site(terminal: PreviewConsole, asked: PreviewOptions, report: Report = silent) -> int:
    """Serve a site until a signal ends it; 130 or 143.

    `report` is told the stages of the first build. Raises MachineError when the port is in use.
    """
    _quiet()
    root = asked.root
    if asked.edit:
        asked = msgspec.structs.replace(asked, drafts=True)
    listening = _listen(terminal, asked.host, asked.port)
    if asked.edit and listening.exposed:
        listening.close()
        reason = terminal.pick("--edit is for this machine alone", "--edit 只能在本机使用")
        raise RequestError("E_USAGE", reason=reason)
    name = "serve-drafts" if asked.drafts else "serve"
    with contextlib.closing(listening), _own_folder(root, name) as folder:
        options = Options(
            root=root,
            output=folder / "site",
            base_url=listening.named,
            now=asked.now,
            drafts=asked.drafts,
            exclusive=True,
        )
        builder = _Builder(options)
        first = builder.attempt(report, machine_faults=False)
        if any(error.code == "E_NO_SITE" for error in first.errors):
            raise ContentError(first.errors)
        preview = Preview(tree=options.output, host=asked.host, lang=terminal.lang)
        show = _Show(terminal, preview)
        show.first(first)
        _greet(terminal, listening, edit=asked.edit)
        # In one process from now on: a process with several threads cannot be forked safely.
        builder.options = msgspec.structs.replace(options, jobs=1)
        builds = Rebuilding(
            make=builder.attempt,
            done=show.next,
            prepare=partial(prepare_next_build, builder.options),
        )
        return asyncio.run(_serve(listening, preview, builds, asked))


async def _serve(
    listening: Listening,
    preview: Preview,
    builds: Rebuilding,
    asked: PreviewOptions,
) -> int:
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[int] = loop.create_future()
    for number in ENDINGS:
        loop.add_signal_handler(number, _end, ended, ENDINGS[number])
    root = asked.root
    desk = Desk(root, asked.now, preview.lang)
    server = _server(preview, desk, asked)
    server.add_sockets(listening.sockets)
    saved = Saves(root)
    tasks = [
        asyncio.create_task(follow_saves(root, built_in_folder(), saved)),
        asyncio.create_task(keep_building(builds, saved)),
    ]
    waited_for: list[asyncio.Future[int] | asyncio.Task[None]] = [ended, *tasks]
    await asyncio.wait(waited_for, return_when=asyncio.FIRST_COMPLETED)
    server.stop()
    desk.close()
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    if ended.done():
        return ended.result()
    raise next(fault for fault in results if isinstance(fault, Exception))


def _server(preview: Preview, desk: Desk, asked: PreviewOptions) -> HTTPServer:
    """The preview's server; with the editor, where one is asked for."""
    articles: list[tuple[str, Any]] = [(f"{WECHAT_PATH}(.*)", WeChatPage)]
    if not asked.edit:
        return server_for(preview, articles, desk=desk)
    from sitegen.serve.editor_handlers import LARGEST, Editor, editor_handlers

    editor = Editor(asked.root, preview.lang)
    return server_for(preview, [*editor_handlers(), *articles], LARGEST, desk=desk, editor=editor)


def _end(ended: asyncio.Future[int], status: int) -> None:
    if not ended.done():
        ended.set_result(status)


class _Builder:
    """Builds, again and again, and holds what the last build remembers."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self._memory: Any = None

    def attempt(
        self, report: Report, paths: frozenset[str] | None = None, *, machine_faults: bool = True
    ) -> Attempt:
        """Build, and tell what came of it; with `machine_faults`, the machine's faults are told like errors.

        Of the content, only the paths are looked at, if any are given.
        """
        start = time.perf_counter()
        options = self.options
        try:
            seen = None
            if paths is not None and self._memory is not None:
                seen = look(self._memory.glance, options.root, options.base_url, options.now, only=paths)
            outcome = build(options, report, self._memory, seen)
        except ContentError as error:
            return Attempt(errors=tuple(error.diagnostics))
        except MachineError as error:
            if not machine_faults:
                raise
            return Attempt(errors=(error.diagnostic,))
        except OSError as error:
            if not machine_faults:
                raise
            return Attempt(errors=(refused(error),))
        self._memory = outcome.memory or self._memory
        return Attempt(
            warnings=tuple(outcome.diagnostics),
            pages=outcome.rendered,
            changed=outcome.swapped,
            seconds=time.perf_counter() - start,
        )


class _Show:
    """Tells the browsers and the terminal what came of each build; the same warnings only once."""

    def __init__(self, terminal: PreviewConsole, preview: Preview) -> None:
        self._terminal = terminal
        self._preview = preview
        self._warnings: set[tuple[str, Place]] = set()

    def first(self, attempt: Attempt) -> None:
        self._problems(attempt)
        self._show(attempt)

    def next(self, attempt: Attempt) -> None:
        before = self._preview.errors
        self._show(attempt)
        if attempt.asked or attempt.changed or attempt.errors != before:
            self._problems(attempt)
            if not attempt.errors:
                milliseconds = round(attempt.seconds * 1000)
                self._terminal.say(
                    f"{attempt.pages} page{'' if attempt.pages == 1 else 's'} made, {milliseconds} ms",
                    f"生成 {attempt.pages} 个页面，{milliseconds} 毫秒",
                )
        sys.stdout.flush()

    def _show(self, attempt: Attempt) -> None:
        errors = tuple(one for one in attempt.errors if one.severity == "error")
        self._preview.show(errors=errors, changed=attempt.changed)

    def _problems(self, attempt: Attempt) -> None:
        new = [one for one in attempt.warnings if (one.code, one.place) not in self._warnings]
        if not attempt.errors:
            self._warnings = {(one.code, one.place) for one in attempt.warnings}
        if attempt.errors or new:
            self._terminal.problems(attempt.errors or new)


def _greet(terminal: PreviewConsole, listening: Listening, *, edit: bool) -> None:
    if edit:
        terminal.say(f"Edit entries at {listening.url}_edit/", f"在 {listening.url}_edit/ 修改条目。")
    if listening.exposed:
        terminal.say(
            "Warning: other machines on the network can see this preview and the errors in its content.",
            "注意：网络上的其他电脑也能看到这个预览和内容的错误提示。",
        )
    terminal.say(
        f"Open {listening.url} in a browser; Ctrl-C ends the preview.",
        f"请在浏览器中打开 {listening.url} ，按 Ctrl-C 结束预览。",
    )
    terminal.say(
        f"Articles for WeChat, to look at and copy: {listening.url.rstrip('/')}{WECHAT_PATH}",
        f"公众号文章（查看、复制）：{listening.url.rstrip('/')}{WECHAT_PATH}",
    )
    sys.stdout.flush()


def _listen(terminal: PreviewConsole, host: str, port: int) -> Listening:
    try:
        return listen(host, port)
    except PortError as refused:
        reason = terminal.pick(
            f"cannot listen at {host}:{port}: {refused}", f"无法监听 {host}:{port}：{refused}"
        )
        raise RequestError("E_USAGE", reason=reason) from None


@contextlib.contextmanager
def _own_folder(root: Path, name: str) -> Iterator[Path]:
    """A folder that no other preview of the same site uses, as long as this one runs."""
    for number in itertools.count(1):
        folder = root / ".sitegen" / (name if number == 1 else f"{name}-{number}")
        folder.mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(locked(folder / "lock", patience=0))
            except MachineError:
                continue
            yield folder
            return


def _quiet() -> None:
    """The libraries' own talk is not for this terminal; what goes wrong in them comes as exceptions."""
    for name in ("tornado.access", "tornado.general", "livereload", "watchfiles"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
