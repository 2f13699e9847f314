"""The open data of a site: the same facts in every form, harmless in a spreadsheet, described."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest

from tests.support.minisite import PROJECT_YML, SITE_YML, write_mini_site
from tests.support.process import must
from tests.support.process import run_cli as run_sitegen
from tests.support.site import Site

EVIL = ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "＝1+1")
NAMES = ("projects", "opportunities", "policies", "chains", "enterprises", "plots")


def project(title: str, more: str = "") -> str:
    return PROJECT_YML.replace("示例项目", title).replace("Sample project", title) + more


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose titles would be formulas."""
    files: dict[str, str | bytes] = {
        "site.yml": f"{SITE_YML}files: [data, markdown, feeds]\n"
        "licence: {title: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}\n",
    }
    for number, title in enumerate(EVIL):
        files[f"content/projects/evil-{number}/project.yml"] = project(f"'{title}'")
    files["content/projects/hidden/project.yml"] = project("Quiet works", "visibility: internal\n")
    files["content/projects/kept/project.yml"] = project(
        "Known works",
        "internal: {note: quietnote}\nsdg: [7, 13]\n"
        "technology: {side: demand, readiness: trl-6}\n"
        "green_catalogue: {zh: 4 清洁能源, en: 4 Clean energy}\n",
    )
    root = write_mini_site(tmp_path_factory.mktemp("data") / "site", files)
    must(run_sitegen("build", cwd=root))
    return root / "build"


def sheet(path: Path) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    return list(book.active.iter_rows(values_only=True))


def test_no_cell_is_a_formula(evil: Path) -> None:
    rows = list(csv.reader(io.StringIO((evil / "en/data/projects.csv").read_text("utf-8-sig"))))
    titles = [row[1] for row in rows[1:]]
    for title in EVIL:
        assert f"'{title}" in titles
    book = openpyxl.load_workbook(evil / "en/data/projects.xlsx")
    assert book.active is not None
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    assert set(EVIL) <= {cell.value for cell in cells}


def test_what_is_not_public_is_in_no_file(evil: Path) -> None:
    for path in [*evil.rglob("data/*"), *evil.rglob("*.md"), *evil.rglob("*.ics"), evil / "llms.txt"]:
        if path.suffix == ".xlsx":
            text = str(sheet(path))
        else:
            text = path.read_text("utf-8")
        assert "Quiet works" not in text
        assert "quietnote" not in text


def test_all_forms_say_the_same_and_fit_their_schema(demo: Site) -> None:
    for locale in ("zh", "en", "zh-hant"):
        for name in NAMES:
            folder = demo.tree / locale / "data"
            made = json.loads((folder / f"{name}.json").read_text("utf-8"))
            jsonschema.validate(made, json.loads((demo.tree / f"data/{name}.schema.json").read_text("utf-8")))
            rows = list(csv.reader(io.StringIO((folder / f"{name}.csv").read_text("utf-8-sig"))))
            book = sheet(folder / f"{name}.xlsx")
            ids = [row["id"] for row in made[name]]
            assert ids
            assert [row[0] for row in rows[1:]] == ids == [row[0] for row in book[1:]]
            assert rows[0] == list(book[0])
            assert len(set(rows[0])) >= len(rows[0]) - 1
            for path in (row["url"] for row in made[name]):
                assert demo.has(path.removeprefix(demo.base_url))
            assert "\N{NO-BREAK SPACE}" not in json.dumps(made, ensure_ascii=False)


def test_an_amount_is_there_as_stated_and_as_a_number(demo: Site) -> None:
    made = json.loads((demo.tree / "en/data/projects.json").read_text("utf-8"))
    book = sheet(demo.tree / "zh/data/projects.xlsx")
    place = book[0].index("总投资（万元）")
    totals = {row[0]: row[place] for row in book[1:]}
    exact = [one for one in made["projects"] if one["total"] and one["total"]["unit"] == "CNY"]
    assert len(exact) > 20
    for one in exact:
        assert float(one["total"]["value"]) == pytest.approx(totals[one["id"]] * 10_000)
        assert one["total"]["text"]


def test_a_project_has_its_goals_and_its_entry_of_the_green_catalogue(evil: Path) -> None:
    made = json.loads((evil / "en/data/projects.json").read_text("utf-8"))["projects"]
    (known,) = [one for one in made if one["id"] == "kept"]
    assert [goal["label"] for goal in known["sdg"]] == [
        "Goal 7: Affordable and Clean Energy",
        "Goal 13: Climate Action",
    ]
    assert known["green_catalogue"] == "4 Clean energy"
    assert [one["label"] for one in known["technology"]] == ["Technology sought"]
    page = (evil / "zh/projects/kept/index.html").read_text("utf-8")
    assert "目标7：经济适用的清洁能源；目标13：气候行动" in page.replace("\N{NO-BREAK SPACE}", "")
    assert "4 清洁能源" in page


def test_the_catalogue_names_every_file_and_each_is_there(demo: Site, evil: Path) -> None:
    catalog = json.loads((demo.tree / "data/catalog.jsonld").read_text("utf-8"))
    files = [
        one["dcat:downloadURL"]["@id"].removeprefix(demo.base_url)
        for data in catalog["dcat:dataset"]
        for one in data["dcat:distribution"]
    ]
    assert len(files) == len(NAMES) * 3 * 3
    assert all(demo.has(path) for path in files)
    # As DCAT has it, all that is from a register is an address.
    for data in catalog["dcat:dataset"]:
        assert [one["@id"][-2:] for one in data["dct:language"]] == ["zh", "en"]
        for one in data["dcat:distribution"]:
            named = (one["dcat:mediaType"], one["dcat:accessURL"], one["dct:license"], *one["dct:language"])
            assert all(set(value) == {"@id"} for value in named)
            assert demo.has(one["dcat:accessURL"]["@id"].removeprefix(demo.base_url))
    assert {one["@language"] for one in catalog["dct:description"]} == {"zh-Hans", "en", "zh-Hant"}
    assert catalog["dct:license"]["@id"].startswith("https://creativecommons.org/publicdomain/")
    month = json.loads((evil / "data/catalog.jsonld").read_text("utf-8"))["dct:modified"]
    assert month == {"@type": "xsd:gYearMonth", "@value": "2026-01"}
    page = (evil / "en/data/index.html").read_text("utf-8")
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in page
    assert "CC BY 4.0" in page


def test_the_page_and_the_list_of_projects_link_the_files(demo: Site) -> None:
    page = demo.page("zh/data/")
    for name in NAMES:
        assert f'id="{name}"' in page.source
        assert f"{name}.xlsx" in page.source
    assert "data/projects.xlsx" in demo.page("zh/projects/").source
    assert "data/" in demo.page("zh/").source


def test_each_page_has_its_text_beside_it(demo: Site) -> None:
    pages = [path for path, _ in demo.pages() if path.endswith("/")]
    assert pages
    for path in pages:
        text = (demo.tree / path / "index.md").read_text("utf-8")
        assert text.startswith("---\nlang: ")
        assert "<" not in text.replace("\\<", "")
    text = (demo.tree / "zh/projects/index.md").read_text("utf-8")
    assert "# 项目" in text or "#  项目" in text
    key = next(iter(sorted((demo.root / "content/projects").iterdir()))).name
    made = demo.tree / f"en/projects/{key}/index.md"
    if made.exists():
        source = demo.page(f"en/projects/{key}/")
        assert f"# {source.one('h1').text.strip()}" in made.read_text("utf-8").replace("\\", "")


def test_the_guide_for_programs_leads_to_texts(demo: Site) -> None:
    lines = (demo.tree / "llms.txt").read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    links = [line.split("](")[1].partition(")")[0] for line in lines if line.startswith("- [")]
    assert len(links) > 30
    for link in links:
        assert demo.has(link.removeprefix(demo.base_url)), link


def test_content_stays_text_in_markdown(evil: Path) -> None:
    text = (evil / "en/projects/evil-0/index.md").read_text("utf-8")
    assert "=HYPERLINK(1)" in text
    assert "quietnote" not in text
