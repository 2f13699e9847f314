"""`sitegen schema`: every real file passes, wrong ones do not, and the schema knows what the model knows."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from sitegen.describe.field_outline import FILES, NAMED, fields_of, parts_of
from sitegen.describe.new import new_site
from sitegen.describe.schema import DIALECT, schema_kinds, schema_of, schema_text, write_schemas
from sitegen.model.kinds import FOLDERS, KINDS
from tests.support.process import REPOSITORY, RunCli


class _EditorsYaml(yaml.SafeLoader):
    """YAML 1.2 as editors read it: dates stay text, and only true and false are truth values."""


_EditorsYaml.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", "true|false", "tf"),
    ("null", "~|null|", "~n"),
    ("int", "[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
):
    _EditorsYaml.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}",
        re.compile(f"^({_pattern})$"),
        [*_first, *([""] if _tag == "null" else [])],
    )


def _load(text: str) -> Any:
    return yaml.load(text, _EditorsYaml)


@functools.cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema_of(kind))


def _files(site: Path) -> Iterator[tuple[str, Path]]:
    yield "site", site / "site.yml"
    for kind, folder in FOLDERS.items():
        for path in sorted((site / "content" / folder).rglob("*.yml")):
            yield kind, path


def _faults(kind: str, data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in _validator(kind).iter_errors(data)]


def _faults_of(site: Path) -> list[str]:
    return [
        f"{path}: {fault}"
        for kind, path in _files(site)
        for fault in _faults(kind, _load(path.read_text("utf-8")))
    ]


@pytest.mark.parametrize("kind", schema_kinds())
def test_each_schema_is_a_schema(kind: str) -> None:
    schema = json.loads(schema_text(kind))
    assert schema["$schema"] == DIALECT
    Draft202012Validator.check_schema(schema)


def test_there_is_one_for_every_kind_and_for_the_settings() -> None:
    assert schema_kinds() == [*KINDS, "site"]
    assert list(FILES) == list(NAMED)


@pytest.mark.parametrize("kind", schema_kinds())
def test_it_has_the_models_fields_described_in_both_languages(kind: str) -> None:
    schema = schema_of(kind)
    mappings = {NAMED[kind].cls: schema} | {
        part: schema["$defs"][part.__name__] for part in parts_of(NAMED[kind].cls)
    }
    for cls, mapping in mappings.items():
        assert list(mapping["properties"]) == [*[field.name for field in fields_of(cls)], "internal"]
        assert mapping["additionalProperties"] is False
        for field in fields_of(cls):
            title = mapping["properties"][field.name]["title"]
            assert field.doc.zh in title
            assert field.doc.en in title


def test_every_entry_of_the_catalogue_passes() -> None:
    assert _faults_of(REPOSITORY) == []


def test_every_entry_of_a_demo_passes(demo_site: Path) -> None:
    assert _faults_of(demo_site) == []


def test_a_new_site_passes(tmp_path: Path) -> None:
    new_site(tmp_path / "site")
    assert _faults_of(tmp_path / "site") == []


WRONG = [
    ("project", "{title: x}", "'status' is a required property"),
    ("project", "{title: x, status: open, colour: red}", "'colour' was unexpected"),
    ("project", "{title: x, status: begun}", "'begun' is not one of"),
    ("project", "{title: {}, status: open}", "$.title"),
    ("project", "{title: x, status: open, chain: New Materials}", "does not match"),
    ("project", "{title: x, status: open, investment: 20亿元}", "$.investment"),
    ("project", "{title: x, status: open, location: {lon: east}}", "$.location"),
    ("project", "{title: x, status: open, published: yesterday}", "does not match"),
    ("chain", "{title: x, segments: [{id: a, title: b}]}", "$.segments"),
    ("region", "{title: x, kind: city, code: '5108'}", "does not match"),
    ("contact", "{organisation: x, hotline: yes}", "$.hotline"),
    ("project", "{title: x, status: open, sdg: [18]}", "$.sdg"),
    ("site", "{title: x}", "'base_url' is a required property"),
    ("site", "{title: x, base_url: invest.example.org}", "does not match"),
    ("page", "just text", "is not of type 'object'"),
]


@pytest.mark.parametrize(("kind", "text", "said"), WRONG)
def test_a_wrong_file_does_not_pass(kind: str, text: str, said: str) -> None:
    faults = "\n".join(_faults(kind, _load(text)))
    assert said in faults


RIGHT = [
    ("project", "{title: x, status: open, batch: 2026, published: 2026-01-15, expires: 2026年12月31日}"),
    ("project", "{title: x, status: open, cooperation: sole, chain: , internal: {any: [thing]}}"),
    ("project", "{title: x, status: open, sdg: [7, '13'], green_catalogue: 4 清洁能源产业}"),
    ("project", "{title: {zh: x, en: }, status: open, investment: {total: 20亿元, internal: x}}"),
    ("region", "{title: x, kind: city, code: 510802, tile: [1, 2], position: {lon: 105, lat: 32.4}}"),
    ("chain", "{title: x, roadmap: {period: 2023—2025年, title: y}}"),
]


@pytest.mark.parametrize(("kind", "text"), RIGHT)
def test_what_a_build_takes_an_editor_takes_too(kind: str, text: str) -> None:
    assert _faults(kind, _load(text)) == []


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    assert write_schemas(tmp_path / "schemas")
    assert not write_schemas(tmp_path / "schemas")
    (tmp_path / "schemas" / "page.schema.json").write_text("{}", "utf-8")
    assert write_schemas(tmp_path / "schemas")


def test_the_command_prints_one_or_writes_all(run_cli: RunCli, tmp_path: Path) -> None:
    assert run_cli("schema", "page", cwd=tmp_path).stdout == schema_text("page")
    assert run_cli("schema", "--output", "all", cwd=tmp_path).returncode == 0
    assert len(list((tmp_path / "all").iterdir())) == len(schema_kinds())
    wrong = run_cli("schema", "projekt", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "project" in wrong.stderr
