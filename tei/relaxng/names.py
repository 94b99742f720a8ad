"""Names, and the name classes of a schema: which names an element or attribute may have.

An expanded name is written as expat gives it: `namespace local`, or `local` without a namespace.
Local names hold no blank, so the last one divides the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from tei.names import XML

XMLNS = "http://www.w3.org/2000/xmlns"
# No element can be called so; they stand for "any other name" where classes are compared.
_OTHER_NAMESPACE = "\x00"
_OTHER_LOCAL = "\x01"
# Among ASCII characters these make the difference between a name and an identifier of Python.
_AS_LETTERS = str.maketrans(".-", "__")
_NEVER_FIRST = (".", "-", "")


def is_name(text: str) -> bool:
    """Say whether a text is a name without colon (NCName; XML 1.0, fifth edition)."""
    if text.isascii():
        return text[:1] not in _NEVER_FIRST and text.translate(_AS_LETTERS).isidentifier()
    from tei.relaxng.characters import NAME_PART, NAME_START

    return NAME_START.contains(text[0]) and all(map(NAME_PART.contains, text))


def expanded(namespace: str, local: str) -> str:
    """Join a namespace, which may be empty, and a local name."""
    return f"{namespace} {local}" if namespace else local


def namespace_of(name: str) -> str:
    """Give the namespace of an expanded name, "" when it has none."""
    return name.rpartition(" ")[0]


def local_of(name: str) -> str:
    """Give the local part of an expanded name."""
    return name.rpartition(" ")[2]


def shown(name: str) -> str:
    """Give a name as an encoder writes it: `p`, `xml:id`."""
    namespace, _, local = name.rpartition(" ")
    return f"xml:{local}" if namespace == XML else local


class NameClass:
    """A set of names. `literals` are its names where they can be listed, otherwise None.

    Classes with equal keys are equal.
    """

    __slots__ = ("key", "literals")

    def __init__(self, key: tuple[object, ...], literals: frozenset[str] | None) -> None:
        self.key = key
        self.literals = literals

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NameClass) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def contains(self, name: str) -> bool:
        """Say whether a name belongs to the class."""
        raise NotImplementedError

    def samples(self) -> Iterator[str]:
        """Give names that tell this class from others: every name is like one of them."""
        raise NotImplementedError

    def overlaps(self, other: NameClass) -> bool:
        """Say whether a name belongs to both classes."""
        return any(
            self.contains(name) and other.contains(name)
            for one in (self, other)
            for name in one.samples()
        )


class Name(NameClass):
    """One name."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        super().__init__((name,), frozenset((name,)))
        self.name = name

    def contains(self, name: str) -> bool:
        """Say whether it is this name."""
        return name == self.name

    def samples(self) -> Iterator[str]:
        """Give the name."""
        yield self.name


class AnyName(NameClass):
    """All names but those of `excluded`."""

    __slots__ = ("excluded",)

    def __init__(self, excluded: NameClass | None = None) -> None:
        super().__init__((AnyName, excluded), None)
        self.excluded = excluded

    def contains(self, name: str) -> bool:
        """Say whether a name is not excluded."""
        return self.excluded is None or not self.excluded.contains(name)

    def samples(self) -> Iterator[str]:
        """Give a name that no schema mentions, and what is excluded."""
        yield expanded(_OTHER_NAMESPACE, _OTHER_LOCAL)
        if self.excluded is not None:
            yield from self.excluded.samples()


class NamespaceName(NameClass):
    """All names of a namespace but those of `excluded`."""

    __slots__ = ("excluded", "namespace")

    def __init__(self, namespace: str, excluded: NameClass | None = None) -> None:
        super().__init__((NamespaceName, namespace, excluded), None)
        self.namespace = namespace
        self.excluded = excluded

    def contains(self, name: str) -> bool:
        """Say whether a name is in the namespace and not excluded."""
        return name.rpartition(" ")[0] == self.namespace and (
            self.excluded is None or not self.excluded.contains(name)
        )

    def samples(self) -> Iterator[str]:
        """Give a name of the namespace that no schema mentions, and what is excluded."""
        yield expanded(self.namespace, _OTHER_LOCAL)
        if self.excluded is not None:
            yield from self.excluded.samples()


class NameChoice(NameClass):
    """What belongs to one of several classes."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[NameClass, ...]) -> None:
        listed = [part.literals for part in parts]
        endless = any(literals is None for literals in listed)
        literals = None if endless else frozenset().union(*filter(None, listed))
        super().__init__((NameChoice, parts), literals)
        self.parts = parts

    def contains(self, name: str) -> bool:
        """Say whether a name belongs to one of the parts."""
        return any(part.contains(name) for part in self.parts)

    def samples(self) -> Iterator[str]:
        """Give the samples of all parts."""
        for part in self.parts:
            yield from part.samples()
