"""The TEI's own stylesheets as an oracle: what RELAX NG they make of an ODD.

TEI_STYLESHEETS names a checkout of them (github.com/TEIC/Stylesheets). One fault of theirs is
mended in what they are given: a list of values that replaces another one got lost unless it said
so with `mode`, although “add” is what it says by default. The TEI's releases since 4.12 have such
lists in `tei_all`; those before have not.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from lxml import etree

from tei.names import tei


class Stylesheets:
    """Compiles ODDs with the TEI's stylesheets, in one process."""

    def __init__(self, checkout: Path, p5subset: Path, folder: Path) -> None:
        from saxonche import PySaxonProcessor

        self._folder = folder
        self._source = folder / "p5subset.xml"
        shutil.copyfile(p5subset, self._source)
        mend(self._source)
        self._processor = PySaxonProcessor(license=False)
        compiler = self._processor.new_xslt30_processor()
        self._resolve, self._write = (
            compiler.compile_stylesheet(stylesheet_file=str(checkout / "odds" / name))
            for name in ("odd2odd.xsl", "odd2relax.xsl")
        )

    def grammar(self, odd: Path) -> bytes:
        """Give the grammar of an ODD. Raises RuntimeError when they make none."""
        values = {"defaultSource": self._source.as_uri(), "currentDirectory": f"{odd.parent}/"}
        resolved = self._folder / f"{odd.stem}.compiled.xml"
        resolved.write_text(self._run(self._resolve, odd, values), encoding="utf-8")
        return self._run(self._write, resolved, {}).encode("utf-8")

    def _run(self, stylesheet: Any, file: Path, values: dict[str, str]) -> str:
        for name, value in values.items():
            stylesheet.set_parameter(name, self._processor.make_string_value(value))
        try:
            return str(stylesheet.transform_to_string(source_file=str(file)))
        except Exception as error:
            raise RuntimeError(f"the TEI's stylesheets fail on {file.name}") from error


def mend(path: Path) -> None:
    """Say of each list of values without a mode that it is added."""
    tree = etree.parse(path)
    for attribute in tree.iter(tei("attDef")):
        for listed in attribute.iterchildren(tei("valList")):
            if attribute.get("mode") == "change" and not listed.get("mode"):
                listed.set("mode", "add")
    tree.write(path, encoding="utf-8")
