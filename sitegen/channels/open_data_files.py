"""The open data of a site as files: CSV and XLSX for people, JSON with a schema and a DCAT catalogue.

No cell is a formula, in any form. Nothing of a file says when it was made: the date is that of its newest
facts.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import msgspec

from sitegen.channels.csv_text import csv_text
from sitegen.channels.tools import Tools
from sitegen.i18n.dates import first_day
from sitegen.i18n.quantities import Quantity
from sitegen.i18n.text import N_
from sitegen.i18n.units import UNITS
from sitegen.model.catalogue import Catalogue
from sitegen.model.output_rows import Output
from sitegen.routes import Route, has_section
from sitegen.views.basic_values import Term
from sitegen.views.context import Bytes, Context
from sitegen.views.data_sets import BY_NAME, Cell, DataColumn, DataSet, Row, offered, rows_of
from sitegen.views.localizer import Localizer
from sitegen.views.open_data import day_of

FOLDER = "data/"
LONGEST_CELL = 32_000
"""Characters; a spreadsheet takes 32,767."""
WIDEST, NARROWEST = 60, 8
MEASURES = {"zh": ("万元", Decimal(10_000)), "en": ("CNY million", Decimal(1_000_000))}
"""What money is counted in, for columns that a spreadsheet can add up."""


def data_routes(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """A file for each data set that the site has."""
    for data in BY_NAME.values():
        if has_section(catalogue.site, data.section):
            yield Route(output.name, (data.name,), output.path.format(data.name))


# Tables


def table_of(context: Context, data: DataSet) -> list[list[str | Decimal]]:
    """The head, then the rows: an amount is two cells, as it is stated and as a number."""
    localizer = context.localizer
    head = [label for column in data.columns for label in _labels(localizer, column)]
    return [list(head), *[_cells(localizer, data, row) for row in rows_of(context, data)]]


def _labels(localizer: Localizer, column: DataColumn) -> Iterator[str]:
    label = localizer.gettext(column.label)
    yield label
    if column.kind == "amount":
        measure = localizer.gettext(NUMBER_OF.get(column.name, NUMBER))
        if column.name in MONEY:
            measure = MEASURES["zh" if localizer.locale.is_cjk else "en"][0]
        yield f"{label}（{measure}）" if localizer.locale.is_cjk else f"{label} ({measure})"


MONEY = frozenset(("total", "sought", "min_investment"))
NUMBER = N_("number")
NUMBER_OF = {"area": N_("mu"), "payback": N_("years"), "irr": "%"}
"""What the numbers of other columns count."""


def _cells(localizer: Localizer, data: DataSet, row: Row) -> list[str | Decimal]:
    made: list[str | Decimal] = []
    for column, cell in zip(data.columns, row, strict=True):
        made.append(_said(localizer, cell))
        if column.kind == "amount":
            number = _number(localizer, column, cell if isinstance(cell, Quantity) else None)
            made.append("" if number is None else number)
    return made


def _said(localizer: Localizer, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Quantity):
        return localizer.required_amount(cell).text.replace("\N{NO-BREAK SPACE}", " ")
    if isinstance(cell, Term):
        return cell.label
    return localizer.semicolon.join([_said(localizer, one) for one in cell])


def _number(localizer: Localizer, column: DataColumn, amount: Quantity | None) -> Decimal | None:
    """An amount in the unit of its column; None where it is in a currency or by a unit of its own."""
    if amount is None or amount.value is None:
        return None
    if column.name in MONEY:
        size = MEASURES["zh" if localizer.locale.is_cjk else "en"][1]
        return amount.value / size if amount.unit == "CNY" and not amount.per else None
    if column.name == "area":
        return (amount.value * UNITS[amount.unit].size / UNITS["mu"].size).quantize(Decimal("0.01"))
    return amount.value


def data_csv(context: Context, route: Route) -> str:
    table = table_of(context, BY_NAME[route.args[0]])
    return csv_text([[cell if isinstance(cell, str) else _plain(cell) for cell in row] for row in table])


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def data_xlsx(context: Context, route: Route) -> Bytes:
    data = BY_NAME[route.args[0]]
    rows = [
        [cell if isinstance(cell, str) else float(cell) for cell in row] for row in table_of(context, data)
    ]
    title = context.localizer.gettext(data.title)
    day = day_of(context.catalogue)
    source = msgspec.json.encode({"title": title, "day": day, "rows": rows}).decode()
    return Bytes(source, "channels.open_data_files.xlsx")


def xlsx(source: str, tools: Tools) -> bytes:
    """A sheet with a head that stays and can filter, as wide as its cells ask; the same bytes every time."""
    import xlsxwriter

    asked = msgspec.json.decode(source)
    out = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, {"in_memory": True, **safe})
    day = datetime.datetime.combine(first_day(asked["day"] or "2000-01-01"), datetime.time())
    book.set_properties({"title": asked["title"], "created": day})
    sheet = book.add_worksheet(_sheet_name(asked["title"]))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    body = book.add_format({"valign": "top"})
    rows = asked["rows"]
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(number, column, cell[:LONGEST_CELL], body if number else head)
            else:
                sheet.write_number(number, column, cell, body)
    for column in range(len(rows[0])):
        widths = [_width(row[column]) for row in rows[:200]]
        sheet.set_column(column, column, min(WIDEST, max(NARROWEST, *widths)) + 2)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(1, len(rows) - 1), len(rows[0]) - 1)
    book.close()
    return out.getvalue()


def _width(cell: str | float) -> int:
    """Chinese takes two columns of a letter."""
    return sum(2 if ord(char) > 0x2E80 else 1 for char in str(cell)[:WIDEST])


def _sheet_name(title: str) -> str:
    return "".join(char for char in title if char not in "[]:*?/\\'")[:31] or "data"


# JSON


def data_json(context: Context, route: Route) -> str:
    data = BY_NAME[route.args[0]]
    localizer = context.localizer
    rows = [
        {column.name: _value(localizer, cell) for column, cell in zip(data.columns, row, strict=True)}
        for row in rows_of(context, data)
    ]
    made = {
        "$schema": context.address(f"{FOLDER}{data.name}.schema.json", ""),
        "title": localizer.gettext(data.title),
        "publisher": localizer.required_text(context.catalogue.site.title).text,
        "language": localizer.locale.html,
        "date": day_of(context.catalogue),
        "license": licence_url(context),
        data.name: rows,
    }
    return msgspec.json.encode({key: value for key, value in made.items() if value != ""}).decode()


def licence_url(context: Context) -> str:
    licence = context.catalogue.site.licence
    return licence.url if licence else ""


def _value(localizer: Localizer, cell: Cell) -> Any:
    if isinstance(cell, Term):
        return {"code": cell.id, "label": cell.label}
    if isinstance(cell, Quantity):
        made = {
            "text": _said(localizer, cell),
            "qualifier": cell.qualifier.value,
            "value": _plain(cell.value) if cell.value is not None else None,
            "limit": _plain(cell.limit) if cell.high is not None and cell.limit is not None else None,
            "unit": f"{cell.unit}/{cell.per}" if cell.per else cell.unit,
        }
        return {key: value for key, value in made.items() if value}
    if isinstance(cell, tuple):
        return [_value(localizer, one) for one in cell]
    return cell or None


_SHAPES: dict[str, Any] = {
    "text": {"type": ["string", "null"]},
    "list": {"type": "array", "items": {"type": "string"}},
    "term": {"$ref": "#/$defs/term"},
    "terms": {"type": "array", "items": {"$ref": "#/$defs/term"}},
    "amount": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/amount"}]},
    "date": {"type": ["string", "null"], "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"},
    "url": {"type": ["string", "null"], "format": "uri"},
}
_TERM = {
    "type": "object",
    "properties": {"code": {"type": "string"}, "label": {"type": "string"}},
    "required": ["code", "label"],
}
_AMOUNT = {
    "type": "object",
    "description": "As its source states it: value is exact, in whole units, as a decimal in text.",
    "properties": {
        "text": {"type": "string"},
        "qualifier": {
            "enum": ["exact", "about", "nearly", "at-least", "over", "at-most", "range", "negotiable"]
        },
        "value": {"type": "string", "pattern": "^-?[0-9.]+$"},
        "limit": {"type": "string", "pattern": "^-?[0-9.]+$"},
        "unit": {"type": "string"},
    },
    "required": ["text", "qualifier"],
}


def data_schema(context: Context, route: Route) -> str:
    """JSON Schema of a data set's JSON files, the same in all languages."""
    data = BY_NAME[route.args[0]]
    properties = {column.name: {"title": column.label, **_SHAPES[column.kind]} for column in data.columns}
    text = {"type": "string"}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": context.address(route.path, ""),
        "title": data.title,
        "description": data.about,
        "type": "object",
        "properties": {
            **dict.fromkeys(("$schema", "title", "publisher", "language", "date", "license"), text),
            data.name: {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": properties,
                    "required": [column.name for column in data.columns],
                },
            },
        },
        "required": ["title", "language", data.name],
        "$defs": {"term": _TERM, "amount": _AMOUNT},
    }
    return msgspec.json.encode(schema).decode()


# The catalogue of data sets


MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "json": "application/json",
}
"""Endings of the files of each data set, and what they are."""


XSD_TYPES = {len("2026"): "xsd:gYear", len("2026-01"): "xsd:gYearMonth"}
"""Of days of which only the year or the month is known, by their length."""


def data_catalog(context: Context, route: Route) -> str:
    """DCAT 3 as JSON-LD: every data set, in every form and language."""
    site = context.catalogue.site
    day = day_of(context.catalogue)
    made = {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": context.address(route.path, ""),
        "@type": "dcat:Catalog",
        "dct:title": _in_all(context, lambda localizer: localizer.required_text(site.title).text),
        "dct:publisher": {
            "@type": "foaf:Agent",
            "foaf:name": _in_all(context, lambda localizer: localizer.required_text(site.title).text),
        },
        **_described(context),
        "foaf:homepage": {"@id": site.root_url},
        **({"dct:license": {"@id": licence_url(context)}} if licence_url(context) else {}),
        **({"dct:modified": {"@type": XSD_TYPES.get(len(day), "xsd:date"), "@value": day}} if day else {}),
        "dcat:dataset": [_data_set(context, data, day) for data in offered(context.catalogue)],
    }
    return msgspec.json.encode(made).decode()


def _data_set(context: Context, data: DataSet, day: str) -> dict[str, Any]:
    files = [
        _distribution(context, data, locale, ending) for locale in context.localizers for ending in MEDIA
    ]
    default = context.localizer.locale.id
    return {
        "@id": f"{context.address(FOLDER, default)}#{data.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": data.name,
        "dct:title": _in_all(context, lambda localizer: localizer.gettext(data.title)),
        "dct:description": _in_all(context, lambda localizer: localizer.gettext(data.about)),
        "dct:language": _languages(context.localizers.values()),
        **({"dct:modified": {"@type": XSD_TYPES.get(len(day), "xsd:date"), "@value": day}} if day else {}),
        **({"dct:license": {"@id": licence_url(context)}} if licence_url(context) else {}),
        "dct:conformsTo": {"@id": context.address(f"{FOLDER}{data.name}.schema.json", "")},
        "dcat:distribution": files,
    }


def _distribution(context: Context, data: DataSet, locale: str, ending: str) -> dict[str, Any]:
    address = context.address(f"{FOLDER}{data.name}.{ending}", locale)
    return {
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": context.address(FOLDER, locale)},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{MEDIA[ending]}"},
        "dct:language": _languages([context.localizers[locale]]),
        **({"dct:license": {"@id": licence_url(context)}} if licence_url(context) else {}),
    }


def _languages(localizers: Iterable[Localizer]) -> list[dict[str, str]]:
    """Languages as DCAT names them: by the register of ISO 639-1, which knows no scripts."""
    codes = dict.fromkeys(localizer.locale.html.partition("-")[0] for localizer in localizers)
    return [{"@id": f"http://id.loc.gov/vocabulary/iso639-1/{code}"} for code in codes]


def _described(context: Context) -> dict[str, Any]:
    if not context.catalogue.site.description:
        return {}
    said = {key: one.text(context.catalogue.site.description) for key, one in context.localizers.items()}
    values = [
        {"@language": context.localizers[key].locale.html, "@value": text.text}
        for key, text in said.items()
        if text and not text.lang
    ]
    return {"dct:description": values} if values else {}


def _in_all(context: Context, said: Any) -> list[dict[str, str]]:
    """A text in every language."""
    return [
        {"@language": localizer.locale.html, "@value": said(localizer)}
        for localizer in context.localizers.values()
    ]
