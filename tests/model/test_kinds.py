"""The table of kinds: what is missing is named when the program starts, and nothing stands in it twice."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sitegen.model.entities import Entity
from sitegen.model.kinds import BY_ID, BY_PLACE, RECORDS, RESERVED, Both, Kind, check_records, kind_words
from sitegen.model.output_rows import load
from sitegen.model.outputs import OUTPUTS
from sitegen.model.references import ref_fields, values_at
from sitegen.render.theme import built_in_folder
from sitegen.views import templates_of_views

WITHOUT_LISTS = ("project_list",)
"""Its lists are many, and made from the index."""


def test_an_entity_type_without_a_record_is_named() -> None:
    with pytest.raises(TypeError, match="no record of Policy"):
        check_records(tuple(kind for kind in RECORDS if kind.id != "policy"))


def test_a_record_without_a_part_is_refused() -> None:
    with pytest.raises(TypeError, match="section"):
        Kind(Entity, "things", Both("物", "Thing"))  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("kind", "part", "value", "message"),
    [
        ("policy", "folder", "projects", "the same folder: projects"),
        ("policy", "section", "Projects", "the same section: Projects"),
        ("chain", "place", 1, "the same place: 1"),
        ("policy", "first_text", None, "policy needs both"),
        ("chain", "package_file", "chain.yml", "chain needs both"),
        ("policy", "search_words", ("nowhere.title",), "policy has no field nowhere.title"),
        ("region", "unique", ("seat",), "region has no field seat"),
    ],
)
def test_parts_that_do_not_fit_are_named(kind: str, part: str, value: object, message: str) -> None:
    changed = tuple(replace(each, **{part: value}) if each.id == kind else each for each in RECORDS)
    with pytest.raises(TypeError, match=message):
        check_records(changed)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.id)
def test_each_has_views_and_templates(kind: Kind) -> None:
    names = [kind.id] * kind.has_page + [f"{kind.id}_list"] * kind.has_list
    for name in [name for name in names if name not in WITHOUT_LISTS]:
        assert callable(load(OUTPUTS[name].make))
        assert (built_in_folder() / "templates" / templates_of_views()[name]).is_file()


def test_lists_have_their_places() -> None:
    assert [kind.place for kind in BY_PLACE] == list(range(1, len(BY_PLACE) + 1))
    assert {kind.id for kind in RECORDS} - {kind.id for kind in BY_PLACE} == {"page"}


def test_entries_at_the_root_keep_clear_of_the_folders() -> None:
    assert RESERVED["page"] >= {kind.folder for kind in RECORDS} | {"search", "404"}
    assert "projects" not in RESERVED["project"]


def test_a_kind_is_called_by_its_usual_word() -> None:
    assert kind_words("region") == {"en": "region", "zh": "地区"}
    assert kind_words("segment") == {"en": "segment", "zh": "环节"}


def test_references_are_found_at_any_depth() -> None:
    found = {(".".join(field.path), field.kind) for field in ref_fields(BY_ID["enterprise"].cls)}
    assert found >= {
        ("chains.chain", "chain"),
        ("chains.segments", "segment"),
        ("region", "region"),
        ("figures.source.policy", "policy"),
    }
    assert ("where.region", "region") in {
        (".".join(field.path), field.kind) for field in ref_fields(BY_ID["collection"].cls)
    }


def test_values_at_a_path() -> None:
    class Inner:
        ids = ("b", "", "c")

    class Outer:
        one = "a"
        none = None
        many = (Inner, Inner)

    assert list(values_at(Outer, ("one",))) == ["a"]
    assert list(values_at(Outer, ("none", "ids"))) == []
    assert list(values_at(Outer, ("many", "ids"))) == ["b", "c", "b", "c"]
