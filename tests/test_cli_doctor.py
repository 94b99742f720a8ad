"""`tei doctor`: what is there, and what is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import metadata
from typing import Any

import pytest

Cli = Callable[..., Any]


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program count as installed: a checkout may be tested without that."""
    version = metadata.version
    monkeypatch.setattr(
        metadata, "version", lambda name: "1.0" if name == "tei-edition" else version(name)
    )


def test_versions_are_shown_and_the_engines_work(cli: Cli) -> None:
    result = cli("doctor")
    assert result.status == 0, result.out
    for name in ("tei-edition", "Python", "lxml", "saxonche", "typst", "click"):
        assert f" {name} " in result.out
    assert metadata.version("lxml") in result.out


def test_json_says_the_same(cli: Cli) -> None:
    parts = {part["name"]: part for part in json.loads(cli("doctor", "--format", "json").out)}
    assert parts["saxonche"]["version"] == metadata.version("saxonche")
    assert all(part["ok"] for part in parts.values())


def test_a_part_that_does_not_work_has_status_1(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ImportError("libsaxonc.so is missing")

    monkeypatch.setattr("tei.transform.compile_stylesheet", broken)
    result = cli("doctor")
    assert result.status == 1
    assert "fault  saxonche" in result.out and "libsaxonc.so is missing" in result.out
    assert "pip install" in result.err


def test_a_part_that_is_missing_has_status_1(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    result = cli("doctor")
    assert result.status == 1 and "typst is not installed." in result.out
