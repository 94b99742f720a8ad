"""Where the program's own data files lie: stylesheets, the print template, schemas."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data(*parts: str) -> Path:
    """Give the absolute path of a data file: `data("xslt", "site.xsl")`.

    An installed wheel carries them in `tei/_data`; a checkout has them at its root.
    """
    shipped = _PACKAGE / "_data"
    return (shipped if shipped.is_dir() else _PACKAGE.parent).joinpath(*parts)


def label_language(tag: str) -> str:
    """Give the language of the labels for a text in a language: its own, or English.

    >>> label_language("de-AT"), label_language("grc")
    ('de', 'en')
    """
    language = tag.partition("-")[0]
    known = language.isalpha() and data("xslt", "common", f"labels-{language}.xsl").is_file()
    return language if known else "en"
