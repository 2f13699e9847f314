"""What only all entries together show: loops of regions, and what two entries may not share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sitegen.diagnostics import Diagnostic, Place, problem
from sitegen.model.checks.subjects import Whole
from sitegen.model.entities import Entity, Region
from sitegen.model.entries import ALIAS, Claim
from sitegen.model.geojson import Boundary
from sitegen.model.kinds import RECORDS


def loops_of_regions(whole: Whole) -> Iterator[Diagnostic]:
    """Regions that are, by way of those above them, in themselves."""
    regions = whole.catalogue.others["region"]
    settled: set[str] = set()
    for region_id in regions:
        path: list[str] = []
        step = region_id
        while step in regions and step not in path and step not in settled:
            path.append(step)
            region = regions[step]
            step = region.parent if isinstance(region, Region) else ""
        if step in path:
            loop = " > ".join([*path[path.index(step) :], step])
            yield problem("E_REGION_LOOP", whole.place(regions[step], "region"), regions=loop)
        settled.update(path)


def same_tiles(whole: Whole) -> Iterator[Diagnostic]:
    """Regions beside each other in the same place of the tile map."""
    taken: dict[tuple[str, tuple[int, ...]], str] = {}
    for region in whole.catalogue.all(Region).values():
        claim = whole.claim("region", region.id, "tile")
        if claim is not None and region.tile:
            other = taken.setdefault((region.parent, region.tile), region.id)
            if other != region.id:
                yield problem("E_TILE_TAKEN", claim.place, other=other)


def same_titles(whole: Whole) -> Iterator[Diagnostic]:
    """Entries of a kind, projects aside, with one title."""
    kinds = [kind.id for kind in RECORDS if "title" in kind.unique and kind.id in whole.catalogue.others]
    for kind in kinds:
        by_title: dict[str, list[Entity]] = defaultdict(list)
        for entity in whole.catalogue.others[kind].values():
            by_title[next(iter(entity.title.values.values()))].append(entity)
        for title, (first, *others) in by_title.items():
            for entity in others:
                claim = whole.claim(kind, entity.id, "title")
                assert claim is not None
                yield problem("W_SAME_TITLE", claim.place, title=title, other=first.id)


def same_projects(whole: Whole) -> Iterator[Diagnostic]:
    """Projects with the number of another one, or with its title and no numbers to tell them apart."""
    taken: dict[tuple[str, str], tuple[str, str]] = {}
    for project in whole.catalogue.ids("project"):
        code, title = (whole.claim("project", project, field) for field in ("code", "title"))
        number = code.value if code else ""
        for claim in _given(title, code):
            other, other_number = taken.setdefault((claim.field, claim.value), (project, number))
            if other == project:
                continue
            if claim.field == "code":
                yield problem("W_SAME_CODE", claim.place, number=number, other=other)
            elif not number or not other_number or number == other_number:
                yield problem("W_SAME_TITLE", claim.place, title=claim.value, other=other)


def former_ids(whole: Whole) -> Iterator[Diagnostic]:
    """Former ids that another entry has, or had."""
    taken: dict[tuple[str, str], str] = {}
    for record in whole.records():
        for claim in record.claims:
            if claim.field != ALIAS:
                continue
            key = (record.kind, claim.value)
            is_an_id = claim.value in whole.ids.get(record.kind, ()) or key in whole.hidden
            other = claim.value if is_an_id else taken.setdefault(key, record.id)
            if is_an_id or other != record.id:
                yield problem("E_ALIAS_TAKEN", claim.place, id=claim.value, other=other)


def _given(*claims: Claim | None) -> Iterator[Claim]:
    return (claim for claim in claims if claim is not None)


def boundaries(whole: Whole) -> Iterator[Diagnostic]:
    """Areas on the map that are no region's, and regions that have none or two."""
    areas = whole.catalogue.boundaries
    regions = whole.catalogue.all(Region)
    known = {name for region in regions.values() for name in region.map_names} | whole.ids["region"]
    known |= {key for kind, key in whole.hidden if kind == "region"}
    for file in dict.fromkeys(area.file for area in areas):
        own = [area for area in areas if area.file == file]
        if empty := [area.names for area in own if not area.rings]:
            yield problem("W_AREA_EMPTY", Place(file), **_areas(empty))
        if strange := [area.names for area in own if area.rings and known.isdisjoint(area.names)]:
            yield problem("W_AREA_UNKNOWN", Place(file), **_areas(strange))
    yield from _drawn_twice(areas, regions)
    drawn = {name for area in areas if area.rings for name in area.names}
    above = {region.parent for region in regions.values() if region.kind not in _POINTS}
    missing = [
        region
        for key, region in regions.items()
        if key not in above and region.kind not in _POINTS and drawn.isdisjoint(region.map_names)
    ]
    if areas and missing:
        titles = [next(iter(region.title.values.values())) for region in missing]
        yield problem("W_REGION_AREA", Place(areas[0].file), **_areas([(title,) for title in titles]))


def _drawn_twice(areas: Sequence[Boundary], regions: Mapping[str, Region]) -> Iterator[Diagnostic]:
    """Areas of a region that another area is the area of already."""
    by_name = {name: key for key, region in regions.items() for name in reversed(region.map_names)}
    counted: dict[str, int] = defaultdict(int)
    first: dict[str, tuple[str, int]] = {}
    for area in areas:
        counted[area.file] += 1
        here = area.file, counted[area.file]
        key = next((by_name[name] for name in area.names if name in by_name), "") if area.rings else ""
        if not key:
            continue
        other, number = first.setdefault(key, here)
        if (other, number) != here:
            title = next(iter(regions[key].title.values.values()))
            said = {"area": title, "number": str(here[1]), "other": other, "other_number": str(number)}
            yield problem("W_AREA_TWICE", Place(area.file), **said)


_POINTS = ("park", "port")
"""Kinds of regions that a map may show as points."""


def _areas(named: Sequence[Sequence[str]]) -> dict[str, str]:
    """How many, and the first few as they are called: by what people read, if it is there."""
    called = [
        next((name for name in names if not name.isdigit()), names[0]) if names else "?" for names in named
    ]
    return {"number": str(len(called)), "areas": ", ".join(called[:5]) + (", …" if len(called) > 5 else "")}
