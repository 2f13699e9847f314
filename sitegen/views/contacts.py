"""Contacts: the block that many pages show, made once for each language (`TrackedCatalogue.part`), their
page and their list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import msgspec
from msgspec.structs import replace

from sitegen.i18n.phones import dialled, shown_phone
from sitegen.model import queries
from sitegen.model.entities import Chain, Contact, Origin, Region, Telephone, is_reachable
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import has_section
from sitegen.views import entry_sections, project_cards
from sitegen.views.basic_values import Link, LocalText, PictureView, Term
from sitegen.views.entry_sections import EntryPage, MadeFrom, entity_link, picture
from sitegen.views.localizer import Localizer, file_url
from sitegen.views.mentions import MentionRow
from sitegen.views.page_head import PageSubject, PageView, address, page_head
from sitegen.views.project_cards import ProjectCardView
from sitegen.views.service_rows import ServiceRow, services_about


class PhoneLine(msgspec.Struct, frozen=True):
    """A further number of a contact."""

    label: LocalText
    number: str
    tel: str
    """Empty for a fax."""


class ContactBlock(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    name: LocalText
    department: LocalText | None
    role: LocalText | None
    kind: Term | None
    """What it is, where it is no authority."""
    referral: LocalText | None
    person: LocalText | None
    phone: str
    tel: str
    """`tel:` address, or empty."""
    phones: tuple[PhoneLine, ...]
    """Numbers besides that one."""
    unlisted: LocalText | None
    """Why there is no way to reach it, where there is none."""
    hotline: bool
    email: str
    mailto: str
    """`mailto:` address without a subject, or empty; templates add `?subject=` from the page."""
    wechat: str
    wechat_qr: PictureView | None
    website: str
    address: LocalText | None
    postcode: str
    hours: LocalText | None
    languages: tuple[str, ...]
    response_time: LocalText | None
    regions: tuple[Link, ...]
    chains: tuple[Link, ...]
    serves: tuple[Link, ...]
    """Where the investors come from whom it serves."""
    vcard: str
    as_text: str
    """The contact as plain text, to copy."""


class ContactListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "contact-list.html"

    title: LocalText
    hotlines: tuple[ContactBlock, ...]
    origins: tuple[Link, ...]
    """Where a reader may come from, for the office there."""
    offices: tuple[tuple[Link | None, tuple[ContactBlock, ...]], ...]
    """By the place that they are for, else that which they serve; those of none last."""
    others: tuple[ContactBlock, ...]
    """Chambers, agents and ambassadors."""


class ContactPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "contact.html"

    contact: ContactBlock
    summary: LocalText | None
    projects: tuple[ProjectCardView, ...]
    projects_link: Link | None
    services: tuple[ServiceRow, ...]
    """Those that name it."""


def contact_block(catalogue: TrackedCatalogue, localizer: Localizer, contact_id: str) -> ContactBlock:
    return catalogue.part(
        "contact", (localizer.locale.id, contact_id), lambda inner: _contact(inner, localizer, contact_id)
    )


def contact_blocks(
    catalogue: TrackedCatalogue, localizer: Localizer, contact_ids: Iterable[str]
) -> tuple[ContactBlock, ...]:
    return tuple([contact_block(catalogue, localizer, contact_id) for contact_id in contact_ids])


def _contact(catalogue: TrackedCatalogue, localizer: Localizer, contact_id: str) -> ContactBlock:
    contact = catalogue.get(Contact, contact_id)
    url = localizer.url("contact", contact_id)
    phone = main_phone(contact)
    return ContactBlock(
        id=contact_id,
        url=url,
        name=localizer.required_text(contact.title or contact.organisation),
        department=localizer.text(contact.department),
        role=localizer.text(contact.role),
        kind=localizer.term("contact_kind", contact.kind) if contact.kind != "authority" else None,
        referral=localizer.text(contact.referral),
        person=localizer.text(contact.person) if contact.consent else None,
        phone=shown_phone(phone, localizer.locale.id),
        tel=dialled(phone),
        phones=tuple([_line(localizer, line) for line in contact.phones if line.number != phone]),
        hotline=contact.hotline,
        email=contact.email,
        mailto=f"mailto:{contact.email}" if contact.email else "",
        wechat=contact.wechat.name if contact.wechat else "",
        wechat_qr=_wechat_qr(catalogue, localizer, contact),
        website=contact.website,
        address=localizer.text(contact.address),
        postcode=contact.postcode,
        hours=localizer.text(contact.hours),
        languages=tuple([entry_sections.language_name(localizer, code) for code in contact.languages]),
        response_time=localizer.text(contact.response_time),
        regions=tuple([entity_link(catalogue, localizer, Region, region) for region in contact.regions]),
        chains=tuple([entity_link(catalogue, localizer, Chain, chain) for chain in contact.chains]),
        serves=tuple([entity_link(catalogue, localizer, Origin, origin) for origin in contact.serves]),
        unlisted=None if is_reachable(contact) else localizer.text(contact.unlisted),
        vcard=f"{url}contact.vcf" if is_reachable(contact) else "",
        as_text=_as_text(localizer, contact),
    )


def partner_rows(
    catalogue: TrackedCatalogue, localizer: Localizer, kind: str, key: str, field: str, shown: Iterable[str]
) -> tuple[MentionRow, ...]:
    """Chambers, agents and ambassadors that name a chain or a place as theirs, but those that its page shows
    anyway."""
    naming = catalogue.ask(queries.named_by, kind, key, "contact", field)
    partners = [(one, catalogue.get(Contact, one)) for one in naming if one not in shown]
    rows = [
        MentionRow(
            localizer.url("contact", one),
            localizer.required_text(it.title or it.organisation),
            localizer.text(it.role),
            localizer.term("contact_kind", it.kind).label,
        )
        for one, it in sorted(partners, key=lambda each: (each[1].order or 999, each[0]))
        if it.kind != "authority"
    ]
    return tuple(rows)


def main_phone(contact: Contact) -> str:
    """The number to call: the first that is no fax, where the contact names none of its own."""
    return contact.phone or next((line.number for line in contact.phones if not line.is_fax), "")


def _line(localizer: Localizer, line: Telephone) -> PhoneLine:
    tel = "" if line.is_fax else dialled(line.number)
    number = shown_phone(line.number, localizer.locale.id)
    return PhoneLine(label=localizer.required_text(line.label), number=number, tel=tel)


def _wechat_qr(catalogue: TrackedCatalogue, localizer: Localizer, contact: Contact) -> PictureView | None:
    if contact.wechat is None or not contact.wechat.qr:
        return None
    info = catalogue.entry("contact", contact.id).files.get(contact.wechat.qr)
    alt = LocalText(localizer.gettext("WeChat QR code of %s") % contact.wechat.name)
    return picture(file_url("contact", contact.id, contact.wechat.qr), alt, info)


def _as_text(localizer: Localizer, contact: Contact) -> str:
    """Lines to paste into a message."""
    said = [
        localizer.text(contact.organisation),
        localizer.text(contact.department),
        localizer.text(contact.address),
    ]
    lines = [text.text for text in said if text]
    numbers = [shown_phone(contact.phone, localizer.locale.id)] if contact.phone else []
    for line in contact.phones:
        number = shown_phone(line.number, localizer.locale.id)
        numbers.append(f"{localizer.required_text(line.label).text}{localizer.colon}{number}")
    lines += [line for line in (contact.postcode, *numbers, contact.email, contact.website) if line]
    return "\n".join(lines)


# Pages

SHOWN_PROJECTS = 12


def contact(catalogue: TrackedCatalogue, localizer: Localizer, path: str, contact_id: str) -> ContactPage:
    entry = catalogue.entry("contact", contact_id)
    it = entry.entity
    assert isinstance(it, Contact)
    block = contact_block(catalogue, localizer, contact_id)
    title = block.name
    if block.department:  # departments of one office have pages of their own
        title = replace(title, text=f"{title.text} · {block.department.text}")
    return ContactPage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section="contacts",
                title=title,
                description=localizer.text(it.summary),
                parents=(Link(localizer.url("contact"), localizer.section("contacts")),),
                json_ld=_json_ld(block, address(catalogue, localizer, path)),
                image=entry_sections.image_of(catalogue, localizer, entry),
                entry=("contact", it.id),
            ),
        ),
        _made_from=MadeFrom(catalogue, localizer, entry),
        services=services_about(catalogue, localizer, "contact", it.id),
        contact=block,
        summary=localizer.text(it.summary),
        projects=project_cards.open_first(
            catalogue, localizer, catalogue.ask(queries.latest, "contact", it.id, str(SHOWN_PROJECTS))
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


def contact_list(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> ContactListPage:
    title: LocalText = localizer.section("contacts")
    blocks = contact_blocks(catalogue, localizer, catalogue.ask(queries.contact_list))
    return ContactListPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="contacts", title=title)),
        title=title,
        origins=origin_links(catalogue, localizer),
        hotlines=tuple([block for block in blocks if block.hotline]),
        offices=_by_place([block for block in blocks if not block.hotline and not block.kind]),
        others=tuple([block for block in blocks if not block.hotline and block.kind]),
    )


def origin_links(catalogue: TrackedCatalogue, localizer: Localizer) -> tuple[Link, ...]:
    """The pages of all origins; none where the site has no such pages."""
    if not has_section(catalogue.site, "origins"):
        return ()
    return tuple(
        [entity_link(catalogue, localizer, Origin, key) for key in catalogue.ask(queries.in_order, "origin")]
    )


def _by_place(blocks: Iterable[ContactBlock]) -> tuple[tuple[Link | None, tuple[ContactBlock, ...]], ...]:
    found: dict[Link | None, list[ContactBlock]] = {}
    for block in blocks:
        found.setdefault(next(iter((*block.regions, *block.serves)), None), []).append(block)
    return tuple([(place, tuple(held)) for place, held in sorted(found.items(), key=lambda one: not one[0])])
