"""Declarations that lead back to themselves: classes of classes, macros in macros.

No schema can be made of them, and whoever followed them would never come to an end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei.errors import TeiError
from tei.odd.content import Data, Group, Particle, Reference
from tei.odd.sources import by_ident
from tei.odd.specs import ClassSpec, ElementSpec, MacroSpec, Spec


def refuse_loops(specs: Iterable[Spec]) -> None:
    """Raise TeiError, with the place, for a declaration that leads back to itself."""
    known = by_ident(spec for spec in specs if not isinstance(spec, ElementSpec))
    done: set[str] = set()
    for start in known:
        # Each name with those that remain to be followed from it.
        trail: list[tuple[str, Iterator[str]]] = [(start, _leads(known[start]))]
        while trail:
            ident = next(trail[-1][1], None)
            if ident is None:
                done.add(trail.pop()[0])
            elif any(ident == above for above, _ in trail):
                _refuse(known[ident], [above for above, _ in trail])
            elif ident in known and ident not in done:
                trail.append((ident, _leads(known[ident])))


def _refuse(spec: Spec, trail: list[str]) -> None:
    names = trail[trail.index(spec.ident) + 1 :]
    way = f", by way of {', '.join(f'“{name}”' for name in names)}" if names else ""
    said = "is a member of itself" if isinstance(spec, ClassSpec) else "contains itself"
    raise TeiError(f"“{spec.ident}” {said}{way}.", "Remove one of the references.", spec.position)


def _leads(spec: Spec) -> Iterator[str]:
    """Yield the names that a class or a macro is made with."""
    if isinstance(spec, MacroSpec):
        yield from _references(spec.content.particles if spec.content else ())
    elif spec.classes is not None:
        yield from (member.key for member in spec.classes.members)


def _references(particles: Iterable[Particle]) -> Iterator[str]:
    for each in particles:
        if isinstance(each, Group):
            yield from _references(each.items)
        elif isinstance(each, Reference | Data):
            yield each.key
