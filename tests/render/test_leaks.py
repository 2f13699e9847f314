"""The search for hidden values in what is to be published: every file, and however a value is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sitegen.diagnostics import ContentError
from sitegen.pipeline.build import Options, build
from sitegen.render.leaks import Leaks
from sitegen.render.page_renderer import PageRenderer
from tests.support.minisite import PROJECT_YML, MiniSite

SECRET = "绝密底价88888元"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("the mayor's price", "the mayor's price"),
        ("the mayor's price", "the mayor&#39;s price"),
        ("the mayor's price", "the mayor&#x27;s price"),
        ('say "88 million"', "say &#34;88 million&#34;"),
        ('say "88 million"', "say &quot;88 million&quot;"),
        ("A&B <88 million>", "A&amp;B &lt;88 million&gt;"),
        ("A&B <88 million>", "A&B <88 million>"),
        ('say "88 million"', r"say \"88 million\""),
        ("A&B <88 million>", r"A\u0026B \u003c88 million\u003e"),
        ("88, or 89; no more", r"88\, or 89\; no more"),
        (r"88\\89 million", r"88\\\\89 million"),
        ("two  lines\nof it", "two lines of it"),
        ("底价八千万元", "底价八千万元"),
    ],
)
def test_a_value_is_found_however_it_is_written(value: str, written: str) -> None:
    found = Leaks([value, "another value"]).find(f"<p>before {written} after</p>".encode())
    assert found == [" ".join(value.split())]


def test_every_value_is_told_once_and_short_ones_are_not_looked_for() -> None:
    leaks = Leaks(["second value", "first value", "first value", "short"])
    assert leaks.find(b"first value, second value, first value, short") == [
        "first value",
        "second value",
    ]
    assert Leaks(["12345"]).find(b"12345") == []
    assert Leaks(["123456"]).find(b"x123456x") == ["123456"]
    assert leaks.find(b"nothing of it") == []


FULL = {
    "content/projects/sample/project.yml": PROJECT_YML + f"internal: {{floor: {SECRET}}}\n",
    "content/events/fair/event.yml": "title: {zh: 会, en: Fair}\nkind: fair\nstarts: 2027-01-01\n",
    "content/chains/metal.yml": (
        "title: {zh: 铝, en: Metal}\nstages: [{id: up, title: {zh: 上, en: Up}}]\n"
        "segments: [{id: foil, stage: up, strength: missing, title: {zh: 箔, en: Foil}}]\n"
    ),
}


def leaky(make: Callable[..., Any], secret: bytes) -> Callable[..., Any]:
    """What makes files, and puts the secret into each."""

    def made(self: Any, spec: Any) -> Any:
        result = make(self, spec)
        outputs = tuple(
            msgspec.structs.replace(one, data=one.data + b"<!-- " + secret + b" -->")
            for one in result.outputs
        )
        return msgspec.structs.replace(result, outputs=outputs)

    return made


def test_every_file_is_searched(mini_site: MiniSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages, feeds, contact files, calendars, drawings, what the search reads: all that is not copied."""
    root = mini_site(dict(FULL))
    options = Options(root=root, output=root / "build", now="2026-06-30", jobs=1, fresh=True)
    build(options)
    tree = root / "build"
    made = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()}
    made -= {f"assets/{path.name}" for path in (tree / "assets").iterdir() if path.name != "brand.css"}
    endings = {Path(path).suffix for path in made}
    assert endings >= {".html", ".xml", ".json", ".vcf", ".ics", ".txt"}

    monkeypatch.setattr(PageRenderer, "make", leaky(PageRenderer.make, SECRET.encode()))
    with pytest.raises(ContentError) as refused:
        build(options)
    found = [one for one in refused.value.diagnostics if one.code == "E_LEAK"]
    assert {one.place.path for one in found} == made
    assert {one.params["source"] for one in found} == {"content/projects/sample/project.yml"}
