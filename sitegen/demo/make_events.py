"""Events with their programmes and results; collections of projects, named one by one or by what they are."""

from __future__ import annotations

from sitegen.demo.dice import Dice
from sitegen.demo.doings import former_id
from sitegen.demo.emit import DemoFolder, Fields, to_yaml
from sitegen.demo.extras import dressing, site_plan, source
from sitegen.demo.figures import Money
from sitegen.demo.make_fairs import fair
from sitegen.demo.particulars import event
from sitegen.demo.project_outline import first_public
from sitegen.demo.vocabulary import Row, Vocabulary
from sitegen.model.kinds import Both

_HELD_UNTIL = "2026-07"
"""Events after this have no results yet."""


def write_events(folder: DemoFolder, words: Vocabulary, seed: int, projects: int) -> None:
    for number, row in enumerate(words.other["events"]):
        dice = Dice(seed, "event", row[0])
        title, files = Both(row[7], row[8]), dict[str, str | bytes]()
        extra = dressing(dice, title, files) if number % 4 == 0 else {}
        fields = (
            _event(dice, words, row, title)
            | event(seed, row[0], row[2])
            | _shown(words, seed, row, projects)
            | extra
        )
        if row[1] == "fair":
            held = row[3][:10] if row[2] < _HELD_UNTIL else ""
            fields |= fair(words, seed, projects, row[0], row[11].split(), held)
        text = _text(row)
        fields |= former_id(row[0], had=number == 1)
        content = {"event.yml": to_yaml(fields), "zh.md": text.zh, "en.md": text.en, **files}
        folder.package(f"content/events/{row[0]}", content)


def _event(dice: Dice, words: Vocabulary, row: Row, title: Both) -> Fields:
    kind, starts, ends = row[1:4]
    fields: Fields = {
        "title": title,
        "kind": kind,
        "summary": Both(row[9], row[10]),
        "starts": starts,
        "ends": ends,
        "place": Both(row[4], row[5]),
        "region": row[6],
        "chains": row[11].split(),
        "policies": ["invest-in-yunlan", *[f"{chain}-measures" for chain in row[11].split()[:2]]],
        "contacts": ["yunlan-hotline"],
        "source": [source(dice, 2026)],
    }
    if kind == "roadshow" or dice.chance(0.4):
        fields["online"] = {
            "url": f"https://live.yunlan.example/{row[0]}",
            "title": Both("云澜投资直播间", "Yunlan investment live"),
        }
    if starts < _HELD_UNTIL:
        amount = Money(dice.between(4, 40) * 50_000).zh
        fields["results"] = {
            "projects": dice.pick((f"{dice.between(6, 60)}个", f"{dice.between(2, 5)}0余个")),
            "amount": dice.pick((amount, f"近{amount}", f"{amount}以上")),
            "note": Both("签约数含意向协议", "Includes letters of intent"),
        }
    if kind in ("fair", "roadshow", "signing"):
        fields["programme"] = _programme(words, kind, starts)
    return fields


def _programme(words: Vocabulary, kind: str, starts: str) -> list[Fields]:
    day, _, _ = starts.partition("T")
    rows = words.other["programme"]
    if kind != "fair":
        rows = [rows[0], rows[3], rows[5 if kind == "signing" else 2]]
    hour = int(starts[11:13])
    return [
        {
            "at": f"{day}T{hour + step:02}:{'30' if step else starts[14:16]}",
            "title": Both(row[0], row[1]),
            "speaker": Both(row[2], row[3]),
            **({"url": f"https://live.yunlan.example/{day}"} if step == 0 and kind == "fair" else {}),
        }
        for step, row in enumerate(rows)
    ]


def _shown(words: Vocabulary, seed: int, row: Row, projects: int) -> Fields:
    return {"projects": first_public(words, seed, projects, row[11].split(), 6)}


def _text(row: Row) -> Both:
    return Both(
        f"地点：{row[4]}。材料提供中文和英文两种版本。\n\n## 参会方式\n\n"
        "请致电[投资服务热线](contact:yunlan-hotline)登记，注明关注的产业链与项目编号。"
        "会期提供中英文翻译和园区考察班车。\n\n"
        "- 企业代表免费参会\n- 可预约一对一洽谈\n- 会后十个工作日内书面答复\n",
        f"Venue: {row[5]}. Materials are available in Chinese and English.\n\n## How to take part\n\n"
        "Please register with the [investor hotline](contact:yunlan-hotline), stating the industry chains"
        " and project numbers of interest. Interpreters and shuttle buses to the parks are provided.\n\n"
        "- Free of charge for company representatives\n- One-to-one meetings on request\n"
        "- Written reply within ten working days of the event\n",
    )


def write_collections(folder: DemoFolder, words: Vocabulary, seed: int, projects: int) -> None:
    for order, row in enumerate(words.other["collections"]):
        dice = Dice(seed, "collection", row[0])
        title = Both(row[1], row[2])
        summary = Both(row[3], row[4])
        fields: Fields = {"title": title, "order": order, "summary": summary, "published": "2026-05-06"}
        if row[5] == "list":
            fields["projects"] = first_public(words, seed, projects, [], 18)[order % 3 :: 1 + order % 3]
        else:
            pairs = row[5].split()
            fields["where"] = dict(zip(pairs[::2], pairs[1::2], strict=True))
        if order == 0:
            files: dict[str, str | bytes] = {}
            fields = dressing(dice, title, files) | fields
            for name, content in files.items():
                folder.write(f"content/collections/{row[0]}/{name}", content)
        elif order % 3 == 0:
            fields["pictures"] = [
                {"file": "plan.svg", "alt": Both(f"{title.zh}示意", f"{title.en}: a sketch")}
            ]
            folder.write(f"content/collections/{row[0]}/plan.svg", site_plan(dice, water=True))
        fields |= former_id(row[0], had=order == 1)
        folder.write(f"content/collections/{row[0]}.yml", to_yaml(fields))
