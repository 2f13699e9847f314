"""A site's settings: site.yml decoded, its languages resolved, its theme found."""

from __future__ import annotations

import datetime
import os
import typing
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from sitegen import __version__
from sitegen.content.files import read_bytes, walk
from sitegen.content.nodes import Mapping, Node
from sitegen.content.yaml import parse_yaml
from sitegen.diagnostics import ContentError, Diagnostic, Place, nearest, problem
from sitegen.i18n.hant import Converter
from sitegen.i18n.locales import Locale, LocaleError, locale_info
from sitegen.i18n.messages import MessagesError, derive_messages, load_messages
from sitegen.model.decode import BAD, Scene, decode_part
from sitegen.model.entities import Part
from sitegen.model.entries import Derived, Reading, Use
from sitegen.model.fields import Slug
from sitegen.model.site import LocaleSetting, SiteSettings
from sitegen.render.theme import Theme, po_folder, theme_folders
from sitegen.render.workshop import Languages

SITE_FILE = "site.yml"
DEFAULT_LOCALES = (LocaleSetting(id="zh"), LocaleSetting(id="en"))
SOURCE_LOCALE = "en"
"""The language in which theme text is written."""


class Settings(msgspec.Struct, frozen=True):
    """Everything that a build needs to know besides the content."""

    site: SiteSettings
    uses: tuple[Use, ...]
    locales: dict[str, Locale]
    reading: Reading
    theme_folders: tuple[str, ...]


def load_settings(root: Path, base_url: str | None = None) -> Settings:
    """Read site.yml. Raises ContentError with all that is wrong with it."""
    path = root / SITE_FILE
    try:
        data = read_bytes(str(path), 1_000_000)
    except FileNotFoundError:
        raise ContentError([problem("E_NO_SITE", Place(SITE_FILE), folder=root.name)]) from None
    if data is None:
        raise ContentError([problem("E_FILE_SIZE", Place(SITE_FILE), limit=1_000_000)])
    node, found = parse_yaml(data, SITE_FILE)
    if node is None:
        raise ContentError(found or [problem("E_EMPTY_FILE", Place(SITE_FILE, 1, 1))])
    first = _languages_of(node)
    ids = [setting.id for setting in first.locales or DEFAULT_LOCALES]
    wide = Scene(SITE_FILE, tuple(dict.fromkeys(ids)), first.default_locale)
    site = decode_part(SiteSettings, node, wide)
    if site is BAD or found:
        raise ContentError([*found, *wide.found])
    if base_url is not None:
        site = msgspec.structs.replace(site, base_url=base_url)
    return _resolve(root, site, wide)


class _Languages(Part, kw_only=True):
    """The part of site.yml that has to be known before the texts in it can be checked."""

    default_locale: Slug = "zh"
    locales: tuple[LocaleSetting, ...] = ()


def _languages_of(node: Node) -> _Languages:
    only = Mapping(node.line, node.column)
    if isinstance(node, Mapping):
        wanted = _Languages.__struct_fields__
        only.entries = {key: value for key, value in node.entries.items() if key in wanted}
    made = decode_part(_Languages, only, Scene(SITE_FILE, (), "zh"))
    return _Languages() if made is BAD else typing.cast(_Languages, made)


def _resolve(root: Path, site: SiteSettings, scene: Scene) -> Settings:
    found: list[Diagnostic] = list(scene.found)
    chosen = site.locales or DEFAULT_LOCALES
    locales: dict[str, Locale] = {}
    for setting in chosen:
        try:
            locales[setting.id] = _locale(setting)
        except LocaleError as error:
            found.append(problem("E_LOCALE", Place(SITE_FILE, 1, 1), id=setting.id, en=error.en, zh=error.zh))
    if site.default_locale not in locales:
        near = nearest(site.default_locale, locales)
        found.append(problem("E_UNKNOWN_LOCALE", Place(SITE_FILE, 1, 1), key=site.default_locale,
                             known=", ".join(locales), **near))  # fmt: skip
    try:
        ZoneInfo(site.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        found.append(problem("E_TIME_ZONE", Place(SITE_FILE, 1, 1), value=site.time_zone))
    if site.theme != "default" and not (root / "themes" / site.theme).is_dir():
        found.append(problem("E_THEME", Place(SITE_FILE, 1, 1), theme=site.theme))
    if any(diagnostic.severity == "error" for diagnostic in found):
        raise ContentError(found)
    derived = tuple(
        Derived(s.id, s.derived_from, s.config, {pair[0]: pair[-1] for pair in s.phrases})
        for s in chosen
        if s.derived_from
    )
    uses = tuple(Use(r.kind, r.id, Place(SITE_FILE, r.line, r.column)) for r in scene.references)
    return Settings(
        site=site,
        uses=uses,
        locales=locales,
        reading=Reading(tuple(locales), site.default_locale, derived, site.limits),
        theme_folders=tuple(str(folder) for folder in theme_folders(root, site.theme)),
    )


def _locale(setting: LocaleSetting) -> Locale:
    overrides: dict[str, object] = {}
    if setting.name:
        overrides["name"] = setting.name
    if setting.derived_from:
        overrides |= {"derived_from": setting.derived_from, "config": setting.config}
    if setting.fallbacks:
        overrides["fallbacks"] = setting.fallbacks
    return locale_info(setting.id, **overrides)


def load_languages(settings: Settings, theme: Theme) -> Languages:
    """Theme text of every language. Raises ContentError for a .po file that cannot be used."""
    tables: dict[str, dict[str, str]] = {}
    try:
        for key in settings.locales:
            paths = [Path(path) for path in theme.messages.get(po_folder(key), ())]
            tables[key] = dict(load_messages(paths)) if paths else {}
    except MessagesError as error:
        name = "/".join(error.path.parts[-5:])
        place = Place(name, error.line, 1 if error.line else 0)
        raise ContentError([problem("E_MESSAGES", place, en=error.en, zh=error.zh)]) from None
    for derived in settings.reading.derived:
        if not tables[derived.locale]:
            convert = Converter(derived.config, derived.phrases)
            tables[derived.locale] = dict(derive_messages(tables[derived.origin], convert))
    return Languages(settings.locales, tables, settings.reading.derived)


def build_date(now: str | None, time_zone: str) -> datetime.date:
    """The day that counts: --now, else SOURCE_DATE_EPOCH, else today, in the site's time zone."""
    if now:
        return datetime.date.fromisoformat(now)
    zone = ZoneInfo(time_zone)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), zone).date()
    return datetime.datetime.now(zone).date()


def program_digest() -> str:
    """Of this program's own files, by name, size and time: another program's memory is not ours."""
    package = Path(__file__).resolve().parents[1]
    listing = walk(str(package), ["."], {})
    state = blake2b(__version__.encode(), digest_size=16)
    for path, info in sorted(listing.files.items()):
        if path.endswith((".py", ".toml")):
            state.update(f"{path} {info.size} {info.mtime_ns}\n".encode())
    return state.hexdigest()


def theme_stamp(folders: Iterable[str]) -> bytes:
    """Of the names, sizes and times of a theme's files."""
    listings = [walk(folder, ["."], {}) for folder in folders]
    return digest([sorted((path, info) for path, info in listing.files.items()) for listing in listings])


def digest(value: object) -> bytes:
    return blake2b(msgspec.msgpack.encode(value), digest_size=16).digest()

