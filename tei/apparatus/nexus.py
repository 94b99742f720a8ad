"""The apparatus in NEXUS, the format of programs for phylogeny.

Maddison, Swofford and Maddison, “NEXUS: An Extensible File Format for Systematic Information”,
Systematic Biology 46 (1997), 590-621. A witness that lacks a place, or of which nothing is known
there, has the sign for missing data; where an entry around the place decides, the sign for a gap
(the place does not exist); where it is open which of several readings it has, all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tei.apparatus.matrix import Character, Matrix, Row, varying

_SYMBOLS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_MISSING = "?"
_GAP = "-"


def nexus(found: Matrix) -> str:
    """Write a matrix as a NEXUS file: the entries in which witnesses differ are its characters."""
    characters = list(varying(found))
    rows = [row for row in found.rows if any(row in item.cells for item in characters)]
    most = max((len(item.variants) for item in characters), default=2)
    symbols = " ".join(_SYMBOLS[: max(most, 2)])
    names = _named(rows)
    width = max(map(len, names.values()), default=0) + 2
    lines = [
        "#NEXUS",
        "",
        "Begin TAXA;",
        f"  Dimensions ntax={len(rows)};",
        "  TaxLabels",
        *(f"    {names[row]}" for row in rows),
        "  ;",
        "End;",
        "",
        "Begin CHARACTERS;",
        f"  Dimensions nchar={len(characters)};",
        f'  Format DataType=Standard Missing={_MISSING} Gap={_GAP} Symbols="{symbols}";',
        "  CharStateLabels",
        ",\n".join(_labelled(number, item) for number, item in enumerate(characters, 1)),
        "  ;",
        "  Matrix",
        *(
            f"    {names[row]:{width}}{''.join(_cell(item, row) for item in characters)}"
            for row in rows
        ),
        "  ;",
        "End;",
    ]
    return "\n".join(lines) + "\n"


def _named(rows: Sequence[Row]) -> dict[Row, str]:
    """Give every row a name that no other has: the format does not tell P from p."""
    taken: set[str] = set()
    names: dict[Row, str] = {}
    for row in rows:
        name, count = row.label, 1
        while name.casefold() in taken:
            count += 1
            name = f"{row.label} {count}"
        taken.add(name.casefold())
        names[row] = _quoted(name)
    return names


def _labelled(number: int, character: Character) -> str:
    name = " ".join(part for part in (character.text, character.locus) if part)
    states = " ".join(_quoted(words or "om.") for words in character.variants)
    return f"    {number} {_quoted(f'{name} #{character.entry.number}')} / {states}"


def _cell(character: Character, row: Row) -> str:
    if row in character.inapplicable:
        return _GAP
    cell = [number for number in character.cells.get(row, ()) if number < len(_SYMBOLS)]
    if not cell:
        return _MISSING
    states = "".join(_SYMBOLS[number] for number in cell)
    return states if len(cell) == 1 else f"{{{states}}}"


def _quoted(text: str) -> str:
    """Write a word of NEXUS: in quotation marks, since sigla and readings have signs in them.

    Control characters would end the line; the format has no other way to write them.
    """
    clean = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    clean = re.sub(r"\s+", " ", clean)
    return "'" + clean.replace("'", "''") + "'"
