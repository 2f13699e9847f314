"""What printed documents are put together from: plain values, words and labels included.

Print templates get these as JSON. They hold no sentence of their own, so that every word comes from the
entries or from the theme's translations.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sitegen.channels.body_nodes import Node, nodes_of
from sitegen.views.basic_values import Amount, BodyText, Fact, Link, LocalText
from sitegen.views.contacts import ContactBlock
from sitegen.views.entry_sections import CostRow, FigureRow, SourceNote
from sitegen.views.localizer import Localizer
from sitegen.views.policy_rows import PolicyRow


class Run(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of text. `lang` is empty in the document's own language."""

    text: str
    lang: str = ""
    url: str = ""
    strong: bool = False


Line = tuple[Run, ...]


class BigFigure(msgspec.Struct, frozen=True, omit_defaults=True):
    """A figure that is set large, its unit small."""

    label: str
    before: str
    figure: str
    unit: str
    after: str
    note: str = ""


class Labelled(msgspec.Struct, frozen=True, omit_defaults=True):
    label: str
    line: Line
    note: str = ""
    wide: bool = False
    """It takes a row by itself."""
    more: tuple[Line, ...] = ()
    """Further lines: with the first they are a list."""


class PrintPart(msgspec.Struct, frozen=True, omit_defaults=True):
    """A section under a heading; of what it may hold, most hold one thing."""

    title: str = ""
    facts: tuple[Labelled, ...] = ()
    lines: tuple[Line, ...] = ()
    """Items of a list."""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Line, ...], ...] = ()
    """Of a table, each with a cell for each column."""
    blocks: tuple[Node | str, ...] = ()
    """A text of an entry."""
    lang: str = ""
    """Of `blocks`."""
    note: Line = ()


class Office(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whom to call."""

    name: Run
    about: Line = ()
    phone: Run | None = None
    lines: tuple[Labelled, ...] = ()


def run(text: LocalText | str, url: str = "", strong: bool = False) -> Run:
    said = LocalText(text) if isinstance(text, str) else text
    return Run(said.text, said.lang, url, strong)


def linked(links: Iterable[Link], localizer: Localizer) -> Line:
    """Links with what stands between the members of a list."""
    found: list[Run] = []
    for link in links:
        if found:
            found.append(run(localizer.comma))
        found.append(run(link.title, link.url))
    return tuple(found)


def big(label: str, amount: Amount, note: str = "") -> BigFigure:
    return BigFigure(label, amount.before, amount.figure, amount.unit, amount.after, note)


def labelled(fact: Fact, localizer: Localizer) -> Labelled:
    if fact.amount:
        line: Line = (run(fact.amount.text),)
    elif fact.said:
        line = (run(fact.said),)
    else:
        line = linked(fact.links, localizer)
    return Labelled(fact.label, line, fact.note)


def wide(label: str, text: LocalText | None) -> tuple[Labelled, ...]:
    return (Labelled(label, (run(text),), wide=True),) if text else ()


def body_part(body: BodyText | None) -> tuple[PrintPart, ...]:
    return (PrintPart(blocks=nodes_of(body.html), lang=body.lang),) if body else ()


def policy_line(localizer: Localizer, row: PolicyRow, why: str = "") -> Line:
    """A policy with its number, what it gives, its state, and why it is named here."""
    said = [run(row.title, row.url, strong=True)]
    if row.number:
        said.append(Run(f" {row.number}", "zh-Hans"))
    about = [row.state.label]
    if row.expires:
        about.append(f"{localizer.gettext('Valid until')} {row.expires.text}")
    said.append(run(f" · {' · '.join(about)}"))
    if why:
        said.append(run(f" · {why}"))
    if row.gist:
        said += [run(localizer.colon), run(row.gist)]
    return tuple(said)


def cost_part(localizer: Localizer, costs: tuple[CostRow, ...], place: Link | None) -> tuple[PrintPart, ...]:
    """Factor costs; place, dates and sources are said once, below."""
    if not costs:
        return ()
    facts = [
        Labelled(cost.item.label, (run(cost.price.text),), cost.note.text if cost.note else "")
        for cost in costs
    ]
    note = [run(place.title, place.url)] if place else []
    dates = list(dict.fromkeys(cost.date.text for cost in costs if cost.date))
    if dates:
        between = " · " if note else ""
        note.append(run(f"{between}{localizer.gettext('As of')} {localizer.comma.join(dates)}"))
    sources = list(dict.fromkeys(source_line(localizer, cost.source) for cost in costs if cost.source))
    for number, source in enumerate(sources):
        note += [run(localizer.semicolon if number else f" · {localizer.gettext('Source')} "), *source]
    return (PrintPart(localizer.gettext("What it costs here"), facts=tuple(facts), note=tuple(note)),)


def figure_part(localizer: Localizer, figures: tuple[FigureRow, ...], title: str) -> tuple[PrintPart, ...]:
    """Goals and results."""
    if not figures:
        return ()
    facts = []
    for figure in figures:
        words = [localizer.gettext("goal")] if figure.goal else []
        words += [figure.period] if figure.period else []
        words += [figure.note.text] if figure.note else []
        words += [_reached(localizer, figure)] if figure.reached else []
        label = figure.title.text
        facts.append(Labelled(label, (run(figure.amount.text),), " · ".join(words)))
    return (PrintPart(title, facts=tuple(facts)),)


def _reached(localizer: Localizer, figure: FigureRow) -> str:
    """A goal's results: 1.2亿元（2025年）."""
    told = [f"{result.amount.text} ({result.date.text})" for result in figure.reached]
    return f"{localizer.gettext('Reached so far')} {localizer.comma.join(told)}"


def source_line(localizer: Localizer, source: SourceNote) -> Line:
    """Where facts were taken from."""
    said: list[Run] = []
    if source.title:
        said.append(run(source.title, source.url))
    elif source.url:
        said.append(run(source.document or source.url, source.url))
    if source.document and (source.title or not source.url):
        said.append(Run(f" {source.document}", "zh-Hans"))
    if source.date:
        said.append(run(f" {source.date.text}"))
    if source.paragraph:
        said.append(run(f" {source.paragraph}"))
    return tuple(said)


def office(localizer: Localizer, block: ContactBlock) -> Office:
    """A contact with every way to reach it."""
    about = [run(text) for text in (block.department, block.role) if text]
    say = localizer.gettext
    lines = [Labelled(line.label.text, (run(line.number, line.tel),)) for line in block.phones if line.number]
    texts = ((say("Person"), block.person), (say("Hours"), block.hours))
    lines += [Labelled(label, (run(text),)) for label, text in texts if text]
    if block.email:
        lines.append(Labelled(say("E-mail"), (run(block.email, block.mailto),)))
    if block.wechat:
        lines.append(Labelled(say("WeChat"), (run(block.wechat),)))
    if block.website:
        lines.append(Labelled(say("Website"), (run(block.website, block.website),)))
    texts = ((say("Address"), block.address), (say("Response time"), block.response_time))
    lines += [Labelled(label, (run(text),)) for label, text in texts if text]
    if block.postcode:
        lines.append(Labelled(say("Postcode"), (run(block.postcode),)))
    if block.languages:
        lines.append(Labelled(say("Languages"), (run(localizer.comma.join(block.languages)),)))
    if block.unlisted:
        about.append(run(block.unlisted))
    phone = run(block.phone, block.tel) if block.phone else None
    return Office(run(block.name, block.url), tuple(about), phone, tuple(lines))
