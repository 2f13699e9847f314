"""Jinja for one site: what templates may call, and views to HTML.

Templates get `page` (their view) and, in every one of them: `site`, `asset(name)`, `_`, `ngettext`,
`pgettext`, `project_card(card)`, `project_row(card)`; page templates also `header` and `footer`, which are
rendered once and reused. There is one environment for each language, so that imported macros are compiled
and made once; the compiled code is shared between them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from hashlib import blake2b
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any, cast
from urllib.parse import quote

import jinja2
from jinja2 import nodes
from jinja2.runtime import Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from sitegen.content.markdown import ROOT
from sitegen.diagnostics import ContentError, Place, problem
from sitegen.i18n.messages import Messages
from sitegen.patterns import pattern
from sitegen.render.asked import Asked, asked_by_all
from sitegen.render.code import MESSAGES, DirectGenerator, Generator, escaped
from sitegen.render.compiled import template_code
from sitegen.render.theme import shown_path
from sitegen.views.types import Foot, Menu, ProjectCard, SiteView


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
        return Path(path).read_text("utf-8"), path, None

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


class _MessageTable(dict[str, Markup]):
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

    asked: Asked
    """What it shows of its view."""

    @classmethod
    def _from_namespace(cls, environment: Any, namespace: Any, globals: Any) -> Any:  # noqa: A002
        template: Any = super()._from_namespace(environment, namespace, globals)
        template.asked = namespace["asked"]
        return template

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
"""Texts that a macro keeps, and once more as many of those that it kept before."""


def _remembering(macro: Macro) -> Callable[..., Any]:
    """A macro with a memory of what it has made of late: what is asked for again stays in it."""
    made: dict[Any, Markup] = {}
    earlier: dict[Any, Markup] = {}
    plain = not (macro.caller or macro.catch_kwargs or macro.catch_varargs)

    def remembered(*args: Any, **kwargs: Any) -> Any:
        nonlocal made, earlier
        if "caller" in kwargs:
            return macro(*args, **kwargs)
        key = (args, tuple(kwargs.items())) if kwargs else args
        try:
            return made[key]
        except KeyError:
            text = earlier.get(key)
        except TypeError:  # an argument that cannot be a key
            return macro(*args, **kwargs)
        if text is None:
            # The function itself, where there is nothing to sort out among the arguments.
            bare = plain and not kwargs and len(args) == len(macro.arguments)
            text = Markup(macro._func(*args) if bare else macro(*args, **kwargs))  # noqa: SLF001
        if len(made) >= MEMORY:
            earlier, made = made, {}
        made[key] = text
        return text

    return remembered


class Templates:
    """Renders views in one language. Keeps header, footer and cards, which many pages share."""

    def __init__(self, loader: SharedLoader, site: SiteView, messages: Messages) -> None:
        self.environment = Environment(loader, direct=True)
        self.environment.messages = _MessageTable(messages.gettext)
        self._loader = loader
        self._memo: dict[tuple[str, str], Markup] = {}
        self._shown: dict[str, frozenset[str] | None] = {}
        gettext, ngettext, pgettext = _callables(messages)
        self.environment.globals.update(
            site=site,
            asset=asset,
            _=gettext,
            gettext=gettext,
            ngettext=ngettext,
            pgettext=pgettext,
            project_card=functools.partial(self._shared, "parts/project-card.html"),
            project_row=functools.partial(self._shared, "parts/project-row.html"),
        )

    def shown(self, name: str) -> frozenset[str] | None:
        """The fields of its view that a page's template shows; None for all."""
        if name not in self._shown:
            try:
                self._shown[name] = asked_by_all(name, lambda step: self._template(step).asked)
            except jinja2.TemplateError:  # told when the page is made
                self._shown[name] = None
        return self._shown[name]

    def _template(self, name: str) -> Template:
        return cast(Template, self.environment.get_template(name))

    def page(self, view: Any, header: Markup, footer: Markup) -> str:
        """A whole page, its site addresses still written from the root mark."""
        return self._rendered(view.template, page=view, header=header, footer=footer)

    def alone(self, view: Any) -> str:
        """A page without header and footer: the choice of language, 404."""
        return self._rendered(view.template, page=view)

    def header(self, menu: Menu, section: str) -> Markup:
        key = ("header", section)
        if key not in self._memo:
            self._memo[key] = Markup(self._rendered(Menu.template, menu=menu))
        return self._memo[key]

    def footer(self, foot: Foot) -> Markup:
        key = ("footer", "")
        if key not in self._memo:
            self._memo[key] = Markup(self._rendered(Foot.template, foot=foot))
        return self._memo[key]

    def _shared(self, template: str, card: ProjectCard) -> Markup:
        key = (template, card.id)
        made = self._memo.get(key)
        if made is None:
            made = self._memo[key] = Markup(self._rendered(template, card=card))
        return made

    def _rendered(self, name: str, **values: Any) -> str:
        """A template's text. Raises ContentError with the template's line for whatever goes wrong in it."""
        try:
            try:
                return self._text(name, values)
            except AttributeError:  # perhaps an item of that name, or a question whether there is one
                if self.environment.code_generator_class is Generator:
                    raise
                self._take_items_too()
                return self._text(name, values)
        except jinja2.TemplateSyntaxError as error:
            raise self._fault(error.name or name, error.lineno, error.message or "") from error
        except jinja2.TemplateNotFound as error:
            where = _place_in_template(error.__traceback__) or (name, 1)
            raise self._fault(*where, f"there is no template {error.name}") from error
        except Exception as error:
            place = _place_in_template(error.__traceback__)
            if place is None:
                raise
            raise self._fault(*place, f"{type(error).__name__}: {error}") from error

    def _text(self, name: str, values: dict[str, Any]) -> str:
        template = self.environment.get_template(name)
        return "".join(template.root_render_func(template.new_context(values)))

    def _take_items_too(self) -> None:
        """From here on Jinja's own way, in which `x.name` may be an item of a mapping or missing."""
        environment = Environment(self._loader)
        environment.messages = self.environment.messages
        environment.globals.update(self.environment.globals)
        self.environment = environment

    def _fault(self, name: str, line: int, reason: str) -> ContentError:
        path = shown_path(self._loader.paths.get(name, name))
        return ContentError([problem("E_TEMPLATE", Place(path, line, 1), reason=reason)])


def _place_in_template(traceback: TracebackType | None) -> tuple[str, int] | None:
    """The innermost template that was running, and its line."""
    place = None
    while traceback is not None:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if template is not None and template.name:
            place = template.name, template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return place


@functools.lru_cache(256)
def asset(name: str) -> str:
    """Address of a theme's static file, from the root mark."""
    return f"{ROOT}assets/{quote(name)}"


Gettext = Callable[..., str]


def _callables(messages: Messages) -> tuple[Gettext, Gettext, Gettext]:
    """Translation with named values: `_('page %(number)s', number=3)`. Messages are text, not markup."""

    def filled(text: str, values: dict[str, Any]) -> str:
        return escape(text) % values if values else text

    def gettext(message: str, **values: Any) -> str:
        return filled(messages.gettext(message), values)

    def ngettext(one: str, many: str, num: int, **values: Any) -> str:
        return filled(messages.ngettext(one, many, num), {"num": num, **values})

    def pgettext(context: str, message: str, **values: Any) -> str:
        return filled(messages.pgettext(context, message), values)

    return gettext, ngettext, pgettext


_REFERENCE = pattern(r"""\{%-?\s*(?:extends|include|import|from)\s+(?:(['"])([^'"]+)\1|([^'"\s]))""")
_CALLED = pattern(r"\bproject_(card|row)\b")


def closures(texts: Mapping[str, str]) -> dict[str, bytes]:
    """For each template a digest of itself and everything that it extends, includes or imports.

    Cards and rows are called as functions, so they belong to every template that calls one. A template that
    works out a name belongs to all.
    """
    digests = {name: blake2b(text.encode(), digest_size=16).digest() for name, text in texts.items()}
    direct: dict[str, set[str]] = {}
    for name, text in texts.items():
        found = {literal for _, literal, _ in _REFERENCE.findall(text) if literal}
        if any(computed for _, _, computed in _REFERENCE.findall(text)):
            found = set(texts)
        found |= {f"parts/project-{called}.html" for called in _CALLED.findall(text)}
        direct[name] = found
    return {name: _closure_digest(name, direct, digests) for name in texts}


def _closure_digest(name: str, direct: Mapping[str, set[str]], digests: Mapping[str, bytes]) -> bytes:
    seen: set[str] = set()
    pending = [name]
    while pending:
        step = pending.pop()
        if step not in seen:
            seen.add(step)
            pending += direct.get(step, ())
    state = blake2b(digest_size=16)
    for step in sorted(seen):
        state.update(step.encode() + digests.get(step, b"?"))
    return state.digest()
