"""Contacts, as every page shows them: a block each, made once for each language (`TrackedCatalogue.part`)."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model.entities import Chain, Contact, Region
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.entry_sections import entity_link, picture
from sitegen.views.labels import TERMS
from sitegen.views.localizer import Localizer, file_url
from sitegen.views.types import ContactBlock, LocalText, PictureView


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
    return ContactBlock(
        id=contact_id,
        url=url,
        name=localizer.required_text(contact.title or contact.organisation),
        department=localizer.text(contact.department),
        role=localizer.text(contact.role),
        person=localizer.text(contact.person) if contact.consent else None,
        phone=contact.phone,
        tel=telephone(contact.phone),
        hotline=contact.hotline,
        email=contact.email,
        mailto=f"mailto:{contact.email}" if contact.email else "",
        wechat=contact.wechat.name if contact.wechat else "",
        wechat_qr=_wechat_qr(catalogue, localizer, contact),
        website=contact.website,
        address=localizer.text(contact.address),
        hours=localizer.text(contact.hours),
        languages=tuple([_language(localizer, code) for code in contact.languages]),
        response_time=localizer.text(contact.response_time),
        regions=tuple([entity_link(catalogue, localizer, Region, region) for region in contact.regions]),
        chains=tuple([entity_link(catalogue, localizer, Chain, chain) for chain in contact.chains]),
        vcard=f"{url}contact.vcf",
        as_text=_as_text(localizer, contact),
    )


def _language(localizer: Localizer, code: str) -> str:
    """A language's name; its code where there is none in the labels."""
    return localizer.term("language", code).label if code in TERMS["language"] else code


def telephone(phone: str) -> str:
    """A `tel:` address that works from abroad: a national number gets its country code."""
    if not phone:
        return ""
    *number, last = phone.split("-")
    extension = ""
    if number and len(number[-1]) >= 7 and len(last) <= 6:
        extension = f";ext={last}"
    else:
        number.append(last)
    tidy = "-".join(number)
    if tidy.startswith("0") and len(tidy.replace("-", "")) >= 10:
        tidy = f"+{tidy[2:]}" if tidy.startswith("00") else f"+86-{tidy[1:]}"
    if tidy.startswith("+86-0"):
        tidy = f"+86-{tidy[5:]}"
    return f"tel:{tidy}{extension}"


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
    lines += [line for line in (contact.phone, contact.email, contact.website) if line]
    return "\n".join(lines)
