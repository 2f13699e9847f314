"""One entry from its files: decoded, its texts rendered, its pictures checked.

`read_entry` depends on nothing but the bytes of the entry's own files and the settings in `Reading`, so
entries can be read in any order, in any process, and remembered by the digest of what went in.
"""

from __future__ import annotations

from functools import partial

import msgspec

from sitegen.content.captions import CAPTIONS_ENDING
from sitegen.content.pictures import PictureInfo
from sitegen.content.utf8 import decode_text
from sitegen.content.yaml_file import parse_yaml
from sitegen.content.yaml_nodes import Mapping, Node
from sitegen.diagnostics import Diagnostic, Place, has_errors, problem, too_large
from sitegen.i18n.text import Text
from sitegen.model.checks.registry import check_entity, check_entry
from sitegen.model.checks.subjects import EntityCheck, EntryCheck
from sitegen.model.decode import decode_entity
from sitegen.model.decode_context import DecodeContext, place_of
from sitegen.model.entities import Contact, Entity, Project
from sitegen.model.entries import ALIAS, Claim, Entry, LookIntoFile, ReadFile, Reading, Use
from sitegen.model.entry_files import EntryFiles
from sitegen.model.entry_folder import EntryFolder
from sitegen.model.fact_texts import lines_with_remarks, may_have_markup
from sitegen.model.kinds import KINDS, RECORDS
from sitegen.model.pasted import Kept, Pasted, distinctive, pasted, stated
from sitegen.model.scalars import NOT_PUBLIC, is_marked_hidden, scalars_of

CLAIMS_OF = {kind.id: kind.unique for kind in RECORDS if kind.unique}
"""Values that only one entry of a kind may have."""
WRITTEN = (".md", CAPTIONS_ENDING)
"""Endings of an entry's files that are texts to be read."""


def read_entry(
    source: EntryFiles, reading: Reading, read: ReadFile, look: LookIntoFile | None = None
) -> Entry:
    """Decode an entry and render its texts. Never raises for what a file may contain.

    `look` reads large files a part at a time; without it they are read whole.
    """
    scene = DecodeContext(source.yaml, reading.locales, reading.default_locale, reading.withdrawn)
    node = _yaml(source.yaml, reading, read, scene)
    entity = _entity(source, reading, node, scene)
    folder = EntryFolder(source, reading, read, scene.found, look)
    folder.load_files(with_words=True)
    if entity is not None:
        folder.check_names(entity, node)
    folder.render_texts()
    uses = [Use(ref.kind, ref.id, Place(source.yaml, ref.line, ref.column)) for ref in scene.references]
    uses += folder.uses
    if entity is not None:
        scene.found += check_entity(EntityCheck(entity, partial(place_of, source.yaml, node), uses))
    public = entity.visibility == "public" if entity is not None else not is_marked_hidden(node)
    public = public and source.key not in reading.withdrawn
    shown = _shown(source, entity, folder)
    if public and reading.photographs:
        folder.check_linked(entity)
    if public:
        scene.found += check_entry(EntryCheck(folder, scene, entity, node, scalars_of(node)))
    if public and node is not None and not has_errors(scene.found):
        scene.found += _unused(folder, shown.files)
    kept, copied = _kept(folder, scene, entity, node) if public else ((), ())
    return msgspec.structs.replace(
        shown,
        uses=tuple(uses) if public or entity is not None else (),
        claims=_claims(source.kind, node, entity, source.yaml),
        kept=kept,
        pasted=copied,
        hidden=tuple(_hidden_in(scene, node, public) + ([] if public else folder.texts)),
        diagnostics=tuple(scene.found),
    )


def load_entry(source: EntryFiles, reading: Reading, read: ReadFile, look: LookIntoFile) -> Entry:
    """What pages show of an entry that was found good before: nothing is looked for that could be wrong."""
    scene = DecodeContext(source.yaml, reading.locales, reading.default_locale, reading.withdrawn)
    entity = _entity(source, reading, _yaml(source.yaml, reading, read, scene), scene)
    folder = EntryFolder(source, reading, read, scene.found, look)
    folder.load_files(with_words=False)
    folder.render_texts()
    return _shown(source, entity, folder)


def _shown(source: EntryFiles, entity: Entity | None, folder: EntryFolder) -> Entry:
    """The part of an entry that pages show."""
    files = folder.named_files(entity)
    return Entry(
        kind=source.kind,
        id=source.id,
        path=source.yaml,
        entity=entity,
        bodies=folder.bodies,
        files=files,
        films={name: info for name, info in folder.films.items() if name in files},
        captions={name: cues for name, cues in folder.captions.items() if name in files},
    )


def _entity(source: EntryFiles, reading: Reading, node: Node | None, scene: DecodeContext) -> Entity | None:
    """What the file says, as far as the settings let it be seen."""
    entity = decode_entity(KINDS[source.kind], source.id, node, scene) if node is not None else None
    if reading.drafts and entity is not None and entity.visibility == "draft":
        # A contact without a title is called by its organisation.
        name = "organisation" if isinstance(entity, Contact) and not entity.title else "title"
        called = {name: _as_draft(getattr(entity, name))}
        entity = msgspec.structs.replace(entity, visibility="public", **called)
    if entity is not None and source.key in reading.withdrawn:
        entity = msgspec.structs.replace(entity, visibility="internal")
    return entity


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


def _unused(folder: EntryFolder, files: dict[str, PictureInfo | None]) -> list[Diagnostic]:
    """Files beside an entry that nothing in it names."""
    left = [name for name in folder.files if name not in files]
    return [problem("W_UNUSED_FILE", Place(folder.path_of(name)), file=name) for name in left]


def _kept(
    folder: EntryFolder, scene: DecodeContext, entity: Entity | None, node: Node | None
) -> tuple[tuple[Kept, ...], tuple[Pasted, ...]]:
    """What is distinctive below `internal:`, and what of it the entry's own public texts say, too."""
    if not scene.kept:
        return (), ()
    titles = entity.title.values.values() if entity is not None and entity.title else ()
    public_by_itself = stated(scalars_of(node), scene.texts, titles)
    kept = [one for one in distinctive(scene.kept) if one.text not in public_by_itself]
    written = folder.written_texts() + folder.written_captions()
    return tuple(kept), (*pasted(kept, folder.source.yaml, scene.texts, written),)


def _claims(kind: str, node: Node | None, entity: Entity | None, path: str) -> tuple[Claim, ...]:
    if not isinstance(node, Mapping):
        return ()
    fields = [field for field in CLAIMS_OF.get(kind, ()) if field in node.entries]
    values = dict.fromkeys(fields, "")
    if isinstance(entity, Project):
        values = {"title": next(iter(entity.title.values.values())), "code": entity.code}
    claims = [Claim(field, values[field], place_of(path, node, field)) for field in fields]
    for number, alias in enumerate(entity.aliases if entity is not None else ()):
        claims.append(Claim(ALIAS, alias, place_of(path, node, "aliases", number)))
    return tuple(claims)


def _hidden_in(scene: DecodeContext, node: Node | None, public: bool) -> list[str]:
    """Values of `internal:` blocks; of an entry that is not public, all but the word that says so."""
    if public:
        return scene.hidden
    return scene.hidden + [s.text for s in scalars_of(node) if s.text not in NOT_PUBLIC]


def public_text(source: EntryFiles, read: ReadFile) -> str:
    """Everything in a public entry's files that may be seen, as written."""
    limit = 1_000_000
    node, _ = parse_yaml(read(source.yaml, limit) or b"", source.yaml)
    bodies = [f"{source.folder}/{name}" for name in source.names if name.endswith(WRITTEN)]
    texts = [scalar.text for scalar in scalars_of(node)]
    texts += [decode_text(read(path, limit) or b"", path)[0] for path in bodies]
    return "\n".join((*[" ".join(text.split()) for text in texts], *source.names))
