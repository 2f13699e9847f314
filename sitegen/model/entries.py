"""One entry from its files: decoded, its texts rendered, its pictures checked.

`read_entry` depends on nothing but the bytes of the entry's own files and the settings in `Reading`, so
entries can be read in any order, in any process, and remembered by the digest of what went in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from sitegen.content.file_kinds import PictureError
from sitegen.content.markdown import render_markdown
from sitegen.content.markdown_body import Body, MarkdownContext
from sitegen.content.pictures import ACCEPTED, PictureInfo, picture_info
from sitegen.content.utf8 import decode_text
from sitegen.content.yaml_file import parse_yaml
from sitegen.content.yaml_nodes import Mapping, Node
from sitegen.diagnostics import Diagnostic, Place, has_errors, nearest, place_at, problem, too_large
from sitegen.i18n.hant import Converter
from sitegen.i18n.text import Text
from sitegen.model.decode import decode_entity
from sitegen.model.decode_context import DecodeContext, place_of
from sitegen.model.entities import Contact, Entity, Project
from sitegen.model.entity_checks import check_entity
from sitegen.model.entry_files import EntryFiles
from sitegen.model.fact_texts import lines_with_remarks, markup_in, may_have_markup
from sitegen.model.kinds import FOLDERS, KINDS, RECORDS, URL_FOLDERS
from sitegen.model.pasted import Kept, Pasted, distinctive, pasted, stated
from sitegen.model.placeholders import placeholders_in
from sitegen.model.site import Limits
from sitegen.model.text_checks import (
    hidden_in,
    is_marked_hidden,
    personal_in,
    personal_in_yaml,
    placeholders,
    scalars_of,
    stale,
    untranslated,
)
from sitegen.model.text_figures import differing_figures

CLAIMS_OF = {kind.id: kind.unique for kind in RECORDS if kind.unique}
"""Values that only one entry of a kind may have. They are noted among the entry's uses, for their place."""
CLAIMS = frozenset(claim for claims in CLAIMS_OF.values() for claim in claims)

TABLES = (".csv", ".txt", ".vcf")


class Use(msgspec.Struct, frozen=True, array_like=True):
    """An entry that this one refers to, and where it does; or a claim (see CLAIMS_OF), whose id is what a
    project claims, for it is compared without its entity, and nothing for others."""

    kind: str
    id: str
    place: Place


class Entry(msgspec.Struct, frozen=True):
    """Everything that the site needs to know from one entry's files."""

    kind: str
    id: str
    path: str
    entity: Entity | None
    """None when the file has errors."""
    bodies: dict[str, Body] = {}
    files: dict[str, PictureInfo | None] = {}
    """Pictures and attachments that the entry names, which the site carries."""
    uses: tuple[Use, ...] = ()
    hidden: tuple[str, ...] = ()
    """Values that must never be seen: of `internal:` blocks, and all of an entry that is not public."""
    kept: tuple[Kept, ...] = ()
    """What is distinctive below `internal:`."""
    pasted: tuple[Pasted, ...] = ()
    """What of that stands in its own public texts, too."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def public(self) -> bool:
        return self.entity is not None and self.entity.visibility == "public"


class Derived(msgspec.Struct, frozen=True):
    """A locale that is converted from another."""

    locale: str
    origin: str
    config: str
    phrases: dict[str, str]


class Reading(msgspec.Struct, frozen=True):
    """The settings that entries are read under."""

    locales: tuple[str, ...]
    default_locale: str
    derived: tuple[Derived, ...]
    limits: Limits
    translations: str = "required"
    """"optional" where nobody is to be told of texts that are missing in a language."""
    withdrawn: frozenset[tuple[str, str]] = frozenset()
    """Kinds and ids of entries that are hidden whatever they say, and what refers to them does not."""
    drafts: bool = False
    """Drafts count as public, and their titles say what they are: for previews, not for what is published."""

    @property
    def written(self) -> tuple[str, ...]:
        """The locales that texts have to be written in."""
        derived = {each.locale for each in self.derived}
        return tuple([locale for locale in self.locales if locale not in derived])

    @property
    def required(self) -> tuple[str, ...]:
        """The locales in which a missing text is reported."""
        return self.written if self.translations == "required" else ()


ReadFile = Callable[[str, int], bytes | None]
"""A file's bytes by its path from the site's root; None when it is longer than the limit."""


def read_entry(source: EntryFiles, reading: Reading, read: ReadFile) -> Entry:
    """Decode an entry and render its texts. Never raises for what a file may contain."""
    scene = DecodeContext(source.yaml, reading.locales, reading.default_locale, reading.withdrawn)
    node = _yaml(source.yaml, reading, read, scene)
    entity = decode_entity(KINDS[source.kind], source.id, node, scene) if node is not None else None
    if reading.drafts and entity is not None and entity.visibility == "draft":
        entity = msgspec.structs.replace(entity, visibility="public", title=_as_draft(entity.title))
    if entity is not None and source.key in reading.withdrawn:
        entity = msgspec.structs.replace(entity, visibility="internal")
    work = _Work(source, reading, read, scene.found)
    work.load_files()
    public = entity.visibility == "public" if entity is not None else not is_marked_hidden(node)
    public = public and source.key not in reading.withdrawn
    if entity is not None:
        work.check_names(entity, node)
        scene.found += check_entity(entity, partial(place_of, source.yaml, node))
    work.render_texts(public)
    files = work.named_files(entity)
    kept, copied = list[Kept](), list[Pasted]()
    if node is not None and public:
        consent = isinstance(entity, Contact) and bool(entity.consent)
        scalars = scalars_of(node)
        scene.found += personal_in_yaml(scalars, source.yaml, consent=consent)
        scene.found += untranslated(scene, reading.required)
        scene.found += stale(entity, node, scene)
        scene.found += placeholders(scalars, source.yaml)
        if scene.kept:
            titles = entity.title.values.values() if entity is not None and entity.title else ()
            public_by_itself = stated(scalars, scene.texts, titles)
            kept = [one for one in distinctive(scene.kept) if one.text not in public_by_itself]
            copied = [*pasted(kept, source.yaml, scene.texts, work.written_texts())]
        if scene.has_markup:
            scene.found += markup_in(scalars, source.yaml)
        scene.found += work.untranslated()
        scene.found += work.differing()
        if not has_errors(scene.found):
            left = [name for name in work.files if name not in files]
            scene.found += [problem("W_UNUSED_FILE", Place(work.path_of(name)), file=name) for name in left]
        for name in sorted(work.tables.keys() & files.keys()):
            found = personal_in(work.tables[name], work.path_of(name))
            scene.found += [d for d in found if d.code == "E_IDENTITY_NUMBER" or not consent]
    uses = [Use(ref.kind, ref.id, Place(source.yaml, ref.line, ref.column)) for ref in scene.references]
    if isinstance(node, Mapping):
        uses += _claims(source.kind, node, entity, source.yaml)
    return Entry(
        kind=source.kind,
        id=source.id,
        path=source.yaml,
        entity=entity,
        bodies=work.bodies,
        files=files,
        uses=(*uses, *work.uses) if public or entity is not None else (),
        kept=tuple(kept),
        pasted=tuple(copied),
        hidden=tuple(hidden_in(scene, node, public) + ([] if public else work.texts)),
        diagnostics=tuple(scene.found),
    )


def _claims(kind: str, node: Mapping, entity: Entity | None, path: str) -> list[Use]:
    claims = [claim for claim in CLAIMS_OF.get(kind, ()) if claim in node.entries]
    ids = dict.fromkeys(claims, "")
    if isinstance(entity, Project):
        ids = {"title": next(iter(entity.title.values.values())), "code": entity.code}
    return [Use(claim, ids[claim], place_of(path, node, claim)) for claim in claims]


def _as_draft(title: Text) -> Text:
    def marked(locale: str, text: str) -> str:
        return f"【草稿】{text}" if locale.startswith("zh") else f"[Draft] {text}"

    return Text({locale: marked(locale, text) for locale, text in title.values.items()})


def _yaml(path: str, reading: Reading, read: ReadFile, scene: DecodeContext) -> Node | None:
    data = read(path, reading.limits.text_bytes)
    if data is None:
        scene.found.append(too_large(Place(path), reading.limits.text_bytes))
        return None
    node, found = parse_yaml(data, path)
    scene.found += found
    if node is not None:
        scene.remarks = lines_with_remarks(data)
        scene.has_markup = may_have_markup(data)
    if node is None and not found:
        scene.found.append(problem("E_EMPTY_FILE", Place(path, 1, 1)))
    return node


class _Work:
    """The files in an entry's folder: its texts, pictures and attachments."""

    def __init__(self, source: EntryFiles, reading: Reading, read: ReadFile, found: list[Diagnostic]) -> None:
        self.source = source
        self.reading = reading
        self.read = read
        self.found = found
        self.files: dict[str, PictureInfo | None] = {}
        self.broken: set[str] = set()
        self.bodies: dict[str, Body] = {}
        self.uses: list[Use] = []
        self.texts: list[str] = []
        self.by_locale: dict[str, str] = {}
        """The texts as they are written."""
        self.tables: dict[str, str] = {}
        """Attachments that are text."""

    def path_of(self, name: str) -> str:
        return f"{self.source.folder}/{name}"

    def load_files(self) -> None:
        for name in self.source.names:
            if not name.endswith(".md"):
                self._load_file(name)

    def _load_file(self, name: str) -> None:
        # Not loaded for entries without files, which most are.
        from sitegen.content.attachments import AttachmentError, check_attachment
        from sitegen.content.authors import personal_metadata

        limits = self.reading.limits
        is_picture = name.rpartition(".")[2].lower() in ACCEPTED
        limit = limits.picture_bytes if is_picture else limits.attachment_bytes
        place = Place(self.path_of(name))
        data = self.read(place.path, limit)
        try:
            if data is None:
                self.found.append(too_large(place, limit))
                self.broken.add(name)
            elif is_picture:
                self.files[name] = picture_info(data, name, max_pixels=limits.picture_pixels)
            else:
                check_attachment(data, name)
                self.files[name] = None
                if name.lower().endswith(TABLES):
                    self.tables[name], found = decode_text(data, place.path)
                    self.found += [one for one in found if one.code in ("E_CONFLICT", "E_LOST_CHARACTER")]
                if personal_metadata(data, name):
                    self.found.append(problem("W_ATTACHMENT_AUTHOR", place))
        except (PictureError, AttachmentError) as error:
            self.found.append(problem(error.code, place, **error.params))
            self.broken.add(name)

    def check_names(self, entity: Entity, node: Node | None) -> None:
        """Files that the YAML names must be there, and pictures be pictures."""
        for name, keys, is_shown in _named(entity):
            place = place_of(self.source.yaml, node, *keys)
            if name not in self.files and name not in self.broken:
                self.found.append(problem("E_MISSING_FILE", place, file=name, **nearest(name, self.files)))
            elif is_shown and name in self.files and self.files[name] is None:
                self.found.append(problem("E_NOT_A_PICTURE", place, file=name))

    def named_files(self, entity: Entity | None) -> dict[str, PictureInfo | None]:
        """Files that the entry's facts or texts name. What else lies in its folder is nobody's to publish."""
        used = {name for name, _, _ in _named(entity)} if entity is not None else set()
        used.update(name for body in self.bodies.values() for name in body.files)
        return {name: info for name, info in self.files.items() if name in used}

    def written_texts(self) -> list[tuple[str, str]]:
        """The texts as they are written, with their paths."""
        return [(self.path_of(f"{locale}.md"), text) for locale, text in self.by_locale.items()]

    def render_texts(self, public: bool) -> None:
        for name in self.source.names:
            if name.endswith(".md"):
                locale = name[:-3]
                if locale in self.reading.locales:
                    self._render(locale, name, public)
                else:
                    known = ", ".join(f"{known}.md" for known in self.reading.locales)
                    place = Place(self.path_of(name))
                    self.found.append(problem("E_TEXT_NAME", place, name=name, known=known))

    def _render(self, locale: str, name: str, public: bool) -> None:
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
        if public:
            self.found += personal_in(text, path, self.bodies[locale].html)
            if first := sorted(placeholders_in(self.source.kind, text)):
                place = place_at(path, text, first[0])
                self.found.append(problem("W_PLACEHOLDER", place, count=len(first)))
        for derived in self.reading.derived:
            if derived.origin == locale and f"{derived.locale}.md" not in self.source.names:
                converted = converter(derived).convert_markdown(text, tuple(KINDS))
                self.bodies[derived.locale], _ = render_markdown(
                    converted, around, self.bodies[locale].anchors
                )

    def differing(self) -> Iterator[Diagnostic]:
        """Areas that the two languages give differently: mu are often called acres."""
        if "acre" in self.by_locale.get("en", "") and (differ := differing_figures(Text(self.by_locale))):
            path, text = self.path_of("en.md"), self.by_locale["en"]
            place = place_at(path, text, max(0, text.find(differ[1])))
            yield problem("W_FIGURES_DIFFER", place, zh_figure=differ[0], en_figure=differ[1])

    def untranslated(self) -> Iterator[Diagnostic]:
        """Texts of the folder that are there in one language and not in another."""
        given = [locale for locale in self.reading.written if f"{locale}.md" in self.source.names]
        for locale in self.reading.required if given else ():
            if locale not in given:
                place = Place(self.path_of(f"{given[0]}.md"))
                yield problem("W_UNTRANSLATED_BODY", place, name=f"{locale}.md", locale=locale)

    def _surroundings(self, path: str) -> MarkdownContext:
        return MarkdownContext(
            path=path,
            files_url=f"files/{FOLDERS[self.source.kind]}/{self.source.id}/",
            pictures={**self.files, **dict.fromkeys(self.broken, PictureInfo("png", 1, 1))},
            folders=URL_FOLDERS,
        )


def _named(entity: Entity) -> Iterator[tuple[str, tuple[str | int, ...], bool]]:
    """Files that an entry's facts name: the name, where it stands, and whether it is shown as a picture."""
    for number, attachment in enumerate(entity.attachments):
        yield attachment.file, ("attachments", number, "file"), False
    for number, picture in enumerate(entity.pictures):
        yield picture.file, ("pictures", number, "file"), True
    if isinstance(entity, Contact) and entity.wechat and entity.wechat.qr:
        yield entity.wechat.qr, ("wechat", "qr"), True


_converters: dict[str, Converter] = {}


def converter(derived: Derived) -> Converter:
    """One converter for each locale in a process: loading its dictionaries takes a while."""
    key = msgspec.json.encode(derived).decode()
    if key not in _converters:
        _converters[key] = Converter(derived.config, derived.phrases)
    return _converters[key]


def public_text(source: EntryFiles, read: ReadFile) -> str:
    """Everything in a public entry's files that may be seen, as written."""
    limit = 1_000_000
    node, _ = parse_yaml(read(source.yaml, limit) or b"", source.yaml)
    bodies = [f"{source.folder}/{name}" for name in source.names if name.endswith(".md")]
    texts = [scalar.text for scalar in scalars_of(node)]
    texts += [decode_text(read(path, limit) or b"", path)[0] for path in bodies]
    return "\n".join((*[" ".join(text.split()) for text in texts], *source.names))
