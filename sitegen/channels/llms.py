"""llms.txt: what the site is and where its texts stand, for readers that are programs (llmstxt.org)."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.i18n.text import Text
from sitegen.model import queries
from sitegen.model.kinds import BY_PLACE, FOLDERS, KINDS
from sitegen.routes import Route, entity_path, has_section
from sitegen.views.context import Context
from sitegen.views.data_sets import offered
from sitegen.views.every_page import has_list
from sitegen.views.localizer import Localizer

NAMED = ("chain", "region", "page")
"""Kinds of which every entry is named; of others the list."""


def llms(context: Context, route: Route) -> str:
    """In the site's default language; other languages are named with their home pages."""
    catalogue, localizer = context.catalogue, context.localizer
    site = catalogue.site
    about = localizer.text(site.description) or localizer.text(site.tagline)
    lines = [f"# {_line(localizer.required_text(site.title).text)}", ""]
    if about:
        lines += [f"> {_line(about.text)}", ""]
    if site.notice:
        lines += [_line(localizer.required_text(site.notice).text), ""]
    lines += [_section(localizer.gettext("All sections")), *_lists(context), ""]
    for kind in NAMED:
        if links := [*_entries(context, kind)]:
            lines += [_section(localizer.section(FOLDERS[kind]).text), *links, ""]
    if "data" in site.files:
        lines += [_section(localizer.section("data").text), *_data(context), ""]
    lines += [_section(localizer.gettext("Languages")), *_languages(context)]
    return "\n".join(lines).rstrip() + "\n"


def _section(title: str) -> str:
    return f"## {_line(title)}\n"


def _line(text: str) -> str:
    """Text that stays a line of text, whatever it says."""
    return " ".join(text.split()).translate({ord(mark): f"\\{mark}" for mark in "\\[]<>`*_"})


def _link(context: Context, title: str, path: str, note: str = "", locale: str | None = None) -> str:
    address = context.address(f"{path}index.md", locale)
    return f"- [{_line(title)}]({address})" + (f": {_line(note)}" if note else "")


def _lists(context: Context) -> Iterator[str]:
    localizer = context.localizer
    for kind in BY_PLACE:
        if kind.id == "project" or has_list(context.catalogue, kind.folder):
            yield _link(context, localizer.section(kind.folder).text, entity_path(kind.id))


def _entries(context: Context, kind: str) -> Iterator[str]:
    if not has_section(context.catalogue.site, FOLDERS[kind]):
        return
    for key in context.catalogue.ask(queries.ids_of, kind):
        entity = context.catalogue.get(KINDS[kind], key)
        yield _link(
            context, _said(context.localizer, entity.title), entity_path(kind, key),
            _said(context.localizer, entity.summary),
        )  # fmt: skip


def _said(localizer: Localizer, text: Text | None) -> str:
    said = localizer.text(text)
    return said.text if said else ""


def _data(context: Context) -> Iterator[str]:
    localizer = context.localizer
    for data in offered(context.catalogue):
        address = context.address(f"data/{data.name}.json")
        yield f"- [{localizer.gettext(data.title)}]({address}): {localizer.gettext(data.about)}"


def _languages(context: Context) -> Iterator[str]:
    for key, localizer in context.localizers.items():
        yield _link(context, localizer.locale.name, "", locale=key)
