"""What is noticed in an ODD that files are validated by: codes of the compiler."""

from __future__ import annotations

from tei.checks.registry import describe
from tei.odd.codes import CODES

for _code, (_name, _severity, _meaning, _remedy) in CODES.items():
    _summary, _, _rest = _meaning.removesuffix(".").partition(". ")
    describe(
        _code,
        _name,
        _severity,
        f"{_summary}.\n\n{_rest and _rest + '.'}\n\nRemedy: {_remedy}",
    )
