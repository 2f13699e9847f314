"""The documents followed to the letter: from an empty home without a checkout to a site that is served.

The commands are read out of README.zh.md, README.md and a new site's README; nothing is typed that does not
stand there. What a reader is told to have, the package from the IT department, lies where they say.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from sitegen.describe.wheel import WHEEL_NAME, own_wheel
from tests.support.process import REPOSITORY

CHINESE, ENGLISH = REPOSITORY / "README.zh.md", REPOSITORY / "README.md"
SHIPPED = REPOSITORY / "sitegen" / "describe" / "skeletons" / "site" / "README.md"
ADDRESS = "http://127.0.0.1:8000/"


def blocks(path: Path, heading: str) -> list[str]:
    """The blocks of commands below a heading."""
    text = path.read_text("utf-8")
    assert f"\n## {heading}\n" in text, heading
    part = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"(?ms)^```(?:yaml)?\n(.*?)^```", part)


class Reader:
    """Somebody with an empty home and a terminal."""

    def __init__(self, home: Path) -> None:
        self.home = home
        home.mkdir()
        kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
        cache = subprocess.run(
            ["python3", "-m", "pip", "cache", "dir"], capture_output=True, text=True, check=False
        )
        self.environment = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "PIP_CACHE_DIR": cache.stdout.strip() or str(home / "cache"),
            **kept,
        }

    def types(self, commands: str, place: Path) -> subprocess.CompletedProcess[str]:
        """These lines at a shell that stops at the first that fails."""
        return subprocess.run(
            ["bash", "-e", "-c", commands],
            cwd=place,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=170,
        )

    def serves(self, command: str, place: Path) -> bytes:
        """What is at the address that the documents name while this command runs, until Ctrl and C."""
        server = subprocess.Popen(
            ["bash", "-c", f"exec {command}"],
            cwd=place,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        try:
            for _ in range(600):
                try:
                    with urllib.request.urlopen(ADDRESS, timeout=20) as answer:
                        data: bytes = answer.read()
                        return data
                except OSError:
                    assert server.poll() is None, server.stdout and server.stdout.read().decode()
                    time.sleep(0.1)
            raise AssertionError("nothing answers")
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)
            if server.stdout:
                server.stdout.close()


def test_both_languages_tell_the_same_commands() -> None:
    headings = (("只想写内容：从这里开始", "To write content: begin here"), ("发布", "Publishing"))
    for chinese, english in headings:
        assert blocks(CHINESE, chinese) == blocks(ENGLISH, english)
    install = blocks(CHINESE, "只想写内容：从这里开始")[:2]
    assert blocks(SHIPPED, "在自己的电脑上第一次使用") == install, "and the new site's own document too"


@pytest.mark.timeout(600)
def test_from_an_empty_home_to_a_site_that_is_served(tmp_path: Path) -> None:
    reader = Reader(tmp_path / "home")
    downloads = reader.home / "Downloads"
    downloads.mkdir()
    (downloads / WHEEL_NAME).write_bytes(own_wheel())
    install, daily, beginning = blocks(CHINESE, "只想写内容：从这里开始")

    # From the beginning: the last line is the one that goes on.
    *commands, serve = beginning.strip().splitlines()
    done = reader.types("\n".join(commands), downloads)
    assert done.returncode == 0, done.stderr
    site = downloads / "my-catalogue"
    assert reader.home.joinpath("sitegen/bin/sitegen").is_file()
    assert "<html" in reader.serves(serve, site).decode()

    # A first entry in five minutes, with the command on the PATH, as the text says.
    reader.environment["PATH"] = f"{reader.home}/sitegen/bin:{reader.environment['PATH']}"
    _, new, entry, told = blocks(CHINESE, "五分钟写好第一个条目")
    assert reader.types(new, site).returncode == 0
    project = site / "content" / "projects" / "battery-foil" / "project.yml"
    project.write_text(entry, "utf-8")
    checked = reader.types("sitegen check --lang zh", site)
    assert checked.returncode == 0, checked.stderr
    assert "错误 E_" not in checked.stdout
    lines = ["# yaml-language-server: $schema=../../../.schemas/project.schema.json", *entry.splitlines()]
    project.write_text("\n".join(lines).replace("status: open", "status: opne") + "\n", "utf-8")
    checked = reader.types("sitegen check --lang zh", site)
    assert checked.returncode == 1
    output = checked.stdout + checked.stderr
    said = re.sub(r":\d+:", ":N:", output.replace("    6 |", "    5 |"))
    for line in re.sub(r":\d+:", ":N:", told).strip().splitlines():
        assert line.rstrip() in said, output
    project.write_text(entry, "utf-8")

    # A colleague, by the new site's own document: nothing but the folder is needed.
    colleague = Reader(tmp_path / "colleague")
    done = colleague.types(install, site)
    assert done.returncode == 0, done.stderr
    page = colleague.serves(daily.strip(), site).decode()
    assert "<html" in page

    # Publishing, to a folder in place of the server that the documents name.
    build, publish = blocks(CHINESE, "发布")[0].strip().splitlines()
    target = "web@www.example.org:/srv/www/invest"
    assert target in publish
    done = reader.types(f"{build}\n{publish.replace(target, str(reader.home / 'www'))}", site)
    assert done.returncode == 0, done.stderr
    assert (reader.home / "www" / "zh" / "projects" / "battery-foil" / "index.html").is_file()
    assert "https://www.example.org/invest/" in (reader.home / "www" / "404.html").read_text("utf-8") or (
        "/invest/" in (reader.home / "www" / "404.html").read_text("utf-8")
    )
