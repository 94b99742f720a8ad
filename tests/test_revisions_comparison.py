"""What an editor does, and how it is called: one example for each class of change."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import HEADER, TEI
from tei.errors import TeiError
from tei.reading.source import Source, parse
from tei.revisions.changes import FAMILIES, MEANINGS, Category, Change
from tei.revisions.comparison import compare

# A text around the passage, so that the passage is not all there is.
BEFORE = "<p>Many years went by before the village saw him again.</p>\n"
AFTER = "\n<p>In the end he sold the house and moved to the capital.</p>"
OTHER = "<p>The winter of that year was the hardest that anyone could remember.</p>\n"


def source(body: str, header: str = HEADER, prolog: str = "", register: str = "") -> Source:
    content = f"{register}<text><body>{BEFORE}{body}{AFTER}</body></text>"
    data = (prolog + TEI.format(header=header, content=content)).encode()
    return parse(data, Path("text.xml"), 0, "text.xml")


def told(change: Change) -> tuple[str, str, str, str, str]:
    return (change.category.value, change.kind.value, change.subject, change.old, change.new)


ENTRY = '<app><lem wit="#A">amat</lem><rdg wit="#B">{}</rdg></app>'

EXAMPLES = [
    # words
    ("<p>He came home late.</p>", "<p>He went home late.</p>", "substantive changed came went"),
    ("<p>He came home late.</p>", "<p>He came late.</p>", "substantive removed home _"),
    ("<p>He came late.</p>", "<p>He came home late.</p>", "substantive added _ home"),
    ("<p>He recieved it.</p>", "<p>He received it.</p>", "spelling changed recieved received"),
    ("<p>vniuersus orbis</p>", "<p>universus orbis</p>", "spelling changed vniuersus universus"),
    ("<p>He came, late.</p>", "<p>He came; late.</p>", "punctuation changed , ;"),
    ("<p>He came to rome.</p>", "<p>He came to Rome.</p>", "capitals changed rome Rome"),
    ("<p>ubi ήλιος est</p>", "<p>ubi ἥλιος est</p>", "diacritics changed ήλιος ἥλιος"),
    ("<p>He came,late.</p>", "<p>He came, late.</p>", "spacing changed ,late ,_late"),
    # the editor's hand
    (
        "<p>He was teh first.</p>",
        "<p>He was <choice><sic>teh</sic><corr>the</corr></choice> first.</p>",
        "correction added choice _ teh_→_the",
    ),
    (
        "<p>He was <choice><sic>teh</sic><corr>tha</corr></choice> first.</p>",
        "<p>He was <choice><sic>teh</sic><corr>the</corr></choice> first.</p>",
        "correction changed corr tha the",
    ),
    (
        "<p>Dr Stein came.</p>",
        "<p><choice><abbr>Dr</abbr><expan>Doctor</expan></choice> Stein came.</p>",
        "normalisation added choice _ Dr_→_Doctor",
    ),
    ("<p>a b c d</p>", "<p>a <supplied>b</supplied> c d</p>", "intervention added supplied b b"),
    ("<p>a b c d</p>", "<p>a b <gap/> c d</p>", "intervention added gap _ <gap/>"),
    # names, dates, references
    (
        "<p>To Vienna he went.</p>",
        '<p>To <placeName ref="#v">Vienna</placeName> he went.</p>',
        "mention added placeName Vienna Vienna",
    ),
    (
        '<p>To <placeName ref="#v">Vienna</placeName> he went.</p>',
        '<p>To <placeName ref="#w">Vienna</placeName> he went.</p>',
        "mention changed placeName/@ref #v #w",
    ),
    (
        "<p>To <persName>Anna</persName> Stein he went.</p>",
        "<p>To <persName>Anna Stein</persName> he went.</p>",
        "mention extended persName Anna Anna_Stein",
    ),
    (
        "<p>In <date>May</date> he went.</p>",
        '<p>In <date when="1905-05">May</date> he went.</p>',
        "date added date/@when _ 1905-05",
    ),
    (
        '<p>See <ref target="#a">there</ref> now.</p>',
        '<p>See <ref target="#b">there</ref> now.</p>',
        "link changed ref/@target #a #b",
    ),
    # apparatus and notes
    (
        f"<p>puella {ENTRY.format('amet')} rosam</p>",
        f"<p>puella {ENTRY.format('amabat')} rosam</p>",
        "apparatus changed rdg amet amabat",
    ),
    (
        f"<p>puella {ENTRY.format('amet')} rosam</p>",
        f"<p>puella {ENTRY.format('amet')} rosam</p>".replace('wit="#B"', 'wit="#B #C"'),
        "witness changed rdg/@wit #B #B_#C",
    ),
    (
        f"<p>puella {ENTRY.format('amet')} rosam</p>",
        f"<p>puella {ENTRY.format('amet')} rosam</p>".replace("amat", "amabit"),
        "lemma changed lem amat amabit",
    ),
    (
        "<p>puella amat rosam</p>",
        f"<p>puella {ENTRY.format('amet')} rosam</p>",
        "apparatus added app _ amat]_amet_B",
    ),
    (
        "<p>He went to the house.</p>",
        "<p>He went<note>On foot.</note> to the house.</p>",
        "note added note _ On_foot.",
    ),
    (
        "<p>He went<note>So all the sources.</note> to the house.</p>",
        "<p>He went<note>Most sources, not all, say so.</note> to the house.</p>",
        "note changed note So_all_the_sources. Most_sources,_not_all,_say_so.",
    ),
    (
        "<p>He went<note>So all the sources.</note> to the house of his father.</p>",
        "<p>He went to the house<note>So all the sources.</note> of his father.</p>",
        "note moved note So_all_the_sources. So_all_the_sources.",
    ),
    # structure and layout
    (
        "<p>He went to the old house. She stayed where she was.</p>",
        "<p>He went to the old house.</p><p>She stayed where she was.</p>",
        "structure split p *",
    ),
    (
        "<p>He went to the old house.</p><p>She stayed where she was.</p>",
        "<p>He went to the old house. She stayed where she was.</p>",
        "structure merged p *",
    ),
    (
        OTHER + BEFORE.replace("Many", "Several"),
        BEFORE.replace("Many", "Several") + OTHER,
        "structure moved p *",
    ),
    ("", OTHER, "structure added p _ *"),
    ("<p>one two three</p>", "<ab>one two three</ab>", "structure renamed p_→_ab *"),
    ("<p>one two three</p>", '<p>one <pb n="2"/>two three</p>', 'layout added pb _ <pb_n="2"/>'),
    ("<p>one two three</p>", "<p>one <hi>two</hi> three</p>", "markup added hi two two"),
    ("<p>a <hi>two</hi> c</p>", "<p>a <emph>two</emph> c</p>", "markup renamed hi_→_emph two two"),
    ("<p>one two</p>", "<p>one <!-- check -->two</p>", "comment added #comment _ check"),
]


@pytest.mark.parametrize(("old", "new", "expected"), EXAMPLES, ids=[each[2] for each in EXAMPLES])
def test_one_thing_is_one_change(old: str, new: str, expected: str) -> None:
    (change,) = compare(source(old), source(new))
    parts = expected.split()
    category, kind, *rest = parts
    about_words = len(rest) == 2 and rest[-1] != "*"
    subject = "" if about_words else rest.pop(0)
    shown = list(told(change))
    assert shown[:3] == [category, kind, subject.replace("_", " ")] or about_words
    if rest[-1] != "*":
        values = [value.replace("_", " ").strip() for value in rest[-2:]]
        assert shown[3:] == values
    assert shown[:2] == [category, kind]


def test_the_header_is_metadata() -> None:
    new = HEADER.replace("A small edition", "A small edition, revised")
    (change,) = compare(source(""), source("", header=new))
    assert told(change) == ("metadata", "added", "", "", ", revised")
    assert change.new_place.locus == "Header, titleStmt"


def test_what_stands_before_and_after_the_text() -> None:
    old = source("", prolog='<?xml version="1.0"?>\n<?xml-model href="a.rng"?>\n<!-- draft -->\n')
    new = source("", prolog='<!DOCTYPE TEI>\n<?xml-model href="b.rng"?>\n')
    changes = compare(old, new)
    assert [told(change)[1:3] for change in changes] == [
        ("added", "DOCTYPE"),
        ("changed", "#pi"),
        ("removed", "#comment"),
    ]
    assert changes[1].new_place.position.line == 2
    end = parse((new.text + "<!-- end -->").encode(), Path("text.xml"), 0, "text.xml")
    (change,) = compare(new, end)
    assert told(change) == ("comment", "added", "#comment", "", "end")


def test_a_register_is_a_record() -> None:
    person = (
        '<standOff><listPerson><person xml:id="a"><persName>{}</persName></person></listPerson>'
        "</standOff>"
    )
    old, new = (source("", register=person.format(name)) for name in ("Ann Stein", "Anna Stein"))
    (change,) = compare(old, new)
    assert told(change) == ("record", "changed", "", "Ann", "Anna")
    assert change.new_place.id == "a"
    assert change.new_place.locus == "Registers, person a"


def test_a_moved_and_edited_paragraph_is_both() -> None:
    long = "<p>The winter of that year was the hardest that anyone could remember there.</p>\n"
    short = "<p>Nobody knew what had become of the letters from his youth.</p>\n"
    more = "<p>So it went on for a long time, until the war began at last.</p>\n"
    moved, edited = compare(
        source(long + short + more), source(short + more + long.replace("hardest", "coldest"))
    )
    assert (moved.kind, moved.subject) == ("moved", "p")
    assert told(edited) == ("substantive", "changed", "", "hardest", "coldest")


def test_a_moved_paragraph_begins_with_its_note_and_its_division_stays() -> None:
    """A note stands before the first word; of the chapter that it came to it is all there is."""
    moved = "<p><note>So the diary.</note>Nobody had heard of the letter before that day.</p>"
    other = "<p>The river was frozen when they came to the ferry at night.</p>"
    stay = [f"<p>{each} and those who live there in summer.</p>" for each in ("Alps", "Bay", "Sea")]
    chapters = "".join(f'\n<div n="{number}"><pb/>{{}}</div>' for number in range(4))
    old = source(chapters.format(moved, *stay[:2], stay[2] + other))
    new = source(chapters.format(other, stay[0], stay[1] + moved, stay[2]))
    changes = compare(old, new)
    assert [(each.kind, each.subject) for each in changes] == [("moved", "p")] * 2
    change = changes[1]
    for text, place in ((old, change.old_place), (new, change.new_place)):
        assert text.text.startswith("<p><note>", text.lines.offset(*place.position[1:]))


def test_a_paragraph_that_was_joined_to_another_is_told_where_its_words_begin() -> None:
    first, second = "He came home late that night.", "Nobody had waited for him."
    (change,) = compare(
        source(f"<p>{first}</p>\n<p>{second}</p>"), source(f"<p>{first}\n{second}</p>")
    )
    assert told(change) == ("structure", "merged", "p", second, f"{first} {second}")
    assert change.before == "came home late that night."
    assert change.new_place.position.column == 1
    assert change.new_place.position.line == change.old_place.position.line


def test_a_chapter_stays_what_it_is_when_its_paragraph_is_moved_elsewhere() -> None:
    said = [
        "Of the mountains and of those who live there in summer.",
        "The river was frozen when they came to the ferry at night.",
        "Nobody in the town had heard of the letter before that day.",
    ]
    first, second, third = (f"<p>{each}</p>" for each in said)
    chapters = '<div n="1">\n<pb n="8"/>{}</div><div n="2">{}</div><div n="3">{}</div>'
    (change,) = compare(
        source(chapters.format(first, second, third)),
        source(chapters.format("", second, third + first)),
    )
    assert told(change) == ("structure", "moved", "p", said[0], said[0])


def test_paragraphs_of_the_same_words_are_told_apart_by_their_markup() -> None:
    said = "Regarding this codex nothing more is known to me than its number."
    one, other = f"<p>{said}</p>\n", f"<p>{said.replace('codex', '<hi>codex</hi>')}</p>\n"
    more = [f"<p>{' '.join(f'word{n}x{k}' for k in range(9))}</p>\n" for n in range(9)]
    old = source("".join([one, *more[:4], other, *more[4:]]))
    new = source("".join([*more[:4], *more[4:7], other, *more[7:], one]))
    changes = compare(old, new)
    assert {(change.kind, change.subject) for change in changes} == {("moved", "p")}
    assert len(changes) == 2


def test_a_line_within_an_entry_is_not_moved_when_it_goes_around_it() -> None:
    old = '<lg><app><lem><l n="3">Arma virumque cano</l></lem><rdg wit="#B"/></app></lg>'
    new = '<lg><l n="3"><app><lem>Arma virumque cano</lem><rdg wit="#B"/></app></l></lg>'
    (change,) = compare(source(old), source(new))
    assert (change.kind, change.subject, change.old) == ("extended", "l", change.new)


def test_a_typo_within_a_newly_marked_name_is_another_change() -> None:
    old = source("<p>Then came Anna Stien from the house.</p>")
    new = source("<p>Then came <persName>Anna Stein</persName> from the house.</p>")
    marked, mended = sorted(compare(old, new), key=lambda change: change.subject, reverse=True)
    assert (marked.category, marked.kind, marked.new) == ("mention", "added", "Anna Stein")
    assert told(mended) == ("spelling", "changed", "", "Stien", "Stein")


def test_a_line_break_within_a_word_does_not_part_it() -> None:
    old = source("<p>Then came the house again.</p>")
    new = source('<p>Then came the hou\n   <lb break="no"/>se again.</p>')
    (change,) = compare(old, new)
    assert (change.category, change.subject) == ("layout", "lb")


def test_scripts_without_spaces_are_compared_by_character() -> None:
    old, new = source("<p>天地玄黃宇宙洪荒</p>"), source("<p>天地玄黃宇宙洪光</p>")
    (change,) = compare(old, new)
    assert (change.old, change.new) == ("荒", "光")


def test_an_unusual_space_is_no_layout() -> None:
    (change,) = compare(source("<p>p. 5 here</p>"), source("<p>p.\u00a05 here</p>"))
    assert change.category == "spacing"


def test_places_are_exact_in_both_files() -> None:
    old = source("<p>One &amp; two <!-- x --> three <hi>four</hi> five.</p>")
    new = source("<p>\n  One &amp; two <!-- x --> three <hi>four</hi> fine.</p>")
    (change,) = compare(old, new)
    for place, file, word in ((change.old_place, old, "five"), (change.new_place, new, "fine")):
        offset = file.lines.offset(place.position.line, place.position.column)
        assert file.text[offset:].startswith(word)


def test_a_place_is_cited_as_an_editor_would() -> None:
    body = '<div type="poem" n="2"><l n="1">Arma cano</l><l n="2">virumque {}</l></div>'
    (change,) = compare(source(body.format("cano")), source(body.format("canam")))
    assert change.new_place.locus == "Poem 2, line 2"
    assert (change.before, change.after) == ("virumque", "")


def test_different_first_elements_cannot_be_compared() -> None:
    other = parse(b'<div xmlns="http://www.tei-c.org/ns/1.0"><p/></div>', Path("b.xml"), 0, "b.xml")
    with pytest.raises(TeiError, match="the first element is TEI in the one and div"):
        compare(source(""), other)


def test_files_without_any_block_are_compared() -> None:
    first, second = (
        parse(
            f'<choice n="{n}"><sic>a</sic></choice>'.encode(),
            Path("a.xml"),
            n,
            "a.xml",
            any_root=True,
        )
        for n in (0, 1)
    )
    (change,) = compare(first, second)
    assert (change.subject, change.old, change.new) == ("choice/@n", "0", "1")


def test_every_class_is_explained() -> None:
    assert set(MEANINGS) == set(Category)
    assert {category for family in FAMILIES.values() for category in family} <= set(Category)


def test_divisions_that_hold_text_and_nothing_else_keep_their_partners() -> None:
    old = "Before them <div>one two <div>three beta of zeta of</div> six</div> <div>nine ten</div>"
    new = old.replace("of zeta of", "of of").replace("two", "too").replace("nine", "ninth")
    changes = compare(source(old), source(new))
    assert {change.subject for change in changes} == {""}
    assert [(change.old, change.new) for change in changes] == [
        *[("two", "too"), ("zeta", ""), ("nine", "ninth")]
    ]


def test_the_words_of_what_was_put_around_unchanged_paragraphs_are_told() -> None:
    one = '<p>A day<note>Not a night.</note> of com<lb break="no"/>fort,<lb/>that stays.</p>'
    blocks = f"{one}\n<p>Another day of the same kind, that stays as well.</p>\n<p>The last.</p>"
    changed = (
        blocks.replace("The last.", "The latest.")
        .replace(one, f"<div>{one}")
        .replace("as well.</p>", "as well.</p></div>")
    )
    division, _ = compare(source(blocks), source(changed))
    words = "A day of comfort, that stays. Another day of the same kind, that stays as well."
    assert told(division) == ("structure", "added", "div", words, words)


def test_half_of_a_divided_paragraph_does_not_come_from_elsewhere() -> None:
    """Though another paragraph, gone now, has much of the same words."""
    stays = [f"<p>{' '.join(f'word{n}x{k}' for k in range(12))}</p>\n" for n in range(3)]
    first = "We read the fifth volume of the poems of Lord Byron, which came on Monday, "
    first += "aloud, and found "
    first += "Miss Benger's Life of Mrs. Hamilton dull."
    other = "At home, and read Miss Benger's Life of Mrs. Hamilton dull. Sir William came to us."
    old = source(f"<p>{first}</p>{stays[0]}{stays[1]}<p>{other}</p>{stays[2]}")
    halves = first.replace("aloud, ", "aloud, </p><p>")
    new = source(f"<p>{halves}</p>{stays[0]}{stays[1]}{stays[2]}")
    split, removed = compare(old, new)
    assert (split.kind, split.subject) == ("split", "p")
    assert told(removed) == ("structure", "removed", "p", other, "")
