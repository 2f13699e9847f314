"""The same content three times: for sitegen with the lean theme, for Hugo, and for sitegen's full site.

All of it comes from `sitegen demo`. Languages that are converted (Traditional Chinese) are left out, for Hugo
has nothing to convert with; so are former ids, with their pages that lead on. Links in project texts to
policies and chains become plain text on both sides: the compared sites have no such pages, for the peer has
none.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

from bench.convert import write_hugo
from sitegen.demo import write_demo
from sitegen.pipeline.assets import theme_assets
from sitegen.render.theme import built_in_folder, load_theme

HERE = Path(__file__).resolve().parent
PAGE_SIZE = 20
LEFT_OUT = (
    "policies",
    "chains",
    "segments",
    "regions",
    "enterprises",
    "contacts",
    "events",
    "news",
    "services",
    "tours",
    "origins",
    "funds",
    "collections",
    "pages",
    "board",
    "shortlist",
    "site-map",
    "search",
    "filters",
    "projects-by-kind",
    "projects-by-cooperation",
    "projects-by-year",
    "projects-by-tag",
)
"""What the peer has no pages for; home, projects and their lists by chain, region and status remain."""
_DERIVED = re.compile(r"  - id: zh-hant\n(?:    .*\n)+")
_SETTING = re.compile(r"^(?:theme|home_region|limits|rates|files):.*\n(?:  .*\n)*", re.MULTILINE)
_FORMER_IDS = re.compile(r"^aliases:.*\n(?:[ -].*\n)*", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\((?:policy|chain):[a-z0-9-]+\)")


class Sites(NamedTuple):
    """Folders with the same content."""

    lean: Path
    """sitegen, with the pages of the peer."""
    hugo: Path
    full: Path
    """sitegen, with its own theme and all its pages."""


def write_sites(folder: Path, projects: int, seed: int, today: str) -> Sites:
    """Write all three below `folder`, which must not hold them yet; as of `today`, which decides the policies
    in force."""
    sites = Sites(folder / "lean", folder / "hugo", folder / "full")
    write_demo(sites.full, projects, seed, lambda done, of: None)
    write_lean(sites)
    write_hugo(sites.lean, sites.hugo, today)
    shutil.copytree(HERE / "hugo", sites.hugo, dirs_exist_ok=True)
    write_assets(sites.hugo / "static")
    return sites


def write_assets(folder: Path) -> None:
    """The style sheet and scripts of our pages, for the peer to copy."""
    for path, made in theme_assets(load_theme([built_in_folder()]), None).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made if isinstance(made, bytes) else Path(made).read_bytes())


def write_lean(sites: Sites) -> None:
    """The full site once more, with the lean theme and without the pages that the peer does not have.

    Takes the converted language out of both.
    """
    settings = sites.full / "site.yml"
    settings.write_text(_DERIVED.sub("", settings.read_text("utf-8")), "utf-8")
    shutil.copytree(sites.full, sites.lean)
    settings = sites.lean / "site.yml"
    own = f"theme: bench\nlimits:\n  page_size: {PAGE_SIZE}\nleave_out: [{', '.join(LEFT_OUT)}]\n"
    settings.write_text(_SETTING.sub("", settings.read_text("utf-8")) + own, "utf-8")
    shutil.copytree(HERE / "theme", sites.lean / "themes" / "bench")
    for path in (sites.lean / "content").rglob("*.yml"):
        text = path.read_text("utf-8")
        if "\naliases:" in text:
            path.write_text(_FORMER_IDS.sub("", text), "utf-8")
    for path in (sites.lean / "content").rglob("*.md"):
        text = path.read_text("utf-8")
        plain = _LINK.sub(r"\1", text)
        if plain != text:
            path.write_text(plain, "utf-8")
