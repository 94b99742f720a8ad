"""Files that want to do harm: each is read, with nothing else opened, or refused in plain words."""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from tei.errors import TeiError
from tei.reading.source import parse
from tei.reading.source_codes import SourceError
from tei.reading.xinclude import assemble

HOSTILE = Path(__file__).parent / "hostile"
READ = "read"

# For each file the code of the error, or what reading it finds.
OUTCOMES = {
    "billion-laughs.xml": "SRC019",
    "billion-laughs-in-attribute.xml": "SRC019",
    "billion-laughs-in-default.xml": "SRC019",
    "billion-parameters.xml": "SRC019",
    "chain-of-entities.xml": "SRC019",
    "circle-of-entities.xml": "SRC016",
    "code-point-too-high.xml": "SRC014",
    "codec-that-is-none.xml": "SRC015",
    "deep.xml": "SRC018",
    "exfiltration.xml": "SRC016",
    "external-dtd-remote.xml": "read SRC001",
    "external-dtd.xml": "read SRC001",
    "external-entity-nested.xml": "read SRC003",
    "external-entity-relative.xml": "read SRC003",
    "external-entity-remote.xml": "read SRC003",
    "external-entity.xml": "read SRC003",
    "external-parameter.xml": "read SRC001",
    "image.xml": "SRC013",
    "include-absolute-text.xml": "SRC031",
    "include-absolute.xml": "SRC031",
    "include-base-remote.xml": "SRC032",
    "include-base.xml": "SRC031",
    "include-data.xml": "SRC032",
    "include-document-function.xml": "SRC034",
    "include-external-entity.xml": "read SRC003",
    "include-file-url-host.xml": "SRC032",
    "include-file-url-localhost.xml": "SRC031",
    "include-file-url.xml": "SRC031",
    "include-ftp.xml": "SRC032",
    "include-host.xml": "SRC032",
    "include-http-fallback.xml": "read SRC007",
    "include-http-text.xml": "SRC032",
    "include-http-upper.xml": "SRC032",
    "include-http.xml": "SRC032",
    "include-itself-as-text.xml": "SRC031",
    "include-itself.xml": "SRC033",
    "include-link-circle.xml": "SRC035",
    "include-link-to-folder.xml": "SRC031",
    "include-link.xml": "SRC031",
    "include-long.xml": "SRC030",
    "include-null-byte.xml": "SRC035",
    "include-parent-deep.xml": "SRC031",
    "include-parent-fallback.xml": "SRC031",
    "include-parent-passage.xml": "SRC031",
    "include-parent-text.xml": "SRC031",
    "include-parent.xml": "SRC031",
    "include-percent-slash.xml": "SRC031",
    "include-percent-twice.xml": "SRC030",
    "include-percent.xml": "SRC031",
    "null-byte-late.xml": "SRC016",
    "null-byte.xml": "SRC013",
    "only-a-mark.xml": "SRC012",
    "only-a-tag.xml": "SRC016",
    "only-spaces.xml": "SRC016",
    "open-comments.xml": "SRC016",
    "open-tags.xml": "SRC016",
    "overlong.xml": "SRC014",
    "parameter-in-parameter.xml": "read SRC001",
    "quadratic-blowup.xml": "SRC019",
    "reference-too-high.xml": "SRC016",
    "schema-hints.xml": "read",
    "surrogate-utf16.xml": "SRC014",
    "surrogate.xml": "SRC014",
    "truncated-utf16.xml": "SRC014",
    "unbalanced-quotes.xml": "SRC016",
    "utf7.xml": "SRC015",
}


class Watch:
    """Notices with inotify whether anybody opens a file of a folder."""

    OPENED = 0x20

    def __init__(self, folder: Path) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._queue = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        self._libc.inotify_add_watch(self._queue, os.fsencode(folder), self.OPENED)

    def events(self) -> bytes:
        try:
            return os.read(self._queue, 4096)
        except BlockingIOError:
            return b""

    def close(self) -> None:
        os.close(self._queue)


@dataclass
class Ground:
    """A copy of the hostile files, with all that they reach for under observation."""

    edition: Path
    outside: Path
    listener: socket.socket
    watch: Watch | None

    def assert_untouched(self) -> None:
        with pytest.raises(BlockingIOError):
            self.listener.accept()
        if self.watch:
            assert self.watch.events() == b""


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    edition, outside = tmp_path / "edition", tmp_path / "outside"
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        port = str(listener.getsockname()[1]).encode()
        shutil.copytree(HOSTILE / "outside", outside)
        (edition / "inner").mkdir(parents=True)
        for file in (HOSTILE / "edition").iterdir():
            data = file.read_bytes().replace(b"@OUTSIDE@", os.fsencode(outside))
            (edition / file.name).write_bytes(data.replace(b"@PORT@", port))
        (edition / "link.xml").symlink_to(outside / "secret.xml")
        (edition / "linked").symlink_to(outside)
        (edition / "circle.xml").symlink_to(edition / "circle.xml")
        watch = Watch(outside) if sys.platform == "linux" else None
        yield Ground(edition, outside, listener, watch)
        if watch:
            watch.close()


def test_every_hostile_file_has_an_outcome() -> None:
    assert {file.name for file in (HOSTILE / "edition").iterdir()} == set(OUTCOMES)


@pytest.mark.parametrize("name", OUTCOMES)
def test_hostile_file(ground: Ground, name: str) -> None:
    try:
        root, sources = assemble(ground.edition / name, ground.edition)
    except SourceError as error:
        outcome, said = error.code, f"{error.message} {error.hint}"
        assert error.message.endswith(".")
        assert error.hint
        assert error.position
    else:
        findings = [finding for source in sources for finding in source.findings]
        outcome = " ".join([READ, *(finding.code for finding in findings)])
        said = etree.tostring(root, encoding="unicode") + "".join(map(str, findings))
        assert "<!" not in said
    assert outcome == OUTCOMES[name]
    assert "SECRET" not in said
    ground.assert_untouched()


def test_the_observation_works(ground: Ground) -> None:
    socket.create_connection(ground.listener.getsockname()).close()
    with pytest.raises(pytest.fail.Exception):
        ground.assert_untouched()
    if ground.watch:
        (ground.outside / "secret.txt").read_text()
        assert ground.watch.events()


def test_the_secret_is_read_where_that_is_allowed(ground: Ground) -> None:
    root, _ = assemble(
        ground.edition / "include-parent.xml", ground.edition, allow=[ground.outside]
    )
    assert "SECRET" in etree.tostring(root, encoding="unicode")


def test_the_contents_of_a_skipped_entity_stay_visible(ground: Ground) -> None:
    root, _ = assemble(ground.edition / "external-entity-nested.xml", ground.edition)
    assert root.xpath("string()") == "(&s;)"


@pytest.mark.parametrize("kind", ["", "% "])
def test_too_many_entities(kind: str) -> None:
    declarations = "".join(f'<!ENTITY {kind}e{n} "">' for n in range(6000))
    with pytest.raises(SourceError, match="too many") as caught:
        parse(f"<!DOCTYPE TEI [{declarations}]><TEI/>".encode(), Path("/a"), 0, "a.xml")
    assert caught.value.code == "SRC019"


def test_a_long_chain_of_entities_is_found_from_any_end() -> None:
    chain = "".join(f'<!ENTITY c{n} "&c{n + 1};">' for n in range(300))
    uses = "".join(f"&c{n};" for n in range(300, -1, -50))
    text = f'<!DOCTYPE TEI [{chain}<!ENTITY c300 "x">]><TEI>{uses}</TEI>'
    with pytest.raises(SourceError, match="deep") as caught:
        parse(text.encode(), Path("/a"), 0, "a.xml")
    assert caught.value.code == "SRC019"


def test_every_failure_is_a_mistake_of_the_user() -> None:
    assert issubclass(SourceError, TeiError)
