"""Looks into the old Office container (OLE compound file): which streams it has, and how each begins."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from struct import error, unpack_from

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # Larger sector numbers are marks: end of chain, free, …
_ENTRY, _MINI = 128, 64
_HEADER_FATS = 109
# A directory of 20,000 entries is no document; neither is a file with loops in its chains.
_MOST_SECTORS = 5000


def streams(data: bytes) -> dict[str, bytes]:
    """The streams and folders by name in lower case, each with the first bytes of its content; {} if it is broken."""
    try:
        return _Container(data).streams()
    except error:
        return {}


class _Container:
    """The sectors of one file; any number in it may be wrong, then unpacking raises struct.error."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._shift: int = min(max(unpack_from("<H", data, 30)[0], 9), 12)
        self._each = (1 << self._shift) // 4
        fats = list(unpack_from(f"<{_HEADER_FATS}I", data, 76))
        more = unpack_from("<I", data, 68)[0]
        while more < _LAST and len(fats) < _MOST_SECTORS:
            *found, more = unpack_from(f"<{self._each}I", data, self._offset(more))
            fats += found
        self._fats = [fat for fat in fats if fat < _LAST]

    def streams(self) -> dict[str, bytes]:
        """Every entry of the directory."""
        found = {}
        small = unpack_from("<I", self._data, 56)[0]
        minis: int | None = None
        for sector in self._chain(unpack_from("<I", self._data, 48)[0]):
            start = self._offset(sector)
            for place in range(start, min(start + self._each * 4, len(self._data) - _ENTRY + 1), _ENTRY):
                length, kind = unpack_from("<HB", self._data, place + 64)
                if not kind or not 2 <= length <= 64:
                    continue
                name = self._data[place : place + length - 2].decode("utf-16-le", "replace").lower()
                first, size = unpack_from("<II", self._data, place + 116)
                if minis is None:
                    # The first entry is the root; its content is where streams below a size stand.
                    minis = first
                    found[name] = b""
                else:
                    found[name] = self._head(first, minis if size < small else None)
        return found

    def _head(self, first: int, minis: int | None) -> bytes:
        """The first 64 bytes of a stream."""
        if first >= _LAST:
            return b""
        start = self._offset(first)
        if minis is not None:
            skipped, within = divmod(first * _MINI, self._each * 4)
            sector = next(islice(self._chain(minis), skipped, None), None)
            if sector is None:
                return b""
            start = self._offset(sector) + within
        return self._data[start : start + _MINI]

    def _offset(self, sector: int) -> int:
        return (sector + 1) << self._shift

    def _chain(self, sector: int) -> Iterator[int]:
        """A sector and those that follow it."""
        for _ in range(_MOST_SECTORS):
            fat = sector // self._each
            if sector >= _LAST or fat >= len(self._fats):
                return
            yield sector
            sector = unpack_from("<I", self._data, self._offset(self._fats[fat]) + sector % self._each * 4)[0]
