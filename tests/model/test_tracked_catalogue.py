"""What a page was made from is recorded whole, and views read the catalogue in no other way."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from sitegen.model import catalogue as catalogues
from sitegen.model import queries
from sitegen.model import tracked_catalogue as reading
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import Chain, Contact, Region
from sitegen.model.entries import Entry
from sitegen.model.kinds import KINDS
from sitegen.model.tracked_catalogue import Dependencies, TrackedCatalogue, digest_of
from sitegen.pipeline.build import Options, build
from sitegen.render.page_renderer import PageRenderer, Rendered
from sitegen.render.worker import RenderContext, Worker
from sitegen.routes import Route
from tests.build.edits import make_site
from tests.support.catalogues import make_state

E = TypeVar("E")


def no_entries(kind: str, entity_id: str) -> Entry:
    raise AssertionError


@pytest.fixture
def catalogue() -> Catalogue:
    return make_state(1).catalogue()


def keys(reader: TrackedCatalogue) -> set[str]:
    return set(reader.read().keys)


def test_cards_and_entities_and_entries_are_noted() -> None:
    catalogue = make_state(1).catalogue()
    project, chain = next(iter(catalogue.projects)), next(iter(catalogue.all(Chain)))
    entry = Entry(kind="page", id="about", path="", entity=None)
    reader = TrackedCatalogue(catalogue, lambda kind, key: entry)
    assert reader.project(project) is catalogue.projects[project]
    assert reader.get(Chain, chain) is catalogue.all(Chain)[chain]
    assert reader.entry("page", "about") is entry
    assert reader.site is catalogue.site
    assert reader.read() == Dependencies((f"c/chain/{chain}", f"c/project/{project}", "e/page/about"))


def test_what_is_not_there_is_noted_too(catalogue: Catalogue) -> None:
    """Should it come, the page has to be made again."""
    reader = TrackedCatalogue(catalogue, no_entries)
    with pytest.raises(KeyError):
        reader.project("none")
    with pytest.raises(KeyError):
        reader.get(Region, "none")
    assert keys(reader) == {"c/project/none", "c/region/none"}


def test_questions_are_noted_with_their_answers_and_groups(catalogue: Catalogue) -> None:
    reader = TrackedCatalogue(catalogue, no_entries)
    for _ in range(2):
        assert reader.ask(queries.count, "all", "") == len(catalogue.projects)
        reader.ask(queries.today)
    read = reader.read()
    assert read.keys == ()
    assert [asked.groups for asked in read.asked] == [("all=",), ("today",)]
    assert [(asked.name, asked.words) for asked in read.asked] == [("count", ("all", "")), ("today", ())]
    assert read.asked[0].digest == digest_of(len(catalogue.projects))


def test_a_part_is_made_once_and_noted_by_all_who_show_it(catalogue: Catalogue) -> None:
    made: list[str] = []
    contact = next(iter(catalogue.all(Contact)))

    def inner(reader: TrackedCatalogue) -> str:
        made.append("inner")
        return reader.get(Contact, contact).id

    def outer(reader: TrackedCatalogue) -> str:
        made.append("outer")
        reader.ask(queries.today)
        return reader.part("inner", (), inner)

    readers = [TrackedCatalogue(catalogue, no_entries) for _ in range(3)]
    assert [reader.part("outer", (), outer) for reader in readers] == [contact] * 3
    assert readers[2].part("inner", (), inner) == contact
    assert made == ["outer", "inner"]
    assert {reader.read() for reader in readers} == {readers[0].read()}
    assert keys(readers[0]) == {f"c/contact/{contact}"}
    assert [asked.name for asked in readers[0].read().asked] == ["today"]


def test_parts_of_other_words_are_others(catalogue: Catalogue) -> None:
    reader = TrackedCatalogue(catalogue, no_entries)
    assert [reader.part("x", (word,), lambda inner, word=word: word) for word in "ab"] == ["a", "b"]  # type: ignore[misc]


def test_a_failed_part_leaves_nothing_behind(catalogue: Catalogue) -> None:
    reader = TrackedCatalogue(catalogue, no_entries)
    with pytest.raises(KeyError):
        reader.part("x", (), lambda inner: inner.project("none"))
    assert reader.part("x", (), lambda inner: "made") == "made"


def test_records_are_in_order_whatever_the_order_of_reading(catalogue: Catalogue) -> None:
    names = list(catalogue.projects)
    one, other = TrackedCatalogue(catalogue, no_entries), TrackedCatalogue(catalogue, no_entries)
    for name in names:
        one.project(name)
        one.ask(queries.project_expired, name)
    for name in reversed(names):
        other.ask(queries.project_expired, name)
        other.project(name)
    assert one.read() == other.read()


def test_a_question_that_is_no_query_cannot_be_asked(catalogue: Catalogue) -> None:
    with pytest.raises(KeyError):
        TrackedCatalogue(catalogue, no_entries).ask(queries.page_bounds, "1", "2")


@pytest.mark.parametrize("answer", [(), ("a",), 3, "x", True, (("a", 1),)])
def test_digests_tell_answers_apart(answer: object) -> None:
    others: list[object] = ["y", ("b",), 4, (("a", 2),), None]
    assert digest_of(answer) == digest_of(copy.deepcopy(answer))
    assert all(digest_of(answer) != digest_of(other) for other in others)


# Views, every one of them


class Watched(dict[str, E]):
    """A mapping that notes what is taken from it."""

    def __init__(self, kind: str, values: Mapping[str, E], log: set[str]) -> None:
        super().__init__(values)
        self.kind = kind
        self.log = log

    def __getitem__(self, key: str) -> E:
        self.log.add(f"c/{self.kind}/{key}")
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.log.add(f"c/{self.kind}/{key}")
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self.log.add(f"c/{self.kind}/{key}")
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self.log.add(f"all of {self.kind}")
        return super().__iter__()

    def keys(self) -> Any:
        self.log.add(f"all of {self.kind}")
        return super().keys()

    def values(self) -> Any:
        self.log.add(f"all of {self.kind}")
        return super().values()

    def items(self) -> Any:
        self.log.add(f"all of {self.kind}")
        return super().items()


class WatchedCatalogue(Catalogue):
    """Notes what is read from it other than by a query, whose groups answer for what it reads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.log: set[str] = set()
        projects = Watched("project", catalogue.projects, self.log)
        others = {kind: Watched(kind, found, self.log) for kind, found in catalogue.others.items()}
        super().__init__(catalogue.site, catalogue.today, projects, others)

    @contextmanager
    def unwatched(self) -> Iterator[None]:
        before = set(self.log)
        yield
        self.log.intersection_update(before)


def test_views_read_nothing_that_is_not_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over a whole build: what each page took from the catalogue, against what it says it has read."""
    entries: set[str] = set()
    seen: set[str] = set()
    prepare = Worker.prepare
    make, load, ask, unpack = PageRenderer.make, Worker._load, reading.answer_of, catalogues.unpack

    def make_watched(workshop: PageRenderer, spec: Route) -> Rendered:
        catalogue = workshop._catalogue
        assert isinstance(catalogue, WatchedCatalogue)
        for kept in (catalogue.answers, catalogue.asked, catalogue.parts):  # so that what parts read is seen
            kept.clear()
        catalogue.log.clear()
        entries.clear()
        made = make(workshop, spec)
        assert catalogue.log | entries <= {*made.read.keys}, spec
        seen.add(spec.output)
        return made

    def load_watched(self: Worker, kind: str, entity_id: str) -> Entry:
        entries.add(f"e/{kind}/{entity_id}")
        return load(self, kind, entity_id)

    def unpack_watched(data: bytes) -> Catalogue:
        catalogue = WatchedCatalogue(unpack(data))
        assert len(catalogue.index) > 10
        return catalogue

    def prepare_packed(self: Worker, brief: RenderContext) -> None:
        assert isinstance(brief.catalogue, Catalogue)
        prepare(self, msgspec.structs.replace(brief, catalogue=catalogues.pack(brief.catalogue)))

    def answer_of(catalogue: Catalogue, name: str, words: tuple[str, ...]) -> Any:
        if not isinstance(catalogue, WatchedCatalogue):
            return ask(catalogue, name, words)
        with catalogue.unwatched():
            return ask(catalogue, name, words)

    def watch(query: queries.Query) -> queries.Query:
        def groups(catalogue: Catalogue, *words: str) -> tuple[str, ...]:
            assert isinstance(catalogue, WatchedCatalogue)
            with catalogue.unwatched():
                return query.watch(catalogue, *words)

        return query._replace(watch=groups)

    for name, query in queries.QUERIES.items():
        monkeypatch.setitem(queries.QUERIES, name, watch(query))
    monkeypatch.setattr(reading, "answer_of", answer_of)
    monkeypatch.setattr("sitegen.render.worker.unpack", unpack_watched)
    monkeypatch.setattr(Worker, "_load", load_watched)
    monkeypatch.setattr(Worker, "prepare", prepare_packed)
    monkeypatch.setattr(PageRenderer, "make", make_watched)
    make_site(tmp_path / "site", projects=14)
    build(Options(root=tmp_path / "site", output=tmp_path / "build", jobs=1, now="2026-11-20"))
    assert seen >= {"home", "project", "projects", *KINDS}


def test_structs_that_are_kept_are_small() -> None:
    """A record is kept for every page."""
    assert len(msgspec.msgpack.encode(Dependencies(("c/project/a",)))) < 20
