"""What is welcome and what is not, by chain and place."""

from __future__ import annotations

from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import ADMISSION, Admission, Chain, Region
from sitegen.model.queries.other_queries import chain_list, region_order
from sitegen.model.queries.register import query

AdmissionKey = tuple[str, str, str]
"""The kind and id of the entry that says it, and its number in it."""


@query("chain", "region")
def admission_of(catalogue: Catalogue, chain: str, region: str) -> tuple[AdmissionKey, ...]:
    """What holds for an industry at a place, the welcome first: what its chain says, and what the place and
    all above it say of all industries or of this one. Without a chain, of any; without a place, of all places
    that name the chain."""
    found: list[tuple[int, AdmissionKey]] = []
    if chain in catalogue.all(Chain):
        found += _ranked("chain", chain, catalogue.all(Chain)[chain].admission)
    for place in catalogue.ancestors.get(region, ()) if region else region_order(catalogue):
        rules = catalogue.all(Region)[place].admission
        found += [
            one
            for one, rule in zip(_ranked("region", place, rules), rules, strict=True)
            if chain in rule.chains or (region and (not rule.chains or not chain))
        ]
    return tuple([key for _, key in sorted(found, key=lambda one: one[0])])


def _ranked(kind: str, key: str, rules: tuple[Admission, ...]) -> list[tuple[int, AdmissionKey]]:
    return [(ADMISSION.index(rule.level), (kind, key, str(number))) for number, rule in enumerate(rules)]


@query("chain", "region")
def admitted_chains(catalogue: Catalogue, region: str) -> tuple[str, ...]:
    """Chains that a place and those above it do not keep out."""
    places = [catalogue.all(Region)[place] for place in catalogue.ancestors.get(region, ())]
    rules = [rule for place in places for rule in place.admission]
    barred = {chain for rule in rules if rule.level == "not-admitted" for chain in rule.chains}
    return tuple([chain for chain in chain_list(catalogue) if chain not in barred])


@query("region")
def has_admission(catalogue: Catalogue) -> bool:
    """Whether any place says what is welcome and what is not."""
    return any(region.admission for region in catalogue.all(Region).values())
