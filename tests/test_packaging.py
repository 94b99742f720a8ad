"""The wheel: what is in it, and that it works from any directory in a clean environment."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command without anything of this process's own Python in its environment."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", folder, cwd=ROOT)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the `tei` command of an environment that has the wheel and the libraries, no more.

    The libraries are those of the running environment, by a path file, so that nothing is
    fetched. A path file is not followed from there, so the checkout stays out of sight.
    """
    home = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    options = ("--no-deps", "--no-index", "--quiet")
    run(sys.executable, "-m", "pip", "--python", python, "install", *options, wheel, cwd=home)
    own = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home)
    libraries = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    Path(own.stdout.strip(), "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
    return scripts / "tei"


def test_the_wheel_holds_the_package_and_its_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    wanted = set()
    for folder, target in (
        ("tei", "tei"),
        ("xslt", "tei/_data/xslt"),
        ("schema", "tei/_data/schema"),
    ):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                wanted.add(f"{target}/{path.relative_to(ROOT / folder).as_posix()}")
    assert inside == wanted
    assert "tei/py.typed" in inside
    assert any(name.endswith(".xsl") for name in inside)
    assert any(name.endswith(".typ") for name in inside)
    assert any(name.endswith(".rng") for name in inside)


def test_the_wheel_carries_its_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for file in ("LICENSE", "NOTICE"):
            (name,) = (each for each in archive.namelist() if each.endswith(f"/licenses/{file}"))
            assert archive.read(name) == (ROOT / file).read_bytes()


def test_two_wheels_are_the_same_to_the_byte(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", tmp_path, cwd=ROOT)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_installed_command_makes_an_edition_anywhere(installed: Path, tmp_path: Path) -> None:
    run(installed, "new", "letters", cwd=tmp_path)
    run(installed, "check", "letters", cwd=tmp_path)
    run(installed, "build", "letters", cwd=tmp_path)
    built = tmp_path / "letters" / "build"
    assert (built / "site" / "index.html").is_file()
    (pdf,) = built.rglob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_the_installed_package_is_used_and_not_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    python = installed.with_name("python")
    where = run(python, "-c", "import tei; print(tei.__file__)", cwd=tmp_path).stdout.strip()
    assert Path(where).is_relative_to(installed.parents[1])


def test_the_version_is_the_same_everywhere(installed: Path, tmp_path: Path) -> None:
    version = PROJECT["version"]
    assert version in run(installed, "--version", cwd=tmp_path).stdout
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
