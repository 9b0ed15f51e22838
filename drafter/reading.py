"""One file, whole: read, clean, cut into sections. What `drafter read`, `check`, `format` and `mine` start from."""

from __future__ import annotations

from msgspec import Struct

from drafter import readers
from drafter.report import Finding, Removed
from drafter.sections.own import assemble
from drafter.tree import Document


class Part(Struct, frozen=True):
    """One document of a file, with what was taken out of it and what a person should look at."""

    part: int
    document: Document
    removed: tuple[Removed, ...] = ()
    findings: tuple[Finding, ...] = ()


class Reading(Struct, frozen=True):
    """All that stands in one file. `media` are its pictures by name."""

    file: str
    parts: tuple[Part, ...]
    media: dict[str, bytes] = {}


def read(data: bytes, name: str, report: bool = True) -> Reading:
    """`data` as documents; raises a DrafterError where the file cannot be read at all.

    `report` looks also for what only a person may decide.
    """
    source = readers.read(data, name)
    if source.documents:
        return Reading(name, tuple(Part(n, document) for n, document in enumerate(source.documents, 1)))
    ours = assemble(source.lines)
    if ours is not None:
        return Reading(name, (Part(1, ours, source.removed, source.findings),), source.media)
    # What guesses is a second's work to import and no use for our own files.
    from drafter.clean import clean
    from drafter.sections.parsing import parse

    cleaned = clean(list(source.lines), report)
    parsed = parse(cleaned.lines)
    starts = [part.start for part in parsed] or [0]
    starts[0] = 0
    parts = []
    for n, part in enumerate(parsed):
        low, high = starts[n], starts[n + 1] if n + 1 < len(starts) else 1 << 60

        def here(line: int | None, low: int = low, high: int = high) -> bool:
            return low <= (line or 0) < high

        findings = [f for f in (*source.findings, *cleaned.findings) if here(f.line)] + part.findings
        findings.sort(key=lambda f: f.line or 0)
        removed = [r for r in (*source.removed, *cleaned.removed) if here(r.line)] + part.removed
        removed.sort(key=lambda r: r.line)
        parts.append(Part(n + 1, part.document, tuple(removed), tuple(findings)))
    return Reading(name, tuple(parts), source.media)
