"""For each page one frozen value with exactly what its template needs.

Views read the catalogue through a `TrackedCatalogue`, which records what they were made from, and speak
through a `Localizer`, which knows the language. They know nothing of templates or files. Which view makes
which page, `model.outputs` says.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

from sitegen.model.output_rows import load
from sitegen.model.outputs import OUTPUTS
from sitegen.views.every_page import Foot, Menu


@functools.cache
def views_of_outputs() -> dict[str, type[Any]]:
    """The type of view that each output shows through a template, by the output's name."""
    return {name: view for name, output in OUTPUTS.items() for view in _views_of(output.make)}


def templates_of_views() -> dict[str, str]:
    """The template of each output that has one, by the output's name."""
    return {name: view.template for name, view in views_of_outputs().items()}


def views_of_templates() -> tuple[type[Any], ...]:
    """The type of view that each template gets, each once: of outputs, then header and footer."""

    return tuple(dict.fromkeys([*views_of_outputs().values(), Menu, Foot]))


def _views_of(make: str) -> Iterator[type[Any]]:
    """What a maker says that it returns, as far as it has a template."""
    returned = get_type_hints(load(make))["return"]
    for one in get_args(returned) or (returned,):
        if hasattr(one, "template"):
            yield one
