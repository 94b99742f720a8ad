"""Marking: what it proposes, what it leaves to the editor, what it never touches."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from names_to_mark import BERG, REGISTER, VIENNA, Make
from tei.authoring import marking


@pytest.fixture
def marked(make_edition: Make) -> Callable[..., str]:
    """Give a function that marks what is certain in a paragraph, and gives the paragraph."""

    def run(content: str, *, text: str = "", register: str = REGISTER, notes: bool = False) -> str:
        text = text or f'<text xml:lang="en"><body><p>{content}</p></body></text>'
        edition = make_edition(text=text, register=register)
        before = (edition.folder / "text.xml").read_text()
        found = marking.find(edition, notes=notes)
        files = marking.apply(
            [(item, item.choices[0]) for item in found.proposals if item.is_certain]
        )
        result = files.get("text.xml", before.encode()).decode()
        start = before.index(content)
        return result[start : len(result) - len(before) + start + len(content)]

    return run


@pytest.fixture
def undecided(make_edition: Make) -> Callable[..., list[tuple[str, str]]]:
    """Give a function that tells the words that are left to the editor, each with the reason."""

    def run(content: str, register: str = REGISTER) -> list[tuple[str, str]]:
        text = f'<text xml:lang="en"><body><p>{content}</p></body></text>'
        found = marking.find(make_edition(text=text, register=register))
        return [(item.words, item.doubt) for item in found.proposals if not item.is_certain]

    return run


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("So Berg came to Vienna.", f"So {BERG}Berg</persName> came to {VIENNA}."),
        ("Here Anna Berg sat.", f"Here {BERG}Anna Berg</persName> sat."),
        ("Here Anna\n    Berg sat.", f"Here {BERG}Anna\n    Berg</persName> sat."),
        ("It was Berg's.", f"It was {BERG}Berg</persName>'s."),
        ("It was Berg’s.", f"It was {BERG}Berg</persName>’s."),
        ("He loves New York.", 'He loves <placeName ref="#new-york">New York</placeName>.'),
        ("to St.Petersburg", 'to <placeName ref="#petersburg">St.Petersburg</placeName>'),
        ("at Brest‑Litovsk", 'at <placeName ref="#brest">Brest‑Litovsk</placeName>'),
        ("read Pravda now", 'read <title ref="#pravda" level="j">Pravda</title> now'),
        ("a Vienna Soviet", 'a <orgName ref="#soviet">Vienna Soviet</orgName>'),
        ("in 1905, he", 'in <date when="1905">1905</date>, he'),
        (
            "on 22 January 1905 he",
            'on <date when="1905-01-22">22 January 1905</date> he',
        ),
        ("“Vienna,” he said", f"“{VIENNA},” he said"),
        ("(Vienna)", f"({VIENNA})"),
        ("Vienna—Berg", f"{VIENNA}—{BERG}Berg</persName>"),
    ],
)
def test_what_is_certain_is_marked(marked: Callable[..., str], content: str, expected: str) -> None:
    assert marked(content) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<hi>Vienna</hi>", f"<hi>{VIENNA}</hi>"),
        ("<hi>Anna</hi> Berg", f"{BERG}<hi>Anna</hi> Berg</persName>"),
        ("Anna <hi>Berg</hi>", f"{BERG}Anna <hi>Berg</hi></persName>"),
        ("Anna<lb/>Berg", f"{BERG}Anna<lb/>Berg</persName>"),
        ('Vi<lb break="no"/>enna', '<placeName ref="#vienna">Vi<lb break="no"/>enna</placeName>'),
        ("Vi-<pb/>enna", "Vi-<pb/>enna"),
        ("Vie<pb/>nna", '<placeName ref="#vienna">Vie<pb/>nna</placeName>'),
        ("&#86;ienna", '<placeName ref="#vienna">&#86;ienna</placeName>'),
        ("Vi<!-- x -->enna", '<placeName ref="#vienna">Vi<!-- x -->enna</placeName>'),
        (
            "<choice><sic>Vyenna</sic><corr>Vienna</corr></choice>",
            '<placeName ref="#vienna"><choice><sic>Vyenna</sic><corr>Vienna</corr></choice>'
            "</placeName>",
        ),
        (
            "Anna <choice><sic>Brg</sic><corr>Berg</corr></choice>, sat",
            f"{BERG}Anna <choice><sic>Brg</sic><corr>Berg</corr></choice></persName>, sat",
        ),
        (
            "V<supplied>ie</supplied>nna",
            '<placeName ref="#vienna">V<supplied>ie</supplied>nna</placeName>',
        ),
        (
            "Vie<surplus>e</surplus>nna",
            '<placeName ref="#vienna">Vie<surplus>e</surplus>nna</placeName>',
        ),
        ("<app><lem>Vienna</lem><rdg>Wien</rdg></app>",) * 2,
        ("<del>Vienna</del>",) * 2,
        ("<fw>Vienna</fw>",) * 2,
        ("<choice><sic>Vienna</sic><corr>Viennese</corr></choice>",) * 2,
        ("<![CDATA[Vienna]]>",) * 2,
        ('<seg n="Vienna"/><!-- Vienna --><?x Vienna?>',) * 2,
    ],
)
def test_the_reading_text_counts_and_elements_stay_whole(
    marked: Callable[..., str], content: str, expected: str
) -> None:
    if "<lem>" in content:
        expected = f"<app><lem>{VIENNA}</lem><rdg>Wien</rdg></app>"
    assert marked(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        f"{BERG}Berg</persName> und {BERG}Anna <hi>Berg</hi></persName>",
        "<orgName>Berg and Vienna</orgName>",
        "<title>A Winter in Vienna, 1905</title>",
        '<date when="1905">in the year 1905</date>',
        '<rs type="person">a cousin of Berg</rs>',
        "<name>Vienna</name>",
        "<measure>1905</measure>",
        "<idno>Vienna</idno>",
        f"Anna {BERG}Berg</persName>",
    ],
)
def test_nothing_is_marked_within_what_names(marked: Callable[..., str], content: str) -> None:
    assert marked(content) == content


def test_a_designation_of_a_person_may_hold_a_place(marked: Callable[..., str]) -> None:
    content = '<rs type="person" ref="#berg">the lady of Vienna</rs>'
    assert marked(content) == f'<rs type="person" ref="#berg">the lady of {VIENNA}</rs>'


def test_header_registers_and_notes_are_left_alone(make_edition: Make) -> None:
    edition = make_edition(
        text='<text xml:lang="en"><body><p>No name<note resp="#e">Vienna</note>'
        '<note type="authorial">Berg</note></p>'
        "<listPerson><person><note>Vienna</note></person></listPerson></body></text>",
        register=REGISTER,
    )
    assert [item.words for item in marking.find(edition).proposals] == ["Berg"]
    assert [item.words for item in marking.find(edition, notes=True).proposals] == [
        "Vienna",
        "Berg",
    ]


@pytest.mark.parametrize(
    ("content", "word", "reason"),
    [
        ("Rosa came.", "Rosa", "several records"),
        ("The young men. Then Young came.", "Young", "“young” is also a common word"),
        ("There was Adler.", "Adler", "surname"),
        ("Wien then", "Wien", "name of today"),
        ("the Vienna Congress met", "Vienna", "part of “Vienna Congress”"),
        ("there Fritz Berg sat", "Berg", "part of “Fritz Berg”"),
        ("there F. Berg sat", "Berg", "part of “F. Berg”"),
        ("Karl Berg sat", "Berg", "part of “Karl Berg”"),
        (f"{BERG}Jo</persName> Berg sat", "Berg", "part of “Jo Berg”"),
        ("<persName>Anna</persName> Berg sat", "Anna Berg", "a part of it is marked"),
        ("pro-Vienna talk", "Vienna", "part of a longer word"),
        ("the Vienna-born", "Vienna", "part of a longer word"),
        ("l'Vienna", "Vienna", "part of a longer word"),
        ("in VIENNA now", "VIENNA", "capitals"),
        ("<p2/>Anna <add>Berg said</add>", "Anna Berg", "begins in one element"),
        (
            "<choice><sic>Vyenna in</sic><corr>Vienna in</corr></choice>",
            "Vienna",
            "part of what a choice",
        ),
        ("Anna<note>N</note> Berg", "Anna Berg", "“note” stands within"),
        ("On May 15 he", "May 15", "year must be found"),
        ("an army of 1500 men", "1500", "number"),
    ],
)
def test_what_is_not_certain_is_said_and_not_applied(
    undecided: Callable[..., list[tuple[str, str]]],
    marked: Callable[..., str],
    content: str,
    word: str,
    reason: str,
) -> None:
    content = content.replace("<p2/>", "")
    found = dict(undecided(content))
    assert reason in found[word]
    assert marked(content) == content


@pytest.mark.parametrize(
    "content",
    ["Vienna1", "Viennas", "xVienna", "Vien na", "Vienna\u0301", "Bergé", "vienna", "BERg"],
)
def test_parts_of_words_are_no_names(
    undecided: Callable[..., list[tuple[str, str]]], marked: Callable[..., str], content: str
) -> None:
    assert marked(content) == content and not undecided(content)


def test_a_word_that_begins_a_sentence_is_no_part_of_a_name(marked: Callable[..., str]) -> None:
    assert BERG in marked("So when it was over. When Berg came.")
    assert BERG in marked("There sat Colonel Berg.")
    assert BERG in marked("It was Monday. Berg came.")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Москва", "Тогда Москва, и москвичи"),
        ("दिल्ली", "वह दिल्ली। वह"),
        ("ירושלים", "אל ירושלים, אל"),
        ("القاهرة", "إلى القاهرة، ثم"),
        ("東京", "私は東京に行く"),
        ("กรุงเทพ", "ไปกรุงเทพกัน"),
        ("José", "Aquí José, y"),
        ("José", "Aquí Jose\u0301, y"),
        ("Jose\u0301", "Aquí José, y"),
        ("Œuvres d’Été", "Ses Œuvres d'Été."),
    ],
)
def test_names_of_any_script_are_found(make_edition: Make, name: str, content: str) -> None:
    register = f'<listPlace><place xml:id="x"><placeName>{name}</placeName></place></listPlace>'
    (found,) = marking.find(make_edition(f"<p>{content}</p>", register=register)).proposals
    plain = unicodedata.normalize("NFC", found.words.replace("'", "’"))
    assert plain == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("content", ["वह दिल्लीवाला", "Jose\u0301s", "Москвач"])
def test_words_end_where_their_script_says(make_edition: Make, content: str) -> None:
    register = "".join(
        f'<place xml:id="p{number}"><placeName>{name}</placeName></place>'
        for number, name in enumerate(["दिल्ली", "Jose", "Москва", "दिल"])
    )
    edition = make_edition(f"<p>{content}</p>", register=f"<listPlace>{register}</listPlace>")
    assert not marking.find(edition).proposals


def test_forms_of_the_text_are_learned(marked: Callable[..., str]) -> None:
    content = f"The {BERG}Old Lady</persName> left. So the Old Lady was gone."
    assert marked(content).endswith(f"So the {BERG}Old Lady</persName> was gone.")


def test_a_designation_in_small_letters_is_not_learned(marked: Callable[..., str]) -> None:
    content = f"{BERG}the old lady</persName> left, and the old lady was gone."
    assert marked(content) == content


def test_overlapping_names_are_not_applied(undecided: Callable[..., list[tuple[str, str]]]) -> None:
    register = (
        '<listPlace><place xml:id="a"><placeName>North Sea</placeName></place>'
        '<place xml:id="b"><placeName>Sea Point</placeName></place></listPlace>'
    )
    found = undecided("the North Sea Point", register)
    assert [words for words, _ in found] == ["North Sea", "Sea Point"]
    assert all("overlaps" in doubt for _, doubt in found)


def test_the_editor_can_leave_words_unmarked(make_edition: Make) -> None:
    body = "<p>In <?tei unmarked?>Vienna. In Vienna. <?tei unmarked another?>New York.</p>"
    found = marking.find(make_edition(body, register=REGISTER)).proposals
    assert [(item.words, item.position.column > 150) for item in found] == [("Vienna", True)]


def test_registers_without_names_are_reported(make_edition: Make) -> None:
    register = (
        '<listPerson><person xml:id="a"/><person xml:id="b"><persName>B.</persName></person>'
        '<person xml:id="c"><persName/></person></listPerson>'
    )
    found = marking.find(make_edition("<p>B. was here, a c.</p>", register=register))
    assert not found.proposals
    assert [record.id for record in found.nameless] == ["a", "c"]
    assert [(form, record.id) for form, record in found.unusable] == [("B.", "b")]
