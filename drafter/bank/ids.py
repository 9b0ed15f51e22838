"""Ids of entries that have none of their own: made from the text, so that they stay when lines move."""

from __future__ import annotations

import hashlib
from base64 import b32encode


def id_of(text: str) -> str:
    """Eight letters and digits that stand for `text`; white space around and inside does not count."""
    digest = hashlib.blake2b("".join(text.split()).encode(), digest_size=5).digest()
    return b32encode(digest).decode().lower()
