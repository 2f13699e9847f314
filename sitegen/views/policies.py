"""The page of a policy and the lists of policies."""

from __future__ import annotations

from sitegen.model import queries
from sitegen.model.entities import Applies, Chain, Policy, Region
from sitegen.model.entities import Grant as GrantField
from sitegen.model.reader import Reader
from sitegen.views import contacts, details, parts
from sitegen.views.frame import address, frame
from sitegen.views.types import Facets, Grant, Link, PolicyListPage, PolicyPage, Said
from sitegen.views.voice import Voice

SHOWN_PROJECTS = 12


def policy(reader: Reader, voice: Voice, path: str, policy_id: str) -> PolicyPage:
    entry = reader.entry("policy", policy_id)
    it = entry.entity
    assert isinstance(it, Policy)
    row = parts.policy_row(reader, voice, policy_id)
    applies = it.applies or Applies()
    summary = voice.say(it.summary)
    return PolicyPage(
        **frame(
            reader,
            voice,
            path=path,
            section="policies",
            title=row.title,
            description=summary,
            parents=(Link(voice.url("policy"), voice.section("policies")),),
            json_ld=_json_ld(voice, it, address(reader, voice, path)),
            published=it.published or it.issued,
            source=it.number,
            image=details.image_of(entry),
            article=True,
        ),
        **details.told(reader, voice, entry),
        row=row,
        summary=summary,
        effective=voice.date(it.effective),
        investors=tuple([voice.term("investor", kind) for kind in applies.investors]),
        chains=tuple([details.entity_link(reader, voice, Chain, key) for key in applies.chains]),
        regions=tuple([details.entity_link(reader, voice, Region, key) for key in applies.regions]),
        min_investment=voice.amount(applies.min_investment),
        conditions=voice.say(applies.note),
        grants=tuple([_grant(voice, grant) for grant in it.grants]),
        procedure=voice.say(it.procedure),
        full_text=it.url,
        offices=contacts.contact_blocks(reader, voice, it.contacts),
        contacts=contacts.contact_blocks(reader, voice, it.contacts or _in_charge(reader, applies)),
        projects=parts.chances(
            reader, voice, reader.ask(queries.latest, "policy", it.id, str(SHOWN_PROJECTS))
        ),
        projects_link=None,
        related=parts.policy_rows(reader, voice, _related(reader, it)),
        events=parts.event_rows(reader, voice, reader.ask(queries.event_list, "policy", it.id)),
    )


def _in_charge(reader: Reader, applies: Applies) -> tuple[str, ...]:
    """Contacts of the one chain and the first place that a policy is for, else the site's own."""
    chain = applies.chains[0] if len(applies.chains) == 1 else ""
    return reader.ask(queries.contacts_for, chain, applies.regions[0] if applies.regions else "")


def _related(reader: Reader, it: Policy) -> tuple[str, ...]:
    """Policies that it names, and those that name it."""
    naming = [key for kind, key in reader.ask(queries.users_of, "policy", it.id) if kind == "policy"]
    return tuple(key for key in dict.fromkeys((*it.related, *naming)) if key != it.id)


def _grant(voice: Voice, grant: GrantField) -> Grant:
    return Grant(
        title=voice.must_say(grant.title),
        rate=voice.amount(grant.rate),
        of=voice.term("grant", grant.of).label if grant.of else "",
        cap=voice.amount(grant.cap),
        amount=voice.amount(grant.amount),
        note=voice.say(grant.note),
    )


def _json_ld(voice: Voice, it: Policy, url: str) -> dict[str, object]:
    data: dict[str, object] = {
        "@type": "Legislation",
        "name": voice.must_say(it.title).text,
        "url": url,
    }
    if it.number:
        data["legislationIdentifier"] = it.number
    if it.issued:
        data["legislationDate"] = it.issued
    return data


def policy_list(
    reader: Reader, voice: Voice, path: str, name: str = "all", value: str = ""
) -> PolicyListPage:
    section = voice.section("policies")
    title, parent = _heading(reader, voice, name, value)
    return PolicyListPage(
        **frame(
            reader,
            voice,
            path=path,
            section="policies",
            title=title,
            parents=(Link(voice.url("policy"), section),) if name != "all" else (),
        ),
        title=title,
        policies=parts.policy_rows(reader, voice, reader.ask(queries.policy_list, name, value)),
        facets=_facets(reader, voice, name, value),
        parent=parent,
        as_of=voice.must_date(reader.ask(queries.today)),
    )


def _heading(reader: Reader, voice: Voice, name: str, value: str) -> tuple[Said, Link | None]:
    match name:
        case "level" | "state":
            return Said(voice.gettext("Policies: %s") % voice.term(name, value).label), None
        case "chain" | "region":
            cls: type[Chain | Region] = Chain if name == "chain" else Region
            link = details.entity_link(reader, voice, cls, value)
            return Said(voice.gettext("%s: policies") % link.title.text, link.title.lang), link
    return voice.section("policies"), None


def _facets(reader: Reader, voice: Voice, name: str, value: str) -> tuple[Facets, ...]:
    def links(kind: str) -> tuple[Link, ...]:
        found = []
        for term, number in reader.ask(queries.policy_list_values, kind):
            if kind == "state" and term != "expired":
                continue
            path = "policies/expired/" if kind == "state" else f"policies/{kind}/{term}/"
            found.append(
                Link(
                    voice.path(path), _said(reader, voice, kind, term), number, (name, value) == (kind, term)
                )
            )
        return tuple(found)

    titles = {
        "level": voice.gettext("Level"),
        "chain": voice.gettext("Industry chain"),
        "region": voice.gettext("Region"),
        "state": voice.gettext("Validity"),
    }
    return tuple([Facets(kind, title, found) for kind, title in titles.items() if (found := links(kind))])


def _said(reader: Reader, voice: Voice, kind: str, term: str) -> Said:
    if kind == "chain":
        return voice.must_say(reader.get(Chain, term).title)
    if kind == "region":
        return voice.must_say(reader.get(Region, term).title)
    return Said(voice.term(kind, term).label)
