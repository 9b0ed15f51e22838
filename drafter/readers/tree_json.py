"""Our own JSON: a tree as `drafter read --json`, `read -o X.json` and `draft -o X.json` print it."""

from __future__ import annotations

import msgspec

from drafter.report import DrafterError
from drafter.tree import Document, Source

ORDER = 40
SUFFIXES = (".json",)


class _Draft(msgspec.Struct):
    document: Document


class _File(msgspec.Struct):
    documents: tuple[_Draft, ...]


def claims(data: bytes, name: str) -> bool:
    """A JSON object that speaks of a document."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and (b'"body"' in data or b'"document' in data)


def read(data: bytes, name: str) -> Source:
    """The documents of the file, as they are."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    problem: Exception | None = None
    try:
        keys = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        if "documents" in keys:
            return Source(documents=tuple(d.document for d in msgspec.json.decode(data, type=_File).documents))
        if "document" in keys:
            return Source(documents=(msgspec.json.decode(data, type=_Draft).document,))
        return Source(documents=(msgspec.json.decode(data, type=Document),))
    except (msgspec.DecodeError, RecursionError) as error:
        problem = error
    raise DrafterError("JSON 不是文稿树", name, f"请用 drafter read 导出的文件（{problem}）")
