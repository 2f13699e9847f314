"""Boundaries of regions from GeoJSON (RFC 7946), in WGS-84 or CGCS2000 longitudes and latitudes.

The two systems differ by centimetres, which no drawing shows. Positions in metres, or with latitude first,
are refused as far as they can be told.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import Any

import msgspec

from sitegen.diagnostics import InputError

Ring = tuple[tuple[float, float], ...]
"""Positions as (longitude, latitude); the first is not repeated at the end."""

GOOD_SYSTEMS = ("CRS84", "4326", "4490")
NAMES = ("id", "code", "adcode", "gb", "name")
"""Properties of a feature that may say which region it is: its id here, its GB/T 2260 code, its name."""


class Boundary(msgspec.Struct, frozen=True):
    """The area of a region."""

    names: tuple[str, ...]
    """What the file calls it."""
    rings: tuple[Ring, ...]
    """Outer rings and holes alike."""


class BoundaryError(InputError):
    """A file that holds no boundaries to draw; says why in English and Chinese."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh


def parse_boundaries(data: bytes) -> list[Boundary]:
    """The areas of a GeoJSON file; points and lines are passed over. Raises BoundaryError."""
    try:
        whole = msgspec.json.decode(data.removeprefix(BOM_UTF8))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BoundaryError("it is no JSON", "不是 JSON 文件") from None
    if not isinstance(whole, dict) or whole.get("type") not in ("FeatureCollection", "Feature"):
        raise BoundaryError("it is no collection of features", "不是 FeatureCollection")
    _check_system(whole.get("crs"))
    features = whole.get("features") if whole["type"] == "FeatureCollection" else [whole]
    if not isinstance(features, list):
        raise BoundaryError("it has no features", "没有 features")
    found = [_boundary(feature) for feature in features if isinstance(feature, dict)]
    return [boundary for boundary in found if boundary is not None]


def _check_system(crs: Any) -> None:
    """A coordinate system that is named must be one of degrees."""
    if crs is not None and not any(name in msgspec.json.encode(crs).decode() for name in GOOD_SYSTEMS):
        raise BoundaryError(
            "its coordinates are neither WGS-84 nor CGCS2000 degrees", "坐标系不是 WGS-84 或 CGCS2000 经纬度"
        )


def _boundary(feature: dict[str, Any]) -> Boundary | None:
    geometry, properties = feature.get("geometry"), feature.get("properties") or {}
    if not isinstance(geometry, dict) or not isinstance(properties, dict):
        return None
    coordinates = geometry.get("coordinates")
    if geometry.get("type") == "Polygon":
        coordinates = [coordinates]
    elif geometry.get("type") != "MultiPolygon":
        return None
    try:
        polygons = msgspec.convert(coordinates, type=list[list[list[list[float]]]])
    except msgspec.ValidationError:
        polygons = [[[[]]]]
    if not all(len(point) > 1 for polygon in polygons for ring in polygon for point in ring):
        raise BoundaryError("an area has no proper coordinates", "有区域的坐标不完整")
    rings = tuple(_ring(points) for polygon in polygons for points in polygon if len(points) > 3)
    names = [str(properties[name]) for name in NAMES if properties.get(name) not in (None, "")]
    names += [str(feature["id"])] if feature.get("id") is not None else []
    return Boundary(tuple(names), rings) if rings else None


def _ring(points: list[list[float]]) -> Ring:
    ring = tuple((point[0], point[1]) for point in points)
    if any(not (-180 <= lon <= 180 and -90 <= lat <= 90) for lon, lat in ring):
        raise BoundaryError(
            "its coordinates are no degrees, or latitude stands first", "坐标不是经纬度，或把纬度写在了前面"
        )
    return ring[:-1] if ring[0] == ring[-1] else ring
