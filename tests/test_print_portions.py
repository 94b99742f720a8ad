"""A book that is set in portions is the book that is set at once."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading_pdf import Pages
from tei.edition import Edition
from tei.outputs.pdf_book import Book, gather
from tei.prepared.prepare import prepare
from tei.print.blocks import Block
from tei.print.portions import divide_book
from test_outputs_pdf_standards import faults

Make = Callable[..., Edition]
WORDS = "Some words of the text to fill a line or two, and so on without an end. " * 5
ENTRY = '<app><lem wit="#A">words {}</lem><rdg wit="#B">word</rdg></app>'


def whole_edition(make_edition: Make) -> Edition:
    """Make an edition with something of everything that leads from one text to another."""

    def chapter(name: str, number: int, title: str) -> str:
        other = "c1" if name != "c1" else "c5"
        body = "".join(
            f"<p>{WORDS}{ENTRY.format(at)} <persName ref='#ada'>Ada</persName> {WORDS}"
            f"<note>An author's (note). {WORDS}</note> {WORDS}"
            f"<note resp='#ed'>An editor's.</note> See <ref target='#{other}'>there</ref> and "
            f"<ptr target='#{other}'/>.</p>"
            for at in range(number)
        )
        table = (
            "<table><row role='label'><cell>a</cell><cell>b</cell></row>"
            "<row><cell>c (d</cell><cell>e</cell></row></table>"
        )
        return (
            f"<div xml:id='{name}' type='chapter'><head>{title}</head>{body}"
            f"<div><head>Within</head>{table}</div></div>"
        )

    front = f"<front><div type='preface'><head>Preface</head><p>{WORDS * 9}</p></div></front>"
    parts = [
        "".join(chapter(f"c{at}", 2, f"Title (é) {at}") for at in range(first, first + 3))
        for first in (1, 4)
    ]
    body = "".join(
        f"<div type='part'><head>Part {number}</head>{part}</div>"
        for number, part in enumerate(parts, 1)
    )
    witnesses = (
        "<text>" + front + f"<body>{body}"
        "<listWit><witness xml:id='A'>One</witness><witness xml:id='B'>Two</witness></listWit>"
        "</body></text>"
    )
    register = "<listPerson><person xml:id='ada'><persName>Ada</persName></person></listPerson>"
    return make_edition(text=witnesses, register=register)


def in_two_ways(edition: Edition, size: int) -> tuple[Any, Any]:
    """Set an edition at once and in portions of a size."""
    whole, divided = gathered(edition).set(size=10**9), gathered(edition).set(size=size)
    assert whole.verdict.agrees
    assert divided.verdict.agrees
    assert divided.sheets.standards == whole.sheets.standards
    assert divided.sheets.pdf != whole.sheets.pdf, "it is not divided"
    return whole.sheets.pdf, divided.sheets.pdf


def gathered(edition: Edition) -> Book:
    return gather(edition, prepare(edition), lambda _: None)[0]


def assert_equal(pikepdf: Any, whole: bytes, divided: bytes) -> None:
    first, second = Pages(whole), Pages(divided)
    assert len(first) == len(second)
    for page in range(len(first)):
        assert list(first.signs(page)) == list(second.signs(page)), f"page {page + 1}"
        assert first.label(page) == second.label(page)
    assert first.bookmarks() == second.bookmarks()
    assert first.metadata() == second.metadata()
    assert links(pikepdf, whole) == links(pikepdf, divided)
    assert list(faults(pikepdf, divided)) == list(faults(pikepdf, whole))


def links(pikepdf: Any, content: bytes) -> list[tuple[object, ...]]:
    """Give page and aim of every link."""
    found: list[tuple[object, ...]] = []
    with pikepdf.open(BytesIO(content)) as pdf:
        number = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        for at, page in enumerate(pdf.pages):
            for link in page.get("/Annots", ()):
                if "/Dest" in link:
                    aim = link.Dest
                    place = [round(float(each)) for each in list(aim)[2:4]]
                    found.append((at, number[aim[0].objgen], *place))
                else:
                    found.append((at, str(link.A.URI)))
    return found


@pytest.fixture(scope="module")
def pikepdf() -> Any:
    return pytest.importorskip("pikepdf")


def test_all_that_leads_from_one_to_another(make_edition: Make, pikepdf: Any) -> None:
    edition = whole_edition(make_edition)
    whole, divided = in_two_ways(edition, 2000)
    assert_equal(pikepdf, whole, divided)
    assert_names_are_not_repeated(pikepdf, divided)
    assert gathered(edition).set(size=2000).sheets.pdf == divided


def assert_names_are_not_repeated(pikepdf: Any, divided: bytes) -> None:
    with pikepdf.open(BytesIO(divided)) as pdf:
        names = list(pdf.Root.StructTreeRoot.IDTree.Names)
        keys = [str(each) for each in names[::2]]
        assert len(keys) > 30
        assert keys == sorted(set(keys))
        assert all(str(element.ID) == key for key, element in zip(keys, names[1::2], strict=True))


def test_what_has_an_own_template_is_set_at_once(make_edition: Make) -> None:
    toml = '[edition]\nsource = "text.xml"\n[pdf]\ntemplate = "own.typ"\n'
    body = "".join(f"<div><head>{at}</head><p>{WORDS}</p></div>" for at in range(9))
    own = '#set document(title: "x")\n#context counter(page).display()'
    edition = make_edition(body, settings=toml, files={"own.typ": own})
    assert len(Pages(gathered(edition).set(size=100).sheets.pdf)) == 1


@settings(deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(st.integers(0, 300), st.booleans()), min_size=1, max_size=30),
    st.integers(0, 4),
    st.booleans(),
)
def test_a_book_is_divided_where_pages_begin(
    texts: list[tuple[int, bool]], front: int, has_back: bool
) -> None:
    sizes = {str(at): length for at, (length, _) in enumerate(texts)}
    blocks = [Block(str(at), "text", opens_page=opens) for at, (_, opens) in enumerate(texts)]
    before = frozenset(list(sizes)[:front])
    portions = divide_book(sizes, {}, blocks, before, has_back, 100)
    assert [name for portion in portions for name in portion.texts] == list(sizes)
    if len(portions) == 1:
        return
    assert not portions[0].body
    assert set(portions[0].texts) == before
    assert portions[-1].back == has_back
    for portion in portions[2 : len(portions) - has_back]:
        assert texts[int(portion.texts[0])][1]
    # No portion is larger than a half more, unless by its first text or for want of a page's end.
    for portion in portions[1:]:
        lengths = [sizes[name] for name in portion.texts]
        if all(texts[int(name)][1] for name in portion.texts[1:]):
            reached = [*accumulate(lengths)]
            assert len(reached) < 2 or reached[-2] <= 200
