"""A schema that is ready to validate files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tei.errors import TeiError
from tei.memory import without_collection
from tei.relaxng.compiled import Compiled
from tei.relaxng.faults import SchemaFaultError, TooComplexError
from tei.relaxng.patterns import Patterns
from tei.relaxng.problems import Problem
from tei.relaxng.validator import Run, StampedRun

if TYPE_CHECKING:
    from tei.relaxng.files import SchemaFiles
    from tei.relaxng.texts import SchemaText


class Schema(Compiled):
    """A schema, which validates files."""

    def validate(self, source: str | bytes, stamp: str = "") -> list[Problem]:
        """Validate a file; gives its problems in the order of their places.

        `source` is its text, or its bytes in an encoding that XML names. `stamp` is the name of
        an attribute, as `namespace local`, that is no part of the text and is passed over.
        """
        encoding = None
        if isinstance(source, str):
            source, encoding = source.encode("utf-8", "surrogatepass"), "utf-8"
        run = StampedRun(self, encoding, stamp) if stamp else Run(self, encoding)
        return run.validate(source)


def load(path: str | Path, allow: Sequence[str | Path] = ()) -> Schema:
    """Read a RELAX NG schema, in its XML syntax or, by the suffix `.rnc`, in the compact one.

    What it includes must lie in its own folder or in one of `allow`; nothing is fetched from a
    network. Raises TeiError, with a place, when a file cannot be read or the schema is at fault.
    """
    from tei.relaxng.files import SchemaFiles

    files = SchemaFiles([Path(each) for each in allow])
    return _built(files.main(Path(path)), files)


def parse(data: bytes, name: str) -> Schema:
    """Read a schema from memory: the XML syntax in UTF-8, including nothing. Raises TeiError."""
    from tei.relaxng.files import SchemaFiles
    from tei.relaxng.texts import SchemaText

    return _built(SchemaText(Path(name), name, data), SchemaFiles(()))


def _built(text: SchemaText, files: SchemaFiles) -> Schema:
    # Whoever reads a digest needs none of these.
    from tei.relaxng.grammar import Grammar
    from tei.relaxng.nodes import Node
    from tei.relaxng.reading import read_schema

    try:
        with without_collection():
            patterns = Patterns()
            grammar = Grammar(patterns, files)
            start = grammar.start(read_schema(text))
            grammar.forget()
    except SchemaFaultError as fault:
        place = fault.place
        position = place.around.file.position(place.offset) if isinstance(place, Node) else None
        raise TeiError(fault.message, fault.help, position) from None
    except (TooComplexError, RecursionError):
        raise TeiError(
            "The schema is too complex.",
            "It nests, repeats or interleaves more than the program can hold.",
            text.position(0),
        ) from None
    schema = Schema(text.name, start, grammar.elements, patterns)
    schema.contextual = grammar.contextual
    return schema
