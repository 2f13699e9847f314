"""What the measurements were made on: no name, no path, only what decides the speed."""

from __future__ import annotations

import datetime
import os
import platform
import re
import subprocess
import sysconfig
from pathlib import Path

from bench.tools import HUGO


def machine(folder: Path) -> dict[str, str]:
    """Processor, memory, system, and the versions of everything measured; `folder` is where the sites are."""
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "processor": f"{len(os.sched_getaffinity(0))} × {_processor()}",
        "memory": _memory(),
        "system": f"{platform.system()} {platform.release().partition('-')[0]}, {_file_system(folder)}",
        "python": _interpreter(),
        "sitegen": _revision(),
        "hugo": HUGO,
        "load": f"{os.getloadavg()[0]:.1f} before the start",
    }


def _interpreter() -> str:
    """Python's version, and whether it was compiled with a profile of use, which makes it a third faster."""
    optimised = "--enable-optimizations" in str(sysconfig.get_config_var("CONFIG_ARGS"))
    how = "with" if optimised else "without"
    version = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{version} ({how} profile-guided optimisation)"


def _processor() -> str:
    found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1] if found else platform.machine()


def _memory() -> str:
    found = re.search(r"MemTotal: +([0-9]+) kB", Path("/proc/meminfo").read_text())
    return f"{int(found[1]) / 1024**2:.0f} GB" if found else "unknown"


def _file_system(folder: Path) -> str:
    command = ["df", "--output=fstype", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    return said.stdout.split()[-1] if said.stdout else "unknown"


def _revision() -> str:
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stdout.strip() or "unknown"
