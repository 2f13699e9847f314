"""Which browser is taken: never Ubuntu's snap, which cannot be driven from a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.chromium import NoChromium, find_chromium, version


def _executable(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_snap_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _executable(tmp_path / "a" / "chromium", '#!/bin/sh\nexec /snap/bin/chromium "$@"\n')
    real = _executable(tmp_path / "a" / "google-chrome", "#!/bin/sh\necho Google Chrome 140.0\n")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path / 'a'}:/usr/bin:/bin")
    monkeypatch.chdir(tmp_path)
    assert find_chromium() == real


def test_the_one_that_is_named_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = _executable(tmp_path / "mine", "#!/bin/sh\necho Chromium 140.0\n")
    monkeypatch.setenv("CHROMIUM", str(named))
    assert find_chromium() == named
    assert version(named) == "Chromium 140.0"


def test_one_that_does_not_start_is_refused(tmp_path: Path) -> None:
    broken = _executable(tmp_path / "broken", "#!/bin/sh\necho no libnss3 >&2\nexit 127\n")
    with pytest.raises(NoChromium, match="no libnss3"):
        version(broken)
