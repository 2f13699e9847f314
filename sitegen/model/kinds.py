"""The kinds of entries: one record each, from which every other table of kinds is derived.

A kind is an entity type (`entities`) with its record here, its views (a module of `views/` by the name of its
folder) and their templates. A record that lacks a part, or an entity type without a record, is named when
this module is loaded, which is when the program starts; tests/site/test_kinds.py names what else is missing.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from sitegen.i18n.text import N_
from sitegen.model.cards import ProjectCard
from sitegen.model.entities import (
    Chain,
    Collection,
    Contact,
    Enterprise,
    Entity,
    Event,
    Fund,
    News,
    Origin,
    Page,
    Policy,
    Project,
    Region,
    Service,
    Tour,
)
from sitegen.model.fields import Doc


class Both(NamedTuple):
    """A text in Chinese and in English, as the format is told of and the demo is written. In the demo an
    empty English one is a translation not yet made."""

    zh: str
    en: str


class Kind(msgspec.Struct, frozen=True):
    """Everything about a kind that is not a field of its entries."""

    cls: type[Entity]
    folder: str
    """Its folder under content/, and its part of the URL."""
    name: Both
    """What one entry is called; several words in Chinese are separated by 、, the first is the usual one."""
    section: str
    """What all of them are called: a message that the theme translates."""
    about: Both
    """What an entry of it is, one sentence."""
    package_file: str = ""
    """Where an entry is a folder with texts and files: the name of its YAML file. Other kinds have one YAML
    file each; their texts, if any, are in a folder of the same name."""
    first_text: Both | None = None
    """The text of a new entry."""
    unique: tuple[str, ...] = ()
    """Fields in which no two entries may have the same value."""
    reserved_ids: frozenset[str] = frozenset()
    """Ids whose address something else has."""
    search_words: tuple[str, ...] = ()
    """Fields by which the search finds an entry besides title and summary, as paths ("chains.chain"). A
    reference is found by the title of what it names."""
    place: int = 0
    """Where its list is among those of other kinds, from 1; 0 for a kind without a list."""
    in_menu: bool = False
    """Whether the header links to the list; else the footer does."""
    optional: bool = False
    """Whether a site without entries of it has no list of them either."""
    has_page: bool = True
    """Whether an entry's page is made by a view of its own."""
    at_root: bool = False
    """Whether entries are at the top of the site and not in the folder."""
    card: Any = None
    """What other pages may read of an entry; the whole entity where this is None."""

    @property
    def id(self) -> str:
        return self.cls.kind_name

    @property
    def usual_name(self) -> Doc:
        return Doc(self.name.zh.partition("、")[0], self.name.en.lower())

    @property
    def has_list(self) -> bool:
        return self.place > 0


RECORDS = (
    Kind(
        Project,
        folder="projects",
        package_file="project.yml",
        name=Both("项目", "Project"),
        section=N_("Projects"),
        about=Both(
            "一个招商项目，或一个尚无具体方案、只有方向的招商机会（kind: opportunity）。",
            "A project package, or a direction that is sought without a settled package "
            "(`kind: opportunity`).",
        ),
        first_text=Both(
            "# 项目背景\n\n（项目由来，在产业链中的位置。）\n\n"
            "# 建设条件\n\n（选址、交通、水电气、用地等条件。）\n\n"
            "# 建设内容及规模\n\n（建什么，多大规模。）\n\n# 市场前景\n\n（产品去向和需求。）\n",
            "# Background\n\n(Where the project comes from, and its place in the chain.)\n\n"
            "# Site conditions\n\n(Site, transport, water, power, gas, land.)\n\n"
            "# Content and scale\n\n(What is to be built, and how large.)\n\n"
            "# Market\n\n(Products and demand.)\n",
        ),
        reserved_ids=frozenset(("page", "open", "status", "cooperation", "year", "kind", "tag", "board")),
        unique=("title", "code"),
        search_words=("chain", "segments", "park", "region", "code", "batch", "tags"),
        place=1,
        in_menu=True,
        card=ProjectCard,
    ),
    Kind(
        Policy,
        folder="policies",
        package_file="policy.yml",
        name=Both("政策", "Policy"),
        section=N_("Policies"),
        about=Both("一份政策文件，或它的摘要。", "A policy document, or a summary of one."),
        first_text=Both(
            "（政策要点，用自己的话写。）\n", "(The main points of the policy, in your own words.)\n"
        ),
        unique=("title",),
        reserved_ids=frozenset(("level", "chain", "region", "expired", "page")),
        search_words=("issuer", "number"),
        place=3,
        in_menu=True,
    ),
    Kind(
        Chain,
        folder="chains",
        name=Both("产业链", "Industry chain"),
        section=N_("Industry chains"),
        about=Both(
            "一条产业链：阶段、环节、环节之间的供给关系、发展路径。",
            "An industry chain: stages, segments, what feeds what, and a roadmap.",
        ),
        unique=("title",),
        search_words=("segments.title", "segments.offers.product", "segments.needs.product"),
        place=2,
        in_menu=True,
    ),
    Kind(
        Enterprise,
        folder="enterprises",
        name=Both("企业", "Enterprise"),
        section=N_("Enterprises"),
        about=Both("产业链上的一家企业。", "An enterprise of a chain."),
        unique=("title",),
        search_words=("products", "chains.chain", "offers.product", "needs.product"),
        place=5,
    ),
    Kind(
        Region,
        folder="regions",
        name=Both("地区、园区", "Region or park"),
        section=N_("Regions and parks"),
        about=Both(
            "省、市、县（区）、园区或口岸：那里有什么、要素价格多少。",
            "A province, city, county, park or port: what it has and what things cost there.",
        ),
        unique=("tile",),
        place=4,
        in_menu=True,
    ),
    Kind(
        Contact,
        folder="contacts",
        name=Both("联系单位", "Contact"),
        section=N_("Contacts"),
        about=Both(
            "答复投资者的单位。写出个人姓名须有本人同意。",
            "An office that answers investors. A person is named only together with a consent.",
        ),
        search_words=("department", "serves"),
        place=13,
        in_menu=True,
    ),
    Kind(
        Event,
        folder="events",
        package_file="event.yml",
        name=Both("活动", "Event"),
        section=N_("Events"),
        about=Both("展会、推介会、签约、专项行动或考察。", "A fair, roadshow, signing, campaign or visit."),
        first_text=Both("（活动介绍。）\n", "(About the event.)\n"),
        place=6,
        in_menu=True,
    ),
    Kind(
        News,
        folder="news",
        package_file="news.yml",
        name=Both("招商动态、动态", "News"),
        section=N_("News"),
        about=Both(
            "一条招商动态：通知、报道、案例或公开信。",
            "A piece of news: a notice, a report, a case to learn from, or an open letter.",
        ),
        first_text=Both("（事情经过，一两段。）\n", "(What happened, in a paragraph or two.)\n"),
        unique=("title",),
        search_words=("regions", "chains"),
        in_menu=True,
        place=7,
    ),
    Kind(
        Service,
        folder="services",
        package_file="service.yml",
        name=Both("服务事项、办事服务", "Service"),
        section=N_("Services"),
        about=Both(
            "为投资者办的一件事：步骤、材料、时限、费用、谁来办；或一个咨询、投诉渠道。",
            "Something done for investors (steps, papers, time, cost), or a way to ask or to complain.",
        ),
        first_text=Both("（办理说明。）\n", "(How it is done.)\n"),
        unique=("title",),
        search_words=("covers",),
        place=8,
        optional=True,
    ),
    Kind(
        Tour,
        folder="tours",
        package_file="tour.yml",
        name=Both("考察线路", "Tour"),
        section=N_("Inspection tours"),
        about=Both(
            "一条实地考察线路：依次看哪些园区、企业、地块和项目，各停多久、路上多久。",
            "A route on which investors see parks, firms, plots and projects, with times of stay and travel.",
        ),
        first_text=Both("（线路介绍。）\n", "(About the tour.)\n"),
        unique=("title",),
        search_words=("chains", "regions", "stops.title", "stops.region", "stops.enterprise"),
        place=9,
        optional=True,
    ),
    Kind(
        Origin,
        folder="origins",
        name=Both("来源地", "Origin"),
        section=N_("Where investors come from"),
        about=Both(
            "投资者从哪里来：长三角、东盟……那里的驻外机构、来访交通、已来投资的企业。",
            "Where investors come from: who serves them there, how they come, which firms have come.",
        ),
        unique=("title",),
        place=10,
        optional=True,
    ),
    Kind(
        Fund,
        folder="funds",
        name=Both("产业投资基金、基金", "Fund"),
        section=N_("Funds"),
        about=Both(
            "与投资者共同出资的产业投资基金：规模、方向、阶段、单个项目投资额、管理机构。",
            "A fund that invests beside the investor: size, fields, stages, ticket, manager.",
        ),
        unique=("title",),
        search_words=("manager", "fields", "chains"),
        place=11,
        optional=True,
    ),
    Kind(
        Collection,
        folder="collections",
        name=Both("专题", "Collection"),
        section=N_("Collections"),
        about=Both(
            "放在同一标题下的一组项目：逐个列出，或按条件选取。",
            "Projects under one title: named one by one, or picked by what they are.",
        ),
        unique=("title",),
        place=12,
        has_page=False,
    ),
    Kind(
        Page,
        folder="pages",
        package_file="page.yml",
        name=Both("页面", "Page"),
        section=N_("Pages"),
        about=Both("独立页面，如“关于”“办事指南”。", "A free page: about, service guide and so on."),
        first_text=Both("（页面正文。）\n", "(The text of the page.)\n"),
        reserved_ids=frozenset(
            (
                "files",
                "assets",
                "filters",
                "shortlist",
                "plots",
                "trade",
                "sitemap",
                "search",
                "404",
                "map",
                "maps",
                "feed",
            )
        ),
        unique=("title",),
        at_root=True,
    ),
)
"""In the order in which they are documented."""

BY_PLACE = tuple(sorted([kind for kind in RECORDS if kind.has_list], key=lambda kind: kind.place))


def check_records(records: tuple[Kind, ...]) -> None:
    """Raise TypeError for an entity type without a record, or with a part that another record has."""
    without = {cls.__name__ for cls in Entity.__subclasses__()} - {kind.cls.__name__ for kind in records}
    if without:
        raise TypeError(f"kinds.py has no record of {', '.join(sorted(without))}")
    for part in ("cls", "folder", "package_file", "place", "section"):
        values = [value for kind in records if (value := getattr(kind, part))]
        twice = sorted({str(value) for value in values if values.count(value) > 1})
        if twice:
            raise TypeError(f"two kinds of kinds.py have the same {part}: {', '.join(twice)}")
    for kind in records:
        if bool(kind.package_file) != bool(kind.first_text):
            raise TypeError(f"the kind {kind.id} needs both a package_file and a first_text, or neither")
        fields = (kind.card or kind.cls).__struct_fields__
        for path in (*kind.search_words, *kind.unique):
            if path.partition(".")[0] not in fields:
                raise TypeError(f"the kind {kind.id} has no field {path}")


check_records(RECORDS)

BY_ID: dict[str, Kind] = {kind.id: kind for kind in RECORDS}

KINDS: dict[str, type[Entity]] = {kind.id: kind.cls for kind in RECORDS}
OTHERS = tuple([name for name in KINDS if name != Project.kind_name])
"""All kinds but projects, which are many and known to other pages by their cards."""

CARDS: dict[str, Any] = {kind.id: kind.card or kind.cls for kind in RECORDS}
"""What other pages may read of an entry."""

FOLDERS: dict[str, str] = {kind.id: kind.folder for kind in RECORDS}
URL_FOLDERS: dict[str, str] = {kind.id: "" if kind.at_root else kind.folder for kind in RECORDS}
"""The folder of a kind's pages in a language; "" for the top."""

PACKAGED: dict[str, str] = {kind.id: kind.package_file for kind in RECORDS if kind.package_file}
RESERVED: dict[str, frozenset[str]] = {
    kind.id: kind.reserved_ids | (frozenset(FOLDERS.values()) if kind.at_root else frozenset())
    for kind in RECORDS
}
PARTS: dict[str, Both] = {
    "segment": Both("环节", "segment"),
    "stage": Both("阶段", "stage"),
    "plot": Both("地块", "plot"),
}
"""What references of an entry's own parts name: they have ids within their chain, their region."""
PART_OF: dict[str, Both] = {
    "segment": Both("产业链", "chain"),
    "stage": Both("产业链", "chain"),
    "plot": Both("地区", "region"),
}
"""And what they are parts of."""


def kind_words(kind: str) -> dict[str, str]:
    """What a kind of entry, or a part of one, is called in both languages, for a message."""
    name = PARTS[kind] if kind in PARTS else BY_ID[kind].name
    return {"en": kind, "zh": name.zh.partition("、")[0]}
