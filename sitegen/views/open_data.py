"""The page that documents the open data: which there are, their columns, their files at stable addresses."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from sitegen.content.markdown_body import ROOT
from sitegen.i18n.text import N_
from sitegen.model.standings import newest
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.basic_values import Link, LocalText, When
from sitegen.views.data_sets import DataSet, offered
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, PageView, page_head

DATA_PATH = "data/"
ENDINGS = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}
_KINDS = {
    "text": N_("text"),
    "list": N_("list of texts"),
    "term": N_("code and label"),
    "terms": N_("list of codes with labels"),
    "amount": N_("amount: as stated, and as a number"),
    "date": N_("date"),
    "url": N_("address"),
}


class DataColumnView(msgspec.Struct, frozen=True):
    name: str
    label: str
    kind: str


class DataSetView(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    title: str
    about: str
    columns: tuple[DataColumnView, ...]
    files: tuple[Link, ...]
    schema: str
    """Address of the JSON Schema of its JSON files."""


class DataPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "data.html"

    title: LocalText
    day: When | None
    """Of the newest facts."""
    licence: Link | None
    sets: tuple[DataSetView, ...]
    catalog: str
    """Address of the DCAT catalogue."""


def data_page(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> DataPage:
    title = localizer.section("data")
    licence = catalogue.site.licence
    return DataPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="data", title=title)),
        title=title,
        day=localizer.date(day_of(catalogue)),
        licence=Link(licence.url, localizer.required_text(licence.title)) if licence else None,
        sets=tuple([_data_set(localizer, data) for data in offered(catalogue)]),
        catalog=f"{ROOT}{DATA_PATH}catalog.jsonld",
    )


def _data_set(localizer: Localizer, data: DataSet) -> DataSetView:
    return DataSetView(
        name=data.name,
        title=localizer.gettext(data.title),
        about=localizer.gettext(data.about),
        columns=tuple(
            [
                DataColumnView(one.name, localizer.gettext(one.label), localizer.gettext(_KINDS[one.kind]))
                for one in data.columns
            ]
        ),
        files=files_of(localizer, data.name),
        schema=f"{ROOT}{DATA_PATH}{data.name}.schema.json",
    )


def files_of(localizer: Localizer, name: str) -> tuple[Link, ...]:
    """Links to the files of a data set in a language."""
    return tuple(
        [
            Link(localizer.path(f"{DATA_PATH}{name}.{ending}"), LocalText(label))
            for ending, label in ENDINGS.items()
        ]
    )


def downloads(catalogue: TrackedCatalogue, localizer: Localizer, name: str) -> tuple[Link, ...]:
    """The same with the page that documents them, where the site offers its data."""
    if "data" not in catalogue.site.files:
        return ()
    return (*files_of(localizer, name), Link(localizer.path(DATA_PATH), localizer.section("data")))


def day_of(catalogue: TrackedCatalogue) -> str:
    """The day of the newest facts."""
    return catalogue.ask(newest, "all", "")
