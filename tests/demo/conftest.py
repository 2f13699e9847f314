"""Demo catalogues that several tests look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.demo import write_demo


@pytest.fixture(scope="session")
def hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hundred projects of seed 1; to be read, not changed."""
    return written(tmp_path_factory.mktemp("demo"), 100, 1)


def written(folder: Path, projects: int, seed: int) -> Path:
    write_demo(folder, projects, seed, lambda done, total: None)
    return folder
