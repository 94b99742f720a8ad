"""Patterns of RELAX NG that an ODD brings along, in itself or in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from tei import names
from tei.errors import TeiError
from tei.findings import Position
from tei.odd.files import OddFile, OddFiles
from tei.odd.patterns import Pattern, pattern
from tei.odd.reading_content import RNG
from tei.odd.specs import ModuleRef

_DEEPEST = 50
_DEFINITIONS = (f"{{{RNG}}}define", f"{{{RNG}}}start")
_NAMED = (f"{{{RNG}}}element", f"{{{RNG}}}attribute")
_TEXTS = {f"{{{RNG}}}{name}" for name in ("name", "value", "param")}
_INHERITED = ("ns", "datatypeLibrary")


def embedded(element: etree._Element, rename: Callable[[str], str] | None) -> Pattern:
    """Copy a pattern; `rename` gives the names of patterns as they are in the grammar."""
    copy = _rebuilt(element)
    if rename is not None:
        for each in copy.iter(f"{{{RNG}}}ref"):
            each.set("name", rename(each.get("name", "")))
    return copy


def imported(module: ModuleRef, grammar: OddFile, files: OddFiles) -> Pattern:
    """Give a grammar in a file as a part of another one: without its start, includes opened.

    What stands in the `moduleRef` comes to it. Raises TeiError when the file is no grammar.
    """
    part = _part(grammar, files, module.position, ())
    if module.prefix:
        for each in part.iter(f"{{{RNG}}}define", f"{{{RNG}}}ref"):
            each.set("name", module.prefix + each.get("name", ""))
    own = [embedded(each, None) for each in module.patterns]
    _override(part, [name for each in own for name in _defined(each)])
    return pattern("div", part, own)


def _part(
    grammar: OddFile, files: OddFiles, position: Position | None, trail: tuple[OddFile, ...]
) -> Pattern:
    """Give the grammar of a file as a `div`."""
    if grammar in trail or len(trail) > _DEEPEST:
        raise TeiError(f"{grammar.path.name} includes itself.", "Remove an include.", position)
    if grammar.root.tag != f"{{{RNG}}}grammar":
        raise TeiError(
            f"{grammar.path.name} is not a grammar in the XML syntax of RELAX NG.",
            "Name a file whose first element is “grammar”.",
            position,
        )
    part = pattern("div", ns=grammar.root.get("ns", ""))
    if library := grammar.root.get("datatypeLibrary"):
        part.set("datatypeLibrary", library)
    for child in grammar.root.iterchildren(f"{{{RNG}}}*"):
        if child.tag == f"{{{RNG}}}include":
            part.append(_included(child, grammar, files, trail))
        elif child.tag != f"{{{RNG}}}start":
            part.append(embedded(child, None))
    for nested in [*part.iter(f"{{{RNG}}}start")]:
        parent = nested.getparent()
        if parent is not None:
            parent.remove(nested)
    for external in grammar.root.iter(f"{{{RNG}}}externalRef"):
        raise TeiError(
            "“externalRef” in a grammar that an ODD includes is not supported.",
            "Include that grammar instead.",
            grammar.position(external),
        )
    return part


def _included(
    element: etree._Element, grammar: OddFile, files: OddFiles, trail: tuple[OddFile, ...]
) -> Pattern:
    """Give an included grammar, in which what stands in the include overrides definitions."""
    position = grammar.position(element)
    path = files.find(element.get("href", ""), grammar.path, position)
    part = _part(files.grammar(path), files, position, (*trail, grammar))
    own = [embedded(child, None) for child in element.iterchildren(f"{{{RNG}}}*")]
    _override(part, [name for each in own for name in _defined(each)])
    made = pattern("div", part, own)
    for name in _INHERITED:
        if (value := element.get(name)) is not None:
            made.set(name, value)
    return made


def _defined(element: Pattern) -> Iterator[str]:
    """Yield the names that are defined anew in an element, not those that are added to."""
    for each in element.iter(_DEFINITIONS[0]):
        if not each.get("combine"):
            yield each.get("name", "")


def _override(part: Pattern, defined: list[str]) -> None:
    """Remove definitions that are made anew elsewhere."""
    for each in [*part.iter(_DEFINITIONS[0])]:
        parent = each.getparent()
        if each.get("name") in defined and parent is not None:
            parent.remove(each)


def _rebuilt(element: etree._Element) -> Pattern:
    """Build a pattern anew, with nothing in it but RELAX NG.

    Names with a prefix are written as name and namespace, for the prefix is lost on the way.
    """
    made = pattern(etree.QName(element).localname)
    for name in map(str, element.attrib):
        if not name.startswith("{"):
            made.set(name, element.get(name, ""))
    text = (element.text or "").strip() if element.tag == f"{{{RNG}}}name" else element.text
    if element.tag in _NAMED and (found := _qualified(element, element.get("name", ""))):
        made.set("name", found[1])
        made.set("ns", found[0])
    elif element.tag == f"{{{RNG}}}name" and (found := _qualified(element, text or "")):
        text = found[1]
        made.set("ns", found[0])
    if element.tag in _TEXTS:
        made.text = text
    made.extend(_rebuilt(each) for each in element.iterchildren(f"{{{RNG}}}*"))
    return made


def _qualified(element: etree._Element, name: str) -> tuple[str, str] | None:
    """Give namespace and local name of a name with a prefix."""
    prefix, colon, local = name.strip().partition(":")
    namespace = names.XML if prefix == "xml" else element.nsmap.get(prefix)
    return (namespace, local) if colon and namespace else None
