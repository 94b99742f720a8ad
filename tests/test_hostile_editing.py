"""Files that want to do harm, laid out and merged: nothing else is opened, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import test_hostile_sources
from test_hostile_sources import OUTCOMES, Ground

Cli = Callable[..., Any]

ground = test_hostile_sources.ground
READABLE = [name for name, outcome in OUTCOMES.items() if outcome.startswith("read")]


def assert_harmless(ran: Any, ground: Ground, written: Path) -> None:
    assert ran.status in (0, 1, 2)
    said = f"{ran.out}{ran.err}{written.read_bytes()!r}"
    assert "SECRET" not in said and "Traceback" not in said
    ground.assert_untouched()


@pytest.mark.parametrize("name", OUTCOMES)
def test_laid_out(ground: Ground, cli: Cli, name: str) -> None:
    file = ground.edition / name
    before = file.read_bytes()
    ran = cli("format", file)
    assert_harmless(ran, ground, file)
    if ran.status == 2:
        assert file.read_bytes() == before and name in ran.err


@pytest.mark.parametrize("name", OUTCOMES)
def test_merged(ground: Ground, cli: Cli, name: str) -> None:
    """With what each of two editors has put behind the end of the file."""
    base = ground.edition / name
    ours, theirs = ground.edition / "ours.xml", ground.edition / "theirs.xml"
    for file in (ours, theirs):
        file.write_bytes(base.read_bytes() + f"<!-- {file.stem} -->".encode())
    before = ours.read_bytes()
    ran = cli("merge", base, ours, theirs)
    assert_harmless(ran, ground, ours)
    if ran.status == 2:
        assert ours.read_bytes() == before
        assert any(file.name in ran.err for file in (base, ours, theirs))
    else:
        assert b"<!-- ours -->" in ours.read_bytes() and b"<!-- theirs -->" in ours.read_bytes()


@pytest.mark.parametrize("name", READABLE)
def test_what_can_be_read_is_laid_out_and_keeps_its_declarations(
    ground: Ground, cli: Cli, name: str
) -> None:
    file = ground.edition / name
    before = file.read_text(encoding="utf-8")
    assert cli("format", file).status == 0
    doctype = before[: before.find("]>") + 2] if "]>" in before else "<TEI"
    assert doctype in file.read_text(encoding="utf-8")
