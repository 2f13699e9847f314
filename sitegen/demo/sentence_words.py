"""The words that a project's sentences are filled with, in both languages."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.demo.dice import Dice
from sitegen.demo.project_outline import Outline
from sitegen.demo.sizes import Sizes
from sitegen.demo.vocabulary import Vocabulary, capital, lower, with_article
from sitegen.model.kinds import Both

_WORKS = (
    Both("生产基地", "production base"),
    Both("项目", "plant"),
    Both("智能工厂", "smart factory"),
    Both("产业化项目", "plant"),
    Both("扩能项目", "capacity expansion"),
)
_CONSTRUCTION = (Both("不含建设期", "construction excluded"), Both("含建设期", "construction included"))
_PHASES = (
    Both("一次建成", "in a single phase"),
    Both("分两期建设", "in two phases"),
    Both("分三期建设", "in three phases"),
)
_MODES = {
    "sole": Both("独资", "a wholly owned company"),
    "joint-venture": Both("合资", "a joint venture"),
    "contractual": Both("合作经营", "a contractual joint venture"),
    "ppp": Both("政府和社会资本合作", "a public-private partnership"),
    "equity": Both("股权投资", "an equity stake"),
    "acquisition": Both("并购", "an acquisition"),
    "lease": Both("租赁经营", "a lease"),
}


class Telling(NamedTuple):
    """The inserts of each language, and the title that goes with them."""

    zh: dict[str, str]
    en: dict[str, str]
    title: Both

    def say(self, text: Both) -> Both:
        return Both(text.zh.format_map(self.zh), text.en.format_map(self.en))


def telling(dice: Dice, words: Vocabulary, it: Outline, sizes: Sizes, modes: list[str]) -> Telling:
    works = dice.pick(_WORKS)
    project = _project(it, works)
    strength = words.project["strengths"][_STRENGTHS.index(it.product.segment.strength)]
    work1, work2 = dice.some(it.chain.works, 2)
    verb = Both("设计年产能", "designed for ") if it.makes else Both("建设规模", "planned for ")
    irr = sizes.irr
    texts = {
        "place": it.place.short,
        "product": it.product.name,
        "project": project,
        "chain": Both(it.chain.title.zh, lower(it.chain.title.en)),
        "segment": Both(it.product.segment.title.zh, it.product.segment.title.en),
        "strength": strength,
        "customers": dice.pick(it.chain.customers),
        "inputs": dice.pick(_other_inputs(it)),
        "partner": dice.pick(it.chain.partner),
        "seek": dice.pick(words.project["seek"]),
        "office": Both("市投资促进局", "the city’s investment bureau"),
        "total": sizes.stated.both,
        "output": sizes.output.both,
        "tax": sizes.tax.both,
        "work1": Both(work1.zh, lower(work1.en)),
        "work2": Both(work2.zh, lower(work2.en)),
        "land": Both(f"{sizes.land}亩", f"{sizes.land:,} mu ({round(sizes.land / 15, 2):,g} ha)"),
        "floor": Both(f"{sizes.floor:g}万平方米", f"{round(sizes.floor * 10_000):,} m²"),
        "capacity": Both(verb.zh + sizes.capacity.zh.removesuffix("/年"), verb.en + sizes.capacity.en),
        "phases": _PHASES[sizes.phases - 1],
        "construction": _CONSTRUCTION[sizes.construction],
        "modes": _listed([_MODES[mode] for mode in modes]),
    }
    same = {
        "n": str(dice.between(3, 12) * 10),
        "n2": str(dice.between(2, 9)),
        "km": str(dice.between(4, 60)),
        "km2": str(dice.between(6, 40)),
        "mva": str(dice.pick((20, 40, 63, 100, 126))),
        "months": str(dice.between(4, 10)),
        "year": str(dice.between(2024, 2026)),
        "payback": f"{sizes.payback:g}",
        "irr": f"{irr:g}",
        "irr_low": f"{max(4.0, round(irr - dice.within(2, 4), 1)):g}",
    }
    zh = {name: text.zh for name, text in texts.items()} | same
    zh["jobs"] = str(sizes.jobs)
    en = {name: text.en for name, text in texts.items()} | same | {"jobs": f"{sizes.jobs:,}"}
    en["a_project"] = with_article(project.en) if it.makes else it.product.name.en
    en |= {f"{name}_cap": capital(en[name]) for name in _CAPITALS}
    return Telling(zh, en, _title(dice, it, sizes, works))


_CAPITALS = ("a_project", "product", "chain", "customers", "inputs", "capacity", "office", "modes")
_STRENGTHS = ("strong", "present", "weak", "missing", "unknown")


def _other_inputs(it: Outline) -> list[Both]:
    """What is at hand for a project, but for what it makes itself."""
    made = (it.product.name.zh, it.product.segment.title.zh)
    return [one for one in it.chain.inputs if not any(one.zh in name or name in one.zh for name in made)]


def _compound(it: Outline) -> bool:
    """Whether the product's English name can stand before another noun."""
    return " for " not in it.product.stem and " and " not in it.product.stem and " of " not in it.product.stem


def _project(it: Outline, works: Both) -> Both:
    """The project as a noun, in English without an article."""
    if not it.makes:
        return Both(it.product.name.zh, it.product.stem)
    if _compound(it) and works.en in ("plant", "production base"):
        return Both(it.product.name.zh + works.zh, f"{it.product.stem} {works.en}")
    return Both(it.product.name.zh + works.zh, f"{works.en} for {it.product.name.en}")


def _title(dice: Dice, it: Outline, sizes: Sizes, works: Both) -> Both:
    zh, en, place = it.product.name.zh, _project(it, works).en, it.place.short
    amount = Both(sizes.capacity.zh.removesuffix("/年"), sizes.capacity.en)
    if it.opportunity:
        return Both(
            f"{place.zh}{zh}合作方向", f"{capital(it.product.stem)}: investment opportunity in {place.en}"
        )
    if not it.makes:
        return dice.pick(
            (
                Both(f"{place.zh}{zh}项目", f"{capital(en)}, {place.en}"),
                Both(f"{place.zh}{zh}建设与运营", f"{capital(en)} in {place.en}"),
                Both(f"{place.zh}{zh}（{amount.zh}）", f"{capital(en)}, {place.en} ({amount.en})"),
            )
        )
    return dice.pick(
        (
            Both(f"{place.zh}年产{amount.zh}{zh}项目", f"{capital(en)} in {place.en}, {amount.en}"),
            Both(f"{place.zh}{zh}{works.zh}", f"{capital(en)}, {place.en}"),
            Both(f"年产{amount.zh}{zh}{works.zh}", f"{capital(en)}, {amount.en}"),
        )
    )


def _listed(items: list[Both]) -> Both:
    zh = "、".join(item.zh for item in items)
    en = ", ".join(item.en for item in items)
    head, comma, last = en.rpartition(", ")
    return Both(zh, f"{head} or {last}" if comma else en)
