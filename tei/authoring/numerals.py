"""Chapter numbers as a text writes them: `6`, `VI`, `Seven`, `twenty-first`."""

from __future__ import annotations

import re

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_TEENS = "fifteen sixteen seventeen eighteen nineteen"
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

_WORDS = {word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split())}
_WORDS |= {word: number for number, word in enumerate(_ORDINALS.split())}
_WORDS |= {f"{word}th": number for word, number in list(_WORDS.items()) if 13 <= number <= 19}
_WORDS |= {word: 10 * number for number, word in enumerate(_TENS.split(), start=2)}
_WORDS |= {f"{word[:-1]}ieth": 10 * number for number, word in enumerate(_TENS.split(), start=2)}

_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def number(text: str) -> int | None:
    """Give the number that `text` writes in digits, in Roman numerals or in English words.

    None where it is none of these: the caller keeps the text as it is and says so.
    """
    plain = text.strip().rstrip(".:").strip()
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if plain and _ROMAN.fullmatch(plain.upper()):
        return _roman(plain.upper())
    return _words(plain.lower())


def _roman(text: str) -> int:
    values = [_VALUES[letter] for letter in text]
    # A smaller numeral before a larger one is taken away: IX is 9.
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )


def _words(text: str) -> int | None:
    parts = [_WORDS.get(part) for part in re.split(r"[\s-]+", text)]
    match parts:
        case [int(value)]:
            return value
        case [int(tens), int(unit)] if tens >= 20 and 0 < unit < 10:
            return tens + unit
        case _:
            return None
