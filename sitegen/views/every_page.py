"""What stands on every page: header and footer, with the links that other pages show too."""

from __future__ import annotations

from sitegen.model import queries
from sitegen.model.entities import Page
from sitegen.model.reader import Reader
from sitegen.model.site import Footer
from sitegen.routes import SEARCH_PATH, has_section
from sitegen.views import contacts
from sitegen.views.types import Foot, FooterMark, Link, Menu
from sitegen.views.voice import Voice

MENU = ("projects", "chains", "policies", "regions", "events", "contacts")


def menu(reader: Reader, voice: Voice, section: str) -> Menu:
    """The header as it stands on the pages of one section."""
    site = reader.site
    links = section_links(reader, voice, MENU, section)
    return Menu(
        site_title=voice.must_say(site.title),
        home=voice.path(""),
        search=search_url(reader, voice),
        links=(*links, *page_links(reader, voice, "menu", section)),
        fictional=site.fictional,
        notice=voice.say(site.notice),
    )


def foot(reader: Reader, voice: Voice) -> Foot:
    site = reader.site
    footer = site.footer or Footer()
    more = section_links(reader, voice, ("enterprises", "collections"))
    site_map = Link(voice.path("sitemap/"), voice.section("sitemap"))
    last = (site_map,) if has_section(site, "site-map") else ()
    fallback = fallback_contacts(reader)
    return Foot(
        site_title=voice.must_say(site.title),
        organiser=voice.say(footer.organiser),
        contact=voice.say(footer.contact),
        copyright=voice.say(footer.copyright),
        notice=voice.say(site.notice),
        fictional=site.fictional,
        links=(*more, *page_links(reader, voice, "all"), *last),
        marks=tuple(_marks(reader, voice, footer)),
        hotline=contacts.contact_block(reader, voice, fallback[0]) if fallback else None,
        contacts=next(iter(section_links(reader, voice, ("contacts",))), None),
        feed=voice.path("feed.xml"),
    )


def _marks(reader: Reader, voice: Voice, footer: Footer) -> list[FooterMark]:
    """Filings and government marks, for those who have them."""
    marks = []
    if footer.icp:
        marks.append(FooterMark("icp", footer.icp, "https://beian.miit.gov.cn/"))
    if footer.police:
        url = f"https://beian.mps.gov.cn/#/query/webSearch?code={footer.police.code}"
        marks.append(FooterMark("police", footer.police.number, url))
    government = reader.site.government
    if government and government.conac_id:
        url = f"https://bszs.conac.cn/sitename?method=show&id={government.conac_id}"
        marks.append(FooterMark("conac", voice.gettext("Party and government organ"), url))
    if government and government.report_errors:
        url = f"https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={government.site_id_code}&url="
        marks.append(FooterMark("errors", voice.gettext("Report an error on this government site"), url))
    return marks


def fallback_contacts(reader: Reader) -> tuple[str, ...]:
    return (reader.site.fallback_contact,) if reader.site.fallback_contact else ()


def search_url(reader: Reader, voice: Voice) -> str:
    """Address of the search page; "" where there is none."""
    return voice.path(SEARCH_PATH) if has_section(reader.site, "search") else ""


def section_links(
    reader: Reader, voice: Voice, names: tuple[str, ...], current: str = ""
) -> tuple[Link, ...]:
    return tuple(
        [section_link(voice, name, name == current) for name in names if has_section(reader.site, name)]
    )


def section_link(voice: Voice, name: str, current: bool = False) -> Link:
    return Link(voice.path(f"{name}/"), voice.section(name), current=current)


def page_links(reader: Reader, voice: Voice, where: str, current: str = "") -> tuple[Link, ...]:
    if not has_section(reader.site, "pages"):
        return ()
    return tuple(
        [
            Link(voice.url("page", key), voice.must_say(reader.get(Page, key).title), current=key == current)
            for key in reader.ask(queries.page_list, where)
        ]
    )
