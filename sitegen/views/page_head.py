"""What every page has: its head, its way down from the home page, the same page in other languages."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec
from markupsafe import Markup

from sitegen.content.markdown_body import ROOT
from sitegen.model.output_rows import SHARE_PICTURE
from sitegen.model.site import SiteSettings
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.basic_values import Link, LocalText, PictureView
from sitegen.views.localizer import Localizer
from sitegen.views.written_in import written_in

FOLLOWED = ("chain", "region")
"""Kinds whose entries have feeds of their projects."""


class Language(msgspec.Struct, frozen=True, cache_hash=True):
    """This same page in another language."""

    url: str
    name: str
    html: str
    current: bool


class Alternate(msgspec.Struct, frozen=True, cache_hash=True):
    hreflang: str
    href: str


class PageHead(msgspec.Struct, frozen=True, kw_only=True):
    """The head of a page: for browsers, search engines and share cards."""

    title: str
    """Of the page alone; templates add the site's name."""
    description: str = ""
    canonical: str
    alternates: tuple[Alternate, ...]
    """This page in every language in which it says anything; none where it says nothing in this one: then it
    neither offers itself to search engines nor names itself as canonical.
    """
    og_type: str = "website"
    image: str = ""
    """Absolute address of a picture, or empty."""
    image_size: tuple[str, ...] = ()
    """Its width and height in pixels, where they are known."""
    image_alt: str = ""
    card: str = ""
    """The same picture where it is made for sharing: WeChat shows the first that is large enough."""
    json_ld: Markup = Markup("")
    published: str = ""
    keywords: str = ""
    source: str = ""
    article: bool = False
    """An article (a single entry), not a column (a list), for government page tags."""
    feed: bool = False
    """Whether its projects have a feed of their own beside it."""


class PageView(msgspec.Struct, frozen=True, kw_only=True):
    """What every page has."""

    template: ClassVar[str]

    section: str
    """Which entry of the menu is current: home, projects, policies …"""
    head: PageHead
    crumbs: tuple[Link, ...]
    """From the home page down; the last is this page."""
    languages: tuple[Language, ...]


def address(catalogue: TrackedCatalogue, localizer: Localizer, path: str) -> str:
    """A page's whole address."""
    return f"{catalogue.site.root_url}{localizer.locale.id}/{path}"


class PageSubject(msgspec.Struct, frozen=True, kw_only=True):
    """What a page is about, as far as its head says it."""

    path: str
    section: str
    title: LocalText
    description: LocalText | None = None
    parents: tuple[Link, ...] = ()
    """The pages between home and this one."""
    json_ld: dict[str, Any] | None = None
    image: PictureView | None = None
    published: str = ""
    keywords: tuple[str, ...] = ()
    source: str = ""
    entry: tuple[str, str] | None = None
    """Kind and id, where the page is a single entry's."""


def page_head(catalogue: TrackedCatalogue, localizer: Localizer, page: PageSubject) -> dict[str, Any]:
    """The fields of `PageView`, to spread into a view."""
    site, path, title = catalogue.site, page.path, page.title
    base = site.root_url
    home = Link(localizer.path(""), localizer.section("home"))
    here = Link(localizer.path(path), title, current=True)
    crumbs = (home, *page.parents, here) if path else (here,)
    fallback = localizer.text(site.description) or localizer.text(site.tagline)
    words = page.description or fallback
    made = SHARE_PICTURE.file_word in site.files
    image = page.image
    if image is None and made:
        image = shared_picture(localizer, "", localizer.required_text(site.title))
    head = PageHead(
        title=title.text,
        description=shorten(words.text if words else ""),
        canonical=address(catalogue, localizer, path),
        alternates=alternates(site, localizer, path, _claimed(catalogue, localizer, page)),
        og_type="article" if page.entry else "website",
        image=f"{base}{image.url[len(ROOT) :]}" if image else "",
        image_size=(str(image.width), str(image.height)) if image and image.width else (),
        image_alt=image.alt.text if image else "",
        card=image.url if image and made else "",
        json_ld=structured(page.json_ld, crumbs, base) if path or page.json_ld else Markup(""),
        published=page.published,
        keywords=localizer.comma.join(page.keywords),
        source=page.source or localizer.required_text(site.title).text,
        article=page.entry is not None,
        feed=page.entry is not None and page.entry[0] in FOLLOWED and "feeds" in site.files,
    )
    return {"section": page.section, "head": head, "crumbs": crumbs, "languages": languages(localizer, path)}


SHARED_SIZE = 1200, 630
"""Pixels of the pictures that are made for sharing."""


def shared_picture(localizer: Localizer, path: str, title: LocalText) -> PictureView:
    """The picture made for a page by its path; for "" the one of all other pages."""
    return PictureView(localizer.path(f"{path}{SHARE_PICTURE.file}"), title, *SHARED_SIZE)


def _claimed(catalogue: TrackedCatalogue, localizer: Localizer, page: PageSubject) -> tuple[str, ...]:
    """The languages in which a page offers itself; lists and the like do in all."""
    return written_in(catalogue, localizer.locales, *page.entry) if page.entry else tuple(localizer.locales)


def alternates(
    site: SiteSettings, localizer: Localizer, path: str, claimed: tuple[str, ...]
) -> tuple[Alternate, ...]:
    """This page in the languages that it claims; x-default is the default language, of home pages `/`."""
    if localizer.locale.id not in claimed:
        return ()
    base = site.root_url
    found = [Alternate(localizer.locales[key].html, f"{base}{key}/{path}") for key in claimed]
    default = site.default_locale if site.default_locale in claimed else claimed[0]
    return (*found, Alternate("x-default", f"{base}{default}/{path}" if path else base))


def languages(localizer: Localizer, path: str) -> tuple[Language, ...]:
    return tuple(
        Language(f"{ROOT}{locale.id}/{path}", locale.name, locale.html, locale.id == localizer.locale.id)
        for locale in localizer.locales.values()
    )


def shorten(text: str, limit: int = 160) -> str:
    """One line for a description, cut at a word or a character boundary."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    if " " in cut[-20:]:
        cut = cut.rpartition(" ")[0]
    return cut.rstrip(" ,;，；、") + "…"


def structured(data: dict[str, Any] | None, crumbs: tuple[Link, ...], base: str) -> Markup:
    """JSON-LD: the breadcrumbs and, if there is one, a description of the page's subject."""
    trail = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": crumb.title.text,
                "item": f"{base}{crumb.url[len(ROOT) :]}",
            }
            for number, crumb in enumerate(crumbs, 1)
        ],
    }
    graph = [trail] if data is None else [data, trail]
    return script_json({"@context": "https://schema.org", "@graph": graph})


def script_json(value: Any) -> Markup:
    """JSON that cannot end the script element that it stands in."""
    text = msgspec.json.encode(value).decode()
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
