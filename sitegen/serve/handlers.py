"""The server's answers: the site's files, and livereload's script and socket.

Of livereload it takes the protocol and the script that speaks it in the browser. Its file watcher, which
looks again and again and loses a save that follows another closely, and its injected inline script, which
a page's security policy refuses, are replaced by `saves`, `rebuilding` and `panel`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.web import Application, HTTPError
from tornado.websocket import WebSocketClosedError

from sitegen.diagnostics import Diagnostic
from sitegen.serve import panel
from sitegen.serve.guard import origin_is_welcome
from sitegen.serve.guarded import Guarded
from sitegen.serve.ranges import wanted_part
from sitegen.serve.tree import UrlAnswer, content_type, look_up, open_file

MOST_BODY = 65_536
"""Bytes of a request's body or of a message that are read at all: nobody has anything to send here."""

PIECE = 256 * 1024
"""Bytes of a film that are read at a time."""

_MOST_SEEN = 10_000


@dataclass
class Preview:
    """What the server shows; changed on its loop only."""

    tree: Path
    """The site as last built."""
    host: str
    """As given with --host."""
    lang: str
    """"zh" or "en": the terminal's, for pages in neither."""
    ready: bool = False
    """Whether there has been a good build."""
    errors: tuple[Diagnostic, ...] = ()
    version: int = 0
    """Counts what readers can notice."""
    _seen: dict[str, int] = field(default_factory=dict)

    def show(self, *, errors: tuple[Diagnostic, ...], changed: bool) -> None:
        """Take in what came of a build, and have the browsers load again if they would see something else."""
        if not errors:
            self.ready = True
        if not changed and errors == self.errors:
            return
        self.errors = errors
        self.version += 1
        SocketHandler.tell_all_to_reload()

    def page_was_sent(self, path: str) -> None:
        if len(self._seen) >= _MOST_SEEN:
            self._seen.clear()
        self._seen[path] = self.version

    def is_outdated(self, path: str) -> bool:
        """Whether the page at a path, as a browser has it, is older than what would be sent now."""
        return self._seen.get(path) != self.version


class SiteFileHandler(Guarded):
    """Every URL that is not the preview's own."""

    async def get(self) -> None:
        path = self.request.path
        if not self.preview.ready:
            self._send_page(panel.problem_page(self._host, self.preview.errors, self.preview.lang), 503)
            return
        if content_type(path).startswith("video/") and (film := open_file(self.preview.tree, path)):
            with film:
                await self._send_film(film, content_type(path))
            return
        found = look_up(self.preview.tree, path)
        if found is UrlAnswer.FOLDER:
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(f"{path}/{query}", permanent=False)
        elif isinstance(found, bytes):
            self._send(found, content_type(path))
        else:
            missing = look_up(self.preview.tree, "/404.html")
            if isinstance(missing, bytes):
                self._send_page(self._dressed(missing), 404)
            else:
                raise HTTPError(404)

    head = get

    @property
    def _host(self) -> str:
        return self.request.headers["Host"]

    def _send(self, data: bytes, kind: str) -> None:
        if kind.startswith("text/html"):
            self._send_page(self._dressed(data), 200)
        else:
            self.set_header("Content-Type", kind)
            self.finish(data)

    async def _send_film(self, film: BinaryIO, kind: str) -> None:
        """A film or the part of it that a player asks for, a piece at a time. The tag is for `If-Range`:
        a player that has a part of a film that was replaced since gets the new one from its beginning."""
        info = os.fstat(film.fileno())
        tag = f'"{info.st_size:x}-{info.st_mtime_ns:x}"'
        self.set_header("Content-Type", kind)
        self.set_header("Accept-Ranges", "bytes")
        self.set_header("ETag", tag)
        headers = self.request.headers
        start, count = 0, info.st_size
        if headers.get("If-Range", tag) == tag:
            try:
                part = wanted_part(headers.get("Range"), info.st_size)
            except ValueError:
                self.set_status(416)
                self.set_header("Content-Range", f"bytes */{info.st_size}")
                self.set_header("Content-Type", "text/plain; charset=utf-8")
                self.finish()
                return
            if part is not None:
                start, count = part
                self.set_status(206)
                self.set_header("Content-Range", f"bytes {start}-{start + count - 1}/{info.st_size}")
        self.set_header("Content-Length", count)
        if self.request.method == "HEAD":
            self.finish()
            return
        film.seek(start)
        while count and (piece := film.read(min(count, PIECE))):
            count -= len(piece)
            self.write(piece)
            try:
                await self.flush()
            except StreamClosedError:  # players let go of a part as soon as they ask for another
                return
        self.finish()

    def _dressed(self, page: bytes) -> bytes:
        return panel.dressed(page, self._host, self.preview.errors, self.preview.lang)

    def _send_page(self, page: bytes, status: int) -> None:
        self.preview.page_was_sent(self.request.path)
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(page)


class ScriptHandler(Guarded, LiveReloadJSHandler):  # type: ignore[misc]
    """livereload.js, out of the livereload package."""

    def get(self) -> None:
        super().get()
        self.set_header("Content-Type", "text/javascript; charset=utf-8")

    head = get


class StyleHandler(Guarded):
    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.finish(_style())

    head = get


@cache
def _style() -> str:
    return resources.files(__package__).joinpath("preview.css").read_text("utf-8")


class SocketHandler(Guarded, LiveReloadHandler):  # type: ignore[misc]
    """livereload's socket. A page that was overtaken while it loaded is told so as soon as it speaks."""

    def check_origin(self, origin: str) -> bool:
        return origin_is_welcome(origin, self.request.headers["Host"])

    def on_message(self, message: str | bytes) -> None:
        try:
            said = json.loads(message)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict) or "command" not in said:
            self.close()
            return
        super().on_message(message)
        if said["command"] == "info" and self.preview.is_outdated(_path_of(said.get("url"))):
            self.tell_to_reload()

    def tell_to_reload(self) -> None:
        # The whole page, for a panel may come or go; "*" names no style sheet or picture to exchange alone.
        order = {"command": "reload", "path": "*", "liveCSS": False, "liveImg": False}
        try:
            sent = self.write_message(json.dumps(order))
        except WebSocketClosedError:
            return
        sent.add_done_callback(lambda future: future.exception())  # a browser that went is no fault

    @classmethod
    def tell_all_to_reload(cls) -> None:
        for waiter in [*cls.waiters]:
            waiter.tell_to_reload()


def _path_of(url: object) -> str:
    try:
        return urlsplit(str(url)).path or "/"
    except ValueError:
        return ""


def server_for(
    preview: Preview, more: Sequence[tuple[str, Any]] = (), largest: int = MOST_BODY, **settings: Any
) -> HTTPServer:
    """A server that shows a preview; it has no sockets yet. `more` are further addresses and who answers;
    `largest` is how many bytes a request's body may have."""
    application = Application(
        [
            *more,
            ("/livereload", SocketHandler),
            (panel.SCRIPT_PATH, ScriptHandler),
            (panel.STYLE_PATH, StyleHandler),
            (".*", SiteFileHandler),
        ],
        default_handler_class=SiteFileHandler,
        preview=preview,
        **settings,
        log_function=lambda handler: None,
        websocket_max_message_size=MOST_BODY,
    )
    return HTTPServer(application, max_body_size=largest)
