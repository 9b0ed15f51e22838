"""Interleaved timing: A and B take turns, so a noisy machine disturbs both alike."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable, Sequence


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def medians(first: Callable[[], object], second: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The median time of each, taken in turns."""
    times = [(seconds(first), seconds(second)) for _ in range(rounds)]
    return statistics.median(a for a, _ in times), statistics.median(b for _, b in times)


def process(command: Sequence[str]) -> Callable[[], object]:
    """A whole process as work."""
    return lambda: subprocess.run(command, capture_output=True, check=True)
