"""Industry chains: stages, segments and what they feed, and the roadmap with the projects that carry it."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.demo.dice import Dice
from sitegen.demo.doings import former_id
from sitegen.demo.emit import DemoFolder, Fields, Value, to_yaml
from sitegen.demo.extras import dressing, source
from sitegen.demo.make_admission import chain_admission
from sitegen.demo.make_trades import segment_trades
from sitegen.demo.project_outline import first_public
from sitegen.demo.vocabulary import ChainWords, SegmentWords, Vocabulary, capital
from sitegen.model.kinds import Both


def write_chains(folder: DemoFolder, words: Vocabulary, seed: int, projects: int) -> None:
    offices = {chain: row[0] for row in words.other["departments"] for chain in row[7].split()}
    for number, chain in enumerate(words.chains):
        dice = Dice(seed, "chain", chain.id)
        files: dict[str, str | bytes] = {}
        extra = dressing(dice, chain.title, files) if number % 4 == 0 else {}
        lead = offices[chain.id]
        fields: Fields = {
            "title": chain.title,
            "order": number + 1,
            "region": "yunlan",
            "summary": chain.summary,
            "lead": lead,
            "contacts": [lead, f"{chain.parks[0]}-office"],
            "policies": [f"{chain.id}-measures", "promotion-plan"],
            "stages": [{"id": row[0], "title": Both(row[2], row[3]), "role": row[1]} for row in chain.stages],
            "segments": [_segment(dice, seed, chain, segment) for segment in chain.segments],
            "admission": chain_admission(seed, chain),
            "roadmap": _roadmap(words, seed, chain, projects),
        }
        fields["figures"] = [*_figures(dice), *_more(extra)]
        fields |= former_id(chain.id, had=chain is words.chains[1])
        folder.write(f"content/chains/{chain.id}.yml", to_yaml(extra | fields))
        for name, content in files.items():
            folder.write(f"content/chains/{chain.id}/{name}", content)


def _segment(dice: Dice, seed: int, chain: ChainWords, segment: SegmentWords) -> Fields:
    products = [product for product in chain.products if product.segment == segment]
    names = Both("、".join(p.name.zh for p in products), capital(", ".join(p.stem for p in products)))
    return {
        "id": segment.id,
        "stage": segment.stage,
        "title": segment.title,
        "strength": segment.strength,
        "products": names if products else None,
        "feeds": list(segment.feeds),
        "source": [source(dice, 2026)] if dice.chance(0.3) else [],
        **segment_trades(seed, chain, segment),
    }


def _figures(dice: Dice) -> list[Fields]:
    return [
        _figure("规模以上企业", "Firms above designated size", f"{dice.between(18, 140)}家"),
        _figure("产值", "Output", f"约{dice.between(60, 480)}亿元"),
    ]


def _more(extra: Fields) -> Sequence[Value]:
    figures = extra.get("figures", [])
    assert isinstance(figures, list)
    return figures


def _figure(zh: str, en: str, amount: str) -> Fields:
    return {"title": Both(zh, en), "amount": amount, "date": "2025"}


def _roadmap(words: Vocabulary, seed: int, chain: ChainWords, projects: int) -> list[Fields]:
    """Each phase with a few of the chain's first projects, those that every larger catalogue has too."""
    carriers = first_public(words, seed, projects, [chain.id], 2 * len(chain.roadmap))
    return [
        {
            "period": phase.period,
            "title": phase.title,
            "goals": list(phase.goals),
            "projects": carriers[number * 2 : number * 2 + 2],
        }
        for number, phase in enumerate(chain.roadmap)
    ]
