"""Entries are checked against their types: every value, every fault with its place, all at once."""

from __future__ import annotations

import random
import time
from collections import Counter
from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.content.yaml_file import parse_yaml
from sitegen.diagnostics import Place
from sitegen.i18n.quantities import parse_quantity
from sitegen.i18n.text import Text
from sitegen.model.decode import decode_entity, decode_part
from sitegen.model.decode_context import BAD, MAX_FAULTS, DecodeContext, Reference, place_of
from sitegen.model.entities import Chain, Contact, Investment, Part, Project
from sitegen.model.fields import Date, FileName, Money, OneOf, Phone, Ref, Slug, Url
from sitegen.model.kinds import KINDS
from tests.support.entities import LOCALES, Maker, references, written
from tests.support.yaml_text import Plain, to_yaml


class Inner(Part, frozen=True, kw_only=True):
    word: str
    note: Text | None = None


class Sample(Part, frozen=True, kw_only=True):
    """One field of each sort."""

    word: str = ""
    text: Text | None = None
    number: int = 7
    degrees: float | None = None
    yes: bool = False
    maybe: bool | None = None
    choice: Annotated[str, OneOf(("open", "in-talks", "signed"))] = "open"
    link: Annotated[str, Ref("policy")] = ""
    money: Money | None = None
    date: Date = ""
    url: Url = ""
    phone: Phone = ""
    file: FileName = ""
    words: tuple[str, ...] = ()
    texts: tuple[Text, ...] = ()
    links: tuple[Annotated[str, Ref("project")], ...] = ()
    numbers: tuple[int, ...] = ()
    pairs: tuple[tuple[str, ...], ...] = ()
    inner: Inner | None = None
    inners: tuple[Inner, ...] = ()
    states: dict[str, Annotated[str, OneOf(("draft", "stale"))]] = {}  # noqa: RUF012 - msgspec copies it


def scene(locales: tuple[str, ...] = ("zh", "en")) -> DecodeContext:
    return DecodeContext("a.yml", locales, "zh")


def decode(text: str) -> tuple[Any, DecodeContext]:
    node, found = parse_yaml(text.encode(), "a.yml")
    assert node is not None
    assert found == []
    what = scene()
    return decode_part(Sample, node, what), what


def good(text: str) -> Any:
    value, what = decode(text)
    assert what.found == []
    return value


def faults(text: str) -> list[tuple[str, int, int]]:
    """Of a text that gives no value."""
    value, what = decode(text)
    assert value is BAD
    return [(d.code, d.place.line, d.place.column) for d in what.found]


# Every sort of field


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("word: '  a b '", {"word": "a b"}),
        ("word: 010", {"word": "010"}),
        ("word: null-pointer", {"word": "null-pointer"}),
        ("text: 铝箔", {"text": Text({"zh": "铝箔"})}),
        ("text: {zh: 铝, en: Al}", {"text": Text({"zh": "铝", "en": "Al"})}),
        ("text: {en: Al, zh: ~}", {"text": Text({"en": "Al"})}),
        ("number: -12", {"number": -12}),
        ("number: '0012'", {"number": 12}),
        ("degrees: 105.8", {"degrees": 105.8}),
        ("degrees: -3", {"degrees": -3.0}),
        ("yes: true", {"yes": True}),
        ("{yes: false, maybe: false}", {"yes": False, "maybe": False}),
        ("choice: in-talks", {"choice": "in-talks"}),
        ("link: some-policy", {"link": "some-policy"}),
        ("money: 近20亿元", {"money": parse_quantity("近20亿元")}),
        ("date: 2020年2月", {"date": "2020-02"}),
        ("phone: （0839）3266000", {"phone": "0839-3266000"}),
        ("words: [a, b]", {"words": ("a", "b")}),
        ("words: a", {"words": ("a",)}),
        ("words: []", {"words": ()}),
        ("texts: [甲, {en: B}]", {"texts": (Text({"zh": "甲"}), Text({"en": "B"}))}),
        ("texts: {zh: 甲}", {"texts": (Text({"zh": "甲"}),)}),
        ("numbers: [2, 1]", {"numbers": (2, 1)}),
        ("pairs: [[a, b], [c, d]]", {"pairs": (("a", "b"), ("c", "d"))}),
        ("inner: {word: a}", {"inner": Inner(word="a")}),
        ("inners: {word: a}", {"inners": (Inner(word="a"),)}),
        ("inners:\n- word: a\n- {word: b, note: 注}",
         {"inners": (Inner(word="a"), Inner(word="b", note=Text({"zh": "注"})))}),
        ("states: {zh: draft, en: ~}", {"states": {"zh": "draft"}}),
    ],
)  # fmt: skip
def test_accepted(text: str, expected: dict[str, Any]) -> None:
    assert good(text) == Sample(**expected)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("word: ''", "E_EMPTY_VALUE", 1, 7),
        ("word: [a]", "E_NOT_A_VALUE", 1, 7),
        ("word: {a: b}", "E_NOT_A_VALUE", 1, 7),
        ("words:\n- a\n- [b]", "E_NOT_A_VALUE", 3, 3),
        ("words: [a, '']", "E_EMPTY_VALUE", 1, 12),
        ("text: [甲]", "E_NOT_A_TEXT", 1, 7),
        ("text: {}", "E_EMPTY_VALUE", 1, 7),
        ("text: {zh: ''}", "E_EMPTY_VALUE", 1, 12),
        ("text: {zh: 甲, de: B}", "E_UNKNOWN_LOCALE", 1, 15),
        ("text: {zh: 甲, internal: 乙}", "E_UNKNOWN_LOCALE", 1, 15),
        ("text: {zh: [甲]}", "E_NOT_A_VALUE", 1, 12),
        ("number: 1.5", "E_INTEGER", 1, 9),
        ("number: --5", "E_INTEGER", 1, 9),
        ("number: '-'", "E_INTEGER", 1, 9),
        ("number: ''", "E_INTEGER", 1, 9),
        ("number: 1e3", "E_INTEGER", 1, 9),
        ("number: 0x10", "E_INTEGER", 1, 9),
        ("number: 1_000", "E_INTEGER", 1, 9),
        ("number: ３", "E_INTEGER", 1, 9),
        (f"number: {'9' * 5000}", "E_INTEGER", 1, 9),
        ("degrees: nan", "E_NUMBER", 1, 10),
        ("degrees: 1e400", "E_NUMBER", 1, 10),
        ("degrees: 105°", "E_NUMBER", 1, 10),
        ("yes: yes", "E_BOOLEAN", 1, 6),
        ("yes: on", "E_BOOLEAN", 1, 6),
        ("yes: True", "E_BOOLEAN", 1, 6),
        ("yes: 1", "E_BOOLEAN", 1, 6),
        ("choice: Open", "E_CHOICE", 1, 9),
        ("link: Some Policy", "E_ID", 1, 7),
        ("links:\n- a\n- ~", "E_ID", 3, 3),
        ("money: many", "E_QUANTITY", 1, 8),
        ("money: 300亩", "E_QUANTITY", 1, 8),
        (f"money: {'9' * 5000}元", "E_QUANTITY", 1, 8),
        ("date: 2023-02-31", "E_DATE", 1, 7),
        ("date: 2023-02-10T09:30", "E_DATE", 1, 7),
        ("url: javascript:alert(1)", "E_URL", 1, 6),
        ("file: ../a.pdf", "E_FILE_NAME", 1, 7),
        ("inner: a", "E_NOT_A_MAPPING", 1, 8),
        ("inner: {note: 注}", "E_MISSING_KEY", 1, 8),
        ("inner: {word: ~}", "E_MISSING_KEY", 1, 9),
        ("inners:\n- word: a\n- note: 注", "E_MISSING_KEY", 3, 3),
        ("states: draft", "E_NOT_A_MAPPING", 1, 9),
        ("states: {de: draft}", "E_UNKNOWN_LOCALE", 1, 10),
        ("wrod: a", "E_UNKNOWN_KEY", 1, 1),
        ("inner:\n  word: a\n  nots: b", "E_UNKNOWN_KEY", 3, 3),
        ("'': a", "E_UNKNOWN_KEY", 1, 1),
        ("a", "E_NOT_A_MAPPING", 1, 1),
        ("- word: a", "E_NOT_A_MAPPING", 1, 1),
        ("word：a", "E_FULL_WIDTH_COLON", 1, 5),
        ("inner: word：a", "E_FULL_WIDTH_COLON", 1, 12),
        ("{word：a: b}", "E_FULL_WIDTH_COLON", 1, 6),
    ],
)
def test_refused(text: str, code: str, line: int, column: int) -> None:
    assert faults(text) == [(code, line, column)]


@pytest.mark.parametrize("name", Sample.__struct_fields__)
@pytest.mark.parametrize("null", ["", "~", "null"])
def test_a_field_that_is_left_empty_has_its_default(name: str, null: str) -> None:
    assert good(f"{name}: {null}") == Sample()


def test_all_faults_are_told_at_once() -> None:
    text = "wrod: a\nnumber: x\nlinks: [ok, No, Nor]\ninner:\n  note: {de: x}\nyes: maybe\n"
    assert faults(text) == [
        ("E_UNKNOWN_KEY", 1, 1), ("E_INTEGER", 2, 9), ("E_ID", 3, 13), ("E_ID", 3, 17),
        ("E_UNKNOWN_LOCALE", 5, 10), ("E_MISSING_KEY", 5, 3), ("E_BOOLEAN", 6, 6),
    ]  # fmt: skip


def test_words_that_were_probably_meant() -> None:
    _, what = decode("nubmer: 1\nchoice: in-talk\ninner: {wrod: x}\ntext: {cn: 甲, eng: B}\n")
    near = [(d.code, d.params.get("key", d.params.get("value")), d.params.get("near")) for d in what.found]
    assert near == [
        ("E_UNKNOWN_KEY", "nubmer", "number"), ("E_CHOICE", "in-talk", "in-talks"), ("E_UNKNOWN_KEY",
        "wrod", "word"),
        ("E_MISSING_KEY", "word", None), ("E_UNKNOWN_LOCALE", "cn", None), ("E_UNKNOWN_LOCALE", "eng", "en"),
    ]  # fmt: skip
    assert what.found[1].params["known"] == "open, in-talks, signed"


def test_lists_in_chinese_punctuation_and_other_ids_are_put_right_in_the_advice() -> None:
    _, what = decode("link: Battery Foil\nlinks: [a、b]\ninners: x\nchoice: signed，open\n")
    near = {d.params.get("id", d.params.get("value")): d.params.get("near") for d in what.found}
    assert near["Battery Foil"] == "battery-foil"
    assert near["a、b"] == "[a, b]"
    assert near["signed，open"] == "[signed, open]"


def test_a_field_is_known_by_what_people_call_it() -> None:
    scene = DecodeContext("x.yml", ("zh", "en"), "zh")
    node, _ = parse_yaml("总投资: 20亿元\n拟引资: 1亿元\n甲乙丙: 1\n".encode(), "x.yml")
    assert node is not None
    decode_part(Investment, node, scene)
    assert [d.params.get("near") for d in scene.found] == ["total", "sought", None]
    assert scene.found[2].params["known"] == "total, fixed, sought, paid_in, funding"


def test_a_flood_of_faults_is_cut_and_takes_no_time() -> None:
    started = time.process_time()
    text = "".join(f"key{number}: x\n" for number in range(40_000))
    assert len(faults(text)) == MAX_FAULTS
    choices = "inners:\n" + "- {wrod: x}\n" * 15_000
    assert len(faults(choices)) == MAX_FAULTS
    assert time.process_time() - started < 5


# References, languages, what is hidden


def test_references_are_noted_with_their_places() -> None:
    _, what = decode("links:\n- a\n- b\nlink: c\n")
    assert what.references == [
        Reference("project", "a", 2, 3), Reference("project", "b", 3, 3), Reference("policy", "c", 4, 7),
    ]  # fmt: skip


def test_texts_that_lack_a_language_are_noted() -> None:
    _, what = decode("text: 甲\ntexts:\n- {zh: 乙, en: B}\n- {en: C, zh: ~}\n")
    assert [(node.line, node.column, set(given)) for node, given in what.untranslated] == [
        (1, 7, {"zh"}), (4, 3, {"en"}),
    ]  # fmt: skip


def test_one_language_lacks_none() -> None:
    node, _ = parse_yaml("text: 甲".encode(), "a.yml")
    assert node is not None
    what = scene(("zh",))
    decode_part(Sample, node, what)
    assert what.untranslated == []


def test_internal_blocks_are_left_out_at_any_depth_and_remembered() -> None:
    value, what = decode(
        "internal: {floor: 3亿元, people: [张三, {phone: 电话}]}\nword: a\ninner:\n  word: b\n"
        "  internal: 底价\ninners:\n- word: c\n  internal:\n    deep: {deeper: [[最低]]}\n    nothing:\n"
    )
    assert value == Sample(word="a", inner=Inner(word="b"), inners=(Inner(word="c"),))
    assert what.found == []
    assert [text for text in what.hidden if text] == ["3亿元", "张三", "电话", "底价", "最低"]


# Whole entries


@pytest.mark.parametrize("text", ["", "~", "null", "---\n"])
def test_an_empty_file_is_no_entry(text: str) -> None:
    node, _ = parse_yaml(text.encode(), "a.yml")
    what = scene()
    assert decode_entity(Project, "x", node, what) is None
    assert [(d.code, d.place) for d in what.found] == [("E_EMPTY_FILE", Place("a.yml", 1, 1))]


def test_the_id_is_the_file_s_and_never_in_it() -> None:
    node, _ = parse_yaml("id: y\norganisation: 局\n".encode(), "a.yml")
    what = scene()
    assert decode_entity(Contact, "x", node, what) is None
    assert [d.code for d in what.found] == ["E_UNKNOWN_KEY"]


def test_parts_have_ids_of_their_own() -> None:
    node, _ = parse_yaml("title: 链\nstages: [{id: up, title: 上}]\n".encode(), "a.yml")
    chain = decode_entity(Chain, "x", node, scene())
    assert isinstance(chain, Chain)
    assert (chain.id, chain.stages[0].id) == ("x", "up")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_required_is_named(kind: str) -> None:
    cls = KINDS[kind]
    required = {f.name for f in msgspec.structs.fields(cls) if f.required and f.name != "id"}
    node, _ = parse_yaml(b"tags: [x]", "a.yml")
    what = scene()
    assert decode_entity(cls, "x", node, what) is None
    assert {d.params["key"] for d in what.found} == required
    assert {d.code for d in what.found} == {"E_MISSING_KEY"}


@pytest.mark.parametrize("kind", KINDS)
def test_any_entry_is_read_as_it_was_written(kind: str) -> None:
    cls = KINDS[kind]
    for seed in range(40):
        rng = random.Random(seed)
        entity = Maker(rng).struct(cls, id="some-id")
        values = written(entity)
        assert isinstance(values, dict)
        secrets = hide(values, rng)
        node, found = parse_yaml(to_yaml(values, seed).encode(), "a.yml")
        assert found == []
        what = scene(LOCALES)
        assert decode_entity(cls, "some-id", node, what) == entity
        assert what.found == []
        assert Counter((ref.kind, ref.id) for ref in what.references) == Counter(references(entity))
        assert sorted(what.hidden) == sorted(secrets)


def hide(values: dict[str, Plain], rng: random.Random) -> list[str]:
    """Put internal blocks in among the values; what stands in them."""
    secrets = []
    if rng.random() < 0.5:
        values["internal"] = {"note": ["secret 1", {"deep": "secret 2"}]}
        secrets += ["secret 1", "secret 2"]
    source = values.get("source")
    if isinstance(source, list) and isinstance(source[0], dict):
        source[0]["internal"] = "secret 3"
        secrets.append("secret 3")
    return secrets


@settings(suppress_health_check=list(HealthCheck))
@given(
    st.recursive(
        st.text(max_size=5)
        | st.sampled_from(["true", "5", "20亿元", "2026-01", "a", "~", "zh", "--5", "－3", "½"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from([*Sample.__struct_fields__, "zh", "en", "internal", "word", "x"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=15,
    )
)
def test_any_values_give_a_struct_or_a_fault(values: Plain) -> None:
    text = to_yaml({"inner": values} if isinstance(values, str) else values)
    node, _ = parse_yaml(text.encode(), "a.yml")
    if node is None:
        return
    what = scene()
    value = decode_part(Sample, node, what)
    assert (value is BAD) == bool(what.found)
    lines = text.split("\n")
    for diagnostic in what.found:
        assert 1 <= diagnostic.place.column <= len(lines[diagnostic.place.line - 1]) + 1


def test_a_value_survives_being_written_and_read() -> None:
    for seed in range(100):
        value = Maker(random.Random(seed)).struct(Sample)
        values = written(value)
        assert isinstance(values, dict)
        node, _ = parse_yaml(to_yaml(values, seed).encode(), "a.yml")
        assert node is not None
        assert decode_part(Sample, node, scene(LOCALES)) == value


# Places


def test_a_place_is_found_as_far_as_the_keys_lead() -> None:
    node, _ = parse_yaml(b"a:\n  b:\n  - c\n  - {d: e}\n", "a.yml")
    assert place_of("a.yml", node, "a", "b", 1, "d") == Place("a.yml", 4, 9)
    assert place_of("a.yml", node, "a", "b", 7, "d") == Place("a.yml", 3, 3)
    assert place_of("a.yml", node, "a", "x") == Place("a.yml", 2, 3)
    assert place_of("a.yml", node) == Place("a.yml", 1, 1)
    assert place_of("a.yml", None, "a") == Place("a.yml", 1, 1)


def test_slugs_are_checked_as_forms_are() -> None:
    assert Slug.__metadata__[0].name == "slug"  # type: ignore[attr-defined]
