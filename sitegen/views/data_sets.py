"""What the open data of a site are: data sets, their columns, and a row for each entry.

One declaration serves all forms: spreadsheets, CSV, JSON, the JSON Schema, the page that documents them.
Rows are made from what lists may show of an entry, so that an edit of a text concerns none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from sitegen.i18n.quantities import Quantity
from sitegen.i18n.text import N_, Text
from sitegen.model import queries
from sitegen.model.entities import Chain, Contact, Enterprise, FirmTrade, Plot, Policy, Region
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.routes import has_section
from sitegen.views.basic_values import Term
from sitegen.views.context import Context
from sitegen.views.entry_sections import tag_title
from sitegen.views.localizer import Localizer
from sitegen.views.policy_rows import grant_amount

Kind = Literal["text", "list", "term", "terms", "amount", "date", "url"]
Cell = str | tuple[str, ...] | Term | tuple[Term, ...] | Quantity | None
Row = tuple[Cell, ...]


class DataColumn(NamedTuple):
    name: str
    """In JSON; it never changes."""
    label: str
    """A message of the theme."""
    kind: Kind = "text"


class DataSet(NamedTuple):
    """A table of entries of one sort."""

    name: str
    """Of its files, and of its page's part."""
    title: str
    about: str
    section: str
    """That has the entries' pages."""
    columns: tuple[DataColumn, ...]
    rows: Callable[[Context], Iterator[Row]]


ID, TITLE = DataColumn("id", N_("ID")), DataColumn("title", N_("Title"))
SUMMARY, URL = DataColumn("summary", N_("Summary")), DataColumn("url", N_("Page"), "url")
CHAINS = DataColumn("chains", N_("Industry chains"), "list")

_PROJECT = (
    ID,
    TITLE,
    SUMMARY,
    DataColumn("status", N_("Status"), "term"),
    DataColumn("seeking", N_("Now open to investors"), "term"),
    DataColumn("chain", N_("Industry chain")),
    DataColumn("segments", N_("Segments"), "list"),
    DataColumn("region", N_("Region")),
    DataColumn("park", N_("Park")),
    DataColumn("cooperation", N_("Cooperation"), "terms"),
    DataColumn("investors", N_("Open to"), "terms"),
    DataColumn("technology", N_("Technology cooperation"), "terms"),
    DataColumn("sdg", N_("Sustainable Development Goals"), "terms"),
    DataColumn("green_catalogue", N_("Green industry catalogue")),
    DataColumn("total", N_("Total investment"), "amount"),
    DataColumn("sought", N_("Capital sought"), "amount"),
    DataColumn("area", N_("Land area"), "amount"),
    DataColumn("payback", N_("Payback period"), "amount"),
    DataColumn("irr", N_("Internal rate of return"), "amount"),
    DataColumn("published", N_("Published"), "date"),
    DataColumn("as_of", N_("As of"), "date"),
    DataColumn("expires", N_("Valid until"), "date"),
    DataColumn("tags", N_("Tags"), "list"),
    DataColumn("code", N_("Project number")),
    DataColumn("batch", N_("Release")),
    DataColumn("contacts", N_("Office in charge"), "list"),
    URL,
)
_POLICY = (
    ID,
    TITLE,
    SUMMARY,
    DataColumn("number", N_("Document number")),
    DataColumn("issuer", N_("Issued by")),
    DataColumn("level", N_("Level"), "term"),
    DataColumn("kind", N_("Kind"), "terms"),
    DataColumn("state", N_("Status"), "term"),
    DataColumn("issued", N_("Issued"), "date"),
    DataColumn("effective", N_("In force from"), "date"),
    DataColumn("expires", N_("Valid until"), "date"),
    CHAINS,
    DataColumn("regions", N_("Regions"), "list"),
    DataColumn("investors", N_("Open to"), "terms"),
    DataColumn("min_investment", N_("Minimum investment"), "amount"),
    DataColumn("grants", N_("Support offered"), "list"),
    URL,
)
_CHAIN = (
    ID,
    TITLE,
    SUMMARY,
    DataColumn("region", N_("Region")),
    DataColumn("segments", N_("Segments"), "list"),
    DataColumn("gaps", N_("Gaps open to investors"), "list"),
    DataColumn("lead", N_("Lead office")),
    URL,
)
_ENTERPRISE = (
    ID,
    TITLE,
    SUMMARY,
    DataColumn("role", N_("Role"), "term"),
    CHAINS,
    DataColumn("segments", N_("Segments"), "list"),
    DataColumn("region", N_("Region")),
    DataColumn("products", N_("Products")),
    DataColumn("capacity", N_("Capacity"), "amount"),
    DataColumn("output", N_("Annual output"), "amount"),
    DataColumn("offers", N_("Offered"), "list"),
    DataColumn("needs", N_("Needed"), "list"),
    DataColumn("address", N_("Address")),
    DataColumn("phone", N_("Phone")),
    DataColumn("website", N_("Website"), "url"),
    URL,
)
_PLOT = (
    ID,
    TITLE,
    DataColumn("kind", N_("Kind"), "term"),
    DataColumn("region", N_("Region")),
    DataColumn("area", N_("Area"), "amount"),
    DataColumn("use", N_("Use")),
    DataColumn("ratio", N_("Floor area ratio"), "amount"),
    DataColumn("connected", N_("Connected"), "terms"),
    DataColumn("delivery", N_("Available from"), "date"),
    DataColumn("status", N_("Status"), "term"),
    DataColumn("price", N_("Price"), "amount"),
    URL,
)


def rows_of(context: Context, data: DataSet) -> tuple[Row, ...]:
    """The rows of a data set in a language, made once for all its files."""
    words = (data.name, context.localizer.locale.id)

    def make(inner: TrackedCatalogue) -> tuple[Row, ...]:
        within = Context(inner, context.localizer, context.localizers)
        return tuple(data.rows(within))

    return context.catalogue.part("data", words, make)


def _projects(kind: str) -> Callable[[Context], Iterator[Row]]:
    def rows(context: Context) -> Iterator[Row]:
        for key in context.catalogue.ask(queries.latest, "kind", kind, "1000000"):
            yield _project(context, key)

    return rows


def _project(context: Context, key: str) -> Row:
    catalogue, localizer = context.catalogue, context.localizer
    card = catalogue.project(key)
    chain = catalogue.get(Chain, card.chain) if card.chain else None
    segments = [one.title for one in chain.segments if one.id in card.segments] if chain else []
    return (
        key,
        _said(localizer, card.title),
        _said(localizer, card.summary),
        localizer.term("status", card.status),
        _yes_or_no(localizer, catalogue.is_seeking(key)),
        _said(localizer, chain.title if chain else None),
        tuple([_said(localizer, title) for title in segments]),
        _place(context, card.region),
        _place(context, card.park),
        tuple([localizer.term("cooperation", one) for one in card.cooperation]),
        tuple([localizer.term("investor", one) for one in card.investors]),
        (localizer.term("technology", card.technology),) if card.technology else (),
        tuple([localizer.term("sdg", one) for one in card.sdg]),
        _said(localizer, card.green_catalogue),
        card.total,
        card.sought,
        card.area,
        card.payback,
        card.irr,
        card.published,
        card.as_of,
        card.expires,
        tuple(dict.fromkeys([tag_title(catalogue, localizer, tag).text for tag in card.tags])),
        card.code,
        card.batch,
        tuple([_office(context, one) for one in card.contacts]),
        _page(context, "projects", f"projects/{key}/"),
    )


def _policies(context: Context) -> Iterator[Row]:
    catalogue, localizer = context.catalogue, context.localizer
    for key in catalogue.ask(queries.ids_of, "policy"):
        policy = catalogue.get(Policy, key)
        applies = policy.applies
        yield (
            key,
            _said(localizer, policy.title),
            _said(localizer, policy.summary),
            policy.number,
            _said(localizer, policy.issuer),
            localizer.term("level", policy.level),
            tuple([localizer.term("policy", one) for one in policy.kind]),
            localizer.term("state", catalogue.ask(queries.policy_state, key)),
            policy.issued,
            policy.effective,
            policy.expires,
            tuple([_said(localizer, catalogue.get(Chain, one).title) for one in applies.chains])
            if applies
            else (),
            tuple([_place(context, one) for one in applies.regions]) if applies else (),
            tuple([localizer.term("investor", one) for one in applies.investors]) if applies else (),
            applies.min_investment if applies else None,
            tuple(_grants(localizer, policy)),
            _page(context, "policies", f"policies/{key}/"),
        )


def _grants(localizer: Localizer, policy: Policy) -> Iterator[str]:
    for grant in policy.grants:
        figure = localizer.amount(grant.rate or grant_amount(grant) or grant.cap)
        title = _said(localizer, grant.title)
        yield f"{title}{localizer.colon}{figure.text}".replace("\N{NO-BREAK SPACE}", " ") if figure else title


def _chains(context: Context) -> Iterator[Row]:
    catalogue, localizer = context.catalogue, context.localizer
    for key in catalogue.ask(queries.ids_of, "chain"):
        chain = catalogue.get(Chain, key)
        gaps = [one.title for one in chain.segments if one.strength in ("missing", "weak")]
        yield (
            key,
            _said(localizer, chain.title),
            _said(localizer, chain.summary),
            _place(context, chain.region),
            tuple([_said(localizer, one.title) for one in chain.segments]),
            tuple([_said(localizer, title) for title in gaps]),
            _office(context, chain.lead) if chain.lead else "",
            _page(context, "chains", f"chains/{key}/"),
        )


def _enterprises(context: Context) -> Iterator[Row]:
    catalogue, localizer = context.catalogue, context.localizer
    for key in catalogue.ask(queries.ids_of, "enterprise"):
        one = catalogue.get(Enterprise, key)
        yield (
            key,
            _said(localizer, one.title),
            _said(localizer, one.summary),
            localizer.term("role", one.role),
            tuple([_said(localizer, catalogue.get(Chain, role.chain).title) for role in one.chains]),
            tuple(_segments_of(context, one)),
            _place(context, one.region),
            _said(localizer, one.products),
            one.capacity,
            one.output,
            tuple([_traded(localizer, trade) for trade in one.offers]),
            tuple([_traded(localizer, trade) for trade in one.needs]),
            _said(localizer, one.address),
            one.phone,
            one.website,
            _page(context, "enterprises", f"enterprises/{key}/"),
        )


def _segments_of(context: Context, one: Enterprise) -> Iterator[str]:
    """What it stands for in its chains; that nobody has stated a segment is said, too."""
    localizer = context.localizer
    for role in one.chains:
        chain = context.catalogue.get(Chain, role.chain)
        held = [part.title for part in chain.segments if part.id in role.segments]
        yield from ([_said(localizer, title) for title in held])
        if not held:
            yield f"{_said(localizer, chain.title)}{localizer.colon}{localizer.gettext('Segment not stated')}"


def _traded(localizer: Localizer, trade: FirmTrade) -> str:
    product, amount = _said(localizer, trade.product), localizer.amount(trade.amount)
    if amount is None:
        return product
    return f"{product}{localizer.colon}{amount.text}".replace("\N{NO-BREAK SPACE}", " ")


def _plots(context: Context) -> Iterator[Row]:
    catalogue = context.catalogue
    for key in catalogue.ask(queries.ids_of, "region"):
        for plot in catalogue.get(Region, key).plots:
            yield _plot(context, key, plot)


def _plot(context: Context, region: str, plot: Plot) -> Row:
    localizer = context.localizer
    return (
        f"{region}/{plot.id}",
        _said(localizer, plot.title) or plot.id,
        localizer.term("plot-kind", plot.kind),
        _place(context, region),
        plot.area,
        _said(localizer, plot.use),
        plot.ratio,
        tuple([localizer.term("connected", one) for one in plot.connected]),
        plot.delivery,
        localizer.term("plot", plot.status),
        plot.price,
        _page(context, "regions", f"regions/{region}/"),
    )


DATA_SETS = (
    DataSet(
        "projects",
        N_("Projects"),
        N_("Investment projects of all stages: status, place, amounts, returns, contacts."),
        "",
        _PROJECT,
        _projects("project"),
    ),
    DataSet(
        "opportunities",
        N_("Opportunities"),
        N_("Areas in which investors are sought, without a settled project package."),
        "",
        _PROJECT,
        _projects("opportunity"),
    ),
    DataSet(
        "policies",
        N_("Policies"),
        N_("Policy documents: issuer, who qualifies, support offered, validity."),
        "policies",
        _POLICY,
        _policies,
    ),
    DataSet(
        "chains",
        N_("Industry chains"),
        N_("Industry chains with their segments, and the gaps that are open to investors."),
        "chains",
        _CHAIN,
        _chains,
    ),
    DataSet(
        "enterprises",
        N_("Enterprises"),
        N_("Enterprises of the industry chains: role, place, products."),
        "enterprises",
        _ENTERPRISE,
        _enterprises,
    ),
    DataSet(
        "plots",
        N_("Plots"),
        N_("Land on offer: area, use, price, availability."),
        "regions",
        _PLOT,
        _plots,
    ),
)
BY_NAME = {data.name: data for data in DATA_SETS}


def offered(catalogue: TrackedCatalogue) -> tuple[DataSet, ...]:
    """Data sets of a site: not of sections that it leaves out."""
    return tuple([data for data in DATA_SETS if has_section(catalogue.site, data.section)])


def _said(localizer: Localizer, text: Text | None) -> str:
    said = localizer.text(text)
    return said.text if said else ""


def _yes_or_no(localizer: Localizer, true: bool) -> Term:
    return Term("yes", localizer.gettext("yes")) if true else Term("no", localizer.gettext("no"))


def _place(context: Context, region: str) -> str:
    return _said(context.localizer, context.catalogue.get(Region, region).title) if region else ""


def _office(context: Context, key: str) -> str:
    contact = context.catalogue.get(Contact, key)
    name = _said(context.localizer, contact.title or contact.organisation)
    return f"{name} {contact.phone}".strip()


def _page(context: Context, section: str, path: str) -> str:
    """The whole address of an entry's page; "" where the site has none."""
    return (
        context.address(path) if section == "projects" or has_section(context.catalogue.site, section) else ""
    )
