"""Drafting: a whole process against a bare python-docx script, drafts a second, growth with length and bank size."""

from __future__ import annotations

import compileall
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.timing import medians, process, seconds
from drafter.bank.model import Bank
from drafter.drafting import draft
from drafter.plan.brief import Brief
from drafter.writers import write

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
Row = tuple[str, float, float | None, str]

_BARE = """
import sys, docx
document = docx.Document()
for line in open(sys.argv[1], encoding="utf-8"):
    document.add_paragraph(line.rstrip("\\n"))
document.save(sys.argv[2])
"""


def _each(bank: Bank, length: int, rounds: int) -> float:
    """The median time of one draft of another seed each."""
    brief = Brief("办公室干部", "研讨发言", "四下基层", length)
    draft(bank, brief)
    times = [
        seconds(lambda seed=seed: draft(bank, Brief(brief.role, brief.genre, brief.topic, length, seed)))  # type: ignore[misc]
        for seed in range(rounds)
    ]
    return statistics.median(times)


def run() -> Iterator[Row]:
    """Every figure on made-up banks, but the first: that one is a user's own command."""
    import synthetic_bank

    # Where Python is told to write no bytecode, an installed program still has it: pip makes it.
    compileall.compile_dir(str(ROOT / "drafter"), quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        base = [sys.executable, "-m", "drafter", "draft", "--role", "办公室干部", "--length", "3000"]
        text = str(Path(folder, "稿.txt"))
        process([*base, "-o", text])()
        ours = process([*base, "-o", str(Path(folder, "稿.docx"))])
        bare = process([sys.executable, "-c", _BARE, text, str(Path(folder, "另.docx"))])
        mine, theirs = medians(ours, bare, 9)
    yield (
        "whole process, 3,000 字 .docx / bare python-docx",
        mine / theirs,
        1.5,
        f"{mine * 1000:.0f} / {theirs * 1000:.0f} ms",
    )
    bank = synthetic_bank.bank(3000)
    one = _each(bank, 3000, 15)
    yield "1/15 s in drafts (15 a second is the floor)", one * 15, 1.0, f"{1 / one:.0f} drafts/s with 3,000 sentences"
    big = synthetic_bank.bank(30_000)
    short, long = _each(big, 700, 9), _each(big, 20_000, 5)
    yield (
        "time a character, 20,000 字 / 700 字",
        long * 7 / 200 / short,
        1.5,
        f"{long * 1000:.0f} / {short * 1000:.0f} ms",
    )
    small = _each(synthetic_bank.bank(400), 1500, 9)
    large = _each(big, 1500, 9)
    yield "time a draft, 30,000 sentences / 400", large / small, 3.0, f"{large * 1000:.0f} / {small * 1000:.0f} ms"
    made = draft(bank, Brief("办公室干部", "研讨发言", "四下基层", 3000)).document
    yield "writing the .docx / drafting", seconds(lambda: write(made, "x.docx")) / one, None, ""
