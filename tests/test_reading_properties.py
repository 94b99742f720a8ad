"""What holds for every file that is read: the corpora, and texts made up at random."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from parsing import DTD, TEI, codes, content, misplaced, parsed
from tei import names
from tei.reading.source import read
from tei.reading.source_codes import SourceError

# Properties
ENCODINGS = {
    "utf-8": "aé😀λ日",
    "utf-8-sig": "aé😀λ日",
    "utf-16": "aé😀λ日",
    "utf-16-be": "aé😀λ日",
    "utf-32": "aé😀λ日",
    "iso-8859-1": "aéÿ\xad",
    "iso-8859-7": "aλό",
    "koi8-r": "aЖя",
    "windows-1252": "aé„€",
    "shift_jis": "aｱ日表",  # the second byte of 表 is a backslash
    "euc-jp": "a日表",
    "iso-2022-jp": "a日表",
    "gb18030": "aé😀λ日",
    "big5": "a日功許",
}


@dataclass
class Generated:
    """A document that is written piece by piece, and what reading it must give."""

    end: str
    text: str = ""
    line: int = 1
    column: int = 1
    places: list[tuple[int, int]] = field(default_factory=list)
    content: str = ""

    def write(self, text: str) -> None:
        self.text += text.replace("\n", self.end)
        self.line += text.count("\n")
        self.column = len(text) - text.rfind("\n") if "\n" in text else self.column + len(text)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, Generated]:
    encoding = draw(st.sampled_from(sorted(ENCODINGS)))
    words = st.text(st.sampled_from(ENCODINGS[encoding] + " \n\t"), max_size=8)
    chance = random.Random(draw(st.integers(0, 2**32)))
    document = Generated(draw(st.sampled_from(["\n", "\r\n", "\r"])))
    bare = encoding.removesuffix("-sig")
    document.write(f'<?xml version="1.0"\nencoding="{bare}"?>\n<!-- <p> {draw(words)}--><?x <p>?>')

    def element(depth: int) -> None:
        document.places.append((document.line, document.column))
        tag = chance.choice(["p", "hi", "t:seg"])
        document.write(f"<{tag}")
        if depth == 0:
            document.write(f' xmlns="{names.TEI}"\nxmlns:t="{names.TEI}"')
        document.write(f' n="{draw(words)}>"')
        if depth and chance.random() < 0.2:
            document.write("\n/>")
            return
        document.write(">")
        for _ in range(chance.randrange(4)):
            piece(depth)
        document.write(f"</{tag}\n>")

    def piece(depth: int) -> None:
        words_here = draw(words)
        kind = chance.randrange(5)
        if kind == 0:
            document.write(f"<!-- <p> {words_here}-->")
        elif kind == 1:
            document.write(f"<![CDATA[<p>&a;{words_here}]]>")
            document.content += f"<p>&a;{words_here}"
        elif kind == 2:
            document.write(f"<?p <p>{words_here}?>&#x1F600;&lt;p>")
            document.content += "😀<p>"
        elif kind == 3 and depth < 4:
            element(depth + 1)
        else:
            document.write(words_here)
            document.content += words_here

    element(0)
    document.write("\n")
    return encoding, document


@settings(deadline=None, derandomize=True, max_examples=200)
@given(documents())
def test_positions_and_text_survive_every_encoding(drawn: tuple[str, Generated]) -> None:
    encoding, document = drawn
    source = parsed(document.text.encode(encoding))
    assert source.text == document.text
    assert [source.positions[n] for n in range(len(source.positions))] == document.places
    assert content(source) == document.content
    assert misplaced(source) == []
    assert source.findings == ()


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.binary(max_size=60), st.integers(0, 200), st.integers(0, 20))
def test_damaged_files_give_an_error_and_no_crash(noise: bytes, at: int, cut: int) -> None:
    whole = f'{DTD}{TEI}<p n="a">Müller &uuml;<!-- b --><hi>x</hi></p></TEI>'.encode()
    try:
        parsed(whole[:at] + noise + whole[at + cut :])
    except SourceError as error:
        assert error.message
        assert error.hint
        assert error.position


def test_all_files_of_the_corpora(corpora: Path) -> None:
    read_, wrong, odd = 0, [], []
    for path in sorted([*corpora.rglob("*.xml"), *corpora.rglob("*.odd")]):
        name = path.relative_to(corpora).as_posix()
        try:
            source = read(path, 0, name)
        except SourceError as error:
            if error.code not in {"SRC016", "SRC020", "SRC021"} or not error.position:
                odd.append(f"{name}: {error.code} {error.message}")
            continue
        read_ += 1
        wrong += misplaced(source)
        if len(source.positions) != sum(1 for _ in source.root.iter("*")):
            odd.append(f"{name}: {len(source.positions)} positions")
        if source.bom + source.text.encode(source.encoding) != path.read_bytes():
            odd.append(f"{name}: the text is not that of the file")
    assert read_ > 100
    assert (wrong, odd) == ([], [])


def test_export_of_the_classical_text_editor(
    corpora: Path, tei_require: Callable[[str, object], None]
) -> None:
    path = corpora / "tradition" / "base__t__data__florilegium_tei_cte.xml"
    tei_require("corpora", path.exists())
    source = read(path, 0, path.name)
    assert codes(source) == ["SRC004"]
    assert len(source.root.findall(f".//{names.tei('app')}")) == 74
