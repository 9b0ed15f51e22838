"""Takes noise out of lines, one module per kind of noise. Everything taken out is listed; nothing is guessed."""

from __future__ import annotations

import importlib
import pkgutil
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from types import ModuleType

from msgspec.structs import replace

from drafter.clean.contract import BLANK, Cleaned
from drafter.numbering import mark_of
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


# How much of a line says that it stands in it twice; how short a line may be that a narrow page broke off.
_AGAIN, _NARROW = 20, 13
# Characters of a text as it should be; any other may be noise.
_STRANGE = re.compile("[^\u3400-\u4dbf\u4e00-\u9fff，。、；：！？“”‘’（）《》〈〉…—·％\n0-9]")
_DOUBLED = ("。。", "，，", "、、")
# Each is asked only where its character stands.
_STRANGE_ROWS = {
    "…": re.compile("…(?:(?<!……)(?!…)|(?<=……)…)"),
    "—": re.compile("—(?:(?<!——)(?!—)|(?<=——)—)"),
    "0": re.compile("0(?<=[\u4e00-\u9fff”’）》％]0)"),
}


@cache
def _words() -> re.Pattern[str]:
    """Words one of which stands in whatever a cleaner with HINTS takes out."""
    found = [hint for module in cleaners() for hint in getattr(module, "HINTS", ())]
    return re.compile("|".join(dict.fromkeys(re.escape(hint) for hint in found if not _STRANGE.search(hint))))


@cache
def _suspicions() -> tuple[Callable[[Sequence[str]], bool], ...]:
    """How cleaners that go by lines tell that there is one among them that they may take out."""
    return tuple(module.suspects for module in cleaners() if hasattr(module, "suspects"))


def plain(lines: list[Line]) -> bool:
    """Whether no cleaner would change anything, as far as can be told at a glance; most lines of most files are so."""
    texts = [line.text.strip(BLANK) for line in lines]
    whole = "\n".join(texts)
    if (
        _STRANGE.search(whole)
        or any(pair in whole for pair in _DOUBLED)
        or any(char in whole and row.search(whole) for char, row in _STRANGE_ROWS.items())
        or any(len(text) <= 2 or text[0] in "0123456789" for text in texts)
        or _words().search(whole)
    ):
        return False
    # Lines that stand twice, or a preview and the whole of it; lines that break off where no sentence ends.
    if ("…" in whole and any(text.endswith("…") for text in texts)) or len({text[:8] for text in texts}) < len(texts):
        return False
    if any(text.find(text[:_AGAIN], _AGAIN) > 0 for text in texts if len(text) > 2 * _AGAIN):
        return False
    if any(len(text) >= _NARROW and text[-1] not in "。！？：；”）" and not mark_of(text) for text in texts[1:]):
        return False
    return not any(suspects(texts) for suspects in _suspicions())


def clean(lines: list[Line], report: bool = True) -> Cleaned:
    """`lines` without noise, with all that was removed and (`report`) all that only a person may decide."""
    removed: list[Removed] = []
    findings: list[Finding] = []
    if not report and plain(lines):
        return Cleaned(_stripped(lines))
    for turn in range(_ROUNDS):
        before = lines
        if turn and not report and plain(lines):
            lines = _stripped(lines)
            break
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


def _stripped(lines: list[Line]) -> list[Line]:
    """`lines` without the white space around them."""
    texts = [line.text.strip(BLANK) for line in lines]
    return [line if line.text == text else replace(line, text=text) for line, text in zip(lines, texts, strict=True)]


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
