"""Runs every bench_*.py of this folder: each has `run()`, which yields (what, ratio, limit, detail)."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import bench


def main() -> int:
    """Prints one line a measurement; 1 when a ratio is over its limit."""
    wanted = sys.argv[1:]
    over = 0
    for info in pkgutil.iter_modules(bench.__path__):
        if not info.name.startswith("bench_") or (wanted and info.name.removeprefix("bench_") not in wanted):
            continue
        for what, ratio, limit, detail in importlib.import_module(f"bench.{info.name}").run():
            bad = limit is not None and ratio > limit
            over += bad
            bound = "" if limit is None else f" (limit {limit:g})"
            print(f"{'OVER ' if bad else 'ok   '} {what}: {ratio:.2f}{bound}  {detail}", flush=True)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
