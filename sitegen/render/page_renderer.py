"""Where pages are made: the catalogue, its languages and its templates together, in one process.

`PageRenderer.make` turns one `PageSpec` into the files that it comes to, with the record of what they were
made from. Nothing here writes; `worker` does.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from html import unescape
from itertools import pairwise
from urllib.parse import unquote, urlsplit

import msgspec

from sitegen import channels
from sitegen.channels.raster import RasterPictures
from sitegen.content.markdown import ROOT
from sitegen.i18n.hant import Converter
from sitegen.i18n.locales import Locale
from sitegen.i18n.messages import Messages
from sitegen.model.catalogue import Catalogue
from sitegen.model.entries import Derived, Entry
from sitegen.model.tracked_catalogue import Dependencies, TrackedCatalogue
from sitegen.render.environment import SharedLoader
from sitegen.render.templates import Templates
from sitegen.routes import PageSpec, Targets
from sitegen.views import VIEWS, root_pages
from sitegen.views.every_page import foot, menu
from sitegen.views.localizer import Localizer

HEADER, FOOTER = "\ue002", "\ue003"
"""Stand for the shared parts while a page is searched for links: those are searched once."""

_IN_ATTRIBUTE = '="'
_INTO_PAGE = ' href="#'


class Languages(msgspec.Struct, frozen=True):
    """The site's languages, as data that can be sent to a worker."""

    locales: dict[str, Locale]
    messages: dict[str, dict[str, str]]
    derived: tuple[Derived, ...]


class Output(msgspec.Struct, frozen=True, array_like=True):
    """A file of the site."""

    path: str
    data: bytes


class BrokenLink(msgspec.Struct, frozen=True, array_like=True):
    page: str
    target: str


class Unseen(msgspec.Struct, frozen=True, array_like=True):
    """Characters for which a picture's font has no form."""

    path: str
    characters: str


class Rendered(msgspec.Struct, frozen=True):
    """What one page came to."""

    outputs: tuple[Output, ...]
    read: Dependencies
    broken: tuple[BrokenLink, ...] = ()
    anchors: tuple[tuple[str, str, str], ...] = ()
    """Links to a place within another page: (page, target file, id), to be looked up once all are made."""
    pictures: tuple[str, ...] = ()
    """Names under which its pictures are kept."""
    unseen: tuple[Unseen, ...] = ()


class PageRenderer:
    """Makes the pages of one catalogue."""

    def __init__(
        self,
        catalogue: Catalogue,
        languages: Languages,
        template_paths: Mapping[str, str],
        load: Callable[[str, str], Entry],
        targets: Targets,
        pictures: RasterPictures,
    ) -> None:
        self._catalogue = catalogue
        self._load = load
        self._targets = targets
        """Every file of the site."""
        self._pictures = pictures
        self._locales = languages.locales
        loader = SharedLoader(template_paths)
        self._localizers: dict[str, Localizer] = {}
        self._templates: dict[str, Templates] = {}
        converters = {d.locale: Converter(d.config, d.phrases) for d in languages.derived}
        for key, locale in languages.locales.items():
            messages = Messages(languages.messages[key])
            shown = functools.partial(self._shown_in, key)
            localizer = Localizer(locale, languages.locales, messages, converters.get(key), shown)
            self._localizers[key] = localizer
            site = root_pages.site_view(catalogue.site, localizer, languages.locales)
            self._templates[key] = Templates(loader, site, messages)
        self._led: dict[str, tuple[str, str, bool]] = {}
        """Addresses within the site, each looked up once."""
        self._shared: dict[tuple[str, str, int], tuple[str, str]] = {}
        """Header and footer as they stand on a page of a language, a section and a depth."""
        self._base_path = urlsplit(catalogue.site.base_url).path.rstrip("/") + "/"

    def _shown_in(self, key: str, template: str) -> frozenset[str] | None:
        return self._templates[key].shown(template)

    def make(self, spec: PageSpec) -> Rendered:
        """The files that a route comes to, in the order of `PageSpec.outputs`."""
        catalogue = TrackedCatalogue(self._catalogue, self._load)
        if spec.scope == "page":
            return self._page(spec, catalogue)
        texts = (
            self._locale_files(spec, catalogue)
            if spec.scope == "file"
            else [self._site_file(spec, catalogue)]
        )
        files = dict(zip(spec.outputs(self._locales), texts, strict=True))
        if not spec.is_picture:
            outputs = tuple([Output(path, text.encode()) for path, text in files.items()])
            return Rendered(outputs, catalogue.read())
        pictures = {path: self._pictures.png(text) for path, text in files.items()}
        return Rendered(
            tuple([Output(path, picture.data) for path, picture in pictures.items()]),
            catalogue.read(),
            pictures=tuple([picture.name for picture in pictures.values()]),
            unseen=tuple([Unseen(path, one.missing) for path, one in pictures.items() if one.missing]),
        )

    def _page(self, spec: PageSpec, catalogue: TrackedCatalogue) -> Rendered:
        outputs, broken, anchors = [], [], []
        depth = spec.path.count("/") + 1
        for (key, localizer), path in zip(self._localizers.items(), spec.outputs(self._locales), strict=True):
            view = VIEWS[spec.view](catalogue, localizer, spec.path, *spec.words)
            templates = self._templates[key]
            html = templates.page(view, HEADER, FOOTER)  # type: ignore[arg-type]
            pieces = html.split(ROOT)
            found, within = self._links(path, html, pieces)
            broken += found
            anchors += within
            header, footer = self._header_and_footer(catalogue, localizer, view.section, depth)
            whole = [
                piece.replace(HEADER, header).replace(FOOTER, footer)
                if HEADER in piece or FOOTER in piece
                else piece
                for piece in pieces
            ]
            outputs.append(Output(path, ("../" * depth).join(whole).encode()))
        return Rendered(tuple(outputs), catalogue.read(), tuple(broken), tuple(anchors))

    def _header_and_footer(
        self, catalogue: TrackedCatalogue, localizer: Localizer, section: str, depth: int
    ) -> tuple[str, str]:
        header, footer = self._header(catalogue, localizer, section), self._footer(catalogue, localizer)
        key = (localizer.locale.id, section, depth)
        if key not in self._shared:
            up = "../" * depth
            self._shared[key] = str(header).replace(ROOT, up), str(footer).replace(ROOT, up)
        return self._shared[key]

    def _header(self, catalogue: TrackedCatalogue, localizer: Localizer, section: str) -> str:
        words = (localizer.locale.id, section)
        view = catalogue.part("menu", words, lambda inner: menu(inner, localizer, section))
        return self._templates[localizer.locale.id].header(view, section)

    def _footer(self, catalogue: TrackedCatalogue, localizer: Localizer) -> str:
        view = catalogue.part("foot", (localizer.locale.id,), lambda inner: foot(inner, localizer))
        return self._templates[localizer.locale.id].footer(view)

    def _locale_files(self, spec: PageSpec, catalogue: TrackedCatalogue) -> list[str]:
        make = channels.LOCAL[spec.view]
        return [make(catalogue, localizer, spec.path, *spec.words) for localizer in self._localizers.values()]

    def _site_file(self, spec: PageSpec, catalogue: TrackedCatalogue) -> str:
        if spec.view in channels.GLOBAL:
            made: str = channels.GLOBAL[spec.view](catalogue, self._locales, *spec.words)
            return made
        templates = self._templates[self._catalogue.site.default_locale]
        if spec.view == "language_choice":
            return templates.alone(root_pages.language_choice(catalogue, self._localizers)).replace(
                ROOT, "./"
            )
        return templates.alone(root_pages.missing(catalogue, self._localizers)).replace(ROOT, self._base_path)

    def shared_parts(self) -> list[tuple[str, str]]:
        """Every header and footer, as (what it is, HTML): searched once for links and hidden values."""
        parts = []
        for key, localizer in self._localizers.items():
            catalogue = TrackedCatalogue(self._catalogue, self._load)
            parts += [(f"{key} header", self._header(catalogue, localizer, "home"))]
            parts += [(f"{key} footer", self._footer(catalogue, localizer))]
        return parts

    def broken_in_shared(self) -> list[BrokenLink]:
        return [
            link
            for name, html in self.shared_parts()
            for link in self._links(name, html, html.split(ROOT))[0]
        ]

    def _links(
        self, page: str, html: str, pieces: list[str]
    ) -> tuple[list[BrokenLink], list[tuple[str, str, str]]]:
        """Links that lead to no file of the site, and links into pages. `pieces` are what stands between
        the root marks."""
        broken, anchors = [], []
        targets = {
            piece.partition('"')[0] for before, piece in pairwise(pieces) if before.endswith(_IN_ATTRIBUTE)
        }
        for target in sorted(targets):
            led = self._led.get(target)
            if led is None:
                led = self._led[target] = self._leads_to(target)
            file, fragment, there = led
            if not there:
                broken.append(BrokenLink(page, file))
            elif fragment:
                anchors.append((page, file, fragment))
        for anchor in sorted({piece[: piece.index('"')] for piece in html.split(_INTO_PAGE)[1:]}):
            name = unquote(unescape(anchor))
            if name and name != "main" and f'id="{name}"' not in html:
                broken.append(BrokenLink(page, f"#{name}"))
        return broken, anchors

    def _leads_to(self, target: str) -> tuple[str, str, bool]:
        """The file and the id that an address within the site names, and whether there is such a file."""
        path, _, fragment = unescape(target).partition("#")
        file = unquote(path.partition("?")[0])
        if not file or file.endswith("/"):
            file += "index.html"
        return file, unquote(fragment), file in self._targets
