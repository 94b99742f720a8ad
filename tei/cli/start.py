"""Where the command `tei` begins: it hears an interrupt before the rest of it is there."""

from __future__ import annotations

import os
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line, and exit with its status."""
    try:
        from tei.cli.main import main as run

        run()
    except KeyboardInterrupt:
        os.write(2, b"Interrupted.\n")
        os._exit(130)
