"""The two states of a site, and servers on loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Share
from tests.publish.sites import Files, build_states, files_of


class States(NamedTuple):
    old: Path
    new: Path

    @property
    def contents(self) -> tuple[Files, Files]:
        return files_of(self.old), files_of(self.new)


@pytest.fixture(scope="session")
def states(share: Share) -> States:
    folder = share("published-states", build_states)
    return States(folder / "old", folder / "new")


class Sshd(NamedTuple):
    config: Path
    """Of ssh, with all that it takes to reach the server as "loopback"."""
    shell: bool


@pytest.fixture(scope="session", params=["rsync", "sftp"])
def sshd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """OpenSSH on a free port: once with a shell and rsync, once with nothing but file transfer."""
    folder = tmp_path_factory.mktemp("sshd")
    shell = request.param == "rsync"
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile none\n"
        f"AuthorizedKeysFile {folder}/user.pub\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n"
        f"Subsystem sftp internal-sftp\nMaxStartups 100\nPermitRootLogin yes\n"
        + ("" if shell else "ForceCommand internal-sftp\n")
    )
    (folder / "config").write_text(
        f"Host loopback\n HostName 127.0.0.1\n Port {port}\n User {_account()}\n IdentityFile {folder}/user\n"
        " IdentitiesOnly yes\n StrictHostKeyChecking no\n UserKnownHostsFile /dev/null\n LogLevel ERROR\n"
        # One connection for all that a test does: opening one takes longer than what goes over it.
        f" ControlMaster auto\n ControlPath {folder}/%C\n ControlPersist 5\n"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    program = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "openssh-server is missing: scripts/test-tools.sh"
    server = subprocess.Popen([program, "-D", "-e", "-f", folder / "sshd_config"], stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield Sshd(folder / "config", shell)
    finally:
        server.terminate()
        server.wait()


def _account() -> str:
    import pwd

    return pwd.getpwuid(os.geteuid()).pw_name


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server does not answer")
