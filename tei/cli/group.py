"""A command that has commands of its own."""

from __future__ import annotations

import click

from tei.proposals import did_you_mean


class Group(click.Group):
    """Several commands under one name; of one that it does not have it says so plainly."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for; raises UsageError where there is none."""
        wanted = args[0]
        names = [
            name
            for name in self.list_commands(ctx)
            if name not in self.commands or not self.commands[name].hidden
        ]
        known = wanted in self.commands or wanted in names
        if not known and not wanted.startswith("-") and not ctx.resilient_parsing:
            within = "" if ctx.parent is None else f" of “{ctx.command_path}”"
            hint = did_you_mean(wanted, names, "" if ctx.parent is None else None)
            raise click.UsageError(f"There is no command “{wanted}”{within}. {hint}".rstrip(), ctx)
        return super().resolve_command(ctx, args)
