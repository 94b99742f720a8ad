"""What was changed between versions of the edition: the pages that `[revisions]` asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath

from tei import config
from tei.edition import Edition
from tei.errors import TeiError
from tei.findings import Finding, Severity
from tei.outputs.registry import Job
from tei.revisions import editions
from tei.revisions.committed import committed
from tei.revisions.document import document
from tei.revisions.editions import Version
from tei.revisions.git import Repository

_NO_NAME = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True)
class Step:
    """From one version to the next: their names, and the page's path; "" is the edition as it is.

    `files` are the files of either, by their paths in the edition.
    """

    old: str
    new: str
    path: str
    files: tuple[Mapping[str, Version], Mapping[str, Version]]

    @property
    def about(self) -> dict[str, str]:
        """What a stylesheet needs to know, for the ways to this page."""
        return {"old": self.old, "new": self.new, "path": self.path}


def steps(job: Job) -> list[Step]:
    """Find the versions in git. What is not there is reported, and then there is no page."""
    edition = job.edition
    wanted = edition.settings.revisions.versions
    try:
        versions = [(name, _committed(edition, name)) for name in wanted]
    except TeiError as error:
        message = f"There is no page “What changed”: {error.message}"
        job.report(_finding("REV001", "version-not-found", message, edition, error.hint))
        return []
    if len(versions) == 1:
        versions.append(("", _current(edition, versions[0][1])))
    return list(_steps(versions))


def changes(step: Step, job: Job) -> bytes:
    """Compare two versions: the changes as XML. A file that cannot be compared is reported."""
    results = list(editions.compare_collections(*step.files))
    for result in results:
        if result.error is not None:
            message = f"{result.new or result.old} was not compared: {result.error.message}"
            job.report(_finding("REV002", "file-not-compared", message, job.edition))
    return document(results, (step.old, step.new))


def _steps(versions: Iterable[tuple[str, Mapping[str, Version]]]) -> Iterator[Step]:
    used: set[str] = set()
    for (old, first), (new, second) in pairwise(versions):
        name = _NO_NAME.sub("_", f"{old}-{new or 'now'}")
        while name.lower() in used:  # there are systems where capitals make no difference
            name += "_"
        used.add(name.lower())
        yield Step(old, new, f"changes/{name}.html", (first, second))


def _committed(edition: Edition, revision: str) -> dict[str, Version]:
    """Give the TEI files of a version that lie in the edition's folder, without what is built."""
    repository = Repository.around(edition.folder)
    folder = repository.relative(edition.folder)
    found: dict[str, Version] = {}
    for name, version in committed(repository, repository.commit(revision), folder).items():
        inner = PurePosixPath(name).relative_to(folder)
        if not inner.is_relative_to(edition.settings.build.directory):
            found[str(inner)] = replace(version, name=str(inner))
    return found


def _current(edition: Edition, old: Mapping[str, Version]) -> dict[str, Version]:
    """Give the files as they are now: those of the edition, and those that were there before."""
    names = {source.name for source in edition.sources} | old.keys()
    found: dict[str, Version] = {}
    for name in sorted(names):
        path = edition.folder / name
        if path.is_file() and path.resolve().is_relative_to(edition.folder.resolve()):
            found |= editions.on_disk(path, name)
    return found


def _finding(code: str, name: str, message: str, edition: Edition, help_text: str = "") -> Finding:
    path = edition.folder / config.FILE
    place = config.position(path, config.FILE, "revisions", "versions")
    return Finding(code, name, Severity.WARNING, message, place, help_text)
