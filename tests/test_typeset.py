"""Typst is given a folder, fonts and nothing else; what comes out depends on nothing else."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from reading_pdf import Pages
from tei.outputs.pdf_findings import _ALSO_COMMON, _COMMON
from tei.typeset import TypesettingError, typeset, without_glyph

TITLED = '#set document(title: "A title")\n'


def set_words(words: str, **files: bytes | Path) -> bytes:
    page = f"{TITLED}{words}".encode()
    return typeset({"main.typ": page, **files}, "main.typ").pdf


def test_sets_a_page() -> None:
    sheets = typeset({"main.typ": f"{TITLED}Arma virumque".encode()}, "main.typ")
    assert Pages(sheets.pdf).text(0).split("\n")[0] == "Arma virumque"
    assert sheets.standards == ("a-2a", "ua-1")
    assert (sheets.refused, sheets.unknown_fonts) == ("", ())


def test_the_same_input_gives_the_same_bytes() -> None:
    assert set_words("Arma virumque") == set_words("Arma virumque")


def test_files_are_given_as_bytes_or_copied(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("from a file")
    pdf = set_words('#read("deep/words.txt")', **{"deep/words.txt": tmp_path / "words.txt"})
    assert "from a file" in Pages(pdf).text(0)


@pytest.mark.parametrize("path", ["../outside.txt", "/../outside.txt", "/etc/hostname"])
def test_nothing_outside_is_read(path: str) -> None:
    with pytest.raises(TypesettingError) as caught:
        set_words(f'#read("{path}")')
    assert tempfile.gettempdir() not in caught.value.message


@pytest.mark.parametrize(
    "asked", ['"@preview/cetz:0.2.0"', '"@pre" + "view/cetz:0.2.0"', '"@local/own:1.0.0"']
)
def test_packages_are_refused(asked: str) -> None:
    with pytest.raises(TypesettingError) as caught:
        set_words(f"#import {asked}: *")
    assert caught.value.position is not None
    assert caught.value.position.path == "main.typ"
    assert caught.value.position.line == 2


def test_a_package_from_the_network_is_named_as_such() -> None:
    with pytest.raises(TypesettingError, match="package from the network"):
        set_words('#import "@preview/cetz:0.2.0"')


def test_our_face_has_what_is_not_looked_for() -> None:
    common = {chr(code) for code in range(0x20, ord(_COMMON) + 1)} | _ALSO_COMMON
    assert without_glyph("".join(sorted(common)), ["Libertinus Serif"], only_these=True) == ""


def test_the_environment_is_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    monkeypatch.delenv("ALL_PROXY", raising=False)
    before = dict(os.environ)
    set_words("Arma")
    assert dict(os.environ) == before


def test_no_folder_remains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    set_words("Arma")
    with pytest.raises(TypesettingError):
        set_words("#nonsense()")
    assert list(tmp_path.iterdir()) == []


def test_a_mistake_in_a_template_has_its_place() -> None:
    files = {
        "main.typ": b'#import "inner/part.typ": it',
        "inner/part.typ": b"#let it = 1\n#(1 + []",
    }
    with pytest.raises(TypesettingError) as caught:
        typeset(files, "main.typ")
    position = caught.value.position
    assert position is not None
    assert (position.path, position.line) == ("inner/part.typ", 2)


def test_what_a_standard_rules_out_is_set_without_it() -> None:
    sheets = typeset({"main.typ": f"{TITLED}a \ue000".encode()}, "main.typ")
    assert sheets.standards == ("ua-1",)
    assert "private" in sheets.refused or "e000" in sheets.refused
    sheets = typeset({"main.typ": f"{TITLED}a ܐ b".encode()}, "main.typ")
    assert sheets.standards == ()
    assert "could not be displayed" in sheets.refused
    assert Pages(sheets.pdf).text(0).split("\n")[0].endswith("b")


def test_numbers_that_never_agree_are_told() -> None:
    more = "#context range(query(<a>).len() + 1).map(_ => [#metadata(1)<a>]).join()"
    assert not typeset({"main.typ": f"{TITLED}{more}".encode()}, "main.typ").settled
    assert typeset({"main.typ": f"{TITLED}a".encode()}, "main.typ").settled


def test_files_stay_in_the_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="leads out"):
        typeset({"main.typ": b"a", "../out.txt": b"x"}, "main.typ")


def test_an_unknown_font_is_told() -> None:
    sheets = typeset({"main.typ": f'{TITLED}#set text(font: "Nowhere")\na'.encode()}, "main.typ")
    assert sheets.unknown_fonts == ("nowhere",)


def test_characters_without_a_glyph() -> None:
    families = ["Libertinus Serif"]
    assert without_glyph("abc ἄλφα שלום", families) == ""
    assert without_glyph('a\\"\u0710b\u0712 \u0301', families) == "\u0710\u0712"


def test_control_characters_need_no_glyph() -> None:
    assert without_glyph("a\u200d\u200f\u00ad\u2028\t", ["Libertinus Serif"]) == ""
