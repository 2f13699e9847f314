"""Links to printed documents, with their size: a reader on a phone wants to know what a tap costs."""

from __future__ import annotations

from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import sheet_path
from sitegen.views.basic_values import File
from sitegen.views.localizer import Localizer


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
