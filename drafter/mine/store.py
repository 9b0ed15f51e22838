"""What was mined, in one SQLite file: documents as read, candidates, search index. Committed step by step.

Reading commits chunk by chunk, in the order of the files' names; what is worked out over all documents is replaced in
one transaction. So a process killed at any moment leaves a store that the next run completes to the same content.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
from msgspec import Struct

from drafter.mine.records import Candidate, Record
from drafter.report import DrafterError

VERSION = 3
_SCHEMA = """
create table files (path text primary key, size integer, changed integer, failed text) without rowid;
create table documents (
    id integer primary key, path text not null, name text not null, title text not null, genre text not null,
    characters integer not null, first integer not null, sentences integer not null,
    family integer, generation integer
);
create table contents (id integer primary key, record blob not null, sketch blob not null);
create index documents_by_path on documents (path);
create index documents_by_first on documents (first);
create table candidates (
    sort text not null, text text not null, kind text not null, count integer not null, families integer not null,
    examples blob not null, more blob not null, generation integer not null,
    primary key (sort, text, generation)
) without rowid;
create table pages (
    unit integer not null, generation integer not null, data blob not null, primary key (unit, generation)
);
create table facts (name text primary key, value text not null) without rowid;
"""
# How many documents are asked for at once.
_AT_ONCE = 200
_record = msgspec.msgpack.Decoder(Record)


class File(Struct, frozen=True):
    """A file as the store knows it; `failed` says why it could not be read."""

    size: int
    changed: int
    failed: str


class Entry(Struct, frozen=True):
    """One document as read: its record, and what further steps need of it, encoded."""

    path: str
    name: str
    title: str
    genre: str
    characters: int
    sentences: int
    record: bytes
    sketch: bytes


class Row(Struct, frozen=True):
    """What is known of a stored document without decoding it."""

    id: int
    name: str
    title: str
    genre: str
    first: int
    family: int | None
    generation: int | None


class Store:
    """An open store; use it in a `with`."""

    def __init__(self, path: Path, create: bool = False) -> None:
        self.path = path
        if not create and not path.exists():
            raise DrafterError("还没有挖掘过语料", str(path), "请先运行 drafter mine 文件夹")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._base.execute("pragma journal_mode=wal")
            self._base.execute("pragma synchronous=normal")
            version = self._base.execute("pragma user_version").fetchone()[0]
            if version == 0 and create:
                self._base.executescript(f"begin; {_SCHEMA} pragma user_version={VERSION}; commit;")
            elif version != VERSION:
                raise DrafterError("语料库是别的版本建的", str(path), "请删去这个文件后重新运行 drafter mine")
        except (sqlite3.Error, OSError) as error:
            raise DrafterError("打不开语料库", str(path), f"{error}；请检查权限，或删去后重新挖掘") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._base.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All that is written inside, or nothing."""
        try:
            self._base.execute("begin immediate")
            try:
                yield
            except BaseException:
                self._base.execute("rollback")
                raise
            self._base.execute("commit")
        except sqlite3.Error as error:
            raise DrafterError("语料库写不进去", str(self.path), f"{error}；请检查磁盘空间和权限") from None

    # -- files and documents

    def files(self) -> dict[str, File]:
        """Every file that was looked at, by its path."""
        rows = self._base.execute("select path, size, changed, failed from files order by path")
        return {path: File(size, changed, failed) for path, size, changed, failed in rows}

    def forget(self, paths: Sequence[str]) -> None:
        """Drops files and their documents."""
        gone = "delete from contents where id in (select id from documents where path = ?)"
        for asked in (gone, "delete from documents where path = ?"):
            self._base.executemany(asked, [(path,) for path in paths])
        self._base.executemany("delete from files where path = ?", [(path,) for path in paths])

    def add(self, files: Iterable[tuple[str, File]], entries: Sequence[Entry]) -> None:
        """Files as read, and the documents that stand in them."""
        self._base.executemany(
            "insert or replace into files values (?, ?, ?, ?)",
            [(path, file.size, file.changed, file.failed) for path, file in files],
        )
        row = self._base.execute("select coalesce(max(id), 0), coalesce(max(first + sentences), 0) from documents")
        last, first = row.fetchone()
        rows = []
        for number, e in enumerate(entries, last + 1):
            rows.append((number, e.path, e.name, e.title, e.genre, e.characters, first, e.sentences))
            first += e.sentences
        self._base.executemany(
            "insert into documents (id, path, name, title, genre, characters, first, sentences)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        # Beside the table, so that what is noted of a document does not write its whole text once more.
        contents = [(row[0], entry.record, entry.sketch) for row, entry in zip(rows, entries, strict=True)]
        self._base.executemany("insert into contents values (?, ?, ?)", contents)

    def renumber(self) -> None:
        """Numbers documents and sentences anew in the order of their paths, before all is worked out anew."""
        rows = self._base.execute("select id, sentences from documents order by path, id").fetchall()
        moved, first = [], 0
        for number, (old, sentences) in enumerate(rows, 1):
            moved.append((number, first, old))
            first += sentences
        self._base.executemany("update documents set first = ? where id = ?", [(first, old) for _, first, old in moved])
        changed = [(-number, old) for number, _, old in moved if number != old]
        for table in ("documents", "contents"):
            self._base.executemany(f"update {table} set id = ? where id = ?", changed)
            self._base.execute(f"update {table} set id = -id where id < 0")

    def rows(self, where: str = "", values: Sequence[Any] = ()) -> list[Row]:
        """Documents in the order of their numbers."""
        asked = f"select id, name, title, genre, first, family, generation from documents {where} order by id"
        return [Row(*row) for row in self._base.execute(asked, tuple(values))]

    def row(self, number: int) -> Row:
        """One document."""
        return self.rows("where id = ?", (number,))[0]

    def blobs(self, column: str, ids: Sequence[int]) -> Iterator[bytes]:
        """One column (record, sketch) of some documents, in the order asked."""
        for low in range(0, len(ids), _AT_ONCE):
            some = ids[low : low + _AT_ONCE]
            asked = f"select id, {column} from contents where id in ({', '.join(map(str, some))})"
            found = dict(self._base.execute(asked).fetchall())
            yield from (found[number] for number in some)

    def entries(self, path: str) -> list[Entry]:
        """The documents of a file as they were added."""
        asked = (
            "select path, name, title, genre, characters, sentences, record, sketch"
            " from documents join contents using (id) where path = ? order by id"
        )
        return [Entry(*row) for row in self._base.execute(asked, (path,))]

    def record(self, number: int) -> Record:
        """One document, decoded."""
        return _record.decode(next(self.blobs("record", [number])))

    def sort_out(self, families: Iterable[tuple[int, int]], generation: int) -> None:
        """Notes the family of each document, and in which pass it was worked out."""
        self._base.executemany(
            "update documents set family = ?, generation = ? where id = ?",
            [(family, generation, number) for number, family in families],
        )

    def at_sentence(self, number: int) -> tuple[int, int] | None:
        """The document that holds sentence `number` of the store, and which of its sentences that is."""
        asked = "select id, first from documents where first <= ? and sentences > 0 order by first desc limit 1"
        row = self._base.execute(asked, (number,)).fetchone()
        return (row[0], number - row[1]) if row else None

    # -- what was worked out

    def clear(self) -> None:
        """Drops all that was worked out, before all is worked out anew."""
        for table in ("candidates", "pages"):
            self._base.execute(f"delete from {table}")
        self._base.execute("update documents set family = null, generation = null where generation is not null")

    def keep(self, candidates: Iterable[Candidate], generation: int) -> None:
        """Adds what one pass found."""
        encode = msgspec.json.encode
        self._base.executemany(
            "insert or replace into candidates values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (c.sort, c.text, c.kind, c.count, c.families, encode(c.examples), encode(c.more), generation)
                for c in candidates
            ),
        )

    def candidates(self, sort: str, like: str = "", limit: int = -1) -> list[Candidate]:
        """What was found of one sort over all passes, the most widespread first."""
        asked = (
            "select sort, text, sum(count) as c, sum(families) as f, kind, examples, more, min(generation)"
            " from candidates where sort = ? and instr(text, ?)"
            " group by text order by f desc, c desc, text limit ?"
        )
        decode = msgspec.json.decode
        return [
            Candidate(sort, text, count, families, kind, tuple((n, k) for n, k in decode(examples)), decode(more))
            for sort, text, count, families, kind, examples, more, _ in self._base.execute(asked, (sort, like, limit))
        ]

    def counts(self) -> dict[str, int]:
        """How many candidates there are of each sort."""
        asked = "select sort, count(distinct text) from candidates group by sort order by sort"
        return dict(self._base.execute(asked).fetchall())

    def put_pages(self, pages: Iterable[tuple[int, bytes]], generation: int) -> None:
        """The search index of one pass."""
        self._base.executemany("insert into pages values (?, ?, ?)", [(u, generation, data) for u, data in pages])

    def page(self, unit: int) -> list[bytes]:
        """What the index keeps of the words that begin with `unit`, pass by pass."""
        asked = "select data from pages where unit = ? order by generation"
        return [data for (data,) in self._base.execute(asked, (unit,))]

    def note(self, name: str, value: str) -> None:
        self._base.execute("insert or replace into facts values (?, ?)", (name, value))

    def noted(self, name: str) -> str:
        row = self._base.execute("select value from facts where name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def totals(self) -> tuple[int, int, int, int]:
        """Documents, families, characters, sentences."""
        asked = (
            "select count(*), count(distinct family), coalesce(sum(characters), 0), coalesce(sum(sentences), 0)"
            " from documents"
        )
        row: tuple[int, int, int, int] = self._base.execute(asked).fetchone()
        return row
