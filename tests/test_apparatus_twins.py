"""The texts of witnesses against those that another encoding of the same tradition gives.

The florilegium stands in two files, of which neither was made from the other by a program: as the
Classical Text Editor exported it (double end-points, excerpts that begin and end), and in parts by
parallel segmentation, where each witness's words are written beside each other.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from pathlib import Path

from tei.apparatus.collection import apparatus
from tei.apparatus.texts import tell
from tei.edition import load

# What stands elsewhere in one of the files; headings; and what the two say of a single witness.
MOVED = "εἰ μὴ τὸ γενέσθαι πιστόν εἰκότως"
HEADINGS = {"Μαξίμου", "Μαξίμου ἁγίου", "Γρηγορίου Νύσης", "νύσσης", "Χρυσοστόμου"}
STATED = {
    ("E", "καταλύσαντι"),  # before correction; the export adds κατακλύσαντι above the line
    ("H", "κρίνετε"),  # κρίνεται in the export
    ("Q", "κατακλείσαντι"),  # the export adds καταλύσαντι above the line
}


def split(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text.replace("\xad", "")))


def test_no_word_of_a_witness_is_lost(corpora: Path) -> None:
    folder = corpora / "tradition"
    one = apparatus(load(folder / "base__t__data__florilegium_tei_cte.xml"))
    other = apparatus(load(folder / "base__t__data__florilegium_tei_ps.xml"))
    (whole,) = one
    compared = 0
    for (
        siglum
    ) in "ABCDEFGHPQST":  # the export says where an excerpt of K ends, not where the next begins
        ours = split(tell(one, whole, siglum).text)
        for part in ("n-1", "n-3", "n-5"):
            theirs = split(tell(other, part, siglum).text)
            for kind, _, _, start, end in difflib.SequenceMatcher(
                None, ours, theirs, False
            ).get_opcodes():
                lost = " ".join(theirs[start:end])
                if kind in ("replace", "insert") and lost != MOVED and lost not in HEADINGS:
                    assert (siglum, lost) in STATED
            compared += len(theirs)
    assert compared > 1800
