"""What a bureau changes from day to day, done to a site of the benchmark, time and again."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sitegen.render.theme import built_in_folder

_HIDDEN = re.compile(r"^visibility: *(?:draft|internal)", re.MULTILINE)
_ID = re.compile(r"^(contacts: \[)([a-z0-9-]+)", re.MULTILINE)


class Edit(NamedTuple):
    name: str
    apply: Callable[[Site, int], None]
    """(site, number): the number makes each time a different change."""


class Site:
    """A site to edit: its folder and the entries that are edited."""

    def __init__(self, root: Path) -> None:
        self.root = root
        projects = root / "content" / "projects"
        self.ids = sorted(path.name for path in projects.iterdir() if _is_public(path / "project.yml"))
        self.project = projects / self.ids[len(self.ids) // 2]
        uses = Counter(
            match[2] for key in self.ids for match in _ID.finditer(_text(projects / key / "project.yml"))
        )
        self.contact, self.users = uses.most_common(1)[0]

    def new(self, number: int) -> Path:
        return self.project.with_name(f"bench-new-{number}")


def _is_public(path: Path) -> bool:
    return _HIDDEN.search(_text(path)) is None


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def _replace(path: Path, text: str) -> None:
    """As editors do it: a new file in place of the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, "utf-8")
    fresh.replace(path)


def body(site: Site, number: int) -> None:
    path = site.project / "zh.md"
    _replace(path, f"{_text(path).rstrip()}\n\n第{number}次修改。\n")


def title(site: Site, number: int) -> None:
    path = site.project / "project.yml"
    _replace(path, re.sub(r"(?m)^(title:\n  zh: )(.*)$", rf"\1新名称之{number}", _text(path), count=1))


def template(site: Site, number: int) -> None:
    """The template of a project's page: the theme's own, else a copy of the built-in one."""
    own = site.root / "themes" / "bench" / "templates" / "project.html"
    path = own if own.exists() else site.root / "theme" / "templates" / "project.html"
    text = _text(path) if path.exists() else _text(built_in_folder() / "templates" / "project.html")
    _replace(
        path,
        re.sub(
            r"(?:<!-- [0-9]+ -->)?(?={% endblock %}\s*$)", f"<!-- {number} -->", text.rstrip() + "\n", count=1
        ),
    )


def token(site: Site, number: int) -> None:
    _replace(site.root / "theme" / "static" / "custom.css", f":root {{\n  --radius: {number}px;\n}}\n")


def contact(site: Site, number: int) -> None:
    """The contact that most projects name."""
    path = site.root / "content" / "contacts" / f"{site.contact}.yml"
    found = re.sub(r"(?m)^phone: .*$", f"phone: 0360-{number:07d}", _text(path), count=1)
    _replace(path, found)


def add(site: Site, number: int) -> None:
    """A new project, the newest of the catalogue."""
    shutil.copytree(site.project, site.new(number))
    path = site.new(number) / "project.yml"
    text = re.sub(r"(?m)^code: .*\n", "", _text(path))
    _replace(path, re.sub(r"(?m)^published: .*$", "published: 2026-06-29", text))


def rename(site: Site, number: int) -> None:
    """The project that was just added gets another address."""
    site.new(number).rename(site.new(number).with_name(f"bench-renamed-{number}"))


def delete(site: Site, number: int) -> None:
    shutil.rmtree(site.new(number).with_name(f"bench-renamed-{number}"))


EDITS = (
    Edit("body", body),
    Edit("title", title),
    Edit("template", template),
    Edit("token", token),
    Edit("contact", contact),
    Edit("add", add),
    Edit("rename", rename),
    Edit("delete", delete),
)
"""In the order in which they are made: what is added is then renamed and deleted."""
