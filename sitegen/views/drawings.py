"""What drawings on pages have in common: the outermost element, and the files of them."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from sitegen.maps.svg import escape, extent, number
from sitegen.model.map_inventory import MAP_FORMS
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.basic_values import File, LocalText
from sitegen.views.localizer import Localizer


def outermost(width: float, height: float, form: str, label: str, inner: str) -> str:
    """A drawing's svg element: a group of links with a name. `form` is map-wide, map-tall or both."""
    size = f'viewBox="0 0 {number(width)} {number(height)}" {extent(width, height)}'
    return f'<svg class="drawing {form}" role="group" aria-label="{escape(label)}" {size}>{inner}</svg>'


class DrawingForm(NamedTuple):
    """One of a drawing's two forms: size and markup, in which `sitegen.maps` has escaped all text."""

    width: float
    height: float
    inner: str


def both_forms(label: str, wide: DrawingForm, tall: DrawingForm) -> Markup:
    """A drawing for desks and for phones; the style sheet shows one of them."""
    return Markup(
        outermost(*wide[:2], "map-wide", label, wide.inner)
        + outermost(*tall[:2], "map-tall", label, tall.inner)
    )


def qr_codes(catalogue: TrackedCatalogue, localizer: Localizer, project_id: str) -> tuple[File, ...]:
    """The QR codes of a project's address, where the site makes them."""
    if "qr" not in catalogue.site.files:
        return ()
    title = localizer.label("QR code of this page")
    folder = localizer.url("project", project_id)
    return tuple([File(f"{folder}qr.{form}", title, form.upper()) for form in ("svg", "png")])


def map_files(catalogue: TrackedCatalogue, localizer: Localizer, stem: str) -> tuple[File, ...]:
    """The files of a map, where the site makes them; `stem` is their path within the language without its
    ending.
    """
    if "maps" not in catalogue.site.files:
        return ()
    names = {
        "svg": (localizer.gettext("Drawing"), "SVG"),
        "phone": (localizer.gettext("Image for phones"), "PNG"),
        "a4": (localizer.gettext("A4 for print"), "PDF"),
    }
    return tuple(
        [
            File(localizer.path(stem + ending), LocalText(names[form][0]), names[form][1])
            for form, ending in MAP_FORMS.items()
        ]
    )
