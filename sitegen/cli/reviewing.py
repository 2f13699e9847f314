"""`sitegen diff`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from sitegen.cli import options
from sitegen.cli.click_commands import Command
from sitegen.cli.click_types import ANY_PATH, ChoiceType
from sitegen.cli.output import Terminal

FORMS = ("text", "markdown", "html")


@click.command(cls=Command)
@click.argument("revision")
@options.root
@click.option("--format", "form", type=ChoiceType(FORMS), default="text")
@click.option("--output", type=ANY_PATH)
@options.now
@options.lang
def diff(revision: str, root: Path, form: str, output: Path | None, now: str | None, lang: str | None) -> int:
    """Say what has changed since a revision."""
    from sitegen.review import telling
    from sitegen.review.comparison import compare
    from sitegen.review.revision import extract_revision

    Terminal(lang or "", "text", root)
    with tempfile.TemporaryDirectory(prefix="sitegen-") as folder:
        before = Path(folder, "before")
        extract_revision(root, revision, before)
        found = compare(before, root.resolve(), revision, now)
    tell = {"text": telling.as_text, "markdown": telling.as_markdown, "html": telling.as_page}[form]
    if output is None:
        sys.stdout.write(tell(found))
    else:
        output.write_text(tell(found), "utf-8")
    return 0
