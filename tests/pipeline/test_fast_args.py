"""What a plain command line is understood to mean is what the library for command lines makes of it."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sitegen.cli import building, commands, run
from sitegen.cli.fast_args import FastArguments, understood
from sitegen.cli.output_place import place_of_output
from sitegen.pipeline import source_status as glimpses
from sitegen.pipeline.build import build
from sitegen.pipeline.build_options import Options, Outcome
from tests.build.edits import make_site, write
from tests.support.minisite import MiniSite
from tests.support.process import REPOSITORY, environment

NOW = "2026-11-20"
WORDS = [
    ["--root", "{root}"],
    ["--root={root}"],
    ["--output", "{root}/out"],
    ["--output", "{root}/content/out"],
    ["--output=relative"],
    ["--now", NOW],
    ["--now", "20261120"],
    ["--now", "2026-02-30"],
    ["--now", "2026-00-01"],
    ["--now", ""],
    ["--lang", "zh"],
    ["--lang=de"],
    ["--jobs", "3"],
    ["--jobs", "0"],
    ["--jobs", "٣"],
    ["--jobs"],
    ["--strict"],
    ["--timings"],
    ["--strict=yes"],
    ["--fresh"],
    ["--base-url", "https://example.org/a/"],
    ["--format", "json"],
    ["--help"],
    ["--", "x"],
    ["content/projects"],
    ["--ro", "{root}"],
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    make_site(root, projects=2)
    return root


def told(options: Options, *more: object) -> tuple[object, ...]:
    return (
        str(options.root),
        str(options.output),
        options.strict,
        options.jobs,
        options.fresh,
        options.base_url,
        options.now,
        options.executor,
        *more,
    )


@pytest.mark.parametrize("command", ["build", "check", "serve", "b", ""])
def test_both_ways_of_reading_a_command_line_agree(
    site: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    """Whatever is understood at once, the library would have understood, and in the same way."""
    monkeypatch.chdir(site.parent)
    heard: list[tuple[object, ...]] = []

    def build_site(terminal: object, options: Options, seen: object = None, *, timings: bool) -> int:
        heard.append(told(options, terminal.lang, timings))  # type: ignore[attr-defined]
        return 0

    def check_site(
        terminal: object, options: Options, seen: object = None, *, wanted: object = (), strict: bool
    ) -> int:
        heard.append(told(options, terminal.lang, strict, list(wanted)))  # type: ignore[attr-defined, call-overload]
        return 0

    monkeypatch.setattr(building, "build_site", build_site)
    monkeypatch.setattr(building, "check_site", check_site)
    monkeypatch.setattr(commands, "serve", None)
    at_once = 0
    for count in (0, 1, 2):
        for chosen in itertools.permutations(WORDS, count):
            arguments = [command, *[word.format(root=site) for words in chosen for word in words]]
            asked = understood(arguments)
            if asked is None or not command:
                continue
            at_once += 1
            getattr(building, asked.command)(asked, None)
            commands.sitegen.main(arguments, prog_name="sitegen", standalone_mode=False)
            one, other = heard
            heard.clear()
            assert one == other, arguments
    assert at_once > 10 or command not in ("build", "check")


def test_it_is_understood_what_is_mostly_given(site: Path) -> None:
    for arguments in (
        ["build", "--root", str(site)],
        ["build", "--root", str(site), "--output", str(site / "out"), "--now", NOW, "--lang", "en"],
        ["check", "--root", str(site), "--strict"],
    ):
        assert understood(arguments)
    for arguments in (["build", "--root", str(site / "none")], ["build", "--root"], ["build", "-h"], []):
        assert understood(arguments) is None


@pytest.mark.parametrize(
    ("output", "good"),
    [
        ("home/site/build", True),
        ("home/www", True),
        ("www", True),
        ("home", False),
        ("", False),
        ("home/site", False),
        ("home/site/content/build", False),
    ],
)
def test_an_output_never_takes_the_place_of_a_home_or_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, good: bool
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    root = tmp_path / "home" / "site"
    root.mkdir(parents=True)
    assert bool(place_of_output(str(root), str(tmp_path / output))) is good
    other = tmp_path / "elsewhere"
    other.mkdir()
    assert bool(place_of_output(str(other), str(tmp_path / output))) is (output not in ("", "home"))


@pytest.mark.parametrize(
    ("files", "good"),
    [
        ((), True),
        (("desktop/index.html",), True),
        ((".sitegen/desktop/memory",), True),
        (("desktop/thesis.docx",), False),
        (("desktop/.git/HEAD",), False),
        (("desktop/thesis.docx", ".sitegen/desktop/memory"), True),
    ],
)
def test_an_output_never_takes_the_place_of_documents(
    tmp_path: Path, files: tuple[str, ...], good: bool
) -> None:
    (tmp_path / "desktop").mkdir()
    for file in files:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
    root = str(tmp_path / "site")
    assert bool(place_of_output(root, str(tmp_path / "desktop"))) is good
    assert place_of_output(root, str(tmp_path / "desktop/thesis.docx/none"))


# Nothing to do


def command(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys; from sitegen.cli import run; status = run(sys.argv[1:]);"
        "print(sorted({'click', 'msgspec', 'jinja2', 'typing'} & sys.modules.keys())); sys.exit(status)"
    )
    arguments = [sys.executable, "-c", code, words[0], "--root", str(site), "--lang", "en", *words[1:]]
    return subprocess.run(
        arguments, env=environment(), cwd=REPOSITORY, capture_output=True, text=True, check=True
    )


def test_nothing_is_loaded_to_see_that_there_is_nothing_to_do(mini_site: MiniSite) -> None:
    site = mini_site()
    for now in ([], ["--now", NOW]):
        time.sleep(0.05)
        command(site, "build", *now)
        assert command(site, "build", *now).stdout.endswith("pages.\n[]\n")
        assert command(site, "check", *now).stdout == "No problems found.\n[]\n"


def test_warnings_are_shown_again(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    arguments = ["--root", str(site), "--now", NOW, "--lang", "en"]
    run(["build", *arguments])
    first = capfd.readouterr()
    assert "warning W_" in first.err
    time.sleep(0.05)
    for name in ("build", "check"):
        run([name, *arguments])
        again = capfd.readouterr()
        summary = first.err.rstrip("\n").rpartition("\n")[2] + "\n"
        if name == "build":
            assert again.err == first.err
        else:  # what is wrong goes where `>` sends it, the summary to the terminal
            assert (again.out + again.err, again.err) == (first.err, summary)
        assert run([name, *arguments, "--strict"]) == 1
        capfd.readouterr()


EDITS = {
    "a text": lambda root: write(root, "content/projects/p001/zh.md", "改过。\n"),
    "a new file": lambda root: write(root, "content/projects/p001/more.txt", "x"),
    "a theme": lambda root: write(root, "theme/static/custom.css", ":root {}\n"),
    "the site": lambda root: write(root, "site.yml", (root / "site.yml").read_text("utf-8") + "\n# x\n"),
    "the output": lambda root: write(root, "build/x", "x"),
    "the lot": lambda root: write(root, "files/robots2.txt", "x"),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_change_is_seen_from_paths_alone(site: Path, name: str) -> None:
    """As it is seen by a build that has loaded everything."""
    time.sleep(0.05)
    run_build(site)
    assert seen(site)
    EDITS[name](site)
    assert not seen(site)


def seen(site: Path, now: str | None = NOW) -> bool:
    """Whether nothing is seen to have changed."""
    found = glimpses.glimpse(str(site), str(site / "build"), None, now)
    return found is not None and found.nothing_changed


def run_build(site: Path, now: str | None = NOW) -> Outcome:
    return build(Options(root=site, output=site / "build", jobs=1, now=now))


def test_another_build_has_the_lock(site: Path) -> None:
    import fcntl

    time.sleep(0.05)
    run_build(site)
    arguments = ["build", "--root", str(site), "--now", NOW]
    asked = understood(arguments)
    assert isinstance(asked, FastArguments)
    from sitegen.cli.fast_answer import _look

    assert _look(asked) is not None
    with open(site / ".sitegen/build/lock", "r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert _look(asked) is None
    assert _look(asked) is not None


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/St_Johns", "Pacific/Apia", "Africa/Cairo"])
@pytest.mark.parametrize("day", ["2011-12-29", "2026-03-08", "2026-04-24", "2026-10-29", "2026-11-01"])
def test_seconds_of_a_day(monkeypatch: pytest.MonkeyPatch, zone: str, day: str) -> None:
    """A day is taken for the same only where the calendar says so."""
    import datetime

    from sitegen.pipeline.stamps import build_date, is_day, seconds_of

    today = datetime.date.fromisoformat(day)
    seconds = seconds_of(today, zone)
    start = int(datetime.datetime.combine(today, datetime.time(), datetime.UTC).timestamp())
    same = 0
    for moment in range(start - 86_400, start + 2 * 86_400, 900):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment))
        if is_day(None, day, seconds):
            same += 1
            assert build_date(None, zone) == today
    assert same >= 23 * 4
    assert is_day(day, day, (0, 0))
    assert not is_day(None, day, (0, 0))


def test_the_last_day_of_all(site: Path) -> None:
    run_build(site, "9999-12-31")
    assert run_build(site, "9999-12-31").swapped is False
