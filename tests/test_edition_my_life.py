"""The demonstration edition against its copy-text, its schema and its own declarations."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from tei.names import XML_ID, tei

FOLDER = Path(__file__).parent.parent / "editions" / "my-life"
NS = {"t": "http://www.tei-c.org/ns/1.0"}
FOOTER = "Trotsky, Leon (1930) My Life. Marxists Internet Archive."

# What the editors have added; everything else that has characters is the copy-text's.
ADDED = {tei(name) for name in ("corr", "reg", "supplied", "note")}
CUT = "\ue000"
POINTERS = "//@ref | //@resp | //@who | //@ana | //@next | //@prev | //@datingMethod"


@cache
def edition() -> etree._Element:
    """Read the whole edition, its chapters included."""
    tree = etree.parse(FOLDER / "tei" / "my-life.xml")
    tree.xinclude()
    return tree.getroot()


@cache
def registers() -> tuple[etree._Element, ...]:
    paths = sorted((FOLDER / "registers").glob("*.xml"))
    assert [path.stem for path in paths] == ["organisations", "persons", "places", "works"]
    return tuple(etree.parse(path).getroot() for path in paths)


def found(path: str, root: etree._Element | None = None) -> list[etree._Element]:
    result = (edition() if root is None else root).xpath(path, namespaces=NS)
    assert isinstance(result, list)
    return [item for item in result if isinstance(item, etree._Element)]


def values(path: str, root: etree._Element | None = None) -> list[str]:
    result = (edition() if root is None else root).xpath(path, namespaces=NS)
    assert isinstance(result, list)
    return [str(item) for item in result]


def source() -> str:
    return (FOLDER / "source" / "source.txt").read_bytes().decode()


def characters(element: etree._Element) -> str:
    """Give the copy-text of an element: italics as asterisks, a spurious break as a blank line."""
    if element.tag in ADDED or not isinstance(element.tag, str):
        return ""
    if element.tag == tei("milestone"):
        return CUT
    text = element.text or ""
    text += "".join(characters(child) + (child.tail or "") for child in element)
    return f"*{text}*" if element.get("rend") == "italic" else text


def blocks() -> Iterator[str]:
    """Give the blocks of the copy-text, as the edition has them."""
    for block in found("//t:front//t:titlePart | //t:front//t:byline | //t:front/t:ab"):
        yield characters(block)
    for block in found("//t:body/t:div/*[not(self::t:pb)]"):
        yield re.sub(f" ?{CUT}", "\n\n", characters(block))


def test_no_character_stands_outside_the_blocks() -> None:
    for parent in found("//t:front | //t:titlePage | //t:docTitle | //t:body | //t:body/t:div"):
        assert not "".join([parent.text or "", *(child.tail or "" for child in parent)]).strip()


def test_copy_text_to_the_word() -> None:
    words = " ".join(blocks()).replace("*", "").split()
    assert words == source().replace("*", "").split()


def test_copy_text_to_the_character() -> None:
    assert "\n\n" + "\n\n".join(blocks()) + "\n\n" == source()


def test_valid_tei(
    corpora: Path, tei_require: Callable[[str, object], None], tmp_path: Path
) -> None:
    jing, schema = shutil.which("jing"), corpora.parent / "tei-schema" / "tei_all_4.12.0.rng"
    tei_require("jing", jing and schema.is_file())
    whole = tmp_path / "my-life.xml"
    whole.write_bytes(etree.tostring(edition()))
    files = [whole, *sorted((FOLDER / "registers").glob("*.xml"))]
    done = subprocess.run([jing or "", schema, *files], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_copy_text_is_kept_as_it_is(corpora: Path) -> None:
    handed_down = corpora.parent / "my-life" / "source.txt"
    assert (FOLDER / "source" / "source.txt").read_bytes() == handed_down.read_bytes()


def test_forty_chapters_with_their_numbers_and_headings() -> None:
    chapters = found("//t:body/t:div")
    assert [chapter.get("n") for chapter in chapters] == [str(n) for n in range(6, 46)]
    assert [chapter.get(XML_ID) for chapter in chapters] == [
        f"chapter-{n:02}" for n in range(6, 46)
    ]
    assert all(chapter.get("type") == "chapter" for chapter in chapters)
    assert all(
        characters(chapter[0]).startswith("Chapter ") and chapter[0].tag == tei("head")
        for chapter in chapters
    )


def test_files_are_tidy() -> None:
    for path in sorted(FOLDER.rglob("*.xml")):
        text = path.read_bytes().decode()
        assert "\r" not in text and "\t" not in text, path
        assert not re.search(r" $", text, re.MULTILINE), path
        assert text.endswith(">\n"), path
        assert all(
            line.endswith("</p>") for line in text.split("\n") if line.startswith("  <p>")
        ), path
    assert not found("//t:body//t:p[@xml:id]")


def test_page_footers() -> None:
    footers = found("//t:body//t:fw")
    assert len(footers) == source().replace("*", "").count(FOOTER) == 18
    assert {characters(footer).replace("*", "") for footer in footers} == {FOOTER}
    assert all(footer.get("type") == "footer" for footer in footers)
    following = [footer.getnext() for footer in footers]
    assert all(element is not None and element.tag == tei("pb") for element in following)
    assert len(found("//t:pb")) == len(footers)
    assert not found("//t:pb[@n or @facs]")


def test_joined_paragraphs() -> None:
    breaks = found("//t:milestone")
    assert {(point.get("unit"), point.get("type")) for point in breaks} == {
        ("paragraph", "spurious")
    }
    places = " ".join(values("ancestor::t:div/@n", point)[0] for point in breaks)
    assert places == "7 7 8 18 18 36 37"
    for paragraph in found("//t:body//t:p"):
        text = re.sub(r"\s+", " ", characters(paragraph)).rstrip()
        assert re.search(r"[.!?:][\"”’]*$", text), text[-80:]


def test_no_damaged_form_of_a_name_outside_sic() -> None:
    damaged = r"Khlmann|Kuhlmann|S(?!klyansky)k\w*[yl]\w*ansky|Skalansky|Skiyansky"
    for text in values("//t:body//text()[not(ancestor::t:sic)]"):
        assert not re.search(damaged, text), text
    names = values("//t:sic/text()")
    assert sum(name == "Khlmann" for name in names) == source().count("Khlmann")
    assert sum(bool(re.fullmatch(damaged, name)) for name in names) == len(
        re.findall(damaged, source())
    )
    for form, corrected in (("Khlmann", "Kühlmann"), ("Skylansky", "Sklyansky")):
        assert set(values(f"//t:choice[t:sic = '{form}']/t:corr/text()")) == {corrected}
        assert not found(f"//t:choice[t:sic = '{form}'][not(parent::t:persName[@ref])]")


def test_pointers_resolve() -> None:
    identifiers = [
        identifier for root in (edition(), *registers()) for identifier in values("//@xml:id", root)
    ]
    assert len(identifiers) == len(set(identifiers))
    for root in (edition(), *registers()):
        for pointers in values(POINTERS, root):
            for pointer in pointers.split():
                assert pointer.startswith("#"), pointer
                assert pointer[1:] in identifiers, pointer


def test_every_register_record_is_in_use_and_complete() -> None:
    used = {pointer[1:] for pointer in values("//t:text//@ref | //t:titleStmt//@ref")}
    kinds = {"person": "persName", "place": "placeName", "org": "orgName", "bibl": "title"}
    kinds["personGrp"] = "persName"
    for root in registers():
        used |= {pointer[1:] for pointer in values("//t:standOff//@ref", root)}
    for root in registers():
        for record in found("//t:standOff/*/*", root):
            name = etree.QName(record).localname
            identifier = record.get(XML_ID) or ""
            assert re.fullmatch(r"[a-z][a-z0-9-]*", identifier)
            assert identifier in used, identifier
            assert record.get("sortKey"), identifier
            standard = found(f"t:{kinds[name]}[@type='standard']", record)
            assert len(standard) == 1, identifier
            assert len(found("t:note", record)) == 1, identifier
            for number in found(".//t:idno | .//t:location[@source]", record):
                # An identifier needs a named source.
                source_name = (number.get("source") or "")[1:]
                assert found(f"//t:sourceDesc//t:bibl[@xml:id='{source_name}']", root), identifier
            for number in found(".//t:idno", record):
                assert number.get("type") == "GeoNames", identifier
                assert re.fullmatch(r"[1-9]\d*", number.text or ""), identifier
    persons, places = found("//t:person", registers()[1]), found("//t:place", registers()[2])
    assert len(persons) >= 79
    assert len(places) >= 112
    assert len(found("//t:org", registers()[0])) >= 42
    assert len(found("//t:listBibl/t:bibl", registers()[3])) >= 31
    assert len(found("//t:place/t:idno", registers()[2])) >= 75


def test_mentions_agree_with_the_kind_of_their_record() -> None:
    kinds = {
        "persName": "person",
        "placeName": "place",
        "orgName": "org",
        "title": "bibl",
        "rs": "person",
        "said": "person",
    }
    records = {
        record.get(XML_ID): etree.QName(record).localname.removesuffix("Grp")
        for root in registers()
        for record in found("//t:standOff/*/*", root)
    }
    for name, kind in kinds.items():
        for mention in found(f"//t:text//t:{name}"):
            pointer = mention.get("ref") or mention.get("who")
            if pointer is None:
                assert name == "said", etree.tostring(mention)
            else:
                assert records[pointer[1:]] == kind, pointer


MARKED = (
    "ancestor::t:persName or ancestor::t:placeName or ancestor::t:orgName or ancestor::t:title "
    "or ancestor::t:name or ancestor::t:date or ancestor::t:rs or ancestor::t:fw "
    "or ancestor::t:sic or ancestor::t:corr or ancestor::t:note"
)


def test_every_mention_by_name_is_marked() -> None:
    forms = {
        (form.text or "")
        for root in registers()
        for form in found("//t:standOff/*/*/*[@type='form' or @type='standard']", root)
        if len(form.text or "") > 3
    }
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(forms)))})(?!\w)")
    # An instruction says of the words after it that they are another one, not in the registers.
    told = "preceding-sibling::node()[1][self::processing-instruction('tei')]"
    for text in values(f"//t:body//text()[not({MARKED})][not({told})]"):
        assert not pattern.search(text), text
    for text in values(f"//t:body//text()[not({MARKED})][{told}]"):
        first = pattern.match(text)
        assert not pattern.search(text, first.end() if first else 0), text


def test_every_calendar_date_is_marked() -> None:
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    pattern = re.compile(
        rf"\b(?:{months}),? (?:of )?\d|\b1[89]\d\d\b|\b\d+(?:st|nd|rd|th) of|\bof (?:{months})\b"
    )
    for text in values(f"//t:body//text()[not({MARKED})]"):
        assert not pattern.search(text), text


# Declared is practised: each statement of the editorialDecl, by its xml:id, and a query that
# finds what would contradict it.
CONTRADICTIONS = {
    "decl-correction": [
        "//t:body//t:corr[not(@resp and @cert and @type and @evidence)]",
        "//t:body//t:sic[not(parent::t:choice/t:corr)]",
        "//t:body//t:corr[not(parent::t:choice/t:sic)]",
        "//t:body//t:choice[count(t:sic) != 1]",
        "//t:body//t:choice[count(t:corr) > 1][t:corr/@cert != 'low']",
        "//t:body//t:supplied[not(@reason and @resp and @cert and @ana)]",
        "//t:body//t:surplus[not(@reason and @resp and @cert and @ana)]",
        "//t:body//t:corr[not(concat('kind-', @type) = //t:category/@xml:id)]",
        "//t:body//*[self::t:corr or self::t:supplied or self::t:surplus]"
        "[not(@evidence = 'internal' or @evidence = 'conjecture' or @evidence = 'external')]",
        "//t:body//*[@evidence = 'external'][not(starts-with(@source, 'http'))]",
        "//t:body//*[@source][not(@evidence = 'external')]",
        "//t:body//t:supplied[@ana = '#kind-dash'][. != ' -']",
        "//t:body//t:choice[t:sic = t:corr]",
        "//t:body//t:sic[string-length() > 20]",
    ],
    "decl-normalization": ["//t:orig", "//t:reg", "//t:body//t:abbr", "//t:body//t:expan"],
    "decl-quotation": [
        "//t:said[not(contains('\"“‘', substring(normalize-space(), 1, 1)))][not(@prev)]",
        "//t:soCalled[not(contains('\"“‘', substring(normalize-space(), 1, 1)))]",
        "//t:body//t:title[starts-with(., '\"') or starts-with(., '“')]",
        "//t:body//t:*[@rend = 'quoted' or contains(@rend, 'quot')]",
        "//t:quote[@next][not(@xml:id)]",
    ],
    "decl-hyphenation": ["//t:lb", "//t:body//text()[contains(., '\u00ad')]/.."],
    "decl-segmentation": [
        "//t:body//t:fw[not(following-sibling::*[1][self::t:pb])]",
        "//t:pb[@n]",
        "//t:body//t:milestone[not(@unit = 'paragraph' and @type = 'spurious')]",
        "//t:body/t:div/*[not(self::t:head or self::t:p or self::t:fw or self::t:pb)]",
    ],
    "decl-interpretation": [
        "//t:fw//*[@ref]",
        "//t:title//t:persName | //t:title//t:placeName | //t:orgName//t:placeName",
        "//t:body//t:persName[not(@ref)] | //t:body//t:placeName[not(@ref)]",
        "//t:body//t:orgName[not(@ref)] | //t:body//t:title[not(@ref)]",
        "//t:body//t:persName[contains(., \"'s\")] | //t:body//t:persName[contains(., '’s')]",
        "//t:body//t:hi[not(ancestor::t:fw) and not(*)]",
        "//t:persName/t:persName | //t:placeName/t:placeName",
        "//t:body/t:div[not(.//t:note)]",
        "//t:body//t:note[not(@resp)]",
    ],
    "decl-dates": [
        "//t:body//t:date[@datingMethod][not(@when-custom)]",
        "//t:body//t:date[@when-custom][not(@datingMethod = '#julian')]",
        "//t:body//t:date[not(@when or @from and @to or @notBefore and @notAfter)]",
        "//t:body//t:date[@cert = 'low'][not(following::node()[self::*][1]"
        "[self::t:note[@type = 'dating']])]",
    ],
    "decl-punctuation": ["//t:body//t:pc"],
}


@pytest.mark.parametrize(
    ("statement", "query"),
    [(statement, query) for statement, queries in CONTRADICTIONS.items() for query in queries],
)
def test_declared_is_practised(statement: str, query: str) -> None:
    assert found(f"//t:editorialDecl/*[@xml:id = '{statement}']")
    contradicting = found(query)
    assert not contradicting, [etree.tostring(item)[:200] for item in contradicting[:3]]


def test_every_declaration_has_a_query() -> None:
    assert set(values("//t:editorialDecl/*/@xml:id")) == set(CONTRADICTIONS)


def test_quotation_marks_are_characters_of_the_text() -> None:
    assert values("//t:editorialDecl/t:quotation/@marks") == ["all"]
    text = "".join(blocks())
    assert all(text.count(mark) == source().count(mark) for mark in "\"'“”‘’")


def test_julian_dates_are_converted() -> None:
    """The Gregorian day is twelve days later in the nineteenth century, thirteen in the next."""
    days = found("//t:body//t:date[@when and string-length(@when-custom) = 10]")
    assert len(days) > 10
    for day in days:
        face = date.fromisoformat(day.get("when-custom") or "")
        difference = timedelta(days=12 if face < date(1900, 3, 13) else 13)
        assert day.get("when") == (face + difference).isoformat()


def test_a_year_from_the_context_is_marked() -> None:
    decades = "sixties|seventies|eighties|nineties"
    for day in found("//t:body//t:date[not(@cert)]"):
        assert re.search(rf"1[89]\d\d|{decades}", characters(day)), characters(day)


def test_languages_are_declared_and_used() -> None:
    declared = set(values("//t:langUsage/t:language/@ident"))
    used = {tag for root in (edition(), *registers()) for tag in values("//@xml:lang", root)}
    assert used == declared


def test_italics_are_explained() -> None:
    italics = found("//t:body//*[@rend]")
    assert all(element.get("rend") == "italic" for element in italics)
    assert len(italics) * 2 == source().count("*")


def test_notes_are_signed_and_placed() -> None:
    assert not found("//t:body//t:note[not(@resp)]")
    assert not found("//t:body//t:note[not(ancestor::t:p)]")
    for note in found("//t:body//t:note"):
        text = re.sub(r"\s+", " ", "".join(values(".//text()", note)))
        assert text == text.strip() and text.endswith(".") and len(text) < 200, text


def test_every_chapter_has_a_note() -> None:
    assert values("//t:body/t:div[not(.//t:note)]/@n") == []


def test_what_was_marked_stays_marked() -> None:
    """Floors, a little under what the edition has, so that a loss is noticed."""
    floors = {
        "t:choice or self::t:supplied or self::t:surplus": 200,
        "t:persName": 350,
        "t:placeName": 450,
        "t:orgName": 94,
        "t:title": 56,
        "t:date": 160,
        "t:note": 95,
    }
    for kind, floor in floors.items():
        assert len(found(f"//t:body//*[self::{kind}]")) >= floor, kind


def test_a_low_certainty_has_rivals_or_a_note() -> None:
    for emendation in found(
        "//t:body//t:choice[t:corr/@cert = 'low'] | //t:body//t:supplied[@cert = 'low'] "
        "| //t:body//t:surplus[@cert = 'low']"
    ):
        rivals = found("t:corr", emendation)
        assert len(rivals) > 1 or found("ancestor::t:p//t:note", emendation)


def test_licences_stand_per_layer() -> None:
    layers = {"rights-text", "rights-encoding", "rights-notes", "rights-software"}
    assert layers <= set(values("//t:availability/*/@xml:id"))
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert set(values("//t:availability/t:licence/@target")) == {licence}
