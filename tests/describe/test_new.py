"""`sitegen new`: what it writes works as it is, names every field, and spoils nothing that is there."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
import yaml

from sitegen.describe.examples import example_of
from sitegen.describe.field_outline import NAMED, ByLocale, Inner, Many, Translated, fields_of, parts_of
from sitegen.describe.new import new_entry, new_site
from sitegen.describe.skeleton import skeleton
from sitegen.diagnostics import ContentError, Diagnostic, MachineError, RequestError
from sitegen.model.kinds import FOLDERS, KINDS, PACKAGED
from sitegen.model.placeholders import BODIES, HINTS
from sitegen.pipeline.build import Options, build, check_content
from tests.support.minisite import MiniSite


def _check(site: Path) -> list[Diagnostic]:
    return check_content(Options(root=site, output=site / "build", now="2026-11-20", jobs=1))


def _yaml_of(site: Path, kind: str, entity_id: str) -> Path:
    folder = site / "content" / FOLDERS[kind]
    return folder / entity_id / PACKAGED[kind] if kind in PACKAGED else folder / f"{entity_id}.yml"


def _switched_on(text: str) -> str:
    """A skeleton with every field that is switched off switched on."""
    return re.sub(r"(?m)^# (?!yaml-language-server)", "", text)


@pytest.fixture(scope="module")
def fresh_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("new") / "site"
    new_site(site)
    for kind in KINDS:
        new_entry(site, kind, f"new-{kind}")
    return site


# A site


def test_a_new_site_with_a_draft_of_every_kind_builds_without_a_warning(fresh_site: Path) -> None:
    done = build(Options(root=fresh_site, output=fresh_site / "build", now="2026-11-20", jobs=1, strict=True))
    assert done.diagnostics == []
    pages = fresh_site / "build" / "zh"
    assert (pages / "projects" / "foil-works" / "index.html").is_file()
    assert not (pages / "projects" / "my-first-project").exists(), "a draft has no page"


def test_a_new_site_may_be_put_beside_a_repository_but_over_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    made = new_site(tmp_path)
    assert tmp_path / "site.yml" in made
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(MachineError) as caught:
        new_site(tmp_path)
    assert caught.value.diagnostic.code == "E_EXISTS"
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_a_new_site_says_what_it_made_under_its_final_names(tmp_path: Path) -> None:
    made = new_site(tmp_path / "site")
    assert all(path.exists() for path in made)
    names = {path.relative_to(tmp_path / "site").as_posix() for path in made}
    assert {".gitignore", ".gitlab-ci.yml", ".github/workflows/publish.yml", ".schemas"} <= names
    assert not any("dot-" in name for name in names)


def test_a_new_site_asks_for_the_program_that_made_it(fresh_site: Path) -> None:
    [wheel] = (fresh_site / "tools").iterdir()
    asked = (fresh_site / "requirements.txt").read_text("utf-8")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    assert f"./tools/{wheel.name} \\\n    --hash=sha256:{digest}\n" in asked


def test_the_workflows_of_a_new_site_give_a_proposal_no_rights_and_run_nothing_of_it(
    fresh_site: Path,
) -> None:
    folder = fresh_site / ".github" / "workflows"
    proposal = yaml.load((folder / "proposal.yml").read_text("utf-8"), yaml.BaseLoader)
    publish = yaml.load((folder / "publish.yml").read_text("utf-8"), yaml.BaseLoader)
    assert list(proposal["on"]) == ["pull_request"]
    for workflow in (proposal, publish):
        assert workflow["permissions"] == {"contents": "read"}
        for job in workflow["jobs"].values():
            for step in job["steps"]:
                assert "${{" not in step.get("run", "")
                assert re.fullmatch(
                    r"actions/[a-z/-]+@[0-9a-f]{40}", step.get("uses", f"actions/x@{'0' * 40}")
                )
    steps = proposal["jobs"]["content"]["steps"]
    assert "pull_request.base.sha" in steps[0]["with"]["ref"]
    assert steps[1]["with"]["path"] == "proposal"
    assert "taken=content; fi" in steps[2]["run"], "of a proposal from elsewhere, nothing but the content"
    assert "secrets." not in (folder / "proposal.yml").read_text("utf-8")
    assert not any("run" in step for step in publish["jobs"]["deploy"]["steps"])
    assert yaml.load((fresh_site / ".gitlab-ci.yml").read_text("utf-8"), yaml.BaseLoader)["pages"]


# An entry


def test_every_kind_has_a_skeleton_that_is_a_draft_without_a_problem(fresh_site: Path) -> None:
    assert _check(fresh_site) == []
    for kind in KINDS:
        text = _yaml_of(fresh_site, kind, f"new-{kind}").read_text("utf-8")
        assert "\nvisibility: draft\n" in text
        schema = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert schema
        assert (_yaml_of(fresh_site, kind, f"new-{kind}").parent / schema[1]).is_file()


def test_packaged_kinds_get_a_text_in_each_language(fresh_site: Path) -> None:
    for kind in PACKAGED:
        folder = _yaml_of(fresh_site, kind, f"new-{kind}").parent
        assert {path.name for path in folder.iterdir()} == {PACKAGED[kind], "zh.md", "en.md"}


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_skeleton_names_every_field_there_is(kind: str) -> None:
    text = skeleton(kind, "x", ("zh", "en"), {})
    for cls in (KINDS[kind], *parts_of(KINDS[kind])):
        for field in fields_of(cls):
            assert re.search(rf"(?m)^#?[ -]*{field.name}:", text), f"{cls.__name__}.{field.name}"
            assert field.doc.zh in text
            assert field.doc.en in text


def test_every_example_is_one_that_the_decoder_takes(mini_site: MiniSite) -> None:
    """All fields switched on: the only thing missing are the files and the entries that the examples name."""
    site = mini_site()
    for kind in KINDS:
        new_entry(site, kind, "all-on")
        path = _yaml_of(site, kind, "all-on")
        path.write_text(_switched_on(path.read_text("utf-8")), "utf-8")
    # what is offered and what is needed have the same example, and so one id twice
    expected = ("E_MISSING_FILE", "E_REFERENCE", "E_DUPLICATE_ID")
    found = [problem for problem in _check(site) if problem.code not in expected]
    assert found == []


def test_only_what_must_be_there_is_switched_on() -> None:
    for kind, cls in KINDS.items():
        data = yaml.load(skeleton(kind, "x", ("zh", "en"), {}), yaml.BaseLoader)
        required = {field.name for field in fields_of(cls) if field.required}
        assert set(data) == required | {"visibility"}


def test_a_skeleton_offers_the_ids_that_the_site_has(fresh_site: Path) -> None:
    text = _yaml_of(fresh_site, "project", "new-project").read_text("utf-8")
    assert "here already: new-materials" in text


def test_texts_are_in_the_languages_that_the_site_is_written_in(mini_site: MiniSite) -> None:
    setting = "title: 小城投资\nbase_url: https://invest.example.org/\nlocales: [{id: zh}]\n"
    site = mini_site({"site.yml": setting + "fallback_contact: office\n"})
    new_entry(site, "page", "guide")
    folder = site / "content" / "pages" / "guide"
    assert {path.name for path in folder.iterdir()} == {"page.yml", "zh.md"}
    assert yaml.load((folder / "page.yml").read_text("utf-8"), yaml.BaseLoader)["title"].keys() == {"zh"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_made_public_as_it_is_is_told(mini_site: MiniSite, kind: str) -> None:
    """Every text in a new entry is one that `check` knows for what it is, once it would be seen."""
    site = mini_site()
    new_entry(site, kind, "fresh")
    path = _yaml_of(site, kind, "fresh")
    path.write_text(path.read_text("utf-8").replace("visibility: draft", "visibility: public"), "utf-8")
    texts = [file.relative_to(site).as_posix() for file in path.parent.glob("*.md")] if kind in BODIES else []
    found = {d.place.path: d for d in _check(site) if d.code == "W_PLACEHOLDER"}
    assert found.keys() == {path.relative_to(site).as_posix(), *texts}
    assert sum(int(found[text].params["count"]) for text in texts) == len(HINTS.get(kind, ()))


# Refusals


@pytest.mark.parametrize("kind", ["project", "chain"])
def test_an_entry_that_is_there_stays_as_it_is(mini_site: MiniSite, kind: str) -> None:
    site = mini_site()
    new_entry(site, kind, "twice")
    path = _yaml_of(site, kind, "twice")
    path.write_text("mine", "utf-8")
    with pytest.raises(MachineError) as caught:
        new_entry(site, kind, "twice")
    assert caught.value.diagnostic.code == "E_EXISTS"
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("kind", "name", "code", "near"),
    [
        ("proect", "x", "E_UNKNOWN_KIND", "project"),
        ("项目", "x", "E_UNKNOWN_KIND", "project"),
        ("园区", "x", "E_UNKNOWN_KIND", "region"),
        ("x", "x", "E_UNKNOWN_KIND", None),
        ("project", "Battery Foil", "E_ID", "battery-foil"),
        ("project", "../out", "E_ID", None),
        ("project", "电池箔", "E_ID", None),
        ("project", "status", "E_RESERVED_ID", None),
        ("page", "projects", "E_RESERVED_ID", None),
    ],
)
def test_a_kind_or_an_id_that_cannot_be_is_refused(
    mini_site: MiniSite, kind: str, name: str, code: str, near: str | None
) -> None:
    with pytest.raises(RequestError) as caught:
        new_entry(mini_site(), kind, name)
    assert caught.value.diagnostic.code == code
    assert caught.value.diagnostic.params.get("near") == near


def test_a_folder_without_a_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        new_entry(tmp_path, "project", "x")
    assert [problem.code for problem in caught.value.diagnostics] == ["E_NO_SITE"]
    assert list(tmp_path.iterdir()) == []


def test_every_field_has_a_name_and_something_to_put_into_it() -> None:
    """Without an example of its own or of its shape, a skeleton would have a field without a value."""
    for kind in NAMED.values():
        for cls in (kind.cls, *parts_of(kind.cls)):
            for field in fields_of(cls):
                where = f"{cls.__name__}.{field.name}"
                assert field.doc.zh != field.name, f"{where} has no Doc"
                item = field.shape.item if isinstance(field.shape, Many) else field.shape
                assert isinstance(item, Translated | Inner | ByLocale) or example_of(cls, field), where
