"""A preview whose machine fails: at the start it ends with the fault, later it tells it and goes on."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from sitegen.diagnostics import MachineError
from sitegen.pipeline.build_options import Options
from sitegen.serve import session

FAULTS = {
    "no font": (MachineError("E_NO_RESVG"), "E_NO_RESVG"),
    "full disk": (OSError(errno.ENOSPC, "No space left on device", "build"), "E_DISK_FULL"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_machine(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fault, code = FAULTS[name]

    def build(*given: Any) -> None:
        raise fault

    monkeypatch.setattr(session, "build", build)
    builder = session._Builder(Options(root=tmp_path, output=tmp_path / "site"))
    with pytest.raises(type(fault)):
        builder.attempt(lambda *said: None, machine_faults=False)
    attempt = builder.attempt(lambda *said: None)
    assert [error.code for error in attempt.errors] == [code]
