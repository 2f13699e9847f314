"""What a list is filtered by, of every entry: columns of values, the same for all languages.

So many entries to a file (`queries.FILTER_BLOCK`), in the order of `queries.filter_entries`. A page loads
them when its script runs; titles and rows come from other files, when they are shown.
"""

from __future__ import annotations

from typing import Any

import msgspec

from sitegen.channels.filter_fields import FILTERS, VALUES_OF, FilterField, Values
from sitegen.channels.packed_columns import choices, figures
from sitegen.model import queries
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import Route
from sitegen.views.context import Context


def filter_values(context: Context, route: Route) -> str:
    """JSON: how many entries there are in this file, and a column for each filter."""
    catalogue = context.catalogue
    kind, number = route.args
    rows = [VALUES_OF[kind](catalogue, key) for key in catalogue.ask(queries.filter_block, kind, number)]
    columns = {field.name: _column(catalogue, field, rows) for field in FILTERS[kind]}
    return msgspec.json.encode({"entries": len(rows), "columns": columns}).decode()


def _column(catalogue: TrackedCatalogue, field: FilterField, rows: list[Values]) -> Any:
    if field.form != "choice":
        return figures([row[field.name] for row in rows])  # type: ignore[misc]
    numbers = {key: number for number, key in enumerate(catalogue.ask(queries.filter_choices, field.choices))}
    return choices([[numbers[key] for key in row[field.name] if key in numbers] for row in rows])  # type: ignore[union-attr]
