"""The edition that `tei new` writes: complete, valid, and filled in without harm."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tei.authoring.new import NewOptions, new_edition, slug_of
from tei.errors import TeiError
from tei.names import XML_LANG, tei

EVIL = NewOptions('</title>&amp; {author} "<b>"', "O’Neill & Söhne", "de-AT")


def header(content: bytes, name: str) -> str:
    return etree.fromstring(content).findtext(f".//{tei('titleStmt')}/{tei(name)}") or ""


def test_it_has_all_that_an_edition_needs() -> None:
    assert sorted(new_edition("My Letters", NewOptions())) == [
        ".gitignore",
        "README.md",
        "edition.toml",
        "registers/persons.xml",
        "registers/places.xml",
        "tei/my-letters.xml",
    ]


def test_title_and_author_are_text_whatever_is_in_them() -> None:
    content = new_edition("x", EVIL)["tei/x.xml"]
    assert header(content, "title") == EVIL.title
    assert header(content, "author") == EVIL.author
    assert etree.fromstring(content).get(XML_LANG) == "de-AT"


def test_the_title_is_otherwise_made_from_the_name() -> None:
    content = new_edition("my_letters-2", NewOptions())["tei/my-letters-2.xml"]
    assert header(content, "title") == "My letters 2"


def test_no_place_to_be_filled_in_is_left() -> None:
    for path, content in new_edition("x", NewOptions()).items():
        assert b"{" not in content, path


def test_the_settings_are_read_without_complaint(tmp_path: Path) -> None:
    from tei.config import read

    content = new_edition("x", EVIL)["edition.toml"]
    (tmp_path / "edition.toml").write_bytes(content)
    settings = read(tmp_path / "edition.toml")
    assert settings.edition.source == ("tei/x.xml",)
    # What is commented out must be right too, once the sign is taken away.
    lines = content.decode().splitlines()
    tomllib.loads("\n".join(line.removeprefix("# ") if "=" in line else line for line in lines))


@pytest.mark.parametrize("language", ["", "english please", "d", "de_AT", '"'])
def test_what_is_no_language_is_refused(language: str) -> None:
    with pytest.raises(TeiError, match="not a language tag"):
        new_edition("x", NewOptions(language=language))


def test_characters_that_xml_cannot_hold_are_refused() -> None:
    with pytest.raises(TeiError, match="cannot be written"):
        new_edition("x", NewOptions(title="a\x00b"))


@pytest.mark.parametrize(
    ("name", "slug"), [("Über Alles!", "ber-alles"), ("..", "edition"), ("日本", "edition")]
)
def test_any_name_becomes_one_for_files(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@pytest.mark.parametrize("schema", ["tei_all_4.12.0.rng", "tei_all_4.9.0a_built.rng"])
def test_every_file_is_valid_tei(
    tmp_path: Path, tei_require: Callable[[str, object], None], schema: str
) -> None:
    corpora = os.environ.get("TEI_CORPORA", "")
    rules = Path(corpora or ".").parent / "tei-schema" / schema
    tei_require("jing", shutil.which("jing"))
    tei_require("corpora", corpora and rules.is_file())
    paths = []
    for path, content in new_edition("x", EVIL).items():
        if path.endswith(".xml"):
            paths.append(tmp_path / path.replace("/", "-"))
            paths[-1].write_bytes(content)
    assert len(paths) == 3
    result = subprocess.run(["jing", str(rules), *map(str, paths)], capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (0, "")
