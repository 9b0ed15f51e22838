"""The whole pass: read what is new, sort copies into families, count phrases and everything else, index for search.

Map: `read_files` for a chunk of files, `index_documents` and `glean_documents` for some documents, `phrases.found` for
some first characters; any `concurrent.futures.Executor` runs them, in this process, in several, or on a cluster.
Reduce: here, in one order, while the workers are at the next step.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from hashlib import blake2b
from importlib import import_module
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from drafter.mine.gleaning import Tally, candidates, tallied
from drafter.mine.records import Candidate, Record
from drafter.mine.store import Entry, File, Store
from drafter.mine.workers import Crew, release
from drafter.report import DrafterError

# A chunk is a second's work at most: what is lost when somebody pulls the plug.
_FILES, _BYTES = 200, 600_000
# A growing store is worked out anew once this share of it is new; until then new documents are a pass of their own.
_ANEW = 0.25
# A phrase of a large corpus stands in three families, one of a small corpus in two.
_LEAST, _LEAST_OF_FEW, _FEW = 3, 2, 50
_PHRASES, _FRAMES = 20_000, 500
# Documents in one piece of work: pieces of one size, whoever does them, so that the index is the same to the last byte.
_INDEXED, _GLEANED = 500, 250
# A page of the index has a block for each piece, and a search looks into all of them.
_BLOCKS = 25
_COMMON = ("引语", "四字", "标题")
# What people ask for, and the sorts of candidates that it covers.
SORTS = {
    "phrases": ("短语", "四字", "引语", "收尾"),
    "frames": ("句式", "不足", "排比", "数词"),
    "headings": ("标题组", "标题"),
    "outlines": ("提纲",),
    "facts": ("事实", "本地"),
    "cards": ("问题卡",),
}


class _Sentence(Struct, array_like=True, gc=False):
    text: str


class _Said(Struct, array_like=True):
    """Of a record, the name and the words of its sentences."""

    name: str
    title: msgspec.Raw
    genre: msgspec.Raw
    headings: msgspec.Raw
    sentences: list[_Sentence]


_fields = msgspec.msgpack.Decoder(list[msgspec.Raw])
_record = msgspec.msgpack.Decoder(Record)
_tallies = msgspec.msgpack.Decoder(list[Tally])
_said = msgspec.msgpack.Decoder(_Said)
_blobs = msgspec.msgpack.Decoder(list[tuple[int, bytes]])


class Folder(Struct, frozen=True):
    """The files to mine, by path below `root`: size and time of change; `fetch` gives the bytes of one."""

    root: str
    files: Mapping[str, tuple[int, int]]
    fetch: Callable[[str], bytes]


class Failure(Struct, frozen=True):
    file: str
    message: str


class Report(Struct, frozen=True):
    """What `mine --json` prints."""

    documents: int
    families: int
    characters: int
    seconds: float
    phrases: int
    frames: int
    headings: int
    outlines: int
    facts: int
    cards: int
    unchanged: int
    failed: list[Failure]


class _Read(Struct, frozen=True, array_like=True):
    """One file as a worker gives it back; or `again`, which file before it has the same bytes."""

    path: str
    failed: str
    entries: tuple[Entry, ...]
    again: str = ""


def read_files(root: str, files: Sequence[tuple[str, bytes]]) -> bytes:
    """Map: files → their documents as records and sketches, encoded."""
    return msgspec.msgpack.encode(_read_all(root, files))


def _read_all(root: str, files: Sequence[tuple[str, bytes]]) -> list[_Read]:
    from drafter.mine.families import sketches

    read, said = [], []
    for path, data in files:
        one, texts = _read_file(path, path.removeprefix(root), data)
        read.append(one)
        said += texts
    found = iter(sketches(said))
    return [
        replace(one, entries=tuple([replace(entry, sketch=next(found).clauses) for entry in one.entries]))
        for one in read
    ]


def _read_file(path: str, name: str, data: bytes) -> tuple[_Read, list[list[str]]]:
    """A file as read but for its sketches, and the sentences of each of its documents."""
    from drafter.mine.documents import records

    encode = msgspec.msgpack.encode
    try:
        entries, said = [], []
        for record in records(data, name):
            if record.sentences:
                said.append([sentence.text for sentence in record.sentences])
                entries.append(
                    Entry(
                        path,
                        record.name,
                        record.title,
                        record.genre,
                        record.characters,
                        len(record.sentences),
                        encode(record),
                        b"",
                    )
                )
        failed = "" if entries else f"没有读到正文：{name}：请看是不是空白，或者只有图片"
        return _Read(path, failed, tuple(entries)), said
    except DrafterError as error:
        return _Read(path, str(error), ()), []
    except Exception as error:  # one strange file must not stop ten thousand others
        return _Read(path, f"内部错误：{name}：{type(error).__name__}，请把文件发给维护者", ()), []


def mine(
    store: Store,
    folder: Folder,
    crew: Crew,
    progress: Callable[[int, int, int], None] = lambda done, of, size: None,
) -> Report:
    """Mines what is new in `folder` into `store`; `progress` hears of files done, of all, and of bytes read."""
    began = time.monotonic()
    known = store.files()
    gone = [path for path in known if path.startswith(folder.root) and path not in folder.files]
    changed = [
        path
        for path, (size, at) in folder.files.items()
        if path in known and (known[path].size, known[path].changed) != (size, at)
    ]
    todo = sorted({*changed, *(path for path in folder.files if path not in known)})
    if gone or changed:
        with store.writing():
            store.forget([*gone, *changed])
            store.note("anew", "是")
    if todo:
        _loaded()
    for read in _in_order(crew, folder, todo, progress):
        with store.writing():
            known_here = {r.path: r.entries for r in read}
            read = [
                _copied(r, folder, known_here.get(r.again) or store.entries(r.again)) if r.again else r for r in read
            ]
            files = [(r.path, File(*folder.files[r.path], r.failed)) for r in read]
            store.add(files, [entry for r in read for entry in r.entries])
    work_out(store, crew)
    return _report(store, time.monotonic() - began, len(folder.files) - len(todo))


def _copied(read: _Read, folder: Folder, entries: Sequence[Entry]) -> _Read:
    """A file that repeats another one byte for byte, whose `entries` are known: they need another name, no reading."""
    name = read.path.removeprefix(folder.root)
    if not entries:  # the other could not be read: each says so for itself
        return _read_all(folder.root, [(read.path, folder.fetch(read.path))])[0]
    length = len(read.again.removeprefix(folder.root))
    copies = []
    for entry in entries:
        own = name + entry.name[length:]
        fields = [msgspec.Raw(msgspec.msgpack.encode(own)), *_fields.decode(entry.record)[1:]]
        copies.append(replace(entry, path=read.path, name=own, record=msgspec.msgpack.encode(fields)))
    return _Read(read.path, "", tuple(copies))


def _loaded() -> None:
    """Loads all that is needed, before the workers part from this process: then it is there once, not once each."""
    import_module("rjieba")
    read_files("", [("", "学习体会\n一、要学。\n".encode())])


def _chunks(folder: Folder, todo: Sequence[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    size = 0
    for path in todo:
        if chunk and (len(chunk) >= _FILES or size + folder.files[path][0] > _BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(path)
        size += folder.files[path][0]
    if chunk:
        yield chunk


def _in_order(
    crew: Crew, folder: Folder, todo: Sequence[str], progress: Callable[[int, int, int], None]
) -> Iterator[list[_Read]]:
    """Chunks of files as read, in the order of their names, a few of them under way at any time."""
    decoder = msgspec.msgpack.Decoder(list[_Read])
    waiting: deque[tuple[list[str], list[_Read], Future[bytes]]] = deque()
    chunks = _chunks(folder, todo)
    seen: dict[tuple[str, bytes], str] = {}
    done = size = 0
    while True:
        while len(waiting) < 2 * crew.count + 1 and (chunk := next(chunks, None)) is not None:
            files, unread = [], []
            for path in chunk:
                try:
                    data = folder.fetch(path)
                except OSError as error:
                    unread.append(_Read(path, f"打不开文件：{path}：{error.strerror or '请检查权限'}", ()))
                    continue
                # Offices keep the same file in many folders.
                what = (os.path.splitext(path)[1], blake2b(data, digest_size=16).digest())
                first = seen.setdefault(what, path)
                if first == path:
                    files.append((path, data))
                else:
                    unread.append(_Read(path, "", (), first))
            waiting.append((chunk, unread, crew.executor.submit(read_files, folder.root, files)))
        if not waiting:
            return
        chunk, unread, future = waiting.popleft()
        read = sorted([*decoder.decode(future.result()), *unread], key=lambda r: r.path)
        done += len(chunk)
        size += sum(folder.files[path][0] for path in chunk)
        progress(done, len(todo), size)
        yield read


def work_out(store: Store, crew: Crew) -> None:
    """Families, phrases, candidates and search index of what is new, or of everything where much is new."""
    from drafter.mine.postings import joined

    rows = store.rows()
    fresh = [row.id for row in rows if row.generation is None]
    anew = store.noted("anew") == "是" or len(fresh) > _ANEW * len(rows)
    if not fresh and not anew:
        return
    with store.writing():
        if anew:
            store.clear()
            store.renumber()
            store.note("anew", "")
        rows = store.rows()
        fresh = [row.id for row in rows if row.generation is None]
        generation = max((row.generation or 0 for row in rows), default=0) + 1
        firsts = {row.id: row.first for row in rows}
        index = [
            crew.executor.submit(
                index_documents, _lent(crew, f"index-{n}", [(firsts[number], blob) for number, blob in piece])
            )
            for n, piece in enumerate(_pieces(store, fresh, max(_INDEXED, len(fresh) // _BLOCKS)))
        ]
        placed = _families(store, fresh)
        store.sort_out(zip(fresh, placed, strict=True), generation)
        first = [n for n, family in zip(fresh, placed, strict=True) if n == family]
        found = _found(store, crew, first)
        # Each thing is written before the next one is worked out, so that they need not all be held at once.
        next(found)
        store.put_pages(joined(index.pop(0).result() for _ in range(len(index))), generation)
        for some in found:
            store.keep(some, generation)
            some.clear()


def _pieces(store: Store, numbers: Sequence[int], size: int) -> Iterator[list[tuple[int, bytes]]]:
    """Documents by number, with their records, some at a time."""
    for low in range(0, len(numbers), size):
        some = numbers[low : low + size]
        yield list(zip(some, store.blobs("record", some), strict=True))


def _lent(crew: Crew, name: str, piece: Sequence[tuple[int, bytes]]) -> bytes | str:
    """Numbered records for a worker: the path of a file where all see one disk, so that what waits takes no memory."""
    data = msgspec.msgpack.encode(piece)
    if not crew.scratch:
        return data
    path = f"{crew.scratch}/{name}"
    Path(path).write_bytes(data)
    return path


def _borrowed(piece: bytes | str) -> list[tuple[int, bytes]]:
    """What was lent; its file goes, which may lie in memory after all."""
    if isinstance(piece, str):
        path = Path(piece)
        piece = path.read_bytes()
        path.unlink()
    return _blobs.decode(piece)


def _families(store: Store, fresh: Sequence[int]) -> list[int]:
    """The family of every fresh document: the number of the first document of its kind, old ones included."""
    from drafter.mine.families import Sketch, placed

    firsts = [row.id for row in store.rows("where family = id")]
    old = [Sketch(blob) for blob in store.blobs("sketch", firsts)]
    new = [Sketch(blob) for blob in store.blobs("sketch", fresh)]
    numbers = [*firsts, *fresh]
    return [numbers[n] for n in placed(new, old)]


def _found(store: Store, crew: Crew, first: Sequence[int]) -> Iterator[list[Candidate]]:
    """Everything that is counted, over the first documents of the families that are new; at first, nothing."""
    from drafter.mine import phrases
    from drafter.mine.slots import slots

    few = len(first) <= _FEW
    least = _LEAST_OF_FEW if few else _LEAST
    submit = crew.executor.submit
    tallies: deque[Future[bytes]] = deque()
    names: list[str] = []

    def texts() -> Iterator[list[str]]:
        for piece in _pieces(store, first, _GLEANED):
            tallies.append(submit(glean_documents, len(names), _lent(crew, f"glean-{len(names)}", piece)))
            for _, blob in piece:
                said = _said.decode(blob)
                names.append(said.name)
                yield [sentence.text for sentence in said.sentences]

    text = phrases.laid_out(texts())
    # The work is as good as even, whatever the workers are at when it comes.
    shards = [characters for characters in phrases.plan(text, 2 * crew.count) if characters]
    if crew.scratch:
        text = replace(text, codes=phrases.laid_down(text, crew.scratch))
    found = [submit(phrases.found, text, characters, least, _PHRASES) for characters in shards]
    # While one is at the frames, another one can see where phrases end.
    frames = submit(slots, text, names, least, _FRAMES)
    yield []
    release()
    # What stands once is worth a look in five documents; in five thousand it is a drop in the sea.
    done = (_tallies.decode(tallies.popleft().result()) for _ in range(len(tallies)))
    yield candidates(done, names, () if few else _COMMON)
    release()
    best = phrases.best([part.result() for part in found], _PHRASES)
    whole = [submit(phrases.whole, text, some) for some in best.cut(2 * crew.count)]
    yield phrases.candidates(text, [part.result() for part in whole], names, _PHRASES)
    yield frames.result()


def glean_documents(start: int, piece: bytes | str) -> bytes:
    """Map: the records of first documents, the first of them no. `start` → what counts in them, encoded."""
    return msgspec.msgpack.encode(tallied((_record.decode(blob) for _, blob in _borrowed(piece)), start))


def index_documents(piece: bytes | str) -> list[tuple[int, bytes]]:
    """Map: records, each with the number of its first sentence → their part of the search index."""
    from drafter.mine.postings import pages

    texts: list[str] = []
    numbers: list[int] = []
    for first, blob in _borrowed(piece):
        sentences = _said.decode(blob).sentences
        texts += [sentence.text for sentence in sentences]
        numbers += range(first, first + len(sentences))
    found = pages(texts, numbers)
    del texts, numbers
    release()
    return found


def _report(store: Store, seconds: float, unchanged: int) -> Report:
    counts = store.counts()

    def of(*sorts: str) -> int:
        return sum(counts.get(sort, 0) for sort in sorts)

    documents, families, characters, _ = store.totals()
    failed = [Failure(path, file.failed) for path, file in store.files().items() if file.failed]
    return Report(
        documents,
        families,
        characters,
        round(seconds, 2),
        of(*SORTS["phrases"]),
        of(*SORTS["frames"]),
        of(*SORTS["headings"]),
        of(*SORTS["outlines"]),
        of(*SORTS["facts"]),
        of(*SORTS["cards"]),
        unchanged,
        failed,
    )
