"""The documents' blocks in Debian's nginx and Caddy: headers, 404, compression, a site below a path."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import brotli
import pytest

from sitegen.publish.compress import with_compressed
from sitegen.publish.files import Wish, site_files
from sitegen.publish.publish_site import Access, publish_site
from sitegen.publish.targets import FolderTarget
from tests.publish.conftest import States
from tests.publish.sites import walk
from tests.support.process import REPOSITORY

ENGLISH, CHINESE = (REPOSITORY / "docs" / name for name in ("serving.md", "serving.zh.md"))


def blocks(document: Path, language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```", document.read_text("utf-8"))


def test_both_documents_have_the_same_blocks() -> None:
    for language in ("nginx", "caddy"):
        english, chinese = (blocks(document, language) for document in (ENGLISH, CHINESE))
        assert [re.sub("#.*", "", each) for each in english] == [re.sub("#.*", "", each) for each in chinese]
        assert english


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Client(NamedTuple):
    port: int
    tls: bool
    prefix: str = "/"

    def get(self, path: str, **headers: str) -> Answer:
        connection: http.client.HTTPConnection
        if self.tls:
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=context)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", f"{self.prefix}{path}", headers=headers)
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, named, answer.read())
        finally:
            connection.close()


@pytest.fixture(scope="module")
def published(states: States, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    folder.chmod(0o755)
    files = with_compressed(site_files(states.new), folder / "cache")
    publish_site(FolderTarget(folder / "invest"), files, Wish(), Access())
    return folder / "invest"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str | Path], port: int, folder: Path) -> Iterator[None]:
    with open(folder / "log", "wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, (folder / "log").read_text()
            time.sleep(0.05)
        yield
    finally:
        server.terminate()
        server.wait(20)


def nginx(folder: Path, servers: str) -> list[str | Path]:
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    assert program, "nginx is missing: scripts/test-tools.sh"
    temporary = " ".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"daemon off; {user} pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; {temporary}\n{servers}\n}}\n"
    )
    return [program, "-p", folder, "-c", folder / "nginx.conf"]


@pytest.fixture(scope="module")
def domain(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, Client]]:
    """nginx with the block for a domain of its own: the client for https, and the one for http."""
    folder, ports = tmp_path_factory.mktemp("nginx"), (free_port(), free_port())
    request = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=invest.example.org".split()
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(["openssl", *request, *files], check=True, capture_output=True)
    block = blocks(ENGLISH, "nginx")[0]
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{ports[1]};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{ports[0]} ssl"),
        ("/etc/ssl/invest", str(folder)),
        ("/srv/www/invest", str(published)),
    ):
        assert old in block
        block = block.replace(old, new)
    with running(nginx(folder, block), ports[0], folder):
        yield Client(ports[0], tls=True), Client(ports[1], tls=False)


@pytest.fixture(scope="module")
def below_a_path(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder, port = tmp_path_factory.mktemp("nginx-path"), free_port()
    inner = blocks(ENGLISH, "nginx")[1].replace("/srv/www/invest/", f"{published}/")
    block = f"include /etc/nginx/mime.types; server {{ listen 127.0.0.1:{port}; root {folder};\n{inner}\n}}"
    with running(nginx(folder, block), port, folder):
        yield Client(port, tls=False, prefix="/invest/")


@pytest.fixture(scope="module")
def caddy(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder, port = tmp_path_factory.mktemp("caddy"), free_port()
    [block] = blocks(ENGLISH, "caddy")
    assert "invest.example.org {" in block
    block = block.replace("invest.example.org {", f"http://127.0.0.1:{port} {{")
    block = block.replace("/srv/www/invest", str(published))
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\n{block}")
    program = shutil.which("caddy")
    assert program, "caddy is missing: scripts/test-tools.sh"
    with running([program, "run", "--config", folder / "Caddyfile"], port, folder):
        yield Client(port, tls=False)


@pytest.fixture(params=["nginx", "nginx below a path", "caddy"])
def client(request: pytest.FixtureRequest) -> Client:
    match request.param:
        case "nginx":
            found: Client = request.getfixturevalue("domain")[0]
        case "caddy":
            found = request.getfixturevalue("caddy")
        case _:
            found = request.getfixturevalue("below_a_path")
    return found


def test_a_page_and_its_headers(client: Client) -> None:
    page = client.get("zh/projects/fresh/")
    assert page.status == 200
    assert page.headers["content-type"].lower() == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-cache"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert client.get("assets/release.txt").status == 200
    [style, *_] = re.findall(r'href="\.\./([^"]+\.css)"', client.get("zh/").body.decode())
    assert client.get(style).headers["content-type"].lower() == "text/css; charset=utf-8"


def test_every_page_that_a_link_leads_to_is_there(client: Client) -> None:
    def read(path: str) -> bytes | None:
        answer = client.get(path.removesuffix("index.html"))
        return answer.body if answer.status == 200 else None

    assert "zh/projects/stays/index.html" in walk(read)


def test_what_is_not_there_is_404_with_the_sites_own_page(client: Client, published: Path) -> None:
    for path in ("zh/nothing/", "nothing.html", ".git/config", "zh/.hidden"):
        answer = client.get(path)
        assert answer.status == 404, path
    assert client.get("zh/nothing/").body == (published / "404.html").read_bytes()
    assert client.get(".well-known/security.txt").status == 200


def test_a_folder_without_its_slash_is_redirected(client: Client) -> None:
    answer = client.get("zh/projects")
    assert answer.status in (301, 308)
    assert answer.headers["location"].endswith(f"{client.prefix}zh/projects/")


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    page = client.get("zh/")
    again = client.get("zh/", **{"If-None-Match": page.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


def test_compression(domain: tuple[Client, Client], caddy: Client, published: Path) -> None:
    plain = (published / "zh" / "index.html").read_bytes()
    packed = domain[0].get("zh/", **{"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert packed.body == (published / "zh" / "index.html.gz").read_bytes(), "the copy beside the page"
    assert gzip.decompress(packed.body) == plain
    packed = caddy.get("zh/", **{"Accept-Encoding": "br, gzip"})
    assert packed.headers["content-encoding"] == "br"
    assert brotli.decompress(packed.body) == plain
    assert domain[0].get("zh/").body == plain


def test_http_leads_to_https(domain: tuple[Client, Client]) -> None:
    answer = domain[1].get("zh/", Host="invest.example.org")
    assert answer.status == 301
    assert answer.headers["location"] == "https://invest.example.org/zh/"
    assert "strict-transport-security" in domain[0].get("zh/").headers


def test_the_path_without_its_slash(below_a_path: Client) -> None:
    answer = Client(below_a_path.port, tls=False).get("invest")
    assert answer.status == 301
    assert answer.headers["location"].endswith("/invest/")
