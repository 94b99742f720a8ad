"""Texts on left pages and their translations on right ones, kept in step."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditing import audit, body_lines
from reading_pdf import Pages, made, quiet, unhyphenated
from tei.edition import Edition
from tei.print.facing import Side, Spreads

Make = Callable[..., Edition]
TOML = '[edition]\nsource = "text.xml"\n[texts]\nunit = "auto"\n[pdf]\nparallel = "facing"\n'
WORDS = "arma virumque cano troiae qui primus ab oris italiam fato profugus"
LATIN = WORDS.split()
SENSE = "I sing of arms and the man who first from the shores of Troy"
ENGLISH = SENSE.split()
TEXT = frozenset((10.0, 9.4))


def chapter(title: str, left: str, right: str, beside: str = "") -> str:
    return (
        f"<div type='chapter'><head>{title}</head><div type='edition' xml:lang='la'>{left}</div>"
        f"<div type='translation' xml:lang='en'>{beside}{right}</div></div>"
    )


def both_sides(seed: int, count: int, longest: int) -> tuple[str, str]:
    """Give blocks that begin with their side and number, with entries and notes in them."""
    chance = random.Random(seed)

    def run(words: list[str], length: int, is_text: bool) -> str:
        out = []
        for number, word in enumerate(chance.choices(words, k=length)):
            if chance.random() < 0.03:
                word = f"<app><lem>{word}</lem><rdg wit='#B'>{word}que</rdg></app>"
            elif chance.random() < 0.01 and number:
                word += f"<note resp='#ed'>See {' '.join(chance.choices(words, k=9))}.</note>"
            out.append(word)
        return " ".join(out)

    sides: list[str] = ["", ""]
    for number in range(count):
        kind = chance.random()
        length = chance.randint(4, longest)
        for side, name in enumerate("AB"):
            words = (LATIN, ENGLISH)[side]
            text = f"{name}{number} {run(words, int(length * (1 + 0.3 * side)), not side)}."
            if kind < 0.75:
                sides[side] += f"<p n='{number}'>{text}</p>"
            elif kind < 0.85:
                sides[side] += f"<quote n='{number}'><p>{text}</p></quote>"
            else:
                verses = "".join(f"<l>{run(words, 6, False)}</l>" for _ in range(3 + side))
                sides[side] += f"<lg n='{number}'><l>{name}{number} {words[0]}</l>{verses}</lg>"
    return sides[0], sides[1]


def starts(pages: Pages) -> dict[str, int]:
    """Give the printed number of the page on which each unit of each side begins."""
    found: dict[str, int] = {}
    for page in range(pages.numbered("1"), len(pages)):
        for line in body_lines(pages, page, TEXT):
            for word in line:
                if re.fullmatch(r"[AB]\d+", word):
                    assert word not in found
                    found[word] = int(pages.label(page))
    return found


@pytest.mark.parametrize(("seed", "count", "longest"), [(1, 40, 60), (2, 12, 400), (3, 3, 900)])
def test_what_belongs_together_begins_on_facing_pages(
    make_edition: Make, seed: int, count: int, longest: int
) -> None:
    body = chapter("Liber", *both_sides(seed, count, longest)) + "<div><head>After</head><p/></div>"
    book, pages = unhyphenated(make_edition(body, settings=TOML))
    found = starts(pages)
    assert len(found) == 2 * count
    assert len(set(found.values())) > 4
    for number in range(count):
        assert found[f"A{number}"] % 2 == 0
        assert found[f"B{number}"] == found[f"A{number}"] + 1
    entries, wrong = audit(book, pages)
    assert wrong == []
    assert entries == len(book.planned.apparatus)


def test_every_word_is_printed_on_its_side(make_edition: Make) -> None:
    left, right = both_sides(4, 8, 300)
    toml = TOML + "hyphenation = false\nline_numbers = 0\n"
    pages = quiet(make_edition(chapter("L", left, right), settings=toml))
    for first, source in (("2", left), ("3", right)):
        numbers, plain = itertools.count(1), source
        while "<note" in plain:
            plain = re.sub(r"<note.*?</note>", str(next(numbers)), plain, count=1)
        plain = re.sub(r"<rdg.*?</rdg>|<[^>]*>", " ", plain)
        sides = range(pages.numbered(first), len(pages), 2)
        lines = [line for page in sides for line in body_lines(pages, page, TEXT)]
        printed = "".join("".join(line) for line in lines)
        # The account of the edition follows.
        expected = "".join(plain.split())
        assert next(numbers) > 1 and printed[: len(expected)] == expected


def test_notes_and_entries_stand_at_the_foot_of_their_own_page(make_edition: Make) -> None:
    left = "<p n='1'>A1 <app><lem>arma</lem><rdg wit='#B'>arva</rdg></app> virumque.</p>"
    right = "<p n='1'>B1 arms<note resp='#ed'>Really weapons.</note> and the man.</p>"
    pages = quiet(make_edition(chapter("L", left, right), settings=TOML))
    verso, recto = pages.numbered("2"), pages.numbered("3")
    feet = [[line for line in pages.lines(page) if line.y > 450] for page in (verso, recto)]
    assert "arva" in feet[0][0].text and "Really" not in pages.text(verso)
    assert "Really weapons." in feet[1][0].text and "arva" not in pages.text(recto)


def test_titles_and_running_heads_are_those_of_each_side(make_edition: Make) -> None:
    left, right = both_sides(5, 30, 80)
    body = chapter("Liber", left, right, beside="<head>The book</head>")
    pages = quiet(make_edition(body + "<div><head>After</head><p>Z</p></div>", settings=TOML))
    heads = {label: pages.lines(pages.numbered(label))[0] for label in "2345"}
    # Both titles stand on one line, in large type, instead of running heads.
    assert (heads["2"].text, heads["3"].text) == ("Liber", "The book")
    assert heads["2"].size == heads["3"].size == 18.0
    assert heads["2"].y == heads["3"].y
    assert heads["4"].text.replace(" ", "").casefold() == "4liber"
    assert heads["5"].text.replace(" ", "").casefold() == "thebook5"
    # Page 1, on the right, has the title of the book and nothing else.
    assert [line.text for line in pages.lines(pages.numbered("1"))] == [pages.metadata()["Title"]]


def test_text_and_translation_begin_at_one_height(make_edition: Make) -> None:
    pages = quiet(make_edition(chapter("L", *both_sides(7, 3, 20)), settings=TOML))
    lines = [
        next(line for line in pages.lines(pages.numbered(label)) if line.text.startswith(name))
        for label, name in (("2", "A0"), ("3", "B0"))
    ]
    assert abs(lines[0].y - lines[1].y) < 0.3


def test_a_page_that_stays_empty_has_no_running_head(make_edition: Make) -> None:
    plain = "<div><head>Before</head><p>" + "Words. " * 500 + "</p></div>"
    pages = quiet(make_edition(plain + chapter("L", "<p>A1</p>", "<p>B1</p>"), settings=TOML))
    found = starts(pages)
    assert found == {"A1": 4, "B1": 5}
    texts = [pages.text(pages.numbered(label)) for label in "123"]
    assert "Words." in texts[1] and texts[2] == ""


def test_what_follows_a_translation_has_the_whole_page(make_edition: Make) -> None:
    body = chapter("L", "<p>A1</p>", "<p>B1</p>").removesuffix("</div>")
    body += (
        "<div type='commentary'><p>C1 on it.</p></div></div><div><head>End</head><p>Z1</p></div>"
    )
    pages = quiet(make_edition(body, settings=TOML))
    assert "C1 on it." in pages.text(pages.numbered("4"))


def test_verse_keeps_its_numbers_on_both_sides(make_edition: Make) -> None:
    left = "".join(f"<l n='{n}'>{LATIN[n % 9]} A{n}</l>" for n in range(1, 81))
    right = "".join(f"<l n='{n}'>{ENGLISH[n % 9]} B{n}</l>" for n in range(1, 81))
    pages = quiet(make_edition(chapter("L", left, right), settings=TOML))
    found = starts(pages)
    assert all(found[f"B{n}"] == found[f"A{n}"] + 1 for n in range(1, 81))
    for label in ("4", "5"):
        page = pages.numbered(label)
        numbers = {sign.y for sign in pages.signs(page) if sign.size == 7.8 and sign.text in "05"}
        verses = [
            line.y
            for line in pages.lines(page)
            if (verse := re.search(r"[AB](\d+)", line.text)) and int(verse[1]) % 5 == 0
        ]
        assert len(verses) > 5
        assert all(min(abs(y - each) for each in numbers) < 1 for y in verses)


def test_verses_of_a_translation_are_counted_by_themselves(make_edition: Make) -> None:
    left = "".join(f"<l>Versus {n}</l>" for n in range(1, 11))
    right = "".join(f"<l>Verse {n}</l>" for n in range(1, 11))
    pages = quiet(make_edition(chapter("L", left, right), settings=TOML))
    for label in "23":
        signs = [sign for sign in pages.signs(pages.numbered(label)) if sign.size == 7.8]
        assert "".join(sign.text for sign in sorted(signs, key=lambda sign: sign.y)) == "510"


def test_a_list_goes_on_overleaf(make_edition: Make) -> None:
    items = "".join(f"<item>I{n}</item>" for n in range(1, 71))
    left = f"<p n='1'>A1</p><list>{items}</list><p n='2'>A2</p>"
    pages = quiet(make_edition(chapter("L", left, "<p n='1'>B1</p><p n='2'>B2</p>"), settings=TOML))
    lines = [line for label in "246" for line in body_lines(pages, pages.numbered(label), TEXT)]
    assert [line for line in lines if line[0][0] == "I"] == [[f"I{n}"] for n in range(1, 71)]


def test_a_table_goes_on_overleaf(make_edition: Make) -> None:
    rows = "".join(f"<row><cell>C{n}</cell><cell>D{n}</cell></row>" for n in range(60))
    left = f"<p n='1'>A1</p><table>{rows}</table><p n='2'>A2</p>"
    pages = quiet(make_edition(chapter("L", left, "<p n='1'>B1</p><p n='2'>B2</p>"), settings=TOML))
    words = [pages.text(pages.numbered(label)) for label in "246"]
    assert re.findall(r"\bC\d+", " ".join(words)) == [f"C{n}" for n in range(60)]
    assert all(len(re.findall(r"\bC\d+", each)) > 1 for each in words)


def test_what_cannot_be_kept_in_step_is_reported(make_edition: Make) -> None:
    left = "<p xml:id='a'>A1</p>\n<p xml:id='b'>A2</p>"
    right = "<p corresp='#b'>B2</p>\n<p corresp='#a'>B1</p>\n<p corresp='#b'>B3</p>"
    pages, (finding,) = made(make_edition(chapter("L", left, right), settings=TOML))
    assert (finding.code, finding.name) == ("PDF009", "out-of-step")
    assert finding.position.line == 3
    assert set(starts(pages)) == {"A1", "A2", "B1", "B2", "B3"}


@settings(deadline=None, derandomize=True, max_examples=200)
@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=8),
    st.lists(st.integers(0, 30), min_size=1, max_size=8),
    st.integers(6, 20),
)
def test_spreads_of_any_units(left: list[int], right: list[int], room: int) -> None:
    """Of lines of one height none is lost, every unit begins on one spread, no page is too full."""
    count = min(len(left), len(right))
    units = [[unit for unit in range(count) for _ in range(side[unit])] for side in (left, right)]

    def side(mine: list[int]) -> Side:
        def may_part(at: int) -> bool:
            return 0 < at < len(mine)

        return Side(0, len(mine), mine.__getitem__, lambda a, b: b - a, lambda _: True, may_part)

    one, two = (side(mine) for mine in units)
    ends = list(Spreads(one, two, room, 3).ends())
    assert [(0, 0), *ends][-1] == (len(units[0]), len(units[1]))
    begins = [(0, 0), *ends][:-1]
    pages = [
        [mine[a:b] for mine, a, b in zip(units, begin, end, strict=True)]
        for begin, end in zip(begins, ends, strict=True)
    ]
    assert all(len(page) <= room for spread in pages for page in spread)
    for unit in range(count):
        first = [
            next((at for at, spread in enumerate(pages) if unit in spread[each]), None)
            for each in (0, 1)
        ]
        assert None in first or first[0] == first[1]
