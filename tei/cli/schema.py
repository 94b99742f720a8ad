"""`tei schema`: schemas compiled from ODD, and the declarations they are made of."""

from __future__ import annotations

from pathlib import Path

import click

from tei.cli.check import is_bad
from tei.cli.console import Console
from tei.cli.group import Group
from tei.cli.options import common, report_format
from tei.cli.places import shown
from tei.cli.writing import write
from tei.errors import TeiError

_FILE = click.Path(path_type=Path)


@click.group(cls=Group, short_help="Compile a schema from an ODD.")
def schema() -> None:
    """Make schemas from ODD, the TEI's language for specifying them.

    “tei schema compile” makes RELAX NG of an ODD, and rules in Schematron; “tei schema facts”
    reduces the TEI's declarations to what the compiler needs of them.
    """


@schema.command("compile", short_help="Compile an ODD.")
@click.argument("odd", type=_FILE)
@click.option("-o", "--output", type=_FILE, help="Write the RELAX NG to this file.")
@click.option("--schematron", type=_FILE, help="Write the rules as ISO Schematron to this file.")
@click.option("--docs", type=_FILE, help="Write the documentation as HTML to this file.")
@click.option(
    "--allow",
    type=_FILE,
    multiple=True,
    metavar="FOLDER",
    help="Let the ODD name files in this folder too; may be repeated.",
)
@report_format
@common
@click.pass_obj
def compile_(
    console: Console,
    odd: Path,
    output: Path | None,
    schematron: Path | None,
    docs: Path | None,
    allow: tuple[Path, ...],
) -> int:
    """Compile an ODD to RELAX NG (XML syntax), which goes to standard output without “-o”.

    ODD is a TEI file with a schemaSpec. It may build upon other files in its folder; the TEI's
    own declarations come with the program, and nothing is fetched.

    The documentation is one page of HTML that needs nothing beside it: the prose of the ODD, an
    index, and an entry for each element, class, macro and datatype.

    What in the ODD has no effect is reported. The exit status is then 1, and the schema is
    written all the same.
    """
    from tei.odd import compile_odd
    from tei.odd.documentation import documentation

    with console.progress("Compiling"):
        try:
            compiled = compile_odd(odd, allow)
        except TeiError as error:
            raise console.places.error(error, odd.parent) from error.__cause__
        products = {output: compiled.grammar}
        if schematron is not None:
            products[schematron] = compiled.schematron()
        if docs is not None:
            products[docs] = documentation(compiled)
    for path, content in products.items():
        if path is not None:
            _write(path, content, odd)
    if output is None and len(products) == 1:
        console.out(compiled.grammar.decode())
    found = [*compiled.findings, *compiled.faults()]
    findings = console.places.findings(found, odd.parent)
    console.report(findings, to_stdout=False)
    return 1 if is_bad(findings) else 0


@schema.command(short_help="Reduce the TEI's declarations to facts.")
@click.argument("p5subset", type=_FILE)
@click.option("-o", "--output", type=_FILE, required=True, help="Write the facts to this file.")
@common
@click.pass_obj
def facts(console: Console, p5subset: Path, output: Path) -> None:
    """Reduce the declarations of a release of the TEI to what the compiler needs of them.

    P5SUBSET is the file p5subset.xml of the release. The result can be named as “source” in an
    ODD.
    """
    from tei.odd.facts import facts as reduced

    try:
        content = reduced(p5subset)
    except TeiError as error:
        raise console.places.error(error, p5subset.parent) from error.__cause__
    _write(output, content, p5subset)


def _write(path: Path, content: bytes, source: Path) -> None:
    """Write a file at once or not at all. Raises TeiError when it is the source or a folder."""
    if path.exists() and source.exists() and path.samefile(source):
        raise TeiError(f"{shown(path)} is what is compiled.", "Name another file.")
    write(path, content)
