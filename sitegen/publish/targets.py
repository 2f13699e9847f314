"""What a target is called, and which way of publishing that means."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from sitegen.diagnostics import RequestError

_SSH = re.compile(r"(?:ssh://)?(?:(?P<user>[\w.-]+)@)?(?P<host>[A-Za-z0-9][\w.-]*)(?::(?P<port>\d+))?")
_PATH = re.compile(r"(?!.*(?:^|/)\.\.?(?:/|$))~?[\w./+-]*[\w+]/?")
"""What needs no quoting on any shell, and leads nowhere else."""
_BUCKET = re.compile(r"(?P<scheme>s3|oss)://(?P<bucket>[a-z0-9][a-z0-9.-]{1,62})(?:/(?P<prefix>[\w./+-]*))?")


class FolderTarget(msgspec.Struct, frozen=True):
    path: Path


class SshTarget(msgspec.Struct, frozen=True):
    host: str
    """With the user, if one is named: "web@www.example.org"."""
    path: str
    port: int = 0


class BucketTarget(msgspec.Struct, frozen=True):
    scheme: str
    bucket: str
    prefix: str
    """Without slashes at its ends; "" for the whole bucket."""


class BranchTarget(msgspec.Struct, frozen=True):
    remote: str
    branch: str


Target = FolderTarget | SshTarget | BucketTarget | BranchTarget


def parse_target(text: str) -> Target:
    """The target of this name. Raises TargetError.

    `s3://bucket/prefix` and `oss://bucket/prefix`, `git:REMOTE#BRANCH`, `user@host:/path` or
    `ssh://user@host:port/path`; anything else is a folder.
    """
    if text.startswith("git:"):
        remote, _, branch = text[4:].rpartition("#")
        if not remote or not re.fullmatch(r"[\w][\w./-]*", branch) or remote.startswith("-"):
            raise RequestError("E_TARGET", target=text)
        return BranchTarget(remote, branch)
    if "://" in text and not text.startswith("ssh://"):
        return _bucket(text)
    if text.startswith("ssh://") or re.match(r"[^/]+:", text):
        return _ssh(text)
    if not text or text.startswith("-"):
        raise RequestError("E_TARGET", target=text)
    return FolderTarget(Path(text))


def _bucket(text: str) -> BucketTarget:
    match = _BUCKET.fullmatch(text)
    prefix = (match["prefix"] or "").strip("/") if match else ""
    if match is None or ".." in prefix.split("/"):
        raise RequestError("E_TARGET", target=text)
    return BucketTarget(match["scheme"], match["bucket"], prefix)


def _ssh(text: str) -> SshTarget:
    if text.startswith("ssh://"):
        host, slash, path = text.removeprefix("ssh://").partition("/")
        path = slash + path
    else:
        host, _, path = text.partition(":")
    match = _SSH.fullmatch(host)
    if match is None or not _PATH.fullmatch(path):
        raise RequestError("E_TARGET", target=text)
    user = f"{match['user']}@" if match["user"] else ""
    return SshTarget(f"{user}{match['host']}", path.rstrip("/"), int(match["port"] or 0))
