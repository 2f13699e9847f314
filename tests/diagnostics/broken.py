"""How a broken site is written down, and what a build finds wrong with it.

A site is the smallest valid one with a few files over it. The mark ▶ in a file is where the caret must come
to stand; it is taken out before the file is written, so that the expected line and column are counted from
the text itself. A path in `whole` expects a problem with a file or folder as a whole (line and column 0).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sitegen.diagnostics import ContentError, Diagnostic, sort_key
from sitegen.pipeline.build import Options, build, check_content
from tests.support.minisite import CONTACT_YML, SITE_YML, write_mini_site

MARK = "▶"
TODAY = "2026-11-20"
FOLDER = "content/projects/broken"
PROJECT = f"{FOLDER}/project.yml"

Files = dict[str, str | bytes]


@dataclass(frozen=True)
class Broken:
    """One way to break a site, and the problems that must be found, in order: no others."""

    codes: tuple[str, ...]
    files: Files
    name: str = ""
    whole: tuple[str, ...] = ()
    links: dict[str, str] = field(default_factory=dict)
    """Symbolic links to make: path -> target."""
    without: tuple[str, ...] = ()
    """Files of the smallest site that are left out."""
    build: bool = False
    """What is wrong shows only in a build; `check` is content."""

    def __str__(self) -> str:
        return "-".join(filter(None, (self.codes[0], self.name)))


def broken(codes: str, files: Files | None = None, name: str = "", *whole: str) -> Broken:
    return Broken(tuple(codes.split()), files or {}, name, whole)


def project(*lines: str, head: str = "title: {zh: 示例, en: Sample}", status: str = "signed") -> Files:
    """A public project with these lines after its title and status."""
    return {PROJECT: "\n".join((head, f"status: {status}", *lines, ""))}


def texts(zh: str, en: str = "Text.\n", more: Files | None = None) -> Files:
    """A project with a text in both languages."""
    return project() | {f"{FOLDER}/zh.md": zh, f"{FOLDER}/en.md": en} | (more or {})


def site(*lines: str) -> Files:
    """site.yml with these lines at its end."""
    return {"site.yml": SITE_YML + "\n".join((*lines, ""))}


def contact(*lines: str) -> Files:
    """The contact with these lines at its end."""
    return {"content/contacts/office.yml": CONTACT_YML + "\n".join((*lines, ""))}


def region(name: str, *lines: str) -> Files:
    head = (f"title: {{zh: 地区{name}, en: Region {name}}}", "kind: county")
    return {f"content/regions/{name}.yml": "\n".join((*head, *lines, ""))}


def chain(*lines: str) -> Files:
    """An industry chain “metal” with two segments."""
    head = """\
title: {zh: 铝产业链, en: Aluminium}
stages:
  - {id: middle, title: {zh: 中游, en: Midstream}}
segments:
  - {id: foil, stage: middle, title: {zh: 铝箔, en: Foil}}
  - {id: sheet, stage: middle, title: {zh: 铝板, en: Sheet}}
"""
    return {"content/chains/metal.yml": head + "\n".join((*lines, ""))}


def policy(name: str, *lines: str, title: str = "") -> Files:
    head = (title or f"title: {{zh: 政策{name}, en: Policy {name}}}", "level: city")
    return {f"content/policies/{name}/policy.yml": "\n".join((*head, *lines, ""))}


def write_site(case: Broken, root: Path) -> Path:
    """The whole broken site."""
    write_mini_site(root, {})
    write_files(case, root)
    return root


def write_files(case: Broken, root: Path) -> None:
    """What a case puts over a site, without the marks."""
    for path, content in case.files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode()
        (root / path).write_bytes(data.replace(MARK.encode(), b""))
    for path in case.without:
        (root / path).unlink()
    for path, target in case.links.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(target)


def expected(case: Broken) -> list[tuple[str, int, int]]:
    """Path, line and column of every problem, in the order in which they are reported."""
    places = [(path, 0, 0) for path in case.whole]
    for path, content in case.files.items():
        text = content.decode("utf-8-sig", "replace") if isinstance(content, bytes) else content
        for number, line in enumerate(text.split("\n"), 1):
            pieces = line.split(MARK)
            places += [(path, number, len("".join(pieces[:count])) + 1) for count in range(1, len(pieces))]
    return sorted(places)


def options(root: Path) -> Options:
    return Options(root=root, output=root / "build", now=TODAY, jobs=1)


def check(root: Path) -> list[Diagnostic]:
    """Everything that is wrong with the content."""
    try:
        return check_content(options(root))
    except ContentError as error:
        return error.diagnostics


def build_site(root: Path) -> list[Diagnostic]:
    """Everything that stops a build, or that it warns of."""
    try:
        return build(options(root)).diagnostics
    except ContentError as error:
        return error.diagnostics


def found(case: Broken, root: Path) -> list[Diagnostic]:
    diagnostics = (build_site if case.build else check)(root)
    return sorted(diagnostics, key=sort_key)
