"""Policies of the invented city: in force, to come, expired; for chains, places, investors and sizes."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.demo.dice import Dice
from sitegen.demo.doings import former_id
from sitegen.demo.emit import DemoFolder, Fields, to_yaml
from sitegen.demo.extras import dressing
from sitegen.demo.figures import Money, rounded
from sitegen.demo.particulars import application, tiers
from sitegen.demo.vocabulary import Row, Vocabulary, lower
from sitegen.model.kinds import Both


class PolicyBook(NamedTuple):
    """What projects need to know to refer to policies: those in force, by chain and for all."""

    titles: dict[str, Both]
    general: tuple[str, ...]

    def for_project(self, dice: Dice, chain: str) -> list[str]:
        if dice.chance(0.2):
            return []
        return [f"{chain}-measures", *dice.some(self.general, dice.between(0, 2))]


class _Policy(NamedTuple):
    id: str
    issuer: Row
    kinds: list[str]
    state: str
    title: Both
    grants: list[str]
    who: dict[str, str]
    chain: str = ""


def policy_book(words: Vocabulary) -> PolicyBook:
    policies = _policies(words)
    general = [
        p.id for p in policies if p.state == "force" and p.issuer[1] in ("provincial", "city") and not p.chain
    ]
    return PolicyBook({policy.id: policy.title for policy in policies}, tuple(general))


def write_policies(folder: DemoFolder, words: Vocabulary, seed: int) -> None:
    policies = _policies(words)
    for number, policy in enumerate(policies):
        dice = Dice(seed, "policy", policy.id)
        files: dict[str, str | bytes] = {}
        extra = dressing(dice, policy.title, files) if number % 7 == 0 else {}
        fields = _fields(dice, words, policies, number) | {k: v for k, v in extra.items() if k != "published"}
        fields |= former_id(policy.id, had=number == 1)
        text = _body(dice, words, fields)
        folder.package(
            f"content/policies/{policy.id}",
            {"policy.yml": to_yaml(fields), "zh.md": text.zh, "en.md": text.en, **files},
        )


def _policies(words: Vocabulary) -> list[_Policy]:
    issuers = {row[0]: row for row in words.other["issuers"]}
    made = []
    for row in words.other["policies"]:
        policy_id, issuer, kinds, state, zh, en, codes, restrictions = row
        pairs = dict(pair.split(":") for pair in restrictions.split())
        title = Both(zh, en)
        made.append(_Policy(policy_id, issuers[issuer], kinds.split(), state, title, codes.split(), pairs))
    zh, en = words.other["chain-policy"][0]
    common = (
        "fixed-asset",
        "equipment",
        "green-reward",
        "research",
        "first-unit",
        "workshop-rent",
        "interest",
    )
    for number, chain in enumerate(words.chains):
        title = Both(zh.format(chain=chain.title.zh), en.format(chain=lower(chain.title.en)))
        grants = [common[(number + step) % len(common)] for step in (0, 2, 3)]
        who = {"regions": "yunlan"} | ({"min": str(1000 * (number % 4))} if number % 4 else {})
        made.append(
            _Policy(
                f"{chain.id}-measures", issuers["city"], ["incentive"], "force", title, grants, who, chain.id
            )
        )
    return made


def _fields(dice: Dice, words: Vocabulary, policies: list[_Policy], number: int) -> Fields:
    policy = policies[number]
    year, issued, effective, expires = _dates(dice, policy.state, policy.title.zh)
    chains = [policy.chain] if policy.chain else policy.who.get("chains", "").split(",")
    rows = {row[0]: row for row in words.other["grants"]}
    grants = [_grant(dice, rows[code]) for code in policy.grants]
    more = Dice(number, "policy-extra", policy.id)
    if grants and number % 4 == 1:
        grants[-1]["tiers"] = tiers(more)
    return {
        "title": policy.title,
        "number": f"{policy.issuer[4]}〔{year}〕{number + 3}号",
        "issuer": Both(policy.issuer[2], policy.issuer[3]),
        "level": policy.issuer[1],
        "kind": list(policy.kinds),
        "summary": _summary(dice, words, policy, rows),
        "issued": issued,
        "effective": effective,
        "expires": expires,
        "indefinite": not expires and number % 2 == 0,
        "text": "full" if number % 3 == 0 else "summary",
        "applies": _applies(policy, chains),
        "grants": grants,
        "repealed": f"{expires[:4]}-06-30" if policy.state == "expired" and number % 2 else "",
        "apply": application(more) if grants and number % 3 == 0 and policy.state != "expired" else None,
        "procedure": _pair(dice.pick(words.other["procedure"])) if grants else None,
        "url": f"https://documents.example.org/{year}/{number + 3:03}",
        "related": [other.id for other in dice.some(policies, 2) if other.id != policy.id],
        "contacts": [
            "policy-desk",
            *(["yunlan-international"] if policy.who.get("investors") == "foreign" else []),
        ],
        "published": issued,
        "confirmed": "2026-06-10",
        "internal": {"review": f"评估备忘PG{number:03}，年底前回看"} if number % 9 == 4 else None,
    }


def _dates(dice: Dice, state: str, title: str) -> tuple[int, str, str, str]:
    """Year of the number, issued, in force from and until."""
    month, day = dice.between(1, 11), dice.between(1, 28)
    if state == "expired":
        year = int(next((part for part in ("2021", "2022") if part in title), "2021"))
        return year, f"{year}-{month:02}-{day:02}", f"{year}-{month + 1:02}-01", f"{year + 2}-12-31"
    if state == "upcoming":
        return 2026, f"2026-0{dice.between(3, 6)}-{day:02}", "2027-01-01", "2031-12-31"
    year = dice.between(2023, 2025)
    expires = f"{dice.between(2028, 2032)}-12-31" if dice.chance(0.8) else ""
    return year, f"{year}-{month:02}-{day:02}", f"{year}-{month + 1:02}-01", expires


def _applies(policy: _Policy, chains: list[str]) -> Fields:
    least = policy.who.get("min")
    return {
        "chains": [chain for chain in chains if chain],
        "regions": policy.who.get("regions", "").split(),
        "investors": policy.who.get("investors", "").split(),
        "min_investment": Money(int(least)).zh if least else None,
        "note": Both("同一事项不重复享受", "The same item is supported once only") if policy.grants else None,
    }


_PER = {"training": "person·year"}
"""Grants that are paid for each of something."""


def _grant(dice: Dice, row: Row) -> Fields:
    code, zh, en, of, rates, caps, note_zh, note_en = row
    grant: Fields = {"title": Both(zh, en)}
    if rates:
        low, high = map(int, rates.split())
        share = dice.between(low, high) if high <= 15 else dice.between(low // 5, high // 5) * 5
        grant["rate"] = dice.pick(
            (f"{share}%", f"不超过{share}%", f"{low}%-{share}%" if share > low else f"{share}%")
        )
    grant["of"] = of
    if caps.startswith("="):
        grant["amount"] = Money(int(caps[1:])).zh
    elif caps:
        low, high = map(int, caps.split())
        grant["cap"] = Money(rounded(dice.within(low, high) / 10) * 10).zh
    if code in _PER:
        grant["per"] = _PER[code]
    grant["note"] = Both(note_zh, note_en)
    return grant


def _summary(dice: Dice, words: Vocabulary, policy: _Policy, rows: dict[str, Row]) -> Both:
    section = "policy-summary" if policy.grants else "policy-summary-plain"
    zh, en = dice.pick(words.other[section])
    who = _who(words, policy)
    names = [rows[code] for code in policy.grants]
    grants = Both("、".join(row[1] for row in names), _and([lower(row[2]) for row in names]))
    issuer = policy.issuer
    return Both(
        zh.format(who=who.zh, grants=grants.zh, issuer=issuer[2]),
        en.format(who=who.en, grants=grants.en, issuer=issuer[3].replace(" (fictional)", "")),
    )


def _who(words: Vocabulary, policy: _Policy) -> Both:
    if policy.who.get("investors") == "foreign":
        return Both("外商投资企业", "foreign-invested companies")
    if policy.who.get("investors") == "domestic":
        return Both("内资企业", "domestic companies")
    if policy.chain:
        chain = next(chain for chain in words.chains if chain.id == policy.chain)
        return Both(f"{chain.title.zh}产业链企业", f"companies in {lower(chain.title.en)}")
    region = policy.who.get("regions")
    if region:
        place = words.place(region)
        return Both(f"{place.short.zh}企业与投资者", f"companies and investors in {place.short.en}")
    return Both("各类经营主体", "companies of every kind")


_NOTE = Both(
    "本页为摘要，具体以文件正文和[政策专窗](contact:policy-desk)解释为准。",
    "This is a summary; the full text of the document and the interpretation of the"
    " [policy desk](contact:policy-desk) prevail.",
)


def _body(dice: Dice, words: Vocabulary, fields: Fields) -> Both:
    heads_zh, heads_en = words.other["policy-headings"][0]
    purpose = dice.pick(words.other["policy-purpose"])
    conditions = dice.some(words.other["policy-condition"], 3)
    sides = []
    for side, heads in ((0, heads_zh.split()), (1, heads_en.split("; "))):
        parts = [purpose[side]]
        table = _grant_table(fields, side)
        if table:
            parts += [f"## {heads[0]}", table]
            parts += [f"## {heads[1]}", "\n".join(f"{n}. {row[side]}" for n, row in enumerate(conditions, 1))]
        parts += [f"## {heads[2]}", _NOTE[side]]
        sides.append("\n\n".join(parts) + "\n")
    return Both(*sides)


def _grant_table(fields: Fields, side: int) -> str:
    grants = fields["grants"]
    assert isinstance(grants, list)
    if not grants:
        return ""
    lines = [("| 事项 | 说明 |", "| Item | Terms |")[side], "| --- | --- |"]
    for grant in grants:
        title, note = grant["title"], grant["note"]
        lines.append(f"| {title[side]} | {note[side]} |")
    return "\n".join(lines)


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _pair(row: Row) -> Both:
    return Both(row[0], row[1])
