"""Judges a file by the rules: bytes → findings, the gravest first."""

from __future__ import annotations

from collections.abc import Collection
from types import ModuleType

from drafter import rules as shelf
from drafter.package import is_word
from drafter.profiles import profile as profile_named
from drafter.report import Finding
from drafter.wordlook import look


def check(
    data: bytes,
    name: str,
    rules: Collection[ModuleType] | None = None,
    disabled: Collection[str] = frozenset(),
    profile: str = "标准",
) -> list[Finding]:
    """What the rules find in one file; `disabled` are ids of rules to leave out. Only Word documents have a layout."""
    chosen = [rule for rule in (shelf.every() if rules is None else rules) if rule.ID not in disabled]
    wanted = profile_named(profile)
    found: list[Finding] = []
    if is_word(data):
        seen = look(data, name)
        for rule in chosen:
            if rule.READS == "layout":
                found += shelf.findings(rule, rule.judge(seen, wanted))
    # Stable, so that findings of one level stay in the order of their rules.
    return sorted(found, key=lambda finding: (shelf.LEVELS.index(finding.level), finding.line or 0))
