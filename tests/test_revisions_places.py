"""Where a change is said to be: in the paragraph in which it was made, not in the next one."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import HEADER, TEI
from tei.reading.source import Source, parse
from tei.revisions.changes import Change, Kind
from tei.revisions.comparison import compare

FIRST = "We went to the Berg on Sunday, and Anna stayed"
SECOND = "happened there for a long time."
THIRD = "<p>In the end he sold the house and moved to the capital.</p>"


def source(*blocks: str) -> Source:
    content = "<text><body>\n" + "\n".join(blocks) + "\n</body></text>"
    data = TEI.format(header=HEADER, content=content).encode()
    return parse(data, Path("text.xml"), 0, "text.xml")


def told(changes: list[Change]) -> list[tuple[str, str]]:
    return [(change.old or change.new, change.new_place.locus) for change in changes]


def text(first: str, second: str) -> Source:
    return source(f"<p>{first}</p>", f"<p>{second}</p>", THIRD)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (" behind.", "Nothing ", [("behind.", "Paragraph 1")]),
        (" <hi>behind</hi>", "Nothing ", [("behind", "Paragraph 1")]),
        ("", "", [("Nothing", "Paragraph 2")]),
        (" behind.", "", [("behind.", "Paragraph 1"), ("Nothing", "Paragraph 2")]),
    ],
)
def test_words_at_the_end_or_the_beginning_of_a_paragraph(
    first: str, second: str, expected: list[tuple[str, str]], turned: bool
) -> None:
    old = text(FIRST + first, f"Nothing {SECOND}")
    new = text(FIRST, second + SECOND)
    changes = compare(new, old) if turned else compare(old, new)
    assert told(changes) == expected
    for change in changes:  # the words beside it are those of its own paragraph
        ends_the_first = change.new_place.locus == "Paragraph 1"
        assert change.before.strip() == ("on Sunday, and Anna stayed" if ends_the_first else "")
        assert change.after.strip() == ("" if ends_the_first else "happened there for a long time")


def test_markup_of_words_that_were_replaced_at_the_end_of_a_paragraph() -> None:
    old = text(f"{FIRST} behind <hi>truly</hi> so.", SECOND)
    new = text(FIRST.replace("stayed", "went"), SECOND)
    assert {locus for _, locus in told(compare(old, new))} == {"Paragraph 1"}


def test_what_is_taken_from_a_record_is_told_of_that_record() -> None:
    def persons(mark: str, note: str) -> str:
        each = (
            f'<person xml:id="{name}"><persName><abbr>{name}</abbr>{mark.format(given)}'
            f"<surname>{name}</surname></persName>{note}</person>"
            for name, given in (("Hartel", "Georg"), ("Lipsius", "Justus"), ("Wolf", "Johann"))
        )
        return f"<div><listPerson>{''.join(each)}</listPerson></div>"

    old = source(persons(" = <forename>{}</forename> ", "<note>Barth</note>"), THIRD)
    new = source(persons("{} ", ""), THIRD)
    removed = [change for change in compare(old, new) if change.kind is Kind.REMOVED]
    assert {change.old_place.id for change in removed} == {"Hartel", "Lipsius", "Wolf"}
    for change in removed:
        assert change.new_place.id == change.old_place.id


def test_a_paragraph_that_ended_a_division_is_told_of_that_division() -> None:
    def text(more: str) -> Source:
        second = f'<div type="letter" n="2"><p>{SECOND}</p></div>'
        return source(f'<div type="letter" n="1"><p>{FIRST}</p>{more}</div>', second)

    two = "<p>She wrote on Monday.</p><p>He answered in haste.</p>"
    for more in (
        "<p>She wrote on Monday.</p>",
        two,
        "<list><item>Salt</item><item>Tea</item></list>",
    ):
        gone, come = compare(text(more), text("")), compare(text(""), text(more))
        assert {change.new_place.locus for change in gone} == {"Letter 1, paragraph 1"}
        assert {change.old_place.locus for change in come} == {"Letter 1, paragraph 1"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<sourceDesc><p>Born", "<sourceDesc><p>Printed", "Header, sourceDesc"),
        ("<body>", '<body n="1">', "Text"),
        ("<text>", '<text xml:lang="de">', "Text"),
        ("<text>", "<text><?note of Anna?>", "Text"),
    ],
)
def test_places_outside_of_paragraphs(old: str, new: str, expected: str) -> None:
    first = source(f"<p>{FIRST}</p>")
    text = first.text.replace("<sourceDesc><p>", "<sourceDesc><p>Born ")
    changed = text.replace(old, new)
    assert changed != text
    one, other = (parse(each.encode(), Path("a.xml"), 0, "a.xml") for each in (text, changed))
    (change,) = compare(one, other)
    assert change.new_place.locus == expected
    assert change.new in ("Printed", "1", "de", "note of Anna")


def test_markup_of_all_that_the_last_cell_of_a_row_holds() -> None:
    row = "<row><cell>3.26</cell><cell>praela in two witnesses</cell>\n<cell>{}</cell></row>"
    table = "<table>" + row + "<row><cell>3.27</cell></row></table>"
    new = source(table.format("praeda"))
    (change,) = compare(source(table.format("<foreign>praeda</foreign>")), new)
    assert (change.kind, change.subject) == (Kind.REMOVED, "foreign")
    place = change.new_place.position
    assert new.text[new.lines.offset(place.line, place.column) :].startswith("praeda")


def test_nothing_of_the_text_is_told_of_the_header(corpora: Path) -> None:
    folder = corpora / "history" / "calpurnius-editio"
    old, new = (
        parse(path.read_bytes(), path, 0, path.name) for path in sorted(folder.glob("00[12]_*.xml"))
    )
    for change in compare(old, new):
        if change.kind is Kind.REMOVED and not change.old_place.locus.startswith("Header"):
            assert not change.new_place.locus.startswith("Header"), change


def test_a_page_that_parts_a_word_of_a_paragraph_joined_to_another() -> None:
    second = "Alpha beta {} delta epsilon zeta eta theta iota kappa."
    old = source(f"<p>{FIRST}</p>\n<p>{second.format('gamma')}</p>")
    new = source(f"<p>{FIRST}\n{second.format('gam<pb/>ma')}</p>")
    (added,) = (each for each in compare(old, new) if each.subject == "pb")
    place = added.old_place.position
    assert old.text[old.lines.offset(place.line, place.column) :].startswith("delta")
