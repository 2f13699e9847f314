"""The environment of a site's templates in one language: Jinja's, which finds, compiles and calls them.

Theme text is looked up rather than called for, and macros that other templates import remember what they have
made. What `code` generates leans on names that stand here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from types import CodeType, NoneType
from typing import Any, cast

import jinja2
import msgspec
from jinja2 import nodes
from jinja2.runtime import Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from sitegen.render.code import MESSAGES, DirectGenerator, Generator, escaped
from sitegen.render.compiled import template_code
from sitegen.render.theme import read_template


@functools.lru_cache(512)
def compiled(name: str, path: str, source: str, direct: bool) -> CodeType:
    """A template's code, which is the same for all languages and all sites of a process."""
    return template_code(Environment(jinja2.DictLoader({}), direct), name, path, source)


class SharedLoader(jinja2.BaseLoader):
    """Finds templates where the theme has them; each is compiled once for all languages."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        self.paths = paths

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, None]:
        path = self.paths.get(template)
        if path is None:
            raise jinja2.TemplateNotFound(template)
        return read_template(path), path, None

    @jinja2.utils.internalcode
    def load(self, environment: jinja2.Environment, name: str, globals: Any = None) -> jinja2.Template:  # noqa: A002
        source, path, _ = self.get_source(environment, name)
        direct = environment.code_generator_class is DirectGenerator
        # The environment's own dict, not a ChainMap over it: every render copies it.
        return environment.template_class.from_code(
            environment, compiled(name, path, source, direct), environment.globals
        )


class Environment(jinja2.Environment):
    """Escaping always on, unknown names an error. Plain messages are looked up rather than called."""

    escaped = staticmethod(escaped)

    def __init__(self, loader: jinja2.BaseLoader, direct: bool = False) -> None:
        self.code_generator_class = DirectGenerator if direct else Generator
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            extensions=["jinja2.ext.loopcontrols"],
        )
        self.template_class = Template
        self._found: dict[str, jinja2.Template] = {}
        self.messages: dict[str, Markup] = {}
        """Theme text without values, escaped."""
        self.importing = 0
        """How many templates are being made into modules of macros, one within the other."""

    def macro(self, made: Macro) -> Callable[..., Any]:
        """A macro of a template: with a memory, when others import the template."""
        return _remembering(made) if self.importing else made

    @jinja2.utils.internalcode
    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> jinja2.Template:  # noqa: A002
        """Jinja's, with a shorter way to what has been found before: nothing changes while a site is made."""
        found = self._found.get(name)
        if found is None:
            found = super().get_template(name, parent, globals)
            if isinstance(name, str):
                self._found[name] = found
        return found

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        return cast(nodes.Template, _PlainMessages().visit(tree))


class _PlainMessages(NodeTransformer):
    """Looks `_('words')` up in `environment.messages`: a tenth of the time, and most of a page's calls."""

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:
        self.generic_visit(node)
        plain = isinstance(node.node, nodes.Name) and node.node.name == "_" and len(node.args) == 1
        if not plain or node.kwargs or not isinstance(node.args[0], nodes.Const):
            return node
        messages = nodes.EnvironmentAttribute(MESSAGES, lineno=node.lineno)
        return nodes.Getitem(messages, node.args[0], "load", lineno=node.lineno)


class MessageTable(dict[str, Markup]):
    """Messages as escaped text, filled as they are asked for."""

    def __init__(self, gettext: Callable[[str], str]) -> None:
        super().__init__()
        self._gettext = gettext

    def __missing__(self, message: str) -> Markup:
        made = self[message] = escape(self._gettext(message))
        return made


class Template(jinja2.Template):
    """A template whose macros, when others import them, remember what they have made.

    Imported macros see their arguments and the environment only, so the same arguments give the same text,
    to other templates as to other macros beside them.
    """

    def _get_default_module(self, ctx: jinja2.runtime.Context | None = None) -> Any:
        if self._module is None:
            environment = cast(Environment, self.environment)
            environment.importing += 1
            try:
                super()._get_default_module(ctx)
            finally:
                environment.importing -= 1
        return self._module


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


def _remembering(macro: Macro) -> Callable[..., Any]:
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
