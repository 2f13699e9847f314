"""Where investors come from: a page for each origin with the office that serves them, and the list."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from sitegen.model import queries
from sitegen.model.entities import Connection, Origin
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views import contacts, entry_sections
from sitegen.views.basic_values import Amount, Link, LocalText, Term
from sitegen.views.contacts import ContactBlock
from sitegen.views.enterprise_rows import EnterpriseRow, enterprise_rows
from sitegen.views.entry_sections import EntryPage, MadeFrom
from sitegen.views.localizer import Localizer
from sitegen.views.mentions import MentionRow, mention_rows
from sitegen.views.page_head import PageSubject, PageView, page_head
from sitegen.views.policy_rows import PolicyRow, policy_rows


class ConnectionView(msgspec.Struct, frozen=True, cache_hash=True):
    kind: Term
    title: LocalText
    time: Amount | None
    often: LocalText | None


class OriginListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "origin-list.html"

    title: LocalText
    origins: tuple[MentionRow, ...]


class OriginPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "origin.html"

    id: str
    title: LocalText
    summary: LocalText | None
    offices: tuple[ContactBlock, ...]
    """Those that serve investors from there, else the site's own."""
    mail_subject: str
    connections: tuple[ConnectionView, ...]
    enterprises: tuple[EnterpriseRow, ...]
    """Firms that come from there."""
    policies: tuple[PolicyRow, ...]


def origin(catalogue: TrackedCatalogue, localizer: Localizer, path: str, origin_id: str) -> OriginPage:
    entry = catalogue.entry("origin", origin_id)
    it = entry.entity
    assert isinstance(it, Origin)
    title = localizer.required_text(it.title)
    serving = catalogue.ask(queries.named_by, "origin", it.id, "contact", "serves")
    offices = serving or catalogue.ask(queries.contacts_for, "", "")
    firms = catalogue.ask(queries.named_by, "origin", it.id, "enterprise", "origin")
    return OriginPage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section="origins",
                title=title,
                description=localizer.text(it.summary),
                parents=(Link(localizer.url("origin"), localizer.section("origins")),),
                image=entry_sections.image_of(catalogue, localizer, entry),
                published=it.published,
                entry=("origin", it.id),
            ),
        ),
        _made_from=MadeFrom(catalogue, localizer, entry),
        id=it.id,
        title=title,
        summary=localizer.text(it.summary),
        offices=contacts.contact_blocks(catalogue, localizer, offices),
        mail_subject=entry_sections.mail_subject(title.text),
        connections=tuple([_connection(localizer, one) for one in it.connections]),
        enterprises=enterprise_rows(catalogue, localizer, firms),
        policies=policy_rows(catalogue, localizer, it.policies),
    )


def _connection(localizer: Localizer, one: Connection) -> ConnectionView:
    return ConnectionView(
        localizer.term("connection", one.kind),
        localizer.required_text(one.title),
        localizer.amount(one.time),
        localizer.text(one.often),
    )


def origin_list(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> OriginListPage:
    title = localizer.section("origins")
    return OriginListPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="origins", title=title)),
        title=title,
        origins=mention_rows(catalogue, localizer, "origin", catalogue.ask(queries.in_order, "origin")),
    )
