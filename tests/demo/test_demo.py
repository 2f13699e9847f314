"""The demo catalogue: the same bytes for the same seed, nothing wrong with it, every field in use."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from sitegen.content.yaml_file import parse_yaml
from sitegen.content.yaml_nodes import Mapping, Node, Scalar, Sequence
from sitegen.demo import write_demo
from sitegen.model.entities import Part
from sitegen.model.kinds import FOLDERS, KINDS, PACKAGED
from sitegen.model.personal import find_personal
from sitegen.pipeline.build import Options, check_content
from tests.demo.conftest import written

HOSTS = ("demo.example.org", "documents.example.org", "www.w3.org", "creativecommons.org")
"""Besides those that end in .example: the demo's own, its documents', a name space's and a licence's."""

DIGEST_OF_TEN = "e2f9ccf948d161c8f137c2e02d32dcb2386e45a26620bf79e4208a0de686bbae"
"""Of ten projects of seed 1. It changes with the words: say so in the changelog, for benchmarks compare."""


def digest(root: Path) -> str:
    state = sha256()
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        state.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return state.hexdigest()


def test_the_same_seed_gives_the_same_bytes(hundred: Path, tmp_path: Path) -> None:
    assert digest(written(tmp_path / "again", 100, 1)) == digest(hundred)
    assert digest(written(tmp_path / "other", 100, 2)) != digest(hundred)


def test_these_bytes_stay_the_same_for_ever(tmp_path: Path) -> None:
    new = digest(written(tmp_path / "ten", 10, 1))
    assert new == DIGEST_OF_TEN, (
        f'changed on purpose? Then write DIGEST_OF_TEN = "{new}" and a line in CHANGELOG.md'
    )


def test_a_larger_catalogue_begins_with_the_smaller_one(hundred: Path, tmp_path: Path) -> None:
    larger = written(tmp_path / "larger", 450, 1) / "content" / "projects"
    for folder in (hundred / "content" / "projects").iterdir():
        for path in folder.iterdir():
            assert (larger / folder.name / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(("projects", "seed"), [(10, 3), (43, 4), (100, 1), (150, 5)])
def test_nothing_is_wrong_with_it(projects: int, seed: int, tmp_path: Path) -> None:
    root = written(tmp_path / "site", projects, seed)
    options = Options(root=root, output=tmp_path / "build", jobs=1, now="2026-07-01")
    assert check_content(options) == []


def test_it_counts_its_files_and_reports(tmp_path: Path) -> None:
    reports: list[tuple[int, int]] = []
    count = write_demo(tmp_path / "site", 300, 1, lambda done, total: reports.append((done, total)))
    assert count == sum(path.is_file() for path in (tmp_path / "site").rglob("*"))
    assert reports == [(250, 300), (300, 300)]
    assert len(list((tmp_path / "site" / "content" / "projects").iterdir())) == 300


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    with pytest.raises(FileExistsError):
        write_demo(tmp_path, 10, 1, lambda done, total: None)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


@pytest.mark.parametrize("projects", [9, 100_001])
def test_the_number_of_projects_has_limits(projects: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="between"):
        write_demo(tmp_path / "site", projects, 1, lambda done, total: None)
    assert not (tmp_path / "site").exists()


# Every field of every type is there


def parsed(path: Path) -> Node:
    node, found = parse_yaml(path.read_bytes(), path.name)
    assert node is not None
    assert not found
    return node


def entries(root: Path, kind: str) -> Iterator[Node]:
    folder = root / "content" / FOLDERS[kind]
    pattern = f"*/{PACKAGED[kind]}" if kind in PACKAGED else "*.yml"
    yield from map(parsed, sorted(folder.glob(pattern)))


def part_in(hint: Any) -> type[Part] | None:
    """The type of mapping that a field holds, however it is wrapped."""
    if isinstance(hint, type) and issubclass(hint, Part):
        return hint
    return next((found for arg in get_args(hint) if (found := part_in(arg))), None)


def used_fields(cls: type[msgspec.Struct], node: Node) -> Iterator[tuple[str, str]]:
    """Type and name of every field that a mapping and those below it give."""
    hints = typing.get_type_hints(cls, include_extras=True)
    assert isinstance(node, Mapping)
    for name, (_, value) in node.entries.items():
        yield cls.__name__, name
        inner = part_in(hints.get(name))
        if inner:
            for item in value.items if isinstance(value, Sequence) else [value]:
                yield from used_fields(inner, item)


def declared_fields(cls: type[msgspec.Struct]) -> Iterator[tuple[str, str]]:
    for name, hint in typing.get_type_hints(cls, include_extras=True).items():
        if name in cls.__struct_fields__:
            yield cls.__name__, name
            inner = part_in(hint)
            if inner:
                yield from declared_fields(inner)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_kind_is_in_use(kind: str, hundred: Path) -> None:
    used = {field for node in entries(hundred, kind) for field in used_fields(KINDS[kind], node)}
    declared = set(declared_fields(KINDS[kind])) - {(KINDS[kind].__name__, "id")}
    # A paper of a project's preparation is a project's, a text to be filled in a service's.
    filled_in = ("version", "language", "fill_in")
    whose = {"paper": "project", **dict.fromkeys(filled_in, "service")}
    elsewhere = {("Attachment", name) for name, owner in whose.items() if owner != kind}
    assert declared - used - elsewhere == set()


def test_every_kind_has_something_internal_or_in_draft(hundred: Path) -> None:
    for kind in ("project", "policy", "enterprise", "contact", "event", "page"):
        nodes = [node for node in entries(hundred, kind) if isinstance(node, Mapping)]
        assert any({"internal", "visibility"} & node.entries.keys() for node in nodes)


def test_the_site_says_that_it_is_fictional(hundred: Path) -> None:
    node = parsed(hundred / "site.yml")
    assert isinstance(node, Mapping)
    fictional = node.entries["fictional"][1]
    assert isinstance(fictional, Scalar)
    assert fictional.text == "true"
    assert "government" not in node.entries


# Nothing in it belongs to anybody


def test_no_number_of_a_person_and_no_real_office(hundred: Path) -> None:
    for path in hundred.rglob("*"):
        if path.suffix in (".yml", ".md", ".csv", ".svg"):
            text = path.read_text("utf-8")
            assert not find_personal(text), path
            for phone in re.findall(r"phone: (.*)", text):
                assert re.fullmatch(r"0360-000\d{4}(-8001)?", phone)
            for host in re.findall(r"(?:https?://|@)([a-z0-9.-]+)", text):
                assert host.endswith(".example") or host in HOSTS, path


def test_region_codes_are_nobodys(hundred: Path) -> None:
    for path in (hundred / "content" / "regions").glob("*.yml"):
        codes = re.findall(r"^code: (.*)", path.read_text("utf-8"), re.MULTILINE)
        assert all(re.fullmatch(r"99\d{4}-[a-z]+", code) for code in codes)
