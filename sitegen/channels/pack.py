"""A selection of projects for one firm (点对点推送): a PDF, texts to send with it, and whom to call.

For the office alone: it names the firm. `sitegen export pack --projects a,b --for "…" FOLDER`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import msgspec

from sitegen.channels.handbook import check_known, contacts_of, handbook_data
from sitegen.channels.typesetting import Document, bytes_of
from sitegen.channels.vcard_ical import vcard
from sitegen.model.catalogue import Catalogue
from sitegen.model.fields import Doc
from sitegen.model.output_rows import Output, ParameterError
from sitegen.routes import Route, has_section
from sitegen.views.contacts import ContactBlock, contact_block
from sitegen.views.context import Bytes, Context
from sitegen.views.page_head import shorten
from sitegen.views.project_cards import ProjectCardView, card

LONGEST_TITLE = 48
"""Letters of a title in a short message; of Chinese characters half as many."""
NAMES = ("projects.pdf", "mail.txt", "wechat.txt", "sms.txt", "contacts.vcf")


class PackOptions(msgspec.Struct, frozen=True, kw_only=True):
    """For whom, and what."""

    example: ClassVar[str] = '--projects foil-works,pulp-mill --for "Acme Ltd"'

    projects: Annotated[
        tuple[str, ...], Doc("项目的标识，用逗号分隔", "ids of projects, with commas between them")
    ]
    for_: Annotated[
        str, Doc("推送给哪家企业，写在封面和文字里", "the firm that it is for: on the cover and in the texts")
    ]


def routes(catalogue: Catalogue, output: Output, options: PackOptions) -> Iterator[Route]:
    """The files of a pack. Raises ParameterError for projects that there are not, and for no firm."""
    for key in options.projects:
        check_known("--projects", key, catalogue.projects)
    if not options.for_.strip():
        raise ParameterError("--for", options.for_, "Write the firm's name", "请写企业名称")
    keys = ",".join(dict.fromkeys(options.projects))
    for name in NAMES:
        yield Route(output.name, (keys, name), f"pack/{name}")


def pack(context: Context, route: Route) -> str | Bytes:
    keys, name = route.args
    if name == "projects.pdf":
        return _document(context, keys)
    if name == "contacts.vcf":
        contacts = contacts_of(context.catalogue, keys.split(","))
        return "".join(
            [vcard(context, Route("vcard", (one,), f"contacts/{one}/contact.vcf")) for one in contacts]
        )
    return {"mail.txt": _mail, "wechat.txt": _wechat, "sms.txt": _sms}[name](context, keys.split(","))


def _title(context: Context) -> str:
    firm = " ".join(context.parameters.for_.split())
    return context.localizer.gettext("Projects for %(firm)s") % {"firm": firm}


def _document(context: Context, keys: str) -> Bytes:
    """A handbook of these projects, with the firm's name on its cover."""
    data = handbook_data(context, "projects", keys)
    edition = msgspec.structs.replace(data.editions[0], title=_title(context))
    data = msgspec.structs.replace(data, editions=(edition,))
    codes = {edition.url, *[sheet.url for one in edition.chapters for sheet in one.sheets]}
    return bytes_of(Document.of(data, edition.lang, codes))


def _cards(context: Context, keys: list[str]) -> list[ProjectCardView]:
    return [card(context.catalogue, context.localizer, key) for key in keys]


def _offices(context: Context, keys: list[str]) -> list[ContactBlock]:
    return [
        contact_block(context.catalogue, context.localizer, one)
        for one in contacts_of(context.catalogue, keys)
    ]


def _page(context: Context, key: str) -> str:
    return context.address(f"projects/{key}/")


def _all(context: Context, keys: list[str]) -> str:
    """The address that shows all of them: of a reader's list, else of the first."""
    if not has_section(context.catalogue.site, "shortlist"):
        return _page(context, keys[0])
    return context.address("shortlist/") + "#list=" + ",".join(keys)


def _amount(one: ProjectCardView) -> str:
    return f"{one.amount_label} {one.amount.text}" if one.amount else ""


def _mail(context: Context, keys: list[str]) -> str:
    """A letter: what, how much, where to read more, whom to call."""
    localizer = context.localizer
    cards = _cards(context, keys)
    lines = [localizer.gettext("Subject: %(subject)s") % {"subject": _title(context)}, ""]
    lines += [localizer.gettext("Dear Sir or Madam,"), ""]
    lines += [localizer.gettext("We should like to bring these projects to your attention:"), ""]
    for number, one in enumerate(cards, 1):
        facts = [
            text for text in (one.status.label, one.place.text if one.place else "", _amount(one)) if text
        ]
        lines += [f"{number}. {one.title.text}", f"   {localizer.semicolon.join(facts)}"]
        lines += [f"   {one.summary.text}"] if one.summary else []
        lines += [f"   {_page(context, one.id)}", ""]
    lines += [localizer.gettext("For more information, please contact:"), ""]
    for block in _offices(context, keys):
        lines += [block.as_text, ""]
    site = localizer.required_text(context.catalogue.site.title).text
    return "\n".join([*lines, site, context.address("")]) + "\n"


def _wechat(context: Context, keys: list[str]) -> str:
    """A message: short lines, one address for all."""
    localizer = context.localizer
    lines = [_title(context)]
    for number, one in enumerate(_cards(context, keys), 1):
        amount = _amount(one)
        lines.append(f"{number}. {one.title.text}" + (f"{localizer.colon}{amount}" if amount else ""))
    lines.append(_all(context, keys))
    offices = _offices(context, keys)[:2]
    lines += [f"{block.name.text} {block.phone or block.email}".strip() for block in offices]
    return "\n".join(lines) + "\n"


def _sms(context: Context, keys: list[str]) -> str:
    """One sentence, an address, a number; a long title is cut, for long messages are paid in parts."""
    localizer = context.localizer
    site = localizer.required_text(context.catalogue.site.title).text
    words = localizer.gettext("%(site)s: %(title)s, among them “%(project)s”. %(address)s")
    first = _cards(context, keys[:1])[0].title.text
    said = words % {
        "site": site,
        "title": _title(context),
        "project": shorten(first, LONGEST_TITLE if first.isascii() else LONGEST_TITLE // 2),
        "address": _all(context, keys),
    }
    phone = next((block.phone for block in _offices(context, keys) if block.phone), "")
    return f"{said} {phone}".strip() + "\n"
