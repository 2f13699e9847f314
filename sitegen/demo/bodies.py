"""A project's text in both languages: headings, a table, a list, a quotation, links to other entries."""

from __future__ import annotations

from sitegen.demo.dice import Dice
from sitegen.demo.project_outline import Outline
from sitegen.demo.sentence_words import Telling
from sitegen.demo.sizes import Sizes
from sitegen.demo.vocabulary import Vocabulary, capital
from sitegen.model.kinds import Both

Link = tuple[str, Both]
"""Where a link leads ("policy:some-id"), and its words."""


def body(dice: Dice, words: Vocabulary, it: Outline, sizes: Sizes, told: Telling, links: list[Link]) -> Both:
    texts, kind = words.project, "" if it.makes else "-build"
    settled = it.opportunity is False and not it.seeks
    heads = _headings(dice.pick(texts["headings"]))
    background = told.say(dice.pick(texts["background-settled" if settled else f"background{kind}"]))
    content = told.say(dice.pick(texts["content"]))
    in_phases = sizes.phases > 1 and dice.chance(0.4)
    table = _phases(dice, it, sizes) if in_phases else _investment(dice, it, sizes)
    conditions = [told.say(text) for text in dice.some(texts[f"conditions{kind}"], 3)]
    market = [told.say(text) for text in dice.some(it.chain.market, 1)]
    wanted = texts["terms-settled" if settled else "terms"]
    terms = [told.say(dice.pick(wanted)), told.say(dice.pick(texts["return"]))]
    if dice.chance(0.3):
        terms.reverse()
    quote = dice.pick(texts["quote-settled" if settled else "quote"])
    parts = [
        [heads[0], background],
        [heads[1], content, table],
        [heads[2], Both(*("\n".join(f"- {text[side]}" for text in conditions) for side in (0, 1)))],
        [heads[3], _joined(market)],
        [heads[4], _joined(terms), Both(f"> {quote.zh}", f"> {quote.en}")],
    ]
    if links:
        parts[dice.pick((0, 4))].append(_see(dice, links))
    if dice.chance(0.35):
        parts[2], parts[3] = parts[3], parts[2]
    pieces = [text for part in parts for text in part]
    zh, en = ("\n\n".join(text[side] for text in pieces) for side in (0, 1))
    return Both(f"{zh}\n", f"{en}\n")


def _headings(row: Both) -> list[Both]:
    return [Both(f"## {zh}", f"## {en}") for zh, en in zip(row.zh.split(), row.en.split("; "), strict=True)]


def _joined(texts: list[Both]) -> Both:
    return Both("".join(text.zh for text in texts), " ".join(text.en for text in texts))


def _investment(dice: Dice, it: Outline, sizes: Sizes) -> Both:
    """What the money is spent on; the rows come to the total exactly."""
    shares = [dice.within(0.1, 0.3) for _ in it.chain.works]
    step = 10 if sizes.total.amount >= 1000 else 1
    amounts = [int(sizes.total.amount * share / sum(shares) / step) * step for share in shares]
    amounts[1] += sizes.total.amount - sum(amounts)
    dollars = sizes.total.currency == "USD"
    zh = [f"| 建设内容 | 投资（{'万美元' if dollars else '万元'}） | 占比 |", "| --- | ---: | ---: |"]
    en = [f"| Works | {sizes.total.currency} million | Share |", "| --- | ---: | ---: |"]
    for work, amount, percent in zip(it.chain.works, amounts, _percents(amounts), strict=True):
        share = f"{percent}%"
        zh.append(f"| {work.zh} | {amount} | {share} |")
        en.append(f"| {work.en} | {amount / 100:,g} | {share} |")
    zh.append(f"| 合计 | {sizes.total.amount} | 100% |")
    en.append(f"| Total | {sizes.total.amount / 100:,g} | 100% |")
    return Both("\n".join(zh), "\n".join(en))


def _percents(amounts: list[int]) -> list[int]:
    """Whole shares that add up to a hundred: what is cut off goes to those that lost the most."""
    total = sum(amounts)
    shares = [amount * 100 // total for amount in amounts]
    lost = sorted(range(len(amounts)), key=lambda at: -(amounts[at] * 100 % total))
    for at in lost[: 100 - sum(shares)]:
        shares[at] += 1
    return shares


def _phases(dice: Dice, it: Outline, sizes: Sizes) -> Both:
    zh = ["| 阶段 | 时间 | 主要内容 | 用地 |", "| --- | --- | --- | ---: |"]
    en = ["| Phase | Time | Main works | Land |", "| --- | --- | --- | ---: |"]
    year, left = it.first_year, sizes.land
    for number, work in enumerate(dice.some(it.chain.works, sizes.phases), 1):
        area = left if number == sizes.phases else int(left * dice.within(0.35, 0.6))
        left -= area
        zh.append(f"| {'一二三'[number - 1]}期 | {year}—{year + 1}年 | {work.zh} | {area}亩 |")
        en.append(f"| {number} | {year}–{year + 1} | {capital(work.en)} | {area:,} mu |")
        year += 2
    return Both("\n".join(zh), "\n".join(en))


def _see(dice: Dice, links: list[Link]) -> Both:
    zh = "、".join(f"[{text.zh}]({target})" for target, text in links)
    en = " and ".join(f"[{text.en}]({target})" for target, text in links)
    return dice.pick(
        (
            Both(f"可一并参阅{zh}。", f"See also {en}."),
            Both(f"相关内容：{zh}。", f"Related: {en}."),
            Both(f"**延伸阅读** {zh}。", f"**Further reading:** {en}."),
        )
    )
