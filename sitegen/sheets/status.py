"""What needs a person, from what the entries say: stale, unreachable, expiring, empty; who sent a batch.

Works on the files as they are, drafts too, and writes nothing of the site. What is internal does not count.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.content.yaml_file import parse_yaml
from sitegen.content.yaml_nodes import Mapping as MappingNode
from sitegen.i18n.dates import DateError, last_day, parse_date
from sitegen.model.decode import decode_entity
from sitegen.model.decode_context import DecodeContext
from sitegen.model.kinds import FOLDERS, KINDS
from sitegen.model.scalars import scalars_of
from sitegen.model.site import Batch
from sitegen.pipeline.settings import Settings, load_settings
from sitegen.sheets.columns import columns_of
from sitegen.sheets.entries_there import There, value_at
from sitegen.sheets.entry_texts import digests, load_recorded, outdated, outdated_bodies, texts_of
from sitegen.sheets.history import History, history_of

EXPIRING = 60
"""Days within which the end of a policy is worth knowing."""
CONFIRMED = 180
"""Days after which facts want confirming."""
SORTS = {
    "untranslated": ("translation missing", "缺译文"),
    "stale": ("translation older than its original", "译文早于原文"),
    "expiring": (f"policy ends within {EXPIRING} days", f"{EXPIRING} 天内到期的政策"),
    "expired": ("policy has ended", "已到期的政策"),
    "unconfirmed": (f"not confirmed for {CONFIRMED} days", f"{CONFIRMED} 天未核实"),
    "unreachable": ("contact that cannot be reached", "联系不上的联系单位（没有电话、邮箱、微信和地址）"),
    "undescribed": ("picture without a description", "图片缺少说明"),
    "draft": ("draft", "草稿"),
}
_WAYS = ("phone", "phones", "email", "wechat", "address", "unlisted")
"""By which a contact is reached, or which say that it is on purpose that there are none."""
_BARE_PICTURE = re.compile(r"!\[\s*\]\(([^)\s]*)")


class Lack(NamedTuple):
    """Something about an entry that a person should see to."""

    sort: str
    kind: str
    id: str
    title: str
    region: str
    """The county, or what else is directly below the city, that it belongs to; "" for none."""
    detail: str = ""


class Sent(NamedTuple):
    """What a county has sent for a batch."""

    projects: int
    last: str
    """The day on which the last of them came in, as far as it is known."""
    late: int
    """How many came in after the batch's date."""


class BatchStatus(NamedTuple):
    name: str
    due: str
    overdue: bool
    """Whether the date is past."""
    sent: dict[str, Sent]


class Share(NamedTuple):
    """How many texts of a language are missing, of how many."""

    locale: str
    missing: int
    texts: int


class Status(NamedTuple):
    lacks: tuple[Lack, ...]
    empty: tuple[tuple[str, int, int], ...]
    """(field of projects, how many projects lack it, of how many), the most often empty first."""
    empty_by_region: dict[str, tuple[tuple[str, int, int], ...]]
    batches: tuple[BatchStatus, ...]
    shares: tuple[Share, ...]
    regions: Mapping[str, str]
    """What the places are called."""


def status(root: Path, today: datetime.date, batch: str = "") -> Status:
    """Raises ContentError for a site.yml that cannot be read."""
    settings = load_settings(root)
    there = There(root, settings.reading.default_locale)
    finder = _Finder(there, settings, today, history_of(root))
    lacks = [lack for kind in KINDS for key in there.data[kind] for lack in finder.lacks(kind, key)]
    order = list(SORTS)
    lacks.sort(key=lambda one: (order.index(one.sort), one.region, one.kind, one.id))
    asked = [one for one in settings.site.batches if batch in ("", one.name)]
    if batch and not asked:
        asked = [Batch(name=batch)]
    fields = finder.empty_fields()
    return Status(
        lacks=tuple(lacks),
        empty=fields.pop(""),
        empty_by_region=fields,
        batches=tuple([finder.batch(one) for one in asked]),
        shares=tuple(finder.shares.values()),
        regions={key: (there.titles("region", key) or [key])[0] for key in there.data["region"]},
    )


class _Finder:
    """Looks at one entry after the other."""

    def __init__(self, there: There, settings: Settings, today: datetime.date, history: History) -> None:
        self.there = there
        self.reading = settings.reading
        self.today = today
        self.history = history
        self.recorded = load_recorded(there.root)
        self.shares = {locale: Share(locale, 0, 0) for locale in settings.reading.required}

    def county(self, data: Mapping[str, Any]) -> str:
        """The county that an entry is in: of a park, the one above it."""
        regions = self.there.data["region"]
        place = str(data.get("park") or data.get("region") or "")
        seen = set[str]()
        while regions.get(place, {}).get("kind") in ("park", "port") and place not in seen:
            seen.add(place)
            above = str(regions[place].get("parent") or "")
            if regions.get(above, {}).get("kind") not in ("county", "park", "port"):
                break  # a park of the city's own reports like a county
            place = above
        return place

    def lacks(self, kind: str, key: str) -> Iterator[Lack]:
        data = self.there.data[kind][key]
        if data.get("visibility") == "internal":
            return
        titles = self.there.titles(kind, key)
        region = self.county({"region": key} if kind == "region" else data)

        def lack(sort: str, detail: str = "") -> Lack:
            return Lack(sort, kind, key, titles[0] if titles else key, region, detail)

        if data.get("visibility") == "draft":
            yield lack("draft")
            return
        if missing := self._untranslated(kind, key):
            yield lack("untranslated", ", ".join(missing))
        if stale := self._stale(kind, key, data):
            yield lack("stale", "; ".join(stale))
        yield from (lack(*found) for found in _dated(kind, data, self.today))
        if kind == "contact" and not any(data.get(way) for way in _WAYS):
            yield lack("unreachable")
        for file in self._undescribed(kind, key, data):
            yield lack("undescribed", file)

    def _untranslated(self, kind: str, key: str) -> list[str]:
        """Languages in which a text is missing; the shares count it."""
        if not self.shares:
            return []
        path = self.there.paths[kind][key]
        reading = self.reading
        context = DecodeContext(path.name, reading.locales, reading.default_locale)
        node, _ = parse_yaml(path.read_bytes(), path.name)
        if isinstance(node, MappingNode):
            decode_entity(KINDS[kind], key, node, context)
        worded = [
            given
            for one, given in context.untranslated
            if any(char.isalpha() for scalar in scalars_of(one) for char in scalar.text)
        ]
        partly = sum(len(given) for _, given in context.untranslated)
        whole = (len(context.texts) - partly) // max(len(reading.locales), 1)
        folder = path.parent if path.stem != key else path.parent / key
        bodies = [locale for locale in reading.written if (folder / f"{locale}.md").is_file()]
        missing = []
        for locale, share in self.shares.items():
            lacking = sum(locale not in given for given in worded)
            lacking += bool(bodies) and locale not in bodies
            texts = whole + len(worded) + bool(bodies)
            self.shares[locale] = Share(locale, share.missing + lacking, share.texts + texts)
            if lacking:
                missing.append(locale)
        return missing

    def _stale(self, kind: str, key: str, data: Mapping[str, Any]) -> list[str]:
        """Languages, with the texts of which the translation is older: by its mark, its digest or git."""
        states = data.get("translation")
        marked = states if isinstance(states, dict) else {}
        recorded = self.recorded.get(f"{kind}/{key}", {})
        texts = texts_of(self.there, kind, key, self.reading.written) if recorded else {}
        found = []
        for locale in self.reading.written:
            if locale == self.there.default:
                continue
            paths = outdated(digests(texts, self.there.default, locale), recorded.get(locale, {}))
            if not recorded and outdated_bodies(self.there, self.history, kind, key, locale):
                paths = [f"{locale}.md"]
            if paths:
                found.append(f"{locale}: {', '.join(paths)}")
            elif marked.get(locale) == "stale":
                found.append(locale)
        return found

    def _undescribed(self, kind: str, key: str, data: Mapping[str, Any]) -> Iterator[str]:
        pictures = data.get("pictures")
        for picture in pictures if isinstance(pictures, list) else ():
            if isinstance(picture, dict) and not picture.get("alt"):
                yield str(picture.get("file", ""))
        folder = self.there.root / "content" / FOLDERS[kind] / key
        for locale in self.reading.written:
            path = folder / f"{locale}.md"
            if path.is_file() and not path.is_symlink():
                for file in _BARE_PICTURE.findall(path.read_text("utf-8", "replace")):
                    yield f"{file} ({locale}.md)"

    def empty_fields(self) -> dict[str, tuple[tuple[str, int, int], ...]]:
        """By county, and under "" for all."""
        filled: dict[str, Counter[str]] = {"": Counter()}
        totals: Counter[str] = Counter()
        for data in self.there.data["project"].values():
            if data.get("visibility") == "internal":
                continue
            places = {"", self.county(data)}
            totals.update(places)
            for column in columns_of("project"):
                if value_at(data, column.path) is not None:
                    for place in places:
                        filled.setdefault(place, Counter())[column.name] += 1
        names = [column.name for column in columns_of("project") if column.name not in _BESIDES]
        made = {}
        for place in filled:
            rows = [(name, totals[place] - filled[place][name], totals[place]) for name in names]
            made[place] = tuple(sorted([row for row in rows if row[1]], key=lambda row: (-row[1], row[0])))
        return made

    def batch(self, batch: Batch) -> BatchStatus:
        """Every county and park of the city's own, those that have sent nothing too."""
        regions = self.there.data["region"]
        wanted = [key for key, data in regions.items() if data.get("visibility") != "draft"]
        places = {self.county({"region": key}): None for key in wanted if _reports(regions[key])}
        due = last_day(batch.due) if batch.due else None
        days: dict[str, list[datetime.date | None]] = {place: [] for place in places}
        for key, data in self.there.data["project"].items():
            if str(data.get("batch", "")) == batch.name:
                days.setdefault(self.county(data), []).append(self._came_in(key, data))
        sent = {
            place: Sent(
                len(found),
                max((day.isoformat() for day in found if day), default=""),
                sum(bool(due and day and day > due) for day in found),
            )
            for place, found in days.items()
        }
        return BatchStatus(batch.name, batch.due, bool(due and self.today > due), sent)

    def _came_in(self, key: str, data: Mapping[str, Any]) -> datetime.date | None:
        """When a project was sent: as its file notes (internal: received), else its first commit."""
        internal = data.get("internal")
        noted = internal.get("received") if isinstance(internal, dict) else None
        path = self.there.paths["project"][key].relative_to(self.there.root).as_posix()
        return _day(noted) or self.history.added_on(path)


def _reports(region: Mapping[str, Any]) -> bool:
    return region.get("kind") in ("county", "park", "port")


def _dated(kind: str, data: Mapping[str, Any], today: datetime.date) -> Iterator[tuple[str, str]]:
    ends = _day(data.get("expires"))
    if kind == "policy" and ends is not None:
        if ends < today:
            yield "expired", ends.isoformat()
        elif (ends - today).days <= EXPIRING:
            yield "expiring", ends.isoformat()
    confirmed = _day(data.get("confirmed"))
    if kind in ("project", "policy", "region") and (
        confirmed is None or (today - confirmed).days > CONFIRMED
    ):
        yield "unconfirmed", confirmed.isoformat() if confirmed else ""


def _day(text: Any) -> datetime.date | None:
    try:
        return last_day(parse_date(text)) if isinstance(text, str) and text else None
    except DateError:
        return None


_BESIDES = {"visibility", "translation", "featured", "case_by_case", "green_catalogue", "sdg", "aliases"}
"""Fields of which most projects rightly say nothing."""
