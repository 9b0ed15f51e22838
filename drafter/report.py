"""The only two ways to complain: a `Finding` about what somebody wrote, a `DrafterError` when work cannot go on."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Level = Literal["必错", "疑似", "提示"]


class Finding(Struct, frozen=True):
    """One remark about a text: which rule, how sure, what and where, and what to do about it (in Chinese)."""

    rule: str
    level: Level
    message: str
    line: int | None = None
    text: str = ""
    span: tuple[int, int] | None = None
    suggestion: str = ""
    source: str = ""


class Removed(Struct, frozen=True):
    """Text that a cleaner took out: the exact text, why, and the line where it stood."""

    text: str
    reason: str
    line: int


class DrafterError(Exception):
    """Something asked could not be done. Prints as one Chinese line: what, where, what to do."""

    def __init__(self, message: str, origin: str = "", hint: str = "") -> None:
        self.message, self.origin, self.hint = message, origin, hint
        super().__init__("：".join(part for part in (message, origin, hint) if part))
