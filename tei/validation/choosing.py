"""Which schemas hold for a file: those of the settings, else those that it names, else ours."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tei.edition import Document, Edition
from tei.errors import TeiError
from tei.pointers import number_of
from tei.proposals import did_you_mean
from tei.resources import data
from tei.validation.associated import associations, passed_over

NONE = "none"
# The schemas that come with the program, each with the file of its rules beside it.
SHIPPED = ("edition", "tei_all")


class Chosen(NamedTuple):
    """The schemas of a file: the grammars it is validated by, and where its rules stand.

    `by_default` says that nobody chose them. `lost` are the files that it names and that are not
    there, `elsewhere` the addresses that are not fetched; where a grammar is among them, the
    whole of the TEI stands in for it (`instead`). `unused` says of what else it names why that
    has no effect.
    """

    grammars: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    by_default: bool = False
    lost: tuple[Path, ...] = ()
    elsewhere: tuple[str, ...] = ()
    instead: bool = False
    unused: tuple[str, ...] = ()


def folders(edition: Edition) -> list[Path]:
    """Give the folders in which schemas may lie: the edition's and those that it allows."""
    allowed = (edition.folder / each for each in edition.settings.edition.allow)
    return [each.resolve() for each in (edition.folder, *allowed)]


def shipped(name: str) -> Chosen:
    """Give a schema that comes with the program."""
    return Chosen((data("schema", f"{name}.rng"),), (data("schema", f"{name}.sch"),))


def choose(edition: Edition, document: Document) -> Chosen:
    """Choose the schemas of a document. Raises TeiError when the settings name none that exists."""
    if edition.settings.check.schema:
        return of_settings(edition, edition.settings.check.schema)
    named = _named(edition, document)
    if named.grammars:
        return named
    ours = shipped("tei_all" if named.instead else "edition")
    return named._replace(
        grammars=ours.grammars,
        rules=(*ours.rules, *named.rules),
        by_default=not named.instead,
    )


def of_settings(edition: Edition, schema: str) -> Chosen:
    """Give the schema that the settings name: one of ours, none, or a file."""
    if schema in SHIPPED:
        return shipped(schema)
    if schema == NONE:
        return Chosen()
    if "://" in schema:
        name = Path(schema).stem
        there = f"Write {name}, which comes with the program." if name in SHIPPED else ""
        raise TeiError(
            f"The schema {schema} is an address, and nothing is fetched from a network.",
            there or "Save it on this machine, and name that file.",
        )
    path = edition.folder / schema
    if remedy := judge(edition.folder, schema):
        raise TeiError(f"There is no schema “{path.name}”.", remedy)
    return Chosen((path,), (path,))


def judge(folder: Path, schema: str) -> str:
    """Say what to write in the place of a schema that is not there; "" for one that is."""
    if schema in ("", *SHIPPED, NONE) or (folder / schema).is_file():
        return ""
    if (folder / schema).is_dir():
        return "It is a folder; name a file in it."
    known = f"{' and '.join(SHIPPED)} come with the program, {NONE} is for no validation."
    return did_you_mean(Path(schema).name, (*SHIPPED, NONE), f"Name a file that is there; {known}")


def _named(edition: Edition, document: Document) -> Chosen:
    """Find what a document names; a schema of the TEI's own address is the one that we have."""
    roots = folders(edition)
    grammars: dict[Path, None] = {}
    rules: dict[Path, None] = {}
    lost: dict[Path, None] = {}
    elsewhere: dict[str, None] = {}
    instead = False
    source = edition.sources[number_of(document.root)]
    for each in associations(source):
        within = each.path is not None and any(map(each.path.is_relative_to, roots))
        if each.path is not None and within and each.path.is_file():
            (rules if each.rules else grammars)[each.path] = None
        elif Path(each.address).stem == "tei_all":
            ours = shipped("tei_all")
            (rules if each.rules else grammars).update(
                dict.fromkeys(ours.rules if each.rules else ours.grammars)
            )
        else:
            if each.path is not None and within:
                lost[each.path] = None
            else:
                elsewhere[each.address] = None
            instead = instead or not each.rules
    return Chosen(
        tuple(grammars),
        tuple(rules),
        lost=tuple(lost),
        elsewhere=tuple(elsewhere),
        instead=instead and not grammars,
        unused=tuple(dict.fromkeys(passed_over(source))),
    )
