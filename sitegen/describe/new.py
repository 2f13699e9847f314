"""New sites and entries: files that work as they are, to write one's own content over.

What stands in an entry's file is `skeleton`'s; here it is decided where it goes. Nothing that is there
already is ever written over.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitegen.content.listing import SITE_FILE
from sitegen.describe.field_outline import SITE, unknown_kind
from sitegen.describe.schema import FOLDER, write_schemas
from sitegen.describe.skeleton import body, skeleton
from sitegen.describe.wheel import WHEEL_NAME, own_wheel, pinned_requirements
from sitegen.diagnostics import MachineError, RequestError
from sitegen.model.formats import is_slug
from sitegen.model.kinds import FOLDERS, KINDS, PACKAGED, RESERVED
from sitegen.pipeline.settings import load_settings

FIRST_DRAFT = "my-first-project"
"""The draft that a new site begins with."""

TOOLS = "tools"
"""Of a site: the folder with the program that builds it."""
REQUIREMENTS = "requirements.txt"

_SKELETONS = Path(__file__).parent / "skeletons" / "site"
_DOT = "dot-"
"""Stands for the leading dot in names of shipped files, which tools would pass over."""


def new_site(folder: Path) -> list[Path]:
    """Write a small working site to a new or empty folder; the files and folders made.

    Raises MachineError where something is there already, OSError for the machine's own troubles.
    """
    if folder.exists() and (not folder.is_dir() or any(path.name != ".git" for path in folder.iterdir())):
        raise MachineError("E_EXISTS", path=folder)
    made = [_write(folder / name, data) for name, data in _shipped()]
    made += new_entry(folder, "project", FIRST_DRAFT)
    return made


def new_entry(root: Path, kind: str, name: str) -> list[Path]:
    """Write an entry's skeleton, a draft; the files and folders made.

    Raises RequestError for a kind or an id that cannot be, MachineError where the entry is there already,
    ContentError when the folder has no usable site.yml.
    """
    _check_name(kind, name)
    reading = load_settings(root.resolve()).reading
    derived = {locale.locale for locale in reading.derived}
    written = [locale for locale in reading.locales if locale not in derived]
    place = root / "content" / FOLDERS[kind] / name
    taken = place if kind in PACKAGED else place.with_name(f"{name}.yml")
    if taken.exists():
        raise MachineError("E_EXISTS", path=taken)
    schemas = root / FOLDER
    refreshed = write_schemas(schemas)
    files = {
        place / PACKAGED[kind] if kind in PACKAGED else taken: skeleton(kind, name, written, _known(root))
    }
    if kind in PACKAGED:
        files |= {place / f"{locale}.md": body(kind, locale) for locale in written}
    made = [_write(path, text.encode()) for path, text in files.items()]
    return [*made, schemas] if refreshed else made


def _check_name(kind: str, name: str) -> None:
    if kind not in KINDS:
        unknown = unknown_kind(kind, (SITE, *KINDS))
        raise RequestError(unknown.code, **unknown.params)
    if not is_slug(name):
        raise RequestError("E_ID", id=name, **_as_slug(name))
    if name in RESERVED.get(kind, ()):
        raise RequestError("E_RESERVED_ID", id=name)


def _as_slug(name: str) -> dict[str, str]:
    """`{"near": …}` where capitals, blanks and underscores are all that is wrong with an id."""
    slug = "-".join(name.lower().replace("_", " ").split())
    return {"near": slug} if is_slug(slug) else {}


def _known(root: Path) -> dict[str, list[str]]:
    """Ids of the entries that a site has, by kind, by their files' names alone."""
    known = {}
    for kind, folder in FOLDERS.items():
        pattern = f"*/{PACKAGED[kind]}" if kind in PACKAGED else "*.yml"
        paths = (root / "content" / folder).glob(pattern)
        ids = (path.parent.name if kind in PACKAGED else path.stem for path in paths)
        known[kind] = sorted(filter(is_slug, ids))
    return known


def _shipped() -> Iterator[tuple[str, bytes]]:
    """Files of a new site: path and bytes; site.yml last, so that it is whole when it counts as one."""
    wheel = own_wheel()
    files = [(f"{TOOLS}/{WHEEL_NAME}", wheel)]
    for path in sorted(_SKELETONS.rglob("*")):
        if path.is_file():
            parts = path.relative_to(_SKELETONS).parts
            name = "/".join(
                f".{part.removeprefix(_DOT)}" if part.startswith(_DOT) else part for part in parts
            )
            text = path.read_text("utf-8")
            if name == REQUIREMENTS:
                text = pinned_requirements(text, wheel, TOOLS)
            files.append((name, text.encode()))
    yield from sorted(files, key=lambda file: file[0] == SITE_FILE)


def _write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "xb") as file:
        file.write(data)
    return path
