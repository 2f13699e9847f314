"""Enterprises and contacts: their pages and directories."""

from __future__ import annotations

from msgspec.structs import replace

from sitegen.model import queries
from sitegen.model.entities import Chain, Contact, Enterprise
from sitegen.model.reader import Reader
from sitegen.views import contacts, details, parts
from sitegen.views.frame import address, frame
from sitegen.views.types import (
    ContactBlock,
    ContactListPage,
    ContactPage,
    EnterpriseGroup,
    EnterpriseListPage,
    EnterprisePage,
    Link,
    Said,
)
from sitegen.views.voice import Voice

SHOWN_PROJECTS = 12


def enterprise(reader: Reader, voice: Voice, path: str, enterprise_id: str) -> EnterprisePage:
    entry = reader.entry("enterprise", enterprise_id)
    it = entry.entity
    assert isinstance(it, Enterprise)
    row = parts.enterprise_row(reader, voice, enterprise_id)
    return EnterprisePage(
        **frame(
            reader,
            voice,
            path=path,
            section="enterprises",
            title=row.title,
            description=row.summary,
            parents=(Link(voice.url("enterprise"), voice.section("enterprises")),),
            image=details.image_of(entry),
            article=True,
        ),
        **details.told(reader, voice, entry),
        row=row,
        website=it.website,
        projects=parts.chances(
            reader, voice, reader.ask(queries.latest, "enterprise", it.id, str(SHOWN_PROJECTS))
        ),
        contacts=contacts.contact_blocks(
            reader,
            voice,
            reader.ask(queries.contacts_for, it.chains[0].chain if it.chains else "", it.region),
        ),
    )


def enterprise_list(reader: Reader, voice: Voice, path: str) -> EnterpriseListPage:
    """Enterprises under each chain that they belong to, chains in their order; those without one last."""
    groups: dict[str, list[str]] = {key: [] for key in (*reader.ask(queries.chain_list), "")}
    for key in reader.ask(queries.enterprise_list, "all", ""):
        for chain in {role.chain: None for role in reader.get(Enterprise, key).chains} or ("",):
            groups[chain].append(key)
    title = voice.section("enterprises")
    return EnterpriseListPage(
        **frame(reader, voice, path=path, section="enterprises", title=title),
        title=title,
        groups=tuple([_group(reader, voice, chain, keys) for chain, keys in groups.items() if keys]),
    )


def _group(reader: Reader, voice: Voice, chain_id: str, keys: list[str]) -> EnterpriseGroup:
    """Enterprises of a chain under the first of their segments, segments in their order."""
    if not chain_id:
        return EnterpriseGroup(None, len(keys), ((None, parts.enterprise_rows(reader, voice, keys)),))
    segments = {segment.id: segment for segment in reader.get(Chain, chain_id).segments}
    by_segment: dict[str, list[str]] = {key: [] for key in (*segments, "")}
    for key in keys:
        roles = [role for role in reader.get(Enterprise, key).chains if role.chain == chain_id]
        held = {name for role in roles for name in role.segments}
        by_segment[next((name for name in segments if name in held), "")].append(key)
    return EnterpriseGroup(
        details.entity_link(reader, voice, Chain, chain_id),
        len(keys),
        tuple(
            [
                (
                    Link(
                        voice.url("chain", chain_id) + f"#segment-{name}",
                        voice.must_say(segments[name].title),
                    )
                    if name
                    else None,
                    parts.enterprise_rows(reader, voice, found),
                )
                for name, found in by_segment.items()
                if found
            ]
        ),
    )


def contact(reader: Reader, voice: Voice, path: str, contact_id: str) -> ContactPage:
    entry = reader.entry("contact", contact_id)
    it = entry.entity
    assert isinstance(it, Contact)
    block = contacts.contact_block(reader, voice, contact_id)
    title = block.name
    if block.department:  # departments of one office have pages of their own
        title = replace(title, text=f"{title.text} · {block.department.text}")
    return ContactPage(
        **frame(
            reader,
            voice,
            path=path,
            section="contacts",
            title=title,
            description=voice.say(it.summary),
            parents=(Link(voice.url("contact"), voice.section("contacts")),),
            json_ld=_json_ld(block, address(reader, voice, path)),
            image=details.image_of(entry),
            article=True,
        ),
        **details.told(reader, voice, entry),
        contact=block,
        summary=voice.say(it.summary),
        projects=parts.chances(
            reader, voice, reader.ask(queries.latest, "contact", it.id, str(SHOWN_PROJECTS))
        ),
        projects_link=None,
    )


def _json_ld(block: ContactBlock, url: str) -> dict[str, object]:
    data: dict[str, object] = {
        "@type": "Organization",
        "name": block.name.text,
        "url": url,
    }
    if block.phone:
        data["telephone"] = block.tel.removeprefix("tel:")
    if block.email:
        data["email"] = block.email
    return data


def contact_list(reader: Reader, voice: Voice, path: str) -> ContactListPage:
    title: Said = voice.section("contacts")
    blocks = contacts.contact_blocks(reader, voice, reader.ask(queries.contact_list))
    return ContactListPage(
        **frame(reader, voice, path=path, section="contacts", title=title),
        title=title,
        hotlines=tuple([block for block in blocks if block.hotline]),
        offices=tuple([block for block in blocks if not block.hotline]),
    )
