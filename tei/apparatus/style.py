"""How entries are printed: styles and terms, which are data files.

A style (`styles/*.toml`, or a file of the edition's own) says what stands around lemma, readings
and sigla, and which witnesses are named; `terms/*.toml` has the words and abbreviations of a
language. `docs/how-to/apparatus.md` describes every key.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from tei.apparatus.model import Attestation
from tei.config import ApparatusSettings
from tei.errors import TeiError
from tei.findings import Position
from tei.proposals import did_you_mean

_FOLDER = Path(__file__).parent
_CHOICES = {
    "polarity": ("encoded", "positive", "negative"),
    "order": ("list", "encoded"),
    "absent": tuple(str(item) for item in Attestation if item.value not in ("attests", "omits")),
}
_LOOKS = ("italic", "bold", "small-caps", "capitals", "spaced", "superscript", "upright", "small")
_T = TypeVar("_T", "Style", "Terms", "Looks")
_OTHERWISE = "la"  # what editions of texts in languages without terms of their own are written in


class Terms(NamedTuple):
    """The words and abbreviations of one language; pairs are for one and for several witnesses."""

    language: str = ""
    omission: str = ""
    deletion: str = ""
    addition: str = ""
    after: str = ""
    transposition: str = ""
    conjecture: str = ""
    emendation: str = ""
    rest: str = ""
    before_correction: str = ""
    after_correction: str = ""
    lacunose: tuple[str, ...] = ()
    illegible: tuple[str, ...] = ()
    out_of_range: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    witness_begins: str = ""
    witness_ends: str = ""
    lacuna_begins: str = ""
    lacuna_ends: str = ""
    low: str = ""
    medium: str = ""


class Looks(NamedTuple):
    """How each kind of run looks, in the words of `p:style`."""

    lemma: str = ""
    reading: str = ""
    sigla: str = ""
    term: str = ""
    person: str = ""
    note: str = ""


class Style(NamedTuple):
    """What stands around lemma, readings and sigla, and which witnesses are named.

    `polarity` is `positive` (the witnesses of the lemma are named), `negative` (they are not) or
    `encoded`; `order` is that of sigla: of the witness `list` or `encoded`. A lemma of more than
    `lemma_words` words is shortened to the first and the last. `rest_from` witnesses that agree
    with the lemma are summed up (0: never). Witnesses in the states `absent` are named at the end.
    Readings of the types `leave_out` are not printed. `editors` names the edition's editors too,
    where they are responsible. `raised` raises the sign of a hand.
    """

    polarity: str = "encoded"
    order: str = "list"
    lemma_words: int = 0
    ellipsis: str = ""
    bracket: str = ""
    separator: str = ""
    rest_from: int = 0
    absent: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    editors: bool = False
    certainty: bool = True
    raised: bool = True
    note_before: str = ""
    note_after: str = ""
    group_before: str = ""
    group_separator: str = ""
    group_after: str = ""
    terms: Terms = Terms()
    looks: Looks = Looks()


class Styles(NamedTuple):
    """The style of an edition, and those of single apparatuses by their names."""

    default: Style
    layers: Mapping[str, Style] = MappingProxyType({})

    def of(self, layer: str) -> Style:
        """Give the style of an apparatus."""
        return self.layers.get(layer, self.default)


def styles(settings: ApparatusSettings, folder: Path, language: str) -> Styles:
    """Read the styles that an edition's settings name.

    `language` is that of the edition, whose terms are used when the settings name none. Raises
    TeiError when there is no such style or language, or a file has a mistake, with its place.
    """
    wanted = settings.language or (
        language.split("-")[0] if language.split("-")[0] in languages() else _OTHERWISE
    )
    if wanted not in languages():
        raise TeiError(
            f"[apparatus] language: there are no terms in the language “{wanted}”.",
            f"There are: {', '.join(languages())}.",
        )
    base = Style(terms=_terms(wanted))
    made = _read(_file(settings.style, folder), folder, base)
    if settings.polarity:
        made = Styles(
            made.default._replace(polarity=settings.polarity),
            {
                name: style._replace(polarity=settings.polarity)
                for name, style in made.layers.items()
            },
        )
    return made


@cache
def languages() -> tuple[str, ...]:
    """Give the languages of which the terms are known."""
    return tuple(sorted(path.stem for path in (_FOLDER / "terms").glob("*.toml")))


@cache
def names() -> tuple[str, ...]:
    """Give the names of the styles that there are."""
    return tuple(sorted(path.stem for path in (_FOLDER / "styles").glob("*.toml")))


@cache
def _terms(language: str) -> Terms:
    path = _FOLDER / "terms" / f"{language}.toml"
    return _changed(Terms(language), tomllib.loads(path.read_text(encoding="utf-8")), path.name)


def judge(style: str) -> str:
    """Say what to write in the place of a name that no style has; "" for a style or a file."""
    if style in names() or style.endswith(".toml"):
        return ""
    near = difflib.get_close_matches(style, names(), 1) or names()
    return f"There is: {', '.join(near)}; a style of your own is a file with the ending .toml."


def _file(style: str, folder: Path) -> Path:
    """Find the file of a style: one of ours by its name, or the edition's own by its path."""
    if style in names():
        return _FOLDER / "styles" / f"{style}.toml"
    if remedy := judge(style):
        raise TeiError(f"[apparatus] style: there is no style “{style}”.", remedy)
    path = (folder / style).resolve()
    if not path.is_file() or not path.is_relative_to(folder.resolve()):
        raise TeiError(
            f"[apparatus] style: there is no file {style} in the edition’s folder.",
            "Paths start from the folder of edition.toml.",
        )
    return path


def _read(path: Path, folder: Path, base: Style, depth: int = 0) -> Styles:
    shown = path.name if path.is_relative_to(_FOLDER) else path.relative_to(folder).as_posix()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TeiError(f"{shown} is not valid TOML: {error}.", position=Position(shown)) from None
    around = data.pop("base", "" if path.is_relative_to(_FOLDER) else "standard")
    if around:
        if not isinstance(around, str) or depth > 3:
            raise _bad(shown, "base", 'the name of another style, as in "standard"')
        base = _read(_file(around, folder), folder, base, depth + 1).default
    layers = data.pop("layers", {})
    if not isinstance(layers, dict) or not all(isinstance(item, dict) for item in layers.values()):
        raise _bad(shown, "layers", "tables, as in [layers.testimonia]")
    default = _changed(base, data, shown)
    return Styles(default, {name: _changed(default, own, shown) for name, own in layers.items()})


def _changed(base: _T, data: Mapping[str, Any], file: str) -> _T:
    """Change what a table says; every key must exist and have the kind of value it had."""
    known = set(base._fields)
    changes: dict[str, Any] = {}
    for key, value in data.items():
        if key not in known or key == "language":
            hint = did_you_mean(key, sorted(known))
            raise TeiError(f"{file}: there is no key “{key}”.", hint, Position(file))
        changes[key] = _value(getattr(base, key), key, value, file)
        if isinstance(base, Looks) and any(word not in _LOOKS for word in value.split()):
            raise _bad(file, key, f"one or several of: {', '.join(_LOOKS)}")
    return base._replace(**changes)


def _value(old: object, key: str, value: object, file: str) -> object:
    choices = _CHOICES.get(key)
    if isinstance(old, Terms | Looks) and not isinstance(value, dict):
        raise _bad(file, key, f"a table, as in [{key}]")
    if isinstance(old, Terms) and isinstance(value, dict):
        return _changed(old, value, file)
    if isinstance(old, Looks) and isinstance(value, dict):
        return _changed(old, value, file)
    if isinstance(old, tuple):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise _bad(file, key, 'a list of texts, as in ["a", "b"]')
        if choices and (wrong := [item for item in value if item not in choices]):
            raise _bad(file, key, f"some of {', '.join(choices)} (not “{wrong[0]}”)")
        if hasattr(Terms, key) and len(value) != 2:
            raise _bad(file, key, "two texts: for one witness and for several")
        return tuple(value)
    if isinstance(value, bool) is not isinstance(old, bool) or not isinstance(value, type(old)):
        kinds = {bool: "true or false", int: "a whole number", str: "a text in quotation marks"}
        raise _bad(file, key, kinds[type(old)])
    if choices and value not in choices:
        raise _bad(file, key, f"one of {', '.join(choices)}")
    return value


def _bad(file: str, key: str, takes: str) -> TeiError:
    return TeiError(f"{file}: {key} cannot be that.", f"It takes {takes}.", Position(file))
