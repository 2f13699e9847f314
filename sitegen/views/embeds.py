"""Pieces for other sites: a chain's map and the list of what is open, as pages to be framed, without scripts,
and the same as JSON."""

from __future__ import annotations

from typing import ClassVar

import msgspec
from markupsafe import Markup

from sitegen.model import queries
from sitegen.model.entities import Chain
from sitegen.routes import Route, list_path
from sitegen.views import maps
from sitegen.views.basic_values import LocalText
from sitegen.views.chain_tiles import chain_tile
from sitegen.views.chains import stage_groups
from sitegen.views.context import Context
from sitegen.views.project_cards import ProjectCardView, cards

MOST = 30
"""Projects in the list."""


class ChainEmbed(msgspec.Struct, frozen=True, kw_only=True):
    """A chain's map to be framed by another site."""

    template: ClassVar[str] = "embed/chain.html"

    title: LocalText
    url: str
    """Of the whole page, which its links open outside the frame."""
    drawing: Markup
    site: str
    notice: LocalText | None


class ListEmbed(msgspec.Struct, frozen=True, kw_only=True):
    """What is open to investors, newest first, to be framed by another site."""

    template: ClassVar[str] = "embed/list.html"

    title: LocalText
    url: str
    cards: tuple[ProjectCardView, ...]
    site: str
    notice: LocalText | None


def chain_embed(context: Context, route: Route) -> ChainEmbed:
    catalogue, localizer = context.catalogue, context.localizer
    it = catalogue.get(Chain, route.args[0])
    tile = chain_tile(catalogue, localizer, it.id)
    drawn = maps.chain_drawing(
        catalogue, localizer, it.id, stage_groups(catalogue, localizer, it), tile.title.text
    )
    figure = maps.panorama(catalogue, localizer, f"chains/{it.id}/", maps.forms(drawn))
    # Boxes lead to sections of the chain's page, which is not here.
    drawn_text = str(figure.drawing) if figure else ""
    drawing = Markup(drawn_text.replace('href="#', f'href="{tile.url}#'))
    return ChainEmbed(
        title=tile.title,
        url=tile.url,
        drawing=drawing,
        site=localizer.required_text(catalogue.site.title).text,
        notice=localizer.text(catalogue.site.notice),
    )


def chain_embed_json(context: Context, route: Route) -> str:
    catalogue, localizer = context.catalogue, context.localizer
    it = catalogue.get(Chain, route.args[0])
    stages = [
        {
            "title": stage.title.text,
            "segments": [
                {
                    "id": box.id,
                    "title": box.title.text,
                    "strength": box.strength.id,
                    "strength_label": box.strength.label,
                    "open": box.counts.seeking,
                }
                for box in stage.segments
            ],
        }
        for stage in stage_groups(catalogue, localizer, it)
    ]
    title = localizer.required_text(it.title).text
    return _json({"title": title, "url": context.address(f"chains/{it.id}/"), "stages": stages})


def list_embed(context: Context, route: Route) -> ListEmbed:
    catalogue, localizer = context.catalogue, context.localizer
    return ListEmbed(
        title=localizer.label("Now open to investors"),
        url=localizer.path(list_path("all", "")),
        cards=cards(catalogue, localizer, catalogue.ask(queries.latest, "seeking", "", str(MOST))),
        site=localizer.required_text(catalogue.site.title).text,
        notice=localizer.text(catalogue.site.notice),
    )


def list_embed_json(context: Context, route: Route) -> str:
    view = list_embed(context, route)
    projects = [
        {
            "id": card.id,
            "title": card.title.text,
            "url": context.address(f"projects/{card.id}/"),
            "status": card.status.label,
            "place": card.place.text if card.place else "",
            "amount": card.amount.text if card.amount else "",
        }
        for card in view.cards
    ]
    url = context.address(list_path("all", ""))
    return _json({"title": view.title.text, "url": url, "projects": projects})


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode() + "\n"
