"""Contacts, as every page shows them: a block each, made once for each language (`Reader.part`)."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model.entities import Chain, Contact, Region
from sitegen.model.reader import Reader
from sitegen.views.details import entity_link, picture
from sitegen.views.labels import TERMS
from sitegen.views.types import ContactBlock, Picture, Said
from sitegen.views.voice import Voice, file_url


def contact_block(reader: Reader, voice: Voice, contact_id: str) -> ContactBlock:
    return reader.part(
        "contact", (voice.locale.id, contact_id), lambda inner: _contact(inner, voice, contact_id)
    )


def contact_blocks(reader: Reader, voice: Voice, contact_ids: Iterable[str]) -> tuple[ContactBlock, ...]:
    return tuple([contact_block(reader, voice, contact_id) for contact_id in contact_ids])


def _contact(reader: Reader, voice: Voice, contact_id: str) -> ContactBlock:
    contact = reader.get(Contact, contact_id)
    url = voice.url("contact", contact_id)
    return ContactBlock(
        id=contact_id,
        url=url,
        name=voice.must_say(contact.title or contact.organisation),
        department=voice.say(contact.department),
        role=voice.say(contact.role),
        person=voice.say(contact.person) if contact.consent else None,
        phone=contact.phone,
        tel=telephone(contact.phone),
        hotline=contact.hotline,
        email=contact.email,
        mailto=f"mailto:{contact.email}" if contact.email else "",
        wechat=contact.wechat.name if contact.wechat else "",
        wechat_qr=_wechat_qr(reader, voice, contact),
        website=contact.website,
        address=voice.say(contact.address),
        hours=voice.say(contact.hours),
        languages=tuple([_language(voice, code) for code in contact.languages]),
        response_time=voice.say(contact.response_time),
        regions=tuple([entity_link(reader, voice, Region, region) for region in contact.regions]),
        chains=tuple([entity_link(reader, voice, Chain, chain) for chain in contact.chains]),
        vcard=f"{url}contact.vcf",
        as_text=_as_text(voice, contact),
    )


def _language(voice: Voice, code: str) -> str:
    """A language's name; its code where there is none in the labels."""
    return voice.term("language", code).label if code in TERMS["language"] else code


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


def _wechat_qr(reader: Reader, voice: Voice, contact: Contact) -> Picture | None:
    if contact.wechat is None or not contact.wechat.qr:
        return None
    info = reader.entry("contact", contact.id).files.get(contact.wechat.qr)
    alt = Said(voice.gettext("WeChat QR code of %s") % contact.wechat.name)
    return picture(file_url("contact", contact.id, contact.wechat.qr), alt, info)


def _as_text(voice: Voice, contact: Contact) -> str:
    """Lines to paste into a message."""
    said = [voice.say(contact.organisation), voice.say(contact.department), voice.say(contact.address)]
    lines = [text.text for text in said if text]
    lines += [line for line in (contact.phone, contact.email, contact.website) if line]
    return "\n".join(lines)
