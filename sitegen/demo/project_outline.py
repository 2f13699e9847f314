"""What a project is, in a few words: enough for others to refer to it, cheap enough to work out again."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.demo.dice import Dice
from sitegen.demo.vocabulary import ChainWords, PlaceWords, Product, Vocabulary

_ROUND = (
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    0, 1, 2, 4, 0, 6, 3, 1, 5, 2, 7, 0, 8, 10, 3, 9, 6, 1, 0, 5, 2, 4, 7, 8, 1,
)  # fmt: skip
"""The chain of each project, over and over; the first eleven have one each."""

_STATUSES = (
    ("planned", 7), ("open", 44), ("in-talks", 8), ("intent", 6), ("signed", 9), ("landed", 5),
    ("under-construction", 12), ("operating", 6), ("paused", 2), ("ended", 1),
)  # fmt: skip


class Outline(NamedTuple):
    number: int
    id: str
    chain: ChainWords
    product: Product
    place: PlaceWords
    """A park or a county."""
    opportunity: bool
    status: str
    visibility: str

    @property
    def makes(self) -> bool:
        return self.product.segment.makes

    @property
    def seeks(self) -> bool:
        """Whether its texts may still look for a partner."""
        return self.status in ("planned", "open", "in-talks", "intent")

    @property
    def first_year(self) -> int:
        """When building begins: nothing starts before it is signed, and what is operating has begun."""
        return {"operating": 2024, "under-construction": 2025}.get(
            self.status, 2026 if not self.seeks else 2027
        )


def chain_of(number: int) -> int:
    return _ROUND[(number - 1) % len(_ROUND)]


def visibility_of(number: int) -> str:
    """Now and then one that is not public yet; a public entry must not refer to it."""
    if number % 43 == 18:
        return "draft"
    return "internal" if number % 71 == 34 else "public"


REACH = 90
"""How many numbers back a project looks for others of its chain."""


def earlier(number: int, count: int) -> list[int]:
    """Public projects of the same chain with lower numbers, nearest first."""
    chain, found = chain_of(number), list[int]()
    for other in range(number - 1, max(0, number - REACH), -1):
        if chain_of(other) == chain and visibility_of(other) == "public":
            found.append(other)
            if len(found) == count:
                break
    return found


def first_public(words: Vocabulary, seed: int, projects: int, chains: list[str], count: int) -> list[str]:
    """Ids of the first public projects of these chains, of any if there are none named."""
    wanted = {index for index, chain in enumerate(words.chains) if not chains or chain.id in chains}
    numbers = [
        number
        for number in range(1, min(projects, 120) + 1)
        if chain_of(number) in wanted and visibility_of(number) == "public"
    ]
    return [outline(words, seed, number)[0].id for number in numbers[:count]]


def outline(words: Vocabulary, seed: int, number: int) -> tuple[Outline, Dice]:
    """A project, and the dice with which the rest of it is thrown."""
    dice = Dice(seed, "project", number)
    chain = words.chains[chain_of(number)]
    product = dice.pick(chain.products)
    place = words.place(dice.pick(chain.parks))
    if dice.chance(0.3):
        place = words.place(place.parent if dice.chance(0.5) else dice.pick(_COUNTIES))
    opportunity = number > 6 and dice.chance(0.09)
    status = "planned" if opportunity else dice.weighted(_STATUSES)
    made = Outline(
        number=number,
        id=f"{product.segment.id}-{number:04}",
        chain=chain,
        product=product,
        place=place,
        opportunity=opportunity,
        status=status,
        visibility=visibility_of(number),
    )
    return made, dice


_COUNTIES = (
    "lancheng", "langang", "wangchuan", "dihu", "qingyu", "zhexi", "motang", "luming", "shuanglin",
)  # fmt: skip
