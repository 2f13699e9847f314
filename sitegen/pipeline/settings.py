"""A site's settings: site.yml decoded, its languages resolved, its theme found."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from sitegen.content.listing import SITE_FILE
from sitegen.content.safe_files import read_in
from sitegen.content.yaml_file import parse_yaml
from sitegen.content.yaml_nodes import Mapping, Node, Scalar, Sequence
from sitegen.diagnostics import ContentError, Diagnostic, Place, nearest, problem, too_large
from sitegen.i18n.hant import Converter
from sitegen.i18n.locales import Locale, LocaleError, locale_info
from sitegen.i18n.messages import MessagesError, derive_messages, load_messages
from sitegen.model.checks.figure_checks import unfit_results
from sitegen.model.checks.personal_checks import personal_in_yaml
from sitegen.model.checks.subjects import Where
from sitegen.model.decode import decode_part
from sitegen.model.decode_context import BAD, DecodeContext, place_of
from sitegen.model.entries import Derived, Reading, Use
from sitegen.model.formats import tag_key
from sitegen.model.geojson import Boundary
from sitegen.model.scalars import scalars_of
from sitegen.model.site import Brand, LocaleSetting, Logo, SiteSettings, withdrawn_of
from sitegen.model.tag_names import shared_names
from sitegen.pipeline.boundary_files import load_boundaries
from sitegen.pipeline.contrast import check_brand
from sitegen.pipeline.logo_files import load_logos
from sitegen.pipeline.theme_words import speaking
from sitegen.render.folders import built_in, theme_folders
from sitegen.render.page_renderer import Languages
from sitegen.render.theme import Theme, po_folder, read_theme_file

LARGEST = 1_000_000
"""Bytes of site.yml."""
DEFAULT_LOCALES = (LocaleSetting(id="zh"), LocaleSetting(id="en"))


class Settings(msgspec.Struct, frozen=True):
    """Everything that a build needs to know besides the content."""

    site: SiteSettings
    uses: tuple[Use, ...]
    locales: dict[str, Locale]
    reading: Reading
    theme_folders: tuple[str, ...]
    boundaries: tuple[Boundary, ...] = ()
    """Of regions, from content/maps."""
    places: dict[str, Place] = {}
    """Where site.yml names each language."""
    logos: tuple[Logo, ...] = ()
    """The site's logo, and that for the dark scheme."""
    notes: tuple[Diagnostic, ...] = ()
    """Warnings about site.yml."""


def load_settings(root: Path, base_url: str | None = None, *, drafts: bool = False) -> Settings:
    """Read site.yml. Raises ContentError with all that is wrong with it.

    With `drafts`, entries are read so that drafts are shown.
    """
    node = _read(root)
    ids, default = _languages_of(node)
    scene = DecodeContext(SITE_FILE, ids, default)
    site = decode_part(SiteSettings, node, scene)
    where = partial(place_of, SITE_FILE, node)
    found = [*scene.found, *personal_in_yaml(scalars_of(node), SITE_FILE)]
    if site is not BAD:
        found += _check(root, site, where)
    if found:
        raise ContentError(found)
    notes = tuple(_check_tag_names(site, where))
    site = msgspec.structs.replace(site, tags={tag_key(tag): label for tag, label in site.tags.items()})
    if base_url is not None:
        site = msgspec.structs.replace(site, base_url=base_url)
    boundaries, found = load_boundaries(root)
    logos, wrong = load_logos(root, site.brand, where)
    if found or wrong:
        raise ContentError([*found, *wrong])
    settings = _resolve(root, site, scene)
    reading = msgspec.structs.replace(settings.reading, drafts=drafts)
    return msgspec.structs.replace(
        settings,
        boundaries=boundaries,
        places={each.id: where("locales", number, "id") for number, each in enumerate(site.locales)},
        logos=logos,
        reading=reading,
        notes=notes,
    )


def _read(root: Path) -> Node:
    path = root / SITE_FILE
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise ContentError([problem("E_SYMLINK", Place(SITE_FILE))])
        data = read_in(str(root), SITE_FILE, LARGEST)
    except FileNotFoundError:
        raise ContentError([problem("E_NO_SITE", Place(SITE_FILE), folder=root.name)]) from None
    if data is None:
        raise ContentError([too_large(Place(SITE_FILE), LARGEST)])
    node, found = parse_yaml(data, SITE_FILE)
    if node is None or found:
        raise ContentError(found or [problem("E_EMPTY_FILE", Place(SITE_FILE, 1, 1))])
    return node


def _languages_of(node: Node) -> tuple[tuple[str, ...], str]:
    """Ids of the languages and of the default one, as far as they can be made out: texts need them first."""
    entries = node.entries if isinstance(node, Mapping) else {}
    default, listed = (entries[key][1] if key in entries else None for key in ("default_locale", "locales"))
    items = listed.items if isinstance(listed, Sequence) else []
    marked = [item.entries["id"][1] for item in items if isinstance(item, Mapping) and "id" in item.entries]
    ids = [mark.text for mark in marked if isinstance(mark, Scalar)]
    ids = ids or [setting.id for setting in DEFAULT_LOCALES]
    return tuple(dict.fromkeys(ids)), default.text if isinstance(default, Scalar) else "zh"


def _check(root: Path, site: SiteSettings, where: Where) -> Iterator[Diagnostic]:
    """What is wrong with settings that are each written as they should be."""
    yield from _check_locales(site, where)
    yield from _check_tags(site, where)
    try:
        ZoneInfo(site.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield problem("E_TIME_ZONE", where("time_zone"), value=site.time_zone)
    if site.theme != "default" and not (root / "themes" / site.theme).is_dir():
        yield problem("E_THEME", where("theme"), theme=site.theme)
    for key, limit in msgspec.structs.asdict(site.limits).items():
        if limit < 1:
            yield problem("E_LIMIT", where("limits", key), key=key, value=limit)
    yield from (found for found in unfit_results(site.figures, where) if found.severity == "error")
    yield from check_brand(site.brand or Brand(), where)


def _check_tags(site: SiteSettings, where: Where) -> Iterator[Diagnostic]:
    """Names of one tag in two spellings."""
    seen: set[str] = set()
    for tag in site.tags:
        if tag_key(tag) in seen:
            yield problem("E_DUPLICATE_ID", where("tags", tag), key="tags", id=tag)
        seen.add(tag_key(tag))


def _check_tag_names(site: SiteSettings, where: Where) -> Iterator[Diagnostic]:
    """Names that two tags have."""
    for name, tag, other in shared_names(site.tags):
        yield problem("W_TAG_NAME", where("tags", tag), name=name, tag=tag, other=other)


def _check_locales(site: SiteSettings, where: Where) -> Iterator[Diagnostic]:
    chosen = site.locales or DEFAULT_LOCALES
    ids = [setting.id for setting in chosen]
    written = [setting.id for setting in chosen if not setting.derived_from]
    for number, setting in enumerate(chosen):
        if setting.id in ids[:number]:
            yield problem("E_DUPLICATE_ID", where("locales", number, "id"), key="locales", id=setting.id)
        try:
            _locale(setting)
        except LocaleError as error:
            key = "config" if error.reason == "locale-config" else "id"
            place = where("locales", number, key)
            yield problem("E_LOCALE", place, id=setting.id, en=error.en, zh=error.zh)
        if setting.derived_from and setting.derived_from not in written:
            yield _unknown(setting.derived_from, written, where("locales", number, "derived_from"))
        for fallback in setting.fallbacks:
            if fallback not in ids:
                yield _unknown(fallback, ids, where("locales", number, "fallbacks"))
        for index, pair in enumerate(setting.phrases):
            if len(pair) != 2:
                yield problem("E_PHRASE", where("locales", number, "phrases", index))
    if site.default_locale not in ids:
        yield _unknown(site.default_locale, ids, where("default_locale"))


def _unknown(locale: str, known: list[str], place: Place) -> Diagnostic:
    return problem("E_UNKNOWN_LOCALE", place, key=locale, known=", ".join(known), **nearest(locale, known))


def _resolve(root: Path, site: SiteSettings, scene: DecodeContext) -> Settings:
    chosen = site.locales or DEFAULT_LOCALES
    locales = {setting.id: _locale(setting) for setting in chosen}
    derived = tuple(
        Derived(s.id, s.derived_from, s.config, {pair[0]: pair[1] for pair in s.phrases})
        for s in chosen
        if s.derived_from
    )
    uses = tuple(Use(r.kind, r.id, Place(SITE_FILE, r.line, r.column)) for r in scene.references)
    folders = theme_folders(root, site.theme)
    _check_no_link(root, site.theme, folders)
    return Settings(
        site=site,
        uses=uses,
        locales=locales,
        reading=Reading(
            tuple(locales),
            site.default_locale,
            derived,
            site.limits,
            site.translations,
            withdrawn_of(site),
            photographs="photographs" in site.files,
            search_bodies="search-bodies" in site.files and "search" not in site.leave_out,
        ),
        theme_folders=folders,
    )


def _check_no_link(root: Path, theme: str, folders: Iterable[str]) -> None:
    """Raises ContentError where a folder of a theme is not the site's own but was reached through a link."""
    real = os.path.realpath(root)
    names = {f"{real}/theme": "theme", f"{real}/themes/{theme}": f"themes/{theme}"}
    if any(folder not in (*names, built_in()) for folder in folders):
        linked = [name for path, name in names.items() if path not in folders and (root / name).is_dir()]
        raise ContentError([problem("E_SYMLINK", Place(name)) for name in linked or ["theme"]])


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
            tables[key] = dict(load_messages(paths, read_theme_file)) if paths else {}
    except MessagesError as error:
        place = Place(_shown(error.path, settings.theme_folders), error.line, 1 if error.line else 0)
        raise ContentError([problem("E_MESSAGES", place, en=error.en, zh=error.zh)]) from None
    for derived in settings.reading.derived:
        if not tables[derived.locale]:
            convert = Converter(derived.config, derived.phrases)
            tables[derived.locale] = dict(derive_messages(tables[derived.origin], convert))
    return Languages(speaking(settings.locales, tables), tables, settings.reading.derived)


def _shown(path: Path, folders: Iterable[str]) -> str:
    """A theme's file as it is found from the site's root: theme/…, or themes/<name>/…"""
    folder = Path(next(folder for folder in folders if path.is_relative_to(folder)))
    inside = path.relative_to(folder).as_posix()
    return f"theme/{inside}" if folder.name == "theme" else f"themes/{folder.name}/{inside}"
