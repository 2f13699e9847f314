"""The editor's side of the server: its page and modules, what they ask for, and what they send to be saved.

Every change needs the token that the page was given; the preview's guards (`Guarded`) hold for all of it.
"""

from __future__ import annotations

import secrets
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path
from typing import IO, Any

import msgspec
from tornado.web import HTTPError, stream_request_body

from sitegen.diagnostics import ContentError, Diagnostic, MachineError, RequestError
from sitegen.diagnostics.machine import refused
from sitegen.diagnostics.show import hint, message
from sitegen.editing.checking import Typed, check
from sitegen.editing.entry_list import EntryList
from sitegen.editing.entry_state import EntryState, check_key, state_of
from sitegen.editing.file_uploads import begun, put_film, put_picture
from sitegen.editing.forms import forms
from sitegen.editing.packing import packed
from sitegen.editing.saving import Conflict, create, save
from sitegen.editing.submitting import is_in_git, submit
from sitegen.pipeline.settings import Settings, load_settings
from sitegen.routes import entity_path
from sitegen.serve.guarded import Guarded

START = "/_edit/"
LARGEST = 30_000_000
"""Bytes of a request's body: a photograph from a phone."""
LARGEST_FILM = 4_000_000_000
"""Bytes of a body that is not cut off; how large films may be, site.yml says."""
TOKEN = "X-Sitegen-Token"  # noqa: S105  (the name of a header)
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'"
)
_TYPES = {"js": "text/javascript", "css": "text/css", "html": "text/html"}


class Editor:
    """What the editor works on."""

    def __init__(self, root: Path, lang: str) -> None:
        self.root = root
        self.lang = lang
        self.token = secrets.token_urlsafe(24)
        self.list = EntryList(root)
        self._settings: tuple[int, Settings] | None = None

    @property
    def settings(self) -> Settings:
        """Read again when site.yml has changed. Raises ContentError."""
        stamp = (self.root / "site.yml").stat().st_mtime_ns
        if self._settings is None or self._settings[0] != stamp:
            self._settings = stamp, load_settings(self.root, drafts=True)
        return self._settings[1]

    @property
    def default(self) -> str:
        return self.settings.reading.default_locale


class EditorFileHandler(Guarded):
    """The page, its style and its modules."""

    def get(self, name: str) -> None:
        name = name or "editor.html"
        ending = name.rpartition(".")[2]
        text = _file(name) if ending in _TYPES else None
        if text is None:
            raise HTTPError(404)
        if name == "editor.html":
            editor: Editor = self.application.settings["editor"]
            lang = "zh-Hans" if editor.lang == "zh" else "en"
            text = text.replace("{{ token }}", escape(editor.token)).replace("{{ lang }}", lang)
            self.set_header("Content-Security-Policy", POLICY)
        self.set_header("Content-Type", f"{_TYPES[ending]}; charset=utf-8")
        self.finish(text)

    head = get


@cache
def _file(name: str) -> str | None:
    for one in resources.files(__package__).joinpath("editor").iterdir():
        if one.name == name:
            return one.read_text("utf-8")
    return None


class Asking(Guarded):
    """Answers as JSON; what goes wrong is told as a problem in the words of the command line."""

    @property
    def editor(self) -> Editor:
        editor: Editor = self.application.settings["editor"]
        return editor

    def lang(self) -> str:
        return "en" if self.get_query_argument("lang", "") == "en" else "zh"

    def entry(self) -> tuple[str, str]:
        kind, key = self.get_query_argument("kind", ""), self.get_query_argument("id", "")
        check_key(kind, key)
        return kind, key

    def prepare(self) -> None:
        super().prepare()
        if self.request.method == "POST":
            given = self.request.headers.get(TOKEN, "")
            if not secrets.compare_digest(given.encode(), self.editor.token.encode()):
                raise HTTPError(403)

    def answer(self, value: object) -> None:
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(msgspec.json.encode(value))

    def _answered(self, work: Any, *words: Any) -> None:
        try:
            self.answer(work(*words))
        except ContentError as error:
            self._refuse(error.diagnostics)
        except (RequestError, MachineError) as error:
            self._refuse([error.diagnostic])
        except OSError as error:
            self._refuse([refused(error)])
        except (msgspec.DecodeError, UnicodeError):
            raise HTTPError(400) from None

    def _refuse(self, found: list[Diagnostic]) -> None:
        self.set_status(422)
        lang = self.lang()
        self.answer(
            {
                "refused": [
                    {"code": one.code, "message": message(one, lang), "hint": hint(one, lang)}
                    for one in found
                ]
            }
        )


class OutlineHandler(Asking):
    """The forms of all kinds, the languages, and all entries by title."""

    def get(self) -> None:
        self._answered(self._outline)

    def _outline(self) -> dict[str, Any]:
        reading = self.editor.settings.reading
        names = {key: locale.name for key, locale in self.editor.settings.locales.items()}
        return {
            "kinds": forms(),
            "locales": [{"id": one, "name": names[one]} for one in reading.written],
            "default": reading.default_locale,
            "git": is_in_git(self.editor.root),
        }


class EntriesHandler(Asking):
    """All entries with their titles; a new one."""

    def get(self) -> None:
        self._answered(lambda: self.editor.list.entries(self.editor.default))

    def post(self) -> None:
        self._answered(self._new)

    def _new(self) -> dict[str, Any]:
        asked = msgspec.json.decode(self.request.body, type=_New)
        reading = self.editor.settings.reading
        return _told(self.editor, create(self.editor.root, (asked.kind, asked.id), asked.title, reading))


class OneEntryHandler(Asking):
    """An entry as it is; saved."""

    def get(self) -> None:
        self._answered(self._state)

    def _state(self) -> dict[str, Any]:
        kind, key = self.entry()
        state = state_of(self.editor.root, kind, key, self.editor.settings.reading.written)
        if state.data is None:
            raise RequestError("E_SAVE", path=f"{kind}/{key}")
        return _told(self.editor, state)

    def post(self) -> None:
        self._answered(self._save)

    def _save(self) -> dict[str, Any]:
        asked = msgspec.json.decode(self.request.body, type=_Save)
        base, mine = _typed(asked.base), _typed(asked.mine)
        saved = save(self.editor.root, self.entry(), base, mine, self.editor.settings.reading)
        return {
            **_told(self.editor, saved.state),
            "conflicts": [Conflict._asdict(one) for one in saved.conflicts],
            "files": saved.files,
        }


class CheckHandler(Asking):
    """What is wrong with what is typed, and how it reads. It changes nothing, but is costly: token."""

    def post(self) -> None:
        self._answered(self._check)

    def _check(self) -> dict[str, Any]:
        typed = _typed(msgspec.json.decode(self.request.body, type=_Typed))
        editor, reading = self.editor, self.editor.settings.reading
        kind, key = self.entry()
        state = state_of(editor.root, kind, key, reading.written)
        checked = check(editor.root, state, typed, reading, editor.list.ids(editor.default), self.lang())
        return checked._asdict()


class PictureHandler(Asking):
    """A picture or captions put beside an entry; the body is the file."""

    def post(self) -> None:
        self._answered(self._put)

    def _put(self) -> dict[str, str]:
        name = self.get_query_argument("name", "")
        reading = self.editor.settings.reading
        return {"file": put_picture(self.editor.root, self.entry(), name, self.request.body, reading)}

    def get(self) -> None:
        """The file itself, for the form."""
        kind, key = self.entry()
        state = state_of(self.editor.root, kind, key, self.editor.settings.reading.written)
        name = self.get_query_argument("name", "")
        if name not in state.names or name.endswith((".md", ".yml", ".svg")):
            raise HTTPError(404)
        from sitegen.editing.entry_state import folder_of
        from sitegen.serve.tree import content_type

        self.set_header("Content-Type", content_type(name))
        self.finish((folder_of(self.editor.root, kind, key) / name).read_bytes())


@stream_request_body
class FilmHandler(Asking):
    """A film put beside an entry; it is written as it comes, for it may be large."""

    taken: IO[bytes] | None = None
    fault: OSError | None = None
    is_welcome = False
    """Until then, and where it is refused, what comes is thrown away."""

    def prepare(self) -> None:
        super().prepare()
        self.is_welcome = True
        self.request.connection.set_max_body_size(LARGEST_FILM)  # type: ignore[union-attr]

    def data_received(self, chunk: bytes) -> None:
        if not self.is_welcome:
            return
        try:
            self.taken = self.taken or begun(self.editor.root)
            if self.taken.tell() <= self.editor.settings.reading.limits.film_bytes:
                self.taken.write(chunk)  # what is longer is refused, once it has come
        except OSError as error:
            self.fault = error

    def post(self) -> None:
        self._answered(self._put)

    def _put(self) -> dict[str, str]:
        try:
            if self.fault is not None:
                raise self.fault
            self.taken = self.taken or begun(self.editor.root)
            self.taken.close()
            name, reading = self.get_query_argument("name", ""), self.editor.settings.reading
            return {"file": put_film(self.editor.root, self.entry(), name, Path(self.taken.name), reading)}
        finally:
            self.on_finish()  # before it is answered

    def on_finish(self) -> None:
        if self.taken is not None:
            self.taken.close()
            Path(self.taken.name).unlink(missing_ok=True)

    on_connection_close = on_finish


class SubmitHandler(Asking):
    """An entry's changes proposed on a branch of its own."""

    def post(self) -> None:
        self._answered(self._submit)

    def _submit(self) -> dict[str, Any]:
        asked = msgspec.json.decode(self.request.body, type=_Message)
        kind, key = self.entry()
        state_of(self.editor.root, kind, key, self.editor.settings.reading.written)
        return submit(self.editor.root, kind, key, asked.message.strip() or f"{kind}/{key}")._asdict()


class PackHandler(Asking):
    """An entry as a zip file."""

    def get(self) -> None:
        kind, key = self.entry()
        try:
            data = packed(self.editor.root, kind, key, self.editor.settings.reading)
        except RequestError:
            raise HTTPError(404) from None
        self.set_header("Content-Type", "application/zip")
        self.set_header("Content-Disposition", f'attachment; filename="{kind}-{key}.zip"')
        self.finish(data)


class _Typed(msgspec.Struct):
    data: dict[str, Any]
    bodies: dict[str, str]


class _Save(msgspec.Struct):
    base: _Typed
    mine: _Typed


class _New(msgspec.Struct):
    kind: str
    id: str
    title: dict[str, str]


class _Message(msgspec.Struct):
    message: str = ""


def _typed(given: _Typed) -> Typed:
    return Typed({key: _plain(value) for key, value in given.data.items()}, given.bodies)


def _plain(value: Any) -> Any:
    """Texts, lists and mappings, as YAML files hold them. Raises RequestError for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    raise RequestError("E_NOT_A_VALUE")


def _told(editor: Editor, state: EntryState) -> dict[str, Any]:
    return {
        "kind": state.kind,
        "id": state.id,
        "data": state.data or {},
        "bodies": state.bodies,
        "names": [name for name in state.names if not name.endswith(".md")],
        "revision": state.revision,
        "page": f"/{editor.default}/{entity_path(state.kind, state.id)}",
    }


def editor_handlers() -> list[tuple[str, type[Guarded]]]:
    return [
        (f"{START}api/outline", OutlineHandler),
        (f"{START}api/entries", EntriesHandler),
        (f"{START}api/entry", OneEntryHandler),
        (f"{START}api/check", CheckHandler),
        (f"{START}api/picture", PictureHandler),
        (f"{START}api/film", FilmHandler),
        (f"{START}api/submit", SubmitHandler),
        (f"{START}api/pack", PackHandler),
        (f"{START}([a-z-]+\\.[a-z]+)?", EditorFileHandler),
    ]
