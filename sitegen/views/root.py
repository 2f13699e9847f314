"""What stands at the root of the site, in every language at once: the choice of language, and 404."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.content.markdown import ROOT
from sitegen.i18n.locales import Locale
from sitegen.model.reader import Reader
from sitegen.model.site import SiteSettings
from sitegen.routes import has_section
from sitegen.views.types import Alternate, Language, LanguagePage, Link, MissingPage, SiteView
from sitegen.views.voice import Voice

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action {form}"
)


def language_choice(reader: Reader, voices: Mapping[str, Voice]) -> LanguagePage:
    site = reader.site
    base = site.root_url
    titles = tuple((voice.locale.html, voice.must_say(site.title).text) for voice in voices.values())
    return LanguagePage(
        title=" · ".join(dict.fromkeys(title for _, title in titles)),
        titles=titles,
        languages=_languages(voices),
        alternates=(
            *[Alternate(voice.locale.html, f"{base}{key}/") for key, voice in voices.items()],
            Alternate("x-default", base),
        ),
        canonical=base,
        notices=_notices(site, voices),
    )


def missing(reader: Reader, voices: Mapping[str, Voice]) -> MissingPage:
    sections = tuple(
        [
            (
                language,
                voice.gettext("This page does not exist"),
                voice.gettext("It may have been moved or taken down. These are good places to go on:"),
                _ways_on(reader.site, voice),
            )
            for language, voice in zip(_languages(voices), voices.values(), strict=True)
        ]
    )
    return MissingPage(
        languages=sections,
        title=" · ".join(["404", *[heading for _, heading, _, _ in sections]]),
        notices=_notices(reader.site, voices),
    )


def _notices(site: SiteSettings, voices: Mapping[str, Voice]) -> tuple[tuple[str, str], ...]:
    """What every page says of the catalogue: that it is invented, that it is no official site."""
    found = []
    for voice in voices.values():
        if site.fictional:
            words = voice.gettext(
                "Everything here is invented: places, companies, figures and telephone numbers."
            )
            found.append((voice.locale.html, words))
        if said := voice.say(site.notice):
            found.append((said.lang or voice.locale.html, said.text))
    return tuple(found)


def _languages(voices: Mapping[str, Voice]) -> tuple[Language, ...]:
    return tuple(
        [
            Language(f"{ROOT}{key}/", voice.locale.name, voice.locale.html, False)
            for key, voice in voices.items()
        ]
    )


def _ways_on(site: SiteSettings, voice: Voice) -> tuple[Link, ...]:
    ways = (
        ("", Link(voice.path(""), voice.section("home"))),
        ("", Link(voice.url("project"), voice.section("projects"))),
        ("contacts", Link(voice.url("contact"), voice.section("contacts"))),
        ("site-map", Link(voice.path("sitemap/"), voice.section("sitemap"))),
    )
    return tuple([link for section, link in ways if has_section(site, section)])


def site_view(site: SiteSettings, voice: Voice, locales: Mapping[str, Locale]) -> SiteView:
    """What every template of one language may say of the site."""
    brand = site.brand
    return SiteView(
        title=voice.must_say(site.title).text,
        locale=voice.locale.id,
        html_lang=voice.locale.html,
        og_locale=voice.locale.og,
        og_alternates=tuple([locale.og for locale in locales.values() if locale.id != voice.locale.id]),
        feed=voice.path("feed.xml"),
        government=_government_tags(site),
        content_security_policy=POLICY.format(
            form=f"'self' {_origin(site.form)}".strip() if site.form else "'self'"
        ),
        form=site.form,
        theme_color=brand.color if brand else "",
        theme_color_dark=brand.color_dark if brand else "",
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
