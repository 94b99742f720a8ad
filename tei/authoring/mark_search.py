"""The search through an edition: its passages, the candidates in them, and what becomes of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from tei.authoring import mark_dates, mark_forms, mark_patterns
from tei.authoring.mark_names import Finder
from tei.authoring.mark_passages import BARRIER, Passage, Reading, passages
from tei.authoring.mark_patterns import Language
from tei.authoring.mark_places import place
from tei.authoring.mark_pointers import Habit, mentions, record_of
from tei.authoring.mark_proposals import Choice, Proposal
from tei.authoring.mark_vocabulary import ALL, DATE, MARKS
from tei.edition import Edition
from tei.findings import Position
from tei.layers import local
from tei.names import AT, XML_ID, XML_LANG, tei
from tei.registers import Kind, Record
from tei.texts import language_of

_CONTEXT = 50
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"(?<![\w.,])(?:1\d|20)\d\d(?![\w%]|[.,]\d)")
_AUTHORIAL = frozenset({"author", "authorial", "a", "a1", "original"})
_PARTLY = "a part of it is marked already"
_OLD_STYLE = "the edition has dates of another calendar too"


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """Words of a passage that may be of some kind; each record with its own way of marking."""

    start: int
    end: int
    kind: str
    records: tuple[Record, ...]
    attributes: tuple[tuple[str, str], ...]
    doubt: str


class Search:
    """Looks through the texts of an edition; `notes` adds the editor's notes to what is read.

    `forms` are the forms that it looks for, `unknown_languages` those of texts for whose dates
    there are no patterns.
    """

    def __init__(self, edition: Edition, notes: bool) -> None:
        self.edition = edition
        self.notes = notes
        stated = {
            element.get(XML_LANG) or ""
            for document in edition.documents
            for element in document.root.iter(etree.Element)
            if not document.register
        }
        self.codes = frozenset(self.code(tag) for tag in stated)
        main = {self.code(text.language) for text in edition.texts.values()}
        self.unknown_languages = {code for code in main if mark_patterns.language(code) is None}
        found = list(mentions(edition))
        self.habit = Habit(edition, found)
        pairs = [(mention.form, mention.record) for mention in found if mention.form]
        self.forms = mark_forms.forms(edition.records.values(), pairs)
        self.has_other_calendar = _has_other_calendar(edition)
        self.authors = frozenset(_authors(edition))

    def proposals(self) -> Iterator[Proposal]:
        """Give all proposals, the files and their passages in order."""
        edition = self.edition
        reading = Reading(
            elements={_key(element): element for element in edition.elements()},
            texts={
                _key(root): text.id for text in edition.texts.values() for root in text.elements
            },
            is_wanted=self.is_wanted,
            kind_of=self.kind_of,
        )
        read = [passage for source in edition.sources for passage in passages(source, reading)]
        common = frozenset(
            word for passage in read for word in _WORD.findall(passage.text) if word.islower()
        )
        known = filter(None, map(mark_patterns.language, sorted(self.codes)))
        endings = sorted({ending for language in known for ending in language.endings})
        finder = Finder(self.forms.by_text.values(), common, endings)
        found = [item for passage in read for item in self.of_passage(passage, finder)]
        order = {source.name: source.number for source in edition.sources}
        yield from sorted(
            found, key=lambda item: (order[item.position.path], item.start, item.position)
        )

    def is_wanted(self, note: etree._Element) -> bool:
        """Tell whether a note is read: the author's always, the editor's when asked for."""
        named = {item.lstrip("#") for item in note.get("resp", "").split()}
        is_authors = bool(named & self.authors) or note.get("type", "").lower() in _AUTHORIAL
        return self.notes or is_authors

    def kind_of(self, element: etree._Element) -> str | None:
        """Give the kind of the record to which an element points."""
        record = record_of(self.edition, element, element.get("ref", ""))
        return str(record.kind) if record else None

    def of_passage(self, passage: Passage, finder: Finder) -> Iterator[Proposal]:
        """Give the proposals for one passage."""
        candidates = _longest([*self.names(passage, finder), *self.dates(passage)])
        known = {(at, item.kind) for item in candidates for at in (item.start, item.end - 1)}
        for candidate in candidates:
            if candidate.start in passage.left_alone:
                continue
            every, some = passage.masks(candidate.start, candidate.end)
            if candidate.kind in every:
                continue
            if candidate.kind in some:
                if self.is_marked(passage, candidate):
                    continue
                candidate = replace(candidate, doubt=_PARTLY)
            elif candidate.records and not candidate.doubt:
                candidate = self.beside(candidate, passage, finder, known)
            proposal = self.proposal(passage, candidate)
            if proposal is not None:
                yield proposal

    def is_marked(self, passage: Passage, candidate: _Candidate) -> bool:
        """Tell whether the beginning or the end is marked as what is meant.

        Then the editor has decided how far the name goes (“Central Committee” of the party).
        """
        for offset in (candidate.start, candidate.end - 1):
            holder = passage.holder(offset)
            for span in holder.ancestors() if holder else ():
                if span.element is not None and (pointer := span.element.get("ref")):
                    record = record_of(self.edition, span.element, pointer)
                    if record in candidate.records:
                        return True
        return False

    def beside(
        self,
        candidate: _Candidate,
        passage: Passage,
        finder: Finder,
        known: Collection[tuple[int, str]],
    ) -> _Candidate:
        """Doubt a candidate if words beside it may make it a longer name.

        A name of another kind beside it does not; one of its own kind may be its other half,
        whether it is marked already or not.
        """
        own = MARKS[Kind(candidate.kind)]

        def is_known(offset: int) -> bool:
            if any((offset, kind) in known for kind in ALL - {candidate.kind}):
                return True
            holder = passage.holder(offset)
            around = {span.name for span in holder.ancestors()} if holder else set()
            return own not in around and passage.masks(offset, offset + 1)[0] == ALL

        language = self.language_at(passage, candidate.start)
        start, end = candidate.start, candidate.end
        doubt = finder.longer(passage.text, start, end, language, is_known)
        return replace(candidate, doubt=doubt)

    def names(self, passage: Passage, finder: Finder) -> Iterator[_Candidate]:
        """Give the forms of names in a passage."""
        for named in finder.find(passage.text, lambda at: self.language_at(passage, at)):
            records, doubt = named.form.meant
            ordered = tuple(sorted(records, key=lambda record: record.id))
            doubt = named.doubt or doubt
            if len(ordered) > 1:
                doubt = "several records have this form"
            yield _Candidate(named.start, named.end, str(ordered[0].kind), ordered, (), doubt)

    def dates(self, passage: Passage) -> Iterator[_Candidate]:
        """Give the dates in a passage, each by the patterns of the language it stands in."""
        years = [(match.start(), int(match[0])) for match in _YEAR.finditer(passage.text)]
        for code in sorted(self.codes):
            language = mark_patterns.language(code)
            for found in mark_dates.dates(passage.text, language) if language else ():
                if self.language_at(passage, found.start) is language:
                    known = bisect_left(years, found.start, key=lambda item: item[0])
                    dated = mark_dates.settled(found, years[known - 1][1] if known else None)
                    yield self.dated(dated)

    def language_at(self, passage: Passage, offset: int) -> Language | None:
        """Give the language at an offset of a passage; None when it has no file."""
        holder = passage.holder(offset)
        if holder is None or holder.element is None:
            return None
        return mark_patterns.language(self.code(language_of(holder.element)))

    def code(self, tag: str) -> str:
        """Give the code of a language by its tag; without one, that of the settings."""
        return (tag or self.edition.settings.edition.language).split("-")[0].lower()

    def dated(self, found: mark_dates.Dated) -> _Candidate:
        """Make a candidate of a date; a day or month is not certain where calendars mix."""
        doubt = found.doubt
        exact = any(len(value) > len("1905") for _, value in found.attributes)
        if not doubt and exact and self.has_other_calendar:
            doubt = _OLD_STYLE
        return _Candidate(found.start, found.end, DATE, (), found.attributes, doubt)

    def proposal(self, passage: Passage, candidate: _Candidate) -> Proposal | None:
        """Make a proposal of a candidate; None when it turns out to be marked already."""
        found = place(passage, candidate.start, candidate.end)
        if candidate.doubt == _PARTLY:
            found = _PARTLY
        if found is None:
            return None
        source = passage.source
        offset = passage.start(candidate.start)
        holder = passage.holder(candidate.start)
        start, end, doubt = offset, 0, candidate.doubt
        choices: tuple[Choice, ...] = ()
        if isinstance(found, str):
            doubt = found
        else:
            start, end, holder = found
        if holder is None or holder.element is None:
            return None
        prefix, colon, _ = holder.tag.rpartition(":")
        choices = tuple(self.choices(candidate, holder.element, prefix + colon))
        text = passage.text
        return Proposal(
            kind=candidate.kind,
            words=_folded(text[candidate.start : candidate.end]),
            before=_folded(text[max(0, candidate.start - _CONTEXT) : candidate.start]).lstrip(),
            after=_folded(text[candidate.end : candidate.end + _CONTEXT]).rstrip(),
            text=holder.text_id,
            locus=self.edition.texts[holder.text_id].label,
            position=Position(source.name, *source.lines.place(start)),
            choices=choices,
            doubt=doubt,
            source=source,
            start=start,
            end=end,
        )

    def choices(
        self, candidate: _Candidate, element: etree._Element, prefix: str
    ) -> Iterator[Choice]:
        """Give the ways of marking a candidate within an element."""
        if candidate.kind == DATE:
            yield Choice(f"{prefix}date", candidate.attributes)
        for record in candidate.records:
            attributes = [("ref", self.habit.pointer(record, element))]
            if record.kind is Kind.WORK and (level := _level(record)):
                attributes.append(("level", level))
            yield Choice(prefix + MARKS[record.kind], tuple(attributes), record)


def _longest(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Leave out what lies within a longer candidate; what overlaps otherwise is in doubt."""
    ordered = sorted(candidates, key=lambda item: (item.start, -item.end, item.kind == DATE))
    kept: list[_Candidate] = []
    reach = -1
    for item in ordered:
        if item.end > reach:
            kept.append(item)
            reach = item.end
    result: list[_Candidate] = []
    for number, item in enumerate(kept):
        beside = [kept[other] for other in (number - 1, number + 1) if 0 <= other < len(kept)]
        if any(item.start < other.end and other.start < item.end for other in beside):
            item = replace(item, doubt="it overlaps with another name or date")
        result.append(item)
    return result


def _level(record: Record) -> str:
    title = record.element.find(f".//{tei('title')}")
    return title.get("level", "") if title is not None else ""


def _has_other_calendar(edition: Edition) -> bool:
    """Tell whether an edition declares or uses a calendar besides the Gregorian."""
    for element in edition.elements():
        stated = element.get("datingMethod") or element.get("calendar")
        if local(element) == "calendar":
            stated = element.get(XML_ID) or "unknown"
        if stated and "greg" not in stated.lower():
            return True
    return False


def _authors(edition: Edition) -> Iterator[str]:
    for document in edition.documents:
        for author in document.root.iterfind(f".//{tei('titleStmt')}/{tei('author')}"):
            if ident := author.get(XML_ID):
                yield ident


def _key(element: etree._Element) -> tuple[int, int]:
    number, _, ordinal = element.get(AT, "0.0").partition(".")
    return int(number), int(ordinal)


def _folded(text: str) -> str:
    """Fold white space, and make a boundary of blocks a mere blank."""
    return re.sub(rf"[\s{BARRIER}]+", " ", text)
