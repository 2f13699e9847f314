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
NAMES = (
    *("id", "region", "code", "adcode", "gb", "pac", "xzqdm", "qhdm", "区划代码", "行政区划代码", "代码"),
    *("name", "xzqmc", "mc", "name_zh", "名称", "地名", "行政区名称", "区县"),
)
"""Properties of a feature that may say which region it is, in any capitals: its id here, its GB/T 2260 code
or its name, as common sources of boundaries call them."""
CHINA = "156"
"""Some sources put the country's number (ISO 3166-1) before the code."""


class Boundary(msgspec.Struct, frozen=True):
    """The area of a region."""

    names: tuple[str, ...]
    """What the file calls it, the most exact first; codes as six digits, too."""
    rings: tuple[Ring, ...]
    """Outer rings and holes alike; none where the file gives no area that could be drawn."""
    file: str = ""


class BoundaryError(InputError):
    """A file that holds no boundaries to draw; says why in English and Chinese."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh


def parse_boundaries(data: bytes, file: str = "") -> list[Boundary]:
    """The areas of a GeoJSON file; points and lines are passed over. Raises BoundaryError."""
    try:
        whole = msgspec.json.decode(data.removeprefix(BOM_UTF8).decode())
    except UnicodeDecodeError:
        raise BoundaryError("it is not in UTF-8", "编码不是 UTF-8") from None
    except (msgspec.DecodeError, RecursionError):
        raise BoundaryError("it is no JSON", "不是 JSON 文件") from None
    if isinstance(whole, dict) and whole.get("type") == "Topology":
        raise BoundaryError("it is TopoJSON", "这是 TopoJSON，不是 GeoJSON")
    if not isinstance(whole, dict) or whole.get("type") not in ("FeatureCollection", "Feature"):
        raise BoundaryError("it is no collection of features", "不是 FeatureCollection")
    _check_system(whole.get("crs"))
    features = whole.get("features") if whole["type"] == "FeatureCollection" else [whole]
    if not isinstance(features, list):
        raise BoundaryError("it has no features", "没有 features")
    found = [_boundary(feature, file) for feature in features if isinstance(feature, dict)]
    made = [boundary for boundary in found if boundary is not None]
    if not made:
        raise BoundaryError("it has no areas", "其中没有区域")
    return made


def _check_system(crs: Any) -> None:
    """A coordinate system that is named must be one of degrees."""
    if crs is not None and not any(name in msgspec.json.encode(crs).decode() for name in GOOD_SYSTEMS):
        raise BoundaryError(
            "its coordinates are neither WGS-84 nor CGCS2000 degrees", "坐标系不是 WGS-84 或 CGCS2000 经纬度"
        )


def _boundary(feature: dict[str, Any], file: str) -> Boundary | None:
    """None for what is no area: points and lines."""
    polygons = _polygons(feature.get("geometry"))
    if polygons is None:
        return None
    if not all(len(point) > 1 for polygon in polygons for ring in polygon for point in ring):
        raise BoundaryError("an area has no proper coordinates", "有区域的坐标不完整")
    rings = tuple(_ring(points) for polygon in polygons for points in polygon if len(points) > 3)
    return Boundary(_names(feature), rings, file)


def _polygons(geometry: Any) -> list[list[list[list[float]]]] | None:
    """The polygons of a geometry or a collection of them; None for what is no area, none for no geometry."""
    if geometry is None:
        return []
    if not isinstance(geometry, dict):
        return None
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "GeometryCollection":
        parts = geometry.get("geometries")
        found = (
            [_polygons(part) for part in parts if isinstance(part, dict) and "coordinates" in part]
            if isinstance(parts, list)
            else []
        )
        areas = [polygon for part in found if part for polygon in part]
        return areas or None
    if kind == "Polygon":
        coordinates = [coordinates]
    elif kind != "MultiPolygon":
        return None
    try:
        return msgspec.convert(coordinates, type=list[list[list[list[float]]]])
    except msgspec.ValidationError:
        return [[[[]]]]


def _names(feature: dict[str, Any]) -> tuple[str, ...]:
    given = feature.get("properties")
    said = {str(key).casefold(): value for key, value in given.items()} if isinstance(given, dict) else {}
    found = [_written(said[name]) for name in NAMES if name in said]
    found += [_written(feature.get("id"))]
    known = [name for name in found if name]
    return tuple(dict.fromkeys([*known, *[code for name in known if (code := _county(name))]]))


def _written(value: Any) -> str:
    """A name or code; a code that was made a number is written as digits."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _county(code: str) -> str:
    """The six digits of a longer code that says no more than they: 510811000000, 156510811."""
    if not (code.isascii() and code.isdigit()):
        return ""
    if len(code) == 9 and code.startswith(CHINA):
        return code[3:]
    return code[:6] if len(code) in (9, 12) and not code[6:].strip("0") else ""


def _ring(points: list[list[float]]) -> Ring:
    ring = tuple((point[0], point[1]) for point in points)
    if any(not (-180 <= lon <= 180 and -90 <= lat <= 90) for lon, lat in ring):
        raise BoundaryError(
            "its coordinates are no degrees, or latitude stands first", "坐标不是经纬度，或把纬度写在了前面"
        )
    return ring[:-1] if ring[0] == ring[-1] else ring
