"""Posts for Weibo, X, Facebook, LinkedIn and SMS, and a schedule of them: `sitegen export social`.

Each network counts in its own way; a post is the title, what says most, the address and tags, as much of it
as fits. Chinese goes to Weibo and SMS, other languages to the networks abroad and SMS.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

import msgspec

from sitegen.channels.csv_text import csv_text
from sitegen.channels.vcard_ical import folded, ical_text, in_utc
from sitegen.model import queries
from sitegen.model.catalogue import Catalogue
from sitegen.model.fields import Doc
from sitegen.model.output_rows import SHARE_PICTURE, Output, ParameterError
from sitegen.routes import Route
from sitegen.views.articles import ArticleChoice, chosen
from sitegen.views.briefs import brief_of
from sitegen.views.channel_types import Brief
from sitegen.views.context import Context

HOURS = (10, 15, 19)
"""When posts go out, in the site's time zone."""
LINK_ON_X = 23
"""Characters that any address counts for on X."""
WIDE_ON_X = re.compile("[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
_WITHIN_WORD = re.compile(r"[A-Za-z0-9]{2}")
_NOT_IN_TAGS = re.compile(r"\W+")


class SocialChoice(msgspec.Struct, frozen=True, kw_only=True):
    """The options of `sitegen export social`."""

    since: Annotated[
        datetime.date | None,
        Doc("起始日期", "since when", "只取这一天以来的条目", "only entries since that day"),
    ] = None
    entries: Annotated[
        tuple[str, ...],
        Doc(
            "条目",
            "entries",
            "只取这些条目，如 project/foil-works",
            "these entries alone, as project/foil-works",
        ),
    ] = ()
    start: Annotated[
        datetime.date | None,
        Doc(
            "首发日期",
            "first day",
            "第一条发布的日期；不写则为构建日的次日",
            "day of the first post; the day after the build's if left out",
        ),
    ] = None
    per_day: Annotated[
        int, Doc("每天条数", "posts a day", "每天发几条，最多 3 条", "how many posts a day, three at most")
    ] = 1


class Network(NamedTuple):
    name: str
    most: int
    count: Callable[[str], int]
    tags: int
    """How many tags a post has at most."""
    tag: str
    """How a tag is written."""
    in_chinese: bool | None
    """None for every language."""


def _on_x(text: str) -> int:
    """As X counts: wide characters are two, an address is 23."""
    return sum(
        LINK_ON_X if word.startswith("http") else len(word) + len(WIDE_ON_X.findall(word))
        for word in re.split(r"(\s)", text)
    )


def _sms(text: str) -> int:
    """One message holds 160 plain characters, or 70 where any is not plain."""
    return -(-len(text) * 70 // 160) if text.isascii() else len(text)


NETWORKS = (
    Network("weibo", 140, len, 3, "#{}#", True),
    Network("x", 280, _on_x, 2, "#{}", False),
    Network("facebook", 500, len, 3, "#{}", False),
    Network("linkedin", 700, len, 5, "#{}", False),
    Network("sms", 70, _sms, 0, "", None),
)


class Post(NamedTuple):
    network: str
    brief: Brief
    text: str
    address: str
    tags: tuple[str, ...]
    picture: str
    at: datetime.datetime


def routes(catalogue: Catalogue, output: Output, choice: SocialChoice) -> Iterator[Route]:
    if not 1 <= choice.per_day <= len(HOURS):
        most = len(HOURS)
        raise ParameterError("--per-day", str(choice.per_day), f"Write 1 to {most}", f"请写 1 到 {most}")
    entries = chosen(catalogue, ArticleChoice(since=choice.since, entries=choice.entries))
    yield Route(output.name, tuple([f"{kind}/{key}" for kind, key in entries]), output.path)


def social_table(context: Context, route: Route) -> str:
    """All posts as a table: when, where, what. Tools of the trade take these columns (Buffer's names)."""
    head = ["Posting Time", "Network", "Text", "Link", "Tags", "Image URL", "Entry"]
    rows = [
        [f"{post.at:%Y-%m-%d %H:%M}", post.network, post.text, post.address, ", ".join(post.tags),
         post.picture, f"{post.brief.kind}/{post.brief.id}"]
        for post in _posts(context, route)
    ]  # fmt: skip
    return csv_text([head, *rows])


def social_calendar(context: Context, route: Route) -> str:
    """The same as a calendar: an entry at the time of each post, with its text."""
    zone = context.catalogue.site.time_zone
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sitegen//catalogue//EN"]
    host = urlsplit(context.catalogue.site.base_url).netloc
    for post in _posts(context, route):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{post.network}-{post.brief.kind}-{post.brief.id}-{context.localizer.locale.id}@{host}",
            f"DTSTAMP:{post.at:%Y%m%d}T000000Z",
            f"DTSTART:{in_utc(post.at.isoformat(), zone)}",
            f"DTEND:{in_utc((post.at + datetime.timedelta(minutes=15)).isoformat(), zone)}",
            f"SUMMARY:{ical_text(f'{post.network}: {post.brief.title.text}')}",
            f"DESCRIPTION:{ical_text(post.text)}",
            f"URL:{post.address}",
            "END:VEVENT",
        ]
    return folded([*lines, "END:VCALENDAR"])


def _posts(context: Context, route: Route) -> Iterator[Post]:
    catalogue, choice = context.catalogue, context.parameters
    today = datetime.date.fromisoformat(catalogue.ask(queries.today))
    first = choice.start or today + datetime.timedelta(days=1)
    for number, entry in enumerate(route.args):
        kind, _, key = entry.partition("/")
        brief = brief_of(catalogue, context.localizer, kind, key)
        day = first + datetime.timedelta(days=number // choice.per_day)
        at = datetime.datetime.combine(day, datetime.time(HOURS[number % choice.per_day]))
        for network in NETWORKS:
            if network.in_chinese in (None, context.localizer.locale.is_cjk):
                yield _post(context, network, brief, at)


def _post(context: Context, network: Network, brief: Brief, at: datetime.datetime) -> Post:
    address = context.address(brief.path)
    tags = [word for tag in brief.tags if (word := _as_tag(tag))][: network.tags]
    made = SHARE_PICTURE.file_word in context.catalogue.site.files
    return Post(
        network.name,
        brief,
        text_for(network, brief, address, [network.tag.format(tag) for tag in tags], context.localizer.colon),
        address,
        tuple(tags),
        context.address(brief.path + SHARE_PICTURE.file) if made else "",
        at,
    )


def _as_tag(words: str) -> str:
    """One word: 文旅康养, CultureAndTourism."""
    return "".join([part[:1].upper() + part[1:] for part in _NOT_IN_TAGS.split(words)])


_PAIRS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"), ("「", "」"), ("〔", "〕"), ("[", "]"))
_STUMP = 7
"""Characters that say too little to stand alone."""


def text_for(network: Network, brief: Brief, address: str, tags: list[str], colon: str) -> str:
    """Title, the figure, the summary, the address, the tags: the last of them are left out first, then the
    summary is cut, then the title."""
    figure = f"{brief.figure_label}{colon}{brief.figure.text}" if brief.figure else ""
    head = " ".join([one for one in (brief.title.text, figure) if one])
    summary = brief.summary.text if brief.summary else ""
    for kept in range(len(tags), -1, -1):
        end = " ".join([address, *tags[:kept]])
        whole = " ".join([one for one in (head, summary, end) if one])
        if network.count(whole) <= network.most:
            return whole
    if network.count(f"{head} {address}") <= network.most:
        return f"{head} {_cut(network, head, summary, address)}{address}"
    return f"{_cut(network, '', brief.title.text, address)}{address}"


def _closed(text: str) -> str:
    """Without its last bracket or quotation where that is not closed, unless next to nothing were left."""
    for opening, closing in _PAIRS:
        place = text.rfind(opening)
        if place > max(text.rfind(closing), _STUMP):
            text = text[:place]
    return text


def _cut(network: Network, before: str, text: str, address: str) -> str:
    """As much of a text as there is room for, with a blank behind it; empty where it would be a stump."""
    end = "..." if text.isascii() else "…"  # the character would make a plain message a long one
    for length in range(len(text), _STUMP, -1):
        if _WITHIN_WORD.match(text, length - 1):
            continue
        said = _closed(text[:length]).rstrip(" ，,、;；:：") + end
        if network.count(" ".join([one for one in (before, said, address) if one])) <= network.most:
            return said + " "
    return ""
