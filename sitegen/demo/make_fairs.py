"""What the demo's fairs show online: halls by chain with booths, signings with amounts, recordings."""

from __future__ import annotations

from sitegen.demo.dice import Dice
from sitegen.demo.emit import Fields
from sitegen.demo.figures import Money
from sitegen.demo.make_enterprises import enterprises_for
from sitegen.demo.project_outline import first_public
from sitegen.demo.vocabulary import ChainWords, Vocabulary
from sitegen.model.kinds import Both


def fair(words: Vocabulary, seed: int, projects: int, event_id: str, chains: list[str], held: str) -> Fields:
    """The fields of an online fair. `held` is its day where it is over, else empty."""
    dice = Dice(seed, "fair", event_id)
    found = [(number, chain) for number, chain in enumerate(words.chains) if chain.id in chains]
    made: Fields = {"halls": [_hall(words, dice, seed, projects, number, chain) for number, chain in found]}
    if held:
        keys = first_public(words, seed, projects, chains, 3)
        made["signings"] = [_signing(dice, key, held) for key in keys]
        made["recordings"] = [
            {
                "url": f"https://live.yunlan.example/{event_id}/recording",
                "title": Both("主论坛回放", "Recording of the main forum"),
            }
        ]
    return made


def _hall(words: Vocabulary, dice: Dice, seed: int, projects: int, number: int, chain: ChainWords) -> Fields:
    hall: Fields = {
        "title": Both(f"{chain.title.zh}馆", f"Hall: {chain.title.en}"),
        "projects": first_public(words, seed, projects, [chain.id], 4),
        "parks": list(dict.fromkeys(chain.parks))[:2],
        "policies": [f"{chain.id}-measures"],
        "enterprises": enterprises_for(words, dice, number, projects),
    }
    hall |= {"region": chain.parks[0]} if number % 2 else {"chain": chain.id}
    return hall


def _signing(dice: Dice, project: str, held: str) -> Fields:
    return {
        "title": Both("项目投资协议", "Investment agreement"),
        "parties": Both(
            "云澜市投资促进局与投资企业（虚构）",
            "Yunlan Investment Promotion Bureau and investor (fictional)",
        ),
        "project": project,
        "amount": Money(dice.between(2, 30) * 10_000).zh,
        "at": f"{held}T15:{dice.between(1, 5)}0",
    }
