"""The prose of an ODD for its reference: the text as it stands, declarations told in names."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei import names
from tei.names import TEI
from tei.odd.reading import SPECS
from tei.odd.reading_content import words
from tei.odd.specs import Spec
from tei.odd.terms import Terms, term

_EXAMPLES = "http://www.tei-c.org/ns/Examples"
_DECLARING = {f"{{{TEI}}}{name}" for name in (*SPECS, "schemaSpec", "specGrp")}
_SAID = {f"{{{TEI}}}{name}" for name in ("gi", "att", "ident", "specDesc")}


def prose(root: etree._Element, terms: Terms) -> etree._Element:
    """Give the text of an ODD; where it declares something stand links to what that became."""
    made = term("prose")
    for part in ("front", "body", "back"):
        for found in root.iterfind(f"{{{TEI}}}text/{{{TEI}}}{part}"):
            copy = _copy(found)
            for each in [*copy.iter(*_DECLARING)]:
                parent = each.getparent()
                if parent is not None and not any(
                    above.tag in _DECLARING for above in each.iterancestors()
                ):
                    told = _declared(each, terms)
                    told.tail = each.tail
                    parent.replace(each, told)
            for each in [*copy.iter(f"{{{_EXAMPLES}}}egXML", f"{{{TEI}}}egXML", f"{{{TEI}}}eg")]:
                parent = each.getparent()
                if parent is not None:
                    told = term("example", source(each))
                    told.tail = each.tail
                    parent.replace(each, told)
            _point(copy, terms)
            made.append(copy)
    return made


def example(aside: etree._Element) -> Iterator[etree._Element]:
    """Yield remarks as they stand, and examples as the text of their XML."""
    if aside.tag == f"{{{TEI}}}remarks":
        made = term("remarks")
        made.append(_copy(aside))
        yield made
    for each in aside.iter(f"{{{_EXAMPLES}}}egXML", f"{{{TEI}}}egXML", f"{{{TEI}}}eg"):
        yield term("example", source(each))


def source(element: etree._Element) -> str:
    """Give the content of an example as text of XML, its indentation taken back."""
    copy = _copy(element)
    head = copy.text or ""
    pieces = [head.replace("&", "&amp;").replace("<", "&lt;")] if len(copy) else [head]
    pieces += [etree.tostring(each, encoding="unicode") for each in copy]
    text = "".join(pieces)
    for namespace in (_EXAMPLES, TEI, names.PREPARED):
        for prefix in (None, *(key for key, value in copy.nsmap.items() if value == namespace)):
            declared = f' xmlns:{prefix}="{namespace}"' if prefix else f' xmlns="{namespace}"'
            text = text.replace(declared, "")
    lines = text.expandtabs(4).strip("\n").rstrip().split("\n")
    rest = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    indent = min(rest, default=0)
    first = len(lines[0]) - len(lines[0].lstrip())
    cut = [
        lines[0][min(first, indent) if rest else first :],
        *(line[indent:] for line in lines[1:]),
    ]
    return "\n".join(cut)


def _declared(element: etree._Element, terms: Terms) -> etree._Element:
    """Give links to what is declared or taken in a part of the ODD, each once, as it comes."""
    found: dict[str, Spec] = {}
    for each in element.iter(f"{{{TEI}}}*"):
        idents = [each.get("ident", "")] if etree.QName(each).localname in SPECS else []
        if each.tag == names.tei("moduleRef"):
            idents += sorted(words(each, "include"), key=each.get("include", "").split().index)
        elif each.tag in (names.tei("elementRef"), names.tei("classRef")):
            around = each.getparent()
            if around is not None and around.tag in _DECLARING:
                idents.append(each.get("key", ""))
        for ident in idents:
            spec = terms.vocabulary.find(ident)
            if spec is not None:
                found.setdefault(ident, spec)
    made = term("declared", group=element.get(names.XML_ID, ""))
    made.extend(terms.link(spec) for spec in found.values())
    modules = [each for each in element.iter(names.tei("moduleRef")) if not each.get("include")]
    for each in modules:
        made.append(term("module", each.get("key", "") or each.get("url", "")))
    return made


def _point(copy: etree._Element, terms: Terms) -> None:
    """Note on names of elements and classes where in the reference they are explained."""
    for each in copy.iter(*_SAID):
        name = each.get("key", "") or "".join(map(str, each.itertext())).strip()
        spec = terms.vocabulary.find(name)
        if spec is not None and each.tag != names.tei("att"):
            each.set(f"{{{names.PREPARED}}}to", terms.address(spec))


def _copy(element: etree._Element) -> etree._Element:
    """Copy an element without the marks of its place, comments and instructions."""
    parser = etree.XMLParser(
        remove_comments=True, remove_pis=True, resolve_entities=False, huge_tree=True
    )
    copy = etree.fromstring(etree.tostring(element, with_tail=False), parser)
    for each in copy.iter("*"):
        for name in list(each.attrib):
            if str(name).startswith(f"{{{names.PREPARED}}}"):
                del each.attrib[name]
    etree.cleanup_namespaces(copy)
    return copy
