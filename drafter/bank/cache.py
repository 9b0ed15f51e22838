"""What was read of a layer, kept as JSON: one file for each topic and one for the rest.

One line says what the cache is of; then each file is a line, and the places of all entries (only read when somebody
asks where an entry stands). Anything that does not fit, a flipped bit included, is as good as no cache.
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
from drafter.bank.model import Card, Loose, Passage
from drafter.bank.parts import Part, Spot
from drafter.kept import keep, recalled


class Cache(Struct, frozen=True):
    """The parts of a layer with the digests of their files, and a way to the places of their entries.

    `parts` leave out files that hold nothing but words of other roles than the one asked for; `spots` go with them.
    """

    digests: dict[str, str] = {}
    parts: tuple[Part, ...] = ()
    spots: Callable[[], Sequence[Sequence[Spot]]] = list


class _Head(Struct):
    """`roles` and `sums` go with the files in their order: whose words stand in each (none: all roles'), check sums."""

    program: str
    layer: str
    digests: dict[str, str]
    roles: list[list[str]]
    sums: list[int]


@cache
def _program() -> str:
    """Which code reads banks: its files change with every change, so no version number can be forgotten."""
    stats = [os.stat(entry) for entry in sorted(os.scandir(Path(__file__).parent), key=str) if entry.name[-3:] == ".py"]
    return f"{__version__} " + " ".join(f"{stat.st_size}.{stat.st_mtime_ns}" for stat in stats)


@cache
def _decoders() -> tuple[msgspec.json.Decoder[_Head], msgspec.json.Decoder[Part]]:
    return msgspec.json.Decoder(_Head), msgspec.json.Decoder(Part)


def speakers(part: Part) -> list[str]:
    """The roles whose words alone a file holds; none where something in it is for everybody, or for no speaker."""
    bank = part.bank
    entries: tuple[Passage | Card | Loose, ...] = (*bank.passages, *bank.cards, *bank.loose)
    others = (
        bank.roles,
        bank.topics,
        bank.families,
        bank.openings,
        bank.closings,
        bank.leads,
        bank.verses,
        bank.formulas,
    )
    if not entries or any(others) or bank.empties or bank.slots or bank.mined or part.patches or part.switches:
        return []
    if part.findings or not all(entry.roles for entry in entries):
        return []
    return sorted({role for entry in entries for role in entry.roles})


def recall(root: Path, name: str, role: str = "") -> Cache:
    """What is remembered under `name` of the layer `root`, an empty cache if nothing or nothing of use."""
    for data in recalled(root, name):
        found = _read(data, root, role)
        if found is not None:
            return found
    return Cache()


def _read(data: bytes, root: Path, role: str) -> Cache | None:
    top, *lines = data.split(b"\n")
    head_decoder, part_decoder = _decoders()
    try:
        head = head_decoder.decode(top)
        if (head.program, head.layer) != (_program(), root.name) or len(lines) != len(head.digests) + 1:
            return None
        wanted = [n for n, roles in enumerate(head.roles) if not role or not roles or role in roles]
        if any(zlib.crc32(lines[n]) != head.sums[n] for n in wanted) or zlib.crc32(lines[-1]) != head.sums[-1]:
            return None
        parts = _decoded(part_decoder, [lines[n] for n in wanted])
    except (msgspec.DecodeError, UnicodeDecodeError, IndexError):
        return None
    files = list(head.digests)
    if [part.file for part in parts] != [files[n] for n in wanted]:
        return None

    def spots() -> Sequence[Sequence[Spot]]:
        everything = msgspec.json.decode(lines[-1], type=list[list[Spot]])
        return [everything[n] for n in wanted]

    return Cache(head.digests, parts, spots)


def _decoded(decoder: msgspec.json.Decoder[Part], lines: Sequence[bytes]) -> tuple[Part, ...]:
    """Decodes without the collector looking through thousands of new objects again and again: half the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return tuple(map(decoder.decode, lines))
    finally:
        if collecting:
            gc.enable()


def remember(root: Path, name: str, found: Cache) -> None:
    """Writes the cache where it can be written; a bank without cache is only slower."""
    lines = [*map(msgspec.json.encode, found.parts), msgspec.json.encode(found.spots())]
    head = _Head(_program(), root.name, found.digests, list(map(speakers, found.parts)), list(map(zlib.crc32, lines)))
    keep(root, name, b"\n".join((msgspec.json.encode(head), *lines)))
