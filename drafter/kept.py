"""What was worked out once is kept beside its folder, or in the user's cache folder where that is read-only."""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path


def recalled(root: Path, name: str) -> Iterator[bytes]:
    """What is kept of the folder `root` under `name`, wherever it lies."""
    for path in _paths(root, name):
        with contextlib.suppress(OSError):
            yield path().read_bytes()


def keep(root: Path, name: str, data: bytes) -> None:
    """Keeps `data` where it can be written; without it everything works, only slower."""
    for path in _paths(root, name):
        target = path()
        temporary = target.with_name(f"{name}.{os.getpid()}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
            os.replace(temporary, target)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            continue
        return


def _paths(root: Path, name: str) -> tuple[Callable[[], Path], Callable[[], Path]]:
    """Where it may lie; the second place is only worked out where the first does not serve."""

    def in_cache_folder() -> Path:
        from platformdirs import user_cache_path

        folder = f"{zlib.crc32(str(root.resolve()).encode('utf-8', 'surrogateescape')):08x}"
        return user_cache_path("drafter", appauthor=False) / f"bank-{folder}" / name

    return (lambda: root / ".cache" / name), in_cache_folder
