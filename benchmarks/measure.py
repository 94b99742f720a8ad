"""Measuring a command: processor time of the process and its children, and peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
MY_LIFE = ROOT / "editions" / "my-life"
TEI = (sys.executable, "-m", "tei.cli.main")


@dataclass(frozen=True)
class Cost:
    """What a command took: processor seconds (user and system) and megabytes at its peak."""

    seconds: float
    megabytes: float


def command(*parts: str | Path, runs: int = 5) -> Cost:
    """Run a command several times, each in a new process; give the median of its costs.

    A run before them is not counted: Python keeps compiled modules, as an installed program has.
    """
    if runs > 1:
        _once(parts)
    costs = [_once(parts) for _ in range(runs)]
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.megabytes for cost in costs),
    )


def _once(parts: Sequence[str | Path]) -> Cost:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", "")
    process = subprocess.Popen(
        [str(part) for part in parts],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = process.stdout.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, parts))} failed:\n{said}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def function(work: Callable[[], object], runs: int = 5) -> float:
    """Call a function several times in this process; give the median of its processor seconds."""
    work()
    times = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return statistics.median(times)


def row(what: str, cost: Cost, base: float) -> None:
    """Print one line of a table: seconds, how many times the base, memory."""
    print(f"{what:<34}{cost.seconds:>9.3f} s{cost.seconds / base:>9.1f} x{cost.megabytes:>9.0f} MB")
