"""Grammars that are kept in digested form from one run of `tei check` to the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from tei.resources import data
from tei.validation import kept

Cli = Callable[..., Ran]

RULE = """<pattern xmlns="http://purl.oclc.org/dsdl/schematron" id="own">
<rule context="tei:title"><report test="@n">A title has no number.</report></rule></pattern>
<ns xmlns="http://purl.oclc.org/dsdl/schematron" prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
</grammar>"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of the program, which is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "tei-edition"


@pytest.fixture
def grammar(small: Path) -> Path:
    """A large grammar with a rule in it, and an edition that breaks both in the current folder."""
    path = small.parent / "own.rng"
    whole = data("schema", "tei_all.rng").read_text(encoding="utf-8")
    path.write_text(whole.replace("</grammar>", RULE), encoding="utf-8")
    text = small / "tei" / "small.xml"
    content = text.read_text(encoding="utf-8")
    content = content.replace("<title>", '<title n="1">', 1).replace("</p>", "<q><div/></q></p>", 1)
    text.write_text(content, encoding="utf-8")
    return path


def check(cli: Cli) -> Ran:
    return cli("check", "small", "--schema", "own.rng", "--select", "VAL,SCH", "--format=concise")


def test_the_next_run_finds_the_same_without_reading_the_grammar(
    grammar: Path, cache: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check(cli)
    assert "A title has no number." in first.out and "VAL001" in first.out
    assert len(list(cache.iterdir())) == 2

    def refuse(*_: object) -> None:
        raise AssertionError("read anew")

    monkeypatch.setattr("tei.relaxng.schema.load", refuse)
    assert check(cli) == first


def test_a_changed_grammar_is_read_anew(grammar: Path, cache: Path, cli: Cli) -> None:
    first = check(cli)
    text = grammar.read_text(encoding="utf-8")
    grammar.write_text(text.replace("A title has no number", "No number here"), encoding="utf-8")
    second = check(cli)
    assert second.out == first.out.replace("A title has no number", "No number here") != first.out
    assert len(list(cache.iterdir())) == 4


@pytest.mark.parametrize("suffix", ["digest", "sch"])
@pytest.mark.parametrize("content", [b"", b"\xff", b"[1]\n[2]\n"])
def test_what_is_damaged_is_passed_over(
    grammar: Path, cache: Path, cli: Cli, suffix: str, content: bytes
) -> None:
    first = check(cli)
    (path,) = cache.glob(f"*.{suffix}")
    path.write_bytes(content)
    assert check(cli) == first


def test_a_folder_that_cannot_be_written_does_no_harm(
    grammar: Path, cache: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check(cli)
    (cache.parent / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache.parent / "file"))
    assert check(cli) == first


def test_only_the_latest_are_kept(grammar: Path, cache: Path, cli: Cli) -> None:
    cache.mkdir(parents=True)
    for number in range(30):
        (cache / f"{number:02}.digest").write_text("old")
    check(cli)
    assert len(list(cache.glob("*.digest"))) == 20
    assert (cache / kept.name(grammar.read_bytes())).is_file()


def test_what_other_files_have_a_part_in_is_not_kept(small: Path, cache: Path, cli: Cli) -> None:
    whole = data("schema", "tei_all.rng").read_bytes()
    assert kept.name(whole)
    assert not kept.name(whole[:1000])
    for more in (b'<include href="x.rng"/>', b'<r:externalRef href="x"/>', b"<!DOCTYPE grammar>"):
        assert not kept.name(whole + more)
    (small.parent / "tei.rng").write_bytes(whole)
    outer = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="tei.rng"/>'
    Path("own.rng").write_text(f"{outer}{' ' * 70_000}</grammar>")
    check(cli)
    assert not cache.exists()


def test_a_schema_at_fault_leaves_nothing(grammar: Path, cache: Path, cli: Cli) -> None:
    text = grammar.read_text(encoding="utf-8")
    grammar.write_text(text.replace("</grammar>", '<define name="x"/></grammar>'))
    assert check(cli).status == 2
    assert not cache.exists()


def test_a_relative_folder_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    assert kept.folder() == tmp_path / ".cache" / "tei-edition"
