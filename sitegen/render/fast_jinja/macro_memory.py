"""Macros that remember what they have made: those that templates import, which see their arguments alone.

The same arguments give the same text, to other templates as to other macros beside them. Of arguments, only
what cannot change and looks alike where it is equal counts as the same.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from types import NoneType
from typing import Any

import msgspec
from jinja2.runtime import Macro
from markupsafe import Markup

MEMORY = 2_000
"""Texts that a macro keeps, for arguments of the same types, and once more as many that it kept before."""

_TOLD = ("name", "arguments", "catch_kwargs", "catch_varargs", "caller")
"""What a template may ask of a macro."""

_LASTING = frozenset((str, Markup, int, bool, NoneType))


@functools.lru_cache(4096)
def _is_lasting(kinds: tuple[Any, ...]) -> bool:
    """Whether values of these types, where equal, look alike for good: neither `loop` nor a namespace."""
    return all(
        _is_lasting(kind) if type(kind) is tuple else kind in _LASTING or issubclass(kind, msgspec.Struct)
        for kind in kinds
    )


def _kinds(values: Iterable[Any]) -> tuple[Any, ...]:
    """Types of values: 1 equals True, and markup a text with the same marks."""
    return tuple([_kinds(value) if type(value) is tuple else type(value) for value in values])


def remembering(macro: Macro) -> Callable[..., Any]:
    """A macro with a memory of what it has made of late: what is asked for again stays in it."""
    made: dict[Any, dict[Any, Markup]] = {}
    earlier: dict[Any, dict[Any, Markup]] = {}
    plain = not (macro.caller or macro.catch_kwargs or macro.catch_varargs)

    def remembered(*args: Any, **kwargs: Any) -> Any:
        if not kwargs:
            try:
                return made[tuple(map(type, args))][args]
            except (KeyError, TypeError):  # TypeError: an argument that cannot be a key
                pass
        values = (*args, *kwargs.values())
        kinds = _kinds(values)
        if not _is_lasting(kinds):
            return macro(*args, **kwargs)
        kept = (*kinds, *kwargs)
        texts = made.setdefault(kept, {})
        try:
            text = texts.get(values)
        except TypeError:
            return macro(*args, **kwargs)
        if text is None and kept in earlier:
            text = earlier[kept].get(values)
        if text is None:
            # The function itself, where there is nothing to sort out among the arguments.
            bare = plain and not kwargs and len(args) == len(macro.arguments)
            text = Markup(macro._func(*args) if bare else macro(*args, **kwargs))  # noqa: SLF001
        if len(texts) >= MEMORY:
            earlier[kept] = texts
            texts = made[kept] = {}
        texts[values] = text
        return text

    vars(remembered).update({name: getattr(macro, name) for name in _TOLD})
    return remembered
