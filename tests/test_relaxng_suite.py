"""James Clark's test suites for RELAX NG, where a checkout of jing-trang is at hand.

`TEI_JING_TRANG` names it (https://github.com/relaxng/jing-trang). Some cases are left out, with
their reason: this program takes names from the fifth edition of XML 1.0, the suite from the fourth.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tei import relaxng
from tei.errors import TeiError
from tei.relaxng.datatypes import NO_CONTEXT, Context, Datatype
from tei.relaxng.faults import SchemaFaultError
from tei.relaxng.files import SchemaFiles
from tei.relaxng.libraries import XSD, Datatypes
from tei.relaxng.reading import read_schema
from tei.relaxng.regex_syntax import compile_regex

_FOURTH_EDITION = "\u0e35"  # THAI CHARACTER SARA II, which may begin a name since the fifth edition
_BEYOND_FOURTH = {"\U00010000", "\U00010400", "\U00010428"}
# Annotations are passed over without being judged.
_ANNOTATIONS = ("[rng:foo", ">> x[]", "[ eg:x =", "[ eg1:x", "[ xns:x", "[ xmlns =")
_NOT_XSD = {"untypedAtomic", "anyAtomicType"}


@pytest.fixture(scope="module")
def suite(tei_require: object) -> Path:
    folder = os.environ.get("TEI_JING_TRANG", "")
    tei_require("jing-trang", folder and Path(folder).is_dir())  # type: ignore[operator]
    return Path(folder) / "mod"


def content(element: etree._Element) -> bytes:
    children = [child for child in element if isinstance(child.tag, str)]
    if children:
        return etree.tostring(children[0], with_tail=False, encoding="utf-8")
    return (element.text or "").encode()


def write(case: etree._Element, folder: Path) -> None:
    for item in case:
        if item.tag == "resource":
            (folder / item.get("name", "")).write_bytes(content(item))
        elif item.tag == "dir":
            inner = folder / item.get("name", "")
            inner.mkdir()
            write(item, inner)


def cases(path: Path, tag: str = "testCase") -> Iterator[etree._Element]:
    yield from etree.parse(str(path)).getroot().iter(tag)


def test_specification(suite: Path, tmp_path: Path) -> None:
    wrong, schemas, files = [], 0, 0
    for number, case in enumerate(cases(suite / "rng-validate" / "test" / "spectest.xml")):
        folder = tmp_path / str(number)
        folder.mkdir()
        write(case, folder)
        schema = None
        for item in case:
            text = content(item)
            if item.tag in ("correct", "incorrect"):
                if _FOURTH_EDITION in text.decode() and item.tag == "incorrect":
                    continue
                schemas += 1
                path = folder / "schema.rng"
                path.write_bytes(text)
                try:
                    schema = relaxng.load(path)
                except TeiError:
                    schema = None
                if (schema is not None) != (item.tag == "correct"):
                    wrong.append(text)
            elif item.tag in ("valid", "invalid") and schema is not None:
                files += 1
                if bool(schema.validate(text)) != (item.tag == "invalid"):
                    wrong.append(text)
    assert not wrong
    assert schemas > 350 and files > 550


def test_compact_syntax(suite: Path, tmp_path: Path) -> None:
    wrong, count = [], 0
    for number, case in enumerate(cases(suite / "rng-schema" / "test" / "compacttest.xml")):
        compact = case.find("compact")
        assert compact is not None
        folder = tmp_path / str(number)
        folder.mkdir()
        write(compact, folder)
        for item in compact:
            text = content(item)
            if item.tag not in ("correct", "incorrect") or any(
                each in text.decode() for each in _ANNOTATIONS
            ):
                continue
            count += 1
            path = folder / "schema.rnc"
            path.write_bytes(text)
            try:
                read_schema(SchemaFiles(()).main(path))
                in_order = True
                if item.tag == "incorrect":
                    relaxng.load(path)
            except (TeiError, SchemaFaultError):
                in_order = False
            if in_order != (item.tag == "correct"):
                wrong.append(text)
    assert not wrong, b"\n=====".join(wrong).decode()
    assert count > 70


def test_regular_expressions(suite: Path) -> None:
    wrong, count = [], 0
    for case in cases(suite / "regex" / "test" / "regextest.xml"):
        for item in case:
            text = item.text or ""
            count += 1
            if item.tag in ("correct", "incorrect"):
                try:
                    regex = compile_regex(text)
                    in_order = True
                except SchemaFaultError:
                    in_order = False
                if in_order != (item.tag == "correct"):
                    wrong.append(text)
            elif text not in _BEYOND_FOURTH and regex.matches(text) != (item.tag == "valid"):
                wrong.append(text)
    assert not wrong and count > 100


def test_datatypes(suite: Path) -> None:
    wrong, count = [], 0
    for case in cases(suite / "xsd-datatype" / "test" / "xsdtest.xml", "datatype"):
        name = case.get("name", "")
        if name in _NOT_XSD:
            continue
        found = Datatypes().get(XSD, name, (), NO_CONTEXT, None)
        for item in case:
            count += 1
            prefixes = {prefix or "": uri for prefix, uri in item.nsmap.items()}
            context = Context(prefixes, ("foo", "bar") if item.tag == "valid" else ())
            if not judge(found, item, context):
                wrong.append((name, etree.tostring(item)))
    assert not wrong and count > 200


def judge(found: Datatype, item: etree._Element, context: Context) -> bool:
    texts = [each.text or "" for each in item.iter("value")]
    if item.tag in ("valid", "invalid"):
        return found.accepts(item.text or "", context) == (item.tag == "valid")
    if item.tag == "length":
        exact = Datatypes().get(
            XSD, found.name, (("length", item.get("value", "")),), context, None
        )
        return exact.accepts(item.text or "", context)
    if item.tag == "equiv":
        classes = [[found.value(v.text or "", context) for v in each] for each in item]
        equal = all(value == values[0] for values in classes for value in values)
        firsts = [values[0] for values in classes]
        return equal and all(a != b for i, a in enumerate(firsts) for b in firsts[i + 1 :])
    less = found.type.less
    assert less is not None
    first, second = (found.type.read(text, context) for text in texts)
    if item.tag == "lessThan":
        return less(first, second) and not less(second, first)
    return not less(first, second) and not less(second, first)
