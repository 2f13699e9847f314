"""What other pages show of a project: a small part of it that is kept for every project at once.

Lists, maps, feeds and neighbours see cards only, so a change that leaves the card as it was (a body, a
milestone's note) concerns the project's own page and nothing else. Other kinds are few: the whole entity is
their card.
"""

from __future__ import annotations

import msgspec

from sitegen.i18n.quantities import Quantity
from sitegen.i18n.text import Text
from sitegen.model.entities import Entity, Project
from sitegen.patterns import pattern

_YEAR = pattern("[0-9]{4}")


class ProjectCard(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The part of a project that other pages may show or sort by."""

    id: str
    title: Text
    summary: Text | None = None
    scope: Text | None = None
    kind: str
    status: str
    featured: bool = False
    chain: str = ""
    segments: tuple[str, ...] = ()
    region: str = ""
    park: str = ""
    batch: str = ""
    code: str = ""
    nature: str = ""
    seeks_capital: bool = False
    technology: str = ""
    """Whether it offers technology or seeks it."""
    cooperation: tuple[str, ...] = ()
    investors: tuple[str, ...] = ()
    sdg: tuple[str, ...] = ()
    green_catalogue: Text | None = None
    total: Quantity | None = None
    sought: Quantity | None = None
    area: Quantity | None = None
    capacity: Quantity | None = None
    payback: Quantity | None = None
    irr: Quantity | None = None
    published: str = ""
    expires: str = ""
    as_of: str = ""
    """The date of the newest fact in the entry."""
    lon: float | None = None
    lat: float | None = None
    picture: str = ""
    tags: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    enterprises: tuple[str, ...] = ()
    """Investors and partners: whose project it is."""
    beside: tuple[str, ...] = ()
    """Enterprises that are named in the plan, and suppliers: whose project it is not."""
    contacts: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def year(self) -> str:
        """The year under which it is listed: of its batch, else of its publication, else of its facts."""
        for text in (self.batch, self.published, self.as_of):
            if _YEAR.match(text):
                return text[:4]
        return ""


def project_card(project: Project) -> ProjectCard:
    investment, land, returns = project.investment, project.land, project.returns
    return ProjectCard(
        id=project.id,
        title=project.title,
        summary=project.summary,
        scope=project.scope,
        kind=project.kind,
        status=project.status,
        featured=project.featured,
        chain=project.chain,
        segments=project.segments,
        region=project.region,
        park=project.park,
        batch=project.batch,
        code=project.code,
        nature=project.nature,
        seeks_capital=seeks_capital(project),
        technology=project.technology.side if project.technology else "",
        cooperation=project.cooperation,
        investors=project.investors,
        sdg=project.sdg,
        green_catalogue=project.green_catalogue,
        total=investment.total if investment else None,
        sought=investment.sought if investment else None,
        area=land.area if land else None,
        capacity=project.capacity,
        payback=returns.payback if returns else None,
        irr=returns.irr if returns else None,
        published=project.published,
        expires=project.expires,
        as_of=as_of(project),
        lon=project.location.lon if project.location else None,
        lat=project.location.lat if project.location else None,
        picture=project.pictures[0].file if project.pictures else "",
        tags=project.tags,
        collections=project.collections,
        policies=project.policies,
        enterprises=tuple(dict.fromkeys((*project.enterprises, *project.partners))),
        beside=tuple(dict.fromkeys((*project.prospects, *project.suppliers))),
        contacts=project.contacts,
        aliases=project.aliases,
    )


def seeks_capital(project: Project) -> bool:
    """Whether a project says that it looks for capital, or how much."""
    if project.seeks:
        return "capital" in project.seeks
    return bool(project.investment and project.investment.sought)


def as_of(project: Project) -> str:
    """The newest date that its facts carry: confirmation, milestone, result, else its source's date."""
    dates = [project.confirmed, *[milestone.date for milestone in project.milestones]]
    dates += [result.date for figure in project.figures for result in figure.reached]
    return max(dates, default="") or max((source.date for source in project.source), default="")


def card_of(entity: Entity) -> ProjectCard | Entity:
    return project_card(entity) if isinstance(entity, Project) else entity
