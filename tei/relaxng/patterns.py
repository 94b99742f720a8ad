"""Patterns: what may stand somewhere, as terms that exist once each.

The terms are those of the RELAX NG specification, section 6, after simplification. Each is made by
`Patterns`, which keeps them: equal terms are the same object. So everything that is found out about
a term can be remembered on it, and the next occurrence of the same situation costs one look-up.

Two liberties are taken, both harmless. A choice keeps each alternative once. Attributes may stand
in any order, so those of a group or an interleave are drawn together into one ATTRIBUTES term,
which comes first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from tei.relaxng.faults import TooComplexError

if TYPE_CHECKING:
    from tei.relaxng.names import NameClass

EMPTY: Final = 0
NOT_ALLOWED: Final = 1
TEXT: Final = 2
CHOICE: Final = 3
GROUP: Final = 4
INTERLEAVE: Final = 5
ONE_OR_MORE: Final = 6
ELEMENT: Final = 7
ATTRIBUTE: Final = 8
ATTRIBUTES: Final = 9  # several attribute terms, all of which apply
DATA: Final = 10
VALUE: Final = 11
LIST: Final = 12

# What a term contains, without looking into elements and attribute values: a bit for each kind ...
HAS_EMPTY: Final = 1 << EMPTY
HAS_TEXT: Final = 1 << TEXT
HAS_GROUP: Final = 1 << GROUP
HAS_INTERLEAVE: Final = 1 << INTERLEAVE
HAS_ONE_OR_MORE: Final = 1 << ONE_OR_MORE
HAS_ELEMENT: Final = 1 << ELEMENT
HAS_ATTRIBUTE: Final = 1 << ATTRIBUTE
HAS_DATA: Final = 1 << DATA
HAS_VALUE: Final = 1 << VALUE
HAS_LIST: Final = 1 << LIST
# ... and what the restrictions of section 7 ask for.
HAS_GROUPED_ATTRIBUTE: Final = 1 << 13  # group//attribute or interleave//attribute
HAS_REPEATED_GROUP: Final = 1 << 14  # oneOrMore//group//attribute, which is an error
HAS_SINGLE_WILDCARD: Final = 1 << 15  # an attribute of any name that is not in oneOrMore
HAS_FAULT: Final = 1 << 16  # an attribute, list or except that holds what it must not
HAS_STRING: Final = HAS_DATA | HAS_VALUE | HAS_LIST
_HAS_CONTENT: Final = HAS_TEXT | HAS_ELEMENT | HAS_STRING

# Content types (section 7.2), in this order; BAD: text of a datatype beside other content.
NO_CONTENT: Final = 0
COMPLEX: Final = 1
SIMPLE: Final = 2
BAD: Final = 3

IN_ATTRIBUTE: Final = HAS_ATTRIBUTE | HAS_ELEMENT
IN_LIST: Final = HAS_LIST | HAS_ELEMENT | HAS_ATTRIBUTE | HAS_TEXT | HAS_INTERLEAVE
IN_EXCEPT: Final = (
    HAS_ATTRIBUTE | HAS_ELEMENT | HAS_LIST | HAS_TEXT | HAS_EMPTY
    | HAS_GROUP | HAS_INTERLEAVE | HAS_ONE_OR_MORE
)  # fmt: skip

_MOST_TERMS = 400_000


class Pattern:
    """A term. `parts` are its operands, `item` what else it is made of.

    `item` is the Element of an ELEMENT, the name class of an ATTRIBUTE, the datatype of DATA, and
    datatype and value of VALUE. `attribute` is the name of the attribute where a term is nothing
    but one attribute that has to stand or may stand. The slots from `steps` on remember what was
    found out.
    """

    __slots__ = (
        "accepted",
        "after_attribute",
        "after_text",
        "attribute",
        "candidates",
        "closed",
        "contains",
        "content_type",
        "index",
        "item",
        "kind",
        "nullable",
        "parts",
        "steps",
    )

    def __init__(
        self,
        kind: int,
        parts: tuple[Pattern, ...],
        item: Any,
        nullable: bool,
        contains: int,
        content_type: int,
    ) -> None:
        self.kind = kind
        self.parts = parts
        self.item = item
        self.nullable = nullable
        self.contains = contains
        self.content_type = content_type
        self.attribute = ""
        self.steps: dict[str, Any] = {}
        self.candidates: dict[str, Any] | None = None
        self.index: Any = None
        self.after_text: Pattern | None = None
        self.after_attribute: dict[str, Any] | None = None
        self.closed: Pattern | None = None
        self.accepted: set[str] | None = None


class Patterns:
    """Makes terms, each once. Raises TooComplexError when they become too many."""

    def __init__(self) -> None:
        self._terms: dict[Any, Pattern] = {}
        self.empty = Pattern(EMPTY, (), None, True, HAS_EMPTY, NO_CONTENT)
        self.not_allowed = Pattern(NOT_ALLOWED, (), None, False, 0, NO_CONTENT)
        self.text = Pattern(TEXT, (), None, True, HAS_TEXT, COMPLEX)

    def __len__(self) -> int:
        """Give the number of terms made so far."""
        return len(self._terms)

    def _new(
        self,
        key: object,
        kind: int,
        parts: tuple[Pattern, ...],
        item: object,
        nullable: bool,
        contains: int,
        content_type: int,
    ) -> Pattern:
        if len(self._terms) > _MOST_TERMS:
            raise TooComplexError
        pattern = Pattern(kind, parts, item, nullable, contains, content_type)
        self._terms[key] = pattern
        return pattern

    def choice(self, alternatives: Iterable[Pattern]) -> Pattern:
        """One of several."""
        unique: dict[Pattern, None] = {}
        for pattern in alternatives:
            kind = pattern.kind
            if kind == CHOICE:
                unique.update(dict.fromkeys(pattern.parts))
            elif kind != NOT_ALLOWED:
                unique[pattern] = None
        if len(unique) > 1 and self.empty in unique:
            del unique[self.empty]
            if not any(pattern.nullable for pattern in unique):
                unique[self.empty] = None
        if len(unique) < 2:
            return next(iter(unique), self.not_allowed)
        key = frozenset(unique)
        found = self._terms.get(key)
        if found is not None:
            return found
        nullable, contains, content_type = False, 0, NO_CONTENT
        for pattern in unique:
            if pattern.nullable:
                nullable = True
            contains |= pattern.contains
            if pattern.content_type > content_type:
                content_type = pattern.content_type
        found = self._new(key, CHOICE, tuple(unique), None, nullable, contains, content_type)
        if len(unique) == 2 and self.empty in unique:
            found.attribute = found.parts[0].attribute
        return found

    def optional(self, pattern: Pattern) -> Pattern:
        """Something or nothing."""
        return pattern if pattern.nullable else self.choice((pattern, self.empty))

    def group(self, first: Pattern, second: Pattern) -> Pattern:
        """One thing after the other."""
        if (first.contains | second.contains) & HAS_ATTRIBUTE:
            return self.join(GROUP, (first, second))
        return self._pair(GROUP, first, second)

    def interleave(self, first: Pattern, second: Pattern) -> Pattern:
        """Two things, their parts in any order."""
        if (first.contains | second.contains) & HAS_ATTRIBUTE:
            return self.join(INTERLEAVE, (first, second))
        return self._pair(INTERLEAVE, first, second)

    def join(self, kind: int, patterns: Iterable[Pattern]) -> Pattern:
        """Make a GROUP or INTERLEAVE of several terms, their attributes drawn together."""
        attributes: list[Pattern] = []
        content: list[Pattern] = []
        for pattern in patterns:
            rest = pattern
            if pattern.kind == NOT_ALLOWED:
                return pattern
            if pattern.kind == GROUP and is_attributes(pattern.parts[0]):
                attributes.extend(conjuncts(pattern.parts[0]))
                rest = pattern.parts[1]
            elif is_attributes(pattern):
                attributes.extend(conjuncts(pattern))
                continue
            if rest.kind != EMPTY:
                content.append(rest)
        result = self.empty
        for pattern in reversed(content):
            result = self._pair(kind, pattern, result)
        if not attributes:
            return result
        return self._pair(GROUP, self.attributes(attributes), result)

    def _pair(self, kind: int, first: Pattern, second: Pattern) -> Pattern:
        if first.kind == NOT_ALLOWED or second.kind == NOT_ALLOWED:
            return self.not_allowed
        if first.kind == EMPTY:
            return second
        if second.kind == EMPTY:
            return first
        if kind == GROUP:
            key: object = (GROUP, first, second)
            if first.kind == GROUP and not first.contains & HAS_ATTRIBUTE:
                inner = self._pair(GROUP, first.parts[1], second)
                return self._pair(GROUP, first.parts[0], inner)
        else:
            key = (INTERLEAVE, frozenset((first, second)))
        found = self._terms.get(key)
        if found is not None:
            return found
        contains = first.contains | second.contains | (1 << kind)
        if contains & HAS_ATTRIBUTE:
            contains |= HAS_GROUPED_ATTRIBUTE
        return self._new(
            key,
            kind,
            (first, second),
            None,
            first.nullable and second.nullable,
            contains,
            _joined(first.content_type, second.content_type),
        )

    def attributes(self, patterns: list[Pattern]) -> Pattern:
        """Make a term of attribute terms that all apply. An attribute twice makes it BAD."""
        if len(patterns) == 1:
            return patterns[0]
        members = frozenset(patterns)
        # Equal terms must not become one here: the attribute stands twice, which is an error.
        key = (ATTRIBUTES, members, len(patterns))
        found = self._terms.get(key)
        if found is not None:
            return found
        nullable, contains, content_type = True, HAS_GROUPED_ATTRIBUTE | HAS_GROUP, NO_CONTENT
        for pattern in patterns:
            nullable = nullable and pattern.nullable
            contains |= pattern.contains
            if pattern.content_type > content_type:
                content_type = pattern.content_type
        return self._new(key, ATTRIBUTES, tuple(patterns), None, nullable, contains, content_type)

    def one_or_more(self, pattern: Pattern) -> Pattern:
        """Something once or several times."""
        if pattern.kind in (NOT_ALLOWED, EMPTY, ONE_OR_MORE):
            return pattern
        key = (ONE_OR_MORE, pattern)
        found = self._terms.get(key)
        if found is not None:
            return found
        contains = (pattern.contains | HAS_ONE_OR_MORE) & ~HAS_SINGLE_WILDCARD
        if contains & HAS_GROUPED_ATTRIBUTE:
            contains |= HAS_REPEATED_GROUP
        content_type = _joined(pattern.content_type, pattern.content_type)
        return self._new(
            key, ONE_OR_MORE, (pattern,), None, pattern.nullable, contains, content_type
        )

    def element(self, item: object) -> Pattern:
        """Make the term for an element of the schema; each element has its own."""
        return Pattern(ELEMENT, (), item, False, HAS_ELEMENT, COMPLEX)

    def attribute(self, names: NameClass, value: Pattern) -> Pattern:
        """An attribute."""
        if value.kind == NOT_ALLOWED:
            return value
        key = (ATTRIBUTE, names, value)
        found = self._terms.get(key)
        if found is not None:
            return found
        contains, literals = HAS_ATTRIBUTE, names.literals
        if literals is None:
            contains |= HAS_SINGLE_WILDCARD
        if value.contains & (IN_ATTRIBUTE | HAS_FAULT) or (literals is None and value.kind != TEXT):
            contains |= HAS_FAULT
        content_type = BAD if value.content_type == BAD else NO_CONTENT
        found = self._new(key, ATTRIBUTE, (value,), names, False, contains, content_type)
        if literals is not None and len(literals) == 1:
            (found.attribute,) = literals
        return found

    def data(self, datatype: object, excluded: Pattern | None) -> Pattern:
        """A string of a datatype, except some."""
        parts = () if excluded is None or excluded.kind == NOT_ALLOWED else (excluded,)
        key = (DATA, datatype, parts)
        found = self._terms.get(key)
        if found is not None:
            return found
        contains, content_type = HAS_DATA, SIMPLE
        for part in parts:
            if part.contains & (IN_EXCEPT | HAS_FAULT):
                contains |= HAS_FAULT
            content_type = max(content_type, part.content_type)
        return self._new(key, DATA, parts, datatype, False, contains, content_type)

    def value(self, datatype: object, value: object) -> Pattern:
        """Make the term for a certain value of a datatype."""
        key = (VALUE, datatype, value)
        return self._terms.get(key) or self._new(
            key, VALUE, (), (datatype, value), False, HAS_VALUE, SIMPLE
        )

    def tokens(self, pattern: Pattern) -> Pattern:
        """A string that is divided at its blanks."""
        if pattern.kind == NOT_ALLOWED:
            return pattern
        key = (LIST, pattern)
        contains = HAS_LIST | (HAS_FAULT if pattern.contains & (IN_LIST | HAS_FAULT) else 0)
        return self._terms.get(key) or self._new(
            key, LIST, (pattern,), None, False, contains, SIMPLE
        )

    def rebuilt(self, pattern: Pattern, parts: list[Pattern]) -> Pattern:
        """Make a term of the same kind, a CHOICE, GROUP or the like, from other parts."""
        kind = pattern.kind
        if kind == CHOICE:
            return self.choice(parts)
        if kind == ONE_OR_MORE:
            return self.one_or_more(parts[0])
        return self.join(INTERLEAVE if kind == INTERLEAVE else GROUP, parts)


def is_attributes(pattern: Pattern) -> bool:
    """Say whether a term speaks of attributes alone."""
    return bool(pattern.contains & HAS_ATTRIBUTE) and not pattern.contains & _HAS_CONTENT


def conjuncts(pattern: Pattern) -> tuple[Pattern, ...]:
    """Give the terms that a term of attributes joins, itself where it joins none."""
    return pattern.parts if pattern.kind == ATTRIBUTES else (pattern,)


def _joined(first: int, second: int) -> int:
    """Give the content type of two contents side by side."""
    if first == BAD or second == BAD:
        return BAD
    if first == NO_CONTENT or second == NO_CONTENT or first == second == COMPLEX:
        return max(first, second)
    return BAD
