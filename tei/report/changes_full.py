"""Changes for a person: how many of which class, then each with its words, place by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from tei.report.characters import columns, escape
from tei.report.view import View
from tei.revisions.changes import Category, Change, Kind
from tei.revisions.editions import Compared
from tei.revisions.repeated import KEPT, differing, letters, repeated
from tei.revisions.terms import (
    counts,
    is_about_words,
    shortened,
    title,
    witnesses,
)

# A piece of a line, and its role ("" for none).
Run = tuple[str, str]

_SHOWN_PLACES = 6
_SHOWN_VALUES = 5
_LONGEST_VALUE = 50
_LONGEST = 320
_LONGEST_MARKED = 120
_LONGEST_CONTEXT = 60
_NARROWEST = 40


def render(results: Iterable[Compared], view: View) -> str:
    """Give the changes of each file under its name."""
    return "".join("\n".join(_file(result, view)) + "\n\n" for result in results if result.changes)


def summary(changes: Sequence[Change], view: View) -> str:
    """Give the number of changes of each class: `3 spelling, 1 note`."""
    return ", ".join(f"{count:,} {category.value}" for category, count in counts(changes))


def _file(result: Compared, view: View) -> Iterator[str]:
    name = escape(result.new or result.old)
    changes = list(result.changes)
    yield view.style(name, "path")
    whole = [change for change in changes if change.category is Category.FILE]
    for change in whole:
        yield f"  {_about_file(change)}"
    changes = [change for change in changes if change.category is not Category.FILE]
    if not changes:
        return
    number = "1 change" if len(changes) == 1 else f"{len(changes):,} changes"
    yield from _filled([(f"{number}: {summary(changes, view)}", "")], "  ", view)
    groups = repeated(changes)
    for group in groups:
        yield ""
        yield from _together(group, view)
    told = {id(change) for group in groups for change in group}
    rest = [change for change in changes if id(change) not in told]
    width = max((len(str(change.new_place.position.line)) for change in rest), default=0)
    for locus, some in groupby(rest, key=lambda change: change.new_place.locus):
        yield ""
        yield view.style(escape(locus) or "Outside the text", "code")
        for change in some:
            yield from _change(change, width, view)


def _about_file(change: Change) -> str:
    if change.kind is Kind.RENAMED:
        return f"renamed; it was {escape(change.old)}"
    if change.kind is Kind.CHANGED:
        return "changed; it is not TEI and was not compared"
    return change.kind.value


def _change(change: Change, width: int, view: View) -> Iterator[str]:
    line = str(change.new_place.position.line).rjust(width)
    indent = " " * (width + 4)
    yield f"  {view.style(line, 'faint')}  {view.style(title(change), 'label')}"
    runs = list(_runs(change))
    if any(text.strip() for text, _ in runs):
        yield from _filled(runs, indent, view)


def _runs(change: Change) -> Iterator[Run]:
    """Give what stands under the title of a change."""
    # The attributes of an instruction say nothing about each other.
    kept = 0 if change.subject == "#pi" else KEPT
    old, new = (shortened(text, _LONGEST) for text in differing(change.old, change.new, kept))
    if "/@" in change.subject:
        yield from _value(change, old, new)
    elif change.kind is Kind.MOVED:
        yield f"“{shortened(change.new or change.old, 120)}”", "good"
        where = change.old_place
        line = f"line {where.position.line}"
        if change.origin:
            yield f" from {escape(change.origin)}:", "faint"
            yield f" {where.locus} ({line})" if where.locus else f" {line}", "faint"
            return
        yield f" from {where.locus} ({line})" if where.locus else f" from {line}", "faint"
    elif change.kind in (Kind.SPLIT, Kind.MERGED):
        text = change.new if change.kind is Kind.SPLIT else change.old
        yield f"here: “{shortened(text, 120)}”", ""
    else:
        yield _before(change), "faint"
        yield from _marked(change, old, new)
        yield _after(change), "faint"


def _marked(change: Change, old: str, new: str) -> Iterator[Run]:
    """Give the words of a change, in brackets: what was there, what is there now."""
    if change.subject in ("choice", "app"):
        yield f"[{old or new}]", "error" if change.kind is Kind.REMOVED else "good"
    elif old == new or (change.kind is Kind.RENAMED and not (old and new)):
        yield f"[{shortened(new or old, _LONGEST_MARKED)}]", ""
    elif change.kind is Kind.EXTENDED:
        yield f"[{shortened(old, _LONGEST_MARKED)}", "error"
        yield " → ", ""
        yield f"{shortened(new, _LONGEST_MARKED)}]", "good"
    elif is_about_words(change) and old and new:
        yield f"[{old}", "error"
        yield " → ", ""
        yield f"{new}]", "good"
    elif change.kind is Kind.REMOVED:
        yield f"[− {old}]" if old else "[−]", "error"
    else:
        yield f"[+ {new}]" if new else "[+]", "good"


def _value(change: Change, old: str, new: str) -> Iterator[Run]:
    """Give the value of an attribute before and after, and the words of its element."""
    if change.category is Category.WITNESS:
        gone, come = witnesses(change)
        if gone or come:
            yield " ".join(f"− {each}" for each in gone), "error"
            yield " " if gone and come else "", ""
            yield " ".join(f"+ {each}" for each in come), "good"
        else:
            yield f"{old} → {new}", ""
    elif change.kind is Kind.CHANGED:
        yield old, "error"
        yield " → ", ""
        yield new, "good"
    else:
        yield old or new, "error" if old else "good"
    if change.after:
        yield f"  “{shortened(change.after, _LONGEST_CONTEXT)}”", "faint"


def _before(change: Change) -> str:
    return f"{change.before} " if change.before else ""


def _after(change: Change) -> str:
    closes = change.after[:1] in ",.;:!?)·" if change.after else True
    return change.after if closes else f" {change.after}"


def _together(group: Sequence[Change], view: View) -> Iterator[str]:
    """Tell many changes of one kind at once, with their values and places."""
    yield f"{view.style(title(group[0]), 'label')}, {len(group):,} times{_letters(group[0])}"
    said = Counter(_brief(change) for change in group)
    some = [
        f"{text} ({count:,})" if len(said) > 1 < count else text
        for text, count in said.most_common(_SHOWN_VALUES)
        if text
    ]
    if some:
        rest = len(said) - len(some)
        more = [f"and {rest:,} more"] if rest else []
        yield from _filled([("; ".join([*some, *more]), "good")], "    ", view)
    places = []
    for locus, found in groupby(group, key=lambda change: change.new_place.locus):
        lines = [str(change.new_place.position.line) for change in found]
        many = f" and {len(lines) - 4} more" if len(lines) > 5 else ""
        places.append(f"{locus or 'elsewhere'} ({', '.join(lines[:4] if many else lines)}{many})")
    left = len(places) - _SHOWN_PLACES
    if left > 1:
        places = [*places[:_SHOWN_PLACES], f"and {left:,} more places"]
    yield from _filled([("; ".join(places), "faint")], "    ", view)


def _letters(change: Change) -> str:
    """Say which letters or signs were put for others."""
    old, new = letters(change) or ("", "")
    if not old and not new:
        return ""
    if old and new:
        return f": “{old}” → “{new}”"
    return f": “{old}” deleted" if old else f": “{new}” inserted"


def _brief(change: Change) -> str:
    """Say in a few words what was there and what is there now."""
    if change.kind is Kind.EXTENDED:
        return ""
    old, new = (shortened(text, _LONGEST_VALUE) for text in (change.old, change.new))
    return f"{old} → {new}" if old and new and old != new else old or new


def _filled(runs: Sequence[Run], indent: str, view: View) -> Iterator[str]:
    """Break dressed text into lines of the terminal's width."""
    width = max(view.width, _NARROWEST)
    line, column = indent, len(indent)
    begun = False
    for text, role in runs:
        for number, word in enumerate(escape(text.replace("\n", " ")).split(" ")):
            size = columns(word)
            gap = number > 0 and begun
            if gap and column + 1 + size > width:
                yield line.rstrip()
                line, column, gap = indent, len(indent), False
            if gap:
                line, column = f"{line} ", column + 1
            line += view.style(word, role) if role and word else word
            column += size
            begun = True
    if line.strip():
        yield line.rstrip()
