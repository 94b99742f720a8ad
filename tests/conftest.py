"""What several test modules need."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from browser import PROGRAM, Browser
from tei.edition import Edition, load

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{content}</TEI>'
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>A small edition</title></titleStmt>"
    "<publicationStmt><p>Unpublished</p></publicationStmt>"
    "<sourceDesc><p>None</p></sourceDesc></fileDesc></teiHeader>"
)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the tests out of the user's cache folder."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def tei_require() -> Callable[[str, object], None]:
    """Give a function that skips a test for want of an oracle: `tei_require("java", path)`.

    An oracle named in the environment's TEI_REQUIRE (a list with commas) must be there: its
    absence is a failure then, so that CI cannot pass by skipping.
    """

    def require(name: str, available: object) -> None:
        if available:
            return
        if name in os.environ.get("TEI_REQUIRE", "").split(","):
            pytest.fail(f"TEI_REQUIRE names {name}, and it is not there")
        pytest.skip(f"{name} is not there")

    return require


@pytest.fixture(scope="module")
def browser(
    tei_require: Callable[[str, object], None], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """Open a Chromium for the tests of a module."""
    tei_require("chromium", PROGRAM)
    with Browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def axe(
    tei_require: Callable[[str, object], None], browser: Browser
) -> Callable[[], list[list[str]]]:
    """Give a function that holds the page in the browser against axe-core (WCAG 2.2 AA).

    It gives the objections; AXE names the axe.min.js.
    """
    script = os.environ.get("AXE", "")
    tei_require("axe", script and Path(script).is_file())

    def objections() -> list[list[str]]:
        browser.load_script(Path(script).read_text(encoding="utf-8"))
        found: list[list[str]] = browser.run(
            """const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
              "best-practice"];
            const result = await axe.run(document, {runOnly: tags});
            return result.violations.map((item) => [item.id, item.nodes[0].html.slice(0, 200),
              item.nodes[0].failureSummary.slice(0, 300)]);"""
        )
        return found

    return objections


@pytest.fixture(scope="session")
def corpora(tei_require: Callable[[str, object], None]) -> Path:
    """The folder of published editions that TEI_CORPORA names."""
    folder = os.environ.get("TEI_CORPORA", "")
    tei_require("corpora", folder and Path(folder).is_dir())
    return Path(folder)


@pytest.fixture(scope="session")
def schemas(corpora: Path, tei_require: Callable[[str, object], None]) -> Path:
    """The folder of published schemas: what TEI_SCHEMAS names, or `tei-schema` by the corpora."""
    folder = Path(os.environ.get("TEI_SCHEMAS", "") or corpora.parent / "tei-schema")
    tei_require("schemas", folder.is_dir())
    return folder


@pytest.fixture(scope="session")
def nu_checker(tei_require: Callable[[str, object], None]) -> Callable[..., list[str]]:
    """Give a function that holds pages, or a folder of them, against the Nu Html Checker.

    It gives what is wrong; VNU names the checker's vnu.jar.
    """
    jar = os.environ.get("VNU", "")
    tei_require("vnu", jar and Path(jar).is_file() and shutil.which("java"))
    command = ["java", "-jar", jar, "--errors-only", "--format", "json", "--skip-non-html"]

    def check(*pages: Path) -> list[str]:
        done = subprocess.run([*command, *map(str, pages)], capture_output=True, timeout=300)
        messages = json.loads(done.stderr)["messages"]
        return [f"{item.get('url')}: {item['message']}" for item in messages]

    return check


@pytest.fixture
def make_edition(tmp_path: Path) -> Callable[..., Edition]:
    """Give a function that makes a small edition on disk and loads it.

    `make_edition("<p>...</p>")` puts TEI into the body; `text`, `header` and `register` replace
    those parts; `settings` is the content of edition.toml; `files` are further files by path.
    """
    numbers = itertools.count(1)

    def make(
        body: str = "<p/>",
        *,
        text: str = "",
        header: str = "",
        register: str = "",
        settings: str = "",
        files: Mapping[str, str | bytes] | None = None,
    ) -> Edition:
        folder = tmp_path / f"edition-{next(numbers)}"
        folder.mkdir()
        settings = settings or '[edition]\nsource = "text.xml"\n'
        if register:
            settings += 'registers = "register.xml"\n'
            content = f"<standOff>{register}</standOff>"
            (folder / "register.xml").write_text(TEI.format(header=HEADER, content=content))
        content = text or f"<text><body>{body}</body></text>"
        (folder / "text.xml").write_text(TEI.format(header=header or HEADER, content=content))
        (folder / "edition.toml").write_text(settings)
        for name, data in (files or {}).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return load(folder)

    return make


def pytest_configure() -> None:
    """Let the programs that tests start hear an interrupt.

    A shell starts its background jobs with interrupts ignored, and children inherit that.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write the golden files afresh")


@dataclass(frozen=True)
class Ran:
    """What a command has done: its exit status and what it wrote."""

    status: int
    out: str
    err: str


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Give a function that runs a command of `tei` in this process: `cli("check", folder)`."""
    from tei.cli.main import run

    def command(*arguments: object) -> Ran:
        capfd.readouterr()
        status = run([str(argument) for argument in arguments])
        return Ran(status, *capfd.readouterr())

    return command


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small edition in the folder `small`, as `tei new` makes it; the current folder is above."""
    from tei.authoring.new import NewOptions, new_edition
    from tei.publishing import create

    monkeypatch.chdir(tmp_path)
    create(new_edition("small", NewOptions("A Small Edition", "Its Author")), tmp_path / "small")
    return tmp_path / "small"
