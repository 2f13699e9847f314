"""What is shown of the hits of a filter, when it is shown: rows of a list and titles, a part to a file.

Only projects need these: there are too many of them for one page. A row is what the list itself shows.
"""

from __future__ import annotations

import msgspec

from sitegen.model import queries
from sitegen.routes import ROW_FILE, Route
from sitegen.views.context import Context
from sitegen.views.filter_source import RowFile
from sitegen.views.project_cards import cards


def project_rows(context: Context, route: Route) -> RowFile:
    (number,) = route.args
    start = str(int(number) * ROW_FILE)
    ids = context.catalogue.ask(queries.filter_rows_of, "project", start, str(ROW_FILE))
    return RowFile(cards=cards(context.catalogue, context.localizer, ids))


def project_titles(context: Context, route: Route) -> str:
    """JSON: of each entry of a file of values its title and number, for words and for the order by title."""
    (number,) = route.args
    catalogue, localizer = context.catalogue, context.localizer
    titles = []
    for key in catalogue.ask(queries.filter_block, "project", number):
        card = catalogue.project(key)
        titles.append(f"{localizer.required_text(card.title).text}\t{card.code}".rstrip("\t"))
    return msgspec.json.encode(titles).decode()
