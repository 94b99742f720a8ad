"""What an interrupt (^C) does for a while."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interrupts(action: signal.Handlers) -> Iterator[None]:
    """Have an interrupt ignored (SIG_IGN), or end the process at once (SIG_DFL), meanwhile.

    A program that has its own way with interrupts, or calls from another thread, is left alone.
    """
    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, action)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
