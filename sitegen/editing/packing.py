"""One entry as a zip file, to be sent where there is no git, and taken in on the other side.

Beside the entry's files it holds a list with a digest of each, and of what the sender began with: so the one
who takes it in is told where both sides have changed the same file, and nothing is written over.
"""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from sitegen.content.yaml_file import parse_yaml
from sitegen.content.yaml_nodes import Mapping as MappingNode
from sitegen.diagnostics import Diagnostic, RequestError, has_errors
from sitegen.editing.entry_state import EntryState, check_key, files_of, folder_of, state_of, yaml_of
from sitegen.model.entries import Reading
from sitegen.model.read_entry import read_entry
from sitegen.sheets.cell_values import data_of
from sitegen.sheets.entries_there import There
from sitegen.sheets.entry_texts import Texts, TextsChange, after_changes, texts_in
from sitegen.sheets.refusal import SheetRefused
from sitegen.sheets.transaction import apply_changes, editing

LIST = "sitegen-entry.json"
MOST_FILES = 200
MOST_BYTES = 60_000_000
_DAY = (2000, 1, 1, 0, 0, 0)


def find_entry(root: Path, name: str, default: str) -> tuple[str, str]:
    """Kind and id of an entry that is named by its id, or as kind/id. Raises RequestError."""
    kind, slash, key = name.partition("/")
    if slash:
        check_key(kind, key)
        return kind, key
    found = [one for one, paths in There(root, default).paths.items() if name in paths]
    if len(found) > 1:
        raise RequestError("E_PACK_NAME", id=name, names=", ".join(f"{one}/{name}" for one in found))
    if not found:
        raise RequestError("E_NO_PATH", path=name)
    return found[0], name


def packed(root: Path, kind: str, key: str, reading: Reading) -> bytes:
    """The zip file. Same entry, same bytes. Raises RequestError, OSError."""
    state = state_of(root, kind, key, reading.written)
    files = {path: (root / path).read_bytes() for path in sorted(files_of(state).paths)}
    base = {path: before for path in files if (before := _committed(root, path)) is not None}
    listed = {
        "format": 1,
        "kind": kind,
        "id": key,
        "files": {path: digest(data) for path, data in files.items()},
        "base": {path: digest(data) for path, data in base.items()},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(LIST, _DAY), json.dumps(listed, ensure_ascii=False, indent=1))
        for path, data in files.items():
            archive.writestr(zipfile.ZipInfo(path, _DAY), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _committed(root: Path, path: str) -> bytes | None:
    """A file as git has it; None where it does not."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "show", f"HEAD:./{path}"], capture_output=True, check=False, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


class Pack(NamedTuple):
    """A zip file that has been looked at."""

    kind: str
    id: str
    files: dict[str, bytes]
    changed: tuple[str, ...]
    """Files that differ from those here, or are new."""
    conflicts: tuple[str, ...]
    """Of them, those that have been changed here since the sender began."""
    problems: tuple[Diagnostic, ...]
    """What is wrong with the entry."""


def is_pack(path: Path) -> bool:
    """Whether a file is a zip with the list of an entry in it; workbooks are zip files, too."""
    try:
        with zipfile.ZipFile(path) as archive:
            return LIST in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def look_at_pack(root: Path, path: Path, reading: Reading) -> Pack:
    """Raises SheetRefused, RequestError, OSError; writes nothing."""
    data = _unzipped(path)
    try:
        listed = json.loads(data.pop(LIST))
        kind, key, base = str(listed["kind"]), str(listed["id"]), dict(listed["base"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _refused("its list is damaged", "清单已损坏") from None
    check_key(kind, key)
    _check_names(root, kind, key, data)
    changed = [name for name in data if not _is_here(root, name, data[name])]
    conflicts = [name for name in changed if not _is_as_it_was(root, name, base.get(name))]
    return Pack(
        kind, key, data, tuple(changed), tuple(conflicts), tuple(_problems(root, (kind, key), data, reading))
    )


def write_pack(root: Path, pack: Pack, reading: Reading) -> list[Path]:
    """Put the entry's files in place, all or none. Raises OSError."""
    files: dict[Path, bytes | None] = {root / name: pack.files[name] for name in pack.changed}
    if files:
        with editing(root):
            here = {name: (root / name).read_bytes() for name in pack.files if (root / name).is_file()}
            change = TextsChange(pack.kind, pack.id, _texts(here, reading), _texts(pack.files, reading))
            apply_changes(root, {**files, **after_changes(root, [change], reading.default_locale)})
    return list(files)


def _texts(files: Mapping[str, bytes], reading: Reading) -> Texts:
    """What an entry's files say in each language, for the record of translations."""
    data: Any = {}
    bodies = {}
    for name, content in files.items():
        stem = PurePosixPath(name).stem
        if name.endswith(".yml"):
            node, _ = parse_yaml(content, name)
            data = data_of(node) if isinstance(node, MappingNode) else {}
        elif name.endswith(".md") and stem in reading.written:
            bodies[stem] = content.decode("utf-8", "replace")
    return texts_in(data, bodies, reading.written)


def _unzipped(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > MOST_BYTES:
                raise _refused("it holds more than an entry can have", "内容超过一个条目应有的大小")
            if len({info.filename for info in infos}) < len(infos):
                raise _refused("it has two files of one name", "有两个同名文件")
            made = {}
            left = MOST_BYTES
            for info in infos:
                with archive.open(info) as file:
                    made[info.filename] = file.read(left + 1)
                left -= len(made[info.filename])
                if left < 0:
                    raise _refused("it holds more than an entry can have", "内容超过一个条目应有的大小")
            return made
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        raise _refused("it is damaged or locked with a password", "文件已损坏或设有密码") from None


def _refused(en: str, zh: str) -> SheetRefused:
    return SheetRefused(f"this zip file cannot be taken: {en}", f"这个压缩包不能导入：{zh}")


def _check_names(root: Path, kind: str, key: str, data: Mapping[str, bytes]) -> None:
    """Only files of the entry, right in its folder: nothing is unpacked anywhere else."""
    yaml = yaml_of(root, kind, key).relative_to(root).as_posix()
    folder = folder_of(root, kind, key).relative_to(root).as_posix()
    for name in data:
        inside = name.removeprefix(f"{folder}/")
        plain = inside not in ("", ".", "..") and not set(inside) & set("/\\:\0")
        if name != yaml and not (name.startswith(f"{folder}/") and plain):
            raise _refused(f"{name} is no file of {kind}/{key}", f"{name} 不是 {kind}/{key} 的文件")
    if yaml not in data:
        raise _refused(f"{yaml} is missing", f"缺少 {yaml}")


def _is_here(root: Path, name: str, data: bytes) -> bool:
    path = root / name
    return path.is_file() and path.read_bytes() == data


def _is_as_it_was(root: Path, name: str, base: object) -> bool:
    """Whether a file is here as the sender began with it."""
    path = root / name
    return not path.exists() or (path.is_file() and digest(path.read_bytes()) == base)


def _problems(
    root: Path, entry: tuple[str, str], data: Mapping[str, bytes], reading: Reading
) -> Iterator[Diagnostic]:
    kind, key = entry
    folder = folder_of(root, kind, key).relative_to(root).as_posix()
    names = tuple(sorted(name.removeprefix(f"{folder}/") for name in data if name.startswith(f"{folder}/")))
    yaml = yaml_of(root, kind, key).relative_to(root).as_posix()
    state = EntryState(kind, key, "", {}, tuple(name for name in names if f"{folder}/{name}" != yaml))

    def read(path: str, limit: int) -> bytes | None:
        found = data.get(path, b"")
        return found if len(found) <= limit else None

    yield from read_entry(files_of(state), reading, read).diagnostics


def is_wrong(pack: Pack) -> bool:
    return has_errors(pack.problems)
