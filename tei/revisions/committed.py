"""The files of a commit, to be compared."""

from __future__ import annotations

from collections.abc import Callable

from tei.revisions.editions import Version, is_tei_name
from tei.revisions.git import Repository


def committed(repository: Repository, commit: str, path: str) -> dict[str, Version]:
    """Give the TEI files of a commit at or below a path, by their names in the repository."""

    def reader(blob: str) -> Callable[[], bytes]:
        return lambda: repository.content(blob)

    return {
        name: Version(name, reader(blob), blob)
        for name, blob in repository.files(commit, path).items()
        if is_tei_name(name) or name == path
    }
