"""Every count that pages show, against one taken from the YAML by code that knows nothing of the program.

Whatever reads like a count and is held to nothing is a failure, too: a new place for a count has to be held
here.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest

from tests.conftest import BUILD_DATE
from tests.support.html_tree import having, parsed, text_of
from tests.support.plain_counts import LISTS, Held, Plain
from tests.support.process import REPOSITORY, must
from tests.support.process import run_cli as run_sitegen
from tests.support.site import Site

_PROJECTS = re.compile(r"([\d,]+)(?: projects?\b|个项目|個項目)")
_WISHES = re.compile(r"([\d,]+)(?: opportunit(?:y|ies)\b|个招商方向|個招商方向)")
_SEEKING = re.compile(r"([\d,]+)(?: open to investors|个正在招商|個正在招商)")
_PLOTS = re.compile(r"([\d,]+)(?: plots?\b|块地|塊地)")
_FIRMS = re.compile(r"([\d,]+)(?: enterprises?\b|家企业|家企業)")
_POLICIES = re.compile(r"([\d,]+)(?: policies\b| policy\b|项政策|項政策)")
_FIGURES = re.compile(r"(\d+)(?:\s*\+\s*(\d+))?")
_COUNTED = (_PROJECTS, _WISHES, _SEEKING, _PLOTS, _FIRMS, _POLICIES)
# "3 projects, 1 opportunity, 4 plots" and nothing else: a count, and not a sentence of an entry's.
_ALL_COUNT = re.compile(rf"(?:(?:{'|'.join(each.pattern for each in _COUNTED)})[\s,，、·]*)+")

_THEIR_OWN = {"legend-step", "figures", "facts", "prose"}
"""Where figures are those of an entry's author, or the limits of a class."""


class Counted:
    """The counts of one page, each held once to the truth."""

    def __init__(self, plain: Plain, site: Site, locale: str, path: str) -> None:
        self.plain = plain
        self.site = site
        self.locale = locale
        self.path = path
        self.main = next(parsed(site.tree / locale / path / "index.html").iter("main"))
        if path.startswith("chains/"):  # where a chain is: tests/views/test_chain_places.py counts that
            for parent in [*self.main.iter()]:
                for child in [each for each in parent if each.get("id") == "places"]:
                    parent.remove(child)
        self.held: set[Element] = set()

    def check(self) -> int:
        """Compare all, and give back how many there were."""
        for hold in (
            self._links,
            self._tiles,
            self._chain_lines,
            self._ranked,
            self._strengths,
            self._head,
            self._entries,
            self._segments,
            self._firms,
            self._tables,
            self._board_columns,
            self._drawings,
        ):
            hold()
        loose = [text for text in self._loose(self.main) if _ALL_COUNT.fullmatch(text)]
        assert not loose, f"{self._where}: counts that no test holds: {loose}"
        return len(self.held)

    @property
    def _where(self) -> str:
        return f"{self.locale}/{self.path}"

    def _same(self, element: Element, want: Held | int, *, seeking: bool = False) -> None:
        """A count in words: what it leaves out is nought, except what seeks, which not all counts tell."""
        self.held.add(element)
        said = text_of(element)
        if isinstance(want, int):
            found = [each for each in (_number(pattern, said) for pattern in _COUNTED) if each is not None]
            found = found or [_first_number(said)]
            assert found == [want], f"{self._where}: {element.attrib} {said!r}, but there are {want}"
            return
        assert _in_words(said)[:2] == want[:2], f"{self._where}: {said!r}, but there are {want}"
        if seeking or _SEEKING.search(said):
            assert _in_words(said)[2] == want.seeking, f"{self._where}: {said!r}, but there are {want}"

    def _figures(self, element: Element, want: Held) -> None:
        """A count in figures: 13, or 13 + 2."""
        self.held.add(element)
        match = _FIGURES.fullmatch(text_of(element))
        assert match, f"{self._where}: {text_of(element)!r}"
        told = (int(match[1]), int(match[2] or 0))
        assert told == want[:2], f"{self._where}: {text_of(element)!r}, but there are {want}"
        if element.get("title"):
            assert _in_words(element.get("title", ""))[:2] == want[:2], (
                f"{self._where}: {element.get('title')}"
            )

    def _target(self, link: Element) -> str:
        """Where a link leads, from the language's folder."""
        place = PurePosixPath("/", self.locale, self.path)
        parts: list[str] = []
        for part in (place / unquote(link.get("href", "").partition("#")[0])).parts[1:]:
            parts = parts[:-1] if part == ".." else [*parts, part]
        return "/".join(parts[1:]) + "/"

    def _wanted(self, path: str) -> Held | int | None:
        """What there is of what stands at an address; None where it is not a count's."""
        match path.strip("/").split("/"):
            case ["projects"]:
                return self.plain.held("all")
            case ["projects", "open"]:
                return self.plain.held("seeking").projects + self.plain.held("seeking").opportunities
            case ["projects", "kind", kind]:
                held = self.plain.held("kind", kind)
                return held.projects + held.opportunities
            case ["projects", "tag", tag]:
                plain = tag.removeprefix("xn--").encode().decode("punycode") if tag[:4] == "xn--" else tag
                return self.plain.held("tag", plain)
            case ["projects", "board" | "page", _]:
                return None
            case ["projects", name, value] if name in LISTS:
                return self.plain.held(name, value)
            case ["chains" | "regions" as folder, value, "projects"]:
                return self.plain.held(folder.removesuffix("s"), value)
            case ["chains"]:
                return len(self.plain.chains)
            case ["enterprises"]:
                return len(self.plain.enterprises)
            case ["policies"]:
                return self.plain.policies_of("state", "in-force")
            case ["policies", "expired"]:
                return self.plain.policies_of("state", "expired")
            case ["policies", name, value]:
                return self.plain.policies_of(name, value)
            case ["chains", chain, segment]:
                return self.plain.held("segment", f"{chain}/{segment}")
            case [("chains" | "regions" | "collections" | "enterprises") as folder, value]:
                return self.plain.held(folder.removesuffix("s"), value)
        return None

    def _links(self) -> None:
        """Links with a count beside them: lists, chips, the home page's counts, the steps of the board."""
        for link in self.main.iter("a"):
            want = self._wanted(self._target(link))
            for count in () if want is None else (*having(link, "count"), *link.findall("b")):
                if isinstance(want, Held):
                    self._figures(count, want)
                elif want is not None:
                    self._same(count, want)

    def _tiles(self) -> None:
        for tile in having(self.main, "tile"):
            path = self._target(next(tile.iter("a")))
            want = self._wanted(path)
            assert isinstance(want, Held)
            for each in (*having(tile, "count"), *having(tile, "card-foot")):
                said = text_of(each)
                if not any(pattern.search(said) for pattern in _COUNTED):
                    continue
                self._same(each, want)
                if path.startswith("regions/"):
                    assert (_number(_PLOTS, said) or 0) == self.plain.plots(path.split("/")[1]), said

    def _head(self) -> None:
        """The count under a list's or a chain's heading."""
        want = self._wanted(self.path)
        for each in having(self.main, "total"):
            if re.search(r"\d", text_of(each)) and "/page/" not in self.path:
                wanted = self.plain.held("seeking") if self.path == "projects/open/" else want
                if self.path.startswith("projects/kind/"):
                    wanted = self.plain.held("kind", self.path.split("/")[2])
                if self.path == "policies/":
                    wanted = len(self.plain.policies)
                assert wanted is not None, f"{self._where}: {text_of(each)}"
                self._same(each, wanted)
        for head in having(self.main, "page-head"):
            for above in having(head, "above"):
                for each in having(above, "quiet"):
                    if _PROJECTS.search(text_of(each)) or _WISHES.search(text_of(each)):
                        assert isinstance(want, Held)
                        self._same(each, want, seeking=True)

    def _entries(self) -> None:
        for entry in having(self.main, "entry"):
            path = self._target(next(entry.iter("a")))
            want = self._wanted(path) if path.startswith("collections/") else None
            for each in having(entry, "facts-line") if isinstance(want, Held) else ():
                assert isinstance(want, Held)
                self._same(each, want)

    def _segments(self) -> None:
        chain = self.path.split("/")[1] if self.path.startswith("chains/") else ""
        for segment in having(self.main, "segment"):
            want = self.plain.held("segment", f"{chain}/{segment.get('id', '').removeprefix('segment-')}")
            said = [each for each in having(segment, "quiet") if _ALL_COUNT.fullmatch(text_of(each))]
            assert bool(said) == bool(sum(want[:2])), f"{self._where}: {segment.get('id')}, {want}"
            for each in said:
                self._same(each, want, seeking=True)

    def _firms(self) -> None:
        """Enterprises in tables, and how many there are of a chain."""
        for row in self.main.iter("tr"):
            links = list(row.iter("a"))
            if links and self._target(links[0]).startswith("enterprises/"):
                want = self._wanted(self._target(links[0]))
                said = [each for each in having(row, "sub") if _ALL_COUNT.fullmatch(text_of(each))]
                assert isinstance(want, Held)
                assert bool(said) == bool(sum(want[:2])), f"{self._where}: {text_of(row)}, {want}"
                for each in said:
                    self._same(each, want)
        for head in having(self.main, "section-head"):
            for each in having(head, "quiet"):
                if _FIRMS.search(text_of(each)):
                    chains = [self._target(link).split("/")[1] for link in head.iter("a")]
                    self._same(each, self.plain.firms(chains[0] if chains else ""))

    def _tables(self) -> None:
        """The map as a table, and the board."""
        for table in having(self.main, "map-table"):
            statuses = [self._target(link).split("/")[2] for link in self._ladder()]
            for row in table.iter("tr"):
                links = list(row.iter("a"))
                if not links:
                    continue
                folder, value, *_ = self._target(links[0]).split("/")
                if "board-table" in table.get("class", ""):
                    wants = [self.plain.cell(folder.removesuffix("s"), value, each) for each in statuses]
                    for cell, want in zip(row.iter("td"), wants, strict=True):
                        figures = cell.find("b")
                        assert (figures is not None) == bool(sum(want[:2])), f"{self._where}: {text_of(row)}"
                        if figures is not None:
                            self._figures(figures, want)
                    continue
                for cell in row.iter("td"):
                    self._map_cell(cell, value)

    def _map_cell(self, cell: Element, region: str) -> None:
        said = text_of(cell)
        if _PLOTS.search(said):
            assert _number(_PLOTS, said) == self.plain.free_plots(region), f"{self._where}: {region} {said}"
            self.held.add(cell)
        elif _PROJECTS.search(said) or _WISHES.search(said):
            self._same(cell, self.plain.held("region", region))

    def _ladder(self) -> list[Element]:
        return [link for sums in having(self.main, "ladder-sums") for link in sums.iter("a")]

    def _board_columns(self) -> None:
        """What a chain's projects have come to, status by status."""
        for column in having(self.main, "board-column"):
            heading = next(column.iter("h3"))
            status = next(name[7:] for name in heading.get("class", "").split() if name[:7] == "status-")
            chain = self.path.split("/")[1]
            (said,) = (each for each in column.iter("p"))
            self._same(said, self.plain.cell("chain", chain, status))

    def _ranked(self) -> None:
        """Places beside the map: of each layer what its region has."""
        for ranked in having(self.main, "ranked"):
            for line in ranked.iter("li"):
                region = self._target(next(line.iter("a"))).split("/")[1]
                said = next(line.iter("span"))
                if "ly-plots" in ranked.get("class", "").split():
                    self._same(said, self.plain.free_plots(region))
                elif "ly-projects" in ranked.get("class", "").split():
                    self._same(said, self.plain.held("region", region))

    def _chain_lines(self) -> None:
        for line in having(self.main, "chain-line"):
            want = self._wanted(self._target(next(line.iter("a"))))
            assert isinstance(want, Held)
            self._same(having(line, "chain-counts")[0], want, seeking=True)

    def _strengths(self) -> None:
        """How many segments of each strength a chain's tile says that there are: as many boxes are drawn."""
        for tile in having(self.main, "tile"):
            path = self._target(next(tile.iter("a")))
            if not path.startswith("chains/"):
                continue
            want = self.plain.strengths(path.split("/")[1])
            for blocks in having(tile, "blocks"):
                assert len(list(blocks.iter("svg"))) == sum(want.values()), f"{self._where}: {path}"
                foot = having(tile, "card-foot")[0]
                told = sorted(int(number) for number in re.findall(r"\d+", text_of(foot)))
                assert told == sorted(want.values()), f"{self._where}: {path}: {text_of(foot)}, {want}"

    def _drawings(self) -> None:
        """What maps show of places and segments, and what they say to who cannot see them."""
        for drawing in self.main.iter("svg"):
            links = {_letters(link.findtext("title", "")): link for link in drawing.iter("a")}
            for label, link in links.items():
                want = self._at(link)
                if want is not None:
                    said = _in_words(label)
                    assert said[:2] in (want[:2], (0, 0)), f"{self._where}: {label!r}, but there are {want}"
                    self._drawn(link, want)
            for group in drawing.iter("g"):
                name = _letters("".join(text_of(each) for each in group.findall("text")))
                if group.get("aria-hidden") and name:  # the name and the values of an area, above it
                    found = [link for label, link in links.items() if label.startswith(name)]
                    want = self._at(found[0]) if len(found) == 1 else None
                    assert want is not None, f"{self._where}: {name!r} of {list(links)}"
                    self._drawn(group, want)

    def _at(self, link: Element) -> Held | None:
        """What there is of the segment, region or chain that a link of a drawing leads to."""
        href = link.get("href", "")
        if href.startswith("#segment-"):
            return self.plain.held("segment", f"{self.path.split('/')[1]}/{href[9:]}")
        path = self._target(link).strip("/")
        want = self._wanted(path) if re.fullmatch("(regions|chains)/[^/]+", path) else None
        return want if isinstance(want, Held) else None

    def _drawn(self, place: Element, want: Held) -> None:
        """Counts drawn on a place. Their lines are parts of one: "1 project" above "2 opportunities"."""
        for text in place.iter("text"):
            said = text_of(text)
            if _ALL_COUNT.fullmatch(said):
                self.held.add(text)
                for pattern, number in zip((_PROJECTS, _WISHES), want[:2], strict=True):
                    told = _number(pattern, said)
                    assert told in (None, number), f"{self._where}: {said!r}, but there are {want}"

    def _loose(self, element: Element) -> Iterator[str]:
        """Texts outside what has been held."""
        if element in self.held or _THEIR_OWN & set(element.get("class", "").split()):
            return
        yield (element.text or "").strip()
        for child in element:
            yield from self._loose(child)
            yield (child.tail or "").strip()


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return int(match[1].replace(",", "")) if match else None


def _letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def _first_number(text: str) -> int:
    match = re.search(r"\d[\d,]*", text)
    assert match, text
    return int(match[0].replace(",", ""))


def _in_words(text: str) -> Held:
    return Held(*[_number(pattern, text) or 0 for pattern in (_PROJECTS, _WISHES, _SEEKING)])


def _paths(site: Site, locale: str, step: int) -> list[str]:
    """Pages that count: home, lists, board, directory; of the many of one sort, every so-many-th."""
    tree = site.tree / locale
    first = ["", "projects/", "projects/open/", "projects/board/", "regions/", "chains/", "enterprises/"]
    first += ["policies/", "collections/"]
    many = [
        f"{file.parent.relative_to(tree)}/"
        for pattern in ("regions/**", "chains/**", "projects/*/*", "policies/*/*")
        for file in sorted(tree.glob(f"{pattern}/index.html"))
    ]
    return list(dict.fromkeys([*first, *many[::step]]))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The shipped catalogue as it is published: on the day that it is a catalogue of."""
    root = tmp_path_factory.mktemp("shipped") / "site"
    root.mkdir()
    shutil.copy2(REPOSITORY / "site.yml", root)
    for folder in ("content", "themes"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    must(run_sitegen("build", cwd=root, module="tests.support.blank_pictures"))
    return Site("shipped", root)


@pytest.mark.parametrize("locale", ["zh", "en", "zh-hant"])
def test_every_count_of_the_shipped_catalogue(shipped: Site, locale: str) -> None:
    day = re.search(r"^as_of: (\S+)", (shipped.root / "site.yml").read_text(), re.MULTILINE)
    assert day
    _compare(shipped, day[1], locale, 1)


@pytest.mark.parametrize("locale", ["zh", "en", "zh-hant"])
def test_every_count_of_a_full_catalogue(demo: Site, locale: str) -> None:
    _compare(demo, BUILD_DATE, locale, 1 if locale == "zh" else 3)


def _compare(site: Site, day: str, locale: str, step: int) -> None:
    plain = Plain(site.root, day)
    numbers = {path: Counted(plain, site, locale, path).check() for path in _paths(site, locale, step)}
    assert numbers[""] > 30
    assert numbers["projects/board/"] > 20
    assert numbers["regions/"] > 10
    assert numbers["enterprises/"] > 10
    assert sum(numbers.values()) > 400
