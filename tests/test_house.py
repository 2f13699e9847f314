"""The order of the house: each package imports only from those below it."""

from __future__ import annotations

import ast
import builtins
from fnmatch import fnmatch
from pathlib import Path

import pytest

import sitegen

ORDER = (
    "processors",
    "patterns",
    "seal",
    "diagnostics",
    "i18n",
    "content",
    "model",
    "routes",
    "views",
    "maps",
    "channels",
    "render",
    "storage",
    "workers",
    "pipeline",
    "describe",
    "sheets",
    "editing",
    "wechat",
    "serve",
    "demo",
    "publish",
    "review",
    "cli",
)
"""From the ground up. `views` and `maps` share a floor: maps draw from views' values, views hold drawings."""

SAME_FLOOR = {"views": {"maps"}}
PACKAGE = Path(sitegen.__file__).parent
MODULES = sorted(
    path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if "skeletons" not in path.parts
)


def imported(path: Path) -> set[str]:
    """Rooms of the house that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("sitegen.")}
    return found & set(ORDER)


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_one_way(module: str) -> None:
    room = module.partition("/")[0].removesuffix(".py")
    if room not in ORDER:
        assert room in ("__init__", "__main__"), f"{module} has no floor"
        return
    below = set(ORDER[: ORDER.index(room) + 1]) | SAME_FLOOR.get(room, set())
    assert imported(PACKAGE / module) <= below


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        module
        for module in MODULES
        if not ast.get_docstring(ast.parse((PACKAGE / module).read_text("utf-8")))
    ]
    assert silent == []


def test_no_two_modules_have_one_name() -> None:
    """In lists of changes, traces and searches a file's name says which it is."""
    names = [Path(module).name for module in MODULES if not module.endswith(("__init__.py", "__main__.py"))]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_nothing_names_a_machine() -> None:
    """No path of a home or a work folder in what is shipped."""
    for path in PACKAGE.rglob("*"):
        if path.suffix in (".py", ".toml", ".md", ".yml", ".txt"):
            text = path.read_text("utf-8")
            assert "/home/" not in text, path
            assert "/root/" not in text, path


def module_name(path: str) -> str:
    return ".".join(Path("sitegen", path).with_suffix("").parts).removesuffix(".__init__")


def modules_imported(tree: ast.AST, known: set[str]) -> set[str]:
    """Modules of the package that a module imports, inside functions too; not what only type checkers see."""
    found: set[str] = set()
    pending = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            pending += node.orelse
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found |= {name if name in known else node.module for name in names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        pending += ast.iter_child_nodes(node)
    return found & known


def circle(imports: dict[str, set[str]]) -> list[str]:
    """The modules of some circle, in its order; none where there is none."""
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name not in done:
            for other in sorted(imports.get(name, ())):
                if found := walk(other, [*way, name]):
                    return found
            done.add(name)
        return []

    return next((found for name in sorted(imports) if (found := walk(name, []))), [])


def test_circles_are_found() -> None:
    assert circle({"a": {"b"}, "b": {"c", "d"}, "c": set(), "d": {"b"}}) == ["b", "d", "b"]
    assert circle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []
    late = ast.parse("def f():\n    from sitegen.a import b\nif TYPE_CHECKING:\n    import sitegen.c")
    assert modules_imported(late, {"sitegen.a", "sitegen.c"}) == {"sitegen.a"}


def test_no_modules_import_each_other_in_a_circle() -> None:
    trees = {module_name(path): ast.parse((PACKAGE / path).read_text("utf-8")) for path in MODULES}
    known = set(trees)
    assert circle({name: modules_imported(tree, known) - {name} for name, tree in trees.items()}) == []


OUTSIDE_THE_TREE = {
    "SitegenError": "the root",
    "InputError": "a ValueError besides, as libraries that call back expect",
    "_Terminated": "a signal, which `except Exception` must not catch",
    "Misuse": "the library for command lines tells its own kinds apart",
}
"""Exceptions with a parent of Python's or a library's, each with the reason."""


def exceptions_outside(source: str) -> list[str]:
    """Classes with a parent among Python's exceptions or a library's."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
        for base in map(ast.unparse, node.bases)
        if (
            isinstance(getattr(builtins, base, None), type)
            and issubclass(getattr(builtins, base), BaseException)
        )
        or ("." in base and base.endswith(("Error", "Exception")))
    ]


def test_exceptions_outside_are_found() -> None:
    assert exceptions_outside(
        "class A(ValueError): ...\nclass B(A): ...\nclass C(click.UsageError): ..."
    ) == [
        "A",
        "C",
    ]


def test_exceptions_are_one_tree() -> None:
    """What callers tell apart are the kinds below `SitegenError`; all others are of one of these."""
    sources = [(PACKAGE / module).read_text("utf-8") for module in MODULES]
    assert {name for source in sources for name in exceptions_outside(source)} == set(OUTSIDE_THE_TREE)


MOST_PARAMETERS = 6


Function = ast.FunctionDef | ast.AsyncFunctionDef


def parameters(function: Function) -> list[str]:
    given = function.args
    named = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    others = [each.arg for each in (given.vararg, given.kwarg) if each]
    return [name for name in (*named, *others) if name not in ("self", "cls")]


def is_command(function: Function) -> bool:
    """Whether it is the library for command lines that calls it: that hands on each option by itself."""
    calls = [each.func for each in function.decorator_list if isinstance(each, ast.Call)]
    return any(ast.unparse(call).endswith(".command") for call in calls)


def is_record(function: Function) -> bool:
    """Whether it only keeps what it is given under the same names, as a type of data does of itself."""
    kept = [each for each in function.body if not isinstance(each, ast.Expr)]
    return function.name == "__init__" and all(
        isinstance(each, ast.Assign)
        and isinstance(target := each.targets[0], ast.Attribute)
        and target.attr in ast.unparse(each.value)
        for each in kept
    )


def too_many(source: str) -> list[str]:
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, Function)]
    many = [function for function in functions if len(parameters(function)) > MOST_PARAMETERS]
    return [function.name for function in many if not is_command(function) and not is_record(function)]


def test_many_parameters_are_found() -> None:
    assert too_many("def f(a, b, c, d, e, f, g): ...") == ["f"]
    assert too_many("class A:\n    def f(self, a, b, c, d, e, f): ...") == []
    assert too_many("def f(a, b, *c, d, e, f, **g): ...") == ["f"]
    assert too_many("@x.command()\ndef f(a, b, c, d, e, f, g): ...") == []
    record = "def __init__(self, a, b, c, d, e, f, g):\n    self.a = a\n"
    assert too_many(record) == []
    assert too_many(record + "    if a:\n        b()") == ["__init__"]


@pytest.mark.parametrize("module", MODULES)
def test_no_function_has_many_parameters(module: str) -> None:
    assert too_many((PACKAGE / module).read_text("utf-8")) == []


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    """By its own rules, the test runner leaves out folders called build, for example."""
    left_out = pytestconfig.getini("norecursedirs")
    tests = Path(__file__).parent
    folders = {part for path in tests.rglob("test_*.py") for part in path.relative_to(tests).parts[:-1]}
    assert [name for name in folders for rule in left_out if fnmatch(name, rule)] == []
