"""Project packages: every field, text in two languages, pictures and papers of some."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sitegen.demo.bodies import Link, body
from sitegen.demo.dice import Dice
from sitegen.demo.emit import Both, Fields, Folder, Value, to_yaml
from sitegen.demo.enterprises import enterprises_for
from sitegen.demo.extras import site_plan, source, table_file
from sitegen.demo.outline import Outline, earlier, outline
from sitegen.demo.policies import PolicyBook
from sitegen.demo.sizes import Sizes, sizes_of
from sitegen.demo.telling import Telling, telling
from sitegen.demo.words import Words, capital, lower

EPOCH = date(2026, 6, 30).toordinal()
"""The day on which the demo city's facts stand. No clock is ever read."""

LADDER = ("planned", "open", "in-talks", "intent", "signed", "landed", "under-construction", "operating")
_STATES = ("not-begun", "under-way", "done")
_MODES = ("sole", "joint-venture", "contractual", "equity", "lease", "acquisition", "ppp")


def write_projects(
    folder: Folder,
    words: Words,
    book: PolicyBook,
    seed: int,
    projects: int,
    report: Callable[[int, int], None],
) -> None:
    for number in range(1, projects + 1):
        it, dice = outline(words, seed, number)
        public = it.visibility == "public"
        files = _project(dice, words, book, seed, it) if public else _draft(dice, words, it)
        folder.package(f"content/projects/{it.id}", files)
        if number % 250 == 0 or number == projects:
            report(number, projects)


def _draft(dice: Dice, words: Words, it: Outline) -> dict[str, str | bytes]:
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


def _project(dice: Dice, words: Words, book: PolicyBook, seed: int, it: Outline) -> dict[str, str | bytes]:
    sizes = sizes_of(dice, it)
    modes = dice.some(_MODES[:4] if it.makes else _MODES, dice.between(1, 3))
    told = telling(dice, words, it, sizes, modes)
    policies = book.for_project(dice, it.chain.id)
    related = [outline(words, seed, number)[0].id for number in earlier(it.number, 2)]
    links = _links(dice, book, policies, related, it)
    companies = enterprises_for(words, dice, words.chains.index(it.chain), it.number)
    files: dict[str, str | bytes] = {}
    fields = _head(dice, words, it, told)
    fields |= _place(dice, it)
    fields |= _parties(dice, it, told)
    fields |= {"status": it.status, "cooperation": list(modes), "investors": _investors(dice)}
    if it.opportunity:
        fields |= {"green": dice.pick(it.chain.green), "partner": _partner(told)}
    else:
        fields |= _numbers(dice, words, it, sizes)
    fields |= _progress(dice, words, it, sizes, fields["published"])
    fields |= {
        "policies": policies,
        "enterprises": companies if dice.chance(0.5) else [],
        "contacts": _contacts(dice, it),
        "related": related if dice.chance(0.4) else [],
        "collections": ["joint-research"] if dice.chance(0.04) else [],
    }
    fields |= _papers(dice, it, told, files)
    text = body(dice, words, it, sizes, told, links)
    return {"project.yml": to_yaml(fields), "zh.md": text.zh, "en.md": text.en, **files}


def _head(dice: Dice, words: Words, it: Outline, told: Telling) -> Fields:
    published = EPOCH - int(dice.roll() * dice.roll() * 1240) - 3
    day = date.fromordinal(published)
    section = "summary-opportunity" if it.opportunity else "summary"
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


def _numbers(dice: Dice, words: Words, it: Outline, sizes: Sizes) -> Fields:
    investment: Fields = {"total": sizes.stated.field}
    if it.status in ("planned", "open", "in-talks", "intent"):
        part = sizes.total.times(dice.within(0.3, 0.9))
        investment["sought"] = dice.pick(("面议", part.zh, f"约{part.zh}", f"不超过{part.zh}", part.en))
    elif it.status in ("landed", "under-construction", "operating"):
        investment["paid_in"] = sizes.total.times(dice.within(0.15, 0.8)).zh
    if dice.chance(0.6):
        investment["funding"] = dice.pick(words.project["funding"])
    area, floor = str(sizes.land), f"{sizes.floor:g}万平方米"
    areas = (f"{area}亩", f"约{area}亩", f"近{area}亩", f"{sizes.land / 15:.1f}公顷", f"{area}亩左右")
    land: Fields = {
        "area": dice.pick(areas),
        "floor_area": dice.pick((floor, f"约{floor}", f"{round(sizes.floor * 10_000)}平方米")),
        "tenure": dice.pick(words.project["tenure"][: 5 if it.chain.id == "marine-economy" else 4]),
    }
    numbers: Fields = {"investment": investment, "land": land, "capacity": sizes.capacity.zh}
    if dice.chance(0.9):
        numbers["returns"] = _returns(dice, sizes)
    if dice.chance(0.75):
        numbers["readiness"] = _readiness(dice, it)
    numbers["case_by_case"] = True if sizes.total.amount > 100_000 and dice.chance(0.6) else None
    if dice.chance(0.7):
        numbers["green"] = dice.pick(it.chain.green)
    if dice.chance(0.1):
        numbers["figures"] = [
            {
                "title": Both("年减碳量", "Carbon saved each year"),
                "amount": f"约{dice.between(2, 40) * 1000}吨",
                "date": "2028",
                "goal": True,
                "source": [source(dice, 2026)],
                "note": Both("与行业平均水平相比", "Against the industry’s average"),
            }
        ]
    return numbers


def _returns(dice: Dice, sizes: Sizes) -> Fields:
    output, tax = sizes.output.zh, sizes.tax.zh
    returns: Fields = {
        "output": dice.pick((f"{output}/年", output, f"约{output}/年", f"{output}以上", f"每年{output}")),
        "profit": f"{sizes.profit.zh}/年",
        "tax": dice.pick((f"{tax}/年", f"近{tax}/年", tax)),
        "jobs": dice.pick(
            (f"{sizes.jobs}人", f"约{sizes.jobs}人", f"{sizes.jobs // 10 * 10}余人", str(sizes.jobs))
        ),
        "payback": _years(dice, sizes.payback),
        "payback_tax": dice.pick(("before-tax", "after-tax", "after-tax")),
        "payback_construction": sizes.construction,
        "roi": f"{max(4.0, round(sizes.irr - dice.within(0.5, 3), 1)):g}%",
        "irr": f"{'约' if dice.chance(0.2) else ''}{sizes.irr:g}%",
        "npv": sizes.total.times(dice.within(0.08, 0.45)).zh,
    }
    for name in ("profit", "roi", "npv", "payback_construction"):
        if dice.chance(0.25):
            del returns[name]
    return returns


def _years(dice: Dice, years: float) -> str:
    whole = int(years)
    if years != whole:
        return dice.pick((f"{years:g}年", f"{whole}年半", f"约{years:g}年"))
    return dice.pick((f"{whole}年", f"约{whole}年", f"{whole}-{whole + 1}年", f"{whole}年左右"))


def _readiness(dice: Dice, it: Outline) -> Fields:
    """The further a project has come, the more is done."""
    stage = LADDER.index(it.status) if it.status in LADDER else 3
    done = 2 if stage >= 6 else 1 if stage >= 4 else 0
    steps = ("filing", "environment", "energy", "land", "planning")
    return {step: _STATES[min(2, max(done, dice.between(0, 2)))] for step in steps}


def _progress(dice: Dice, words: Words, it: Outline, sizes: Sizes, published: Value) -> Fields:
    """Dated steps up to the status; some rungs have no date, as in real files.

    What is open has been so since it was published.
    """
    if it.opportunity or (it.status == "planned" and dice.chance(0.4)):
        return {}
    if it.status in LADDER:
        reached = [rung for rung in LADDER[: LADDER.index(it.status)] if dice.chance(0.65)] + [it.status]
    else:
        reached = [rung for rung in LADDER[: dice.between(2, 6)] if dice.chance(0.7)] + [it.status]
    day = EPOCH - dice.between(10, 400)
    if it.status == "open":
        day = date.fromisoformat(str(published)).toordinal()
    steps: list[Fields] = []
    for rung in reversed(reached):
        when = date.fromordinal(day).isoformat()
        step: Fields = {"date": when if rung == it.status or dice.chance(0.7) else when[:7], "status": rung}
        if rung in ("intent", "signed"):
            step["amount"] = sizes.stated.field
        if rung in ("signed", "under-construction") or dice.chance(0.5):
            step["note"] = dice.pick(words.project[f"notes-{rung}"])
        steps.append(step)
        day -= dice.between(50, 210)
    return {"milestones": steps[::-1]}


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
        links.append((f"project:{related[0]}", Both("同链在招项目", "a project of the same chain")))
    if dice.chance(0.2):
        title = it.chain.title
        links.append((f"chain:{it.chain.id}", Both(f"{title.zh}产业链", f"the {lower(title.en)} chain")))
    return links


def _papers(dice: Dice, it: Outline, told: Telling, files: dict[str, str | bytes]) -> Fields:
    """Pictures, attachments, sources and what is not for the public."""
    made: Fields = {}
    if it.number <= 24 or dice.chance(0.14):
        files["site-plan.svg"] = site_plan(dice, water="qingyu" in it.place.id or "langang" in it.place.id)
        made["pictures"] = [
            {
                "file": "site-plan.svg",
                "alt": Both(f"{told.title.zh}用地布局示意图", f"Schematic site plan: {told.title.en}"),
            }
        ]
    if it.number % 37 == 5:
        files["site-conditions.csv"] = table_file(
            ("item / 项目", "value / 数值"),
            ("land / 用地", told.zh["land"]),
            ("power / 用电容量", f"{told.zh['mva']} MVA"),
            ("port / 距港口", f"{told.zh['km']} km"),
        )
        title = Both("地块与要素清单", "Site and supplies")
        made["attachments"] = [{"file": "site-conditions.csv", "title": title}]
    if dice.chance(0.8):
        made["source"] = [
            source(dice, dice.between(2024, 2026), "promotion-plan" if dice.chance(0.2) else "")
        ]
    if dice.chance(0.3):
        made["internal"] = _internal(dice, it)
    return made
