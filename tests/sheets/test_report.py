"""`sitegen report`: figures against those that the test works out from the entries, and its files."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document

from sitegen.demo import write_demo
from sitegen.i18n.quantities import parse_quantity
from sitegen.sheets.report import TABLE, Period, make_report, period_of
from sitegen.sheets.report_telling import Head, number_text, write_book
from sitegen.sheets.report_word import sections, write_word
from sitegen.sheets.workbook import read_workbook
from tests.support.minisite import PROJECT_YML, MiniSite
from tests.support.process import RunCli

TODAY = datetime.date(2026, 7, 1)
PERIOD = Period(datetime.date(2025, 1, 1), datetime.date(2026, 6, 30))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("report") / "site"
    write_demo(root, 150, 3, lambda done, total: None)
    return root


def entries(root: Path, folder: str) -> dict[str, dict[str, Any]]:
    """As any YAML library reads them, dates as text."""
    found = {}
    for path in [*root.glob(f"content/{folder}/*.yml"), *root.glob(f"content/{folder}/*/*.yml")]:
        key = path.stem if path.parent.name == folder else path.parent.name
        found[key] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return {key: data for key, data in found.items() if data.get("visibility") != "draft"}


def yi(text: str, rates: dict[str, Decimal]) -> Decimal:
    quantity = parse_quantity(text)
    assert quantity.value is not None
    return quantity.value / 100_000_000 * rates.get(quantity.unit, Decimal(1))


def by_hand(root: Path, first: str, last: str) -> dict[str, Counter[str]]:
    """The same figures by county, worked out in another way: whole dates as text."""
    regions = entries(root, "regions")
    made: dict[str, Counter[str]] = {}
    settings = yaml.load((root / "site.yml").read_text("utf-8"), yaml.BaseLoader)
    rates = {rate["currency"]: Decimal(rate["cny"]) for rate in settings["rates"]}

    def county(*places: str) -> str:
        for place in filter(None, places):
            while regions.get(place, {}).get("kind") not in ("county", "city", None):
                place = regions[place].get("parent", "")
            if place:
                return place
        return "yunlan"

    def add(place: str, name: str, number: Any = 1) -> None:
        made.setdefault(place, Counter())[name] += number

    def within(date: str) -> bool:
        return (first <= date <= last) if len(date) == 10 else first[:7] <= date <= last[:7]

    names = {"signed": "signed", "landed": "landed", "under-construction": "started"}
    for project in entries(root, "projects").values():
        place = county(project.get("park", ""), project.get("region", ""))
        for step in project.get("milestones", []):
            if within(step["date"]) and step["status"] in names:
                add(place, names[step["status"]])
                if step["status"] == "signed":
                    amount = step.get("amount") or project["investment"]["total"]
                    add(place, "signed_amount", yi(amount, rates))
        for activity in project.get("internal", {}).get("activities", []):
            if within(activity["date"]):
                add(place, "paid", yi(activity["amount"], rates))
    for key, region in regions.items():
        for activity in region.get("internal", {}).get("activities", []):
            if within(activity["date"]) and activity["kind"] == "call":
                add(key, "calls", int(activity["count"]))
            elif within(activity["date"]) and activity["kind"] == "promotion":
                add(key, "promotions")
    for event in entries(root, "events").values():
        if event["kind"] == "roadshow" and within(event["starts"][:10]):
            add(county(event.get("region", "")), "promotions")
    return made


def test_figures_are_those_of_the_entries(demo: Path) -> None:
    report = make_report(demo, PERIOD)
    assert report.problems == ()
    assert report.top == "yunlan"
    now, before = by_hand(demo, "2025-01-01", "2026-06-30"), by_hand(demo, "2024-01-01", "2025-06-30")
    assert sum(counts["signed"] for counts in now.values()) > 5
    assert sum(counts["paid"] for counts in now.values()) > 1
    for place in (report.top, *report.places):
        for measure in TABLE:
            name = measure.name
            assert report.figure(name, place) == now.get(place, Counter())[name], (place, name)
            assert report.figure(name, place, before=True) == before.get(place, Counter())[name], (
                place,
                name,
            )
    for measure in TABLE:
        assert report.figure(measure.name) == sum(counts[measure.name] for counts in now.values())


def test_the_workbook_is_laid_out_like_the_annex(demo: Path, tmp_path: Path) -> None:
    report = make_report(demo, PERIOD)
    write_book(report, tmp_path / "a.xlsx", Head("行动情况统计表", "市局", "某某", TODAY), "zh")
    grids = {grid.name: grid for grid in read_workbook(tmp_path / "a.xlsx")}
    assert list(grids) == ["情况统计表", "同比", "图表", "明细", "在谈项目"]
    table = grids["情况统计表"]

    def row(number: int) -> list[str]:
        return [
            table.cells[number, column].text for column in range(1, 10) if (number, column) in table.cells
        ]

    assert row(1) == ["行动情况统计表"]
    assert row(2) == ["填报单位：市局", "填报人：某某", "填报时间：2026年7月1日"]
    assert row(3) == [
        "县（市、区）", "召开推介会（次）", "拜访企业（户）", "签约项目（个）", "签约金额（亿元）",
        "落地项目数（个）", "开工项目数（个）", "新增到位资金（亿元）", "备注",
    ]  # fmt: skip
    total = [number_text(report.figure(measure.name), money=measure.money) for measure in TABLE]
    assert row(4 + 1 + len(report.places))[:8] == ["合计", *total]
    growth = grids["同比"]
    assert [growth.cells[2, column].text for column in range(1, 4)] == ["合计", "召开推介会（次）", total[0]]


def test_the_word_file_says_the_same_in_sentences(demo: Path, tmp_path: Path) -> None:
    report = make_report(demo, PERIOD)
    write_word(report, tmp_path / "a.docx", Head("工作情况", "市局", "", TODAY), "zh")
    document = Document(str(tmp_path / "a.docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for measure in TABLE:
        figure = number_text(report.figure(measure.name), money=measure.money)
        before = number_text(report.figure(measure.name, before=True), money=measure.money)
        assert f"{measure.zh}{figure}{measure.unit_zh}（上年同期{before}{measure.unit_zh}" in text
    for heading, paragraphs in sections(report, "zh"):
        assert heading in text
        assert all(paragraph in text for paragraph in paragraphs)
    assert [cell.text for cell in document.tables[0].rows[-1].cells][1:] == [
        number_text(report.figure(measure.name), money=measure.money) for measure in TABLE
    ]
    english = dict(sections(make_report(demo, PERIOD, lang="en"), "en"))
    assert f"projects signed: {report.figure('signed')}" in english["In all"][0]


SITE: dict[str, str | bytes] = {
    "content/regions/city.yml": "title: {zh: 市, en: City}\nkind: city\n",
    "content/regions/a.yml": "title: {zh: 甲县, en: A}\nkind: county\nparent: city\n"
    "internal:\n  activities:\n"
    "    - {date: 2026-02-01, kind: call, enterprises: [mill, forge]}\n"
    "    - {date: 2026-03-01, kind: call, enterprises: mill, count: 3, led: true}\n"
    "    - {date: 2026-03-02, kind: promotion}\n"
    "    - {date: 2026, kind: promotion}\n"
    "    - {date: 2025-03-02, kind: promotion}\n",
    "content/regions/b.yml": "title: {zh: 乙县, en: B}\nkind: county\nparent: city\n",
    "content/regions/park.yml": "title: {zh: 园, en: Park}\nkind: park\nparent: b\n",
    "content/enterprises/mill.yml": "title: {zh: 厂, en: Mill}\nrole: key\nregion: b\n"
    "internal: {activities: [{date: 2026-01-05, kind: call}]}\n",
    "content/enterprises/forge.yml": "title: {zh: 坊, en: Forge}\nrole: key\n",
    "content/projects/sample/project.yml": PROJECT_YML.replace("status: open", "status: signed")
    + "region: a\npark: park\nmilestones:\n  - {date: 2026-01-02, status: signed}\n"
    "internal:\n  activities:\n    - {date: 2026-01-09, kind: payment, amount: 100万美元}\n"
    "    - {date: 2026-01-10, kind: payment, amount: 近5000万元}\n",
    "content/projects/talk/project.yml": PROJECT_YML.replace("示例", "洽谈")
    .replace("Sample", "Talk")
    .replace("status: open", "status: in-talks")
    .replace("20亿元", "面议")
    + "region: b\nmilestones:\n  - {date: 2026-02, status: in-talks, note: {zh: 已互访, en: Visits made}}\n",
}


def test_what_cannot_be_counted_is_said_and_not_guessed(mini_site: MiniSite) -> None:
    report = make_report(mini_site(SITE), period_of("2026-01/2026-06", TODAY))
    figures: dict[str, object] = {
        measure.name: (report.figure(measure.name, "a"), report.figure(measure.name, "b"))
        for measure in TABLE
    }
    assert figures == {
        "promotions": (1, 0),
        "calls": (4, 1),  # two by name, two more without; the mill counts once in each county
        "signed": (0, 1),
        "signed_amount": (0, 20),
        "landed": (0, 0),
        "started": (0, 0),
        "paid": (0, Decimal("0.5")),
    }
    assert report.figure("led") == 1
    assert report.figure("talks") == 1
    assert report.figure("promotions", before=True) == 1
    assert report.notes("a") == ["日期不具体，未计入 1"]
    assert report.notes("b") == ["外币无汇率，未计入 1", "金额为约数 1"]
    [talk] = report.talks
    assert (talk.place, talk.amount, talk.since, talk.note) == ("b", None, "2026-02", "已互访")


def test_a_rate_of_the_site_counts(mini_site: MiniSite) -> None:
    root = mini_site(SITE)
    with (root / "site.yml").open("a", encoding="utf-8") as file:
        file.write("rates:\n  - {currency: USD, cny: 7.1, date: 2026-01-01}\n")
    assert make_report(root, period_of("2026-01", TODAY)).figure("paid") == Decimal("0.571")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("", "2026-01-01", "2026-07-01"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-01/2026-06", "2026-01-01", "2026-06-30"),
        ("2021-09-10/2021-12-18", "2021-09-10", "2021-12-18"),
    ],
)
def test_periods(text: str, first: str, last: str) -> None:
    assert [day.isoformat() for day in period_of(text, TODAY)] == [first, last]
    assert period_of("2024-02", TODAY).before.last.isoformat() == "2023-02-28"


def test_the_command(mini_site: MiniSite, run_cli: RunCli) -> None:
    site = mini_site(SITE)
    done = run_cli("report", "--period", "2026-01/2026-06", "--format", "json", cwd=site)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["all"]["signed_amount"] == 20
    for name in ("build/r.xlsx", "content/r.xlsx", "files/../build/r.xlsx"):
        done = run_cli("report", "--xlsx", name, cwd=site)
        assert (done.returncode, "E_EXPORT_PLACE" in done.stderr) == (3, True) or done.returncode == 2, name
        assert "E_EXPORT_PLACE" in done.stderr
    assert run_cli("report", "--period", "soon", cwd=site).returncode == 2
    assert run_cli("report", "--under", "nowhere", cwd=site).returncode == 2
    (site / "content/regions/a.yml").write_text(
        "title: {zh: 甲县, en: A}\nkind: county\ninternal:\n  activities:\n"
        "    - {date: 2026-02-01, kind: lunch}\n",
        "utf-8",
    )
    done = run_cli("report", "--lang", "en", cwd=site)
    assert (done.returncode, "content/regions/a.yml:5:32" in done.stderr) == (1, True), done.stderr


def test_nothing_of_the_log_is_published(mini_site: MiniSite, run_cli: RunCli) -> None:
    site = mini_site(SITE)
    assert run_cli("build", "--now", "2026-07-01", cwd=site).returncode == 0
    for path in (site / "build").resolve().rglob("*"):
        if path.is_file():
            assert "5000万".encode() not in path.read_bytes(), path
