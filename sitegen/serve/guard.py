"""Whom a preview answers: the Host and Origin headers that are welcome.

A page of any site can make a browser ask this server, and a stranger's name can be made to point to this
machine (DNS rebinding). So a request is answered only under names that no stranger can own: those of the
loopback, the one that the user gave with --host, and the address that the connection itself came in at.
The port is left open, for it is another one when the preview is looked at through a tunnel.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from sitegen.patterns import pattern

LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))

_HOST = pattern(r"(?:\[([0-9A-Fa-f:.]{2,45})\]|([0-9A-Za-z._-]{1,253}))(?::([0-9]{1,5}))?")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def name_and_port(header: str) -> tuple[str, int] | None:
    """The name of a Host header, lower-case and without brackets, and its port; None when it is malformed."""
    match = _HOST.fullmatch(header)
    if match is None:
        return None
    name = (match[1] or match[2]).lower()
    return name, int(match[3]) if match[3] else 80


def host_is_welcome(header: str, given: str, came_in_at: str) -> bool:
    """Whether a Host header is one to answer.

    Args:
        given: what the user gave with --host.
        came_in_at: the address of this machine's end of the connection.
    """
    parts = name_and_port(header)
    if parts is None:
        return False
    name = parts[0]
    asked = as_address(name)
    if asked is not None and asked.is_unspecified:
        return False  # browsers take 0.0.0.0 for the loopback, but nobody who means this site writes it
    if name in LOOPBACK or name == given.lower():
        return True
    return asked is not None and asked == as_address(came_in_at)


def origin_is_welcome(origin: str | None, host: str) -> bool:
    """Whether a request was made by a page of this site. Without Origin it was no page that asked."""
    if origin is None:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


def as_address(text: str) -> Address | None:
    """An address; one of IPv4 that is written as IPv6, as sockets for both do, becomes IPv4 again."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address
