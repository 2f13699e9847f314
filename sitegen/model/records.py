"""What a build keeps of an entry once it has been read: enough to link, check and plan without its files."""

from __future__ import annotations

import msgspec

from sitegen.content.picture_sizes import shown_size
from sitegen.content.pictures import PictureInfo
from sitegen.diagnostics import Diagnostic, has_errors
from sitegen.model.cards import card_of
from sitegen.model.entries import Claim, Entry, Use
from sitegen.model.entry_folder import linked_files, shown_pictures
from sitegen.model.pasted import Kept, Pasted

_encode = msgspec.msgpack.Encoder().encode


class Record(msgspec.Struct, frozen=True):
    """An entry that has been read."""

    kind: str
    id: str
    path: str
    public: bool
    broken: bool
    """The files have errors; there is no entity."""
    digest: bytes
    """Of everything in the entry."""
    card: bytes
    """Encoded `ProjectCard`, or the entity for other kinds; empty unless public."""
    uses: tuple[Use, ...]
    claims: tuple[Claim, ...]
    hidden: tuple[str, ...]
    kept: tuple[Kept, ...]
    """What is distinctive below `internal:` of a public entry."""
    pasted: tuple[Pasted, ...]
    """What of that stands in its own public texts, too."""
    files: tuple[str, ...]
    """That readers can open as they are."""
    diagnostics: tuple[Diagnostic, ...]
    words: bytes = b""
    """Keys of its texts, where the search looks through them (`model.body_words`)."""
    shown: dict[str, PictureInfo] = {}
    """Pictures that its page shows, where the site has its photographs in sizes."""


def record_of(entry: Entry, digest: bytes, words: bytes = b"", *, photographs: bool = False) -> Record:
    """`photographs`: the site has them in sizes; what is shown in no other way is not published as it is."""
    public = entry.public and not has_errors(entry.diagnostics)
    shown = shown_pictures(entry.entity, entry.bodies, entry.files) if photographs and entry.files else {}
    linked = linked_files(entry.entity, entry.bodies) if shown else set()
    files = [name for name in entry.files if name in linked or shown_size(name, shown.get(name)) is None]
    return Record(
        kind=entry.kind,
        id=entry.id,
        path=entry.path,
        public=public,
        broken=entry.entity is None,
        digest=digest,
        card=_encode(card_of(entry.entity)) if public and entry.entity else b"",
        uses=entry.uses,
        claims=entry.claims,
        hidden=tuple(dict.fromkeys(entry.hidden)),
        kept=entry.kept if public else (),
        pasted=entry.pasted if public else (),
        files=tuple(files),
        diagnostics=entry.diagnostics,
        words=words if public else b"",
        shown=shown if public else {},
    )
