"""What templates see: frozen values made for them, never the model.

One view type for each template; a test holds that a template uses no name that its view
lacks and that a view has no field that no template uses. Every URL inside the site starts with the mark for
the site's root, which rendering turns into the way there from the page.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec
from markupsafe import Markup


class LocalText(msgspec.Struct, frozen=True, cache_hash=True):
    """Text for readers. `lang` is empty in the page's own language, else the HTML lang of the text."""

    text: str
    lang: str = ""

    def __str__(self) -> str:
        return self.text


class Amount(msgspec.Struct, frozen=True, cache_hash=True):
    """A quantity in words: the whole text, and its parts, which can be set apart."""

    text: str
    before: str
    figure: str
    unit: str
    after: str


class Link(msgspec.Struct, frozen=True, cache_hash=True):
    url: str
    title: LocalText
    count: int | None = None
    current: bool = False
    counts: Counts | None = None
    """In place of `count`, where what is counted are projects and opportunities."""


class Counts(msgspec.Struct, frozen=True, cache_hash=True):
    """How many projects and how many opportunities there are, and how many of both seek investors."""

    projects: int
    opportunities: int
    seeking: int

    def __bool__(self) -> bool:
        return bool(self.projects or self.opportunities)


class When(msgspec.Struct, frozen=True, cache_hash=True):
    """A date for people, and in ISO form for machines (YYYY, YYYY-MM or YYYY-MM-DD)."""

    text: str
    iso: str


class Fact(msgspec.Struct, frozen=True, cache_hash=True):
    """A labelled value: an amount, text, or links. `name` is its key in the model."""

    name: str
    label: str
    amount: Amount | None = None
    said: LocalText | None = None
    links: tuple[Link, ...] = ()
    note: str = ""


class Term(msgspec.Struct, frozen=True, cache_hash=True):
    """One of the field's standard terms: its id (for styling) and its label."""

    id: str
    label: str


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
    og_type: str = "website"
    image: str = ""
    """Absolute address of a picture, or empty."""
    json_ld: Markup = Markup("")
    published: str = ""
    keywords: str = ""
    source: str = ""
    article: bool = False
    """An article (a single entry), not a column (a list), for government page tags."""


class PictureView(msgspec.Struct, frozen=True, cache_hash=True):
    url: str
    alt: LocalText
    width: int
    height: int


class File(msgspec.Struct, frozen=True, cache_hash=True):
    url: str
    title: LocalText
    kind: str
    """Extension in capitals: PDF, XLSX …"""


class BodyText(msgspec.Struct, frozen=True, cache_hash=True):
    html: Markup
    lang: str


class SourceNote(msgspec.Struct, frozen=True, cache_hash=True):
    """Where facts were taken from, in parts that may be empty."""

    title: LocalText | None
    document: str
    paragraph: str
    date: When | None
    url: str
    """Of the document as an entry here, else on the web."""
    external: bool


class FigureRow(msgspec.Struct, frozen=True, cache_hash=True):
    title: LocalText
    amount: Amount
    period: str
    goal: bool
    past: bool
    """A goal whose period is over."""
    note: LocalText | None
    sources: tuple[SourceNote, ...]


class MilestoneView(msgspec.Struct, frozen=True, cache_hash=True):
    date: When
    status: Term
    amount: Amount | None
    note: LocalText | None


class ProjectPhaseView(msgspec.Struct, frozen=True, cache_hash=True):
    """A phase in which a project is built."""

    title: LocalText
    amount: Amount | None
    period: str


class Step(msgspec.Struct, frozen=True, cache_hash=True):
    """A rung of the status ladder. state: done (with a milestone), passed (without one), current or ahead."""

    status: Term
    state: str
    milestones: tuple[MilestoneView, ...]


class PhoneLine(msgspec.Struct, frozen=True):
    """A further number of a contact."""

    label: LocalText
    number: str
    tel: str
    """Empty for a fax."""


class ContactBlock(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    name: LocalText
    department: LocalText | None
    role: LocalText | None
    person: LocalText | None
    phone: str
    tel: str
    """`tel:` address, or empty."""
    phones: tuple[PhoneLine, ...]
    """Numbers besides that one."""
    unlisted: LocalText | None
    """Why there is no way to reach it, where there is none."""
    hotline: bool
    email: str
    mailto: str
    """`mailto:` address without a subject, or empty; templates add `?subject=` from the page."""
    wechat: str
    wechat_qr: PictureView | None
    website: str
    address: LocalText | None
    postcode: str
    hours: LocalText | None
    languages: tuple[str, ...]
    response_time: LocalText | None
    regions: tuple[Link, ...]
    chains: tuple[Link, ...]
    vcard: str
    as_text: str
    """The contact as plain text, to copy."""


class ProjectCardView(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """A project in a list. Rendered once for each language and used on every page that shows it."""

    id: str
    url: str
    title: LocalText
    summary: LocalText | None
    kind: Term
    """project or opportunity"""
    status: Term
    place: LocalText | None
    chain: LocalText | None
    segments: tuple[LocalText, ...]
    scope: LocalText | None
    """What is built."""
    amount: Amount | None
    """Total investment, else the capital sought."""
    amount_label: str
    facts: tuple[Fact, ...]
    """At most three further facts."""
    as_of: When | None
    seeking: bool
    """An investor is sought on the day of the build."""
    unconfirmed: bool
    """It says that it seeks an investor, but nobody has confirmed that since `as_of`."""
    expired: bool
    """Its date has passed."""
    sort_amount: str
    """For sorting a table: base units, zero-padded; empty when unknown."""
    sort_area: str


class PolicyRow(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    title: LocalText
    number: str
    issuer: LocalText | None
    level: Term
    kinds: tuple[Term, ...]
    state: Term
    """in-force, open-ended, upcoming, expired or repealed"""
    gist: LocalText | None
    """What you get, in one line."""
    issued: When | None
    expires: When | None


class AppliedPolicy(msgspec.Struct, frozen=True, cache_hash=True):
    """A policy on a project's page; `named` when the project names it, else it applies by what it is."""

    row: PolicyRow
    named: bool


class GrantView(msgspec.Struct, frozen=True, cache_hash=True):
    title: LocalText
    rate: Amount | None
    of: str
    cap: Amount | None
    amount: Amount | None
    per: str
    """What the amount is paid for each of, where the amount itself does not say so."""
    tiers: tuple[GrantTier, ...]
    note: LocalText | None


class GrantTier(msgspec.Struct, frozen=True, cache_hash=True):
    years: str
    rate: Amount | None
    amount: Amount | None


class CostRow(msgspec.Struct, frozen=True, cache_hash=True):
    item: Term
    price: Amount
    note: LocalText | None
    date: When | None
    place: Link | None
    source: SourceNote | None


class ResourceRow(msgspec.Struct, frozen=True, cache_hash=True):
    kind: Term
    title: LocalText
    amount: Amount | None
    note: LocalText | None
    sources: tuple[SourceNote, ...]


class PlotRow(msgspec.Struct, frozen=True, cache_hash=True):
    id: str
    title: LocalText
    area: Amount
    use: LocalText | None
    ratio: Amount | None
    delivery: When | None
    status: Term
    price: Amount | None


class EventRow(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    title: LocalText
    kind: Term
    starts: When | None
    dates: str
    """The span in words."""
    place: LocalText | None
    summary: LocalText | None
    projects: Amount | None
    amount: Amount | None
    upcoming: bool


class NewsRow(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    title: LocalText
    kind: Term
    date: When
    summary: LocalText | None


class EnterpriseRow(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    title: LocalText
    role: Term
    place: Link | None
    chains: tuple[Link, ...]
    segments: tuple[LocalText, ...]
    products: LocalText | None
    summary: LocalText | None
    counts: Counts


class ChainTile(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    title: LocalText
    summary: LocalText | None
    region: Link | None
    counts: Counts
    strengths: tuple[tuple[str, int, str], ...]
    """(strength, number of segments, label), strongest first, those that occur."""


class SegmentBox(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    """Its list of projects, or empty when there are none."""
    title: LocalText
    strength: Term
    sources: tuple[SourceNote, ...]
    """Of its strength."""
    products: LocalText | None
    enterprises: tuple[Link, ...]
    counts: Counts
    feeds: tuple[LocalText, ...]


class FigureView(msgspec.Struct, frozen=True, cache_hash=True):
    """A drawing, which may be empty, and the files of it, where the site makes them."""

    drawing: Markup
    files: tuple[File, ...]


class Gap(msgspec.Struct, frozen=True, cache_hash=True):
    """A segment that a chain seeks partners for: what is open there, and what supports it."""

    segment: SegmentBox
    projects: tuple[Link, ...]
    policies: tuple[Link, ...]


class StageGroup(msgspec.Struct, frozen=True, cache_hash=True):
    id: str
    title: LocalText
    support: bool
    segments: tuple[SegmentBox, ...]


class PhaseView(msgspec.Struct, frozen=True, cache_hash=True):
    period: str
    title: LocalText
    goals: tuple[LocalText, ...]
    projects: tuple[Link, ...]


class BoardCell(msgspec.Struct, frozen=True, cache_hash=True):
    """Projects of one status: how many, and what their investments come to in each currency."""

    status: Term
    url: str
    counts: Counts
    amounts: tuple[Amount, ...]


class BoardColumn(msgspec.Struct, frozen=True, cache_hash=True):
    cell: BoardCell
    projects: tuple[tuple[Link, Amount | None], ...]
    """The newest of them."""
    more: int
    """How many are not named."""


class BoardRow(msgspec.Struct, frozen=True, cache_hash=True):
    title: Link
    """With the number of projects."""
    cells: tuple[BoardCell | None, ...]
    """One for each status of the board."""


class LegendStep(msgspec.Struct, frozen=True, cache_hash=True):
    """A shade from 1 to 4 and the values that it stands for."""

    shade: int
    text: str


class LegendMark(msgspec.Struct, frozen=True, cache_hash=True):
    shape: str
    """circle or square"""
    text: str


class MapLayer(msgspec.Struct, frozen=True, cache_hash=True):
    id: str
    title: str
    steps: tuple[LegendStep, ...]
    marks: tuple[LegendMark, ...]
    """What points mean, where there are boundaries for them to stand in."""
    files: tuple[File, ...]


class MapRow(msgspec.Struct, frozen=True, cache_hash=True):
    """A region in the table under a map."""

    url: str
    title: LocalText
    cells: tuple[tuple[str, str, str], ...]
    """(layer, value, further value) for each layer; empty where nothing is known."""


class RegionMap(msgspec.Struct, frozen=True, cache_hash=True):
    """A map of regions, its layers with their legends, and the same as rows of a table."""

    drawing: Markup
    schematic: bool
    """Tiles, not boundaries."""
    layers: tuple[MapLayer, ...]
    rows: tuple[MapRow, ...]
    approvals: tuple[str, ...]
    """Approval numbers of the boundaries shown."""


class RegionTile(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    id: str
    url: str
    title: LocalText
    kind: Term
    summary: LocalText | None
    code: str
    counts: Counts
    plots: int
    children: tuple[RegionTile, ...]


class Facets(msgspec.Struct, frozen=True, cache_hash=True):
    """Ways to narrow a list: a heading and its links, each with a count."""

    name: str
    title: str
    links: tuple[Link, ...]


class Pager(msgspec.Struct, frozen=True, cache_hash=True):
    """Neighbours of a list page. Numbered pages never change once full; the front holds the newest."""

    newest: str
    newer: str
    older: str
    oldest: str


class MapLink(msgspec.Struct, frozen=True, cache_hash=True):
    name: str
    url: str


class PageView(msgspec.Struct, frozen=True, kw_only=True):
    """What every page has."""

    template: ClassVar[str]

    section: str
    """Which entry of the menu is current: home, projects, policies …"""
    head: PageHead
    crumbs: tuple[Link, ...]
    """From the home page down; the last is this page."""
    languages: tuple[Language, ...]


class EntryPage(PageView, frozen=True, kw_only=True):
    """What the page of every kind of entry has, besides what its kind says."""

    body: BodyText | None = None
    pictures: tuple[PictureView, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    attachments: tuple[File, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    confirmed: When | None = None
    news: tuple[NewsRow, ...] = ()
    """The newest that names the entry."""
    tags: tuple[Link, ...] = ()
    """With an empty address where no list of projects has the tag."""


class HomePage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "home.html"

    title: LocalText
    tagline: LocalText | None
    search: str
    """Address of the search page; "" where there is none."""
    figures: tuple[FigureRow, ...]
    counts: tuple[Link, ...]
    """True counts of what is here: open to investors, projects, opportunities, chains, policies in force."""
    way_in: Link | None
    """The one button: what seeks investors, else all projects."""
    chains: tuple[ChainTile, ...]
    featured: tuple[ProjectCardView, ...]
    latest: tuple[ProjectCardView, ...]
    costs: tuple[CostRow, ...]
    costs_of: Link | None
    policies: tuple[PolicyRow, ...]
    events: tuple[EventRow, ...]
    news: tuple[NewsRow, ...]
    hotlines: tuple[ContactBlock, ...]
    regions: tuple[RegionTile, ...]
    map: RegionMap | None


class ProjectListPage(EntryPage, frozen=True, kw_only=True):
    """Projects by any of the ways to pick them; also one numbered page of such a list.

    What an entry says besides its title and summary is there on a collection's front page only.
    """

    template: ClassVar[str] = "project-list.html"

    title: LocalText
    summary: LocalText | None
    counts: Counts
    """On the front page; nothing on numbered pages, which stay as they are when a project comes."""
    cards: tuple[ProjectCardView, ...]
    pager: Pager
    facets: tuple[Facets, ...]
    number: int
    """0 for the front page of the list."""
    parent: Link | None
    """The entry whose projects these are: a chain, a region, a collection."""
    board: Link | None
    """The stage board, from the list of all projects."""


class ProjectPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "project.html"

    id: str
    title: LocalText
    summary: LocalText | None
    kind: Term
    status: Term
    as_of: When | None
    unconfirmed: bool
    """It says that it seeks an investor, but nobody has confirmed that since `as_of`."""
    code: str
    scope: LocalText | None
    amount: Amount | None
    amount_label: str
    amount_note: str
    """What the amount is in another currency; "" where that is not said."""
    headline: tuple[Fact, ...]
    """The figures that tell most, beside `amount`: up to three, or four without one."""
    facts: tuple[Fact, ...]
    returns: tuple[Fact, ...]
    readiness: tuple[tuple[str, Term], ...]
    """(what, done | under-way | not-begun)"""
    case_by_case: bool
    green: LocalText | None
    partner: LocalText | None
    phases: tuple[ProjectPhaseView, ...]
    steps: tuple[Step, ...]
    policies: tuple[AppliedPolicy, ...]
    costs: tuple[CostRow, ...]
    costs_of: Link | None
    place: LocalText | None
    place_links: tuple[Link, ...]
    maps: tuple[MapLink, ...]
    """Links that open the place in map services; empty without coordinates."""
    coordinates: str
    enterprises: tuple[tuple[str, tuple[EnterpriseRow, ...]], ...]
    """(what they are to the project, rows): investors, partners, named in the plan, suppliers."""
    contacts: tuple[ContactBlock, ...]
    first_contact: ContactBlock | None
    """Whom to ring up, else to write to."""
    mail_subject: str
    """The project's name, ready to stand after `?subject=`."""
    qr_codes: tuple[File, ...]
    """Of the page's address; empty unless site.yml asks for them."""
    related: tuple[ProjectCardView, ...]
    events: tuple[EventRow, ...]
    collections: tuple[Link, ...]
    published: When | None
    expires: When | None
    expired: bool
    translation: Term | None
    """State of this page's translation when it is not reviewed: machine, draft or stale."""


class PolicyListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "policy-list.html"

    title: LocalText
    policies: tuple[PolicyRow, ...]
    facets: tuple[Facets, ...]
    parent: Link | None
    as_of: When


class PolicyPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "policy.html"

    row: PolicyRow
    summary: LocalText | None
    indefinite: bool
    """In force until repealed."""
    effective: When | None
    investors: tuple[Term, ...]
    chains: tuple[Link, ...]
    regions: tuple[Link, ...]
    min_investment: Amount | None
    conditions: LocalText | None
    grants: tuple[GrantView, ...]
    procedure: LocalText | None
    opens: When | None
    closes: When | None
    papers: tuple[LocalText, ...]
    payer: ContactBlock | None
    """The office that pays."""
    repealed: When | None
    full_text: str
    offices: tuple[ContactBlock, ...]
    """Where to apply: the contacts that the policy names."""
    contacts: tuple[ContactBlock, ...]
    """Those, else who is in charge of its chain and place."""
    projects: tuple[ProjectCardView, ...]
    projects_link: Link | None
    related: tuple[PolicyRow, ...]
    events: tuple[EventRow, ...]


class BoardPage(PageView, frozen=True, kw_only=True):
    """All projects along the status ladder."""

    template: ClassVar[str] = "project-board.html"

    title: LocalText
    lead: str
    ladder: tuple[BoardCell, ...]
    groups: tuple[tuple[str, tuple[BoardRow, ...]], ...]
    """(heading, rows): by chain, by region"""
    files: tuple[File, ...]


class ChainListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "chain-list.html"

    title: LocalText
    groups: tuple[tuple[Link | None, tuple[ChainTile, ...]], ...]
    """Chains by the region whose chains they are."""


class ChainPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "chain.html"

    tile: ChainTile
    stages: tuple[StageGroup, ...]
    panorama: FigureView | None
    """The whole chain as a drawing; None without segments."""
    gaps: tuple[Gap, ...]
    """Segments that are missing or weak; where none is known to be, those with open projects."""
    attract: FigureView | None
    """The same drawing with these brought out; None where there are none."""
    roadmap: tuple[PhaseView, ...]
    roadmap_axis: FigureView | None
    """When the phases are, as a drawing; None without phases."""
    board: tuple[BoardColumn, ...]
    board_link: Link
    """The stage board of all projects."""
    enterprises: tuple[EnterpriseRow, ...]
    projects: tuple[ProjectCardView, ...]
    projects_link: Link | None
    policies: tuple[PolicyRow, ...]
    events: tuple[EventRow, ...]
    lead: ContactBlock | None
    contacts: tuple[ContactBlock, ...]


class RegionListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "region-list.html"

    title: LocalText
    map: RegionMap | None
    regions: tuple[RegionTile, ...]


class RegionPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "region.html"

    tile: RegionTile
    rank: Term | None
    planned_area: Amount | None
    leading: tuple[Link, ...]
    connected: LocalText | None
    advantages: tuple[LocalText, ...]
    costs: tuple[CostRow, ...]
    resources: tuple[ResourceRow, ...]
    plots: tuple[PlotRow, ...]
    parents: tuple[Link, ...]
    map: RegionMap | None
    """Of the regions below it."""
    chains: tuple[ChainTile, ...]
    enterprises: tuple[EnterpriseRow, ...]
    projects: tuple[ProjectCardView, ...]
    projects_link: Link | None
    policies: tuple[PolicyRow, ...]
    events: tuple[EventRow, ...]
    contacts: tuple[ContactBlock, ...]


class EnterpriseGroup(msgspec.Struct, frozen=True, cache_hash=True):
    """The enterprises of a chain, by segment."""

    chain: Link | None
    """With how many they are; None for those without a chain."""
    number: int
    segments: tuple[tuple[Link | None, tuple[EnterpriseRow, ...]], ...]
    """Chain leaders first in each; those whose segment nobody has stated come last, without a link."""


class EnterpriseListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "enterprise-list.html"

    title: LocalText
    groups: tuple[EnterpriseGroup, ...]


class EnterprisePage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "enterprise.html"

    row: EnterpriseRow
    capacity: Amount | None
    output: Amount | None
    address: LocalText | None
    phone: str
    tel: str
    """`tel:` address, or empty."""
    website: str
    projects: tuple[ProjectCardView, ...]
    """Those that it invests in, or is a partner of."""
    beside: tuple[ProjectCardView, ...]
    """Those that only name it: as one to be won, or as a supplier."""
    contacts: tuple[ContactBlock, ...]
    """Who is in charge of its chain and place."""


class ContactListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "contact-list.html"

    title: LocalText
    hotlines: tuple[ContactBlock, ...]
    offices: tuple[ContactBlock, ...]


class ContactPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "contact.html"

    contact: ContactBlock
    summary: LocalText | None
    projects: tuple[ProjectCardView, ...]
    projects_link: Link | None


class EventListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "event-list.html"

    title: LocalText
    upcoming: tuple[EventRow, ...]
    past: tuple[EventRow, ...]
    undated: tuple[EventRow, ...]


class ProgrammeItem(msgspec.Struct, frozen=True, cache_hash=True):
    at: When
    title: LocalText
    speaker: LocalText | None


class SignUpView(msgspec.Struct, frozen=True, cache_hash=True):
    url: str
    until: When | None
    places: Amount | None


class EventPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "event.html"

    row: EventRow
    organiser: LocalText | None
    sign_up: SignUpView | None
    online: Link | None
    results_note: LocalText | None
    programme: tuple[ProgrammeItem, ...]
    projects: tuple[ProjectCardView, ...]
    policies: tuple[PolicyRow, ...]
    chains: tuple[Link, ...]
    region: Link | None
    contacts: tuple[ContactBlock, ...]
    calendar: str
    """Address of the .ics file."""


class NewsListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "news-list.html"

    title: LocalText
    feed: str
    """Address of its Atom feed."""
    news: tuple[NewsRow, ...]


class NewsPage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "news.html"

    row: NewsRow
    regions: tuple[Link, ...]
    chains: tuple[Link, ...]
    projects: tuple[ProjectCardView, ...]
    policies: tuple[PolicyRow, ...]


class CollectionTile(msgspec.Struct, frozen=True, cache_hash=True):
    url: str
    title: LocalText
    summary: LocalText | None
    counts: Counts


class CollectionListPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "collection-list.html"

    title: LocalText
    collections: tuple[CollectionTile, ...]


class FreePage(EntryPage, frozen=True, kw_only=True):
    template: ClassVar[str] = "page.html"

    title: LocalText
    summary: LocalText | None
    contacts: tuple[ContactBlock, ...]


class SiteMapPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "site-map.html"

    title: LocalText
    groups: tuple[Facets, ...]


class SearchPage(PageView, frozen=True, kw_only=True):
    template: ClassVar[str] = "search.html"

    title: LocalText
    url: str
    """Its own address: where the form sends to."""
    base: str
    """Address that the paths of what is found begin with."""
    parts: tuple[str, ...]
    """Names of the files beside it that it looks through, the most important kinds first."""
    sections: tuple[Link, ...]
    """What can be looked through without a search."""


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


class Menu(msgspec.Struct, frozen=True, kw_only=True):
    """The header, rendered once for each language and section."""

    template: ClassVar[str] = "header.html"

    site_title: LocalText
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
    feed: str


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
    theme_color: str
    theme_color_dark: str
    time_zone: str
    """IANA name, for hours in the catalogue's own time."""
