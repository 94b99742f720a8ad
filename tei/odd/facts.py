"""The TEI's declarations reduced to facts: names, models, attributes, types, values, rules.

The prose of the Guidelines is left out. What remains is an ODD without descriptions, so that one
reader serves for it and for any other ODD.
"""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from tei.errors import TeiError
from tei.findings import Position
from tei.names import TEI, XML_ID, XML_LANG
from tei.odd.reading import SPECS, edition_of
from tei.reading.source import read_bytes

_PROSE = ("desc", "equiv", "exemplum", "gloss", "listRef", "remarks", "valDesc", "paramList")
_ASIDE = ("model", "modelGrp", "modelSequence")
_ATTRIBUTES = (XML_ID, XML_LANG, "versionDate", "predeclare")
_SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
_NOTICE = """
The declarations of the TEI {version}: names, content models, attributes, datatypes, values and
rules, without the prose of the Guidelines. Made with the command “tei schema facts”.
Copyright TEI Consortium, dual-licensed: Creative Commons Attribution 3.0 Unported (CC BY 3.0) and
BSD 2-Clause. http://www.tei-c.org
"""


def facts(path: Path) -> bytes:
    """Reduce a file of declarations (the TEI's `p5subset.xml`) to facts.

    Gives XML in UTF-8, one declaration a line. Raises TeiError when it is no such file.
    """
    data = read_bytes(path, path.name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        position = Position(path.name, error.lineno or 0)
        raise TeiError(f"The file is not well-formed: {error.msg}.", "", position) from None
    version = edition_of(root)
    specs = [*root.iter(*(f"{{{TEI}}}{name}" for name in SPECS))]
    if not specs:
        raise TeiError(
            f"{path.name} declares nothing.",
            "Name the file p5subset.xml of a release of the TEI.",
            Position(path.name),
        )
    head = f'<specGrp xmlns="{TEI}" xmlns:sch="{_SCHEMATRON}" n="{version}">'
    notice = _NOTICE.format(version=version)
    lines = [f"<!--{notice}-->", head, *(_line(spec) for spec in specs), "</specGrp>\n"]
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines)).encode("utf-8")


def _line(spec: etree._Element) -> str:
    """Give a declaration as a line of XML."""
    for name in (*_PROSE, *_ASIDE):
        for each in [*spec.iter(f"{{{TEI}}}{name}")]:
            parent = each.getparent()
            if parent is not None and not _in_rule(each):
                parent.remove(each)
    for each in [*spec.iter(f"{{{TEI}}}constraintSpec")]:
        # A rule that is stated in several languages is one rule.
        if not each.get(XML_LANG, "en").startswith("en"):
            parent = each.getparent()
            assert parent is not None
            parent.remove(each)
    for element in spec.iter("*"):
        for attribute in _ATTRIBUTES:
            if attribute in element.attrib:
                del element.attrib[attribute]
        _squeeze(element)
    alone = etree.fromstring(etree.tostring(spec, with_tail=False))
    etree.cleanup_namespaces(alone)
    text = etree.tostring(alone, encoding="unicode")
    for prefix, namespace in (("", TEI), (":sch", _SCHEMATRON)):
        text = text.replace(f' xmlns{prefix}="{namespace}"', "")
    return text


def _in_rule(element: etree._Element) -> bool:
    return any(each.tag == f"{{{TEI}}}constraint" for each in element.iterancestors())


def _squeeze(element: etree._Element) -> None:
    """Make white space single; where only elements stand, remove it."""
    element.text = _single(element.text, len(element) > 0)
    for each in element:
        each.tail = _single(each.tail, True)


def _single(text: str | None, among: bool) -> str | None:
    if text is None or (among and not text.strip()):
        return None
    return re.sub(r"\s+", " ", text)
