"""Tables by which the search page understands what a reader types: scripts, pinyin, spellings, synonyms."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

import msgspec

from sitegen.i18n.folding import simplified
from sitegen.i18n.pinyin import syllables
from sitegen.routes import Route
from sitegen.views.context import Context


@cache
def built_in() -> dict[str, list[list[str]]]:
    """Groups of words that mean the same, and the beginnings of words that are spelt in two ways."""
    text = resources.files(__package__).joinpath("search_words.toml").read_text("utf-8")
    found: dict[str, list[list[str]]] = tomllib.loads(text)
    return found


def search_words(context: Context, route: Route) -> str:
    """JSON for scripts/search/query.js."""
    folded = simplified()
    words = built_in()
    own = [list(group) for group in context.catalogue.site.synonyms]
    return msgspec.json.encode(
        {
            "scripts": ["".join(map(chr, folded)), "".join(map(chr, folded.values()))],
            "syllables": " ".join(syllables()),
            "spellings": words["spellings"],
            "synonyms": [*own, *words["synonyms"]],
        }
    ).decode()
