"""Entries come out of the store as they went in, and do not stay there as objects."""

from __future__ import annotations

import gc
import random

import pytest

from sitegen.content.markdown_body import Body
from sitegen.content.pictures import PictureInfo
from sitegen.model.entities import Project
from sitegen.model.entries import Entry
from sitegen.model.kinds import KINDS
from sitegen.model.store import UNPACKED, EntryStore
from tests.support.entities import Maker

BODIES = {"zh": Body("<p>甲</p>", ("s-a", "s-b")), "en": Body("<p>a</p>")}
FILES = {"a.png": PictureInfo("png", 4, 3), "a.pdf": None}


@pytest.mark.parametrize("kind", KINDS)
def test_all_that_pages_need_comes_back(kind: str) -> None:
    store = EntryStore()
    for seed in range(10):
        made = Maker(random.Random(seed), fill=seed / 9).struct(KINDS[kind], id=f"id-{seed}")
        entry = Entry(kind, made.id, f"content/{made.id}.yml", made, BODIES, FILES)
        store.put(entry)
        assert store.get(kind, made.id) == entry


def test_what_is_not_there() -> None:
    store = EntryStore()
    store.put(Entry("project", "a", "a.yml", None))
    found = store.get("project", "a")
    assert found is not None
    assert found.entity is None
    assert store.get("project", "b") is None
    assert store.get("policy", "a") is None


def test_what_is_read_again_is_new() -> None:
    store = EntryStore()
    for html in ("<p>old</p>", "<p>new</p>"):
        store.put(Entry("project", "a", "a.yml", None, {"zh": Body(html)}))
        found = store.get("project", "a")
        assert found is not None
        assert found.bodies["zh"].html == html


def test_a_project_is_given_out_for_its_own_pages() -> None:
    store = EntryStore()
    for kind in ("project", "contact"):
        for number in range(2 * UNPACKED):
            store.put(Entry(kind, f"p-{number}", "a.yml", None))
    for number in range(2 * UNPACKED):
        for _ in range(2):  # its languages
            assert store.get("project", f"p-{number}") is not None
            assert store.get("contact", f"p-{number}") is not None
    assert store.get("project", "p-0") is None
    assert store.get("contact", "p-0") is not None


def test_few_stay_unpacked() -> None:
    store = EntryStore()
    for number in range(5 * UNPACKED):
        store.put(Entry("project", f"p-{number}", "a.yml", Maker(random.Random(1)).struct(Project, id="p")))
        store.get("project", f"p-{number}")
    gc.collect()
    assert sum(type(found) is Entry for found in gc.get_objects()) <= UNPACKED
