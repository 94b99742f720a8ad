"""Preparing a small edition, and looking at its documents."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from tei.edition import Edition
from tei.names import prepared
from tei.prepared.prepare import prepare

Make = Callable[..., Edition]


def texts(edition: Edition) -> dict[str, etree._Element]:
    parser = etree.XMLParser(huge_tree=True)
    return {
        name: etree.fromstring(document, parser)
        for name, document in prepare(edition).texts.items()
    }


def only(edition: Edition) -> etree._Element:
    (root,) = texts(edition).values()
    return root


def shared(edition: Edition) -> etree._Element:
    return etree.fromstring(prepare(edition).shared)


def one(root: etree._Element, path: str) -> etree._Element:
    """Find the one element of a path in which names without prefix are TEI's."""
    names = {"t": "http://www.tei-c.org/ns/1.0", "p": "urn:tei-edition:prepared"}
    (found,) = root.iterfind(f".//{path}", names)
    return found


def p(element: etree._Element, name: str) -> str:
    return element.get(prepared(name), "")
