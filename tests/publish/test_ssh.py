"""An SSH host, with rsync and with file transfer alone, against OpenSSH's own server."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sitegen.diagnostics import MachineError
from sitegen.publish.files import Published, Wish, site_files
from sitegen.publish.publish_site import Access, publish_site, roll_back
from sitegen.publish.ssh import SshHost
from sitegen.publish.targets import SshTarget
from tests.publish.conftest import Sshd, States
from tests.publish.interruptions import Interrupted, helper_killed
from tests.publish.sites import files_of, walk, without_mark

INTERRUPTIONS = {"rsync": 10, "sftp": 6}
"""Of programs in the middle of their work; those between the steps are `test_folder`'s."""


def publish(source: Path, target: Path, sshd: Sshd, **wish: bool) -> Published:
    place = SshTarget("loopback", str(target))
    return publish_site(place, site_files(source), Wish(**wish), Access(ssh_config=sshd.config))


def test_publishing_changing_and_going_back(states: States, sshd: Sshd, tmp_path: Path) -> None:
    old, new = states.contents
    target = tmp_path / "www"
    assert SshHost(SshTarget("loopback", str(target)), sshd.config).rsync == sshd.shell
    first = publish(states.old, target, sshd)
    assert without_mark(files_of(target)) == old
    assert not publish(states.old, target, sshd).done
    second = publish(states.new, target, sshd)
    assert set(second.changes.removed) == old.keys() - new.keys()
    assert without_mark(files_of(target)) == new
    same = next(path for path in old if old[path] == new.get(path))
    assert (target / same).stat().st_nlink == 2, "what has not changed is not sent again"
    roll_back(SshTarget("loopback", str(target)), Wish(), Access(ssh_config=sshd.config))
    assert (target / "assets" / "release.txt").read_text() == f"{first.release}\n"
    assert without_mark(files_of(target)) == old


def test_interruptions(states: States, sshd: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, chance = tmp_path / "www", random.Random(11)
    contents = states.contents
    publish(states.old, target, sshd)
    wanted, interrupted = 1, 0
    while interrupted < INTERRUPTIONS["rsync" if sshd.shell else "sftp"]:
        try:
            with helper_killed(monkeypatch, chance.randint(3, 12), 0.2):
                publish((states.old, states.new)[wanted], target, sshd)
        except Interrupted:
            interrupted += 1
        else:
            assert without_mark(files_of(target)) == contents[wanted]
            wanted = 1 - wanted
        walked = walk(lambda path: (target / path).read_bytes() if (target / path).is_file() else None)
        assert any(walked.items() <= whole.items() for whole in contents), "mixed"
    publish(states.new, target, sshd)
    assert without_mark(files_of(target)) == contents[1]


def test_somebody_elses_folder(states: States, sshd: Sshd, tmp_path: Path) -> None:
    target = tmp_path / "www"
    target.mkdir()
    (target / "theirs.html").write_text("theirs")
    with pytest.raises(MachineError) as refused:
        publish(states.old, target, sshd)
    assert refused.value.diagnostic.code == "E_FOREIGN_TARGET"
    publish(states.old, target, sshd, force=True)
    assert without_mark(files_of(target)) == states.contents[0]
    assert (tmp_path / "www.releases" / "0000-before" / "theirs.html").read_text() == "theirs"


def test_a_server_that_refuses_is_told_of(states: States, sshd: Sshd) -> None:
    with pytest.raises(MachineError) as refused:
        publish(states.old, Path("/proc/www"), sshd)
    assert refused.value.diagnostic.code == "E_PUBLISHING"
    assert refused.value.diagnostic.params["target"] == "loopback"
