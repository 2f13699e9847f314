"""The page of a policy and the lists of policies."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from sitegen.model import queries
from sitegen.model.entities import Application, Applies, Chain, Grant, Policy, Region, Tier
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views import contacts, entry_sections, project_cards
from sitegen.views.basic_values import Amount, Facets, Link, LocalText, Term, When
from sitegen.views.contacts import ContactBlock
from sitegen.views.entry_sections import EntryPage, MadeFrom
from sitegen.views.event_rows import EventRow, event_rows
from sitegen.views.filter_source import FilterSource, filter_source
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, PageView, address, page_head
from sitegen.views.policy_rows import PolicyRow, grant_amount, policy_row, policy_rows
from sitegen.views.project_cards import ProjectCardView
from sitegen.views.service_rows import ServiceRow, help_link, services_about


class GrantView(msgspec.Struct, frozen=True, cache_hash=True):
    title: LocalText
    rate: Amount | None
    of: str
    cap: Amount | None
    amount: Amount | None
    per: str
    """What the amount is paid for each of, where the amount itself does not say so."""
    tiers: tuple[GrantTier, ...]
    note: LocalText | None


class GrantTier(msgspec.Struct, frozen=True, cache_hash=True):
    years: str
    rate: Amount | None
    amount: Amount | None


class PolicyListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "policy-list.html"

    title: LocalText
    policies: tuple[PolicyRow, ...]
    facets: tuple[Facets, ...]
    parent: Link | None
    as_of: When
    filters: FilterSource | None
    """Of the list of all policies."""


class PolicyPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "policy.html"

    row: PolicyRow
    summary: LocalText | None
    indefinite: bool
    """In force until repealed."""
    effective: When | None
    investors: tuple[Term, ...]
    chains: tuple[Link, ...]
    regions: tuple[Link, ...]
    min_investment: Amount | None
    conditions: LocalText | None
    grants: tuple[GrantView, ...]
    procedure: LocalText | None
    opens: When | None
    closes: When | None
    papers: tuple[LocalText, ...]
    payer: ContactBlock | None
    """The office that pays."""
    repealed: When | None
    full_text: str
    offices: tuple[ContactBlock, ...]
    """Where to apply: the contacts that the policy names."""
    help: Link | None
    """Where to ask and where to complain, if the site says so."""
    contacts: tuple[ContactBlock, ...]
    """Those, else who is in charge of its chain and place."""
    projects: tuple[ProjectCardView, ...]
    projects_link: Link | None
    related: tuple[PolicyRow, ...]
    events: tuple[EventRow, ...]
    services: tuple[ServiceRow, ...]
    """Those that name it."""


SHOWN_PROJECTS = 12


def policy(catalogue: TrackedCatalogue, localizer: Localizer, path: str, policy_id: str) -> PolicyPage:
    entry = catalogue.entry("policy", policy_id)
    it = entry.entity
    assert isinstance(it, Policy)
    row = policy_row(catalogue, localizer, policy_id)
    applies, window = it.applies or Applies(), it.apply or Application()
    summary = localizer.text(it.summary)
    return PolicyPage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section="policies",
                title=row.title,
                description=summary,
                parents=(Link(localizer.url("policy"), localizer.section("policies")),),
                json_ld=_json_ld(localizer, it, address(catalogue, localizer, path)),
                published=it.published or it.issued,
                source=it.number,
                image=entry_sections.image_of(catalogue, localizer, entry),
                entry=("policy", it.id),
            ),
        ),
        _made_from=MadeFrom(catalogue, localizer, entry),
        services=services_about(catalogue, localizer, "policy", it.id),
        row=row,
        summary=summary,
        indefinite=it.indefinite,
        effective=localizer.date(it.effective),
        investors=tuple([localizer.term("investor", kind) for kind in applies.investors]),
        chains=tuple(
            [entry_sections.entity_link(catalogue, localizer, Chain, key) for key in applies.chains]
        ),
        regions=tuple(
            [entry_sections.entity_link(catalogue, localizer, Region, key) for key in applies.regions]
        ),
        min_investment=localizer.amount(applies.min_investment),
        conditions=localizer.text(applies.note),
        grants=tuple([_grant(localizer, grant) for grant in it.grants]),
        procedure=localizer.text(it.procedure),
        opens=localizer.date(window.opens),
        closes=localizer.date(window.closes),
        papers=tuple([localizer.required_text(paper) for paper in window.papers]),
        payer=contacts.contact_block(catalogue, localizer, window.office) if window.office else None,
        repealed=localizer.date(it.repealed),
        full_text=it.url,
        offices=contacts.contact_blocks(catalogue, localizer, it.contacts),
        help=help_link(catalogue, localizer),
        contacts=contacts.contact_blocks(catalogue, localizer, it.contacts or _in_charge(catalogue, applies)),
        projects=project_cards.open_first(
            catalogue, localizer, catalogue.ask(queries.latest, "policy", it.id, str(SHOWN_PROJECTS))
        ),
        projects_link=None,
        related=policy_rows(catalogue, localizer, _related(catalogue, it)),
        events=event_rows(catalogue, localizer, catalogue.ask(queries.event_list, "policy", it.id)),
    )


def _in_charge(catalogue: TrackedCatalogue, applies: Applies) -> tuple[str, ...]:
    """Contacts of the one chain and the first place that a policy is for, else the site's own."""
    chain = applies.chains[0] if len(applies.chains) == 1 else ""
    return catalogue.ask(queries.contacts_for, chain, applies.regions[0] if applies.regions else "")


def _related(catalogue: TrackedCatalogue, it: Policy) -> tuple[str, ...]:
    """Policies that it names, and those that name it."""
    naming = catalogue.ask(queries.named_by, "policy", it.id, "policy", "related")
    return tuple(key for key in dict.fromkeys((*it.related, *naming)) if key != it.id)


def _grant(localizer: Localizer, grant: Grant) -> GrantView:
    return GrantView(
        title=localizer.required_text(grant.title),
        rate=localizer.amount(grant.rate),
        of=localizer.term("grant", grant.of).label if grant.of else "",
        cap=localizer.amount(grant.cap),
        amount=localizer.amount(grant_amount(grant)),
        per=localizer.term("per", grant.per).label if grant.per and grant.amount is None else "",
        tiers=tuple([_tier(localizer, tier) for tier in grant.tiers]),
        note=localizer.text(grant.note),
    )


def _tier(localizer: Localizer, tier: Tier) -> GrantTier:
    first, _, last = tier.years.partition("-")
    words = localizer.gettext("Years %(first)s to %(last)s") if last else localizer.gettext("Year %(first)s")
    years = words % {"first": first, "last": last}
    return GrantTier(years, localizer.amount(tier.rate), localizer.amount(tier.amount))


def _json_ld(localizer: Localizer, it: Policy, url: str) -> dict[str, object]:
    data: dict[str, object] = {
        "@type": "Legislation",
        "name": localizer.required_text(it.title).text,
        "url": url,
    }
    if it.number:
        data["legislationIdentifier"] = it.number
    if it.issued:
        data["legislationDate"] = it.issued
    return data


def policy_list(
    catalogue: TrackedCatalogue, localizer: Localizer, path: str, name: str = "all", value: str = ""
) -> PolicyListPage:
    section = localizer.section("policies")
    rows = policy_rows(catalogue, localizer, catalogue.ask(queries.policy_list, name, value))
    title, parent = _heading(catalogue, localizer, name, value)
    return PolicyListPage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section="policies",
                title=title,
                parents=(Link(localizer.url("policy"), section),) if name != "all" else (),
            ),
        ),
        title=title,
        policies=tuple(sorted(rows, key=lambda row: not row.pays)),
        facets=_facets(catalogue, localizer, name, value),
        parent=parent,
        as_of=localizer.required_date(catalogue.ask(queries.today)),
        filters=filter_source(catalogue, localizer, "policy") if name == "all" else None,
    )


def _heading(
    catalogue: TrackedCatalogue, localizer: Localizer, name: str, value: str
) -> tuple[LocalText, Link | None]:
    match name:
        case "level" | "state":
            return LocalText(localizer.gettext("Policies: %s") % localizer.term(name, value).label), None
        case "chain" | "region":
            cls: type[Chain | Region] = Chain if name == "chain" else Region
            link = entry_sections.entity_link(catalogue, localizer, cls, value)
            return LocalText(localizer.gettext("%s: policies") % link.title.text, link.title.lang), link
    return localizer.section("policies"), None


def _facets(catalogue: TrackedCatalogue, localizer: Localizer, name: str, value: str) -> tuple[Facets, ...]:
    def links(kind: str) -> tuple[Link, ...]:
        found = []
        for term, number in catalogue.ask(queries.policy_list_values, kind):
            if kind == "state" and term != "expired":
                continue
            path = "policies/expired/" if kind == "state" else f"policies/{kind}/{term}/"
            found.append(
                Link(
                    localizer.path(path),
                    _said(catalogue, localizer, kind, term),
                    number,
                    (name, value) == (kind, term),
                )
            )
        return tuple(found)

    titles = {
        "level": localizer.gettext("Level"),
        "chain": localizer.gettext("Industry chain"),
        "region": localizer.gettext("Region"),
        "state": localizer.gettext("Validity"),
    }
    return tuple([Facets(kind, title, found) for kind, title in titles.items() if (found := links(kind))])


def _said(catalogue: TrackedCatalogue, localizer: Localizer, kind: str, term: str) -> LocalText:
    if kind == "chain":
        return localizer.required_text(catalogue.get(Chain, term).title)
    if kind == "region":
        return localizer.required_text(catalogue.get(Region, term).title)
    return LocalText(localizer.term(kind, term).label)
