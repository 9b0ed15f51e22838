"""Check rules, one file each: see `drafter.rules.contract` for what a rule is."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from types import ModuleType

from drafter.report import Finding, Level
from drafter.rules.contract import Slip

LEVELS: tuple[Level, ...] = ("必错", "疑似", "提示")
# How many places a finding names before it only counts them, and how much of each is shown.
_NAMED, _SHOWN = 3, 10


@cache
def every() -> tuple[ModuleType, ...]:
    """All rules, in the order of their ids."""
    modules = (importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    return tuple(sorted((module for module in modules if hasattr(module, "ID")), key=lambda module: str(module.ID)))


def reading(what: str) -> tuple[ModuleType, ...]:
    """The rules that judge `what`, for instance "layout"."""
    return tuple(rule for rule in every() if what == rule.READS)


def findings(rule: ModuleType, slips: Iterable[Slip]) -> list[Finding]:
    """Slips as findings: those that say the same about many places are one finding with a count."""
    groups: dict[tuple[Level, str, str], list[Slip]] = {}
    for slip in slips:
        groups.setdefault((slip.level or rule.LEVEL, slip.what, slip.how), []).append(slip)
    return [
        Finding(
            rule.ID,
            level,
            f"{what}：{_places(group)}：{how}",
            line=group[0].line,
            text=group[0].text,
            span=group[0].span,
            suggestion=how,
            source=rule.SOURCE,
        )
        for (level, what, how), group in groups.items()
    ]


def _places(group: list[Slip]) -> str:
    """Where a group of slips stands: the first few paragraphs by number and beginning, and how many there are."""
    texts: dict[int, str] = {}
    for slip in group:
        if slip.line is not None:
            texts.setdefault(slip.line, slip.text)
    if not texts:
        return "、".join(dict.fromkeys(slip.where for slip in group if slip.where)) or "全文"
    named = [(line, texts[line].rstrip("…")) for line in list(texts)[:_NAMED]]
    places = "、".join(
        f"第{line}段「{text[:_SHOWN]}{'…' * (len(text) > _SHOWN)}」" if text else f"第{line}段" for line, text in named
    )
    if len(texts) > _NAMED:
        return f"{places}等{len(texts)}段"
    return f"{places}共{len(group)}处" if len(group) > len(texts) else places
