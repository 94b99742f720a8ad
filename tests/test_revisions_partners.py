"""What is the same thing in both files, and what is another one in its place."""

from __future__ import annotations

import pytest

from tei.revisions.comparison import compare
from test_revisions_comparison import source


def person(ident: str, name: str, trade: str) -> str:
    said = f"<persName>{name}</persName><occupation>{trade}</occupation><note>From {ident}.</note>"
    return f'<person xml:id="{ident}">{said}</person>\n'


ANN = person("ann", "Ann Smith", "miller of the village")
BERT = person("bert", "Bert Jones", "a smith in the town")
NORA = person("nora", "Nora Lee", "a singer in the village")
RECORDS = [
    (ANN + BERT, BERT + ANN, [("moved", "person", "Registers, person bert")]),
    (ANN + BERT, ANN + NORA, [("removed", "person", "Registers"), ("added", "person", "nora")]),
    (ANN + BERT, ANN + NORA + BERT, [("added", "person", "nora")]),
    (
        ANN + BERT,
        ANN + BERT.replace("bert", "jones").replace("town", "city"),
        [("changed", "person/@xml:id", "jones"), ("changed", "", "jones")],
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), RECORDS)
def test_records_of_a_register_stay_apart(
    before: str, after: str, expected: list[tuple[str, str, str]]
) -> None:
    """Words of one are not told as changed into those of another that stands in its place."""
    register = "<standOff><listPerson>{}</listPerson></standOff>\n"
    changes = compare(
        source("", register=register.format(before)), source("", register=register.format(after))
    )
    assert {each.category.value for each in changes} == {"record"}
    assert [(each.kind, each.subject) for each in changes][: len(expected)] == [
        (kind, subject) for kind, subject, _ in expected
    ]
    for change, (_, _, locus) in zip(changes, expected, strict=False):
        assert change.new_place.locus.endswith(locus)


def test_a_word_of_which_a_part_is_marked_is_changed_not_its_mark() -> None:
    old = source("<p>The name is <hi>Brod</hi>aeus in that book.</p>")
    for marked in ("<hi>Brodd</hi>aeus", "<hi>Br</hi>aeus"):
        (change,) = compare(old, source(f"<p>The name is {marked} in that book.</p>"))
        assert (change.kind, change.subject, change.old) == ("changed", "", "Brodaeus")


def test_what_has_lost_its_words_stays_and_is_no_other() -> None:
    cells = "<table>\n<row>" + '<cell n="{}">{}</cell>' * 3 + "</row>\n</table>"
    old = source(cells.format(1, "amat", 2, "nocte", 3, "silva"))
    new = source(cells.format(1, "amat", 2, "", 3, ""))
    changes = compare(old, new)
    assert {each.kind for each in changes} == {"removed"}
    assert {each.subject for each in changes} == {""}


def test_an_entry_that_is_gone_is_not_the_one_beside_it_that_has_no_lemma() -> None:
    entry = '<app from="#{0}" to="#{0}"><rdg wit="#A">{1}</rdg><rdg wit="#B">{2}</rdg></app>'
    kept = [entry.format("a", "nocte", "noctem"), entry.format("b", "silva", "silvae")]
    gone = entry.format("c", "amat", "amet").replace("><rdg", "><lem>amavit</lem><rdg", 1)
    old = source(f"<listApp>{''.join(kept)}\n{gone}\n</listApp>")
    (change,) = compare(old, source(f"<listApp>{''.join(kept)}\n</listApp>"))
    assert (change.kind, change.subject) == ("removed", "app")
    assert "amavit" in change.old


def test_of_two_comments_at_one_place_the_one_that_stays_is_known() -> None:
    said = ["Here the new entries begin.", "Of this page no photograph exists."]
    comments = "".join(f"\n<!-- {each} -->" for each in said)
    changed = compare(
        source(f"<p>He came.</p>{comments}\n<p>She went.</p>"),
        source(f"<p>He came.</p>\n<!-- {said[1]} (So Lee.) -->\n<p>She went.</p>"),
    )
    assert {(each.kind, each.old) for each in changed} == {
        ("removed", said[0]),
        ("changed", said[1]),
    }
