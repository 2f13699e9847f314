"""One entry from its files: decoded, its texts rendered, its pictures checked.

`read_entry` depends on nothing but the bytes of the entry's own files and the settings in `Reading`, so
entries can be read in any order, in any process, and remembered by the digest of what went in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from html import unescape

import msgspec

from sitegen.content.markdown import Body, Surroundings, render_markdown
from sitegen.content.nodes import Mapping, Node, Scalar, Sequence
from sitegen.content.pictures import PictureError, PictureInfo, picture_info
from sitegen.content.text import decode_text, place_at
from sitegen.content.yaml import parse_yaml
from sitegen.diagnostics import Diagnostic, Place, has_errors, nearest, problem, too_large
from sitegen.i18n.hant import Converter
from sitegen.model.coherence import check_entity
from sitegen.model.decode import Scene, decode_entity, place_of
from sitegen.model.entities import FOLDERS, KINDS, Contact, Entity
from sitegen.model.personal import any_personal, find_personal
from sitegen.model.placeholders import ENDINGS, is_placeholder, placeholders_in
from sitegen.model.site import Limits
from sitegen.model.sources import Source
from sitegen.patterns import pattern

CLAIMS_OF = {"region": "tile", "policy": "title", "enterprise": "title", "collection": "title"}
"""A value that only one entry of a kind may have. It is noted among the entry's uses, for its place."""
CLAIMS = frozenset(CLAIMS_OF.values())

_URL_FOLDERS = {kind: "" if kind == "page" else folder for kind, folder in FOLDERS.items()}

TABLES = (".csv", ".txt", ".vcf")
PICTURES = ("png", "jpg", "jpeg", "webp", "gif", "svg")


class Use(msgspec.Struct, frozen=True, array_like=True):
    """An entry that this one refers to, and where it does; or a claim (see CLAIMS_OF), without an id."""

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

    @property
    def written(self) -> tuple[str, ...]:
        """The locales that texts have to be written in."""
        derived = {each.locale for each in self.derived}
        return tuple([locale for locale in self.locales if locale not in derived])


ReadFile = Callable[[str, int], bytes | None]
"""A file's bytes by its path from the site's root; None when it is longer than the limit."""


def read_entry(source: Source, reading: Reading, read: ReadFile) -> Entry:
    """Decode an entry and render its texts. Never raises for what a file may contain."""
    scene = Scene(source.yaml, reading.locales, reading.default_locale)
    node = _yaml(source.yaml, reading, read, scene)
    entity = decode_entity(KINDS[source.kind], source.id, node, scene) if node is not None else None
    work = _Work(source, reading, read, scene.found)
    work.load_files()
    public = entity.visibility == "public" if entity is not None else not _is_marked_hidden(node)
    if entity is not None:
        work.check_names(entity, node)
        scene.found += check_entity(entity, partial(place_of, source.yaml, node))
    work.render_texts(public)
    files = work.named_files(entity)
    if node is not None and public:
        consent = isinstance(entity, Contact) and bool(entity.consent)
        scalars = _scalars(node)
        scene.found += _personal_values(scalars, source.yaml, consent=consent)
        scene.found += _untranslated(scene, reading)
        scene.found += _stale(entity, node, scene)
        scene.found += _placeholders(scalars, source.yaml)
        scene.found += work.untranslated()
        if not has_errors(scene.found):
            left = [name for name in work.files if name not in files]
            scene.found += [problem("W_UNUSED_FILE", Place(work.path_of(name)), file=name) for name in left]
        for name in sorted(work.tables.keys() & files.keys()):
            found = _personal_in(work.tables[name], work.path_of(name))
            scene.found += [d for d in found if d.code == "E_IDENTITY_NUMBER" or not consent]
    uses = [Use(ref.kind, ref.id, Place(source.yaml, ref.line, ref.column)) for ref in scene.references]
    claim = CLAIMS_OF.get(source.kind, "")
    if isinstance(node, Mapping) and claim in node.entries:
        uses.append(Use(claim, "", place_of(source.yaml, node, claim)))
    return Entry(
        kind=source.kind,
        id=source.id,
        path=source.yaml,
        entity=entity,
        bodies=work.bodies,
        files=files,
        uses=(*uses, *work.uses),
        hidden=tuple(_hidden(scene, node, public) + ([] if public else work.texts)),
        diagnostics=tuple(scene.found),
    )


def _yaml(path: str, reading: Reading, read: ReadFile, scene: Scene) -> Node | None:
    data = read(path, reading.limits.text_bytes)
    if data is None:
        scene.found.append(too_large(Place(path), reading.limits.text_bytes))
        return None
    node, found = parse_yaml(data, path)
    scene.found += found
    if node is None and not found:
        scene.found.append(problem("E_EMPTY_FILE", Place(path, 1, 1)))
    return node


class _Work:
    """The files in an entry's folder: its texts, pictures and attachments."""

    def __init__(self, source: Source, reading: Reading, read: ReadFile, found: list[Diagnostic]) -> None:
        self.source = source
        self.reading = reading
        self.read = read
        self.found = found
        self.files: dict[str, PictureInfo | None] = {}
        self.broken: set[str] = set()
        self.bodies: dict[str, Body] = {}
        self.uses: list[Use] = []
        self.texts: list[str] = []
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
        from sitegen.content.attachments import AttachmentError, check_attachment, personal_metadata

        limits = self.reading.limits
        is_picture = name.rpartition(".")[2].lower() in PICTURES
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
                    self.tables[name] = data.decode("utf-8-sig")
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
        around = self._surroundings(path)
        self.bodies[locale], found = render_markdown(text, around)
        self.found += found
        self.uses += [
            Use(ref.kind, ref.id, Place(path, ref.line, ref.column)) for ref in self.bodies[locale].references
        ]
        if public:
            self.found += _personal_in(text, path, self.bodies[locale].html)
            if first := sorted(placeholders_in(self.source.kind, text)):
                place = place_at(path, text, first[0])
                self.found.append(problem("W_PLACEHOLDER", place, count=len(first)))
        for derived in self.reading.derived:
            if derived.origin == locale and f"{derived.locale}.md" not in self.source.names:
                converted = converter(derived).convert_markdown(text)
                self.bodies[derived.locale], _ = render_markdown(
                    converted, around, self.bodies[locale].anchors
                )

    def untranslated(self) -> Iterator[Diagnostic]:
        """Texts of the folder that are there in one language and not in another."""
        given = [locale for locale in self.reading.written if f"{locale}.md" in self.source.names]
        for locale in self.reading.written if given else ():
            if locale not in given:
                place = Place(self.path_of(f"{given[0]}.md"))
                yield problem("W_UNTRANSLATED_BODY", place, name=f"{locale}.md", locale=locale)

    def _surroundings(self, path: str) -> Surroundings:
        return Surroundings(
            path=path,
            files_url=f"files/{FOLDERS[self.source.kind]}/{self.source.id}/",
            pictures={**self.files, **dict.fromkeys(self.broken, PictureInfo("png", 1, 1))},
            folders=_URL_FOLDERS,
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


def _scalars(node: Node | None) -> list[Scalar]:
    """The values of a file in its order, without `internal:` ones."""
    found: list[Scalar] = []
    if node is not None:
        _collect(node, found)
    return found


def _collect(node: Node, found: list[Scalar]) -> None:
    if type(node) is Mapping:
        for key, (_, value) in node.entries.items():
            if key != "internal":
                if type(value) is Scalar:
                    found.append(value)
                else:
                    _collect(value, found)
    elif type(node) is Sequence:
        for value in node.items:
            if type(value) is Scalar:
                found.append(value)
            else:
                _collect(value, found)
    elif type(node) is Scalar:
        found.append(node)


def _is_marked_hidden(node: Node | None) -> bool:
    """Whether an entry that has errors is meant to be seen once it has none."""
    mark = node.entries.get("visibility") if isinstance(node, Mapping) else None
    return mark is not None and isinstance(mark[1], Scalar) and mark[1].text.strip() in ("draft", "internal")


def public_text(source: Source, read: ReadFile) -> str:
    """Everything in a public entry's files that may be seen, as written."""
    limit = 1_000_000
    node, _ = parse_yaml(read(source.yaml, limit) or b"", source.yaml)
    bodies = [f"{source.folder}/{name}" for name in source.names if name.endswith(".md")]
    texts = [scalar.text for scalar in _scalars(node)]
    texts += [decode_text(read(path, limit) or b"", path)[0] for path in bodies]
    return "\n".join((*[" ".join(text.split()) for text in texts], *source.names))


def _hidden(scene: Scene, node: Node | None, public: bool) -> list[str]:
    if public:
        return scene.hidden
    # What keeps an entry from being shown is a word of the format, and an ordinary one.
    return scene.hidden + [s.text for s in _scalars(node) if s.text not in ("draft", "internal")]


def personal_in_yaml(node: Node, path: str, *, consent: bool = False) -> Iterator[Diagnostic]:
    """Numbers of persons; a contact's own may stand there with the person's consent."""
    return _personal_values(_scalars(node), path, consent=consent)


def _personal_values(scalars: list[Scalar], path: str, *, consent: bool) -> Iterator[Diagnostic]:
    for scalar in scalars if any_personal([scalar.text for scalar in scalars]) else ():
        place = Place(path, scalar.line, scalar.column)
        for finding in find_personal(scalar.text):
            if finding.code == "E_IDENTITY_NUMBER" or not consent:
                yield problem(finding.code, place, found=finding.found)


def _untranslated(scene: Scene, reading: Reading) -> Iterator[Diagnostic]:
    """One warning for each language, at the first text that lacks it. Figures alone need no translation."""
    for locale in reading.written:
        missing = [node for node, given in scene.untranslated if locale not in given and _has_words(node)]
        if missing:
            first = min(missing, key=lambda node: (node.line, node.column))
            place = Place(scene.path, first.line, first.column)
            yield problem("W_UNTRANSLATED", place, count=len(missing), locale=locale)


def _placeholders(scalars: list[Scalar], path: str) -> Iterator[Diagnostic]:
    """One warning for a file, at its first value that `sitegen new` has put there."""
    left = [scalar for scalar in scalars if scalar.text.endswith(ENDINGS) and is_placeholder(scalar.text)]
    if left:
        first = min(left, key=lambda scalar: (scalar.line, scalar.column))
        yield problem("W_PLACEHOLDER", Place(path, first.line, first.column), count=len(left))


def _has_words(node: Node) -> bool:
    return any(char.isalpha() for scalar in _scalars(node) for char in scalar.text)


def _stale(entity: Entity | None, node: Node, scene: Scene) -> Iterator[Diagnostic]:
    """Translations that are marked as older than their original."""
    for locale, state in entity.translation.items() if entity else ():
        if state == "stale":
            place = place_of(scene.path, node, "translation", locale)
            yield problem("W_TRANSLATION_STALE", place, locale=locale)


_MARKED = pattern(r"\d[\\*_`\[\](){}<&;~]|&#")
_BLOCK = pattern(r"</?(?:p|li|td|th|tr|h[1-6]|ul|ol|table|blockquote|pre|div|figure)\b[^>]*>")
_TAG = pattern(r"<[^>]*>")


def _personal_in(text: str, path: str, html: str = "") -> list[Diagnostic]:
    """Numbers as they are written; and those that are only there to be seen, without the marks that Markdown
    takes for its own (138\\-0013\\-8000, as converters from Word write it)."""
    findings = find_personal(text)
    found = [
        problem(finding.code, place_at(path, text, finding.start), found=finding.found)
        for finding in findings
    ]
    if html and _MARKED.search(text):
        seen = unescape(_TAG.sub("", _BLOCK.sub("\n", html.replace("\n", " "))))
        known = {(finding.code, finding.found) for finding in findings}
        for finding in find_personal(seen):
            if (finding.code, finding.found) not in known:
                begins = max(0, text.find(seen[finding.start : finding.start + 3]))
                found.append(problem(finding.code, place_at(path, text, begins), found=finding.found))
    return found
