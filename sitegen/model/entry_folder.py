"""The files in an entry's folder: its texts rendered, its pictures and attachments checked."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO

import msgspec

from sitegen.content.captions import CAPTIONS_ENDING, Cue, converted_name, read_captions
from sitegen.content.file_kinds import PictureError
from sitegen.content.films import FILMS, NO_FILMS, PLAYED, FilmError, FilmInfo, film_info
from sitegen.content.markdown import render_markdown
from sitegen.content.markdown_body import Body, MarkdownContext
from sitegen.content.pictures import ACCEPTED, PictureInfo
from sitegen.content.utf8 import decode_text
from sitegen.content.yaml_nodes import Node
from sitegen.diagnostics import Diagnostic, Place, megabytes, nearest, problem, too_large
from sitegen.i18n.hant import Converter
from sitegen.model.decode_context import place_of
from sitegen.model.entities import Contact, Entity, Film
from sitegen.model.entries import Derived, LookIntoFile, ReadFile, Reading, Use
from sitegen.model.entry_files import EntryFiles
from sitegen.model.kinds import FOLDERS, KINDS, URL_FOLDERS
from sitegen.model.picture_limits import checked_picture, most_bytes, too_many_bytes

FILM_ENDINGS = tuple([f".{extension}" for extension in FILMS])
TABLES = (".csv", ".txt", ".vcf")


class EntryFolder:
    """The files in an entry's folder: its texts, pictures and attachments."""

    def __init__(
        self,
        source: EntryFiles,
        reading: Reading,
        read: ReadFile,
        found: list[Diagnostic],
        look: LookIntoFile | None = None,
    ) -> None:
        self.source = source
        self.reading = reading
        self.read = read
        self.look = look or _by_reading(read)
        self.found = found
        self.files: dict[str, PictureInfo | None] = {}
        self.sizes: dict[str, int] = {}
        """Bytes of the pictures."""
        self.films: dict[str, FilmInfo] = {}
        self.captions: dict[str, tuple[Cue, ...]] = {}
        self.broken: set[str] = set()
        self.bodies: dict[str, Body] = {}
        self.uses: list[Use] = []
        self.texts: list[str] = []
        self.by_locale: dict[str, str] = {}
        """The texts as they are written."""
        self.tables: dict[str, str] = {}
        """Words of attachments and drawings, as far as they can be read."""

    def path_of(self, name: str) -> str:
        return f"{self.source.folder}/{name}"

    def load_files(self, *, with_words: bool) -> None:
        """Pictures and attachments; their words are for `checks` alone, and to read them takes long."""
        for name in self.source.names:
            if not name.endswith(".md"):
                self._load_file(name, with_words)

    def _load_file(self, name: str, with_words: bool) -> None:
        # Not loaded for entries without files, which most are.
        from sitegen.content.attachment_text import words_of
        from sitegen.content.attachments import AttachmentError, check_attachment
        from sitegen.content.authors import personal_metadata
        from sitegen.content.pdf_words import pdf_words

        extension = name.rpartition(".")[2].lower()
        if name.lower().endswith(FILM_ENDINGS):
            self._load_film(name)
            return
        if extension in NO_FILMS:  # often too large to be read at all
            self.found.append(problem("E_FILM_FORMAT", Place(self.path_of(name)), extension=extension))
            self.broken.add(name)
            return
        if name.lower().endswith(CAPTIONS_ENDING):
            self._load_captions(name)
            return
        is_picture = extension in ACCEPTED
        limit = most_bytes(self.reading) if is_picture else self.reading.limits.attachment_bytes
        place = Place(self.path_of(name))
        data = self.read(place.path, limit)
        try:
            if data is None and is_picture:
                raise too_many_bytes(name, limit, self.reading)
            if data is None:
                self.found.append(too_large(place, limit))
                self.broken.add(name)
            elif is_picture:
                self.files[name] = checked_picture(data, name, self.reading)
                self.sizes[name] = len(data)
                if with_words and name.lower().endswith(".svg"):
                    self.tables[name] = words_of(data, name)
            else:
                check_attachment(data, name)
                self.files[name] = None
                if not with_words:
                    return
                if name.lower().endswith(TABLES):
                    self.tables[name], found = decode_text(data, place.path)
                    self.found += [one for one in found if one.code in ("E_CONFLICT", "E_LOST_CHARACTER")]
                elif name.lower().endswith(".pdf"):
                    self.tables[name], is_whole = pdf_words(data)
                    if not is_whole:
                        self.found.append(problem("W_PDF_NOT_SEARCHED", place))
                elif words := words_of(data, name):
                    self.tables[name] = words
                if personal_metadata(data, name):
                    self.found.append(problem("W_ATTACHMENT_AUTHOR", place))
        except (PictureError, AttachmentError) as error:
            self.found.append(problem(error.code, place, **error.params))
            self.broken.add(name)

    def _load_film(self, name: str) -> None:
        place, limit = Place(self.path_of(name)), self.reading.limits.film_bytes
        try:
            info = self.look(place.path, limit, lambda file: film_info(file, name))
        except FilmError as error:
            self.found.append(problem(error.code, place, **error.params))
            self.broken.add(name)
            return
        if info is None:
            self.found.append(too_large(place, limit))
            self.broken.add(name)
            return
        self.files[name], self.films[name] = None, info
        if info.codec not in PLAYED:
            self.found.append(problem("W_FILM_CODEC", place, found=info.codec))
        if info.index_last:
            self.found.append(problem("W_FILM_INDEX", place))
        if info.has_place:
            self.found.append(problem("W_FILM_PLACE", place))

    def _load_captions(self, name: str) -> None:
        path, limit = self.path_of(name), self.reading.limits.text_bytes
        data = self.read(path, limit)
        if data is None:
            self.found.append(too_large(Place(path), limit))
            self.broken.add(name)
            return
        text, found = decode_text(data, path)
        if not found:
            self.captions[name], found = read_captions(text, path)
        self.found += found
        self.tables[name] = text
        if found:
            self.broken.add(name)
        else:
            self.files[name] = None

    def check_names(self, entity: Entity, node: Node | None) -> None:
        """Files that the YAML names must be there, and be what they are named as."""
        for name, keys, code in _named(entity):
            place = place_of(self.source.yaml, node, *keys)
            if name not in self.files and name not in self.broken:
                self.found.append(problem("E_MISSING_FILE", place, file=name, **nearest(name, self.files)))
            elif name in self.files and not self._fits(name, code):
                self.found.append(problem(code, place, file=name))

    def _fits(self, name: str, code: str) -> bool:
        match code:
            case "E_NOT_A_PICTURE":
                return self.files[name] is not None
            case "E_NOT_A_FILM":
                return name in self.films
            case "E_NOT_CAPTIONS":
                return name in self.captions
        return True

    def named_files(self, entity: Entity | None) -> dict[str, PictureInfo | None]:
        """Files that the entry's facts or texts name. What else lies in its folder is nobody's to publish."""
        used = {name for name, _, _ in _named(entity)} if entity is not None else set()
        used.update(name for body in self.bodies.values() for name in (*body.files, *body.pictures))
        converted = self._converted_captions(entity.films) if entity is not None else ()
        return {name: info for name, info in self.files.items() if name in used} | dict.fromkeys(converted)

    def _converted_captions(self, films: Iterable[Film]) -> Iterator[str]:
        """Captions that are made of others, in the locales that are converted from theirs."""
        for film in films:
            for derived in self.reading.derived:
                name = film.captions.get(derived.origin, "")
                made = converted_name(name, derived.locale)
                own = derived.locale in film.captions or made in self.source.names
                if name in self.captions and not own:
                    yield made

    def check_linked(self, entity: Entity | None) -> None:
        """A photograph that readers can open as it is must not be larger than other pictures."""
        limit = self.reading.limits.picture_bytes
        for name in linked_files(entity, self.bodies):
            info = self.files.get(name)
            if info is not None and info.digest and self.sizes[name] > limit:
                place = Place(self.path_of(name))
                self.found.append(problem("E_PHOTOGRAPH_LINKED", place, file=name, limit=megabytes(limit)))

    def written_texts(self) -> list[tuple[str, str]]:
        """The texts as they are written, with their paths."""
        return [(self.path_of(f"{locale}.md"), text) for locale, text in self.by_locale.items()]

    def written_captions(self) -> list[tuple[str, str]]:
        """Captions of films as they are written, with their paths."""
        named = [name for name in self.captions if name in self.tables]
        return [(self.path_of(name), self.tables[name]) for name in named]

    def render_texts(self) -> None:
        for name in self.source.names:
            if name.endswith(".md"):
                locale = name[:-3]
                if locale in self.reading.locales:
                    self._render(locale, name)
                else:
                    known = ", ".join(f"{known}.md" for known in self.reading.locales)
                    place = Place(self.path_of(name))
                    self.found.append(problem("E_TEXT_NAME", place, name=name, known=known))

    def _render(self, locale: str, name: str) -> None:
        path = self.path_of(name)
        data = self.read(path, self.reading.limits.text_bytes)
        if data is None:
            self.found.append(too_large(Place(path), self.reading.limits.text_bytes))
            return
        text, found = decode_text(data, path)
        self.found += found
        text = text.replace("\r\n", "\n")
        if not text.strip():
            return
        self.texts.append(text)
        self.by_locale[locale] = text
        around = self._surroundings(path)
        self.bodies[locale], found = render_markdown(text, around)
        self.found += found
        self.uses += [
            Use(ref.kind, ref.id, Place(path, ref.line, ref.column)) for ref in self.bodies[locale].references
        ]
        for derived in self.reading.derived:
            if derived.origin == locale and f"{derived.locale}.md" not in self.source.names:
                converted = converter(derived).convert_markdown(text, tuple(KINDS))
                self.bodies[derived.locale], _ = render_markdown(
                    converted, around, self.bodies[locale].anchors
                )

    def _surroundings(self, path: str) -> MarkdownContext:
        return MarkdownContext(
            path=path,
            files_url=f"files/{FOLDERS[self.source.kind]}/{self.source.id}/",
            pictures={**self.files, **dict.fromkeys(self.broken, PictureInfo("png", 1, 1))},
            folders=URL_FOLDERS,
        )


def _by_reading(read: ReadFile) -> LookIntoFile:
    """For those who have a file's bytes already."""

    def look(path: str, limit: int, at: Callable[[BinaryIO], FilmInfo]) -> FilmInfo | None:
        data = read(path, limit)
        return None if data is None else at(io.BytesIO(data))

    return look


def linked_files(entity: Entity | None, bodies: Mapping[str, Body]) -> set[str]:
    """Files that readers open as they are: attachments, a QR code, what texts link to."""
    linked = {name for body in bodies.values() for name in body.files}
    if entity is not None:
        shown = {picture.file for picture in entity.pictures}
        linked |= {one.file for one in entity.attachments}
        linked |= {name for name, _, _ in _named(entity)} - shown
    return linked


def shown_pictures(
    entity: Entity | None, bodies: Mapping[str, Body], files: Mapping[str, PictureInfo | None]
) -> dict[str, PictureInfo]:
    """Pictures that a page shows, those of the facts first."""
    names = [picture.file for picture in entity.pictures] if entity is not None else []
    names += [name for body in bodies.values() for name in body.pictures]
    return {name: info for name in dict.fromkeys(names) if (info := files.get(name)) is not None}


def _named(entity: Entity) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Files that an entry's facts name: the name, where it is, and what is said of a file of another kind."""
    for number, attachment in enumerate(entity.attachments):
        yield attachment.file, ("attachments", number, "file"), ""
    for number, picture in enumerate(entity.pictures):
        yield picture.file, ("pictures", number, "file"), "E_NOT_A_PICTURE"
    for number, film in enumerate(entity.films):
        yield film.file, ("films", number, "file"), "E_NOT_A_FILM"
        if film.other:
            yield film.other, ("films", number, "other"), "E_NOT_A_FILM"
        if film.poster:
            yield film.poster, ("films", number, "poster"), "E_NOT_A_PICTURE"
        for locale, name in film.captions.items():
            yield name, ("films", number, "captions", locale), "E_NOT_CAPTIONS"
    if isinstance(entity, Contact) and entity.wechat and entity.wechat.qr:
        yield entity.wechat.qr, ("wechat", "qr"), "E_NOT_A_PICTURE"


_converters: dict[str, Converter] = {}


def converter(derived: Derived) -> Converter:
    """One converter for each locale in a process: loading its dictionaries takes a while."""
    key = msgspec.json.encode(derived).decode()
    if key not in _converters:
        _converters[key] = Converter(derived.config, derived.phrases)
    return _converters[key]
