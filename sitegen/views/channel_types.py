"""What templates of pictures, articles and letters see, as `types` has it of pages.

Frozen values made for them, never the model.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec
from markupsafe import Markup

from sitegen.views.basic_values import Amount, BodyText, LocalText
from sitegen.views.contacts import ContactBlock

DRAWN = "channels.picture_layout.png"
"""The recipe of pictures: what the template makes is laid out and drawn."""


class Line(msgspec.Struct, frozen=True, cache_hash=True):
    """A labelled fact in words."""

    label: str
    text: str


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of an entry in a few lines."""

    kind: str
    id: str
    path: str
    """Of its page, within the language."""
    above: str
    """What it is: the kind, and how far it has come."""
    title: LocalText
    summary: LocalText | None = None
    place: str = ""
    """Where it is, or who has issued it."""
    figure_label: str = ""
    figure: Amount | None = None
    """The amount or the number that says most."""
    lines: tuple[Line, ...] = ()
    tags: tuple[str, ...] = ()
    """Words that people follow: chain, place, tags."""
    date: str = ""
    """When it became public, as far as the entry says."""


class Look(msgspec.Struct, frozen=True):
    """How a picture looks, of whatever it is."""

    lang: str
    fonts: str
    brand: str
    tint: str
    """The brand's colour thinned with white, for a ground."""
    pale: str
    """The same for small words on the brand's colour."""


class Drawing(msgspec.Struct, frozen=True):
    """A map, and its size."""

    inner: Markup
    width: str
    height: str


class SharePicture(msgspec.Struct, frozen=True, kw_only=True):
    """The picture beside a link."""

    template: ClassVar[str] = "pictures/share.svg"
    recipe: ClassVar[str] = DRAWN

    look: Look
    brief: Brief
    drawing: Drawing | None
    site: str
    host: str
    """The site's address as people say it."""


class Poster(msgspec.Struct, frozen=True, kw_only=True):
    """For a phone's screen: WeChat moments."""

    template: ClassVar[str] = "pictures/poster.svg"
    recipe: ClassVar[str] = DRAWN

    look: Look
    brief: Brief
    drawing: Drawing | None
    contact: LocalText | None
    phone: str
    site: str
    tagline: LocalText | None
    """The site's, for an entry of which there is nothing to say but its title."""
    address: str
    notice: str


class SquarePicture(msgspec.Struct, frozen=True, kw_only=True):
    """For feeds that show squares, and for WeChat's card."""

    template: ClassVar[str] = "pictures/square.svg"
    recipe: ClassVar[str] = DRAWN

    look: Look
    brief: Brief
    site: str
    address: str


class PolicyCard(msgspec.Struct, frozen=True, kw_only=True):
    """A policy on one picture (图解): who, what, until when, where."""

    template: ClassVar[str] = "pictures/policy-card.svg"
    recipe: ClassVar[str] = DRAWN

    look: Look
    brief: Brief
    answers: tuple[Answer, ...]
    site: str
    address: str
    notice: str


class Answer(msgspec.Struct, frozen=True):
    """To one of the four questions."""

    question: str
    lines: tuple[str, ...]


class ArticleItem(msgspec.Struct, frozen=True, cache_hash=True):
    """A line of a list: what it is called, and what is said of it."""

    title: str
    text: str = ""


class ArticleSection(msgspec.Struct, frozen=True):
    """A heading, and facts or a list below it."""

    title: str
    lines: tuple[Line, ...] = ()
    items: tuple[ArticleItem, ...] = ()


class ArticlePicture(msgspec.Struct, frozen=True, cache_hash=True):
    """A file beside the article, and what it shows, in words."""

    file: str
    alt: str


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """An article of a WeChat account. Each look has a template of its own."""

    template: ClassVar[str] = "wechat/plain.html"
    recipe: ClassVar[str] = "channels.wechat_article.inlined"

    look: Look
    brief: Brief
    lead: str
    pictures: tuple[ArticlePicture, ...]
    """In the order in which it shows them; neither those within the text nor the QR code."""
    body: BodyText | None
    sections: tuple[ArticleSection, ...]
    contacts: tuple[ContactBlock, ...]
    sources: str
    notice: str
    site: str


class OfficialArticle(Article, frozen=True, kw_only=True):
    """The same as an office's announcement: centred headings between rules."""

    template: ClassVar[str] = "wechat/official.html"


class CardArticle(Article, frozen=True, kw_only=True):
    """The same as cards on a tinted ground."""

    template: ClassVar[str] = "wechat/cards.html"


class ArticleCover(msgspec.Struct, frozen=True, kw_only=True):
    """The picture over an article in WeChat, 900 by 383."""

    template: ClassVar[str] = "pictures/cover.svg"
    recipe: ClassVar[str] = DRAWN

    look: Look
    brief: Brief
    site: str


class LetterItem(msgspec.Struct, frozen=True, cache_hash=True):
    """An entry in a letter."""

    url: str
    title: str
    above: str
    summary: str


class LetterPart(msgspec.Struct, frozen=True):
    """The new entries of a kind."""

    title: str
    items: tuple[LetterItem, ...]
    more: int
    """How many are not named."""


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """What is new since a day, as an e-mail."""

    template: ClassVar[str] = "letters/letter.html"
    recipe: ClassVar[str] = "channels.letter.eml"

    look: Look
    title: str
    site: str
    home: str
    parts: tuple[LetterPart, ...]
    organiser: str
    notice: str
