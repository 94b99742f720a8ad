"""The settings by which git calls this program, and the lines that say for which files."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from tei.cli.writing import write
from tei.errors import TeiError

_NOTE = "# TEI is compared and merged by words and tags; “tei git uninstall” takes this away."
_LINES = ("*.xml diff=tei merge=tei", "*.tei diff=tei merge=tei")


@dataclass(frozen=True)
class Settings:
    """The settings of git, by their names."""

    values: dict[str, str]

    @classmethod
    def of_this_program(cls) -> Settings:
        """Give the settings that call the program that runs now, by its full path."""
        program = _program()
        return cls(
            {
                "diff.tei.command": f"{program} git diff",
                "merge.tei.name": "TEI, by words and tags",
                "merge.tei.driver": f"{program} merge --git %P %O %A %B",
            }
        )


def _program() -> str:
    """Give the command that runs this program, for a shell, whatever the folder and the PATH."""
    scripts = Path(sysconfig.get_path("scripts"))
    for script in (Path(sys.argv[0]).absolute(), scripts / "tei", scripts / "tei.exe"):
        if script.stem == "tei" and script.is_file():
            return shlex.quote(script.as_posix())
    # Without -P Python would take modules from the folder that git is in.
    return f"{shlex.quote(Path(sys.executable).as_posix())} -P -m tei.cli.main"


@dataclass(frozen=True)
class Place:
    """Where the settings are made: in a repository, or for all of a user."""

    folder: Path
    scope: str
    attributes: Path

    @classmethod
    def of(cls, folder: Path, everywhere: bool) -> Place:
        """Give the place. Raises TeiError outside of a repository, unless it is for all."""
        if everywhere:
            return cls(folder, "--global", _global_attributes(folder))
        top = _git(folder, "rev-parse", "--show-toplevel")
        if not top:
            raise TeiError(
                "There is no git repository with files around this folder.",
                "Go into one, make one with “git init”, or use --global.",
            )
        return cls(folder, "--local", Path(top) / ".gitattributes")

    def install(self, settings: Settings) -> list[str]:
        """Make the settings; say what was done, nothing when all was there."""
        done = []
        for name, value in settings.values.items():
            if self._value(name) != value:
                self._set(name, value)
                done.append(f"Set {name} to: {value}")
        lines = self._lines()
        missing = [line for line in _LINES if line not in lines]
        if missing:
            note = [] if _NOTE in lines else [_NOTE]
            self._write([*lines, *note, *missing])
            done.append(f"Added to {self.attributes}: {'; '.join(missing)}")
        return done

    def uninstall(self) -> list[str]:
        """Undo the settings; say what was done."""
        done = []
        for name in Settings.of_this_program().values:
            if self._value(name):
                _git(self.folder, "config", self.scope, "--unset-all", name)
                done.append(f"Removed {name}")
        lines = self._lines()
        kept = [line for line in lines if line not in (_NOTE, *_LINES)]
        if kept != lines:
            if kept:
                self._write(kept)
            else:
                self.attributes.unlink()
            done.append(f"Removed our lines from {self.attributes}")
        return done

    def status(self, settings: Settings) -> dict[str, str]:
        """Say of each setting whether it is made."""
        found = {}
        for name, value in settings.values.items():
            now = self._value(name)
            found[name] = "set" if now == value else f"is “{now}”" if now else "missing"
        missing = [line for line in _LINES if line not in self._lines()]
        found[str(self.attributes)] = "set" if not missing else "missing"
        return found

    def _value(self, name: str) -> str:
        return _git(self.folder, "config", self.scope, "--get", name)

    def _set(self, name: str, value: str) -> None:
        command = ["git", "-C", str(self.folder), "config", self.scope, name, value]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            reason = done.stderr.strip().removeprefix("error: ")
            raise TeiError(f"git does not accept the setting {name}: {reason}.")

    def _lines(self) -> list[str]:
        try:
            return self.attributes.read_text("utf-8", "surrogateescape").splitlines()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise TeiError(f"{self.attributes} cannot be read: {error.strerror}.") from None

    def _write(self, lines: list[str]) -> None:
        self.attributes.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(f"{line}\n" for line in lines)
        write(self.attributes, text.encode("utf-8", "surrogateescape"))


def _global_attributes(folder: Path) -> Path:
    """Give the user's file of attributes (gitattributes(5))."""
    named = _git(folder, "config", "--global", "--type=path", "--get", "core.attributesFile")
    if named:
        return Path(named)
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "git" / "attributes"


def _git(folder: Path, *arguments: str) -> str:
    """Ask git; "" when it has no answer. Raises TeiError when there is no git."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise TeiError("The program “git” is not there.", "Install git.") from None
    return done.stdout.rstrip("\n") if not done.returncode else ""
