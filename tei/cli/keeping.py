"""What a run leaves for the next one: schemas in digested form, in the user's cache folder."""

from __future__ import annotations

from contextlib import suppress

from tei.cli.writing import write
from tei.errors import TeiError
from tei.schematron.trying import extract
from tei.validation import kept
from tei.validation.schemas import Schemas

_MOST = 20


def keep(schemas: Schemas) -> None:
    """Keep the grammars that were read anew. Where that cannot be done, nothing is said."""
    folder = kept.folder()
    if folder is None:
        return
    with suppress(OSError, TeiError):
        for name, fresh in schemas.fresh.items():
            content = kept.content(fresh.schema)
            if content is not None:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                write(folder / name, content)
                write((folder / name).with_suffix(kept.RULES), extract(fresh.path))
                old = sorted(folder.glob("*.digest"), key=lambda path: path.stat().st_mtime)
                for path in old[:-_MOST]:
                    path.with_suffix(kept.RULES).unlink(missing_ok=True)
                    path.unlink()
