"""Load an edition, and look up at once every name that its settings hold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tei import edition
from tei.config import Judge
from tei.edition import Edition


def load(path: str | Path) -> Edition:
    """Read an edition: a folder with `edition.toml`, that file itself, or a single TEI file.

    Raises TeiError for what makes the edition unreadable: no such file, mistakes in the settings
    (all of them, each with its line), a file that is not well-formed, an include that is missing.
    What can be survived is in `Edition.findings`.
    """
    return edition.load(path, _judges(Path(path)))


def _judges(path: Path) -> Mapping[str, Judge]:
    """Give what knows the names in settings; the registries are loaded when it is asked."""

    def output(name: str) -> str:
        from tei.outputs.registry import judge

        return judge(name)

    def rule(name: str) -> str:
        from tei.checks.registry import rules
        from tei.checks.selection import judge

        return judge(name, rules().values())

    def schema(name: str) -> str:
        from tei.validation.choosing import judge

        return judge(edition.locate(path).folder, name)

    def style(name: str) -> str:
        from tei.apparatus.style import judge

        return judge(name)

    return {
        "apparatus.style": style,
        "build.outputs": output,
        "check.select": rule,
        "check.ignore": rule,
        "check.schema": schema,
    }
