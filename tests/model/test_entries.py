"""One entry from its files: everything that is wrong with them at once, and nothing read but they."""

from __future__ import annotations

import struct
import zlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.pictures import PictureInfo
from sitegen.diagnostics import Place
from sitegen.model.entities import Contact, Project
from sitegen.model.entries import Claim, Derived, Entry, Reading, Use
from sitegen.model.entry_files import EntryFiles, group_sources
from sitegen.model.read_entry import public_text, read_entry
from sitegen.model.site import Limits

PROJECT = "content/projects/foil"
YAML = "title: {zh: 铝箔, en: Foil}\nstatus: open\n"
LIMITS = Limits(text_bytes=2000, picture_bytes=3000, attachment_bytes=4000)
READING = Reading(locales=("zh", "en"), default_locale="zh", derived=(), limits=LIMITS)
HANT = Reading(
    locales=("zh", "en", "zh-hant"),
    default_locale="zh",
    derived=(Derived("zh-hant", "zh", "s2tw", {}),),
    limits=LIMITS,
)

Files = dict[str, str | bytes]


def png(width: int = 4, height: int = 3) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes(3 * width)) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


class Disk:
    """Files in memory; notes what is read."""

    def __init__(self, files: Files) -> None:
        self.files = {
            path: data if isinstance(data, bytes) else data.encode() for path, data in files.items()
        }
        self.log: list[str] = []

    def read(self, path: str, limit: int) -> bytes | None:
        self.log.append(path)
        data = self.files[path]
        return None if len(data) > limit else data

    def source(self) -> EntryFiles:
        [source], found = group_sources(self.files, ())
        assert found == []
        return source


def read(files: Files, reading: Reading = READING) -> Entry:
    disk = Disk(files)
    return read_entry(disk.source(), reading, disk.read)


def project(yaml: str = YAML, *, reading: Reading = READING, **files: str | bytes) -> Entry:
    """A project package; names of files are written with `_` for the dot."""
    inside = {f"{PROJECT}/{name.replace('_', '.')}": data for name, data in files.items()}
    return read({f"{PROJECT}/project.yml": yaml, **inside}, reading)


def faults(entry: Entry) -> list[tuple[str, str, int, int]]:
    return [
        (d.code, d.place.path.removeprefix(f"{PROJECT}/"), d.place.line, d.place.column)
        for d in entry.diagnostics
    ]


def test_a_whole_package() -> None:
    yaml = YAML + "policies: [grant]\nattachments: [{file: plan.pdf.txt, title: {zh: 图, en: Plan}}]\n"
    yaml = yaml.replace("plan.pdf.txt", "plan.txt")
    entry = project(
        yaml,
        zh_md="见[政策](policy:notice)\n\n![图](a.png)\n",
        en_md="# Overview\n",
        a_png=png(),
        plan_txt="x\n",
    )
    assert entry.diagnostics == ()
    assert isinstance(entry.entity, Project)
    assert (entry.kind, entry.id, entry.path, entry.public) == (
        "project",
        "foil",
        f"{PROJECT}/project.yml",
        True,
    )
    assert sorted(entry.bodies) == ["en", "zh"]
    assert entry.bodies["en"].anchors == ("s-overview",)
    assert entry.files == {"a.png": PictureInfo("png", 4, 3), "plan.txt": None}
    assert entry.uses == (
        Use("policy", "grant", Place(f"{PROJECT}/project.yml", 3, 12)),
        Use("policy", "notice", Place(f"{PROJECT}/zh.md", 1, 7)),
    )
    assert entry.claims == (Claim("title", "铝箔", Place(f"{PROJECT}/project.yml", 1, 8)),)
    assert entry.hidden == ()


def test_an_entry_hangs_on_its_own_files_alone_each_read_once() -> None:
    inside: Files = {"project.yml": YAML, "zh.md": "文", "en.md": "x", "a.png": png()}
    disk = Disk({f"{PROJECT}/{name}": data for name, data in inside.items()})
    source = disk.source()
    first = read_entry(source, READING, disk.read)
    assert sorted(disk.log) == sorted(source.paths)
    assert read_entry(source, READING, disk.read) == first
    packed = msgspec.msgpack.encode(first.uses)
    assert msgspec.msgpack.decode(packed, type=tuple[Use, ...]) == first.uses


def test_everything_wrong_is_told_in_one_run() -> None:
    entry = project(
        "title: {zh: 铝箔, en: Foil}\nstatus: opne\nattachments: [{file: none.pdf, title: {zh: a, en: b}}]\n",
        zh_md="[x](javascript:1)\n", de_md="x", b_png="no picture", en_md=b"\xff\xfe",
    )  # fmt: skip
    assert entry.entity is None
    assert not entry.public
    assert {(code, path) for code, path, _, _ in faults(entry)} == {
        ("E_CHOICE", "project.yml"), ("E_LINK", "zh.md"), ("E_TEXT_NAME", "de.md"),
        ("E_PICTURE_KIND", "b.png"),
        ("E_ENCODING", "en.md"),
    }  # fmt: skip


def test_files_that_the_yaml_names() -> None:
    yaml = (
        YAML
        + "attachments:\n- {file: none.pdf, title: {zh: a, en: b}}\n- {file: a.txt, title: {zh: a, en: b}}\n"
        "pictures:\n- {file: a.txt, alt: {zh: a, en: b}}\n- {file: a.png, alt: {zh: a, en: b}}\n"
    )
    entry = project(yaml, a_txt="x\n", a_png=png())
    assert faults(entry) == [
        ("E_MISSING_FILE", "project.yml", 4, 10),
        ("E_NOT_A_PICTURE", "project.yml", 7, 10),
    ]


def test_a_broken_picture_is_one_fault_however_often_it_is_named() -> None:
    entry = project(
        YAML + "pictures: [{file: a.png, alt: {zh: a, en: b}}]\n",
        a_png="x",
        zh_md="![图](a.png)",
        en_md="![p](a.png)",
    )
    assert [code for code, *_ in faults(entry)] == ["E_PICTURE_KIND"]


@pytest.mark.parametrize(
    ("name", "size", "code"),
    [
        ("project.yml", 2001, "E_FILE_SIZE"),
        ("zh.md", 2001, "E_FILE_SIZE"),
        ("a.png", 3001, "E_PICTURE_SIZE"),
        ("a.txt", 4001, "E_FILE_SIZE"),
    ],
)
def test_each_sort_of_file_has_its_limit(name: str, size: int, code: str) -> None:
    files: Files = {f"{PROJECT}/project.yml": YAML, f"{PROJECT}/en.md": "x", f"{PROJECT}/zh.md": "x"}
    entry = read({**files, f"{PROJECT}/{name}": b"#" * size})
    assert (code, name, 0, 0) in faults(entry)


@pytest.mark.parametrize("yaml", ["", "\n# nothing\n", "~", "---\n"])
def test_an_empty_file_is_told_once(yaml: str) -> None:
    assert faults(project(yaml)) == [("E_EMPTY_FILE", "project.yml", 1, 1)]


# Languages


def test_texts_in_one_language_on_purpose_are_nobodys_fault() -> None:
    reading = msgspec.structs.replace(READING, translations="optional")
    entry = project("title: 铝箔\nsummary: {en: Foil}\nstatus: open\n", reading=reading, zh_md="文\n")
    assert faults(entry) == []


def test_texts_that_lack_a_language() -> None:
    entry = project("title: 铝箔\nsummary: {en: Foil}\nstatus: open\ncode: '12'\nowner: 2026\n", zh_md="文\n")
    assert faults(entry) == [
        ("W_UNTRANSLATED", "project.yml", 2, 10),
        ("W_UNTRANSLATED", "project.yml", 1, 8),
        ("W_UNTRANSLATED_BODY", "zh.md", 0, 0),
    ]
    assert [(d.params["locale"], d.params.get("count")) for d in entry.diagnostics] == [
        ("zh", "1"), ("en", "1"), ("en", None),
    ]  # fmt: skip


def test_no_texts_at_all_lack_none() -> None:
    assert project().diagnostics == ()


def test_a_derived_language_is_converted_and_lacks_nothing() -> None:
    entry = project(reading=HANT, zh_md="# 产业\n\n铝[产业链](project:lian#x)\n", en_md="x")
    assert entry.diagnostics == ()
    assert "產業鏈" in entry.bodies["zh-hant"].html
    assert "/projects/lian/#x" in entry.bodies["zh-hant"].html
    assert entry.bodies["zh-hant"].anchors == ("s-产业",)
    assert len(entry.uses) == 1, "the converted text refers to nothing else"


def test_a_derived_language_may_have_its_own_text() -> None:
    entry = project(reading=HANT, **{"zh_md": "产业", "en_md": "x", "zh-hant_md": "自有"})
    assert entry.bodies["zh-hant"].html == "<p>自有</p>\n"


def test_stale_translations_are_told_at_their_mark() -> None:
    entry = project(YAML + "translation:\n  en: stale\n  zh: reviewed\n")
    assert faults(entry) == [("W_TRANSLATION_STALE", "project.yml", 4, 7)]


def test_windows_line_ends_and_empty_texts() -> None:
    entry = project(zh_md="甲\r\n\r\n乙 [x](x:1)\r\n", en_md=" \n\n")
    assert faults(entry) == [("E_LINK", "zh.md", 3, 7)]
    assert list(entry.bodies) == ["zh"]


# What must not be seen


def test_internal_values_are_kept_apart() -> None:
    entry = project(YAML + "internal: {note: 底价三亿元, list: [内部联系]}\n")
    assert entry.hidden == ("底价三亿元", "内部联系")
    assert entry.public


@pytest.mark.parametrize("visibility", ["draft", "internal"])
def test_all_of_a_hidden_entry_is_hidden(visibility: str) -> None:
    entry = project(
        YAML + f"visibility: {visibility}\ninternal: 秘\nsummary: 只有中文\n", zh_md="正文 13800138000\n"
    )
    assert not entry.public
    assert {"铝箔", "Foil", "只有中文", "秘", "正文 13800138000\n"} <= {*entry.hidden}
    assert entry.diagnostics == (), "a draft need not be finished"


@pytest.mark.parametrize(("visibility", "shown"), [("draft", True), ("internal", False)])
def test_a_preview_may_read_drafts_as_public_but_not_what_is_internal(visibility: str, shown: bool) -> None:
    yaml = YAML + f"visibility: {visibility}\ninternal: 秘\n"
    entry = project(yaml, reading=msgspec.structs.replace(READING, drafts=True), zh_md="正文\n")
    assert entry.public is shown
    assert entry.entity is not None
    titles = {"zh": "【草稿】铝箔", "en": "[Draft] Foil"} if shown else {"zh": "铝箔", "en": "Foil"}
    assert entry.entity.title.values == titles
    assert (entry.hidden == ("秘",)) is shown


def test_a_draft_that_is_called_by_its_organisation_is_marked_there() -> None:
    yaml = "organisation: {zh: 局, en: Bureau}\nvisibility: draft\nphone: 0839-0000000\n"
    entry = read({"content/contacts/a.yml": yaml}, msgspec.structs.replace(READING, drafts=True))
    assert isinstance(entry.entity, Contact)
    assert entry.entity.organisation.values == {"zh": "【草稿】局", "en": "[Draft] Bureau"}


def test_a_hidden_entry_is_still_checked_for_errors() -> None:
    entry = project(YAML + "visibility: draft\nregion: No Such\n", zh_md="[x](x:1)")
    assert [code for code, *_ in faults(entry)] == ["E_ID", "E_LINK"]


# Numbers of persons


def test_numbers_of_persons_are_found_in_values_and_texts_at_their_places() -> None:
    entry = project(
        YAML + "partner: {zh: 联系 13800138000, en: none}\n", zh_md="甲\n\n电话 13800138000\n", en_md="x"
    )
    assert faults(entry) == [("E_MOBILE", "project.yml", 3, 15), ("E_MOBILE", "zh.md", 3, 4)]


def test_a_person_s_number_may_stand_with_consent() -> None:
    def contact(more: str) -> Entry:
        yaml = "organisation: {zh: 局, en: Office}\nphone: 13800138000\n"
        return read({"content/contacts/office.yml": yaml + more})

    assert [d.code for d in contact("").diagnostics] == ["E_MOBILE"]
    entry = contact("person: {zh: 某, en: X}\nconsent: 2026-01-15\n")
    assert entry.diagnostics == ()
    assert isinstance(entry.entity, Contact)


# Claims and public texts


def test_a_claim_is_noted_at_its_place() -> None:
    entry = read({"content/regions/city.yml": "title: {zh: 市, en: City}\nkind: city\ntile: [1, 2]\n"})
    assert entry.claims == (Claim("tile", "", Place("content/regions/city.yml", 3, 7)),)


def test_public_text_is_all_but_what_is_internal() -> None:
    disk = Disk({f"{PROJECT}/project.yml": YAML + "internal: {note: 底价}\nsummary: |\n  一\n  二\n",
                 f"{PROJECT}/zh.md": "正\n文\n", f"{PROJECT}/a.txt": "附"})  # fmt: skip
    assert public_text(disk.source(), disk.read).split("\n") == [
        "铝箔", "Foil", "open", "一 二", "正 文", "a.txt", "zh.md",
    ]  # fmt: skip


# Anything at all


@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: (YAML + text).encode("utf-8", "replace")),
    st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    st.binary(max_size=100),
)
def test_no_bytes_make_reading_fail(yaml: bytes, text: bytes, picture: bytes) -> None:
    files: Files = {
        "project.yml": yaml,
        "zh.md": text,
        "en.md": text,
        "a.png": picture,
        "b.svg": picture,
        "c.pdf": picture,
    }
    entry = read({f"{PROJECT}/{name}": data for name, data in files.items()}, HANT)
    assert entry.entity is not None or any(d.severity == "error" for d in entry.diagnostics)
