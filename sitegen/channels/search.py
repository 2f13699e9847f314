"""What the search page looks through: an index of words over all entries in all languages, and rows to show.

The page loads what it needs when somebody searches; nothing is sent anywhere. Entries are in blocks
(`routes.search_block`). The index of a block is spread over files by the first characters of its keys
(`i18n.folding`, `i18n.pinyin`), so that a search loads few of them. A line of such a file is a key, the
entries that have it in their title, a blank, and those that have it elsewhere, as gaps between their
numbers in the block. One index serves all languages: an entry is found by its title in any.

Texts are looked through where site.yml asks for it (`search-bodies`): their keys come with the entries'
records.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from sitegen.i18n.folding import code_key, is_han, keys_of
from sitegen.i18n.pinyin import pinyin_keys
from sitegen.i18n.text import Text
from sitegen.model import queries
from sitegen.model.cards import ProjectCard
from sitegen.model.entities import (
    Chain,
    Contact,
    Enterprise,
    Entity,
    Event,
    News,
    Policy,
    Project,
    Region,
    Segment,
)
from sitegen.model.kinds import BY_ID
from sitegen.model.offers import SUNK
from sitegen.model.outputs import HAN_SHARDS, OTHER_SHARDS
from sitegen.model.references import ref_fields, values_at
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import SEARCH_ROWS, Route, entity_path, list_path, search_block
from sitegen.views.context import Context, Parts
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import shorten

SUMMARY = 160
"""Characters of a summary."""
FINAL = "!\"#$%&'()*+,-./"
GOING_ON = ":;<=>?@[\\]^_`{|"
"""Digits of gaps, of base 15: the last one of a number, and those before it. Punctuation, so that no such
line can spell a word that is to stay hidden."""


class _Found(NamedTuple):
    """Numbers of entries that have a key, in order."""

    in_title: list[int]
    elsewhere: list[int]


# The index


def search_index(context: Context, route: Route) -> Parts:
    """All files of a block: keys of titles and facts, and what has to be known of every entry found."""
    entries = context.catalogue.ask(search_block, route.args[0])
    found: defaultdict[str, _Found] = defaultdict(lambda: _Found([], []))
    for number, entry in enumerate(entries):
        in_title, elsewhere = _keys(context, *entry)
        for key in in_title:
            found[key].in_title.append(number)
        for key in elsewhere:
            found[key].elsewhere.append(number)
    lines = [(key, f"{key} {_gaps(one.in_title)} {_gaps(one.elsewhere)}\n") for key, one in found.items()]
    heads = "".join([f"{_head(context.catalogue, *entry)}\n" for entry in entries])
    return Parts((*_in_files(lines), heads))


def text_index(context: Context, route: Route) -> Parts:
    """The same of a block's texts: keys, and the entries that have them."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(context.catalogue.ask(search_block, route.args[0])):
        words = b"" if entry[0] == "segment" else context.catalogue.words(*entry)
        for key in zlib.decompress(words).decode().split(" ") if words else ():
            found[key].append(number)
    found.pop("", None)
    return Parts(_in_files([(key, f"{key} {_gaps(numbers)}\n") for key, numbers in found.items()]))


def _in_files(lines: list[tuple[str, str]]) -> tuple[str, ...]:
    """Lines spread over files by their keys, in order."""
    files: list[list[str]] = [[] for _ in range(HAN_SHARDS + OTHER_SHARDS)]
    for key, line in sorted(lines):
        files[shard_of(key)].append(line)
    return tuple(["".join(each) for each in files])


@lru_cache(200_000)
def shard_of(key: str) -> int:
    """The file that a key is in: the page works it out in the same way (scripts/search/index.js)."""
    word = key[1:] if key[0] in "*+#" else key
    if is_han(word):
        return ord(word[0]) % HAN_SHARDS
    return HAN_SHARDS + (ord(word[0]) * 31 + ord(word[1:2] or " ")) % OTHER_SHARDS


def _gaps(numbers: list[int]) -> str:
    before = -1
    made = []
    for number in numbers:
        made.append(_gap(number - before))
        before = number
    return "".join(made)


@lru_cache(4096)
def _gap(gap: int) -> str:
    """A gap of 1 or more in digits of base 15, the last one marked."""
    gap -= 1
    digits = FINAL[gap % 15]
    while gap := gap // 15:
        digits = GOING_ON[gap % 15] + digits
    return digits


def _head(catalogue: TrackedCatalogue, kind: str, key: str) -> str:
    """Its kind, and its month for the order: opportunities are a kind of their own here, and what has sunk in
    lists has none."""
    if kind == "segment":
        return kind
    entity = catalogue.card(kind, key)
    if kind == "project":
        card = catalogue.project(key)
        sunk = card.status in SUNK or catalogue.is_past(key)
        return f"{card.kind} {'' if sunk else (card.as_of or card.published)[:7]}".strip()
    date = getattr(entity, "date", "") or getattr(entity, "starts", "") or getattr(entity, "issued", "")
    return f"{kind} {(date or entity.published)[:7]}".strip()


# Keys


def _keys(context: Context, kind: str, key: str) -> tuple[set[str], set[str]]:
    """Keys of a title, and those of all else."""
    catalogue = context.catalogue
    if kind == "segment":
        chain, segment = segment_of(catalogue, key)
        in_title = set(_title_keys(segment.title))
        elsewhere = {*_text_keys(chain.title), *_text_keys(segment.products)}
        return in_title, elsewhere - in_title
    entity = catalogue.card(kind, key)
    in_title = set(_title_keys(_title(entity)))
    elsewhere = set(_text_keys(entity.summary))
    for path in BY_ID[kind].search_words:
        elsewhere.update(_field_keys(catalogue, kind, key, tuple(path.split("."))))
    for localizer in context.localizers.values():
        if not localizer.locale.derived_from:
            for said in _facts(catalogue, localizer, kind, key):
                elsewhere.update(_said_keys(said))
    return in_title, elsewhere - in_title - {""}


def _title_keys(title: Text) -> Iterator[str]:
    for text in title.values.values():
        yield from _said_keys(text)
        yield from _name_keys(text)


def _text_keys(text: Text | None) -> Iterator[str]:
    for said in text.values.values() if text else ():
        yield from keys_of(said)


@lru_cache(20_000)
def _said_keys(text: str) -> tuple[str, ...]:
    return tuple(keys_of(text))


@lru_cache(20_000)
def _name_keys(text: str) -> tuple[str, ...]:
    return tuple(pinyin_keys(text))


def _field_keys(catalogue: TrackedCatalogue, kind: str, key: str, path: tuple[str, ...]) -> Iterator[str]:
    """Of a field: names, numbers and codes as wholes too, references by the titles of what they name. Names
    of places, chains and segments are found in pinyin."""
    entity = catalogue.card(kind, key)
    cls = Project if kind == "project" else type(entity)
    named = next((field.kind for field in ref_fields(cls) if field.path == path), "")
    values = list(values_at(entity, path))
    for value in values if not named else _titles(catalogue, kind, key, named, values):
        if isinstance(value, str):
            yield from _said_keys(value)
            yield code_key(value)
        elif named:
            yield from _title_keys(value)
        else:
            yield from _text_keys(value)
    if path == ("tags",) and (names := catalogue.site.tags):
        for tag in values:
            yield from _text_keys(names.get(catalogue.tag_list(str(tag))))


def _titles(catalogue: TrackedCatalogue, kind: str, key: str, named: str, ids: list[str]) -> Iterator[Text]:
    """Titles of what is named; a place is found by the names of all that it lies in."""
    match named:
        case "segment":
            chain = catalogue.get(Chain, catalogue.project(key).chain) if kind == "project" and ids else None
            yield from (one.title for one in chain.segments if one.id in ids) if chain else ()
        case "region":
            for place in [place for one in ids for place in catalogue.ask(queries.places_of, one, "")]:
                yield catalogue.get(Region, place).title
        case _:
            yield from (_title(catalogue.card(named, one)) for one in ids)


def _title(entity: Entity | ProjectCard) -> Text:
    """What an entry is called; an office without a title of its own, by its organisation."""
    return entity.title or entity.organisation if isinstance(entity, Contact) else entity.title


# Rows


class _Row(msgspec.Struct, frozen=True, array_like=True):
    """What the page shows of an entry. Its order is known to scripts/search/hits.js."""

    path: str
    title: str
    lang: str
    """Of the title, where that has fallen back to another language."""
    summary: str
    facts: tuple[str, ...]
    status: str
    """Of a project, for its mark."""
    others: tuple[tuple[str, str], ...]
    """Its titles in other languages, each with what that is."""


def search_row(context: Context, route: Route) -> str:
    """JSON: a row for each of some entries of a block."""
    block, group = route.args
    start = int(group) * SEARCH_ROWS
    entries = context.catalogue.ask(search_block, block)[start : start + SEARCH_ROWS]
    return msgspec.json.encode([_row(context, *entry) for entry in entries]).decode()


def _row(context: Context, kind: str, key: str) -> _Row:
    catalogue, localizer = context.catalogue, context.localizer
    if kind == "segment":
        _, segment = segment_of(catalogue, key)
        title, summary, status, path = segment.title, segment.products, "", _segment_path(catalogue, key)
    else:
        entity = catalogue.card(kind, key)
        title, summary, path = _title(entity), entity.summary, entity_path(kind, key)
        status = catalogue.project(key).status if kind == "project" else ""
    shown, said = localizer.required_text(title), localizer.text(summary)
    others = [
        (text, context.localizers[locale].locale.html)
        for locale, text in title.values.items()
        if text != shown.text and locale in context.localizers and locale != localizer.locale.derived_from
    ]
    return _Row(
        path,
        shown.text,
        shown.lang,
        shorten(said.text, SUMMARY) if said else "",
        tuple([said for said in _facts(catalogue, localizer, kind, key) if said]),
        status,
        tuple(others),
    )


def segment_of(catalogue: TrackedCatalogue, key: str) -> tuple[Chain, Segment]:
    """A segment, and its chain."""
    chain_id, _, segment_id = key.partition("/")
    chain = catalogue.get(Chain, chain_id)
    return chain, next(one for one in chain.segments if one.id == segment_id)


def _segment_path(catalogue: TrackedCatalogue, key: str) -> str:
    """Its list of projects, else its place on the chain's page."""
    has_list = "segments" not in catalogue.site.leave_out and catalogue.ask(queries.count, "segment", key)
    chain_id, _, segment_id = key.partition("/")
    return list_path("segment", key) if has_list else f"{entity_path('chain', chain_id)}#segment-{segment_id}"


def _facts(catalogue: TrackedCatalogue, localizer: Localizer, kind: str, key: str) -> Iterable[str]:
    """What tells one hit from another: status, amount, place; level and number; phone."""
    if kind == "segment":
        chain, segment = segment_of(catalogue, key)
        yield localizer.required_text(chain.title).text
        yield localizer.term("strength", segment.strength).label
        return
    if kind == "project":
        card = catalogue.project(key)
        yield localizer.term("status", card.status).label
        if amount := localizer.amount(card.total or card.sought):
            yield amount.text
        if place := card.park or card.region:
            yield localizer.required_text(catalogue.get(Region, place).title).text
        if card.code:
            yield card.code
        return
    entity = catalogue.card(kind, key)
    match entity:
        case Policy():
            yield localizer.term("state", catalogue.ask(queries.policy_state, entity.id)).label
            yield localizer.term("level", entity.level).label
            yield localizer.converted(entity.number)
        case Enterprise():
            yield localizer.term("role", entity.role).label
            yield _place(catalogue, localizer, entity.region)
        case Region():
            yield localizer.term("region", entity.kind).label
            yield _place(catalogue, localizer, entity.parent)
        case Contact():
            yield entity.phone
        case Event():
            yield localizer.term("event", entity.kind).label
            if when := localizer.date(entity.starts):
                yield when.text
            yield _place(catalogue, localizer, entity.region)
        case News():
            yield localizer.term("news", entity.kind).label
            if when := localizer.date(entity.date):
                yield when.text


def _place(catalogue: TrackedCatalogue, localizer: Localizer, region: str) -> str:
    return localizer.required_text(catalogue.get(Region, region).title).text if region else ""
