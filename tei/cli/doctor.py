"""`tei doctor`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

import click

from tei import resources
from tei.cli.console import Console
from tei.cli.options import common
from tei.errors import TeiError


@dataclass(frozen=True, slots=True)
class Part:
    """Something that the program needs: what there is of it, and what is wrong with it."""

    name: str
    version: str
    use: str
    fault: str = ""


@click.command(short_help="Show whether all is there that the program needs.")
@click.option(
    "--format",
    type=click.Choice(["full", "json"]),
    default="full",
    help="For people or for programs.  [default: full]",
)
@common
@click.pass_obj
def doctor(console: Console, format: str) -> int:  # noqa: A002
    """Show the versions of what the program is made of, and try each part.

    The exit status is 1 when a part is missing or does not work.
    """
    parts = list(_parts(console))
    broken = [part for part in parts if part.fault]
    if format == "json":
        data = [asdict(part) | {"ok": not part.fault} for part in parts]
        console.out(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        return 1 if broken else 0
    style = console.out_view().style
    names = max(len(part.name) for part in parts)
    versions = max(len(part.version) for part in parts)
    for part in parts:
        sign = style("fault", "error") if part.fault else style("ok", "good") + "   "
        console.out(f"{sign}  {part.name:<{names}}  {part.version:<{versions}}  {part.use}\n")
        if part.fault:
            console.out(f"       {console.safe(part.fault)}\n")
    if broken:
        console.say("Install the program afresh: pip install --force-reinstall tei-edition")
    else:
        console.say(f"{console.error_view().style('All is well', 'good')}.")
    return 1 if broken else 0


def _parts(console: Console) -> Iterator[Part]:
    import platform

    yield _package("tei-edition", "this program")
    yield Part("Python", platform.python_version(), platform.platform(terse=True))
    yield _package("click", "command line")
    yield _package("rich", "progress", _import("rich.progress"))
    yield _package("lxml", _libxml(), _import("lxml.etree"))
    yield _package("saxonche", "XSLT 3.0, for the web edition", _transforms)
    yield _package("typst", "print", _typesets)
    for folder in ("xslt", "schema"):
        there = resources.data(folder).is_dir()
        fault = "" if there else "The folder is not there: the installation is not complete."
        yield Part(folder, "", "data of the program", fault)
    stream = sys.stdout
    terminal = "terminal" if stream.isatty() else "not a terminal"
    yield Part("output", stream.encoding, f"{terminal}, {console.out_view().width} columns")


def _package(name: str, use: str, attempt: Callable[[], object] = lambda: None) -> Part:
    """Look at an installed package and try it."""
    from importlib import metadata

    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Part(name, "?", use, f"{name} is not installed.")
    try:
        attempt()
    except TeiError as error:
        return Part(name, version, use, error.message)
    except (Exception, SystemExit) as error:  # whatever a broken installation raises
        return Part(name, version, use, f"{type(error).__name__}: {error}")
    return Part(name, version, use)


def _import(module: str) -> Callable[[], object]:
    def attempt() -> None:
        __import__(module)

    return attempt


def _libxml() -> str:
    try:
        from lxml import etree
    except ImportError:
        return "reads XML"
    return "reads XML, with libxml2 " + ".".join(map(str, etree.LIBXML_VERSION))


def _transforms() -> None:
    from tei.transform import compile_stylesheet

    compile_stylesheet(resources.data("xslt", "site.xsl"))


def _typesets() -> None:
    from tei.typeset import typeset

    typeset({"probe.typ": b"Probe"}, "probe.typ")
