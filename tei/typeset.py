"""Set a book in Typst: the only module that imports typst.

Typst works in a folder of its own that holds copies of what it may read and nothing else. It has
no network (a package that a template asks for is refused), no fonts but those in its wheel and
the edition's own, and no clock: the same input gives the same bytes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from tei.errors import TeiError
from tei.findings import Position

if TYPE_CHECKING:
    import typst

# The strictest first. A text that one of them rules out is set with the next.
STANDARDS: tuple[tuple[Any, ...], ...] = (("a-2a", "ua-1"), ("ua-1",), ())
# Nothing listens there, so a download fails at once.
_NOWHERE = "http://127.0.0.1:9"
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
_PLACE = re.compile(r"┌─ (\S+\.typ):(\d+):(\d+)")
_UNSHOWN = re.compile(r'the text `"(.*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_Result = TypeVar("_Result")
_FAMILY = re.compile(r"unknown font family: (.+)")


@dataclass(frozen=True, slots=True)
class Sheets:
    """A book that has been set.

    `standards` are those that the PDF conforms to; `refused` says, for the strictest of all, why
    it does not conform to that one ("" when it does); `unknown_fonts` are families that neither
    the wheel nor the edition has; `settled` is false when Typst gave up before the numbers of
    pages in the book agreed with its pages.
    """

    pdf: bytes
    standards: tuple[str, ...]
    refused: str
    unknown_fonts: tuple[str, ...]
    settled: bool


class TypesettingError(TeiError):
    """Typst cannot set the book; `position` is the place in the template, where it is known."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be set: the template `main`.

    `files` are all the files that it may read, by their path in Typst's folder; those given as a
    Path are copied. `fonts` are folders with further fonts. A `question` is an expression of
    Typst's, asked of what came of it.
    """

    files: Mapping[str, bytes | Path]
    main: str
    fonts: Sequence[Path] = ()
    question: str = ""
    wants_pdf: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """What came of an order: the sheets, if they were wanted, and the answer to its question."""

    sheets: Sheets | None
    answer: Any


def make(order: Order) -> Made:
    """Carry out an order. Raises TypesettingError."""
    with _folder(order.files) as root, _offline():
        return _patiently(lambda: _made(order, root))


def typeset(files: Mapping[str, bytes | Path], main: str, fonts: Sequence[Path] = ()) -> Sheets:
    """Set the template `main`, with the files that it may read. Raises TypesettingError."""
    sheets = make(Order(files, main, fonts)).sheets
    assert sheets is not None
    return sheets


def _made(order: Order, root: Path) -> Made:
    import typst

    compiler = typst.Compiler(
        str(root / order.main),
        root=str(root),
        font_paths=[str(path) for path in order.fonts],
        ignore_system_fonts=True,
        package_path=str(root / ".packages"),
        package_cache_path=str(root / ".packages"),
    )
    answer = None
    if order.question:
        try:
            answer = json.loads(compiler.eval(order.question))
        except RuntimeError:
            # It says neither where nor why; setting the template does.
            _sheets(compiler, root)
            raise
    return Made(_sheets(compiler, root) if order.wants_pdf else None, answer)


def _sheets(compiler: typst.Compiler, root: Path) -> Sheets:
    import typst

    refused = ""
    for standards in STANDARDS:
        try:
            pdf, warnings = compiler.compile_with_warnings(
                format="pdf", timestamp=0, pdf_standards=list(standards)
            )
        except typst.TypstError as error:
            if not standards or not error.message.startswith("PDF/"):
                raise _error(error.message, error.diagnostic, error.hints, root) from None
            refused = refused or error.message
            continue
        unknown = {found[1] for item in warnings if (found := _FAMILY.search(item.message))}
        assert isinstance(pdf, bytes)
        settled = not any("did not converge" in item.message for item in warnings)
        return Sheets(pdf, standards, refused, tuple(sorted(unknown)), settled)
    raise AssertionError("the last of the standards asks for nothing")


def without_glyph(
    characters: str, families: Sequence[str], fonts: Sequence[Path] = (), only_these: bool = False
) -> str:
    """Give those of the characters that no font at hand has, in their order.

    With `only_these`, those that none of the families has. The characters of control and format
    are not looked at: they have no glyph by nature.
    """
    import typst

    visible = [each for each in dict.fromkeys(characters) if each.isprintable() and each != " "]
    source = (
        "#let it = json(bytes(sys.inputs.probe))\n"
        '#set document(title: "probe")\n#set text(font: it.families, fallback: it.fallback)\n'
        "#for each in it.characters { par(each) }"
    )
    probe = json.dumps(
        {"families": list(families), "characters": visible, "fallback": not only_these}
    )
    try:
        compiler: Any = typst.Compiler
        compiler(
            source.encode(),
            font_paths=[str(path) for path in fonts],
            ignore_system_fonts=True,
            sys_inputs={"probe": probe},
        ).compile(format="pdf", timestamp=0, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        found = {_unescaped(text) for text in _UNSHOWN.findall(error.diagnostic)}
        return "".join(each for each in visible if each in found)
    return ""


def _unescaped(text: str) -> str:
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return re.sub(r"\\(.)", r"\1", text)


def _patiently(work: Callable[[], _Result]) -> _Result:
    """Do the work in a thread of its own: so an interrupt need not wait for Typst to be done."""
    done: list[_Result] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:
            failed.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return done[0]


@contextmanager
def _folder(files: Mapping[str, bytes | Path]) -> Iterator[Path]:
    """Make the folder that Typst may read, and remove it afterwards."""
    with tempfile.TemporaryDirectory(prefix="tei-pdf-") as name:
        root = Path(name).resolve()
        for path, content in files.items():
            _write(root, path, content)
        yield root


def _write(root: Path, path: str, content: bytes | Path) -> None:
    target = (root / path).resolve()
    if not target.is_relative_to(root):
        raise ValueError(f"{path} leads out of the folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, target)
    else:
        target.write_bytes(content)


@contextmanager
def _offline() -> Iterator[None]:
    """Send whatever Typst might want to download to an address where nobody answers."""
    before = {name: os.environ.get(name) for name in (*_PROXIES, "NO_PROXY", "no_proxy")}
    os.environ.update(dict.fromkeys(_PROXIES, _NOWHERE))
    os.environ.update({"NO_PROXY": "", "no_proxy": ""})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _error(message: str, diagnostic: str, hints: Sequence[str], root: Path) -> TypesettingError:
    """Tell an error of Typst with its place in the template and without our folder's path."""
    message = " ".join(message.replace(str(root) + os.sep, "").split())
    if message.startswith("failed to download package"):
        message = "the template asks for a package from the network, which is not allowed here"
        hints = ["Copy what it needs into the folder of the template."]
    place = _PLACE.search(diagnostic)
    position = None
    if place is not None:
        name = place[1].replace("\\", "/").rpartition(root.name + "/")[2]
        position = Position(name, int(place[2]), int(place[3]) + 1)
    hint = " ".join(hints)
    return TypesettingError(f"The PDF cannot be set: {message}.", hint, position)
