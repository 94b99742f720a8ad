"""Write `docs/reference/` from the code: run `python -m docs.generate` after a change to it."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
import textwrap
from collections.abc import Iterable, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

import click

import tei
from tei import config
from tei.checks.manual import reference
from tei.checks.registry import rules
from tei.cli.main import tei as program
from tei.cli.manuals import Manual, manuals
from tei.outputs.registry import outputs
from tei.report import FORMATS, renderer

FOLDER = Path(__file__).parent / "reference"


def pages() -> Mapping[Path, str]:
    """Give the generated pages, as they should be, by their path."""
    return {
        FOLDER / "commands.md": _commands_page(),
        FOLDER / "settings.md": _settings_page(),
        FOLDER / "checks.md": _checks_page(),
        FOLDER / "outputs.md": _outputs_page(),
        FOLDER / "python.md": _python_page(),
    }


def commands() -> Mapping[str, click.Command]:
    """Give the commands by name, in the order of `tei --help`."""
    context = click.Context(program)
    found = {name: program.get_command(context, name) for name in program.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def _cell(text: str) -> str:
    """Make a text fit into a cell of a table; within code, `<` may stand as it is."""
    parts = " ".join(text.split()).replace("|", "\\|").split("`")
    parts[::2] = [part.replace("<", "&lt;") for part in parts[::2]]
    return "`".join(parts)


# Commands


def _commands_page() -> str:
    common = [option for option in _options(commands()["check"]) if option.name in _COMMON]
    parts = ["# Commands", _help(program)]
    parts += ["## Options of every command", _table(common)]
    parts += [_command(name, command) for name, command in commands().items()]
    return _joined(parts)


_COMMON = ("quiet", "color", "traceback")


def _command(name: str, command: click.Command) -> str:
    usage = " ".join(["tei", name, *command.collect_usage_pieces(click.Context(command))])
    options = [option for option in _options(command) if option.name not in _COMMON]
    inner = command.commands.items() if isinstance(command, click.Group) else ()
    parts = [f"## tei {name}", f"```text\n{usage}\n```", _help(command), _table(options)]
    return _joined([*parts, *(_command(f"{name} {each}", found) for each, found in inner)])


def _options(command: click.Command) -> list[click.Option]:
    return [item for item in command.params if isinstance(item, click.Option)]


def _table(options: list[click.Option]) -> str:
    context = click.Context(program)
    records = [record for option in options if (record := option.get_help_record(context))]
    rows = [f"| {_cell(f'`{option}`')} | {_cell(_code(text))} |" for option, text in records]
    return "\n".join(["| option | |", "|---|---|", *rows]) if rows else ""


def _help(command: click.Command) -> str:
    """Give the help of a command; what is set there line by line becomes a block."""
    parts = []
    for text in (command.help, command.epilog):
        for paragraph in inspect.cleandoc(text or "").split("\n\n"):
            if paragraph.startswith("\b"):
                parts.append("```text\n" + paragraph.lstrip("\b\n").rstrip() + "\n```")
            else:
                parts.append(_code(paragraph))
    return _joined(parts)


def _code(text: str) -> str:
    """Set what the help has in “quotes”, and file names, as code."""
    text = re.sub(r"“((?:tei |\^|#|<\?)[^”]*)”", r"`\1`", text).replace("*", "\\*")
    return re.sub(r"(?<![`\w])(edition\.toml|--[a-z]+)\b", r"`\1`", text)


# Settings


def _settings_page() -> str:
    parts = [
        "# Settings",
        f"The settings of an edition stand in `{config.FILE}`, in its folder. Every setting has a "
        "default; a file with `[edition]` and `source` is enough. A setting that does not exist, "
        "or a value that cannot be used, stops the program with the line; all mistakes are shown "
        "at once. Paths start from the edition's folder and stay inside it; `*` stands for any "
        "part of a file's name.",
    ]
    for table in dataclasses.fields(config.Settings):
        section = getattr(config.Settings(), table.name)
        rows = ["| setting | default | | for example |", "|---|---|---|---|"]
        for item in dataclasses.fields(section):
            example = item.metadata["example"]
            shown = f"`{_cell(example)}`" if example else ""
            rows.append(
                f"| `{item.name}` | {_default(item.default)} | {_cell(item.metadata['help'])} "
                f"| {shown} |"
            )
        heading = f"## [{table.name}]"
        parts += [heading, inspect.getdoc(section) or "", "\n".join(rows)]
    return _joined(parts)


def _default(value: Any) -> str:
    """Write a default as it would stand in the settings; nothing for an empty one."""
    if value in ("", ()):
        return ""
    if isinstance(value, tuple):
        return "`[" + ", ".join(f'"{item}"' for item in value) + "]`"
    return f"`{str(value).lower()}`" if not isinstance(value, str) else f'`"{value}"`'


# Checks


def _checks_page() -> str:
    known = rules()
    others = [manual for code, manual in manuals().items() if code not in known]
    parts = [reference(known.values()), "## Other messages with a code"]
    parts += [
        "These are reported by other commands than `tei check`. `tei explain` knows them too.",
        *(_message(manual) for manual in others),
    ]
    return _joined(parts)


def _message(manual: Manual) -> str:
    head = f"### {manual.code} {manual.name}"
    severity = f"*{manual.severity.value.capitalize()}.* {manual.summary}"
    return _joined([head, severity, manual.explanation, _code(manual.remedy)])


# Outputs and forms of report


def _outputs_page() -> str:
    default = config.BuildSettings().outputs
    parts = [
        "# Outputs and forms of report",
        "`tei build` makes those that `[build] outputs` names, by default "
        + ", ".join(f"`{name}`" for name in default)
        + "; `--only` chooses others.",
    ]
    for name, function in outputs().items():
        parts += [f"## {name}", _code(inspect.cleandoc(function.__doc__ or ""))]
    rows = [
        f"| `{name}` | {_cell(_first(inspect.getmodule(renderer(name))))} |" for name in FORMATS
    ]
    parts += ["## Forms of report", "\n".join(["| `--format` | |", "|---|---|", *rows])]
    return _joined(parts)


def _first(item: object) -> str:
    return (inspect.getdoc(item) or "").partition("\n")[0]


# Python


def _python_page() -> str:
    module = inspect.cleandoc(tei.__doc__ or "")
    example = re.search(r"(?:^    .*\n|^\n)+", module, re.M)
    assert example, "the docstring of the package has no example"
    parts = [
        "# Python",
        "What the commands do can be done from Python; nothing is printed, and nothing is written "
        "but by `publish`.",
        "```python\n" + textwrap.dedent(example[0]).strip() + "\n```",
        "`import tei` loads nothing heavy. The package is typed (`py.typed`).",
    ]
    public = {name: getattr(tei, name) for name in tei.__all__}
    functions = {name: item for name, item in public.items() if inspect.isfunction(item)}
    parts.append("## Functions")
    parts += [_function(name, item) for name, item in functions.items()]
    parts.append("## Classes")
    parts += [_class(name, item) for name, item in public.items() if name not in functions]
    return _joined(parts)


def _function(name: str, item: Any) -> str:
    doc = inspect.cleandoc(item.__doc__ or "")
    return _joined([f"### tei.{name}", f"```text\n{_signature(name, item)}\n```", _code(doc)])


def _signature(name: str, item: Any) -> str:
    """Write a signature as it stands in the source; long ones one parameter to a line."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(item))).body
    assert isinstance(node, ast.FunctionDef)
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    arguments = re.sub(r"=_\w+", "=...", ast.unparse(node.args)).replace("=", " = ")
    one_line = f"{name}({arguments}){returns}"
    if len(one_line) <= 80:
        return one_line
    pieces = re.split(r", (?=\w+: )", arguments)
    return f"{name}(\n" + "".join(f"    {piece},\n" for piece in pieces) + f"){returns}"


def _class(name: str, item: Any) -> str:
    parts = [f"### tei.{name}", _code(inspect.cleandoc(item.__doc__ or ""))]
    rows = []
    if dataclasses.is_dataclass(item):
        for field in dataclasses.fields(item):
            rows.append(f"| `{field.name}` | {_cell(f'`{field.type}`')} | |")
    for name in getattr(item, "_fields", ()):
        rows.append(f"| `{name}` | {_cell(f'`{item.__annotations__[name].__forward_arg__}`')} | |")
    if issubclass(item, Enum):
        rows += [f"| `{member.name}` | `{member.value!r}` | |" for member in item]
    else:
        rows += [_member(key, value) for key, value in vars(item).items() if _is_own(key, value)]
    if rows:
        parts.append("\n".join(["| name | | |", "|---|---|---|", *rows]))
    return _joined(parts)


def _is_own(key: str, value: object) -> bool:
    return (
        not key.startswith("_")
        and bool(inspect.getdoc(_unwrapped(value)))
        and callable(_unwrapped(value))
    )


def _unwrapped(value: Any) -> Any:
    """Give the function behind a property."""
    return getattr(value, "fget", None) or getattr(value, "func", None) or value


def _member(key: str, value: object) -> str:
    function = _unwrapped(value)
    returns = _cell(f"`{function.__annotations__.get('return', '')}`")
    call = key if function is not value else f"{key}({', '.join(_parameters(function))})"
    return f"| `{call}` | {returns} | {_cell(_code(_first(function)))} |"


def _parameters(function: Any) -> list[str]:
    return [name for name in inspect.signature(function).parameters if name != "self"]


def main() -> None:
    """Write all pages."""
    FOLDER.mkdir(exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
