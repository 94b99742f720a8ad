"""From what was seen to what is told: events become changes, with class, place and context."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import sub

from tei import names
from tei.revisions import categories, described, wordings
from tei.revisions.alignment import Alignment
from tei.revisions.changes import Category, Change, Kind, Place
from tei.revisions.context import closes, context
from tei.revisions.events import Event
from tei.revisions.hunks import Hunk
from tei.revisions.matches import Matches
from tei.revisions.places import Places
from tei.revisions.streams import SHIFT, Flat, Stream
from tei.revisions.tokens import PART
from tei.revisions.vocabulary import RECORDS, Role


class Teller:
    """Tells the changes of two files whose words and elements were matched."""

    def __init__(self, matches: Matches, aligned: Sequence[Alignment]) -> None:
        self.matches = matches
        self.old, self.new = matches.old, matches.new
        self.aligned = aligned
        self.places = Places(self.old), Places(self.new)

    def change(self, event: Event) -> Change:
        """Tell what was done to words or to an element."""
        found, words = event.found, event.words
        if event.is_text:
            around_old, around_new = _contexts(found, words)
            category = self._of_words(event)
            owner = found.new.owner
            if owner >= 0 and self.new.names[owner] == "rdg":
                around_new = described.entry(self.new, owner)
                around_old = described.entry(self.old, found.old.owner)
            old_place, new_place = self._both_places(event)
            return Change(
                category,
                event.kind,
                self._holder(event, category),
                event.before,
                event.after,
                *_bare(around_new),
                old_place,
                new_place,
                around_old,
                around_new,
            )
        flat, index = (self.new, event.new) if event.new >= 0 else (self.old, event.old)
        at_end = closes(flat, index)
        old_end, new_end = _at_ends(found, words)
        around_old = context(found.old, words.a0, words.a1, at_end or old_end)
        around_new = context(found.new, words.b0, words.b1, at_end or new_end)
        if at_end and event.old < 0 and words.a0 == words.a1:
            _, begin, is_end = self._stands(0, event, at_end or old_end)
            around_old = context(found.old, begin, begin, is_end) if begin >= 0 else ("", "")
        elif at_end and event.new < 0 and words.b0 == words.b1:
            _, begin, is_end = self._stands(1, event, at_end or new_end)
            around_new = context(found.new, begin, begin, is_end) if begin >= 0 else ("", "")
        subject = flat.names[index]
        if subject in ("rdg", "witDetail"):
            lemma, sigla = described.entry(flat, index)
            around_old = lemma, "" if event.old < 0 else sigla
            around_new = lemma, "" if event.new < 0 else sigla
        old_text, new_text = event.before, event.after
        if (not old_text and not new_text) or subject in ("choice", "app"):
            said = described.content(flat, index)
            if event.kind is Kind.ADDED:  # the words stood there already
                around_old = f"{around_old[0]}{event.before}", around_old[1]
            elif event.kind is Kind.REMOVED:
                around_new = f"{around_new[0]}{event.after}", around_new[1]
            old_text = said if event.kind is Kind.REMOVED else ""
            new_text = said if event.kind is not Kind.REMOVED else ""
        if event.kind is Kind.RENAMED:
            subject = f"{self.old.names[event.old]} → {subject}"
        old_place, new_place = self._both_places(event, at_end)
        return Change(
            categories.of_element(flat, index),
            event.kind,
            subject,
            old_text,
            new_text,
            *_bare(around_old if event.new < 0 else around_new),
            old_place,
            new_place,
            around_old,
            around_new,
        )

    def _both_places(self, event: Event, at_end: bool = False) -> tuple[Place, Place]:
        """Give the places of words or an element, or where they would stand in the other file."""
        first, second = self.places
        found, words = event.found, event.words
        old_end, new_end = _at_ends(found, words)
        # What was joined to another stands where its own words begin, not where that one does.
        stands = event.new >= 0 and event.kind is not Kind.MERGED
        old_place = (
            first.element(event.old) if event.old >= 0 else self._place(0, event, at_end or old_end)
        )
        new_place = (
            second.element(event.new) if stands else self._place(1, event, at_end or new_end)
        )
        return old_place, new_place

    def _place(self, side: int, event: Event, at_end: bool) -> Place:
        """Give the place in a file of what only the other one has."""
        places = self.places[side]
        home, begin, at_end = self._stands(side, event, at_end)
        if begin < 0:
            return places.element(home)
        stream = (event.found.old, event.found.new)[side]
        place = places.word(stream, begin, after=at_end)
        index = event.old if side else event.new
        if home >= 0 and (self.new, self.old)[side].names[index] in RECORDS:
            # It stood before another record, of which nothing is to be told.
            return replace(place, locus=places.element(home).locus)
        return place

    def _stands(self, side: int, event: Event, at_end: bool) -> tuple[int, int, bool]:
        """Say where in a file that would stand what only the other one has.

        Gives the element around it, -1 where that is not known; the word before which it would
        stand, -1 where there are no words around it; and whether that is the end of a block.
        What ended a record or a list stood in that, though its next word is in another one.
        """
        flat, words = (self.old, self.new)[side], event.words
        stream = (event.found.old, event.found.new)[side]
        begin, end = (words.a0, words.a1) if side == 0 else (words.b0, words.b1)
        index = event.old if side else event.new
        home = self._home(side, index) if index >= 0 else -1
        if home < 0 or flat.streams[home] is not stream:
            return -1, begin, at_end
        before, after, goes_on = self._beside(side, event.found, index)
        first, last = flat.words(home)
        if begin != end or after >= 0:
            return home, begin, at_end
        if before >= 0:
            return home, before + 1, True
        if first == last:
            return home, -1, at_end
        return (home, last, True) if begin >= last and not goes_on else (home, begin, at_end)

    def _beside(self, side: int, found: Alignment, index: int) -> tuple[int, int, bool]:
        """Give the partners of the words before and after an element in the block around it.

        With them comes whether any later word of the block has a partner.
        """
        flat = self.old if side else self.new
        partners = found.forward if side else found.backward
        first, last = flat.words(index)
        if flat.inner[index] is not None:
            first = last = flat.starts[index] >> SHIFT
        stream, (begin, end) = flat.streams[index], (0, len(partners))
        for each in flat.ancestors(index):
            if flat.roles[each] is Role.BLOCK and flat.streams[each] is stream:
                begin, end = flat.words(each)
                break
        return (
            partners[first - 1] if begin < first else -1,
            partners[last] if last < end else -1,
            any(partners[word] >= 0 for word in range(last, end)),
        )

    def _home(self, side: int, index: int) -> int:
        """Give the partner of the nearest element around an element of the other file."""
        flat = self.old if side else self.new
        pairs = self.matches.forward if side else self.matches.backward
        around = flat.ancestors(index)
        return next((pairs[each] for each in around if each in pairs), -1)

    def _of_words(self, event: Event) -> Category:
        """Classify a change of words: by where they are, else by the way in which they differ."""
        stream, word = event.found.new, event.words.b0
        around = self.new.around(stream, word)
        if event.kind is Kind.REMOVED:
            around = self.old.around(event.found.old, event.words.a0)
            found = categories.of_words(self.old, around)
        else:
            found = categories.of_words(self.new, around)
        return found or wordings.compare(event.before, event.after)

    def _holder(self, event: Event, category: Category) -> str:
        """Name the note, reading or lemma whose words were changed."""
        if category in (Category.LEMMA,):
            return "lem"
        owner = event.found.new.owner
        return self.new.names[owner] if owner >= 0 else ""

    def _goes_with_another(self, word: int, whole: set[int]) -> bool:
        """Tell whether a block was moved within something that was moved."""
        block = self.new.around(self.new.main, word)
        return bool(whole & {block, *self.new.ancestors(block)})

    def moves(self, whole: set[int]) -> list[Change]:
        """Give the blocks that were moved, but for those within the elements of `whole`."""
        found = self.aligned[0]
        runs: list[list[tuple[int, int]]] = []
        for i, j in found.moves:
            if runs and runs[-1][-1] == (i - 1, j - 1):
                runs[-1].append((i, j))
            else:
                runs.append([(i, j)])
        changes = []
        for run in runs:
            if self._goes_with_another(found.new.blocks[run[0][1]][0], whole):
                continue
            a = found.old.blocks[run[0][0]][0], found.old.blocks[run[-1][0]][1]
            b = found.new.blocks[run[0][1]][0], found.new.blocks[run[-1][1]][1]
            block, old_place, new_place = self._moved(a, b)
            changes.append(
                Change(
                    categories.of_words(self.new, block) or Category.STRUCTURE,
                    Kind.MOVED,
                    self.new.names[block],
                    found.old.reading(*a),
                    found.new.reading(*b),
                    *_bare(context(found.new, *b)),
                    old_place,
                    new_place,
                    context(found.old, *a),
                    context(found.new, *b),
                )
            )
        return changes

    def _moved(self, a: tuple[int, int], b: tuple[int, int]) -> tuple[int, Place, Place]:
        """Give the largest element that was moved with these words, and where it was and is.

        It begins where it begins: a note may stand in it before its first word.
        """
        backward, main = self.matches.backward, self.new.main
        block = max(self.new.around(main, b[0]), 0)
        while block and (parent := self.new.parents[block]) > 0:
            first, last = self.new.words(parent)
            if first != b[0] or last > b[1] or self.new.streams[parent] is not main:
                break
            if self.new.roles[block] is Role.BLOCK and not self._within(backward.get(parent), a):
                break
            block = parent
        origin = backward.get(block)
        if origin is None or self.new.words(block)[0] != b[0] or not self._within(origin, a):
            return block, self.places[0].word(self.old.main, a[0]), self.places[1].word(main, b[0])
        return block, self.places[0].element(origin), self.places[1].element(block)

    def _within(self, index: int | None, words: tuple[int, int]) -> bool:
        """Tell whether an element of the old file holds no words but some of these."""
        if index is None or self.old.streams[index] is not self.old.main:
            return False
        first, last = self.old.words(index)
        return words[0] <= first and last <= words[1]

    def attributes(self) -> list[Change]:
        """Tell which attributes of elements that are in both files differ."""
        changes = []
        for a, b in self.matches.forward.items():
            if not self.matches.differ(a, b):
                continue
            one, other = dict(self.old.attributes[a]), dict(self.new.attributes[b])
            for name in sorted({*one, *other}):
                if one.get(name) != other.get(name):
                    changes.append(self._attribute(a, b, name, one.get(name), other.get(name)))
        return changes

    def _attribute(self, a: int, b: int, name: str, old: str | None, new: str | None) -> Change:
        kind = Kind.ADDED if old is None else Kind.REMOVED if new is None else Kind.CHANGED
        comment = name == "#"
        around_old = self._around_attribute(self.old, a, comment=comment)
        around_new = self._around_attribute(self.new, b, comment=comment)
        space, _, short = name.rpartition("}")
        if space == f"{{{names.XML}":
            short = f"xml:{short}"
        return Change(
            categories.of_attribute(self.new, b, short),
            kind,
            self.new.names[b] if comment else f"{self.new.names[b]}/@{short}",
            old or "",
            new or "",
            *_bare(around_new),
            self.places[0].element(a),
            self.places[1].element(b),
            around_old,
            around_new,
        )

    def _around_attribute(self, flat: Flat, index: int, *, comment: bool) -> tuple[str, str]:
        """Give what is before an element, and the beginning of its own words."""
        before, after = context(flat.streams[index], *flat.words(index))
        if comment:
            return before, after
        return before, _shortened(flat.text(index))

    def spaces(self) -> list[Change]:
        """Find where white space has come or gone between words that are the same."""
        changes = []
        for found in self.aligned:
            for i, j in _side_by_side(found):
                first, second = found.old.space(i), found.new.space(j)
                if first == second or PART in (first, second):
                    continue
                words = (found.old.words[i - 1], found.old.words[i])
                around_old = context(found.old, i - 1, i + 1)
                around_new = context(found.new, j - 1, j + 1)
                owner = found.new.owner
                around = self.new.around(found.new, j)
                changes.append(
                    Change(
                        categories.of_words(self.new, around) or Category.SPACING,
                        Kind.CHANGED,
                        self.new.names[owner] if owner >= 0 else "",
                        first.join(words),
                        second.join(words),
                        *_bare(around_new),
                        self.places[0].word(found.old, i),
                        self.places[1].word(found.new, j),
                        around_old,
                        around_new,
                    )
                )
        return changes


def _at_ends(found: Alignment, words: Hunk) -> tuple[bool, bool]:
    """Tell whether what only the other file has would stand at the end of a block in either one.

    What goes on a block there does so here; the word before which it would stand may begin another.
    """
    goes_on = _goes_on(found.old, words.a0), _goes_on(found.new, words.b0)
    return (
        words.a0 == words.a1 and goes_on[1] and not goes_on[0],
        words.b0 == words.b1 and goes_on[0] and not goes_on[1],
    )


def _goes_on(stream: Stream, word: int) -> bool:
    """Tell whether a word stands in the block of the word before it."""
    return word < len(stream.words) and stream.space(word) != PART


def _contexts(found: Alignment, words: Hunk) -> tuple[tuple[str, str], tuple[str, str]]:
    """Give the words around a passage in either file; where it is missing, those around its place.

    What ends a block in the one file is missing at the end of the block in the other; and what
    begins one, at its beginning.
    """
    old = context(found.old, words.a0, words.a1)
    new = context(found.new, words.b0, words.b1)
    if words.a0 == words.a1 and bool(new[0]) != bool(new[1]):
        old = context(found.old, words.a0, words.a1, bool(new[0]), bool(new[1]))
    if words.b0 == words.b1 and bool(old[0]) != bool(old[1]):
        new = context(found.new, words.b0, words.b1, bool(old[0]), bool(old[1]))
    return old, new


def _side_by_side(found: Alignment) -> Iterator[tuple[int, int]]:
    """Give the words that follow the same word in both streams, but not after the same space."""
    old, new = found.old, found.new
    i = 0
    for shift, words in itertools.groupby(map(sub, found.forward, itertools.count())):
        begin, end = i, i + len(list(words))
        i, j = end, begin + shift
        if end - begin > 1 and j >= 0:
            first = old.text[old.ends[begin] : old.starts[end - 1]]
            if first == new.text[new.ends[j] : new.starts[end - 1 + shift]]:
                continue
            for word in range(begin + 1, end):
                space = old.text[old.ends[word - 1] : old.starts[word]]
                if space != new.text[new.ends[word + shift - 1] : new.starts[word + shift]]:
                    yield word, word + shift


def _bare(around: tuple[str, str]) -> tuple[str, str]:
    """Give the words around a passage without the blanks beside it."""
    return around[0].strip(), around[1].strip()


def _shortened(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + "…"
