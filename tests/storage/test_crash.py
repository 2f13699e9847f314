"""Builds that are killed, refused or interrupted: readers see the old site or the new one, whole.

Every step of `Trees` is tried by itself; of whole builds by the command line, those around the swap and some
of the others. Afterwards the next build ends well, with the bytes of a clean one.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from sitegen.seal import cache_key
from sitegen.storage import live_sizes
from sitegen.storage.ledger import RESTING_SECONDS
from sitegen.storage.lock import locked
from sitegen.storage.trees import MAX_SPARES
from tests.build.edits import make_site, tree_bytes, write
from tests.storage.faults import FORKING, Ended, Publish, Run, Runner
from tests.storage.house import FRONT, House
from tests.support.patience import PATIENCE_SECONDS
from tests.support.process import REPOSITORY, environment

NOW = ("--now", "2026-11-20", "--lang", "en")

Bytes = dict[str, bytes]


@pytest.fixture(scope="module")
def publisher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """Runs `Trees` alone."""
    with Runner(tmp_path_factory.mktemp("publishing"), warm=False) as made:
        yield made


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """Runs the command line."""
    with Runner(tmp_path_factory.mktemp("building"), warm=True) as made:
        yield made


# Trees alone: every step


def pages(number: int) -> dict[str, str]:
    """What a build writes: two files that stay, one that is new each time."""
    return {"index.html": FRONT.format(number), "zh/index.html": str(number), f"of/{number}.html": "x"}


def publish(house: House, number: int, *, whole: bool) -> Publish:
    house.now += RESTING_SECONDS + 1
    removed = [] if whole else [path for path in house.seen() if path.startswith("of/")]
    return Publish(str(house.output.parent), house.now, pages(number), removed, whole)


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "changes"])
@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "link"])
@pytest.mark.parametrize("fault", ["kill", "refuse"])
def test_every_step_of_publishing(
    tmp_path: Path, publisher: Runner, *, exchange: bool, whole: bool, fault: str
) -> None:
    house = House(tmp_path)
    run = Run(below=str(tmp_path), exchange=exchange)

    def put(number: int, *, whole: bool, step: int = 0) -> Ended:
        order = publish(house, number, whole=whole or house.open().live is None)
        return publisher(with_fault(run, fault, step, publish=order))

    for number in range(5):  # so that there are rested spares to take up
        assert put(number, whole=number == 0).status == 0
    old, step = 4, 0
    while True:
        step += 1
        new = old + 1
        ended = put(new, whole=whole, step=step)
        assert house.seen() in (pages(old), pages(new)), (step, ended.steps[-1])
        if ended.status == 0 and len(ended.steps) < step:
            break
        if house.open().live is None:
            assert fault == "kill"
            assert ended.steps[-1].startswith(("os.remove", "open")), (
                "unknown only while the ledger is written"
            )
        assert put(new + 1, whole=False).status == 0
        assert house.seen() == pages(new + 1), step
        old = new + 1
        assert len(house.folders()) <= 8, (step, house.folders())
    assert step > 12
    assert house.folders("kept") == []


@pytest.mark.parametrize("fault", ["kill", "refuse"])
def test_every_step_of_making_a_spare_ready(tmp_path: Path, publisher: Runner, *, fault: str) -> None:
    house = House(tmp_path)
    house.whole(pages(1))
    run = Run(below=str(tmp_path))
    step = 0
    while True:
        step += 1
        order = Publish(str(tmp_path), house.now, {}, prepare=True)
        ended = publisher(with_fault(run, fault, step, publish=order))
        assert house.seen() == pages(step)
        if ended.status == 0 and len(ended.steps) < step:
            break
        if house.open().live is None:
            house.whole(pages(step + 1))
        else:
            house.change(pages(step + 1), f"of/{step}.html")
        assert house.seen() == pages(step + 1), step
    assert step > 8
    for number in range(3):
        house.now += RESTING_SECONDS + 1
        house.change({"zh/index.html": str(number)})
    assert len(house.folders()) <= MAX_SPARES + 2, house.folders()


def changed(run: Run, **changes: object) -> Run:
    return msgspec.structs.replace(run, **changes)


def with_fault(run: Run, fault: str, step: int, **more: object) -> Run:
    steps = {"kill_at": step} if fault == "kill" else {"refuse_at": step}
    return msgspec.structs.replace(run, **steps, **more)


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "link"])
def test_foreign_folder_survives_every_kill(tmp_path: Path, publisher: Runner, *, exchange: bool) -> None:
    step = 0
    while True:
        step += 1
        house = House(tmp_path / str(step))
        write(house.output, "mine.txt", "mine")
        order = publish(house, 1, whole=True)
        ended = publisher(Run(below=str(tmp_path), exchange=exchange, publish=order, kill_at=step))
        for number in (2, 3, 4):
            house.now += RESTING_SECONDS + 1
            house.whole(pages(number))
        held = [path.read_text() for path in house.work.rglob("mine.txt")]
        assert held == ["mine"], (step, ended.steps[-1])
        assert house.seen() == pages(4)
        if ended.status == 0:
            break
    assert step > 10


# Whole builds


class Catalogue:
    """A small site with two states, and what each comes to."""

    def __init__(self, base: Path, runner: Runner) -> None:
        self.root = base / "site"
        self.output = self.root / "build"
        make_site(self.root, projects=2)
        self.clean: list[Bytes] = []
        for number in (0, 1):
            self.turn(number)
            clean = base / f"clean-{number}"
            assert runner(self.run("--output", str(clean), "--fresh")).status == 0
            self.clean.append(tree_bytes(clean))

    def turn(self, number: int) -> None:
        """Change a body and the settings; let an entry and a file come or go."""
        write(self.root, "content/projects/p001/zh.md", f"第{number % 2}稿。\n")
        coming = self.root / "content/projects/p777", self.root / "files/verify_1.txt"
        if number % 2:
            shutil.copytree(self.root / "content/projects/p000", coming[0], dirs_exist_ok=True)
            write(self.root, "files/verify_1.txt", "1")
        else:
            shutil.rmtree(coming[0], ignore_errors=True)
            coming[1].unlink(missing_ok=True)

    def seen(self) -> Bytes:
        return tree_bytes(self.output)

    def run(self, *more: str) -> Run:
        arguments = ["build", "--root", str(self.root), "--jobs", "1", *NOW, *more]
        return Run(below=str(self.root), arguments=arguments, rest=False)

    def let_time_pass(self) -> None:
        """What was replaced within the last minute, was replaced long ago: the next whole build removes it.

        Builds that are short of time leave it, and how many of those there were depends on the machine.
        """
        trees = self.root / ".sitegen/build/trees"
        for number, path in enumerate(sorted(trees.glob("gone-*"))):
            path.rename(trees / f"gone-0-past{number}")

    def leftovers(self) -> int:
        """Files beside the output, counted once however many trees share them."""
        return len({path.lstat().st_ino for path in (self.root / ".sitegen").rglob("*")})


@pytest.fixture(scope="module")
def shared_catalogue(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Catalogue:
    return Catalogue(tmp_path_factory.mktemp("crash"), runner)


@pytest.fixture
def catalogue(shared_catalogue: Catalogue, runner: Runner) -> Catalogue:
    """State 0 is built."""
    shared_catalogue.turn(0)
    assert runner(shared_catalogue.run()).status == 0
    assert shared_catalogue.seen() == shared_catalogue.clean[0]
    return shared_catalogue


def around_the_swap(steps: list[str]) -> list[int]:
    """Numbers of some steps: of the pages, of the memory, of the ledger, the swap and what follows."""
    end = len(steps)
    return [end // 2, end - 12, end - 9, end - 6, end - 5, end - 3, end - 2, end - 1, end]


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "link"])
def test_killed_builds(catalogue: Catalogue, runner: Runner, *, exchange: bool) -> None:
    run = changed(catalogue.run(), exchange=exchange)
    steps: list[str] = []
    for number in (1, 2, 3, 4):  # so that there are rested spares to take up
        catalogue.turn(number)
        steps = runner(run).steps
    before = catalogue.leftovers()
    for number, step in enumerate(around_the_swap(steps)[:: 1 if exchange else 2]):
        catalogue.turn(number + 1)
        ended = runner(changed(run, kill_at=step))
        assert ended.status in (0, -signal.SIGKILL)
        assert catalogue.seen() in catalogue.clean, ended.steps[-1]
        assert runner(run).status == 0
        assert catalogue.seen() == catalogue.clean[(number + 1) % 2], ended.steps[-1]
    for number in (0, 1):
        catalogue.turn(number)
        runner(run)
    catalogue.let_time_pass()
    assert runner(changed(run, arguments=[*run.arguments, "--fresh"])).status == 0
    assert catalogue.leftovers() < before * 2
    shutil.rmtree(catalogue.root / ".sitegen")
    (catalogue.output.unlink if catalogue.output.is_symlink() else lambda: shutil.rmtree(catalogue.output))()


def test_killed_whole_and_first_builds(catalogue: Catalogue, runner: Runner) -> None:
    catalogue.turn(1)
    steps = runner(catalogue.run("--fresh")).steps
    swap = next(number for number, step in enumerate(steps, 1) if step.endswith("exchange"))
    for number, step in enumerate((swap // 2, swap - 3, swap, swap + 1)):
        catalogue.turn(number)
        assert runner(changed(catalogue.run("--fresh"), kill_at=step)).status == -signal.SIGKILL
        assert catalogue.seen() in catalogue.clean
    shutil.rmtree(catalogue.root / ".sitegen")
    shutil.rmtree(catalogue.output)
    for step in (1, swap // 3, swap - 3):
        assert runner(changed(catalogue.run(), kill_at=step)).status == -signal.SIGKILL
        assert catalogue.seen() in ({}, *catalogue.clean)
    assert runner(catalogue.run()).status == 0
    assert catalogue.seen() == catalogue.clean[1]


# A machine that refuses


def assert_refused(ended: Ended, code: str) -> None:
    """One line with the code, and a hint; no traceback."""
    assert ended.status == 3, (ended.status, ended.errors)
    first, *hint = ended.errors.splitlines()
    assert f"error {code}: " in first
    assert len(hint) <= 1
    assert "Traceback" not in ended.errors


@pytest.mark.parametrize("write_at", [1, 40])
def test_disk_full_while_writing_pages(catalogue: Catalogue, runner: Runner, write_at: int) -> None:
    catalogue.turn(1)
    ended = runner(changed(catalogue.run("--fresh"), write_at=write_at))
    assert_refused(ended, "E_DISK_FULL")
    assert "new-" in ended.errors, "it says which file"
    assert catalogue.seen() == catalogue.clean[0]
    assert not list((catalogue.root / ".sitegen/build/trees").glob("new-*")), "the room is given back"
    assert runner(catalogue.run()).status == 0
    assert catalogue.seen() == catalogue.clean[1]


def test_a_write_may_take_part_of_the_data(catalogue: Catalogue, runner: Runner) -> None:
    assert runner(changed(catalogue.run("--fresh"), write_at=10**9)).status == 0
    assert catalogue.seen() == catalogue.clean[0]


@pytest.mark.parametrize("where", ["memory.new", "exchange"])
def test_pieces_of_a_refused_build_are_taken_away(catalogue: Catalogue, runner: Runner, where: str) -> None:
    """They are written before the swap: on a full disk they would be in the way of every later try."""
    catalogue.turn(1)
    work = catalogue.root / ".sitegen/build"
    before = {path.name for path in work.glob("pieces-*.bin")}
    ended = runner(changed(catalogue.run("--fresh"), refuse=where, refusal=errno.EIO))
    assert_refused(ended, "E_IO")
    assert catalogue.seen() == catalogue.clean[0]
    assert {path.name for path in work.glob("pieces-*.bin")} == before
    assert runner(catalogue.run()).status == 0
    assert catalogue.seen() == catalogue.clean[1]


@pytest.mark.parametrize(
    ("refusal", "where", "code"),
    [
        (errno.ENOSPC, "trees/new-1-*", "E_DISK_FULL"),
        (errno.EDQUOT, "ledger.new", "E_DISK_FULL"),
        (errno.EACCES, "memory.new", "E_PERMISSION"),
        (errno.ENOSPC, "pieces-*.bin", "E_DISK_FULL"),
        (errno.EROFS, "lock", "E_READ_ONLY"),
        (errno.EIO, "flush", "E_IO"),
        (errno.EIO, "exchange", "E_IO"),
    ],
)
def test_refused(catalogue: Catalogue, runner: Runner, refusal: int, where: str, code: str) -> None:
    """Whatever is refused before the swap: status 3, and the old site."""
    catalogue.turn(1)
    assert_refused(runner(changed(catalogue.run(), refuse=where, refusal=refusal, flush=True)), code)
    assert catalogue.seen() == catalogue.clean[0]


def as_nobody(*arguments: str | Path, cwd: Path, env: dict[str, str] | None = None) -> Ended:
    """The command line without root's right to overrule permissions; as others than root, as it is."""
    command = [sys.executable, "-m", "sitegen", *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--", *command]
    done = subprocess.run(
        command, cwd=cwd, env=environment() | (env or {}), capture_output=True, encoding="utf-8", check=False
    )
    return Ended(done.returncode, [], done.stdout, done.stderr)


@pytest.fixture
def closed() -> Iterator[list[Path]]:
    """Folders that a test takes rights from; they are opened again after it."""
    folders: list[Path] = []
    yield folders
    for folder in folders:
        folder.chmod(0o755)


@pytest.mark.parametrize("place", [".", ".sitegen/build/trees"])
def test_folder_without_permission(catalogue: Catalogue, closed: list[Path], place: str) -> None:
    folder = catalogue.root / place
    if place == ".":
        shutil.rmtree(catalogue.root / ".sitegen")
    catalogue.turn(1)
    closed.append(folder)
    folder.chmod(0o555)
    ended = as_nobody("build", *NOW, cwd=catalogue.root)
    assert_refused(ended, "E_PERMISSION")
    assert catalogue.seen() == catalogue.clean[0]


def test_content_that_may_not_be_read(catalogue: Catalogue, closed: list[Path]) -> None:
    catalogue.turn(1)
    path = catalogue.root / "content/projects/p001/zh.md"
    closed.append(path)
    path.chmod(0)
    assert_refused(as_nobody("build", *NOW, cwd=catalogue.root), "E_PERMISSION")
    assert catalogue.seen() == catalogue.clean[0]


@pytest.mark.parametrize("home", ["/dev/null", "closed"])
def test_home_that_cannot_keep_a_key(
    catalogue: Catalogue, tmp_path: Path, closed: list[Path], home: str
) -> None:
    """Then nothing is remembered, and all is well otherwise."""
    if home == "closed":
        home = str(tmp_path)
        closed.append(tmp_path)
        tmp_path.chmod(0o555)
    env = {"HOME": home, "XDG_STATE_HOME": "", "XDG_CACHE_HOME": "", "SITEGEN_CACHE_KEY": ""}
    catalogue.turn(1)
    ended = as_nobody("build", *NOW, cwd=catalogue.root, env=env)
    assert ended.status == 0, ended.errors
    assert catalogue.seen() == catalogue.clean[1]
    assert not (catalogue.root / "~").exists()


# A loss of power


@pytest.mark.parametrize("arguments", [(), ("--fresh",)], ids=["edit", "fresh"])
def test_all_is_on_the_disk_before_the_swap(
    catalogue: Catalogue, runner: Runner, arguments: tuple[str, ...]
) -> None:
    catalogue.turn(1)
    run = changed(catalogue.run(*arguments), flush=True)
    steps = [step.partition(" ")[2] for step in runner(run).steps]
    swap, flushed = steps.index("exchange"), steps.index("flush")
    between = steps[flushed + 1 : swap]
    assert steps[flushed - 1].endswith("ledger.new")
    assert all("/trees/" in step for step in between), "the tree takes the name that the old one is to have"
    assert any(step.endswith("memory.new") for step in steps[:flushed])
    assert not any("new-1-" in step for step in steps[flushed:])


def test_nothing_is_flushed_that_nobody_publishes(catalogue: Catalogue, runner: Runner) -> None:
    """Where nothing changed, and where the machine is thrown away."""
    assert not any("flush" in step for step in runner(changed(catalogue.run(), flush=True)).steps)
    catalogue.turn(1)
    steps = runner(catalogue.run()).steps
    assert any("exchange" in step for step in steps)
    assert not any("flush" in step for step in steps)
    assert catalogue.seen() == catalogue.clean[1]


def empty(path: Path) -> None:
    os.truncate(path, 0)


def lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


@pytest.mark.parametrize("harm", [empty, lengthen, Path.unlink])
@pytest.mark.parametrize("edited", [False, True], ids=["nothing else", "with an edit"])
def test_a_file_that_is_not_as_it_was_written_is_made_again(
    catalogue: Catalogue, runner: Runner, *, harm: Callable[[Path], None], edited: bool
) -> None:
    harm(catalogue.root / "build/zh/index.html")
    catalogue.turn(edited)
    ended = runner(catalogue.run())
    assert ended.status == 0, ended.errors
    assert "zh/index.html was not as it had been written" in ended.output
    assert catalogue.seen() == catalogue.clean[edited]
    assert "up to date" in runner(catalogue.run()).output


def test_after_a_start_of_the_machine_every_file_is_looked_at(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a large site, other builds look at a few files only."""
    work, output = catalogue.root / ".sitegen/build", catalogue.root / "build"
    key = cache_key()
    tree = next(work.glob("sizes-*.bin")).stem.removeprefix("sizes-")
    sizes = live_sizes.load_sizes(work, tree, key)
    assert sizes is not None
    last = output / sizes.paths[-1]
    monkeypatch.setattr(live_sizes, "FEW", 10)
    monkeypatch.setattr(live_sizes, "STRETCH", 1)
    monkeypatch.setattr(os, "urandom", bytes)  # the first one
    empty(last)
    assert live_sizes.damaged_file(work, output, tree, key) is None
    monkeypatch.setattr(live_sizes, "boot_id", lambda: "another")
    assert live_sizes.damaged_file(work, output, tree, key) == sizes.paths[-1]
    last.write_bytes(catalogue.clean[0][sizes.paths[-1]])
    assert live_sizes.damaged_file(work, output, tree, key) is None
    empty(last)
    assert live_sizes.damaged_file(work, output, tree, key) is None, "it is known since the start"


# Interrupted


def start(root: Path, *arguments: str, code: str = "") -> subprocess.Popen[str]:
    """A build in a session of its own, as a terminal starts it."""
    program = ["-c", code] if code else ["-m", "sitegen"]
    return subprocess.Popen(
        [sys.executable, *program, "build", "--root", str(root), *NOW, *arguments],
        env=environment(),
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def wait_until_main(process: subprocess.Popen[str]) -> None:
    """Until the program has taken SIGTERM upon itself: earlier it is the interpreter's to answer."""
    while process.poll() is None:
        status = Path(f"/proc/{process.pid}/status").read_text()
        caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
        if int(caught.split()[1], 16) >> signal.SIGTERM - 1 & 1:
            return
        time.sleep(0.002)


def survivors(session: int) -> list[str]:
    """Processes of a session that are still there."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(folder.name)
    return found


def wait_for_none(session: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while left := survivors(session):
        if time.monotonic() > deadline:
            os.killpg(session, signal.SIGKILL)
            pytest.fail(f"workers outlive the build: {left}")
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("number", "group", "forking", "delay"),
    [
        (signal.SIGINT, True, False, 0.0),
        (signal.SIGINT, True, False, 0.3),
        (signal.SIGINT, True, True, 0.0),
        (signal.SIGINT, True, True, 0.2),
        (signal.SIGTERM, False, False, 0.1),
        (signal.SIGTERM, False, True, 0.1),
        (signal.SIGTERM, True, True, 0.0),
    ],
)
def test_interrupted(
    catalogue: Catalogue, runner: Runner, *, number: int, group: bool, forking: bool, delay: float
) -> None:
    """Ctrl-C goes to the workers too, `kill` to one process, `timeout` to all."""
    status = 130 if number == signal.SIGINT else 143
    catalogue.turn(1)
    outbox = catalogue.root / ".sitegen/build/trees"
    process = start(catalogue.root, "--fresh", "--jobs", "2", code=FORKING if forking else "")
    wait_until_main(process)
    while forking and not list(outbox.glob("new-*")) and process.poll() is None:
        time.sleep(0.002)
    time.sleep(delay)
    (os.killpg if group else os.kill)(process.pid, number)
    _, errors = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode in (status, 0), errors
    assert "Traceback" not in errors
    assert "KeyboardInterrupt" not in errors
    wait_for_none(process.pid)
    assert catalogue.seen() in catalogue.clean
    assert runner(catalogue.run()).status == 0
    assert catalogue.seen() == catalogue.clean[1]


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_in_a_finalizer(catalogue: Catalogue, *, number: int, status: int) -> None:
    """Python drops what is raised there: the ending comes a moment later, and nothing is printed."""
    finalizer = (
        "import signal, sys, time, weakref; import sitegen.__main__ as m; import sitegen.cli as cli\n"
        "class Thing: pass\n"
        "def late(*_):\n"
        "    thing = Thing()\n"
        f"    watch = weakref.ref(thing, lambda _: signal.raise_signal({int(number)}))\n"
        "    del thing\n"
        "    time.sleep(60)\n"
        "cli.run = late\n"
        "m.main()"
    )
    process = start(catalogue.root, code=finalizer)
    _, errors = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, errors) == (status, "")


def test_ctrl_c_with_idle_workers(catalogue: Catalogue) -> None:
    """Workers that wait for something to do leave Ctrl-C to the build, which ends them."""
    wait = "lambda *_: print('idle', flush=True) or time.sleep(600)"
    idle = f"; import time; crew.WorkerPool.ask_one = {wait}; main()"
    process = start(catalogue.root, "--fresh", "--jobs", "2", code=FORKING.replace("; main()", idle))
    assert process.stdout is not None
    assert process.stdout.readline() == "idle\n"
    workers = [pid for pid in survivors(process.pid) if pid != str(process.pid)]
    for worker in workers:
        os.kill(int(worker), signal.SIGINT)
    time.sleep(0.3)
    assert len(workers) == 2
    assert set(workers) <= set(survivors(process.pid))
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 130
    assert errors.strip() == ""
    wait_for_none(process.pid)


def test_killed_with_workers(catalogue: Catalogue, runner: Runner) -> None:
    """Workers hold the lock too, so they go with the build that has forked them."""
    catalogue.turn(1)
    process = start(catalogue.root, "--fresh", "--jobs", "2", code=FORKING)
    while not list((catalogue.root / ".sitegen/build/trees").glob("new-*")):
        assert process.poll() is None
        time.sleep(0.002)
    process.kill()
    process.wait()
    wait_for_none(process.pid)
    process.communicate()
    with locked(catalogue.root / ".sitegen/build/lock", patience=0):
        pass
    assert runner(catalogue.run()).status == 0
    assert catalogue.seen() == catalogue.clean[1]


def test_lost_worker_is_told(catalogue: Catalogue) -> None:
    """The system ends workers that take too much memory."""
    code = FORKING.replace(
        "; main()",
        "; import os; from sitegen.render.worker import Worker;"
        " Worker.make = lambda self, orders: os.kill(os.getpid(), 9); main()",
    )
    process = start(catalogue.root, "--fresh", "--jobs", "2", code=code)
    output, errors = process.communicate(timeout=PATIENCE_SECONDS)
    assert_refused(Ended(process.returncode, [], output, errors), "E_IO")
    assert catalogue.seen() == catalogue.clean[0]


# Output that nobody reads


def test_closed_pipe(catalogue: Catalogue) -> None:
    """`sitegen check | head -0`: the status is that of the work."""
    for redirect in ("2>&1 | true", ">&-", "<&- >&- 2>&-"):
        script = f'{{ "$0" -m sitegen build {" ".join(NOW)}; echo $? >status; }} {redirect}'
        subprocess.run(
            ["sh", "-c", script, sys.executable], cwd=catalogue.root, env=environment(), check=False
        )
        assert (catalogue.root / "status").read_text() == "0\n", redirect
        assert catalogue.seen() == catalogue.clean[0]
    (catalogue.root / "status").unlink()


def test_output_to_a_full_disk(catalogue: Catalogue) -> None:
    script = f'"$0" -m sitegen build {" ".join(NOW)} >/dev/full'
    done = subprocess.run(
        ["sh", "-c", script, sys.executable],
        cwd=catalogue.root,
        env=environment(),
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


# Several at once


def test_two_builds_at_once(catalogue: Catalogue) -> None:
    catalogue.turn(1)
    processes = [start(catalogue.root, *more) for more in ((), ("--fresh",), ())]
    for process in processes:
        _, errors = process.communicate(timeout=PATIENCE_SECONDS)
        assert process.returncode == 0, errors
    assert catalogue.seen() == catalogue.clean[1]


def test_lock(tmp_path: Path) -> None:
    from sitegen.diagnostics import MachineError

    path = tmp_path / "a" / "b" / "lock"
    with locked(path), pytest.raises(MachineError), locked(path, patience=0.1):
        pass
    with locked(path):
        shutil.rmtree(path.parent)
        with locked(path, patience=0):  # whoever cleans up while a build runs is on their own
            pass
    assert stat.S_ISREG(path.stat().st_mode)


def test_lock_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work/lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic"), locked(tmp_path / "work/lock"):
        pass
    (tmp_path / "linked").symlink_to(tmp_path / "work")
    with pytest.raises(NotADirectoryError), locked(tmp_path / "linked/lock"):
        pass
    assert not (tmp_path / "elsewhere").exists()
