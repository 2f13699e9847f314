"""Suppliers and buyers sought: every product that is offered or needed along the chains, in one list."""

from __future__ import annotations

from typing import ClassVar

from sitegen.model import queries
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import TRADE_PATH
from sitegen.views.basic_values import Link, LocalText
from sitegen.views.filter_source import FilterSource, filter_source
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import PageSubject, PageView, page_head
from sitegen.views.trade_rows import TradeRow, trade_rows


class TradePage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "trade.html"

    title: LocalText
    trades: tuple[TradeRow, ...]
    filters: FilterSource | None
    feed: str
    """Address of its Atom feed."""


def trade(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> TradePage:
    title = localizer.section("trade")
    return TradePage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section="chains",
                title=title,
                parents=(Link(localizer.url("chain"), localizer.section("chains")),),
            ),
        ),
        title=title,
        trades=trade_rows(catalogue, localizer, catalogue.ask(queries.trade_list, "all", "")),
        filters=filter_source(catalogue, localizer, "trade"),
        feed=localizer.path(f"{TRADE_PATH}feed.xml"),
    )
