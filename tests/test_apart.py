"""Work in processes of their own: results, errors, memory that goes back, nothing left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from tei.apart import ProcessEndedError, Task, crew
from tei.errors import TeiError


def doubled(number: int) -> tuple[int, int]:
    """What a process does here; it tells which one it is."""
    if number < 0:
        raise TeiError("too small", "Take more.")
    return 2 * number, os.getpid()


def ended(status: int) -> None:
    """What crashes does."""
    os._exit(status)


def endless(folder: str) -> None:
    """Leave something behind and never end."""
    tempfile.mkdtemp()
    Path(folder, "begun").touch()
    while True:
        pass


def test_results_stand_in_the_order_of_the_tasks() -> None:
    heard: list[None] = []
    with crew(doubled, 100) as made:
        found = made.do([Task(at, 1, at) for at in range(9)], lambda: heard.append(None))
        assert [number for number, _ in found] == [2 * at for at in range(9)]
        assert len(heard) == 9
        assert os.getpid() not in {process for _, process in found}


def test_a_process_goes_on_at_its_bench_until_it_has_taken_enough() -> None:
    with crew(doubled, 10) as made:
        (first,) = made.do([Task(1, 5, 0)], list)
        (again,) = made.do([Task(1, 5, 0)], list)
        (fresh,) = made.do([Task(1, 5, 0)], list)
    assert first == again
    assert first != fresh


def test_an_error_is_raised_here() -> None:
    with pytest.raises(TeiError, match="too small") as caught, crew(doubled, 100) as made:
        made.do([Task(0, 1, 4), Task(1, 1, -1)], list)
    assert caught.value.hint == "Take more."


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(ProcessEndedError), crew(ended, 100) as made:
        made.do([Task(0, 1, 3)], list)


def test_an_error_stops_the_others(tmp_path: Path) -> None:
    """Also one from outside, as an interrupt is; and what they have left behind is gone."""
    before = set(Path(tempfile.gettempdir()).glob("tei-*"))

    def stop() -> None:
        while not (tmp_path / "begun").exists():
            sleep(0.01)
        made.stop()

    with crew(endless, 100) as made:
        Thread(target=stop).start()
        with pytest.raises(ProcessEndedError):
            made.do([Task(0, 1, str(tmp_path))], list)
    assert set(Path(tempfile.gettempdir()).glob("tei-*")) <= before


def test_a_program_without_a_guard_is_not_run_again(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "print('once')\nfrom tei.apart import Task, crew\nfrom test_apart import doubled\n"
        "with crew(doubled, 9) as made: print(made.do([Task(0, 1, 2)], list)[0][0])\n"
    )
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1])])
    said = subprocess.run(
        [sys.executable, program], env={**os.environ, "PYTHONPATH": path}, capture_output=True
    )
    assert said.stdout.decode().split() == ["once", "4"]


def test_modules_of_the_current_folder_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One builds an edition in its folder, and it may be anybody's."""
    for name in ("pickle", "signal", "tempfile"):
        (tmp_path / f"{name}.py").write_text("open('run', 'w').close()\n")
    monkeypatch.chdir(tmp_path)
    with crew(doubled, 100) as made:
        assert made.do([Task(0, 1, 2)], list)[0][0] == 4
    assert not (tmp_path / "run").exists()
