"""Takes the port, and works out what to tell people about it."""

from __future__ import annotations

import errno
import os
import socket

import msgspec
from tornado.netutil import bind_sockets

from sitegen.diagnostics import HandledError, MachineError
from sitegen.serve.guard import as_address

USUAL_PORT = 8000
_TRIED = 100
"""How many ports after one that is in use are looked at for a free one."""


class PortError(HandledError):
    """The host or port given cannot be listened at. The text is the system's reason."""


class Listening(msgspec.Struct, frozen=True):
    """Open sockets, all at one port."""

    sockets: tuple[socket.socket, ...]
    port: int
    url: str
    """Address of the site, for people to open."""
    named: str
    """The one that pages name, with the usual port: at another port the site stays the same."""
    exposed: bool
    """Whether other machines can reach it."""

    def close(self) -> None:
        for one in self.sockets:
            one.close()


def listen(host: str, port: int) -> Listening:
    """Listen at a host and port (0: any free one).

    Raises MachineError when the port is in use, PortError when host and port cannot be.
    """
    try:
        sockets = tuple(bind_sockets(port, host))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise MachineError("E_PORT", port=port, free=_free_port(host, port)) from None
        reason = error.strerror or (os.strerror(error.errno) if error.errno else str(error))
        raise PortError(reason) from None
    except (ValueError, OverflowError) as error:  # a name that cannot be one
        raise PortError(str(error)) from None
    taken = sockets[0].getsockname()[1]
    addresses = [as_address(one.getsockname()[0]) for one in sockets]
    everywhere = any(address is None or address.is_unspecified for address in addresses)
    name = _own_address() if everywhere else host
    shown = f"[{name}]" if ":" in name else name
    return Listening(
        sockets,
        taken,
        f"http://{shown}:{taken}/",
        f"http://{shown}:{USUAL_PORT}/",
        not all(address is not None and address.is_loopback for address in addresses),
    )


def _free_port(host: str, port: int) -> int:
    """The next one that nothing listens at on this host; where there is none nearby, any."""
    for candidate in [*range(port + 1, min(port + 1 + _TRIED, 65536)), 0]:
        try:
            sockets = bind_sockets(candidate, host)
        except OSError:
            continue
        free = int(sockets[0].getsockname()[1])
        for one in sockets:
            one.close()
        return free
    return USUAL_PORT if port != USUAL_PORT else USUAL_PORT + 1


def _own_address() -> str:
    """The address that other machines of the network reach this one at, as well as it can be told."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address; connecting a datagram sends nothing
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
