"""Every problem that content can have: found, at its place, alone, and in words without gaps."""

from __future__ import annotations

import shutil
import string
from pathlib import Path

import pytest

from sitegen.cli.language import LANGUAGES
from sitegen.diagnostics import Diagnostic, MachineError, Place, problem
from sitegen.diagnostics.show import wording
from sitegen.routes import Route, check_routes
from sitegen.storage.lock import locked
from tests.diagnostics.broken import (
    PROJECT,
    Broken,
    build_site,
    check,
    expected,
    found,
    policy,
    project,
    write_files,
    write_site,
)
from tests.diagnostics.sites import MANY, SECRET, SITES
from tests.support.minisite import SITE_YML, write_mini_site


@pytest.mark.parametrize("case", SITES, ids=str)
def test_broken_site(case: Broken, tmp_path: Path) -> None:
    diagnostics = found(case, write_site(case, tmp_path / "site"))
    places = [(d.place.path, d.place.line, d.place.column) for d in diagnostics]
    assert places == expected(case), diagnostics
    assert tuple(d.code for d in diagnostics) == case.codes
    for diagnostic in diagnostics:
        assert_worded(diagnostic)
        assert case.name != "near" or diagnostic.params["near"]


def assert_worded(diagnostic: Diagnostic) -> None:
    """The words of a code ask for nothing that the diagnostic does not bring along."""
    for lang in LANGUAGES:
        parts = wording()[diagnostic.code][lang]
        shown = ["message", "hint_near" if "near" in diagnostic.params and "hint_near" in parts else "hint"]
        for part in shown:
            names = {name for _, name, _, _ in string.Formatter().parse(parts[part]) if name is not None}
            assert names <= set(diagnostic.params), (diagnostic.code, lang, part)


def test_words_of_a_draft_that_are_public_elsewhere_are_no_leak(tmp_path: Path) -> None:
    case = Broken(
        (),
        project("visibility: draft", head=f"title: {{zh: {SECRET}, en: Secret}}")
        | policy("plan", f"summary: {{zh: 公告{SECRET}起, en: Public}}")
        | {"theme/templates/language.html": f"<p>{SECRET}</p>"},
        build=True,
    )
    assert found(case, write_site(case, tmp_path / "site")) == []


def test_a_value_of_an_internal_block_reaches_no_page_by_itself(tmp_path: Path) -> None:
    root = write_mini_site(tmp_path / "site", project(f"internal: {{floor: {SECRET}}}"))
    assert build_site(root) == []
    pages = [path.read_text("utf-8") for path in (root / "build").rglob("*.html")]
    assert pages
    assert not any(SECRET in page for page in pages)


def test_a_failing_build_leaves_the_last_good_site_alone(tmp_path: Path) -> None:
    root = write_mini_site(tmp_path / "site", project())
    assert build_site(root) == []
    before = contents(root / "build")
    for number, case in enumerate(
        (MANY, *[case for case in SITES if case.build and case.codes[0].startswith("E_")])
    ):
        copy = tmp_path / str(number)
        shutil.copytree(root, copy, symlinks=True)
        write_files(case, copy)
        assert build_site(copy)
        assert contents(copy / "build") == before, str(case)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_which_texts_lack_a_translation(tmp_path: Path) -> None:
    """A derived language is not written; neither are figures; drafts are still being written."""
    derived = SITE_YML.replace("fallback_", "  - {id: zh-hant, derived_from: zh}\n  - {id: de}\nfallback_")
    lines = ("code: A1", "summary: {zh: 摘要, de: Text}", "partner: '2026'", "green: {en: Green, de: x}")
    files = {"site.yml": derived, **project(*lines, head="title: 示例")}
    root = write_mini_site(tmp_path / "site", files)
    told = [(d.code, d.place.line, d.params) for d in check(root) if d.place.path == PROJECT]
    assert told == [
        ("W_UNTRANSLATED", 1, {"count": "2", "locale": "en"}),
        ("W_UNTRANSLATED", 1, {"count": "1", "locale": "de"}),
        ("W_UNTRANSLATED", 6, {"count": "1", "locale": "zh"}),
    ]
    write_mini_site(root, {"site.yml": f"{derived}translations: optional\n"})
    assert not [d for d in check(root) if d.place.path == PROJECT]
    write_mini_site(root, {"site.yml": derived, **project(*lines, "visibility: draft", head="title: 示例")})
    assert not [d for d in check(root) if d.place.path == PROJECT]


def test_one_address_for_two_pages() -> None:
    pages = [Route("policy", ("a",), "policies/a/"), Route("policy_list", ("a",), "policies/a/")]
    (diagnostic,) = check_routes(pages)
    assert diagnostic == problem(
        "E_ROUTE", Place("content/policies/a/"), path="policies/a/", first="policy", second="policy_list"
    )
    assert_worded(diagnostic)


def test_two_builds_at_once(tmp_path: Path) -> None:
    with locked(tmp_path / "lock"), pytest.raises(MachineError) as refused, locked(tmp_path / "lock", 0):
        pass
    assert refused.value.diagnostic.code == "E_LOCKED"
    assert_worded(refused.value.diagnostic)


MACHINE: dict[str, dict[str, object]] = {
    "E_DISK_FULL": {"path": "build", "reason": "No space left on device"},
    "E_PERMISSION": {"path": "build", "reason": "Permission denied"},
    "E_READ_ONLY": {"path": "build", "reason": "Read-only file system"},
    "E_IO": {"path": "build", "reason": "Input/output error"},
    "E_EXISTS": {"path": "content/projects/foil"},
    "E_PORT": {"port": 8000, "free": 8001},
    "E_USAGE": {"reason": "no such option"},
    "E_UNKNOWN_CODE": {"name": "E_NOTHING"},
    "E_UNKNOWN_COMMAND": {"name": "bild", "near": "build"},
    "E_UNKNOWN_OPTION": {"name": "--strict", "command": "sitegen serve"},
    "E_OPTION_WITHOUT_VALUE": {"option": "--root", "form": "--root FOLDER", "command": "sitegen build"},
    "E_OPTION_ALONE": {"option": "--strict"},
    "E_OPTION_VALUE": {"option": "--now", "value": "x", "en": "Write a date", "zh": "请写日期"},
    "E_MISSING_WORD": {"command": "sitegen new", "word": "KIND", "example": "sitegen new site x"},
    "E_EXTRA_WORD": {"command": "sitegen new", "word": "x"},
    "E_UNKNOWN_KIND": {"kind": "x", "known": "site, project"},
    "E_NO_PATH": {"path": "content/x"},
    "E_OUTPUT_PLACE": {"path": "content"},
    "E_NOT_EMPTY": {"path": "content"},
    "E_INTERNAL": {"reason": "KeyError"},
    "E_NO_FONT": {"package": "fonts-noto-cjk"},
    "E_NO_RESVG": {},
    "E_NO_TYPST": {},
    "E_PRINT_TEMPLATE": {"said": "unknown variable: nope"},
    "E_NO_PACKAGE": {"package": "segno", "output": "qr"},
    "E_EXPORT_PLACE": {"folder": "build/maps", "site": "build"},
    "E_PRIVATE_MARK": {},
    "E_NO_DASK": {},
    "E_SAVE": {"path": "project.yml"},
    "E_PACK_NAME": {"id": "foil", "names": "project/foil, news/foil"},
    "E_GIT": {"reason": "Permission denied"},
    "E_SHEET_FILE": {"en": "it has macros", "zh": "带有宏"},
    "E_SHEET_FIELD": {"kind": "project", "field": "sum"},
    "E_NO_SCHEDULER": {"address": "dask://192.0.2.7:8786", "reason": "timed out"},
    "E_NO_WORKERS": {"address": "dask://192.0.2.7:8786"},
    "E_WORKER_PROGRAM": {"worker": "tcp://192.0.2.8:4001", "theirs": "sitegen 1", "ours": "sitegen 2"},
    "E_WORKER_FOLDER": {"worker": "tcp://192.0.2.8:4001", "folder": "/srv/site", "reason": "not there"},
    "E_WORKER_LOST": {"worker": "tcp://192.0.2.8:4001"},
    "E_SCHEDULER_LOST": {"address": "dask://192.0.2.7:8786"},
    "E_TEMPLATE": {"reason": "'nope' is undefined"},
    "E_TEMPLATE_TIME": {"limit": "30"},
    "E_TARGET": {"target": "ftp://x"},
    "E_NOTHING_TO_PUBLISH": {"path": "build"},
    "E_SHRUNKEN": {"before": 300, "now": 12},
    "E_FOREIGN_TARGET": {},
    "E_NO_TOOL": {"tool": "s3fs", "package": "pip install s3fs"},
    "E_WECHAT_KEYS": {},
    "E_WECHAT_REFUSED": {"number": "48001", "en": "it may not", "zh": "没有权限"},
    "E_WECHAT_BUSY": {"path": "push.lock"},
    "E_WECHAT_LOST": {"article": "示例项目"},
    "E_WECHAT_LIMITS": {"article": "示例项目", "found": "title: 40 characters, at most 32"},
    "E_PUBLISHING": {"target": "www.example.org", "reason": "Permission denied"},
    "E_NOT_VERIFIED": {"count": 2, "first": "zh/index.html"},
    "E_NO_RELEASE": {},
    "E_NO_RECORDS": {"target": "s3://bucket"},
    "E_COMPRESS_BUCKET": {},
    "E_THEME_FILE": {"name": "projects.html", "near": "project.html"},
    "E_REVISION": {"revision": "HEAD~9", "reason": "unknown revision"},
}
"""What the command line says of itself and the machine: tested where it is raised, worded here."""


@pytest.mark.parametrize("code", MACHINE)
def test_wording_of_the_machines_problems(code: str) -> None:
    assert_worded(problem(code, Place(""), **MACHINE[code]))


def test_every_code_has_a_broken_site() -> None:
    shown = {code for case in SITES for code in case.codes} | MACHINE.keys()
    shown |= {"E_ROUTE", "E_LOCKED"}
    assert shown == wording().keys()
