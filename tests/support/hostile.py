"""A site whose every text tries to break out of where it is put: of HTML, attributes, scripts, XML, vCards,
calendars, templates and translations. It is valid content, so it must build; nothing of it may come true."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.support.minisite import SITE_YML, write_mini_site

ATTACKS = (
    "<script>window.broken='script'</script>",
    '"><img src=x onerror="window.broken=\'attribute\'">',
    "'><svg onload='window.broken=1'>",
    "</script><script>window.broken='json'</script>",
    "</title></textarea></template><iframe src=//evil.example></iframe>",
    "]]><!-- --!> -->",
    "{{ 7*7 }}{% raw %}{{ site.__class__ }}{# #}${7*7}",
    "%(num)d %s %% \\u003cb\\u003e &lt;b&gt; &#60;b&#62;",
    "javascript:window.broken=2",
    'a;b,c\\,d\\;e\\n:="f"',
)
"""Each is also what a test looks for on the page, letter by letter."""

INJECTED = "\nEND:VCARD\nBEGIN:VCARD\nTEL:110\nEND:VEVENT\nURL:http://evil.example/\n"
LONG = "W" * 300 + "长" * 300
HOSTILE = " ".join(ATTACKS) + INJECTED + LONG


def _both(name: str) -> dict[str, str]:
    """A text in both languages, told apart by its name."""
    return {"zh": f"{name} {HOSTILE}", "en": f"{name} en {HOSTILE}"}


def _source() -> dict[str, Any]:
    return {"title": _both("source"), "document": f"x {ATTACKS[0]}", "paragraph": HOSTILE, "date": "2026-01"}


def _goal() -> dict[str, Any]:
    results = [{"date": "2025", "amount": "12个", "source": _source()}]
    return {"title": _both("aim"), "amount": "30个", "goal": True, "reached": results}


def _common(name: str) -> dict[str, Any]:
    """What every kind has."""
    return {
        "title": _both(name),
        "summary": _both(f"{name} summary"),
        "figures": [{"title": _both("figure"), "amount": "860个", "note": _both("note")}, _goal()],
        "source": _source(),
    }


_ENTRIES: dict[str, dict[str, Any]] = {
    "contacts/office.yml": {
        "organisation": _both("office"),
        "department": _both("department"),
        "role": _both("role"),
        "phone": "0839-0000000",
        "hotline": True,
        "email": "office@example.org",
        "website": "https://example.org/?a=1&b=(2)",
        "address": _both("address"),
        "hours": _both("hours"),
        "languages": ["zh", "en"],
        "response_time": _both("response"),
        "wechat": {"name": ATTACKS[1]},
        "source": _source(),
    },
    "regions/town.yml": _common("town")
    | {
        "kind": "county",
        "advantages": [_both("advantage")],
        "resources": [{"kind": "mineral", "title": _both("resource"), "note": _both("note")}],
        "costs": [{"item": "water", "price": "3元/m3", "note": _both("note"), "source": _source()}],
        "plots": [{"id": "a1", "title": _both("plot"), "area": "20亩", "use": _both("use")}],
        "contacts": ["office"],
    },
    "chains/metal.yml": _common("metal")
    | {
        "region": "town",
        "lead": "office",
        "stages": [{"id": "up", "title": _both("stage")}],
        "segments": [
            {"id": "foil", "stage": "up", "title": _both("foil"), "products": _both("products")},
            {"id": "gap", "stage": "up", "title": _both("gap"), "strength": "missing"},
        ],
        "roadmap": [{"period": "2026/2028", "title": _both("phase"), "goals": [_both("goal")]}],
    },
    "enterprises/works.yml": _common("works")
    | {"chains": [{"chain": "metal", "segments": ["foil"]}], "region": "town", "products": _both("products")},
    "policies/grant/policy.yml": _common("grant")
    | {
        "number": ATTACKS[1],
        "issuer": _both("issuer"),
        "level": "county",
        "applies": {"chains": ["metal"], "note": _both("conditions")},
        "grants": [{"title": _both("grant"), "rate": "10%", "note": _both("note")}],
        "procedure": _both("procedure"),
        "contacts": ["office"],
    },
    "events/fair/event.yml": _common("fair")
    | {
        "kind": "fair",
        "starts": "2027-05-01T09:30",
        "ends": "2027-05-02T17:00",
        "place": _both("place"),
        "region": "town",
        "online": {"url": "https://example.org/live", "title": _both("online")},
        "projects": ["sample"],
        "results": {"projects": "9个", "note": _both("results")},
        "programme": [{"at": "2027-05-01T09:30", "title": _both("session"), "speaker": _both("speaker")}],
    },
    "collections/best.yml": _common("best") | {"projects": ["sample"]},
    "pages/about/page.yml": _common("about") | {"in_menu": True, "contacts": ["office"]},
    "projects/sample/project.yml": _common("sample")
    | {
        "status": "open",
        "code": ATTACKS[1],
        "batch": "2026",
        "featured": True,
        "chain": "metal",
        "segments": ["foil"],
        "industry": {"code": "C3252", "edition": 2017},
        "region": "town",
        "location": {"address": _both("address"), "lon": 105.8, "lat": 32.4},
        "owner": _both("owner"),
        "coordinator": _both("coordinator"),
        "partner": _both("partner"),
        "investment": {"total": "20亿元", "funding": _both("funding")},
        "land": {"area": "300亩", "tenure": _both("tenure")},
        "green": _both("green"),
        "milestones": [{"date": "2026-02", "status": "open", "note": _both("milestone")}],
        "policies": ["grant"],
        "enterprises": ["works"],
        "contacts": ["office"],
    },
}

_BODY = f"""## {ATTACKS[0]} {{{{ 7*7 }}}}

{HOSTILE}

[{ATTACKS[1]}](https://example.org/?q="onload="x) ![x](missing)

```html
<script>window.broken='code'</script>
```

| {ATTACKS[0]} | b |
|---|:-:|
| `{ATTACKS[1]}` | <b onclick=x>c</b> |

<script>window.broken='block'</script>

&lt;script&gt;window.broken=9&lt;/script&gt;
""".replace("![x](missing)", "")


def write_hostile_site(root: Path) -> None:
    settings = yaml.safe_load(SITE_YML) | {
        "title": _both("site"),
        "tagline": _both("tagline"),
        "description": _both("description"),
        "notice": _both("notice"),
        "home_region": "town",
        "footer": {"organiser": _both("organiser"), "copyright": _both("copyright"), "icp": ATTACKS[1]},
        "figures": [{"title": _both("figure"), "amount": "860个"}],
    }
    files: dict[str, str | bytes] = {"site.yml": _dumped(settings)}
    files |= {f"content/{path}": _dumped(entry) for path, entry in _ENTRIES.items()}
    for folder in ("projects/sample", "policies/grant", "events/fair", "pages/about"):
        files |= {f"content/{folder}/{language}.md": _BODY for language in ("zh", "en")}
    write_mini_site(root, files)


def _dumped(value: dict[str, Any]) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
