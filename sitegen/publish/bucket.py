"""Publishing to object storage that speaks S3's language: Amazon's, Alibaba's OSS, MinIO, Ceph.

Objects are replaced one by one, each as a whole. The order makes every state in between a site without a dead
link: files that pages load, new pages, changed pages from the deepest up to the home page, what lists pages
for machines, and only then what goes. What an interruption leaves undone is seen from the listing, by each
object's MD5, and taken up again. What is replaced or removed is first copied to the records, which have a
place of their own that readers must not see; a rollback puts it back.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from sitegen.diagnostics import MachineError
from sitegen.publish.files import (
    Changes,
    Published,
    Release,
    SiteFile,
    Wish,
    changes_between,
    refuse_shrunken,
    release_of,
)
from sitegen.publish.targets import BucketTarget

BEGUN = "begun.json"
"""Of the records: every path that may have been written, from before the first is until all are right."""
OSS_OPTIONS = {"s3": {"addressing_style": "virtual"}}
"""Alibaba's servers want the bucket's name in the host's."""
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".ics": "text/calendar; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".epub": "application/epub+zip",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
}


class Bucket:
    """A place in object storage: listing, reading, writing, whatever the library calls it."""

    def __init__(self, storage: Any, place: str, *, served: bool = True) -> None:
        """With `served`, objects are given what a web server says of a file."""
        self._storage = storage
        self._served = served
        self._place = place
        """Bucket and prefix, without a slash at the end."""

    def sums(self) -> dict[str, str]:
        """MD5 of each object by path; "" where the server does not give it."""
        self._storage.invalidate_cache()
        listed = self._storage.find(self._place, detail=True)
        return {
            key[len(self._place) + 1 :]: _md5_of(info)
            for key, info in listed.items()
            if info["type"] == "file" and key != self._place
        }

    def read(self, path: str) -> bytes | None:
        try:
            data: bytes = self._storage.cat_file(f"{self._place}/{path}")
        except FileNotFoundError:
            return None
        return data

    def write(self, path: str, data: bytes) -> None:
        self._storage.pipe_file(f"{self._place}/{path}", data, **self._headers(path))

    def upload(self, files: Mapping[str, Path]) -> None:
        """Several at a time, those of one type together."""
        by_type: dict[str, list[str]] = defaultdict(list)
        for path in files:
            by_type[type_of(path)].append(path)
        for paths in by_type.values():
            sources = [str(files[path]) for path in paths]
            places = [f"{self._place}/{path}" for path in paths]
            self._storage.put(sources, places, **self._headers(paths[0]))

    def _headers(self, path: str) -> dict[str, str]:
        # Names stay the same when contents change, so browsers are to ask each time.
        return {"ContentType": type_of(path), "CacheControl": "no-cache"} if self._served else {}

    def remove(self, paths: Iterable[str]) -> None:
        if places := [f"{self._place}/{path}" for path in paths]:
            self._storage.rm(places)


def _md5_of(info: Mapping[str, Any]) -> str:
    tag = str(info.get("ETag", "")).strip('"').lower()
    return tag if len(tag) == 32 else ""  # of an upload in parts it is something else


def type_of(path: str) -> str:
    """Media type of a file, with the character set where there is text."""
    suffix = Path(path).suffix.lower()
    return _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def open_bucket(target: BucketTarget, endpoint: str) -> Bucket:
    """The place that a target names. Keys come from where the platform's own tools have them.

    Raises MachineError where the library is missing.
    """
    try:
        from s3fs import S3FileSystem
    except ImportError:
        raise MachineError("E_NO_TOOL", tool="s3fs", package="pip install s3fs") from None
    config: dict[str, Any] = {"request_checksum_calculation": "when_required"}
    if target.scheme == "oss":
        config |= OSS_OPTIONS
    storage = S3FileSystem(endpoint_url=endpoint or None, config_kwargs=config, use_listings_cache=False)
    return Bucket(storage, f"{target.bucket}/{target.prefix}".rstrip("/"))


def records_beside(target: BucketTarget) -> BucketTarget | None:
    """Where records are if nobody says otherwise: beside the prefix; nowhere for a whole bucket."""
    return msgspec.structs.replace(target, prefix=f"{target.prefix}.sitegen") if target.prefix else None


def open_folder(path: Path) -> Bucket:
    """A folder here for records. Raises MachineError where the library is missing."""
    try:
        from fsspec.implementations.local import LocalFileSystem
    except ImportError:
        raise MachineError("E_NO_TOOL", tool="fsspec", package="pip install s3fs") from None
    return Bucket(LocalFileSystem(auto_mkdir=True), path.resolve().as_posix(), served=False)


def publish_objects(bucket: Bucket, records: Bucket, files: Mapping[str, SiteFile], wish: Wish) -> Published:
    """Publish these files. Raises ContentError for what is refused, MachineError, OSError."""
    releases = releases_in(records)
    current = _current(records, releases)
    release = release_of(files, max((each.number for each in releases), default=0))
    known = _known(records, current)
    refuse_shrunken(current, release, wish)
    sums = bucket.sums()
    wanted = {path: _md5(file.source) for path, file in files.items()}
    differ = {path for path in files if sums.get(path) != wanted[path] or not sums[path]}
    gone = sorted((known - files.keys()) & sums.keys())
    changes = Changes(tuple(sorted(differ - sums.keys())), tuple(sorted(differ & sums.keys())), tuple(gone))
    if not changes:
        return Published(current.name if current else release.name, changes, done=False)
    if not known and sums.keys() & files.keys() and not wish.force:
        raise MachineError("E_FOREIGN_TARGET")
    if wish.dry_run:
        return Published(release.name, changes, done=False)
    if current:
        _put_by(bucket, records, current, [*changes.changed, *changes.removed])
    records.write(BEGUN, msgspec.json.encode(sorted(known | files.keys())))
    _replace(bucket, changes, {path: files[path].source for path in differ})
    _verify(bucket, wanted, gone)
    records.write(f"{release.name}.json", msgspec.json.encode(release))
    records.write("current", release.name.encode())
    _forget(records, [*releases, release], wish.keep)
    return Published(release.name, changes)


def roll_back_objects(bucket: Bucket, records: Bucket, wish: Wish) -> Published:
    """Put the release before the current one back. Raises MachineError where there is none."""
    releases = releases_in(records)
    current = _current(records, releases)
    earlier = [each for each in releases if current is not None and each.number < current.number]
    if current is None or not earlier:
        raise MachineError("E_NO_RELEASE")
    old = earlier[-1]
    changes = changes_between(current.files, old.files)
    if wish.dry_run:
        return Published(old.name, changes, done=False)
    _put_by(bucket, records, current, [*changes.changed, *changes.removed])
    for path in _in_order(changes):
        data = records.read(f"objects/{old.files[path]}")
        if data is None:
            raise MachineError("E_PUBLISHING", target=old.name, reason=f"{path} is not kept")
        bucket.write(path, data)
    bucket.remove(changes.removed)
    records.write("current", old.name.encode())
    return Published(old.name, changes)


def releases_in(records: Bucket) -> list[Release]:
    """Complete releases, oldest first."""
    decode = msgspec.json.Decoder(Release).decode
    names = sorted(path for path in records.sums() if path[:4].isdecimal() and path.endswith(".json"))
    return [decode(data) for data in map(records.read, names) if data]


def _current(records: Bucket, releases: Iterable[Release]) -> Release | None:
    name = (records.read("current") or b"").decode()
    return next((each for each in releases if each.name == name), None)


def _known(records: Bucket, current: Release | None) -> set[str]:
    """Paths that were published, those of an interrupted attempt too: nothing else is ever removed."""
    data = records.read(BEGUN)
    begun = msgspec.json.decode(data, type=list[str]) if data else []
    return {*(current.files if current else ()), *begun}


def _put_by(bucket: Bucket, records: Bucket, current: Release, paths: Iterable[str]) -> None:
    """Keep what is about to be replaced, as far as it still is what the current release put there."""
    kept = records.sums()
    for path in paths:
        digest = current.files.get(path, "")
        name = f"objects/{digest}"
        if not digest or name in kept:
            continue
        data = bucket.read(path)
        if data is not None and hashlib.sha256(data).hexdigest() == digest:
            records.write(name, data)


def _replace(bucket: Bucket, changes: Changes, sources: Mapping[str, Path]) -> None:
    new = frozenset(changes.added)
    for _, paths in groupby(_in_order(changes), key=lambda path: _rank(path, new)):
        bucket.upload({path: sources[path] for path in paths})
    bucket.remove(changes.removed)


def _in_order(changes: Changes) -> list[str]:
    new = frozenset(changes.added)
    return sorted([*changes.added, *changes.changed], key=lambda path: (_rank(path, new), path))


def _rank(path: str, new: Container[str]) -> tuple[int, int]:
    """What pages load, new pages, changed pages from the deepest up, then what names pages for machines."""
    if path.endswith(".html"):
        return (1, 0) if path in new else (2, -path.count("/"))
    listing = path.endswith((".xml", ".txt")) or "/search/" in path
    return (3, 0) if listing else (0, 0)


def _verify(bucket: Bucket, wanted: Mapping[str, str], gone: Iterable[str]) -> None:
    sums = bucket.sums()
    wrong = [path for path, md5 in wanted.items() if path not in sums or (sums[path] and sums[path] != md5)]
    wrong += [path for path in gone if path in sums]
    if wrong:
        raise MachineError("E_NOT_VERIFIED", count=len(wrong), first=wrong[0])


def _forget(records: Bucket, releases: list[Release], keep: int) -> None:
    """Let go of old releases, and of the contents that none of the others needs."""
    old, kept = releases[: -max(keep, 2)], releases[-max(keep, 2) :]
    needed = {digest for release in kept for digest in release.files.values()}
    stored = [path for path in records.sums() if path.startswith("objects/")]
    records.remove([f"{release.name}.json" for release in old])
    records.remove([path for path in stored if path.partition("/")[2] not in needed] if old else [])
    records.remove([BEGUN])


def _md5(path: Path) -> str:
    """What the server calls an object's tag; no matter of trust."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
