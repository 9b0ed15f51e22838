"""Judges a file: bytes → findings, the gravest first."""

from __future__ import annotations

from collections.abc import Collection
from types import ModuleType

from drafter import rules as shelf
from drafter.package import is_word
from drafter.profiles import profile as profile_named
from drafter.reading import read
from drafter.report import Finding
from drafter.wordlook import look

# What reading tells of any file, and layout rules tell of a Word file with more certainty.
_TOLD_BY_RULES = {"heading-stop", "number-order", "mixed-marks"}
_OLD = ("old-format", "旧格式的版式没有查：全文：请用 Word 或 WPS 另存为 .docx 再查一遍")


def check(
    data: bytes,
    name: str,
    rules: Collection[ModuleType] | None = None,
    disabled: Collection[str] = frozenset(),
    profile: str = "标准",
) -> list[Finding]:
    """What is wrong with one file: what its reading found fault with, and what the rules (all, or those given) find.

    Layout rules judge Word documents. `disabled` are ids of rules whose findings are not wanted. Raises a
    DrafterError where the file cannot be read.
    """
    word = is_word(data)
    wanted = profile_named(profile)
    found: list[Finding] = []
    if rules is None:
        told = [finding for part in read(data, name).parts for finding in part.findings]
        # What reading only mentions is about reading: what it mended or left out.
        found += [f for f in told if f.level != "提示" and not (word and f.rule in _TOLD_BY_RULES)]
        if not word and _is_old(data, name):
            found.append(Finding(_OLD[0], "提示", _OLD[1]))
    if word:
        seen = look(data, name)
        for rule in shelf.reading("layout") if rules is None else rules:
            found += shelf.findings(rule, rule.judge(seen, wanted))
    found = [finding for finding in found if finding.rule not in disabled]
    # Stable, so that findings of one level and line stay in the order of their rules.
    return sorted(found, key=lambda finding: (shelf.LEVELS.index(finding.level), finding.line or 0))


def _is_old(data: bytes, name: str) -> bool:
    """Whether this is a text of an older office program, which has a layout that only Word's own format shows."""
    from drafter.readers import office

    return office.claims(data, name)
