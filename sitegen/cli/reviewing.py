"""`sitegen diff` and `sitegen links`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from sitegen.cli import options
from sitegen.cli.click_commands import Command
from sitegen.cli.click_types import ANY_PATH, ChoiceType, day
from sitegen.cli.output import Terminal

FORMS = ("text", "markdown", "html")


@click.command(cls=Command)
@click.argument("revision")
@options.root
@click.option("--format", "form", type=ChoiceType(FORMS), default="text")
@click.option("--output", type=ANY_PATH)
@options.now
@click.option("--then", callback=day)
@options.lang
def diff(
    revision: str,
    root: Path,
    form: str,
    output: Path | None,
    now: str | None,
    then: str | None,
    lang: str | None,
) -> int:
    """Say what has changed since a revision."""
    from sitegen.review import comparison_text
    from sitegen.review.comparison import Days, compare
    from sitegen.review.revision import extract_revision

    Terminal(lang or "", "text", root)
    with tempfile.TemporaryDirectory(prefix="sitegen-") as folder:
        before = Path(folder, "before")
        extract_revision(root, revision, before)
        found = compare(before, root.resolve(), revision, Days(now, then or now))
    tell = {
        "text": comparison_text.as_text,
        "markdown": comparison_text.as_markdown,
        "html": comparison_text.as_page,
    }[form]
    if output is None:
        sys.stdout.write(tell(found))
    else:
        output.write_text(tell(found), "utf-8")
    return 0


@click.command(cls=Command)
@options.root
@click.option("--output", type=ANY_PATH)
@click.option("--format", "form", type=ChoiceType(FORMS[:2]), default="text")
@options.lang
def links(root: Path, output: Path | None, form: str, lang: str | None) -> int:
    """Look at the links that lead outside."""
    from sitegen.publish.files import site_files
    from sitegen.review.links import look_at, outside_links, report

    terminal = Terminal(lang or "", "text", root)
    built = output or root / "build"
    site_files(built)
    named = outside_links(built)
    failed = look_at(named)
    sys.stdout.write(report(named, failed, terminal.lang, markdown=form == "markdown"))
    return 0
