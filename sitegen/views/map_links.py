"""Where a place lies, and links that open it in map services."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from sitegen.model.entities import Location
from sitegen.views.localizer import Localizer
from sitegen.views.share_links import MapLink


def coordinates_of(location: Location | None) -> str:
    if location is None or location.lon is None or location.lat is None:
        return ""
    north, east = ("N" if location.lat >= 0 else "S"), ("E" if location.lon >= 0 else "W")
    return f"{abs(location.lat):.5f}° {north}, {abs(location.lon):.5f}° {east} ({location.crs})"


def map_links(localizer: Localizer, location: Location | None, name: str) -> Iterator[MapLink]:
    """Addresses that open the place in map services. They take WGS-84 by parameter; the order differs."""
    if location is None or location.lon is None or location.lat is None:
        return
    lon, lat, label = f"{location.lon:.6f}", f"{location.lat:.6f}", quote(name, safe="")
    yield MapLink(
        localizer.gettext("Amap"),
        f"https://uri.amap.com/marker?position={lon},{lat}&name={label}&src=sitegen&coordinate=wgs84&callnative=1",
    )
    yield MapLink(
        localizer.gettext("Baidu Maps"),
        f"https://api.map.baidu.com/marker?location={lat},{lon}&title={label}&content={label}"
        "&output=html&coord_type=wgs84&src=sitegen",
    )
    plain = quote(name.replace(";", "；").replace(":", "："), safe="")  # these part its marker's fields
    yield MapLink(
        localizer.gettext("Tencent Maps"),
        f"https://apis.map.qq.com/uri/v1/marker?marker=coord:{lat},{lon};title:{plain};addr:{plain}"
        "&coord_type=1&referer=sitegen",
    )
    yield MapLink("OpenStreetMap", f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=14/{lat}/{lon}")
