"""Services: their page, and the list that is the way from the first question to production."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

import msgspec

from sitegen.i18n.quantities import Quantity
from sitegen.model import queries
from sitegen.model.entities import SERVICE_STAGES, Region, Service, ServiceStep
from sitegen.model.standings import totals
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views import contacts, entry_sections
from sitegen.views.basic_values import Amount, Link, LocalText, Term
from sitegen.views.contacts import ContactBlock
from sitegen.views.entry_sections import EntryPage, MadeFrom
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, PageView, page_head
from sitegen.views.policy_rows import PolicyRow, policy_rows
from sitegen.views.service_rows import ServiceRow, service_row, service_rows


class ServiceStepView(msgspec.Struct, frozen=True, kw_only=True):
    title: LocalText
    time: Amount | None
    cost: Amount | None
    free: bool
    papers: tuple[LocalText, ...]
    office: ContactBlock | None
    url: str


class ServiceSum(msgspec.Struct, frozen=True, kw_only=True):
    """What services or steps come to, one after the other."""

    times: tuple[Amount, ...]
    """In each unit that they are stated in."""
    costs: tuple[Amount, ...]
    """In each currency; empty where all are free."""
    without_time: int
    """How many of them state none."""
    without_cost: int


class ServiceStage(msgspec.Struct, frozen=True, kw_only=True):
    stage: Term
    services: tuple[ServiceRow, ...]


class ServiceListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "service-list.html"

    title: LocalText
    stages: tuple[ServiceStage, ...]
    """From the first question to production."""
    total: ServiceSum
    """Of all that have a stage."""
    others: tuple[ServiceRow, ...]
    """Services without a stage."""
    inquiries: tuple[ServiceRow, ...]
    complaints: tuple[ServiceRow, ...]


class ServicePage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "service.html"

    row: ServiceRow
    users: LocalText | None
    covers: LocalText | None
    papers: tuple[LocalText, ...]
    steps: tuple[ServiceStepView, ...]
    step_sum: ServiceSum | None
    """Where there are two steps or more."""
    outcome: LocalText | None
    online: Link | None
    agent: ContactBlock | None
    regions: tuple[Link, ...]
    policies: tuple[PolicyRow, ...]
    contacts: tuple[ContactBlock, ...]
    following: ServiceRow | None
    """What comes next on the way to production."""


def service(catalogue: TrackedCatalogue, localizer: Localizer, path: str, service_id: str) -> ServicePage:
    entry = catalogue.entry("service", service_id)
    it = entry.entity
    assert isinstance(it, Service)
    row = service_row(catalogue, localizer, service_id)
    return ServicePage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section="services",
                title=row.title,
                description=row.summary,
                parents=(Link(localizer.url("service"), localizer.section("services")),),
                image=entry_sections.image_of(catalogue, localizer, entry),
                published=it.published,
                entry=("service", it.id),
            ),
        ),
        _made_from=MadeFrom(catalogue, localizer, entry),
        row=row,
        users=localizer.text(it.users),
        covers=localizer.text(it.covers),
        papers=tuple([localizer.required_text(paper) for paper in it.papers]),
        steps=tuple([_step(catalogue, localizer, step) for step in it.steps]),
        step_sum=_sum(localizer, [(step.time, step.cost) for step in it.steps])
        if len(it.steps) > 1
        else None,
        outcome=localizer.text(it.outcome),
        online=_online(localizer, it),
        agent=contacts.contact_block(catalogue, localizer, it.agent) if it.agent else None,
        regions=tuple([entry_sections.entity_link(catalogue, localizer, Region, key) for key in it.regions]),
        policies=policy_rows(catalogue, localizer, it.policies),
        contacts=contacts.contact_blocks(catalogue, localizer, it.contacts),
        following=_following(catalogue, localizer, it),
    )


def _step(catalogue: TrackedCatalogue, localizer: Localizer, step: ServiceStep) -> ServiceStepView:
    return ServiceStepView(
        title=localizer.required_text(step.title),
        time=localizer.amount(step.time),
        cost=localizer.amount(step.cost),
        free=step.cost is not None and step.cost.value == 0,
        papers=tuple([localizer.required_text(paper) for paper in step.papers]),
        office=contacts.contact_block(catalogue, localizer, step.office) if step.office else None,
        url=step.url,
    )


def _online(localizer: Localizer, it: Service) -> Link | None:
    if it.online is None:
        return None
    return Link(
        it.online.url, localizer.text(it.online.title) or LocalText(localizer.gettext("Apply online"))
    )


def _following(catalogue: TrackedCatalogue, localizer: Localizer, it: Service) -> ServiceRow | None:
    rows = service_rows(catalogue, localizer, catalogue.ask(queries.service_list, "all", ""))
    way = [row.id for row in rows if _is_on_the_way(row)]
    after = way[way.index(it.id) + 1 :] if it.id in way else []
    return service_row(catalogue, localizer, after[0]) if after else None


def service_list(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> ServiceListPage:
    title = localizer.section("services")
    keys = catalogue.ask(queries.service_list, "all", "")
    rows = service_rows(catalogue, localizer, keys)
    on_the_way = [catalogue.get(Service, row.id) for row in rows if _is_on_the_way(row)]
    return ServiceListPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="services", title=title)),
        title=title,
        stages=tuple(_stages(localizer, rows)),
        total=_sum(localizer, [(it.time, it.cost) for it in on_the_way]),
        others=tuple([row for row in rows if row.kind.id == "service" and not row.stage]),
        inquiries=tuple([row for row in rows if row.kind.id == "inquiry"]),
        complaints=tuple([row for row in rows if row.kind.id == "complaint"]),
    )


def _is_on_the_way(row: ServiceRow) -> bool:
    """Whether a service is one of those from the first question to production."""
    return row.kind.id == "service" and row.stage is not None


def _stages(localizer: Localizer, rows: Sequence[ServiceRow]) -> Iterable[ServiceStage]:
    for stage in SERVICE_STAGES:
        term = localizer.term("service_stage", stage)
        found = tuple([row for row in rows if _is_on_the_way(row) and row.stage == term])
        if found:
            yield ServiceStage(stage=term, services=found)


def _sum(localizer: Localizer, stated: Sequence[tuple[Quantity | None, Quantity | None]]) -> ServiceSum:
    times = [time for time, _ in stated if time is not None]
    costs = [cost for _, cost in stated if cost is not None]
    return ServiceSum(
        times=tuple([localizer.required_amount(amount) for amount in totals(times)]),
        costs=tuple([localizer.required_amount(amount) for amount in totals(costs) if amount.value]),
        without_time=len(stated) - len(times),
        without_cost=len(stated) - len(costs),
    )
