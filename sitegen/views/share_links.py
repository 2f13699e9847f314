"""Links that share a page by services that readers use; nothing of them is loaded before one is followed."""

from __future__ import annotations

from urllib.parse import quote

import msgspec


class MapLink(msgspec.Struct, frozen=True, cache_hash=True):
    """A link to a service of others, by its name."""

    name: str
    url: str


SERVICES = (
    ("微博 Weibo", "https://service.weibo.com/share/share.php?url={url}&title={title}"),
    ("X", "https://x.com/intent/post?url={url}&text={title}"),
    ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
    ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
    ("E-mail", "mailto:?subject={title}&body={url}"),
)
LONGEST = 100
"""Characters of a title: Weibo takes 140 with all that it adds."""


def share_links(title: str, url: str) -> tuple[MapLink, ...]:
    said = {"url": quote(url, safe=""), "title": quote(title[:LONGEST], safe="")}
    return tuple([MapLink(name, form.format(**said)) for name, form in SERVICES])
