"""The commands. What `--help` says of them stands in help.toml."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Any

import click

from sitegen import __version__
from sitegen.cli import options
from sitegen.cli.click_commands import Group
from sitegen.cli.click_types import ANY_PATH, NumberType, address, scheduler
from sitegen.cli.exporting import ExportGroup
from sitegen.cli.inbox_command import inbox
from sitegen.cli.output import Progress, Terminal
from sitegen.cli.output_place import place_of_output
from sitegen.cli.packing_command import pack
from sitegen.cli.publishing import publish
from sitegen.cli.renaming_command import rename
from sitegen.cli.report_command import report
from sitegen.cli.reviewing import diff, links
from sitegen.cli.sheet_commands import import_
from sitegen.cli.status_command import status
from sitegen.cli.theming import theme
from sitegen.cli.usage_errors import Misuse, misuse, near_option
from sitegen.cli.wechat_command import wechat
from sitegen.cli.withdrawing import withdraw
from sitegen.diagnostics import nearest


@click.group(cls=Group, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@options.lang
@click.version_option(__version__, prog_name="sitegen", message="%(prog)s %(version)s")
@click.pass_context
def sitegen(context: click.Context, lang: str | None) -> None:
    """All of it; by itself, the help."""
    if context.invoked_subcommand is None:
        raise click.exceptions.NoArgsIsHelpError(context)


@sitegen.command()
@options.root
@click.option("--output", type=ANY_PATH)
@click.option("--strict", is_flag=True)
@options.now
@click.option("--base-url", callback=address)
@click.option("--fresh", is_flag=True)
@options.jobs
@click.option("--executor", callback=scheduler)
@click.option("--timings", is_flag=True)
@click.option("--for-files", is_flag=True)
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
    for_files: bool,
    style: str,
    lang: str | None,
) -> int:
    """Build the site."""
    from sitegen.cli.building import build_for_files, build_site
    from sitegen.pipeline.build import Options

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
    )
    if for_files:
        return build_for_files(terminal, asked, _output(root, output or root / "build-for-files"))
    return build_site(terminal, asked, timings=timings)


def _output(root: Path, output: Path | None) -> Path:
    """Where the site goes; see `place_of_output`."""
    place = place_of_output(str(root), None if output is None else str(output))
    if not place:
        raise misuse("E_OUTPUT_PLACE", path=output or root)
    return Path(place)


@sitegen.command()
@options.root
@click.argument("paths", nargs=-1, type=ANY_PATH)
@click.option("--strict", is_flag=True)
@options.now
@options.speech
def check(
    root: Path, paths: tuple[Path, ...], strict: bool, now: str | None, style: str, lang: str | None
) -> int:
    """Check the content without building; with paths, show what is wrong there only."""
    from sitegen.cli.building import check_site
    from sitegen.pipeline.build import Options

    terminal = Terminal(lang or "", style, root)
    asked = Options(root=root.resolve(), output=_output(root, None), now=now)
    for path in paths:
        if not (path.exists() or (root / path).exists()):
            raise misuse("E_NO_PATH", path=path, **near_option(str(path), click.get_current_context()))
    return check_site(terminal, asked, wanted=[_below(root, path) for path in paths], strict=strict)


def _below(root: Path, path: Path) -> str:
    """A path given on the command line, as diagnostics write it: from the site's root."""
    absolute = path.absolute()
    try:
        return absolute.relative_to(root.absolute()).as_posix()
    except ValueError:
        return path.as_posix()


@sitegen.command()
@options.root
@click.option("--port", type=NumberType(0, 65535), default=8000)
@click.option("--host", default="127.0.0.1")
@click.option("--drafts", is_flag=True)
@click.option("--edit", is_flag=True)
@options.now
@options.lang
def serve(root: Path, lang: str | None, now: str | None, **asked: Any) -> int:
    """Show the site in a browser while it is written."""
    from sitegen.serve import PreviewOptions, serve_site

    terminal = Terminal(lang or "", "text", root)
    progress = Progress(terminal)
    try:
        return serve_site(terminal, PreviewOptions(root=root.resolve(), now=now, **asked), progress)
    finally:
        progress.done()


@sitegen.command()
@click.argument("kind")
@click.argument("name")
@options.root
@options.lang
def new(kind: str, name: str, root: Path, lang: str | None) -> int:
    """Start a new site or entry."""
    from sitegen.describe.new import new_entry, new_site

    terminal = Terminal(lang or "", "text", root)
    made = new_site(Path(name)) if kind == "site" else new_entry(root, kind, name)
    _say_made(terminal, kind, name, made)
    return 0


def _say_made(terminal: Terminal, kind: str, name: str, made: list[Path]) -> None:
    """What there is now, and what to do with it."""
    if kind == "site":
        terminal.say(
            f"The new site is in {name}: {len(made)} files.", f"新网站在 {name}，共 {len(made)} 个文件。"
        )
        terminal.say("Look at it in a browser:", "在浏览器里看网站：")
        print(f"  cd {shlex.quote(name)}\n  sitegen serve")
        return
    for path in made:
        terminal.say(f"New: {path}", f"已新建 {path}")
    terminal.say(
        "Fill in these files, then run sitegen check. It goes onto the site once its visibility is public.",
        "请填写这些文件，再运行 sitegen check 检查。visibility 改为 public 之前是草稿，不上网站。",
    )


@sitegen.command()
@click.argument("folder", type=ANY_PATH)
@click.option("--projects", type=NumberType(10, 100_000), default=200)
@click.option("--seed", type=NumberType(), default=1)
@options.lang
def demo(folder: Path, projects: int, seed: int, lang: str | None) -> int:
    """Write a fictional city's catalogue."""
    from sitegen.demo import write_demo

    terminal = Terminal(lang or "", "text", folder)
    try:
        files = write_demo(folder, projects, seed, lambda done, total: None)
    except FileExistsError:
        raise misuse("E_NOT_EMPTY", path=folder) from None
    terminal.say(f"The catalogue is in {folder}: {files} files.", f"目录在 {folder}，共 {files} 个文件。")
    terminal.say("Look at it in a browser:", "在浏览器里看网站：")
    print(f"  sitegen serve --root {shlex.quote(str(folder))}")
    return 0


@sitegen.command()
@click.argument("code")
@options.lang
def explain(code: str, lang: str | None) -> int:
    """Explain the code of a problem."""
    from sitegen.cli.wrapping import reflow, room
    from sitegen.diagnostics.show import explain as text_of
    from sitegen.diagnostics.show import wording

    terminal = Terminal(lang or "")
    text = text_of(code.upper(), terminal.lang)
    if text is None:
        raise misuse("E_UNKNOWN_CODE", name=code, **nearest(code.upper(), wording()))
    print(reflow(text, room()))
    return 0


@sitegen.command()
@click.argument("kind", required=False)
@click.option("--output", type=ANY_PATH)
@options.lang
def schema(kind: str | None, output: Path | None, lang: str | None) -> int:
    """Print the JSON Schema of a kind of entry, or write those of all kinds to a folder."""
    from sitegen.describe.field_outline import unknown_kind
    from sitegen.describe.schema import schema_kinds, schema_text, write_schemas

    terminal = Terminal(lang or "")
    kinds = schema_kinds()
    if output is not None:
        write_schemas(output)
        terminal.say(
            f"The descriptions of all kinds are in {output}.", f"所有类别的说明文件已写到 {output}。"
        )
        return 0
    if kind is None:
        context = click.get_current_context()
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    if kind not in kinds:
        raise Misuse(unknown_kind(kind, kinds))
    sys.stdout.write(schema_text(kind))
    return 0


sitegen.add_command(import_)
sitegen.add_command(status)
sitegen.add_command(publish)
sitegen.add_command(diff)
sitegen.add_command(ExportGroup("export", no_args_is_help=False, invoke_without_command=False))
sitegen.add_command(links)
sitegen.add_command(pack)
sitegen.add_command(rename)
sitegen.add_command(report)
sitegen.add_command(withdraw)
sitegen.add_command(inbox)
sitegen.add_command(theme)
sitegen.add_command(wechat)
