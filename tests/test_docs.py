"""The documentation: generated pages are current, links lead somewhere, examples work.

In a hand-written page,

* `sh` blocks are run one after the other in one folder, a copy of the project;
* a `text` block after them is what they print; `…` at the end of a line stands for whatever
  else there is;
* a block after a line that ends in "`path`:" is written to that file, or added to its end when
  that line begins with "Add";
* `python` blocks are run, `toml` blocks are read as settings, `xml` blocks are parsed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from docs import generate
from tei import config

ROOT = Path(__file__).parents[1]
GENERATED = generate.pages()
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")])
WRITTEN = [path for path in PAGES if path not in GENERATED]
FIRST = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/tei build editions/my-life"
SECOND = 'python3 -m venv .venv && .venv/bin/pip install -e ".[test]" && .venv/bin/pytest'
FENCE = re.compile(
    r"(?:^(?P<how>[^\n]*)`(?P<file>[\w./-]+\.\w+)`:\n\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
# Lines that need a network or run the tests themselves.
# Examples of mistakes have ids that are wrong, or used twice.
FORGIVING = etree.XMLParser(collect_ids=False)
NOT_RUN = re.compile(r"python3 -m venv|pip install|pytest|git clone|docs\.generate|benchmarks")


def title(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: its language, its text, the line it stands at."""

    language: str
    text: str
    line: int
    file: str = ""
    added: bool = False


def blocks(path: Path) -> Iterator[Block]:
    page = path.read_text(encoding="utf-8")
    for found in FENCE.finditer(page):
        line = page.count("\n", 0, found.start("text")) + 1
        added = (found["how"] or "").startswith("Add")
        yield Block(found["language"], found["text"], line, found["file"] or "", added)


def headings(path: Path) -> set[str]:
    """Give the anchors of a page as GitHub and most other tools make them."""
    page = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.M)
    plain = (re.sub(r"[^\w\- ]", "", text.lower()) for text in re.findall(r"^#+ (.+)$", page, re.M))
    return {text.strip().replace(" ", "-") for text in plain}


@pytest.mark.parametrize("path", GENERATED, ids=title)
def test_a_generated_page_is_current(path: Path) -> None:
    assert path.is_file() and path.read_text(encoding="utf-8") == GENERATED[path], (
        "the code has changed: run `python -m docs.generate`"
    )


def test_no_generated_page_is_left_over() -> None:
    assert set(ROOT.glob("docs/reference/*.md")) <= set(GENERATED)


@pytest.mark.parametrize("path", PAGES, ids=title)
def test_links_lead_somewhere(path: Path) -> None:
    page = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.M)
    for target in re.findall(r"\]\(([^)\s]+)\)", page):
        if target.startswith(("http:", "https:", "mailto:")):
            assert target.startswith("https:"), target
            continue
        file, _, anchor = target.partition("#")
        aim = (path.parent / file).resolve() if file else path
        assert aim.exists() and aim.is_relative_to(ROOT), target
        assert not anchor or anchor in headings(aim), target


@pytest.mark.parametrize("path", [*ROOT.glob("docs/**/*.md")], ids=title)
def test_a_page_can_be_reached_from_the_index(path: Path) -> None:
    index = ROOT / "docs" / "index.md"
    links = re.findall(r"\]\(([^)#\s]+)", index.read_text(encoding="utf-8"))
    assert path == index or path in {(index.parent / link).resolve() for link in links}


def test_the_guide_tells_of_every_command() -> None:
    guide = "\n".join(path.read_text(encoding="utf-8") for path in WRITTEN)
    missing = [name for name in generate.commands() if f"tei {name}" not in guide]
    assert not missing


def test_the_readme_has_the_two_commands() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("python3")] == [FIRST, SECOND]


@pytest.mark.parametrize("path", PAGES, ids=title)
def test_examples_in_xml_and_toml_can_be_read(path: Path, tmp_path: Path) -> None:
    for block in blocks(path) if path in WRITTEN else ():
        if block.language in {"xml", "xslt"}:
            text = re.sub(r"^<\?xml[^>]*\?>", "", block.text).replace("…/>", "/>")
            space = 'xmlns:p="urn:p" xmlns:xi="urn:xi" xmlns:xsl="urn:xsl" xmlns:f="urn:f"'
            etree.fromstring(f"<example {space}>{text}</example>", FORGIVING)
        elif block.language == "toml" and "[project" not in block.text:
            example = tmp_path / "edition.toml"
            example.write_text(block.text, encoding="utf-8")
            config.read(example)


@pytest.mark.parametrize(
    "path", [path for path in WRITTEN if any(b.language == "sh" for b in blocks(path))], ids=title
)
def test_the_examples_of_a_page_work(path: Path, tmp_path: Path) -> None:
    environment = at_hand(tmp_path)
    work = tmp_path / "work"
    said = ""
    for block in blocks(path):
        if block.file:
            file = work / block.file
            file.parent.mkdir(parents=True, exist_ok=True)
            before = file.read_text(encoding="utf-8") if block.added else ""
            file.write_text(before + block.text, encoding="utf-8")
        elif block.language in {"sh", "python"}:
            if block.language == "sh" and NOT_RUN.search(block.text):
                continue
            program = ["bash", "-e", "-c"] if block.language == "sh" else [sys.executable, "-c"]
            done = subprocess.run(
                [*program, block.text],
                cwd=work,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            said = done.stdout
            # These end with 1 when they have found something, which a page may show.
            expected = (
                {0, 1} if re.search("tei (check|mark|diff|merge|format)", block.text) else {0}
            )
            assert done.returncode in expected, f"{title(path)}:{block.line}\n{said}"
        elif block.language == "text" and said:
            assert prints(block.text, said), f"{title(path)}:{block.line}: prints\n{said}"


def test_the_example_of_a_check_passes_the_test_that_it_names(tmp_path: Path) -> None:
    page = ROOT / "docs" / "how-to" / "add-a-check.md"
    (module,) = [block for block in blocks(page) if block.file]
    code = "NTE001"
    environment = at_hand(tmp_path)
    work = tmp_path / "work"
    shutil.copytree(ROOT / "tests", work / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    (work / module.file).write_text(module.text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", "tests/test_checks_examples.py", "-k", code],
        cwd=work,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0 and "3 passed" in done.stdout, done.stdout + done.stderr
    command = [sys.executable, "-m", "tei.cli.main", "check", "editions/my-life", "--select", "NTE"]
    checked = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True)
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stdout


def at_hand(folder: Path) -> dict[str, str]:
    """Lay out a copy of the project, and give an environment in which `tei` is that copy."""
    without = shutil.ignore_patterns("build", "__pycache__")
    for name in ("tei", "xslt", "schema", "editions"):
        shutil.copytree(ROOT / name, folder / "work" / name, ignore=without)
    command = folder / "bin" / "tei"
    command.parent.mkdir()
    command.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m tei.cli.main "$@"\n', encoding="utf-8"
    )
    command.chmod(0o755)
    path = os.pathsep.join([str(command.parent), os.environ["PATH"]])
    return os.environ | {
        "PATH": path,
        "PYTHONPATH": str(folder / "work"),
        "NO_COLOR": "1",
        "COLUMNS": "100",
    }


def prints(expected: str, said: str) -> bool:
    """Say whether the text stands in what was printed, with something left out at each `…`."""
    parts = [re.escape(part.strip()) for part in re.split(r"…$", expected, flags=re.M)]
    squeezed = "\n".join(line.rstrip() for line in said.splitlines())
    return re.search(".*?".join(parts), squeezed, re.DOTALL) is not None


def test_no_page_names_a_folder_of_this_machine() -> None:
    for path in PAGES:
        assert str(ROOT) not in path.read_text(encoding="utf-8"), title(path)
