"""Tags by what site.yml calls them: 存量用地, Brownfield and brownfield are one tag, with one list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.i18n.text import Text
from sitegen.model.formats import tag_key


def keys_by_name(names: Mapping[str, Text]) -> dict[str, str]:
    """For the names of tags in any language, as keys, the keys of their tags. A tag's own key counts before
    names of others, and of two tags with one name the first."""
    found = {tag_key(tag): tag_key(tag) for tag in names}
    for tag, label in names.items():
        for text in label.values.values() if label else ():
            found.setdefault(tag_key(text), tag_key(tag))
    return found


def shared_names(names: Mapping[str, Text]) -> Iterator[tuple[str, str, str]]:
    """Names that two tags have: the name, the tag that it is said of, the other tag."""
    taken = {tag_key(tag): tag for tag in names}
    for tag, label in names.items():
        for text in dict.fromkeys(label.values.values() if label else ()):
            other = taken.setdefault(tag_key(text), tag)
            if other != tag:
                yield text, tag, other
