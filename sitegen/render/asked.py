"""Which fields of its view a theme's template shows, so that a view need not work out the others.

Found when a template is compiled, from its tree, and kept in its code. Where a template hands `page` on as a
whole, asks for one of Python's own attributes (which may give any other), or works out the name of another
template, it counts as showing everything.
"""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import nodes

VIEW = "page"
"""What a template calls its view."""

Asked = tuple[tuple[str, ...], tuple[str, ...]] | None
"""Fields of the view, and templates that share its context; None for everything."""


def asked_by(template: nodes.Template) -> Asked:
    """What one template asks for by itself."""
    views = [name for name in template.find_all(nodes.Name) if name.name == VIEW]
    fields = [
        node.attr
        for node in template.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == VIEW
    ]
    others = [
        _name(node)
        for node in template.find_all(nodes.Node)
        if isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport)
    ]
    if len(views) != len(fields) or "" in others or any(name.startswith("__") for name in fields):
        return None
    return tuple(sorted(set(fields))), tuple(sorted(set(others)))


def _name(node: nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport) -> str:
    """Of the template that a tag names; empty when it is worked out."""
    name = node.template
    return name.value if isinstance(name, nodes.Const) and isinstance(name.value, str) else ""


def asked_by_all(name: str, asked_of: Callable[[str], Asked]) -> frozenset[str] | None:
    """The fields that a template asks for, itself or through others; None for all of them."""
    found: set[str] = set()
    seen: set[str] = set()
    pending = [name]
    while pending:
        step = pending.pop()
        if step in seen:
            continue
        seen.add(step)
        asked = asked_of(step)
        if asked is None:
            return None
        found.update(asked[0])
        pending += asked[1]
    return frozenset(found)
