"""What `edition.toml` says of the print edition."""

from __future__ import annotations

from dataclasses import dataclass

from tei import setting_values as take
from tei.setting_values import setting


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PdfSettings:
    """The print edition."""

    paper: str = setting(
        take.size, "a5", "The page: a3, a4, a5, a6, or width x height.", '"6in x 9in"'
    )
    font: tuple[str, ...] = setting(
        take.strings, ("Libertinus Serif",), "Fonts, in order of preference.", '["EB Garamond"]'
    )
    font_size: float = setting(take.points, 10.0, "Size of the text in points.", "10.5")
    line_numbers: int = setting(
        take.interval, 5, "Every how manieth line is numbered in the margin; 0 for none.", "10"
    )
    line_scope: str = setting(
        take.line_scope,
        "page",
        "Where lines begin to be counted: on each `page`, in each `text`, or only in the `book`.",
        '"text"',
    )
    line_ranges: str = setting(
        take.line_ranges,
        "full",
        "How the apparatus names a line and the next one: `full` (12–13) or `short` (12f.).",
        '"short"',
    )
    entry_lines: tuple[str, ...] = setting(
        take.strings,
        (),
        "The apparatuses of which each entry has a line of its own, by the `@type` of their "
        "`listApp`; `main` is the one without a type.",
        '["sources"]',
    )
    page_witnesses: bool = setting(
        take.boolean,
        False,
        "Whether the apparatus of a page begins with the list of its witnesses, where they change.",
        "true",
    )
    notes: str = setting(
        take.place_of_notes,
        "foot",
        "Where notes stand: at the `foot` of the page, or at the `end` of each text.",
        '"end"',
    )
    folios: str = setting(
        take.place_of_folios,
        "margin",
        "Where pages of the source are named: in the `margin`, beside a stroke in the text; in the "
        "`text`; or `none`.",
        '"text"',
    )
    parallel: str = setting(
        take.place_of_translations,
        "apart",
        "How a text and its translation stand: `apart`, one behind the other; in two `columns`, "
        "what belongs together side by side; or on `facing` pages, the text on the left one.",
        '"facing"',
    )
    translation: str = setting(
        take.string,
        "",
        "The language of the translation that stands beside its text, where there are several.",
        '"fr"',
    )
    emendations: bool = setting(
        take.boolean,
        True,
        "Whether a list of the emendations, with kind and certainty, follows the texts.",
        "false",
    )
    index_lines: bool = setting(
        take.boolean, False, "Whether indexes name the line after the page (12.7).", "true"
    )
    reference_lines: bool = setting(
        take.boolean, False, "Whether references in the text name the line after the page.", "true"
    )
    head_lines: bool = setting(
        take.boolean,
        True,
        "Whether running heads give the first and the last line of the page, where lines are not "
        "counted page by page.",
        "false",
    )
    hyphenation: bool = setting(
        take.boolean, True, "Whether words are divided at the end of a line.", "false"
    )
    crop_marks: bool = setting(
        take.boolean,
        False,
        "Whether the page is printed on a larger sheet with marks at its corners.",
        "true",
    )
    draft: bool = setting(
        take.boolean,
        False,
        "Whether the book is set for correcting: wide between the lines, each with its number.",
        "true",
    )
    fonts: tuple[str, ...] = setting(
        take.paths,
        (),
        "Folders with font files of the edition's own.",
        '["fonts"]',
        exists="folder",
    )
    stylesheet: str = setting(
        take.path,
        "",
        "An XSLT stylesheet of your own that imports and overrides ours.",
        exists="file",
    )
    template: str = setting(
        take.path, "", "A Typst template of your own in the place of ours.", exists="file"
    )
