"""An SSH host as a place for trees, by the system's own programs: rsync where both sides have it, else sftp.

Keys, jump hosts and known hosts are those of ssh's configuration. Nobody is asked for a password, so that a
workflow does not wait for one.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

import msgspec

from sitegen.diagnostics import MachineError
from sitegen.publish.files import Release, SiteFile, site_file
from sitegen.publish.releases import BEFORE, MARK
from sitegen.publish.targets import SshTarget

_OPTIONS = ("-o", "BatchMode=yes", "-o", "ConnectTimeout=20")


class SshHost:
    """The trees beside a path on a host. Raises MachineError with what ssh, sftp or rsync said."""

    def __init__(self, target: SshTarget, config: Path | None = None) -> None:
        """With `config`, a file of ssh's in place of the account's own."""
        for tool in ("ssh", "sftp"):
            if shutil.which(tool) is None:
                raise MachineError("E_NO_TOOL", tool=tool, package="openssh-client")
        self.host = target.host
        self.target = target.path
        self.trees = f"{target.path}.releases"
        self._port = str(target.port) if target.port else ""
        self._options = [*(["-F", str(config)] if config else []), *_OPTIONS]

    # The host's programs

    def _ssh(self) -> list[str]:
        return ["ssh", *self._options, *(["-p", self._port] if self._port else [])]

    def _run(self, command: Sequence[str], sent: str | None = None, *, ok: bool = True) -> str:
        done = subprocess.run(command, input=sent or "", capture_output=True, encoding="utf-8", check=False)
        if ok and done.returncode:
            lines = [line for line in done.stderr.splitlines() if line.strip()] or [f"{command[0]} failed"]
            raise MachineError("E_PUBLISHING", target=self.host, reason=lines[-1].strip())
        return done.stdout if done.returncode == 0 else ""

    def _sftp(self, commands: Iterable[str]) -> str:
        """What the server answers to these commands; those that begin with a hyphen may fail."""
        port = ["-P", self._port] if self._port else []
        return self._run(
            ["sftp", "-q", *self._options, *port, "-b", "-", self.host], "\n".join([*commands, ""])
        )

    @cached_property
    def rsync(self) -> bool:
        """Whether there is rsync on both sides, and a shell that runs it."""
        here = shutil.which("rsync") is not None
        return here and bool(self._run([*self._ssh(), self.host, "command -v rsync"], ok=False).strip())

    # What is there

    def _read(self, paths: Sequence[str]) -> list[bytes | None]:
        """Contents of files; None for those that are not there."""
        with tempfile.TemporaryDirectory() as folder:
            places = [Path(folder, str(number)) for number in range(len(paths))]
            self._sftp(
                f"-get {quoted(path)} {quoted(str(place))}" for path, place in zip(paths, places, strict=True)
            )
            return [place.read_bytes() if place.is_file() else None for place in places]

    def _names(self, folder: str) -> list[str]:
        """Names in a folder, none where it is not there."""
        listed = self._sftp([f"-ls -1a {quoted(folder + '/')}"])
        names = [line.strip().rpartition("/")[2] for line in listed.splitlines() if not _is_echo(line)]
        return [name for name in names if name not in ("", ".", "..")]

    def state(self) -> str:
        if self.current():
            return "ours"
        if self._names(self.target):
            return "foreign"
        parent, _, name = self.target.rpartition("/")
        return (
            "empty" if name in self._names(parent or ("/" if self.target[:1] == "/" else ".")) else "absent"
        )

    def current(self) -> str:
        [mark] = self._read([f"{self.target}/{MARK}"])
        return mark.decode("utf-8", "replace").strip() if mark is not None else ""

    def releases(self) -> list[Release]:
        names = sorted(name for name in self._names(self.trees) if name.endswith(".json"))
        decode = msgspec.json.Decoder(Release).decode
        return [decode(data) for data in self._read([f"{self.trees}/{name}" for name in names]) if data]

    # A tree

    def fill(self, release: Release, files: Mapping[str, SiteFile], previous: Release | None) -> None:
        tree = f"{self.trees}/{release.name}"
        self._sftp([f"-mkdir {quoted(self.trees)}", f"-mkdir {quoted(tree)}"])
        with _Staged(files, release.name) as staged:
            if self.rsync:
                link = [f"--link-dest=../{previous.name}"] if previous else []
                self._sync(["--delete", *link], staged, tree)
            else:
                self._put(tree, staged.files, previous)

    def _sync(self, options: Sequence[str], staged: _Staged, tree: str) -> str:
        shell = shlex.join(self._ssh())
        modes = "--chmod=D755,F644"
        source, place = f"{staged.folder}/", f"{self.host}:{tree}/"
        return self._run(["rsync", "-rLpcW", "-s", modes, "-e", shell, *options, source, place])

    def _put(self, tree: str, files: Mapping[str, SiteFile], previous: Release | None) -> None:
        """By sftp: what the tree lacks, linked to the previous one's where that has the same."""
        there = self._sizes(tree, files)
        folders = dict.fromkeys(folder for path in files for folder in _folders_of(path))
        commands = [f"-mkdir {quoted(f'{tree}/{folder}')}" for folder in folders]
        for path, file in files.items():
            place = quoted(f"{tree}/{path}")
            if there.get(path) == file.size:
                continue
            commands.append(f"-rm {place}")
            if previous is not None and previous.files.get(path) == file.digest:
                commands.append(f"ln {quoted(f'{self.trees}/{previous.name}/{path}')} {place}")
            else:
                commands.append(f"put {quoted(str(file.source))} {place}")
        self._sftp(commands)

    def _sizes(self, tree: str, files: Iterable[str]) -> dict[str, int]:
        """Sizes of the tree's files, as far as its folders are those of these paths."""
        found: dict[str, int] = {}
        folders = sorted({path.rpartition("/")[0] for path in files})
        listed = self._sftp(f"-ls -lan {quoted(f'{tree}/{folder}'.rstrip('/') + '/')}" for folder in folders)
        folder = ""
        for line in listed.splitlines():
            if _is_echo(line):
                folder = _asked_folder(line).removeprefix(tree).strip("/")
                continue
            parts = line.split(None, 8)
            if len(parts) == 9 and parts[0].startswith("-"):
                name = parts[8].rpartition("/")[2]
                found[f"{folder}/{name}".lstrip("/")] = int(parts[4])
        return found

    def faults(self, release: Release, files: Mapping[str, SiteFile]) -> list[str]:
        tree = f"{self.trees}/{release.name}"
        with _Staged(files, release.name) as staged:
            if self.rsync:
                said = self._sync(["--delete", "-n", "--out-format=%n"], staged, tree)
                return [line for line in said.splitlines() if not line.endswith("/")]
            with tempfile.TemporaryDirectory() as folder:
                self._sftp([f"-get -R {quoted(tree)} {quoted(f'{folder}/tree')}"])
                return _differences(Path(folder, "tree"), staged.files)

    def record(self, release: Release) -> None:
        place = f"{self.trees}/{release.name}.json"
        with tempfile.TemporaryDirectory() as folder:
            local = Path(folder, "record")
            local.write_bytes(msgspec.json.encode(release))
            self._sftp(
                [
                    f"put {quoted(str(local))} {quoted(place + '.part')}",
                    f"rename {quoted(place + '.part')} {quoted(place)}",
                ]
            )

    def switch(self, name: str) -> None:
        link, trees = quoted(f"{self.target}.next"), self.trees.rpartition("/")[2]
        self._sftp(
            [
                f"-rm {link}",
                f"symlink {quoted(f'{trees}/{name}')} {link}",
                f"rename {link} {quoted(self.target)}",
            ]
        )

    def set_aside(self) -> None:
        if self._names(self.target):
            self.record(Release(name=BEFORE, files={}))
            self._sftp([f"rename {quoted(self.target)} {quoted(f'{self.trees}/{BEFORE}')}"])
        else:
            self._sftp([f"rmdir {quoted(self.target)}"])

    def remove_all_but(self, names: set[str]) -> None:
        gone = [name for name in self._names(self.trees) if name.removesuffix(".json") not in names]
        self._sftp(
            f"-rm {quoted(f'{self.trees}/{name}')}" for name in gone if name.endswith((".json", ".part"))
        )
        trees = [name for name in gone if not name.endswith((".json", ".part"))]
        if trees and self.rsync:
            places = " ".join(f"{self.trees}/{name}" for name in trees if _is_release(name))
            self._run([*self._ssh(), self.host, f"rm -rf -- {places}"])
        for name in () if self.rsync else trees:
            self._remove_tree(f"{self.trees}/{name}")

    def _remove_tree(self, folder: str) -> None:
        """Folder by folder, for sftp removes no more at a time."""
        self._sftp([f"-rm {quoted(folder)}/*"])
        for name in self._names(folder):
            self._remove_tree(f"{folder}/{name}")
        self._sftp([f"-rm {quoted(folder)}/.*", f"-rmdir {quoted(folder)}"])


class _Staged:
    """The files to send and the mark of their release, in one folder of links."""

    def __init__(self, files: Mapping[str, SiteFile], name: str) -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="sitegen-")
        self.folder = Path(self._temporary.name, "site")
        self._name = name
        self._files = files
        self.files: dict[str, SiteFile] = {}

    def __enter__(self) -> Self:
        mark = Path(self._temporary.name, "mark")
        mark.write_text(f"{self._name}\n", "utf-8")
        self.files = {**self._files, MARK: site_file(mark)}
        for path, file in self.files.items():
            place = self.folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(file.source)
        return self

    def __exit__(self, *_: object) -> None:
        self._temporary.cleanup()


def _differences(tree: Path, files: Mapping[str, SiteFile]) -> list[str]:
    there = {
        Path(place, name).relative_to(tree).as_posix() for place, _, names in os.walk(tree) for name in names
    }
    found = there ^ files.keys()
    return sorted(
        found | {path for path in there & files.keys() if site_file(tree / path).digest != files[path].digest}
    )


def _folders_of(path: str) -> list[str]:
    """Every folder of a path, the outermost first."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]


def _is_release(name: str) -> bool:
    return name[:4].isdecimal() and name.replace("-", "").isalnum()


def _is_echo(line: str) -> bool:
    """A command of a batch, which sftp repeats before it answers."""
    return line.startswith("sftp> ")


def _asked_folder(line: str) -> str:
    return line.partition('"')[2].rpartition('"')[0].replace("\\", "")


def quoted(path: str) -> str:
    """A path as a word of an sftp batch, in which none of its characters is a pattern."""
    return '"' + "".join(f"\\{char}" if char in '\\"*?[' else char for char in path) + '"'
