"""Takes noise out of lines, one module per kind of noise. Everything taken out is listed; nothing is guessed."""

from __future__ import annotations

import importlib
import pkgutil
from bisect import bisect_left, bisect_right
from functools import cache
from types import ModuleType

from msgspec.structs import replace

from drafter.clean.contract import BLANK, Cleaned
from drafter.report import Finding, Removed
from drafter.tree import Line

# From here on a cleaner changes nothing any more, it only reports what a person must decide.
REPORTS = 90
# Taking one thing out can lay another bare: the cleaners run again until nothing changes, but not for ever.
_ROUNDS = 5


@cache
def cleaners() -> tuple[ModuleType, ...]:
    """Every cleaner, in the order in which they run."""
    modules = [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    return tuple(sorted((m for m in modules if hasattr(m, "ORDER")), key=lambda m: (m.ORDER, m.__name__)))


def clean(lines: list[Line], report: bool = True) -> Cleaned:
    """`lines` without noise, with all that was removed and (`report`) all that only a person may decide."""
    removed: list[Removed] = []
    findings: list[Finding] = []
    for _ in range(_ROUNDS):
        before = lines
        for cleaner in cleaners():
            if cleaner.ORDER < REPORTS:
                step: Cleaned = cleaner.clean(lines)
                lines = step.lines
                removed += step.removed
                findings += step.findings
        if lines == before or [line.text for line in lines] == [line.text.strip(BLANK) for line in before]:
            break
    for cleaner in cleaners() if report else ():
        if cleaner.ORDER >= REPORTS:
            findings += cleaner.clean(lines).findings
    removed.sort(key=lambda piece: piece.line)
    return Cleaned(lines, removed, _placed(findings, lines))


def _placed(findings: list[Finding], lines: list[Line]) -> list[Finding]:
    """Findings in reading order, with the place of their text in the line as it now stands."""
    numbers = [line.line for line in lines]
    done = []
    for finding in sorted(findings, key=lambda f: f.line or 0):
        # A line that was joined to others goes by the first one's number; one that was split, by its own, several times.
        last = bisect_right(numbers, finding.line or 0) - 1
        first = bisect_left(numbers, numbers[last]) if last >= 0 else 0
        for n in range(first, last + 1):
            at = lines[n].text.find(finding.text) if finding.text else -1
            if at >= 0:
                finding = replace(finding, line=numbers[n], span=(at, at + len(finding.text)))
                break
        done.append(finding)
    return done
