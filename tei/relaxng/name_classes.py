"""From the parts of a schema that name elements and attributes to name classes."""

from __future__ import annotations

from tei.relaxng.faults import SchemaFaultError
from tei.relaxng.names import (
    XMLNS,
    AnyName,
    Name,
    NameChoice,
    NameClass,
    NamespaceName,
    namespace_of,
)
from tei.relaxng.nodes import BLANKS, Node, qualified
from tei.relaxng.rules import NAME_EXCEPT, NAME_TAGS, written


def name_class(node: Node) -> NameClass:
    """Give the names that an `element` or `attribute` may have. Raises SchemaFaultError."""
    if "name" in node.attributes:
        inherited = node.around.ns if node.tag == "element" else node.attributes.get("ns", "")
        found: NameClass = Name(qualified(node, node.name, inherited))
    elif node.children and node.children[0].tag in NAME_TAGS:
        found = _class(node.children[0])
    else:
        raise SchemaFaultError(f"“{node.tag}” has no name.", 'Add name="…".', node)
    if node.tag == "attribute":
        _check_attribute(found, node)
    return found


def _class(node: Node) -> NameClass:
    if node.tag == "name":
        return Name(qualified(node, node.text.strip(BLANKS), node.around.ns))
    if node.tag == "anyName":
        return AnyName(_excluded(node, (AnyName,)))
    if node.tag == "nsName":
        return NamespaceName(node.around.ns, _excluded(node, (AnyName, NamespaceName)))
    if not node.children:
        raise SchemaFaultError(f"“{written(node.tag)}” holds no name.", "Put a name into it.", node)
    parts = tuple(_class(child) for child in node.children)
    return parts[0] if len(parts) == 1 else NameChoice(parts)


def _excluded(node: Node, forbidden: tuple[type[NameClass], ...]) -> NameClass | None:
    """Give what a class excludes; that cannot be as wide as the class itself (section 4.16)."""
    excepts = [child for child in node.children if child.tag == NAME_EXCEPT]
    if not excepts:
        return None
    if len(excepts) > 1:
        raise SchemaFaultError(f"“{node.tag}” has two “except”.", "Put all into one.", excepts[1])
    found = _class(excepts[0])
    for part in _flat(found):
        if isinstance(part, forbidden):
            raise SchemaFaultError(
                f"The except of “{node.tag}” holds names as many as it excludes them from.",
                "List names (section 4.16).",
                excepts[0],
            )
    return found


def _flat(found: NameClass) -> list[NameClass]:
    if isinstance(found, NameChoice):
        return [each for part in found.parts for each in _flat(part)]
    return [found]


def _check_attribute(found: NameClass, node: Node) -> None:
    """Refuse names that declare namespaces (section 4.16)."""
    for part in _flat(found):
        if isinstance(part, Name):
            if part.name == "xmlns" or namespace_of(part.name) == XMLNS:
                raise SchemaFaultError(
                    "“xmlns” is not an attribute for a schema.", "Leave it out.", node
                )
            continue
        if isinstance(part, NamespaceName) and part.namespace == XMLNS:
            raise SchemaFaultError(
                f"{XMLNS} is not a namespace for attributes.", "Correct it.", node
            )
        if isinstance(part, AnyName | NamespaceName) and part.excluded is not None:
            _check_attribute(part.excluded, node)
