"""One way to publish and one to go back, whatever the target."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sitegen.diagnostics import MachineError
from sitegen.publish.files import Published, SiteFile, Wish
from sitegen.publish.targets import BranchTarget, BucketTarget, FolderTarget, SshTarget, Target

if TYPE_CHECKING:
    from sitegen.publish.bucket import Bucket
    from sitegen.publish.releases import Host


class Access(msgspec.Struct, frozen=True, kw_only=True):
    """What it takes to reach a target, besides its name."""

    root: Path = Path()
    """The site, from whose repository a remote's name is understood."""
    endpoint: str = ""
    """Address of object storage that is not Amazon's."""
    records: Target | None = None
    """Where the records of a bucket's releases are."""
    ssh_config: Path | None = None


def publish_site(target: Target, files: Mapping[str, SiteFile], wish: Wish, access: Access) -> Published:
    """Publish these files. Raises ContentError for what is refused, MachineError, OSError."""
    match target:
        case FolderTarget() | SshTarget():
            from sitegen.publish.releases import publish_tree

            return publish_tree(_host(target, access), files, wish)
        case BranchTarget():
            from sitegen.publish.branch import Branch, publish_branch

            with Branch(target, access.root) as branch:
                return publish_branch(branch, files, wish)
        case BucketTarget():
            from sitegen.publish.bucket import open_bucket, publish_objects

            with _told(target):
                records = _records(target, access)
                return publish_objects(open_bucket(target, access.endpoint), records, files, wish)


def roll_back(target: Target, wish: Wish, access: Access) -> Published:
    """Let readers see the release before. Raises MachineError, OSError."""
    match target:
        case FolderTarget() | SshTarget():
            from sitegen.publish.releases import roll_back_tree

            return roll_back_tree(_host(target, access), wish)
        case BranchTarget():
            from sitegen.publish.branch import Branch, roll_back_branch

            with Branch(target, access.root) as branch:
                return roll_back_branch(branch, wish)
        case BucketTarget():
            from sitegen.publish.bucket import open_bucket, roll_back_objects

            with _told(target):
                records = _records(target, access)
                return roll_back_objects(open_bucket(target, access.endpoint), records, wish)


def _host(target: FolderTarget | SshTarget, access: Access) -> Host:
    if isinstance(target, FolderTarget):
        from sitegen.publish.folder import FolderTrees

        return FolderTrees(target.path)
    from sitegen.publish.ssh import SshHost

    return SshHost(target, access.ssh_config)


def _records(target: BucketTarget, access: Access) -> Bucket:
    from sitegen.publish.bucket import open_bucket, open_folder, records_beside

    place = access.records or records_beside(target)
    if isinstance(place, FolderTarget):
        return open_folder(place.path)
    if isinstance(place, BucketTarget):
        return open_bucket(place, access.endpoint)
    raise MachineError("E_NO_RECORDS", target=f"{target.scheme}://{target.bucket}")


@contextlib.contextmanager
def _told(target: BucketTarget) -> Iterator[None]:
    """What a storage server refuses comes in many classes of its library; all mean that it did not work."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError, OSError) as error:
        if isinstance(error, OSError) and error.filename:
            raise  # of this machine
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise MachineError("E_PUBLISHING", target=target.bucket, reason=reason) from error
