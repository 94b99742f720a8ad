"""Writing: a build replaces its files as one, and nothing that is not its own is touched.

The files go to a staging folder inside the target first (so that they lie on the same disk) and
take their places by renaming when all of them are there. The manifest `.tei-manifest.json` lists
what belongs to the build: only that is ever replaced or removed.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol, TypeVar

from tei.errors import TeiError
from tei.interrupts import interrupts
from tei.manifest import MANIFEST, Entry, Manifest

_T = TypeVar("_T")
_STAGING = ".tei-staging-"
# What some system does not allow in the name of a file.
_UNFIT = frozenset('\\:"<>|?*')


class Publishable(Protocol):
    """A file to be written: `tei.outputs.registry.Product`, or anything like it."""

    @property
    def path(self) -> str:
        """The path below the target, with slashes."""

    @property
    def content(self) -> bytes:
        """What is in it."""

    @property
    def output(self) -> str:
        """The output that has yielded it."""


class Published(NamedTuple):
    """What publishing did: the paths of the files below the target, each in alphabetical order."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def publish(
    products: Iterable[Publishable], directory: Path | str, only: Collection[str] | None = None
) -> Published:
    """Make `directory` hold these products, and leave everything that is not a build's alone.

    Files of an earlier build that are not among the products are removed; with `only`, those of
    other outputs stay. Products are drawn one by one: when one fails, when the disk is full or
    the work is interrupted, the directory is as it was.

    Raises TeiError when a file to be written exists and is not ours, when a path would leave the
    directory, when the directory cannot be written to, or while another build is writing to it.
    """
    target = Path(directory)
    with _opened(target), _locked(target):
        _sweep(target)
        before = Manifest.read(target)
        staging = _new_staging(target)
        try:
            plan = _stage(products, target, staging, before)
            kept = {
                path: entry
                for path, entry in before.files.items()
                if only is not None and entry.output not in only and path not in plan.files
            }
            after = Manifest({**kept, **plan.files})
            removed = sorted(before.files.keys() - after.files.keys())
            with interrupts(signal.SIG_IGN):  # moving some files is done in a moment
                _swap(target, staging, plan.written, removed, before, after)
        finally:
            with interrupts(signal.SIG_IGN):
                shutil.rmtree(staging, ignore_errors=True)
    unchanged = sorted(plan.files.keys() - set(plan.written))
    return Published(tuple(sorted(plan.written)), tuple(unchanged), tuple(removed))


def create(files: Mapping[str, bytes], directory: Path | str) -> None:
    """Write a new folder with these files, all of them or none.

    Raises TeiError when the folder exists and has something in it, or cannot be written.
    """
    target = Path(directory)
    with _opened(target):
        if any(target.iterdir()):
            raise TeiError(
                f"The folder “{target}” is not empty.", "Name a new folder, or an empty one."
            )
        written: list[Path] = []
        try:
            for path, content in sorted(files.items()):
                place = target.joinpath(*_parts(path))
                written.append(place)
                _write(place, content, target)
        except BaseException:
            for place in written:
                place.unlink(missing_ok=True)
                _prune(place.parent, target)
            raise


class _Plan(NamedTuple):
    """The files as they shall be, and those of them that differ from what is there."""

    files: dict[str, Entry]
    written: list[str]


def _stage(products: Iterable[Publishable], target: Path, staging: Path, before: Manifest) -> _Plan:
    plan = _Plan({}, [])
    for product in products:
        parts = _parts(product.path)
        if product.path in plan.files:
            raise TeiError(f"The build has two files named “{product.path}”.")
        place = target.joinpath(*parts)
        _look_at_way(target, parts, before)
        plan.files[product.path] = Entry.of(product.content, product.output)
        if not _is_same(place, product.content):
            _write(staging.joinpath("new", *parts), product.content, target)
            plan.written.append(product.path)
    return plan


def _parts(path: str) -> tuple[str, ...]:
    """Divide a path, and refuse one that could leave the target or hide in our own names."""
    parts = tuple(path.split("/"))
    bad = (
        PurePosixPath(path).is_absolute()
        or any(part in ("", ".", "..") or part.startswith(".tei-") for part in parts)
        or not _UNFIT.isdisjoint(path)
        or not path.isprintable()
    )
    if bad:
        raise TeiError(f"“{path}” cannot be the name of a file in a build.")
    return parts


def _look_at_way(target: Path, parts: tuple[str, ...], before: Manifest) -> None:
    """Refuse to replace what is not ours, and to write through a symbolic link."""
    place = target
    for depth, part in enumerate(parts, 1):
        place /= part
        if not os.path.lexists(place):
            return
        ours = "/".join(parts[:depth]) in before.files
        last = depth == len(parts)
        if _is_file(place):
            if ours:
                return
            if place.is_symlink() and not last:
                raise TeiError(
                    f"“{place}” is a symbolic link; a build does not write through it.",
                    "Replace it by a folder, or build into another folder with --output.",
                )
        if _is_file(place) or (last and place.is_dir()):
            raise TeiError(
                f"“{place}” is in the way: it was not made by an earlier build.",
                "Move it elsewhere, or build into another folder with --output.",
            )


def _is_same(place: Path, content: bytes) -> bool:
    try:
        if place.is_symlink() or place.stat().st_size != len(content):
            return False
        return place.read_bytes() == content
    except OSError:
        return False


def _write(place: Path, content: bytes, target: Path) -> None:
    try:
        with _in_new_folder(place, lambda: place.open("xb")) as file:
            file.write(content)
    except (FileExistsError, NotADirectoryError):
        raise TeiError(
            f"Two files of the build have the same name on this disk: “{place.name}”.",
            "Change one of the ids that differ only in capital letters or accents.",
        ) from None
    except OSError as error:
        raise _failure(error, target) from error


def _swap(
    target: Path,
    staging: Path,
    written: list[str],
    removed: list[str],
    before: Manifest,
    after: Manifest,
) -> None:
    """Put the new files in the places of the old ones; go back all the way if anything fails."""
    if before == after and not written:
        return
    done: list[tuple[Path, Path]] = []

    def move(source: Path, place: Path) -> None:
        done.append((source, place))
        _in_new_folder(place, lambda: source.rename(place))

    # Until the end both the old and the new files count as ours: if the machine stops here, the
    # next build knows what it finds. All three lists are written before anything is moved.
    try:
        old = _draft(before, staging, "before")
        new = _draft(after, staging, "after")
        together = Manifest({**before.files, **after.files})
        both = staging / "both.json"
        if together == after:
            both.write_bytes(new.read_bytes())
        else:
            _draft(together, staging, "both")
    except OSError as error:
        raise _failure(error, target) from error
    try:
        both.replace(target / MANIFEST)
        for path in [*written, *removed]:
            if _is_file(target / path):
                move(target / path, staging / "old" / path)
                _prune((target / path).parent, target)
        for path in written:
            move(staging / "new" / path, target / path)
        new.replace(target / MANIFEST)
    except BaseException as error:
        for source, place in reversed(done):
            if os.path.lexists(place) and not os.path.lexists(source):
                source.parent.mkdir(parents=True, exist_ok=True)
                place.rename(source)
            _prune(place.parent, target)
        if before.files:
            old.replace(target / MANIFEST)
        else:
            (target / MANIFEST).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _failure(error, target) from error
        raise


def _in_new_folder(place: Path, work: Callable[[], _T]) -> _T:
    """Do something with a place, and make the folder for it only if there is none."""
    try:
        return work()
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True)
        return work()


def _draft(manifest: Manifest, staging: Path, name: str) -> Path:
    draft = staging / f"{name}.json"
    draft.write_bytes(manifest.content())
    return draft


def _is_file(place: Path) -> bool:
    """Tell whether there is a file, or a link; a folder in a file's place is somebody else's."""
    return os.path.lexists(place) and (place.is_symlink() or not place.is_dir())


def _prune(folder: Path, target: Path) -> None:
    """Remove folders that have become empty, up to the target, which stays."""
    while folder != target:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


@contextmanager
def _opened(target: Path) -> Iterator[None]:
    """Make sure that the folder is there; if the work fails, take away what was made for it."""
    new = [folder for folder in (target, *target.parents) if not folder.exists()]
    try:
        target.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise TeiError(
            f"“{target}” cannot be a folder: a file has that name.", "Name another folder."
        ) from None
    except OSError as error:
        raise _failure(error, target) from error
    try:
        yield
    except BaseException:
        for folder in new:
            try:
                folder.rmdir()
            except OSError:
                break
        raise


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Keep other builds away from the folder, where the system can; it ends with the process."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    try:
        folder = os.open(target, os.O_RDONLY)
    except OSError as error:
        raise _failure(error, target) from error
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # Some network disks have no locks: then two builds at once are the user's affair.
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
            os.close(folder)
            raise TeiError(
                f"Another build is writing to “{target}”.", "Wait until it has ended."
            ) from None
    try:
        yield
    finally:
        os.close(folder)


def _sweep(target: Path) -> None:
    """Remove what a build that was killed has left."""
    for stale in target.glob(f"{_STAGING}*"):
        shutil.rmtree(stale, ignore_errors=True)


def _new_staging(target: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=_STAGING, dir=target))
    except OSError as error:
        raise _failure(error, target) from error


def _failure(error: OSError, target: Path) -> TeiError:
    remedies = {
        errno.ENOSPC: "The disk is full: make room, and try again.",
        errno.EDQUOT: "Your share of the disk is used up: make room, and try again.",
        errno.EACCES: "Allow writing there, or name another folder.",
        errno.EPERM: "Allow writing there, or name another folder.",
        errno.EROFS: "The disk is read-only: name another folder.",
        errno.ENAMETOOLONG: "Shorten the ids of the texts, which become names of files.",
    }
    reason = error.strerror or str(error)
    return TeiError(
        f"The folder “{target}” cannot be written to: {reason}.",
        remedies.get(error.errno or 0, "Name another folder."),
    )
