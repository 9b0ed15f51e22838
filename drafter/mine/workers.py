"""Who does the work: this process for a little, a process for each processor for much, a cluster where one is named."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import Struct

from drafter.report import DrafterError

# Starting processes takes longer than reading so little.
_LITTLE = 300_000
_SELDOM = (200_000, 5, 5)


class Here(Executor):
    """Does everything at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
            if isinstance(error, KeyboardInterrupt):
                raise
        return future


class Crew(Struct, frozen=True):
    """An executor, how many work at once, and (where all see one disk) a folder in which they share what is large."""

    executor: Executor
    count: int
    scratch: str = ""


@contextmanager
def workers(size: int, scheduler: str = "") -> Iterator[Crew]:
    """Who works on `size` bytes."""
    # Hundreds of thousands of small things come and go, none of them in cycles: it is enough to look now and then.
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        with _crew(size, scheduler) as crew:
            yield crew
    finally:
        gc.set_threshold(*usual)


def release() -> None:
    """Gives freed memory back to the system: glibc keeps what was freed in between for a later that may not come."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


@contextmanager
def _crew(size: int, scheduler: str) -> Iterator[Crew]:
    if scheduler:
        with _cluster(scheduler) as crew:
            yield crew
        return
    count = os.cpu_count() or 1
    if size < _LITTLE or count == 1:
        yield Crew(Here(), 1)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(count, initializer=_begin, initargs=(os.getpid(),))
    try:
        with TemporaryDirectory(prefix="drafter-") as scratch:
            yield Crew(pool, count, scratch)
    except BrokenProcessPool:
        raise DrafterError(
            "读文件的进程意外退出", f"{count} 个进程", "已读的都在，请关掉占内存的程序再运行一次"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(parent: int) -> None:
    """A worker leaves Ctrl-C to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what the parent had loaded stays shared

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _cluster(address: str) -> Iterator[Crew]:
    """The workers of a Dask scheduler; they need this program installed, and no file of ours."""
    try:
        import distributed
    except ImportError:
        raise DrafterError(
            "没有装集群组件", address, "请先 pip install 'drafter[cluster]'，或不写 --scheduler"
        ) from None
    try:
        client: Any = vars(distributed)["Client"](address, timeout=10)
    except (OSError, ValueError, TypeError) as error:
        raise DrafterError("连不上调度器", address, f"{error or '请核对地址'}；单机使用不必写 --scheduler") from None
    try:
        client.wait_for_workers(1, timeout=30)
        count = sum(client.nthreads().values())
        yield Crew(client.get_executor(pure=False), max(count, 1))
    except TimeoutError:
        raise DrafterError("调度器上没有可用的机器", address, "请先启动 dask worker") from None
    finally:
        client.close()
