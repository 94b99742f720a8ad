"""How high the foot of a page becomes: the layers of its apparatus, and its notes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tei.print.galley import Galley
from tei.print.marking import Entry

# Lines of type break a little short of what the widths of the words add up to.
_LOSS = 1.02


@dataclass(frozen=True, slots=True)
class Layer:
    """One apparatus of several: `is_run_in` when its entries follow one another on the line."""

    name: str
    is_run_in: bool = True


@dataclass(frozen=True, slots=True)
class Carried:
    """What a page hands on to the next one, which it opens the foot of.

    Either the rest of a layer, with the width it would have on one line, or the rest of a note,
    with its height.
    """

    layer: str | None = None
    width: float = 0.0
    note_height: float = 0.0


NOTHING = Carried()
Key = tuple[str, tuple[str, ...], float]


@dataclass(slots=True)
class Foot:
    """Reckons the heights of feet, in points.

    `known` has the heights of layers that a layout has shown to differ from the reckoning.
    """

    galley: Galley
    entries: Mapping[str, Entry]
    layers: Sequence[Layer]
    known: dict[Key, float] = field(default_factory=dict)
    list_width: float = 0.0

    def key(self, layer: str, entries: Sequence[str], carried: Carried) -> Key:
        """Name a layer on a page, for `known`."""
        mine = tuple(name for name in entries if self.entries[name].layer == layer)
        return layer, mine, round(carried.width) if carried.layer == layer else 0.0

    def of_layers(self, entries: Sequence[str], carried: Carried = NOTHING) -> dict[str, float]:
        """Give the height of each layer that a page has, the space above it included."""
        measures = self.galley.measures
        heights = {}
        for layer in self.layers:
            key = self.key(layer.name, entries, carried)
            if not key[1] and not key[2]:
                continue
            if key in self.known:
                heights[layer.name] = self.known[key]
                continue
            if layer.is_run_in:
                width = sum(self.galley.widths[name] for name in key[1]) + key[2]
                # A page may begin with the list of its witnesses.
                width += self.list_width if layer is self.layers[0] else 0.0
                lines: float = math.ceil(width * _LOSS / measures.column_width)
            else:
                lines = math.ceil(key[2] / measures.column_width)
                lines += sum(self.galley.heights[name] for name in key[1]) / measures.foot_pitch
            heights[layer.name] = measures.foot_gap + lines * measures.foot_pitch
        return heights

    def of_note(self, note: str) -> float:
        """Give the height of a note, the space above it included."""
        measures = self.galley.measures
        return measures.note_gap + self.galley.note_heights.get(note, measures.foot_size)

    def above(self, notes: Sequence[str], carried: Carried, has_slot: bool) -> float:
        """Give the height of what stands at the foot besides layers and notes."""
        measures = self.galley.measures
        if not has_slot and not carried.note_height:
            return 0.0
        height = measures.note_clearance
        if carried.note_height:
            height += measures.note_gap + carried.note_height
        if has_slot:
            height += measures.note_gap + (measures.foot_gap if notes else 0.0)
        return height

    def total(
        self, entries: Sequence[str], notes: Sequence[str], carried: Carried
    ) -> tuple[float, float]:
        """Give the height of the whole foot of a page, and that of its layers in it."""
        layers = sum(self.of_layers(entries, carried).values())
        rest = sum(map(self.of_note, notes))
        above = self.above(notes, carried, bool(entries or notes) or carried.layer is not None)
        return above + layers + rest, layers
