"""Writing a build: all of it or nothing, and nothing that is somebody else's."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tei.errors import TeiError
from tei.manifest import MANIFEST
from tei.publishing import Published, create, publish


@dataclass(frozen=True)
class File:
    path: str
    content: bytes
    output: str = "site"


SITE = [File("site/index.html", b"home"), File("site/a/one.html", b"one")]
PDF = [File("book.pdf", b"%PDF", "pdf")]


def tree(folder: Path) -> dict[str, bytes]:
    """Give everything in a folder but the manifest, hidden files too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def contents(*files: File) -> dict[str, bytes]:
    return {file.path: file.content for file in files}


def failing(files: list[File], error: BaseException) -> Iterator[File]:
    yield from files
    raise error


def test_the_folder_holds_the_products_and_a_list_of_them(tmp_path: Path) -> None:
    result = publish(SITE + PDF, tmp_path / "build")
    assert result == Published(("book.pdf", "site/a/one.html", "site/index.html"), (), ())
    assert tree(tmp_path / "build") == contents(*SITE, *PDF)
    listed = json.loads((tmp_path / "build" / MANIFEST).read_text())["files"]
    assert set(listed) == set(contents(*SITE, *PDF))
    assert listed["book.pdf"]["output"] == "pdf"


def test_what_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    publish(SITE, tmp_path)
    before = (tmp_path / "site/index.html").stat()
    manifest = (tmp_path / MANIFEST).read_bytes()
    result = publish([SITE[0], File("site/a/one.html", b"changed")], tmp_path)
    assert result == Published(("site/a/one.html",), ("site/index.html",), ())
    after = (tmp_path / "site/index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (tmp_path / MANIFEST).read_bytes() != manifest


def test_a_file_of_ours_that_was_altered_or_deleted_is_mended(tmp_path: Path) -> None:
    publish(SITE, tmp_path)
    (tmp_path / "site/index.html").write_bytes(b"HOME")
    (tmp_path / "site/a/one.html").unlink()
    assert publish(SITE, tmp_path).written == ("site/a/one.html", "site/index.html")
    assert tree(tmp_path) == contents(*SITE)


def test_what_is_no_longer_made_goes_with_its_folder(tmp_path: Path) -> None:
    publish(SITE, tmp_path)
    assert publish(SITE[:1], tmp_path).removed == ("site/a/one.html",)
    assert not (tmp_path / "site/a").exists()


def test_files_that_are_not_ours_are_never_touched(tmp_path: Path) -> None:
    (tmp_path / "site/a").mkdir(parents=True)
    (tmp_path / "site/a/mine.txt").write_bytes(b"mine")
    publish(SITE, tmp_path)
    publish([], tmp_path)
    assert tree(tmp_path) == {"site/a/mine.txt": b"mine"}


def test_a_file_in_the_way_is_named_and_kept(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_bytes(b"mine")
    with pytest.raises(TeiError, match=r"index\.html” is in the way") as caught:
        publish(SITE, tmp_path)
    assert "--output" in caught.value.hint
    assert tree(tmp_path) == {"site/index.html": b"mine"}


def test_a_folder_that_somebody_put_in_the_place_of_our_file_is_kept(tmp_path: Path) -> None:
    publish(PDF, tmp_path)
    (tmp_path / "book.pdf").unlink()
    (tmp_path / "book.pdf").mkdir()
    (tmp_path / "book.pdf/mine.txt").write_bytes(b"mine")
    with pytest.raises(TeiError, match="in the way"):
        publish(PDF, tmp_path)
    publish([], tmp_path)
    assert tree(tmp_path) == {"book.pdf/mine.txt": b"mine"}


def test_a_file_of_ours_may_become_a_folder(tmp_path: Path) -> None:
    publish([File("site", b"file")], tmp_path)
    publish(SITE, tmp_path)
    assert tree(tmp_path) == contents(*SITE)


def test_a_partial_build_leaves_the_other_outputs(tmp_path: Path) -> None:
    publish(SITE + PDF, tmp_path)
    result = publish(SITE[:1], tmp_path, only=["site"])
    assert result.removed == ("site/a/one.html",)
    assert tree(tmp_path) == contents(SITE[0], *PDF)
    publish(SITE, tmp_path)
    assert tree(tmp_path) == contents(*SITE)


@pytest.mark.parametrize("error", [RuntimeError("bug"), KeyboardInterrupt(), TeiError("stop")])
def test_when_a_product_fails_the_earlier_result_stays(
    tmp_path: Path, error: BaseException
) -> None:
    publish(SITE, tmp_path)
    before, manifest = tree(tmp_path), (tmp_path / MANIFEST).read_bytes()
    with pytest.raises(type(error)):
        publish(failing([File("site/index.html", b"new"), *PDF], error), tmp_path)
    assert tree(tmp_path) == before
    assert (tmp_path / MANIFEST).read_bytes() == manifest


def test_a_first_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        publish(failing(SITE, RuntimeError()), tmp_path / "new" / "build")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("moves", range(9))
def test_when_a_move_fails_half_way_everything_goes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    """Whichever of the renamings fails, by an error or by an interrupt."""
    publish(SITE + PDF, tmp_path)
    before, manifest = tree(tmp_path), (tmp_path / MANIFEST).read_bytes()
    rename, done = Path.rename, 0

    def fails_once(self: Path, target: Path) -> Path:
        nonlocal done
        done += 1
        if done == moves + 1:
            raise OSError(5, "Input/output error") if moves % 2 else KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails_once)
    changed = [File("site/index.html", b"new"), File("site/a/one.html", b"new"), File("c/d", b"d")]
    try:
        publish(changed, tmp_path)
    except (TeiError, KeyboardInterrupt):
        assert tree(tmp_path) == before
        assert (tmp_path / MANIFEST).read_bytes() == manifest
        assert not (tmp_path / "c").exists()
    else:
        assert done <= moves  # there are fewer moves than that
        assert tree(tmp_path) == contents(*changed)


def test_a_full_disk_changes_nothing(tmp_path: Path, tei_require: Callable[..., None]) -> None:
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(tmp_path)], capture_output=True
    ) if hasattr(os, "geteuid") and os.geteuid() == 0 else None  # fmt: skip
    tei_require("mount", mount is not None and mount.returncode == 0)
    try:
        publish(SITE, tmp_path / "build")
        large = [File("site/index.html", b"new"), File("site/large", os.urandom(200_000))]
        with pytest.raises(TeiError, match="No space left") as caught:
            publish(large, tmp_path / "build")
        assert "disk is full" in caught.value.hint
        assert tree(tmp_path / "build") == contents(*SITE)
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_full_disk_is_told_wherever_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(SITE, tmp_path)
    monkeypatch.setattr(Path, "write_bytes", _no_space)
    with pytest.raises(TeiError, match="No space left"):
        publish([File("site/index.html", b"new")], tmp_path)
    assert tree(tmp_path) == contents(*SITE)


def _no_space(self: Path, data: bytes) -> int:
    raise OSError(28, "No space left on device")


def test_a_read_only_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(SITE, tmp_path)

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(TeiError, match="cannot be written to: Permission denied"):
        publish(PDF, tmp_path)
    assert tree(tmp_path) == contents(*SITE)


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"a file")
    for target in (tmp_path / "build", tmp_path / "build" / "deeper"):
        with pytest.raises(TeiError, match="a file has that name"):
            publish(SITE, target)
    assert tree(tmp_path) == {"build": b"a file"}


@pytest.mark.parametrize(
    "path",
    ["../x", "a/../../x", "/etc/x", "", "a//b", "./a", "a\\b", "c:x", "a\nb", ".tei-manifest.json"],
)
def test_a_path_that_leads_elsewhere_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(TeiError, match="cannot be the name of a file"):
        publish([File(path, b"x")], tmp_path / "build")
    assert list(tmp_path.iterdir()) == []


def test_a_build_does_not_write_through_a_symbolic_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "build").mkdir()
    (tmp_path / "build/site").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(TeiError, match="symbolic link"):
        publish(SITE, tmp_path / "build")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_manifest_cannot_make_us_delete_what_lies_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_bytes(b"years of work")
    (tmp_path / "build").mkdir()
    (tmp_path / "build/up").symlink_to(tmp_path)
    listed = {"output": "site", "sha256": ""}
    paths = ["../thesis.txt", "up/thesis.txt", str(tmp_path / "thesis.txt")]
    (tmp_path / "build" / MANIFEST).write_text(
        json.dumps({"version": 1, "files": dict.fromkeys(paths, listed)})
    )
    assert publish([], tmp_path / "build").removed == ()
    assert (tmp_path / "thesis.txt").read_bytes() == b"years of work"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"version": 2, "files": {}}'])
def test_a_manifest_that_cannot_be_read_stops_the_build(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(TeiError, match="cannot be read"):
        publish(SITE, tmp_path)
    assert tree(tmp_path) == {}


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TeiError, match="two files named"):
        publish([*PDF, *PDF], tmp_path / "build")


def test_what_a_killed_build_has_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".tei-staging-old/new").mkdir(parents=True)
    (tmp_path / ".tei-staging-old/new/x").write_bytes(b"x")
    publish(SITE, tmp_path)
    assert tree(tmp_path) == contents(*SITE)


def _hold(target: Path, ready: multiprocessing.synchronize.Event, go: object) -> None:
    def slow() -> Iterator[File]:
        yield SITE[0]
        ready.set()
        go.wait(20)  # type: ignore[attr-defined]
        yield SITE[1]

    publish(slow(), target)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")
def test_a_second_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, go = context.Event(), context.Event()
    first = context.Process(target=_hold, args=(tmp_path, ready, go))
    first.start()
    assert ready.wait(20)
    with pytest.raises(TeiError, match="Another build"):
        publish(PDF, tmp_path)
    go.set()
    first.join(20)
    assert tree(tmp_path) == contents(*SITE)
    publish(SITE, tmp_path)  # the lock is free again


def test_create_writes_a_new_folder_or_nothing(tmp_path: Path) -> None:
    create({"a/b.txt": b"b", "c.txt": b"c"}, tmp_path / "new")
    assert tree(tmp_path / "new") == {"a/b.txt": b"b", "c.txt": b"c"}
    with pytest.raises(TeiError, match="is not empty"):
        create({"d.txt": b"d"}, tmp_path / "new")
    with pytest.raises(TeiError):
        create({"a.txt": b"a", "z/../../x": b""}, tmp_path / "other")
    assert not (tmp_path / "other").exists()
