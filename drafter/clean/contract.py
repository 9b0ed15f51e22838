"""What a cleaner is: a module with ORDER, LABEL, EXAMPLES, SURVIVES and `clean`."""

from __future__ import annotations

from msgspec import Struct

from drafter.report import Finding, Removed
from drafter.tree import Line


class Cleaned(Struct):
    """Lines after one cleaner, what it took out, and what only a person may decide."""

    lines: list[Line]
    removed: list[Removed] = []
    findings: list[Finding] = []


class Example(Struct, frozen=True):
    """Text before and after; `removed` are the removed texts in order, `rules` the rules of the findings in order."""

    before: str
    after: str
    removed: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
