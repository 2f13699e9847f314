"""Commands that explain themselves, and say what is wrong with how they were given, in either language.

The library for command lines reads what was typed; everything that it would say in English is said by `help`
and `misuse`, which are loaded only when there is something to say.
"""

from __future__ import annotations

import click

from sitegen.cli.usage_errors import extra_word, unknown_command


class _Speaking(click.Command):
    def get_help(self, ctx: click.Context) -> str:
        from sitegen.cli.help import help_text

        return help_text(ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as wrong:
            wrong.ctx = wrong.ctx or ctx  # an option without its value comes without one
            raise


class Command(_Speaking):
    """A command of sitegen."""

    allow_extra_args = True  # and refused here, in the reader's language

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        if rest:
            raise extra_word(rest[0], ctx)
        return rest


class Group(_Speaking, click.Group):
    """sitegen itself."""

    command_class = Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0][:2] != "--" and self.get_command(ctx, args[0]) is None:
            raise unknown_command(args[0], ctx)
        return super().resolve_command(ctx, args)
