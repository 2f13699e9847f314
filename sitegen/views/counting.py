"""How many projects and opportunities there are, as pages say it: apart, wherever a count is shown."""

from __future__ import annotations

from sitegen.model import queries
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views.basic_values import Counts
from sitegen.views.localizer import Localizer

NOBODY = Counts(0, 0, 0)


def counts_of(catalogue: TrackedCatalogue, name: str, value: str) -> Counts:
    """What a list holds (see `queries.tally`)."""
    return Counts(*catalogue.ask(queries.tally, name, value))


def said_counts(localizer: Localizer, counts: Counts) -> str:
    """In words: "13 projects, 15 opportunities"; empty where there is nothing."""
    said = []
    if counts.projects:
        said.append(
            localizer.ngettext("%(num)d project", "%(num)d projects", counts.projects)
            % {"num": counts.projects}
        )
    if counts.opportunities:
        number = counts.opportunities
        said.append(
            localizer.ngettext("%(num)d opportunity", "%(num)d opportunities", number) % {"num": number}
        )
    return localizer.comma.join(said)


def brief_counts(counts: Counts) -> str:
    """In figures: "13", "13 + 15", "0 + 15"."""
    return f"{counts.projects} + {counts.opportunities}" if counts.opportunities else str(counts.projects)
