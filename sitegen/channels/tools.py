"""What some outputs are made with beside Python itself: found once in a build, and sent to the workers.

A tool that an output needs and the machine lacks is one message that says what to install. Most tools are
Python packages; `FINDERS` names those that take more than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from sitegen.diagnostics import HandledError, MachineError
from sitegen.model.output_rows import Output, load

FINDERS = {
    "raster": "channels.raster.find_raster",
    "typst": "channels.typesetting.find_typst",
    "pillow": "channels.photographs.find_pillow",
}
"""Functions () -> Tool that raise MachineError where it is missing."""


class Tool(msgspec.Struct, frozen=True):
    """A tool on this machine. Plain data, so that it can be sent to a worker."""

    stamp: str = ""
    """Differs when the same source may come out otherwise."""
    fonts: tuple[str, ...] = ()
    """Font files that it uses, the regular weight first."""
    family: str = ""
    """What the fonts call themselves: what names fonts that are not there takes it."""
    files: tuple[tuple[str, str], ...] = ()
    """Files of the theme that it works with, as (name, path)."""


Tools = Mapping[str, Tool]
"""By the names that outputs need them by."""


class DamagedPictureError(HandledError):
    """Raised by a recipe for a picture that cannot be unpacked; its path is its only argument."""

    @property
    def path(self) -> str:
        return str(self.args[0])


_SITE = "site"


def with_site(tools: Tools, root: str) -> dict[str, Tool]:
    """The same, for recipes that read files of the site, which is in this folder here."""
    return {**tools, _SITE: Tool(files=((_SITE, root),))}


def site_root(tools: Tools) -> str:
    return tools[_SITE].files[0][1]


def find_tools(outputs: Iterable[Output]) -> dict[str, Tool]:
    """All that these outputs need. Raises MachineError for the first that is missing."""
    found: dict[str, Tool] = {}
    for output in outputs:
        for name in output.needs:
            if name not in found:
                finder = FINDERS.get(name)
                found[name] = load(finder)() if finder else _package(name, output)
    return found


def _package(name: str, output: Output) -> Tool:
    """A Python package by the name that it is installed by."""
    from importlib.metadata import PackageNotFoundError, version  # slow to load

    try:
        return Tool(version(name))
    except PackageNotFoundError:
        raise MachineError("E_NO_PACKAGE", package=name, output=output.export_name) from None
