"""Figures as tables, for the terminal and for docs/: python -m bench.report writes the latter anew."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from bench.words import WORDS, Words

HERE = Path(__file__).resolve().parent
RESULTS, GROWTH = HERE / "results.json", HERE / "growth.json"
DOCS = {"en": HERE.parent / "docs" / "benchmarks.md", "zh": HERE.parent / "docs" / "benchmarks.zh.md"}
MARKS = {
    "figures": ("<!-- figures: made by `make bench` -->", "<!-- end of figures -->"),
    "growth": ("<!-- growth: made by `python -m bench.growth` -->", "<!-- end of growth -->"),
}
EDITS = ("body", "title", "template", "token", "contact", "add", "rename", "delete")


class Goal(NamedTuple):
    """What is measured of sitegen, and how it is to compare with Hugo's fresh build."""

    name: str
    figure: str
    """wall, cpu, peak or after; see `bench.process.Cost`."""
    share: float = 0
    """Of Hugo's; 0 where there is no such goal."""
    seconds: Mapping[int, float] = MappingProxyType({})
    """By the number of projects, where there is such a goal."""


GOALS = (
    Goal("fresh", "wall", share=1 / 4),
    Goal("fresh", "cpu", share=1 / 4),
    Goal("fresh", "after"),
    Goal("fresh", "peak", share=0.3),
    Goal("no change", "wall", share=1 / 200),
    Goal("body", "wall", share=1 / 50, seconds={10_000: 0.5}),
    Goal("title", "wall", share=1 / 40, seconds={10_000: 0.5}),
    Goal("check fresh", "wall", seconds={10_000: 4}),
    Goal("check again", "wall", seconds={10_000: 0.3}),
    Goal("serve body", "wall", seconds={3_000: 0.2, 10_000: 0.5}),
    Goal("serve title", "wall", seconds={3_000: 0.2, 10_000: 0.5}),
)

Results = dict[str, Any]
Rows = list[tuple[str, ...]]


def tables(results: Results, lang: str) -> str:
    """All tables as Markdown."""
    words = WORDS[lang]
    parts = [words.machine.format(**results["machine"], rounds=results["rounds"])]
    for size, sides in results["sizes"].items():
        parts.append(f"### {words.size.format(size=f'{int(size):,}')}")
        parts.append(_table(words.goal_heads, _goal_rows(int(size), sides, words)))
        parts.append(_table(words.edit_heads, _edit_rows(sides, words)))
        parts.append(_stages(sides, words))
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(heads: tuple[str, ...], rows: Rows) -> str:
    lines = [heads, ("---", *["---:"] * (len(heads) - 1)), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def value(figures: dict[str, Any], figure: str) -> float:
    """The median of a figure's rounds; 0 where it was not measured."""
    found = figures.get(figure, 0)
    return statistics.median(found) if isinstance(found, list) else float(found)


def _goal_rows(size: int, sides: Results, words: Words) -> Rows:
    hugo = sides["hugo"]["fresh"]
    rows: Rows = []
    for goal in GOALS:
        theirs, ours = value(hugo, goal.figure), value(sides["lean"].get(goal.name, {}), goal.figure)
        full = value(sides.get("full", {}).get(goal.name, {}), goal.figure)
        if not ours and goal.figure == "after":  # a small site leaves nothing to do
            continue
        compared = goal.share > 0 and theirs > 0 and ours > 0
        rows.append(
            (
                f"{words.names[goal.name]}, {words.figures[goal.figure]}",
                _amount(theirs, goal.figure) if compared else "",
                _amount(ours, goal.figure),
                _ratio(ours / theirs) if compared else "",
                "; ".join(_goal_texts(goal, size, words)),
                _verdict(goal, size, ours, theirs, words),
                _amount(full, goal.figure),
            )
        )
    again = sides["hugo"].get("again", {})
    rows.append((words.names["hugo again"], _amount(value(again, "wall"), "wall"), "", "", "", "", ""))
    return rows


def _goal_texts(goal: Goal, size: int, words: Words) -> Iterator[str]:
    if goal.share:
        yield f"≤ {_ratio(goal.share)}"
    if size in goal.seconds:
        yield f"< {goal.seconds[size]:g} s"


def _verdict(goal: Goal, size: int, ours: float, theirs: float, words: Words) -> str:
    tests = []
    if goal.share and theirs:
        tests.append(ours / theirs <= goal.share)
    if size in goal.seconds:
        tests.append(ours < goal.seconds[size])
    return (words.yes if all(tests) else words.no) if tests and ours else ""


def _amount(number: float, figure: str) -> str:
    if not number:
        return ""
    if figure == "peak":
        return f"{number:,.0f} MB"
    return f"{number * 1000:.0f} ms" if number < 1 else f"{number:.2f} s"


def _ratio(share: float) -> str:
    return f"{share:.2f}" if share > 0.1 else f"1/{1 / share:.0f}"


def _edit_rows(sides: Results, words: Words) -> Rows:
    return [*_edits_of(sides, "lean", words), *_edits_of(sides, "full", words)]


def _edits_of(sides: Results, side: str, words: Words) -> Iterator[tuple[str, ...]]:
    named = sides.get(side, {})
    for name in ("fresh", *EDITS, "body at once"):
        figures = named.get(name)
        if figures:
            label = words.names[name].format(users=named.get("contact users", {}).get("count", ""))
            yield (
                f"{words.sides[side]}: {label}",
                _amount(value(figures, "wall"), "wall"),
                _amount(value(figures, "cpu"), "cpu"),
                str(figures.get("made", "")),
                str(figures.get("wrote", "")),
                {True: words.yes, False: words.no}.get(figures.get("equal"), ""),
            )


def _stages(sides: Results, words: Words) -> str:
    """Where the time of a fresh build goes; stages of the last round."""
    found = {side: sides.get(side, {}).get("fresh", {}).get("stages", {}) for side in ("lean", "full")}
    names = tuple(found["lean"])
    if not names:
        return ""
    rows = [
        (words.sides[side], *[f"{stages.get(name, 0):.0f}" for name in names])
        for side, stages in found.items()
        if stages
    ]
    return _table((words.stages, *names), rows)


def growth_table(results: Results, lang: str) -> str:
    """How a build grows, as a table; see `bench.growth`."""
    words, found = WORDS[lang], results["found"]
    rows: Rows = [
        (
            f"{int(size):,}",
            f"{found['pages'][size]:,.0f}",
            _amount(found["fresh"][size], "wall"),
            f"{found['fresh'][size] / found['pages'][size] * 1000:.2f} ms",
            _amount(found["memory"][size], "peak"),
            _amount(found["edit"][size], "wall"),
            _amount(found["none"][size], "wall"),
        )
        for size in found["pages"]
    ]
    return f"{words.grown.format(**results['machine'])}\n\n{_table(words.growth_heads, rows)}\n"


def write_docs() -> None:
    """Put the kept figures into both documents as tables."""
    figures, growth = (json.loads(path.read_text("utf-8")) for path in (RESULTS, GROWTH))
    for lang, path in DOCS.items():
        text = _between(path.read_text("utf-8"), *MARKS["figures"], tables(figures, lang))
        path.write_text(_between(text, *MARKS["growth"], growth_table(growth, lang)), "utf-8")


def _between(text: str, begin: str, end: str, inner: str) -> str:
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n\n{inner}\n{end}{after}"


def keep(results: Results, path: Path) -> None:
    path.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    write_docs()
