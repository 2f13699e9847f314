"""What every answer of the preview has in common: whom it answers, and that nothing of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tornado.web import HTTPError, RequestHandler

from sitegen.serve.guard import host_is_welcome, origin_is_welcome

if TYPE_CHECKING:
    from sitegen.serve.handlers import Preview


class Guarded(RequestHandler):
    """Answers only those whom `guard` welcomes, and leaves nothing in the browser's cache."""

    def prepare(self) -> None:
        hosts = self.request.headers.get_list("Host")
        connection = self.request.connection
        stream = getattr(connection, "stream", None)
        came_in_at = stream.socket.getsockname()[0] if stream and stream.socket else ""
        if len(hosts) != 1 or not host_is_welcome(hosts[0], self.preview.host, came_in_at):
            raise HTTPError(421)
        if not origin_is_welcome(self.request.headers.get("Origin"), hosts[0]):
            raise HTTPError(403)

    @property
    def preview(self) -> Preview:
        preview: Preview = self.application.settings["preview"]
        return preview

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "SAMEORIGIN")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def compute_etag(self) -> None:
        """None: what was sent once is not asked about again."""

    def write_error(self, status_code: int, **_: Any) -> None:
        if status_code == 405:
            self.set_header("Allow", "GET, HEAD")
        self.finish(f"{status_code} {self._reason}\n")
