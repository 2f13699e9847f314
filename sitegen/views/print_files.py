"""Links to printed documents, with their size: a reader on a phone wants to know what a tap costs."""

from __future__ import annotations

from sitegen.model import queries
from sitegen.model.outputs import OUTPUTS
from sitegen.model.standings import newest
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import handbook_path, opportunities_path, sheet_path
from sitegen.views.basic_values import File, LocalText
from sitegen.views.localizer import Localizer

PRINTED = ("all", "collection")
"""Lists that have a handbook."""


def said_size(count: int) -> str:
    """A number of bytes as people say it; "" for none."""
    if not count:
        return ""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(round(count / 1e3), 1)} KB"


def sheet_file(catalogue: TrackedCatalogue, localizer: Localizer, project_id: str) -> File | None:
    """A project's sheet, where the site makes them."""
    if "sheets" not in catalogue.site.files:
        return None
    path = sheet_path(project_id)
    size = catalogue.file_size("sheet", (project_id,), path, localizer.locale.id)
    return File(localizer.path(path), localizer.label("Project sheet"), "PDF", said_size(size))


def handbook_file(catalogue: TrackedCatalogue, localizer: Localizer, kind: str, key: str) -> File | None:
    """The handbook of a list of projects, where the site makes one and there is a project in it."""
    return _book(catalogue, localizer, "brochure" if key else "handbook", kind, key)


def _book(catalogue: TrackedCatalogue, localizer: Localizer, output: str, kind: str, key: str) -> File | None:
    """A handbook in one of its forms."""
    if OUTPUTS[output].file_word not in catalogue.site.files:
        return None
    date = localizer.date(catalogue.ask(newest, kind, key))
    if date is None:
        return None
    form = "epub" if output == "epub" else "pdf"
    path = handbook_path(kind, key, form)
    size = catalogue.file_size(output, (kind, key), path, localizer.locale.id)
    title = localizer.gettext("Handbook, as of %(date)s") % {"date": date.text}
    return File(localizer.path(path), LocalText(title), form.upper(), said_size(size))


def opportunity_files(catalogue: TrackedCatalogue, localizer: Localizer) -> tuple[File, ...]:
    """The list of opportunities, where the site makes one and has any."""
    if "opportunity-list" not in catalogue.site.files or not catalogue.ask(queries.count, "seeking", ""):
        return ()
    title = localizer.label("List of opportunities")
    found = []
    for form in ("xlsx", "pdf"):
        path = opportunities_path(form)
        size = catalogue.file_size("opportunities", (form, ""), path, localizer.locale.id)
        found.append(File(localizer.path(path), title, form.upper(), said_size(size)))
    return tuple(found)


def list_files(catalogue: TrackedCatalogue, localizer: Localizer, name: str, value: str) -> tuple[File, ...]:
    """Documents that hold a list of projects."""
    if name == "seeking":
        return opportunity_files(catalogue, localizer)
    found = [handbook_file(catalogue, localizer, name, value)] if name in PRINTED else []
    if name == "all":
        found.append(_book(catalogue, localizer, "epub", "all", ""))
    return tuple([one for one in found if one])
