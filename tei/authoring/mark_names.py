"""Forms of names in a passage: where one of them stands as a word or words of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tei.authoring.mark_forms import Form, expression
from tei.authoring.mark_patterns import Language

# Scripts without spaces between words: Thai, Lao, Myanmar, Khmer, kana, Chinese characters.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_RUN = re.compile(r"\w+")
_APOSTROPHES = "'’ʼ"
_HYPHENS = "-‐‑"
_WORD_BEFORE = re.compile(r"(?<![\w'’.-])([^\W\d_][\w'’-]*)(\.?)\s+\Z")
_WORD_AFTER = re.compile(r"\s+([^\W\d_][\w'’-]*)")
_NEAR = 60
_LEAST_IN_CAPITALS = 4
_INITIAL = 2  # letters of an abbreviated forename: “A.”, “Yu.”


@dataclass(slots=True)
class _Entry:
    """A form as it is looked for. Most of a large register is never met, so nothing is compiled."""

    form: Form
    text: str
    is_capitals: bool
    pattern: re.Pattern[str] | None = None

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """Match the form at a place."""
        if self.pattern is None:
            self.pattern = expression(self.text)
        return self.pattern.match(text, at)


@dataclass(frozen=True, slots=True)
class Named:
    """A form that was found, from `start` up to `end`; `doubt` is why it may be something else."""

    start: int
    end: int
    form: Form
    doubt: str = ""


class Finder:
    """Looks for forms.

    `common` are the words that the edition has in lower case; `endings` those that names may
    take in its languages.
    """

    def __init__(
        self, forms: Iterable[Form], common: frozenset[str], endings: Iterable[str] = ()
    ) -> None:
        self.common = common
        self._endings = tuple(endings)
        self._by_run: dict[str, list[_Entry]] = {}
        self._by_sign: dict[str, list[_Entry]] = {}
        for form in sorted(forms, key=lambda form: (-len(form.text), form.text)):
            self._index(form, form.text, False)
            capitals = form.text.upper()
            if capitals != form.text and len(capitals) >= _LEAST_IN_CAPITALS:
                self._index(form, capitals, True)

    def _index(self, form: Form, text: str, is_capitals: bool) -> None:
        entry = _Entry(form, text, is_capitals)
        if _UNSPACED.match(text):
            self._by_sign.setdefault(text[0], []).append(entry)
            return
        for shape in {text, unicodedata.normalize("NFD", text)}:
            if run := _RUN.match(shape):
                self._by_run.setdefault(run[0], []).append(entry)

    def find(self, text: str, language_at: Callable[[int], Language | None]) -> Iterator[Named]:
        """Find the forms in a text, each wherever it stands, also within one another.

        `language_at` gives the language at an offset, None when it has no file.
        """
        for run in _RUN.finditer(text):
            word = run[0]
            bases = [word[: -len(end)] for end in self._endings if word.endswith(end)]
            for base in (word, *bases):
                for entry in self._by_run.get(base, ()):
                    if match := entry.match(text, run.start()):
                        yield from self._judge(text, match, entry, language_at)
        if self._by_sign:
            for sign in _UNSPACED.finditer(text):
                for entry in self._by_sign.get(sign[0], ()):
                    if match := entry.match(text, sign.start()):
                        yield from self._judge(text, match, entry, language_at)

    def _judge(
        self,
        text: str,
        match: re.Match[str],
        entry: _Entry,
        language_at: Callable[[int], Language | None],
    ) -> Iterator[Named]:
        start, end = match.span()
        form = entry.form
        language = language_at(start)
        if start and _joins(text[start - 1], text[start]):
            return
        if end < len(text) and _joins(text[end], text[end - 1]):
            ending = _ending(text, end, language)
            if not ending:
                return
            end += ending
        doubt = self._common(form) or _compound(text, start, end, language)
        yield Named(
            start, end, form, doubt or ("it stands in capitals" if entry.is_capitals else "")
        )

    def _common(self, form: Form) -> str:
        """Doubt a form that the edition also has as an ordinary word."""
        if form.text != form.text.lower() and form.text.lower() not in self.common:
            return ""
        if form.text == form.text.lower() == form.text.upper():
            return ""  # a script without capitals
        return f"“{form.text.lower()}” is also a common word in this edition"

    def longer(
        self,
        text: str,
        start: int,
        end: int,
        language: Language | None,
        is_known: Callable[[int], bool],
    ) -> str:
        """Doubt a name that may be part of a longer one, where capitals are a sign of names.

        `is_known` tells whether the character at an offset belongs to something that is marked,
        or is a name of its own.
        """
        if language is None or not language.capitals_are_names or not text[start].isupper():
            return ""
        after = _WORD_AFTER.match(text, end)
        if (
            after
            and after[1][0].isupper()
            and not is_known(after.start(1))
            and not _is_no_name(after[1], language)
        ):
            return f"it may be part of “{_one_line(text[start : after.end()])}”"
        begin = max(0, start - _NEAR)
        before = _WORD_BEFORE.search(text[begin:start])
        if before is None or not before[1][0].isupper() or is_known(begin + before.start(1)):
            return ""
        # A full stop after a word ends a sentence, after an initial it does not.
        ends = bool(before[2]) and len(before[1]) > _INITIAL
        # A word that begins a sentence mostly stands elsewhere in lower case.
        opens = before[1] in language.openings or before[1].lower() in self.common
        if ends or opens or _is_no_name(before[1], language):
            return ""
        return f"it may be part of “{_one_line(text[begin + before.start(1) : end])}”"


def _is_no_name(word: str, language: Language) -> bool:
    plain = re.split("['’]", word)[0]
    return plain in language.always_capital or plain in language.titles


def _joins(outer: str, inner: str) -> bool:
    """Tell whether a character continues the word of the one beside it."""
    if not _is_of_word(outer) or not _is_of_word(inner):
        return False
    return not (_UNSPACED.match(outer) and _UNSPACED.match(inner))


def _is_of_word(sign: str) -> bool:
    # Letters, marks (which \w leaves out) and figures; the joiners of Persian and Indic words.
    return sign == "_" or sign in "\u200c\u200d\xad" or unicodedata.category(sign)[0] in "LMN"


def _ending(text: str, end: int, language: Language | None) -> int:
    """Give the length of an ending that belongs to a name, 0 when there is none."""
    for ending in language.endings if language else ():
        after = end + len(ending)
        if text.startswith(ending, end) and (
            after == len(text) or not _joins(text[after], text[after - 1])
        ):
            return len(ending)
    return 0


def _compound(text: str, start: int, end: int, language: Language | None) -> str:
    """Doubt a form that hangs together with another word by a hyphen or an apostrophe."""
    if start > 1 and text[start - 1] in _HYPHENS + _APOSTROPHES and _is_of_word(text[start - 2]):
        return "it is part of a longer word"
    if end + 1 < len(text) and _is_of_word(text[end + 1]):
        if text[end] in _HYPHENS:
            return "it is part of a longer word"
        if text[end] in _APOSTROPHES:
            rest = _RUN.match(text, end + 1)
            allowed = language.after_apostrophe if language else ("s",)
            if rest is None or rest[0] not in allowed:
                return "it is part of a longer word"
    return ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
