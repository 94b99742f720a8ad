"""The pages of the web edition: what a reader finds in the texts and in the lists beside them."""

from __future__ import annotations

from collections.abc import Callable

import pages
from tei.edition import Edition

Make = Callable[..., Edition]


def test_home_page_lists_the_texts() -> None:
    page = pages.golden("prose").page("index.html")
    assert pages.text_of(page.find(".//h1")) == "A title"
    assert pages.by_class(page, "author") == ["An author"]
    contents = pages.select(page, "contents")[0]
    assert [item.get("href") for item in contents.iter("a")][:2] == [
        "texts/one.html",
        "texts/two.html",
    ]
    assert "An author, A title (The publisher, 2024)." in pages.text_of(
        pages.select(page, "foot")[0]
    )


def test_texts_lead_to_the_next_and_the_previous() -> None:
    built = pages.golden("prose")
    assert [item.get("href") for item in pages.select(built.page("texts/one.html"), "next")] == [
        "../texts/two.html"
    ] * 2
    page = built.page("texts/two.html")
    assert [item.get("href") for item in pages.select(page, "previous")] == [
        "../texts/one.html"
    ] * 2
    assert pages.select(page, "next") == []


def test_a_note_and_its_call_are_linked_both_ways() -> None:
    page = pages.golden("prose").page("texts/one.html")
    call = pages.select(page, "call")[0]
    note = pages.select(page, "note-below")[0]
    back = pages.select(note, "back")[0]
    assert call.get("href") == f"#{note.get('id')}"
    assert back.get("href") == f"#{call.get('id')}"
    assert pages.text_of(note).endswith("A famous beginning, see the next chapter.")
    assert pages.by_class(note, "ref") == ["the next chapter"]


def test_the_authors_notes_stand_apart_from_the_editors() -> None:
    page = pages.golden("prose").page("texts/two.html")
    assert [pages.text_of(item.find("h2")) for item in pages.select(page, "notes")] == ["Notes"]


def test_paragraph_numbers_are_permalinks() -> None:
    page = pages.golden("prose").page("texts/one.html")
    numbers = pages.select(page, "number")
    assert [pages.text_of(item) for item in numbers][:2] == ["1", "2"]
    for number in numbers:
        parent = number.getparent()
        assert parent is not None and number.get("href") == f"#{parent.get('id')}"


def test_an_emendation_leads_to_what_the_source_has() -> None:
    page = pages.golden("prose").page("texts/one.html")
    emended = pages.select(page, "emended")[0]
    assert (emended.tag, pages.text_of(emended)) == ("a", "alike")
    target = page.find(f".//li[@id='{emended.get('href', '')[1:]}']")
    assert (
        pages.text_of(target) == "1 families are all alike; every unhappy family] allike (certain)"
    )
    assert target is not None
    assert pages.select(target, "locus")[0].get("href") == f"#{emended.get('id')}"


def test_an_emendation_within_a_name_has_a_sign_after_it() -> None:
    page = pages.golden("prose").page("texts/one.html")
    name = next(item for item in pages.select(page, "name") if "Dolly" in pages.text_of(item))
    assert pages.text_of(name) == "Dolly Oblonskaya"
    assert name.get("href") == "../registers/person.html#dolly"
    sign = name.getnext()
    assert sign is not None and "to-emendation" in sign.get("class", "")
    assert sign.get("aria-label")


def test_supplied_words_stand_in_brackets_marks_do_not() -> None:
    supplied = pages.by_class(pages.golden("prose").page("texts/one.html"), "supplied")
    assert supplied == ["⟨just⟩", ","]
    assert pages.by_class(pages.golden("prose").page("diplomatic/one.html"), "surplus") == [
        "of the"
    ]


def test_only_safe_addresses_become_links() -> None:
    page = pages.golden("prose").page("texts/one.html")
    outside = [item.get("href") for item in pages.select(page, "ref")]
    assert outside[0] == "https://example.org/a?b=1&c=2"
    assert "javascript" not in pages.golden("signs").text("texts/signs.html")


def test_markup_in_a_text_stays_text() -> None:
    text = pages.golden("signs").text("texts/signs.html")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_registers_show_names_in_their_context() -> None:
    page = pages.golden("prose").page("registers/person.html")
    records = pages.select(page, "record")
    assert [pages.text_of(record.find("h3")) for record in records] == [
        "Karenina, Anna",
        "Oblonskaya, Dolly",
    ]
    assert "1849" in pages.text_of(records[0]) and "A woman of Petersburg." in pages.text_of(
        records[0]
    )
    authority = records[0].find(".//p[@class='authorities']/a")
    assert authority is not None and authority.get("href") == "https://d-nb.info/gnd/118560484"
    mentions = pages.select(records[1], "mentions")[0]
    assert pages.text_of(mentions).startswith("One 2 The wife, Dolly Oblonskaya,")
    assert next(pages.links(mentions))[1].startswith("../texts/one.html#")


def test_a_long_register_has_a_page_for_each_letter(make_edition: Make) -> None:
    persons = "".join(
        f'<person xml:id="p{n}"><persName>{"ABЖ"[n % 3]}-{n:03}</persName></person>'
        for n in range(501)
    )
    edition = make_edition(
        '<p><persName ref="#p0">Somebody</persName></p>',
        register=f"<listPerson>{persons}</listPerson>",
    )
    built = pages.build(edition)
    assert {"registers/person-a.html", "registers/person-u1046.html"} <= set(built.pages)
    name = pages.select(built.page(next(iter(pages.texts(built)))), "name")[0]
    assert name.get("href") == "../registers/person-a.html#p0"
    pages.assert_links_lead_somewhere(built, pages.downloads(built))


# --- Other kinds of text ------------------------------------------------------------------------


def test_every_fifth_line_of_verse_is_numbered() -> None:
    page = pages.golden("verse").page(pages.texts(pages.golden("verse"))[0])
    assert pages.by_class(page, "number") == ["5"]
    assert len(pages.select(page, "l")) == 9


def test_drama_has_speakers_and_stage_directions() -> None:
    built = pages.golden("drama")
    page = built.page(pages.texts(built)[-1])
    assert pages.by_class(page, "speaker") == ["Antigone", "Ismene"]
    assert pages.by_class(page, "stage") == ["Before the palace.", "aside"]


def test_a_letter_says_who_wrote_to_whom_in_the_language_of_the_edition() -> None:
    built = pages.golden("letter")
    page = built.page("texts/brief-1.html")
    meta = pages.select(page, "letter")[0]
    assert [pages.text_of(item) for item in meta] == [
        "Gesendet",
        "Anna, Wien, 1. 2. 1901",
        "Empfangen",
        "Berta",
    ]
    assert pages.by_class(page, "salute") == ["Liebe Berta!", "Herzlichst"]
    assert "Wortspiel" in pages.text_of(page.find(".//article"))


def test_apparatus_entries_and_passages_are_linked_both_ways() -> None:
    built = pages.golden("apparatus")
    page = built.page(pages.texts(built)[-1])
    entries = pages.select(page, "entry")
    assert [pages.text_of(item.find("p")) for item in entries] == [
        "1 erat] A B : fuit C",
        "1 et] A : om. B (so the second)",
        "1 erat] A : est B",
        "1 deum omnem] eum C",
        "1 deum] A : dominum B",
    ]
    first = pages.select(page, "passage")[0]
    assert first.get("href") == f"#{entries[0].get('id')}"
    assert pages.select(entries[0], "locus")[0].get("href") == f"#{first.get('id')}"


def test_gaps_and_doubtful_passages_are_told_in_words_or_signs() -> None:
    page = pages.golden("signs").page("texts/signs.html")
    assert pages.by_class(page, "gap") == ["[… 3 letters]", "[…]"]
    assert pages.by_class(page, "space") == ["[2 lines]"]
    assert pages.by_class(page, "sic") == ["wrongg [sic]"]
    assert pages.by_class(page, "supplied") == ["[restored]"]
    diplomatic = pages.golden("signs").page("diplomatic/signs.html")
    assert pages.by_class(diplomatic, "del")[0] == "⟦cancelled⟧"
    assert pages.by_class(diplomatic, "fw") == ["A foot"]


def test_what_no_rule_covers_is_shown_and_reported_once() -> None:
    built = pages.golden("signs")
    article = pages.text_of(built.page("texts/signs.html").find(".//article"))
    assert "Unknown words and of others." in article
    assert [(finding.code, finding.message[:40]) for finding in built.findings] == [
        ("XSL001", "The web edition has no rule for “blort”:"),
        ("XSL001", "The web edition has no rule for “x:y” of"),
    ]
    assert all(finding.position.line for finding in built.findings)


def test_tables_and_lists_are_what_they_are_for_everyone() -> None:
    built = pages.golden("blocks")
    page = built.page(pages.texts(built)[-1])
    assert [item.get("scope") for item in page.iter("th")] == ["col", "col", "col", "row"]
    assert [pages.text_of(item) for item in page.iter("dt")] == ["sigla", "lemma"]
    assert pages.by_class(page, "figure-description") == ["[Figure: A map of the camp.]"]


def test_hebrew_pages_run_from_right_to_left() -> None:
    page = pages.golden("hebrew").page(pages.texts(pages.golden("hebrew"))[0])
    assert (page.get("lang"), page.get("dir")) == ("he", "rtl")
    foreign = pages.select(page, "foreign")[0]
    assert (foreign.get("lang"), foreign.get("dir")) == ("en", "ltr")
    navigation = page.find(".//header/nav")
    assert navigation is not None and navigation.get("lang") == "en"


def test_signs_are_those_that_the_edition_uses() -> None:
    assert len(pages.golden("signs").page("signs.html").findall(".//tr")) > 8
    verse = pages.text_of(pages.golden("verse").page("signs.html"))
    assert "Cancelled in the source." in verse and "A gap" not in verse


def test_about_page_has_the_whole_header() -> None:
    page = pages.text_of(pages.golden("prose").page("about.html").find(".//main"))
    for words in ("A title", "An author", "The publisher", "Made for the tests."):
        assert words in page
