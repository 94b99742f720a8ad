"""What holds for any two revisions: nothing is overlooked, nothing is reported without cause."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from conftest import HEADER, TEI
from tei.errors import TeiError
from tei.names import AT
from tei.prepared.vocabulary import HOLDERS, MILESTONES
from tei.reading.source import Source, parse, read
from tei.revisions.comparison import compare
from tei.revisions.scripts import apply, script
from tei.revisions.vocabulary import Role, local, role

SPACE = re.compile(r"[ \t\r\n]+")
quick = settings(deadline=None, derandomize=True, max_examples=250)


def source(body: str, name: str = "text.xml") -> Source:
    content = f"<text><body>{body}</body></text>"
    return parse(TEI.format(header=HEADER, content=content).encode(), Path(name), 0, name)


# ---- what two files have in common, written anew and simply


def canonical(root: etree._Element) -> list[object]:
    """Give a file as tags, words and the spaces between words, without what has no meaning."""
    return _settled(_items(root, ""))


def outside(file: Source) -> list[object]:
    """Give what stands before and after the first element."""
    document_type = re.findall(r"<!DOCTYPE[^>\[]*", file.text)
    around = [*file.root.itersiblings(preceding=True)][::-1], [*file.root.itersiblings()]
    return [
        *document_type,
        *(item for nodes in around for n in nodes for item in _items(n, "")),
        "|",
    ]


def _last_word(result: list[object]) -> bool:
    """Tell whether a word stands before, with no border of a block between."""
    last = next((item for item in reversed(result) if isinstance(item, str)), "|")
    return last != "|"


def _items(node: etree._Element, around: str) -> Iterator[object]:
    if not isinstance(node.tag, str):
        yield ("comment", SPACE.sub(" ", f"{getattr(node, 'target', '')} {node.text}").strip())
        return
    name = local(node.tag)
    kind = role(name, around)
    attributes = sorted(
        (str(key), SPACE.sub(" ", str(value)).strip())
        for key, value in node.attrib.items()
        if key != AT
    )
    if kind is Role.BLOCK:
        yield "|"
    parts = name in MILESTONES and name not in ("anchor", "handShift")
    if parts and node.get("break") != "no":
        yield "|"
    inner = list(_inner(node, name))
    if kind is Role.BESIDE:
        # A text of its own: it stands here as one thing.
        yield ("beside", name, tuple(attributes), tuple(_settled(inner)))
        return
    yield ("start", name, tuple(attributes))
    yield from inner
    yield ("end", name)
    if kind is Role.BLOCK:
        yield "|"


def _settled(items: Iterable[object]) -> list[object]:
    """Put spaces between words only: at the border of a block they say nothing."""
    result: list[object] = []
    spaced = True
    for item in items:
        if item in (" ", "|"):
            spaced = True
            if item == "|":
                result.append("|")
        elif isinstance(item, str):
            if spaced and _last_word(result):
                result.append(" ")
            result.append(item)
            spaced = False
        else:
            result.append(item)
    return result


def _inner(node: etree._Element, name: str) -> Iterator[object]:
    yield from _text(node.text, name)
    for child in node:
        yield from _items(child, name)
        yield from _text(child.tail, name)


def _text(text: str | None, around: str) -> Iterator[object]:
    if text is None or (around in HOLDERS and not text.strip(" \t\r\n")):
        return
    for piece in re.findall(r"[ \t\r\n]+|\w+|[^\w \t\r\n]", text):
        yield " " if piece[0] in " \t\r\n" else piece


# ---- revisions at random

words = st.sampled_from(
    ["arma", "virumque", "cano", "Troiae", "qui", "primus", "ab", "oris", ",", ".", "et", "et", "a"]
)


@st.composite
def phrases(draw: st.DrawFn, depth: int = 2) -> str:
    """Give running text with markup in it."""
    pieces = []
    for _ in range(draw(st.integers(0, 5))):
        kind = draw(st.integers(0, 11))
        word = draw(words)
        if depth and kind == 0:
            name = draw(st.sampled_from(["hi", "persName", "foreign", "supplied"]))
            ref = draw(st.sampled_from(["", ' ref="#a"', ' ref="#b"']))
            pieces.append(f"<{name}{ref}>{draw(phrases(depth=depth - 1))}</{name}>")
        elif depth and kind == 1:
            pieces.append(f"<note>{draw(phrases(depth=depth - 1))}</note>")
        elif kind == 2:
            pieces.append(draw(st.sampled_from(["<lb/>", '<pb n="2"/>', "<!-- c -->", "<gap/>"])))
        elif depth and kind == 3:
            readings = "".join(
                f'<rdg wit="#{draw(st.sampled_from("ABC"))}">{draw(words)}</rdg>'
                for _ in range(draw(st.integers(0, 2)))
            )
            pieces.append(f"<app><lem>{draw(phrases(depth=depth - 1))}</lem>{readings}</app>")
        elif kind == 4:
            pieces.append(f"<choice><sic>{word}</sic><corr>{draw(words)}</corr></choice>")
        else:
            pieces.append(word)
        pieces.append(draw(st.sampled_from([" ", " ", " ", "", "\n"])))
    return "".join(pieces)


@st.composite
def bodies(draw: st.DrawFn) -> list[str]:
    """Give blocks of a text."""
    blocks = []
    for _ in range(draw(st.integers(1, 5))):
        name = draw(st.sampled_from(["p", "p", "p", "head", "l"]))
        ident = draw(st.sampled_from(["", "", ' n="1"']))
        blocks.append(f"<{name}{ident}>{draw(phrases())}</{name}>")
    if draw(st.booleans()):
        cut = draw(st.integers(0, len(blocks)))
        blocks[cut:] = ["<div>" + "".join(blocks[cut:]) + "</div>"]
    return blocks


@st.composite
def revisions(draw: st.DrawFn) -> tuple[str, str]:
    """Give a text and another one that has most of its blocks."""
    old = draw(bodies())
    new = list(old)
    for _ in range(draw(st.integers(0, 3))):
        way = draw(st.integers(0, 4))
        at = draw(st.integers(0, len(new)))
        if way == 0:
            new[at:at] = draw(bodies())
        elif way == 1 and at < len(new):
            del new[at]
        elif way == 2 and at < len(new):
            new.insert(draw(st.integers(0, len(new) - 1)), new.pop(at))
        elif at < len(new):
            text = new[at]
            begin = draw(st.integers(0, len(text)))
            found = re.compile(r"\b[a-z]+\b(?![^<]*>)").search(text, begin)
            if found:
                new[at] = text[: found.start()] + draw(words) + text[found.end() :]
    return "".join(old), "".join(new)


@quick
@given(revisions())
def test_there_are_changes_if_and_only_if_the_texts_differ(pair: tuple[str, str]) -> None:
    old, new = (source(body) for body in pair)
    differ = canonical(old.root) != canonical(new.root)
    assert bool(compare(old, new)) == differ


@quick
@given(revisions())
def test_the_script_makes_the_new_text_of_the_old(pair: tuple[str, str]) -> None:
    old, new = (source(body) for body in pair)
    assert same(apply(script(old, new), old.root), new.root)


@quick
@given(revisions())
def test_every_change_has_its_place_in_both_files(pair: tuple[str, str]) -> None:
    old, new = (source(body) for body in pair)
    for change in compare(old, new):
        for place, file in ((change.old_place, old), (change.new_place, new)):
            offset = file.lines.offset(place.position.line, place.position.column)
            assert 0 <= offset <= len(file.text)


@quick
@given(bodies(), st.sampled_from(["\n", "\n    ", "  "]))
def test_another_layout_is_no_change(blocks: list[str], space: str) -> None:
    old = source("".join(blocks))
    new = source(space.join(["", *(SPACE.sub(space, block) for block in blocks), ""]))
    assert compare(old, new) == []


def same(one: etree._Element, other: etree._Element) -> bool:
    return _c14n(one) == _c14n(other)


def _c14n(root: etree._Element) -> str:
    text = etree.tostring(root, method="c14n", exclusive=True).decode()
    # The stamps of the reader are no part of the file.
    text = re.sub(r' (?:xmlns:\w+="urn:tei-edition:prepared"|\w+:at="[^"]*")', "", text)
    return text.replace("&#xD;", "")


# ---- real histories


def history(folder: Path) -> Iterator[Source]:
    for path in sorted(folder.glob("*.xml")):
        try:
            yield read(path, 0, path.name)
        except TeiError:
            continue  # some revisions were not well-formed on their day


def test_real_histories(corpora: Path) -> None:
    count = 0
    for folder in sorted((corpora / "history").iterdir()):
        forms = ((file, outside(file) + canonical(file.root)) for file in history(folder))
        for (old, before), (new, after) in itertools.pairwise(forms):
            title = f"{old.name} and {new.name}"
            assert bool(compare(old, new)) == (before != after), title
            assert same(apply(script(old, new), old.root), new.root), title
            count += 1
    assert count > 60
