"""The command line: arguments and printing only."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> NoReturn:
    """Runs the command line and ends the process with its exit code."""
    # A command lives for a moment: collecting garbage would take longer than its work.
    gc.disable()

    from drafter.cli.app import run

    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    # Taking thousands of objects and modules apart again takes a tenth of a command's time and helps nobody.
    os._exit(code)
