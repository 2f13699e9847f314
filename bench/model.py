"""A site's content through sitegen's own stages: read, parsed, linked, with a localizer for each language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from sitegen.content.safe_files import read_in
from sitegen.i18n.messages import Messages
from sitegen.model.entries import Entry
from sitegen.model.kinds import FOLDERS
from sitegen.model.read_entry import read_entry
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.pipeline.build_options import Options
from sitegen.pipeline.content import Content
from sitegen.pipeline.settings import Settings, load_languages
from sitegen.pipeline.stages import Build
from sitegen.render.theme import load_theme
from sitegen.seal import cache_key
from sitegen.views.localizer import Localizer

_TO_PROJECT = re.compile(r"\]\(project:([a-z0-9-]+)\)")


class Model:
    """What a converter asks for."""

    def __init__(
        self, root: Path, settings: Settings, content: Content, localizers: Mapping[str, Localizer]
    ) -> None:
        self.catalogue = content.catalogue
        self.localizers = localizers
        self.reader = TrackedCatalogue(content.catalogue, self.load)
        self._root = root
        self._reading = settings.reading
        self._sources = content.sources
        self._records = content.records
        self._entries: dict[tuple[str, str], Entry] = {}

    def load(self, kind: str, entity_id: str) -> Entry:
        """An entry as a whole; only the last one is kept, for a converter comes to each once per language."""
        key = (kind, entity_id)
        if key not in self._entries:
            self._entries.clear()
            source = self._sources[f"{kind}/{entity_id}"]
            read = partial(read_in, str(self._root))
            self._entries[key] = read_entry(source, self._reading, read)
        return self._entries[key]

    def files(self) -> dict[str, str]:
        """The files of public entries that the site copies: path in the site -> path in the content."""
        return {
            f"files/{FOLDERS[record.kind]}/{record.id}/{name}": f"{self._sources[key].folder}/{name}"
            for key, record in self._records.items()
            if record.public
            for name in record.files
        }

    def body(self, entry: Entry, localizer: Localizer) -> str:
        """The Markdown of an entry in a language, or in one that it falls back to; links as in Hugo."""
        for key in dict.fromkeys((localizer.locale.id, *localizer.locale.fallbacks, *localizer.locales)):
            if key in entry.bodies:
                path = (self._root / entry.path).with_name(f"{key}.md")
                return _TO_PROJECT.sub(rf"](/{localizer.locale.id}/projects/\1/)", path.read_text("utf-8"))
        return ""


def load_model(root: Path, today: str) -> Model:
    """The public content of a site whose content has no errors, as of a day."""
    build = Build(Options(root=root, output=root / "build", jobs=1, now=today), cache_key())
    settings = build.settings
    with build.workers() as workers:
        content = build.link(build.read(workers))
    theme = load_theme([Path(folder) for folder in settings.theme_folders])
    languages = load_languages(settings, theme)
    localizers = {
        key: Localizer(locale, languages.locales, Messages(languages.messages[key]))
        for key, locale in languages.locales.items()
    }
    return Model(root, settings, content, localizers)
