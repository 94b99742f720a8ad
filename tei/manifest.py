"""The manifest of a build: which files in the target folder are ours."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tei.errors import TeiError

MANIFEST = ".tei-manifest.json"
_VERSION = 1


class Entry(NamedTuple):
    """A file of a build: which output has made it, and its SHA-256."""

    output: str
    sha256: str

    @classmethod
    def of(cls, content: bytes, output: str) -> Entry:
        """Describe a file by its content."""
        return cls(output, hashlib.sha256(content).hexdigest())


class Manifest(NamedTuple):
    """The files of a build by their paths below the target, with slashes."""

    files: Mapping[str, Entry] = MappingProxyType({})

    @classmethod
    def read(cls, directory: Path) -> Manifest:
        """Read the manifest of a folder, an empty one where there is none.

        Raises TeiError when it cannot be understood: then nobody knows which files are ours.
        """
        try:
            data = json.loads((directory / MANIFEST).read_bytes())
            if data["version"] != _VERSION:
                raise ValueError("another version")
            return cls(
                {
                    str(path): Entry(str(entry["output"]), str(entry["sha256"]))
                    for path, entry in data["files"].items()
                    if _is_inside(directory, str(path))
                }
            )
        except FileNotFoundError:
            return cls()
        except (ValueError, KeyError, TypeError, AttributeError, OSError):
            raise TeiError(
                f"The list of files in “{directory / MANIFEST}” cannot be read.",
                f"If nothing in “{directory}” is yours, delete that folder and build again.",
            ) from None

    def content(self) -> bytes:
        """Give the manifest as it is written."""
        files = {
            path: {"output": entry.output, "sha256": entry.sha256}
            for path, entry in sorted(self.files.items())
        }
        text = json.dumps({"version": _VERSION, "files": files}, ensure_ascii=False, indent=1)
        return text.encode() + b"\n"


def _is_inside(directory: Path, path: str) -> bool:
    """Tell whether a path stays in the folder: a manifest may come with somebody's edition."""
    parts = path.split("/")
    if any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts):
        return False
    folders = [directory.joinpath(*parts[:depth]) for depth in range(1, len(parts))]
    return not any(folder.is_symlink() for folder in folders)
