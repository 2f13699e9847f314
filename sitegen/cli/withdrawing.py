"""`sitegen withdraw`."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli import options
from sitegen.cli.click_commands import Command
from sitegen.cli.click_types import address
from sitegen.cli.output import Terminal
from sitegen.cli.output_place import place_of_output


@click.command(cls=Command)
@click.argument("kind")
@click.argument("name")
@options.root
@click.option("--base-url", callback=address)
@options.lang
def withdraw(kind: str, name: str, root: Path, base_url: str | None, lang: str | None) -> int:
    """Take one entry off the site at once."""
    from sitegen.cli.building import build_site
    from sitegen.describe.withdrawal import withdraw_entry
    from sitegen.pipeline.build import Options

    terminal = Terminal(lang or "", "text", root)
    if withdraw_entry(root.resolve(), kind, name):
        terminal.say(f"{kind} {name} is withdrawn, by site.yml.", f"已在 site.yml 里撤下 {kind} {name}。")
    else:
        terminal.say(f"{kind} {name} is withdrawn already.", f"{kind} {name} 早已撤下。")
    output = Path(place_of_output(str(root), None))
    status = build_site(
        terminal, Options(root=root.resolve(), output=output, base_url=base_url), timings=False
    )
    if status == 0:
        terminal.say(
            "Now publish it (sitegen publish), and commit site.yml: the entry's file still has its text.",
            "请马上发布（sitegen publish），并提交 site.yml；条目的文件里仍有原来的内容。",
        )
    return status
