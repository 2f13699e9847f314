"""The environment of a site's templates in one language: Jinja's, which finds, compiles and calls them.

The fast way (`fast_jinja`) looks theme text up rather than calling for it, and macros that other templates
import remember what they have made; its generated code uses names of this module. Where Jinja lacks what that
leans on, its own generator is taken.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import CodeType
from typing import Any, cast

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from sitegen.render.fast_jinja.code_cache import template_code
from sitegen.render.fast_jinja.generator import MESSAGES, DirectGenerator, Generator, escaped
from sitegen.render.fast_jinja.macro_memory import remembering
from sitegen.render.fast_jinja.private_names import missing_names
from sitegen.render.theme import read_template


@functools.lru_cache(512)
def compiled(name: str, path: str, source: str, generator: Any) -> CodeType:
    """A template's code, which is the same for all languages and all sites of a process.

    `generator` is the class that writes it, see `generator_for`.
    """
    environment = Environment(jinja2.DictLoader({}))
    environment.code_generator_class = generator
    return template_code(environment, name, path, source)


def generator_for(direct: bool) -> type[CodeGenerator]:
    """What compiles templates: with `direct`, for those that take fields of views only."""
    if missing_names():
        return CodeGenerator
    return DirectGenerator if direct else Generator


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
        generator: Any = environment.code_generator_class
        code = compiled(name, path, source, generator)
        # The environment's own dict, not a ChainMap over it: every render copies it.
        return environment.template_class.from_code(environment, code, environment.globals)


class Environment(jinja2.Environment):
    """Escaping always on, unknown names an error. Plain messages are looked up rather than called."""

    escaped = staticmethod(escaped)

    def __init__(self, loader: jinja2.BaseLoader, direct: bool = False) -> None:
        self.code_generator_class = generator_for(direct)
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
        if self.is_fast:
            self.template_class = Template
        self._found: dict[str, jinja2.Template] = {}
        self.messages: dict[str, Markup] = {}
        """Theme text without values, escaped."""
        self.importing = 0
        """How many templates are being made into modules of macros, one within the other."""

    @property
    def is_fast(self) -> bool:
        """Whether it is not Jinja's own generator that compiles."""
        return issubclass(self.code_generator_class, Generator)

    def macro(self, made: Macro) -> Callable[..., Any]:
        """A macro of a template: with a memory, when others import the template."""
        return remembering(made) if self.importing else made

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
        return cast(nodes.Template, _PlainMessages().visit(tree)) if self.is_fast else tree


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
