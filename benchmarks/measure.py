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


# A process begins with the memory of the one that starts it: a small one must, or its own peak is
# not seen. What the command prints goes to stdout, what it took to stderr.
_LAUNCHER = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stderr=subprocess.STDOUT).returncode
took = resource.getrusage(resource.RUSAGE_CHILDREN)
print(took.ru_utime + took.ru_stime, took.ru_maxrss, file=sys.stderr)
sys.exit(status)
"""


@dataclass(frozen=True)
class Cost:
    """What a command took: processor seconds (user and system) and megabytes at its peak."""

    seconds: float
    megabytes: float


def command(*parts: str | Path, runs: int = 5, most: int = 1) -> Cost:
    """Run a command several times, each in a new process; give the median of its costs.

    It has failed when its status is higher than `most` (git's is the number of conflicts).
    A run before them is not counted: Python keeps compiled modules, as an installed program has.
    """
    if runs > 1:
        _once(parts, most)
    costs = [_once(parts, most) for _ in range(runs)]
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.megabytes for cost in costs),
    )


def _once(parts: Sequence[str | Path], most: int) -> Cost:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", "")
    done = subprocess.run(
        [sys.executable, "-c", _LAUNCHER, *map(str, parts)], env=environment, capture_output=True
    )
    if not 0 <= done.returncode <= most:
        said = done.stdout.decode(errors="replace")
        sys.exit(f"{' '.join(map(str, parts))} failed:\n{said}")
    seconds, kilobytes = done.stderr.split()
    return Cost(float(seconds), int(kilobytes) / 1024)


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
