"""The demonstration edition against its copy-text, its schema and its registers."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from my_life import FOLDER, FOOTER, blocks, characters, edition, found, registers, source, values
from tei.names import XML_ID, tei

POINTERS = "//@ref | //@resp | //@who | //@ana | //@next | //@prev | //@datingMethod"


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
    assert len(found("//t:org", registers()[0])) >= 48
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
