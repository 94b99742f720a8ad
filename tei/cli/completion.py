"""`tei completion`."""

from __future__ import annotations

import click

from tei.cli.console import Console
from tei.errors import TeiError


@click.command(short_help="Let the shell complete commands.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a script by which the shell completes commands, rules, outputs and texts.

    \b
    bash:  tei completion bash > ~/.local/share/bash-completion/completions/tei
    zsh:   echo 'eval "$(tei completion zsh)"' >> ~/.zshrc
    fish:  tei completion fish > ~/.config/fish/completions/tei.fish
    """
    from click.shell_completion import get_completion_class

    console: Console = context.obj
    found = get_completion_class(shell)
    if found is None:
        raise TeiError(f"There is no completion for {shell}.")
    console.out(found(context.find_root().command, {}, "tei", "_TEI_COMPLETE").source() + "\n")
