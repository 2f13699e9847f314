"""An output, one row of the table of what the site comes to (`model.outputs`), and the usual rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import Any, Literal, NamedTuple

import msgspec

from sitegen.diagnostics import RequestError
from sitegen.model.entities import Project
from sitegen.model.fields import Doc
from sitegen.model.kinds import BY_ID, Kind

Scope = Literal["page", "locale", "site"]
"""page: an HTML page in every language; locale: a file in every language; site: one file for all of them."""
Audience = Literal["public", "office"]
"""public: part of the site; office: for the bureau's own people, only ever written by `sitegen export`."""
Addresses = Literal["relative", "absolute", "root", "none"]
"""How addresses within the site are written: from the file itself, in full, from the server's root; `none`
where there must not be any."""


class Output(msgspec.Struct, frozen=True, kw_only=True):
    """One row. `path` and `of` say all that most rows need; others name a function in `routes`."""

    name: str
    make: str
    """Of a page, its view: (catalogue, localizer, path, *args) -> view; else (context, route) -> view,
    text or `Bytes`."""
    about: Doc
    scope: Scope = "page"
    path: str = ""
    """Its path within a language, or from the site's root; `{}` stands for an entry's id."""
    parts: tuple[str, ...] = ()
    """Of an output for all languages, names of the files that each of its routes comes to, in the folder that
    is the route's path. Empty: one file, at that path."""
    of: str = ""
    """The kind whose entry's id is the first of its routes' args. All that is of one entry is made together,
    so that the entry is read once."""
    routes: str = ""
    """(catalogue, output) -> routes; with `parameters`, (catalogue, output, parameters)."""
    listed: str = ""
    """The list of projects that its pages show, as `Catalogue.index` names it."""
    section: str = ""
    """What site.yml may leave out. Empty: every site has it."""
    file_word: str = ""
    """The word in `files:` of site.yml that turns it on. Empty: it is always on."""
    audience: Audience = "public"
    addresses: Addresses = "relative"
    needs: tuple[str, ...] = ()
    """Tools that it is made with, see `channels.tools`."""
    parameters: str = ""
    """A struct, each of whose fields is an option of `sitegen export`."""
    exported_as: str = ""
    """The name that `sitegen export` knows it by, where that is another."""

    @property
    def export_name(self) -> str:
        return self.exported_as or self.name

    def is_on(self, left_out: Iterable[str], files: Iterable[str]) -> bool:
        """Whether it is part of a site that leaves out these sections and asks for these files."""
        return (
            self.audience == "public"
            and self.section not in left_out
            and (not self.file_word or self.file_word in files)
        )


class ParameterError(RequestError):
    """Raised by an output for an option of `sitegen export` that has no sense in this catalogue."""

    def __init__(self, option: str, value: str, en: str, zh: str) -> None:
        """`en` and `zh` are sentences that say what to write instead."""
        super().__init__("E_OPTION_VALUE", option=option, value=value, en=en, zh=zh)


@cache
def load(reference: str) -> Callable[..., Any]:
    """A function or class by its name below `sitegen`: "channels.feed.feed"."""
    module, _, name = reference.rpartition(".")
    made: Callable[..., Any] = getattr(import_module(f"sitegen.{module}"), name)
    return made


def list_page(kind: Kind) -> Output:
    """The page that lists all entries of a kind."""
    return Output(
        name=f"{kind.id}_list",
        make=f"views.{kind.folder}.{kind.id}_list",
        path=f"{kind.folder}/",
        routes="routes.list_of_some" if kind.optional else "",
        section=kind.folder,
        about=Doc(f"{kind.usual_name.zh}列表", f"all {kind.section.lower()}"),
    )


def entry_page(kind: Kind) -> Output:
    """The page of each entry of a kind; projects are what a site is for, so no site leaves them out."""
    return Output(
        name=kind.id,
        make=f"views.{kind.folder}.{kind.id}",
        path="{}/" if kind.at_root else f"{kind.folder}/{{}}/",
        of=kind.id,
        section="" if kind.cls is Project else kind.folder,
        about=kind.usual_name,
    )


def project_list(name: str, listed: str, path: str, section: str, about: Doc) -> Output:
    """The front page and the numbered pages of each list of projects of one sort."""
    return Output(
        name=name,
        make="views.project_lists.project_list",
        path=path,
        listed=listed,
        routes="routes.project_lists",
        section=section,
        about=about,
    )


def projects_by(listed: str, zh: str, path: str = "") -> Output:
    return project_list(
        f"projects_by_{listed}",
        listed,
        path or f"projects/{listed}/{{}}/",
        f"projects-by-{listed}",
        Doc(f"按{zh}分的项目", f"projects by {listed}"),
    )


def map_files(name: str, make: str, section: str, zh: str, en: str) -> Output:
    """Maps as files: SVG, PNG for phones and PDF for paper."""
    return Output(
        name=name,
        make=f"channels.{make}",
        scope="locale",
        routes=f"routes.{name}s",
        section=section,
        file_word="maps",
        needs=("raster", "typst"),
        exported_as="maps",
        about=Doc(zh, en),
    )


class EntryPicture(NamedTuple):
    """A sort of picture that entries have, each beside its page."""

    name: str
    make: str
    file: str
    file_word: str
    zh: str
    en: str


SHARE_PICTURE = EntryPicture(
    "share_picture", "share_picture", "share.png", "share-pictures", "的分享图", "share pictures of"
)
POSTER = EntryPicture("poster", "poster", "poster.png", "posters", "海报（竖版）", "posters of")
SQUARE = EntryPicture(
    "square", "square_picture", "square.png", "posters", "海报（方形）", "square pictures of"
)
POLICY_CARD = EntryPicture(
    "policy_card", "policy_card", "card.png", "policy-cards", "图解", "one picture that explains each of the"
)
POSTED = ("project", "policy", "chain", "region", "event", "news", "collection")
"""Kinds that have posters."""


def picture_of(picture: EntryPicture, kind: Kind) -> Output:
    """Pictures of one sort of the entries of a kind."""
    return Output(
        name=f"{picture.name}_{kind.id}" if picture is not POLICY_CARD else picture.name,
        make=f"views.share_pictures.{picture.make}",
        scope="locale",
        path=("{}/" if kind.at_root else f"{kind.folder}/{{}}/") + picture.file,
        of=kind.id,
        routes="routes.entry_pictures",
        section="" if kind.cls is Project else kind.folder,
        file_word=picture.file_word,
        exported_as=picture.file_word.replace("-", "_"),
        addresses="absolute",
        needs=("raster", "segno", "pillow"),
        about=Doc(f"{kind.usual_name.zh}{picture.zh}", f"{picture.en} {kind.section.lower()}"),
    )


def photographs(kind: Kind) -> Output:
    """The sizes of the photographs of a kind's entries."""
    return Output(
        name=f"photographs_{kind.id}",
        make="channels.photographs.photograph",
        scope="site",
        of=kind.id,
        routes="channels.photographs.routes",
        file_word="photographs",
        exported_as="photographs",
        addresses="none",
        needs=("pillow",),
        about=Doc(f"{kind.usual_name.zh}照片的各种尺寸", f"photographs of {kind.section.lower()}, in sizes"),
    )


def embed(name: str, make: str, path: str, about: Doc) -> Output:
    """A piece for other sites to frame or to read."""
    of = "chain" if "{}" in path else ""
    return Output(
        name=name,
        make=f"views.embeds.{make}",
        scope="locale",
        path=path,
        of=of,
        section="chains" if of else "",
        file_word="embeds",
        addresses="absolute" if path.endswith("json") else "relative",
        exported_as="embeds",
        about=about,
    )


def wechat(name: str, make: str, file: str, about: Doc, *needs: str) -> Output:
    """A file of each article for WeChat, in a folder of the article's own."""
    return Output(
        name=name,
        make=f"views.articles.{make}",
        scope="locale",
        path=f"wechat/{{}}/{file}",
        routes="views.articles.routes",
        audience="office",
        addresses="absolute",
        needs=needs,
        parameters="views.articles.ArticleChoice",
        exported_as="wechat",
        about=about,
    )


def wechat_photographs() -> Output:
    """Photographs in articles for WeChat."""
    row = wechat(
        "wechat_photographs",
        "article_photographs",
        "photo.jpg",
        Doc("照片（网站 files 里有 photographs 时）", "their photographs, where the site has them in sizes"),
        "pillow",
    )
    return msgspec.structs.replace(
        row,
        make="channels.photographs.article_photograph",
        routes="views.articles.photograph_routes",
    )


def social(name: str, make: str, file: str, about: Doc) -> Output:
    """A file of posts for networks."""
    return Output(
        name=name,
        make=f"channels.social_posts.{make}",
        scope="locale",
        path=f"social/{file}",
        routes="channels.social_posts.routes",
        audience="office",
        addresses="absolute",
        parameters="channels.social_posts.SocialChoice",
        exported_as="social",
        about=about,
    )


def root_file(name: str, make: str, path: str, about: Doc, **rest: Any) -> Output:
    """A file at the site's root, for machines: its addresses are whole."""
    return Output(
        name=name,
        make=make,
        scope="site",
        path=path,
        addresses="absolute",
        about=about,
        **rest,
    )


def feed_of(kind: str, zh: str, ending: str) -> Output:
    """A feed for each chain or each place: Atom (xml) or JSON."""
    folder = BY_ID[kind].folder
    form = "Atom" if ending == "xml" else "JSON"
    return Output(
        name=f"{kind}_feed" if ending == "xml" else f"{kind}_json_feed",
        make=f"channels.feed.{kind}_feed" if ending == "xml" else f"channels.feed.{kind}_json_feed",
        scope="locale",
        path=f"{folder}/{{}}/feed.{ending}",
        of=kind,
        section=folder,
        file_word="feeds",
        addresses="absolute",
        about=Doc(f"每个{zh}的 {form} 订阅", f"the newest projects of each {kind}, as {form}"),
    )


def data_files(ending: str, about: Doc, needs: tuple[str, ...] = ()) -> Output:
    """The open data in one form, a file for each data set."""
    return Output(
        name=f"data_{ending}",
        make=f"channels.open_data_files.data_{ending}",
        scope="locale",
        path=f"data/{{}}.{ending}",
        routes="channels.open_data_files.data_routes",
        file_word="data",
        addresses="absolute",
        needs=needs,
        exported_as="data",
        about=about,
    )
