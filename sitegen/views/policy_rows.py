"""Policies in a list: one row each, made once for each language (`TrackedCatalogue.part`)."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from sitegen.i18n.quantities import Quantity
from sitegen.model import queries
from sitegen.model.entities import Grant, Policy
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.basic_values import LocalText, Term, When
from sitegen.views.localizer import Localizer


class PolicyRow(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    title: LocalText
    number: str
    issuer: LocalText | None
    level: Term
    kinds: tuple[Term, ...]
    state: Term
    """in-force, open-ended, upcoming, expired or repealed"""
    gist: LocalText | None
    """What you get, in one line."""
    issued: When | None
    expires: When | None
    pays: bool
    """Whether it grants something: lists have these first."""


def policy_row(catalogue: TrackedCatalogue, localizer: Localizer, policy_id: str) -> PolicyRow:
    return catalogue.part(
        "policy", (localizer.locale.id, policy_id), lambda inner: _policy_row(inner, localizer, policy_id)
    )


def policy_rows(
    catalogue: TrackedCatalogue, localizer: Localizer, policy_ids: Iterable[str]
) -> tuple[PolicyRow, ...]:
    return tuple([policy_row(catalogue, localizer, policy_id) for policy_id in policy_ids])


def _policy_row(catalogue: TrackedCatalogue, localizer: Localizer, policy_id: str) -> PolicyRow:
    policy = catalogue.get(Policy, policy_id)
    return PolicyRow(
        id=policy.id,
        url=localizer.url("policy", policy.id),
        title=localizer.required_text(policy.title),
        number=policy.number,
        issuer=localizer.text(policy.issuer),
        level=localizer.term("level", policy.level),
        kinds=tuple([localizer.term("policy", kind) for kind in policy.kind]),
        state=localizer.term("state", catalogue.ask(queries.policy_state, policy.id)),
        gist=_gist(localizer, policy),
        issued=localizer.date(policy.issued),
        expires=localizer.date(policy.expires),
        pays=bool(policy.grants),
    )


def _gist(localizer: Localizer, policy: Policy) -> LocalText | None:
    """What you get, in one line: the first grant with its figure, else the summary."""
    if not policy.grants:
        return localizer.text(policy.summary)
    grant = policy.grants[0]
    title = localizer.required_text(grant.title)
    figure = localizer.amount(grant.rate or grant_amount(grant) or grant.cap)
    if figure is None:
        return title
    return LocalText(f"{title.text}{localizer.colon}{figure.text}", title.lang)


def grant_amount(grant: Grant) -> Quantity | None:
    """The amount of a grant for each of its unit: 20元 by the kg is 20元/公斤."""
    amount = grant.amount
    if amount is None or amount.per or not grant.per:
        return amount
    return replace(amount, per=grant.per.replace("year", "a"))
