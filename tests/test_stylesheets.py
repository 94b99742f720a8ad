"""The house rules of the stylesheets (docs/architecture.md), read from the stylesheets as XML."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from tei import transform
from tei.errors import TeiError
from tei.revisions.terms import NOUNS, PHRASES, named

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "xslt"
MODULES = sorted(FOLDER.rglob("*.xsl"))
ENTRIES = sorted(FOLDER.glob("*.xsl"))
XSL = "{http://www.w3.org/1999/XSL/Transform}"
TEI = "http://www.tei-c.org/ns/1.0"
PREFIXES = {
    "f": "urn:tei-edition:functions",
    "fp": "urn:tei-edition:private",
    "m": "urn:tei-edition:modes",
    "mp": "urn:tei-edition:private-modes",
}
LANGUAGES = ("en", "de", "fr")

modules = pytest.mark.parametrize(
    "path", MODULES, ids=lambda path: path.relative_to(FOLDER).as_posix()
)
entries = pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.name)


@cache
def parsed(path: Path) -> etree._Element:
    return etree.parse(str(path)).getroot()


def find(path: Path, *names: str) -> Iterator[etree._Element]:
    yield from parsed(path).iter(*(XSL + name for name in names))


def expressions(path: Path) -> Iterator[tuple[int, str]]:
    """Yield what a module says in XPath, without comments and string literals, with the line."""
    for element in parsed(path).iter(etree.Element):
        texts = [str(value) for value in element.attrib.values()]
        texts += [text for text in (element.text, *(child.tail for child in element)) if text]
        for text in texts:
            plain = re.sub(r"'[^']*'|\(:.*?:\)|https?://\S*", "''", text, flags=re.DOTALL)
            yield line_of(element), plain


def line_of(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


def is_comment(element: etree._Element | None) -> bool:
    return isinstance(element, etree._Comment)


def has_comment(element: etree._Element) -> bool:
    before = element.getprevious()
    while before is not None and before.tag == element.tag:
        before = before.getprevious()  # one comment may speak for overloads and neighbours
    return is_comment(before)


def lines_of(element: etree._Element) -> int:
    """Count the lines of an element: to the start tag of what follows it, blank lines apart."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return text.count("\n") + 1


def test_there_are_stylesheets() -> None:
    assert len(MODULES) > 20
    assert {path.name for path in ENTRIES} >= {"site.xsl", "print.xsl"}


@modules
def test_header(path: Path) -> None:
    root = parsed(path)
    assert root.tag == XSL + "stylesheet"
    assert root.get("version") == "3.0"
    assert root.get("expand-text") == "yes"
    assert root.get("exclude-result-prefixes") == "#all"
    assert root.get("xpath-default-namespace") == TEI
    first = root[0] if root.getprevious() is None else root.getprevious()
    assert is_comment(first), "a comment says what it is for"
    for prefix, namespace in root.nsmap.items():
        if prefix in PREFIXES:
            assert namespace == PREFIXES[str(prefix)]


@modules
def test_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    for number, line in enumerate(text.splitlines(), 1):
        assert len(line) <= 100, f"{path.name}:{number} is longer than 100 columns"
        assert "\t" not in line, f"{path.name}:{number} has a tab"
        assert line == line.rstrip(), f"{path.name}:{number} ends in a blank"
    assert len(text.splitlines()) <= 400
    markup = re.sub(r"<!--.*?-->", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    for number, line in enumerate(markup.splitlines(), 1):
        indent = len(line) - len(line.lstrip(" "))
        assert indent % 2 == 0, f"{path.name}:{number} is not indented by twos"
    for template in find(path, "template", "function"):
        assert lines_of(template) <= 40, f"{path.name}:{template.sourceline} is too long"


@entries
def test_entry_points_only_gather(path: Path) -> None:
    text = re.sub(r"<!--.*?-->", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert sum(1 for line in text.splitlines() if line.strip()) <= 60
    assert not list(find(path, "function")), "an entry point gathers modules"


@modules
def test_everything_is_typed(path: Path) -> None:
    for element in find(path, "function", "param", "variable"):
        assert element.get("as"), f"{path.name}:{element.sourceline} has no “as”"
    for element in find(path, "template"):
        if element.get("name"):
            assert element.get("as"), f"{path.name}:{element.sourceline} has no “as”"


@modules
def test_nothing_forbidden(path: Path) -> None:
    never = (
        "value-of",
        "result-document",
        "evaluate",
        "use-package",
        "document",
        "source-document",
    )
    for element in find(path, *never):
        pytest.fail(f"{path.name}:{element.sourceline} uses {element.tag}")
    words = (
        r"disable-output-escaping",
        r"\bgenerate-id\(",
        r"\bpreceding::|\bfollowing::",
        r"(?<![:/])//",
        r"\b(doc|document|unparsed-text|unparsed-text-lines|collection|uri-collection)\(",
        r"\bcurrent-(date|time|dateTime)\(",
        r"\b(random-number-generator|environment-variable|system-property)\(",
    )
    for line, text in expressions(path):
        for word in words:
            assert not re.search(word, text), f"{path.name}:{line} has {word}"
    for choose in find(path, "when"):
        test = choose.get("test", "")
        assert not re.fullmatch(r"(self::[\w:]+|(local-)?name\(\)\s*=\s*'[\w:]+')", test), (
            f"{path.name}:{choose.sourceline} asks for an element's name: write a template rule"
        )
    for element in parsed(path).iter(etree.Element):
        assert "disable-output-escaping" not in element.attrib


@modules
def test_order(path: Path) -> None:
    """Template rules come first, then functions, then named templates."""
    rank = {"rule": 0, "function": 1, "named": 2}
    order = []
    for element in find(path, "template", "function"):
        if element.tag == XSL + "function":
            order.append((rank["function"], element.sourceline))
        else:
            kind = "named" if element.get("name") else "rule"
            order.append((rank[kind], element.sourceline))
    for (before, _), (after, line) in itertools.pairwise(order):
        assert before <= after, f"{path.name}:{line} stands after what should follow it"


@modules
def test_names(path: Path) -> None:
    for element in find(path, "function", "mode", "key", "template", "variable"):
        if element.getparent() is not parsed(path):
            continue
        name = element.get("name", "")
        if element.tag == XSL + "function":
            assert re.match(r"fp?:[a-z]", name), f"{path.name}: {name}"
        elif element.tag == XSL + "mode":
            assert re.fullmatch(r"mp?:[a-z]+(-[a-z]+)*", name), f"{path.name}: {name}"
        elif element.tag == XSL + "variable":
            assert re.match(r"fp?:[a-z]", name), f"{path.name}: {name}"
    for parameter in find(path, "param", "with-param"):
        if parameter.get("tunnel") == "yes":
            assert parameter.get("name") in ("settings", "witness", "style")


@modules
def test_private_names_stay_in_their_folder(path: Path) -> None:
    declared = {
        element.get("name", "").split(":")[-1]
        for module in path.parent.glob("*.xsl")
        for element in parsed(module)
        if str(element.get("name", "")).startswith(("fp:", "mp:"))
    }
    used = set()
    for _, text in expressions(path):
        used.update(re.findall(r"\b[fm]p:([\w-]+)", text))
    assert used <= declared, f"{path.name} uses private names of other folders"


@modules
def test_modes_and_public_functions_are_explained(path: Path) -> None:
    for element in parsed(path):
        name = str(element.get("name", ""))
        public = name.startswith("f:") and element.tag in (XSL + "function", XSL + "variable")
        if element.tag == XSL + "mode" or public:
            assert has_comment(element), f"{path.name}:{element.sourceline} has no comment"


@modules
def test_modes_say_what_becomes_of_the_rest(path: Path) -> None:
    for mode in find(path, "mode"):
        assert mode.get("on-no-match"), f"{path.name}: {mode.get('name')} has no on-no-match"


def test_every_mode_is_declared_once_for_each_entry_point() -> None:
    for entry in ENTRIES:
        names = Counter(mode.get("name") for path in gathered(entry) for mode in find(path, "mode"))
        assert [name for name, count in names.items() if count > 1] == []


def gathered(entry: Path) -> Iterator[Path]:
    yield entry
    for element in find(entry, "include", "import"):
        name = element.get("href") or element.get("_href", "").replace("{$language}", "en")
        yield from gathered((entry.parent / name).resolve())


@entries
def test_compiles_as_a_package_that_declares_its_modes(path: Path, tmp_path: Path) -> None:
    """A plain stylesheet accepts a misspelt mode without a word; a package does not."""
    transform.compile_stylesheet(package(path, tmp_path))


@pytest.mark.parametrize("static", ({"with-apparatus": False}, {"with-changes": False}), ids=str)
def test_the_site_compiles_without_what_an_edition_may_not_have(
    static: dict[str, str | bool], tmp_path: Path
) -> None:
    transform.compile_stylesheet(package(FOLDER / "site.xsl", tmp_path), static=static)


def package(path: Path, folder: Path) -> Path:
    """Write a package of a stylesheet."""
    found = folder / "package.xsl"
    found.write_text(
        '<xsl:package version="3.0" declared-modes="yes" name="urn:x" '
        'xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        f'<xsl:include href="{path.as_uri()}"/></xsl:package>',
        encoding="utf-8",
    )
    return found


def test_a_misspelt_mode_would_be_found(tmp_path: Path) -> None:
    package = tmp_path / "package.xsl"
    package.write_text(
        '<xsl:package version="3.0" declared-modes="yes" name="urn:x" '
        'xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:template match="/" mode="boddy"/></xsl:package>',
        encoding="utf-8",
    )
    with pytest.raises(TeiError):
        transform.compile_stylesheet(package)


def labels(language: str) -> dict[str, str]:
    files = (f"labels-{language}.xsl", f"labels-changes-{language}.xsl")
    text = "".join((FOLDER / "common" / file).read_text(encoding="utf-8") for file in files)
    joined = re.sub(r"'\s*\|\| '", "", text)
    found = re.findall(r"'([\w-]+)':\s+'([^']*)'", joined)
    assert len(found) == len(dict(found)), "a label stands twice"
    return dict(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_label(language: str) -> None:
    english, other = labels("en"), labels(language)
    assert list(other) == list(english)
    for key, text in english.items():
        assert other[key].count("{}") == text.count("{}"), key


def test_changes_are_told_in_the_same_words_on_pages_and_in_the_terminal() -> None:
    english = labels("en")
    terms = {key.removeprefix("term-"): said for key, said in english.items() if key[:5] == "term-"}
    for name, said in terms.items():
        assert said in (named(name), named(f"#{name}")), name
    assert terms.keys() == {name.removeprefix("#") for name in NOUNS}
    told = {key.removeprefix("told-"): said for key, said in english.items() if key[:5] == "told-"}
    assert told == PHRASES


def test_every_label_that_a_stylesheet_names_is_there() -> None:
    known = labels("en")
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        for key in re.findall(r"f:label\('([\w-]+)'\s*[,)]", text):
            assert key in known, f"{path.name} asks for a label “{key}”"
