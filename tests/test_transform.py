"""Running stylesheets: results, messages, errors with their place, and the limits they keep to."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tei import stylesheets, transform
from tei.errors import TeiError

SHEET = """<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xs="urn:x"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" exclude-result-prefixes="#all">
  <xsl:output omit-xml-declaration="yes"/>
{content}
</xsl:stylesheet>
"""
Sheet = Callable[..., Path]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    """Give a function that writes a stylesheet and gives its path."""

    def write(content: str, name: str = "own.xsl") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SHEET.format(content=content), encoding="utf-8")
        return path

    return write


def run(path: Path, xml: str = "<r/>", folder: Path | None = None, **parameters: object) -> str:
    compiled = transform.compile_stylesheet(path, folder)
    return compiled.apply(transform.parse(xml.encode()), parameters=parameters).text


def test_parameters_arrive_with_their_types(sheet: Sheet) -> None:
    path = sheet("""
      <xsl:param name="text"/><xsl:param name="yes"/><xsl:param name="number"/>
      <xsl:param name="map"/><xsl:param name="other"/>
      <xsl:template match="/">
        <a>{$text}|{if ($yes) then 'yes' else 'no'}|{$number + 1}|{$map?name}|{$map?list?*}
          |{$other/r/@a}</a>
      </xsl:template>""")
    result = run(
        path,
        text="é𝔄<&",
        yes=False,
        number=41,
        map={"name": "n", "list": ["x", "y"]},
        other=transform.parse(b"<r a='1'/>"),
    )
    assert "".join(result.split()) == "<a>é𝔄&lt;&amp;|no|42|n|xy|1</a>"


def test_a_parameter_of_another_type_is_refused(sheet: Sheet) -> None:
    with pytest.raises(TypeError, match="cannot be given"):
        run(sheet('<xsl:template match="/"/>'), bad=object())


def test_a_static_parameter_decides_what_is_compiled(sheet: Sheet) -> None:
    path = sheet("""
      <xsl:param name="more" static="yes" select="true()"/>
      <xsl:param name="name" static="yes" select="'a'"/>
      <xsl:include href="missing.xsl" use-when="$more"/>
      <xsl:template match="/"><xsl:element _name="{$name}"/></xsl:template>""")
    with pytest.raises(TeiError, match=r"missing\.xsl"):
        transform.compile_stylesheet(path)
    for name in ("é", "ü"):
        compiled = transform.compile_stylesheet(path, static={"more": False, "name": name})
        assert compiled.apply(transform.parse(b"<r/>")).text == f"<{name}/>"


def test_the_same_document_serves_several_stylesheets_and_runs(sheet: Sheet) -> None:
    first = transform.compile_stylesheet(sheet('<xsl:template match="/"><a/></xsl:template>'))
    other = sheet('<xsl:template match="/"><b/></xsl:template>', "other.xsl")
    second = transform.compile_stylesheet(other)
    document = transform.parse(b"<r/>")
    results = [item.apply(document).text for item in (first, second, first)]
    assert results == ["<a/>", "<b/>", "<a/>"]


def test_messages_keep_code_place_and_text(sheet: Sheet) -> None:
    path = sheet("""<xsl:template match="/">
      <xsl:message><p:message xmlns:p="urn:tei-edition:prepared" code="XSL001" at="2.5"
        cause="blort">No  rule &lt;here></p:message></xsl:message>
      <xsl:message>plain text</xsl:message></xsl:template>""")
    result = transform.compile_stylesheet(path).apply(transform.parse(b"<r/>"))
    assert result.messages == (
        transform.Message("XSL001", "No rule <here>", "2.5", "blort"),
        transform.Message("XSL009", "plain text"),
    )


def test_an_ambiguous_rule_is_a_message_not_noise(
    sheet: Sheet, capfd: pytest.CaptureFixture[str]
) -> None:
    path = sheet('<xsl:template match="r"><a/></xsl:template>' * 2)
    result = transform.compile_stylesheet(path).apply(transform.parse(b"<r/>"))
    assert [message.code for message in result.messages] == ["XSL008"]
    assert "XTDE0540" in result.messages[0].text
    assert capfd.readouterr().err == ""


def test_an_error_at_run_time_is_told_with_its_place(
    sheet: Sheet, capfd: pytest.CaptureFixture[str]
) -> None:
    path = sheet('<xsl:template match="/">\n<a>{1 div string-length(.)}</a></xsl:template>')
    with pytest.raises(TeiError) as caught:
        run(path)
    assert "division by zero" in caught.value.message
    assert "FOAR0001" in caught.value.message
    assert caught.value.position is not None
    assert (caught.value.position.path, caught.value.position.line) == ("own.xsl", 5)
    assert capfd.readouterr().err == ""


def test_every_error_of_a_stylesheet_is_told(sheet: Sheet) -> None:
    path = sheet(
        '<xsl:template match="/">{foo(}</xsl:template>\n'
        '<xsl:template match="b"><xsl:value-of select="$u +"/></xsl:template>'
    )
    with pytest.raises(TeiError) as caught:
        run(path)
    assert [finding.position.line for finding in caught.value.findings] == [4, 5]
    assert all(finding.position.path == "own.xsl" for finding in caught.value.findings)


@pytest.mark.parametrize(
    "expression",
    [
        "doc('{file}')",
        "unparsed-text('{file}')",
        "document('{file}')",
        "doc('https://example.org/')",
        "unparsed-text('data.txt')",
        "json-doc('{file}')",
        "collection('{folder}')",
        "environment-variable('HOME')",
    ],
)
def test_a_stylesheet_reads_nothing(sheet: Sheet, tmp_path: Path, expression: str) -> None:
    for name in ("data.txt", "data.xml"):
        (tmp_path / name).write_text("<secret/>", encoding="utf-8")
    asked = expression.format(file=(tmp_path / "data.xml").as_uri(), folder=tmp_path.as_uri())
    path = sheet(f'<xsl:template match="/"><a><xsl:sequence select="{asked}"/></a></xsl:template>')
    try:
        assert "secret" not in (result := run(path)) and str(Path.home()) not in result
    except TeiError as error:
        assert error.position is not None


def test_a_stylesheet_writes_nothing(sheet: Sheet, tmp_path: Path) -> None:
    target = tmp_path / "written.xml"
    path = sheet(
        f'<xsl:template match="/"><xsl:result-document href="{target.as_uri()}"><a/>'
        "</xsl:result-document></xsl:template>"
    )
    with pytest.raises(TeiError):
        run(path)
    assert not target.exists()


def test_deep_nesting_is_no_trouble(sheet: Sheet) -> None:
    path = sheet('<xsl:template match="/"><a>{count(//*)}</a></xsl:template>')
    assert run(path, "<x>" * 2000 + "</x>" * 2000) == "<a>2000</a>"


def test_an_own_stylesheet_that_runs_for_ever_can_be_interrupted(
    tmp_path: Path, sheet: Sheet
) -> None:
    loop = "sum(for $a in 1 to 100000, $b in 1 to 100000 return $a mod ($b + count(/r)))"
    path = sheet(f'<xsl:template match="/"><a>{{{loop}}}</a></xsl:template>')
    code = (
        "import pathlib, tei.transform as t\n"
        f"s = t.compile_stylesheet(pathlib.Path({str(path)!r}), pathlib.Path({str(tmp_path)!r}))\n"
        "print('ready', flush=True)\n"
        "s.apply(t.parse(b'<r/>'))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == -signal.SIGINT
    finally:
        process.kill()
        process.communicate()


# --- What an edition's own stylesheet may do ------------------------------------------------------


def test_it_may_import_ours_and_its_own(sheet: Sheet, tmp_path: Path) -> None:
    sheet('<xsl:template match="r"><b/></xsl:template>', "more/part.xsl")
    path = sheet(
        '<xsl:import href="more/part.xsl"/><xsl:include href="tei-edition:common/report.xsl"/>'
    )
    assert run(path, folder=tmp_path) == "<b/>"
    assert stylesheets.check(path, tmp_path) == (path, tmp_path / "more" / "part.xsl")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('<xsl:import href="../outside.xsl"/>', "lies outside the edition's folder"),
        ('<xsl:import href="https://example.org/a.xsl"/>', "cannot be imported"),
        ('<xsl:import href="missing.xsl"/>', "There is no file “missing.xsl”"),
        ('<xsl:import href="tei-edition:../pyproject.toml"/>', "not one of ours"),
        ('<xsl:import href="tei-edition:nothing.xsl"/>', "not one of ours"),
        ('<xsl:use-package name="urn:x"/>', "“use-package” is not allowed here"),
        ('<xsl:variable name="a" static="yes" select="1"/>', "“static” is not allowed here"),
        ('<xsl:template match="a" use-when="true()"/>', "“use-when” is not allowed here"),
        (
            '<xsl:template match="a"><b xsl:use-when="true()"/></xsl:template>',
            "is not allowed here",
        ),
        ('<xsl:template _match="a"/>', "“_match” is not allowed here"),
        ('<xsl:template match="a" xml:base="https://example.org/"/>', "is not allowed here"),
    ],
)
def test_what_it_may_not_do(sheet: Sheet, tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "outside.xsl").write_text(SHEET.format(content=""), encoding="utf-8")
    path = sheet(content, "edition/own.xsl")
    with pytest.raises(TeiError) as caught:
        transform.compile_stylesheet(path, path.parent)
    assert message in caught.value.message
    assert caught.value.position is not None
    assert (caught.value.position.path, caught.value.position.line) == ("own.xsl", 4)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "There is no stylesheet own.xsl"),
        ("<xsl:stylesheet>", "is not well-formed"),
        ('<!DOCTYPE a SYSTEM "x.dtd"><a/>', "has a DOCTYPE"),
    ],
)
def test_a_file_that_is_no_stylesheet(tmp_path: Path, text: str | None, message: str) -> None:
    path = tmp_path / "own.xsl"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(TeiError) as caught:
        transform.compile_stylesheet(path, tmp_path)
    assert message in caught.value.message
