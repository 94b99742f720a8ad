"""Texts and translations side by side: what belongs together, with no word lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reading_pdf import Pages, made, quiet
from tei.edition import Edition
from tei.print.aligning import Cut, aligned

Make = Callable[..., Edition]
COLUMNS = '[edition]\nsource = "text.xml"\n[texts]\nunit = "auto"\n[pdf]\nparallel = "columns"\n'
WORDS = "arma virumque cano troiae qui primus ab oris "


def pairs(first: str, second: str) -> list[tuple[str, str]]:
    """Give the words of both sides of each pair."""
    one, two = (etree.fromstring(f"<section>{each}</section>") for each in (first, second))
    return [
        ("" if left is None else words(left), "" if right is None else words(right))
        for left, right in Cut(one, two, aligned(one, two)).pieces()
    ]


def words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def test_the_same_number_goes_together() -> None:
    first = "<stanza number='1'>a </stanza><stanza number='2'>b </stanza><p number='3'>c </p>"
    assert pairs(first, "<p number='1'>A </p><p number='2'>B </p><p number='3'>C </p>") == [
        ("a", "A"),
        ("b", "B"),
        ("c", "C"),
    ]


def test_a_range_goes_with_all_its_numbers() -> None:
    first = "".join(f"<p number='{n}'>{n} </p>" for n in range(1, 7))
    assert pairs(first, "<p number='1-3'>A </p><p number='4–6'>B </p>") == [
        ("1 2 3", "A"),
        ("4 5 6", "B"),
    ]


def test_a_pointer_goes_before_a_number() -> None:
    first = "<p id='t#a' number='1'>a </p><p id='t#b' number='2'>b </p>"
    second = "<p number='9'>A </p><p number='1' corresp='text.xml#b'>B </p>"
    assert pairs(first, second) == [("a", "A"), ("b", "B")]
    # From the text to its translation as well.
    first = "<p number='7'>a </p><p number='8' corresp='#B'>b </p>"
    assert pairs(first, "<p>A </p><p id='u#B'>B </p>") == [("a", "A"), ("b", "B")]


def test_lines_are_taken_out_of_their_stanza() -> None:
    first = "<stanza>" + "".join(f"<line number='{n}'>{n} </line>" for n in range(1, 5))
    second = "<section><p number='1'>A </p><p number='3'>B </p></section>"
    assert pairs(first + "</stanza>", second) == [("1 2", "A"), ("3 4", "B")]


def test_without_a_number_equally_many_blocks_go_together() -> None:
    assert pairs("<p>a</p><p>b</p>", "<p>A</p><p>B</p>") == [("a", "A"), ("b", "B")]
    assert pairs("<p>a</p><p>b</p>", "<p>A</p>") == [("ab", "A")]


def test_the_order_of_each_side_remains() -> None:
    first = "<p number='1'>a </p><p number='2'>b </p>"
    second = "<p number='2'>B </p><p number='1'>A </p>"
    assert pairs(first, second) == [("a", ""), ("b", "B A")]


BLOCKS = st.recursive(
    st.tuples(st.sampled_from(["p", "line"]), st.sampled_from(["", "1", "2", "3", "2-3"])),
    lambda inner: st.tuples(
        st.sampled_from(["section", "stanza"]),
        st.sampled_from(["", "1", "2"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


def written(blocks: list[Any], prefix: str) -> str:
    count = 0

    def write(block: Any) -> str:
        nonlocal count
        count += 1
        tag, number, *rest = block
        inner = "".join(map(write, rest[0])) if rest else f"{prefix}{count} "
        return f"<{tag} number='{number}'>{inner}</{tag}>"

    return "".join(map(write, blocks))


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.lists(BLOCKS, max_size=5), st.lists(BLOCKS, max_size=5))
def test_no_word_is_lost_or_moved(first: list[Any], second: list[Any]) -> None:
    one, two = written(first, "a"), written(second, "b")
    found = pairs(one, two)
    for side, source in enumerate((one, two)):
        root = etree.fromstring(f"<section>{source}</section>")
        assert " ".join(pair[side] for pair in found).split() == words(root).split()


def parallel(count: int, note: str = "") -> str:
    """Give an edition with its translation: every paragraph begins with its own number."""
    left = "".join(f"<p n='{n}'>A{n} {WORDS * (n % 4 + 2)}</p>" for n in range(count))
    right = "".join(f"<p n='{n}'>B{n}{note} {WORDS * (n % 5 + 1)}</p>" for n in range(count))
    return (
        "<div type='chapter'><head>One</head><p>Before.</p>"
        f"<div type='edition'>{left}</div><div type='translation' xml:lang='en'>{right}</div>"
        "</div><div type='chapter'><head>Two</head><p>After.</p></div>"
    )


def heights(pages: Pages) -> dict[str, tuple[int, float]]:
    """Give page and height of the paragraphs by their first words."""
    found = {}
    for page in range(pages.numbered("1"), len(pages)):
        for line in pages.lines(page):
            for word in line.text.replace("B", " B").split():
                if word[0] in "AB" and word[1:].isdigit():
                    found[word] = page, line.y
    return found


def test_what_belongs_together_begins_on_one_line(make_edition: Make) -> None:
    pages = quiet(make_edition(parallel(30), settings=COLUMNS))
    found = heights(pages)
    assert len(found) == 60
    assert len({page for page, _ in found.values()}) > 2
    for number in range(30):
        page, y = found[f"A{number}"]
        assert found[f"B{number}"][0] == page
        assert abs(found[f"B{number}"][1] - y) < 0.3


def test_every_word_is_printed_in_columns_too(make_edition: Make) -> None:
    toml = COLUMNS + "hyphenation = false\n"
    body = parallel(24)
    pages = quiet(make_edition(body, settings=toml))
    printed = "\n".join(pages.text(page) for page in range(pages.numbered("1"), len(pages)))
    assert printed.count("cano") == body.count("cano")


def test_the_lines_of_the_text_are_counted_and_not_those_beside_them(make_edition: Make) -> None:
    pages = quiet(make_edition(parallel(12), settings=COLUMNS))
    page = pages.numbered("2")
    left = [sign for sign in pages.signs(page) if sign.size == 10.0]
    edge = min(sign.x for sign in left)
    rows = sorted({sign.y for sign in left if sign.x < edge + 5})
    numbers = {sign.y for sign in pages.signs(page) if sign.size == 7.8 and sign.text in "5"}
    assert [y for y in rows if min(abs(y - each) for each in numbers) < 1][:1] == rows[4:5]


def test_notes_of_parallel_texts_follow_them(make_edition: Make) -> None:
    note = "<note resp='#ed'>Of course.</note>"
    pages, findings = made(make_edition(parallel(4, note), settings=COLUMNS))
    assert findings == []
    text = "".join(pages.text(page) for page in range(pages.numbered("1"), len(pages)))
    assert text.count("Of course.") == 4


def test_the_language_of_the_translation(make_edition: Make) -> None:
    body = (
        "<div><head>One</head><div type='edition'><p n='1'>Arma.</p></div>"
        "<div type='translation' xml:lang='en'><p n='1'>Arms.</p></div>"
        "<div type='translation' xml:lang='fr'><p n='1'>Armes.</p></div></div>"
        "<div><head>Two</head><p>After.</p></div>"
    )
    for toml, beside in (("", "Arms."), ('translation = "fr"\n', "Armes.")):
        pages = quiet(make_edition(body, settings=COLUMNS + toml))
        lines = [line.text for line in pages.lines(pages.numbered("1"))]
        assert [line for line in lines if "Arma." in line and beside in line]
        assert "".join(lines).count("Arm") == 3
