"""The list of opportunities (投资机会清单) as offices publish it: what seeks investors, by batch and year.

A workbook for those who sort and copy, and a PDF for those who print; both say the same.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, ClassVar

import msgspec

from sitegen.channels.map_files import paint_of
from sitegen.channels.project_sheets import notice_of
from sitegen.channels.tools import Tools
from sitegen.channels.typesetting import Document, bytes_of
from sitegen.i18n.quantities import Quantity
from sitegen.model import queries
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import Chain, Region
from sitegen.model.fields import Doc
from sitegen.model.output_rows import Output, ParameterError
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import Route, opportunities_path
from sitegen.views.contacts import contact_block
from sitegen.views.context import Bytes, Context
from sitegen.views.localizer import Localizer

FORMS = ("xlsx", "pdf")
EVERY = "1000000"
WIDTHS = (5, 30, 16, 40, 14, 14, 14, 18, 24, 16, 14)
"""Of the columns of the workbook, in characters."""
_TEN_THOUSAND = 10_000


class ListOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What `sitegen export opportunities` is asked for."""

    year: Annotated[str, Doc("只收这一年（批次或发布年份）", "of this year or release alone")] = ""


class ListGroup(msgspec.Struct, frozen=True):
    """What is of one release or year."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    """In the order of the columns."""
    urls: tuple[str, ...]


class OpportunityList(msgspec.Struct, frozen=True, kw_only=True):
    """What both forms of the list of opportunities are made from."""

    template: ClassVar[str] = "list.typ"

    title: str
    site: str
    notice: str
    date: str
    brand: str
    columns: tuple[str, ...]
    numeric: int
    """The column that holds numbers."""
    groups: tuple[ListGroup, ...]


def routes(catalogue: Catalogue, output: Output, options: ListOptions | None) -> Iterator[Route]:
    """Both forms. Raises ParameterError for a year of which there is nothing."""
    year = options.year if options else ""
    years = {catalogue.projects[key].year for key in catalogue.index.get(("seeking", ""), ())}
    if year and year not in years:
        known = ", ".join(sorted(years)) or "-"
        raise ParameterError("--year", year, f"Years that have any: {known}", f"有内容的年份：{known}")
    if years:
        for form in FORMS:
            yield Route(output.name, (form, year), opportunities_path(form, year))


def opportunity_list(context: Context, route: Route) -> Bytes:
    form, year = route.args
    data = _list_of(context, year)
    if form == "xlsx":
        return Bytes(msgspec.json.encode(data).decode(), "channels.opportunity_list.workbook")
    return bytes_of(Document.of(data, context.localizer.locale.html))


def _list_of(context: Context, year: str) -> OpportunityList:
    catalogue, localizer = context.catalogue, context.localizer
    keys = catalogue.ask(queries.latest, "seeking", "", EVERY)
    by_year: dict[str, list[str]] = {}
    for key in keys:
        by_year.setdefault(catalogue.project(key).year, []).append(key)
    chosen = [year] if year else sorted(by_year, reverse=True)
    say = localizer.gettext
    date = localizer.date(max([catalogue.project(key).as_of for key in keys], default=""))
    return OpportunityList(
        title=localizer.gettext("List of investment opportunities"),
        site=localizer.required_text(catalogue.site.title).text,
        notice=notice_of(catalogue, localizer),
        date=say("as of %(date)s") % {"date": date.text} if date else "",
        brand=paint_of(catalogue).brand,
        columns=(
            say("No."),
            say("Project"),
            say("Industry chain"),
            say("Scope"),
            say("Total investment"),
            localizer.gettext("Total investment (CNY 10,000)"),
            say("Cooperation"),
            say("Place"),
            localizer.gettext("Office in charge"),
            say("Telephone"),
            say("Valid until"),
        ),
        numeric=5,
        groups=tuple([_group(context, one, by_year[one]) for one in chosen]),
    )


def _group(context: Context, year: str, keys: list[str]) -> ListGroup:
    localizer = context.localizer
    title = f"{localizer.gettext('Release')} {year}" if year else localizer.gettext("Date not known")
    rows = [(str(number), *_row(context.catalogue, localizer, key)) for number, key in enumerate(keys, 1)]
    urls = [context.address(f"projects/{key}/") for key in keys]
    return ListGroup(title, tuple(rows), tuple(urls))


def _row(catalogue: TrackedCatalogue, localizer: Localizer, key: str) -> tuple[str, ...]:
    """A project's cells, without its number."""
    card = catalogue.project(key)
    chain = localizer.text(catalogue.get(Chain, card.chain).title) if card.chain else None
    place = card.park or card.region
    where = localizer.text(catalogue.get(Region, place).title) if place else None
    scope = localizer.text(card.scope) or localizer.text(card.summary)
    cooperation = localizer.listed("cooperation", card.cooperation)
    expires = localizer.date(card.expires)
    found = card.contacts or catalogue.ask(queries.contacts_for, card.chain, place)
    office = contact_block(catalogue, localizer, found[0]) if found else None
    said = (localizer.required_text(card.title), chain, scope)
    total = localizer.amount(card.total)
    return (
        *[text.text if text else "" for text in said],
        total.text if total else "",
        _number(card.total),
        cooperation.text if cooperation else "",
        where.text if where else "",
        office.name.text if office else "",
        office.phone if office else "",
        expires.text if expires else "",
    )


def _number(total: Quantity | None) -> str:
    """In units of CNY 10,000; "" for other currencies and for what has no number."""
    if total is None or total.value is None or total.unit != "CNY":
        return ""
    return f"{Decimal(total.value) / _TEN_THOUSAND:f}"


def workbook(source: str, tools: Tools) -> bytes:
    """The list as an .xlsx file: a heading that stays in sight, a filter, one row for each opportunity."""
    import xlsxwriter

    data = msgspec.json.decode(source, type=OpportunityList)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    # A date of its own would make other bytes of the same input.
    book.set_properties({"title": data.title, "created": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)})
    _fill(book, book.add_worksheet(), data)
    book.close()
    return out.getvalue()


def _fill(book: Any, sheet: Any, data: OpportunityList) -> None:
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format(
        {"bold": True, "bottom": 1, "bg_color": "#eef2f2", "text_wrap": True, "valign": "top"}
    )
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    # One format for both would leave a point behind whole numbers.
    whole, parted = [book.add_format({"num_format": f, "valign": "top"}) for f in ("#,##0", "#,##0.00##")]
    sheet.write_string(0, 0, data.title, bold)
    sheet.write_string(1, 0, " · ".join([text for text in (data.site, data.date, data.notice) if text]))
    columns = (*data.columns, data.groups[0].title.split()[0])
    for place, word in enumerate(columns):
        sheet.write_string(2, place, word, head)
        sheet.set_column(place, place, (*WIDTHS, 12)[place])
    line = 3
    for group in data.groups:
        for row, url in zip(group.rows, group.urls, strict=True):
            for place, text in enumerate((*row, group.title)):
                if place == data.numeric and text:
                    sheet.write_number(line, place, float(text), parted if "." in text else whole)
                else:
                    sheet.write_string(line, place, text, cell)
            sheet.write_url(line, 1, url, cell, row[1])
            line += 1
    sheet.freeze_panes(3, 2)
    sheet.autofilter(2, 0, line - 1, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
