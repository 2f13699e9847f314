"""Boundaries for maps, read from content/maps."""

from __future__ import annotations

from pathlib import Path

from sitegen.content.safe_files import read_in
from sitegen.diagnostics import Diagnostic, Place, problem, too_large
from sitegen.model.geojson import Boundary, BoundaryError, parse_boundaries

FOLDER = "content/maps"
LARGEST = 20_000_000


def load_boundaries(root: Path) -> tuple[tuple[Boundary, ...], list[Diagnostic]]:
    """The boundaries of all GeoJSON files, and what is wrong with files that hold none."""
    made: list[Boundary] = []
    found: list[Diagnostic] = []
    for path in sorted((root / FOLDER).glob("*.geojson")):
        place = Place(f"{FOLDER}/{path.name}")
        data = read_in(str(root), place.path, LARGEST)
        if data is None:
            found.append(too_large(place, LARGEST))
            continue
        try:
            made += parse_boundaries(data, place.path)
        except BoundaryError as error:
            found.append(problem("E_BOUNDARY", place, en=error.en, zh=error.zh))
    return tuple(made), found
