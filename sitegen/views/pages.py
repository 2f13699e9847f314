"""Free pages."""

from __future__ import annotations

from typing import ClassVar

from sitegen.model.entities import Page
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views import contacts, entry_sections
from sitegen.views.basic_values import LocalText
from sitegen.views.contacts import ContactBlock
from sitegen.views.entry_sections import EntryPage, MadeFrom
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, page_head


class FreePage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "page.html"

    title: LocalText
    summary: LocalText | None
    contacts: tuple[ContactBlock, ...]


def page(catalogue: TrackedCatalogue, localizer: Localizer, path: str, page_id: str) -> FreePage:
    entry = catalogue.entry("page", page_id)
    it = entry.entity
    assert isinstance(it, Page)
    title = localizer.required_text(it.title)
    return FreePage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section=page_id,
                title=title,
                description=localizer.text(it.summary),
                published=it.published,
                image=entry_sections.image_of(catalogue, localizer, entry),
                entry=("page", it.id),
            ),
        ),
        _made_from=MadeFrom(catalogue, localizer, entry),
        title=title,
        summary=localizer.text(it.summary),
        contacts=contacts.contact_blocks(catalogue, localizer, it.contacts),
    )
