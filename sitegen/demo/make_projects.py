"""Project packages: every field, text in two languages, pictures and papers of some."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sitegen.demo.bodies import Link, body
from sitegen.demo.dice import Dice
from sitegen.demo.doings import former_id, payments_of_project
from sitegen.demo.emit import DemoFolder, Fields, to_yaml
from sitegen.demo.extras import film, photograph, site_plan, source, table_file
from sitegen.demo.facts import EPOCH, numbers, progress
from sitegen.demo.make_enterprises import enterprises_for
from sitegen.demo.make_policies import PolicyBook
from sitegen.demo.particulars import (
    extra_tags,
    green_tags,
    land_particulars,
    particulars,
    technology,
)
from sitegen.demo.project_outline import REACH, Outline, earlier, outline
from sitegen.demo.sentence_words import Telling, telling
from sitegen.demo.sizes import sizes_of
from sitegen.demo.vocabulary import Vocabulary, capital, lower
from sitegen.model.kinds import Both

PHOTOGRAPHED = 3
"""Projects with a photograph."""
_MODES = ("sole", "joint-venture", "contractual", "equity", "lease", "acquisition", "ppp")


def write_projects(
    folder: DemoFolder,
    words: Vocabulary,
    book: PolicyBook,
    seed: int,
    projects: int,
    report: Callable[[int, int], None],
) -> None:
    ids: dict[int, str] = {}
    for number in range(1, projects + 1):
        it, dice = outline(words, seed, number)
        ids[number] = it.id
        ids.pop(number - REACH, None)
        public = it.visibility == "public"
        files = _project(dice, words, book, it, ids, seed) if public else _draft(dice, it)
        folder.package(f"content/projects/{it.id}", files)
        if number % 250 == 0 or number == projects:
            report(number, projects)


def _draft(dice: Dice, it: Outline) -> dict[str, str | bytes]:
    """An entry that is still being written: little is known, and nothing of it may be seen."""
    mark = f"{it.place.short.zh}{it.product.name.zh}"
    fields: Fields = {
        "visibility": it.visibility,
        "title": Both(f"{mark}（草稿{it.number}，待补充）", ""),
        "translation": {"en": "stale"},
        "status": "planned",
        "chain": it.chain.id,
        "segments": [it.product.segment.id],
        "region": it.place.id if it.place.kind == "county" else it.place.parent,
        "internal": _internal(dice, it),
    }
    return {
        "project.yml": to_yaml(fields),
        "zh.md": f"草稿{it.number}：{mark}的内容仍在征求意见，核实后再公开。\n",
    }


def _internal(dice: Dice, it: Outline) -> Fields:
    """What an office keeps to itself; the figures and names are codes that stand nowhere else."""
    return {
        "target": [f"拟对接企业代号{dice.pick('甲乙丙丁')}{it.number:05}", f"备选企业代号戊{it.number:05}"],
        "duty": f"责任清单第{it.number:05}项，{dice.pick(('季度', '月度', '双月'))}调度",
        "note": f"谈判底线见内部纪要NB{it.number:05}",
    }


def _companies(it: Outline, companies: list[str]) -> Fields:
    """Who invests, takes part and supplies; beside a direction, whom the office would like to win."""
    if it.opportunity:
        return {"prospects": companies}
    second = "suppliers" if it.number % 3 == 1 else "partners"
    return {"enterprises": companies[:1], second: companies[1:]}


def _project(
    dice: Dice, words: Vocabulary, book: PolicyBook, it: Outline, ids: dict[int, str], seed: int
) -> dict[str, str | bytes]:
    sizes = sizes_of(dice, it)
    modes = dice.some(_MODES[:4] if it.makes else _MODES, dice.between(1, 3))
    told = telling(dice, words, it, sizes, modes)
    policies = book.for_project(dice, it.chain.id)
    related = [ids[number] for number in earlier(it.number, 2)]
    links = _links(dice, book, policies, related, it)
    companies = enterprises_for(words, dice, words.chains.index(it.chain), it.number)
    files: dict[str, str | bytes] = {}
    fields = _head(dice, words, it, told)
    tags = fields["tags"]
    assert isinstance(tags, list)
    fields["tags"] = [*tags, *extra_tags(seed, it.number)]
    fields |= _place(dice, it)
    fields |= _parties(dice, it, told)
    fields |= {"status": it.status, "cooperation": list(modes), "investors": _investors(dice)}
    if it.opportunity:
        fields |= {"green": dice.pick(it.chain.green), "partner": _partner(told)}
        fields |= technology(it.number)
    else:
        fields |= numbers(dice, words, it, sizes)
        fields |= particulars(seed, words, it, sizes, told)
        land = fields["land"]
        assert isinstance(land, dict)
        fields["land"] = land | land_particulars(seed, it)
    fields |= green_tags(seed, it)
    fields["seeks"] = _WANTED[it.number % len(_WANTED)]
    fields |= progress(dice, words, it, sizes, fields["published"])
    fields |= {
        "policies": policies,
        **_companies(it, companies if dice.chance(0.5) else []),
        "contacts": _contacts(dice, it),
        "related": related if dice.chance(0.4) else [],
        "collections": ["joint-research"] if dice.chance(0.04) else [],
    }
    fields |= _papers(dice, it, told, files)
    fields |= former_id(ids[it.number], had=it.number % 20 == 3)
    fields |= payments_of_project(seed, it.number, fields.get("milestones"))
    text = body(dice, words, it, sizes, told, links)
    return {"project.yml": to_yaml(fields), "zh.md": text.zh, "en.md": text.en, **files}


_WANTED = (["capital"], ["capital", "technology"], ["technology", "buyer"], ["contractor", "capital"])


def _head(dice: Dice, words: Vocabulary, it: Outline, told: Telling) -> Fields:
    published = EPOCH - int(dice.roll() * dice.roll() * 1240) - 3
    day = date.fromordinal(published)
    section = "summary-opportunity" if it.opportunity else "summary" if it.seeks else "summary-settled"
    tags = dice.some(words.tags, dice.between(1, 3))
    made: Fields = {
        "kind": "opportunity" if it.opportunity else "project",
        "title": told.title,
        "summary": told.say(dice.pick(words.project[section])),
        "code": f"YL{day.year}-{it.number:05}",
        "batch": str(day.year),
        "featured": True if it.number <= 24 and it.number % 3 == 1 and not it.opportunity else None,
        "published": day.isoformat(),
        "confirmed": date.fromordinal(dice.between(max(published, EPOCH - 150), EPOCH)).isoformat(),
        "tags": tags,
        "chain": it.chain.id,
        "segments": [it.product.segment.id, *(it.product.segment.feeds[:1] if dice.chance(0.15) else ())],
    }
    if dice.chance(0.25):
        made["translation"] = {"en": dice.pick(("reviewed", "draft", "machine"))}
    if it.status in ("planned", "open"):
        made["expires"] = date.fromordinal(published + 365 * dice.between(2, 5)).isoformat()
    if dice.chance(0.6):
        made["industry"] = {"code": it.product.segment.code, "edition": 2017}
    return made


def _place(dice: Dice, it: Outline) -> Fields:
    inside = it.place.kind != "county"
    made: Fields = {
        "region": it.place.parent if inside else it.place.id,
        "park": it.place.id if inside else "",
    }
    number = dice.between(2, 88)
    if not it.opportunity:
        street = dice.pick(
            (
                Both("创新路", "Innovation Road"),
                Both("澜江大道", "Lan River Avenue"),
                Both("港兴路", "Harbour Road"),
                Both("工业二路", "Industry Road 2"),
                Both("望海路", "Sea View Road"),
            )
        )
        name = it.place.name
        made["location"] = {
            "address": Both(f"{name.zh}{street.zh}{number}号地块", f"Plot {number}, {street.en}, {name.en}"),
            "lon": round(it.place.lon + dice.within(-0.03, 0.03), 5),
            "lat": round(it.place.lat + dice.within(-0.03, 0.03), 5),
            "crs": "CGCS2000" if dice.chance(0.2) else "WGS84",
        }
    return made


def _partner(told: Telling) -> Both:
    return Both(told.zh["partner"], capital(told.en["partner"]))


def _parties(dice: Dice, it: Outline, told: Telling) -> Fields:
    short, office = it.place.short, it.place.office
    made: Fields = {}
    if dice.chance(0.7):
        made["owner"] = Both(f"{short.zh}产业投资发展有限公司", f"{short.en} Industrial Investment Co., Ltd.")
    if dice.chance(0.5):
        made["coordinator"] = office
    if it.status in ("planned", "open", "in-talks") and dice.chance(0.8):
        made["partner"] = _partner(told)
    return made


def _investors(dice: Dice) -> list[str]:
    return dice.pick((["foreign", "domestic"], ["domestic"], ["foreign", "domestic"], ["foreign"]))


def _contacts(dice: Dice, it: Outline) -> list[str]:
    """Mostly the office of the place; without one the site finds who is in charge."""
    if dice.chance(0.12):
        return []
    return [f"{it.place.id}-office", *(["yunlan-international"] if dice.chance(0.25) else [])]


def _links(dice: Dice, book: PolicyBook, policies: list[str], related: list[str], it: Outline) -> list[Link]:
    links: list[Link] = []
    if policies and dice.chance(0.45):
        links.append((f"policy:{policies[0]}", book.titles[policies[0]]))
    if related and dice.chance(0.35):
        links.append((f"project:{related[0]}", Both("同链在招项目", "another project in the same chain")))
    if dice.chance(0.2):
        title = it.chain.title
        links.append((f"chain:{it.chain.id}", Both(f"{title.zh}产业链", f"the {lower(title.en)} chain")))
    return links


def _view(it: Outline, files: dict[str, str | bytes]) -> list[Fields]:
    """What a photograph would be, of the first few."""
    if it.number > PHOTOGRAPHED:
        return []
    files["harbour.jpg"] = photograph()
    alt = Both(
        "隔水远望港区（示意画面，非实景）", "Harbour seen across the water (illustration, not a real place)"
    )
    return [{"file": "harbour.jpg", "alt": alt}]


def _papers(dice: Dice, it: Outline, told: Telling, files: dict[str, str | bytes]) -> Fields:
    """Pictures, attachments, sources and what is not for the public."""
    made: Fields = {}
    if it.number <= 24 or dice.chance(0.14):
        files["site-plan.svg"] = site_plan(dice, water="qingyu" in it.place.id or "langang" in it.place.id)
        alt = Both(f"{told.title.zh}用地布局示意图", f"Schematic site plan: {told.title.en}")
        made["pictures"] = [*_view(it, files), {"file": "site-plan.svg", "alt": alt}]
    if it.number == 1:
        made["films"] = [film(told.title, files)]
    if it.number % 37 == 5:
        files["site-conditions.csv"] = table_file(
            ("item / 项目", "value / 数值"),
            ("land / 用地", told.zh["land"]),
            ("power / 用电容量", f"{told.zh['mva']} MVA"),
            ("port / 距港口", f"{told.zh['km']} km"),
        )
        title = Both("地块与要素清单", "Site and supplies")
        made["attachments"] = [{"file": "site-conditions.csv", "title": title, "paper": "land"}]
    elif it.number % 5 == 0 and not it.opportunity:
        files["feasibility.csv"] = table_file(
            ("item / 项目", "value / 数值"),
            ("land / 用地", told.zh["land"]),
            ("power / 用电容量", f"{told.zh['mva']} MVA"),
        )
        title = Both("可研报告摘要", "Feasibility study summary")
        made["attachments"] = [{"file": "feasibility.csv", "title": title, "paper": "feasibility"}]
    if dice.chance(0.8):
        made["source"] = [
            source(dice, dice.between(2024, 2026), "promotion-plan" if dice.chance(0.2) else "")
        ]
    if dice.chance(0.3):
        made["internal"] = _internal(dice, it)
    return made
