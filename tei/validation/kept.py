"""Grammars of others in digested form, kept in the user's cache folder from one run to the next.

To read the RELAX NG of the whole TEI takes as long as all else in `tei check` of a short file. What
was read once is therefore kept as a digest, under the checksum of the grammar, so that it is never
out of date. The folder may be deleted at any time, and whatever is wrong with it is passed over.
Only the command line writes there (`tei/cli/keeping.py`).
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tei.resources import data

if TYPE_CHECKING:
    from tei.relaxng.schema import Schema

RULES = ".sch"
_WORTH_IT = 64 * 1024  # smaller grammars are read in no time
# What other files, or declarations, have a part in is not told by its own checksum.
_PARTS_ELSEWHERE = re.compile(rb"<(?:[\w.-]+:)?(?:include|externalRef)\b|<!DOCTYPE|\x00")


def folder() -> Path | None:
    """Give the program's cache folder, where the system has it; None where there is no home."""
    try:
        chosen = os.environ.get("XDG_CACHE_HOME", "")
        if Path(chosen).is_absolute():  # others are to be passed over (XDG Base Directory)
            return Path(chosen, "tei-edition")
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA")
            return Path(local, "tei-edition", "Cache") if local else None
        caches = "Library/Caches" if sys.platform == "darwin" else ".cache"
        return Path.home() / caches / "tei-edition"
    except RuntimeError:
        return None


def name(grammar: bytes) -> str:
    """Give the name of the file in which a grammar's digest is kept, "" where it is not kept."""
    if len(grammar) < _WORTH_IT or _PARTS_ELSEWHERE.search(grammar):
        return ""
    # The digest of our own schema changes when the form of digests does.
    form = data("schema", "edition.digest").read_bytes()
    return hashlib.sha256(form + grammar).hexdigest() + ".digest"


def read(kept: str, called: str) -> Schema | None:
    """Read what is kept under a name; `called` is what messages call the schema."""
    there = folder()
    if not kept or there is None:
        return None
    try:
        checksum, _, digest = (there / kept).read_text(encoding="utf-8").partition("\n")
    except (OSError, ValueError):
        return None
    if checksum != _checksum(digest):
        return None
    from tei.relaxng.digest import read as undigested

    return undigested(digest, called)


def rules(kept: str) -> Path | None:
    """Give the file that holds the rules of a grammar, None where it is not kept."""
    there = folder()
    path = there / kept if kept and there else None
    path = path and path.with_suffix(RULES)
    return path if path and path.is_file() else None


def content(schema: Schema) -> bytes | None:
    """Give what to keep of a schema; None for one that cannot be kept."""
    from tei.relaxng.digest import write

    try:
        digest = write(schema)
    except ValueError:
        return None
    return f"{_checksum(digest)}\n{digest}".encode()


def _checksum(digest: str) -> str:
    return hashlib.sha256(digest.encode("utf-8")).hexdigest()
