"""What was read of a layer, kept as JSON: one file for each topic and one for the rest.

Three lines: what the cache is of, the parts, the places of the entries (only read when somebody asks where an entry
stands). Anything that does not fit, a flipped bit included, is as good as no cache.
"""

from __future__ import annotations

import gc
import os
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from drafter import __version__
from drafter.bank.parts import Part, Spot
from drafter.kept import keep, recalled


class Cache(Struct, frozen=True):
    """The parts of a layer with the digests of their files, and a way to the places of their entries."""

    digests: dict[str, str] = {}
    parts: tuple[Part, ...] = ()
    spots: Callable[[], Sequence[Sequence[Spot]]] = list


class _Head(Struct):
    program: str
    layer: str
    digests: dict[str, str]
    sums: tuple[int, int]


@cache
def _program() -> str:
    """Which code reads banks: its files change with every change, so no version number can be forgotten."""
    stats = [os.stat(entry) for entry in sorted(os.scandir(Path(__file__).parent), key=str) if entry.name[-3:] == ".py"]
    return f"{__version__} " + " ".join(f"{stat.st_size}.{stat.st_mtime_ns}" for stat in stats)


@cache
def _decoders() -> tuple[msgspec.json.Decoder[_Head], msgspec.json.Decoder[tuple[Part, ...]]]:
    return msgspec.json.Decoder(_Head), msgspec.json.Decoder(tuple[Part, ...])


def recall(root: Path, name: str) -> Cache:
    """What is remembered under `name` of the layer `root`, an empty cache if nothing or nothing of use."""
    for data in recalled(root, name):
        found = _read(data, root)
        if found is not None:
            return found
    return Cache()


def _read(data: bytes, root: Path) -> Cache | None:
    first, last = data.find(b"\n"), data.rfind(b"\n")
    whole = memoryview(data)
    top, middle, bottom = whole[: max(first, 0)], whole[first + 1 : last], whole[last + 1 :]
    head_decoder, parts_decoder = _decoders()
    try:
        head = head_decoder.decode(top)
        if (head.program, head.layer) != (_program(), root.name) or head.sums != _sums(middle, bottom):
            return None
        parts = _decoded(parts_decoder, middle)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if [part.file for part in parts] != list(head.digests):
        return None
    return Cache(head.digests, parts, lambda: msgspec.json.decode(bottom, type=list[list[Spot]]))


def _decoded(decoder: msgspec.json.Decoder[tuple[Part, ...]], data: memoryview) -> tuple[Part, ...]:
    """Decodes without the collector looking through thousands of new objects again and again: half the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return decoder.decode(data)
    finally:
        if collecting:
            gc.enable()


def _sums(parts: bytes | memoryview, spots: bytes | memoryview) -> tuple[int, int]:
    return zlib.crc32(parts), zlib.crc32(spots)


def remember(root: Path, name: str, found: Cache) -> None:
    """Writes the cache where it can be written; a bank without cache is only slower."""
    parts, spots = msgspec.json.encode(found.parts), msgspec.json.encode(found.spots())
    head = msgspec.json.encode(_Head(_program(), root.name, found.digests, _sums(parts, spots)))
    keep(root, name, b"\n".join((head, parts, spots)))
