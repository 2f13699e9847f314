"""The words of the demo catalogue, read from words/*.txt into frozen values.

A file has sections ("[name]") of rows whose cells are parted by " | "; texts are pairs, Chinese and English.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sitegen.model.kinds import Both

Row = tuple[str, ...]
Tables = dict[str, list[Row]]
Texts = tuple[Both, ...]


class Product(NamedTuple):
    """What a project makes or builds.

    `name.en` fits into running text (plural, or with its article), `stem` in front of another noun.
    """

    name: Both
    stem: str
    unit: str
    low: int
    high: int
    factor: float
    """How much dearer than usual it is to build."""
    segment: SegmentWords


class SegmentWords(NamedTuple):
    id: str
    stage: str
    strength: str
    makes: bool
    """Its projects are plants with a yearly capacity, not places with a size."""
    title: Both
    feeds: Row
    code: str


class PhaseWords(NamedTuple):
    period: str
    title: Both
    goals: Texts


class ChainWords(NamedTuple):
    id: str
    title: Both
    parks: Row
    summary: Both
    stages: list[Row]
    segments: tuple[SegmentWords, ...]
    products: tuple[Product, ...]
    market: Texts
    partner: Texts
    customers: Texts
    inputs: Texts
    works: Texts
    green: Texts
    roadmap: tuple[PhaseWords, ...]


class PlaceWords(NamedTuple):
    """A region of the catalogue. `lon` and `lat` are degrees, in the open ocean where nobody lives."""

    id: str
    kind: str
    parent: str
    code: str
    name: Both
    short: Both
    tile: tuple[int, ...]
    lon: float
    lat: float
    office: Both
    about: Both


class Vocabulary(NamedTuple):
    chains: tuple[ChainWords, ...]
    places: tuple[PlaceWords, ...]
    advantages: Texts
    resources: list[Row]
    uses: Texts
    project: dict[str, Texts]
    """Sentences for projects, by section."""
    tags: Row
    other: Tables
    """Rows for policies, events, pages and the rest, by section."""

    by_id: dict[str, PlaceWords]

    def place(self, place_id: str) -> PlaceWords:
        return self.by_id[place_id]


LON, LAT = 156.2, 24.6
"""Where the invented city lies: in the Pacific, a thousand kilometres from any coast."""
_FOLDER = Path(__file__).with_name("words")
CHAINS = (
    "energy-storage", "smart-equipment", "marine-economy", "light-alloys", "optoelectronics", "biomedicine",
    "green-food", "digital-economy", "port-logistics", "bamboo-home", "culture-tourism",
)  # fmt: skip
"""In their order on the site."""


def load_words() -> Vocabulary:
    places, sentences = _tables("places"), _tables("projects")
    about = {row[0]: Both(row[1], row[2]) for row in places["about"]}
    tags = tuple(sentences.pop("tags")[0][0].split())
    regions = tuple(_place(row, about[row[0]]) for row in places["places"])
    return Vocabulary(
        chains=tuple(_chain(_tables(f"chain-{chain}")) for chain in CHAINS),
        places=regions,
        advantages=_texts(places["advantages"]),
        resources=places["resources"],
        uses=_texts(places["uses"]),
        project={name: _texts(rows) for name, rows in sentences.items()},
        tags=tags,
        other={**_tables("policies"), **_tables("others")},
        by_id={place.id: place for place in regions},
    )


def _tables(name: str) -> Tables:
    tables: Tables = {}
    rows: list[Row] = []
    for line in (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            rows = tables.setdefault(line.strip("[] "), [])
        elif line and not line.startswith("#"):
            rows.append(tuple(cell.strip() for cell in line.split("|")))
    return tables


def _texts(rows: list[Row]) -> Texts:
    """Pairs of the last two cells."""
    return tuple(Both(row[-2], row[-1]) for row in rows if len(row) > 1)


def _chain(tables: Tables) -> ChainWords:
    chain_id, zh, en, parks = tables["chain"][0]
    segments = tuple(_segment(row) for row in tables["segments"])
    by_id = {segment.id: segment for segment in segments}
    names = ("market", "partner", "customers", "inputs", "works", "green")
    market, partner, customers, inputs, works, green = (_texts(tables[name]) for name in names)
    return ChainWords(
        id=chain_id,
        title=Both(zh, en),
        parks=tuple(parks.split()),
        summary=_texts(tables["summary"])[0],
        stages=tables["stages"],
        segments=segments,
        products=tuple(_product(row, by_id) for row in tables["products"]),
        market=market,
        partner=partner,
        customers=customers,
        inputs=inputs,
        works=works,
        green=green,
        roadmap=tuple(_phases(tables["roadmap"])),
    )


def _segment(row: Row) -> SegmentWords:
    segment_id, stage, strength, nature, zh, en, feeds, code = row
    return SegmentWords(
        segment_id, stage, strength, nature == "make", Both(zh, en), tuple(feeds.split()), code
    )


def _product(row: Row, segments: dict[str, SegmentWords]) -> Product:
    segment = segments[row[0]]
    low, high = row[4].split()
    stem = row[2].replace("~es", "").replace("~", "").lstrip("^")
    if segment.makes:
        running = row[2].replace("~es", "es").replace("~", "s")
    else:
        running = stem if row[2].startswith("^") else with_article(stem)
    factor = float(row[5]) if len(row) > 5 else 1.0
    return Product(Both(row[1], running), stem, row[3], int(low), int(high), factor, segment)


def _phases(rows: list[Row]) -> list[PhaseWords]:
    phases: list[PhaseWords] = []
    for row in rows:
        if row[0].startswith(">"):
            last = phases[-1]
            phases[-1] = last._replace(goals=(*last.goals, Both(row[0].lstrip("> "), row[1])))
        else:
            phases.append(PhaseWords(row[0], Both(row[1], row[2]), ()))
    return phases


def _place(row: Row, about: Both) -> PlaceWords:
    east, north = map(float, row[9].split())
    return PlaceWords(
        id=row[0],
        kind=row[1],
        parent=row[2],
        code=row[3],
        name=Both(row[4], row[5]),
        short=Both(row[6], row[7]),
        tile=tuple(map(int, row[8].split())),
        lon=round(LON + east, 4),
        lat=round(LAT + north, 4),
        office=Both(row[10], row[11]),
        about=about,
    )


def with_article(noun: str) -> str:
    vowel = noun[0] in "aeiou8" and not noun.startswith(("us", "uni", "eu"))
    return f"an {noun}" if vowel else f"a {noun}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """For the middle of a sentence; names like AI keep their capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
