"""The report formats: each is one module with a function `render`."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from typing import cast

from tei.findings import Finding
from tei.report.view import View

FORMATS = ("full", "concise", "json", "github")


def renderer(name: str) -> Callable[[Sequence[Finding], View], str]:
    """Give the function that renders findings in the format `name`, one of `FORMATS`.

    What it returns ends with a line end, or is empty where there is nothing to report.
    """
    module = importlib.import_module(f"tei.report.{name}")
    return cast("Callable[[Sequence[Finding], View], str]", module.render)
