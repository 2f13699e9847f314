"""What an entry offers on the day of the build: somebody to call, policies in force, dates that have come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.diagnostics import Diagnostic, Place, problem
from sitegen.i18n.dates import first_day, last_day
from sitegen.model.cards import ProjectCard
from sitegen.model.catalogue import Catalogue
from sitegen.model.checks.subjects import RecordCheck, Whole
from sitegen.model.entities import Contact, Policy, is_reachable
from sitegen.model.entries import Use

PAST_DATES = ("issued", "date")
"""Days of a kind's own on which something is said to have happened."""


def offers(check: RecordCheck) -> Iterator[Diagnostic]:
    """A project that seeks an investor needs somebody to call, and policies that are in force."""
    record, catalogue = check.record, check.whole.catalogue
    card = catalogue.projects[record.id] if record.kind == "project" else None
    if card is None:
        return
    if since := catalogue.unconfirmed_since(card):
        yield problem("W_UNCONFIRMED", Place(record.path, 1, 1), date=since)
    if not catalogue.is_seeking(card):
        return
    if not card.contacts and not catalogue.site.fallback_contact:
        yield problem("W_NO_CONTACT", Place(record.path, 1, 1))
    elif card.contacts and not any(
        is_reachable(contact) or contact.unlisted for contact in _known_contacts(card, catalogue)
    ):
        yield problem("W_UNREACHABLE", Place(record.path, 1, 1), ids=", ".join(card.contacts))
    yield from _expired(record.uses, card.policies, check.whole)


def _known_contacts(card: ProjectCard, catalogue: Catalogue) -> Iterator[Contact]:
    contacts = catalogue.all(Contact)
    return (contacts[key] for key in card.contacts if key in contacts)


def _expired(uses: Iterable[Use], policies: Iterable[str], whole: Whole) -> Iterator[Diagnostic]:
    """Policies past their date that are still offered to investors. The policy's own page may well stay."""
    known = whole.catalogue.all(Policy)
    for policy in (known[key] for key in policies if key in known):
        expired = policy.expires and last_day(policy.expires) < whole.today
        repealed = policy.repealed and first_day(policy.repealed) <= whole.today
        if expired or repealed:
            place = next(use.place for use in uses if use.kind == "policy" and use.id == policy.id)
            date = policy.repealed if repealed else policy.expires
            yield problem("W_EXPIRED_POLICY", place, id=policy.id, date=date)


def dates_to_come(check: RecordCheck) -> Iterator[Diagnostic]:
    """Days on which something is said to have happened, and which are yet to come: slips of the pen."""
    record, catalogue = check.record, check.whole.catalogue
    today = catalogue.today.isoformat()
    if record.kind == "project":
        card = catalogue.projects[record.id]
        dates: tuple[str, ...] = (card.published, card.as_of)
    else:
        entity = catalogue.others[record.kind][record.id]
        dates = (entity.published, entity.confirmed, *[getattr(entity, name, "") for name in PAST_DATES])
        dates += tuple([result.date for figure in entity.figures for result in figure.reached])
    for date in sorted({date for date in dates if date > today[: len(date)]}):
        yield problem("W_FUTURE_DATE", Place(record.path), date=date)
