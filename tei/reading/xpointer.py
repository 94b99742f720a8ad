"""The XPointer of an xi:include: an xml:id, the schemes element() and xpointer() with XPath 1.0."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tei import names

_NAME = re.compile(r"[^\s()/:]+")
_SCHEME = re.compile(r"\s*([\w.:-]+)\(")


class PointerError(ValueError):
    """A pointer that cannot be read or that finds nothing; the message says why."""


def select(root: etree._Element, pointer: str) -> list[etree._Element | str]:
    """Give what a pointer selects in a file, in document order: elements, comments and texts.

    Of several parts (`xmlns(t=...)xpointer(...)element(...)`) the first that finds something
    counts. Raises PointerError when the pointer is faulty or nothing is found.
    """
    pointer = pointer.strip()
    if _NAME.fullmatch(pointer):
        return [_by_id(root, pointer)]
    prefixes: dict[str, str] = {}
    problem = ""
    for scheme, value in _parts(pointer):
        if scheme == "xmlns":
            prefix, _, uri = value.partition("=")
            prefixes[prefix.strip()] = uri.strip()
            continue
        try:
            if scheme == "element":
                return [_by_steps(root, value)]
            if scheme == "xpointer":
                return _by_path(root, value, prefixes)
            problem = problem or f"{scheme}() is not known; xpointer() and element() are"
        except PointerError as error:
            problem = problem or str(error)
    raise PointerError(problem or "it says nothing")


def _parts(pointer: str) -> Iterator[tuple[str, str]]:
    """Split a pointer into schemes and their data; parentheses in it nest, ^ escapes."""
    at = 0
    while at < len(pointer.rstrip()):
        match = _SCHEME.match(pointer, at)
        if not match:
            raise PointerError("it is neither an xml:id nor of the form xpointer(...)")
        depth, end = 1, match.end()
        while end < len(pointer) and depth:
            character = pointer[end]
            if character == "^":
                end += 1
            depth += (character == "(") - (character == ")")
            end += 1
        if depth:
            raise PointerError("a parenthesis is not closed")
        yield match[1], re.sub(r"\^([()^])", r"\1", pointer[match.end() : end - 1])
        at = end


def _by_id(root: etree._Element, value: str) -> etree._Element:
    for element in root.iter("*"):
        if element.get(names.XML_ID) == value:
            return element
    raise PointerError(f'no element has the xml:id "{value}"')


def _by_steps(root: etree._Element, value: str) -> etree._Element:
    """Follow element(id/1/2) or element(/1/2): the n-th child element of each."""
    start, *steps = value.strip().split("/")
    if not all(step.isdecimal() and int(step) for step in steps) or not (start or steps):
        raise PointerError(f"element({value}) is not of the form element(id/1/2)")
    if start:
        element = _by_id(root, start)
    else:
        if steps.pop(0) != "1":
            raise PointerError(f"element({value}) finds nothing: a file has one first element")
        element = root
    for step in steps:
        children = list(element.iterchildren("*"))
        if int(step) > len(children):
            raise PointerError(f"element({value}) finds nothing")
        element = children[int(step) - 1]
    return element


def _by_path(
    root: etree._Element, value: str, prefixes: dict[str, str]
) -> list[etree._Element | str]:
    try:
        path = etree.XPath(value, namespaces=prefixes or None, smart_strings=False)
        found = path(root.getroottree())
    except (etree.XPathError, ValueError) as error:
        raise PointerError(f"xpointer({value}) is not XPath 1.0 ({error})") from None
    if not isinstance(found, list):
        raise PointerError(f"xpointer({value}) gives a value, not a passage")
    if not found:
        tip = "" if prefixes else f"; is xmlns(t={names.TEI}) missing, as for //t:div?"
        raise PointerError(f"xpointer({value}) finds nothing{tip}")
    nodes = [each for each in found if isinstance(each, (etree._Element, str))]
    if len(nodes) < len(found):
        raise PointerError(f"xpointer({value}) gives namespaces, not a passage")
    return nodes
