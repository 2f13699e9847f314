"""Object storage: against moto's S3 server, and in memory where it is interrupted at any point."""

from __future__ import annotations

import hashlib
import logging
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from moto.server import ThreadedMotoServer
from s3fs import S3FileSystem

from sitegen.diagnostics import MachineError
from sitegen.publish.bucket import Bucket, publish_objects, roll_back_objects, type_of
from sitegen.publish.files import Published, Wish, site_files
from sitegen.publish.publish_site import Access, publish_site, roll_back
from sitegen.publish.targets import BucketTarget, FolderTarget
from tests.publish.conftest import States
from tests.publish.sites import Files, walk

INTERRUPTIONS = 50


class Server:
    """An S3 server with a bucket, and what it holds."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.storage = S3FileSystem(endpoint_url=address, use_listings_cache=False)
        self.storage.mkdir("web")

    def holds(self, prefix: str) -> dict[str, str]:
        """MD5 by path."""
        self.storage.invalidate_cache()
        listed = self.storage.find(prefix, detail=True)
        return {key[len(prefix) + 1 :]: info["ETag"].strip('"') for key, info in listed.items()}


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }.items():
            patch.setenv(name, value)
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        moto.start()
        host, port = moto.get_host_and_port()
        try:
            yield Server(f"http://{host}:{port}")
        finally:
            moto.stop()


def publish(source: Path, server: Server, prefix: str, **wish: bool) -> Published:
    target = BucketTarget("s3", "web", prefix)
    return publish_site(target, site_files(source), Wish(**wish), Access(endpoint=server.address))


def sums(files: Files) -> dict[str, str]:
    return {path: hashlib.md5(data, usedforsecurity=False).hexdigest() for path, data in files.items()}


def test_publishing_changing_and_going_back(states: States, server: Server) -> None:
    old, new = states.contents
    publish(states.old, server, "a/invest")
    assert server.holds("web/a/invest") == sums(old)
    page = server.storage.info("web/a/invest/zh/index.html")
    assert page["ContentType"] == "text/html; charset=utf-8"
    assert not publish(states.old, server, "a/invest").done

    told = publish(states.new, server, "a/invest", dry_run=True)
    assert server.holds("web/a/invest") == sums(old)
    second = publish(states.new, server, "a/invest")
    assert second.changes == told.changes
    assert set(second.changes.removed) == old.keys() - new.keys()
    assert set(second.changes.changed) == {path for path in old.keys() & new.keys() if old[path] != new[path]}
    assert server.holds("web/a/invest") == sums(new)

    roll_back(BucketTarget("s3", "web", "a/invest"), Wish(), Access(endpoint=server.address))
    assert server.holds("web/a/invest") == sums(old)
    with pytest.raises(MachineError) as refused:
        roll_back(BucketTarget("s3", "web", "a/invest"), Wish(), Access(endpoint=server.address))
    assert refused.value.diagnostic.code == "E_NO_RELEASE"


def test_what_is_replaced_is_not_kept_where_readers_are(states: States, server: Server) -> None:
    publish(states.old, server, "b/invest")
    publish(states.new, server, "b/invest")
    assert server.holds("web/b/invest") == sums(states.contents[1])
    assert any(path.startswith("objects/") for path in server.holds("web/b/invest.sitegen"))


def test_a_whole_bucket_needs_a_place_for_its_records(states: States, server: Server, tmp_path: Path) -> None:
    server.storage.mkdir("whole")
    target, files = BucketTarget("s3", "whole", ""), site_files(states.old)
    with pytest.raises(MachineError) as refused:
        publish_site(target, files, Wish(), Access(endpoint=server.address))
    assert refused.value.diagnostic.code == "E_NO_RECORDS"
    access = Access(endpoint=server.address, records=FolderTarget(tmp_path / "records"))
    publish_site(target, files, Wish(), access)
    publish_site(target, site_files(states.new), Wish(), access)
    assert server.holds("whole") == sums(states.contents[1])
    roll_back(target, Wish(), access)
    assert server.holds("whole") == sums(states.contents[0])


def test_somebody_elses_objects(states: States, server: Server) -> None:
    server.storage.pipe_file("web/c/index.html", b"theirs")
    server.storage.pipe_file("web/c/other.html", b"theirs")
    with pytest.raises(MachineError) as refused:
        publish(states.old, server, "c")
    assert refused.value.diagnostic.code == "E_FOREIGN_TARGET"
    publish(states.old, server, "c", force=True)
    assert server.storage.cat_file("web/c/other.html") == b"theirs", "what is not ours is never removed"


def test_a_bucket_that_is_not_there_is_told_of(states: States, server: Server) -> None:
    target = BucketTarget("s3", "nowhere", "x")
    with pytest.raises(MachineError) as refused:
        publish_site(target, site_files(states.old), Wish(), Access(endpoint=server.address))
    assert refused.value.diagnostic.code == "E_PUBLISHING"


class Cut(BaseException):
    """The process is gone."""


class Storage:
    """Object storage in memory that is cut off after a number of requests; tags as S3 has them."""

    def __init__(self) -> None:
        self.objects: Files = {}
        self.left = -1

    def _request(self) -> None:
        if self.left == 0:
            raise Cut
        self.left -= 1

    def invalidate_cache(self) -> None:
        pass

    def find(self, place: str, detail: bool) -> dict[str, dict[str, str]]:
        self._request()
        held = {key: data for key, data in self.objects.items() if key.startswith(f"{place}/")}
        return {key: {"type": "file", "ETag": f'"{tag}"'} for key, tag in sums(held).items()}

    def cat_file(self, key: str) -> bytes:
        self._request()
        if key not in self.objects:
            raise FileNotFoundError(key)
        return self.objects[key]

    def pipe_file(self, key: str, data: bytes, **_: str) -> None:
        self._request()
        self.objects[key] = data

    def put(self, sources: list[str], keys: list[str], **_: str) -> None:
        pairs = list(zip(sources, keys, strict=True))
        random.Random(len(pairs)).shuffle(pairs)  # several at a time: no order among them
        for source, key in pairs:
            self.pipe_file(key, Path(source).read_bytes())

    def rm(self, keys: list[str]) -> None:
        for key in keys:
            self._request()
            self.objects.pop(key, None)


def test_interruptions_at_any_point(states: States) -> None:
    """A reader finds every page that a link leads to, each as it was or as it is to be."""
    storage, chance = Storage(), random.Random(3)
    bucket, records = Bucket(storage, "web/invest"), Bucket(storage, "web/records")
    contents = states.contents
    sites = [site_files(folder) for folder in states]
    publish_objects(bucket, records, sites[0], Wish())
    wanted, interrupted = 1, 0
    while interrupted < INTERRUPTIONS:
        storage.left = chance.randrange(1, 130)
        try:
            publish_objects(bucket, records, sites[wanted], Wish())
        except Cut:
            interrupted += 1
        else:
            assert _held(storage) == contents[wanted]
            wanted = 1 - wanted
        held = _held(storage)
        for path, data in walk(held.get).items():
            assert data in (contents[0].get(path), contents[1].get(path))
        if chance.random() < 0.2:  # somebody gives up and publishes the other state instead
            wanted = 1 - wanted
    storage.left = -1
    publish_objects(bucket, records, sites[0], Wish())
    publish_objects(bucket, records, sites[1], Wish())
    assert _held(storage) == contents[1]
    roll_back_objects(bucket, records, Wish())
    assert _held(storage) == contents[0]


def _held(storage: Storage) -> Files:
    place = "web/invest/"
    return {key[len(place) :]: data for key, data in storage.objects.items() if key.startswith(place)}


def test_types_name_the_character_set() -> None:
    assert type_of("zh/index.html") == "text/html; charset=utf-8"
    assert type_of("a.PNG") == "image/png"
    assert type_of("x.unknown-ending") == "application/octet-stream"
