"""Words for the field's standard terms: theme text, written in English here and translated by the theme.

`N_` marks a message for extraction; `Localizer.term` looks it up in the page's language.
"""

from __future__ import annotations


def N_(message: str) -> str:
    """Mark a message for extraction."""
    return message


TERMS: dict[str, dict[str, str]] = {
    "status": {
        "planned": N_("Planned"),
        "open": N_("Open to investors"),
        "in-talks": N_("In talks"),
        "intent": N_("Letter of intent"),
        "signed": N_("Signed"),
        "landed": N_("Established"),
        "under-construction": N_("Under construction"),
        "operating": N_("In operation"),
        "paused": N_("Paused"),
        "ended": N_("Ended"),
    },
    "kind": {"project": N_("Project"), "opportunity": N_("Opportunity")},
    "cooperation": {
        "sole": N_("Sole investment"),
        "joint-venture": N_("Joint venture"),
        "contractual": N_("Contractual cooperation"),
        "ppp": N_("Public-private partnership"),
        "equity": N_("Equity investment"),
        "acquisition": N_("Acquisition"),
        "lease": N_("Lease"),
    },
    "language": {
        "zh": N_("Chinese"),
        "en": N_("English"),
        "ja": N_("Japanese"),
        "ko": N_("Korean"),
        "de": N_("German"),
        "fr": N_("French"),
        "es": N_("Spanish"),
        "ru": N_("Russian"),
        "ar": N_("Arabic"),
    },
    "readiness": {
        "done": N_("Done"),
        "under-way": N_("Under way"),
        "not-begun": N_("Not begun"),
    },
    "strength": {
        "strong": N_("Strong"),
        "present": N_("Present"),
        "weak": N_("Weak"),
        "missing": N_("Missing"),
        "unknown": N_("Not assessed"),
    },
    "level": {
        "national": N_("National"),
        "provincial": N_("Provincial"),
        "city": N_("Municipal"),
        "county": N_("County-level"),
        "park": N_("Park-level"),
    },
    "policy": {
        "incentive": N_("Incentive"),
        "access": N_("Market access"),
        "service": N_("Service"),
        "plan": N_("Plan"),
        "notice": N_("Notice"),
    },
    "state": {
        "in-force": N_("In force"),
        "open-ended": N_("No end date stated"),
        "upcoming": N_("Not yet in force"),
        "expired": N_("Expired"),
    },
    "investor": {"foreign": N_("Foreign investors"), "domestic": N_("Domestic investors")},
    "role": {
        "leader": N_("Chain leader"),
        "key": N_("Key enterprise"),
        "supporting": N_("Supporting enterprise"),
    },
    "region": {
        "province": N_("Province"),
        "city": N_("City"),
        "county": N_("County or district"),
        "park": N_("Industrial park"),
        "port": N_("Port"),
    },
    "resource": {
        "mineral": N_("Minerals"),
        "energy": N_("Energy"),
        "water": N_("Water"),
        "forest": N_("Forest"),
        "herb": N_("Medicinal herbs"),
        "farm": N_("Farm produce"),
        "tourism": N_("Tourism"),
        "labour": N_("Labour"),
    },
    "cost": {
        "electricity": N_("Electricity"),
        "gas": N_("Natural gas"),
        "water": N_("Water supply"),
        "steam": N_("Steam"),
        "sewage": N_("Sewage treatment"),
        "wage": N_("Wages"),
        "land": N_("Industrial land"),
        "workshop": N_("Workshop rent"),
    },
    "plot": {"available": N_("Available"), "reserved": N_("Reserved"), "taken": N_("Taken")},
    "event": {
        "fair": N_("Fair"),
        "roadshow": N_("Roadshow"),
        "signing": N_("Signing"),
        "campaign": N_("Campaign"),
        "visit": N_("Visit"),
    },
    "grant": {
        "investment": N_("of the investment"),
        "equipment": N_("of the cost of equipment"),
        "output": N_("of output"),
        "tax": N_("of tax paid"),
        "rent": N_("of rent"),
        "interest": N_("of interest"),
        "wages": N_("of wages"),
        "fdi": N_("of the foreign capital paid in"),
    },
    "translation": {
        "machine": N_("Machine translation"),
        "draft": N_("Draft translation"),
        "stale": N_("Translation older than the original"),
        "reviewed": N_("Reviewed translation"),
    },
}
"""Group -> term -> message."""

FACTS: dict[str, str] = {
    "total": N_("Total investment"),
    "sought": N_("Capital sought"),
    "paid_in": N_("Capital paid in"),
    "funding": N_("Funding"),
    "capacity": N_("Capacity"),
    "area": N_("Land"),
    "floor_area": N_("Floor area"),
    "tenure": N_("Land tenure"),
    "chain": N_("Industry chain"),
    "segments": N_("Segments"),
    "region": N_("Region"),
    "park": N_("Park"),
    "industry": N_("Industry code"),
    "owner": N_("Project owner"),
    "coordinator": N_("Coordinating unit"),
    "cooperation": N_("Cooperation"),
    "investors": N_("Investors"),
    "batch": N_("Batch"),
    "code": N_("Project number"),
    "output": N_("Annual output"),
    "profit": N_("Annual profit"),
    "tax": N_("Annual tax"),
    "jobs": N_("Jobs"),
    "payback": N_("Payback period"),
    "roi": N_("Return on investment"),
    "irr": N_("Internal rate of return"),
    "npv": N_("Net present value"),
    "filing": N_("Filing"),
    "environment": N_("Environmental assessment"),
    "energy": N_("Energy review"),
    "land": N_("Land use"),
    "planning": N_("Planning"),
}
"""Field of a project -> message."""

SECTIONS: dict[str, str] = {
    "home": N_("Home"),
    "projects": N_("Projects"),
    "chains": N_("Industry chains"),
    "policies": N_("Policies"),
    "regions": N_("Regions and parks"),
    "enterprises": N_("Enterprises"),
    "events": N_("Events"),
    "collections": N_("Collections"),
    "contacts": N_("Contacts"),
    "pages": N_("Pages"),
    "search": N_("Search"),
    "sitemap": N_("Site map"),
}
"""Section of the site -> message."""
