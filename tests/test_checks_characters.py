"""Rules about characters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tei.checks.registry import run
from tei.edition import Edition

Make = Callable[..., Edition]


def codes(edition: Edition) -> list[str]:
    return [finding.code for finding in run(edition, ["CHR"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text", []),
        ("Kühlmann, “quoted” – and…", []),
        ("a\u00a0b\u202fc\u2009d", []),
        ("zero\u200bwidth", ["CHR001"]),
        ("soft\u00adhyphen", ["CHR001"]),
        ("\u202eturned\u202c", ["CHR001", "CHR001"]),
        ("Latin\u200e", ["CHR001"]),
        ("שלום\u200e!", []),
        ("می\u200cخواهم", []),
        ("क्\u200dष", []),
        ("a\ufffdb", ["CHR002"]),
        ("Cafe\u0301", ["CHR003"]),
        ("Café", []),
    ],
)
def test_hidden_lost_and_decomposed(make_edition: Make, text: str, expected: list[str]) -> None:
    assert codes(make_edition(f"<p>{text}</p>")) == expected


def test_text_after_an_element_belongs_to_its_parent(make_edition: Make) -> None:
    edition = make_edition('<p xml:id="p">a<hi>b</hi>c\u200bd</p>')
    (finding,) = run(edition, ["CHR001"])
    assert finding.position == edition.position(edition.ids["p"][0])


def test_text_after_a_comment_or_an_instruction_is_read_too(make_edition: Make) -> None:
    assert codes(make_edition("<p>a<!-- b -->zero\u200bwidth<?c d?>Cafe\u0301</p>")) == [
        "CHR001",
        "CHR003",
    ]


def test_a_character_is_reported_once(make_edition: Make) -> None:
    (finding,) = run(make_edition("<p>a\u200bb</p>" * 5), ["CHR001"])
    assert len(finding.also) == 4 and "U+200B" in finding.message


def test_decomposed_letters_are_reported_once_for_each_file(make_edition: Make) -> None:
    (finding,) = run(make_edition("<p>Cafe\u0301</p>" * 5), ["CHR003"])
    assert len(finding.also) == 4 and "“Cafe\u0301”" in finding.message


@pytest.mark.parametrize(
    ("word", "mixed"),
    [
        ("Trotsky", False),
        ("Троцкий", False),
        ("Tr\u043etsky", True),
        ("Троцкий".replace("о", "o"), True),
        ("χ\u006fρίῳ", True),
        ("Kαὶ", True),
        ("Aεαγ", False),
        ("Aκχ", False),
        ("abγ", False),
        ("μm", False),
        ("DNA-Проба", False),
        ("Лениным", False),
        ("日本語text", False),
    ],
)
def test_mixed_scripts(make_edition: Make, word: str, mixed: bool) -> None:
    assert ("CHR004" in codes(make_edition(f"<p>{word}</p>"))) == mixed


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Smith &amp; Sons", False),
        ("Smith &amp;amp; Sons", True),
        ("a&amp;nbsp;b", True),
        ("&amp;#8211;", True),
        ("AT&amp;T; and so on", False),
        ("**bold**", True),
        ("__bold__", True),
        ("2 ** 3 ** 4", False),
        ("***", False),
        ("a_b_c __init", False),
        ("[see](https://example.org)", True),
        ("[see] (there)", False),
        ("&lt;i&gt;word&lt;/i&gt;", True),
        ("a &lt; b &gt; c", False),
        ("&lt;Kaiser&gt;", False),
        ("<gi>p</gi> and <code>&lt;p&gt; **x**</code>", False),
    ],
)
def test_leftover_markup(make_edition: Make, text: str, left: bool) -> None:
    assert ("CHR005" in codes(make_edition(f"<p>{text}</p>"))) == left


def test_an_entity_that_was_not_read_is_reported_by_reading_only(make_edition: Make) -> None:
    text = '<!DOCTYPE TEI SYSTEM "tei.dtd"><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
    edition = make_edition(files={"text.xml": f"{text}<p>&siglumA;</p></body></text></TEI>"})
    found = [finding.code for finding in run(edition, ["CHR", "SRC"])]
    assert found == ["SRC001"]
