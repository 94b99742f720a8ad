"""From the specification of a schema to the declarations that it consists of in the end.

Modules are taken from their source, groups opened, changes made; an ODD may build upon another
one, which is resolved before it. The rules are those of the TEI's own stylesheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from tei.errors import TeiError
from tei.findings import Finding, Position
from tei.names import TEI, XML_ID
from tei.odd.codes import finding
from tei.odd.files import OddFile, OddFiles
from tei.odd.language import unknown
from tei.odd.merging import change
from tei.odd.reading import SPECS, Reader
from tei.odd.sources import Declarations, declared, shipped
from tei.odd.specs import (
    ClassSpec,
    Constraint,
    ElementSpec,
    GroupRef,
    Item,
    MacroSpec,
    ModuleRef,
    SchemaSpec,
    Spec,
    SpecRef,
)

# tei:current, tei:4.9.0, and the addresses of the TEI's releases.
_OF_THE_TEI = re.compile(r"tei:|https?://(www\.)?tei-c\.org/")
_DEEPEST = 20

_Key = tuple[str, str, str]


@dataclass(frozen=True, eq=False)
class Resolved:
    """A schema: its declarations, the grammars it includes, its rules, what was noticed."""

    schema: SchemaSpec
    specs: tuple[Spec, ...]
    grammars: tuple[tuple[ModuleRef, OddFile], ...]
    constraints: tuple[Constraint, ...]
    version: str
    findings: tuple[Finding, ...]


class Resolver:
    """Resolves the specification of a schema. `files` gives what it names."""

    def __init__(self, files: OddFiles) -> None:
        self._files = files
        self._chain: list[Path] = []
        self._sources: dict[Path, Declarations] = {}
        # What is said of the files that the ODD builds upon.
        self.findings: list[Finding] = []

    def resolve(self, path: Path, named: Position | None = None) -> Resolved:
        """Resolve the first schema in an ODD. Raises TeiError when there is none, or a loop.

        `named` is where another ODD names this one.
        """
        if path in self._chain or len(self._chain) > _DEEPEST:
            raise TeiError(
                f"{self._files.name(path)} builds upon itself.",
                "Correct “source”.",
                named or Position(self._files.name(path)),
            )
        self._chain.append(path)
        odd = self._files.odd(path)
        schemas = list(odd.root.iter(f"{{{TEI}}}schemaSpec"))
        for each in schemas[1:]:
            message = f"The schema “{each.get('ident', '')}” is not made, but the first one is."
            self.findings.append(finding("ODD009", message, odd.position(each)))
        if not schemas:
            raise TeiError(
                f"{self._files.name(path)} specifies no schema.",
                "Name an ODD: a TEI file with a “schemaSpec”.",
                odd.position(odd.root),
            )
        resolved = _Resolution(self, self._files, odd, schemas[0]).resolved()
        self._chain.pop()
        return resolved

    def source(self, address: str, odd: OddFile, position: Position | None) -> Declarations:
        """Give the declarations that an address means. Raises TeiError when there are none."""
        if not address or _OF_THE_TEI.match(address):
            return shipped()
        path = self._files.find(address, odd.path, position)
        if path not in self._sources:
            self._sources[path] = self._read(path, position)
        if not self._sources[path].specs:
            raise TeiError(f"“{address}” declares nothing.", "Name an ODD.", position)
        return self._sources[path]

    def _read(self, path: Path, named: Position | None) -> Declarations:
        """Read what an ODD declares, or what a file of declarations such as p5subset.xml does."""
        other = self._files.odd(path)
        if next(other.root.iter(f"{{{TEI}}}moduleRef"), None) is not None:
            resolved = self.resolve(path, named)
            self.findings += resolved.findings
            return Declarations(resolved.specs, resolved.version)
        reader = Reader(other.position)
        found = declared(other.root, reader)
        self.findings += reader.findings
        for spec in other.root.iter(*(f"{{{TEI}}}{name}" for name in SPECS)):
            self.findings += unknown(spec, other.position)
        return found


class _Resolution:
    """The work on one schema."""

    def __init__(
        self, resolver: Resolver, files: OddFiles, odd: OddFile, element: etree._Element
    ) -> None:
        self._resolver = resolver
        self._files = files
        self._reader = Reader(odd.position)
        self._odd = odd
        self._schema = self._reader.schema(element)
        self._findings = [*unknown(element, odd.position)]
        self._items = list(self._opened(self._schema.items, odd, self._reader, ()))
        self._specs: dict[_Key, Spec] = {}
        self._version = shipped().version
        self._told: set[str] = set()

    def resolved(self) -> Resolved:
        modules = [each for each in self._items if isinstance(each, ModuleRef)]
        named = [each for each in self._items if isinstance(each, SpecRef)]
        # The infrastructure comes first, for the order of the declarations.
        early = {"tei": 0, "core": 1}
        direct = {each.key for each in named}
        for module in sorted(modules, key=lambda each: early.get(each.key, 2)):
            if not module.url:
                self._include(module, direct)
        for reference in named:
            self._include_one(reference)
        self._customise()
        grammars = []
        for module in modules:
            if module.url:
                path = self._files.find(module.url, self._odd.path, module.position)
                grammars.append((module, self._files.grammar(path)))
        return Resolved(
            schema=self._schema,
            specs=tuple(self._specs.values()),
            grammars=tuple(grammars),
            constraints=tuple(each for each in self._items if isinstance(each, Constraint)),
            version=self._version,
            findings=(*self._reader.findings, *self._findings, *self._resolver.findings),
        )

    def _opened(
        self, items: tuple[Item, ...], odd: OddFile, reader: Reader, trail: tuple[str, ...]
    ) -> Iterator[Item]:
        """Yield items with what the groups among them hold."""
        for item in items:
            if not isinstance(item, GroupRef):
                yield item
                continue
            if item.target in trail:
                raise TeiError(
                    f"The group “{item.target}” contains itself.",
                    "Remove one of the references.",
                    item.position,
                )
            group, other = self._group(item, odd)
            inner = reader if other is odd else Reader(other.position)
            self._findings += unknown(group, other.position)
            yield from self._opened(inner.items(group), other, inner, (*trail, item.target))
            if inner is not reader:
                self._findings += inner.findings

    def _group(self, item: GroupRef, odd: OddFile) -> tuple[etree._Element, OddFile]:
        address, _, ident = item.target.partition("#")
        if address:
            odd = self._files.odd(self._files.find(address, odd.path, item.position))
        for group in odd.root.iter(f"{{{TEI}}}specGrp"):
            if not ident or group.get(XML_ID) == ident:
                return group, odd
        raise TeiError(f"There is no group “{item.target}”.", "Correct “target”.", item.position)

    def _declarations(self, address: str, position: Position | None) -> Declarations:
        address = address or self._schema.source
        if address not in self._told and _OF_THE_TEI.match(address):
            self._told.add(address)
            message = f"The declarations of the TEI {self._version} are used for “{address}”."
            self._findings.append(finding("ODD005", message, position or self._schema.position))
        found = self._resolver.source(address, self._odd, position or self._schema.position)
        self._version = found.version or self._version
        return found

    def _include(self, module: ModuleRef, direct: set[str]) -> None:
        """Take a module: all its classes, macros and datatypes, and the chosen elements."""
        declarations = self._declarations(module.source, module.position)
        specs = declarations.of(module.key)
        if not specs:
            known = ", ".join(sorted(declarations.modules))
            message = f"There is no module “{module.key}”. There are: {known}."
            self._findings.append(finding("ODD002", message, module.position))
        if module.included is not None and module.excepted:
            message = f"The module “{module.key}” is chosen from with “include” and with “except”."
            self._findings.append(finding("ODD007", message, module.position))
        idents = {spec.ident for spec in specs}
        for ident in sorted(((module.included or frozenset()) | module.excepted) - idents):
            message = f"The module “{module.key}” has no “{ident}”."
            self._findings.append(finding("ODD002", message, module.position))
        for spec in specs:
            if spec.ident in direct:
                continue
            if isinstance(spec, ElementSpec):
                if module.included is not None and spec.ident not in module.included:
                    continue
                if spec.ident in module.excepted:
                    continue
            self._specs.setdefault(self._key(spec), spec)

    def _include_one(self, reference: SpecRef) -> None:
        found = self._declarations(reference.source, reference.position).named(reference.key)
        if not found:
            message = f"The source declares no “{reference.key}”."
            self._findings.append(finding("ODD002", message, reference.position))
        for spec in found:
            if isinstance(spec, ClassSpec) and (reference.included or reference.excepted):
                spec = _chosen(spec, reference)
            self._specs[self._key(spec)] = spec

    def _customise(self) -> None:
        """Make the changes of the ODD: first what goes and what comes, then what is changed."""
        own = [
            item for item in self._items if isinstance(item, ElementSpec | ClassSpec | MacroSpec)
        ]
        for spec in own:
            key = self._match(spec)
            if spec.mode == "delete":
                self._expect(key, spec)
                self._specs.pop(key, None)
            elif spec.mode == "replace":
                self._expect(key, spec)
                if key in self._specs:
                    module = spec.module or self._specs[key].module
                    self._specs[key] = replace(spec, mode="", module=module)
            elif spec.mode in ("", "add"):
                if key in self._specs:
                    message = f"“{spec.ident}” is there already."
                    self._findings.append(finding("ODD004", message, spec.position))
                self._specs[key] = replace(spec, mode="")
        for spec in own:
            if spec.mode == "change":
                key = self._match(spec)
                self._expect(key, spec)
                if key in self._specs:
                    self._specs[key] = change(self._specs[key], spec)
        for spec in own:
            self._expect_classes(spec)

    def _expect_classes(self, spec: Spec) -> None:
        """Report classes that a declaration joins, and that are not there.

        One of a module that is not included is no mistake: the TEI's own elements join such, too.
        """
        members = () if isinstance(spec, MacroSpec) or not spec.classes else spec.classes.members
        for member in members:
            if member.mode == "delete" or ("class", "", member.key) in self._specs:
                continue
            if not self._declarations("", spec.position).named(member.key):
                message = f"The schema has no class “{member.key}” for “{spec.ident}”."
                self._findings.append(finding("ODD002", message, spec.position))

    def _expect(self, key: _Key, spec: Spec) -> None:
        if key not in self._specs:
            done = {"delete": "delete", "replace": "replace"}.get(spec.mode, "change")
            message = f"The schema has no “{spec.ident}” to {done}."
            self._findings.append(finding("ODD003", message, spec.position))

    def _key(self, spec: Spec) -> _Key:
        if isinstance(spec, ElementSpec):
            return "element", spec.namespace or self._schema.namespace, spec.ident
        kind = "class" if isinstance(spec, ClassSpec) else "macro"
        return kind, "", spec.ident

    def _match(self, spec: Spec) -> _Key:
        """Give the key of what a declaration is about; a change need not repeat the namespace."""
        key = self._key(spec)
        if key in self._specs or spec.mode in ("", "add") or getattr(spec, "namespace", None):
            return key
        others = [each for each in self._specs if each[0] == key[0] and each[2] == key[2]]
        return others[0] if len(others) == 1 else key


def _chosen(spec: ClassSpec, reference: SpecRef) -> ClassSpec:
    """Give a class with the attributes that a reference to it chooses."""
    items = tuple(
        item
        for item in spec.attributes.items
        if not hasattr(item, "ident")
        or (
            item.ident not in reference.excepted
            and (not reference.included or item.ident in reference.included)
        )
    )
    return replace(spec, attributes=replace(spec.attributes, items=items))
