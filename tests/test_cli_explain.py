"""`tei explain`: every code that a report may name is explained."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]
PACKAGE = Path(__file__).parents[1] / "tei"


def test_a_rule_is_explained_with_examples(cli: Cli) -> None:
    for word in ("PTR001", "ptr001", "unresolved-pointer"):
        out = cli("explain", word).out
        assert out.startswith("PTR001 unresolved-pointer (error)\n")
        assert "Wrong:\n    <" in out and "Right:\n    <" in out


def test_every_code_in_the_program_is_explained(cli: Cli) -> None:
    known = {item["code"]: item for item in json.loads(cli("explain", "--format", "json").out)}
    used = {
        code
        for path in [*PACKAGE.rglob("*.py"), *(PACKAGE.parent / "xslt").rglob("*.xsl")]
        for code in re.findall(r"[\"']([A-Z]{3}\d{3})[\"']", path.read_text(encoding="utf-8"))
    }
    assert used - known.keys() == set()
    for item in known.values():
        assert item["name"] and item["summary"], item["code"]


def test_without_a_code_all_are_listed_and_with_a_family_its_rules(cli: Cli) -> None:
    every, family = cli("explain").out, cli("explain", "src").out
    assert "PTR001" in every and "CFG001" in every
    assert "SRC001" in family and "PTR001" not in family


def test_a_slip_of_the_pen_is_recognised(cli: Cli) -> None:
    result = cli("explain", "PTR01")
    assert result.status == 2
    assert "There is no rule “PTR01”." in result.err and "Did you mean “PTR001”?" in result.err
