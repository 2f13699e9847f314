"""Home, free pages, collections, the site map, and what stands on every page: header and footer."""

from __future__ import annotations

from sitegen.model import queries
from sitegen.model.entities import FOLDERS, Chain, Collection, Contact, Page, Region
from sitegen.model.reader import Reader
from sitegen.model.site import Footer
from sitegen.routes import has_list, has_section, list_path
from sitegen.views import parts
from sitegen.views.boards import board_link
from sitegen.views.frame import address, frame
from sitegen.views.region_maps import region_map
from sitegen.views.types import (
    CollectionListPage,
    CollectionTile,
    CostRow,
    Facets,
    Foot,
    FooterMark,
    FreePage,
    HomePage,
    Link,
    Menu,
    Said,
    SiteMapPage,
)
from sitegen.views.voice import Voice

FEATURED = 6
MENU = ("projects", "chains", "policies", "regions", "events", "contacts")
KIND_OF_SECTION = {
    "projects": "project",
    "chains": "chain",
    "policies": "policy",
    "regions": "region",
    "enterprises": "enterprise",
    "events": "event",
    "collections": "collection",
    "contacts": "contact",
}


def home(reader: Reader, voice: Voice, path: str) -> HomePage:
    site = reader.site
    featured = reader.ask(queries.latest, "featured", "", str(FEATURED))
    newest = [key for key in reader.ask(queries.latest, "all", "", str(2 * FEATURED)) if key not in featured]
    costs, costs_of = _home_costs(reader, voice)
    hotlines = [key for key in reader.ask(queries.contact_list) if reader.get(Contact, key).hotline]
    return HomePage(
        **frame(
            reader,
            voice,
            path=path,
            section="home",
            title=voice.must_say(site.title),
            description=voice.say(site.description) or voice.say(site.tagline),
            json_ld=_website(reader, voice),
        ),
        title=voice.must_say(site.title),
        tagline=voice.say(site.tagline),
        figures=parts.figure_rows(voice, site.figures),
        counts=_counts(reader, voice),
        chains=tuple([parts.chain_tile(reader, voice, key) for key in reader.ask(queries.chain_list)]),
        featured=parts.cards(reader, voice, featured),
        latest=parts.cards(reader, voice, newest[:FEATURED]),
        costs=costs,
        costs_of=costs_of,
        policies=parts.policy_rows(reader, voice, reader.ask(queries.policy_list, "state", "current")[:5]),
        events=parts.event_rows(reader, voice, _home_events(reader)),
        hotlines=parts.contact_blocks(reader, voice, hotlines[:2] or _fallback(reader)),
        regions=tuple([parts.region_tile(reader, voice, key) for key in reader.ask(queries.region_list, "")]),
        map=region_map(reader, voice, "", voice.must_say(site.title).text)
        if has_section(site, "regions")
        else None,
    )


def _website(reader: Reader, voice: Voice) -> dict[str, object]:
    return {
        "@type": "WebSite",
        "name": voice.must_say(reader.site.title).text,
        "url": address(reader, voice, ""),
        "inLanguage": voice.locale.html,
    }


def _home_costs(reader: Reader, voice: Voice) -> tuple[tuple[CostRow, ...], Link | None]:
    home_region = reader.site.home_region
    places = (home_region,) if home_region else reader.ask(queries.region_order)
    return parts.costs_near(reader, voice, places)


def _home_events(reader: Reader) -> tuple[str, ...]:
    """The next three events; where none is coming, the last three."""
    return (reader.ask(queries.event_list, "upcoming", "") or reader.ask(queries.event_list, "past", ""))[:3]


def _fallback(reader: Reader) -> tuple[str, ...]:
    return (reader.site.fallback_contact,) if reader.site.fallback_contact else ()


def _counts(reader: Reader, voice: Voice) -> tuple[Link, ...]:
    """True numbers of what the catalogue holds, each a way in."""
    kinds = dict(reader.ask(queries.list_values, "kind"))
    in_force = dict(reader.ask(queries.policy_list_values, "state")).get("current", 0)
    by_kind = "projects-by-kind"
    rows = (
        (
            by_kind,
            voice.path(list_path("kind", "project")),
            voice.gettext("Projects"),
            kinds.get("project", 0),
        ),
        (
            by_kind,
            voice.path(list_path("kind", "opportunity")),
            voice.gettext("Opportunities"),
            kinds.get("opportunity", 0),
        ),
        ("chains", voice.url("chain"), voice.gettext("Industry chains"), len(reader.ask(queries.chain_list))),
        ("policies", voice.url("policy"), voice.gettext("Current policies"), in_force),
        (
            "enterprises",
            voice.url("enterprise"),
            voice.gettext("Enterprises"),
            len(reader.ask(queries.enterprise_list, "all", "")),
        ),
    )
    shown = [row for row in rows if row[-1] and has_section(reader.site, row[0])]
    return tuple([Link(url, Said(title), number) for _, url, title, number in shown[:4]])


# Collections and free pages


def collection_list(reader: Reader, voice: Voice, path: str) -> CollectionListPage:
    title = voice.section("collections")
    tiles = []
    for key in reader.ask(queries.collection_list):
        it = reader.get(Collection, key)
        count = reader.ask(queries.count, "collection", key)
        tiles.append(
            CollectionTile(
                voice.url("collection", key), voice.must_say(it.title), voice.say(it.summary), count
            )
        )
    return CollectionListPage(
        **frame(reader, voice, path=path, section="collections", title=title),
        title=title,
        collections=tuple(tiles),
    )


def page(reader: Reader, voice: Voice, path: str, page_id: str) -> FreePage:
    entry = reader.entry("page", page_id)
    it = entry.entity
    assert isinstance(it, Page)
    title = voice.must_say(it.title)
    return FreePage(
        **frame(
            reader,
            voice,
            path=path,
            section=page_id,
            title=title,
            description=voice.say(it.summary),
            published=it.published,
            article=True,
        ),
        title=title,
        summary=voice.say(it.summary),
        body=voice.body(entry.bodies),
        figures=parts.figure_rows(voice, it.figures),
        contacts=parts.contact_blocks(reader, voice, it.contacts),
        attachments=parts.files(voice, "page", it.id, it.attachments),
        confirmed=voice.date(it.confirmed),
        sources=parts.source_notes(reader, voice, it.source),
    )


def site_map(reader: Reader, voice: Voice, path: str) -> SiteMapPage:
    """Every section with its lists; projects through their lists, so that the page stays readable."""
    title = voice.section("sitemap")
    years = reader.ask(queries.list_values, "year") if has_list(reader.site, "year") else ()
    lists = tuple([Link(voice.path(list_path("year", year)), Said(year), number) for year, number in years])
    board = (board_link(voice),) if has_section(reader.site, "board") else ()
    groups = [
        Facets(
            "pages",
            voice.gettext("Pages"),
            (Link(voice.path(""), voice.section("home")), *_pages(reader, voice, "all")),
        ),
        Facets(
            "projects",
            voice.gettext("Projects"),
            (_section_link(voice, "projects"), *board, *lists),
        ),
        Facets(
            "collections",
            voice.gettext("Collections"),
            _titles(reader, voice, Collection, reader.ask(queries.collection_list)),
        ),
        Facets(
            "chains",
            voice.gettext("Industry chains"),
            _titles(reader, voice, Chain, reader.ask(queries.chain_list)),
        ),
        Facets(
            "regions",
            voice.gettext("Regions and parks"),
            _titles(reader, voice, Region, reader.ask(queries.region_order)),
        ),
        Facets(
            "more",
            voice.gettext("Directories"),
            _section_links(reader, voice, ("policies", "enterprises", "events", "contacts")),
        ),
    ]
    return SiteMapPage(
        **frame(reader, voice, path=path, section="sitemap", title=title),
        title=title,
        groups=tuple([group for group in groups if group.links]),
    )


def _titles(
    reader: Reader, voice: Voice, cls: type[Chain | Region | Collection], ids: tuple[str, ...]
) -> tuple[Link, ...]:
    if not has_section(reader.site, FOLDERS[cls.kind_name]):
        return ()
    return tuple(
        [Link(voice.url(cls.kind_name, key), voice.must_say(reader.get(cls, key).title)) for key in ids]
    )


def _section_links(
    reader: Reader, voice: Voice, names: tuple[str, ...], current: str = ""
) -> tuple[Link, ...]:
    return tuple(
        [_section_link(voice, name, name == current) for name in names if has_section(reader.site, name)]
    )


def _section_link(voice: Voice, name: str, current: bool = False) -> Link:
    return Link(voice.url(KIND_OF_SECTION[name]), voice.section(name), current=current)


def _pages(reader: Reader, voice: Voice, where: str, current: str = "") -> tuple[Link, ...]:
    if not has_section(reader.site, "pages"):
        return ()
    return tuple(
        [
            Link(voice.url("page", key), voice.must_say(reader.get(Page, key).title), current=key == current)
            for key in reader.ask(queries.page_list, where)
        ]
    )


# On every page


def menu(reader: Reader, voice: Voice, section: str) -> Menu:
    """The header as it stands on the pages of one section."""
    site = reader.site
    links = _section_links(reader, voice, MENU, section)
    return Menu(
        site_title=voice.must_say(site.title),
        home=voice.path(""),
        links=(*links, *_pages(reader, voice, "menu", section)),
        fictional=site.fictional,
        notice=voice.say(site.notice),
    )


def foot(reader: Reader, voice: Voice) -> Foot:
    site = reader.site
    footer = site.footer or Footer()
    more = _section_links(reader, voice, ("enterprises", "collections"))
    site_map = Link(voice.path("sitemap/"), voice.section("sitemap"))
    last = (site_map,) if has_section(site, "site-map") else ()
    fallback = _fallback(reader)
    return Foot(
        site_title=voice.must_say(site.title),
        organiser=voice.say(footer.organiser),
        contact=voice.say(footer.contact),
        copyright=voice.say(footer.copyright),
        notice=voice.say(site.notice),
        fictional=site.fictional,
        links=(*more, *_pages(reader, voice, "all"), *last),
        marks=tuple(_marks(reader, voice, footer)),
        hotline=parts.contact_block(reader, voice, fallback[0]) if fallback else None,
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
