"""How witnesses agree, as numbers: a matrix of agreement and a tree.

Two witnesses are compared in the entries where both have a reading that is known. The tree joins
neighbours: N. Saitou and M. Nei, “The Neighbor-joining Method”, Molecular Biology and Evolution 4
(1987), 406-425, in the form of J. A. Studier and K. J. Keppler, ibid. 5 (1988), 729-731. It is a
tree of likeness, not a stemma: agreement in good readings counts as much as that in errors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tei.apparatus.matrix import Matrix, Row, varying


@dataclass(frozen=True, slots=True)
class Agreement:
    """In how many places two witnesses agree, of how many in which both can be compared."""

    agree: int
    compared: int

    @property
    def share(self) -> float | None:
        """The share of agreement; None where nothing can be compared."""
        return self.agree / self.compared if self.compared else None


@dataclass(frozen=True, slots=True)
class Node:
    """A point of a tree: a witness, or the place where branches part. `length` leads to it."""

    length: float
    row: Row | None = None
    children: tuple[Node, ...] = ()


def agreements(found: Matrix) -> dict[tuple[Row, Row], Agreement]:
    """Compare all pairs of witnesses over the places in which witnesses differ."""
    known = dict.fromkeys(found.rows, 0)
    has = dict.fromkeys(found.rows, 0)
    at = 0
    for place, character in enumerate(varying(found)):
        for row, cell in character.cells.items():
            if len(cell) == 1:
                known[row] |= 1 << place
                has[row] |= 1 << (at + cell[0])
        at += len(character.variants)
    return {
        (one, two): Agreement(
            (has[one] & has[two]).bit_count(), (known[one] & known[two]).bit_count()
        )
        for number, one in enumerate(found.rows)
        for two in found.rows[number + 1 :]
    }


def counted(found: Matrix) -> list[Row]:
    """Give the witnesses of the statistics: the listed ones (all where none is), in last state."""
    known = [
        row
        for row in found.rows
        if row.state is None and any(row in item.cells for item in found.characters)
    ]
    return [row for row in known if row.declared] or known


def comparable(
    rows: Sequence[Row], pairs: dict[tuple[Row, Row], Agreement], fewest: int = 1
) -> list[Row]:
    """Leave out witnesses until all that remain can be compared with one another.

    The first to go is the one with the most others that it shares fewer than `fewest` places with.
    """
    left = list(rows)
    while left:
        lacking = [
            sum(pair_of(pairs, row, other).compared < fewest for other in left if other is not row)
            for row in left
        ]
        worst = max(lacking)
        if not worst:
            break
        # Of several, the last: lists begin with the more important witnesses.
        left.pop(len(lacking) - 1 - lacking[::-1].index(worst))
    return left


def pair_of(pairs: dict[tuple[Row, Row], Agreement], one: Row, two: Row) -> Agreement:
    """Give the agreement of two witnesses, in whatever order."""
    found = pairs.get((one, two)) or pairs.get((two, one))
    return found or Agreement(0, 0)


def tree(rows: Sequence[Row], pairs: dict[tuple[Row, Row], Agreement]) -> Node | None:
    """Join neighbours to a tree without a root; its last three branches meet in the result."""
    nodes = [Node(0.0, row) for row in rows]
    if len(nodes) < 3:
        return Node(0.0, None, tuple(nodes)) if nodes else None
    distance = [
        [0.0 if one is two else 1 - (pair_of(pairs, one, two).share or 0.0) for two in rows]
        for one in rows
    ]
    while len(nodes) > 3:
        count = len(nodes)
        sums = [sum(line) for line in distance]
        best = min(
            ((count - 2) * distance[i][j] - sums[i] - sums[j], i, j)
            for i in range(count)
            for j in range(i + 1, count)
        )
        _, i, j = best
        apart = distance[i][j]
        left = apart / 2 + (sums[i] - sums[j]) / (2 * (count - 2))
        joined = Node(0.0, None, (_at(nodes[i], left), _at(nodes[j], apart - left)))
        line = [
            (distance[i][k] + distance[j][k] - apart) / 2 for k in range(count) if k not in (i, j)
        ]
        kept = [k for k in range(count) if k not in (i, j)]
        distance = [[distance[a][b] for b in kept] for a in kept]
        for row, value in zip(distance, line, strict=True):
            row.append(value)
        distance.append([*line, 0.0])
        nodes = [nodes[k] for k in kept] + [joined]
    a, b, c = distance[0][1], distance[0][2], distance[1][2]
    lengths = ((a + b - c) / 2, (a + c - b) / 2, (b + c - a) / 2)
    return Node(0.0, None, tuple(map(_at, nodes, lengths)))


def _at(node: Node, length: float) -> Node:
    return Node(length, node.row, node.children)


def newick(node: Node | None) -> str:
    """Write a tree in the format of Newick (Olsen 1990); a length below nothing is written as 0."""
    return f"{_newick(node, top=True)};\n" if node else ""


def _newick(node: Node, top: bool = False) -> str:
    length = "" if top else f":{max(node.length, 0):.6f}"
    if node.row is not None:
        label = node.row.label.replace("'", "''")
        return f"'{label}'{length}"
    return f"({','.join(map(_newick, node.children))}){length}"
