"""edition.toml: what it may say, and how its mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest

import tei
from tei import config
from tei.errors import TeiError


def read(tmp_path: Path, text: str) -> config.Settings:
    path = tmp_path / config.FILE
    path.write_text(text, encoding="utf-8")
    return config.read(path)


def mistakes(tmp_path: Path, text: str) -> list[tuple[str, int, int, str, str]]:
    with pytest.raises(TeiError) as caught:
        read(tmp_path, text)
    return [
        (item.code, item.position.line, item.position.column, item.message, item.help)
        for item in caught.value.findings
    ]


def test_settings_have_defaults(tmp_path: Path) -> None:
    settings = read(tmp_path, '[edition]\nsource = "a.xml"\n')
    assert settings.edition.source == ("a.xml",)
    assert settings.build.outputs == ("site", "pdf", "text")
    assert settings.pdf.paper == "a5"


def test_all_mistakes_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    text = (
        '# A comment\n[edition]\nsorce = "a.xml"\ntitle = 3\n\n[pdf]\n  paper = "foolscap"\n'
        "[sight]\nx = 1\n"
    )
    assert [item[:4] for item in mistakes(tmp_path, text)] == [
        ("CFG001", 3, 1, "[edition] has no setting “sorce”."),
        ("CFG002", 4, 1, "[edition] title cannot be 3."),
        ("CFG002", 7, 3, '[pdf] paper cannot be "foolscap".'),
        ("CFG001", 8, 1, "There is no table [sight]."),
    ]
    assert mistakes(tmp_path, text)[0][4] == "Did you mean “source”?"


@pytest.mark.parametrize(
    "value", ['"../other.xml"', '"/etc/passwd"', '["a.xml", "b/../../c.xml"]', '"a\\\\b.xml"']
)
def test_no_path_leaves_the_edition(tmp_path: Path, value: str) -> None:
    ((code, line, _, _, remedy),) = mistakes(tmp_path, f"[edition]\nsource = {value}\n")
    assert (code, line) == ("CFG002", 2)
    assert "inside the edition" in remedy


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("font_size", "true"),
        ("font_size", "400"),
        ("font", "[]"),
        ("fonts", "[1]"),
        ("paper", '"6 x 9"'),
    ],
)
def test_values_that_cannot_be(tmp_path: Path, setting: str, value: str) -> None:
    if value == "[]":
        assert read(tmp_path, f"[pdf]\n{setting} = {value}\n").pdf.font == ()
    else:
        assert mistakes(tmp_path, f"[pdf]\n{setting} = {value}\n")[0][0] == "CFG002"


@pytest.mark.parametrize("value", ["[]", "5", '""', '["../x.xml"]', "true"])
def test_an_edition_is_made_of_at_least_one_file(tmp_path: Path, value: str) -> None:
    assert mistakes(tmp_path, f"[edition]\nsource = {value}\n")[0][0] == "CFG002"


def test_a_file_that_ends_too_early_has_its_place(tmp_path: Path) -> None:
    with pytest.raises(TeiError) as caught:
        read(tmp_path, "[edition]\nsource = [\n")
    assert caught.value.position is not None
    assert (caught.value.position.line, caught.value.position.column) == (2, 11)


def test_a_syntax_error_has_its_place(tmp_path: Path) -> None:
    with pytest.raises(TeiError) as caught:
        read(tmp_path, "[edition]\ntitle = My Life\n")
    assert caught.value.position is not None
    assert (caught.value.position.line, caught.value.position.column) == (2, 9)
    assert caught.value.hint


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / config.FILE).write_bytes(b'[edition]\ntitle = "\xe9"\n')
    with pytest.raises(TeiError, match="UTF-8"):
        config.read(tmp_path / config.FILE)


def test_names_and_files_are_looked_up_when_somebody_knows_them(tmp_path: Path) -> None:
    text = '[edition]\nsource = "a.xml"\n[build]\noutputs = ["site", "epub"]\n'
    path = tmp_path / config.FILE
    path.write_text(text, encoding="utf-8")
    assert config.read(path).build.outputs == ("site", "epub")
    judges = {"build.outputs": lambda name: "" if name == "site" else "There is: site."}
    with pytest.raises(TeiError) as caught:
        config.read(path, folder=tmp_path, judges=judges)
    assert [(item.code, item.position.line, item.help) for item in caught.value.findings] == [
        ("CFG004", 2, "Mend the path; paths start from the folder of edition.toml."),
        ("CFG003", 4, "There is: site."),
    ]


def test_the_default_must_fit_too(tmp_path: Path) -> None:
    (tmp_path / config.FILE).write_text('[edition]\ntitle = "x"\n', encoding="utf-8")
    with pytest.raises(TeiError) as caught:
        config.read(tmp_path / config.FILE, folder=tmp_path)
    (finding,) = caught.value.findings
    assert "“tei/*.xml”" in finding.message


def test_python_is_told_all_mistakes_at_once_too(tmp_path: Path) -> None:
    (tmp_path / config.FILE).write_text(
        '[edition]\nsource = "a.xml"\n[check]\nselect = ["PTRR"]\nschema = "tei_al"\n'
        '[build]\noutputs = ["sit"]\n[site]\ncss = ["look.css"]\n',
        encoding="utf-8",
    )
    with pytest.raises(TeiError) as caught:
        tei.load(tmp_path)
    found = [(item.code, item.position.line) for item in caught.value.findings]
    assert found == [("CFG004", 2), ("CFG003", 4), ("CFG003", 5), ("CFG003", 7), ("CFG004", 9)]
    assert "Did you mean “tei_all”?" in caught.value.findings[2].help
