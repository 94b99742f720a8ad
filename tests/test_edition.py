"""Loading editions: where they lie, what they hold, and what makes them impossible to read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import tei
from conftest import HEADER, TEI
from tei.edition import Edition, load, locate
from tei.errors import TeiError
from tei.findings import Position
from tei.names import tei as tei_name

Make = Callable[..., Edition]


def test_an_edition_by_its_folder_its_settings_or_one_file(make_edition: Make) -> None:
    folder = make_edition("<p>a</p>").folder
    by_folder, by_settings = load(folder), load(folder / "edition.toml")
    alone = load(folder / "text.xml")
    assert by_folder.folder == by_settings.folder == alone.folder
    assert by_folder.title == alone.title == "A small edition"


def test_elements_know_their_places_over_several_files(make_edition: Make) -> None:
    edition = make_edition(
        text="<text><body>"
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part/one.xml"/>'
        "</body></text>",
        files={
            "part/one.xml": '<div xmlns="http://www.tei-c.org/ns/1.0">\n <p>a</p>\n'
            ' <p xml:id="b">b</p></div>'
        },
    )
    (paragraph,) = edition.ids["b"]
    assert str(edition.position(paragraph)) == "part/one.xml:3:2"
    assert [source.name for source in edition.sources] == ["text.xml", "part/one.xml"]
    assert sum(1 for element in edition.elements() if element.tag == tei_name("p")) == 4


def test_the_locus_of_an_element(make_edition: Make) -> None:
    edition = make_edition('<div n="1"><head>One</head><p><hi xml:id="h">x</hi></p></div><div/>')
    assert edition.locus(edition.ids["h"][0]) == "One"
    assert edition.header is not None
    assert edition.locus(edition.header) == ""


def test_a_file_that_two_settings_name_is_read_once(make_edition: Make) -> None:
    edition = make_edition(
        settings='[edition]\nsource = ["*.xml", "text.xml"]\nregisters = "text.xml"\n'
    )
    assert len(edition.documents) == 1


def test_what_is_not_there(tmp_path: Path, make_edition: Make) -> None:
    with pytest.raises(TeiError, match="no file or folder"):
        load(tmp_path / "nothing")
    with pytest.raises(TeiError, match=r"There is no edition\.toml"):
        locate(tmp_path)
    with pytest.raises(TeiError) as caught:
        make_edition(settings='[edition]\nsource = "tei/missing.xml"\n')
    assert "No file fits “tei/missing" in caught.value.findings[0].message


def test_a_type_that_no_division_has(make_edition: Make) -> None:
    settings = '[edition]\nsource = "text.xml"\n[texts]\nunit = "chapter"\n'
    body = '<div type="poem"><p>a</p></div><div type="act"><p>b</p></div>'
    with pytest.raises(TeiError) as caught:
        make_edition(body, settings=settings)
    (finding,) = caught.value.findings
    assert finding.message == "No div has the type “chapter”; there are: poem, act."
    assert (finding.code, str(finding.position)) == ("CFG005", "edition.toml:4:1")


def test_no_file_of_a_collection_gives_its_title_to_the_whole(make_edition: Make) -> None:
    letter = TEI.format(header=HEADER, content="<text><body><p>a</p></body></text>")
    files = {"letters/1.xml": letter, "letters/2.xml": letter}
    settings = '[edition]\nsource = "letters/*.xml"\n'
    edition = make_edition(settings=settings, files=files)
    assert edition.title == edition.folder.name
    (finding,) = edition.findings
    assert (finding.code, finding.position.line) == ("CFG006", 1)
    assert "[edition] title" in finding.help
    titled = make_edition(settings=settings + 'title = "Letters"\n', files=files)
    assert (titled.title, titled.findings) == ("Letters", ())


def test_the_header_of_a_corpus_gives_the_title(make_edition: Make) -> None:
    inner = TEI.format(header=HEADER, content="<text><body><p>a</p></body></text>")
    header = HEADER.replace("A small edition", "All of them")
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{header}{inner}</teiCorpus>'
    settings = '[edition]\nsource = ["text.xml", "z.xml"]\n'
    edition = make_edition(settings=settings, files={"z.xml": corpus})
    assert (edition.title, edition.findings) == ("All of them", ())


def test_a_file_without_text(make_edition: Make) -> None:
    edition = make_edition(text=" ")
    (said,) = edition.findings
    assert said.message == "text.xml has no text: no “text” element with anything in it."
    with pytest.raises(TeiError, match="has no text") as caught:
        tei.prepare(edition)
    assert caught.value.position == said.position == Position("text.xml", 1, 1)


def test_a_file_that_needs_no_text(make_edition: Make) -> None:
    """The TEI has a text, or a facsimile, or what stands off."""
    persons = "<standOff><listPerson><person><p>A.</p></person></listPerson></standOff>"
    images = '<facsimile><surface><graphic url="https://example.org/1.png"/></surface></facsimile>'
    for content, severity in ((persons, "note"), (images, "note"), ("<text/>", "warning")):
        (said,) = make_edition(text=content).findings
        assert (said.code, said.severity.value) == ("SRC037", severity)


def test_the_public_names_are_there() -> None:
    for name in tei.__all__:
        assert getattr(tei, name) is not None
    with pytest.raises(AttributeError):
        tei.nothing  # noqa: B018
