"""The TEI's own stylesheets as an oracle: what RELAX NG they make of an ODD.

TEI_STYLESHEETS names a checkout of them (github.com/TEIC/Stylesheets). Two faults of theirs are
mended; what an ODD says is the same before and after.

A list of values that replaces another one got lost unless it said so with `mode`, although “add” is
what it says by default. The TEI's releases since 4.12 have such lists in `tei_all`; those before
have not. The lists are told to say so (`mend`).

odd2relax.xsl (pass4) leaves out a repeated element where what follows names it as well. Within a
choice that leaves out one of the things to choose from, and is not done here (`_CHOICES`).
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from lxml import etree

from tei.names import tei

_CHOICES = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:rng="http://relaxng.org/ns/structure/1.0">
  <xsl:import href="{}"/>
  <xsl:template match="rng:choice/rng:oneOrMore[rng:ref and count(*) eq 1]" mode="pass4">
    <xsl:copy-of select="."/>
  </xsl:template>
</xsl:stylesheet>"""


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
        writing = checkout.resolve() / "odds" / "odd2relax.xsl"
        mended = folder / "mended.xsl"
        mended.write_text(_CHOICES.format(writing.as_uri()), encoding="utf-8")
        self._resolve, self._write, self._write_mended = (
            compiler.compile_stylesheet(stylesheet_file=str(each))
            for each in (checkout / "odds" / "odd2odd.xsl", writing, mended)
        )

    def grammar(self, odd: Path, *, mended: bool = True) -> bytes:
        """Give the grammar of an ODD. Raises RuntimeError when they make none."""
        values = {"defaultSource": self._source.as_uri(), "currentDirectory": f"{odd.parent}/"}
        resolved = self._folder / f"{odd.stem}.compiled.xml"
        resolved.write_text(self._run(self._resolve, odd, values), encoding="utf-8")
        write = self._write_mended if mended else self._write
        return self._run(write, resolved, {}).encode("utf-8")

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
