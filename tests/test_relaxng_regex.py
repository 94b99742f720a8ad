"""Regular expressions of XML Schema: what they match, which are faulty, and that none hangs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.relaxng.faults import SchemaFaultError, TooComplexError
from tei.relaxng.regex_syntax import compile_regex

MATCHES = {
    "": ([""], ["a"]),
    "abc": (["abc"], ["ab", "abcd", " abc", "ABC"]),
    "a|b|": (["a", "b", ""], ["ab", "|"]),
    "(ab)+c?": (["ab", "ababc"], ["", "abcab"]),
    "a{2}": (["aa"], ["a", "aaa"]),
    "a{2,}": (["aa", "aaaaa"], ["a"]),
    "a{1,3}b": (["ab", "aaab"], ["b", "aaaab"]),
    "a{0}": ([""], ["a"]),
    "(a?){3}": (["", "a", "aaa"], ["aaaa"]),
    "(a|ab)(c|bcd)": (["ac", "abc", "abcd", "abbcd"], ["abcdd"]),
    ".": (["a", "\U00010330", "\u2028"], ["", "\n", "\r", "ab"]),
    "^$": (["^$"], [""]),
    r"\.\\\|\?\*\+\(\)\{\}\-\[\]\^": ([".\\|?*+(){}-[]^"], [""]),
    r"\n\r\t": (["\n\r\t"], ["nrt"]),
    r"\d\D": (["1a", "٣x"], ["a1", "12"]),
    r"\s\S": ([" a", "\na"], ["\u00a0a", "aa"]),
    r"\w\W": (["a.", "é ", "1-", "$ "], [". ", "a1"]),
    r"\i\c*": (["a1", ":", "_-.·"], ["1a", "", "-"]),
    r"\I\C": (["1/"], ["a/", "1a"]),
    r"\p{Lu}\p{L}+": (["Ab", "Éé", "Жж"], ["ab", "A1"]),
    r"\P{L}": (["1", " "], ["a"]),
    r"\p{IsGreek}+": (["αβγ"], ["abc"]),
    r"\p{IsBasicLatin}": (["a"], ["é"]),
    r"\p{IsGothic}\P{IsGothic}": (["\U00010330a"], ["aa"]),
    r"\p{IsPrivateUse}": (["\ue000", "\U000f0000"], ["a"]),
    "[a-c]": (["a", "b", "c"], ["d", "-"]),
    "[-a]": (["-", "a"], ["b"]),
    "[a-]": (["-", "a"], ["b"]),
    "[^a-c]": (["d", "^"], ["a"]),
    "[a^]": (["a", "^"], ["b"]),
    r"[\-\]\[]": (["-", "]", "["], ["\\"]),
    "[a-z-[aeiou]]": (["b", "z"], ["a", "e"]),
    "[a-z-[a-m-[c]]]": (["n", "c"], ["a", "b"]),
    r"[^\p{C}\p{Z}]+": (["abc", "é€"], ["a b", "", "a\u00a0", "\u200b"]),
    r"[\i-[:]][\c-[:]]*": (["a1"], ["a:b", ":a"]),
    "[.*+?(){}|]": ([".", "*", "{"], ["a"]),
    "a b": (["a b"], ["ab"]),
}


@pytest.mark.parametrize("expression", MATCHES)
def test_matches(expression: str) -> None:
    regex = compile_regex(expression)
    fitting, other = MATCHES[expression]
    assert [text for text in fitting if not regex.matches(text)] == []
    assert [text for text in other if regex.matches(text)] == []


@pytest.mark.parametrize(
    "expression",
    ["(", ")", "a)", "[", "]", "[]", "[^]", "[a", "*", "+a", "?", "a**", "a+?", "a{", "a{1",
     "a{,2}", "a{2,1}", "a{ 1}", "a}", "{", "\\", "\\q", "\\1", "\\$", r"\pL", r"\p{X}",
     r"\p{IsNowhere}", r"\p{IsHighSurrogates}", "[b-a]", "[a-\\d]", "[[a]]", "[a-b-c]",
     "(" * 500 + ")" * 500, "a{99999999999}"],
)  # fmt: skip
def test_faulty(expression: str) -> None:
    with pytest.raises(SchemaFaultError) as fault:
        compile_regex(expression)
    assert "regular expression" in fault.value.message and fault.value.help


@pytest.mark.parametrize(
    ("expression", "text", "expected"),
    [
        ("(a*)*b", "a" * 20_000, False),
        ("(a|aa)+$", "a" * 5_000, False),
        ("(.*)(.*)(.*)(.*)(.*)(.*)(.*)x", "y" * 10_000, False),
        ("(a?){3000}a{1000}", "a" * 1500, None),
        ("(x+x+)+y", "x" * 5_000, False),
        ("(a{1,2000}b?){1,900000000}", "ab" * 1000, True),
        ("((a?){0,9999}){0,9999}b", "a" * 3000, None),
        ("(((a{0,900}b?){0,900}c?){0,900}d?){0,900}", "abcd" * 2000, None),
    ],
)
def test_none_hangs(expression: str, text: str, expected: bool | None) -> None:
    """Matching takes time in proportion, or ends with a message; `None`: either will do."""
    regex = compile_regex(expression)
    try:
        assert regex.matches(text) == expected or expected is None
    except TooComplexError:
        assert expected is None


PIECES = st.recursive(
    st.sampled_from(["a", "b", "c", "[ab]", "[^a]", "."]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda parts: f"({parts[0]}|{parts[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{2,}"])).map(
            lambda parts: f"({parts[0]}){parts[1]}"
        ),
    ),
    max_leaves=8,
)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(PIECES, st.lists(st.text("abc", max_size=6), max_size=8))
def test_the_same_as_python_where_both_mean_the_same(expression: str, texts: list[str]) -> None:
    ours, theirs = compile_regex(expression), re.compile(expression)
    for text in texts:
        assert ours.matches(text) == (theirs.fullmatch(text) is not None)
