"""Folders of a site that become links while it is built: nothing from outside is published."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.cli import run
from tests.content.test_pictures import png
from tests.support.minisite import PROJECT_YML, MiniSite

FILES: dict[str, str | bytes] = {
    "content/projects/sample/project.yml": PROJECT_YML
    + "pictures: [{file: view.png, alt: {zh: 图, en: View}}]\n"
    + "attachments: [{file: plan.txt, title: {zh: 方案, en: Plan}}]\n",
    "content/projects/sample/view.png": png(40, 30),
    "content/projects/sample/plan.txt": "own\n",
    "content/maps/a.geojson": '{"type": "Feature", "properties": {"name": "own"}, "geometry": null}',
    "files/verify_1.txt": "own\n",
    "theme/static/note.txt": "own\n",
    "theme/templates/macros/own.html": "own\n",
}
SWAPPED = ("content", "files", "theme")


def site_and_outside(mini_site: MiniSite) -> tuple[Path, Path]:
    """A site, and a folder outside with the same names and other words in every file."""
    site, outside = mini_site(FILES), mini_site(FILES, name="outside")
    for path in outside.rglob("*"):
        if path.suffix in (".txt", ".md", ".yml", ".html"):
            path.write_text(
                path.read_text().replace("own", "SECRET").replace("项目", "SECRET").replace("小城", "SECRET")
            )
    return site, outside


def swapping(site: Path, outside: Path, read: int) -> tuple[Callable[..., int], list[str]]:
    """`os.open` that puts links in place of folders when the site's own files are read for the n-th time."""
    real, reads = os.open, list[str]()

    def swap_and_open(path: str, *args: int, **more: int) -> int:
        if path == str(site) and not more:
            reads.append(path)
            if len(reads) == read:
                for folder in SWAPPED:
                    (site / folder).rename(site / f".{folder}")
                    (site / folder).symlink_to(outside / folder)
        return real(path, *args, **more)

    return swap_and_open, reads


def published(site: Path) -> str:
    return "\n".join(
        path.read_bytes().decode("utf-8", "replace")
        for folder in ("build", ".sitegen")
        for path in (site / folder).rglob("*")
        if path.is_file()
    )


def test_a_swap_at_every_read(
    mini_site: MiniSite, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    site, outside = site_and_outside(mini_site)
    arguments = ["build", "--root", str(site), "--now", "2026-11-20", "--lang", "en", "--jobs", "1"]
    read, refused = 0, 0
    while True:
        read += 1
        swap, reads = swapping(site, outside, read)
        with monkeypatch.context() as patch:
            patch.setattr(os, "open", swap)
            status = run([*arguments, "--fresh"])
        told = capfd.readouterr().err
        assert "Traceback" not in told
        assert "SECRET" not in published(site), (read, told)
        if len(reads) < read:
            assert status == 0, told
            break
        refused += "E_SYMLINK" in told
        for folder in SWAPPED:
            (site / folder).unlink()
            (site / f".{folder}").rename(site / folder)
        shutil.rmtree(site / "build", ignore_errors=True)
    assert read > 10
    assert refused > 6


@pytest.mark.parametrize("folder", ["theme", "content/maps", "content/projects/sample"])
def test_a_folder_that_is_a_link_is_named(
    mini_site: MiniSite, capfd: pytest.CaptureFixture[str], folder: str
) -> None:
    site, outside = site_and_outside(mini_site)
    shutil.rmtree(site / folder)
    (site / folder).symlink_to(outside / folder)
    assert run(["build", "--root", str(site), "--lang", "en"]) == 1
    assert f"{folder}" in (told := capfd.readouterr().err)
    assert "E_SYMLINK" in told
