"""A running preview, and what talks to it: HTTP requests and livereload's socket, byte by byte."""

from __future__ import annotations

import base64
import http.client
import json
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import msgspec

from tests.support.patience import PATIENCE_SECONDS
from tests.support.process import environment

"""Seconds for anything that happens at all: the machine may be busy with other tests."""


class Answer(msgspec.Struct, frozen=True):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Preview:
    """`sitegen serve` as a user starts it; everything that it prints can be waited for."""

    def __init__(self, root: Path, *options: str, lang: str = "en") -> None:
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "sitegen",
                "serve",
                "--root",
                root,
                "--lang",
                lang,
                "--port",
                "0",
                *options,
            ],
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._lines: queue.Queue[str] = queue.Queue()
        self._said: list[str] = []
        self._readers = [
            threading.Thread(target=self._read, args=(stream,), daemon=True)
            for stream in (self._process.stdout, self._process.stderr)
        ]
        for reader in self._readers:
            reader.start()

    def _read(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self._lines.put(line.rstrip("\n"))

    def wait_for(self, pattern: str) -> re.Match[str]:
        """The next line printed that has the pattern in it."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                line = self._lines.get(timeout=0.2)
            except queue.Empty:
                if self._process.poll() is not None and self._lines.empty():
                    break
                continue
            self._said.append(line)
            if match := re.search(pattern, line):
                return match
        raise AssertionError(f"no {pattern!r} in what was printed:\n" + "\n".join(self._said))

    def opened(self) -> int:
        """Wait until it serves; the port."""
        self.port = int(self.wait_for(r"http://\S+:(\d+)/")[1])
        return self.port

    @property
    def said(self) -> str:
        while not self._lines.empty():
            self._said.append(self._lines.get())
        return "\n".join(self._said)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def get(
        self,
        path: str,
        headers: Mapping[str, str] | None = None,
        method: str = "GET",
        host: str = "127.0.0.1",
    ) -> Answer:
        """One request; `path` goes out as it is given."""
        connection = http.client.HTTPConnection(host, self.port, timeout=PATIENCE_SECONDS)
        try:
            named = {name.lower() for name in headers or {}}
            connection.putrequest(method, path, skip_host="host" in named, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            got = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, got, response.read())
        finally:
            connection.close()

    def raw(self, request: bytes) -> bytes:
        """What comes back for these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_SECONDS) as connection:
            connection.sendall(request)
            return connection.recv(65_536)

    def until(self, path: str, holds: Callable[[Answer], bool]) -> Answer:
        """Ask again and again until the answer is as expected."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not holds(answer := self.get(path)):
            if time.monotonic() > deadline:
                break
            time.sleep(0.02)
        else:
            return answer
        raise AssertionError(f"{path} never became what was expected:\n{answer.text[:3000]}\n{self.said}")

    @contextmanager
    def held(self) -> Iterator[None]:
        """It does nothing meanwhile: what is done within the block comes to it all at once."""
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def end(self, number: signal.Signals) -> tuple[int, float]:
        """Send a signal; the exit status, and the seconds that it took."""
        start = time.monotonic()
        self._process.send_signal(number)
        status = self._process.wait(PATIENCE_SECONDS)
        return status, time.monotonic() - start

    def wait(self) -> int:
        """The exit status of a preview that ends by itself."""
        status = self._process.wait(PATIENCE_SECONDS)
        for reader in self._readers:
            reader.join(PATIENCE_SECONDS)
        return status

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self.wait()


@contextmanager
def previewing(root: Path, *options: str, lang: str = "en") -> Iterator[Preview]:
    """A preview that is ready for requests, and gone when the block ends."""
    preview = Preview(root, *options, lang=lang)
    try:
        preview.opened()
        yield preview
    finally:
        preview.close()


class LiveSocket:
    """A browser's side of livereload's socket, as far as livereload.js uses it."""

    def __init__(self, preview: Preview, headers: Mapping[str, str] | None = None) -> None:
        self._connection = socket.create_connection(("127.0.0.1", preview.port), timeout=PATIENCE_SECONDS)
        host = f"127.0.0.1:{preview.port}"
        fields = {
            "Host": host,
            "Origin": f"http://{host}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        } | (dict(headers) if headers else {})
        lines = ["GET /livereload HTTP/1.1", *[f"{name}: {value}" for name, value in fields.items()], "", ""]
        self._connection.sendall("\r\n".join(lines).encode())
        self._stream = self._connection.makefile("rb")
        self.status = int(self._stream.readline().split()[1])
        while self._stream.readline().strip():
            pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()
        self._connection.close()

    def greet(self, url: str) -> None:
        """What livereload.js says when it has loaded with the page at `url`; then it waits for orders."""
        self.say({"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]})
        assert self.hear()["command"] == "hello"
        self.say({"command": "info", "plugins": {}, "url": url})

    def say(self, message: object) -> None:
        data = message if isinstance(message, bytes) else json.dumps(message).encode()
        mask = os.urandom(4)
        length = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + len(data).to_bytes(2, "big")
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(data))
        self._connection.sendall(b"\x81" + length + mask + masked)

    def hear(self, patience: float = PATIENCE_SECONDS) -> dict[str, Any]:
        """The next message. Raises TimeoutError when none comes, EOFError when the server hangs up."""
        self._connection.settimeout(patience)
        head = self._stream.read(2)
        if len(head) < 2 or head[0] & 0x0F == 8:
            raise EOFError
        length = head[1] & 0x7F
        if length == 126:
            length = int.from_bytes(self._stream.read(2), "big")
        message: dict[str, Any] = json.loads(self._stream.read(length))
        return message
