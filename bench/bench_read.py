"""Reading: cold start, and reading + cleaning + parsing against a plain regex sentence split of the same text."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.timing import medians, process
from drafter.reading import read

ROOT = Path(__file__).resolve().parent.parent
Row = tuple[str, float, float | None, str]


def corpus(size: int) -> bytes:
    """About `size` bytes of speeches: our own samples, their paragraphs shuffled, with noise planted."""
    paths = sorted((ROOT / "tests" / "samples").glob("*.txt")) + sorted((ROOT / "tests" / "cases").glob("*/input.txt"))
    paragraphs = [line for path in paths for line in path.read_text("utf-8", "replace").splitlines() if len(line) > 40]
    chance = random.Random(1)
    out: list[str] = []
    length = n = 0
    while length < size:
        n += 1
        block = [f"关于第{n}项工作的研讨发言材料", "各位同志："]
        for heading in ("一、学习体会", "二、存在的问题", "三、下一步打算"):
            block.append(heading)
            block += chance.sample(paragraphs, 4)
        if n % 5 == 0:
            block.append("##paidbegin##")
        out += block
        length += sum(len(line.encode()) + 1 for line in block)
    return "\n".join(out).encode()


def run() -> Iterator[Row]:
    """Cold `--help`, and throughput."""
    ours = process([sys.executable, "-m", "drafter", "--help"])
    bare = process([sys.executable, "-c", "import typer"])
    mine, theirs = medians(ours, bare, 15)
    yield "cold drafter --help / import typer", mine / theirs, 1.5, f"{mine * 1000:.0f} ms / {theirs * 1000:.0f} ms"
    data = corpus(1_000_000)
    text = data.decode()
    split = re.compile(r"[^。！？]+[。！？]?")
    mine, theirs = medians(lambda: read(data, "x.txt"), lambda: split.findall(text), 5)
    rate = len(data) / 1e6 / mine
    yield "read + clean + parse / regex sentence split", mine / theirs, None, f"{rate:.2f} MB/s, {mine:.2f} s a MB"
    yield "seconds a MB of text read", mine / (len(data) / 1e6), 1.0, "limit is 1 MB/s"
