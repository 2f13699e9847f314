"""Two states of a small site, and a reader who walks through what is published of them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.support.minisite import PROJECT_YML, write_mini_site
from tests.support.process import must, run_cli

Files = dict[str, bytes]
LINK = re.compile(rb'(?:href|src)="([^"#?]+)')


def build_states(folder: Path) -> None:
    """`old/` and `new/`: in the second, one project is gone, one is new, and a third has changed."""
    old: dict[str, str | bytes] = {
        f"content/projects/{name}/project.yml": PROJECT_YML for name in ("gone", "stays")
    }
    new: dict[str, str | bytes] = {
        "content/projects/fresh/project.yml": PROJECT_YML + "related: [stays]\n",
        "content/projects/stays/project.yml": PROJECT_YML.replace("20亿元", "30亿元") + "related: [fresh]\n",
        "files/.well-known/security.txt": "Contact: mailto:office@invest.example.org\n",
    }
    for name, files in (("old", old), ("new", new)):
        site = write_mini_site(folder / f"{name}-site", files)
        must(run_cli("build", "--output", folder / name, "--now", "2026-11-20", cwd=site))


def files_of(folder: Path) -> Files:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def walk(read: Callable[[str], bytes | None]) -> Files:
    """Everything that a reader comes to from the home page. A link that leads nowhere fails the test."""
    seen: Files = {}
    ahead = ["index.html"]
    while ahead:
        path = ahead.pop()
        if path in seen:
            continue
        data = read(path)
        assert data is not None, f"nothing is at {path}"
        seen[path] = data
        if path.endswith(".html"):
            ahead += [target for link in LINK.findall(data) if (target := _target(path, link.decode()))]
    return seen


def _target(page: str, link: str) -> str:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or link.startswith("/"):
        return ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    return f"{path}/index.html".removeprefix("./") if link.endswith("/") or path == "." else path


def without_mark(files: Mapping[str, bytes]) -> Files:
    return {path: data for path, data in files.items() if path != "assets/release.txt"}
