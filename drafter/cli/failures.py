"""Our own mistakes: told in one line, with a report for the maintainers that holds nothing of the user's papers."""

from __future__ import annotations

import sys
from pathlib import Path

from drafter import __version__


def internal(error: Exception) -> str:
    """One line on an error that should not have been."""
    return f"内部错误：{_report(error)}：请把这个文件发给维护者"


def _report(error: Exception) -> str:
    """Writes what happened into a file for the maintainers; the text of the user's papers stays out of it."""
    import tempfile
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"drafter {__version__}, Python {sys.version}", f"{type(error).__name__}"]
    lines += [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    try:
        with tempfile.NamedTemporaryFile("w", prefix="drafter-", suffix=".log", delete=False, encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        return file.name
    except OSError:
        return f"{type(error).__name__} {lines[-1]}"
