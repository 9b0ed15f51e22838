"""`drafter mine`: a folder of speeches → phrases, frames, headings, outlines, facts, cards, and a search index."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.report import DrafterError

if TYPE_CHECKING:
    from drafter.mine.passes import Folder, Report

_HEADS = {
    "phrases": "固定说法",
    "frames": "句式",
    "headings": "标题组",
    "outlines": "提纲",
    "facts": "事实",
    "cards": "问题卡",
}


def mine(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="放稿子的文件夹，子文件夹也读")],
    scheduler: Annotated[str, typer.Option(metavar="ADDRESS", help="Dask 调度器地址，不写就用本机")] = "",
    json: Annotated[bool, typer.Option("--json", help="只打印 JSON")] = False,
) -> int:
    """从本单位的稿子里挖出固定说法、句式、标题、提纲、事实和问题卡；挖过的主题马上能起草。"""
    from drafter.cli.stores import store_path
    from drafter.mine.passes import mine as mine_into
    from drafter.mine.store import Store
    from drafter.mine.workers import workers

    found, skipped = folder_of(folder)
    path = store_path(context)
    with _alone(path), Store(path, create=True) as store:
        known = store.files()
        size = sum(at[0] for name, at in found.files.items() if name not in known)
        try:
            with _progress(json) as progress, workers(size, scheduler) as crew:
                report = mine_into(store, found, crew, progress)
        except KeyboardInterrupt:
            typer.echo(f"已停下：{path}：读过的都记着，再运行一次接着做", err=True)
            return 2
    for failure in report.failed:
        typer.echo(failure.message, err=True)
    if json:
        import msgspec

        sys.stdout.flush()
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")
    else:
        for line in _summary(report, path, skipped):
            typer.echo(line)
    return 2 if report.failed else 0


def folder_of(folder: Path) -> tuple[Folder, int]:
    """The files below `folder` that may hold text, and how many others there are."""
    from drafter.mine.passes import Folder
    from drafter.readers import formats

    if not folder.is_dir():
        raise DrafterError("没有这个文件夹", str(folder), "请核对路径；单个文件请先放进一个文件夹")
    suffixes = {suffix for module in formats() for suffix in module.SUFFIXES}
    root = folder.resolve()
    files: dict[str, tuple[int, int]] = {}
    skipped = 0
    for place, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = os.path.join(place, name)
            if name.startswith((".", "~$")) or not os.path.isfile(path):
                continue
            if os.path.splitext(name)[1].lower() not in suffixes:
                skipped += 1
                continue
            stat = os.stat(path)
            files[path] = (stat.st_size, stat.st_mtime_ns)
    if not files:
        raise DrafterError("文件夹里没有能读的稿子", str(folder), f"能读 {'、'.join(sorted(suffixes))}")
    return Folder(os.path.join(root, ""), dict(sorted(files.items())), lambda path: Path(path).read_bytes()), skipped


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One miner at a time: a second one says so and waits."""
    from filelock import FileLock, Timeout

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(f"{path}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            typer.echo(f"另一个挖掘正在进行：{path}：等它做完再开始", err=True)
            lock.acquire()
    except OSError as error:
        raise DrafterError("语料库的文件夹写不进去", str(path.parent), f"{error.strerror or '系统拒绝'}") from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _progress(json: bool) -> Iterator[_Progress]:
    """A line that shows how far reading is; on a terminal only."""
    progress = _Progress(not json and sys.stderr.isatty())
    try:
        yield progress
    finally:
        progress.end()


class _Progress:
    """Files read, bytes a second and the time left, on one line that is written over."""

    def __init__(self, shown: bool) -> None:
        self.shown, self.began, self.last = shown, time.monotonic(), 0.0

    def __call__(self, done: int, of: int, size: int) -> None:
        now = time.monotonic()
        if not self.shown or (now - self.last < 0.2 and done < of):
            return
        self.last = now
        rate = size / max(now - self.began, 1e-6)
        left = (of - done) / max(done, 1) * (now - self.began)
        bar = "█" * (20 * done // max(of, 1))
        typer.echo(
            f"\r{bar:░<20} {done}/{of} 份　{rate / 1e6:.1f} MB/秒　还要 {left:.0f} 秒" if done < of
            else f"\r{bar:░<20} {of}/{of} 份　读完，正在统计……　　　　",
            nl=False,
            err=True,
        )  # fmt: skip

    def end(self) -> None:
        if self.shown and self.last:
            typer.echo("", err=True)


def _summary(report: Report, path: Path, skipped: int) -> list[str]:
    lines = [
        f"语料库：{path}",
        f"  {report.documents} 篇，{report.families} 组（同一篇的各种改写算一组），{report.characters} 字，"
        f"{report.seconds:.1f} 秒",
        "  " + "　".join(f"{head} {getattr(report, name)}" for name, head in _HEADS.items()),
    ]
    if report.unchanged:
        lines.append(f"  没有变化、不必重读的 {report.unchanged} 份")
    if skipped:
        lines.append(f"  不是文稿、没有读的 {skipped} 份")
    if report.failed:
        lines.append(f"  读不了的 {len(report.failed)} 份，原因见上")
    return lines
