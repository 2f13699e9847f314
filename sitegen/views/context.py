"""What the maker of an output that is no page gets, and what it may give back.

A maker gives back a view (a frozen struct that names its `template`), text, `Bytes`, or `Parts`. A view
that names a `recipe` as well is a picture or a document: what its template makes is the source of the
bytes. In a view and in text, addresses within the site begin with the root mark (`Localizer.url`,
`Localizer.path`); the framework writes them out as the output's row says (`addresses`) and checks that each
leads somewhere. Formats in which text is escaped or folded take `Context.address` instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.localizer import Localizer


class Bytes(msgspec.Struct, frozen=True, array_like=True):
    """A file that is no text, told by the text that it is made from.

    The text is searched for hidden values; by it, the recipe and the versions of the tools the finished bytes
    are kept. So it must say everything that the file shows, and nothing that differs from one build to the
    next without need.
    """

    source: str
    recipe: str
    """A function by its name below `sitegen`: (source, tools) -> bytes. It may run later, in another
    process."""


class Parts(msgspec.Struct, frozen=True, array_like=True):
    """The files of an output that has several for each route, in the order of its row's `parts`."""

    texts: tuple[str, ...]


class Context:
    """One file to make: the catalogue, and the language that the file is in."""

    def __init__(
        self,
        catalogue: TrackedCatalogue,
        localizer: Localizer,
        localizers: Mapping[str, Localizer],
        parameters: Any = None,
    ) -> None:
        self.catalogue = catalogue
        self.localizer = localizer
        """Of the file's language; of a file for all languages, the site's default one."""
        self.localizers = localizers
        """Of every language, by its id."""
        self.parameters = parameters
        """What was asked on the command line: the struct that the output's row names."""
        self.linked: set[str] = set()
        """Files and pages that the output has named by `address`, from the site's root."""

    def address(self, path: str, locale: str | None = None) -> str:
        """The whole address of a page or file by its path within a language; "" as the locale for one
        from the site's root. It is checked like every link."""
        locale = self.localizer.locale.id if locale is None else locale
        target = f"{locale}/{path}" if locale else path
        self.linked.add(target)
        return f"{self.catalogue.site.root_url}{target}"
