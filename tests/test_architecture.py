"""The rules of `docs/architecture.md`, read from the code: arrows, borders, size, docstrings."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "tei"
MODULES = sorted(PACKAGE.rglob("*.py"))
ids = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())

ONLY_IMPORT = {"saxonche": "tei/transform.py", "typst": "tei/typeset.py", "click": "tei/cli/"}
# The engines need scratch files of their own; only `publishing` writes what remains.
WRITERS = ("tei/cli/", "tei/publishing.py", "tei/transform.py", "tei/typeset.py", "tei/apart.py")
NETWORK = {"ftplib", "http", "http.client", "requests", "smtplib", "socket", "ssl", "urllib3"}
CHANCE = {"random", "secrets", "time", "uuid"}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name(path: Path) -> str:
    """Give the dotted name of a module; a package is called as its folder."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name(path) for path in MODULES}


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Yield what a module imports anywhere in it, as dotted names, with the line."""
    package = name(path) if path.name == "__init__.py" else name(path).rpartition(".")[0]
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield (inner if inner in NAMES else base), node.lineno


def unit(module: str) -> str:
    """Give a module's box in the picture: `tei.checks.dates` stands in `tei/checks/`."""
    parts = module.split(".")
    if len(parts) == 1:
        return "tei/__init__.py"
    folder = (PACKAGE / parts[1]).is_dir()
    return f"tei/{parts[1]}/" if folder else f"tei/{parts[1]}.py"


@cache
def layers() -> list[list[str]]:
    """Read the layers from the picture in the architecture page, the top one first."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    picture = re.search(r"## Modules.*?```text\n(.*?)```", page, re.DOTALL)
    assert picture, "docs/architecture.md has no picture under “Modules”"
    boxes = [
        re.findall(r"^tei/\S+", part, re.M) for part in re.split(r"^-{3,}$", picture[1], flags=re.M)
    ]
    return [layer for layer in boxes if layer]


@cache
def depth() -> dict[str, int]:
    return {box: number for number, layer in enumerate(layers()) for box in layer}


def arrows() -> Iterator[tuple[str, str, str]]:
    """Yield (importing box, imported box, place) for every import across boxes."""
    for path in MODULES:
        for target, line in imports(path):
            if target == "tei" or target.startswith("tei."):
                here, there = unit(name(path)), unit(target)
                if here != there:
                    yield here, there, f"{path.relative_to(ROOT)}:{line}"


def test_the_picture_shows_every_module_and_nothing_else() -> None:
    shown = [box for layer in layers() for box in layer]
    assert len(shown) == len(set(shown))
    assert set(shown) == {unit(module) for module in NAMES}


def test_imports_point_downwards_only() -> None:
    upward = [
        f"{place}: {here} imports {there}"
        for here, there, place in arrows()
        if depth()[here] > depth()[there]
    ]
    assert not upward, "\n".join(upward)


def test_the_workshops_do_not_import_each_other() -> None:
    """Checks, outputs, authoring and reports meet in the layers above them only."""
    workshops = next(layer for layer in layers() if "tei/checks/" in layer)
    across = [
        f"{place}: {here} imports {there}"
        for here, there, place in arrows()
        if here in workshops and there in workshops
    ]
    assert not across, "\n".join(across)


def test_no_import_runs_in_a_circle() -> None:
    """Module by module, also with what is imported late or for types alone."""
    graph: dict[str, set[str]] = {}
    for path in MODULES:
        graph[name(path)] = {target for target, _ in imports(path)} & NAMES - {name(path)}
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join((*trail[trail.index(module) :], module))
        if module not in done:
            for target in sorted(graph[module]):
                visit(target, (*trail, module))
            done.add(module)

    for module in sorted(graph):
        visit(module, ())


@ids
def test_engines_are_imported_in_one_place(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    for target, line in imports(path):
        border = ONLY_IMPORT.get(target.split(".")[0])
        assert border is None or place.startswith(border), f"{place}:{line} imports {target}"


@ids
def test_nothing_touches_the_network_the_clock_or_chance(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    for target, line in imports(path):
        assert target not in NETWORK, f"{place}:{line} imports {target}"
        assert target not in CHANCE or place.startswith("tei/cli/"), f"{place}:{line}: {target}"
    for call in calls(path):
        assert callee(call).split(".")[-1] not in {"urlopen", "urlretrieve", "build_opener"}, place
        if not place.startswith("tei/cli/"):
            assert callee(call).split(".")[-1] not in {"now", "today", "utcnow"}, (
                f"{place}:{call.lineno}"
            )


@ids
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    if place.startswith("tei/cli/"):
        return
    for call in calls(path):
        said = callee(call)
        assert said not in {"print", "input", "exit", "quit"}, f"{place}:{call.lineno}: {said}"
    for node in ast.walk(parsed(path)):
        # The engine of XSLT prints by itself: what it says is caught, which needs the stream.
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "sys":
            if place == "tei/transform.py" and node.attr == "stderr":
                continue
            # A process that works for this one answers there.
            if place == "tei/apart.py" and node.attr == "stdout":
                continue
            assert node.attr not in {"exit", "stdout", "stderr"}, f"{place}:{node.lineno}"
        if isinstance(node, ast.Name):
            assert node.id != "SystemExit", f"{place}:{node.lineno}"


@ids
def test_only_publishing_writes(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    if place.startswith(WRITERS):
        return
    writing = {
        "write_text",
        "write_bytes",
        "mkdir",
        "unlink",
        "rmdir",
        "rmtree",
        "symlink_to",
        "touch",
    }
    for call in calls(path):
        said = callee(call)
        assert said.split(".")[-1] not in writing, f"{place}:{call.lineno}: {said}"
        assert said.split(".")[0] not in {"shutil", "tempfile"}, f"{place}:{call.lineno}: {said}"


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call))


def callee(call: ast.Call) -> str:
    """Give what is called, in source form: `path.mkdir`, `print`."""
    return ast.unparse(call.func)


@ids
def test_a_module_is_small_and_says_what_it_is(path: Path) -> None:
    assert length(path) <= 400, f"{length(path)} lines"
    assert ast.get_docstring(parsed(path)), "no docstring"


def test_a_package_tells_of_modules_that_are_there() -> None:
    """Where its description names them with what they are for: `reading` (files …)."""
    for path in PACKAGE.glob("*/__init__.py"):
        told = re.findall(r"`([a-z_]+)`\s+\(", ast.get_docstring(parsed(path)) or "")
        missing = {each for each in told if not (path.parent / f"{each}.py").is_file()}
        assert not missing, f"{path.relative_to(ROOT)}: {missing}"


@pytest.mark.parametrize("path", sorted(ROOT.glob("tests/*.py")), ids=lambda path: path.name)
def test_a_test_module_is_not_endless(path: Path) -> None:
    assert length(path) <= 400, f"{length(path)} lines"


def length(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_modules_are_small_on_the_whole() -> None:
    sizes = sorted(length(path) for path in MODULES)
    assert sizes[len(sizes) // 2] <= 150


@pytest.mark.parametrize("statement", ["import tei", "import tei.cli.main"])
def test_the_program_starts_without_its_engines(statement: str) -> None:
    """So that `--help` and completion answer at once."""
    script = f"{statement}; import sys; print(*{{m.split('.')[0] for m in sys.modules}})"
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert not {"saxonche", "typst", "rich", "lxml"} & set(run.stdout.split())
