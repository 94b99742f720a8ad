"""What holds for every import: no word is lost or doubled, and the result is valid TEI."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from importing import CHAPTER, FOOTER, found, text_of
from tei.authoring.importing import Imported, ImportOptions, import_text
from tei.errors import TeiError
from tei.names import XML_ID

# What XML permits, with the signs of Markdown and the line ends in the majority.
permitted = st.characters(
    exclude_categories=["Cs"], exclude_characters="".join(map(chr, [*range(32), 0xFFFE, 0xFFFF]))
)


piece = st.one_of(
    st.sampled_from(["\n", "\n\n", " ", "#", "# ", "## ", "*", "**", "_", "...", "Chapter 3: "]),
    st.sampled_from(["By Me", "Smith, 1930, page 4.", "lower", "Upper.", "\t", "\r\n", "\r", "-"]),
    st.sampled_from(["\n- ", "\n2. ", "\n> ", "\n```\n", "\n\n    ", "`", "ship-\n", "* * *"]),
    st.sampled_from(["\f", "\n\f", "\f\n", "\n\n\f\f"]),
    st.sampled_from(["[a](https://x.org)", "[b](", "[^1]", "\n[^2]: ", "---\n"]),
    st.text(permitted, max_size=8),
)


texts = st.lists(piece, max_size=30).map("".join)


choices = st.builds(
    ImportOptions,
    heading=st.sampled_from([None, CHAPTER, "Chapter"]),
    furniture=st.sampled_from([(), (FOOTER,), (FOOTER, r"\d+")]),
    join_cut_paragraphs=st.booleans(),
    split=st.booleans(),
    verse=st.booleans(),
)


def words(text: str) -> list[str]:
    """Give the words of a text, without Markdown's signs and the mark of its encoding."""
    text = re.sub(r"[#*_`>+~-]", "", text.removeprefix("\ufeff"))
    return [re.sub(r"^(\d+)[.)]$", r"\1", word) for word in text.split()]


def read(result: Imported) -> etree._Element:
    """Give the text of an import with its chapters put in."""
    (path,) = (path for path in result.files if re.fullmatch(r"tei/[^/]+\.xml", path))
    book = etree.fromstring(result.files[path])
    for include in found(book, "//xi:include"):
        parent = include.getparent()
        assert parent is not None
        chapter = etree.fromstring(result.files[f"tei/{include.get('href')}"])
        chapter.tail = include.tail
        parent.replace(include, chapter)
    return book


@given(texts, choices)
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost_or_doubled(text: str, options: ImportOptions) -> None:
    if not text.removeprefix("\ufeff").strip(" \t\r\n\f"):
        with pytest.raises(TeiError):
            import_text(text, "any.txt", options)
        return
    result = import_text(text, "any.txt", options)
    (body,) = found(read(result), "/t:TEI/t:text")
    assert words(text_of(body)) == words(text)
    identifiers = [element.get(XML_ID) for element in found(read(result), "//*[@xml:id]")]
    assert len(identifiers) == len(set(identifiers))


@given(st.lists(st.tuples(texts, choices), min_size=15, max_size=40))
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_import_is_valid_tei(
    corpora: Path,
    tei_require: Callable[[str, object], None],
    tmp_path: Path,
    imports: list[tuple[str, ImportOptions]],
) -> None:
    jing, schema = shutil.which("jing"), corpora.parent / "tei-schema" / "tei_all_4.12.0.rng"
    tei_require("jing", jing and schema.is_file())
    paths: list[Path] = []
    for text, options in imports:
        if text.removeprefix("\ufeff").strip(" \t\r\n\f"):
            paths.append(tmp_path / f"{len(paths)}.xml")
            paths[-1].write_bytes(etree.tostring(read(import_text(text, "any.txt", options))))
    if paths:
        done = subprocess.run([jing or "", schema, *paths], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


@given(texts, choices)
@settings(max_examples=50, deadline=None)
def test_files_are_tidy(text: str, options: ImportOptions) -> None:
    if not text.removeprefix("\ufeff").strip(" \t\r\n\f"):
        return
    for path, content in import_text(text, "any.txt", options).files.items():
        assert content.endswith(b"\n"), path
        assert b"\r" not in content, path
        lines = content.decode().split("\n")
        structure = [line for line in lines if line.lstrip().startswith(("<div", "<p>", "<head"))]
        assert all((len(line) - len(line.lstrip(" "))) % 2 == 0 for line in structure), path
