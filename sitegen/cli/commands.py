"""The commands."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen import __version__
from sitegen.cli import options
from sitegen.cli.output import Progress, Terminal
from sitegen.cli.plain import place_of_output


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sitegen")
def sitegen() -> None:
    """Publish an investment catalogue kept as text files.

    \b
    Example:  sitegen new site my-catalogue && cd my-catalogue && sitegen serve
    """


@sitegen.command()
@options.root
@click.option(
    "--output", type=click.Path(path_type=Path), help="Folder of the finished site.  [default: ROOT/build]"
)
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
@options.jobs
@click.option(
    "--executor",
    callback=options.scheduler,
    metavar="dask://HOST:PORT",
    help="Work on a Dask cluster instead (docs/scaling.md).",
)
@click.option("--fresh", is_flag=True, help="Make everything anew, whatever earlier builds remember.")
@click.option("--base-url", callback=options.address, help="Address of the site, instead of site.yml's.")
@options.now
@click.option("--timings", is_flag=True, help="Show how long each stage took.")
@click.option("--foreground", is_flag=True, help="Leave no process behind that prepares the next build.")
@options.speech
def build(
    root: Path,
    output: Path | None,
    strict: bool,
    jobs: int | None,
    executor: str | None,
    fresh: bool,
    base_url: str | None,
    now: str | None,
    timings: bool,
    foreground: bool,
    style: str,
    lang: str | None,
) -> int:
    """Build the site into build/.

    \b
    Example:  sitegen build --strict
    """
    from sitegen.app.build import Options
    from sitegen.cli.building import build_site

    terminal = Terminal(lang or "", style, root)
    asked = Options(
        root=root.resolve(),
        output=_output(root, output),
        strict=strict,
        jobs=jobs or 0,
        executor=executor or "",
        fresh=fresh,
        base_url=base_url,
        now=now,
        later=not foreground,
    )
    return build_site(terminal, asked, timings=timings)


def _output(root: Path, output: Path | None) -> Path:
    """Where the site goes; see `place_of_output`."""
    place = place_of_output(str(root), None if output is None else str(output))
    if not place:
        raise click.UsageError(
            f"--output {output}: the site's or your home folder's own files are there; choose another"
        )
    return Path(place)


@sitegen.command()
@options.root
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@options.now
@options.speech
def check(
    root: Path, paths: tuple[str, ...], strict: bool, now: str | None, style: str, lang: str | None
) -> int:
    """Check the content without building.

    With PATHS, problems elsewhere are not shown (for pre-commit hooks); all is read all the same, because
    entries refer to each other.

    \b
    Example:  sitegen check content/projects/my-project
    """
    from sitegen.app.build import Options
    from sitegen.cli.building import check_site

    terminal = Terminal(lang or "", style, root)
    asked = Options(root=root.resolve(), output=_output(root, None), now=now)
    for path in paths:
        if not (Path(path).exists() or (root / path).exists()):
            raise click.UsageError(terminal.pick(f"there is no {path}", f"没有“{path}”这个文件或文件夹"))
    return check_site(terminal, asked, wanted=[_below(root, path) for path in paths], strict=strict)


def _below(root: Path, path: str) -> str:
    """A path given on the command line, as diagnostics write it: from the site's root."""
    absolute = Path(path).absolute()
    try:
        return absolute.relative_to(root.absolute()).as_posix()
    except ValueError:
        return Path(path).as_posix()


@sitegen.command()
@options.root
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 takes a free one."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--drafts", is_flag=True, help="Show drafts too; their titles say so.")
@options.now
@options.lang
def serve(root: Path, port: int, host: str, drafts: bool, now: str | None, lang: str | None) -> int:
    """Look at the site in a browser while you write; it follows every save. Ctrl-C ends it (status 130).

    \b
    Example:  sitegen serve --port 8080
    """
    from sitegen.serve import serve_site

    terminal = Terminal(lang or "", "text", root)
    progress = Progress(terminal)
    try:
        return serve_site(terminal, root.resolve(), host, port, now, progress, drafts=drafts)
    finally:
        progress.done()


@sitegen.command()
@click.argument("kind")
@click.argument("name")
@options.root
@options.lang
def new(kind: str, name: str, root: Path, lang: str | None) -> int:
    """Start a new site or entry: KIND is site, project, policy, chain, enterprise, region, contact, event,
    collection or page; NAME its folder or id.

    \b
    Example:  sitegen new project lithium-battery-foil
    """
    from sitegen.app.new import NotANew, new_entry, new_site

    terminal = Terminal(lang or "", "text", root)
    try:
        made = new_site(Path(name)) if kind == "site" else new_entry(root, kind, name)
    except NotANew as error:
        raise click.UsageError(terminal.pick(error.en, error.zh)) from None
    for path in made:
        terminal.say(f"made {path}", f"已新建 {path}")
    if kind == "site":
        terminal.say(f"Next: cd {name} && sitegen serve", f"下一步：cd {name} && sitegen serve")
    return 0


@sitegen.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--projects", type=click.IntRange(10, 100_000), default=200, show_default=True, help="How many projects."
)
@click.option(
    "--seed", type=int, default=1, show_default=True, help="The same seed gives the same catalogue."
)
@options.lang
def demo(folder: Path, projects: int, seed: int, lang: str | None) -> int:
    """Write a fictional city's catalogue, with every kind of entry and all fields filled in.

    \b
    Example:  sitegen demo /tmp/demo --projects 500 && sitegen build --root /tmp/demo
    """
    from sitegen.demo import write_demo

    terminal = Terminal(lang or "", "text", folder)
    try:
        files = write_demo(folder, projects, seed, lambda done, total: None)
    except FileExistsError:
        raise click.UsageError(
            terminal.pick(
                f"{folder} is not empty; name a new folder", f"{folder} 不是空文件夹，请换一个新文件夹"
            )
        ) from None
    terminal.say(f"wrote {files} files to {folder}", f"已在 {folder} 写入 {files} 个文件")
    return 0


@sitegen.command()
@click.argument("code")
@options.lang
def explain(code: str, lang: str | None) -> int:
    """Explain a code such as E_UNKNOWN_KEY, with examples.

    \b
    Example:  sitegen explain E_QUANTITY --lang zh
    """
    from sitegen.diagnostics import nearest
    from sitegen.diagnostics.show import explain as text_of
    from sitegen.diagnostics.show import wording

    terminal = Terminal(lang or "")
    text = text_of(code.upper(), terminal.lang)
    if text is None:
        near = nearest(code.upper(), wording()).get("near", "")
        hint = terminal.pick(f"; did you mean {near}?", f"；是不是 {near}？") if near else ""
        raise click.UsageError(terminal.pick(f"there is no code {code}{hint}", f"没有 {code} 这个代码{hint}"))
    print(text)
    return 0


@sitegen.command()
@click.argument("kind", required=False)
@click.option("--output", type=click.Path(path_type=Path), help="Folder to write a schema of every kind to.")
def schema(kind: str | None, output: Path | None) -> int:
    """Print the JSON Schema of a kind of entry, or write those of all kinds to a folder.

    \b
    Example:  sitegen schema project > project.schema.json
              sitegen schema --output .schemas
    """
    from sitegen.app.schema import schema_kinds, schema_text, write_schemas

    kinds = schema_kinds()
    if output is not None:
        write_schemas(output)
        return 0
    if kind not in kinds:
        raise click.UsageError(f"KIND is one of {', '.join(kinds)}")
    sys.stdout.write(schema_text(kind))
    return 0


@sitegen.command()
@click.argument("kind", type=click.Choice(["maps"]))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@options.root
@options.jobs
@options.now
@options.speech
def export(
    kind: str, folder: Path, root: Path, jobs: int | None, now: str | None, style: str, lang: str | None
) -> int:
    """Write something for use elsewhere to FOLDER. KIND is maps: every map as SVG, as PNG for phones and A4.

    \b
    Example:  sitegen export maps /tmp/maps
    """
    from sitegen.app.build import Options
    from sitegen.app.export import export_maps

    terminal = Terminal(lang or "", style, root)
    asked = Options(root=root.resolve(), output=_output(root, None), jobs=jobs or 0, now=now)
    written = export_maps(asked, folder)
    terminal.say(f"wrote {len(written)} files to {folder}", f"已在 {folder} 写入 {len(written)} 个文件")
    return 0
