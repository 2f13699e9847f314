"""Reads a site over and over, as visitors do, until a file appears; tells what was wrong with it.

`python -m tests.storage.reader SITE STOP FILE…`: each FILE has to say the same "Edition<number>" as the
others that are read through one opened folder, and to be there whenever it is asked for.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from pathlib import Path


def main(site: str, stop: str, *names: str) -> None:
    faults: list[str] = []
    versions: set[str] = set()
    rounds = 0
    print("reading", flush=True)  # noqa: T201
    while not os.path.exists(stop) and len(faults) < 5:
        rounds += 1
        try:
            found = through_one_folder(site, names, pause=0.0 if rounds % 4 else 0.15)
            if len(found) > 1:
                faults.append(f"a mixture: {sorted(found)}")
            versions |= found
            for name in names:
                version(Path(site, name).read_bytes())
        except (OSError, ValueError) as error:
            faults.append(str(error))
    print(json.dumps({"rounds": rounds, "versions": sorted(versions), "faults": faults}))  # noqa: T201


def through_one_folder(site: str, names: tuple[str, ...], pause: float) -> set[str]:
    """What a server reads that has opened the site's folder, and takes its time."""
    folder = os.open(site, os.O_RDONLY | os.O_DIRECTORY)
    try:
        found = set()
        for name in names:
            with open(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as file:
                found.add(version(file.read()))
            time.sleep(pause)
        return found
    finally:
        os.close(folder)


def version(data: bytes) -> str:
    match = re.search(rb"Edition[0-9]+", data)
    if match is None or not data.rstrip().endswith(b"</html>"):
        raise ValueError(f"half a page: {data[-40:]!r}")
    return match.group().decode()


if __name__ == "__main__":
    main(*sys.argv[1:])
