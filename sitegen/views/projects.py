"""The page of a project."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar

import msgspec

from sitegen.model import queries
from sitegen.model.cards import as_of, seeks_capital
from sitegen.model.entities import (
    PAPERS,
    Chain,
    Collection,
    Fund,
    Policy,
    Project,
    Region,
)
from sitegen.model.fund_matches import is_enough, stages_of
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import entity_path, has_section
from sitegen.views import contacts, entry_sections, project_cards
from sitegen.views.admission import AdmissionRow, admission_rows
from sitegen.views.basic_values import Amount, Fact, File, Link, LocalText, Term, When
from sitegen.views.contacts import ContactBlock
from sitegen.views.drawings import qr_codes
from sitegen.views.enterprise_rows import EnterpriseRow, enterprise_rows
from sitegen.views.entry_sections import CostRow, EntryPage, MadeFrom
from sitegen.views.event_rows import EventRow, event_rows
from sitegen.views.exchange_rates import RateNote, rate_notes
from sitegen.views.localizer import Localizer
from sitegen.views.map_links import coordinates_of, map_links
from sitegen.views.mentions import MentionGroup, mentions_of
from sitegen.views.news_rows import NewsRow, news_rows
from sitegen.views.page_head import PageSubject, address, page_head
from sitegen.views.policy_rows import PolicyRow, policy_row
from sitegen.views.print_files import sheet_file
from sitegen.views.project_cards import ProjectCardView, rate_for
from sitegen.views.project_facts import MONEY, facts_of, headline_of, readiness_of, returns_of
from sitegen.views.project_ladder import Step, steps_of
from sitegen.views.share_links import MapLink, share_links
from sitegen.views.similar_rows import SimilarProject, similar_projects


class ProjectPhaseView(msgspec.Struct, frozen=True, cache_hash=True):
    """A phase in which a project is built."""

    title: LocalText
    amount: Amount | None
    period: str


class AppliedPolicy(msgspec.Struct, frozen=True, cache_hash=True):
    """A policy on a project's page; `named` when the project names it, else it applies by what it is."""

    row: PolicyRow
    named: bool


class ProjectPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "project.html"

    _made_from: MadeFrom
    _card: ProjectCardView
    id: str
    title: LocalText
    summary: LocalText | None
    kind: Term
    technology: Term | None
    """Whether it offers technology or seeks it."""
    status: Term
    as_of: When | None
    unconfirmed: bool
    """It says that it seeks an investor, but nobody has confirmed that since `as_of`."""
    code: str
    batch: str
    scope: LocalText | None
    amount: Amount | None
    amount_label: str
    facts: tuple[Fact, ...]
    returns: tuple[Fact, ...]
    case_by_case: bool
    green: LocalText | None
    partner: LocalText | None
    place: LocalText | None
    mail_subject: str
    """The project's name, ready to stand after `?subject=`."""
    is_current: bool
    """Whether to offer to ask if it still is: it seeks an investor."""
    published: When | None
    expires: When | None
    expired: bool
    translation: Term | None
    """State of this page's translation when it is not reviewed: machine, draft or stale."""

    @property
    def _it(self) -> Project:
        it = self._made_from.entity
        assert isinstance(it, Project)
        return it

    @property
    def _address(self) -> str:
        localizer = self._made_from.localizer
        return address(self._made_from.catalogue, localizer, entity_path("project", self.id))

    @cached_property
    def amount_note(self) -> str:
        """What the amount is in another currency; "" where that is not said."""
        return next((fact.note for fact in self.facts if fact.label == self.amount_label), "")

    @cached_property
    def rates(self) -> tuple[RateNote, ...]:
        """The rate by which amounts are told in another currency; empty where none is."""
        return _rates(self._made_from.catalogue, self._made_from.localizer, (*self.facts, *self.returns))

    @cached_property
    def headline(self) -> tuple[Fact, ...]:
        """The figures that tell most, beside `amount`: up to three, or four without one."""
        return headline_of((*self.facts, *self.returns), self._card)

    @cached_property
    def readiness(self) -> tuple[tuple[str, Term], ...]:
        """(what, done | under-way | not-begun)"""
        return tuple(readiness_of(self._made_from.localizer, self._it))

    @cached_property
    def papers(self) -> tuple[Term, ...]:
        """Of those that an investor asks for first, the ones that are there."""
        return tuple([self._made_from.localizer.term("paper", paper) for paper in papers_of(self._it)])

    @property
    def dossier_complete(self) -> bool:
        """All of them are."""
        return len(self.papers) == len(PAPERS)

    @cached_property
    def phases(self) -> tuple[ProjectPhaseView, ...]:
        return _phases(self._made_from.localizer, self._it)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return steps_of(self._made_from.localizer, self._it)

    @cached_property
    def policies(self) -> tuple[AppliedPolicy, ...]:
        return _policies(self._made_from.catalogue, self._made_from.localizer, self._it)

    @cached_property
    def admission(self) -> tuple[AdmissionRow, ...]:
        """What is welcome and what is not, of its industry at its place."""
        catalogue, it = self._made_from.catalogue, self._it
        place = next(iter(_places(catalogue, it)), "")
        return admission_rows(catalogue, self._made_from.localizer, it.chain, place)

    @cached_property
    def _costs(self) -> tuple[tuple[CostRow, ...], Link | None]:
        catalogue = self._made_from.catalogue
        return entry_sections.costs_near(catalogue, self._made_from.localizer, _places(catalogue, self._it))

    @property
    def costs(self) -> tuple[CostRow, ...]:
        return self._costs[0]

    @property
    def costs_of(self) -> Link | None:
        """The place whose costs they are."""
        return self._costs[1]

    @cached_property
    def place_links(self) -> tuple[Link, ...]:
        return _place_links(self._made_from.catalogue, self._made_from.localizer, self._it)

    @cached_property
    def maps(self) -> tuple[MapLink, ...]:
        """Links that open the place in map services; empty without coordinates."""
        return tuple(map_links(self._made_from.localizer, self._it.location, self.title.text))

    @property
    def coordinates(self) -> str:
        return coordinates_of(self._it.location)

    @cached_property
    def enterprises(self) -> tuple[tuple[str, tuple[EnterpriseRow, ...]], ...]:
        """(what they are to the project, rows): investors, partners, named in the plan, suppliers."""
        return _enterprises(self._made_from.catalogue, self._made_from.localizer, self._it)

    @cached_property
    def contacts(self) -> tuple[ContactBlock, ...]:
        catalogue = self._made_from.catalogue
        return contacts.contact_blocks(catalogue, self._made_from.localizer, _contacts(catalogue, self._it))

    @property
    def first_contact(self) -> ContactBlock | None:
        """Whom to ring up, else to write to."""
        return _first_contact(self.contacts)

    @cached_property
    def current_subject(self) -> str:
        """Of a letter that asks whether it is still current, ready for an address."""
        asked = self._made_from.localizer.gettext("Is this still current?")
        return entry_sections.mail_subject(f"{asked} {self.title.text}")

    @cached_property
    def qr_codes(self) -> tuple[File, ...]:
        """Of the page's address; empty unless site.yml asks for them."""
        return qr_codes(self._made_from.catalogue, self._made_from.localizer, self.id)

    @cached_property
    def sheet(self) -> File | None:
        """The project on paper, where site.yml asks for that."""
        return sheet_file(self._made_from.catalogue, self._made_from.localizer, self.id)

    @cached_property
    def similar(self) -> tuple[SimilarProject, ...]:
        """Those that it names, then those that are like it."""
        return similar_projects(self._made_from.catalogue, self._made_from.localizer, self._it)

    @cached_property
    def mentions(self) -> tuple[MentionGroup, ...]:
        """Tours and others that name it or its chain, and funds that may invest in it."""
        catalogue, it = self._made_from.catalogue, self._it
        named = [("project", it.id), ("chain", it.chain)]
        return mentions_of(catalogue, self._made_from.localizer, named, _funds(catalogue, it))

    @cached_property
    def events(self) -> tuple[EventRow, ...]:
        return _events(self._made_from.catalogue, self._made_from.localizer, self._it)

    @cached_property
    def case(self) -> NewsRow | None:
        """How another project of its chain went, where it seeks an investor."""
        return _case(self._made_from.catalogue, self._made_from.localizer, self._it)

    @cached_property
    def share(self) -> tuple[MapLink, ...]:
        """Services that it can be shared by, with the address for each."""
        return share_links(self.title.text, self._address)

    @cached_property
    def as_text(self) -> str:
        """The most important facts, to be pasted into a message."""
        return _as_text(self._made_from.localizer, self._card, self.contacts, self._address)

    @cached_property
    def dates(self) -> str:
        """Address of a calendar of its deadlines; "" without any."""
        return _dates(self._made_from.catalogue, self._made_from.localizer, self._it)

    @cached_property
    def collections(self) -> tuple[Link, ...]:
        return _collections(self._made_from.catalogue, self._made_from.localizer, self._it)


def papers_of(it: Project) -> list[str]:
    """Papers of a project's preparation that are attached, or done by its readiness."""
    attached = {one.paper for one in it.attachments}
    return [
        paper
        for paper in PAPERS
        if paper in attached or (it.readiness and getattr(it.readiness, paper, "") == "done")
    ]


def project(catalogue: TrackedCatalogue, localizer: Localizer, path: str, project_id: str) -> ProjectPage:
    entry = catalogue.entry("project", project_id)
    it = entry.entity
    assert isinstance(it, Project)
    card = project_cards.card(catalogue, localizer, project_id)
    newest = as_of(it)
    title = localizer.required_text(it.title)
    return ProjectPage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section="projects",
                title=title,
                description=localizer.text(it.summary),
                parents=_parents(catalogue, localizer, it),
                json_ld=_json_ld(localizer, it, card.place, address(catalogue, localizer, path)),
                image=entry_sections.image_of(catalogue, localizer, entry),
                published=it.published or newest,
                keywords=tuple(said.text for said in (card.chain, *card.segments, card.place) if said),
                source=entry_sections.source_name(catalogue, localizer, it.source),
                entry=("project", it.id),
            ),
        ),
        _made_from=MadeFrom(catalogue, localizer, entry),
        _card=card,
        id=it.id,
        title=title,
        summary=localizer.text(it.summary),
        kind=localizer.term("project_kind", it.kind),
        technology=localizer.term("technology", it.technology.side) if it.technology else None,
        status=localizer.term("status", it.status),
        as_of=card.as_of,
        unconfirmed=card.unconfirmed,
        code=it.code,
        batch=it.batch,
        scope=card.scope,
        amount=card.amount,
        amount_label=card.amount_label,
        facts=tuple(facts_of(catalogue, localizer, it)),
        returns=tuple(returns_of(localizer, it)),
        case_by_case=it.case_by_case,
        green=localizer.text(it.green),
        partner=localizer.text(it.partner),
        place=localizer.text(it.location.address) if it.location else None,
        mail_subject=entry_sections.mail_subject(title.text),
        is_current=catalogue.is_seeking(it.id),
        published=localizer.date(it.published),
        expires=localizer.date(it.expires),
        expired=catalogue.ask(queries.project_expired, it.id),
        translation=_translation(localizer, it),
    )


def _funds(catalogue: TrackedCatalogue, it: Project) -> tuple[str, ...]:
    """Funds that may invest in it, where it seeks capital."""
    if not (seeks_capital(it) and catalogue.is_seeking(it.id)):
        return ()
    sought = it.investment.sought if it.investment else None
    stages = ",".join(stages_of(it.nature, it.cooperation))
    found = catalogue.ask(queries.funds_for, it.chain, stages, *_places(catalogue, it))
    return tuple([key for key in found if is_enough(catalogue.get(Fund, key), sought)])


def _enterprises(
    catalogue: TrackedCatalogue, localizer: Localizer, it: Project
) -> tuple[tuple[str, tuple[EnterpriseRow, ...]], ...]:
    """Enterprises by what they are to the project, as (heading, rows)."""
    groups = (
        (localizer.gettext("Investors in this project"), it.enterprises),
        (localizer.gettext("Partners"), it.partners),
        (localizer.gettext("Named in the plan"), it.prospects),
        (localizer.gettext("Suppliers"), it.suppliers),
    )
    return tuple([(title, enterprise_rows(catalogue, localizer, keys)) for title, keys in groups if keys])


def _rates(catalogue: TrackedCatalogue, localizer: Localizer, facts: Iterable[Fact]) -> tuple[RateNote, ...]:
    rate = rate_for(catalogue.site, localizer)
    told = rate is not None and any(fact.name in MONEY and fact.note for fact in facts)
    return rate_notes(localizer, [rate] if rate and told else [])


def _policies(catalogue: TrackedCatalogue, localizer: Localizer, it: Project) -> tuple[AppliedPolicy, ...]:
    """Those that the project names first, then those that pay."""
    found = sorted(
        catalogue.ask(queries.policies_of, it.id),
        key=lambda pair: (not pair[1], not _pays(catalogue, pair[0])),
    )
    return tuple(
        [AppliedPolicy(policy_row(catalogue, localizer, policy_id), named) for policy_id, named in found]
    )


def _pays(catalogue: TrackedCatalogue, policy_id: str) -> bool:
    """Whether a policy states what an investor gets in figures."""
    grants = catalogue.get(Policy, policy_id).grants
    return any(grant.rate or grant.amount or grant.cap for grant in grants)


def _events(catalogue: TrackedCatalogue, localizer: Localizer, it: Project) -> tuple[EventRow, ...]:
    return event_rows(catalogue, localizer, catalogue.ask(queries.event_list, "project", it.id))


def _phases(localizer: Localizer, it: Project) -> tuple[ProjectPhaseView, ...]:
    return tuple(
        [
            ProjectPhaseView(
                localizer.required_text(phase.title),
                localizer.amount(phase.amount),
                localizer.period(phase.period),
            )
            for phase in it.phases
        ]
    )


def _case(catalogue: TrackedCatalogue, localizer: Localizer, it: Project) -> NewsRow | None:
    if not it.chain or not has_section(catalogue.site, "news") or not catalogue.is_seeking(it.id):
        return None
    rows = news_rows(catalogue, localizer, catalogue.ask(queries.news_list, "chain", it.chain))
    return next((row for row in rows if row.kind.id == "case"), None)


def _dates(catalogue: TrackedCatalogue, localizer: Localizer, it: Project) -> str:
    has_any = "feeds" in catalogue.site.files and catalogue.ask(queries.project_dates, it.id)
    return f"{localizer.url('project', it.id)}dates.ics" if has_any else ""


def _as_text(
    localizer: Localizer, card: ProjectCardView, contacts: tuple[ContactBlock, ...], url: str
) -> str:
    """Title, what is known, whom to call, where to read on."""
    colon = localizer.colon
    lines = [card.title.text]
    if card.summary:
        lines.append(card.summary.text)
    lines.append(f"{localizer.gettext('Status')}{colon}{card.status.label}")
    if card.place:
        lines.append(f"{localizer.gettext('Place')}{colon}{card.place.text}")
    if card.amount:
        lines.append(f"{card.amount_label}{colon}{card.amount.text}")
    for fact in card.facts:
        value = fact.amount.text if fact.amount else fact.said.text if fact.said else ""
        if value:
            lines.append(f"{fact.label}{colon}{value}")
    for contact in contacts[:1]:
        reach = contact.phone or contact.email
        lines.append(f"{contact.name.text} {reach}".strip())
    return "\n".join([*lines, url])


def _places(catalogue: TrackedCatalogue, it: Project) -> tuple[str, ...]:
    return catalogue.ask(queries.places_of, it.park, it.region)


def _parents(catalogue: TrackedCatalogue, localizer: Localizer, it: Project) -> tuple[Link, ...]:
    parents = [Link(localizer.url("project"), localizer.section("projects"))]
    if it.chain and has_section(catalogue.site, "chains"):
        parents.append(entry_sections.entity_link(catalogue, localizer, Chain, it.chain))
    return tuple(parents)


def _contacts(catalogue: TrackedCatalogue, it: Project) -> tuple[str, ...]:
    """Those that the project names, else those in charge of its chain and place, else the site's own."""
    return it.contacts or catalogue.ask(queries.contacts_for, it.chain, it.park or it.region)


def _first_contact(contacts: tuple[ContactBlock, ...]) -> ContactBlock | None:
    by_phone = [contact for contact in contacts if contact.phone]
    return next(iter([*by_phone, *[contact for contact in contacts if contact.email]]), None)


def _collections(catalogue: TrackedCatalogue, localizer: Localizer, it: Project) -> tuple[Link, ...]:
    return tuple(
        [
            Link(
                localizer.url("collection", key),
                localizer.required_text(catalogue.get(Collection, key).title),
            )
            for key in catalogue.ask(queries.collections_of, it.id)
        ]
    )


def _place_links(catalogue: TrackedCatalogue, localizer: Localizer, it: Project) -> tuple[Link, ...]:
    return tuple(
        [entry_sections.entity_link(catalogue, localizer, Region, place) for place in _places(catalogue, it)]
    )


def _translation(localizer: Localizer, it: Project) -> Term | None:
    state = it.translation.get(localizer.locale.id, "reviewed")
    return None if state == "reviewed" else localizer.term("translation", state)


def _json_ld(localizer: Localizer, it: Project, place: LocalText | None, url: str) -> dict[str, object]:
    data: dict[str, object] = {
        "@type": "Project",
        "name": localizer.required_text(it.title).text,
        "url": url,
        "identifier": it.code or it.id,
    }
    summary = localizer.text(it.summary)
    if summary:
        data["description"] = summary.text
    if place:
        data["location"] = {"@type": "Place", "name": place.text}
        if it.location and it.location.lon is not None and it.location.lat is not None:
            data["location"] = {
                "@type": "Place",
                "name": place.text,
                "geo": {"@type": "GeoCoordinates", "latitude": it.location.lat, "longitude": it.location.lon},
            }
    return data
