"""Inspection tours: their page, with the stops as a timetable and on the map, and their list."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar

import msgspec

from sitegen.maps import boundaries
from sitegen.maps.classes import classes
from sitegen.model import queries
from sitegen.model.entities import Chain, Enterprise, Region, Tour, TourStop
from sitegen.model.timetables import TimedStop, timetable
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views import contacts, entry_sections, region_maps
from sitegen.views.basic_values import Amount, Link, LocalText, When
from sitegen.views.contacts import ContactBlock
from sitegen.views.entry_sections import EntryPage, MadeFrom
from sitegen.views.localizer import Localizer
from sitegen.views.mentions import MentionRow, mention_rows, said_length, tour_line
from sitegen.views.page_head import PageSubject, PageView, address, page_head
from sitegen.views.region_layers import Known, Layer
from sitegen.views.region_maps import MapPoints, RegionMap


class StopView(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    number: int
    day: int
    """Where a day begins with it, of several; else 0."""
    arrives: str
    leaves: str
    """As 09:40; "" where it is not known."""
    title: LocalText
    url: str
    what: str
    """What kind of place it is."""
    others: tuple[Link, ...]
    """What else is there, and the place that it is in."""
    travel: Amount | None
    stay: Amount | None
    note: LocalText | None


class TourListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "tour-list.html"

    title: LocalText
    tours: tuple[MentionRow, ...]


class TourPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "tour.html"

    id: str
    title: LocalText
    summary: LocalText | None
    length: str
    stops: tuple[StopView, ...]
    map: RegionMap | None
    departs: str
    meeting: LocalText | None
    offered: LocalText | None
    dates: tuple[When, ...]
    """Those to come."""
    places: Amount | None
    spoken: str
    """The languages."""
    guide: LocalText | None
    chains: tuple[Link, ...]
    regions: tuple[Link, ...]
    contacts: tuple[ContactBlock, ...]
    mail_subject: str
    as_text: str
    """The timetable, to be pasted into a message."""
    calendar: str
    """Address of the .ics file; "" without dates."""


def tour(catalogue: TrackedCatalogue, localizer: Localizer, path: str, tour_id: str) -> TourPage:
    entry = catalogue.entry("tour", tour_id)
    it = entry.entity
    assert isinstance(it, Tour)
    title = localizer.required_text(it.title)
    timed = timetable(it)
    stops = _stops(catalogue, localizer, timed)
    first = it.regions[0] if it.regions else ""
    asked = it.contacts or catalogue.ask(queries.contacts_for, it.chains[0] if it.chains else "", first)
    return TourPage(
        **page_head(
            catalogue,
            localizer,
            PageSubject(
                path=path,
                section="tours",
                title=title,
                description=localizer.text(it.summary),
                parents=(Link(localizer.url("tour"), localizer.section("tours")),),
                image=entry_sections.image_of(catalogue, localizer, entry),
                published=it.published,
                entry=("tour", it.id),
            ),
        ),
        _made_from=MadeFrom(catalogue, localizer, entry),
        id=it.id,
        title=title,
        summary=localizer.text(it.summary),
        length=said_length(localizer, it),
        stops=stops,
        map=_map(catalogue, localizer, timed, stops),
        departs=it.departs,
        meeting=localizer.text(it.meeting),
        offered=localizer.text(it.offered),
        dates=tuple([localizer.required_date(day) for day in catalogue.ask(queries.tour_dates, it.id)]),
        places=localizer.amount(it.places),
        spoken=localizer.comma.join([entry_sections.language_name(localizer, code) for code in it.languages]),
        guide=localizer.text(it.guide),
        chains=tuple([entry_sections.entity_link(catalogue, localizer, Chain, key) for key in it.chains]),
        regions=tuple([entry_sections.entity_link(catalogue, localizer, Region, key) for key in it.regions]),
        contacts=contacts.contact_blocks(catalogue, localizer, asked),
        mail_subject=entry_sections.mail_subject(title.text),
        as_text=_as_text(
            localizer, title, tour_line(localizer, it), stops, address(catalogue, localizer, path)
        ),
        calendar=f"{localizer.url('tour', it.id)}tour.ics" if it.dates else "",
    )


# Stops


def _stops(
    catalogue: TrackedCatalogue, localizer: Localizer, timed: Sequence[TimedStop]
) -> tuple[StopView, ...]:
    days = [one.day for one in timed]
    several = len(set(days)) > 1
    return tuple(
        [
            _stop(catalogue, localizer, number, one, several and one.day not in days[: number - 1])
            for number, one in enumerate(timed, 1)
        ]
    )


def _stop(
    catalogue: TrackedCatalogue, localizer: Localizer, number: int, timed: TimedStop, begins: bool
) -> StopView:
    stop = timed.stop
    named = _named(catalogue, localizer, stop)
    what, link = named[0] if named else ("", Link("", localizer.label("Stop")))
    within = _place_of(catalogue, stop)
    place = entry_sections.entity_link(catalogue, localizer, Region, within) if within else None
    others = [other for _, other in named[1:]] + ([place] if place else [])
    return StopView(
        number=number,
        day=timed.day if begins else 0,
        arrives=timed.arrives,
        leaves=timed.leaves if timed.leaves != timed.arrives else "",
        title=localizer.text(stop.title) or link.title,
        url=link.url,
        what=what,
        others=tuple(dict.fromkeys(other for other in others if other.url != link.url)),
        travel=localizer.amount(stop.travel),
        stay=localizer.amount(stop.stay),
        note=localizer.text(stop.note),
    )


def _named(catalogue: TrackedCatalogue, localizer: Localizer, stop: TourStop) -> list[tuple[str, Link]]:
    """What is visited, the most particular first: what kind of place it is, and where its name leads."""
    found = []
    if stop.project:
        link = entry_sections.project_link(catalogue, localizer, stop.project)
        found.append((localizer.gettext("Project"), link))
    if stop.enterprise:
        title = localizer.required_text(catalogue.get(Enterprise, stop.enterprise).title)
        link = Link(localizer.url("enterprise", stop.enterprise), title)
        found.append((localizer.gettext("Enterprise"), link))
    if stop.region:
        region = catalogue.get(Region, stop.region)
        url = localizer.url("region", stop.region)
        plot = next((plot for plot in region.plots if plot.id == stop.plot), None)
        if plot:
            title = localizer.text(plot.title) or LocalText(plot.id.upper())
            link = Link(f"{url}#plot-{plot.id}", title)
            found.append((localizer.term("plot-kind", plot.kind).label, link))
        else:
            link = Link(url, localizer.required_text(region.title))
            found.append((localizer.term("region", region.kind).label, link))
    return found


def _place_of(catalogue: TrackedCatalogue, stop: TourStop) -> str:
    """The place that a stop is in, as far as it or what is visited says so."""
    if stop.region:
        return stop.region
    if stop.project:
        card = catalogue.project(stop.project)
        return card.park or card.region
    return catalogue.get(Enterprise, stop.enterprise).region if stop.enterprise else ""


def _as_text(localizer: Localizer, title: LocalText, line: str, stops: Sequence[StopView], url: str) -> str:
    lines = [title.text, line]
    for stop in stops:
        if stop.day:
            lines.append(localizer.gettext("Day %d") % stop.day)
        lines.append(" ".join([one for one in (f"{stop.number}.", stop.arrives, stop.title.text) if one]))
    return "\n".join([one for one in (*lines, url) if one])


# The map


def _map(
    catalogue: TrackedCatalogue, localizer: Localizer, timed: Sequence[TimedStop], stops: Sequence[StopView]
) -> RegionMap | None:
    """The stops by their numbers, on the map of the city or province that holds them all."""
    above = [catalogue.ask(queries.places_of, "", _place_of(catalogue, one.stop)) for one in timed]
    known = _known(above)
    shade = tuple(classes([one.value for one in known.values() if one.value is not None]))
    layer = Layer("stops", localizer.gettext("Stops"), known, shade, "")
    points = {"stops": MapPoints(_points(catalogue, timed), _names(localizer, stops))}
    frame = _frame(catalogue, above), localizer.gettext("Map of the stops")
    made = region_maps.map_of(catalogue, localizer, frame, [layer], points) if known else None
    # The timetable says where each stop is: neither a legend nor a list of places beside the map.
    bare = [msgspec.structs.replace(one, steps=(), ranked=()) for one in made.layers] if made else []
    return msgspec.structs.replace(made, layers=tuple(bare)) if made else None


def _known(above: Sequence[Sequence[str]]) -> dict[str, Known]:
    """By region, the numbers of the stops in it."""
    numbers: dict[str, list[str]] = {}
    for number, places in enumerate(above, 1):
        for place in places:
            numbers.setdefault(place, []).append(str(number))
    return {place: Known(Decimal(1), ", ".join(found)) for place, found in numbers.items()}


def _frame(catalogue: TrackedCatalogue, above: Sequence[Sequence[str]]) -> str:
    """The nearest city or province that all stops are in; "" for the map of all regions."""
    placed = [places for places in above if places]
    for place in placed[0] if placed else ():
        if catalogue.get(Region, place).kind in ("city", "province") and all(place in one for one in placed):
            return place
    return ""


def _points(catalogue: TrackedCatalogue, timed: Sequence[TimedStop]) -> list[boundaries.MapPoint]:
    found = []
    for number, one in enumerate(timed, 1):
        lon, lat = _position(catalogue, one.stop)
        if lon is not None and lat is not None:
            found.append(boundaries.MapPoint(lon, lat, str(number), "stops", str(number)))
    return found


def _position(catalogue: TrackedCatalogue, stop: TourStop) -> tuple[float | None, float | None]:
    """Of the project, else of the park or region."""
    if stop.project:
        card = catalogue.project(stop.project)
        if card.lon is not None:
            return card.lon, card.lat
    place = _place_of(catalogue, stop)
    position = catalogue.get(Region, place).position if place else None
    return (position.lon, position.lat) if position else (None, None)


def _names(localizer: Localizer, stops: Sequence[StopView]) -> boundaries.Names:
    def naming(number: str) -> tuple[str, str]:
        return f"{number}. {stops[int(number) - 1].title.text}", f"#stop-{number}"

    return boundaries.Names(naming, localizer.gettext("%d stops close together"), "#stop-1")


def tour_list(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> TourListPage:
    title = localizer.section("tours")
    return TourListPage(
        **page_head(catalogue, localizer, PageSubject(path=path, section="tours", title=title)),
        title=title,
        tours=mention_rows(catalogue, localizer, "tour", catalogue.ask(queries.in_order, "tour")),
    )
