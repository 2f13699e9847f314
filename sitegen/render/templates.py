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
from types import TracebackType
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from sitegen.content.markdown_body import ROOT
from sitegen.diagnostics import ContentError, HandledError, MachineError, Place, problem
from sitegen.i18n.messages import Messages
from sitegen.patterns import pattern
from sitegen.render import time_limit
from sitegen.render.environment import Environment, MessageTable, SharedLoader
from sitegen.render.fast_jinja.generator import DirectGenerator
from sitegen.render.kept_together import kept_together
from sitegen.render.theme import shown_path
from sitegen.render.time_limit import TooLongError
from sitegen.views.every_page import Foot, Menu
from sitegen.views.project_cards import ProjectCardView
from sitegen.views.root_pages import SiteView


class Templates:
    """Renders views in one language. Keeps header, footer and cards, which many pages share."""

    def __init__(self, loader: SharedLoader, site: SiteView, messages: Messages) -> None:
        self.environment = Environment(loader, direct=True)
        self.environment.messages = MessageTable(messages.gettext)
        self._loader = loader
        self._memo: dict[tuple[str, str], Markup] = {}
        gettext, ngettext, pgettext = _callables(messages)
        self.environment.globals.update(
            site=site,
            range=time_limit.bounded_range,
            asset=asset,
            kept_together=kept_together,
            _=gettext,
            gettext=gettext,
            ngettext=ngettext,
            pgettext=pgettext,
            project_card=functools.partial(self._shared, "parts/project-card.html"),
            project_row=functools.partial(self._shared, "parts/project-row.html"),
        )

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

    def _shared(self, template: str, card: ProjectCardView) -> Markup:
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
                if self.environment.code_generator_class is not DirectGenerator:
                    raise
                self._take_items_too()
                return self._text(name, values)
        except jinja2.TemplateSyntaxError as error:
            raise self._fault(error.name or name, error.lineno, error.message or "") from error
        except jinja2.TemplateNotFound as error:
            missing = _place_in_template(error.__traceback__) or (name, 1)
            raise self._fault(*missing, f"there is no template {error.name}") from error
        except TooLongError as error:
            where, line = _place_in_template(error.__traceback__) or (name, 1)
            there = Place(shown_path(self._loader.paths.get(where, where)), line, 1)
            limit = f"{time_limit.SECONDS:g}"
            raise ContentError([problem("E_TEMPLATE_TIME", there, limit=limit)]) from error
        except (HandledError, ContentError, MachineError, OSError):  # of what a page shows, made on demand
            raise
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


_REFERENCE = pattern(
    r"""\{%[-+]?\s*(?:extends|include|import|from)\b\s*"""
    r"""(?:(['"])([^'"\\]+)\1(?=\s*(?:[-+]?%\}|(?:import|as|with|without|ignore)\b))|(\S))"""
)
"""A tag that brings in another template: by a name that is written there and nothing else, or worked out."""
_CALLED = pattern(r"\bproject_(card|row)\b")


def closures(texts: Mapping[str, str]) -> dict[str, bytes]:
    """For each template a digest of itself and everything that it extends, includes or imports.

    Cards and rows are called as functions, so they belong to every template that calls one; and to one that
    works out a name belong all. Found by a pattern: an edit of the theme asks this of all templates before
    any of them is loaded.
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
