"""The stylesheets of an edition's own: what they may import, checked before they are compiled.

While a stylesheet is compiled Saxon reads the files that it imports; afterwards it can read
nothing more (`tei.transform`). So what is evaluated while compiling is held to this: imports and
includes stay inside the edition's folder or name ours as `tei-edition:site.xsl`, and there are
no expressions evaluated early (`static`, `use-when`, attributes such as `_href`).
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin, urlsplit

from lxml import etree

from tei import names, resources
from tei.errors import TeiError
from tei.findings import Finding, Position, Severity

OURS = "tei-edition:"
_XSLT = "http://www.w3.org/1999/XSL/Transform"
_READING = frozenset(f"{{{_XSLT}}}{name}" for name in ("import", "include"))
_REFUSED = frozenset(f"{{{_XSLT}}}{name}" for name in ("use-package", "import-schema"))


def check(path: Path, folder: Path) -> tuple[Path, ...]:
    """Check an edition's stylesheet and all that it imports; give the files, in order.

    Raises TeiError, with a finding for each mistake, when a file is missing, not well-formed,
    or does what this module's description rules out.
    """
    folder = folder.resolve()
    files: dict[Path, None] = {path.resolve(): None}
    mistakes: list[Finding] = []
    queue = [path.resolve()]
    while queue:
        module = queue.pop()
        root = _read(module, folder)
        for element in root.iter(etree.Element):
            for message, remedy in _mistakes(element, module, folder):
                position = Position(_name(module, folder), _line(element))
                mistakes.append(
                    Finding("XSL007", "bad-stylesheet", Severity.ERROR, message, position, remedy)
                )
            target = _target(element, module)
            if target is not None and target not in files and target.is_file():
                files[target] = None
                queue.append(target)
    if mistakes:
        first = min(mistakes, key=lambda finding: finding.sort_key)
        name = _name(path.resolve(), folder)
        raise TeiError(
            f"The stylesheet {name} cannot be used: {first.message}",
            first.help,
            first.position,
            sorted(mistakes, key=lambda finding: finding.sort_key),
        )
    return tuple(files)


def _read(module: Path, folder: Path) -> etree._Element:
    name = _name(module, folder)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.parse(str(module), parser)
    except OSError:
        raise TeiError(
            f"There is no stylesheet {name}.",
            "Mend “stylesheet” in edition.toml, or create the file.",
        ) from None
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise TeiError(
            f"The stylesheet {name} is not well-formed: {error.msg}.",
            "Mend the file at that place.",
            Position(name, line, column),
        ) from None
    if tree.docinfo.internalDTD is not None:
        raise TeiError(
            f"The stylesheet {name} has a DOCTYPE, which is not allowed here.",
            "Remove the DOCTYPE and write characters in the place of its entities.",
            Position(name, 1),
        )
    return tree.getroot()


def _mistakes(element: etree._Element, module: Path, folder: Path) -> list[tuple[str, str]]:
    """Name what an element does that an edition's stylesheet may not do, with the remedy."""
    found = []
    short = etree.QName(element).localname
    if element.tag in _REFUSED:
        found.append((f"“{short}” is not allowed here.", "Use “import” with a file."))
    if element.tag in _READING:
        href = element.get("href", "")
        target = _target(element, module)
        if href.startswith(OURS):
            if not _is_ours(href):
                found.append((f"“{href}” is not one of ours.", f"Import {OURS}site.xsl."))
        elif target is None:
            found.append((f"“{href}” cannot be imported.", "Import a file of the edition."))
        elif not target.is_relative_to(folder):
            found.append(
                (f"“{href}” lies outside the edition's folder.", "Copy it into the edition.")
            )
        elif not target.is_file():
            found.append((f"There is no file “{href}” to import.", "Check the path."))
    in_xslt = str(element.tag).startswith(f"{{{_XSLT}}}")
    early = "use-when" if in_xslt else f"{{{_XSLT}}}use-when"
    for attribute in element.attrib:
        if attribute in (early, names.XML_BASE) or (in_xslt and str(attribute).startswith("_")):
            name = etree.QName(attribute).localname
            found.append((f"“{name}” is not allowed here.", "Remove it."))
    if in_xslt and element.get("static", "no").strip() in ("yes", "true", "1"):
        found.append(("“static” is not allowed here.", "Use an ordinary variable."))
    return found


def _target(element: etree._Element, module: Path) -> Path | None:
    """Give the file that an import or include names; None for ours and for other addresses."""
    from urllib.request import url2pathname  # brings http along, which most builds never need

    href = element.get("href", "")
    if element.tag not in _READING or href.startswith(OURS):
        return None
    address = urlsplit(urljoin(module.as_uri(), href))
    if address.scheme != "file" or address.netloc:
        return None
    return Path(url2pathname(address.path)).resolve()


def _is_ours(href: str) -> bool:
    folder = resources.data("xslt").resolve()
    path = (folder / href.removeprefix(OURS)).resolve()
    return path.is_relative_to(folder) and path.is_file()


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _name(module: Path, folder: Path) -> str:
    return module.relative_to(folder).as_posix() if module.is_relative_to(folder) else module.name
