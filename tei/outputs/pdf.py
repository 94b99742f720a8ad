"""The print edition: a book in PDF."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tei.edition import Edition
from tei.outputs import pdf_findings as tell
from tei.outputs.messages import findings
from tei.outputs.pdf_book import Book, gather
from tei.outputs.registry import Job, Product, output
from tei.print.setting import Setting
from tei.typeset import TypesettingError

# Letters that are no letter with a sign added, so that Unicode does not take them apart.
_SPELT = str.maketrans(
    {"đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "ŧ": "t"}
    | {"þ": "th", "æ": "ae", "œ": "oe"}
)


@output("pdf")
def pdf(job: Job) -> Iterator[Product]:
    """A book in PDF: title page, contents, texts with notes, emendations, indexes."""
    book, messages = gather(job.edition, job.prepared, job.progress)
    told = (*tell.missing(book), *tell.long_words(book), *tell.out_of_step(book))
    for finding in (*findings(messages, job.edition), *told):
        job.report(finding)
    job.progress("PDF")
    setting = _set(book, job)
    for finding in tell.of_setting(book, setting):
        job.report(finding)
    yield Product(file_name(job.edition), "application/pdf", setting.sheets.pdf)


def file_name(edition: Edition) -> str:
    """Give the name of an edition's PDF, after its title: `my-life.pdf`.

    A title in another script gives way to the name of the edition's folder, or of a lone file.
    """
    is_lone = not (edition.folder / "edition.toml").is_file()
    name = edition.sources[0].path.stem if is_lone else edition.folder.name
    for wish in (edition.title, name):
        spelt = unicodedata.normalize("NFKD", wish.casefold()).translate(_SPELT)
        plain = spelt.encode("ascii", "ignore").decode()
        words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain))
        while len("-".join(words)) > 60 and len(words) > 1:
            words.pop()
        if words:
            return "-".join(words)[:60] + ".pdf"
    return "edition.pdf"


def _set(book: Book, job: Job) -> Setting:
    """Set the book; without the images that Typst cannot read, each of which is reported."""
    try:
        return book.set(job.progress)
    except TypesettingError as error:
        unusable = book.unusable_images()
        if not unusable:
            raise tell.placed(book, error) from None
    for finding in tell.unusable(book, unusable):
        job.report(finding)
    book = book.without(unusable)
    try:
        return book.set(job.progress)
    except TypesettingError as error:
        raise tell.placed(book, error) from None
