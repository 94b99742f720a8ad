"""Random schemas and files for them: the same for each seed."""

from __future__ import annotations

from random import Random

from tei.relaxng.rules import RNG

_XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
_NAMES = "abcd"
_VALUES = ("", "1", "2", "x", "x y", "1 2", "1905-01-22", "q")

# A pattern: what it is, then its parts, names or values.
Pattern = tuple[object, ...]


class Maker:
    """Makes one schema, a grammar with a few definitions, and files that may fit it."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.definitions = [f"d{number}" for number in range(self.random.randint(1, 4))]
        self.bodies = {name: self._element(2) for name in self.definitions}
        self.root: Pattern = ("element", ("name", "r"), self._content(3))

    def schema(self) -> str:
        """Give the schema as a file."""
        definitions = "".join(
            f'<define name="{name}">{_xml(body)}</define>' for name, body in self.bodies.items()
        )
        return (
            f'<grammar xmlns="{RNG}" datatypeLibrary="{_XSD}">'
            f"<start>{_xml(self.root)}</start>{definitions}</grammar>"
        )

    # ---- schemas

    def _element(self, depth: int) -> Pattern:
        return ("element", self._names(), self._content(depth))

    def _names(self) -> Pattern:
        way = self.random.random()
        if way < 0.85:
            return ("name", self.random.choice(_NAMES))
        if way < 0.95:
            return ("names", *self.random.sample(_NAMES, 2))
        return ("anyName", self.random.choice(_NAMES))

    def _content(self, depth: int) -> Pattern:
        way = self.random.random()
        if way < 0.15:
            content = self._string()
        elif way < 0.3:
            content = ("text",)
        else:
            content = self._pattern(depth)
        if self.random.random() < 0.5:
            return ("group", self._attributes(), content)
        return content

    def _attributes(self) -> Pattern:
        attributes = [
            ("attribute", name, self._value())
            for name in self.random.sample("pqs", self.random.randint(1, 3))
        ]
        way = self.random.random()
        if way < 0.3 and len(attributes) > 1:
            return ("choice", *attributes)
        if way < 0.4:
            return ("choice", attributes[0], ("group", *attributes))
        parts = [each if self.random.random() < 0.4 else ("optional", each) for each in attributes]
        return parts[0] if len(parts) == 1 else ("group", *parts)

    def _value(self) -> Pattern:
        return ("text",) if self.random.random() < 0.3 else self._string()

    def _string(self) -> Pattern:
        way = self.random.random()
        if way < 0.3:
            return ("data", self.random.choice(("integer", "date", "NCName", "token", "string")))
        if way < 0.55:
            return ("value", self.random.choice(_VALUES))
        if way < 0.75:
            return ("choice", self._string(), self._string())
        if way < 0.9:
            return ("list", self.random.choice(("zeroOrMore", "oneOrMore")), self._string())
        return ("except", self.random.choice(_VALUES))

    def _pattern(self, depth: int) -> Pattern:
        way = self.random.random()
        if depth <= 0 or way < 0.25:
            return ("ref", self.random.choice(self.definitions))
        if way < 0.35:
            return self._element(depth - 1)
        if way < 0.4:
            return self.random.choice((("empty",), ("text",), ("notAllowed",)))
        kind = self.random.choice(
            ("group", "choice", "interleave", "optional", "zeroOrMore", "oneOrMore", "mixed")
        )
        count = self.random.randint(2, 3) if kind in ("group", "choice", "interleave") else 1
        return (kind, *(self._pattern(depth - 1) for _ in range(count)))

    # ---- files

    def file(self) -> str:
        """Give a file that more or less follows the schema."""
        return self._written(self.root[1], self.root[2], 0)  # type: ignore[arg-type]

    def _instance(self, pattern: Pattern, depth: int) -> str:
        """Write something that fits a pattern, with a slip now and then."""
        random = self.random
        if random.random() < 0.02:
            return random.choice(("", "t", f"<{random.choice(_NAMES)}/>"))
        kind, *parts = pattern
        if kind == "element":
            return self._written(parts[0], parts[1], depth)  # type: ignore[arg-type]
        if kind == "ref":
            body = self.bodies[str(parts[0])]
            return "" if depth > 6 else self._instance(body, depth + 1)
        if kind == "choice":
            return self._instance(random.choice(parts), depth)  # type: ignore[arg-type]
        if kind in ("group", "mixed"):
            text = "t" if kind == "mixed" and random.random() < 0.5 else ""
            return text + "".join(self._instance(part, depth) for part in parts)  # type: ignore[arg-type]
        if kind == "interleave":
            pieces = [self._instance(part, depth) for part in parts]  # type: ignore[arg-type]
            random.shuffle(pieces)
            return "".join(pieces)
        if kind in ("optional", "zeroOrMore", "oneOrMore"):
            lowest = 1 if kind == "oneOrMore" else 0
            count = random.randint(lowest, 1 if kind == "optional" else 3)
            return "".join(self._instance(parts[0], depth) for _ in range(count))  # type: ignore[arg-type]
        return "" if kind == "attribute" else self._text(pattern)

    def _written(self, names: Pattern, content: Pattern, depth: int) -> str:
        random = self.random
        name = random.choice(_NAMES) if names[0] == "anyName" else str(random.choice(names[1:]))
        attributes: dict[str, str] = {}
        self._collect(content, attributes)
        if random.random() < 0.05:
            attributes[random.choice("pqsz")] = random.choice(_VALUES)
        tag = "".join(f' {key}="{value}"' for key, value in attributes.items())
        return f"<{name}{tag}>{self._instance(content, depth + 1)}</{name}>"

    def _collect(self, pattern: Pattern, found: dict[str, str]) -> None:
        kind, *parts = pattern
        if kind == "attribute":
            found[str(parts[0])] = self._text(parts[1])  # type: ignore[arg-type]
        elif kind == "choice":
            self._collect(self.random.choice(parts), found)  # type: ignore[arg-type]
        elif kind in ("group", "interleave", "mixed", "oneOrMore"):
            for part in parts:
                self._collect(part, found)  # type: ignore[arg-type]
        elif kind in ("optional", "zeroOrMore") and self.random.random() < 0.6:
            self._collect(parts[0], found)  # type: ignore[arg-type]

    def _text(self, pattern: Pattern) -> str:
        kind, *parts = pattern
        if self.random.random() < 0.1:
            return self.random.choice(_VALUES)
        if kind == "value":
            return str(parts[0])
        if kind == "data":
            fitting = {"integer": "7", "date": "1905-01-22", "NCName": "n"}
            return fitting.get(str(parts[0]), "any words")
        if kind == "choice":
            return self._text(self.random.choice(parts))  # type: ignore[arg-type]
        if kind == "list":
            count = self.random.randint(0, 3)
            return " ".join(self._text(parts[1]) for _ in range(count))  # type: ignore[arg-type]
        return "words" if kind in ("text", "except") else ""


def _xml(pattern: Pattern) -> str:
    kind, *parts = pattern
    if kind == "element":
        names, content = parts
        return f"<element>{_name(names)}{_xml(content)}</element>"  # type: ignore[arg-type]
    if kind == "attribute":
        return f'<attribute name="{parts[0]}">{_xml(parts[1])}</attribute>'  # type: ignore[arg-type]
    if kind == "ref":
        return f'<ref name="{parts[0]}"/>'
    if kind == "data":
        return f'<data type="{parts[0]}"/>'
    if kind == "value":
        return f"<value>{parts[0]}</value>"
    if kind == "except":
        return f'<data type="token"><except><value>{parts[0]}</value></except></data>'
    if kind == "list":
        return f"<list><{parts[0]}>{_xml(parts[1])}</{parts[0]}></list>"  # type: ignore[arg-type]
    inner = "".join(_xml(part) for part in parts)  # type: ignore[arg-type]
    return f"<{kind}>{inner}</{kind}>" if inner else f"<{kind}/>"


def _name(names: Pattern) -> str:
    kind, *parts = names
    if kind == "anyName":
        return f"<anyName><except><name>{parts[0]}</name></except></anyName>"
    listed = "".join(f"<name>{part}</name>" for part in parts)
    return f"<choice>{listed}</choice>" if len(parts) > 1 else listed
