"""Changes that are many and alike are told once; long passages are cut to what differs."""

from __future__ import annotations

from tei.findings import Position
from tei.report.changes_full import render
from tei.report.view import View
from tei.revisions.changes import Category, Change, Kind, Place
from tei.revisions.editions import Compared
from tei.revisions.repeated import differing, repeated


def change(line: int, old: str, new: str, category: Category = Category.SPELLING) -> Change:
    place = Place(Position("a.xml", line, 1), f"Poem {line}")
    return Change(category, Kind.CHANGED, "", old, new, "", "", place, place)


RESPELT = [("uirtus", "virtus"), ("uia", "via"), ("uita", "vita"), ("uirtus", "virtus")]


def test_the_same_letters_put_for_others_are_told_once() -> None:
    changes = [change(n, *pair) for n, pair in enumerate([*RESPELT, ("uos", "vos")], 1)]
    text = render([Compared("a.xml", "a.xml", (*changes, change(9, "teh", "the")))], View())
    assert text == (
        "a.xml\n"
        "  6 changes: 6 spelling\n"
        "\n"
        "spelling, 5 times: “u” → “v”\n"
        "    uirtus → virtus (2); uia → via; uita → vita; uos → vos\n"
        "    Poem 1 (1); Poem 2 (2); Poem 3 (3); Poem 4 (4); Poem 5 (5)\n"
        "\n"
        "Poem 9\n"
        "  9  spelling\n"
        "     [teh → the]\n\n"
    )


def test_four_are_told_one_by_one() -> None:
    assert repeated([change(n, *pair) for n, pair in enumerate(RESPELT)]) == []


def test_words_that_mean_something_are_not_told_together_unless_they_are_the_same() -> None:
    words = [change(n, "Monday", f"Sunday {n}", Category.SUBSTANTIVE) for n in range(9)]
    assert repeated(words) == []
    words = [change(n, "Monday", "Sunday", Category.SUBSTANTIVE) for n in range(9)]
    assert repeated(words) == [words]


def test_long_passages_are_cut_where_they_agree() -> None:
    same = " ".join(f"word{n}" for n in range(20))
    assert differing(f"{same} one {same}", f"{same} two {same}") == (
        "… word16 word17 word18 word19 one word0 word1 word2 word3 …",
        "… word16 word17 word18 word19 two word0 word1 word2 word3 …",
    )
    assert differing("short one", "short two") == ("short one", "short two")
    assert differing(same, f"{same} more") == (
        "… word16 word17 word18 word19",
        "… word16 word17 word18 word19 more",
    )


def test_of_an_instruction_only_what_differs_is_told() -> None:
    old = (
        'xml-model href="https://example.org/a.rng" type="application/xml" schematypens="http://x"'
    )
    new = old.replace("https://example.org/", "../")
    place = Place(Position("a.xml", 2, 1))
    told = Change(Category.COMMENT, Kind.CHANGED, "#pi", old, new, "", "", place, place)
    text = " ".join(render([Compared("a.xml", "a.xml", (told,))], View()).split())
    assert '[xml-model href="https://example.org/a.rng" … → xml-model href="../a.rng" …]' in text
