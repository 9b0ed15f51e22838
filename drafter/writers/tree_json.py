"""Document → our own JSON: the tree itself."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from drafter.tree import Document

SUFFIXES = (".json",)


def write(document: Document, media: Mapping[str, bytes] | None = None) -> bytes:
    """The tree, indented, in UTF-8; pictures stay names."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
