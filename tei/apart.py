"""Do work in processes of their own, whose memory goes back to the system when they end."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock, Semaphore
from typing import Any, Generic, TypeVar

_Order = TypeVar("_Order")
_Result = TypeVar("_Result")
# At most so many processes: each takes memory.
_MOST = 4
# Where modules are found is told as it is here; nothing of the calling program runs again.
_CHILD = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from tei.apart import serve; serve()"
)


class ProcessEndedError(Exception):
    """A process has ended before its work was done."""


@dataclass(frozen=True, slots=True)
class Task(Generic[_Order]):
    """An order; `weight` tells what memory it takes, in whatever measure.

    Tasks of the same `bench` are done in the same process, if that has not taken too much yet:
    it may remember some of its work.
    """

    bench: int
    weight: int
    order: _Order


class Crew:
    """Processes that do one kind of work; as many at once as there are processors."""

    def __init__(self, work: Callable[[Any], Any], most_weight: int, folder: str) -> None:
        self._work = work
        self._most_weight = most_weight
        # What a process leaves behind that is stopped lies in there.
        self._environment = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)}
        self._children: dict[int, _Child] = {}
        self._at_once = Semaphore(_processors())
        self._is_stopped = False
        self._lock = Lock()

    def do(self, tasks: Sequence[Task[Any]], done: Callable[[], object]) -> list[Any]:
        """Do some tasks, several at once; `done` is called whenever one is finished.

        An error in one stops all the others and is raised here, as an interrupt is. Raises
        ProcessEndedError where a process has been ended from outside.
        """
        from concurrent.futures import ThreadPoolExecutor, as_completed

        benches: dict[int, list[int]] = {}
        for at, task in enumerate(tasks):
            benches.setdefault(task.bench % _MOST, []).append(at)
        results: list[Any] = [None] * len(tasks)

        def run(bench: int, wanted: Sequence[int]) -> None:
            for at in wanted:
                results[at] = self._one(bench, tasks[at])
                done()

        with ThreadPoolExecutor(_MOST) as pool:
            futures = [pool.submit(run, *each) for each in benches.items()]
            try:
                for future in as_completed(futures):
                    future.result()
            except BaseException:
                self.stop()
                raise
        return results

    def stop(self) -> None:
        """End all processes, whatever they are doing."""
        with self._lock:
            self._is_stopped = True
            for child in self._children.values():
                child.stop()

    def _one(self, bench: int, task: Task[Any]) -> Any:
        with self._at_once:
            with self._lock:
                if self._is_stopped:
                    raise InterruptedError
                child = self._children.get(bench)
                if child is None or child.weight + task.weight > self._most_weight:
                    if child is not None:
                        child.stop()
                    child = self._children[bench] = _Child(self._work, self._environment)
                child.weight += task.weight
            return child.do(task.order)


@contextmanager
def crew(work: Callable[[Any], Any], most_weight: int) -> Iterator[Crew]:
    """Have processes that do one kind of work, until they are no longer needed.

    `work` is a function of a module; orders and results can be pickled. A process ends before it
    would have taken more than `most_weight`, unless by a single task.
    """
    with tempfile.TemporaryDirectory(prefix="tei-") as folder:
        made = Crew(work, most_weight, folder)
        try:
            yield made
        finally:
            made.stop()


class _Child:
    """A process; `weight` is what it has been given to do."""

    def __init__(self, work: Callable[[Any], Any], environment: dict[str, str]) -> None:
        self.weight = 0
        self._process = subprocess.Popen(
            # A module of the current folder, which may be an edition's, is none of ours.
            [sys.executable, "-P", "-c", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            # An interrupt is for the process that has begun this one.
            start_new_session=True,
        )
        self._first = pickle.dumps(sys.path) + pickle.dumps(work)

    def do(self, order: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(self._first + pickle.dumps(order))
            self._process.stdin.flush()
            is_done, result = pickle.load(self._process.stdout)
        except (OSError, EOFError):
            raise ProcessEndedError from None
        self._first = b""
        if not is_done:
            raise result
        return result

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()


def serve() -> None:
    """Do what a crew asks for; runs in each of its processes, until nothing more is asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work = pickle.load(sys.stdin.buffer)
    while True:
        try:
            order = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        answer: tuple[bool, Any]
        try:
            answer = (True, work(order))
        except Exception as error:
            answer = (False, error)
        pickle.dump(answer, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
