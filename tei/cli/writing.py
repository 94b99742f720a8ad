"""One file that a command was asked for: written at once, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from tei.cli.places import shown
from tei.errors import TeiError


def write(path: Path, content: bytes) -> None:
    """Write a file, with the permissions that it has. A symbolic link stays one.

    Raises TeiError when it is a folder or cannot be written; what was there is there still.
    """
    import tempfile  # brings random along

    if path.is_dir():
        raise TeiError(f"{shown(path)} is a folder.", "Name a file.")
    target = path.resolve()
    try:
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o644
        handle, name = tempfile.mkstemp(prefix=".tei-", dir=target.parent)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            draft.chmod(mode)
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise TeiError(f"{shown(path)} cannot be written: {reason}.") from None
