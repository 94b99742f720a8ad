"""Set a book as planned: galley, plan, final form, verification; again where they differ."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from lxml import etree

from tei.print.dividing import divide
from tei.print.evening import with_even_lines
from tei.print.foot import Foot
from tei.print.galley import REPORTS, Galley, Report, read
from tei.print.leaves import Cuts, cuts_of, in_leaves, known_cuts, marked
from tei.print.numbering import Region
from tei.print.planning import GALLEY, Conventions, Copy, Plan, plan
from tei.print.verifying import Verdict, verify
from tei.typeset import Press, Sheets

# So often the book is set anew where it is not yet as planned.
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Setting:
    """A book that has been set, the plan it follows, and what still differs from that.

    There is no plan where a template of the edition's own does not report its lines.
    """

    sheets: Sheets
    plan: Plan | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Material:
    """What the setting of a book needs besides the files that never change.

    `front` are the texts with roman page numbers; `references` the marks whose page is named in
    the text; `notes` finds a note by its id;
    `back` makes the document around the texts, with the numbers of the indexes, from a plan.
    """

    copy: Copy
    conventions: Conventions
    front: frozenset[str]
    references: Sequence[str]
    notes: Mapping[str, etree._Element]
    back: Callable[[Plan], bytes]
    # The texts with facing pages, by their paths.
    facing: Mapping[str, etree._Element] = field(default_factory=dict)


def set_book(press: Press, material: Material) -> Setting:
    """Set a book. Raises TypesettingError where Typst cannot set it at all."""
    galley, copy = _galley(press, material, {})
    if not galley.atoms:
        return Setting(press.pdf(), None, Verdict())
    foot = Foot(
        galley, copy.entries, material.conventions.layers, list_width=_list_width(galley, copy)
    )
    ends: dict[int, int] = {}
    order: dict[int, int] = {}
    references: dict[str, str] = {}
    for _ in range(_ROUNDS):
        planned = plan(galley, copy, material.conventions, foot, ends, order)
        wanted = _references(planned, material)
        if wanted != references:
            # Other numbers in the text may make other lines.
            references = wanted
            galley, copy = _galley(press, material, references, galley, known_cuts(galley))
            foot = replace(foot, galley=galley)
            planned = plan(galley, copy, material.conventions, foot, ends, order)
        for _ in range(_ROUNDS if material.facing else 0):
            cuts = cuts_of(galley, planned.pages)
            if cuts == known_cuts(galley):
                break
            galley, copy = _galley(press, material, references, galley, cuts)
            foot = replace(foot, galley=galley)
            planned = plan(galley, copy, material.conventions, foot, ends, order)
        for path, text in material.facing.items():
            text = marked(text, (), known_cuts(galley))
            _write_text(press, path, in_leaves(text, galley, planned.pages))
        press.write("data/book.xml", material.back(planned))
        press.write("data/rests.xml", _rests(planned, material.notes))
        _write(press, planned.data(references))
        verdict = verify(planned, foot, _reports(press))
        if verdict.agrees:
            break
        foot = replace(foot, known={**foot.known, **verdict.known})
        ends = {**ends, **verdict.ends}
        order = verdict.order
    return Setting(press.pdf(), planned, verdict)


def _list_width(galley: Galley, copy: Copy) -> float:
    """Reckon the width of a list of all witnesses, where some page may need one."""
    if not copy.witnesses or not any(entry.absent for entry in copy.entries.values()):
        return 0.0
    return (len(" ".join(copy.witnesses)) + 4) * 0.55 * galley.measures.foot_size


def _galley(
    press: Press,
    material: Material,
    references: Mapping[str, str],
    before: Galley | None = None,
    cuts: Cuts = MappingProxyType({}),
) -> tuple[Galley, Copy]:
    """Set the galley; blocks that go on overleaf on facing pages are parted as they were before.

    Where it is not yet known where their words stand (`cuts` has none) that is learnt first.
    """
    if before is not None:
        words = {*before.words, *cuts}
        for path, text in material.facing.items():
            _write_text(press, path, marked(text, words, cuts))
    _write(press, {**GALLEY, "references": references})
    reports = with_even_lines(_reports(press))
    if reports is None:
        _write(press, {**GALLEY, "references": references, "even": False})
        reports = _reports(press)
    galley = read(reports, material.copy.blocks)
    blocks = material.copy.blocks
    first = min(
        (page for value, page, _, _ in reports if _is_in(value, blocks, material.front)), default=1
    )
    everywhere = frozenset(block.text for block in blocks)
    front = Region(material.front, first, is_roman=True)
    body = Region(everywhere - material.front, 1, is_roman=False)
    return galley, replace(material.copy, regions=(front, body))


def _is_in(value: Sequence[Any], blocks: Sequence[Any], texts: frozenset[str]) -> bool:
    return value[0] == "line" and blocks[int(value[2])].text in texts


def _reports(press: Press) -> list[Report]:
    return [(value, page, x, y) for value, page, x, y in press.ask(REPORTS)]


def _write_text(press: Press, path: str, text: etree._Element) -> None:
    press.write(f"data/{path}", etree.tostring(text, encoding="utf-8"))


def _write(press: Press, data: Mapping[str, Any]) -> None:
    press.write("data/plan.json", json.dumps(data, ensure_ascii=False).encode())


def _references(planned: Plan, material: Material) -> dict[str, str]:
    found = {}
    numbers = planned.numbers
    for mark in material.references:
        at = planned.line_of_mark(mark)
        if at is not None and material.conventions.reference_lines:
            found[mark] = numbers.reference(at[0])
        elif at is not None:
            found[mark] = numbers.labels[numbers.page_of[at[0]]]
    return found


def _rests(planned: Plan, notes: Mapping[str, etree._Element]) -> bytes:
    root = etree.Element("rests")
    for note, words in planned.splits.items():
        root.extend(divide(notes[note], words))
    return etree.tostring(root, encoding="utf-8")
