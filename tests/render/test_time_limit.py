"""A template that does not come to an end is named with its line, whatever thread it runs in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.diagnostics import ContentError, Diagnostic
from sitegen.pipeline.build import Options, build
from sitegen.render import time_limit
from tests.support.minisite import MiniSite

ENDLESS = """\
{% macro rows() %}
{% for i in range(1000000) %}
{% for j in range(1000000) %}{{ j }}{% endfor %}
{% endfor %}
{% endmacro %}
<p>{{ rows() }}</p>
"""


def told(root: Path) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    try:
        build(Options(root=root, output=root / "build", now="2026-11-20", jobs=1))
    except ContentError as error:
        found = error.diagnostics
    return found


def here(work: Callable[[], None]) -> None:
    work()


def elsewhere(work: Callable[[], None]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(("run", "seconds"), [(here, 1.0), (elsewhere, 8.0)])
def test_an_endless_template_is_named(
    mini_site: MiniSite,
    monkeypatch: pytest.MonkeyPatch,
    run: Callable[[Callable[[], None]], None],
    seconds: float,
) -> None:
    root = mini_site({"theme/templates/404.html": ENDLESS})
    monkeypatch.setattr(time_limit, "SECONDS", seconds)
    found: list[Diagnostic] = []
    run(lambda: found.extend(told(root)))
    assert [(each.code, each.place.path, each.place.column) for each in found] == [
        ("E_TEMPLATE_TIME", "theme/templates/404.html", 1)
    ]
    assert 2 <= found[0].place.line <= 4
    assert not (root / "build").exists()


def test_a_range_that_would_fill_the_memory_is_refused(mini_site: MiniSite) -> None:
    root = mini_site({"theme/templates/404.html": "\n{{ range(10**10) | list | length }}"})
    (found,) = told(root)
    assert (found.code, found.place.line) == ("E_TEMPLATE", 2)
    assert "1,000,000" in str(found.params["reason"])


def test_pages_that_end_leave_no_timer_behind(mini_site: MiniSite) -> None:
    import signal

    assert told(mini_site()) == []
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert threading.active_count() == 1 or threading.current_thread() is threading.main_thread()
