"""Reading the pages of the web edition, for the tests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

from tei.edition import Edition, load
from tei.findings import Finding
from tei.names import prepared
from tei.outputs.registry import Job, Product
from tei.outputs.site import site
from tei.prepared.prepare import Prepared, prepare

GOLDENS = Path(__file__).parent / "goldens" / "site"
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div"),
        *("dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "li", "main", "nav", "ol", "p", "section", "summary", "table", "tbody", "td"),
        *("th", "thead", "tr", "ul"),
    }
)


@dataclass
class Site:
    """A web edition that has been built: its products by path, and what was reported."""

    edition: Edition
    prepared: Prepared
    products: dict[str, Product]
    findings: list[Finding] = field(default_factory=list)

    def text(self, path: str) -> str:
        return self.products[f"site/{path}"].content.decode("utf-8")

    def page(self, path: str) -> etree._Element:
        return read(self.products[f"site/{path}"].content)

    @property
    def pages(self) -> list[str]:
        return [path.removeprefix("site/") for path in self.products if path.endswith(".html")]

    def write(self, folder: Path) -> Path:
        for path, product in self.products.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(product.content)
        return folder / "site"


_BUILT: dict[str, Site] = {}


def build(edition: Edition) -> Site:
    """Build the web edition of an edition in memory."""
    found: list[Finding] = []
    made = prepare(edition)
    products = {product.path: product for product in site(Job(edition, made, found.append))}
    return Site(edition, made, products, found)


def golden(name: str) -> Site:
    """Build one of the small editions that the golden files belong to, once."""
    if name not in _BUILT:
        _BUILT[name] = build(load(GOLDENS / f"{name}.xml"))
    return _BUILT[name]


def read(content: bytes) -> etree._Element:
    """Read a page of HTML."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    return html.document_fromstring(content, parser=parser)


def select(page: etree._Element, name: str) -> list[etree._Element]:
    """Give the elements of a page that have a class."""
    return [item for item in page.iter(etree.Element) if name in (item.get("class") or "").split()]


def text_of(element: etree._Element | None) -> str:
    """Give the words that a reader sees in an element, with what the edition adds."""
    assert element is not None
    return " ".join(words_of_page(element, with_added=True))


def by_class(page: etree._Element, name: str) -> list[str]:
    return [text_of(item) for item in select(page, name)]


def texts(built: Site) -> list[str]:
    """Give the paths of the pages with the reading text."""
    return [path for path in built.pages if path.startswith("texts/")]


def downloads(built: Site) -> set[str]:
    """Give what the home page offers to download: the products of other outputs."""
    found = select(built.page("index.html"), "downloads")
    return {path.removeprefix("../") for item in found for _, path in links(item)}


def words_of_page(container: etree._Element, with_added: bool = False) -> list[str]:
    """Give the words of the text on a page: all but what the edition adds to it (`added`)."""

    def pieces(element: etree._Element) -> Iterator[str]:
        if not isinstance(element.tag, str):
            return  # a comment
        if not with_added and "added" in (element.get("class") or "").split():
            return
        edge = " " if element.tag in _BLOCKS else ""
        yield edge
        yield element.text or ""
        for child in element:
            yield from pieces(child)
            yield child.tail or ""
        yield edge

    return "".join(pieces(container)).split()


def words_prepared(document: bytes, layer: str, part: str = "body") -> list[str]:
    """Give the words of a layer in a prepared text, as docs/prepared-edition.md defines it."""
    root = etree.fromstring(document, etree.XMLParser(huge_tree=True, collect_ids=False))

    def pieces(element: etree._Element) -> Iterator[str]:
        if element.get(prepared("layer")) not in (None, layer):
            return
        edge = " " if element.get(prepared("role")) == "block" else ""
        yield edge
        yield element.text or ""
        for child in element:
            yield from pieces(child)
            yield child.tail or ""
        yield edge

    return "".join(
        piece for item in root.iterchildren(prepared(part)) for piece in pieces(item)
    ).split()


def assert_words_kept(built: Site) -> None:
    """Assert that every page of text has the words of its prepared text: none lost or doubled."""
    for path in built.pages:
        folder, _, name = path.partition("/")
        if folder not in ("texts", "diplomatic"):
            continue
        layer = "reading" if folder == "texts" else "diplomatic"
        document = built.prepared.texts[unquote(name).removesuffix(".html")]
        container = built.page(path).find(".//article[@id='page:text']")
        assert container is not None, path
        assert words_of_page(container) == words_prepared(document, layer), path


def links(page: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the addresses that a page names, each with the name of its element."""
    for element in page.iter(etree.Element):
        for name in ("href", "src"):
            if (value := element.get(name)) is not None:
                yield str(element.tag), value


def assert_links_lead_somewhere(built: Site, others: Iterable[str] = ()) -> None:
    """Assert that every address within the site leads to a page and to an id in it."""
    paths = {
        path: {item.get("id") for item in built.page(path).iter(etree.Element)}
        for path in built.pages
    }
    files = {path.removeprefix("site/") for path in built.products} | set(others)
    for path in built.pages:
        for _, value in links(built.page(path)):
            if urlsplit(value).scheme:
                continue
            target = urlsplit(urljoin(f"site:///{path}".replace("site:", "http:"), value))
            file = unquote(target.path.lstrip("/"))
            assert file in files, f"{path} leads to {value}"
            if target.fragment:
                assert unquote(target.fragment) in paths[file], f"{path} leads to {value}"


def main_part(content: str) -> str:
    """Give the main part of a page, one block on each line, for golden files."""
    found = re.search(r"<main.*</main>", content, re.DOTALL)
    assert found
    blocks = rf"(?=<(?:/?(?:{_HOLDERS})|{_FLOWING})\b)"
    return re.sub(rf"\s*{blocks}", "\n", found[0]).strip() + "\n"


_HOLDERS = "main|article|section|nav|div|ol|ul|dl|table|tbody|tr|details|figure|blockquote"
_FLOWING = r"p|li|h\d|dt|dd|td|th|summary|figcaption|caption"
