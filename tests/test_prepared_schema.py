"""The prepared edition follows its schema, which knows right from wrong."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from prepared_texts import Make
from tei.edition import load
from tei.prepared.prepare import Prepared, prepare
from tei.resources import data

# --- The schema ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "calpurnius/editio.xml",
        "pta/pta0001.pta001.pta-grcBibex.xml",
        "schnitzler-briefe/L04142.xml",
    ],
)
def test_real_editions_follow_the_schema(
    corpora: Path, name: str, tmp_path: Path, jing: Callable[..., str]
) -> None:
    documents = _write(prepare(load(corpora / name)), tmp_path)
    assert jing(data("schema", "prepared.rng"), *documents) == ""


def test_the_schema_knows_right_from_wrong(
    make_edition: Make, tmp_path: Path, jing: Callable[..., str]
) -> None:
    made = prepare(
        make_edition(
            '<div><head>H</head><p>a<note>n</note> <persName ref="#x">X</persName>'
            "<app><lem wit='#A'>l</lem><rdg wit='#B'/></app>"
            "<choice><sic>s</sic><corr resp='#e'>c</corr></choice></p></div>",
            register="<listPerson><person xml:id='x'><persName>X</persName></person></listPerson>",
        )
    )
    documents = _write(made, tmp_path)
    assert jing(data("schema", "prepared.rng"), *documents) == ""
    wrong = tmp_path / "wrong.xml"
    for old, new in ((b'kind="editor"', b'kind="ghost"'), (b' p:at="', b' p:of="')):
        wrong.write_bytes(documents[-1].read_bytes().replace(old, new, 1))
        assert "error" in jing(data("schema", "prepared.rng"), wrong)


def _write(made: Prepared, folder: Path) -> list[Path]:
    paths = []
    for number, document in enumerate([made.shared, *made.texts.values()]):
        paths.append(folder / f"{number}.xml")
        paths[-1].write_bytes(document)
    return paths


@pytest.fixture
def jing(tei_require: Callable[[str, object], None]) -> Callable[..., str]:
    tei_require("jing", shutil.which("jing"))

    def run(*paths: Path) -> str:
        done = subprocess.run(["jing", *map(str, paths)], capture_output=True, text=True)
        return done.stdout  # stderr has the warnings of its starter

    return run
