"""Films on an entry's page: players, captions and transcripts. The browser itself plays them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sitegen.content.captions import Cue, converted_name
from sitegen.content.films import FilmInfo
from sitegen.i18n.text import Text
from sitegen.model.entities import Film
from sitegen.model.entries import Entry
from sitegen.views.basic_values import File, LocalText
from sitegen.views.localizer import Localizer, file_url
from sitegen.views.print_files import said_size

USUAL_SIZE = 1280, 720
"""Of a player, where a film doesn't say its own."""


class CaptionTrack(msgspec.Struct, frozen=True, cache_hash=True):
    """Captions in a language that the reader can choose."""

    url: str
    lang: str
    name: str
    is_first: bool
    """Shown without being chosen."""


class TranscriptLine(msgspec.Struct, frozen=True, cache_hash=True):
    time: str
    text: LocalText


class FilmPlayer(msgspec.Struct, frozen=True, cache_hash=True):
    """A film to be played, in one form or in two."""

    title: LocalText
    files: tuple[File, ...]
    types: tuple[str, ...]
    """The files' media types."""
    poster: str
    width: int
    height: int
    tracks: tuple[CaptionTrack, ...]
    transcript: tuple[TranscriptLine, ...]
    """What is said in it, from the captions in this language or the nearest to it."""


def film_players(localizer: Localizer, entry: Entry) -> tuple[FilmPlayer, ...]:
    entity = entry.entity
    assert entity is not None
    return tuple([_player(localizer, entry, film) for film in entity.films])


def _player(localizer: Localizer, entry: Entry, film: Film) -> FilmPlayer:
    names = [name for name in (film.file, film.other) if name]
    info = entry.films.get(film.file)
    width, height = (info.width, info.height) if info and info.width and info.height else USUAL_SIZE
    own = _nearest(localizer, film.captions)
    tracks = _tracks(localizer, entry, film)
    first = _nearest(localizer, tracks)
    return FilmPlayer(
        title=localizer.required_text(film.title),
        files=tuple([film_file(localizer, entry, name, film.title) for name in names]),
        types=tuple([f"video/{name.rpartition('.')[2].lower()}" for name in names]),
        poster=file_url(entry.kind, entry.id, film.poster) if film.poster else "",
        width=width,
        height=height,
        tracks=tuple([_track(localizer, entry, key, tracks[key], key == first) for key in tracks]),
        transcript=_transcript(localizer, own, entry.captions.get(film.captions[own], ())) if own else (),
    )


def _nearest(localizer: Localizer, by_locale: Iterable[str]) -> str:
    """The locale, of those that there are, which comes next to the page's own; "" for none."""
    order = [localizer.locale.id, *localizer.locale.fallbacks, localizer.locale.derived_from]
    there = list(by_locale)
    return next((key for key in (*order, *localizer.locales) if key in there), "")


def _tracks(localizer: Localizer, entry: Entry, film: Film) -> dict[str, str]:
    """Captions by locale: those that are written, and behind each those that are converted from it."""
    found: dict[str, str] = {}
    for key, name in film.captions.items():
        found[key] = name
        for locale in localizer.locales.values():
            made = converted_name(name, locale.id)
            if locale.derived_from == key and locale.id not in film.captions and made in entry.files:
                found[locale.id] = made
    return found


def _track(localizer: Localizer, entry: Entry, key: str, name: str, is_first: bool) -> CaptionTrack:
    locale = localizer.locales[key]
    url = file_url(entry.kind, entry.id, name)
    return CaptionTrack(url, locale.html, locale.name, is_first)


def _transcript(localizer: Localizer, locale: str, cues: Iterable[Cue]) -> tuple[TranscriptLine, ...]:
    return tuple(
        [
            TranscriptLine(clock(cue.start / 1000), localizer.required_text(Text({locale: cue.text})))
            for cue in cues
            if cue.text
        ]
    )


def film_file(localizer: Localizer, entry: Entry, name: str, title: Text) -> File:
    """A film to be taken along, with how long and how large it is."""
    return File(
        file_url(entry.kind, entry.id, name),
        localizer.required_text(title),
        name.rpartition(".")[2].upper(),
        film_facts(entry.films.get(name)),
    )


def film_facts(info: FilmInfo | None) -> str:
    """How long a film is and how large, in figures that every language reads: 1:05 · 12.4 MB."""
    if info is None:
        return ""
    said = [clock(info.seconds)] if info.seconds else []
    return " · ".join([*said, said_size(info.size)])


def clock(seconds: float) -> str:
    """Minutes and seconds, with hours where there are any: 1:05, 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
