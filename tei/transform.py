"""Run XSLT 3.0 stylesheets in Saxon: the only module that imports saxonche.

Saxon is used from one thread of a process. Every stylesheet has a processor of its own, because
access to files is closed for good once a stylesheet is compiled: a stylesheet sees what it is
given, and nothing else. External functions are off from the beginning.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO, Any

from lxml import etree

from tei import names, resources, stylesheets
from tei.errors import TeiError
from tei.findings import Finding, Position, Severity
from tei.interrupts import interrupts

# Saxon's own limit of nested elements is 100; lxml has counted before (`tei.reading.source`).
_DEPTH = 5000
_FEATURE = "http://saxon.sf.net/feature/"
_ERROR = re.compile(
    r"on line (\d+)(?: column (\d+))?\)? of (?:\S*/)?([^\s:/]*):?\s+(?:err:)?([A-Z]{4}\d{4})\s+"
)
_WARNING = re.compile(r"^Warning .*?(?=^(?:Warning|Error) |\Z)", re.MULTILINE | re.DOTALL)

# str, bool, int, float, Document, or a mapping of what JSON can hold: a list becomes an array.
Value = object


@dataclass(frozen=True, slots=True)
class Message:
    """What a stylesheet has to say (`f:report` in `xslt/common/report.xsl`).

    `at` is the origin of the element that it is about ("source.ordinal"), `cause` is equal for
    messages that are the same but for the place. A plain `xsl:message` has neither, and the code
    XSL009.
    """

    code: str
    text: str
    at: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run yields: the serialised result and the messages, in order."""

    text: str
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """An XML document to transform or to give as a parameter; read once by each processor."""

    xml: str
    _nodes: dict[Stylesheet, Any] = field(default_factory=dict)


def parse(xml: bytes) -> Document:
    """Make a document of XML in UTF-8, which must be well-formed and without a DOCTYPE."""
    return Document(xml.decode("utf-8"))


@dataclass(frozen=True, slots=True, eq=False)
class Stylesheet:
    """A compiled stylesheet."""

    path: Path
    _processor: Any
    _executable: Any
    _is_own: bool = False
    _maps: dict[str, Any] = field(default_factory=dict)

    def apply(
        self, document: Document, *, mode: str = "", parameters: Mapping[str, Value] | None = None
    ) -> Result:
        """Apply templates in `mode` ("Q{uri}name") to a document.

        `parameters` are the stylesheet's global parameters. Raises TeiError with the place in the
        stylesheet when it stops with an error.
        """
        node = self._node(document)
        # The executable itself must stay without parameters: Saxon cannot clone it otherwise.
        run = self._executable.clone()
        run.set_save_xsl_message(True)
        for name, value in (parameters or {}).items():
            run.set_parameter(name, self._value(value))
        if mode:
            run.set_initial_mode(mode)
        run.set_global_context_item(xdm_item=node)
        run.set_initial_match_selection(xdm_value=node)
        # Python can act on an interrupt only after the call, and what an edition or a schema brings
        # along may never come to its end. Ours are done with a page in a moment; then Python stops
        # the work in good order.
        stoppable = interrupts(signal.SIG_DFL) if self._is_own else nullcontext()
        with stoppable, _captured() as noise:
            try:
                text = run.apply_templates_returning_string()
            except Exception as error:
                raise _failure(self.path, str(error), noise()) from None
            said = noise()
        messages = [*_messages(run.get_xsl_messages()), *_warnings(said)]
        return Result(text or "", tuple(messages))

    def _node(self, document: Document) -> Any:
        known = document._nodes
        if self not in known:
            with _captured():
                known[self] = self._processor.parse_xml(xml_text=document.xml)
        return known[self]

    def _value(self, value: Value) -> Any:
        processor = self._processor
        if isinstance(value, Document):
            return self._node(value)
        if isinstance(value, bool):
            return processor.make_boolean_value(value)
        if isinstance(value, int):
            return processor.make_integer_value(value)
        if isinstance(value, float):
            return processor.make_double_value(value)
        if isinstance(value, str):
            return processor.make_string_value(value)
        if isinstance(value, Mapping):
            # Mostly the same for a whole run, and slow to read.
            text = json.dumps(value)
            if text not in self._maps:
                self._maps[text] = processor.parse_json(json_text=text)
            return self._maps[text]
        raise TypeError(f"A stylesheet cannot be given a {type(value).__name__}.")


_COMPILED: dict[object, Stylesheet] = {}


def compile_stylesheet(
    path: Path, folder: Path | None = None, *, static: Mapping[str, str | bool] | None = None
) -> Stylesheet:
    """Compile a stylesheet, once in a process.

    `folder` is the edition's folder when the stylesheet is the edition's own: it may then import
    files of that folder and ours (`tei-edition:site.xsl`), and is held to the limits that
    `tei.stylesheets.check` describes. `static` are the static parameters, by which a stylesheet
    leaves out what is not needed. Raises TeiError with file, line and column of each mistake.
    """
    path = path.resolve()
    known = static or {}
    key = (path, folder, *sorted(known.items()))
    if key not in _COMPILED:
        if folder is not None:
            stylesheets.check(path, folder)
        _COMPILED[key] = _compile(path, is_own=folder is not None, static=known)
    return _COMPILED[key]


def compile_text(path: Path, text: str) -> Stylesheet:
    """Compile a stylesheet from memory, which may read no file at all, not even while compiling.

    `path` is what it is called in messages. Raises TeiError as `compile_stylesheet` does.
    """
    return _compile(path, is_own=True, text=text)


def _compile(
    path: Path,
    *,
    is_own: bool,
    text: str | None = None,
    static: Mapping[str, str | bool] | None = None,
) -> Stylesheet:
    # Imported late: Saxon takes a while to start, and most commands do without it.
    from saxonche import PySaxonProcessor

    processor = PySaxonProcessor(license=False)

    def feature(name: str, value: str) -> None:
        processor.set_configuration_property(_FEATURE + name, value)

    with _captured() as noise:
        processor.set_catalog_files([str(resources.data("xslt", "catalog.xml"))])
        feature("allow-external-functions", "false")
        feature("linenumbering", "true")
        feature("parserProperty?uri=jdk.xml.maxElementDepth", str(_DEPTH))
        general = "http%3A//xml.org/sax/features/external-general-entities"
        feature(f"parserFeature?uri={general}", "false")
        if text is not None:
            feature("allowedProtocols", "")
        try:
            compiler = processor.new_xslt30_processor()
            for name, value in (static or {}).items():
                make = (
                    processor.make_boolean_value
                    if isinstance(value, bool)
                    else processor.make_string_value
                )
                compiler.set_parameter(name, make(value))
            if text is None:
                executable = compiler.compile_stylesheet(stylesheet_file=str(path))
            else:
                executable = compiler.compile_stylesheet(stylesheet_text=text)
        except Exception as error:
            raise _failure(path, str(error), noise()) from None
    feature("allowedProtocols", "")
    return Stylesheet(path, processor, executable, is_own)


def _failure(path: Path, text: str, noise: str) -> TeiError:
    """Tell an error of a stylesheet with its code and place, which stand in Saxon's report."""
    found = list(_ERROR.finditer(text)) or list(_ERROR.finditer(noise))[:1]
    if not found:
        reason = " ".join(text.split()).rstrip(".")
        return TeiError(
            f"The stylesheet {path.name} stops: {reason}.", position=Position(path.name)
        )
    mistakes = []
    for error in found:
        line, column, module, code = error.groups()
        # Errors found while compiling all stand in `text`; one at run time is told by it alone.
        words = text[error.end() :].split("\nError ")[0] if error.string is text else text
        reason = f"{' '.join(words.split()).rstrip('.')} ({code})."
        place = Position(module or path.name, int(line), int(column or 0))
        mistakes.append(Finding("XSL007", "bad-stylesheet", Severity.ERROR, reason, place))
    first = mistakes[0]
    return TeiError(
        f"The stylesheet {first.position.path} stops: {first.message}",
        "Mend the stylesheet at that place.",
        first.position,
        mistakes if len(mistakes) > 1 else (),
    )


def _messages(values: Any) -> Iterator[Message]:
    """Read what `xsl:message` has left: our own reports are elements, anything else is text."""
    for index in range(values.size if values is not None else 0):
        content = str(values.item_at(index))
        try:
            element = etree.fromstring(content)
        except etree.XMLSyntaxError:
            yield Message("XSL009", " ".join(content.split()))
            continue
        text = " ".join(str(element.xpath("string()")).split())
        if element.tag == names.prepared("message"):
            get = element.get
            yield Message(get("code", ""), text, get("at", ""), get("cause", ""))
        else:
            yield Message("XSL009", text)


def _warnings(noise: str) -> Iterator[Message]:
    """Turn Saxon's own warnings into messages; whatever else was written goes where it belongs."""
    for warning in _WARNING.findall(noise):
        yield Message("XSL008", " ".join(warning.removeprefix("Warning ").split()))
    if rest := _WARNING.sub("", noise).strip():
        sys.stderr.write(rest + "\n")


@contextmanager
def _captured() -> Iterator[Callable[[], str]]:
    """Catch what Saxon writes to file descriptor 2; yields a function that gives it so far."""
    sys.stderr.flush()
    file = _noise()
    file.seek(0)
    file.truncate()

    def so_far() -> str:
        file.seek(0)
        return file.read().decode("utf-8", "replace")

    saved = os.dup(2)
    try:
        os.dup2(file.fileno(), 2)
        yield so_far
    finally:
        os.dup2(saved, 2)
        os.close(saved)


@cache
def _noise() -> IO[bytes]:
    """Open the file that takes it: one for all pages, without a buffer that would go stale."""
    return tempfile.TemporaryFile(buffering=0)
