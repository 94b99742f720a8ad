"""The registry of outputs: what an output is given, what it yields, and which there are."""

from __future__ import annotations

import importlib.util
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from importlib.machinery import SourceFileLoader
from typing import NamedTuple

import tei.outputs
from tei.edition import Edition
from tei.errors import TeiError
from tei.findings import Finding
from tei.prepared.prepare import Prepared, prepare
from tei.proposals import did_you_mean


class Product(NamedTuple):
    """A file that an output yields. `path` is relative to the build folder, with slashes.

    `output` is the name of the output; `products` fills it in.
    """

    path: str
    media_type: str
    content: bytes
    output: str = ""


def _ignore(*_: object) -> None:
    """Take a report or a step of progress and do nothing with it."""


class Job(NamedTuple):
    """What an output works from. `outputs` names all that this run makes.

    `report` takes findings (an element that no rule covers, a missing glyph); `progress` takes
    the name of a step when it begins ("Chapter 6: The Break").
    """

    edition: Edition
    prepared: Prepared
    report: Callable[[Finding], None] = _ignore
    progress: Callable[[str], None] = _ignore
    outputs: tuple[str, ...] = ()


Output = Callable[[Job], Iterator[Product]]

_OUTPUTS: dict[str, Output] = {}


def output(name: str) -> Callable[[Output], Output]:
    """Register a function as the output `name`; the first line of its docstring is its help."""

    def register(function: Output) -> Output:
        _OUTPUTS[name] = function
        return function

    return register


def outputs() -> dict[str, Output]:
    """Give all outputs by name, in alphabetical order."""
    for module in pkgutil.iter_modules(tei.outputs.__path__):
        importlib.import_module(f"tei.outputs.{module.name}")
    return dict(sorted(_OUTPUTS.items()))


def judge(name: str) -> str:
    """Say what to write in the place of a name that no output has; "" for an output."""
    if _declares(name) or _find(name) is not None:
        return ""
    return did_you_mean(name, outputs())


def _declares(name: str) -> bool:
    """Tell from its text whether the module of a name makes that output, without loading it.

    A build reads the names of all outputs that the settings ask for, and may need one of them.
    """
    spec = importlib.util.find_spec(f"tei.outputs.{name}") if name.isidentifier() else None
    if spec is None or not isinstance(spec.loader, SourceFileLoader):
        return False
    return f'@output("{name}")' in (spec.loader.get_source(spec.name) or "")


def products(job: Job, names: Iterable[str]) -> Iterator[Product]:
    """Give the files of these outputs, one by one, each with the name of its output."""
    for name in names:
        if (made := _find(name)) is not None:
            for product in made(job):
                yield product._replace(output=name)


def _find(name: str) -> Output | None:
    """Find an output: in the module of its name, else in any; a build needs but few of them."""
    if name.isidentifier() and importlib.util.find_spec(f"tei.outputs.{name}"):
        importlib.import_module(f"tei.outputs.{name}")
    return _OUTPUTS[name] if name in _OUTPUTS else outputs().get(name)


def build(
    edition: Edition,
    only: Iterable[str] = (),
    report: Callable[[Finding], None] = _ignore,
    progress: Callable[[str], None] = _ignore,
) -> Iterator[Product]:
    """Make the outputs of an edition: those in `only`, else those that its settings name.

    The files come one by one and nothing is written: `tei.publish` does that. `report` and
    `progress` are as in Job. Raises TeiError, before anything is made, for an output that does
    not exist, and later for what makes one impossible (a stylesheet of the edition's own that is
    at fault, say).
    """
    names = list(dict.fromkeys(only or edition.settings.build.outputs))
    for name in names:
        if remedy := judge(name):
            raise TeiError(f"There is no output “{name}”.", remedy)
    job = Job(edition, prepare(edition), report, progress, tuple(names))
    return products(job, names)
