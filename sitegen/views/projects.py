"""The page of a project."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from sitegen.model import queries
from sitegen.model.cards import as_of
from sitegen.model.entities import STATUSES, Chain, Collection, Location, Project, Region
from sitegen.model.reader import Reader
from sitegen.routes import has_section
from sitegen.views import contacts, details, parts
from sitegen.views.frame import address, frame
from sitegen.views.project_facts import facts_of, headline_of, readiness_of, returns_of
from sitegen.views.types import (
    AppliedPolicy,
    ContactBlock,
    CostRow,
    EventRow,
    Link,
    MapLink,
    Milestone,
    ProjectPage,
    Said,
    Step,
    Term,
)
from sitegen.views.voice import Voice

LADDER = STATUSES[:-2]
"""The rungs of the ladder; paused and ended are side states."""


def project(reader: Reader, voice: Voice, path: str, project_id: str) -> ProjectPage:
    entry = reader.entry("project", project_id)
    it = entry.entity
    assert isinstance(it, Project)
    shown = voice.shown(ProjectPage)  # asked of what takes a while to work out; the rest is there anyway
    card = parts.card(reader, voice, project_id)
    costs, costs_of = _costs(reader, voice, it) if {"costs", "costs_of"} & shown else ((), None)
    pictures = details.pictures(voice, entry)
    newest = as_of(it)
    title = voice.must_say(it.title)
    facts, returns = tuple(facts_of(reader, voice, it)), tuple(returns_of(voice, it))
    blocks = contacts.contact_blocks(reader, voice, _contacts(reader, it))
    return ProjectPage(
        **frame(
            reader,
            voice,
            path=path,
            section="projects",
            title=title,
            description=voice.say(it.summary),
            parents=_parents(reader, voice, it),
            json_ld=_json_ld(voice, it, card.place, address(reader, voice, path)),
            image=details.image_of(entry),
            published=it.published or newest,
            keywords=tuple(said.text for said in (card.chain, *card.segments, card.place) if said),
            source=details.source_name(reader, voice, it.source),
            article=True,
        ),
        id=it.id,
        title=title,
        summary=voice.say(it.summary),
        kind=voice.term("kind", it.kind),
        status=voice.term("status", it.status),
        as_of=voice.date(newest),
        code=it.code,
        amount=card.amount,
        amount_label=card.amount_label,
        amount_note=next((fact.note for fact in facts if fact.label == card.amount_label), ""),
        headline=headline_of((*facts, *returns), card) if "headline" in shown else (),
        facts=facts,
        returns=returns,
        readiness=tuple(readiness_of(voice, it)),
        case_by_case=it.case_by_case,
        green=voice.say(it.green),
        partner=voice.say(it.partner),
        body=voice.body(entry.bodies),
        pictures=pictures,
        steps=_steps(voice, it),
        policies=tuple(
            [
                AppliedPolicy(parts.policy_row(reader, voice, policy_id), named)
                for policy_id, named in reader.ask(queries.policies_of, it.id)
            ]
        ),
        costs=costs,
        costs_of=costs_of,
        place=voice.say(it.location.address) if it.location else None,
        place_links=_place_links(reader, voice, it) if "place_links" in shown else (),
        maps=tuple(_map_links(voice, it.location, title.text)) if "maps" in shown else (),
        coordinates=_coordinates(it.location),
        enterprises=parts.enterprise_rows(reader, voice, it.enterprises) if "enterprises" in shown else (),
        contacts=blocks,
        first_contact=_first_contact(blocks) if "first_contact" in shown else None,
        mail_subject=details.mail_subject(title.text) if "mail_subject" in shown else "",
        related=parts.cards(reader, voice, _related(reader, it)),
        events=_events(reader, voice, it) if "events" in shown else (),
        collections=_collections(reader, voice, it) if "collections" in shown else (),
        attachments=details.files(voice, "project", it.id, it.attachments) if "attachments" in shown else (),
        figures=details.figure_rows(reader, voice, it.figures) if "figures" in shown else (),
        sources=details.source_notes(reader, voice, it.source) if "sources" in shown else (),
        published=voice.date(it.published) if "published" in shown else None,
        confirmed=voice.date(it.confirmed) if "confirmed" in shown else None,
        expires=voice.date(it.expires) if "expires" in shown else None,
        expired="expired" in shown and reader.ask(queries.project_expired, it.id),
        translation=_translation(voice, it),
    )


def _costs(reader: Reader, voice: Voice, it: Project) -> tuple[tuple[CostRow, ...], Link | None]:
    return details.costs_near(reader, voice, _places(reader, it))


def _events(reader: Reader, voice: Voice, it: Project) -> tuple[EventRow, ...]:
    return parts.event_rows(reader, voice, reader.ask(queries.event_list, "project", it.id))


def _places(reader: Reader, it: Project) -> tuple[str, ...]:
    return reader.ask(queries.places_of, it.park, it.region)


def _parents(reader: Reader, voice: Voice, it: Project) -> tuple[Link, ...]:
    parents = [Link(voice.url("project"), voice.section("projects"))]
    if it.chain and has_section(reader.site, "chains"):
        parents.append(details.entity_link(reader, voice, Chain, it.chain))
    return tuple(parents)


def _steps(voice: Voice, it: Project) -> tuple[Step, ...]:
    """The rungs of the ladder with what happened on each; a side state follows the rung reached."""
    reached = _milestones(voice, it)
    rungs: tuple[str, ...] = LADDER
    if it.status not in rungs:
        done = [number for number, rung in enumerate(rungs, 1) if rung in reached]
        place = done[-1] if done else 0
        rungs = (*rungs[:place], it.status, *rungs[place:])
    place = rungs.index(it.status)
    return tuple(
        [
            Step(
                voice.term("status", rung),
                _step_state(number, place, rung in reached),
                tuple(reached.get(rung, ())),
            )
            for number, rung in enumerate(rungs)
        ]
    )


def _step_state(number: int, place: int, dated: bool) -> str:
    """done with a dated milestone, passed without one."""
    if number == place:
        return "current"
    if number > place:
        return "ahead"
    return "done" if dated else "passed"


def _milestones(voice: Voice, it: Project) -> dict[str, list[Milestone]]:
    """What happened on each rung that has been reached, in order of time."""
    made: dict[str, list[Milestone]] = {}
    for one in sorted(it.milestones, key=lambda one: one.date):
        said = Milestone(
            voice.must_date(one.date),
            voice.term("status", one.status),
            voice.amount(one.amount),
            voice.say(one.note),
        )
        made.setdefault(one.status, []).append(said)
    return made


def _contacts(reader: Reader, it: Project) -> tuple[str, ...]:
    """Those that the project names, else those in charge of its chain and place, else the site's own."""
    return it.contacts or reader.ask(queries.contacts_for, it.chain, it.park or it.region)


def _first_contact(contacts: tuple[ContactBlock, ...]) -> ContactBlock | None:
    by_phone = [contact for contact in contacts if contact.phone]
    return next(iter([*by_phone, *[contact for contact in contacts if contact.email]]), None)


def _related(reader: Reader, it: Project) -> tuple[str, ...]:
    named = tuple(key for key in dict.fromkeys(it.related) if key != it.id)
    return (*named, *[key for key in reader.ask(queries.neighbours, it.id) if key not in named])[
        : max(4, len(named))
    ]


def _collections(reader: Reader, voice: Voice, it: Project) -> tuple[Link, ...]:
    return tuple(
        [
            Link(voice.url("collection", key), voice.must_say(reader.get(Collection, key).title))
            for key in reader.ask(queries.collections_of, it.id)
        ]
    )


def _place_links(reader: Reader, voice: Voice, it: Project) -> tuple[Link, ...]:
    return tuple([details.entity_link(reader, voice, Region, place) for place in _places(reader, it)])


def _coordinates(location: Location | None) -> str:
    if location is None or location.lon is None or location.lat is None:
        return ""
    north, east = ("N" if location.lat >= 0 else "S"), ("E" if location.lon >= 0 else "W")
    return f"{abs(location.lat):.5f}° {north}, {abs(location.lon):.5f}° {east} ({location.crs})"


def _map_links(voice: Voice, location: Location | None, name: str) -> Iterable[MapLink]:
    """Addresses that open the place in map services. They take WGS-84 by parameter; the order differs."""
    if location is None or location.lon is None or location.lat is None:
        return
    lon, lat, label = f"{location.lon:.6f}", f"{location.lat:.6f}", quote(name, safe="")
    yield MapLink(
        voice.gettext("Amap"),
        f"https://uri.amap.com/marker?position={lon},{lat}&name={label}&src=sitegen&coordinate=wgs84&callnative=1",
    )
    yield MapLink(
        voice.gettext("Baidu Maps"),
        f"https://api.map.baidu.com/marker?location={lat},{lon}&title={label}&content={label}"
        "&output=html&coord_type=wgs84&src=sitegen",
    )
    plain = quote(name.replace(";", "；").replace(":", "："), safe="")  # these part its marker's fields
    yield MapLink(
        voice.gettext("Tencent Maps"),
        f"https://apis.map.qq.com/uri/v1/marker?marker=coord:{lat},{lon};title:{plain};addr:{plain}"
        "&coord_type=1&referer=sitegen",
    )
    yield MapLink("OpenStreetMap", f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=14/{lat}/{lon}")


def _translation(voice: Voice, it: Project) -> Term | None:
    state = it.translation.get(voice.locale.id, "reviewed")
    return None if state == "reviewed" else voice.term("translation", state)


def _json_ld(voice: Voice, it: Project, place: Said | None, url: str) -> dict[str, object]:
    data: dict[str, object] = {
        "@type": "Project",
        "name": voice.must_say(it.title).text,
        "url": url,
        "identifier": it.code or it.id,
    }
    summary = voice.say(it.summary)
    if summary:
        data["description"] = summary.text
    if place:
        data["location"] = {"@type": "Place", "name": place.text}
        if it.location and it.location.lon is not None and it.location.lat is not None:
            data["location"] = {
                "@type": "Place",
                "name": place.text,
                "geo": {"@type": "GeoCoordinates", "latitude": it.location.lat, "longitude": it.location.lon},
            }
    return data
