"""Files of an edition replaced by new versions of themselves: all of them, or none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tei.cli.places import shown
from tei.errors import TeiError


@dataclass(frozen=True, slots=True)
class Replacement:
    """New content for a file, and the fingerprint of the content that it was made from."""

    path: Path
    fingerprint: int
    content: bytes


def replace(replacements: Iterable[Replacement]) -> None:
    """Write new versions of files. A file that is a symbolic link stays one.

    Everything is written beside the files first, then put in place; if that fails, files that
    were replaced already get their old content back. Raises TeiError when a file has changed
    since it was read, or cannot be written.
    """
    # Imported late: “tei --help” imports this module, and needs nothing that reads a file.
    from tei.reading.source import fingerprint

    old: dict[Path, bytes] = {}
    new: dict[Path, Path] = {}
    try:
        for item in replacements:
            path = item.path.resolve()
            try:
                old[path] = path.read_bytes()
                if fingerprint(old[path]) != item.fingerprint:
                    raise TeiError(
                        f"{shown(item.path)} has changed since it was read.",
                        "Nothing was written. Run the command again.",
                    )
                new[path] = _draft(path, item.content)
            except OSError as error:
                raise _failure(item.path, error) from error
        _swap(old, new)
    finally:
        for draft in new.values():
            draft.unlink(missing_ok=True)


def _draft(path: Path, content: bytes) -> Path:
    """Write the content beside the file, with the permissions of the file."""
    handle, name = tempfile.mkstemp(prefix=".tei-", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(path.stat().st_mode & 0o7777)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _swap(old: dict[Path, bytes], new: dict[Path, Path]) -> None:
    done: list[Path] = []
    try:
        for path, draft in new.items():
            try:
                draft.replace(path)
            except OSError as error:
                raise _failure(path, error) from error
            done.append(path)
    except BaseException:
        for path in done:
            with suppress(OSError):
                _draft(path, old[path]).replace(path)
        raise


def _failure(path: Path, error: OSError) -> TeiError:
    reason = error.strerror or str(error)
    return TeiError(
        f"{shown(path)} cannot be written: {reason}.",
        "No file was changed. Allow writing in its folder, and try again.",
    )
