"""Folders of YAML → one bank. What was read once is kept as JSON, by the content of every file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from drafter.bank.cache import Cache, recall, remember, speakers
from drafter.bank.layers import Layer, lay
from drafter.bank.model import Bank
from drafter.bank.parts import Part, Spot
from drafter.report import DrafterError, Finding
from drafter.shipped import shipped

_FOLDERS = ("roles", "common")
_SUFFIXES = (".yaml", ".yml")
LARGEST = 16 * 1024 * 1024


def shipped_layers() -> list[Path]:
    """The layers that ship with the program, the lowest first."""
    root = shipped("phrasebank")
    return [root, root / "mined"]


def home_layer() -> Path:
    """Where somebody without a workspace keeps their own entries."""
    from platformdirs import user_data_path

    return user_data_path("drafter", appauthor=False) / "词库"


class Wanted(Struct, frozen=True):
    """The topics whose words are wanted, and whose: a role's own and everybody's, or all."""

    topics: Collection[str]
    role: str = ""


def load(layers: Sequence[Path], choose: Callable[[Bank], Wanted] | None = None) -> tuple[Bank, list[Finding]]:
    """The bank of `layers` (the lowest first; a folder that is not there is empty), and what is wrong with them.

    `choose` looks at a bank that holds no words of any topic yet and says whose words are wanted.
    """
    if choose is None:
        return lay([read_layer(root) for root in layers])
    outlines = [read_layer(root, ()) for root in layers]
    # Who speaks and what of is all that there is to choose by.
    known = [replace(layer, parts=tuple(p for p in layer.parts if p.bank.roles or p.bank.topics)) for layer in outlines]
    wanted = choose(lay(known)[0])
    words = [_read_topics(root, wanted.topics, wanted.role) for root in layers]
    return lay([_joined([outline, *more]) for outline, more in zip(outlines, words, strict=True)])


def files_of(root: Path) -> list[str]:
    """The bank files of a layer, as paths inside it, in the order of their names."""
    folders = [*_FOLDERS, *(f"topics/{name}" for name in _names(root / "topics") if (root / "topics" / name).is_dir())]
    return sorted(
        f"{folder}/{name}"
        for folder in folders
        for name in _names(root / folder)
        if name.endswith(_SUFFIXES) and not name.startswith((".", "~"))
    )


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def digest_of(data: bytes) -> str:
    """The content of a file as a short text."""
    return hashlib.blake2b(data, digest_size=12).hexdigest()


def read_layer(root: Path, topics: Collection[str] | None = None) -> Layer:
    """One folder, with the words of `topics` or of all; only files that changed since it was read last are parsed."""
    outline = _read_files(root, "bank.json", _grouped(root)[None])
    return _joined([outline, *_read_topics(root, topics)])


def _topic_of(file: str, topics: Collection[str]) -> str | None:
    """The topic whose words stand in `file`, a common file that bears its name included; None: everybody's.

    What a topic is called and made of stands in its about.yaml, known to all.
    """
    parts = file.split("/")
    stem = parts[-1].rsplit(".", 1)[0]
    if len(parts) == 3:
        return parts[1] if stem != "about" else None
    name = stem.partition("-")[2]
    return name if name in topics else None


def _grouped(root: Path) -> dict[str | None, list[str]]:
    """The files of a layer by topic."""
    topics = frozenset(_names(root / "topics"))
    found: dict[str | None, list[str]] = {None: []}
    for file in files_of(root):
        found.setdefault(_topic_of(file, topics), []).append(file)
    return found


def _read_topics(root: Path, topics: Collection[str] | None, role: str = "") -> list[Layer]:
    return [
        _read_files(root, f"bank-{digest_of(topic.encode())}.json", files, role)
        for topic, files in _grouped(root).items()
        if topic is not None and (topics is None or topic in topics)
    ]


def _joined(layers: Sequence[Layer]) -> Layer:
    def spots() -> Sequence[Sequence[Spot]]:
        return [found for layer in layers for found in layer.spots()]

    return Layer(layers[0].name, tuple(part for layer in layers for part in layer.parts), spots)


def _read_files(root: Path, name: str, wanted: Sequence[str], role: str = "") -> Layer:
    """Some files of a layer, which share the cache `name`; those that hold words of other roles alone are left out."""
    files = {file: _bytes(root / file) for file in wanted}
    if not files:
        return Layer(root.name, (), list)
    digests = {file: digest_of(data) for file, data in files.items() if isinstance(data, bytes)}
    cache = recall(root, name, role)
    if list(cache.digests) == list(files) and cache.digests == digests:
        return Layer(root.name, cache.parts, cache.spots)
    cache = recall(root, name) if role else cache
    known = {part.file: n for n, part in enumerate(cache.parts) if digests.get(part.file) == cache.digests[part.file]}
    spots_known = cache.spots() if known else []
    parts: list[Part] = []
    spots: list[Sequence[Spot]] = []
    for file, data in files.items():
        if file in known:
            parts.append(cache.parts[known[file]])
            spots.append(spots_known[known[file]])
            continue
        part, found = _parsed(root, file, data)
        parts.append(part)
        spots.append(found)
    if len(digests) == len(files):
        remember(root, name, Cache(digests, tuple(parts), lambda: spots))
    pairs = [(p, s) for p, s in zip(parts, spots, strict=True) if not role or role in (speakers(p) or [role])]
    return Layer(root.name, tuple(part for part, _ in pairs), lambda: [found for _, found in pairs])


def _parsed(root: Path, file: str, data: bytes | DrafterError) -> tuple[Part, list[Spot]]:
    from drafter.bank.parse import parse
    from drafter.encoding import decode

    shown = f"{root.name}/{file}"
    try:
        if isinstance(data, DrafterError):
            raise data
        parsed = parse(decode(data, shown) if data.strip() else "", file, shown)
    except DrafterError as error:
        finding = Finding("bank-file", "必错", f"{shown} 第 1 行：{error.message}，{error.hint}", 1)
        return Part(file, Bank(), findings=(finding,)), []
    return parsed.part, parsed.spots


def _bytes(path: Path) -> bytes | DrafterError:
    try:
        if path.stat().st_size > LARGEST:
            return DrafterError("文件太大，没有读", str(path), f"请拆成几个，每个不超过 {LARGEST // 1048576} MB")
        return path.read_bytes()
    except OSError:
        return DrafterError("打不开文件", str(path), "请检查权限")
