"""What the demo's fairs show online: halls by chain with booths, signings with amounts, recordings."""

from __future__ import annotations

from sitegen.demo.dice import Dice
from sitegen.demo.emit import Fields
from sitegen.demo.make_enterprises import enterprises_for
from sitegen.demo.project_outline import first_public, outline
from sitegen.demo.sizes import sizes_of
from sitegen.demo.vocabulary import ChainWords, Vocabulary
from sitegen.model.kinds import Both


def fair(words: Vocabulary, seed: int, projects: int, event_id: str, chains: list[str], held: str) -> Fields:
    """The fields of an online fair. `held` is its day where it is over, else empty."""
    dice = Dice(seed, "fair", event_id)
    found = [(number, chain) for number, chain in enumerate(words.chains) if chain.id in chains]
    made: Fields = {"halls": [_hall(words, dice, seed, projects, number, chain) for number, chain in found]}
    if held:
        made["signings"] = [
            _signing(dice, *signed, held) for signed in _signed(words, seed, projects, chains)
        ]
        made["recordings"] = [
            {
                "url": f"https://live.yunlan.example/{event_id}/recording",
                "title": Both("主论坛回放", "Recording of the main forum"),
            }
        ]
    return made


def _hall(words: Vocabulary, dice: Dice, seed: int, projects: int, number: int, chain: ChainWords) -> Fields:
    hall: Fields = {
        "title": Both(f"{chain.title.zh}馆", f"{chain.title.en} hall"),
        "projects": first_public(words, seed, projects, [chain.id], 4),
        "parks": list(dict.fromkeys(chain.parks))[:2],
        "policies": [f"{chain.id}-measures"],
        "enterprises": enterprises_for(words, dice, number, projects),
    }
    hall |= {"region": chain.parks[0]} if number % 2 else {"chain": chain.id}
    return hall


def _signed(words: Vocabulary, seed: int, projects: int, chains: list[str]) -> list[tuple[str, str]]:
    """Up to three projects of these chains that have been signed, with what is invested in them."""
    found: list[tuple[str, str]] = []
    for number in range(1, min(projects, 120) + 1):
        it, dice = outline(words, seed, number)
        signed = it.status in ("signed", "landed", "under-construction", "operating")
        if signed and it.visibility == "public" and it.chain.id in chains and len(found) < 3:
            found.append((it.id, sizes_of(dice, it).total.zh))
    return found


def _signing(dice: Dice, project: str, amount: str, held: str) -> Fields:
    return {
        "title": Both("项目投资协议", "Investment agreement"),
        "parties": Both(
            "云澜市投资促进局与投资企业（虚构）",
            "Yunlan Investment Promotion Bureau and investor (fictional)",
        ),
        "project": project,
        "amount": amount,
        "at": f"{held}T15:{dice.between(1, 5)}0",
    }
