"""`edition.toml`: the settings of an edition, read with all mistakes reported at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tei import setting_values as take
from tei.errors import TeiError
from tei.findings import Finding, Position, Severity
from tei.pdf_settings import PdfSettings
from tei.proposals import did_you_mean
from tei.setting_values import setting as _setting

FILE = "edition.toml"

# Says what to do about a name in a setting; "" when the name is one that exists.
Judge = Callable[[str], str]


# Tables are never compared or shown; to define that for each of them takes as long as to read a
# short file, and every command needs them.
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class EditionSettings:
    """What the edition consists of."""

    source: tuple[str, ...] = _setting(
        take.sources,
        ("tei/*.xml",),
        "The TEI file, or the files of a collection; each may include others (XInclude).",
        '"tei/my-life.xml"',
        exists="pattern",
    )
    registers: tuple[str, ...] = _setting(
        take.paths,
        (),
        "TEI files with lists of persons, places, works, ...",
        '["registers/*.xml"]',
        exists="pattern",
    )
    title: str = _setting(take.string, "", "The title; otherwise the one in the header.")
    language: str = _setting(
        take.language, "", "The language of headings and labels; otherwise that of the text."
    )
    allow: tuple[str, ...] = _setting(
        take.strings,
        (),
        "Folders outside the edition from which files may be included.",
        '["../shared"]',
    )


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TextSettings:
    """How the edition divides into the texts that a reader opens."""

    unit: str = _setting(
        take.string,
        "auto",
        "What makes a text: `auto`, `file` (each TEI file), `div` (each outermost div), "
        "or the value of `div/@type`.",
        '"chapter"',
    )


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ApparatusSettings:
    """What counts as critical apparatus, and how it is printed."""

    corrections: bool = _setting(
        take.boolean,
        False,
        "Whether every emendation (`choice` of `sic` and `corr`, `supplied` for what is omitted, "
        "`surplus`) is an entry of the apparatus.",
        "true",
    )
    style: str = _setting(
        take.path,
        "standard",
        "How entries are printed: `standard`, `positive`, `negative`, or a TOML file of your own.",
        '"negative"',
    )
    language: str = _setting(
        take.language,
        "",
        "The language of *om.*, *add.* and the like: `la`, `en`, `de`, `fr` or `it`; otherwise "
        "that of the edition where it is one of these, and Latin for others.",
        '"la"',
    )
    polarity: str = _setting(
        take.polarity,
        "",
        "Whether the witnesses of the lemma are named: `positive`, `negative`, or `encoded` as "
        "each entry has it; otherwise what the style says.",
        '"positive"',
    )
    layers: tuple[str, ...] = _setting(
        take.strings,
        (),
        "The order of several apparatuses, by the `@type` of their `listApp`; those not named "
        "follow in the order of the text.",
        '["sources", "variants"]',
    )


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CheckSettings:
    """Which rules are applied."""

    select: tuple[str, ...] = _setting(
        take.strings, (), "Only these rules or families of rules.", '["PTR", "DAT001"]'
    )
    ignore: tuple[str, ...] = _setting(
        take.strings, (), "Not these rules or families.", '["REG003"]'
    )
    schema: str = _setting(
        take.path,
        "",
        "The schema of all files: a file (RELAX NG, ODD or Schematron), `edition` (that of "
        "tei-edition), `tei_all` (the whole TEI) or `none`; otherwise that which a file's "
        "`xml-model` names, else `edition`.",
        '"tei_all"',
    )


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BuildSettings:
    """What `tei build` makes."""

    outputs: tuple[str, ...] = _setting(
        take.strings, ("site", "pdf", "text"), "The outputs made without `--only`.", '["site"]'
    )
    directory: str = _setting(
        take.path, "build", "Where the outputs go, within the edition's folder."
    )


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SiteSettings:
    """The web edition."""

    stylesheet: str = _setting(
        take.path,
        "",
        "An XSLT stylesheet of your own that imports and overrides ours.",
        '"site.xsl"',
        exists="file",
    )
    css: tuple[str, ...] = _setting(
        take.paths, (), "CSS files that are added to every page.", '["look.css"]', exists="file"
    )
    url: str = _setting(take.string, "", "The address at which the site will stand, for citations.")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RevisionsSettings:
    """The pages of the web edition that tell what was changed since an earlier version."""

    versions: tuple[str, ...] = _setting(
        take.strings,
        (),
        "Versions in git (tags, say), the oldest first: a page tells what was changed from each to "
        "the next. A single one is compared with the edition as it is now.",
        '["v1.0", "v1.1"]',
    )


_PDF = PdfSettings()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Settings:
    """All settings of an edition; each attribute is a table of `edition.toml`."""

    edition: EditionSettings = EditionSettings()
    texts: TextSettings = TextSettings()
    apparatus: ApparatusSettings = ApparatusSettings()
    check: CheckSettings = CheckSettings()
    build: BuildSettings = BuildSettings()
    site: SiteSettings = SiteSettings()
    revisions: RevisionsSettings = RevisionsSettings()
    pdf: PdfSettings = _PDF


def read(
    path: Path,
    name: str = FILE,
    folder: Path | None = None,
    judges: Mapping[str, Judge] = MappingProxyType({}),
) -> Settings:
    """Read a settings file.

    `name` is what messages call it; with the edition's `folder`, the files that settings name
    must exist; `judges` know the names that a setting ("build.outputs") may hold. Raises TeiError
    with one finding for each mistake, every one with its line, when a setting is unknown or a
    value cannot be used.
    """
    import tomllib

    text = _text(path, name)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(error, text, name) from None
    return _settings(tables, text, name, folder, judges)


def position(path: Path, name: str, table: str, key: str) -> Position:
    """Give the place of a setting in its file."""
    return Position(name, *_place(_text(path, name), table, key))


def files(folder: Path, pattern: str) -> list[Path]:
    """Find the files in a folder that fit a pattern, in no particular order."""
    try:
        return [path for path in folder.glob(pattern) if path.is_file()]
    except (ValueError, OSError):  # not a pattern at all: nothing fits it
        return []


def _text(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise TeiError(f"There is no file {name}.", "Create it, or name a TEI file.") from None
    except UnicodeDecodeError as error:
        position = Position(name, error.object.count(b"\n", 0, error.start) + 1)
        raise TeiError(f"{name} is not in UTF-8.", "Save it as UTF-8.", position) from None
    except OSError as error:
        raise TeiError(f"{name} cannot be read: {error.strerror}.") from None


def _syntax_error(error: ValueError, text: str, name: str) -> TeiError:
    place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    lines = text.rstrip().split("\n")  # without a place the fault is at the end
    at = map(int, place.groups()) if place else (len(lines), len(lines[-1]) + 1)
    position = Position(name, *at)
    reason = re.sub(r" \(at .*\)$", "", str(error))
    return TeiError(
        f"{name} is not valid TOML: {reason}.",
        'Write settings as key = "value" under a heading such as [edition].',
        position,
    )


def _settings(
    tables: Mapping[str, object],
    text: str,
    name: str,
    folder: Path | None,
    judges: Mapping[str, Judge],
) -> Settings:
    mistakes: list[Finding] = []

    def mistake(code: str, fault: str, message: str, table: str, key: str, remedy: str) -> None:
        position = Position(name, *_place(text, table, key))
        mistakes.append(Finding(code, fault, Severity.ERROR, message, position, remedy))

    sections: dict[str, Any] = {item.name: item.default for item in fields(Settings)}
    values: dict[str, Any] = {}
    for table, content in tables.items():
        if table not in sections or not isinstance(content, dict):
            remedy = did_you_mean(table, sections)
            mistake("CFG001", "unknown-setting", f"There is no table [{table}].", table, "", remedy)
            continue
        known = {item.name: item for item in fields(sections[table])}
        arguments: dict[str, Any] = {}
        for key, value in content.items():
            if key not in known:
                message = f"[{table}] has no setting “{key}”."
                remedy = did_you_mean(key, known)
                mistake("CFG001", "unknown-setting", message, table, key, remedy)
                continue
            try:
                arguments[key] = known[key].metadata["convert"](value)
            except take.BadValueError as error:
                message = f"[{table}] {key} cannot be {_shown(value)}."
                mistake("CFG002", "bad-value", message, table, key, f"It takes {error}.")
                continue
            judge = judges.get(f"{table}.{key}", _content)
            for item in _names(arguments[key]):
                if remedy := judge(item):
                    message = f"[{table}] {key} names “{item}”, which does not exist."
                    mistake("CFG003", "unknown-name", message, table, key, remedy)
            if folder is not None:
                for message, remedy in _missing(folder, known[key], arguments[key], table):
                    mistake("CFG004", "setting-without-file", message, table, key, remedy)
        values[table] = type(sections[table])(**arguments)
    settings = Settings(**values)
    if folder is not None and not mistakes:
        source = next(item for item in fields(EditionSettings) if item.name == "source")
        for message, remedy in _missing(folder, source, settings.edition.source, "edition"):
            mistake("CFG004", "setting-without-file", message, "edition", "source", remedy)
    if mistakes:
        count = "one mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        mistakes.sort(key=lambda finding: finding.sort_key)
        raise TeiError(f"{name} has {count}.", findings=mistakes)
    return settings


def _content(name: str) -> str:
    """Judge names that nobody knows: nothing is wrong with them."""
    return ""


def _names(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _missing(
    folder: Path, setting: Field[Any], value: object, table: str
) -> Iterator[tuple[str, str]]:
    """Say what a setting names that is not there, each with the remedy."""
    kind = setting.metadata["exists"]
    start = f"paths start from the folder of {FILE}."
    for item in _names(value) if kind else ():
        if kind == "pattern":
            if not files(folder, item):
                message = f"No file fits “{item}”, which [{table}] {setting.name} names."
                yield message, f"Mend the path; {start}"
        elif not ((folder / item).is_file() if kind == "file" else (folder / item).is_dir()):
            message = f"There is no {kind} “{item}”, which [{table}] {setting.name} names."
            yield message, f"Mend the path, or create the {kind}; {start}"


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
