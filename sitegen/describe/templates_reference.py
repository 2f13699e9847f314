"""docs/templates.md: which template makes which page, and every name that it gets.

Made from the types in `views`: the types themselves, and the docstrings below their fields. Written together
with the field reference by `python -m sitegen.describe.reference`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import sitegen
from sitegen.views import views_of_templates
from sitegen.views.page_head import PageView
from sitegen.views.project_cards import ProjectCardView
from sitegen.views.root_pages import SiteView

INTRODUCTION = """\
# Templates

<!-- Made by `python -m sitegen.describe.reference`; not to be edited by hand. -->

Which template makes which page, and what it gets. How to change one: [theming.md](theming.md). What printed
documents get is [at the end](#print-templates); how to change those: [print.md](print.md).

Every page's template gets `page`, the value described under its name, and `header` and `footer`,
ready-made. `header.html` gets `menu`, `footer.html` gets `foot`, and the cards and rows of projects,
`parts/project-card.html` and `parts/project-row.html`, get `card`, a [ProjectCard](#projectcard). Besides,
all of them have:

- `site`, a [SiteView](#siteview): what may be said of the site as a whole;
- `asset('name.css')`: the address of a file in the theme's `static/`;
- `_('text')`, `ngettext(one, many, number)`, `pgettext(context, text)`: theme text in the page's language;
- `kept_together(text)`: the HTML of a text, its figures not parted from their units.
- `project_card(card)`, `project_row(card)`: a project as a card or a table row, made once for each language.

A name that is not here is an error, and the build stops; text is escaped unless its type is `Markup`.
`None` stands for what an entry does not say.

Values have their fields by name: `link.url`, not `link[0]`, and not `{% for url, title in links %}`. To sort
them, say by what: `|sort(attribute='title.text')`. What is listed here as a tuple of several values, such as
`tuple[str, Term]`, is taken apart: `{% for what, state in page.readiness %}`.
"""

PRINT_INTRODUCTION = """\
## Print templates

Which template in `print/` sets which document, and what it gets as `data`. It comes as JSON: a tuple is an
array, and in most values a field that has nothing to say is absent.
"""


def templates_reference() -> str:
    """The text of docs/templates.md."""
    shown = {cls.__name__: cls.template for cls in views_of_templates()}
    others = (PageView.__name__, SiteView.__name__, ProjectCardView.__name__)
    classes = _reached(_classes("views") | _classes("channels"), (*shown, *others))
    parts = [INTRODUCTION, "## What every page has\n", _fields(classes[PageView.__name__])]
    parts.append("## Pages\n")
    for name, template in shown.items():
        parts.append(f"### {template}\n")
        parts.append(_about(name, classes[name]))
        parts.append(_fields(classes[name]))
    parts.append("## Values\n")
    for name, definition in classes.items():
        if name not in shown and name != PageView.__name__:
            parts.append(f"### {name}\n")
            parts.append(_about("", definition))
            parts.append(_fields(definition))
    parts += _print_templates(set(classes))
    return "\n".join(part for part in parts if part)


def _print_templates(known: set[str]) -> list[str]:
    """What the templates of printed documents get, and the values that it is made of."""
    found = _classes("views") | _classes("channels")
    shown = {
        name: template for name, node in found.items() if (template := _template_of(node)).endswith(".typ")
    }
    parts = [PRINT_INTRODUCTION]
    for name, template in sorted(shown.items(), key=lambda one: one[1]):
        parts += [f"### {template}\n", _about("", found[name]), _fields(found[name])]
    parts.append("### Values of printed documents\n")
    for name, node in _reached(found, shown).items():
        if name not in shown and name not in known:
            parts += [f"#### {name}\n", _about("", node), _fields(node)]
    return parts


def _template_of(definition: ast.ClassDef) -> str:
    """The template that a type of data is for; "" where it is for none."""
    for node in definition.body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "template":
            return str(node.value.value) if isinstance(node.value, ast.Constant) else ""
    return ""


def _classes(package: str) -> dict[str, ast.ClassDef]:
    """Every type in the modules of a package, by its name."""
    modules = sorted((Path(sitegen.__file__).parent / package).glob("*.py"))
    trees = [ast.parse(path.read_text("utf-8")) for path in modules]
    return {node.name: node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)}


def _reached(classes: Mapping[str, ast.ClassDef], names: Iterable[str]) -> dict[str, ast.ClassDef]:
    """These types, and those that they are made of, however deep: in the order of their names."""
    found: set[str] = set()
    pending = list(names)
    while pending:
        name = pending.pop()
        if name in classes and name not in found:
            found.add(name)
            pending += _named_by(classes[name])
    return {name: classes[name] for name in sorted(found)}


def _named_by(definition: ast.ClassDef) -> Iterator[str]:
    """The types that a type is made of: those it extends, and those of what templates get of it."""
    kinds = [ast.parse(kind, mode="eval") for _, kind, _ in _described(definition)]
    for part in (*definition.bases, *kinds):
        yield from (node.id for node in ast.walk(part) if isinstance(node, ast.Name))


def _about(name: str, definition: ast.ClassDef) -> str:
    pages = "" if name in ("Menu", "Foot") else "`page`: "
    said = ast.get_docstring(definition) or ""
    text = " ".join(said.split())
    if name:
        return f"{pages}{name}.{f' {text}' if text else ''}\n"
    return f"{text}\n" if text else ""


def _fields(definition: ast.ClassDef) -> str:
    rows = [
        f"- `{name}`: `{kind}`{f'. {said}' if said else ''}" for name, kind, said in _described(definition)
    ]
    return "\n".join(rows) + "\n" if rows else ""


def _described(definition: ast.ClassDef) -> Iterator[tuple[str, str, str]]:
    """What a template gets of a class: name, type, and the docstring."""
    body = definition.body
    for node, following in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.FunctionDef):
            if node.returns and not node.name.startswith("_") and _is_property(node):
                yield node.name, ast.unparse(node.returns), " ".join((ast.get_docstring(node) or "").split())
            continue
        if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
            continue
        kind = ast.unparse(node.annotation)
        if kind.startswith("ClassVar") or node.target.id.startswith("_"):
            continue
        value = following.value if isinstance(following, ast.Expr) else None
        said = value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""
        yield node.target.id, kind, " ".join(said.split())


def _is_property(function: ast.FunctionDef) -> bool:
    return any(ast.unparse(one) in ("property", "cached_property") for one in function.decorator_list)
