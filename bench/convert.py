"""A sitegen site as a Hugo site: front matter, bodies, data and words, from sitegen's own model.

What Hugo has no function for is worked out here, outside the measured time: amounts scaled to a language's
own units, which policies apply to a project, which projects are related. Hugo formats figures and dates,
looks up names, sorts, groups, counts, pages and renders. So whatever is unequal is in Hugo's favour.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from bench.model import Model, load_model
from sitegen.i18n.quantities import Quantity
from sitegen.model import queries
from sitegen.model.entities import STATUSES, Chain, Contact, Policy, Project, Region
from sitegen.views import contacts, projects
from sitegen.views.basic_values import Amount, Fact
from sitegen.views.home import home
from sitegen.views.labels import FACTS, TERMS
from sitegen.views.localizer import Localizer
from sitegen.views.page_head import shorten
from sitegen.views.policy_rows import policy_row
from sitegen.views.projects import ProjectPage

MESSAGES = {
    "skip": "Skip to content",
    "language": "Language",
    "here": "You are here",
    "menu": "Main menu",
    "published_by": "Published by",
    "feed": "News feed",
    "featured": "Featured projects",
    "latest": "Latest projects",
    "narrow": "Narrow the list",
    "pages": "Pages",
    "newest": "Newest",
    "newer": "Newer",
    "older": "Older",
    "oldest": "Oldest",
    "as_of": "As of",
    "terms": "Terms",
    "case_by_case": "Negotiated case by case",
    "partner": "Partner sought",
    "green": "Environmental commitments",
    "progress": "Progress",
    "policies": "Policies that apply",
    "place": "Place",
    "contact": "Contact",
    "related": "Similar projects",
    "before-tax": "before tax",
    "after-tax": "after tax",
    "construction-true": "construction period included",
    "construction-false": "construction period not included",
    "list_chain": "%s: projects",
    "list_status": "Projects: %s",
    "list_page": "%(title)s, page %(number)s",
}
"""Key in Hugo's i18n -> message of the theme."""

DATES = {
    "zh": {"day": "2006年1月2日", "month": "2006年1月", "year": "2006年"},
    "en": {"day": "2 January 2006", "month": "January 2006", "year": "2006"},
}
QUANTITIES = ("total", "sought", "capacity", "area")
"""Of those that cards show."""
LISTS = {"chain": "chains", "region": "regions", "park": "regions"}
"""Facts that lead to lists, and the folders of these."""
RETURNS = ("payback", "irr")
GROUPS = ("status", "kind", "cooperation", "investor", "readiness", "level", "state")


def write_hugo(root: Path, target: Path, today: str) -> None:
    """Write `content`, `data`, `i18n`, the languages' settings and the files of entries of the site at `root`
    below `target`."""
    model = load_model(root, today)
    _write(target / "config" / "_default" / "languages.yaml", _languages(model))
    for key, localizer in model.localizers.items():
        _write(target / "i18n" / f"{key}.yaml", _words(model, localizer))
    for name, table in _data(model).items():
        _write(target / "data" / f"{name}.yaml", table)
    for name, source in model.files().items():
        copy = target / "static" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / source, copy)
    order = _moments(model)
    for project_id in model.catalogue.projects:
        for key, localizer in model.localizers.items():
            page, body = _project(model, localizer, project_id, order[project_id])
            path = target / "content" / key / "projects" / f"{project_id}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"---\n{_yaml(page)}---\n{body}", "utf-8")


def _write(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_yaml(value), "utf-8")


def _yaml(value: Any) -> str:
    text: str = yaml.dump(
        value,
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
        default_flow_style=None,
    )
    return text


def _moments(model: Model) -> dict[str, str]:
    """A moment for each project, all different, that sort as sitegen's lists do."""
    cards = sorted(model.catalogue.projects.values(), key=model.catalogue.place_in_lists)
    count: dict[str, int] = {}
    moments = {}
    for card in cards:
        fresh = model.catalogue.place_in_lists(card)[0]
        day = card.published or "1970-01-01"
        day = day if fresh else f"{int(day[:4]) - 1000}{day[4:]}"
        number = count[day] = count.get(day, -1) + 1
        moments[card.id] = f"{day}T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}Z"
    return moments


def _languages(model: Model) -> dict[str, Any]:
    site = model.catalogue.site
    return {
        key: {
            "locale": localizer.locale.html,
            "label": localizer.locale.name,
            "title": localizer.required_text(site.title).text,
            "contentDir": f"content/{key}",
            "weight": number,
            "params": {
                "ogLocale": localizer.locale.og,
                "description": shorten(localizer.required_text(site.description or site.title).text),
                "tagline": localizer.required_text(site.tagline or site.title).text,
                "notice": localizer.required_text(site.notice or site.title).text,
                "organiser": _said(localizer, site.footer.organiser if site.footer else None),
                "contact": _said(localizer, site.footer.contact if site.footer else None),
                "copyright": _said(localizer, site.footer.copyright if site.footer else None),
            },
        }
        for number, (key, localizer) in enumerate(model.localizers.items(), 1)
    }


def _words(model: Model, localizer: Localizer) -> dict[str, Any]:
    words: dict[str, Any] = {
        key: localizer.gettext(message).replace("%(title)s", "%s").replace("%(number)s", "%v")
        for key, message in MESSAGES.items()
    }
    words |= {f"fact_{name}": localizer.fact_label(name) for name in FACTS}
    words |= {
        f"{group}_{term}": localizer.term(group, term).label for group in GROUPS for term in TERMS[group]
    }
    words |= {f"section_{name}": localizer.section(name).text for name in ("home", "projects")}
    words["list_open"] = localizer.label("Now open to investors").text
    words |= {f"facet_{name}": localizer.gettext(message) for name, message in FACET_TITLES.items()}
    words |= {f"date_{name}": layout for name, layout in DATES[localizer.locale.id].items()}
    one, many = (
        localizer.ngettext("%(num)d project", "%(num)d projects", number) % {"num": 0} for number in (1, 2)
    )
    words["count"] = {"one": one.replace("0", "{{ . }}"), "other": many.replace("0", "{{ . }}")}
    return words | {"comma": localizer.comma}


FACET_TITLES = {"status": "Status", "chain": "Industry chain", "region": "Region"}


def _said(localizer: Localizer, text: Any) -> str:
    said = localizer.text(text)
    return said.text if said else ""


def _data(model: Model) -> dict[str, Any]:
    def tables(make: Any, ids: Any) -> dict[str, Any]:
        return {
            key: {lang: make(model, localizer, key) for lang, localizer in model.localizers.items()}
            for key in ids
        }

    regions = model.reader.ask(queries.region_order)
    return {
        "order": {
            "status": list(STATUSES),
            "chain": list(model.reader.ask(queries.chain_list)),
            "region": list(regions),
        },
        "home": _home(model),
        "chains": tables(_chain, model.catalogue.all(Chain)),
        "regions": tables(_region, regions),
        "policies": tables(_policy, model.catalogue.all(Policy)),
        "contacts": tables(_contact, model.catalogue.all(Contact)),
    }


def _home(model: Model) -> dict[str, list[str]]:
    """Which projects the home page shows."""
    view = home(model.reader, next(iter(model.localizers.values())), "")
    return {"featured": [card.id for card in view.featured], "latest": [card.id for card in view.latest]}


def _chain(model: Model, localizer: Localizer, key: str) -> dict[str, Any]:
    chain = model.reader.get(Chain, key)
    segments = {segment.id: localizer.required_text(segment.title).text for segment in chain.segments}
    return {"title": localizer.required_text(chain.title).text, "segments": segments}


def _region(model: Model, localizer: Localizer, key: str) -> str:
    return localizer.required_text(model.reader.get(Region, key).title).text


def _policy(model: Model, localizer: Localizer, key: str) -> dict[str, Any]:
    row = policy_row(model.reader, localizer, key)
    return _known(
        title=row.title.text,
        state=row.state.id,
        level=row.level.id,
        issuer=row.issuer.text if row.issuer else "",
        number=row.number,
        issued=row.issued.iso if row.issued else "",
        gist=row.gist.text if row.gist else "",
    )


def _contact(model: Model, localizer: Localizer, key: str) -> dict[str, Any]:
    block = contacts.contact_block(model.reader, localizer, key)
    return _known(
        name=block.name.text,
        department=block.department.text if block.department else "",
        phone=block.phone,
        tel=block.tel,
        email=block.email,
        hours=block.hours.text if block.hours else "",
        address=block.address.text if block.address else "",
    )


def _known(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", None, [], {}, False)}


def _project(model: Model, localizer: Localizer, project_id: str, moment: str) -> tuple[dict[str, Any], str]:
    """Front matter and body of a project's page in one language."""
    entry = model.load("project", project_id)
    it = entry.entity
    assert isinstance(it, Project)
    view = projects.project(model.reader, localizer, f"projects/{project_id}/", project_id)
    card = model.catalogue.projects[project_id]
    matter = _known(
        id=it.id,
        title=view.title.text,
        description=view.summary.text if view.summary else "",
        short=_short(view),
        date=moment,
        chains=[it.chain] if it.chain else [],
        regions=list(model.catalogue.places(card)),
        statuses=[it.status],
        offers=["open"] if model.catalogue.is_seeking(card) else [],
        kind_of=it.kind,
        featured=it.featured,
        as_of=card.as_of,
        code=it.code,
        segments=list(it.segments),
        region=it.region,
        park=it.park,
        facts=[_fact(localizer, fact) for fact in (*view.facts, *view.returns)],
        amounts=dict(_amounts(localizer, it)),
        cooperation=list(it.cooperation),
        case_by_case=it.case_by_case,
        partner=view.partner.text if view.partner else "",
        green=view.green.text if view.green else "",
        address=view.place.text if view.place else "",
        coordinates=view.coordinates,
        lat=it.location.lat if it.location else None,
        lon=it.location.lon if it.location else None,
        milestones=_milestones(view),
        policies=[applied.row.id for applied in view.policies],
        contacts=[block.id for block in view.contacts],
        related=[one.card.id for one in view.similar],
    )
    if it.readiness:
        states = {
            name: getattr(it.readiness, name)
            for name in ("filing", "environment", "energy", "land", "planning")
        }
        matter |= _known(readiness=_known(**states))
    return matter, model.body(entry, localizer)


def _short(view: ProjectPage) -> str:
    """The head's description, where it is not the whole summary."""
    whole = view.summary.text if view.summary else ""
    return view.head.description if view.head.description != whole else ""


def _amounts(localizer: Localizer, it: Project) -> Iterator[tuple[str, dict[str, Any]]]:
    investment, land, returns = it.investment, it.land, it.returns
    found: dict[str, Quantity | None] = {"capacity": it.capacity}
    if investment:
        found |= {name: getattr(investment, name) for name in ("total", "sought", "paid_in")}
    if land:
        found |= {"area": land.area, "floor_area": land.floor_area}
    if returns:
        found |= {name: getattr(returns, name) for name in RETURNS}
    for name in (*QUANTITIES, *RETURNS):
        amount = localizer.amount(found.get(name))
        if amount:
            yield name, in_parts(amount)


def in_parts(amount: Amount) -> dict[str, Any]:
    """An amount for Hugo: a number to format, its decimals and the words around it; a range stays text."""
    fields = _known(b=amount.before, u=amount.unit, a=amount.after)
    try:
        number = Decimal(amount.figure.replace(",", ""))
    except InvalidOperation:
        return fields | {"t": amount.figure}
    decimals = len(amount.figure.partition(".")[2])
    if f"{number:,.{decimals}f}" != amount.figure:
        return fields | {"t": amount.figure}
    return fields | {"v": json.loads(f"{number:f}"), "d": decimals}


def _fact(localizer: Localizer, fact: Fact) -> dict[str, Any]:
    """A labelled value by its key: an amount to format, or text, which for some leads to a list."""
    made = _known(k=fact.name, n=fact.note)
    if fact.amount:
        return made | {"q": in_parts(fact.amount)}
    if fact.name in LISTS:
        (link,) = fact.links
        key = link.url.rstrip("/").rpartition("/")[2]
        return made | {"t": link.title.text, "p": f"{LISTS[fact.name]}/{key}"}
    texts = [link.title.text for link in fact.links] or ([fact.said.text] if fact.said else [])
    return made | {"t": localizer.comma.join(texts)}


def _milestones(view: ProjectPage) -> list[dict[str, Any]]:
    return [
        _known(
            date=milestone.date.iso,
            status=milestone.status.id,
            amount=in_parts(milestone.amount) if milestone.amount else None,
            note=milestone.note.text if milestone.note else "",
        )
        for step in view.steps
        for milestone in step.milestones
    ]
