"""Pictures to be shared: the card beside a link, posters with a QR code, a policy on one picture.

Each is a template of the theme (`pictures/*.svg`), which `channels.picture_layout` lays out with the metrics
of the font and draws. Which entries have which, `model.outputs` says.
"""

from __future__ import annotations

from markupsafe import Markup

from sitegen.i18n.text import N_
from sitegen.maps import chain as chain_map
from sitegen.maps.paint import ACCENT, BRAND, Paint, mixed
from sitegen.maps.sheet import fonts
from sitegen.maps.tiles import TileRegion, Value
from sitegen.model import queries
from sitegen.model.entities import Chain, Contact
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import Route
from sitegen.views import maps, policies, region_maps
from sitegen.views.briefs import brief_of
from sitegen.views.chains import stage_groups
from sitegen.views.channel_types import (
    Answer,
    Brief,
    Drawing,
    Look,
    PolicyCard,
    Poster,
    SharePicture,
    SquarePicture,
)
from sitegen.views.contacts import contact_block
from sitegen.views.context import Context
from sitegen.views.localizer import Localizer
from sitegen.views.policies import PolicyPage
from sitegen.views.region_layers import Known, Layer, below


def share_picture(context: Context, route: Route) -> SharePicture:
    """Of an entry; without args, of the site."""
    catalogue, localizer = context.catalogue, context.localizer
    kind = route.args[1] if len(route.args) > 1 else ""
    brief = brief_of(catalogue, localizer, kind, route.args[0]) if kind else site_brief(catalogue, localizer)
    return SharePicture(
        look=look_of(catalogue, localizer),
        brief=brief,
        drawing=drawing_of(catalogue, localizer, kind, brief.id),
        site=site_title(catalogue, localizer),
        host=catalogue.site.base_url.partition("://")[2].rstrip("/"),
    )


def poster(context: Context, route: Route) -> Poster:
    catalogue, localizer = context.catalogue, context.localizer
    key, kind = route.args
    brief = brief_of(catalogue, localizer, kind, key)
    contact = contact_for(catalogue, kind, key)
    block = contact_block(catalogue, localizer, contact) if contact else None
    return Poster(
        look=look_of(catalogue, localizer),
        brief=brief,
        drawing=drawing_of(catalogue, localizer, kind, key),
        contact=block.name if block else None,
        phone=block.phone if block else "",
        site=site_title(catalogue, localizer),
        tagline=localizer.text(catalogue.site.tagline),
        address=context.address(brief.path),
        notice=notice_of(catalogue, localizer),
    )


def square_picture(context: Context, route: Route) -> SquarePicture:
    catalogue, localizer = context.catalogue, context.localizer
    key, kind = route.args
    brief = brief_of(catalogue, localizer, kind, key)
    return SquarePicture(
        look=look_of(catalogue, localizer),
        brief=brief,
        site=site_title(catalogue, localizer),
        address=context.address(brief.path),
    )


def policy_card(context: Context, route: Route) -> PolicyCard:
    catalogue, localizer = context.catalogue, context.localizer
    key = route.args[0]
    brief = brief_of(catalogue, localizer, "policy", key)
    return PolicyCard(
        look=look_of(catalogue, localizer),
        brief=brief,
        answers=policy_answers(localizer, policies.policy(catalogue, localizer, brief.path, key)),
        site=site_title(catalogue, localizer),
        address=context.address(brief.path),
        notice=notice_of(catalogue, localizer),
    )


def policy_answers(localizer: Localizer, page: PolicyPage) -> tuple[Answer, ...]:
    """The four questions that a reader has of a policy, as its page answers them."""
    colon, comma = localizer.colon, localizer.comma
    who = [page.conditions.text] if page.conditions else []
    who += [comma.join([kind.label for kind in page.investors])] if page.investors else []
    named = [one.title.text for one in (*page.chains, *page.regions)]
    who += [comma.join(named)] if named else []
    if page.min_investment:
        who.append(localizer.gettext("Investment of at least") + colon + page.min_investment.text)
    what = []
    for grant in page.grants[:MOST_GRANTS]:
        size = [one.text for one in (grant.rate, grant.amount) if one]
        size += [localizer.gettext("at most") + " " + grant.cap.text] if grant.cap else []
        what.append(grant.title.text + (colon + comma.join(size) if size else ""))
    if len(page.grants) > MOST_GRANTS:
        left = len(page.grants) - MOST_GRANTS
        what.append(localizer.gettext("%(count)s more on the page") % {"count": left})
    if not what:
        what = [said.text for said in (page.row.gist or page.summary,) if said]
    until = page.row.expires.text if page.row.expires else ""
    if not until:
        until = localizer.gettext(
            N_("In force until repealed") if page.indefinite else N_("No end date given")
        )
    window = [one.text for one in (page.opens, page.closes) if one]
    where = [comma.join([one for one in (office.name.text, office.phone) if one]) for office in page.offices]
    where = where or ([page.row.issuer.text] if page.row.issuer else [])
    times = [until]
    if window:
        times.append(localizer.gettext("Applications") + colon + " – ".join(window))
    parts = (
        (N_("Who qualifies"), who or [localizer.gettext("The document sets no limits here.")]),
        (N_("Support offered"), what),
        (N_("Valid until"), times),
        (N_("Where to apply"), where),
    )
    return tuple([Answer(localizer.gettext(question), tuple(lines)) for question, lines in parts if lines])


MOST_GRANTS = 5


def look_of(catalogue: TrackedCatalogue, localizer: Localizer) -> Look:
    brand = brand_of(catalogue)
    lang = localizer.locale.html
    return Look(lang, fonts(lang), brand, mixed(brand, 0.07), mixed(brand, 0.22))


def brand_of(catalogue: TrackedCatalogue) -> str:
    brand = catalogue.site.brand
    return (brand.color if brand else "") or BRAND


def site_title(catalogue: TrackedCatalogue, localizer: Localizer) -> str:
    return localizer.required_text(catalogue.site.title).text


def notice_of(catalogue: TrackedCatalogue, localizer: Localizer) -> str:
    said = localizer.text(catalogue.site.notice)
    if catalogue.site.fictional:
        return localizer.gettext(
            "Everything here is invented: places, companies, figures and telephone numbers."
        )
    return said.text if said else ""


def site_brief(catalogue: TrackedCatalogue, localizer: Localizer) -> Brief:
    site = catalogue.site
    return Brief(
        kind="",
        id="",
        path="",
        above="",
        title=localizer.required_text(site.title),
        summary=localizer.text(site.tagline),
    )


def contact_for(catalogue: TrackedCatalogue, kind: str, key: str) -> str:
    """Whom to ask about an entry: of those that it names, or that are in charge, the first with a phone."""
    card = catalogue.card(kind, key)
    chain = key if kind == "chain" else getattr(card, "chain", "")
    region = key if kind == "region" else getattr(card, "park", "") or getattr(card, "region", "")
    named = tuple(getattr(card, "contacts", ())) or catalogue.ask(queries.contacts_for, chain, region)
    return next((one for one in named if _can_be_called(catalogue, one)), next(iter(named), ""))


def _can_be_called(catalogue: TrackedCatalogue, contact_id: str) -> bool:
    contact = catalogue.get(Contact, contact_id)
    return bool(contact.phone or contact.phones)


def drawing_of(
    catalogue: TrackedCatalogue, localizer: Localizer, kind: str, key: str, narrow: bool = False
) -> Drawing | None:
    """The map of a chain, or of where a place is; `narrow` with larger names."""
    brand = catalogue.site.brand
    paint = Paint(alone=True, brand=brand_of(catalogue), accent=(brand.accent if brand else "") or ACCENT)
    if kind == "chain":
        return _chain_drawing(catalogue, localizer, key, paint)
    return _place_drawing(catalogue, localizer, key, paint, narrow) if kind == "region" else None


def _chain_drawing(
    catalogue: TrackedCatalogue, localizer: Localizer, key: str, paint: Paint
) -> Drawing | None:
    it = catalogue.get(Chain, key)
    if not it.segments:
        return None
    stages = stage_groups(catalogue, localizer, it)
    drawing = maps.chain_drawing(catalogue, localizer, key, stages, localizer.required_text(it.title).text)
    layout = chain_map.lay_out_wide(drawing, ROOM)
    return Drawing(Markup(chain_map.draw(layout, paint)), str(layout.width), str(layout.height))


ROOM = 760.0
"""Width that a chain is laid out for, in a picture: larger letters than on a desk."""


ENOUGH = 4
"""Regions for a map; with fewer, the map is of more around them."""


def _place_drawing(
    catalogue: TrackedCatalogue, localizer: Localizer, key: str, paint: Paint, narrow: bool
) -> Drawing | None:
    """The regions below a place, or those around it with the place itself brought out."""
    around = catalogue.ask(queries.places_of, "", key)
    top = next((place for place in (*around, "") if len(below(catalogue, place)) >= ENOUGH), None)
    if top is None:
        return None
    regions = below(catalogue, top)
    layer = Layer("here", "", dict.fromkeys(regions, Known(None)), (), "")
    drawn = [_here(one, key) for one in region_maps.drawn_regions(catalogue, localizer, top, [layer])]
    form = region_maps.draw_regions(
        catalogue, localizer, region_maps.DrawnRegions(top, drawn, ["here"]), paint, narrow=narrow
    )
    return Drawing(Markup(form.inner), str(form.width), str(form.height))


def _here(region: TileRegion, key: str) -> TileRegion:
    """Without figures; one of them in the brand's colour."""
    value = Value(4 if region.id == key else 0, "")
    children = tuple([_here(child, key) for child in region.children])
    return region._replace(values=(value,), children=children)
