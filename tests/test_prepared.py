"""The prepared edition: nothing lost, everything resolved, as docs/prepared-edition.md says."""

from __future__ import annotations

import pytest
from lxml import etree

from prepared_texts import Make, one, only, p, shared, texts
from tei.edition import load
from tei.names import prepared, tei
from tei.prepared.plain import plain
from tei.prepared.prepare import prepare

# --- What the attributes say -----------------------------------------------------------------


def test_every_element_says_where_it_came_from(make_edition: Make) -> None:
    edition = make_edition("<p>a <hi>b</hi></p>\n<p>c</p>")
    root = only(edition)
    number, ordinal = p(one(root, "t:hi"), "at").split(".")
    position = edition.sources[int(number)].position(int(ordinal))
    line = edition.sources[0].line(position.line)
    assert line[position.column - 1 :].startswith("<hi>")


def test_a_note_leaves_a_call(make_edition: Make) -> None:
    root = only(
        make_edition(
            "<p>one<note resp='#ed'>about <hi>one</hi></note> two</p><p><note>x</note></p>"
        )
    )
    call = one(root, "t:p[1]/p:call")
    assert (call.get("to"), p(call, "id"), call.tail) == ("note-1", "call-1", " two")
    note = one(root, "p:note[@id='note-1']")
    assert (note.get("kind"), note.get("place"), note.get("locus")) == ("editor", "foot", "1")
    assert "".join(map(str, note.itertext())) == "about one"


def test_a_note_that_says_nothing_is_none(make_edition: Make) -> None:
    root = only(make_edition("<p>one<note> </note> two<note><graphic url='a.png'/></note></p>"))
    assert [note.get("n") for note in root.iter(prepared("note"))] == ["1"]
    assert len(list(root.iter(prepared("call")))) == 1


def test_the_authors_own_notes_are_told_apart(make_edition: Make) -> None:
    root = only(make_edition("<p>a<note type='authorial'>his</note><note>ours</note></p>"))
    assert [note.get("kind") for note in root.iter(prepared("note"))] == ["author", "editor"]


def test_a_note_between_blocks_stays(make_edition: Make) -> None:
    root = only(make_edition("<div><head>H</head><note>above all</note><p>a</p></div>"))
    assert p(one(root, "t:div/t:note"), "role") == "block"


def test_an_entry_and_its_passage(make_edition: Make) -> None:
    root = only(
        make_edition(
            "<p>in <app type='variant'><lem wit='#A #B'>uerba</lem><rdg wit='#C'>uerbum</rdg>"
            "<rdg wit='#D'/><note>cf. 3</note></app> fine</p>"
        )
    )
    passage, entry = one(root, "p:passage"), one(root, "p:entry")
    assert (passage.text, passage.tail, passage.get("entry")) == ("uerba", " fine", "entry-1")
    assert (entry.get("type"), entry.get("locus"), entry.get("passage")) == ("variant", "1", "e1")
    parts = [(item.tag.split("}")[1], item.text, item.get("sigla")) for item in entry]
    assert parts[:4] == [
        ("lemma", "uerba", "A B"),
        ("reading", "uerbum", "C"),
        ("reading", None, "D"),
        ("remark", "cf. 3", None),
    ]
    kinds = [item.get("kind") for item in entry.iter(prepared("reading"))]
    assert kinds == ["substitution", "omission"]
    states = [dict(item.attrib) for item in entry.iter(prepared("attestation"))]
    assert states == [
        {"is": "attests", "reading": "0", "witnesses": "A B"},
        {"is": "attests", "reading": "1", "witnesses": "C"},
        {"is": "omits", "reading": "2", "witnesses": "D"},
    ]
    runs = [
        (item.get("kind"), item.get("of"), "".join(map(str, item.itertext())), item.tail)
        for item in entry.iter(prepared("run"))
    ]
    assert runs == [
        ("lemma", "0", "", "] "),
        ("sigla", None, "A B", " : "),
        ("reading", "1", "", " "),
        ("sigla", None, "C", " : "),
        ("term", None, "om.", " "),
        ("sigla", None, "D", " ("),
        ("note", "1", "", ")"),
    ]


def test_nested_entries_and_groups(make_edition: Make) -> None:
    root = only(
        make_edition(
            "<p><app><lem>a <app><lem>b</lem><rdg wit='#C'>c</rdg></app></lem>"
            "<rdgGrp type='orthographic'><rdg wit='#D'>d</rdg></rdgGrp></app></p>"
        )
    )
    outer, inner = root.iter(prepared("entry"))
    assert "".join(map(str, one(root, "t:p").itertext())) == "a b"
    assert "".join(map(str, outer[0].itertext())) == "a b"
    assert outer[1].get("group") == "orthographic"
    assert inner.get("within") == outer.get("id")
    assert len(list(root.iter(prepared("passage")))) == 2


def test_an_entry_that_points_to_its_place_adds_no_words(make_edition: Make) -> None:
    root = only(
        make_edition(
            "<p><anchor xml:id='w'/>verba<app from='#w'><lem>verba</lem><rdg>x</rdg></app></p>"
        )
    )
    assert "".join(map(str, one(root, "t:p").itertext())) == "verba"
    assert one(root, "p:lemma").text == "verba"


def test_sigla_are_those_of_the_list_of_witnesses(make_edition: Make) -> None:
    edition = make_edition(
        "<listWit><witness xml:id='ms1'><abbr type='siglum'>Vat.</abbr> A book</witness></listWit>"
        "<p><app><lem wit='#ms1 #unknown'>a</lem><rdg>b</rdg></app></p>"
    )
    assert one(only(edition), "p:lemma").get("sigla") == "Vat. unknown"
    assert one(shared(edition), "p:witness").get("siglum") == "Vat."


def test_names_lead_to_records_and_records_to_names(make_edition: Make) -> None:
    edition = make_edition(
        "<p>Then "
        "<persName ref='#k'>Frau <choice><sic>Khl</sic><corr>Kühl</corr></choice></persName>"
        " said: no.<note>So <rs ref='#k'>she</rs>.</note></p>",
        register="<listPerson><person xml:id='k'><persName><surname>Kühl</surname>"
        "<forename>Anna</forename></persName><idno type='GND'>118642979</idno></person>"
        "</listPerson>",
    )
    name = one(only(edition), "t:persName")
    assert (p(name, "kind"), p(name, "record")) == ("person", "k")
    record = one(shared(edition), "p:record")
    assert (record.get("label"), record.get("letter")) == ("Kühl, Anna", "K")
    assert one(record, "p:authority").get("url") == "https://d-nb.info/gnd/118642979"
    first, second = record.iter(prepared("mention"))
    assert (first.get("form"), first.get("to"), first.get("n")) == ("Frau Kühl", p(name, "id"), "1")
    assert [item.text for item in first] == ["Then ", " said: no."]
    assert (second.get("form"), second.get("in")) == ("she", "note")


def test_emendations_are_listed_with_their_context(make_edition: Make) -> None:
    root = shared(
        make_edition(
            "<p>Herr <choice><sic>Khlmann</sic><corr cert='high' type='letters' resp='#ed'>Kühlmann"
            "</corr></choice> was <supplied reason='omitted'>not</supplied> amused.</p>"
            "<p>[<supplied reason='lost'>gone</supplied>]<surplus>x</surplus></p>"
        )
    )
    rows = [
        (item[0].text or "", item[1].text or "", item.get("kind"))
        for item in root.iter(prepared("emendation"))
    ]
    assert rows == [("Khlmann", "Kühlmann", "letters"), ("", "not", "omitted"), ("x", "", None)]
    first = next(root.iter(prepared("emendation")))
    assert (first[2].text, first[3].text) == ("Herr ", " was not amused.")
    assert (first.get("cert"), first.get("resp")) == ("high", "ed")


def test_emendations_within_notes_are_listed_after_those_of_their_text(make_edition: Make) -> None:
    choice = "<choice><sic>{}</sic><corr>{}</corr></choice>"
    edition = make_edition(
        f"<div xml:id='one'><p>A<note>so <name>{choice.format('wrod', 'word')}</name></note>"
        f" {choice.format('thnig', 'thing')}<note>and<surplus>,,</surplus></note></p></div>"
        f"<div xml:id='two'><p>{choice.format('lsat', 'last')}</p></div>"
    )
    rows = [
        (item.get("text"), item.get("in"), item[0].text or "", item[-2].text or "")
        for item in shared(edition).iter(prepared("emendation"))
    ]
    assert rows == [
        ("one", None, "thnig", "A "),
        ("one", "note", "wrod", "so "),
        ("one", "note", ",,", "and"),
        ("two", None, "lsat", ""),
    ]


def test_pointers_are_followed_or_left_alone(make_edition: Make) -> None:
    edition = make_edition(
        "<div xml:id='one' n='1'><p>"
        "<ref target='#two'>a</ref><ref target='#there'>b</ref><ref target='#r'>c</ref>"
        "<ref target='https://example.org/?a=1&amp;b=2'>d</ref>"
        "<ref target='javascript:alert(1)'>e</ref><ref target='#nowhere'>f</ref></p></div>"
        "<div xml:id='two' n='2'><p xml:id='there'>x</p></div>",
        register="<listPerson><person xml:id='r'><persName>R</persName></person></listPerson>",
    )
    found = [
        (p(ref, "to-text"), p(ref, "to"), p(ref, "to-record"), p(ref, "url"))
        for ref in texts(edition)["one"].iter(tei("ref"))
    ]
    assert found == [
        ("two", "two", "", ""),
        ("two", "there", "", ""),
        ("", "", "r", ""),
        ("", "", "", "https://example.org/?a=1&b=2"),
        ("", "", "", ""),
        ("", "", "", ""),
    ]


def test_a_source_cannot_speak_for_the_program(make_edition: Make) -> None:
    body = (
        "<p xmlns:p='urn:tei-edition:prepared'><ref p:url='javascript:alert(1)' p:id='x'>a</ref>"
        "<graphic p:image='../../etc/passwd'/><p:call to='note-1'/><p:note id='n'>b</p:note></p>"
    )
    root = only(make_edition(body))
    assert b"javascript" not in etree.tostring(root)
    assert b"passwd" not in etree.tostring(root)
    assert not list(root.iter(prepared("call")))
    assert "".join(map(str, one(root, "t:p").itertext())) == "ab"


def test_images_must_lie_in_the_edition(make_edition: Make) -> None:
    root = only(
        make_edition(
            "<figure><graphic url='images/a.png'/></figure><figure><graphic url='../b.png'/>"
            "</figure><figure><graphic url='missing.png'/></figure>",
            files={"images/a.png": b"\x89PNG"},
        )
    )
    assert [p(item, "image") for item in root.iter(tei("graphic"))] == ["images/a.png", "", ""]


@pytest.mark.parametrize(
    ("attributes", "style"),
    [
        ("rend='italic'", "italic"),
        ("rend='it'", "italic"),
        ("rend='bold, SC'", "bold small-caps"),
        ("rend='font-italic'", "italic"),
        ("rendition='#b'", "bold underline"),
        ("style='font-variant: small-caps; text-align:center'", "small-caps center"),
        ("rend='green-ink'", ""),
    ],
)
def test_looks_are_told_in_one_set_of_words(
    make_edition: Make, attributes: str, style: str
) -> None:
    header = (
        "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc><encodingDesc>"
        "<tagsDecl><rendition xml:id='b' scheme='css'>font-weight: bold;"
        " text-decoration: underline</rendition></tagsDecl></encodingDesc></teiHeader>"
    )
    root = only(make_edition(f"<p><hi {attributes}>x</hi></p>", header=header))
    assert p(one(root, "t:hi"), "style") == style


def test_blocks_and_phrases(make_edition: Make) -> None:
    root = only(
        make_edition(
            "<quote>alone</quote><p>with a <quote>phrase</quote></p>"
            "<p>with a <quote><p>block</p></quote></p><list><item>i</item></list>"
            "<lg><l>v<pb/></l></lg>"
        )
    )
    roles = [p(item, "role") for item in root.iter(tei("quote"))]
    assert roles == ["block", "phrase", "block"]
    assert [p(item, "mixed") for item in one(root, "t:body").iterfind(tei("p"))] == ["", "yes"]
    assert p(one(root, "t:pb"), "role") == "milestone"


def test_paragraphs_and_lines_are_numbered(make_edition: Make) -> None:
    root = only(
        make_edition(
            "<p>a</p><p n='II'>b<note><p>not counted</p></note></p><p>c</p>"
            "<lg><l>d</l><l part='I'>e</l><l part='F'>f</l><l>g</l></lg>"
        )
    )
    assert [p(item, "n") for item in root.iter(tei("p"))] == ["1", "II", "3", ""]
    assert [p(item, "n") for item in root.iter(tei("l"))] == ["1", "2", "", "3"]
    assert p(list(root.iter(tei("l")))[2], "continued") == "yes"


def test_ids_are_unique_within_a_text(make_edition: Make) -> None:
    root = only(make_edition("<p xml:id='p2'>a</p><p>b</p><p xml:id='m1'>c<hi ref='#x'>d</hi></p>"))
    ids = [p(item, "id") for item in root.iter(etree.Element) if p(item, "id")]
    assert len(ids) == len(set(ids)) == 4
    assert ids[0] == "p2"


def test_white_space_between_parts_is_layout(make_edition: Make) -> None:
    root = only(
        make_edition(
            "<p>a <choice>\n  <sic>b</sic>\n  <corr>c</corr>\n</choice> wo\n  <lb break='no'/>rd"
            " line<lb/>end <persName>A</persName> <persName>B</persName></p>"
        )
    )
    text = one(root, "t:p")
    assert "".join(map(str, text.itertext())) == "a bc word line end A B"


@pytest.mark.parametrize("language", ["yid", "heb", "ara", "he-IL", "yi"])
def test_right_to_left_by_codes_of_two_and_three_letters(make_edition: Make, language: str) -> None:
    prepared = prepare(make_edition(f"<p xml:lang='{language}'>שלום</p>"))
    (text,) = prepared.texts.values()
    assert b'dir="rtl"' in text


def test_language_and_direction(make_edition: Make) -> None:
    root = only(
        make_edition(
            text="<text xml:lang='he'><body><p>א <foreign xml:lang='grc'>β</foreign>"
            "<foreign xml:lang='ar'>ج</foreign><foreign xml:lang='he-Latn'>a</foreign></p></body>"
            "</text>"
        )
    )
    assert (root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("dir")) == (
        "he",
        "rtl",
    )
    assert [p(item, "dir") for item in root.iter(tei("foreign"))] == ["ltr", "", "ltr"]


def test_a_note_on_a_quotation_within_the_line_is_called_there(make_edition: Make) -> None:
    body = "<p>He: <cit><quote>arma</quote><note>Wrongly.</note></cit> so.</p>"
    root = only(make_edition(body))
    assert len(list(root.iter(prepared("call")))) == 1
    apart = "<div><p>He:</p><cit><quote><p>arma</p></quote><note>Wrongly.</note></cit></div>"
    assert not list(only(make_edition(apart)).iter(prepared("call")))


def test_dates_have_one_value(make_edition: Make) -> None:
    root = only(
        make_edition(
            "<p><date when='1905-01-22'/><date from='1905' to='1906'/><date notAfter='1906'/></p>"
        )
    )
    values = [p(item, "date") for item in root.iter(tei("date"))]
    assert values == ["1905-01-22", "1905/1906", "../1906"]


def test_texts_follow_one_another_and_say_which_layers_they_have(make_edition: Make) -> None:
    made = texts(
        make_edition(
            "<div xml:id='a' n='1'><p>x</p></div><div xml:id='b' n='2'><p><sic>y</sic>"
            "<fw>f</fw></p></div>"
        )
    )
    assert [(r.get("previous"), r.get("next"), r.get("layers")) for r in made.values()] == [
        ("", "b", "reading"),
        ("a", "", "reading diplomatic"),
    ]


def test_preparing_twice_gives_the_same_bytes(make_edition: Make) -> None:
    edition = make_edition("<p>a<note>b</note><persName ref='#x'>c</persName></p>")
    assert prepare(edition) == prepare(load(edition.folder))


def test_an_id_that_is_used_twice_or_malformed_stops_nothing(make_edition: Make) -> None:
    edition = make_edition("<p xml:id='a'>one</p><p xml:id='a'>two</p><p xml:id='1x'>three</p>")
    parser = etree.XMLParser(collect_ids=False)
    (document,) = prepare(edition).texts.values()
    assert plain(document) == "one\n\ntwo\n\nthree\n"
    ids = [p(item, "id") for item in etree.fromstring(document, parser).iter(tei("p"))]
    assert len(set(ids)) == 3


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ("- - -", "1 2 3"),
        ("- - - - 5 - -", "1 2 3 4 5 6 7"),
        ("96 - - 97 98", "96 - - 97 98"),  # two lost lines, which the numbering passes over
        ("- 1 2", "- 1 2"),
        ("5 - 10", "5 6 10"),
        ("7 - 1 -", "7 8 1 2"),
        ("96a - 98", "96a 97 98"),
    ],
)
def test_verse_lines_are_numbered_where_the_source_leaves_room(
    make_edition: Make, numbers: str, shown: str
) -> None:
    lines = (f'<l n="{n}">x</l>' if n != "-" else "<l>x</l>" for n in numbers.split())
    root = only(make_edition(f"<lg>{''.join(lines)}</lg>"))
    found = [item.get(prepared("n"), "-") for item in root.iter("{*}l")]
    assert found == shown.split()
