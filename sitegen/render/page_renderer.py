"""Where pages are made: the catalogue, its languages and its templates together, in one process.

`PageRenderer.make` turns one `Route` into the files that it comes to, with the record of what they were
made from. Of every output alike it writes out the addresses, checks the links and refuses private marks.
Nothing here writes files; `worker` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape, unescape
from itertools import pairwise
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec
from msgspec.structs import replace

from sitegen.content.markdown_body import ROOT
from sitegen.diagnostics import ContentError, Place, problem
from sitegen.i18n.hant import Converter
from sitegen.i18n.locales import Locale
from sitegen.i18n.messages import Messages
from sitegen.model.catalogue import Catalogue
from sitegen.model.entries import Derived, Entry
from sitegen.model.output_rows import Addresses
from sitegen.model.output_rows import load as load_maker
from sitegen.model.outputs import OUTPUTS
from sitegen.model.tracked_catalogue import Dependencies, FileRequest, TrackedCatalogue
from sitegen.patterns import pattern
from sitegen.render.environment import SharedLoader
from sitegen.render.templates import Templates
from sitegen.routes import Route, Targets, text_files
from sitegen.views import root_pages
from sitegen.views.context import Bytes, Context, Parts
from sitegen.views.every_page import foot, menu
from sitegen.views.localizer import Localizer

HEADER, FOOTER = "\ue002", "\ue003"
"""Stand for the shared parts while a page is searched for links: those are searched once."""

_MARKS = pattern(b"\xee\x80[\x80-\x83]")
"""U+E000 to U+E003 in UTF-8, which stand for something until a page is finished. Content cannot have them."""
_ADDRESS_END = pattern(r"[\s\"'<>()\[\]\\]")
_IN_ATTRIBUTE = '="'
_INTO_PAGE = ' href="#'


class Languages(msgspec.Struct, frozen=True):
    """The site's languages, as data that can be sent to a worker."""

    locales: dict[str, Locale]
    messages: dict[str, dict[str, str]]
    derived: tuple[Derived, ...]
    chosen: tuple[str, ...] = ()
    """Of an export, the languages that were asked for; empty for all."""

    @property
    def made_in(self) -> tuple[str, ...]:
        """Languages in which pages and files are made."""
        return self.chosen or tuple(self.locales)


class OutputFile(msgspec.Struct, frozen=True, array_like=True):
    """A file of the site."""

    path: str
    data: bytes
    made_of: Bytes | None = None
    """Of a file whose bytes are still to be made, what from; `data` is empty then."""


class BrokenLink(msgspec.Struct, frozen=True, array_like=True):
    page: str
    target: str


class Rendered(msgspec.Struct, frozen=True):
    """What one route came to."""

    outputs: tuple[OutputFile, ...]
    read: Dependencies
    broken: tuple[BrokenLink, ...] = ()
    anchors: tuple[tuple[str, str, str], ...] = ()
    """Links to a place within another page: (page, target file, id), to be looked up once all are made."""


class PageRenderer:
    """Makes the pages of one catalogue."""

    def __init__(
        self,
        catalogue: Catalogue,
        languages: Languages,
        template_paths: Mapping[str, str],
        load: Callable[[str, str], Entry],
        targets: Targets,
        parameters: object = None,
    ) -> None:
        self._catalogue = catalogue
        self._load = load
        self._targets = targets
        """Every file of the site."""
        self.weigh: Callable[[Route, Bytes], int] | None = None
        """How many bytes a file comes to, where its output's tools are there."""
        self._weighing = False
        self._parameters = parameters
        """Of an export, what was asked on the command line."""
        self._made_in = languages.made_in
        loader = SharedLoader(template_paths)
        self._localizers: dict[str, Localizer] = {}
        self._templates: dict[str, Templates] = {}
        converters = {d.locale: Converter(d.config, d.phrases) for d in languages.derived}
        for key, locale in languages.locales.items():
            messages = Messages(languages.messages[key])
            localizer = Localizer(locale, languages.locales, messages, converters.get(key))
            self._localizers[key] = localizer
            site = root_pages.site_view(catalogue.site, localizer, languages.locales)
            self._templates[key] = Templates(loader, site, messages)
        self._led: dict[str, tuple[str, str, bool]] = {}
        """Addresses within the site, each looked up once."""
        self._shared: dict[tuple[str, str, int], tuple[str, str]] = {}
        """Header and footer as they stand on a page of a language, a section and a depth."""
        self._own = f'href="{escape(catalogue.site.root_url)}'
        self._base_path = urlsplit(catalogue.site.base_url).path.rstrip("/") + "/"

    def make(self, route: Route) -> Rendered:
        """The files that a route comes to, in the order of `Route.files`."""
        if route.scope == "page":
            return self._page(route, TrackedCatalogue(self._catalogue, self._load, self._size_of))
        return self._files(route, TrackedCatalogue(self._catalogue, self._load))

    def _page(self, route: Route, catalogue: TrackedCatalogue) -> Rendered:
        outputs: list[OutputFile] = []
        texts: list[OutputFile] = []
        broken, anchors = [], []
        depth = route.path.count("/") + 1
        view_of = load_maker(OUTPUTS[route.output].make)
        for key, path in zip(
            self._made_in, replace(route, with_text=False).files(self._made_in), strict=True
        ):
            localizer = self._localizers[key]
            view = view_of(catalogue, localizer, route.path, *route.args)
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
            finished = ("../" * depth).join(whole)
            outputs.append(OutputFile(path, _unmarked(path, finished)))
            if route.with_text:
                texts += [self._text_file(path, key, finished)]
        return Rendered((*outputs, *texts), catalogue.read(), tuple(broken), tuple(anchors))

    def _text_file(self, path: str, locale: str, html: str) -> OutputFile:
        """A page's text, beside it."""
        from sitegen.channels.page_text import page_text  # few sites ask for it

        (name,) = text_files([path])
        address = self._catalogue.site.root_url + path.removesuffix("index.html")
        text = page_text(html, self._localizers[locale].locale.html, address)
        return OutputFile(name, _unmarked(name, text))

    def _files(self, route: Route, catalogue: TrackedCatalogue) -> Rendered:
        """Of an output that is no page."""
        output = OUTPUTS[route.output]
        make = load_maker(output.make)
        default = self._catalogue.site.default_locale
        of_all = default if default in self._made_in else self._made_in[0]
        locales = (of_all,) if output.scope == "site" else self._made_in
        outputs, broken, anchors = [], [], []
        paths = route.files(self._made_in)
        for key, path in zip(locales, paths[: len(locales)], strict=True):
            localizer = self._localizers[key]
            context = Context(catalogue, localizer, self._localizers, self._parameters)
            made = make(context, route)
            if isinstance(made, Parts):
                outputs += [
                    OutputFile(part, _unmarked(part, text))
                    for part, text in zip(paths, made.texts, strict=True)
                ]
                continue
            text = self._text_of(made, localizer)
            pieces = text.split(ROOT)
            targets = {_address(piece) for piece in pieces[1:]} | context.linked
            found, within = self._led_from(path, targets)
            broken += found
            anchors += within
            if output.addresses != "none":
                text = self._root_from(path, output.addresses).join(pieces)
            data = _unmarked(path, text)
            if recipe := getattr(made, "recipe", ""):
                outputs.append(OutputFile(path, b"", Bytes(text, recipe)))
            else:
                outputs.append(OutputFile(path, data))
        return Rendered(tuple(outputs), catalogue.read(), tuple(broken), tuple(anchors))

    def _size_of(self, catalogue: TrackedCatalogue, asked: FileRequest) -> int:
        """How many bytes a file has that a page links to; all that it is made of counts as read."""
        if self.weigh is None or self._weighing:
            return 0  # a file may be put together from pages' views, but does not show what else there is
        output = OUTPUTS[asked.output]
        route = Route(asked.output, asked.args, asked.path)
        localizer = self._localizers[asked.locale]
        context = Context(catalogue, localizer, self._localizers, self._parameters)
        self._weighing = True
        try:
            made = load_maker(output.make)(context, route)
        finally:
            self._weighing = False
        root = self._root_from(f"{asked.locale}/{asked.path}", output.addresses)
        source = self._text_of(made, localizer).replace(ROOT, root)
        return self.weigh(route, Bytes(source, made.recipe))

    def _text_of(self, made: Any, localizer: Localizer) -> str:
        """What a maker gave back, as text: of a view, what its template makes of it."""
        if isinstance(made, str):
            return made
        if isinstance(made, Bytes):
            return made.source
        return self._templates[localizer.locale.id].alone(made)

    def _root_from(self, path: str, addresses: Addresses) -> str:
        """What stands in a file for the root mark."""
        if addresses == "absolute":
            return self._catalogue.site.root_url
        return self._base_path if addresses == "root" else "../" * path.count("/") or "./"

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
        relative = {
            piece.partition('"')[0].partition(" ")[0]  # an address has no blank; `srcset` has more behind it
            for before, piece in pairwise(pieces)
            if before.endswith(_IN_ATTRIBUTE)
        }
        broken, anchors = self._led_from(page, relative | self._to_own_address(html))
        for anchor in sorted({piece[: piece.index('"')] for piece in html.split(_INTO_PAGE)[1:]}):
            name = unquote(unescape(anchor))
            if name and name != "main" and f'id="{name}"' not in html:
                broken.append(BrokenLink(page, f"#{name}"))
        return broken, anchors

    def _to_own_address(self, html: str) -> set[str]:
        """Links of texts that name the site's own address in full, from its root."""
        if self._own not in html:
            return set()
        parts = html.split(self._own)
        return {
            _with_slash(after.partition('"')[0])
            for before, after in pairwise(parts)
            if before[before.rfind("<") :].startswith("<a ")
        }

    def _led_from(
        self, page: str, targets: Iterable[str]
    ) -> tuple[list[BrokenLink], list[tuple[str, str, str]]]:
        """The same of addresses from the site's root."""
        broken, anchors = [], []
        for target in sorted(targets):
            led = self._led.get(target)
            if led is None:
                led = self._led[target] = self._leads_to(target)
            file, fragment, there = led
            if not there:
                broken.append(BrokenLink(page, file))
            elif fragment:
                anchors.append((page, file, fragment))
        return broken, anchors

    def _leads_to(self, target: str) -> tuple[str, str, bool]:
        """The file and the id that an address within the site names, and whether there is such a file."""
        path, _, fragment = unescape(target).partition("#")
        file = unquote(path.partition("?")[0])
        if not file or file.endswith("/"):
            file += "index.html"
        return file, unquote(fragment), file in self._targets


def _with_slash(address: str) -> str:
    """An address of a folder as servers lead on to it."""
    path, mark, fragment = address.partition("#")
    path = path.partition("?")[0]
    folder = path and not path.endswith("/") and "." not in path.rpartition("/")[2]
    return f"{path}/{mark}{fragment}" if folder else f"{path}{mark}{fragment}"


def _address(piece: str) -> str:
    """The address that a text begins with, from the root mark."""
    end = _ADDRESS_END.search(piece)
    return piece[: end.start()] if end else piece


def _unmarked(path: str, text: str) -> bytes:
    """A finished text, encoded. Raises ContentError where a private mark is left in it."""
    data = text.encode()
    if b"\xee\x80" in data and _MARKS.search(data):
        raise ContentError([problem("E_PRIVATE_MARK", Place(path))])
    return data
