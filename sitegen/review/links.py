"""Links that lead outside: whether anything is there still."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

AT_ONCE = 8
SECONDS = 20.0
AGENT = "sitegen-links/1 (+a weekly look at links)"
Links = dict[str, list[str]]
"""Pages on which it is named, by address."""


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or ""
        if tag == "a" and address.startswith(("http://", "https://")):
            self.found.append(address.partition("#")[0])


def outside_links(site: Path) -> Links:
    """Every address of the web that pages of a built site link to. Raises OSError."""
    named: Links = {}
    for path in sorted(site.resolve().rglob("*.html")):
        parser = _Links()
        parser.feed(path.read_text("utf-8"))
        for address in dict.fromkeys(parser.found):
            named.setdefault(address, []).append(path.relative_to(site.resolve()).as_posix())
    return named


def look_at(addresses: Mapping[str, object], seconds: float = SECONDS) -> dict[str, str]:
    """What went wrong with those that do not answer, in the order given."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = pool.map(lambda address: _wrong_with(address, seconds), addresses)
        return {address: wrong for address, wrong in zip(addresses, answers, strict=True) if wrong}


def _wrong_with(address: str, seconds: float) -> str:
    """ "" for an address that answers; of the answer nothing but the beginning is read."""
    try:
        request = urllib.request.Request(address, headers={"User-Agent": AGENT})  # noqa: S310  # http(s) alone
        with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310
            answer.read(1)
    except urllib.error.HTTPError as error:
        # These are for whoever is not a browser, or asks too often: the page may well be there.
        return "" if error.code in (401, 403, 405, 429) else f"{error.code} {error.reason}"
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        return str(reason)
    return ""


def report(named: Links, failed: Mapping[str, str], lang: str, *, markdown: bool) -> str:
    """In words: how many there are, and each that does not answer with the pages that name it."""
    zh = f"共 {len(named)} 个外部链接，{len(failed)} 个没有回应"
    en = f"{len(named)} links lead outside, {len(failed)} of them do not answer"
    rows = [f"## {zh} · {en}\n" if markdown else zh if lang == "zh" else en]
    for address, wrong in failed.items():
        where = f"{wrong} ({', '.join(named[address][:3])})"
        plain = address.replace("`", "%60")  # between back-quotes nothing else is markup
        rows.append(f"- `{plain}`: {where}" if markdown else f"  {address}\n    {where}")
    return "\n".join(rows) + "\n"
