"""Mining: a whole pass against one plain jieba.cut, growth, memory, new documents, search, and copies found again."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from bench.corpus import Corpus, corpus
from bench.timing import process, seconds

Row = tuple[str, float, float | None, str]
# Characters of the large corpus and of the small one; DRAFTER_BENCH_MILLIONS=50 for a large one.
LARGE = int(os.environ.get("DRAFTER_BENCH_MILLIONS", "10")) * 1_000_000
SMALL = LARGE // 5
NEW = 1000
_JIEBA = """
import sys, time, jieba
jieba.lcut("起")
text = open(sys.argv[1], encoding="utf-8").read()
start = time.perf_counter()
for word in jieba.cut(text):
    pass
print(time.perf_counter() - start)
"""


def _written(made: Corpus, folder: Path, start: int = 0) -> Path:
    for name, data in made.files[start:]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def _plain(text: str, folder: Path) -> float:
    """Seconds of one pass of jieba.cut in a process of its own, loading left out."""
    path = folder / "text"
    path.write_text(text, "utf-8")
    done = subprocess.run([sys.executable, "-c", _JIEBA, str(path)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def _tree(process_id: int) -> Sequence[int]:
    """A process and all below it."""
    found = [process_id]
    for task in found:
        try:
            found += map(int, Path(f"/proc/{task}/task/{task}/children").read_text().split())
        except OSError:
            continue
    return found


def _memory(process_id: int) -> int:
    """Bytes that a process and all below it hold, what they share counted once."""
    total = 0
    for task in _tree(process_id):
        try:
            for line in Path(f"/proc/{task}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
        except OSError:
            continue
    return total


def _mining(folder: Path, workspace: Path) -> subprocess.Popen[bytes]:
    """`drafter mine`, started."""
    workspace.mkdir(exist_ok=True)
    (workspace / "drafter.yaml").write_text("读速: 200\n", "utf-8")
    command = [sys.executable, "-m", "drafter", "--workspace", str(workspace), "mine", str(folder)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _mined(folder: Path, workspace: Path) -> float:
    """Seconds of `drafter mine`."""
    start = time.perf_counter()
    _mining(folder, workspace).wait()
    return time.perf_counter() - start


def _held(folder: Path, workspace: Path) -> int:
    """The most memory that `drafter mine` and its workers hold; to look takes time, so another run tells the time."""
    running = _mining(folder, workspace)
    most = 0
    while running.poll() is None:
        most = max(most, _memory(running.pid))
        time.sleep(0.05)
    return most


def run() -> Iterator[Row]:
    """Every figure on our own made-up corpus, with copies, rewrites and noise planted."""
    from drafter.mine.search import search
    from drafter.mine.store import Store

    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        grown = corpus(LARGE + NEW * 1900)
        large = Corpus(grown.files[:-NEW], grown.texts[:-NEW], grown.planted)
        characters = sum(map(len, large.texts))
        plain = _plain("\n".join(large.texts), root)
        took = _mined(_written(large, root / "large"), root / "w1")
        mega = f"{characters / 1e6:.0f} M characters"
        yield f"whole pass, {mega} / one plain jieba.cut", took / plain, 0.30, f"{took:.1f} / {plain:.1f} s"
        memory = _held(root / "large", root / "w3")
        yield "memory, bytes a character / 32", memory / characters / 32, 1.0, f"{memory / 1e6:.0f} MB"
        small = corpus(SMALL)
        less = _mined(_written(small, root / "small"), root / "w2")
        each = (took / characters) / (less / sum(map(len, small.texts)))
        yield "time a character, large / a fifth of it", each, 1.3, f"{took:.1f} / {less:.1f} s"
        _written(grown, root / "large", len(large.files))
        more = _mined(root / "large", root / "w1")
        yield f"{NEW:,} new documents / 3 s", more / 3, 1.0, f"{more:.1f} s"
        with Store(root / "w1" / ".drafter" / "语料.sqlite") as store:
            words = ("营商", "群众诉求", "责任清单", "老旧小区", "值班", "信访事项")
            slowest = max(min(seconds(partial(search, store, [word], limit=20)) for _ in range(3)) for word in words)
            yield "a search / 5 ms", slowest / 0.005, 1.0, f"{slowest * 1000:.1f} ms, the slowest of {len(words)}"
            homes = {row.name: row.family for row in store.rows()}
        yield from _copies(grown, homes)
        yield "drafter search, whole process / drafter --help", *_process(root / "w1")


def _copies(made: Corpus, homes: dict[str, int | None]) -> Iterator[Row]:
    """How many planted copies were missed, and how many strangers were taken for copies."""
    names = [name for name, _ in made.files]
    family = [homes.get(name) for name in names]
    planted = {copy.document: copy for copy in made.planted if copy.document < len(names)}
    for sorts, limit in ((("copy", "edit"), 0.02), (("rewrite",), 0.05)):
        pairs = [copy for copy in planted.values() if copy.sort in sorts]
        missed = sum(family[copy.document] != family[copy.of] for copy in pairs)
        yield f"{'/'.join(sorts)}: missed", missed / max(len(pairs), 1), limit, f"{missed} of {len(pairs)}"
    first: dict[int | None, int] = {}
    wrong = strangers = 0
    for number, home in enumerate(family):
        if number not in planted:
            strangers += 1
            wrong += home in first
        first.setdefault(home, number)
    yield "strangers taken for copies", wrong / max(strangers, 1), 0.01, f"{wrong} of {strangers}"


def _process(workspace: Path) -> tuple[float, float | None, str]:
    find = process([sys.executable, "-m", "drafter", "--workspace", str(workspace), "search", "责任清单"])
    help_page = process([sys.executable, "-m", "drafter", "--help"])
    one, other = min(seconds(find) for _ in range(3)), min(seconds(help_page) for _ in range(3))
    return one / other, None, f"{one * 1000:.0f} / {other * 1000:.0f} ms"
