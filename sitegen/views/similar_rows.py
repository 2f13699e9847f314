"""Projects that are like a project, each with what they have in common."""

from __future__ import annotations

import msgspec

from sitegen.model import queries
from sitegen.model.entities import Project, Region
from sitegen.model.tracked_catalogue import TrackedCatalogue
from sitegen.views import project_cards
from sitegen.views.localizer import Localizer
from sitegen.views.project_cards import ProjectCardView


class SimilarProject(msgspec.Struct, frozen=True, cache_hash=True):
    card: ProjectCardView
    reasons: tuple[str, ...]
    """In words: what the two have in common, or that the one names the other."""


def similar_projects(
    catalogue: TrackedCatalogue, localizer: Localizer, it: Project
) -> tuple[SimilarProject, ...]:
    """All that a project names, then what is most like it until there are enough."""
    named = tuple([key for key in dict.fromkeys(it.related) if key != it.id])
    found = {one.id: one.reasons for one in catalogue.ask(queries.similar, it.id)}
    keys = (*named, *[key for key in found if key not in named])[: max(queries.SHOWN, len(named))]
    words = _words(catalogue, localizer, it) if keys else {}
    return tuple(
        [
            SimilarProject(
                project_cards.card(catalogue, localizer, key),
                tuple([words[reason] for reason in (("named",) if key in named else found[key])]),
            )
            for key in keys
        ]
    )


def _words(catalogue: TrackedCatalogue, localizer: Localizer, it: Project) -> dict[str, str]:
    """What each reason is called on this page: a place by what it is."""
    places = catalogue.ask(queries.places_of, it.park, it.region)
    kinds = [catalogue.get(Region, place).kind for place in places]
    home = next((kind for kind in kinds if kind in ("county", "city")), "")
    return {
        "named": localizer.gettext("Named by this project"),
        "segment": localizer.gettext("Same segment"),
        "chain": localizer.gettext("Same chain"),
        "park": localizer.gettext("Same port") if kinds[:1] == ["port"] else localizer.gettext("Same park"),
        "place": localizer.gettext("Same county") if home == "county" else localizer.gettext("Same city"),
        "amount": localizer.gettext("Similar amount"),
    }
