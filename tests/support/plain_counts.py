"""What a catalogue holds, counted from its YAML by code of its own that knows nothing of the program.

The rules are those of the documents: projects and opportunities apart; an investor is sought by an open
project and by a planned opportunity, unless its date has passed or nobody has confirmed it for 24 months.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

Entry = dict[str, Any]
LISTS = (
    *("all", "seeking", "kind", "status", "chain", "segment", "cooperation", "tag", "region"),
    *("enterprise", "year", "collection"),
)
SETTLED = {"signed", "landed", "under-construction", "operating"}


class Held(NamedTuple):
    """How many projects and opportunities there are, and how many of both seek an investor."""

    projects: int
    opportunities: int
    seeking: int


@dataclass(frozen=True)  # without slots: what was read is kept
class Plain:
    """The public entries of a catalogue as YAML has them."""

    root: Path
    day: str

    def entries(self, folder: str) -> dict[str, Entry]:
        files = [
            *(self.root / "content" / folder).glob("*.yml"),
            *(self.root / "content" / folder).glob("*/*.yml"),
        ]
        packaged = folder in ("projects", "policies", "events", "news", "pages")
        found = {(file.parent.name if packaged else file.stem): _read(file) for file in files}
        return {key: each for key, each in found.items() if each.get("visibility", "public") == "public"}

    @cached_property
    def projects(self) -> dict[str, Entry]:
        return self.entries("projects")

    @cached_property
    def regions(self) -> dict[str, Entry]:
        return self.entries("regions")

    @cached_property
    def collections(self) -> dict[str, Entry]:
        return self.entries("collections")

    @cached_property
    def policies(self) -> dict[str, Entry]:
        return self.entries("policies")

    @cached_property
    def chains(self) -> dict[str, Entry]:
        return self.entries("chains")

    @cached_property
    def enterprises(self) -> dict[str, Entry]:
        return self.entries("enterprises")

    @cached_property
    def _lists(self) -> dict[tuple[str, str], list[Entry]]:
        """Projects by the lists that they stand in."""
        found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for key, project in self.projects.items():
            for name in LISTS:
                for value in self._values(name, key, project):
                    found[name, value].append(project)
        return found

    def held(self, name: str, value: str = "") -> Held:
        """What stands in a list of projects."""
        assert name in LISTS
        return self.tally(self._lists.get((name, value), []))

    def tally(self, found: list[Entry]) -> Held:
        wishes = [each for each in found if each["kind"] == "opportunity"]
        seeking = [each for each in found if self.seeks(each)]
        return Held(len(found) - len(wishes), len(wishes), len(seeking))

    def cell(self, name: str, value: str, status: str) -> Held:
        """What has a status and stands in a list."""
        return self.tally([each for each in self._lists.get((name, value), []) if each["status"] == status])

    def strengths(self, chain: str) -> dict[str, int]:
        """How many segments of a chain have each strength."""
        found: dict[str, int] = {}
        for segment in self.chains[chain].get("segments", []):
            strength = segment.get("strength", "unknown")
            if strength == "unknown" and self._in_place(chain, segment["id"]):
                strength = "present"
            found[strength] = found.get(strength, 0) + 1
        return found

    def firms(self, chain: str) -> int:
        """How many enterprises stand in a chain ("" for those in none)."""
        chains = [
            {part["chain"] for part in each.get("chains", [])} or {""} for each in self.enterprises.values()
        ]
        return sum(chain in each for each in chains)

    def plots(self, region: str) -> int:
        return len(self.regions[region].get("plots", []))

    def free_plots(self, region: str) -> int:
        """Plots that can be had in a region and in all that lies in it."""
        inside = [key for key in self.regions if region in self._upwards(key)]
        plots = [plot for key in inside for plot in self.regions[key].get("plots", [])]
        return sum(plot["status"] == "available" for plot in plots)

    def policy_state(self, policy: Entry) -> str:
        starts = policy.get("effective") or policy.get("issued") or ""
        if policy.get("repealed") and _first(policy["repealed"]) <= self.day:
            return "repealed"
        if policy.get("expires") and _last(policy["expires"]) < self.day:
            return "expired"
        if starts and _first(starts) > self.day:
            return "upcoming"
        if policy.get("text") == "title-only":
            return "title-only"
        bounded = policy.get("expires") or policy.get("indefinite") == "true"
        return "in-force" if bounded else "open-ended"

    def policies_of(self, name: str, value: str) -> int:
        """How many policies stand in a list."""
        return sum(value in self._policy_values(name, each) for each in self.policies.values())

    def seeks(self, project: Entry) -> bool:
        offered = project["status"] == "open" or (
            project["kind"] == "opportunity" and project["status"] == "planned"
        )
        if not offered or (project.get("expires") and _last(project["expires"]) < self.day):
            return False
        dates = [project.get("confirmed", ""), *[each["date"] for each in project.get("milestones", [])]]
        sources = project.get("source", [])
        sources = sources if isinstance(sources, list) else [sources]
        newest = (
            max(filter(None, dates), default="")
            or max([each.get("date", "") for each in sources], default="")
            or project.get("published", "")
        )
        if not newest:
            return True
        year, month, day = map(int, _last(newest).split("-"))
        day = min(day, calendar.monthrange(year + 2, month)[1])
        return f"{year + 2:04}-{month:02}-{day:02}" >= self.day

    def _values(self, name: str, key: str, project: Entry) -> set[str]:
        """The lists of one sort that a project stands in."""
        match name:
            case "all":
                return {""}
            case "seeking":
                return {""} if self.seeks(project) else set()
            case "kind":
                return {project["kind"], "technology"} if "technology" in project else {project["kind"]}
            case "status":
                return {project["status"]}
            case "chain":
                return {project.get("chain", "")}
            case "segment":
                return {f"{project.get('chain', '')}/{part}" for part in project.get("segments", [])}
            case "cooperation":
                return set(project.get("cooperation", []))
            case "tag":
                return {_tag(tag) for tag in project.get("tags", [])}
            case "region":
                return {*self._upwards(project.get("region", "")), *self._upwards(project.get("park", ""))}
            case "enterprise":
                return self._firms_of(project)
            case "year":
                return {self._year(project)}
            case "collection":
                return self._collections_of(key, project)
        raise ValueError(name)

    def _policy_values(self, name: str, policy: Entry) -> set[str]:
        applies = policy.get("applies", {})
        match name:
            case "level":
                return {policy["level"]}
            case "chain":
                return set(applies.get("chains", []))
            case "region":
                return {up for key in applies.get("regions", []) for up in self._upwards(key)}
            case "state":
                state = self.policy_state(policy)
                return {state, {"repealed": "expired"}.get(state, state)}
        raise ValueError(name)

    def _firms_of(self, project: Entry) -> set[str]:
        """Enterprises whose project it is: investors and partners."""
        named: set[str] = set(project.get("partners", []))
        return named | set(project.get("enterprises", []))

    def _year(self, project: Entry) -> str:
        dates = [project.get("confirmed", ""), *[each["date"] for each in project.get("milestones", [])]]
        sources = project.get("source", [])
        sources = sources if isinstance(sources, list) else [sources]
        facts = max(filter(None, dates), default="") or max(
            [each.get("date", "") for each in sources], default=""
        )
        known = [project.get("batch", ""), project.get("published", ""), facts]
        return next((text[:4] for text in known if text[:4].isdigit()), "")

    def _collections_of(self, key: str, project: Entry) -> set[str]:
        found = set(project.get("collections", []))
        for name, collection in self.collections.items():
            if key in collection.get("projects", []):
                found.add(name)
            where = collection.get("where")
            if where and all(self._meets(word, want, key, project) for word, want in where.items()):
                found.add(name)
        return found

    def _meets(self, word: str, want: Any, key: str, project: Entry) -> bool:
        if word == "batch":
            return bool(project.get("batch") == want)
        if word == "status":
            return project["status"] in (want if isinstance(want, list) else [want])
        return (_tag(want) if word == "tag" else want) in self._values(word, key, project)

    def _in_place(self, chain: str, segment: str) -> bool:
        built = any(
            each["kind"] == "project" and each["status"] in SETTLED
            for each in self._lists.get(("segment", f"{chain}/{segment}"), [])
        )
        return built or any(
            each.get("role") != "sought"
            and any(
                part["chain"] == chain and segment in part.get("segments", [])
                for part in each.get("chains", [])
            )
            for each in self.enterprises.values()
        )

    def _upwards(self, region: str) -> list[str]:
        """A region and all above it."""
        found = []
        while region in self.regions:
            found.append(region)
            region = self.regions[region].get("parent", "")
        return found


def _read(file: Path) -> Entry:
    read = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
    assert isinstance(read, dict)
    return read


def _tag(tag: Any) -> str:
    """A tag in the default language; its address is made of letters, digits and hyphens."""
    return "-".join(str(tag).lower().split())


def _first(date: str) -> str:
    return (date[:10] + "-01-01")[:10] if len(date) == 4 else (date[:10] + "-01")[:10]


def _last(date: str) -> str:
    date = date.rpartition("/")[2][:10]
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:7]))[1]:02}"
    return date
