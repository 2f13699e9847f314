"""What stands on every page: header and footer, with the links that other pages show too."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import quote

import msgspec

from sitegen.content.markdown_body import ROOT
from sitegen.model import queries
from sitegen.model.entities import Page
from sitegen.model.kinds import BY_PLACE
from sitegen.model.site import Footer, Logo
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import PLOTS_PATH, SEARCH_PATH, TRADE_PATH, has_plots, has_section, has_trade
from sitegen.views import contacts
from sitegen.views.basic_values import Link, LocalText
from sitegen.views.contacts import ContactBlock
from sitegen.views.localizer import Localizer
from sitegen.views.service_rows import help_link


class LogoView(msgspec.Struct, frozen=True):
    """The site's logo in one scheme."""

    url: str
    width: int
    height: int


class Menu(msgspec.Struct, frozen=True, kw_only=True):
    """The header, rendered once for each language and section."""

    template: ClassVar[str] = "header.html"

    site_title: LocalText
    logo: LogoView | None
    logo_dark: LogoView | None
    """For the dark scheme, if it has one of its own."""
    named: bool
    """Whether the name stands in words: beside a logo that is not as wide as a name, or for want of one."""
    home: str
    search: str
    """Address of the search page; "" where there is none."""
    links: tuple[Link, ...]
    fictional: bool
    notice: LocalText | None
    as_of: str
    """In a sentence, the day that an archived catalogue is of; else empty."""


class FooterMark(msgspec.Struct, frozen=True, cache_hash=True):
    """ICP licence, 公安备案, 党政机关, 找错: text and address."""

    name: str
    text: str
    url: str


class Foot(msgspec.Struct, frozen=True, kw_only=True):
    """The footer, rendered once for each language."""

    template: ClassVar[str] = "footer.html"

    site_title: LocalText
    organiser: LocalText | None
    contact: LocalText | None
    copyright: LocalText | None
    notice: LocalText | None
    fictional: bool
    links: tuple[Link, ...]
    marks: tuple[FooterMark, ...]
    hotline: ContactBlock | None
    contacts: Link | None
    """The list of contacts, which a narrow screen's menu may hide."""
    help: Link | None
    """Where to ask and where to complain, if the site says so."""
    origins: str
    """Address of the list of origins, where there is one."""
    feed: str


MENU = tuple([kind.folder for kind in BY_PLACE if kind.in_menu])
_OPTIONAL = {kind.folder: kind.id for kind in BY_PLACE if kind.optional}
FOOTER = tuple([kind.folder for kind in BY_PLACE if not kind.in_menu])


def menu(catalogue: TrackedCatalogue, localizer: Localizer, section: str) -> Menu:
    """The header as it stands on the pages of one section."""
    site = catalogue.site
    links = section_links(catalogue, localizer, MENU, section)
    logos = catalogue.logos
    return Menu(
        site_title=localizer.required_text(site.title),
        logo=_logo(logos[0]) if logos else None,
        logo_dark=_logo(logos[1]) if len(logos) > 1 else None,
        named=not logos or not logos[0].is_wide,
        home=localizer.path(""),
        search=search_url(catalogue, localizer),
        links=(*links, *page_links(catalogue, localizer, "menu", section)),
        fictional=site.fictional,
        notice=localizer.text(site.notice),
        as_of=_as_of(catalogue, localizer),
    )


def _logo(logo: Logo) -> LogoView:
    return LogoView(f"{ROOT}{quote(logo.name)}", logo.width, logo.height)


def _as_of(catalogue: TrackedCatalogue, localizer: Localizer) -> str:
    return said_as_of(localizer, catalogue.ask(queries.today)) if catalogue.site.as_of else ""


def said_as_of(localizer: Localizer, day: str) -> str:
    """That a catalogue shows how things stood on a day."""
    date = localizer.required_date(day).text
    return localizer.gettext("This catalogue shows the position as of %(date)s.") % {"date": date}


def foot(catalogue: TrackedCatalogue, localizer: Localizer) -> Foot:
    site = catalogue.site
    footer = site.footer or Footer()
    more = section_links(catalogue, localizer, FOOTER)
    site_map = Link(localizer.path("sitemap/"), localizer.section("sitemap"))
    data = (section_link(localizer, "data"),) if "data" in site.files else ()
    last = (*data, *((site_map,) if has_section(site, "site-map") else ()))
    fallback = fallback_contacts(catalogue)
    return Foot(
        site_title=localizer.required_text(site.title),
        organiser=localizer.text(footer.organiser),
        contact=localizer.text(footer.contact),
        copyright=localizer.text(footer.copyright),
        notice=localizer.text(site.notice),
        fictional=site.fictional,
        links=(*more, *list_links(catalogue, localizer), *page_links(catalogue, localizer, "all"), *last),
        marks=tuple(_marks(catalogue, localizer, footer)),
        hotline=contacts.contact_block(catalogue, localizer, fallback[0]) if fallback else None,
        contacts=next(iter(section_links(catalogue, localizer, ("contacts",))), None),
        help=help_link(catalogue, localizer),
        origins=next((link.url for link in section_links(catalogue, localizer, ("origins",))), ""),
        feed=localizer.path("feed.xml"),
    )


def list_links(catalogue: TrackedCatalogue, localizer: Localizer) -> tuple[Link, ...]:
    """Lists of what other entries have: land and premises, products offered and needed."""
    lists = (("plots", PLOTS_PATH, has_plots), ("trade", TRADE_PATH, has_trade))
    return tuple(
        [
            Link(localizer.path(path), localizer.section(name))
            for name, path, is_there in lists
            if catalogue.ask(is_there)
        ]
    )


def _marks(catalogue: TrackedCatalogue, localizer: Localizer, footer: Footer) -> list[FooterMark]:
    """Filings and government marks, for those who have them."""
    marks = []
    if footer.icp:
        marks.append(FooterMark("icp", footer.icp, "https://beian.miit.gov.cn/"))
    if footer.police:
        url = f"https://beian.mps.gov.cn/#/query/webSearch?code={footer.police.code}"
        marks.append(FooterMark("police", footer.police.number, url))
    government = catalogue.site.government
    if government and government.conac_id:
        url = f"https://bszs.conac.cn/sitename?method=show&id={government.conac_id}"
        marks.append(FooterMark("conac", localizer.gettext("Party and government organ"), url))
    if government and government.report_errors:
        url = f"https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={government.site_id_code}&url="
        marks.append(FooterMark("errors", localizer.gettext("Report an error on this government site"), url))
    return marks


def fallback_contacts(catalogue: TrackedCatalogue) -> tuple[str, ...]:
    return (catalogue.site.fallback_contact,) if catalogue.site.fallback_contact else ()


def search_url(catalogue: TrackedCatalogue, localizer: Localizer) -> str:
    """Address of the search page; "" where there is none."""
    return localizer.path(SEARCH_PATH) if has_section(catalogue.site, "search") else ""


def section_links(
    catalogue: TrackedCatalogue, localizer: Localizer, names: tuple[str, ...], current: str = ""
) -> tuple[Link, ...]:
    return tuple(
        [section_link(localizer, name, name == current) for name in names if has_list(catalogue, name)]
    )


def has_list(catalogue: TrackedCatalogue, section: str) -> bool:
    """Whether a section has its page; the list of an optional kind is left out while it is empty."""
    if not has_section(catalogue.site, section):
        return False
    return section not in _OPTIONAL or bool(catalogue.ask(queries.ids_of, _OPTIONAL[section]))


def section_link(localizer: Localizer, name: str, current: bool = False) -> Link:
    return Link(localizer.path(f"{name}/"), localizer.section(name), current=current)


def page_links(
    catalogue: TrackedCatalogue, localizer: Localizer, where: str, current: str = ""
) -> tuple[Link, ...]:
    if not has_section(catalogue.site, "pages"):
        return ()
    return tuple(
        [
            Link(
                localizer.url("page", key),
                localizer.required_text(catalogue.get(Page, key).title),
                current=key == current,
            )
            for key in catalogue.ask(queries.page_list, where)
        ]
    )
