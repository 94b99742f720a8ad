"""Reading revisions from git, without running anything that a repository asks for.

Only plumbing that reads objects is called: no diff drivers, filters, hooks, pagers or monitors; no
object is fetched; paths are taken literally.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tei.errors import TeiError

_SAFE = (
    *("--no-pager", "--literal-pathspecs", "--no-optional-locks"),
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}"),
    *("-c", "protocol.allow=never"),
)
_FILES = ("100644", "100755")


@dataclass(frozen=True)
class Repository:
    """A repository, seen from a folder in it."""

    folder: Path

    @classmethod
    def around(cls, path: Path) -> Repository:
        """Give the repository around a file or folder. Raises TeiError when there is none."""
        folder = path
        while not folder.is_dir() and folder != folder.parent:
            folder = folder.parent
        found = cls(folder)
        found._run("rev-parse", "--git-dir", problem=f"There is no git repository around {path}.")
        return found

    def commit(self, revision: str) -> str:
        """Give the id of a commit. Raises TeiError when there is no such revision."""
        problem = f"There is no revision “{revision}” in this repository."
        if revision.startswith("-"):
            raise TeiError(problem, "“git log” and “git tag” show the revisions.")
        said = self._run(
            *("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"),
            problem=problem,
            hint="“git log” and “git tag” show the revisions.",
        )
        return said.decode().strip()

    def base(self, first: str, second: str) -> str:
        """Give the commit from which two revisions went different ways."""
        problem = f"“{first}” and “{second}” have no common history."
        ids = self.commit(first), self.commit(second)
        return self._run("merge-base", *ids, problem=problem).decode().split()[0]

    def relative(self, path: Path) -> str:
        """Give a path as the repository knows it; "" for all of it."""
        top = Path(os.fsdecode(self._run("rev-parse", "--show-toplevel").rstrip(b"\n")))
        full = Path(os.path.realpath(path.parent)) / path.name if path.name else path.resolve()
        try:
            name = full.resolve().relative_to(top.resolve()).as_posix()
        except ValueError:
            raise TeiError(f"{path} is not in the git repository {top.name}.") from None
        return "" if name == "." else name

    def files(self, commit: str, path: str) -> dict[str, str]:
        """Give the files of a commit at or below a path, with the id of what each holds."""
        arguments = ("ls-tree", "-r", "-z", "--full-tree", commit, *(["--", path] if path else []))
        found = {}
        for record in self._run(*arguments).split(b"\0"):
            about, _, name = record.partition(b"\t")
            if name and (parts := about.decode().split())[0] in _FILES:
                found[os.fsdecode(name)] = parts[2]
        return found

    def content(self, blob: str) -> bytes:
        """Give what a file holds, by the id of its content."""
        return self._run("cat-file", "blob", blob)

    def _run(self, *arguments: str, problem: str = "", hint: str = "") -> bytes:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("GIT_")
        }
        environment |= {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        command: Sequence[str] = ("git", *_SAFE, "-C", str(self.folder), *arguments)
        try:
            done = subprocess.run(
                command, capture_output=True, check=False, env=environment, stdin=subprocess.DEVNULL
            )
        except FileNotFoundError:
            raise TeiError("The program “git” is not there.", "Install git.") from None
        if done.returncode:
            reason = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
            said = problem or f"git cannot read the repository: {reason.removeprefix('fatal: ')}."
            raise TeiError(said, hint)
        return done.stdout


def merge_lines(ours: Path, base: Path, theirs: Path) -> tuple[bytes | None, bool]:
    """Merge files line by line, with git's marks where they contradict; nothing is written.

    Gives the merged file, None for what is no text, and whether there was no conflict.
    """
    labels = [option for label in ("ours", "base", "theirs") for option in ("-L", label)]
    files = [os.fspath(file.absolute()) for file in (ours, base, theirs)]
    command = ("git", "merge-file", "-p", "-q", *labels, *files)
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise TeiError("The program “git” is not there.", "Install git.") from None
    failed = not 0 <= done.returncode <= 127
    return (None if failed else done.stdout), not done.returncode


def compare_lines(old: Path, new: Path, names: tuple[str, str]) -> str:
    """Give the difference of two files line by line, as git shows it without this program.

    `names` is what they are called: git calls this program with copies that have other names.
    """
    options = ("--no-index", "--no-ext-diff", "--no-textconv", "--no-color")
    command = ["git", "--no-pager", "diff", *options, "--", os.fspath(old), os.fspath(new)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise TeiError("The program “git” is not there.", "Install git.") from None
    _, found, lines = done.stdout.decode("utf-8", "replace").partition("\n@@")
    if not found:
        return f"{names[1]}\n  file changed\n\n"
    return f"--- {names[0]}\n+++ {names[1]}\n@@{lines}"
