"""How changes are told to a person: what each is called, and its words with what is around them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from tei.revisions.changes import Category, Change, Kind
from tei.revisions.editions import Compared

_TEXT = {
    Category.SUBSTANTIVE: "words",
    Category.SPELLING: "spelling",
    Category.PUNCTUATION: "punctuation",
    Category.CAPITALS: "capitals",
    Category.DIACRITICS: "accents",
    Category.SPACING: "space between words",
    Category.LEMMA: "lemma",
    Category.METADATA: "words of the header",
    Category.RECORD: "words of a record",
    Category.CORRECTION: "correction",
    Category.NORMALISATION: "normal form",
    Category.NOTE: "note",
}
_NOUNS = {
    "app": "apparatus entry",
    "rdg": "reading",
    "lem": "lemma",
    "rdgGrp": "group of readings",
    "witDetail": "note on a witness",
    "note": "note",
    "choice": "choice",
    "p": "paragraph",
    "l": "line",
    "lg": "stanza",
    "ab": "block",
    "head": "heading",
    "list": "list",
    "item": "list item",
    "persName": "name of a person",
    "placeName": "name of a place",
    "orgName": "name of a body",
    "name": "name",
    "rs": "mention",
    "date": "date",
    "pb": "page break",
    "lb": "line break",
    "cb": "column break",
    "gap": "gap",
    "supplied": "supplied text",
    "unclear": "unclear reading",
    "surplus": "surplus text",
    "ref": "reference",
    "ptr": "pointer",
    "quote": "quotation",
    "q": "quotation",
    "bibl": "bibliographic reference",
    "title": "title",
    "term": "term",
    "foreign": "foreign words",
    "hi": "highlighting",
    "emph": "emphasis",
    "change": "entry of the revision history",
    "person": "person",
    "place": "place",
    "org": "body",
    "div": "division",
    "figure": "figure",
    "table": "table",
    "row": "row",
    "cell": "cell",
    "speaker": "speaker",
    "sp": "speech",
    "stage": "stage direction",
    "add": "addition",
    "del": "deletion",
    "fw": "running head",
    "#comment": "comment",
    "#pi": "processing instruction",
    "DOCTYPE": "document type",
    "seg": "segment",
    "witness": "witness",
}
_CHOICES = {Category.CORRECTION: "correction", Category.NORMALISATION: "normalisation"}


def noun(change: Change) -> str:
    """Name the element of a change: “reading”, or <foo> where it has no name of its own."""
    name = change.subject.partition("/@")[0]
    if name == "choice":
        return _CHOICES.get(change.category, "choice")
    return _named(name) if name else "words"


def is_about_words(change: Change) -> bool:
    """Tell whether words were changed, not an element or an attribute."""
    return not change.subject or (change.kind is Kind.CHANGED and "/@" not in change.subject)


def title(change: Change) -> str:
    """Say in a few words what was done."""
    if change.category is Category.FILE:
        return f"file {change.kind.value}"
    if "/@" in change.subject:
        return _attribute(change)
    if not change.subject or change.category is Category.LEMMA:
        what = _TEXT.get(change.category, "words")
        return f"{what} {change.kind.value}" if change.kind is not Kind.CHANGED else what
    if change.kind is Kind.RENAMED:
        old, _, new = change.subject.partition(" → ")
        return f"{_named(old)} turned into {_named(new)}"
    if change.kind is Kind.EXTENDED:
        return f"{noun(change)}: {_extent(change)}"
    if change.kind is Kind.MERGED:
        return f"{noun(change)} joined to another"
    if change.kind is Kind.SPLIT:
        return f"{noun(change)} divided"
    if change.old == change.new and change.old and change.kind in (Kind.ADDED, Kind.REMOVED):
        return f"{'' if change.kind is Kind.ADDED else 'no longer '}marked as {noun(change)}"
    return f"{noun(change)} {change.kind.value}"


def _extent(change: Change) -> str:
    """Say whether an element holds other words now, or stands within another element."""
    old, new = change.old_place.within, change.new_place.within
    if change.old != change.new:
        return "other extent"
    if old == new:
        return f"nested otherwise within {_named(new)}"
    return f"out of {_named(old)}, into {_named(new)}"


def _named(name: str) -> str:
    return _NOUNS.get(name) or f"<{name}>"


def _attribute(change: Change) -> str:
    name = change.subject.partition("/@")[2]
    if change.category is Category.WITNESS:
        return "witnesses of a reading"
    if change.category is Category.MENTION and name in ("ref", "key"):
        if change.kind is Kind.ADDED:
            return f"{noun(change)} identified"
        what = "identified otherwise" if change.kind is Kind.CHANGED else "no longer identified"
        return f"{noun(change)} {what}"
    if change.kind is Kind.CHANGED:
        return f"{noun(change)}: @{name}"
    return f"{noun(change)}: @{name} {change.kind.value}"


def witnesses(change: Change) -> tuple[list[str], list[str]]:
    """Give the witnesses that are no longer named, and those that are named now."""
    old, new = change.old.split(), change.new.split()
    return [each for each in old if each not in new], [each for each in new if each not in old]


def identified(results: Iterable[Compared]) -> Iterator[tuple[str, Change]]:
    """Give the changes of all files, each with an id.

    The id is the same as long as class, words and locus of a change are: other edits in the file do
    not touch it.
    """
    seen: Counter[str] = Counter()
    for result in results:
        for change in result.changes:
            parts = (
                *(change.category.value, change.kind.value, change.subject),
                *(change.old, change.new, change.new_place.locus, change.new_place.position.path),
            )
            digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
            ident = digest.hexdigest()[:12]
            seen[ident] += 1
            yield ident if seen[ident] == 1 else f"{ident}-{seen[ident]}", change


def counts(changes: Iterable[Change]) -> list[tuple[Category, int]]:
    """Count changes by class, in the order of the classes."""
    counted = Counter(change.category for change in changes)
    return [(category, counted[category]) for category in Category if counted[category]]


def shortened(text: str, longest: int) -> str:
    """Shorten a long passage in its middle."""
    if len(text) <= longest:
        return text
    half = (longest - 3) // 2
    head, tail = text[:half].rsplit(" ", 1)[0], text[-half:].split(" ", 1)[-1]
    return f"{head} … {tail}"
