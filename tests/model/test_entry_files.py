"""Which files make up which entry, told by their names alone, and what is wrong with names and places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.entry_files import EntryFiles, group_sources
from sitegen.model.formats import is_slug
from sitegen.model.kinds import FOLDERS, KINDS, PACKAGED, RESERVED


def group(*paths: str, special: tuple[str, ...] = ()) -> tuple[list[EntryFiles], list[tuple[str, str]]]:
    sources, found = group_sources(paths, special)
    return sources, [(diagnostic.code, diagnostic.place.path) for diagnostic in found]


def home(kind: str, entity_id: str = "some-id") -> tuple[str, str]:
    """Where an entry's YAML file and its other files stand."""
    folder = f"content/{FOLDERS[kind]}/{entity_id}"
    return (f"{folder}/{PACKAGED[kind]}" if kind in PACKAGED else f"{folder}.yml"), folder


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_of_each_kind_with_its_files(kind: str) -> None:
    yaml, folder = home(kind)
    sources, found = group(f"{folder}/zh.md", yaml, f"{folder}/图 1.png", f"{folder}/a.pdf")
    assert found == []
    assert sources == [EntryFiles(kind, "some-id", yaml, folder, ("a.pdf", "zh.md", "图 1.png"))]
    assert sources[0].key == (kind, "some-id")
    assert sources[0].paths == (yaml, f"{folder}/a.pdf", f"{folder}/zh.md", f"{folder}/图 1.png")


@pytest.mark.parametrize("kind", KINDS)
def test_files_without_an_entry(kind: str) -> None:
    _, folder = home(kind)
    assert group(f"{folder}/zh.md", f"{folder}/en.md") == ([], [("E_NO_YAML", folder)])


def test_entries_are_sorted_and_ids_are_each_kind_s_own() -> None:
    paths = [
        "content/regions/b.yml",
        "content/chains/b.yml",
        "content/projects/b/project.yml",
        "content/chains/a.yml",
    ]
    sources, found = group(*paths)
    assert found == []
    assert [source.key for source in sources] == [
        ("chain", "a"),
        ("chain", "b"),
        ("project", "b"),
        ("region", "b"),
    ]
    assert group(*reversed(paths))[0] == sources


def test_what_is_no_content_is_left_alone() -> None:
    assert group("site.yml", "files/robots.txt", "content/maps/county.geojson") == ([], [])


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("content/README.md", "E_UNKNOWN_FOLDER"),
        ("content/project/a/project.yml", "E_UNKNOWN_FOLDER"),
        ("content/maps", "E_UNKNOWN_FOLDER"),
        ("content/maps/510800_full.json", "W_MAP_FILE"),
        ("content/maps/a.GeoJSON", "W_MAP_FILE"),
        ("content/maps/old/x.geojson", "W_MAP_FILE"),
        ("content/projects/project.yml", "E_YAML_NAME"),
        ("content/projects", "E_YAML_NAME"),
        ("content/projects/a.yml", "E_YAML_NAME"),
        ("content/projects/zh.md", "E_YAML_NAME"),
        ("content/projects/a/projects.yml", "E_YAML_NAME"),
        ("content/projects/a/project.yaml", "E_YAML_NAME"),
        ("content/policies/a/project.yml", "E_YAML_NAME"),
        ("content/chains/a.yaml", "E_YAML_NAME"),
        ("content/chains/a", "E_YAML_NAME"),
        ("content/chains/a.md", "E_YAML_NAME"),
        ("content/chains/a/a.yml", "E_YAML_NAME"),
        ("content/chains/a/chain.yml", "E_YAML_NAME"),
        ("content/projects/a/files/b.pdf", "E_NESTED_FOLDER"),
        ("content/projects/a/x/project.yml", "E_NESTED_FOLDER"),
        ("content/chains/a/b/c.md", "E_NESTED_FOLDER"),
        ("content/projects/Foil/project.yml", "E_ID"),
        ("content/projects/铝箔/project.yml", "E_ID"),
        ("content/projects/a b/project.yml", "E_ID"),
        ("content/projects/a--b/project.yml", "E_ID"),
        ("content/projects/\udcff/project.yml", "E_ID"),
        ("content/chains/A.yml", "E_ID"),
        ("content/chains/.yml", "E_ID"),
        ("content/chains/a.b.yml", "E_ID"),
        (f"content/chains/{'a' * 81}.yml", "E_ID"),
    ],
)
def test_wrong_names_and_places(path: str, code: str) -> None:
    assert group(path) == ([], [(code, path)])


@pytest.mark.parametrize(
    ("kind", "entity_id"), [(kind, key) for kind, keys in RESERVED.items() for key in sorted(keys)]
)
def test_reserved_ids(kind: str, entity_id: str) -> None:
    yaml, _ = home(kind, entity_id)
    assert group(yaml) == ([], [("E_RESERVED_ID", yaml)])
    assert is_slug(entity_id), "a reserved id that could not be one anyway says nothing"


def test_ids_that_differ_by_case_are_not_both_ids() -> None:
    sources, found = group("content/projects/a/project.yml", "content/projects/A/project.yml")
    assert [source.id for source in sources] == ["a"]
    assert found == [("E_ID", "content/projects/A/project.yml")]


@pytest.mark.parametrize(
    ("one", "other"),
    [("A.pdf", "a.pdf"), ("Plan.PDF", "plan.pdf"), ("caf\u00e9.pdf", "cafe\u0301.pdf"), ("STRASSE.pdf",
     "straße.pdf"),
     ("ZH.md", "zh.md")],
)  # fmt: skip
def test_files_that_some_disks_cannot_tell_apart(one: str, other: str) -> None:
    folder = "content/projects/a"
    sources, found = group(f"{folder}/project.yml", f"{folder}/{one}", f"{folder}/{other}")
    assert len(sources[0].names) <= 1
    assert {code for code, _ in found} <= {"E_COLLISION", "E_FILE_NAME", "E_DECOMPOSED_NAME"}
    assert len(found) >= 1


@pytest.mark.parametrize(
    "name",
    [
        ".htaccess",
        "a",
        "a<b>.pdf",
        "a\nb.pdf",
        "-a.pdf",
        "a.",
        "\udcff.pdf",
        "a" * 200 + ".pdf",
    ],
)
def test_file_names_that_are_unfit_for_a_url(name: str) -> None:
    folder = "content/projects/a"
    sources, found = group(f"{folder}/project.yml", f"{folder}/{name}")
    assert found == [("E_FILE_NAME", f"{folder}/{name}")]
    assert sources[0].names == ()


def test_a_file_name_in_pieces_is_told_as_such() -> None:
    folder = "content/projects/a"
    sources, found = group(f"{folder}/project.yml", f"{folder}/cafe\u0301.pdf")
    assert [code for code, _ in found] == ["E_DECOMPOSED_NAME"]
    assert sources[0].names == ()


def test_links_and_pipes_are_named() -> None:
    assert group(special=("content/a", "site.yml")) == (
        [],
        [("E_SYMLINK", "content/a"), ("E_SYMLINK", "site.yml")],
    )


def test_near_names_are_offered() -> None:
    _, [found] = group_sources(["content/polices/a/policy.yml"], ())
    assert found.params["near"] == "policies"
    _, [found] = group_sources(["content/projects/a.yml"], ())
    assert found.params["expected"] == "a/project.yml"


NAMES = st.sampled_from(
    [
        "content",
        "projects",
        "chains",
        "maps",
        "a",
        "A",
        "b-2",
        "project.yml",
        "a.yml",
        "zh.md",
        "x.pdf",
        "",
        ".",
        "status",
    ]
) | st.text(st.characters(exclude_characters="/\0"), max_size=4)


@given(st.lists(st.lists(NAMES, min_size=1, max_size=5).map("/".join), max_size=12))
def test_any_names_give_entries_and_faults_and_no_file_belongs_to_two(paths: list[str]) -> None:
    paths = [f"content/{path}" for path in paths]
    sources, found = group_sources(paths, ())
    taken = [path for source in sources for path in source.paths]
    assert len(taken) == len(set(taken))
    assert {*taken} <= {*paths}
    assert len({source.key for source in sources}) == len(sources)
    assert all(is_slug(source.id) and source.id not in RESERVED.get(source.kind, ()) for source in sources)
    named = {diagnostic.place.path for diagnostic in found}
    for path in paths:
        folder = "/".join(path.split("/")[:3])
        assert path in taken or path in named or folder in named or path.startswith("content/maps/")
