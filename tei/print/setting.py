"""Set a book as planned: galley, plan, final form, verification; again where they differ."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from lxml import etree

from tei.print.binding import NO_SHEETS, Leaves, bind, contents_of, in_one
from tei.print.dividing import divide
from tei.print.evening import with_even_lines
from tei.print.foot import Foot
from tei.print.galley import Galley, Report, read
from tei.print.leaves import Cuts, cuts_of, in_leaves, known_cuts, marked
from tei.print.numbering import Region
from tei.print.planning import GALLEY, Conventions, Copy, Plan, plan
from tei.print.portions import (
    Portion,
    for_portion,
    numbered,
    pages_of,
    shifted,
    spread_over,
)
from tei.print.verifying import Verdict, verify
from tei.print.workshop import Workshop
from tei.typeset import Sheets

# So often the book is set anew where it is not yet as planned.
_ROUNDS = 8
# What stands behind the texts.
_BEHIND = ("about", "emendations", "index")


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

    `sizes` are the numbers of characters of the texts;
    `front` are the texts with roman page numbers; `references` the marks whose page is named in
    the text; `notes` finds a note by its id, `entries` an entry;
    `back` makes the document around the texts, with the numbers of the indexes, from a plan;
    `page_words` say “p. {}”.
    """

    copy: Copy
    conventions: Conventions
    sizes: Mapping[str, int]
    front: frozenset[str]
    references: Sequence[str]
    notes: Mapping[str, etree._Element]
    entries: Mapping[str, etree._Element]
    back: Callable[[Plan], etree._Element]
    page_words: str
    # The texts with facing pages, by their paths.
    facing: Mapping[str, etree._Element] = field(default_factory=dict)


def set_book(workshop: Workshop, material: Material) -> Setting:
    """Set a book. Raises TypesettingError where Typst cannot set it at all."""
    press = _Press(workshop, material)
    galley, copy = press.galley({})
    if not galley.atoms:
        data = {"data/plan.json": _json({**GALLEY, "portion": Portion(()).told()})}
        return Setting(workshop.whole(tuple(material.sizes), data), None, Verdict())
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
            galley, copy = press.galley(references, galley, known_cuts(galley))
            foot = replace(foot, galley=galley)
            planned = plan(galley, copy, material.conventions, foot, ends, order)
        for _ in range(_ROUNDS if material.facing else 0):
            cuts = cuts_of(galley, planned.pages)
            if cuts == known_cuts(galley):
                break
            galley, copy = press.galley(references, galley, cuts)
            foot = replace(foot, galley=galley)
            planned = plan(galley, copy, material.conventions, foot, ends, order)
        leaves, numbers = press.final(planned, references)
        verdict = verify(planned, foot, in_one(leaves))
        if verdict.agrees:
            break
        foot = replace(foot, known={**foot.known, **verdict.known})
        ends = {**ends, **verdict.ends}
        order = verdict.order
    return Setting(bind(leaves, numbers, material.page_words), planned, verdict)


class _Press:
    """Sets the portions of a book, in the galley and as planned."""

    def __init__(self, workshop: Workshop, material: Material) -> None:
        self._workshop = workshop
        self._material = material
        self._portions = workshop.portions
        self._blocks = material.copy.blocks
        # The texts with facing pages, as they are set at the moment; others do not change.
        self._facing: Mapping[str, etree._Element] = {}

    def galley(
        self,
        references: Mapping[str, str],
        before: Galley | None = None,
        cuts: Cuts = MappingProxyType({}),
    ) -> tuple[Galley, Copy]:
        """Set the galley; gives it with the book's copy, whose regions it tells.

        Blocks that go on overleaf on facing pages are parted as they were `before`. Where it is not
        yet known where their words stand (`cuts` has none) that is learnt first.
        """
        if before is not None:
            words = {*before.words, *cuts}
            self._facing = {
                path: marked(text, words, cuts) for path, text in self._material.facing.items()
            }
        reports = self._galley_reports({**GALLEY, "references": references})
        galley = read(reports, self._blocks)
        front = self._material.front
        first = min(
            (page for value, page, _, _ in reports if _is_in(value, self._blocks, front)), default=1
        )
        everywhere = frozenset(block.text for block in self._blocks)
        regions = (
            Region(front, first, is_roman=True),
            Region(everywhere - front, 1, is_roman=False),
        )
        return galley, replace(self._material.copy, regions=regions)

    def final(
        self, planned: Plan, references: Mapping[str, str]
    ) -> tuple[list[Leaves], Mapping[str, int]]:
        """Set the book as planned; gives the numbers of its marks as well."""
        spread = spread_over(self._portions, planned.galley, self._blocks)
        pages = pages_of(planned, spread, self._blocks)
        data = planned.data(references)
        cuts = known_cuts(planned.galley)
        self._facing = {
            path: in_leaves(marked(text, (), cuts), planned.galley, planned.pages)
            for path, text in self._material.facing.items()
        }
        numbers = {name: number for number, name in enumerate(data["targets"], 1)}
        back = self._material.back(planned)
        rests = _rests(planned, self._material.notes)

        def of(at: int, portion: Portion, contents: Sequence[Any]) -> Mapping[str, bytes]:
            told = for_portion(data, at, spread, pages, numbers)
            used = {
                item[0]
                for foot in told["feet"].values()
                for items in foot["layers"].values()
                for item in items
            }
            return {
                **self._texts(),
                "data/plan.json": _json({**told, "portion": portion.told(), "contents": contents}),
                "data/book.xml": _book(back, portion),
                "data/rests.xml": rests,
                "data/apparatus.xml": self._apparatus(used),
            }

        portions = numbered(spread, planned, pages)
        first, *others = enumerate(portions)
        made = self._workshop.sheets({at: of(at, each, ()) for at, each in others})
        leaves = {at: Leaves(each, *made[at], spread.begin[at]) for at, each in others}
        contents = contents_of(leaves.values(), len(numbers))
        made = self._workshop.sheets({0: of(0, first[1], contents)})
        return [Leaves(first[1], *made[0], 0), *leaves.values()], numbers

    def _galley_reports(self, data: Mapping[str, Any]) -> list[Report]:
        """Give what the galley of the whole book reports."""
        texts = [at for at, portion in enumerate(self._portions) if portion.texts]
        has_contents = 0 in texts and len(texts) > 1
        found = self._even(texts[has_contents:], data)
        if has_contents:
            # The table of contents, which has rows of all others, moves the pages behind it.
            others = [Leaves(self._portions[at], NO_SHEETS, found[at], 0) for at in texts[1:]]
            found |= self._even([0], {**data, "contents": contents_of(others, 0)})
        reports: list[Report] = []
        pages = lines = 0
        for at in texts:
            reports += shifted(found[at], pages, lines)
            # An even number, so that left-hand pages stay such.
            pages += 2 * ((max((report[1] for report in found[at]), default=0) + 1) // 2)
            lines += sum(report[0][0] == "line" for report in found[at])
        return reports

    def _even(self, numbers: Sequence[int], data: Mapping[str, Any]) -> dict[int, list[Report]]:
        """Set the galley of some portions; their lines one by one where they are not even."""
        found: dict[int, list[Report]] = {}
        uneven = list(numbers)
        for is_even in (True, False):
            made = self._workshop.reports(
                {at: self._galley_files(at, {**data, "even": is_even}) for at in uneven}
            )
            lines = {at: with_even_lines(reports) for at, reports in made.items()}
            found |= {at: reports for at, reports in lines.items() if reports is not None}
            uneven = [at for at, reports in lines.items() if reports is None]
        return found

    def _galley_files(self, at: int, data: Mapping[str, Any]) -> Mapping[str, bytes]:
        portion = self._portions[at]
        entries = self._material.copy.entries
        mine = {
            name
            for name, entry in entries.items()
            if entry.passage.partition("#")[0] in portion.texts
        }
        return {
            **self._texts(),
            "data/plan.json": _json({**data, "portion": portion.told()}),
            "data/apparatus.xml": self._apparatus(mine),
        }

    def _texts(self) -> dict[str, bytes]:
        return {
            f"data/{path}": etree.tostring(text, encoding="utf-8")
            for path, text in self._facing.items()
        }

    def _apparatus(self, names: Container[str]) -> bytes:
        chosen = (
            etree.tostring(entry, encoding="unicode", with_tail=False)
            for name, entry in self._material.entries.items()
            if name in names
        )
        return f"<apparatus>{''.join(chosen)}</apparatus>".encode()


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def _book(book: etree._Element, portion: Portion) -> bytes:
    """Give the document around the texts, as far as a portion needs it."""
    if not portion.back:
        book = deepcopy(book)
        for each in [each for each in book if each.tag in _BEHIND]:
            book.remove(each)
    return etree.tostring(book, encoding="utf-8")


def _list_width(galley: Galley, copy: Copy) -> float:
    """Reckon the width of a list of all witnesses, where some page may need one."""
    if not copy.witnesses or not any(entry.absent for entry in copy.entries.values()):
        return 0.0
    return (len(" ".join(copy.witnesses)) + 4) * 0.55 * galley.measures.foot_size


def _is_in(value: Sequence[Any], blocks: Sequence[Any], texts: frozenset[str]) -> bool:
    return value[0] == "line" and blocks[int(value[2])].text in texts


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
