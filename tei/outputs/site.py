"""The web edition: static pages that need no server and no JavaScript."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lxml import etree

from tei import resources, transform
from tei.edition import Edition
from tei.errors import TeiError
from tei.findings import Position
from tei.names import PREPARED, TEI, XML_LANG, prepared, tei
from tei.outputs import witness_texts
from tei.outputs.messages import findings
from tei.outputs.registry import Job, Product, output

if TYPE_CHECKING:
    from tei.outputs.site_changes import Step

_FOLDER = "site"
_PAGE = "Q{urn:tei-edition:modes}page"
_HTML = "text/html"
_PRINCIPLES = f"{tei('teiHeader')}/{tei('encodingDesc')}/{tei('editorialDecl')}"
_ASSETS = tuple(
    ("site", name) for name in ("edition.css", "edition.js", "apparatus.js", "witnesses.js")
)
_ASSETS_OF_CHANGES = (("changes", "changes.css"), ("changes", "changes.js"))
_MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript"}
_IMAGES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
    ".avif": "image/avif",
}
# A register of more records than this has a page for each letter.
_LONG = 500


@output("site")
def site(job: Job) -> Iterator[Product]:
    """Static web pages: the texts, registers, emendations, and what the header says."""
    edition = job.edition
    shared = _read(job.prepared.shared)
    seen = _Seen()
    seen.look(shared)
    for content in job.prepared.texts.values():
        seen.look(_read(content))
    revisions = _revisions(job)
    pages = _Pages(job, shared, revisions, has_apparatus=seen.apparatus)
    for unit in shared.iter(prepared("unit")):
        ident, label = unit.get("id", ""), unit.get("label", "")
        job.progress(label)
        document = transform.parse(job.prepared.texts[ident])
        for layer in unit.get("layers", "reading").split():
            folder = "diplomatic" if layer == "diplomatic" else "texts"
            yield pages.make(f"{folder}/{ident}.html", "text", document, layer=layer)
    yield from _witnesses(job, pages)
    yield pages.make("index.html", "home")
    for register in shared.iter(prepared("register")):
        yield from _register(pages, register)
    if shared.find(f"{prepared('emendations')}/{prepared('emendation')}") is not None:
        yield pages.make("emendations.html", "emendations")
    yield pages.make("signs.html", "signs", signs=sorted(seen.signs))
    if shared.find(f"{prepared('header')}/{_PRINCIPLES}") is not None:
        yield pages.make("making.html", "making")
    yield pages.make("about.html", "about")
    yield from _changes(job, pages, revisions)
    yield from _assets(edition, [*_ASSETS, *(_ASSETS_OF_CHANGES if revisions else ())])
    for image in sorted(seen.images):
        media_type = _IMAGES.get(PurePosixPath(image).suffix.lower(), "application/octet-stream")
        content = (edition.folder / image).read_bytes()
        yield Product(f"{_FOLDER}/images/{image}", media_type, content)
    for finding in findings(pages.messages, edition):
        job.report(finding)


def _read(xml: bytes) -> etree._Element:
    """Read a prepared document; an id that a source uses twice is no reason to stop."""
    return etree.fromstring(xml, etree.XMLParser(collect_ids=False, huge_tree=True))


class _Pages:
    """Makes pages with one stylesheet, and keeps what it has to say."""

    def __init__(
        self, job: Job, shared: etree._Element, revisions: Sequence[Step], *, has_apparatus: bool
    ) -> None:
        edition = job.edition
        self.shared = shared
        static: dict[str, str | bool] = {
            "language": resources.label_language(shared.get(XML_LANG, ""))
        }
        if own := edition.settings.site.stylesheet:
            path, folder = edition.folder / own, edition.folder
        else:
            path, folder = resources.data("xslt", "site.xsl"), None
            static |= {"with-apparatus": has_apparatus, "with-changes": bool(revisions)}
        self._stylesheet = transform.compile_stylesheet(path, folder, static=static)
        self._shared = transform.parse(job.prepared.shared)
        long = [item.get("kind", "") for item in shared.iter(prepared("register")) if _long(item)]
        self._settings: dict[str, object] = {
            "url": edition.settings.site.url,
            "css": [PurePosixPath(name).name for name in edition.settings.site.css],
            "downloads": _downloads(job),
            "split": long,
            "changes": [step.about for step in revisions],
            "witnesses": witness_texts.addresses(shared),
        }
        self.messages: list[transform.Message] = []

    def make(
        self,
        path: str,
        page: str,
        document: transform.Document | None = None,
        *,
        layer: str = "reading",
        kind: str = "",
        letter: str = "",
        signs: Sequence[str] = (),
    ) -> Product:
        """Make the page that stands at `path`; `xslt/site.xsl` explains the parameters."""
        result = self._stylesheet.apply(
            document or self._shared,
            mode=_PAGE,
            parameters={
                "shared": self._shared,
                "page": page,
                "layer": layer,
                "path": path,
                "kind": kind,
                "letter": letter,
                "settings": {**self._settings, "signs": list(signs)},
            },
        )
        self.messages.extend(result.messages)
        return Product(f"{_FOLDER}/{path}", _HTML, result.text.encode("utf-8"))


def _witnesses(job: Job, pages: _Pages) -> Iterator[Product]:
    """Give the page on the witnesses, and those on which their texts are read."""
    if pages.shared.find(f"{prepared('witnesses')}/{prepared('witness')}") is not None:
        yield pages.make("witnesses.html", "witnesses")
    for ident, content in job.prepared.collations.items():
        document = transform.parse(content)
        yield pages.make(f"witnesses/{ident}.html", "collation", document)
    for path, text in witness_texts.files(pages.shared, job.prepared.collations.values()):
        yield Product(f"{_FOLDER}/{path}", "text/plain", text.encode("utf-8"))


def _revisions(job: Job) -> Sequence[Step]:
    if not job.edition.settings.revisions.versions:
        return ()
    from tei.outputs.site_changes import steps  # with all that compares, which few editions need

    return steps(job)


def _changes(job: Job, pages: _Pages, revisions: Sequence[Step]) -> Iterator[Product]:
    """Give a page for each step from a version to the next."""
    for step in revisions:
        from tei.outputs.site_changes import changes

        job.progress(f"Changes since {step.old}")
        yield pages.make(step.path, "changes", transform.parse(changes(step, job)))


def _register(pages: _Pages, register: etree._Element) -> Iterator[Product]:
    kind = register.get("kind", "")
    yield pages.make(f"registers/{kind}.html", "register", kind=kind)
    if _long(register):
        for letter in dict.fromkeys(record.get("letter", "") for record in register):
            path = f"registers/{kind}-{_letter_name(letter)}.html"
            yield pages.make(path, "register", kind=kind, letter=letter)


def _long(register: etree._Element) -> bool:
    return len(register) > _LONG


def _letter_name(letter: str) -> str:
    """Name a letter in an address, as `f:register-address` does (xslt/site/addresses.xsl)."""
    if letter.isascii() and letter.isalnum():
        return letter.lower()
    return "-".join(f"u{ord(sign)}" for sign in letter)


def _downloads(job: Job) -> Mapping[str, str]:
    """Give the addresses, from the home page, of what this run makes beside the site."""
    found = {}
    if "pdf" in job.outputs:
        from tei.outputs.pdf import file_name  # a build without the book does without its modules

        found["pdf"] = f"../{file_name(job.edition)}"
    if "text" in job.outputs:
        found["text"] = "../text/reading.txt"
    if "emendations" in job.outputs:
        found["emendations"] = "../emendations/emendations.csv"
    return found


def _assets(edition: Edition, ours: Sequence[tuple[str, str]]) -> Iterator[Product]:
    """Give our style sheets and scripts, then the edition's own style sheets."""
    for folder, name in ours:
        content = resources.data("xslt", folder, "assets", name).read_bytes()
        media_type = _MEDIA_TYPES[PurePosixPath(name).suffix]
        yield Product(f"{_FOLDER}/assets/{name}", media_type, content)
    for own in edition.settings.site.css:
        path = (edition.folder / own).resolve()
        if not path.is_relative_to(edition.folder.resolve()):
            raise TeiError(
                f"The style sheet {own} lies outside of the edition.",
                "Copy it into the edition, and mend [site] css in edition.toml.",
                Position("edition.toml"),
            )
        name = PurePosixPath(own).name
        if name in {each for _, each in (*_ASSETS, *_ASSETS_OF_CHANGES)}:
            raise TeiError(
                f"The style sheet {own} has the name of one of ours.",
                "Give it another name in the edition and in [site] css.",
                Position("edition.toml"),
            )
        yield Product(f"{_FOLDER}/assets/{name}", "text/css", path.read_bytes())


@dataclass
class _Seen:
    """Gathers which signs the pages use, which images they show, whether there is an apparatus."""

    signs: set[str] = field(default_factory=set)
    images: set[str] = field(default_factory=set)
    apparatus: bool = False

    def look(self, root: etree._Element) -> None:
        """Look through a prepared document."""
        self.apparatus = self.apparatus or bool(_APPARATUS(root))
        if root.tag == prepared("text"):
            self.signs.update(
                sign for sign, is_used in _SIGNS.items() if sign not in self.signs and is_used(root)
            )
        elif root.find(f"{prepared('emendations')}/{prepared('emendation')}") is not None:
            self.signs.add("emendation")
        for graphic in root.iter(tei("graphic")):
            if image := graphic.get(prepared("image")):
                self.images.add(image)


_OMITTED = " or ".join(
    f"@reason='{reason}'"
    for reason in ("omitted", "omitted-in-original", "omission", "scribal-omission")
)


def _used(path: str) -> etree.XPath:
    return etree.XPath(f"boolean({path})", namespaces={"t": TEI, "p": PREPARED})


# What the modules for the apparatus are there for. Emendations that count as entries are not: the
# list of emendations tells of them.
_APPARATUS = _used("p:witnesses/* or p:entries/p:entry[not(@emendation)] or .//p:passage")

# What in a text brings each sign of the page “Signs” to a page.
_SIGNS = {
    "layers": _used("self::*[contains(normalize-space(@layers), ' ')]"),
    "number": _used("p:body//@p:n[. != '']"),
    "name": _used("p:body//@p:record[. != '']"),
    "note": _used("p:body//p:call"),
    "passage": _used("p:body//p:passage"),
    "supplied": _used(f"p:body//t:supplied[{_OMITTED}]"),
    "lost": _used(f"p:body//t:supplied[not({_OMITTED})]"),
    "pb": _used("p:body//t:pb[@n != '']"),
    "sic": _used("p:body//t:sic[not(parent::t:choice)]"),
    **{name: _used(f"p:body//t:{name}") for name in ("unclear", "gap", "space", "del", "add")},
}
