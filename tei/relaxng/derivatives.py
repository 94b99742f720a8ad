"""Derivatives: what may follow in a content once an element, a text or an attribute has been seen.

After J. Clark, *An algorithm for RELAX NG validation* (2002), with one change. There the derivative
by a start tag is a term of the element's content and of what follows it (`After`). Here the two are
kept apart: an element's content is looked at on its own, and what follows waits on a stack. So a
derivative only depends on a content and a name, and is found once for each pair.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tei.relaxng.datatypes import Context, tokens
from tei.relaxng.patterns import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    EMPTY,
    GROUP,
    HAS_ATTRIBUTE,
    HAS_STRING,
    INTERLEAVE,
    LIST,
    ONE_OR_MORE,
    TEXT,
    VALUE,
    Pattern,
    Patterns,
)

if TYPE_CHECKING:
    from tei.relaxng.elements import Element

_BLANKS = " \t\r\n"
# Choices with more alternatives are indexed by the names of their elements.
_FEW = 8
# Values are remembered, as nearly all occur often; a few that are long or all different are not.
_LONGEST_REMEMBERED = 80
_MOST_REMEMBERED = 20_000

Candidates = tuple[tuple["Element", Pattern], ...]


class Derivatives:
    """Finds derivatives of the terms of one schema."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns

    # ---- elements

    def by_element(self, pattern: Pattern, name: str) -> Candidates:
        """Give the elements of the schema that an element of this name may be, with what follows.

        Each comes once; where it is found in two ways, what follows is a choice.
        """
        if pattern.candidates is None:
            pattern.candidates = {}
        found: Candidates | None = pattern.candidates.get(name)
        if found is None:
            following: dict[Element, Pattern] = {}
            for element, rest in self._by_element(pattern, name):
                known = following.get(element)
                following[element] = rest if known is None else self.patterns.choice((known, rest))
            found = pattern.candidates[name] = tuple(following.items())
        return found

    def _by_element(self, pattern: Pattern, name: str) -> Iterable[tuple[Element, Pattern]]:
        kind = pattern.kind
        if kind == ELEMENT:
            return ((pattern.item, self.patterns.empty),) if pattern.item.is_called(name) else ()
        if kind == CHOICE:
            return [
                each
                for part in self._alternatives(pattern, name)
                for each in self._by_element(part, name)
            ]
        if kind == ONE_OR_MORE:
            again = self.patterns.optional(pattern)
            return [
                (element, self.patterns.group(rest, again))
                for element, rest in self.by_element(pattern.parts[0], name)
            ]
        if kind == GROUP:
            first, second = pattern.parts
            found = [
                (element, self.patterns.group(rest, second))
                for element, rest in self.by_element(first, name)
            ]
            return [*found, *self.by_element(second, name)] if first.nullable else found
        if kind == INTERLEAVE:
            first, second = pattern.parts
            return [
                *(
                    (element, self.patterns.interleave(rest, second))
                    for element, rest in self.by_element(first, name)
                ),
                *(
                    (element, self.patterns.interleave(first, rest))
                    for element, rest in self.by_element(second, name)
                ),
            ]
        return ()

    def _alternatives(self, pattern: Pattern, name: str) -> Iterable[Pattern]:
        """Give the alternatives of a choice that may begin with an element of this name."""
        if len(pattern.parts) <= _FEW:
            return pattern.parts
        if pattern.index is None:
            listed: dict[str, list[Pattern]] = {}
            others: list[Pattern] = []
            for part in pattern.parts:
                names = part.item.names if part.kind == ELEMENT else None
                if names is None:
                    others.append(part)
                else:
                    for each in names:
                        listed.setdefault(each, []).append(part)
            pattern.index = listed, others
        listed, others = pattern.index
        return [*listed[name], *others] if name in listed else others

    # ---- text

    def by_text(self, pattern: Pattern, text: str, context: Context) -> Pattern:
        """Give what may follow a text."""
        if not pattern.contains & HAS_STRING:
            return pattern.after_text or self.by_any_text(pattern)
        return self._by_text(pattern, text, context)

    def by_any_text(self, pattern: Pattern) -> Pattern:
        """Give what may follow a text in a content that does not ask what it says."""
        found = pattern.after_text
        if found is None:
            found = pattern.after_text = self._by_text(pattern, "", None)
        return found

    def _by_text(self, pattern: Pattern, text: str, context: Context | None) -> Pattern:
        kind, patterns = pattern.kind, self.patterns
        if kind == TEXT:
            return pattern
        if kind == CHOICE:
            return patterns.choice([self._text(part, text, context) for part in pattern.parts])
        if kind == ONE_OR_MORE:
            repeated = pattern.parts[0]
            rest = self._text(repeated, text, context)
            if rest.kind == TEXT and (rest is repeated or rest in repeated.parts):
                return pattern  # mixed content stays what it is
            return patterns.group(rest, patterns.optional(pattern))
        if kind == GROUP:
            first, second = pattern.parts
            rest = patterns.group(self._text(first, text, context), second)
            if not first.nullable:
                return rest
            return patterns.choice((rest, self._text(second, text, context)))
        if kind == INTERLEAVE:
            first, second = pattern.parts
            return patterns.choice(
                (
                    patterns.interleave(self._text(first, text, context), second),
                    patterns.interleave(first, self._text(second, text, context)),
                )
            )
        if context is not None and self._is_string(pattern, text, context):
            return patterns.empty
        return patterns.not_allowed

    def _text(self, pattern: Pattern, text: str, context: Context | None) -> Pattern:
        if context is None or not pattern.contains & HAS_STRING:
            return self.by_any_text(pattern)
        return self._by_text(pattern, text, context)

    def _is_string(self, pattern: Pattern, text: str, context: Context) -> bool:
        kind = pattern.kind
        if kind == DATA:
            if not pattern.item.accepts(text, context):
                return False
            return not any(self.accepts(part, text, context) for part in pattern.parts)
        if kind == VALUE:
            datatype, value = pattern.item
            return bool(datatype.value(text, context) == value)
        if kind == LIST:
            rest = pattern.parts[0]
            for token in tokens(text):
                rest = self.by_text(rest, token, context)
            return rest.nullable
        return False

    def accepts(self, pattern: Pattern, text: str, context: Context) -> bool:
        """Say whether a text as a whole fits, as the value of an attribute has to."""
        kind = pattern.kind
        if kind == TEXT:
            return True
        if kind in (DATA, VALUE, LIST):
            return self._is_string(pattern, text, context)
        if kind == CHOICE:
            return any(self.accepts(part, text, context) for part in pattern.parts)
        if pattern.nullable and not text.strip(_BLANKS):
            return True
        return kind != EMPTY and self.by_text(pattern, text, context).nullable

    def accepts_value(self, pattern: Pattern, text: str, context: Context) -> bool:
        """As `accepts`, but remember the values that fit."""
        remembered = pattern.accepted
        if remembered is None:
            remembered = pattern.accepted = set()
        if text in remembered:
            return True
        if not self.accepts(pattern, text, context):
            return False
        if len(text) <= _LONGEST_REMEMBERED and not is_particular(pattern):
            if len(remembered) >= _MOST_REMEMBERED:
                remembered.clear()
            remembered.add(text)
        return True

    # ---- attributes

    def by_attribute(self, pattern: Pattern, name: str, value: str, context: Context) -> Pattern:
        """Give what is left once an attribute has been seen.

        It depends on the value only through the terms that accept it, so that the result is
        remembered for each of their combinations.
        """
        if pattern.after_attribute is None:
            pattern.after_attribute = {}
        known: Any = pattern.after_attribute.get(name)
        if known is None:
            known = pattern.after_attribute[name] = (tuple(values(pattern, name)), {})
        asked, results = known
        key = tuple([self.accepts_value(each, value, context) for each in asked])
        found: Pattern | None = results.get(key)
        if found is None:
            fitting = {each for each, fits in zip(asked, key, strict=True) if fits}
            found = results[key] = self._by_attribute(pattern, name, fitting)
        return found

    def _by_attribute(self, pattern: Pattern, name: str, fitting: set[Pattern]) -> Pattern:
        kind, patterns = pattern.kind, self.patterns
        if not pattern.contains & HAS_ATTRIBUTE:
            return patterns.not_allowed
        if kind == ATTRIBUTE:
            fits = pattern.item.contains(name) and pattern.parts[0] in fitting
            return patterns.empty if fits else patterns.not_allowed
        if kind == CHOICE:
            return patterns.choice(
                [self._by_attribute(part, name, fitting) for part in pattern.parts]
            )
        if kind == ONE_OR_MORE:
            rest = self._by_attribute(pattern.parts[0], name, fitting)
            return patterns.group(rest, patterns.optional(pattern))
        # The attribute may belong to any one of the parts; the others stay as they are.
        joined = INTERLEAVE if kind == INTERLEAVE else GROUP
        alternatives = []
        for place, part in enumerate(pattern.parts):
            rest = self._by_attribute(part, name, fitting)
            parts = (*pattern.parts[:place], rest, *pattern.parts[place + 1 :])
            alternatives.append(patterns.join(joined, parts))
        return patterns.choice(alternatives)

    def without_attributes(self, pattern: Pattern) -> Pattern:
        """Give what is left when no more attributes come: those still wanted are missing."""
        if not pattern.contains & HAS_ATTRIBUTE:
            return pattern
        found = pattern.closed
        if found is None:
            parts = [self.without_attributes(part) for part in pattern.parts]
            found = self.patterns.not_allowed
            if pattern.kind != ATTRIBUTE:
                found = self.patterns.rebuilt(pattern, parts)
            pattern.closed = found
        return found


def values(pattern: Pattern, name: str) -> dict[Pattern, None]:
    """Give the terms that may have to accept the value of an attribute."""
    if not pattern.contains & HAS_ATTRIBUTE:
        return {}
    if pattern.kind == ATTRIBUTE:
        return {pattern.parts[0]: None} if pattern.item.contains(name) else {}
    found: dict[Pattern, None] = {}
    for part in pattern.parts:
        found.update(values(part, name))
    return found


def is_particular(pattern: Pattern) -> bool:
    """Say whether each occurrence of a value counts: as an id, or for the prefixes in force."""
    if pattern.kind == DATA:
        datatype = pattern.item
        return bool(datatype.contextual or datatype.identity) or any(
            map(is_particular, pattern.parts)
        )
    if pattern.kind == VALUE:
        return bool(pattern.item[0].contextual or pattern.item[0].identity)
    return pattern.contains & HAS_STRING != 0 and any(map(is_particular, pattern.parts))
