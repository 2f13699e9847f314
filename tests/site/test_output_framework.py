"""What is done for every output alike: addresses, links, hidden values, finished bytes, dependencies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Annotated, Any, ClassVar

import msgspec
import pytest

from sitegen.channels.tools import Tool
from sitegen.content.markdown_body import ROOT
from sitegen.diagnostics import ContentError, Diagnostic, MachineError
from sitegen.model import output_rows
from sitegen.model.catalogue import Catalogue
from sitegen.model.fields import Doc
from sitegen.model.output_rows import Output, ParameterError
from sitegen.model.outputs import OUTPUTS
from sitegen.pipeline import export as exporting
from sitegen.pipeline.build import Options, build
from sitegen.pipeline.export import Export, export
from sitegen.render import page_renderer, worker
from sitegen.routes import Route
from sitegen.views.context import Bytes, Context
from tests.support.minisite import PROJECT_YML, MiniSite
from tests.support.process import REPOSITORY

Add = Callable[..., None]


@pytest.fixture
def add(monkeypatch: pytest.MonkeyPatch) -> Add:
    """Adds an output to the table; its functions are those of the test."""
    functions: dict[str, Callable[..., Any]] = {}
    load = output_rows.load

    def found(reference: str) -> Callable[..., Any]:
        return functions.get(reference) or load(reference)

    for module, name in ((page_renderer, "load_maker"), (worker, "load"), (output_rows, "load")):
        monkeypatch.setattr(module, name, found)
    monkeypatch.setattr("sitegen.routes.load", found)

    def added(make: Callable[..., Any], **row: Any) -> None:
        functions.update({"make": make, **row.pop("functions", {})})
        row = {"scope": "locale", "path": "trial.txt", "about": Doc("试", "a trial"), **row}
        one = Output(name="trial", make="make", **row)
        monkeypatch.setitem(OUTPUTS, "trial", one)
        monkeypatch.setattr(exporting, "exports", lambda: {"trial": (one,)})

    return added


def options(root: Path) -> Options:
    return Options(root=root, output=root / "build", jobs=1, now="2026-01-01")


def found_in(root: Path) -> list[Diagnostic]:
    with pytest.raises(ContentError) as stopped:
        build(options(root))
    return stopped.value.diagnostics


LINKS = f'<a href="{ROOT}zh/projects/sample/">x</a> ({ROOT}zh/) {ROOT}en/feed.xml\n'


@pytest.mark.parametrize(
    ("addresses", "path", "root"),
    [
        ("relative", "trial.txt", "../"),
        ("relative", "a/b/trial.txt", "../../../"),
        ("absolute", "a/trial.txt", "https://invest.example.org/"),
        ("root", "a/trial.txt", "/"),
    ],
)
def test_addresses_are_written_out_as_the_row_says(
    mini_site: MiniSite, add: Add, addresses: str, path: str, root: str
) -> None:
    add(lambda context, route: LINKS, path=path, addresses=addresses)
    site = mini_site()
    build(options(site))
    assert (site / "build/zh" / path).read_text("utf-8") == LINKS.replace(ROOT, root)


def test_a_file_for_all_languages_is_at_the_root(mini_site: MiniSite, add: Add) -> None:
    add(lambda context, route: ",".join(context.localizers) + LINKS, scope="site")
    site = mini_site()
    build(options(site))
    assert (site / "build/trial.txt").read_text("utf-8") == "zh,en" + LINKS.replace(ROOT, "./")


@pytest.mark.parametrize(
    "make",
    [
        lambda context, route: f"[x]({ROOT}zh/nowhere/)",
        lambda context, route: f"{ROOT}zh/nowhere/",
        lambda context, route: context.address("nowhere/"),
        lambda context, route: context.address("zh/nowhere/", ""),
        lambda context, route: Bytes(context.address("nowhere/"), "channels.qr_code.svg"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(
    mini_site: MiniSite, add: Add, make: Callable[[Context, Route], str | Bytes]
) -> None:
    add(make, addresses="absolute")
    found = [problem for problem in found_in(mini_site()) if problem.place.path == "zh/trial.txt"]
    assert [(one.code, one.params["target"]) for one in found] == [("E_BROKEN_LINK", "zh/nowhere/index.html")]


@pytest.mark.parametrize("mark", ["\ue000", "\ue001", "\ue002", "\ue003"])
@pytest.mark.parametrize("binary", [False, True])
def test_a_private_mark_is_refused(mini_site: MiniSite, add: Add, mark: str, binary: bool) -> None:
    text = f"a{mark}b"
    add(lambda context, route: Bytes(text, "r") if binary else text, addresses="none")
    (found,) = found_in(mini_site())
    assert (found.code, found.place.path) == ("E_PRIVATE_MARK", "zh/trial.txt")


def test_a_page_whose_template_has_a_private_mark_is_refused(mini_site: MiniSite) -> None:
    site = mini_site({"theme/templates/footer.html": "<footer>\ue001</footer>"})
    assert found_in(site)[0].code == "E_PRIVATE_MARK"


class Trial(msgspec.Struct, frozen=True):
    template: ClassVar[str] = "trial.md"
    url: str
    text: str


def test_a_view_goes_through_a_template_of_the_theme(mini_site: MiniSite, add: Add) -> None:
    def make(context: Context, route: Route) -> Trial:
        return Trial(context.localizer.url("project", "sample"), "a < b")

    add(make, path="trial.md", addresses="absolute")
    site = mini_site({"theme/templates/trial.md": "{{ page.text }} {{ page.url }} {{ _('Contacts') }}\n"})
    build(options(site))
    text = (site / "build/en/trial.md").read_text("utf-8")
    assert text.startswith("a &lt; b https://invest.example.org/en/projects/sample/ Contacts")


HIDDEN = PROJECT_YML + "internal: {note: negotiating with Acme}\n"


@pytest.mark.parametrize("binary", [False, True])
def test_hidden_values_are_found_in_what_a_file_is_made_from(
    mini_site: MiniSite, add: Add, binary: bool
) -> None:
    text = "We are negotiating with Acme."
    add(
        lambda context, route: Bytes(text, "recipe") if binary else text,
        functions={"recipe": lambda source, tools: b"\x00\x01"},
    )
    found = found_in(mini_site({"content/projects/sample/project.yml": HIDDEN}))
    assert {(one.code, one.place.path) for one in found} == {
        ("E_LEAK", "zh/trial.txt"),
        ("E_LEAK", "en/trial.txt"),
    }


def test_heavy_bytes_are_made_once_for_their_source(mini_site: MiniSite, add: Add) -> None:
    made: list[str] = []

    def recipe(source: str, tools: Mapping[str, Tool]) -> bytes:
        made.append(source)
        return source.encode()[::-1]

    def make(context: Context, route: Route) -> Bytes:
        title = context.localizer.required_text(context.catalogue.project(route.args[0]).title).text
        return Bytes(title, "recipe")

    add(make, path="projects/{}/trial.bin", of="project", functions={"recipe": recipe})
    site = mini_site()
    file = site / "build/en/projects/sample/trial.bin"
    build(options(site))
    assert (made, file.read_bytes()) == (["示例项目", "Sample project"], b"tcejorp elpmaS")
    (site / "content/projects/sample/en.md").write_text("More.\n", "utf-8")
    build(options(site))
    build(msgspec.structs.replace(options(site), fresh=True))
    assert len(made) == 2
    project = site / "content/projects/sample/project.yml"
    project.write_text(PROJECT_YML.replace("Sample project", "Another"), "utf-8")
    build(options(site))
    assert (made[2:], file.read_bytes()) == (["Another"], b"rehtonA")


def test_what_is_made_of_one_entry_is_made_while_it_is_at_hand(
    mini_site: MiniSite, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entry is read once, however many outputs show all of it."""
    projects = {f"content/projects/p{number:03}/project.yml": PROJECT_YML for number in range(80)}
    reads: list[str] = []

    def counted(read: Any) -> Any:
        def reading(source: Any, *rest: Any) -> Any:
            reads.append("/".join(source.key))
            return read(source, *rest)

        return reading

    def make(context: Context, route: Route) -> str:
        return str(context.catalogue.entry("project", route.args[0]).path)

    for name in ("read_entry", "load_entry"):
        monkeypatch.setattr(worker, name, counted(getattr(worker, name)))
    add(make, path="projects/{}/trial.txt", of="project")
    site = mini_site(dict(projects))
    build(options(site))
    assert len(reads) == len(set(reads)) > 80
    reads.clear()
    (site / "content/projects/p001/project.yml").write_text(PROJECT_YML.replace("20亿", "30亿"), "utf-8")
    build(options(site))
    assert reads.count("project/p001") == 1


def test_an_edit_makes_again_what_showed_it_and_nothing_else(mini_site: MiniSite, add: Add) -> None:
    made: list[str] = []

    def make(context: Context, route: Route) -> str:
        made.append(route.args[0])
        return context.localizer.required_text(context.catalogue.project(route.args[0]).title).text

    add(make, path="projects/{}/trial.txt", of="project")
    site = mini_site({"content/projects/other/project.yml": PROJECT_YML})
    build(options(site))
    made.clear()
    (site / "content/projects/other/project.yml").write_text(PROJECT_YML.replace("示例", "别的"), "utf-8")
    build(options(site))
    assert made == ["other", "other"]
    assert (site / "build/zh/projects/other/trial.txt").read_text("utf-8") == "别的项目"


# Exports


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    projects: Annotated[tuple[str, ...], Doc("项目", "projects")]


def wanted_routes(catalogue: Catalogue, output: Output, asked: Wanted) -> Iterator[Route]:
    for key in asked.projects:
        if key not in catalogue.projects:
            raise ParameterError("--projects", key, "Write ids", "请写代号")
        yield Route(output.name, (key,), f"{key}.txt")


def made_files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_an_office_output_goes_to_its_folder_alone(mini_site: MiniSite, add: Add, tmp_path: Path) -> None:
    add(
        lambda context, route: f"{context.parameters.projects} {context.address('projects/sample/')}",
        audience="office",
        routes="routes",
        parameters="Wanted",
        addresses="absolute",
        functions={"routes": wanted_routes, "Wanted": Wanted},
    )
    site, folder = mini_site(), tmp_path / "out"
    asked = Export(name="trial", folder=folder, parameters=Wanted(projects=("sample",)))
    assert export(options(site), asked) == ["en/sample.txt", "zh/sample.txt"]
    text = (folder / "en/sample.txt").read_text("utf-8")
    assert text == "('sample',) https://invest.example.org/en/projects/sample/"
    (folder / "mine.txt").write_text("mine", "utf-8")
    assert export(options(site), msgspec.structs.replace(asked, locales=("en",))) == ["en/sample.txt"]
    assert made_files(folder) == ["en/sample.txt", "mine.txt", "zh/sample.txt"]
    build(options(site))
    assert not [path for path in made_files(site / "build") if "sample.txt" in path]
    with pytest.raises(ParameterError) as refused:
        export(options(site), msgspec.structs.replace(asked, parameters=Wanted(projects=("x",))))
    assert refused.value.diagnostic.params["option"] == "--projects"
    with pytest.raises(ParameterError) as refused:
        export(options(site), msgspec.structs.replace(asked, locales=("fr",)))
    told = refused.value.diagnostic.params
    assert (told["value"], told["en"]) == ("fr", "Write one of: zh, en")


@pytest.mark.parametrize("inside", ["build", "build/out", ".sitegen/build", ".sitegen/build/x", "link/out"])
def test_nothing_is_exported_into_the_site(
    mini_site: MiniSite, add: Add, tmp_path: Path, inside: str
) -> None:
    add(lambda context, route: "x")
    site = mini_site()
    build(options(site))
    (site / "link").symlink_to(site / "build")
    before = made_files(site)
    with pytest.raises(MachineError) as refused:
        export(options(site), Export(name="trial", folder=site / inside))
    assert refused.value.diagnostic.code == "E_EXPORT_PLACE"
    assert made_files(site) == before


def test_an_export_leaves_nothing_behind_when_it_fails(mini_site: MiniSite, add: Add, tmp_path: Path) -> None:
    add(lambda context, route: context.address("nowhere/"), addresses="absolute")
    with pytest.raises(ContentError):
        export(options(mini_site()), Export(name="trial", folder=tmp_path / "out"))
    assert made_files(tmp_path / "out") == []


def test_a_tool_that_is_missing_is_named(mini_site: MiniSite, add: Add, tmp_path: Path) -> None:
    add(lambda context, route: "x", needs=("no-such-package",), file_word="")
    with pytest.raises(MachineError) as refused:
        export(options(mini_site()), Export(name="trial", folder=tmp_path / "out"))
    assert refused.value.diagnostic.code == "E_NO_PACKAGE"
    assert refused.value.diagnostic.params == {"package": "no-such-package", "output": "trial"}


# The recipe of CONTRIBUTING.md


def test_the_recipe_for_an_output_works(mini_site: MiniSite, add: Add, tmp_path: Path) -> None:
    """The module and the row of its example, as they stand there."""
    text = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
    recipe = text.partition("## How to add an output")[2].partition("\n## ")[0]
    blocks = [dedent(block) for block in re.findall(r"```python\n(.*?)```", recipe, re.DOTALL)]
    module, row, _word = blocks
    made: dict[str, Any] = {}
    exec(module, made)  # noqa: S102  # the page is this repository's own
    one = eval(row.strip().rstrip(","), {"Output": Output, "Doc": Doc})  # noqa: S307
    assert one.make == "channels.short_notice.short_notice"
    fields = {name: getattr(one, name) for name in one.__struct_fields__ if name not in ("name", "make")}
    add(made["short_notice"], **fields)
    assert export(options(mini_site()), Export(name="trial", folder=tmp_path / "out")) == [
        "en/projects/sample/notice.txt",
        "zh/projects/sample/notice.txt",
    ]
    text = (tmp_path / "out/en/projects/sample/notice.txt").read_text("utf-8")
    assert text == "Sample project\nhttps://invest.example.org/en/projects/sample/\n"
