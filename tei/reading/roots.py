"""Which first elements are read as TEI."""

from __future__ import annotations

import re

from tei import names
from tei.findings import Position
from tei.reading.doctype import after_prolog
from tei.reading.source_codes import SourceError, failure

# Read as TEI although they are in no namespace.
_TEI_ROOTS = frozenset(
    (
        *("TEI", "teiCorpus", "teiHeader", "text", "group", "front", "body", "back", "div"),
        *("standOff", "facsimile", "sourceDoc", "particDesc", "settingDesc", "taxonomy", "listApp"),
        *("listPerson", "listPlace", "listOrg", "listBibl", "listWit", "listEvent", "listObject"),
    )
)
_OLD_ROOTS = frozenset({"TEI.2", "teiCorpus.2"})
_DECLARATION = f'xmlns="{names.TEI}"'
_NO_NAMESPACE = re.compile(r"""\sxmlns\s*=\s*(""|'')""")


class RootCheck:
    """Looks at the first element of a file, and refuses what is not TEI P5.

    With `any_root` the file need not be TEI. `lacks_namespace` tells afterwards that the file is
    TEI and does not say so.
    """

    def __init__(self, any_root: bool) -> None:
        self.any_root = any_root
        self.lacks_namespace = False

    def __call__(self, namespace: str, local: str, position: Position) -> None:
        """Take namespace, local name and place of the root. Raises SourceError."""
        if not namespace and local in _OLD_ROOTS:
            message = f"This is TEI P4 (its first element is {local})."
            raise failure("SRC020", message, position)
        if not namespace and local in _TEI_ROOTS:
            self.lacks_namespace = True
        elif namespace != names.TEI and not self.any_root:
            raise _not_tei(namespace, local, position)


def _not_tei(namespace: str, local: str, position: Position) -> SourceError:
    message = f"This is not TEI: its first element is {local}."
    hint = ""
    if local in _TEI_ROOTS:
        message = f'The namespace of {local} is "{namespace}", which is not that of TEI.'
        hint = f"Write {_DECLARATION}."
    elif local.casefold() == "html":
        message = "This is not TEI but a web page (HTML)."
    elif not namespace:
        hint = f"Name a TEI file; a part of one says {_DECLARATION} on its first element."
    return failure("SRC021", message, position, hint)


def with_namespace(text: str) -> str:
    """Declare TEI's namespace on the first element of a text without DOCTYPE."""
    start = after_prolog(text)
    name = re.compile(r"<[^\s/>]+").match(text, start)
    end = text.find(">", start)
    if not name or end < 0:
        return text
    rest = _NO_NAMESPACE.sub("", text[name.end() : end], count=1)
    return f"{text[: name.end()]} {_DECLARATION}{rest}{text[end:]}"
