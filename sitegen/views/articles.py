"""Articles for a WeChat account, made from the same entries as the pages: `sitegen export wechat`.

An article is a folder: its text with inline styles, its pictures, and `article.json` with what the account's
form asks for (title, author, digest, address of the original). `channels.wechat_article` makes the text fit
to be pasted or pushed; `channels.wechat_limits` says what WeChat takes.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from markupsafe import Markup
from msgspec.structs import replace

from sitegen.content.picture_sizes import shown_size
from sitegen.content.pictures import PictureInfo
from sitegen.model import queries
from sitegen.model.catalogue import Catalogue
from sitegen.model.entities import Chain
from sitegen.model.entry_folder import shown_pictures
from sitegen.model.fields import Doc, OneOf
from sitegen.model.kinds import BY_ID, KINDS
from sitegen.model.output_rows import Output, ParameterError, load
from sitegen.model.outputs import OUTPUTS
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import Route, entity_path
from sitegen.views.basic_values import BodyText, Fact, LocalText
from sitegen.views.briefs import brief_of
from sitegen.views.channel_types import (
    Article,
    ArticleCover,
    ArticleItem,
    ArticlePicture,
    ArticleSection,
    Brief,
    CardArticle,
    Line,
    OfficialArticle,
    PolicyCard,
)
from sitegen.views.contacts import contact_blocks
from sitegen.views.context import Bytes, Context
from sitegen.views.localizer import Localizer, file_url
from sitegen.views.share_pictures import (
    contact_for,
    look_of,
    notice_of,
    policy_answers,
    policy_card,
    site_brief,
    site_title,
)

WRITTEN = ("project", "policy", "news", "collection", "chain", "event", "region")
"""Kinds that articles are made of."""
LOOKS = {"plain": Article, "official": OfficialArticle, "cards": CardArticle}
TITLE, AUTHOR, DIGEST = 32, 16, 128
"""Characters that WeChat takes of each."""
MOST = 20
"""Items of a list in an article."""
NEW = "new"
"""In place of a kind: the article of all that is new."""


class ArticleChoice(msgspec.Struct, frozen=True, kw_only=True):
    """The options of `sitegen export wechat`."""

    since: Annotated[
        datetime.date | None,
        Doc(
            "起始日期",
            "since when",
            "只取这一天以来的条目，并另生成一篇“新增”综述",
            "only entries since that day, and one article about all of them",
        ),
    ] = None
    entries: Annotated[
        tuple[str, ...],
        Doc(
            "条目",
            "entries",
            "只取这些条目，如 project/foil-works,policy/support",
            "these entries alone, as project/foil-works,policy/support",
        ),
    ] = ()
    look: Annotated[
        str,
        OneOf(tuple(LOOKS)),
        Doc("样式", "look", "文章样式", "how the articles look"),
    ] = "plain"


def chosen(catalogue: Catalogue, choice: ArticleChoice) -> list[tuple[str, str]]:
    """Kinds and ids of the entries that are written about, in a fixed order."""
    if choice.entries:
        return [_named(catalogue, entry) for entry in choice.entries]
    since = choice.since.isoformat() if choice.since else ""
    return [
        (kind, key)
        for kind in WRITTEN
        for key in sorted(catalogue.ids(kind))
        if not since or date_of(catalogue, kind, key) >= since
    ]


def _named(catalogue: Catalogue, entry: str) -> tuple[str, str]:
    kind, _, key = entry.partition("/")
    if kind not in WRITTEN or key not in catalogue.ids(kind):
        raise ParameterError(
            "--entries",
            entry,
            f"There is no such public entry. Write kind/id; kinds: {', '.join(WRITTEN)}",
            f"没有这个公开条目。请写 类别/代号，类别有：{'、'.join(WRITTEN)}",
        )
    return kind, key


def date_of(catalogue: Catalogue, kind: str, key: str) -> str:
    """When an entry became public, as far as it says: as `Brief.date` has it."""
    card = catalogue.projects[key] if kind == "project" else catalogue.all(KINDS[kind])[key]
    other = next(
        (value for name in ("date", "issued", "as_of", "starts") if (value := getattr(card, name, ""))), ""
    )
    return (card.published or other)[:10]


def routes(catalogue: Catalogue, output: Output, choice: ArticleChoice) -> Iterator[Route]:
    """One file of each article; which, the row's path says."""
    entries = chosen(catalogue, choice)
    if choice.since and entries and output.name not in PICTURES:
        day = f"since-{choice.since.isoformat()}"
        told = [f"{kind}/{key}" for kind, key in entries]
        yield Route(output.name, (day, NEW, *told), output.path.format(f"{NEW}-{day}"))
    for kind, key in entries:
        if PICTURES.get(output.name, kind) == kind and not _is_bare(catalogue, output, key):
            yield Route(output.name, (key, kind), output.path.format(f"{kind}-{key}"))


def photograph_routes(catalogue: Catalogue, output: Output, choice: ArticleChoice) -> Iterator[Route]:
    """Photographs of each article, where the site has them in sizes."""
    for kind, key in chosen(catalogue, choice):
        for name, file in article_photographs(catalogue.shown(kind, key)).items():
            yield Route(output.name, (key, kind, name), f"wechat/{kind}-{key}/{file}")


def article_photographs(shown: Mapping[str, PictureInfo]) -> dict[str, str]:
    """Files of an article by the photographs of its entry that they are made of."""
    names = [name for name, info in shown.items() if shown_size(name, info)]
    return {name: f"photo-{number}.jpg" for number, name in enumerate(names[:MOST], 1)}


PICTURES = {"wechat_map": "chain", "wechat_card": "policy"}
"""Pictures within articles, and the kind whose articles have them."""


def _is_bare(catalogue: Catalogue, output: Output, key: str) -> bool:
    """A chain without segments has no map."""
    return output.name == "wechat_map" and not catalogue.all(Chain)[key].segments


# Makers


def article(context: Context, route: Route) -> Article | OfficialArticle | CardArticle:
    key, kind = route.args[:2]
    catalogue, localizer = context.catalogue, context.localizer
    brief = _brief(context, route)
    page = _page_of(catalogue, localizer, kind, key)
    lines = _lines_of(page) or brief.lines
    sections = list(_SECTIONS[kind](context, route.args, page))
    if lines:
        sections.insert(0, ArticleSection(localizer.gettext("Key facts"), lines=lines))
    contact = contact_for(catalogue, kind, key) if kind != NEW else ""
    shown = getattr(page, "contacts", ()) or contact_blocks(
        catalogue, localizer, (contact,) if contact else ()
    )
    return LOOKS[context.parameters.look](
        look=look_of(catalogue, localizer),
        brief=brief,
        lead=brief.summary.text if brief.summary else "",
        pictures=tuple(_pictures(context, kind, key, page)),
        body=_body(context, kind, key, page),
        sections=tuple(sections),
        contacts=tuple(shown)[:3],
        sources=localizer.semicolon.join(dict.fromkeys(_sources(getattr(page, "sources", ())))),
        notice=notice_of(catalogue, localizer),
        site=site_title(catalogue, localizer),
    )


def article_facts(context: Context, route: Route) -> str:
    """`article.json`: what the account's form asks for."""
    key, kind = route.args[:2]
    localizer, site = context.localizer, context.catalogue.site
    brief = _brief(context, route)
    organiser = localizer.text(site.footer.organiser) if site.footer and site.footer.organiser else None
    page = _page_of(context.catalogue, localizer, kind, key)
    facts = {
        "entry": f"{kind}/{key}",
        "locale": localizer.locale.id,
        "title": cut(brief.title.text, TITLE),
        "author": cut(organiser.text if organiser else site_title(context.catalogue, localizer), AUTHOR),
        "digest": cut(_digest(localizer, brief), DIGEST),
        "content_source_url": context.address(brief.path),
        "content": "article.html",
        "cover": "cover.png",
        "pictures": [
            *_shown_pictures(context, kind, page),
            *_photographs(context, kind, key).values(),
            "qr.png",
        ],
    }
    return msgspec.json.format(msgspec.json.encode(facts), indent=2).decode() + "\n"


def cover(context: Context, route: Route) -> ArticleCover:
    catalogue, localizer = context.catalogue, context.localizer
    return ArticleCover(
        look=look_of(catalogue, localizer),
        brief=_brief(context, route),
        site=site_title(catalogue, localizer),
    )


def article_map(context: Context, route: Route) -> str | Bytes:
    """The chain's map, as wide as a phone."""
    chain_sheet: Callable[[Context, Route], str | Bytes] = load("channels.map_files.chain_sheet")
    return chain_sheet(
        context,
        Route(route.output, (route.args[0], "panorama", "phone"), entity_path("chain", route.args[0])),
    )


def article_card(context: Context, route: Route) -> PolicyCard:
    return policy_card(context, route)


def qr(context: Context, route: Route) -> Bytes:
    return Bytes(context.address(_brief(context, route).path), "channels.qr_code.png")


def cut(text: str, most: int) -> str:
    """At most so many characters, the last of them an ellipsis where there were more."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip(" ，、,;；：:（(") + "…"


def _digest(localizer: Localizer, brief: Brief) -> str:
    if brief.summary:
        return brief.summary.text
    figure = f"{brief.figure_label}{localizer.colon}{brief.figure.text}" if brief.figure else ""
    said = [
        brief.above,
        brief.place,
        figure,
        *[f"{one.label}{localizer.colon}{one.text}" for one in brief.lines],
    ]
    return localizer.semicolon.join([one for one in said if one]) or brief.title.text


def _brief(context: Context, route: Route) -> Brief:
    catalogue, localizer = context.catalogue, context.localizer
    key, kind = route.args[:2]
    if kind != NEW:
        return brief_of(catalogue, localizer, kind, key)
    day = localizer.required_date(key.removeprefix("since-")).text
    count = len(route.args) - 2
    said = localizer.ngettext("%(num)d new entry", "%(num)d new entries", count) % {"num": count}
    return replace(
        site_brief(catalogue, localizer),
        kind=NEW,
        id=key,
        above=site_title(catalogue, localizer),
        title=LocalText(localizer.gettext("New since %s") % day),
        summary=LocalText(said),
    )


def _page_of(catalogue: TrackedCatalogue, localizer: Localizer, kind: str, key: str) -> Any:
    """The view of the entry's page; None of a collection, whose page is a list."""
    if kind not in BY_ID or not BY_ID[kind].has_page:
        return None
    return load(OUTPUTS[kind].make)(catalogue, localizer, entity_path(kind, key), key)


def _shown_pictures(context: Context, kind: str, page: Any) -> Iterator[str]:
    if kind == "chain" and page.panorama is not None:
        yield "map.png"
    if kind == "policy":
        yield "card.png"


def _photographs(context: Context, kind: str, key: str) -> dict[str, str]:
    if kind not in BY_ID or "photographs" not in context.catalogue.site.files:
        return {}
    entry = context.catalogue.entry(kind, key)
    return article_photographs(shown_pictures(entry.entity, entry.bodies, entry.files))


def _pictures(context: Context, kind: str, key: str, page: Any) -> Iterator[ArticlePicture]:
    """What an article shows below its head: what is drawn of the entry, then its photographs."""
    for name in _shown_pictures(context, kind, page):
        yield ArticlePicture(name, "")
    files = _photographs(context, kind, key)
    if files:
        entity = context.catalogue.entry(kind, key).entity
        for picture in entity.pictures if entity is not None else ():
            if picture.file in files:
                yield ArticlePicture(files[picture.file], context.localizer.required_text(picture.alt).text)


def _body(context: Context, kind: str, key: str, page: Any) -> BodyText | None:
    """The entry's text, in which pictures are the article's own."""
    body: BodyText | None = getattr(page, "body", None)
    files = _photographs(context, kind, key) if body else {}
    if not body or not files:
        return body
    entry = context.catalogue.entry(kind, key)
    html = str(body.html)
    for name, file in files.items():
        size = shown_size(name, entry.files[name])
        if size is not None:
            html = html.replace(f'src="{file_url(kind, key, "")}{quote(size.file)}"', f'src="{file}"')
    return replace(body, html=Markup(html))  # noqa: S704  # as it was but for the names of its own files


def _lines_of(page: Any) -> tuple[Line, ...]:
    """A project's facts, as its page has them."""
    facts: Iterable[Fact] = (*getattr(page, "facts", ()), *getattr(page, "returns", ()))
    return tuple([Line(fact.label, text) for fact in facts if (text := _said(fact))])


def _said(fact: Fact) -> str:
    if fact.amount:
        return f"{fact.amount.text}{f' ({fact.note})' if fact.note else ''}"
    return fact.said.text if fact.said else "、".join([link.title.text for link in fact.links])


def _sources(notes: Iterable[Any]) -> Iterator[str]:
    for note in notes:
        said = " ".join([one for one in (note.title.text if note.title else "", note.document) if one])
        if said:
            yield said


def _items(briefs: Iterable[Brief], localizer: Localizer) -> tuple[ArticleItem, ...]:
    return tuple([_item(brief, localizer) for brief in briefs])[:MOST]


def _item(brief: Brief, localizer: Localizer) -> ArticleItem:
    figure = f"{brief.figure_label} {brief.figure.text}" if brief.figure else ""
    said = " · ".join([one for one in (brief.above, brief.place, figure) if one])
    return ArticleItem(brief.title.text, said)


def _listed(context: Context, kind: str, keys: Iterable[str], title: str) -> Iterator[ArticleSection]:
    briefs = [brief_of(context.catalogue, context.localizer, kind, key) for key in keys]
    if briefs:
        yield ArticleSection(title, items=_items(briefs[:MOST], context.localizer))


def _of_project(context: Context, args: tuple[str, ...], page: Any) -> Iterator[ArticleSection]:
    gettext = context.localizer.gettext
    if page.policies:
        rows = [applied.row for applied in page.policies][:5]
        items = [ArticleItem(row.title.text, row.gist.text if row.gist else "") for row in rows]
        yield ArticleSection(gettext("Policies that apply"), items=tuple(items))
    if page.costs:
        lines = [Line(cost.item.label, cost.price.text) for cost in page.costs]
        yield ArticleSection(gettext("What it costs here"), lines=tuple(lines))


def _of_policy(context: Context, args: tuple[str, ...], page: Any) -> Iterator[ArticleSection]:
    for answer in policy_answers(context.localizer, page):
        yield ArticleSection(answer.question, items=tuple([ArticleItem(line) for line in answer.lines]))


def _of_chain(context: Context, args: tuple[str, ...], page: Any) -> Iterator[ArticleSection]:
    gettext = context.localizer.gettext
    for stage in page.stages:
        items = [ArticleItem(box.title.text, box.strength.label) for box in stage.segments]
        if items:
            yield ArticleSection(stage.title.text, items=tuple(items))
    yield from _listed(context, "project", [card.id for card in page.projects], gettext("Projects"))


def _of_region(context: Context, args: tuple[str, ...], page: Any) -> Iterator[ArticleSection]:
    gettext = context.localizer.gettext
    if page.advantages:
        items = [ArticleItem(advantage.text) for advantage in page.advantages]
        yield ArticleSection(gettext("Advantages"), items=tuple(items))
    if page.costs:
        lines = [Line(cost.item.label, cost.price.text) for cost in page.costs]
        yield ArticleSection(gettext("What it costs here"), lines=tuple(lines))
    yield from _listed(context, "project", [card.id for card in page.projects], gettext("Projects"))


def _of_event(context: Context, args: tuple[str, ...], page: Any) -> Iterator[ArticleSection]:
    gettext = context.localizer.gettext
    if page.programme:
        lines = [Line(item.at.text, item.title.text) for item in page.programme]
        yield ArticleSection(gettext("Programme"), lines=tuple(lines))
    yield from _listed(context, "project", [card.id for card in page.projects], gettext("Projects"))
    yield from _listed(context, "policy", [row.id for row in page.policies], gettext("Policies"))


def _of_news(context: Context, args: tuple[str, ...], page: Any) -> Iterator[ArticleSection]:
    gettext = context.localizer.gettext
    yield from _listed(context, "project", [card.id for card in page.projects], gettext("Projects"))
    yield from _listed(context, "policy", [row.id for row in page.policies], gettext("Policies"))


def _of_collection(context: Context, args: tuple[str, ...], page: Any) -> Iterator[ArticleSection]:
    keys = context.catalogue.ask(queries.latest, "collection", args[0], str(MOST))
    yield from _listed(context, "project", keys, context.localizer.gettext("Projects"))


def _of_new(context: Context, args: tuple[str, ...], page: Any) -> Iterator[ArticleSection]:
    """All that is new, by kind."""
    for kind in WRITTEN:
        keys = [told.partition("/")[2] for told in args[2:] if told.startswith(f"{kind}/")]
        yield from _listed(context, kind, keys, context.localizer.gettext(BY_ID[kind].section))


_SECTIONS: dict[str, Callable[[Context, tuple[str, ...], Any], Iterator[ArticleSection]]] = {
    "project": _of_project,
    "policy": _of_policy,
    "chain": _of_chain,
    "region": _of_region,
    "event": _of_event,
    "news": _of_news,
    "collection": _of_collection,
    NEW: _of_new,
}
