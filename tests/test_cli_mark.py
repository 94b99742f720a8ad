"""`tei mark`: what it lists, what it writes, what it refuses."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tei.authoring import marking
from tei.cli.mark import mark
from tei.cli.replacing import Replacement, replace
from tei.errors import TeiError
from tei.reading.source import fingerprint

Cli = Callable[..., Any]
pty = pytest.importorskip("pty", reason="there are no terminals of this kind here")
ROOT = Path(__file__).parents[1]

TEXT = """\
<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader><fileDesc><titleStmt><title>Letters from Vienna</title></titleStmt>
    <publicationStmt><p>None.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc>
  </fileDesc></teiHeader>
  <text><body>
    <div xml:id="one"><head>One</head>
      <p>So Anna
      Berg came to Vienna in 1905. On May 15 Rosa left.</p></div>
    <div xml:id="two"><head>Two</head>
      <p>Then Rosa saw Vienna.</p></div>
  </body></text>
  <standOff>
    <listPerson>
      <person xml:id="berg"><persName>Berg, Anna</persName></person>
      <person xml:id="rosa-a"><persName>Alt, Rosa</persName><persName>Rosa</persName></person>
      <person xml:id="rosa-n"><persName>Neu, Rosa</persName><persName>Rosa</persName></person>
    </listPerson>
    <listPlace><place xml:id="vienna"><placeName>Vienna</placeName></place></listPlace>
  </standOff>
</TEI>
"""
BERG = '<persName ref="#berg">Anna\n      Berg</persName>'
VIENNA = '<placeName ref="#vienna">Vienna</placeName>'


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("text.xml")
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_what_is_unmarked_is_listed_and_nothing_changes(text: Path, cli: Cli) -> None:
    result = cli("mark", text)
    assert result.status == 1
    assert "warning[MRK001] unmarked-name: “Anna Berg” is a person, Berg, Anna." in result.out
    assert "--> text.xml:8:13 (One)" in result.out
    assert '= help: <persName ref="#berg">Anna Berg</persName>' in result.out
    assert 'help: <date when="1905">1905</date>' in result.out
    assert "note[MRK003] undecided-name: “Rosa” may be a person (Alt, Rosa; or Neu," in result.out
    assert "3 certain" not in result.err and "date: 1 certain, 1 undecided" in result.err
    assert text.read_text() == TEXT


def test_the_concise_form_has_the_words_around(text: Path, cli: Cli) -> None:
    lines = cli("mark", text, "--format", "concise", "-q").out.splitlines()
    assert len(lines) == 7
    assert lines[1].startswith(
        "text.xml:9:20: MRK001 “Vienna” is a place, Vienna, in “…One So Anna Berg came to Vienna in"
    )
    assert lines[4].startswith("text.xml:9:46: MRK003 “Rosa” may be a person")


def test_programs_get_everything(text: Path, cli: Cli) -> None:
    result = cli("mark", text, "--format", "json", "-q")
    found = json.loads(result.out)
    assert [(item["words"], item["kind"], item["certain"]) for item in found] == [
        ("Anna Berg", "person", True),
        ("Vienna", "place", True),
        ("1905", "date", True),
        ("May 15", "date", False),
        ("Rosa", "person", False),
        ("Rosa", "person", False),
        ("Vienna", "place", True),
    ]
    assert found[0]["filename"] == "text.xml" and found[0]["location"] == {"row": 8, "column": 13}
    assert (found[0]["before"], found[0]["after"][:5], found[0]["text"]) == (
        "One So ",
        " came",
        "one",
    )
    assert found[3]["doubt"] and found[0]["doubt"] is None
    assert found[4]["choices"] == [
        {"markup": '<persName ref="#rosa-a">', "record": "rosa-a"},
        {"markup": '<persName ref="#rosa-n">', "record": "rosa-n"},
    ]


def test_applying_marks_what_is_certain_and_is_done_once(text: Path, cli: Cli) -> None:
    result = cli("mark", text, "--apply")
    assert result.status == 0 and "Marked 4 passages." in result.err
    assert "MRK003" in result.out and "MRK001" not in result.out
    expected = (
        TEXT.replace("Anna\n      Berg", BERG, 1)
        .replace("to Vienna", f"to {VIENNA}")
        .replace("saw Vienna", f"saw {VIENNA}")
        .replace("in 1905", 'in <date when="1905">1905</date>')
    )
    assert text.read_text() == expected
    again = cli("mark", text, "--apply")
    assert again.status == 0 and "Marked 0 passages." in again.err
    assert text.read_text() == expected


def test_the_kinds_and_the_texts_can_be_chosen(text: Path, cli: Cli) -> None:
    assert cli("mark", text, "--apply", "--kind", "date,org", "--text", "one").status == 0
    assert text.read_text() == TEXT.replace("in 1905", 'in <date when="1905">1905</date>')
    assert cli("mark", text, "--kind", "date").status == 0
    assert cli("mark", text, "--kind", "place", "--text", "two").status == 1


def test_bytes_that_are_no_markup_stay(text: Path, cli: Cli) -> None:
    data = TEXT.replace("UTF-8", "UTF-16").replace("\n", "\r\n").encode("utf-16")
    text.write_bytes(data)
    assert cli("mark", text, "--apply", "--kind", "place").status == 0
    expected = data.decode("utf-16").replace("to Vienna", f"to {VIENNA}")
    assert text.read_bytes() == expected.replace("saw Vienna", f"saw {VIENNA}").encode("utf-16")


def test_nothing_to_do(text: Path, cli: Cli) -> None:
    cli("mark", text, "--apply", "-q")
    result = cli("mark", text, "--kind", "place")
    assert (result.status, result.out) == (0, "")
    assert "Nothing that was looked for is left unmarked." in result.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--kind", "persons"), "no kind “persons”"),
        (("--text", "tow"), "no text with the id “tow”"),
        (("--apply", "--interactive"), "cannot stand together"),
        (("--interactive",), "needs a terminal"),
    ],
)
def test_what_is_refused(text: Path, cli: Cli, arguments: tuple[str, ...], said: str) -> None:
    result = cli("mark", text, *arguments)
    assert result.status == 2 and said in result.err and "= help:" in result.err
    assert result.out == "" and text.read_text() == TEXT


def test_standard_input_is_listed_but_not_changed(
    text: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    with text.open() as file:
        monkeypatch.setattr("sys.stdin", file)
        assert "-:9:20: MRK001 “Vienna”" in cli("mark", "-", "--format", "concise").out
    result = cli("mark", "-", "--apply")
    assert result.status == 2 and "cannot be changed" in result.err


def test_a_register_without_names_is_reported(text: Path, cli: Cli) -> None:
    content = TEXT.replace("<persName>Berg, Anna</persName>", "").replace("Vienna<", "V.<")
    text.write_text(content, encoding="utf-8")
    out = cli("mark", text).out
    assert "MRK005] record-without-name: The record “berg” (person) has no name." in out
    assert "MRK006] form-not-looked-for: The form “V.” of V. (place)" in out


def test_dates_of_an_unknown_language_are_reported(text: Path, cli: Cli) -> None:
    text.write_text(TEXT.replace('"en"', '"tlh"'), encoding="utf-8")
    result = cli("mark", text, "--kind", "date", "--format", "concise")
    assert result.status == 0
    assert "MRK007 There are no patterns for dates in the language “tlh”" in result.out


def test_what_a_text_says_does_nothing_to_the_terminal(text: Path, cli: Cli) -> None:
    content = TEXT.replace("Anna\n      Berg", "Anna\u2028Berg").replace("came", "\u202ecame\x9b2J")
    text.write_text(content, encoding="utf-8")
    for form in ("full", "concise", "json"):
        out = cli("mark", text, "--format", form).out
        assert "Berg" in out and not {"\u202e", "\x9b", "\u2028"} & set(out)


def test_a_file_that_changed_meanwhile_is_not_overwritten(
    text: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply = marking.apply

    def late(decisions: Any) -> dict[str, bytes]:
        text.write_text(TEXT + "<!-- somebody else -->", encoding="utf-8")
        return apply(decisions)

    monkeypatch.setattr(marking, "apply", late)
    result = cli("mark", text, "--apply")
    assert result.status == 2 and "has changed since it was read" in result.err
    assert text.read_text().endswith("somebody else -->")


def asked(text: Path, answers: str) -> tuple[int, str]:
    """Run the command on a terminal with these answers; give its status and what it showed."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tei.cli.main", "mark", str(text), "--interactive"],
        stdin=slave,
        stdout=subprocess.DEVNULL,
        stderr=slave,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TERM": "dumb"},
        start_new_session=True,
    )
    os.close(slave)
    os.write(master, answers.encode())
    shown = b""
    while process.poll() is None or select.select([master], [], [], 0.1)[0]:
        if select.select([master], [], [], 0.1)[0]:
            try:
                shown += os.read(master, 65536)
            except OSError:
                break
    os.close(master)
    return process.wait(10), shown.decode("utf-8", "replace")


def test_each_can_be_decided_on_a_terminal(text: Path) -> None:
    # Anna Berg, Vienna, 1905, May 15, Rosa, Rosa, Vienna
    status, shown = asked(text, "y\nhm\ns\nn\ny\n2\nn\n")
    assert status == 1 and "Mark it (1 of 7)" in shown and "Marked 3 passages." in shown
    assert "s  skip it" in shown  # the help, after an answer that means nothing
    expected = TEXT.replace("Anna\n      Berg", BERG, 1).replace(
        "May 15 Rosa",
        '<date when="1905-05-15" cert="low">May 15</date> <persName ref="#rosa-n">Rosa</persName>',
    )
    assert text.read_text() == expected


def test_all_that_are_the_same_can_be_marked_at_once(text: Path) -> None:
    status, shown = asked(text, "n\na\nq\n")
    assert status == 1 and "Marked 1 passage." in shown
    assert text.read_text() == TEXT.replace("to Vienna", f"to {VIENNA}")
    text.write_text(TEXT, encoding="utf-8")
    asked(text, "n\na\nn\nn\nn\nn\n")
    assert text.read_text().count(VIENNA) == 2


def test_an_interrupt_writes_nothing(text: Path) -> None:
    status, shown = asked(text, "y\n\x04")
    assert status == 130 and "Interrupted" in shown
    assert text.read_text() == TEXT


def replacement(path: Path, content: bytes) -> Replacement:
    return Replacement(path, fingerprint(path.read_bytes()), content)


def test_files_are_replaced_together_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / name for name in ("a", "b")]
    for path in paths:
        path.write_bytes(b"old")
    paths[0].chmod(0o640)
    usual = Path.replace

    def fail(draft: Path, target: Path) -> Path:
        if Path(target).name == "b":
            raise OSError(28, "No space left on device")
        return usual(draft, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fail)
        with pytest.raises(TeiError, match="b cannot be written: No space left"):
            replace([replacement(path, b"new") for path in paths])
    assert [path.read_bytes() for path in paths] == [b"old", b"old"]
    replace([replacement(path, b"new") for path in paths])
    assert [path.read_bytes() for path in paths] == [b"new", b"new"]
    assert paths[0].stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to("file")
    replace([replacement(link, b"new")])
    assert link.is_symlink() and (tmp_path / "file").read_bytes() == b"new"


def test_the_help_says_how_to_leave_words_unmarked() -> None:
    assert "<?tei unmarked?>" in (mark.help or "")
