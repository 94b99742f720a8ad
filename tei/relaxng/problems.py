"""What validation reports."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The kinds of problems."""

    ELEMENT = "misplaced-element"
    UNKNOWN = "unknown-element"
    MISSING = "missing-element"
    TEXT = "misplaced-text"
    CONTENT = "bad-content"
    ATTRIBUTE = "unknown-attribute"
    LACKING = "missing-attribute"
    VALUE = "bad-value"
    ID = "duplicate-id"
    IDREF = "unresolved-idref"
    ENTITY = "skipped-entity"
    MALFORMED = "not-well-formed"
    COMPLEX = "too-complex"


class Problem(NamedTuple):
    """Something in a file that its schema does not allow.

    `line` and `column` count from 1 and are those of the start tag of the element in question, or
    of the text. `ordinal` is that of the element, counted from 0; -1 where there is none. `help`
    says what to do; `kind` groups problems that are alike. `found` is what is wrong: the name of
    an element or attribute, or a text. `near` is the ordinal of the last element that began
    before a text.
    """

    line: int
    column: int
    message: str
    help: str
    kind: Kind
    ordinal: int
    found: str = ""
    near: int = -1
