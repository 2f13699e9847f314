"""One script out of ES modules, so that a page loads few files and a theme overrides one purpose by one file.

Node's test runner and the type checker take the modules as they are; here each becomes a function that is
called once, in the order of the imports, and the whole a classic script. That needs no server (a page opened
from a disk refuses to load modules) and no tool but this. What it takes is `import { name } from "./file.js"`
and exports of functions, constants and classes by name; everything else is reported.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

import msgspec

from sitegen.diagnostics import ContentError, Diagnostic, place_at, problem
from sitegen.patterns import pattern
from sitegen.render.style_sheets import Find, StylePart

_IMPORT = pattern(r"""(?m)^import\s+(?:\{([^}]*)\}\s*from\s*)?(["'])([^"'\n]+)\2;?[ \t]*(?:\n|$)""")
_EXPORT = pattern(r"(?m)^export\s+(?=(?:(?:async\s+)?function\b\s*\*?|const\b|class\b)\s*([A-Za-z_$][\w$]*))")
_UNKNOWN = pattern(r"(?m)^(?:export\b|import\b(?!\s*[(.]))")
_COMMENT = pattern(r"(?ms)^[ \t]*(?:/\*.*?\*/[ \t]*(?:\n|\Z)|//[^\n]*(?:\n|\Z))")
"""Comments that have lines of their own."""
_BLANK_LINES = pattern(r"\n\s*\n")


class Module(msgspec.Struct, frozen=True):
    """A module taken apart."""

    part: StylePart
    imports: tuple[tuple[int, str, tuple[str, ...]], ...]
    """Where an import is, the module's name, and what is taken of it: `a`, or `a as b`."""
    exports: tuple[str, ...]
    body: str


def join_modules(entry: str, find: Find) -> str:
    """The script that begins with a module, behind all that it imports.

    Raises ContentError with all that is wrong with the modules.
    """
    modules: dict[str, Module] = {}
    problems = list(_gather(entry, find, modules, ()))
    problems += [found for module in modules.values() for found in _missing_exports(module, modules)]
    if problems:
        raise ContentError(problems)
    numbers = {name: f"$m{number}" for number, name in enumerate(modules)}
    wrapped = "".join(_wrapped(name, module, numbers) for name, module in modules.items())
    return f'"use strict";\n(() => {{\n{wrapped}}})();\n'


def _gather(
    name: str, find: Find, modules: dict[str, Module], above: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """Put a module behind those that it imports; `above` are the modules that import it."""
    part = find(name)
    if part is None or name in modules:
        return
    module, problems = _parsed(name, part)
    yield from problems
    for at, imported, _ in module.imports:
        place = place_at(part.path, part.text, at)
        if imported in (*above, name):
            yield problem(
                "E_IMPORT", place, en=f"{imported} imports this module", zh=f"{imported} 又导入了本模块"
            )
        elif find(imported) is None:
            yield problem("E_IMPORT", place, en=f"the theme has no {imported}", zh=f"主题里没有 {imported}")
        else:
            yield from _gather(imported, find, modules, (*above, name))
    modules[name] = module


def _parsed(name: str, part: StylePart) -> tuple[Module, list[Diagnostic]]:
    """A module's imports and exports, and what of them cannot be put together."""
    text = part.text
    imports = tuple(
        (match.start(), _resolved(name, match[3]), _names(match[1] or "")) for match in _IMPORT.finditer(text)
    )
    exports = tuple(match[1] for match in _EXPORT.finditer(text))
    body = _EXPORT.sub("", _IMPORT.sub(lambda match: "\n" * match[0].count("\n"), text))
    en = 'only import { name } from "./file.js" and export function, const or class are put together'
    zh = '只能写 import { 名称 } from "./文件.js"，以及 export function、const 或 class'
    line_starts = [match.start() for match in re.finditer(r"(?m)^", text)]
    problems = []
    for match in _UNKNOWN.finditer(body):
        start = line_starts[body.count("\n", 0, match.start())]
        problems.append(problem("E_IMPORT", place_at(part.path, text, start), en=en, zh=zh))
    return Module(part, imports, exports, _without_comments(body)), problems


def _resolved(name: str, imported: str) -> str:
    """A module's name as the theme has it. An import that is not relative keeps its own, and is not found."""
    if not imported.startswith(("./", "../")):
        return imported
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), imported))


def _names(listed: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in listed.split(",") if name.strip())


def _missing_exports(module: Module, modules: Mapping[str, Module]) -> Iterator[Diagnostic]:
    for at, imported, names in module.imports:
        for name in names:
            wanted = name.partition(" ")[0]
            if imported in modules and wanted not in modules[imported].exports:
                place = place_at(module.part.path, module.part.text, at)
                en, zh = f"{imported} exports no {wanted}", f"{imported} 没有导出 {wanted}"
                yield problem("E_IMPORT", place, en=en, zh=zh)


def _without_comments(body: str) -> str:
    """Without comments that have lines of their own; as it is where a text of several lines might look so."""
    if any(line.count("`") % 2 for line in body.split("\n")):
        return body
    return _BLANK_LINES.sub("\n", _COMMENT.sub("", body)).strip("\n")


def _wrapped(name: str, module: Module, numbers: Mapping[str, str]) -> str:
    """A module as a function that is called once and gives what it exports."""
    taken = "".join(
        f"const {{ {', '.join(names).replace(' as ', ': ')} }} = {numbers[imported]};\n"
        for _, imported, names in module.imports
        if names
    )
    given = f"return {{ {', '.join(module.exports)} }};\n" if module.exports else ""
    return f"const {numbers[name]} = (() => {{\n{taken}{module.body}\n{given}}})();\n"
