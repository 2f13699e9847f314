"""A QR code of each project's address, for posters and slides: PNG and SVG, black on white."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from sitegen.channels.tools import Tools
from sitegen.model.catalogue import Catalogue
from sitegen.model.output_rows import Output
from sitegen.routes import Route
from sitegen.views.context import Bytes, Context

FORMS = {"png": "channels.qr_code.png", "svg": "channels.qr_code.svg"}
"""Endings, and the recipes of such files."""
PIXELS = 12
"""Of one module of a PNG: 400 pixels and more in all, which prints well at 3 cm."""


def routes(catalogue: Catalogue, output: Output) -> Iterator[Route]:
    """Each project's, in each form."""
    for key in sorted(catalogue.projects):
        for form in FORMS:
            yield Route(output.name, (key, form), output.path.format(key, form))


def qr_code(context: Context, route: Route) -> Bytes:
    key, form = route.args
    return Bytes(context.address(f"projects/{key}/"), FORMS[form])


def png(source: str, tools: Tools) -> bytes:
    return _encoded(source, kind="png", scale=PIXELS)


def svg(source: str, tools: Tools) -> bytes:
    """In a viewBox of one unit for each module, to be drawn at any size."""
    return _encoded(source, kind="svg", omitsize=True, light="#fff", xmldecl=False)


def _encoded(address: str, **form: Any) -> bytes:
    out = io.BytesIO()
    _code(address).save(out, **form)
    return out.getvalue()


@lru_cache(1_024)
def _code(address: str) -> Any:
    """Level M: it is still read with 15 % of its area dirty or torn.

    Kept, for a project's code is in several files, and finding its pattern is what takes time.
    """
    import segno

    return segno.make_qr(address, error="m", boost_error=False)
