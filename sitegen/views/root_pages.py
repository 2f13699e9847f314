"""What stands at the root of the site, in every language at once: the choice of language, and 404."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import msgspec

from sitegen.content.markdown_body import ROOT
from sitegen.i18n.locales import Locale
from sitegen.model.entities import Contact
from sitegen.model.site import SiteSettings
from sitegen.routes import SHORTLIST_PATH, Route, entity_path, has_section
from sitegen.views.basic_values import Link, LocalText
from sitegen.views.context import Context
from sitegen.views.every_page import said_as_of
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import Alternate, Language


class LanguagePage(msgspec.Struct, frozen=True, kw_only=True):
    """`/`: the choice of language. In every language at once."""

    template: ClassVar[str] = "language.html"

    title: str
    titles: tuple[tuple[str, str], ...]
    """(HTML lang, the site's name)"""
    languages: tuple[Language, ...]
    alternates: tuple[Alternate, ...]
    canonical: str
    notices: tuple[tuple[str, str], ...]
    """(HTML lang, text)"""


class MissingPage(msgspec.Struct, frozen=True, kw_only=True):
    """404.html, in every language at once; its addresses are absolute, for it is shown anywhere. And what is
    at the address of an entry that is withdrawn, in one language."""

    template: ClassVar[str] = "404.html"

    languages: tuple[tuple[Language, str, str, tuple[Link, ...]], ...]
    """(language, heading, sentence, links to go on from)"""
    title: str
    notices: tuple[tuple[str, str], ...]
    """(HTML lang, text)"""


class MovedPage(msgspec.Struct, frozen=True, kw_only=True):
    """What is at the former address of an entry, in one language: it leads on to the page."""

    template: ClassVar[str] = "moved.html"

    html_lang: str
    title: LocalText
    sentence: str
    url: str
    canonical: str


class SiteView(msgspec.Struct, frozen=True, kw_only=True):
    """What every template may say of the site as a whole (`site`)."""

    title: str
    locale: str
    html_lang: str
    og_locale: str
    og_alternates: tuple[str, ...]
    feed: str
    """Atom."""
    json_feed: str
    """JSON Feed."""
    government: tuple[tuple[str, str], ...]
    """Government page tags, (name, content); empty when site.yml has none."""
    content_security_policy: str
    form: str
    form_consent: LocalText | None
    """What somebody agrees to who sends the form; empty where site.yml asks nothing."""
    shortlist: str
    """Address of the page of what a reader has saved; empty where there is none."""
    theme_color: str
    theme_color_dark: str
    feeds: bool
    """Whether chains and places have feeds, and dates a calendar."""
    texts: bool
    """Whether each page's text stands beside it as Markdown."""
    time_zone: str
    """IANA name, for hours in the catalogue's own time."""


POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action {form}"
)


def language_choice(context: Context, route: Route) -> LanguagePage:
    site, localizers = context.catalogue.site, context.localizers
    base = site.root_url
    titles = tuple(
        (localizer.locale.html, localizer.required_text(site.title).text) for localizer in localizers.values()
    )
    return LanguagePage(
        title=" · ".join(dict.fromkeys(title for _, title in titles)),
        titles=titles,
        languages=_languages(localizers),
        alternates=(
            *[Alternate(localizer.locale.html, f"{base}{key}/") for key, localizer in localizers.items()],
            Alternate("x-default", base),
        ),
        canonical=base,
        notices=_notices(site, localizers),
    )


def missing(context: Context, route: Route) -> MissingPage:
    site, localizers = context.catalogue.site, context.localizers
    sections = tuple(
        [
            (
                language,
                localizer.gettext("This page does not exist"),
                localizer.gettext("It may have been moved or taken down. You could continue here:"),
                _ways_on(site, localizer),
            )
            for language, localizer in zip(_languages(localizers), localizers.values(), strict=True)
        ]
    )
    return MissingPage(
        languages=sections,
        title=" · ".join(["404", *[heading for _, heading, _, _ in sections]]),
        notices=_notices(site, localizers),
    )


def withdrawn(context: Context, route: Route) -> MissingPage:
    """What is at the address of an entry that is withdrawn. Nothing of the entry itself is said."""
    site, localizer = context.catalogue.site, context.localizers[route.args[0]]
    heading = localizer.gettext("This page has been withdrawn")
    sentence = localizer.gettext("Its content is no longer available. You could continue here:")
    locale = localizer.locale
    language = Language(f"{ROOT}{locale.id}/", locale.name, locale.html, False)
    return MissingPage(
        languages=((language, heading, sentence, _ways_on(site, localizer)),),
        title=heading,
        notices=_notices(site, {locale.id: localizer}),
    )


def moved(context: Context, route: Route) -> MovedPage:
    """What is at the former address of an entry: a page that leads on at once, with and without scripts."""
    locale, kind, key = route.args
    localizer = context.localizers[locale]
    entity = context.catalogue.card(kind, key)
    title = entity.title or (entity.organisation if isinstance(entity, Contact) else entity.title)
    return MovedPage(
        html_lang=localizer.locale.html,
        sentence=localizer.gettext("This page has a new address:"),
        title=localizer.required_text(title),
        url=localizer.url(kind, key),
        canonical=f"{context.catalogue.site.root_url}{locale}/{entity_path(kind, key)}",
    )


def _notices(site: SiteSettings, localizers: Mapping[str, Localizer]) -> tuple[tuple[str, str], ...]:
    """What every page says of the catalogue: that it is invented, that it is no official site."""
    found = []
    for localizer in localizers.values():
        if site.fictional:
            words = localizer.gettext(
                "Everything here is invented: places, companies, figures and telephone numbers."
            )
            found.append((localizer.locale.html, words))
        if said := localizer.text(site.notice):
            found.append((said.lang or localizer.locale.html, said.text))
        if site.as_of:
            found.append((localizer.locale.html, said_as_of(localizer, site.as_of)))
    return tuple(found)


def _languages(localizers: Mapping[str, Localizer]) -> tuple[Language, ...]:
    return tuple(
        [
            Language(f"{ROOT}{key}/", localizer.locale.name, localizer.locale.html, False)
            for key, localizer in localizers.items()
        ]
    )


def _ways_on(site: SiteSettings, localizer: Localizer) -> tuple[Link, ...]:
    ways = (
        ("", Link(localizer.path(""), localizer.section("home"))),
        ("", Link(localizer.url("project"), localizer.section("projects"))),
        ("contacts", Link(localizer.url("contact"), localizer.section("contacts"))),
        ("site-map", Link(localizer.path("sitemap/"), localizer.section("sitemap"))),
    )
    return tuple([link for section, link in ways if has_section(site, section)])


def site_view(site: SiteSettings, localizer: Localizer, locales: Mapping[str, Locale]) -> SiteView:
    """What every template of one language may say of the site."""
    brand = site.brand
    return SiteView(
        title=localizer.required_text(site.title).text,
        locale=localizer.locale.id,
        html_lang=localizer.locale.html,
        og_locale=localizer.locale.og,
        og_alternates=tuple([locale.og for locale in locales.values() if locale.id != localizer.locale.id]),
        feed=localizer.path("feed.xml"),
        json_feed=localizer.path("feed.json"),
        government=_government_tags(site),
        content_security_policy=POLICY.format(
            form=f"'self' {_origin(site.form)}".strip() if site.form else "'self'"
        ),
        form=site.form,
        form_consent=localizer.text(site.form_consent),
        shortlist=localizer.path(SHORTLIST_PATH) if has_section(site, "shortlist") else "",
        theme_color=brand.color if brand else "",
        theme_color_dark=brand.color_dark if brand else "",
        feeds="feeds" in site.files,
        texts="markdown" in site.files,
        time_zone=site.time_zone,
    )


def _origin(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"


def _government_tags(site: SiteSettings) -> tuple[tuple[str, str], ...]:
    government = site.government
    if government is None:
        return ()
    return (
        ("SiteName", government.site_name),
        ("SiteDomain", government.site_domain),
        ("SiteIDCode", government.site_id_code),
    )
