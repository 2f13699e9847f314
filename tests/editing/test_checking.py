"""What the editor tells of what is typed, each problem at its field; and saving what two people typed."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path
from typing import Any

import pytest

from sitegen.diagnostics import RequestError
from sitegen.editing.checking import Checked, Typed, check
from sitegen.editing.entry_list import EntryList
from sitegen.editing.entry_state import state_of
from sitegen.editing.file_uploads import put_picture
from sitegen.editing.saving import create, merged, save
from sitegen.pipeline.settings import load_settings
from tests.support.process import REPOSITORY

SITE = REPOSITORY / "tests/goldens/site"
READING = load_settings(SITE, drafts=True).reading
IDS = EntryList(SITE).ids("zh")

WRONG: dict[str, tuple[tuple[str, str, str], ...]] = {
    "project": (
        ("investment.total", "很多", "E_QUANTITY"),
        ("investment.total", "20亩", "E_QUANTITY"),
        ("investment.sought", "约约8亿元", "E_QUANTITY"),
        ("investment.fixed", "12", "E_QUANTITY"),
        ("investment.paid_in", "2亿斤", "E_QUANTITY"),
        ("land.area", "300元", "E_QUANTITY"),
        ("land.floor_area", "五", "E_QUANTITY"),
        ("land.ratio", "1.5亩", "E_QUANTITY"),
        ("capacity", "很大", "E_QUANTITY"),
        ("period", "两三", "E_QUANTITY"),
        ("utilities.electricity", "5000", "E_QUANTITY"),
        ("utilities.load", "12000", "E_QUANTITY"),
        ("returns.output", "2亩/年", "E_QUANTITY"),
        ("returns.jobs", "300元", "E_QUANTITY"),
        ("returns.payback", "6.5元", "E_QUANTITY"),
        ("returns.roi", "十八", "E_QUANTITY"),
        ("returns.irr", "18.5元", "E_QUANTITY"),
        ("returns.npv", "3年", "E_QUANTITY"),
        ("published", "昨天", "E_DATE"),
        ("published", "2026-13-01", "E_DATE"),
        ("confirmed", "2026-02-30", "E_DATE"),
        ("expires", "不久", "E_DATE"),
        ("chain", "nowhere", "E_REFERENCE"),
        ("chain", "No Where", "E_ID"),
        ("region", "某地", "E_REFERENCE"),
        ("park", "no-park", "E_REFERENCE"),
        ("location.lon", "东经", "E_NUMBER"),
        ("location.lat", "很北", "E_NUMBER"),
        ("location.lon", "200", "E_COORDINATES"),
        ("industry.edition", "二〇一七年版", "E_INTEGER"),
    ),
    "policy": (
        ("issued", "某日", "E_DATE"),
        ("effective", "2026/", "E_DATE"),
        ("expires", "永远", "E_DATE"),
        ("repealed", "x", "E_DATE"),
        ("applies.min_investment", "1亩", "E_QUANTITY"),
    ),
    "contact": (
        ("phone", "打电话", "E_PHONE"),
        ("email", "bureau#example.org", "E_EMAIL"),
        ("postcode", "邮编", "E_POSTCODE"),
    ),
    "enterprise": (
        ("region", "nowhere", "E_REFERENCE"),
        ("website", "www.example.org", "E_URL"),
        ("output", "3亩", "E_QUANTITY"),
    ),
    "region": (
        ("code", "51", "E_REGION_CODE"),
        ("parent", "nowhere", "E_REFERENCE"),
        ("position.lon", "x", "E_NUMBER"),
        ("planned_area", "9元", "E_QUANTITY"),
    ),
    "event": (
        ("starts", "明天", "E_DATE"),
        ("ends", "2026-05-40", "E_DATE"),
        ("region", "nowhere", "E_REFERENCE"),
        ("online.url", "example", "E_URL"),
        ("sign_up.until", "x", "E_DATE"),
    ),
}
"""Field, what is typed, and the code of the message that must be at that field."""
OF_KIND = {
    "project": "furniture-works", "policy": "bamboo-measures", "contact": "office",
    "enterprise": "bamboo-board", "region": "qinghe", "event": "fair",
}  # fmt: skip


def checked(kind: str, key: str, *changes: tuple[str, Any], lang: str = "zh") -> Checked:
    """An entry with some fields changed."""
    state = state_of(SITE, kind, key, READING.written)
    data = copy.deepcopy(state.data)
    assert data is not None
    for path, value in changes:
        put(data, path, value)
    return check(SITE, state, Typed(data, state.bodies), READING, IDS, lang)


def put(data: dict[str, Any], path: str, value: Any) -> None:
    inner = data
    *above, last = path.split(".")
    for key in above:
        inner = inner.setdefault(key, {})
    inner[last] = value


def test_there_are_fifty_wrong_inputs() -> None:
    assert sum(map(len, WRONG.values())) >= 50


@pytest.mark.parametrize(
    ("kind", "path", "text", "code"),
    [(kind, *one) for kind, several in WRONG.items() for one in several],
)
def test_what_is_wrong_is_told_at_its_field(kind: str, path: str, text: str, code: str) -> None:
    found = checked(kind, OF_KIND[kind], (path, text)).problems
    assert (path, code) in [(one["path"], one["code"]) for one in found if one["severity"] == "error"], found
    assert all(one["message"] and one["hint"] for one in found)


def test_what_is_missing_is_told_where_it_belongs() -> None:
    state = state_of(SITE, "project", "furniture-works", READING.written)
    data = {key: value for key, value in (state.data or {}).items() if key != "status"}
    found = check(SITE, state, Typed(data, state.bodies), READING, IDS, "en").problems
    assert [one["path"] for one in found if one["code"] == "E_MISSING_KEY"] == ["status"]


def test_quantities_are_read_back_and_texts_shown() -> None:
    found = checked("project", "furniture-works", ("investment.total", "近20亿元"))
    assert found.readings["investment.total"].replace("\xa0", " ") == "nearly CNY 2 billion"
    assert "<p>" in found.bodies["zh"]
    assert "\ue000" not in "".join(found.bodies.values())


def test_fields_of_two_people_come_together() -> None:
    base = {"a": "1", "b": {"x": "1", "y": "1"}, "c": ["1"], "d": "1"}
    mine = {"a": "2", "b": {"x": "2", "y": "1"}, "c": ["1"], "e": "new"}
    theirs = {"a": "1", "b": {"x": "1", "y": "3"}, "c": ["1", "2"], "d": "1"}
    made, conflicts = merged(base, mine, theirs)
    assert made == {"a": "2", "b": {"x": "2", "y": "3"}, "c": ["1", "2"], "e": "new"}
    assert conflicts == []
    _, conflicts = merged(base, {**mine, "c": ["3"]}, theirs)
    assert [tuple(one) for one in conflicts] == [("c", ["1"], ["3"], ["1", "2"])]
    _, conflicts = merged(base, mine, {**theirs, "d": "4"})
    assert [one.path for one in conflicts] == ["d"], "what one has deleted and the other changed"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(SITE, tmp_path / "site", ignore=shutil.ignore_patterns("build", ".sitegen"))
    return tmp_path / "site"


ENTRY = ("project", "furniture-works")
PLAN = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="4" height="4"/></svg>'


def test_saving_over_what_somebody_has_saved(root: Path) -> None:
    state = state_of(root, *ENTRY, READING.written)
    base = Typed(state.data or {}, state.bodies)
    path = root / "content/projects/furniture-works/project.yml"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("code:")]
    path.write_text("\n".join([*lines, "code: THEIRS-1", ""]), "utf-8")
    mine = Typed({**base.data, "code": "MINE-1"}, base.bodies)
    saved = save(root, ENTRY, base, mine, READING)
    assert [(one.path, one.mine, one.theirs) for one in saved.conflicts] == [("code", "MINE-1", "THEIRS-1")]
    assert "MINE-1" not in path.read_text("utf-8")
    saved = save(
        root, ENTRY, base, Typed({**base.data, "batch": "2031"}, {**base.bodies, "zh": "新文\n"}), READING
    )
    assert saved.conflicts == ()
    text = path.read_text("utf-8")
    assert "code: THEIRS-1" in text
    assert 'batch: "2031"' in text
    assert path.with_name("zh.md").read_text("utf-8") == "新文\n"


def test_pictures_and_new_entries(root: Path) -> None:
    folder = root / "content/projects/furniture-works"
    first = put_picture(root, ENTRY, "../../厂 区.svg", PLAN, READING)
    assert first == "picture.svg"
    assert (folder / first).read_bytes() == PLAN
    assert put_picture(root, ENTRY, "厂.svg", PLAN, READING) == first
    other = PLAN.replace(b'"4"', b'"5"')
    assert put_picture(root, ENTRY, "厂.svg", other, READING) == "picture-2.svg"
    assert (folder / first).read_bytes() == PLAN
    with pytest.raises(RequestError):
        put_picture(root, ENTRY, "a.png", b"<html>", READING)
    with pytest.raises(RequestError):
        put_picture(root, ("project", "../x"), "a.png", b"", READING)
    made = create(root, ("news", "made"), {"zh": "新"}, READING)
    assert made.data == {"visibility": "draft", "title": {"zh": "新"}}
    for kind, key, code in (
        ("news", "made", "E_EXISTS"),
        ("news", "No", "E_ID"),
        ("plan", "x", "E_UNKNOWN_KIND"),
    ):
        with pytest.raises(RequestError, match=code):
            create(root, (kind, key), {"zh": "新"}, READING)
