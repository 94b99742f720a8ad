"""`edition.toml`: the settings of an edition, read with all mistakes reported at once."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from tei.errors import TeiError
from tei.findings import Finding, Position, Severity

FILE = "edition.toml"


class _BadValueError(ValueError):
    """A value that a setting cannot take; the message says what it takes."""


def _string(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _BadValueError('a text in quotation marks, as in "My Life"')
    return value


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise _BadValueError('a list of texts, as in ["a", "b"]')
    return tuple(value)


def _paths(value: object) -> tuple[str, ...]:
    """Take paths or glob patterns that stay inside the edition's folder."""
    values = _strings(value)
    for item in values:
        if Path(item).is_absolute() or ".." in Path(item).parts or "\\" in item:
            raise _BadValueError(
                f'a path inside the edition\'s folder, with slashes (not "{item}")'
            )
    return values


def _path(value: object) -> str:
    return _paths([_string(value)])[0]


def _outside_paths(value: object) -> tuple[str, ...]:
    return _strings(value)


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise _BadValueError("true or false")
    return value


def _one_of(*allowed: str) -> Callable[[object], str]:
    def convert(value: object) -> str:
        if value not in allowed:
            raise _BadValueError("one of " + ", ".join(f'"{item}"' for item in allowed))
        return str(value)

    return convert


def _language(value: object) -> str:
    text = _string(value)
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", text):
        raise _BadValueError('a language tag, as "en", "grc" or "sa-Latn"')
    return text


def _size(value: object) -> str:
    text = _string(value)
    if not re.fullmatch(r"a[3-6]|\d+(\.\d+)?(mm|cm|in) x \d+(\.\d+)?(mm|cm|in)", text):
        raise _BadValueError('"a4", "a5" or a size such as "6in x 9in"')
    return text


def _points(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 5 <= value <= 30:
        raise _BadValueError("a number of points between 5 and 30, as 10.5")
    return float(value)


def _interval(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 100:
        raise _BadValueError("a whole number up to 100; 0 for none")
    return value


def _setting(
    convert: Callable[[object], Any], default: Any, help_text: str, example: str = ""
) -> Any:
    """Declare a setting: how its value is read, its default and its line in the reference."""
    metadata = {"convert": convert, "help": help_text, "example": example}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class EditionSettings:
    """What the edition consists of."""

    source: tuple[str, ...] = _setting(
        _paths,
        ("tei/*.xml",),
        "The TEI file, or the files of a collection; each may include others (XInclude).",
        '"tei/my-life.xml"',
    )
    registers: tuple[str, ...] = _setting(
        _paths, (), "TEI files with lists of persons, places, works, ...", '["registers/*.xml"]'
    )
    title: str = _setting(_string, "", "The title; otherwise the one in the header.")
    language: str = _setting(
        _language, "", "The language of headings and labels; otherwise that of the text."
    )
    allow: tuple[str, ...] = _setting(
        _outside_paths,
        (),
        "Folders outside the edition from which files may be included.",
        '["../shared"]',
    )


@dataclass(frozen=True, slots=True)
class TextSettings:
    """How the edition divides into the texts that a reader opens."""

    unit: str = _setting(
        _string,
        "auto",
        "What makes a text: `auto`, `file` (each TEI file), `div` (each outermost div), "
        "or the value of `div/@type`.",
        '"chapter"',
    )


@dataclass(frozen=True, slots=True)
class ApparatusSettings:
    """What counts as critical apparatus."""

    corrections: bool = _setting(
        _boolean,
        False,
        "Whether every correction (`choice` of `sic` and `corr`) is an entry of the apparatus.",
        "true",
    )


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Which rules are applied."""

    select: tuple[str, ...] = _setting(
        _strings, (), "Only these rules or families of rules.", '["PTR", "DAT001"]'
    )
    ignore: tuple[str, ...] = _setting(_strings, (), "Not these rules or families.", '["REG003"]')


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """What `tei build` makes."""

    outputs: tuple[str, ...] = _setting(
        _strings, ("site", "pdf", "text"), "The outputs made without `--only`.", '["site"]'
    )
    directory: str = _setting(_path, "build", "Where the outputs go, within the edition's folder.")


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The web edition."""

    stylesheet: str = _setting(
        _path, "", "An XSLT stylesheet of your own that imports and overrides ours.", '"site.xsl"'
    )
    css: tuple[str, ...] = _setting(
        _paths, (), "CSS files that are added to every page.", '["look.css"]'
    )
    url: str = _setting(_string, "", "The address at which the site will stand, for citations.")


@dataclass(frozen=True, slots=True)
class PdfSettings:
    """The print edition."""

    paper: str = _setting(
        _size, "a5", "The page: a3, a4, a5, a6, or width x height.", '"6in x 9in"'
    )
    font: tuple[str, ...] = _setting(
        _strings, ("Libertinus Serif",), "Fonts, in order of preference.", '["EB Garamond"]'
    )
    font_size: float = _setting(_points, 10.0, "Size of the text in points.", "10.5")
    line_numbers: int = _setting(
        _interval, 5, "Every how manieth line is numbered in the margin; 0 for none.", "10"
    )
    fonts: tuple[str, ...] = _setting(
        _paths, (), "Folders with font files of the edition's own.", '["fonts"]'
    )
    stylesheet: str = _setting(
        _path, "", "An XSLT stylesheet of your own that imports and overrides ours."
    )
    template: str = _setting(_path, "", "A Typst template of your own in the place of ours.")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of an edition; each attribute is a table of `edition.toml`."""

    edition: EditionSettings = EditionSettings()
    texts: TextSettings = TextSettings()
    apparatus: ApparatusSettings = ApparatusSettings()
    check: CheckSettings = CheckSettings()
    build: BuildSettings = BuildSettings()
    site: SiteSettings = SiteSettings()
    pdf: PdfSettings = PdfSettings()


def read(path: Path, name: str = FILE) -> Settings:
    """Read a settings file.

    `name` is what messages call it. Raises TeiError with one finding for each mistake, every one
    with its line, when a setting is unknown or a value cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise TeiError(f"There is no file {name}.", "Create it, or name a TEI file.") from None
    except UnicodeDecodeError as error:
        raise TeiError(f"{name} is not in UTF-8.", f"Save it as UTF-8 ({error}).") from None
    except OSError as error:
        raise TeiError(f"{name} cannot be read: {error.strerror}.") from None
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(error, name) from None
    return _settings(tables, text, name)


def _syntax_error(error: tomllib.TOMLDecodeError, name: str) -> TeiError:
    place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    position = Position(name, *(int(part) for part in place.groups())) if place else Position(name)
    reason = re.sub(r" \(at .*\)$", "", str(error))
    return TeiError(
        f"{name} is not valid TOML: {reason}.",
        'Write settings as key = "value" under a heading such as [edition].',
        position,
    )


def _settings(tables: Mapping[str, object], text: str, name: str) -> Settings:
    mistakes: list[Finding] = []

    def mistake(code: str, fault: str, message: str, table: str, key: str, remedy: str) -> None:
        position = Position(name, *_place(text, table, key))
        mistakes.append(Finding(code, fault, Severity.ERROR, message, position, remedy))

    sections: dict[str, Any] = {item.name: item.default for item in fields(Settings)}
    values: dict[str, Any] = {}
    for table, content in tables.items():
        if table not in sections or not isinstance(content, dict):
            remedy = _suggestion(table, sections)
            mistake("CFG001", "unknown-setting", f"There is no table [{table}].", table, "", remedy)
            continue
        known = {item.name: item for item in fields(sections[table])}
        arguments: dict[str, Any] = {}
        for key, value in content.items():
            if key not in known:
                message = f"[{table}] has no setting “{key}”."
                remedy = _suggestion(key, known)
                mistake("CFG001", "unknown-setting", message, table, key, remedy)
                continue
            try:
                arguments[key] = known[key].metadata["convert"](value)
            except _BadValueError as error:
                message = f"[{table}] {key} cannot be {_shown(value)}."
                mistake("CFG002", "bad-value", message, table, key, f"It takes {error}.")
        values[table] = type(sections[table])(**arguments)
    if mistakes:
        count = "one mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        mistakes.sort(key=lambda finding: finding.sort_key)
        raise TeiError(f"{name} has {count}.", findings=mistakes)
    return Settings(**values)


def _suggestion(word: str, known: Iterable[str]) -> str:
    names = list(known)
    near = difflib.get_close_matches(word, names, 1)
    return f"Did you mean “{near[0]}”?" if near else "Possible here: " + ", ".join(names) + "."


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    return str(value) if isinstance(value, int | float) else f"a {type(value).__name__}"


def _place(text: str, table: str, key: str) -> tuple[int, int]:
    """Find the line and column where a key, or a table's heading, stands (tomllib has none)."""
    heading = re.compile(r"\s*\[\s*([^]]+?)\s*]")
    wanted = re.compile(rf'(\s*)"?{re.escape(key or table)}"?\s*[=.]')
    current = ""
    for number, line in enumerate(text.splitlines(), 1):
        if found := heading.match(line):
            current = found[1].strip("\"' ")
            if not key and current.split(".")[0] == table:
                return number, line.index("[") + 1
        elif found := wanted.match(line):
            if current == (table if key else ""):
                return number, len(found[1]) + 1
        elif key and not current and line.lstrip().startswith(f"{table}."):
            return number, 1
    return 1, 1
