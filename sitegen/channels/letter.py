"""A letter as an e-mail for a person to send: styles within the elements, a text part, opened as a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email import policy
from email.message import EmailMessage
from hashlib import blake2b
from html.parser import HTMLParser

from sitegen.channels.tools import Tools

BLOCKS = frozenset("p h1 h2 h3 li tr div table section hr".split())


def eml(source: str, tools: Tools) -> bytes:
    """The recipe. The subject is the HTML's title."""
    import css_inline

    html = css_inline.CSSInliner(load_remote_stylesheets=False, resolve_css_variables=True).inline(source)
    words = _Words()
    words.feed(source)
    words.close()
    letter = EmailMessage(policy=policy.SMTP.clone(cte_type="7bit"))
    letter["Subject"] = words.title
    letter["X-Unsent"] = "1"  # mail programs open it as a draft
    letter["MIME-Version"] = "1.0"
    letter.set_content(words.text, cte="base64")
    letter.add_alternative(html, subtype="html", cte="base64")
    letter.set_boundary("=_" + blake2b(source.encode(), digest_size=12).hexdigest())
    return letter.as_bytes()


class _Words(HTMLParser):
    """The letter without its markup: addresses behind the words that link to them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self._parts: list[str] = []
        self._link = ""
        self._within = ""

    @property
    def text(self) -> str:
        lines = [re.sub(r"[ \t]+", " ", line).strip() for line in "".join(self._parts).split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in ("style", "title"):
            self._within = tag
        if tag == "a":
            self._link = dict(attrs).get("href") or ""
        if tag == "br" or tag in BLOCKS:
            self._parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "title"):
            self._within = ""
        if tag == "a" and self._link:
            self._parts.append(f" <{self._link}>")
            self._link = ""
        if tag in BLOCKS:
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._within == "title":
            self.title += " ".join(data.split())
        elif not self._within:
            self._parts.append(data.replace("\n", " "))
